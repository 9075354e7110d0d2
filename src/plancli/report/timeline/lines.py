"""A timeline in a terminal: a line a row, its label to the left, its bars to the right below an axis."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from plancli.columns import clip, width, wrap
from plancli.i18n import date_words
from plancli.query.timeline import Bar, Days, Row
from plancli.report.axis import axis, column
from plancli.report.cells import item_style
from plancli.report.glyphs import GLYPHS
from plancli.report.picture import Strip
from plancli.report.table import Cell
from plancli.report.timeline.chart import Chart
from plancli.report.timeline.signs import AFTER, BEFORE, DONE, GIVEN, LAST, LATE, OPEN, STATED, TODAY, Line, legend
from plancli.state import COMPLETED, Item
from plancli.state.words import state_words
from plancli.text import safe

LEAST_LABEL: Final = 12
INDENT: Final = "  "
KEY_ROOM: Final = 14


class Sheet(NamedTuple):
    """A chart with its measures in columns: of the labels, of the keys within them, of what lies to their right.

    `ticks` are the days that have one on the axis.
    """

    chart: Chart
    label: int
    key: int
    room: int
    ticks: Sequence[date]

    def start(self, day: date) -> int:
        """Return the column at which a day begins; below 0 or past the last one where it lies outside."""
        return column(day, self.chart.first, self.chart.last, self.room)

    def stop(self, day: date) -> int:
        """Return the column at which a day ends."""
        days = (day - self.chart.first).days + 1
        return int(days * self.room / ((self.chart.last - self.chart.first).days + 1) + 0.5)

    def column(self, day: date) -> int:
        """Return the column in which a day lies; below 0 or past the last one where it lies outside.

        It is found between the ticks around it, so that the day before a tick never stands behind it.
        """
        if not self.chart.first <= day <= self.chart.last:
            return -1 if day < self.chart.first else self.room
        begin, end = self.chart.first.toordinal(), self.chart.last.toordinal() + 1
        left, right = 0, self.room
        if (index := bisect_right(self.ticks, day)) > 0:
            begin, left = self.ticks[index - 1].toordinal(), self.start(self.ticks[index - 1])
        if index < len(self.ticks):
            end, right = self.ticks[index].toordinal(), self.start(self.ticks[index])
        return min(left + (day.toordinal() - begin) * (right - left) // (end - begin), self.room - 1)

    def columns(self, days: Days) -> tuple[int, int]:
        """Return the columns from which and up to which days are drawn that lie in the range: one at the least.

        What has no first day begins at the edge.
        """
        start = max(self.start(days.first), 0) if days.first else 0
        start = self.column(days.last) if days.first == days.last else min(start, self.room - 1)
        return start, min(max(self.stop(days.last), start + 1), self.room)


def lines(chart: Chart, columns: int) -> list[Line]:
    """Return a chart in lines of so many columns."""
    sheet = _sheet(chart, columns)
    used: set[str] = set()
    made: list[Line] = [_day_line(sheet), *_axis_lines(sheet)]
    for group in chart.groups:
        if group.heading:
            made += _heading(sheet, group.heading, columns)
        made += [_row(sheet, row, used) for row in group.rows]
    meanings = list(legend(chart.day, used, columns))
    return [*made, [], *meanings] if meanings else made


def _sheet(chart: Chart, columns: int) -> Sheet:
    """Return the measures: labels have what they need, up to three eighths of the line; half of a narrow one."""
    rows = chart.rows
    key = min(max(width(safe(_name(row.item))) for row in rows), KEY_ROOM)
    needed = len(INDENT) + key + 2 + max(width(safe(row.item.title)) for row in rows)
    label = min(needed, max(LEAST_LABEL, columns * 3 // 8, min(22, columns // 2)))
    room = max(columns - label - 1, 4)
    ticks = [day for day, _name in axis(chart.first, chart.last, room)]
    return Sheet(chart, label, min(key, max(label - len(INDENT), 1)), room, ticks)


def _name(item: Item) -> str:
    """Return what a row is called: a milestone by its own name, below its task."""
    return f"  {item.milestone}" if item.milestone else item.key


def _day_line(sheet: Sheet) -> Line:
    """Return the line that tells the day judged at, above its column; at the edge where it lies outside."""
    words, column = date_words(sheet.chart.day), sheet.column(sheet.chart.day)
    if column < 0:
        text, column = f"{BEFORE} {words}", 0
    elif column >= sheet.room:
        text = f"{words} {AFTER}"
        column = sheet.room - len(text)
    elif column + 2 + len(words) <= sheet.room:
        text = f"{TODAY} {words}"
    elif len(words) + 1 <= column:
        text = f"{words} {TODAY}"
        column -= len(text) - 1
    else:
        text = TODAY
    strip = Strip(sheet.room)
    strip.put(max(column, 0), text, "today")
    return [Cell(" " * (sheet.label + 1)), *strip.cells()]


def _axis_lines(sheet: Sheet) -> Iterator[Line]:
    """Yield the names of the days that have a tick, and the rule with the ticks."""
    names, rule = Strip(sheet.room), Strip(sheet.room)
    today = sheet.column(sheet.chart.day)
    names.put(today, TODAY, "today")
    rule.put(0, "─" * sheet.room, "dim")
    for day, name in axis(sheet.chart.first, sheet.chart.last, sheet.room):
        names.put(sheet.start(day), name)
        rule.put(sheet.start(day), "┬", "dim")
    rule.put(today, "┼", "today")
    yield [Cell(" " * (sheet.label + 1)), *names.cells()]
    yield [Cell("─" * sheet.label + " ", "dim"), *rule.cells()]


def _heading(sheet: Sheet, heading: str, columns: int) -> Iterator[Line]:
    """Yield the heading of a group, with the line of the day where it leaves room for it."""
    today = sheet.label + 1 + sheet.column(sheet.chart.day)
    for text in wrap(safe(heading), columns):
        if max(width(text), sheet.label) < today < columns:
            yield [Cell(text, "heading"), Cell(" " * (today - width(text))), Cell(TODAY, "today")]
        else:
            yield [Cell(text, "heading")]


def _row(sheet: Sheet, row: Row, used: set[str]) -> Line:
    """Return the line of a task or milestone; what its signs are is noted in `used`."""
    strip = Strip(sheet.room)
    for bar in row.bars:
        _before(sheet, strip, bar)
    for bar in reversed(row.bars):
        _in_force(sheet, strip, bar)
        if len(row.bars) > 1:
            _last(sheet, strip, bar)
    _day(sheet, strip)
    for bar in row.bars:
        _ended(sheet, strip, bar)
    if not row.bars:
        words = clip(state_words(row.item.state), sheet.room)
        strip.put(0, words, "dim" if row.item.state else "not-judged")
    else:
        used.update(strip.at(column) for column in range(sheet.room))
    return [*_label(sheet, row.item), *strip.cells()]


def _label(sheet: Sheet, item: Item) -> Line:
    """Return the key and the title of a row, in the room for them."""
    key = clip(safe(_name(item)), sheet.key)
    title = clip(safe(item.title), sheet.label - len(INDENT) - sheet.key - 2)
    gap = "  " if title else ""
    used = len(INDENT) + sheet.key + len(gap) + width(title)
    parts = [Cell(INDENT), Cell(key, "key"), Cell(" " * (sheet.key - width(key)) + gap + title)]
    return [*parts, Cell(" " * (sheet.label + 1 - used))]


def _fill(sheet: Sheet, strip: Strip, days: Days, glyph: str, style: str) -> None:
    """Draw a range of days, with a sign at an edge beyond which it goes on."""
    first, last = sheet.chart.first, sheet.chart.last
    if days.last >= first and (days.first is None or days.first <= last):
        start, stop = sheet.columns(days)
        strip.put(start, glyph * (stop - start), style)
    if days.last < first or (days.first and days.first < first):
        strip.put(0, BEFORE, style)
    if days.last > last:
        strip.put(sheet.room - 1, AFTER, style)


def _before(sheet: Sheet, strip: Strip, bar: Bar) -> None:
    """Draw what leads to a last day that has no first one, and over it what is no longer in force."""
    if bar.first is None and bar.given and bar.last:
        _fill(sheet, strip, Days(bar.given, bar.last), GIVEN, "dim")
    if bar.was:
        _fill(sheet, strip, bar.was._replace(first=bar.was.first or bar.was.last), STATED, "dim")


def _in_force(sheet: Sheet, strip: Strip, bar: Bar) -> None:
    """Draw the deadline in force: its period, only its last day where it has no first, or an end that is open."""
    style = item_style(bar.item)
    glyph = GLYPHS[bar.item.state or "not-judged"]
    if bar.open:
        _fill(sheet, strip, Days(bar.first or bar.given, bar.ended or sheet.chart.last), glyph, style)
        if bar.ended is None:
            strip.put(sheet.room - 1, OPEN, style)
    elif bar.last:
        _fill(sheet, strip, Days(bar.first or bar.last, bar.last), glyph, style)


def _last(sheet: Sheet, strip: Strip, bar: Bar) -> None:
    """Set the end of a bar apart from the bar that follows or goes on beneath, where it has more than one column."""
    if bar.first and bar.last and not bar.open and bar.last <= sheet.chart.last:
        last = sheet.stop(bar.last) - 1
        if last > sheet.start(bar.first):
            strip.put(last, LAST, item_style(bar.item))


def _day(sheet: Sheet, strip: Strip) -> None:
    """Draw the line of the day, where it hides no bar: through blanks and through what is the same on both sides."""
    column = sheet.column(sheet.chart.day)
    left, here, right = (strip.at(column + step) for step in (-1, 0, 1))
    if here in (" ", GIVEN, STATED) or left == here == right:
        strip.put(column, TODAY, "today")


def _ended(sheet: Sheet, strip: Strip, bar: Bar) -> None:
    """Mark the day of completion: one in time within the bar, a late one behind it, however many days a column has."""
    if bar.ended is None or bar.item.state not in COMPLETED:
        return
    place, late = sheet.column(bar.ended), bar.item.state == "completed-late"
    if bar.last and 0 <= place < sheet.room and bar.last >= sheet.chart.first:
        _start, stop = sheet.columns(Days(bar.first or bar.last, bar.last))
        place = min(max(place, stop), sheet.column(sheet.chart.day), sheet.room - 1) if late else min(place, stop - 1)
    strip.put(place, LATE if late else DONE, item_style(bar.item))
