"""Whether a file of a folder is the one that was read before, seen without reading it, as git's own index does it.

A stamp is what the system says of a file: its size, when it was changed and when its entry was, and which file of the
disk it is. The time of the entry cannot be set by hand. A stamp is trusted only if both times lie well before it was
taken: a file may be changed again within the same tick of the clock ("racy" in git's words).
"""

import json
import os
import time
from collections.abc import Mapping, Sequence
from stat import S_ISREG
from typing import Final, NamedTuple

from plancli.index.rows import Row
from plancli.index.store import Store
from plancli.source import Entry

SLACK: Final = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system in use."""

Stamp = tuple[int, int, int, int, int]
"""Size, time of change, time of the entry's change (both in nanoseconds), number of the file, number of the disk."""


class Seen(NamedTuple):
    """A file as it was last read: its stamp, when that was taken, the digest of what it held."""

    stamp: Stamp
    taken: int
    digest: bytes

    def holds(self, stamp: Stamp) -> bool:
        """Return whether a file with this stamp surely holds the same."""
        _size, changed, entered, *_numbers = stamp
        return TRUSTED and stamp == self.stamp and max(changed, entered) + SLACK < self.taken


TRUSTED: Final = os.name != "nt"
"""Windows has no time of the entry, so that a file may be changed and its stamp set back."""


class Stamped:
    """The contents of files in a folder."""

    def __init__(self, store: Store, root: str, entries: Sequence[Entry]) -> None:
        self._store = store
        self._folder = os.fsencode(root).decode("latin-1")  # any path as text that a database takes
        self._taken = time.time_ns()  # before any stamp
        self._stamps = {entry: stamp for entry in entries if (stamp := stamp_of(os.path.join(root, entry.path)))}
        self._seen = unpacked(store.folder(self._folder))
        self._noted = False

    def known(self) -> dict[Entry, bytes]:
        """Return the contents of the files that surely were not changed since they were read."""
        pairs = ((entry, self._seen.get(entry.file), stamp) for entry, stamp in self._stamps.items())
        return {entry: seen.digest for entry, seen, stamp in pairs if seen and seen.holds(stamp)}

    def note(self, entry: Entry, digest: bytes) -> None:
        """Take note of what a file was found to hold."""
        if (stamp := self._stamps.get(entry)) and entry.file == entry.path:
            self._seen[entry.file] = Seen(stamp, self._taken, digest)
            self._noted = True

    def write(self, rows: Sequence[Row]) -> None:
        """Write what was noted, and what is kept of files that were read."""
        if rows or self._noted:
            there = {entry.file for entry in self._stamps}
            kept = {name: seen for name, seen in self._seen.items() if name in there}
            self._store.add(rows, (), {self._folder: packed(kept)})
            self._noted = False


def stamp_of(path: str) -> Stamp | None:
    """Return the stamp of a plain file; None for what is none, or not there."""
    try:
        status = os.lstat(path)
    except (OSError, ValueError):
        return None
    if not S_ISREG(status.st_mode):
        return None
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev)


def packed(seen: Mapping[str, Seen]) -> bytes:
    """Return what was seen of a folder as JSON."""
    rows = {name: [*one.stamp, one.taken, one.digest.hex()] for name, one in seen.items()}
    return json.dumps(rows, separators=(",", ":")).encode()


def unpacked(data: bytes) -> dict[str, Seen]:
    """Return what was seen of a folder, from JSON; nothing where that is not what `packed` writes."""
    try:
        rows = json.loads(data) if data else {}
        return {name: _seen(*row) for name, row in rows.items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _seen(size: int, changed: int, entered: int, number: int, disk: int, taken: int, digest: str) -> Seen:
    return Seen((size, changed, entered, number, disk), int(taken), bytes.fromhex(digest))
