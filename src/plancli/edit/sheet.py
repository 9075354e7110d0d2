"""The text of one file while it is edited: its nodes, and the spans of it that are to be replaced."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from plancli.edit import tree
from plancli.edit.refusal import Unwieldy
from plancli.edit.tree import Collection, Node, Text
from plancli.formatting.comments import find_comments
from plancli.syntax.characters import REPLACEMENT
from plancli.text import HIDDEN

OPEN_BLOCK: Final = re.compile(r"(?:: |- )[|>][0-9]*(?:[ \t]+#.*)?$")


class Splice(NamedTuple):
    """Characters of a text, and what comes in their place."""

    start: int
    stop: int
    text: str


class Sheet:
    """A text, read; `splices` wait until `turn` makes the next text of them."""

    def __init__(self, text: str) -> None:
        windows = text.count("\r\n")
        self.line_end = "\r\n" if windows > text.count("\n") - windows else "\n"
        self._read(text)

    def _read(self, text: str) -> None:
        from yaml import YAMLError

        self.text = text
        self.scan = tree.scan_of(HIDDEN.sub(REPLACEMENT, text) if HIDDEN.search(text) else text)
        try:
            self.root: Node | None = tree.read(text)
        except YAMLError:
            raise Unwieldy from None
        self.splices: list[Splice] = []

    def turn(self) -> None:
        """Make the replacements, and read the text again."""
        if self.splices:
            self._read(self.spliced())

    def spliced(self) -> str:
        """Return the text with its replacements made."""
        parts: list[str] = []
        at = 0
        for start, stop, new in sorted(self.splices, key=lambda one: one[:2]):
            assert at <= start <= stop, "replacements overlap"
            parts += [self.text[at:start], new]
            at = stop
        return "".join([*parts, self.text[at:]])

    # --- places

    def line_of(self, at: int) -> int:
        """Return the number of a line, from 1."""
        return self.scan.count("\n", 0, at) + 1

    def line_start(self, at: int) -> int:
        """Return where the line of a place begins."""
        return self.scan.rfind("\n", 0, at) + 1

    def line_stop(self, at: int) -> int:
        """Return where the line after that of a place begins; the end of the text if there is none."""
        return self.scan.find("\n", at) + 1 or len(self.scan)

    def begins_line(self, at: int) -> bool:
        """Whether nothing but blanks stands before a place on its line."""
        return not self.scan[self.line_start(at) : at].strip(" \t")

    def blank_between(self, start: int, stop: int) -> bool:
        """Whether a blank line stands between two places."""
        return any(not line.strip() for line in self.scan[start:stop].split("\n")[1:-1])

    def below(self, end: int, column: int) -> int:
        """Return the end of what is written up to `end` and of the comments below it that stand deeper than a column.

        Those belong to it.
        """
        found = end
        at = self.line_stop(end)
        while at < len(self.scan):
            stop = self.line_stop(at)
            line = self.scan[at:stop].strip("\r\n")
            text = line.lstrip(" \t")
            if text.startswith("#") and len(line) - len(text) > column:
                found = at + len(line)
            elif text:
                break
            at = stop
        return found

    def above(self, start: int) -> int:
        """Return where the comment lines begin that stand directly above the line of a place; else that line."""
        at = self.line_start(start)
        while at and (previous := self.line_start(at - 1)) < at and self.scan[previous:at].lstrip(" \t")[:1] == "#":
            at = previous
        return at

    def comments(self, start: int = 0, stop: int | None = None) -> list[str]:
        """Return the comments between two places."""
        spans = []
        for node in tree.walk(self.root):
            if isinstance(node, Text):
                begin = node.start
                if node.style in tree.BLOCK_STYLES:
                    begin = min(self.line_stop(begin), node.end)
                spans.append((begin, node.end))
            else:
                spans += [(one.start if not one.explicit else one.key_end - 1, one.key_end) for one in node.elements]
        spans = sorted(span for span in spans if span[1] > span[0])
        found = find_comments(self.scan, spans)
        first = bisect_left([one.start for one in found], start)
        return [one.text for one in found[first:] if stop is None or one.start < stop]

    def lines(self, start: int, end: int) -> list[str]:
        """Return whole lines, without their ends: from that which begins at `start` to that of `end`."""
        text = self.text[start : self.line_stop(end)]
        return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")

    # --- replacements

    def splice(self, start: int, stop: int, text: str) -> None:
        """Put a text in the place of another."""
        if start < stop or text:
            self.splices.append(Splice(start, stop, text))

    def join(self, lines: Sequence[str]) -> str:
        """Return lines as this file ends them, but the last."""
        return self.line_end.join(lines)

    def add_lines(self, end: int, lines: Sequence[str]) -> None:
        """Put lines below the line of a place."""
        if not lines:
            return
        stop = self.line_stop(end)
        if stop == len(self.scan) and not self.scan.endswith("\n"):
            self._close()
            self.splice(stop, stop, (self.line_end if self.scan else "") + self._last(lines))
        else:
            self.splice(stop, stop, self.join(lines) + self.line_end)

    def put_lines(self, start: int, end: int, lines: Sequence[str]) -> None:
        """Put lines in the place of whole ones: from that which begins at `start` to that of `end`."""
        stop = self.line_stop(end)
        if stop == len(self.scan) and not self.scan.endswith("\n"):
            if not lines and start:
                start -= 2 if self.text[start - 2 : start] == "\r\n" else 1
            self.splice(start, stop, self._last(lines))
        else:
            self.splice(start, stop, "".join(line + self.line_end for line in lines))

    def _last(self, lines: Sequence[str]) -> str:
        """Return lines that end a text without a last line end; a block text at their end needs it for its own."""
        for number in range(len(lines) - 1, -1, -1):
            if OPEN_BLOCK.search(lines[number]) and number < len(lines) - 1:
                return self.join([*lines, ""])
            if lines[number].strip() and len(_margin(lines[number])) <= len(_margin(lines[-1])) - 1:
                break
        return self.join(lines)

    def _close(self) -> None:
        """Keep a block scalar as it is whose last line is the text's and has no end: it is about to get one."""
        node = self.root
        while isinstance(node, Collection) and not node.flow and node.elements:
            node = node.elements[-1].node
        if isinstance(node, Text) and node.style in tree.BLOCK_STYLES and node.end == len(self.scan):
            stop = node.start + 1
            while self.scan[stop : stop + 1] in tuple("0123456789+-"):
                stop += 1
            sign = self.scan[node.start : stop]
            if "-" not in sign and "\n" in self.scan[node.start :]:
                self.splice(node.start, stop, sign.replace("+", "") + "-")


def _margin(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]
