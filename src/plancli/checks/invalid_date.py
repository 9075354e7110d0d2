"""A date that cannot be read.

What happened is dated by a day, or by a month or a year where no more is known: `2024-11-02`, `2024-11`, `2024`. The
year comes first, so that no reader has to guess which number is the month. What hangs on the fact is not judged until
its date can be read.

Fails:

    tasks:
      - id: IV.4.3
        title: Sơ kết quy định về nêu gương
        completed: 2/11/2024

Write instead:

    tasks:
      - id: IV.4.3
        title: Sơ kết quy định về nêu gương
        completed: 2024-11-02
"""

from typing import Final

from plancli.checks.reading import found_in_reading as check
from plancli.i18n import N_
from plancli.problem import Severity

__all__ = ["MESSAGES", "NAME", "SEVERITY", "SUMMARY", "check"]

NAME: Final = "invalid-date"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A date that cannot be read")
MESSAGES: Final = {
    "unknown": N_("{value} is no date: write a day, month or year, such as 2024-11-02, 2024-11 or 2024"),
    "write": N_("{value} is no date as it is written here: write {remedy}"),
    "no-such-day": N_("{value}: there is no such day"),
    "no-such-day-write": N_("{value}: there is no such day, the month ends on {remedy}"),
    "no-such-month": N_("{value}: there is no such month"),
    "no-such-year": N_("{value}: there is no such year"),
    "backwards": N_("{value} ends before it begins"),
    "open": N_("{value} has no end: write the day, month or year in which it happened"),
    "range": N_("{value} is a period: write the day, month or year in which it happened"),
    "coarse": N_("{value} is a period: write the day, month or year in which it happened"),
    "more": N_("{count} more of these in this file are not listed"),
}
