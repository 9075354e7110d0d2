"""Tasks wait for each other in a ring.

A task waits for those it `depends` on, and for what its deadline hangs on: `30 days after IV.2` waits for the task
IV.2, or for all tasks of the clause IV.2. Where that leads back to the task itself, nothing can ever come first, and
none of the deadlines has a day. The deadline that counts is the one in force on the day. Each ring is told once.

Fails:

    tasks:
      - id: IV.9
        title: Tổng kết thực tiễn
        due: 30 days after IV.10
      - id: IV.10
        title: Báo cáo tổng kết
        depends: [IV.9]

Write instead:

    tasks:
      - id: IV.9
        title: Tổng kết thực tiễn
        due: 2024
      - id: IV.10
        title: Báo cáo tổng kết
        depends: [IV.9]
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.checks.names import Names, names
from plancli.checks.places import at
from plancli.checks.rings import ring_words, rings
from plancli.deadline import Anchored
from plancli.i18n import N_
from plancli.model import Task
from plancli.problem import Place, Problem, Severity
from plancli.state.facts import rescheduling

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "dependency-cycle"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("Tasks wait for each other in a ring")
MESSAGES: Final = {
    "": N_("{ring}: each waits for the next, so none can come first; give one of them a deadline of its own"),
    "itself": N_("{ring}: {task} waits for itself; give it a deadline of its own"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each ring, at what its first task waits for."""
    known = names(standing)
    waits = _waits(standing, known)
    graph: dict[str, list[str]] = {task: list(awaited) for task, awaited in waits.items()}
    for awaited in waits.values():
        for name in awaited:
            if name not in known.tasks and name not in graph:
                graph[name] = list(known.clauses[name])
    for ring in rings(graph):
        tasks = [name for name in ring if name in waits]
        second = ring[1] if len(ring) > 1 else ring[0]
        values = {"ring": ring_words(ring), "task": ring[0]}
        yield Problem(NAME, waits[ring[0]][second], "itself" if len(tasks) == 1 else "", values)


def _waits(standing: "Standing", known: Names) -> dict[str, dict[str, Place]]:
    """Return what each task waits for, tasks and clauses, with the place that says so."""
    waits: dict[str, dict[str, Place]] = {}
    for task in standing.plan.tasks:
        if task.depends or type(task.due) is Anchored or task.facts.rescheduled:
            for name, place in _awaited(task, standing, known):
                waits.setdefault(str(task.id), {}).setdefault(name, place)
    return waits


def _awaited(task: Task, standing: "Standing", known: Names) -> Iterator[tuple[str, Place]]:
    """Yield the tasks and clauses that one task waits for."""
    for name in task.depends:
        if name in known.tasks:
            yield str(name), at(task.file, name)
    moved = rescheduling(task.facts, standing.day)
    due, where = (moved.to, moved.fact.at) if moved else (task.due, task.due_at or task.at)
    if isinstance(due, Anchored) and due.name not in known.events:
        anchor = due.name if due.name in known.tasks else known.bare(due.name)
        if anchor in known.tasks or known.clauses.get(anchor):
            yield anchor, at(task.file, where)
