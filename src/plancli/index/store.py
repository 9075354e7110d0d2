"""The rows of an index, which say what is true of some content, whatever any folder holds now.

A row is written once and never changed; it has a checksum of its own, for SQLite would hand out a text with a flipped
bit. Whatever is wrong with one, all are thrown away and begun anew: all that they say can be read again.
"""

import sqlite3
import sys
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from zlib import crc32

from plancli import __version__
from plancli.index.content import blake2b
from plancli.index.database import Database
from plancli.index.records import APART_END
from plancli.index.rows import Head, Row
from plancli.index.surface import Surface
from plancli.source.cache import cache_folder

FORMAT: Final = 1
"""Raised whenever the rows would hold something else, or what is read from the same bytes is another."""
SCHEMA: Final = """
-- JSON in part.tasks, rest.tasks and file.head by keeping, in tally.changes (alone, within, due) by counting
CREATE TABLE file (id INTEGER PRIMARY KEY, digest BLOB, name TEXT, hangs TEXT, ids TEXT, places TEXT,
                   given TEXT, outer BLOB, inner BLOB, sums TEXT, head BLOB, head_sum INTEGER);
CREATE TABLE part (file INTEGER, number INTEGER, low INTEGER, high INTEGER, tasks BLOB);
CREATE INDEX parts ON part (file, low, high);
CREATE INDEX places ON part (file, number);
CREATE TABLE tally (file INTEGER PRIMARY KEY, changes BLOB, sum INTEGER);
CREATE TABLE rest (file INTEGER PRIMARY KEY, tasks BLOB, sum INTEGER);
CREATE TABLE clean (digest BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE folder (root TEXT PRIMARY KEY, stamps BLOB, sum INTEGER) WITHOUT ROWID;
CREATE TABLE object (oid TEXT, name TEXT, digest BLOB, sum INTEGER, PRIMARY KEY (oid, name)) WITHOUT ROWID
"""
"""Files are known by numbers made of their content and name, which mean the same in whichever index."""
HEAD: Final = "digest, name, hangs, ids, places, given, outer, inner, sums, head"


class Store:
    """An index on the disk. Nothing it is asked raises: what cannot be read is not there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = Database(path, SCHEMA)

    def close(self) -> None:
        """Close the file; it is opened again when anything is asked."""
        self._file.close()

    def folder(self, root: str) -> bytes:
        """Return what was noted of a folder, empty where nothing was."""
        for stamps, total in self._file.ask("SELECT stamps, sum FROM folder WHERE root = ?", [root]):
            if self._sound(total, root, stamps):
                found: bytes = stamps
                return found
        return b""

    def digests(self, oids: Iterable[str]) -> dict[tuple[str, str], bytes]:
        """Return what git's objects hold, by their hashes and the name of the file, of those that are known."""
        asked = ",".join(f"'{oid}'" for oid in oids if oid.isalnum())
        rows = self._file.ask(f"SELECT oid, name, digest, sum FROM object WHERE oid IN ({asked})")
        return {(oid, name): digest for oid, name, digest, total in rows if self._sound(total, oid, name, digest)}

    def heads(self, wanted: Mapping[str, bytes]) -> dict[str, Head]:
        """Return what is known of files, by name; `wanted` are the digests by name."""
        found = {}
        numbers = _listed(_number(digest, name) for name, digest in wanted.items())
        rows = self._file.ask(f"SELECT id, head_sum, {HEAD} FROM file WHERE id IN ({numbers})")
        for number, total, *row in rows:
            if self._sound(total, number, *row):
                digest, name, hangs, ids, places, given, outer, inner, sums, head = row
                if wanted.get(name) == digest:
                    found[name] = Head(number, Surface(digest, outer, inner, hangs), ids, places, given, sums, head)
        return found

    def clean(self, wanted: Iterable[bytes]) -> set[bytes]:
        """Return which of some digests were marked as without fault."""
        asked = ",".join(f"x'{digest.hex()}'" for digest in wanted)
        return {digest for (digest,) in self._file.ask(f"SELECT digest FROM clean WHERE digest IN ({asked})")}

    def mark(self, digests: Iterable[bytes]) -> None:
        """Mark digests as without fault."""
        rows = [(digest,) for digest in digests]
        if rows:
            self._file.change(lambda base: base.executemany("INSERT OR IGNORE INTO clean VALUES (?)", rows))

    def parts(
        self, heads: Iterable[Head], first: int, last: int, *, undated: bool, within: bool = True
    ) -> dict[int, list[bytes]]:
        """Return the parts of files in which a task may end from one day to another, by the file's number.

        With `undated` also those of the tasks which never have a last day, without `within` not those of the tasks with
        milestones or a series. Files of which any is missing or damaged are not among them.
        """
        wanted = {head.number: head.parts(first, last, undated=undated, within=within) for head in heads}
        dated = "(low <= ? AND high >= ? OR high = 0)" if undated else "low <= ? AND high >= ?"
        dated += "" if within else f" AND high <> {APART_END}"
        asked = f"SELECT file, tasks FROM part WHERE file IN ({_listed(wanted)}) AND {dated}"
        found: dict[int, list[bytes]] = {number: [] for number in wanted}
        for file, tasks in self._file.ask(asked, [last, first]):
            found.setdefault(file, []).append(tasks)  # of a file that was not asked for, where that is damaged
        sound = {
            file: tasks for file, tasks in found.items() if sorted(map(_sum, tasks)) == sorted(wanted.get(file, ()))
        }
        if len(sound) < len(found):
            self._file.throw_away()
        return sound

    def places(self, heads: Iterable[Head], wanted: Mapping[int, Collection[int]]) -> dict[int, dict[int, bytes]]:
        """Return the parts that tasks stand in, `wanted` as numbers by the file's; by the numbers of file and task.

        Files of which one is missing or damaged are not among them.
        """
        found: dict[int, dict[int, bytes]] = {}
        for head in heads:
            places, sums = head.places.split(), head.sums.split()
            parts = {int(places[task]) for task in wanted.get(head.number, ())}
            asked = f"SELECT number, tasks FROM part WHERE file = ? AND number IN ({_listed(parts)})"
            rows = self._file.ask(asked, [head.number]) if parts else []
            sound = {part: tasks for part, tasks in rows if part in parts and _sum(tasks) == int(sums[3 * part + 2])}
            if sound.keys() == parts:
                found[head.number] = {task: sound[int(places[task])] for task in wanted.get(head.number, ())}
            else:
                self._file.throw_away()
        return found

    def tallies(self, heads: Iterable[Head]) -> dict[int, bytes]:
        """Return the tallies of files, by the file's number; those that are missing or damaged are not among them."""
        numbers = {head.number for head in heads}
        rows = self._file.ask(f"SELECT file, changes, sum FROM tally WHERE file IN ({_listed(numbers)})")
        found = {file: changes for file, changes, total in rows if self._sound(total, "tally", file, changes)}
        if found.keys() != numbers:
            self._file.throw_away()
        return found

    def rest(self, number: int) -> bytes | None:
        """Return what else is kept of a file; None where it is not to be had any more."""
        for tasks, total in self._file.ask("SELECT tasks, sum FROM rest WHERE file = ?", [number]):
            if self._sound(total, "rest", number, tasks):
                found: bytes = tasks
                return found
        return None

    def add(
        self,
        rows: Iterable[Row],
        objects: Iterable[tuple[str, str, bytes]],
        folders: Mapping[str, bytes] = MappingProxyType({}),
    ) -> None:
        """Write what was found; nothing where another process writes at the moment, or the disk does not let us."""
        oids = [(oid, name, digest, _sum(oid, name, digest)) for oid, name, digest in objects]
        noted = [(root, stamps, _sum(root, stamps)) for root, stamps in folders.items()]

        def write(base: sqlite3.Connection) -> None:
            for row in rows:
                _insert(base, row)
            base.executemany("INSERT OR REPLACE INTO object VALUES (?, ?, ?, ?)", oids)
            base.executemany("INSERT OR REPLACE INTO folder VALUES (?, ?, ?)", noted)

        self._file.change(write)

    def _sound(self, total: Any, *values: Any) -> bool:
        """Return whether a row is as it was written; if not, the whole index is thrown away."""
        if _sum(*values) == total:
            return True
        self._file.throw_away()
        return False


def in_cache(environ: Mapping[str, str]) -> Store | None:
    """Return the user's index; None where the user has no folder for caches."""
    folder = cache_folder(environ)
    python = "".join(map(str, sys.version_info[:2]))
    layout = f"{crc32(SCHEMA.encode()):x}"
    return Store(folder / f"index-{__version__}-{FORMAT}-{layout}-{python}.sqlite") if folder else None


def _insert(base: sqlite3.Connection, row: Row) -> None:
    """Write what is kept of one file, in place of what is there of it."""
    digest, name, surface, ids, places, given, head, rest, changes, parts = row
    number = _number(digest, name)
    sums = " ".join(f"{low} {high} {_sum(tasks)}" for low, high, tasks in parts)
    values = (digest, name, surface.hangs, ids, places, given, surface.outer, surface.inner, sums, head)
    into = f"INSERT OR REPLACE INTO file (id, {HEAD}, head_sum) VALUES ({', '.join('?' * 12)})"
    base.execute(into, (number, *values, _sum(number, *values)))
    base.execute("DELETE FROM part WHERE file = ?", (number,))
    rows = [(number, place, low, high, tasks) for place, (low, high, tasks) in enumerate(parts)]
    base.executemany("INSERT INTO part VALUES (?, ?, ?, ?, ?)", rows)
    base.execute("INSERT OR REPLACE INTO tally VALUES (?, ?, ?)", (number, changes, _sum("tally", number, changes)))
    base.execute("INSERT OR REPLACE INTO rest VALUES (?, ?, ?)", (number, rest, _sum("rest", number, rest)))


def _number(digest: bytes, name: str) -> int:
    """Return the number of a file of this name with this content."""
    return int.from_bytes(blake2b(digest + name.encode(), digest_size=8).digest(), "big") >> 1


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))


def _sum(*values: Any) -> int:
    """Return the checksum of some values, their lengths and types; one that no row has, for values that no row has."""
    total = 0
    for value in values:
        kind = type(value)
        if kind is bytes:
            data, mark = value, 0
        elif kind is str:
            data, mark = value.encode("utf-8", "surrogatepass"), 1
        elif kind is int:
            data, mark = b"%d" % value, 2
        else:
            return -1
        total = crc32(data, total ^ (len(data) << 2 | mark) & 0xFFFFFFFF)
    return total
