"""A chart as shapes on a sheet: lengths in pixels from the upper left, each shape of a kind and of a style.

A style is one or several names divided by blanks: states, and the others that `render/svg.py` knows.
"""

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from plancli.columns import clip, width

LETTER: Final = 6.6
"""How wide a letter may be taken to be, in pixels: text is of 12, and no font draws a name wider on the whole."""

Point = tuple[float, float]


class Box(NamedTuple):
    """A rectangle; `title` is its tooltip and its name to those who do not see it."""

    x: float
    y: float
    width: float
    height: float
    style: str
    title: str = ""


class Line(NamedTuple):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    style: str = ""


class Area(NamedTuple):
    """A filled polygon."""

    points: Sequence[Point]
    style: str
    title: str = ""


class Trace(NamedTuple):
    """A line through points."""

    points: Sequence[Point]
    style: str
    title: str = ""


class Mark(NamedTuple):
    """A small diamond around a point, such as a completion's."""

    x: float
    y: float
    style: str
    title: str = ""


class Words(NamedTuple):
    """A line of text on a baseline, which begins, lies around or ends at a point."""

    x: float
    y: float
    text: str
    style: str = ""
    anchor: Literal["start", "middle", "end"] = "start"


Shape = Box | Line | Area | Trace | Mark | Words


class Drawing(NamedTuple):
    """A sheet with its shapes, later ones above earlier ones; what it is, in short and in full, in a language."""

    width: float
    height: float
    title: str
    description: str
    lang: str
    shapes: Sequence[Shape]


def room_of(text: str) -> float:
    """Return the pixels that a text surely fits in."""
    return width(text) * LETTER


def shortened(text: str, room: float) -> str:
    """Return a text that fits in so many pixels: where it is longer, its beginning and an ellipsis."""
    return clip(text, int(room / LETTER))
