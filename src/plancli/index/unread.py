"""Files that the index knows nothing of: decoded, and kept for the next time."""

from collections.abc import Callable, Collection, Iterable, Sequence

from plancli.decode import Decoded
from plancli.decode.file import decode_file
from plancli.index.content import Content
from plancli.index.keeping import kept
from plancli.index.rows import Row
from plancli.index.seen import Seen
from plancli.index.sharing import shared
from plancli.index.steps import hangs_on
from plancli.index.surface import Surface
from plancli.source import Entry
from plancli.stopwatch import phase

ENOUGH = 16 * 1024 * 1024
"""Bytes that rows may take before they are written."""
Write = Callable[[Sequence[Row]], None]


def row_of(content: Content) -> Row | None:
    """Return what is kept of a file."""
    return kept(decode_file(content.entry, content.data), content.digest, content.entry.file)


class Unread:
    """Decodes files, of which `write` takes the rows; `read` has what they say."""

    def __init__(self, seen: Seen, write: Write) -> None:
        self.read: dict[Entry, Decoded] = {}
        self._seen = seen
        self._write = write
        self._rows: list[Row] = []
        self._size = 0

    def decode(self, contents: Sequence[Content], known: Callable[[Iterable[Content]], Collection[str]]) -> None:
        """Decode files, many of them by several processes; what others decoded is `known` to the index afterwards."""
        own, shares = shared(contents, row_of)
        for one in own:
            self._decode(one)
        for share in shares:
            self._write(share.rows())
            there = known(share.contents)
            for one in share.contents:
                if one.entry.file not in there:
                    self._decode(one)

    def close(self) -> None:
        """Write the rows that are left."""
        self._write(self._rows)
        self._rows, self._size = [], 0

    def _decode(self, content: Content) -> None:
        """Decode one file, and keep it."""
        entry, digest, data = content
        with phase("decoding"):
            decoded = self.read[entry] = decode_file(entry, data)
            if row := kept(decoded, digest, entry.file):
                self._seen.add(entry.file, row.surface)
                self._rows.append(row)
                self._size += len(row.rest) * 2
                if self._size > ENOUGH:
                    self.close()
            else:
                hangs = " ".join({name for task in decoded.tasks for name in hangs_on(task)})
                self._seen.add(entry.file, Surface(digest, digest, digest, hangs))
