"""Where the comments of a text are: libyaml passes over them, but says where all else is, so what is left is theirs."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

BLANK_LINE: Final = re.compile(r"\n[ \t]*\n")


class Found(NamedTuple):
    """A comment with its place: where it begins and ends in the text, and its line and column from 0."""

    start: int
    end: int
    line: int
    column: int
    text: str


def find_comments(text: str, spans: Sequence[tuple[int, int]]) -> list[Found]:
    """Return the comments of a text whose scalars stand at `spans` (in order): what a # outside them begins."""
    found: list[Found] = []
    number = 0
    line = line_start = 0
    counted = 0
    at = text.find("#")
    while at >= 0:
        while number < len(spans) and spans[number][1] <= at:
            number += 1
        if number < len(spans) and spans[number][0] <= at:
            at = text.find("#", spans[number][1])
            continue
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line += text.count("\n", counted, at)
        line_start = text.rfind("\n", 0, at) + 1
        counted = at
        found.append(Found(at, end, line, at - line_start, text[at:end].rstrip()))
        at = text.find("#", end)
    return found


def has_blank_line(text: str, start: int, stop: int) -> bool:
    """Whether there is a blank line between two places with no text between them."""
    return text.count("\n", start, stop) > 1 and BLANK_LINE.search(text, start, stop) is not None


def crossed(text: str, start: int, stop: int, signs: Iterable[str]) -> bool:
    """Whether one of the signs stands between two places with no text between them."""
    return any(text.find(sign, start, stop) >= 0 for sign in signs)
