"""The date of an event is edited, and deadlines hang on it.

`30 days after dai-hoi` moves when the event does. A known date that is changed by a branch therefore gives every task
that hangs on it another deadline, without a rescheduling, and without a document. That may be right: then let the
commit message say what moved it. The first date that an event gets, and one within the stated period, are what was
waited for.

In the base:

    # plan.yaml
    format: 1
    title: Kế hoạch
    events:
      dai-hoi: {name: Đại hội, date: 2026-01}
    # bodies/ban-mau.yaml
    name: Ban mẫu
    tasks:
      - id: IV.5.1
        title: Sửa Quy chế chất vấn
        due: 30 days after dai-hoi

Fails:

    # plan.yaml
    format: 1
    title: Kế hoạch
    events:
      dai-hoi: {name: Đại hội, date: 2026-06}
    # bodies/ban-mau.yaml
    name: Ban mẫu
    tasks:
      - id: IV.5.1
        title: Sửa Quy chế chất vấn
        due: 30 days after dai-hoi

Write instead:

    # plan.yaml
    format: 1
    title: Kế hoạch
    events:
      dai-hoi: {name: Đại hội, date: 2026-01-19}
    # bodies/ban-mau.yaml
    name: Ban mẫu
    tasks:
      - id: IV.5.1
        title: Sửa Quy chế chất vấn
        due: 30 days after dai-hoi
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.deadline import Anchored, Span
from plancli.i18n import N_
from plancli.model import Event, Task
from plancli.problem import Dates, Problem, Severity
from plancli.review.changed import is_within
from plancli.state.facts import places

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "event-moved"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("The date of an event that deadlines hang on is edited")
MESSAGES: Final = {
    "": N_(
        "{id} was dated {before} in {base} and is dated {after} now, which moves the deadlines of {tasks}: "
        "put it back, or say why in a `Plan-Waive` of the commit"
    ),
    "unknown": N_(
        "{id} was dated {before} in {base} and has no date now, which takes the deadlines of {tasks} away: put it back"
    ),
}
SHOWN: Final = 5


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each event that had a date in the base, has another one, and has deadlines that hang on it."""
    for change in branch.changes("event-changed", "event-removed"):
        before, after = _date(change.old), _date(change.new)
        if change.field not in ("date", "") or before is None or (after and is_within(after, before)):
            continue
        hanging = [str(task.id) for task in branch.work.plan.tasks if _hangs(task, change.address)]
        if hanging:
            values = {
                "id": change.address,
                "base": branch.name,
                "before": Dates(before.text),
                "after": Dates(after.text if after else ""),
                "tasks": ", ".join(hanging[:SHOWN] + ["…"] * (len(hanging) > SHOWN)),
            }
            yield Problem(NAME, branch.place(change), "" if after else "unknown", values)


def _date(value: Span | Event | None) -> Span | None:
    """Return the date that an event had or has; of one that is gone the whole event is told."""
    return value.date if isinstance(value, Event) else value


def _hangs(task: Task, name: str) -> bool:
    """Return whether a deadline of a task, or of a place in it, hangs on an event."""
    parts = task.milestones + task.occurrences + task.members
    dues = [task.due, *(part.due for part in parts)]
    dues += [moved.to for facts in (task.facts, *places(parts)) for moved in facts.rescheduled]
    return any(isinstance(due, Anchored) and due.name == name for due in dues)
