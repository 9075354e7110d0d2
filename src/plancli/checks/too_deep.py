"""Lists and maps are nested too deep.

A plan's files need six levels. A file of very many is damaged or made to do harm, and is not read.

Fails:

    tasks: [[[[[[[[[[[[ and so on

Write instead:

    tasks:
      - id: IV.4.3
        title: Sơ kết quy định về nêu gương
"""

from typing import Final

from plancli.checks.reading import found_in_reading as check
from plancli.i18n import N_
from plancli.problem import Severity

__all__ = ["MESSAGES", "NAME", "SEVERITY", "SUMMARY", "check"]

NAME: Final = "too-deep"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("Lists and maps are nested too deep")
MESSAGES: Final = {
    "": N_("lists and maps are nested more than {most} levels deep: the file is not read"),
}
