"""A task is edited while it is overdue, and nothing is said of that.

Whoever opens the file of an overdue task and changes its tags knows of it. Then the plan should say how it stands: a
word of progress, what was submitted or completed, or the new deadline. Found is a task that the branch touches, whose
last day is past, and of which nothing is recorded after that day, neither by the branch nor before.

In the base:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024

Fails, on 2025-03-01:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024
      tags: [chat-van]

Write instead:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024
      tags: [chat-van]
      progress:
        - date: 2025-02-20
          note: Đã trình dự thảo, chờ ý kiến
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from plancli.i18n import N_
from plancli.model import Facts, Task
from plancli.problem import Dates, Place, Problem, Severity
from plancli.state.facts import places, reports, visible

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "overdue-without-word"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("A task is edited while it is overdue, and nothing is said of that")
MESSAGES: Final = {
    "": N_(
        "{id} was due until {last}, and nothing is recorded after that day: record its progress, "
        "or the new deadline in `rescheduled`"
    ),
}


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each task that the branch touches, that is overdue, and of which nothing was heard since."""
    if branch.is_first:
        return
    edited = (one for one in branch.difference.changes if one.subject == "task" and one.kind != "task-transferred")
    touched = {change.address.partition(":")[0] for change in edited}
    for task in branch.work.assigned:
        if task.id not in touched:
            continue
        item = branch.work.item(task)
        if item.state == "overdue" and item.last is not None and not _heard(task, item.last, branch.day):
            where = Place(task.file, task.id.line, task.id.column)
            yield Problem(NAME, where, "", {"id": str(task.id), "last": Dates(item.last)})


def _heard(task: Task, last: date, day: date) -> bool:
    """Return whether anything is recorded of a task, or of a place in it, from after its last day up to the day."""
    parts = task.milestones + task.occurrences + task.members
    return any(last < said for facts in (task.facts, *places(parts)) for said in _days(visible(facts, day)))


def _days(facts: Facts) -> Iterator[date]:
    """Yield the days on which something was heard, or another deadline set."""
    yield from reports(facts)
    for moved in facts.rescheduled:
        yield moved.fact.date.end
