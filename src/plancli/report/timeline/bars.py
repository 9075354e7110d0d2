"""The bars of a timeline that is drawn: each deadline as first stated and as it stands, and its completion."""

from collections.abc import Iterator
from datetime import date

from plancli.i18n import _, date_words
from plancli.query.names import body_label
from plancli.query.timeline import Bar, Days, Row
from plancli.report.drawing import Area, Box, Mark, Shape, Words
from plancli.report.timeline.sheet import ARROW, BAR, BASE, ROW, Sheet
from plancli.report.words import deadline_words
from plancli.state import COMPLETED, Item
from plancli.state.words import state_words


def bars(sheet: Sheet, row: Row, y: float) -> Iterator[Shape]:
    """Yield the bars of a row; words where it has none."""
    if not row.bars:
        yield Words(sheet.left + 4, y + BASE, state_words(row.item.state), "dim halo")
    for bar in reversed(row.bars):
        yield from _bar(sheet, bar, y)


def _bar(sheet: Sheet, bar: Bar, y: float) -> Iterator[Shape]:
    """Yield one deadline: as first stated, as it stands with what leads to it, and the completion."""
    state, words = bar.item.state or "not-judged", told(sheet, bar.item)
    top, middle = y + (ROW - BAR) / 2, y + ROW / 2
    if was := stated(sheet, bar):
        start = was.first or was.last
        first = _("as first stated: {start} to {stop}").format(start=date_words(start), stop=date_words(was.last))
        wide = max(sheet.after(was.last) - sheet.x(start), 4.0)
        yield Box(sheet.x(start), top - 2, wide, BAR + 4, f"{state} hollow", f"{bar.item.key} {first}")
    if bar.open:
        yield from _open(sheet, bar, top, state, words)
    elif bar.last and bar.last < sheet.chart.first:
        yield _edge(sheet.left, -ARROW, middle, state, words)
    elif bar.last and (bar.first or bar.given or bar.last) > sheet.chart.last:
        yield _edge(sheet.left + sheet.room, ARROW, middle, state, words)
    elif bar.last:
        yield from _closed(sheet, bar, bar.last, top, state, words)
    if bar.ended and bar.item.state in COMPLETED and sheet.has(bar.ended):
        done = f"{bar.item.key} {state_words(bar.item.state)}: {date_words(bar.ended)}"
        late = " late" if bar.item.state == "completed-late" else ""
        yield Mark((sheet.x(bar.ended) + sheet.after(bar.ended)) / 2, middle, f"{state} done{late}", done)


def stated(sheet: Sheet, bar: Bar) -> Days | None:
    """Return the deadline as first stated, where another is in force and it is seen."""
    was = bar.was
    if was and was.last >= sheet.chart.first and (was.first or was.last) <= sheet.chart.last:
        return was
    return None


def _closed(sheet: Sheet, bar: Bar, last: date, top: float, state: str, words: str) -> Iterator[Shape]:
    """Yield a bar with a last day: from its first one, else its last day alone and what leads to it."""
    end = sheet.after(last)
    if bar.first is None and bar.given:
        x = sheet.x(bar.given)
        yield Box(x, top + BAR / 3, max(end - x, 0.0), BAR / 3, f"{state} lead", words)
    x = sheet.x(bar.first) if bar.first else end - 4
    if bar.first or sheet.has(last):
        yield Box(min(x, end - 4), top, max(end - x, 4.0), BAR, state, words)


def _open(sheet: Sheet, bar: Bar, top: float, state: str, words: str) -> Iterator[Shape]:
    """Yield a bar without an end: with the point of an arrow where nothing ended it."""
    x = sheet.x(bar.first or bar.given or sheet.chart.first)
    end = sheet.after(bar.ended or sheet.chart.last)
    point = 0.0 if bar.ended else ARROW
    middle, bottom = top + BAR / 2, top + BAR
    corners = [(x, top), (end - point, top), (end, middle), (end - point, bottom), (x, bottom)]
    yield Area(corners, state, words)


def _edge(x: float, length: float, middle: float, state: str, words: str) -> Shape:
    """Return a small arrow at an edge, for what lies beyond it; it lies within the sheet."""
    return Area([(x - length, middle - 4), (x, middle), (x - length, middle + 4)], state, words)


def told(sheet: Sheet, item: Item) -> str:
    """Return everything on a place in one line."""
    body = body_label(sheet.plan, item.answers_to, whole=True)
    return f"{item.key} {item.title} · {body} · {deadline_words(item)} · {state_words(item.state)}"
