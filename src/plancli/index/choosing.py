"""Which tasks of the files that an index has are made: those that a question asks for, and what these hang on."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from plancli.decode import Decoded
from plancli.index import ALL, Asked
from plancli.index.counting import Changes
from plancli.index.giving import Shelf, Wanted, given, info_of, named
from plancli.index.rows import Head
from plancli.index.store import Store
from plancli.model import Info
from plancli.source import PLAN_FILE, Entry
from plancli.state.anchors import ISSUED

NOTHING: Final[dict[int, bytes]] = {}


class Chosen:
    """What is made of some files. `heads` is what the index has of them, by name; `others` are read already."""

    def __init__(self, store: Store, asked: Asked, heads: Mapping[str, Head], others: Collection[Decoded]) -> None:
        self._info = info_of(heads[PLAN_FILE]) if PLAN_FILE in heads else None
        self._needed: dict[int, dict[int, bytes]] = {}
        if asked != ALL and not asked.names:
            asked = self._narrow(store, asked, heads.values(), others)
        self.asked = asked
        self._tallies = store.tallies(heads.values()) if asked.counts else {}
        wanted = Wanted.of(asked)
        self._parts = (
            {}
            if asked.names
            else store.parts(heads.values(), wanted.first, wanted.last, undated=wanted.undated, within=asked.within)
        )

    def make(self, entry: Entry, head: Head, shelf: Shelf) -> Decoded | None:
        """Return what a file says, with the tasks that are chosen; None where what is kept of it is damaged."""
        if self._info and entry.kind == "plan":
            return Decoded([], complete=True, info=self._info)
        if self.asked.names:
            return named(entry, head, shelf)
        parts, needed = self._parts.get(head.number), self._needed.get(head.number, NOTHING)
        if parts is None or needed is None:
            return None
        made = given(entry, head, {*parts, *needed.values()}, shelf, Wanted.of(self.asked, needed))
        if not self.asked.counts:
            return made
        counted = self._tallies.get(head.number)
        if counted is None:
            return None
        return made._replace(tally=Changes(entry.stem, counted, within=not self.asked.within, whole=shelf.task))

    def _narrow(self, store: Store, asked: Asked, heads: Collection[Head], others: Iterable[Decoded]) -> Asked:
        """Find the tasks that deadlines hang on, which are made whenever they end, and return what can be asked for.

        All is asked for where a name is no task's: it may be a clause's, and then any task may count.
        """
        tasks = [task for one in others for task in one.tasks]
        names = {name for head in heads for name in head.surface.hangs.split()}
        if tasks:
            from plancli.index.steps import hangs_on

            names.update(name for task in tasks for name in hangs_on(task))
        names -= {ISSUED, *_events([self._info, *(one.info for one in others)])}
        wanted: dict[int, list[int]] = {}
        found = {str(task.id) for task in tasks}
        for head in heads:
            if not names.isdisjoint(ids := head.ids.split()):
                wanted[head.number] = [number for number, name in enumerate(ids) if name in names]
                found.update(ids)
        if not names <= found:
            return ALL
        self._needed = store.places(heads, wanted)
        return asked if len(self._needed) == len(heads) else ALL


def _events(infos: Iterable[Info | None]) -> set[str]:
    """Return the names of the events of a plan."""
    return {str(event.id) for info in infos if info for event in info.events}
