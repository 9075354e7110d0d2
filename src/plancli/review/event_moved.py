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

from plancli.deadline import Anchored, Due
from plancli.i18n import N_
from plancli.model import Facts, Task
from plancli.problem import Dates, Problem, Severity
from plancli.review.changed import is_within

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "event-moved"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("The date of an event that deadlines hang on is edited")
MESSAGES: Final = {
    "": N_(
        "{id} was dated {before} in {base} and is dated {after} now, which moves the deadlines of {tasks}: "
        "put it back, or say why in the commit"
    ),
    "unknown": N_(
        "{id} was dated {before} in {base} and has no date now, which takes the deadlines of {tasks} away: put it back"
    ),
}
SHOWN: Final = 5


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each event that had a date in the base, has another one, and has deadlines that hang on it."""
    for change in branch.changes("event-changed"):
        before, after = change.old, change.new
        if change.field != "date" or before is None or (after and is_within(after, before)):
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


def _hangs(task: Task, name: str) -> bool:
    """Return whether a deadline of a task, or of a milestone of it, hangs on an event."""
    dues = [task.due, *_later(task.facts)]
    for part in task.milestones:
        dues += [part.due, *_later(part.facts)]
    return any(isinstance(due, Anchored) and due.name == name for due in dues)


def _later(facts: Facts) -> list[Due]:
    return [moved.to for moved in facts.rescheduled]
