"""A deadline that is not in the grammar.

A deadline is a year, half, quarter, month or day (`2024`, `2024-H1`, `2024-Q4`, `2024-06`, `2024-06-30`), two of them
with `/` between, one of them after `by` or `before`; `ongoing` or `periodic`; something that it hangs on (`30 days
after issued`); or a series (`every quarter by 20`). The words of the document go into `due_words`. The task is shown,
but not judged, until its deadline can be read.

Fails:

    tasks:
      - id: IV.4.3
        title: Sơ kết quy định về nêu gương
        due: 12/2024

Write instead:

    tasks:
      - id: IV.4.3
        title: Sơ kết quy định về nêu gương
        due: 2024-12
"""

from typing import Final

from plancli.checks.reading import found_in_reading as check
from plancli.i18n import N_
from plancli.problem import Severity

__all__ = ["MESSAGES", "NAME", "SEVERITY", "SUMMARY", "check"]

NAME: Final = "invalid-due"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A deadline that is not in the grammar")
MESSAGES: Final = {
    "unknown": N_(
        "{value} is no deadline: write a period such as 2024, 2024-Q4 or 2024-06-30, and the words of "
        "the document in due_words"
    ),
    "write": N_("{value} is no deadline as it is written here: write {remedy}"),
    "no-such-day": N_("{value}: there is no such day"),
    "no-such-day-write": N_("{value}: there is no such day, the month ends on {remedy}"),
    "no-such-month": N_("{value}: there is no such month"),
    "no-such-year": N_("{value}: there is no such year"),
    "backwards": N_("{value} ends before it begins"),
    "open-bound": N_("{value}: by and before need a period that ends"),
    "anchored-on-date": N_(
        "{value}: a number of days counts from an event, task or clause, not from a date: name an event "
        "with this date in plan.yaml"
    ),
    "list-of-series": N_("a list of deadlines has only series, such as every year by 06-15, not {value}"),
    "series": N_("{value} is no series: write every year, half, quarter or month, then by and the day, from and until"),
    "day-of-year": N_("{value}: the day of a yearly series is a month and a day, such as 06-15"),
    "day-of-month": N_("{value}: the day of this series is a day of its last month, from 1 to 31"),
    "no-start": N_(
        "{value} does not say when it begins, and neither plan nor task has a date: add from, as in {value} from 2024"
    ),
    "series-in-part": N_(
        "{value} is a series, and a milestone, an occurrence or a member has one deadline: state the series at the task"
    ),
    "more": N_("{count} more of these in this file are not listed"),
}
