"""A branch changes a setting by which all tasks are judged.

With `met_by: submitted` what was only handed in counts as done, and a hundred tasks are not overdue any more, without a
single fact. `due_soon` and `report_every` decide what is urged, `timezone` which day it is, and from the plan's `date`
on its tasks count, series run, and what is due after `issued`. Whoever agrees to such a change should know that it is
one of all tasks.

In the base:

    # plan.yaml
    format: 1
    title: Kế hoạch

Fails:

    # plan.yaml
    format: 1
    title: Kế hoạch
    met_by: submitted

Write instead:

    # plan.yaml
    format: 1
    title: Kế hoạch
    met_by: completed
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.deadline import Span
from plancli.i18n import N_
from plancli.model import JUDGED_SETTINGS
from plancli.problem import Dates, Problem, Severity
from plancli.review.changed import is_within

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "judging-changed"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("A branch changes a setting by which all tasks are judged")
MESSAGES: Final = {
    "": N_("`{id}` was {before} in {base} and is {after} now: every task is judged by it"),
    "stated": N_("`{id}` was not set in {base} and is {after} now: every task is judged by it"),
    "dropped": N_("`{id}` was {before} in {base} and is not set now: every task is judged by it"),
}
SETTINGS: Final = (*JUDGED_SETTINGS, "timezone", "date")


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each setting of that kind that is another."""
    if branch.is_first:
        return
    for change in branch.changes("settings-changed"):
        old, new = change.old, change.new
        if change.address in SETTINGS and not (isinstance(old, Span) and new and is_within(new, old)):
            variant = "stated" if old is None else "dropped" if new is None else ""
            values = {"id": change.address, "before": _words(old), "after": _words(new), "base": branch.name}
            yield Problem(NAME, branch.place(change), variant, values)


def _words(value: object) -> str:
    """Return a setting as it is shown."""
    return Dates(value.text) if isinstance(value, Span) else str(value)
