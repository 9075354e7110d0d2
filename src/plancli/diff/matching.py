"""Which tasks of the two versions are one: by id, whatever file they stand in; else by source and title.

Where tasks of one id have different titles, they are one by the title alone if all of them were numbered anew.
"""

from collections.abc import Hashable, Set
from typing import NamedTuple

from plancli.diff.change import Uncompared
from plancli.diff.pairing import alone, pair
from plancli.diff.reading import Side, known_id
from plancli.diff.renumbering import is_retitled, renumbered
from plancli.diff.sides import Sides
from plancli.model import UNKNOWN_ID, Plan, Task


class Matched(NamedTuple):
    """Tasks on both sides that may have changed, those surely added or removed, and what cannot be matched."""

    pairs: list[tuple[Task, Task]]
    added: list[Task]
    removed: list[Task]
    uncompared: list[Uncompared]


class ById(NamedTuple):
    """The first task of each id, all tasks of the ids that stand more than once, and those without an id."""

    first: dict[str, Task]
    twins: dict[str, list[Task]]
    nameless: list[Task]

    def called(self, id: str) -> list[Task]:
        """Return all tasks of an id."""
        return self.twins.get(id) or [task for task in (self.first.get(id),) if task]


def match(sides: Sides) -> Matched:
    """Match the tasks of two versions. A task that is the very same object on both sides did not change."""
    found = Matched([], [], [], [])
    old, new = _by_id(sides.old.plan), _by_id(sides.new.plan)
    _note_nameless(sides, old, new, found.uncompared)
    doubled = _note_twins(sides, old, new, found) if old.twins or new.twins else set()
    for id, task in new.first.items():
        before = old.first.get(id)
        if before is None:
            _note_lone(sides.new, sides.old, task, found.added, found.uncompared)
        elif before is not task and id not in doubled:
            found.pairs.append((before, task))
    for id, task in old.first.items():
        if id not in new.first:
            _note_lone(sides.old, sides.new, task, found.removed, found.uncompared)
    if found.added and found.removed:
        found = _with_new_ids(found)
    return _numbered_anew(sides, found, {task.title for id in doubled for task in (*old.called(id), *new.called(id))})


def _by_id(plan: Plan) -> ById:
    """Sort a plan's tasks by their ids."""
    first: dict[str, Task] = {task.id: task for task in plan.tasks}
    twins: dict[str, list[Task]] = {}
    nameless = [task for task in plan.tasks if task.id == UNKNOWN_ID] if UNKNOWN_ID in first else []
    if len(first) < len(plan.tasks):
        first.clear()
        for task in plan.tasks:
            if first.setdefault(task.id, task) is not task:
                twins.setdefault(task.id, [first[task.id]]).append(task)
    if nameless:
        del first[UNKNOWN_ID]
        twins.pop(UNKNOWN_ID, None)
    return ById(first, twins, nameless)


def _note_nameless(sides: Sides, old: ById, new: ById, uncompared: list[Uncompared]) -> None:
    """Note the tasks without an id, but for those whose file is the same on both sides."""
    for side, tasks, others in ((sides.new, new.nameless, old.nameless), (sides.old, old.nameless, new.nameless)):
        same = {id(task) for task in others}
        uncompared += [Uncompared(side.name, task.file, UNKNOWN_ID) for task in tasks if id(task) not in same]


def _note_twins(sides: Sides, old: ById, new: ById, found: Matched) -> set[str]:
    """Note the ids that stand more than once on a side, unless all that have them are the same; and return them."""
    doubled: set[str] = set()
    for name in {**new.twins, **old.twins}:
        olds, news = old.called(name), new.called(name)
        if [*map(id, olds)] != [*map(id, news)]:
            doubled.add(name)
            before, after = _first_pair(olds, news) if olds and news else (olds or news)[:1] * 2
            side, tasks = (sides.new, news) if len(news) > 1 else (sides.old, olds)
            other = next(task for task in tasks if task is not before and task is not after)
            found.uncompared.append(Uncompared(side.name, other.file, name))
            if olds and news and before is not after:
                found.pairs.append((before, after))
    return doubled


def _first_pair(olds: list[Task], news: list[Task]) -> tuple[Task, Task]:
    """Return which of several tasks of one id are compared: the first of a file that has one on both sides."""
    files = {task.file: task for task in reversed(olds)}
    new = next((task for task in news if task.file in files), news[0])
    return files.get(new.file, olds[0]), new


def _note_lone(here: Side, there: Side, task: Task, surely: list[Task], uncompared: list[Uncompared]) -> None:
    """Note a task that only one side has: it is new or gone, if nothing there was left unread."""
    if not known_id(task):
        uncompared.append(Uncompared(here.name, task.file, str(task.id)))
    elif hidden := there.hides(task):
        uncompared.append(hidden)
    else:
        surely.append(task)


def _with_new_ids(found: Matched) -> Matched:
    """Match those of the added and removed tasks that say by their source and title that they are one."""
    pairs = pair(found.removed, found.added, (alone(_origin, found.removed, found.added),))
    renamed = [(old, new) for old, new in pairs if old and new]
    added = [new for old, new in pairs if old is None and new]
    removed = [old for old, new in pairs if new is None and old]
    return Matched(found.pairs + renamed, added, removed, found.uncompared)


def _numbered_anew(sides: Sides, found: Matched, doubtful: Set[str]) -> Matched:
    """Match those by their titles that have another one under their id; nothing where tasks may be unread.

    `doubtful` are the titles of those whose id stands more than once: which task has them cannot be told.
    """
    retitled: list[tuple[Task, Task]] = []
    kept: list[tuple[Task, Task]] = []
    for old, new in found.pairs:
        (retitled if old.id == new.id and is_retitled(old, new) else kept).append((old, new))
    if not retitled or sides.old.hides(retitled[0][1]) or sides.new.hides(retitled[0][0]):
        return found
    moved = renumbered(retitled, found.added, found.removed, doubtful)
    return Matched(kept + moved.pairs, moved.added, moved.removed, found.uncompared)


def _origin(task: Task) -> Hashable:
    """Return what a task comes from and is called; None where that does not tell it from others."""
    return (frozenset(task.source), task.title) if task.source and task.title else None
