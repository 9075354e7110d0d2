"""A task is said to have been given on another day, or by another document.

A task counts from the day that it was given: before it, no question shows it, and a series begins with it. A day that
is moved into the future takes an overdue task out of every list. Which document gave it is where the duty comes from.
Filling in the document, a date that becomes more precise, and one that says what holds already, are fine.

In the base:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      assigned: {date: 2024-01-10, document: 28-NQ/TW}

Fails:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      assigned: {date: 2027-01-10, document: 28-NQ/TW}

Write instead:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      assigned: {date: 2024-01-10, document: 28-NQ/TW}
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.deadline import Span
from plancli.i18n import N_
from plancli.problem import Dates, Problem, Severity
from plancli.review.changed import is_within

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "assignment-changed"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A task is said to have been given on another day or by another document")
MESSAGES: Final = {
    "": N_("{id} was given on {before} in {base} and is said to be given on {after} now: put the day back"),
    "stated": N_("no day was known in {base} on which {id} was given, and it is {after} now: take it out"),
    "dropped": N_("{id} was given on {before} in {base} ({old}), and no day is known now: put it back"),
    "document": N_("{id} was given by {before} in {base} ({old}): put the document back"),
}


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each task that was given on another day, or whose document is another."""
    for change in branch.changes("assigned-changed"):
        task, old = branch.tasks.get(change.address), branch.old_tasks.get(branch.old_address(change.address))
        if task is None or old is None:
            continue
        before, after = branch.base.given(old).date, branch.work.given(task).date
        variant = _moved(before, after)
        if variant is not None:
            values = {"before": Dates(before.text if before else ""), "after": Dates(after.text if after else "")}
            yield Problem(NAME, branch.place(change), variant, {"id": change.address, **values, **branch.stood(change)})
        given = old.assigned.document if old.assigned else None
        if given is not None and given != (task.assigned.document if task.assigned else None):
            told = {"id": change.address, "before": str(given), **branch.stood(change)}
            yield Problem(NAME, branch.place(change), "document", told)


def _moved(before: Span | None, after: Span | None) -> str | None:
    """Return the message for a day that is another; None where it is not."""
    if before is None:
        return "stated" if after else None
    if after is None:
        return "dropped"
    return None if is_within(after, before) else ""
