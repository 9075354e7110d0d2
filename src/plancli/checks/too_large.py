"""A file is too large.

No plan needs a file of this size, even one with a hundred thousand tasks. It is most likely something else with the
name of a plan's file, and reading it would fill the memory. It is not read.

Fails:

    bodies/ban-bi-thu.yaml of 100 MB

Write instead:

    the tasks of each body in that body's own file
"""

from typing import Final

from plancli.checks.reading import found_in_reading as check
from plancli.i18n import N_
from plancli.problem import Severity

__all__ = ["MESSAGES", "NAME", "SEVERITY", "SUMMARY", "check"]

NAME: Final = "too-large"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A file is too large")
MESSAGES: Final = {
    "": N_("the file has {size} MB, more than the {most} MB that are read: split it, or take it out of the folder"),
}
