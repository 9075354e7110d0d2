"""Columns of a terminal: how many a text takes, and how it is broken or cut to fit in them."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

_NARROW = re.compile("[\x20-\x7e\xa1-\xac\xae-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e]*+")
_EMOJI_STYLE = "\ufe0f"


def is_narrow(text: str) -> bool:
    """Whether every character surely takes one column, as in English and in NFC Vietnamese; " " is the only blank."""
    return _NARROW.fullmatch(text) is not None


def width(text: str) -> int:
    """Columns that text takes in a terminal: marks take none, East Asian wide characters and emoji take two."""
    if _NARROW.fullmatch(text):
        return len(text)
    return sum(columns for _, columns in _clusters(text))


def _clusters(text: str) -> Iterable[tuple[str, int]]:
    """Text in pieces that must not be torn apart, a character and its marks, each with its columns."""
    cluster, columns = "", 0
    for character in text:
        wide = _columns(character)
        if character == _EMOJI_STYLE and cluster not in ("", " "):
            cluster, columns = cluster + character, 2
        elif wide == 0 or ("\U0001f3fb" <= character <= "\U0001f3ff" and columns == 2):  # a skin tone
            cluster += character
        else:
            if cluster:
                yield cluster, columns
            cluster, columns = character, wide
    if cluster:
        yield cluster, columns


@cache
def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    if "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff":  # the rest of a Korean syllable
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrap(text: str, columns: int) -> list[str]:
    """Lines of one line of text, none wider than `columns`: broken at blanks, a longer word where it must be.

    Only the blanks at a break are dropped. A character of two columns stands alone where only one is allowed. There is
    always a line, if an empty one.
    """
    if is_narrow(text):
        return wrap_narrow(text, columns)
    return _wrap_any(text, columns)


def _wrap_any(text: str, columns: int) -> list[str]:
    """Lines of any text."""
    if width(text) <= columns:
        return [text]
    lines: list[str] = []
    line, used, gap = "", 0, 0
    for token in re.findall(" +|[^ ]+", text):
        if token[0] == " ":
            gap = len(token)
            continue
        needed = width(token)
        if used + gap + needed <= columns:
            line, used = line + " " * gap + token, used + gap + needed
        else:
            if line:
                lines.append(line)
            *full, line = _pieces(token, columns)
            lines += full
            used = width(line)
    return [*lines, line]


def wrap_narrow(text: str, columns: int) -> list[str]:
    """Lines of text whose every character takes one column, none longer than `columns`."""
    columns = max(columns, 1)
    if len(text) <= columns:
        return [text]
    lines: list[str] = []
    text = text.rstrip(" ")
    while len(text) > columns:
        end = text.rfind(" ", 0, columns + 1)
        line = text[:end].rstrip(" ") if end > 0 else ""
        if line:
            text = text[end:].lstrip(" ")
        elif text[0] == " ":  # a margin before the first word
            text = text.lstrip(" ")
            continue
        else:
            line, text = text[:columns], text[columns:].lstrip(" ")
        lines.append(line)
    return [*lines, text]


def _pieces(word: str, columns: int) -> list[str]:
    """A word cut into pieces of at most `columns`."""
    pieces: list[str] = []
    piece, used = "", 0
    for cluster, needed in _clusters(word):
        if piece and used + needed > columns:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + cluster, used + needed
    return [*pieces, piece]


def clip(text: str, columns: int) -> str:
    """Text in at most `columns`: where it is wider, its beginning and an ellipsis."""
    if columns < 1:
        return ""
    if _NARROW.fullmatch(text):
        return text if len(text) <= columns else text[: columns - 1].rstrip(" ") + "…"
    if width(text) <= columns:
        return text
    kept, used = "", 0
    for cluster, needed in _clusters(text):
        used += needed
        if used > columns - 1:
            break
        kept += cluster
    return kept.rstrip(" ") + "…"
