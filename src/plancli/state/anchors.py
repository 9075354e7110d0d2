"""The days of what deadlines hang on: an event, the plan's own date, a task's completion, a clause's completions."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Final

from plancli.deadline import Span
from plancli.model import Info, Plan, Task

ISSUED: Final = "issued"


class Unresolved(Exception):
    """A name that is neither an event, nor a task, nor a clause."""


class Anchors:
    """Finds the days of names.

    `completion` gives a task's completion as known on the day, `doubted` whether it might be another had all been read.
    `issued` is the plan's own date; any other name is looked for among the events, then the tasks, then the clauses. A
    clause counts from the last completion of its tasks once all that were not withdrawn are completed.
    """

    def __init__(
        self,
        plan: Plan,
        tasks: Iterable[Task],
        completion: Callable[[Task], "Span | bool | None"],
        doubted: Callable[[Task], bool],
    ) -> None:
        self._info = plan.info
        self._events = {str(event.id): event.date for event in plan.info.events}
        self._tasks = tasks
        self._completion = completion
        self._doubted = doubted
        self._info_unread = plan.info.file in plan.unread
        self._bodies_unread = plan.bodies_unread
        self._by_source: dict[str, list[Task]] = {}
        self._sources: list[str] = []
        self._known: dict[str, Span | None] = {}
        self._doubts: dict[str, bool] = {}

    def __call__(self, name: str) -> Span | None:
        """Return the days of a name; None while they are unknown, or where the name is."""
        if name not in self._known:
            self._known[name] = None  # what hangs on itself stays unknown
            try:
                self._known[name] = self._find(name)
            except Unresolved:
                return None
        return self._known[name]

    def doubtful(self, name: str) -> bool:
        """Return whether the days of a name might be others, had all been read that they follow from."""
        if name not in self._doubts:
            self._doubts[name] = False  # what hangs on itself adds no doubt of its own
            self._doubts[name] = self._doubtful(name)
        return self._doubts[name]

    def _doubtful(self, name: str) -> bool:
        if name == ISSUED or name in self._events:
            return self._info_unread and self(name) is None
        if any(self._doubted(task) for task in self.tasks(name)):
            return True
        return self._bodies_unread and name not in self._by_id

    def tasks(self, name: str) -> list[Task]:
        """Return the task of this id, else the tasks of this clause and of those below it."""
        task = self._by_id.get(name)
        if task is not None:
            return [task]
        clause = bare(name, self._info)
        found = {id(task): task for source in self._at_or_below(clause) for task in self._by_source[source]}
        return list(found.values())

    @cached_property
    def _by_id(self) -> dict[str, Task]:
        """The tasks by id; of several with one id the first."""
        found: dict[str, Task] = {}
        for task in self._tasks:
            found.setdefault(str(task.id), task)
        return found

    def _at_or_below(self, clause: str) -> list[str]:
        """Return the clauses that tasks come from which are this one or lie below it (`IV.2` and `IV.2.3`)."""
        if not self._sources:
            for task in self._tasks:
                for source in task.source:
                    self._by_source.setdefault(bare(source, self._info), []).append(task)
            self._sources = sorted(self._by_source)
        below = self._sources[bisect_left(self._sources, f"{clause}.") : bisect_left(self._sources, f"{clause}/")]
        return [clause, *below] if clause in self._by_source else below

    def _find(self, name: str) -> Span | None:
        if name == ISSUED:
            return self._info.date
        if name in self._events:
            return self._events[name]
        tasks = self.tasks(name)
        if not tasks:
            raise Unresolved(name)
        completions: list[Span] = []
        for task in tasks:
            completed = self._completion(task)
            if completed is None:
                return None
            if isinstance(completed, Span):
                completions.append(completed)
        return max(completions, key=lambda span: (span.end, span.first), default=None)


def bare(clause: str, info: Info) -> str:
    """Return a clause without the prefix of the first source, which needs none."""
    return clause.removeprefix(f"{info.sources[0].id}:") if info.sources else clause


def headings(info: Info) -> dict[str, str]:
    """Return the headings of all outlines by clause, bare where the first source has it."""
    found: dict[str, str] = {}
    for source in info.sources:
        for clause in source.outline:
            if clause.heading:
                found.setdefault(bare(f"{source.id}:{clause.id}", info), clause.heading)
    return found


def clauses_above(clause: str) -> list[str]:
    """Return a clause and the ones it lies in, nearest first: `IV.2.3`, `IV.2`, `IV`."""
    source, colon, place = clause.rpartition(":")
    parts = place.split(".")
    return [source + colon + ".".join(parts[:length]) for length in range(len(parts), 0, -1)]
