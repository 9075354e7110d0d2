"""Watching deadlines from one version of a plan to the next: what was recorded, and what was edited instead.

A deadline moves by an entry in `rescheduled`. What else moves it is an edit: of `due` itself, or of an entry that was
recorded before. Not counted is what makes a deadline more precise (`2024` to `2024-06`) or says the same day in another
way; what is edited on the day on which it was added or recorded; an edit that is put back; and a `due` that is
overwritten by what an entry records: the entry is the move.
"""

from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from typing import Final, Literal, NamedTuple

from plancli.deadline import Due, Period
from plancli.diff.deadlines import deadline_kind
from plancli.diff.facts import fact_changes
from plancli.diff.matching import Matched, match
from plancli.diff.meaning import meaning, same
from plancli.diff.reading import Side
from plancli.diff.sides import Sides
from plancli.diff.spot import Spot
from plancli.history.edit import Edit
from plancli.load import Loaded
from plancli.model import NO_FACTS, Fact, Facts, Part, Rescheduling, Task
from plancli.state.facts import in_order

SPOT: Final = Spot("task", "", "", "", "", "")
Keys = tuple[str, ...]
"""Which place within a task: () is the task itself."""
Edited = Literal["due-edited", "entry-rewritten", "entry-erased"]


class Place(NamedTuple):
    """What a task, milestone, occurrence or member says of its deadline."""

    due: Due | None
    facts: Facts


SILENT: Final = Place(None, NO_FACTS)
"""What is said of an occurrence or a member of which nothing is written any more: its deadline stays."""


class Change(NamedTuple):
    """A deadline that was edited; `fact` is that of the entry which was rewritten or erased."""

    kind: Edited
    edit: Edit
    old: Due | None
    new: Due | None
    fact: Fact | None = None


class Erased(NamedTuple):
    """An entry that is gone; `base` is what was due before it. `silent`: its going moved nothing at the time."""

    entry: Rescheduling
    base: Due | None
    edit: Edit
    silent: bool


class Track:
    """What became of the deadline of one place; `added` is None where it is not known when that was."""

    def __init__(self, place: Place, added: date | None, edit: Edit) -> None:
        self.stated = place.due
        self.changes: list[Change] = []
        self.erased: list[Erased] = []
        self.bases: dict[Hashable, Due | None] = {}
        self.first: dict[Hashable, Rescheduling] = {}
        self._covered: list[tuple[Due | None, Due | None]] = []  # edits of `due` that an entry records
        self._recorded: dict[Hashable, Edit] = {}
        self._added = added
        self.place = place
        for entry in place.facts.rescheduled:
            self._record(entry, place.due, edit)

    def see(self, place: Place, edit: Edit) -> None:
        """Take what the place says after an edit."""
        before, self.place = self.place, place
        if before.due == place.due and before.facts.rescheduled == place.facts.rescheduled:
            return
        base = self._due(before, place, edit)
        for change in fact_changes(SPOT, before.facts, place.facts):
            if change.field != "rescheduled":
                continue
            if change.kind == "fact-recorded":
                self._record(change.new, base, edit)
                self._settle(change.new, place)
            elif change.kind == "fact-changed":
                self._rewrite(change.old, change.new, place, edit)
            else:
                self._erase(change.old, before, place, edit)

    def _due(self, before: Place, place: Place, edit: Edit) -> Due | None:
        """Take an edit of `due`; return what was due before an entry that the same edit records."""
        old, new = before.due, place.due
        if edit.day == self._added:
            self.stated = new
        if not is_move(old, new) or edit.day == self._added:
            return new
        if self.changes and self.changes[-1].kind == "due-edited" and same(self.changes[-1].old, new):
            self.changes.pop()
            return new
        if any(same(old, written) and same(new, stated) for stated, written in self._covered):
            return new
        if any(same(entry.to, new) for entry in place.facts.rescheduled):
            self._covered.append((old, new))
        else:
            self.changes.append(Change("due-edited", edit, old, new))
        return old

    def _record(self, entry: Rescheduling, base: Due | None, edit: Edit) -> None:
        """Take an entry that was recorded."""
        key = meaning(entry)
        self.bases[key] = base
        self._recorded[key] = edit

    def _settle(self, entry: Rescheduling, place: Place) -> None:
        """Let an entry be the record of an edit of `due` that came before it."""
        if not same(entry.to, place.due):
            return
        for change in self.changes:
            if change.kind == "due-edited" and same(change.new, entry.to):
                self.changes.remove(change)
                self._covered.append((change.old, change.new))
                self.bases[meaning(entry)] = change.old
                return

    def _rewrite(self, old: Rescheduling, new: Rescheduling, place: Place, edit: Edit) -> None:
        """Take an entry that says something else."""
        before, after = meaning(old), meaning(new)
        moved = is_move(old.to, new.to)
        if any(meaning(entry) == before for entry in place.facts.rescheduled):  # the order alone changed
            if moved:
                self.changes.append(Change("entry-rewritten", edit, old.to, new.to, new.fact))
            return
        recorded = self._recorded.pop(before, edit)
        self._recorded[after] = recorded
        self.bases[after] = self.bases.pop(before, place.due)
        first = self.first.pop(before, None)
        if moved and not _is_correction(recorded, edit):
            self.changes.append(Change("entry-rewritten", edit, old.to, new.to, new.fact))
            first = first or old
        if first is not None:
            self.first[after] = first

    def _erase(self, old: Rescheduling, before: Place, place: Place, edit: Edit) -> None:
        """Take an entry that is gone."""
        key = meaning(old)
        recorded, base = self._recorded.pop(key, None), self.bases.pop(key, before.due)
        first = self.first.pop(key, old)
        if recorded is not None and _is_correction(recorded, edit):
            return
        if not same(before.due, place.due) and same(place.due, old.to):
            return  # it was written into `due` instead: that is told
        now = holds(place)
        back = holds(before) is old.to and is_move(old.to, now)
        self.erased.append(Erased(first, base, edit, silent=not back))
        if back:
            self.changes.append(Change("entry-erased", edit, old.to, now, old.fact))


def _is_correction(recorded: Edit, edit: Edit) -> bool:
    """Return whether an entry is edited on the day on which it was recorded, as far as that is known."""
    return recorded.day == edit.day and not recorded.first


class Seen(NamedTuple):
    """A task as it could be read last, and its places."""

    task: Task
    tracks: dict[Keys, Track]


class Watch:
    """Watches the deadlines of all tasks, from the oldest version to the newest."""

    def __init__(self) -> None:
        self._seen: dict[str, Seen] = {}
        self.unread: list[tuple[Edit, str, str]] = []

    def tracks(self, id: str) -> Mapping[Keys, Track]:
        """Return what became of the deadlines of a task, by its id now; nothing of one that was never seen."""
        found = self._seen.get(id)
        return found.tracks if found else {}

    def see(self, edit: Edit, old: Loaded, new: Loaded) -> None:
        """Take what an edit changed: both versions, or of both the files that differ."""
        sides = Sides(Side("old", old, new), Side("new", new, old))
        found = match(sides)
        taken = [(self._seen.pop(before.id, None), after) for before, after in found.pairs]  # ids may be swapped
        for seen, after in taken:
            if sides.new.doubts(after):
                self.unread.append((edit, after.file, str(after.id)))
                if seen:
                    self._seen[after.id] = seen
            else:
                self._see(seen, after, edit, known=seen is not None)
        for task in (*found.added, *_hidden(found, new)):
            seen = self._seen.pop(task.id, None)
            if sides.new.doubts(task):
                self.unread.append((edit, task.file, str(task.id)))
                if seen:
                    self._seen[task.id] = seen
            elif seen and _is_one(seen.task, task):
                self._see(seen, task, edit, known=True)
            else:
                self._see(None, task, edit, known=task in found.added and not edit.first)
        self.unread += [(edit, one.file, one.address) for one in found.uncompared if one.side == "new"]

    def _see(self, seen: Seen | None, task: Task, edit: Edit, *, known: bool) -> None:
        """Take a task as it is after an edit; unless it is `known`, nobody can say when it was added."""
        tracks = seen.tracks if seen else {}
        self._seen[task.id] = Seen(task, tracks)
        if seen and _unmoved(seen.task, task):
            return
        found = places(task)
        for keys, place in found.items():
            if keys in tracks:
                tracks[keys].see(place, edit)
            else:
                tracks[keys] = Track(place, edit.day if known else None, edit)
        for keys, part in parts(seen.task) if seen else ():
            if keys not in found and part.kind != "milestone":
                tracks[keys].see(SILENT, edit)


def _hidden(found: Matched, new: Loaded) -> list[Task]:
    """Return the tasks of which nobody can tell whether they are new: what could not be read may have had them."""
    doubted = {one.address for one in found.uncompared if one.side == "old"} - {
        str(task.id) for _old, task in found.pairs
    }
    return [task for task in new.plan.tasks if str(task.id) in doubted] if doubted else []


def _is_one(old: Task, new: Task) -> bool:
    """Return whether a task that came back is the one that was there before, not another with its id."""
    return old.title == new.title or bool(old.source and set(old.source) == set(new.source))


def _unmoved(old: Task, new: Task) -> bool:
    """Return whether two versions of a task surely say the same of all deadlines."""
    return (
        old.due == new.due
        and old.facts.rescheduled == new.facts.rescheduled
        and old.milestones == new.milestones
        and old.occurrences == new.occurrences
        and old.members == new.members
    )


def places(task: Task) -> dict[Keys, Place]:
    """Return the places of a task that have a deadline, or facts, of their own."""
    found: dict[Keys, Place] = {(): Place(task.due, task.facts)}
    for keys, part in parts(task):
        found.setdefault(keys, Place(part.due, part.facts))
    return found


def parts(task: Task) -> Iterator[tuple[Keys, Part]]:
    """Yield the milestones, occurrences and members of a task, each by its keys."""
    for part in (*task.milestones, *task.occurrences, *task.members):
        yield (str(part.key),), part
        for member in part.members:
            yield (str(part.key), str(member.key)), member


def holds(place: Place) -> Due | None:
    """Return the deadline that the last of all entries sets, whatever the day."""
    entries = list(in_order(place.facts.rescheduled))
    return entries[-1].to if entries else place.due


def is_move(old: Due | None, new: Due | None) -> bool:
    """Return whether a deadline moves from one to another: not one that becomes more precise, or ends as before."""
    kind = deadline_kind(old, new)
    if kind in (None, "deadline-more-precise"):
        return False
    alike = isinstance(old, Period) and isinstance(new, Period) and old.last is not None and old.last == new.last
    return not (kind == "deadline-changed" and alike)
