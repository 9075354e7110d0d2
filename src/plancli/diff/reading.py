"""What could not be read on one side: of that nothing is proved, least of all that it is gone."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import Literal

from plancli.checks import LOSING, SHAPE
from plancli.diff.change import Uncompared
from plancli.load import Loaded
from plancli.model import UNKNOWN_ID, Part, Task
from plancli.problem import Problem

BODIES = "bodies/"
TASKS = "tasks"


class Side:
    """One of two versions, and what of it could not be read."""

    def __init__(self, name: Literal["old", "new"], loaded: Loaded, other: Loaded) -> None:
        self.name: Literal["old", "new"] = name
        self.plan = loaded.plan
        self._other = other
        self._problems: dict[str, list[Problem]] = {}
        for problem in loaded.problems:
            if _loses(problem):
                self._problems.setdefault(problem.place.file, []).append(problem)

    def unread(self, file: str) -> bool:
        """Whether a file, or the folder that it would stand in, could not (all) be read."""
        return file in self._unread or (BODIES in self._unread and file.startswith(BODIES))

    @cached_property
    def _unread(self) -> frozenset[str]:
        """The unread files; a body's also by its id, whose letters the disk may write otherwise."""
        return frozenset([*self.plan.unread, *(unicodedata.normalize("NFC", file) for file in self.plan.unread)])

    @cached_property
    def _hiding(self) -> dict[str, None]:
        """The body files that may hold tasks nobody sees; not those that are the same on the other side."""
        same = {id(problem) for problem in self._other.problems}  # shared only if the whole file is
        kept = {file for file, found in self._problems.items() if any(id(problem) in same for problem in found)}
        nameless = [task.file for task in self.plan.tasks if not known_id(task)]
        files = (*self.plan.unread, *nameless)
        hiding = (file for file in files if file.startswith(BODIES) and file not in kept)
        return dict.fromkeys(file for file in hiding if file in nameless or self._hides_tasks(file))

    def _hides_tasks(self, file: str) -> bool:
        """Whether what could not be read of a file may be whole tasks, not just fields of it or of its tasks."""
        found = self._problems.get(file)
        return not found or any(map(_may_be_tasks, found))

    def hides(self, task: Task) -> Uncompared | None:
        """Return why a task that is missing here may be here all the same; None if it is surely gone."""
        if not self._hiding:
            return None
        file = task.file if task.file in self._hiding else next(iter(self._hiding))
        return Uncompared(self.name, file, str(task.id))

    def doubts(self, task: Task) -> Uncompared | None:
        """Return that not all of a task could be read here; None if it was."""
        parts = (*task.milestones, *task.occurrences, *task.members)
        if task.faults or id(task) in self._doubted or any(map(_faulty, parts)):
            return Uncompared(self.name, task.file, str(task.id))
        return None

    @cached_property
    def _doubted(self) -> set[int]:
        """The tasks within which something could not be read: from where one begins to where the next one does."""
        found: set[int] = set()
        for file, starts in self._tasks.items():
            for problem in self._problems[file]:
                place = bisect_right(starts, (problem.place.line, problem.place.column), key=_start) - 1
                if place >= 0:
                    found.add(id(starts[place]))
        return found

    @cached_property
    def _tasks(self) -> dict[str, list[Task]]:
        """The tasks of the files in which something could not be read."""
        found: dict[str, list[Task]] = {}
        if self._problems:
            for task in self.plan.tasks:
                if task.file in self._problems:
                    found.setdefault(task.file, []).append(task)
        return found

    def lossy(self, file: str) -> bool:
        """Whether a field that stands outside of all tasks of a file may have been lost.

        What stands behind the last task is not told from what stands in it.
        """
        tasks = self._tasks.get(file, [])
        first, last = (_start(tasks[0]), _start(tasks[-1])) if tasks else (None, None)
        for problem in self._problems.get(file, ()):
            place = (problem.place.line, problem.place.column)
            if first is None or last is None or place < first or place >= last:
                return True
        return False

    def files(self) -> Iterable[Uncompared]:
        """Yield the files that could not (all) be read."""
        for file in self.plan.unread:
            yield Uncompared(self.name, file)


def known_id(task: Task) -> bool:
    """Whether it is known which task this is."""
    return task.id != UNKNOWN_ID and "id" not in task.faults


def _start(task: Task) -> tuple[int, int]:
    return task.at.line, task.at.column


def _loses(problem: Problem) -> bool:
    """Whether something was not read for this; a second task of one id was, and so was a series without a start."""
    if problem.name == "duplicate-id" or (problem.name == "invalid-due" and problem.variant == "no-start"):
        return False
    return problem.name in LOSING or problem.name == "unknown-field"


def _may_be_tasks(problem: Problem) -> bool:
    """Whether what was not read for a problem of a body's file may be tasks."""
    if problem.name == "unknown-field":  # of the file itself it may be another name for `tasks`
        return problem.place.column == 1 and problem.values.get("near", TASKS) == TASKS
    return problem.name not in SHAPE or problem.values.get("field") == TASKS


def _faulty(part: Part) -> bool:
    return bool(part.faults) or any(map(_faulty, part.members))
