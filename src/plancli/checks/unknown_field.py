"""A field that is not known where it stands.

What it says would be lost without a word. Where a known field was probably meant, what hangs on that field is not
judged until the name is repaired. States are never written: they are computed from the dated facts.

Fails:

    tasks:
      - id: IV.4.3
        title: Sơ kết quy định về nêu gương
        deadline: 2024

Write instead:

    tasks:
      - id: IV.4.3
        title: Sơ kết quy định về nêu gương
        due: 2024
"""

from typing import Final

from plancli.checks.reading import found_in_reading as check
from plancli.i18n import N_
from plancli.problem import Severity

__all__ = ["MESSAGES", "NAME", "SEVERITY", "SUMMARY", "check"]

NAME: Final = "unknown-field"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A field that is not known where it stands")
MESSAGES: Final = {
    "": N_("there is no field {field} here"),
    "listed": N_("there is no field {field} here, only {known}"),
    "near": N_("there is no field {field} here: did you mean {near}?"),
    "elsewhere": N_("there is no field {field} here: it belongs to {homes}"),
    "computed": N_("{field} is never written: it is computed from the facts, such as completed: 2024-11-02"),
    "more": N_("{count} more of these in this file are not listed"),
}
