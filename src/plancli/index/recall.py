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
from plancli.index.choosing import Chosen
from plancli.index.content import Content, digest_of
from plancli.index.giving import Shelf
from plancli.index.rows import Head, Row
from plancli.index.seen import Seen
from plancli.index.store import Store, in_cache
from plancli.problem import Problem
from plancli.source import Entry, Folder, HashedSource, Source
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
        self._digests: dict[Entry, bytes] = {}
        self._heads: dict[str, Head] = {}
        self._decoded: dict[Entry, Decoded] = {}
        self.seen = Seen(store)
        """What the files hold and show, once they were all asked for."""

    def files(self, entries: Sequence[Entry], memory: Memory | None) -> Iterator[tuple[Entry, Decoded]]:
        """Yield what each file says: from memory, from the index, or read."""
        with phase("reading"):
            self._digests = self._contents.known()
            self._remember(self._digests, memory)
            self._look_up(entries)
            count("answered", len(self._heads) + len(self._decoded))
            self._read([one for one in entries if not self._has(one)], memory)
            chosen = Chosen(self._store, self._asked, self._heads, self._decoded.values())
        for entry in entries:
            found = self._decoded.get(entry)
            if found is None:
                with phase("decoding"):
                    found = self._made(entry, chosen)
            if memory is not None and entry in self._digests:
                if entry in self._decoded or chosen.asked == ALL:  # else some of its tasks are not there
                    memory[entry, self._digests[entry]] = found
                self.seen.give_up()
            yield entry, found
        with phase("reading"):
            self._contents.write(())

    def _has(self, entry: Entry) -> bool:
        return entry in self._decoded or entry.file in self._heads

    def _remember(self, entries: Iterable[Entry], memory: Memory | None) -> None:
        """Take from memory what is there."""
        for entry in entries if memory else ():
            if memory and (found := memory.get((entry, self._digests[entry]))):
                self._decoded[entry] = found

    def _look_up(self, entries: Iterable[Entry]) -> None:
        """Get from the index what it has of files whose contents are known."""
        asked = [one for one in entries if one in self._digests and not self._has(one)]
        self._heads.update(self._store.heads({one.file: self._digests[one] for one in asked}))

    def _read(self, entries: Iterable[Entry], memory: Memory | None) -> None:
        """Read files of which nothing is known; the index may still have the same content under another stamp."""
        contents: list[Content] = []
        for entry in entries:
            data = self._source.read(entry)
            if isinstance(data, Problem):
                self._decoded[entry] = Decoded([data], complete=False)
                self._digests.pop(entry, None)
                self.seen.give_up()
            else:
                self._digests[entry] = digest_of(data)
                self._contents.note(entry, self._digests[entry])
                contents.append(Content(entry, self._digests[entry], data))
        self._remember([one.entry for one in contents], memory)
        self._look_up(one.entry for one in contents)
        if new := [one for one in contents if not self._has(one.entry)]:
            self._decode(new)

    def _decode(self, contents: Sequence[Content]) -> None:
        """Decode files, and keep what they say."""
        from plancli.index.unread import Unread

        def known(shared: Iterable[Content]) -> dict[str, Head]:
            self._look_up(one.entry for one in shared)
            return self._heads

        unread = Unread(self.seen, self._contents.write)
        unread.decode(contents, known)
        unread.close()
        self._decoded.update(unread.read)

    def _made(self, entry: Entry, chosen: Chosen) -> Decoded:
        """Return what the index has of a file; of one that is damaged there, what is read anew."""
        head = self._heads[entry.file]
        self.seen.add(entry.file, head.surface)
        shelf = Shelf(lambda: self._store.rest(head.number) or self._again(entry))
        if made := chosen.make(entry, head, shelf):
            return made
        from plancli.decode.file import decode_file

        return decode_file(entry, self._same(entry))

    def _same(self, entry: Entry) -> bytes:
        """Return what a file holds whose content is known; PlanError where it holds that no more."""
        data = self._source.read(entry)
        if not isinstance(data, Problem) and digest_of(data) == self._digests[entry]:
            return data
        message = _("{file} was changed while the plan was read.").format(file=entry.file)
        raise PlanError(message, _("Run the command again."))

    def _again(self, entry: Entry) -> bytes:
        """Return what is kept of a file, made anew: the index is gone."""
        from plancli.index.unread import row_of

        row = row_of(Content(entry, self._digests[entry], self._same(entry)))
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
