"""What deadlines and dependencies may name: events, tasks and clauses."""

from functools import cached_property
from typing import TYPE_CHECKING

from plancli.checks.memory import once
from plancli.model import Plan, Task
from plancli.state.anchors import ISSUED, bare, clauses_above

if TYPE_CHECKING:
    from plancli.state import Standing


class Names:
    """The names of one plan. A name means an event before a task, and a task before a clause."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.events = {str(event.id) for event in plan.info.events} | {ISSUED}

    @cached_property
    def tasks(self) -> dict[str, Task]:
        """The tasks by id; of several with one id the first."""
        tasks = self._plan.tasks
        found: dict[str, Task] = dict(zip([task.id for task in tasks], tasks, strict=True))
        if len(found) < len(tasks):
            found |= {task.id: task for task in reversed(tasks)}
        return found

    @cached_property
    def clauses(self) -> dict[str, dict[str, Task]]:
        """The tasks, by id, of each clause and of those below it; a clause of the first source under its bare name."""
        found: dict[str, dict[str, Task]] = {}
        for number, source in enumerate(self._plan.info.sources):
            for clause in source.outline:
                found[f"{source.id}:{clause.id}" if number else str(clause.id)] = {}
        by_source: dict[str, dict[str, Task]] = {}
        for task in self._plan.tasks:
            for name in task.source:
                by_source.setdefault(name, {})[task.id] = task
        for source_name, tasks in by_source.items():
            for above in clauses_above(self.bare(source_name)):
                found.setdefault(above, {}).update(tasks)
        return found

    def bare(self, name: str) -> str:
        """Return a clause's name without the prefix of the first source, which needs none."""
        return bare(name, self._plan.info)

    def is_known(self, name: str) -> bool:
        """Return whether a name means an event, a task or a clause."""
        return name in self.events or name in self.tasks or self.bare(name) in self.clauses


@once
def names(standing: "Standing") -> Names:
    """Return the names of a standing's plan."""
    return Names(standing.plan)
