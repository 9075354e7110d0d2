"""A field that must stand here is missing.

A task needs `id` and `title`, a body `name`, a plan `title`, a document `number` or `id`, each fact its `date`, a
rescheduling `to`, a transfer `from`. A field without a value, or with blanks only, counts as missing.

Fails:

    tasks:
      - title: Sơ kết quy định về nêu gương

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

NAME: Final = "missing-field"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A field that must stand here is missing")
MESSAGES: Final = {
    "": N_("{field} is missing here"),
    "empty": N_("{field} has no value"),
    "more": N_("{count} more of these in this file are not listed"),
}
