"""The index as a plan is read: what is known of a source's files is not read, what is read is kept for the next time.

It holds only what follows from one file's bytes; whatever needs another file or the day is resolved by who asks.
"""

import os
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from functools import cache
from typing import Protocol

from plancli.decode import Decoded
from plancli.errors import PlanError
from plancli.i18n import _
from plancli.index import ALL, Asked
from plancli.index.content import Content, digest_of
from plancli.index.counting import Changes
from plancli.index.giving import Shelf, Wanted, given, info_of, named
from plancli.index.seen import Seen
from plancli.index.store import Head, Row, Store, in_cache
from plancli.problem import Problem
from plancli.source import PLAN_FILE, Entry, Folder, HashedSource, Source
from plancli.state.anchors import ISSUED
from plancli.stopwatch import count, phase

Memory = MutableMapping[tuple[Entry, bytes], Decoded]


class Contents(Protocol):
    """What tells the contents of files without reading them, as far as it knows; contents are digests."""

    def known(self) -> dict[Entry, bytes]:
        """Return the contents that are known."""
        ...

    def note(self, entry: Entry, digest: bytes) -> None:
        """Take note of what a file was found to hold."""
        ...

    def write(self, rows: Sequence[Row]) -> None:
        """Write what was noted, and what is kept of files that were read."""
        ...


class Recall:
    """One reading of one source."""

    def __init__(self, store: Store, contents: Contents, source: Source, asked: Asked) -> None:
        self._store = store
        self._contents = contents
        self._source = source
        self._asked = asked
        self._tallies: dict[int, bytes] = {}
        self.seen = Seen(store)
        """What the files hold and show, once they were all asked for."""

    def files(self, entries: Sequence[Entry], memory: Memory | None) -> Iterator[tuple[Entry, Decoded]]:
        """Yield what each file says: from memory, from the index, or read."""
        with phase("reading"):
            digests = self._contents.known()
            read = (
                {one: memory[one, digests[one]] for one in digests if (one, digests[one]) in memory} if memory else {}
            )
            heads = self._heads([entry for entry in entries if entry not in read], digests)
            count("answered", len(heads) + len(read))
            unread = [entry for entry in entries if entry.file not in heads and entry not in read]
            self._read(unread, digests, heads, read, memory)
            needed = {head.number: dict[int, bytes]() for head in heads.values()}
            if self._asked != ALL and not self._asked.names:
                if (narrowed := self._needed(heads, read)) is None:
                    self._asked = ALL
                else:
                    needed = narrowed
            parts = self._parts(heads)
            parts = {number: found for number, found in parts.items() if number in needed}
        for entry in entries:
            found = read.get(entry)
            if found is None:
                head = heads[entry.file]
                with phase("decoding"):
                    found = self._made(entry, digests[entry], head, parts.get(head.number), needed.get(head.number, {}))
                self.seen.add(entry.file, head.surface)
            if memory is not None and entry in digests:
                if entry in read or self._asked == ALL:  # else some of its tasks are not there
                    memory[entry, digests[entry]] = found
                self.seen.give_up()
            yield entry, found
        with phase("reading"):
            self._contents.write(())

    def _parts(self, heads: dict[str, Head]) -> dict[int, list[bytes]]:
        """Return the tasks of files, as far as they are wanted."""
        if self._asked.names:
            return {head.number: [] for head in heads.values()}
        wanted = Wanted.of(self._asked)
        parts = self._store.parts(heads.values(), wanted.first, wanted.last, undated=wanted.undated)
        if self._asked.counts:
            self._tallies = self._store.tallies(heads.values())
            parts = {number: found for number, found in parts.items() if number in self._tallies}
        return parts

    def _heads(self, entries: Iterable[Entry], digests: dict[Entry, bytes]) -> dict[str, Head]:
        """Return what the index has of the files whose contents are known."""
        return self._store.heads({entry.file: digests[entry] for entry in entries if entry in digests})

    def _read(
        self,
        entries: Iterable[Entry],
        digests: dict[Entry, bytes],
        heads: dict[str, Head],
        read: dict[Entry, Decoded],
        memory: Memory | None,
    ) -> None:
        """Read files that the index knows nothing of; it may still have the same content under another stamp."""
        contents: list[Content] = []
        for entry in entries:
            data = self._source.read(entry)
            if isinstance(data, Problem):
                read[entry] = Decoded([data], complete=False)
                digests.pop(entry, None)
                self.seen.give_up()
            else:
                digests[entry] = digest_of(data)
                self._contents.note(entry, digests[entry])
                contents.append(Content(entry, digests[entry], data))
        if memory:
            read.update({one.entry: memory[one[:2]] for one in contents if one[:2] in memory})
        heads.update(self._heads([one.entry for one in contents if one.entry not in read], digests))
        if new := [one for one in contents if one.entry not in read and one.entry.file not in heads]:
            self._decode(new, digests, heads, read)

    def _decode(
        self,
        contents: Sequence[Content],
        digests: dict[Entry, bytes],
        heads: dict[str, Head],
        read: dict[Entry, Decoded],
    ) -> None:
        """Decode files, and keep what they say."""
        from plancli.index.unread import Unread

        def known(shared: Iterable[Content]) -> dict[str, Head]:
            heads.update(self._heads([one.entry for one in shared], digests))
            return heads

        unread = Unread(self.seen, self._contents.write)
        unread.decode(contents, known)
        unread.close()
        read.update(unread.read)

    def _needed(self, heads: dict[str, Head], read: dict[Entry, Decoded]) -> dict[int, dict[int, bytes]] | None:
        """Return the tasks that deadlines hang on, which are made whenever they end: parts by file and number.

        None where a name is no task's: it may be a clause's, and then any task may count.
        """
        names = {name for head in heads.values() for name in head.surface.hangs.split()} - {ISSUED}
        tasks = [task for one in read.values() for task in one.tasks]
        if tasks:
            from plancli.index.steps import hangs_on

            names.update(name for task in tasks for name in hangs_on(task))
        names -= {ISSUED, *self._events(heads, read)}
        wanted: dict[int, list[int]] = {}
        found = {str(task.id) for task in tasks}
        for head in heads.values():
            if not names.isdisjoint(ids := head.ids.split()):
                wanted[head.number] = [number for number, name in enumerate(ids) if name in names]
                found.update(ids)
        return self._store.places(heads.values(), wanted) if names <= found else None

    def _events(self, heads: dict[str, Head], read: dict[Entry, Decoded]) -> Iterator[str]:
        """Yield the names of the plan's events."""
        infos = [one.info for one in read.values() if one.info]
        if head := heads.get(PLAN_FILE):
            infos.append(info_of(head))
        yield from (str(event.id) for info in infos for event in info.events)

    def _made(
        self, entry: Entry, digest: bytes, head: Head, parts: list[bytes] | None, needed: dict[int, bytes]
    ) -> Decoded:
        """Return what the index has of a file; of one that is damaged there, what is read anew."""
        shelf = Shelf(lambda: self._store.rest(head.number) or self._again(entry, digest))
        if parts is None:
            from plancli.decode.file import decode_file

            return decode_file(entry, self._same(entry, digest))
        if self._asked.names:
            return named(entry, head, shelf)
        found = given(entry, head, {*parts, *needed.values()}, shelf, Wanted.of(self._asked, needed))
        return found._replace(tally=Changes(entry.stem, self._tallies[head.number])) if self._asked.counts else found

    def _same(self, entry: Entry, digest: bytes) -> bytes:
        """Return what a file holds that is known to have a content; PlanError where it has not any more."""
        data = self._source.read(entry)
        if not isinstance(data, Problem) and digest_of(data) == digest:
            return data
        message = _("{file} was changed while the plan was read.").format(file=entry.file)
        raise PlanError(message, _("Run the command again."))

    def _again(self, entry: Entry, digest: bytes) -> bytes:
        """Return what is kept of a file, made anew: the index is gone."""
        from plancli.index.unread import row_of

        row = row_of(Content(entry, digest, self._same(entry, digest)))
        assert row
        return row.rest


@cache
def _store(base: str | None) -> Store | None:
    """Return the one index of this process and folder for caches."""
    return in_cache(os.environ)


def opened(source: Folder | HashedSource, entries: Sequence[Entry], asked: Asked) -> Recall | None:
    """Return the index for a source's files; None where the user has no folder for caches."""
    store = _store(os.environ.get("XDG_CACHE_HOME"))
    if store is None or (isinstance(source, Folder) and f"{store.path}".startswith(os.path.join(source.root, ""))):
        return None  # nothing is ever written into a plan
    contents: Contents
    if isinstance(source, Folder):
        from plancli.index.stamps import Stamped

        contents = Stamped(store, source.root, entries)
    else:
        from plancli.index.objects import Hashed

        contents = Hashed(store, source, entries)
    return Recall(store, contents, source, asked)
