"""Deadlines that moved: how often, from what to what, by how many days, and by whose authority."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

from plancli.checks.calendars import series
from plancli.checks.places import FactPlace
from plancli.checks.reschedule_earlier import Move as Entry
from plancli.checks.reschedule_earlier import moves as entries
from plancli.checks.reschedule_earlier import stated
from plancli.deadline import Due
from plancli.diff.meaning import meaning, same
from plancli.documents import Register
from plancli.history.edit import Edit
from plancli.history.watch import SILENT, Change, Keys, Place, Track, Watch, is_move, parts, places
from plancli.ids import id_key, split_address
from plancli.model import Fact, Located, Part, Rescheduling, Task
from plancli.query.names import body_order
from plancli.query.order import in_order as items_in_order
from plancli.state import Item, Standing
from plancli.state.facts import rescheduling

Kind = Literal["occurrence", "member"]
How = Literal["document", "provisional", "due-edited", "entry-rewritten", "entry-erased"]
RECORDED: Final = ("document", "provisional")
ORDERS: Final = ("days", "moves", "id", "due", "state", "body", "title")


class Move(NamedTuple):
    """One move of a deadline, by an entry's own date or else the day of the edit.

    `before` and `last` are the last days of the deadlines `old` and `new`, None where there is none, or none known.
    """

    how: How
    day: date
    old: Due | None
    new: Due | None
    before: date | None
    last: date | None
    fact: Fact | None = None
    edit: Edit | None = None

    @property
    def days(self) -> int | None:
        """By how many days the last day moved, negative where it comes earlier; None where that is no number."""
        return (self.last - self.before).days if self.last and self.before else None


class Slip(NamedTuple):
    """A place whose deadline moved; `item` is its task, `days` is from the first deadline to the last one."""

    address: str
    title: str
    item: Item
    moves: Sequence[Move]
    old: Due | None
    new: Due | None
    before: date | None
    last: date | None

    @property
    def days(self) -> int | None:
        """By how many days the last day moved in all; None where that is no number."""
        return (self.last - self.before).days if self.last and self.before else None


class Group(NamedTuple):
    """How much the deadlines of some tasks moved; `unauthorized` are the moves that no registered document orders."""

    tasks: int
    moved: int
    moves: int
    days: int
    unauthorized: int
    unrecorded: int


class During(NamedTuple):
    """The days that are asked for; None where there is no bound."""

    first: date | None = None
    last: date | None = None

    def has(self, day: date) -> bool:
        """Return whether a day is among them."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


ALWAYS: Final = During()


class Slipping:
    """Finds the moves of a plan that was watched, as they are known on a day."""

    def __init__(self, standing: Standing, watch: Watch, during: During = ALWAYS) -> None:
        self._standing = standing
        self._watch = watch
        self._during = during
        self._register = Register(standing.plan.documents)
        self._entries: dict[str, list[Entry]] = {}
        for entry in entries(standing):
            if entry.entry.fact.date.end <= standing.day:
                self._entries.setdefault(entry.place.task.id, []).append(entry)

    def of(self, items: Iterable[Item]) -> list[Slip]:
        """Return what moved of some tasks and of the places within them, in their order."""
        return [slip for item in items for slip in self._task(item)]

    def _task(self, item: Item) -> Iterator[Slip]:
        """Yield what moved of a task."""
        task = item.task
        tracks = self._watch.tracks(task.id)
        recorded = self._entries.get(task.id, [])
        if not (recorded or any(track.changes or track.erased for track in tracks.values())):
            return
        titles = {keys: part.title for keys, part in parts(task)}
        found = places(task)
        found |= {keys: SILENT for keys, track in tracks.items() if keys not in found and track.place is SILENT}
        for keys, place in found.items():
            own = [one for one in recorded if split_address(one.place.address)[1:] == keys]
            address = ":".join((str(task.id), *keys))
            unsaid = self._unsaid(task, keys)
            slip = self._place(address, titles.get(keys) or task.title, item, place, own, tracks.get(keys), unsaid)
            if slip:
                yield slip

    def _unsaid(self, task: Task, keys: Keys) -> date | None:
        """Return the last day that an occurrence or a member has from its task; None for the task and its milestones.

        Nothing need be written of it any more.
        """
        known = dict(parts(task))
        kind: Kind = "occurrence" if len(keys) == 1 and series(task) else "member"
        part = known.get(keys) or Part(kind, Located(keys[-1])) if keys else None
        if part is None or part.kind == "milestone":
            return None
        within = (known.get(keys[:1]) or Part("occurrence", Located(keys[0]))) if len(keys) > 1 else None
        place = FactPlace(":".join((task.id, *keys)), task, part, within, part.facts)
        return stated(self._standing, place, self._standing.day)

    def _place(
        self,
        address: str,
        title: str,
        item: Item,
        place: Place,
        own: list[Entry],
        track: Track | None,
        unsaid: date | None,
    ) -> Slip | None:
        """Return what moved of one place; None where nothing did. `unsaid` is its last day while it says none."""
        standing, during = self._standing, self._during
        moves = [*self._recorded(own, track, unsaid)]
        hidden = False
        if track:
            moves += [self._edited(one, unsaid) for one in track.changes if one.edit.day <= standing.day]
            hidden = any(one.edit.day > standing.day for one in track.changes)
        moves.sort(key=lambda move: move.day)
        asked = [move for move in moves if during.has(move.day)]
        if not asked:
            return None
        first = track.stated if track else place.due
        old, before = asked[0].old, asked[0].before
        if during.first is None and first is not None:
            old, before = first, self._last(first)
        new, last = asked[-1].new, asked[-1].last
        if during.last is None and not hidden:
            moved = rescheduling(place.facts, standing.day)
            due = moved.to if moved else place.due
            if due is not None or new is None or unsaid:
                new, last = due, self._last(due, unsaid)
        return Slip(address, title, item, asked, old, new, before, last)

    def _recorded(self, own: Sequence[Entry], track: Track | None, unsaid: date | None) -> Iterator[Move]:
        """Yield the moves that entries record, those among them that are gone, each from what the one before it set."""
        day = self._standing.day
        gone = [one for one in track.erased if one.entry.fact.date.end <= day] if track else []
        silent = [one for one in gone if one.silent]
        chain: list[tuple[Rescheduling, Edit | None]] = [(one.entry, None) for one in own]
        chain += [(one.entry, one.edit) for one in silent]
        chain.sort(key=lambda one: one[0].fact.date.end)
        old, before = (own[0].old, own[0].before) if own else (None, unsaid)
        for number, (entry, erased) in enumerate(chain):
            key = meaning(entry)
            if not number and track:
                base = next((one.base for one in silent if one.entry is entry), track.bases.get(key, old))
                if base is not None and not same(base, old):
                    old, before = base, self._last(base)
            first = track.first.get(key, entry) if track else entry
            how: How = "entry-erased" if erased else self._authority(first.fact)
            yield from self._move(how, entry.fact.date.end, old, first.to, before, first.fact, erased)
            old, before = entry.to, self._last(entry.to)
        for one in gone:
            if not one.silent:
                fact = one.entry.fact
                how = self._authority(fact)
                before = self._last(one.base, unsaid)
                yield from self._move(how, fact.date.end, one.base, one.entry.to, before, fact, None)

    def _move(
        self, how: How, day: date, old: Due | None, new: Due, before: date | None, fact: Fact, edit: Edit | None
    ) -> Iterator[Move]:
        """Yield the move from one deadline to another, if it is one; of an occurrence only the last day is known."""
        last = self._last(new)
        if (before != last) if old is None and before else is_move(old, new):
            yield Move(how, day, old, new, before, last, fact, edit)

    def _last(self, due: Due | None, unsaid: date | None = None) -> date | None:
        return unsaid if due is None else self._standing.window(due).last

    def _edited(self, change: Change, unsaid: date | None) -> Move:
        """Return a move that is an edit."""
        old, new = change.old, change.new
        ends = self._last(old, unsaid), self._last(new, unsaid)
        return Move(change.kind, change.edit.day, old, new, *ends, change.fact, change.edit)

    def _authority(self, fact: Fact) -> How:
        """Return whether a registered document moves a deadline, or nothing does yet."""
        return "document" if fact.document and self._register.find(str(fact.document)) else "provisional"


def summed(tasks: int, slips: Sequence[Slip]) -> Group:
    """Return how much the deadlines of so many tasks moved."""
    moves = [move for slip in slips for move in slip.moves]
    return Group(
        tasks,
        len({id(slip.item.task) for slip in slips}),
        len(moves),
        sum(slip.days or 0 for slip in slips),
        sum(move.how != "document" for move in moves),
        sum(move.how not in RECORDED for move in moves),
    )


def league(standing: Standing, items: Sequence[Item], slips: Sequence[Slip]) -> Mapping[str | None, Group]:
    """Return how much the deadlines of each body's tasks moved, those first whose moved most often."""
    tasks: dict[str | None, int] = {}
    for item in items:
        tasks[item.answers_to] = tasks.get(item.answers_to, 0) + 1
    found = {
        body: summed(count, [slip for slip in slips if slip.item.answers_to == body]) for body, count in tasks.items()
    }
    order = sorted(found, key=lambda body: (-found[body].moves, -found[body].days, body_order(standing.plan, body)))
    return {body: found[body] for body in order}


def in_order(slips: Sequence[Slip], by: str, standing: Standing) -> list[Slip]:
    """Return slips in one of ORDERS; by days and moves the most come first."""
    natural = sorted(slips, key=lambda slip: id_key(slip.address))
    if by == "days":
        return sorted(natural, key=lambda slip: (slip.days is None, -(slip.days or 0)))
    if by == "moves":
        return sorted(natural, key=lambda slip: -len(slip.moves))
    if by == "id":
        return natural
    tasks = {id(slip.item): slip.item for slip in slips}
    rank = {id(item): place for place, item in enumerate(items_in_order(tasks.values(), by, standing))}
    return sorted(natural, key=lambda slip: rank[id(slip.item)])
