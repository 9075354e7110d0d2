"""Reading many files by several processes at once: each makes the rows of its share, and hands over bytes.

It is for filling an index, where what is handed over is made in any case. For anything else it costs more than it
gains: tasks take as long to hand over as to read.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Final

from plancli.index.content import Content
from plancli.index.rows import Row
from plancli.index.surface import Surface

WORTH: Final = 512 * 1024
"""Bytes that take longer to read than another process takes to begin."""
MOST: Final = 4
LENGTH: Final = 8


Make = Callable[[Content], Row | None]


class Share:
    """Files whose rows another process makes; PlanError and all else that goes wrong there only means fewer rows."""

    def __init__(self, contents: Sequence[Content], make: Make) -> None:
        """Begin at once."""
        self.contents = contents
        reader, writer = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            _work(writer, contents, make)
        os.close(writer)
        self._reader = reader

    def rows(self) -> list[Row]:
        """Return the rows, once the other process has made them."""
        try:
            with open(self._reader, "rb") as pipe:
                data = pipe.read()
        finally:
            with suppress(ChildProcessError):
                os.waitpid(self._process, 0)
        try:
            return [_row(fields) for fields in _frames(data)]
        except (ValueError, IndexError):
            return []


def shared(contents: Sequence[Content], make: Make) -> tuple[Sequence[Content], list[Share]]:
    """Return what is left to this process of some files, and the shares of the others that were begun."""
    size = sum(len(one.data) for one in contents)
    count = min(_cores(), MOST, size // WORTH + 1, len(contents))
    if count < 2:
        return contents, []
    own, *others = (contents[first::count] for first in range(count))
    shares = []
    for share in others:
        try:
            shares.append(Share(share, make))
        except OSError:  # no more processes for this user
            own = [*own, *share]
    return own, shares


def _cores() -> int:
    """Return how many processes may run at a time; 1 where another may not be forked off."""
    threading = sys.modules.get("threading")
    if not hasattr(os, "fork") or not hasattr(os, "sched_getaffinity") or (threading and threading.active_count() > 1):
        return 1
    return len(os.sched_getaffinity(0))


def _work(writer: int, contents: Iterable[Content], make: Make) -> None:
    """Make the rows, hand them over, and end this process, whatever happens."""
    try:
        rows = [row for one in contents if (row := make(one))]
        with open(writer, "wb") as pipe:
            for row in rows:
                pipe.write(_frame(row))
    finally:
        os._exit(0)


def _frame(row: Row) -> bytes:
    """Return a row as bytes: how many fields there are, then each with its length before it."""
    digest, name, surface, ids, places, given, head, rest, changes, parts = row
    texts = (name, surface.hangs, ids, places, given)
    fields = [digest, surface.outer, surface.inner, head, rest, changes, *(text.encode() for text in texts)]
    for low, high, tasks in parts:
        fields += [b"%d %d" % (low, high), tasks]
    return _number(len(fields)) + b"".join(_number(len(field)) + field for field in fields)


def _frames(data: bytes) -> Iterator[list[bytes]]:
    """Yield the fields of each row."""
    at = 0
    while at < len(data):
        fields = []
        for _field in range(int.from_bytes(data[at : (at := at + LENGTH)], "big")):
            length = int.from_bytes(data[at : (at := at + LENGTH)], "big")
            if at + length > len(data):
                raise ValueError("a row breaks off")
            fields.append(data[at : (at := at + length)])
        yield fields


def _row(fields: list[bytes]) -> Row:
    """Return a row from its fields."""
    digest, outer, inner, head, rest, changes, *texts = fields[:11]
    name, hangs, ids, places, given = (text.decode() for text in texts)
    spans = (map(int, span.split()) for span in fields[11::2])
    parts = [(low, high, tasks) for (low, high), tasks in zip(spans, fields[12::2], strict=True)]
    return Row(digest, name, Surface(digest, outer, inner, hangs), ids, places, given, head, rest, changes, parts)


def _number(value: int) -> bytes:
    return value.to_bytes(LENGTH, "big")
