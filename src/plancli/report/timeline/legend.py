"""What the bars of a timeline that is drawn mean: of what is drawn, and of nothing else."""

from collections.abc import Iterator
from typing import Final

from plancli.i18n import _
from plancli.report.drawing import Area, Box, Mark, Shape, Words, room_of
from plancli.report.timeline.bars import stated
from plancli.report.timeline.sheet import ARROW, BAR, MARGIN, Sheet
from plancli.state import COMPLETED, STATES
from plancli.state.words import state_words

SWATCH: Final = 26.0


def legend(sheet: Sheet) -> Iterator[Shape]:
    """Yield what the bars mean, of the states that are drawn, as many in a line as fit."""
    x, y = MARGIN, sheet.bottom + 14
    for swatch, words in _meanings(sheet):
        needed = SWATCH + 6 + room_of(words) + 18
        if x > MARGIN and x + needed > sheet.width:
            x, y = MARGIN, y + 20
        yield from _moved(swatch, x, y)
        yield Words(x + SWATCH + 6, y + 10, words)
        x += needed


def _meanings(sheet: Sheet) -> Iterator[tuple[Shape, str]]:
    """Yield the shapes that were drawn, each at the upper left, with what it means."""
    bars = [bar for row in sheet.chart.rows for bar in row.bars]
    present = {bar.item.state for bar in bars if bar.open or bar.last}
    for state in STATES:
        if state in present:
            yield Box(0, 0, SWATCH, BAR, state), state_words(state)
    done = {bar.item.state for bar in bars if bar.ended and sheet.has(bar.ended) and bar.item.state in COMPLETED}
    if done - {"completed-late"}:
        yield Mark(SWATCH / 2, BAR / 2, "completed-on-time done"), _("day of completion")
    if "completed-late" in done:
        yield Mark(SWATCH / 2, BAR / 2, "completed-late done late"), _("day of late completion")
    if any(stated(sheet, bar) for bar in bars):
        yield Box(0, 0, SWATCH, BAR, "hollow stated"), _("deadline as first stated")
    if any(bar.first is None and bar.given and bar.last for bar in bars):
        yield Box(0, BAR / 3, SWATCH, BAR / 3, "not-yet-due lead"), _("from when it was given")
    if any(bar.open and bar.ended is None for bar in bars):
        corners = [(0, 0), (SWATCH - ARROW, 0), (SWATCH, BAR / 2), (SWATCH - ARROW, BAR), (0, BAR)]
        yield Area(corners, "stated"), _("without an end")


def _moved(shape: Shape, x: float, y: float) -> Iterator[Shape]:
    """Yield a shape further right and further down."""
    if isinstance(shape, Box | Mark):
        yield shape._replace(x=shape.x + x, y=shape.y + y)
    elif isinstance(shape, Area):
        yield shape._replace(points=[(px + x, py + y) for px, py in shape.points])
