"""A key stands twice in one map.

Of two values only one can count, and most programs take one silently. Here the first is kept and shown, but nothing is
judged by it: a task whose `due` stands twice is listed as incomplete until one of them is deleted.

Fails:

    tasks:
      - id: IV.4.3
        title: Sơ kết quy định về nêu gương
        due: 2024
        due: 2025

Write instead:

    tasks:
      - id: IV.4.3
        title: Sơ kết quy định về nêu gương
        due: 2025
"""

from typing import Final

from plancli.checks.reading import found_in_reading as check
from plancli.i18n import N_
from plancli.problem import Severity

__all__ = ["MESSAGES", "NAME", "SEVERITY", "SUMMARY", "check"]

NAME: Final = "duplicate-key"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A key stands twice in one map")
MESSAGES: Final = {
    "": N_("{key} already stands at line {line}: delete one of the two"),
    "more": N_("{count} more of these in this file are not listed"),
}
