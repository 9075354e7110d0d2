"""The source line of a finding, drawn in a width with its column known."""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from plancli.columns import clip, is_narrow, width
from plancli.problem import Place
from plancli.text import safe

TAB: Final = 4
FAR: Final = 500  # characters of a line that can be of interest on either side of its column


class Excerpts:
    """The lines of the files that findings are in. Findings come file by file, so only the last file is kept."""

    def __init__(self, text: Callable[[str], str | None]) -> None:
        """Take what returns the text of a file, None where it cannot be read."""
        self._text = text
        self._file: str | None = None
        self._lines: list[str] = []

    def line(self, place: Place, *, as_written: bool = False) -> str:
        """Return the line at a place, its letters composed as the reading of a file does; empty if it is not there."""
        if place.file != self._file:
            text = self._text(place.file) or ""
            if "\r" in text:
                text = text.replace("\r\n", "\n").replace("\r", "\n")
            self._file, self._lines = place.file, text.split("\n")
        if not 1 <= place.line <= len(self._lines):
            return ""
        line = self._lines[place.line - 1]
        return line if as_written or line.isascii() else unicodedata.normalize("NFC", line)


def caret(line: str, column: int, columns: int, *, ci: bool) -> tuple[str, int]:
    """Return what is shown of a line in so many columns, and how many stand before the character at `column`.

    Tabs become blanks, hidden characters visible; of a long line what is around the column is kept.
    """
    at = min(column, len(line) + 1) - 1
    start = max(at - FAR, 0)
    before = safe(_without_tabs(line[start:at]), ci=ci)
    whole = safe(_without_tabs(line[start : at + FAR]), ci=ci)
    after = whole[len(before) :]
    if start == 0 and width(whole) <= columns and at + FAR >= len(line):
        return whole, width(before)
    if start > 0 or width(before) > columns * 2 // 3:
        before = "…" + _end(before, columns // 2)
    return clip(before + after + ("…" if at + FAR < len(line) else ""), columns), width(before)


def _without_tabs(text: str) -> str:
    """Return text with blanks up to each next stop in place of tabs, as a terminal would show it."""
    if "\t" not in text:
        return text
    shown = ""
    for part in re.split("(\t)", text):
        shown += " " * (TAB - width(shown) % TAB) if part == "\t" else part
    return shown


def _end(text: str, columns: int) -> str:
    """Return as much of the end of a text as fits; no mark is torn off its letter."""
    if is_narrow(text):
        return text[-columns:]
    start = len(text)
    while start and width(text[start - 1 :]) <= columns:
        start -= 1
    while start < len(text) and width(text[start]) == 0:
        start += 1
    return text[start:]
