"""The days of what deadlines hang on: an event, the plan's own date, a task's completion, a clause's completions."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from typing import Final

from plancli.deadline import Span
from plancli.model import Info, Task

ISSUED: Final = "issued"


class Unresolved(Exception):
    """A name that is neither an event, nor a task, nor a clause."""


class Anchors:
    """Finds the days of names. `completion` gives a task's completion as known on the day.

    A name is looked for among the events, then the tasks, then the clauses; a clause counts from the last completion
    of its tasks once all that were not withdrawn are completed.
    """

    def __init__(
        self,
        info: Info,
        tasks: Iterable[Task],
        completion: Callable[[Task], "Span | bool | None"],
        unread: Collection[str] = (),
    ) -> None:
        self._events = {str(event.id): event.date for event in info.events}
        self._issued = info.date
        self._tasks = tasks
        self._completion = completion
        self._info_unread = info.file in unread
        self._bodies_unread = any(file.startswith("bodies/") for file in unread)
        self._first_source = str(info.sources[0].id) if info.sources else None
        self._by_source: dict[str, list[Task]] = {}
        self._sources: list[str] = []
        self._known: dict[str, Span | None] = {}

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
        if name in self._events or name == ISSUED:
            return self._info_unread and self(name) is None
        if any(task.faults or any(part.faults for part in task.occurrences) for task in self.tasks(name)):
            return True
        return self._bodies_unread and name not in self._by_id

    def exists(self, name: str) -> bool:
        """Return whether a name is an event, `issued`, a task or a clause with tasks."""
        return name in self._events or name == ISSUED or bool(self.tasks(name))

    def tasks(self, name: str) -> list[Task]:
        """Return the task of this id, else the tasks of this clause and of those below it."""
        task = self._by_id.get(name)
        if task is not None:
            return [task]
        clause = self._bare(name)
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
                    self._by_source.setdefault(self._bare(source), []).append(task)
            self._sources = sorted(self._by_source)
        below = self._sources[bisect_left(self._sources, f"{clause}.") : bisect_left(self._sources, f"{clause}/")]
        return [clause, *below] if clause in self._by_source else below

    def _find(self, name: str) -> Span | None:
        if name in self._events:
            return self._events[name]
        if name == ISSUED:
            return self._issued
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

    def _bare(self, clause: str) -> str:
        """Return a clause without the prefix of the first source, which needs none."""
        prefix = f"{self._first_source}:"
        return clause.removeprefix(prefix)


def clauses_above(clause: str) -> list[str]:
    """Return a clause and the ones it lies in, nearest first: `IV.2.3`, `IV.2`, `IV`."""
    source, colon, place = clause.rpartition(":")
    parts = place.split(".")
    return [source + colon + ".".join(parts[:length]) for length in range(len(parts), 0, -1)]
