"""Files as git has them: known by git's own hashes, so that each is parsed once ever, whatever commits it is in."""

from collections.abc import Sequence

from plancli.index.rows import Row
from plancli.index.store import Store
from plancli.source import Entry, HashedSource


class Hashed:
    """The contents of files in a commit."""

    def __init__(self, store: Store, source: HashedSource, entries: Sequence[Entry]) -> None:
        self._store = store
        self._oids = source.oids(entries)
        self._noted: list[tuple[str, str, bytes]] = []

    def known(self) -> dict[Entry, bytes]:
        """Return the contents of the files that were read before, in whichever commit."""
        found = self._store.digests(self._oids.values())
        pairs = ((entry, found.get((oid, entry.file))) for entry, oid in self._oids.items())
        return {entry: digest for entry, digest in pairs if digest}

    def note(self, entry: Entry, digest: bytes) -> None:
        """Take note of what a file was found to hold."""
        if oid := self._oids.get(entry):
            self._noted.append((oid, entry.file, digest))

    def write(self, rows: Sequence[Row]) -> None:
        """Write what was noted, and what is kept of files that were read."""
        if rows or self._noted:
            self._store.add(rows, self._noted)
            self._noted = []
