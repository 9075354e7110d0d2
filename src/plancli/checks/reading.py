"""What the findings of text and shape share: the reading finds them, so their check has nothing left to look for."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plancli.problem import Problem

if TYPE_CHECKING:
    from plancli.state import Standing


def found_in_reading(standing: "Standing") -> Iterator[Problem]:
    """Yield nothing: `syntax`, `source` and `decode` have told already."""
    return iter(())
