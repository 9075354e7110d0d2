"""A report's drawing as SVG: one document that stands alone, for a page, a letter or a browser.

Nothing in it runs or is fetched, and no text of a file becomes markup. What a colour tells, a pattern, a dash or a
shape tells too; where the reader's screen is dark, so is the sheet.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from plancli.render import Context
from plancli.render.look import Look
from plancli.render.sheet import PATTERNS, STYLE
from plancli.report.drawing import Area, Box, Drawing, Line, Mark, Point, Trace, Words
from plancli.report.table import Report
from plancli.text import HIDDEN

HALF_MARK: Final = 5.0


def render(report: Report, context: Context, look: Look) -> str:
    """Return the drawing of a report that has one."""
    assert report.drawing is not None
    return document(report.drawing())


def document(drawing: Drawing) -> str:
    """Return a drawing as an SVG document."""
    lang = f" lang={_quoted(drawing.lang)} xml:lang={_quoted(drawing.lang)}" if drawing.lang else ""
    width, height = size(drawing.width), size(drawing.height)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' role="img" aria-labelledby="title desc"{lang}>',
        f'<title id="title">{text(drawing.title)}</title>',
        f'<desc id="desc">{text(drawing.description)}</desc>',
        f"<style>\n{STYLE}</style>",
        f"<defs>\n{PATTERNS}</defs>",
        f'<rect class="page" width="{width}" height="{height}"/>',
        *_shapes(drawing),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def text(raw: str) -> str:
    """Return a text of a file in one line, without what is hidden in it, its signs taken literally."""
    return escape(_plain(raw))


def _plain(raw: str) -> str:
    return HIDDEN.sub("", " ".join(raw.split()))


def _quoted(raw: str) -> str:
    return quoteattr(_plain(raw))


def size(value: float) -> str:
    """Return a length with at most two decimals."""
    rounded = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if rounded == "-0" else rounded


def _shapes(drawing: Drawing) -> Iterator[str]:
    """Yield the elements of a drawing, each in a line."""
    for shape in drawing.shapes:
        yield ELEMENTS[type(shape)](shape)


def _element(name: str, attributes: str, style: str, content: str) -> str:
    """Return one element. A style becomes its classes."""
    classes = " ".join(re.sub("[^a-z0-9-]+", "-", name) for name in style.split())
    head = f'<{name} class="{classes}" {attributes}' if classes else f"<{name} {attributes}"
    return f"{head}>{content}</{name}>" if content else f"{head}/>"


def _titled(title: str) -> str:
    return f"<title>{text(title)}</title>" if title else ""


def _box(box: Box) -> str:
    place = f'x="{size(box.x)}" y="{size(box.y)}" width="{size(box.width)}" height="{size(box.height)}"'
    return _element("rect", place, box.style, _titled(box.title))


def _line(line: Line) -> str:
    place = f'x1="{size(line.x1)}" y1="{size(line.y1)}" x2="{size(line.x2)}" y2="{size(line.y2)}"'
    return _element("line", place, line.style, "")


def _points(shape: Area | Trace) -> str:
    return " ".join(map(_point, shape.points))


def _point(point: Point) -> str:
    return f"{size(point[0])},{size(point[1])}"


def _area(area: Area) -> str:
    return _element("polygon", f'points="{_points(area)}"', area.style, _titled(area.title))


def _trace(trace: Trace) -> str:
    return _element("polyline", f'points="{_points(trace)}"', trace.style, _titled(trace.title))


def _mark(mark: Mark) -> str:
    corners = [(0.0, -HALF_MARK), (HALF_MARK, 0.0), (0.0, HALF_MARK), (-HALF_MARK, 0.0)]
    place = " L".join(_point((mark.x + x, mark.y + y)) for x, y in corners)
    return _element("path", f'd="M{place} Z"', mark.style, _titled(mark.title))


def _words(words: Words) -> str:
    anchor = "" if words.anchor == "start" else f' text-anchor="{words.anchor}"'
    return _element("text", f'x="{size(words.x)}" y="{size(words.y)}"{anchor}', words.style, text(words.text) or " ")


ELEMENTS: Final[Mapping[type, Callable[[Any], str]]] = {
    Box: _box,
    Line: _line,
    Area: _area,
    Trace: _trace,
    Mark: _mark,
    Words: _words,
}
