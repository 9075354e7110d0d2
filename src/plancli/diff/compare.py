"""The difference between two versions of a plan, of which only what was read on both sides is told."""

from collections.abc import Iterable
from typing import Final

from plancli.diff.bodies import body_changes, renamed_bodies
from plancli.diff.change import Change, Difference, Uncompared
from plancli.diff.documents import document_changes
from plancli.diff.matching import match
from plancli.diff.outline import outline_changes
from plancli.diff.reading import Side
from plancli.diff.settings import event_changes, setting_changes
from plancli.diff.sides import Sides, Told
from plancli.diff.tasks import joined, task_changes, task_spot
from plancli.ids import id_key
from plancli.load import Loaded
from plancli.model import Plan, Task

LAST: Final = 1 << 60


def compare(old: Loaded, new: Loaded) -> Difference:
    """Return how a plan changed from one version to another.

    Changes stand by body (in the order of the new version, then those that are gone): first those of the body itself,
    then those of its tasks in the order of its file, each in the order of kinds; after them documents, then the plan.
    Objects that both versions share say the same, so that nothing of a file that was read once is compared.
    """
    sides = Sides(Side("old", old, new), Side("new", new, old))
    renamed = renamed_bodies(sides)
    uncompared: list[Uncompared] = []
    bodies = _changes(body_changes(sides, renamed), uncompared)
    tasks = _task_changes(sides, renamed, uncompared)
    changes = _by_body(bodies + tasks, old.plan, new.plan)
    changes += _changes(document_changes(sides), uncompared)
    changes += _changes(_plan_changes(sides), uncompared)
    return Difference(tuple(changes), _in_order([*sides.new.files(), *sides.old.files(), *uncompared]))


def _plan_changes(sides: Sides) -> Told:
    """Yield how plan.yaml changed."""
    old, new = sides.old.plan.info, sides.new.plan.info
    if old is not new and not sides.unread(old.file, new.file):
        yield from outline_changes(sides)
        yield from event_changes(sides)
        yield from setting_changes(sides)


def _changes(told: Told, uncompared: list[Uncompared]) -> list[Change]:
    """Return the changes among what is told; the rest is added to what was not compared."""
    changes: list[Change] = []
    for one in told:
        if isinstance(one, Change):
            changes.append(one)
        else:
            uncompared.append(one)
    return changes


def _task_changes(sides: Sides, renamed: dict[str, str], uncompared: list[Uncompared]) -> list[Change]:
    """Return the changes of all tasks: in the order of the new version, then those that are gone."""
    found = match(sides)
    uncompared += found.uncompared
    told: list[tuple[Task, list[Change]]] = []
    for old, new in found.pairs:
        if doubt := sides.new.doubts(new) or sides.old.doubts(old):
            uncompared.append(doubt)
        else:
            told.append((new, task_changes(old, new, renamed.get(old.body, old.body))))
    for task in found.added:
        spot = task_spot(task, task.file, task.file)
        told.append((task, [spot.change("task-added", "", None, task, None, task.at)]))
    if told:
        place = {id(task): place for place, task in enumerate(sides.new.plan.tasks)}
        told.sort(key=lambda one: place[id(one[0])])
    for task in found.removed:
        spot = task_spot(task, task.file, task.file)
        told.append((task, [spot.change("task-removed", "", task, None, task.at, None)]))
    return joined([change for _task, changes in told for change in changes])


def _by_body(changes: list[Change], old: Plan, new: Plan) -> list[Change]:
    """Return changes in the order of the bodies."""
    if not changes:
        return changes
    place = {id: place for place, id in enumerate({**new.bodies, **old.bodies})}
    return sorted(changes, key=lambda change: place.get(change.body, LAST))


def _in_order(uncompared: Iterable[Uncompared]) -> tuple[Uncompared, ...]:
    """Return what was not compared, each only once: by file, the whole file first."""
    found: dict[tuple[str, str], Uncompared] = {}
    for one in uncompared:
        found.setdefault((one.file, one.address), one)
    return tuple(sorted(found.values(), key=lambda one: (one.file, id_key(one.address))))
