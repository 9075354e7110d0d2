"""A timeline as a drawing: a row of 22 pixels for each task, its label to the left, its bars to the right."""

from collections import Counter
from collections.abc import Iterator, Sequence

from plancli.i18n import date_words, ngettext
from plancli.model import Plan
from plancli.report.axis import axis
from plancli.report.drawing import LETTER, Box, Drawing, Line, Shape, Words, room_of, shortened
from plancli.report.timeline.bars import bars, told
from plancli.report.timeline.chart import Chart, Group
from plancli.report.timeline.legend import legend
from plancli.report.timeline.sheet import BASE, GAP, HEAD, MARGIN, ROW, Sheet, sheet_of
from plancli.report.words import number
from plancli.state import STATES, Item
from plancli.state.words import state_words


def drawing(plan: Plan, chart: Chart, title: str, summary: str, notes: Sequence[str], lang: str) -> Drawing:
    """Return a chart as a drawing in the language that is set."""
    sheet = sheet_of(plan, chart)
    shapes = [
        Words(MARGIN, 28, shortened(title, (sheet.width - 2 * MARGIN) * 0.78), "title"),
        Words(MARGIN, 46, summary, "dim"),
        *_axis(sheet),
        *_bands(sheet),
        *_rows(sheet),
        *_today(sheet),
        *_headings(sheet),
    ]
    meanings = list(legend(sheet))
    height = max((shape.y for shape in meanings if isinstance(shape, Words)), default=sheet.bottom + 18)
    for note in notes:
        height += 20
        meanings.append(Words(MARGIN, height, shortened(note, sheet.width - 2 * MARGIN), "dim"))
    return Drawing(sheet.width, height + MARGIN, title, _description(chart, summary, notes), lang, [*shapes, *meanings])


def _bands(sheet: Sheet) -> Iterator[Shape]:
    """Yield a band for each heading."""
    for _group, y in _headed(sheet):
        yield Box(MARGIN, y, sheet.width - 2 * MARGIN, ROW, "band")


def _headings(sheet: Sheet) -> Iterator[Shape]:
    """Yield the heading of each group, which lies above all else."""
    for group, y in _headed(sheet):
        yield Words(MARGIN + 6, y + BASE, shortened(group.heading, sheet.width - 2 * MARGIN - 12), "heading")


def _headed(sheet: Sheet) -> Iterator[tuple[Group, float]]:
    """Yield the groups that have a heading, and where that begins."""
    y = HEAD
    for group in sheet.chart.groups:
        if group.heading:
            yield group, y
            y += ROW
        y += ROW * len(group.rows)


def _axis(sheet: Sheet) -> Iterator[Shape]:
    """Yield the names of the days that have a tick, and a line down from each; one of a year's first day is darker."""
    for day, name in axis(sheet.chart.first, sheet.chart.last, int(sheet.room / LETTER)):
        x = sheet.x(day)
        yield Line(x, HEAD - 8, x, sheet.bottom, "year" if (day.month, day.day) == (1, 1) else "grid")
        yield Words(x + 3, HEAD - 10, name, "small")
    yield Line(sheet.left, HEAD - 4, sheet.left + sheet.room, HEAD - 4, "year")


def _rows(sheet: Sheet) -> Iterator[Shape]:
    """Yield each row's label and bars."""
    y = HEAD
    for group in sheet.chart.groups:
        if group.heading:
            y += ROW
        for row in group.rows:
            yield from _label(sheet, row.item, y)
            yield from bars(sheet, row, y)
            y += ROW


def _label(sheet: Sheet, item: Item, y: float) -> Iterator[Shape]:
    """Yield the key and the title of a row; whole they are told where the pointer rests on it."""
    x = MARGIN + GAP
    indent = GAP if item.milestone else 0.0
    yield Box(MARGIN, y, sheet.width - 2 * MARGIN, ROW, "row", told(sheet, item))
    yield Words(x + indent, y + BASE, shortened(item.milestone or item.key, sheet.key - indent + 1), "dim")
    x += sheet.key + GAP
    yield Words(x, y + BASE, shortened(item.title, sheet.left - GAP - x))


def _today(sheet: Sheet) -> Iterator[Shape]:
    """Yield the line of the day judged at with its name; only its name, at an edge, where it lies outside."""
    day, words = sheet.chart.day, date_words(sheet.chart.day)
    if sheet.has(day):
        x = (sheet.x(day) + sheet.after(day)) / 2
        yield Line(x, HEAD - 24, x, sheet.bottom, "today")
        room = room_of(words) / 2
        x = min(max(x, sheet.left + room), sheet.left + sheet.room - room)
        yield Words(x, HEAD - 28, words, "today", "middle")
    elif day < sheet.chart.first:
        yield Words(sheet.left, HEAD - 28, f"‹ {words}", "today")
    else:
        yield Words(sheet.left + sheet.room, HEAD - 28, f"{words} ›", "today", "end")


def _description(chart: Chart, summary: str, notes: Sequence[str]) -> str:
    """Return what is to be seen, for those who do not see it."""
    tasks = [row.item for row in chart.rows if row.item.kind == "task"]
    words = ngettext("A bar for the deadline of {n} task", "Bars for the deadlines of {n} tasks", len(tasks))
    states = Counter(item.state for item in tasks)
    counted = ", ".join(f"{number(states[one])} {state_words(one)}" for one in (*STATES, None) if states[one])
    parts = [f"{words.format(n=number(len(tasks)))}, {summary}", counted, *notes]
    return ". ".join(part for part in parts if part) + "."
