"""A file is not in UTF-8.

UTF-8 is the one encoding of plan files: git, search and every editor read it. A file saved in another cannot be read
at all, or its letters turn into others. A byte order mark at the beginning does no harm.

Fails:

    bodies/ban-bi-thu.yaml saved as UTF-16 or as Windows-1258

Write instead:

    the same file, saved by the editor as UTF-8
"""

from typing import Final

from plancli.checks.reading import found_in_reading as check
from plancli.i18n import N_
from plancli.problem import Severity

__all__ = ["MESSAGES", "NAME", "SEVERITY", "SUMMARY", "check"]

NAME: Final = "not-utf8"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A file is not in UTF-8")
MESSAGES: Final = {
    "": N_("the byte {byte} is not UTF-8; the file was probably saved as Windows-1258 or Latin-1: save it as UTF-8"),
    "cut": N_("the file ends in the middle of a letter, at the byte {byte}: part of it is missing"),
    "encoding": N_("the file is in {encoding}: save it as UTF-8"),
}
