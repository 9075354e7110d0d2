"""The axis of a chart over time: which days have a tick, and what each is called, by the room there is."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from plancli.columns import width
from plancli.deadline import parse_span
from plancli.i18n import N_, _, date_words, language
from plancli.report.words import span_words

MONTHS: Final = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)
QUARTERS: Final = (N_("Q1"), N_("Q2"), N_("Q3"), N_("Q4"))
STEPS: Final = (1, 7, 30, 91, 365, 730, 1_826, 3_652, 7_305, 18_262, 36_524, 365_243)
"""How many days lie between ticks, at the least about: a day, a week, a month, a quarter, and years."""
YEARS: Final = {365: 1, 730: 2, 1_826: 5, 3_652: 10, 7_305: 20, 18_262: 50, 36_524: 100, 365_243: 1000}
GAP: Final = 2


class Tick(NamedTuple):
    """A day on the axis and its label, which is empty where there is no room for it."""

    day: date
    label: str


def axis(first: date, last: date, room: int) -> list[Tick]:
    """Return the ticks from a first to a last day in so many columns, of the shortest unit whose labels fit.

    A year's first tick bears the year; so that the year is always told, the first of all is written whole.
    """
    days = (last - first).days + 1
    for step in STEPS:
        if days / step * (1 + GAP) > room:
            continue
        ticks = list(_ticks(first, last, step))
        labels = [_label(day, step) for day in ticks]
        if days * (max(map(width, labels), default=0) + GAP) <= room * _shortest(step):
            made = _fitted(first, last, room, ticks, labels, step)
            if any(label for _, label in made):
                return made
    return [Tick(first, str(first.year))]


def place(day: date, first: date, last: date, room: float) -> float:
    """Return where a day begins on an axis of such a length: 0 the first day's begin, `room` the last one's end."""
    return (day - first).days * room / ((last - first).days + 1)


def column(day: date, first: date, last: date, room: int) -> int:
    """Return the column at which a day begins on an axis of so many: the nearest one."""
    return int(place(day, first, last, room) + 0.5)


def _shortest(step: int) -> int:
    """Return how many days the shortest unit of a step has."""
    return {30: 28, 91: 90}.get(step, step)


def _ticks(first: date, last: date, step: int) -> Iterator[date]:
    """Yield the days of a step from a first to a last one."""
    if step < 30:
        begin = -first.weekday() % 7 if step == 7 else 0
        yield from (first + timedelta(days=count) for count in range(begin, (last - first).days + 1, step))
        return
    if step in YEARS:
        every = YEARS[step]
        years = range(-(-first.year // every) * every, last.year + 1, every)
        yield from (day for year in years if year and (day := date(year, 1, 1)) >= first)
        return
    length = 1 if step == 30 else 3
    for month in range(first.year * 12 + (first.month - 1) // length * length, last.year * 12 + last.month, length):
        day = date(month // 12, month % 12 + 1, 1)
        if day >= first:
            yield day


def _label(day: date, step: int) -> str:
    """Return the short name of a tick."""
    if step < 30:
        return f"{day.day}/{day.month}" if language() == "vi" else f"{day.month:02d}-{day.day:02d}"
    if day.month == 1:
        return str(day.year)
    return _(MONTHS[day.month - 1]) if step == 30 else _(QUARTERS[day.month // 3])


def _in_full(day: date, step: int) -> str:
    """Return the name of a tick with its year."""
    if step < 30:
        return date_words(day)
    if day.month == 1:
        return str(day.year)
    month = f"{day.month:02d}" if step == 30 else f"Q{day.month // 3 + 1}"
    return span_words(parse_span(f"{day.year:04d}-{month}"))


def _fitted(first: date, last: date, room: int, ticks: list[date], labels: list[str], step: int) -> list[Tick]:
    """Return ticks of whose labels none runs into the next or past the end."""
    columns = [column(day, first, last, room) for day in ticks]
    if ticks:
        whole_name = _in_full(ticks[0], step)
        free = next(
            (begin for begin, day in zip(columns[1:], ticks[1:], strict=True) if (day.month, day.day) == (1, 1)), room
        )
        if columns[0] + width(whole_name) + 1 <= free or step < 30:
            labels = [whole_name, *labels[1:]]
    made: list[Tick] = []
    taken = 0
    for day, label, begin in zip(ticks, labels, columns, strict=True):
        fits = taken <= begin and begin + width(label) <= room
        made.append(Tick(day, label if fits else ""))
        taken = begin + width(label) + 1 if fits else taken
    return made
