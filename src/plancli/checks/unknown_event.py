"""A deadline hangs on something that the plan does not know.

`30 days after X`, `before X` and `by X` need an X: an event under `events` in plan.yaml, a task, a clause (all its
tasks), or `issued`, the plan's own date. An event whose date is not known yet is fine, it only has to be listed: the
deadline then waits for it. A name that is nowhere would wait for ever.

Fails:

    tasks:
      - id: V.4
        title: Báo cáo tổng kết
        due: 3 months after dai-hoi-xiv

Write instead:

    events:
      dai-hoi-xiv:
        name: Đại hội lần thứ XIV

    tasks:
      - id: V.4
        title: Báo cáo tổng kết
        due: 3 months after dai-hoi-xiv
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.checks.names import Names, names
from plancli.checks.places import at, having, with_parts
from plancli.checks.suggest import Suggestions
from plancli.deadline import Anchored, Due
from plancli.i18n import N_
from plancli.model import At, Located
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "unknown-event"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A deadline hangs on something that the plan does not know")
MESSAGES: Final = {
    "": N_("{name} is no event, task or clause: add it to `events` in plan.yaml, without a date while it has none"),
    "nearest": N_("{name} is no event, task or clause: did you mean {nearest}? If not, add it to `events`"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each deadline on an unknown name; none while plan.yaml or the file of a body could not be read."""
    plan = standing.plan
    if plan.bodies_unread or plan.info.file in plan.unread:
        return
    known = names(standing)
    suggest: Suggestions | None = None
    for file, where, due in _stated(standing):
        if isinstance(due, Anchored) and not known.is_known(due.name):
            suggest = suggest or _suggestions(known)
            nearest = suggest(due.name)
            yield Problem(NAME, at(file, where), "nearest" if nearest else "", {"name": due.name, "nearest": nearest})


def _suggestions(known: Names) -> Suggestions:
    """Return suggestions among events, tasks and clauses."""
    return Suggestions([*sorted(known.events), *known.tasks, *known.clauses])


def _stated(standing: "Standing") -> Iterator[tuple[str, At | Located, Due | None]]:
    """Yield every deadline that may hang on something, with its file and place."""
    for task in standing.checked:
        if type(task.due) is Anchored:
            yield task.file, task.due_at or task.at, task.due
    for task in with_parts(standing):
        for part in task.milestones:
            yield task.file, part.due_at or part.key, part.due
    for place in having(standing, "rescheduled"):
        for moved in place.facts.rescheduled:
            yield place.file, moved.fact.at, moved.to
