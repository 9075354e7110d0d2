"""Tasks that are numbered anew: what stands under an id is another task, if its title came from another id.

Tasks that are paired by id under different titles, and those that are new or gone, form chains by their titles: what
one id lost, another got. A chain begins with a title that is new and ends with one that is gone, or it is a ring, as of
two that swap their ids. Of each chain either all tasks are paired by their titles, or all stay as they are: then their
titles were changed. So a duty is compared with itself, and no move of its deadline is lost among the ids.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence, Set
from typing import Final, NamedTuple

from plancli.diff.pairing import alone
from plancli.diff.tasks import task_changes
from plancli.model import NO_FACTS, Task

Pair = tuple[Task, Task]
NAMES: Final = frozenset(["id-changed", "title-changed"])


class Renumbered(NamedTuple):
    """Tasks that are one, and those that are new and gone."""

    pairs: list[Pair]
    added: list[Task]
    removed: list[Task]


class Slot(NamedTuple):
    """What is known under one id: its task on each side, None where there is none."""

    old: Task | None
    new: Task | None


def is_retitled(old: Task, new: Task) -> bool:
    """Return whether two tasks of one id have different titles, each of which is known."""
    return old.title != new.title and _title(old) is not None and _title(new) is not None


def renumbered(
    retitled: Sequence[Pair], added: Sequence[Task], removed: Sequence[Task], doubtful: Set[str]
) -> Renumbered:
    """Return what is paired, new and gone among tasks that have another title under their id, and new and gone ones.

    Of a title in `doubtful` it cannot be told which task has it.
    """
    slots = [Slot(old, new) for old, new in retitled]
    slots += [Slot(None, task) for task in added] + [Slot(task, None) for task in removed]
    titles = _Titles(slots, doubtful)
    origin = {there: here for here, there in titles.onward.items()}
    for chain in _chains(titles.onward, origin):
        by_id = [slots[one] for one in chain]
        by_title = [Slot(slots[origin[one]].old if one in origin else None, slots[one].new) for one in chain]
        if chain[-1] not in titles.onward:
            by_title.append(Slot(slots[chain[-1]].old, None))
        if not any(map(titles.is_elsewhere, by_title)) and _is_better(_whole(by_title), by_id):
            for one in chain:
                slots[one] = Slot(None, None)
            slots += by_title
    return Renumbered(
        _whole(slots),
        [slot.new for slot in slots if slot.new and not slot.old],
        [slot.old for slot in slots if slot.old and not slot.new],
    )


class _Titles:
    """The titles on both sides; `onward` says to which slot that of another went, where no other task has it."""

    def __init__(self, slots: Sequence[Slot], doubtful: Set[str]) -> None:
        self._doubtful = doubtful
        self._old = {_title(slot.old) for slot in slots if slot.old}
        self._new = {_title(slot.new) for slot in slots if slot.new}
        key = alone(self._sure, (slot.old for slot in slots if slot.old), (slot.new for slot in slots if slot.new))
        now = {name: place for place, slot in enumerate(slots) if slot.new and (name := key(slot.new)) is not None}
        went = ((place, now.get(key(slot.old))) for place, slot in enumerate(slots) if slot.old)
        self.onward = {place: there for place, there in went if there is not None}

    def _sure(self, task: Task) -> Hashable:
        return None if task.title in self._doubtful else _title(task)

    def is_elsewhere(self, slot: Slot) -> bool:
        """Return whether what would be new or gone may be another task on the other side, which has its title."""
        task, titles = (slot.new or slot.old), (self._old if slot.new else self._new)
        if task is None or (slot.old and slot.new):
            return False
        return task.title in self._doubtful or _title(task) in titles


def _title(task: Task) -> Hashable:
    return str(task.title) if task.title and "title" not in task.faults else None


def _chains(onward: Mapping[int, int], origin: Mapping[int, int]) -> Iterator[list[int]]:
    """Yield the places of slots whose titles went from one to the next; those of a ring begin anywhere."""
    seen: set[int] = set()
    for first in (*(place for place in onward if place not in origin), *onward):
        chain: list[int] = []
        place: int | None = first
        while place is not None and place not in seen:
            seen.add(place)
            chain.append(place)
            place = onward.get(place)
        if chain:
            yield chain


def _is_better(by_title: Sequence[Pair], slots: Sequence[Slot]) -> bool:
    """Return whether a chain is paired by title.

    It is not where more of its tasks are the same but for the title than are the same but for the id: then the titles
    were changed, or changed about. Where a task came or went, others are moved on, and one may be like that which
    stood there before by accident: unless what is recorded of it is the same.
    """
    by_id = _whole(slots)
    if not by_id:  # one that went and one that came, whose sources differ
        return False
    if len(by_id) < len(slots):
        by_id = [(old, new) for old, new in by_id if _is_recorded(old)]
    return sum(map(_is_alike, by_id)) <= sum(map(_is_alike, by_title))


def _whole(slots: Sequence[Slot]) -> list[Pair]:
    return [(slot.old, slot.new) for slot in slots if slot.old and slot.new]


def _is_alike(pair: Pair) -> bool:
    """Return whether two tasks say the same but for their ids and titles."""
    old, new = pair
    return all(change.kind in NAMES and change.address == new.id for change in task_changes(old, new, new.body))


def _is_recorded(task: Task) -> bool:
    """Return whether anything is recorded of a task or of a place within it."""
    return task.facts != NO_FACTS or any(
        part.facts != NO_FACTS for part in (*task.milestones, *task.occurrences, *task.members)
    )
