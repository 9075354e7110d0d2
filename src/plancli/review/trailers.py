"""The trailers of a commit message, as git defines them: `Key: value` lines of the last paragraph.

The paragraph is one of trailers if all its lines are, or if one was written by git itself (`Signed-off-by: `,
`(cherry picked from commit `) and at least a quarter are. The first paragraph is the title and never one. A line that
begins with a blank goes on with the trailer above it. (git, trailer.c: find_trailer_block_start.)
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

TRAILER: Final = r"([A-Za-z0-9-]+)[ \t]*:(.*)"
BY_GIT: Final = ("Signed-off-by: ", "(cherry picked from commit ")
COMMENT: Final = "#"


class Trailer(NamedTuple):
    """A key as it is written, and its value on one line."""

    key: str
    value: str


def trailers(message: str) -> list[Trailer]:
    """Return the trailers of a message, in order."""
    return _read(_block(_lines(message)))


def strays(message: str, key: str) -> list[Trailer]:
    """Return the lines that look like trailers of this key, in any case, but stand elsewhere in the message."""
    lines = _lines(message)
    above = lines[: len(lines) - len(_block(lines))]
    return [one for one in _read(above) if one.key.casefold() == key.casefold()]


def _lines(message: str) -> list[str]:
    """Return the lines up to the last that is not blank."""
    return message.rstrip().replace("\r\n", "\n").split("\n")


def _block(lines: list[str]) -> list[str]:
    """Return the lines of the last paragraph if it is one of trailers."""
    title = next((number for number, line in enumerate(lines) if not line.strip()), len(lines))
    start = len(lines)
    while start > title and lines[start - 1].strip():
        start -= 1
    return lines[start:] if start > title and _are_trailers(lines[start:]) else []


def _are_trailers(lines: list[str]) -> bool:
    """Return whether a paragraph is one of trailers."""
    found = others = 0
    by_git = continues = False
    for line in lines:
        if line.startswith(COMMENT):
            continues = False
        elif line.startswith(BY_GIT):
            found, by_git, continues = found + 1, True, True
        elif re.match(TRAILER, line):
            found, continues = found + 1, True
        elif not (line[:1].isspace() and continues):
            others, continues = others + 1, False
    return found > 0 and (others == 0 or (by_git and found * 3 >= others))


def _read(lines: list[str]) -> list[Trailer]:
    """Return the trailers among lines, with what goes on below them."""
    return list(_joined(lines))


def _joined(lines: list[str]) -> Iterator[Trailer]:
    """Yield each trailer once its last line is known."""
    key, value = "", ""
    for line in [*lines, ""]:
        if key and line.strip() and line[0].isspace():
            value += " " + line
            continue
        if key:
            yield Trailer(key, " ".join(value.split()))
        found = re.match(TRAILER, line)
        key, value = (found[1], found[2]) if found else ("", "")
