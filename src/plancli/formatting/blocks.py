"""Block scalars, literal (`|`) and folded (`>`): taken from a text line by line, and written at another indentation.

Their lines are kept as they stand, for there everything but the indentation is meaning.
"""

from typing import Final, NamedTuple

INDENT: Final = 2


class Block(NamedTuple):
    """The lines of a block scalar without their indentation, its header's comment, and where its text ends."""

    lines: list[str]
    comment: str
    end: int


def read_block(text: str, start: int, stop: int, value: str) -> Block:
    """Return the block scalar that begins at `start` and whose blank lines reach to `stop`; `value` is what it says."""
    header_end = text.find("\n", start, stop)
    if header_end < 0:
        header_end = stop
    header = text[start:header_end]
    comment = header[header.index("#") :].rstrip() if "#" in header else ""
    raw = text[header_end + 1 : stop].split("\n")
    indent = _lead(raw) - _lead(value.split("\n"))
    lines = [line[indent:] for line in raw]
    while lines and not lines[-1]:
        lines.pop()
    kept = len(value) - len(value.rstrip("\n")) if lines else 0
    if kept > 1:
        return Block([*lines, *[""] * (kept - 1)], comment, stop)
    return Block(lines, comment, header_end + sum(1 + len(line) for line in raw[: len(lines)]))


def header(style: str, lines: list[str], value: str) -> str:
    """Return the signs before a block scalar's lines: its style, its indentation where it cannot be seen, its end."""
    first = next((line for line in lines if line), "")
    indent = str(INDENT) if first.startswith(" ") else ""
    if not value.endswith("\n"):
        return f"{style}{indent}-"
    return f"{style}{indent}+" if value.endswith("\n\n") else f"{style}{indent}"


def literal_lines(value: str) -> list[str] | None:
    """Return the lines of a text of several lines as a literal block; None where an escape would be clearer."""
    if "\n" not in value:
        return None
    lines = value.removesuffix("\n").split("\n")
    if "\t" in value or not lines[0] or not lines[-1] or lines[0].startswith(" "):
        return None
    return lines if all(line == line.rstrip() for line in lines) else None


def _lead(lines: list[str]) -> int:
    """Return the indentation of the first line that is more than blanks."""
    line = next((line for line in lines if line.strip(" ")), "")
    return len(line) - len(line.lstrip(" "))
