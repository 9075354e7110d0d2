"""What changed between two versions of a plan, seen as changes of duties, not of lines."""

from plancli.diff.change import KINDS, Change, Difference, Uncompared
from plancli.diff.compare import compare

__all__ = ["KINDS", "Change", "Difference", "Uncompared", "compare"]
