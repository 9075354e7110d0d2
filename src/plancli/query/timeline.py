"""Tasks over time: the days each deadline spans, as first stated and as it stands, and what was done when."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from plancli.deadline import Due, Recurring, month_end, parse_span, shift
from plancli.series import occurrences
from plancli.state import Item, Standing


class Days(NamedTuple):
    """A range of days, both included; `first` is None where only a last day is stated."""

    first: date | None
    last: date


class Bar(NamedTuple):
    """One deadline of a task, milestone or occurrence, and what became of it.

    `first` is None where none is stated; then `given` is the day from which there was a duty at all, if that is known.
    `open` is one without an end. `was` is the deadline as first stated, where another is in force; `ended` is the day
    of completion or withdrawal.
    """

    item: Item
    first: date | None
    last: date | None
    given: date | None
    open: bool
    was: Days | None
    ended: date | None

    @property
    def days(self) -> list[date]:
        """The days that are seen of it: those between which it lies."""
        known = [self.first or self.given, self.last, self.ended, *(self.was or ())]
        return [day for day in known if day]

    def lies(self, first: date, last: date) -> int:
        """Return -1 for what lies before a range, 1 for what lies after it, 0 for what is seen in it."""
        begin = date.min if self.open and not (self.first or self.given) else min(self.days)
        end = date.max if self.open and self.ended is None else max(self.days)
        return -1 if end < first else 1 if begin > last else 0


class Row(NamedTuple):
    """A task or milestone with its bars; without any where it has no days. Of a series each occurrence is a bar."""

    item: Item
    bars: Sequence[Bar]

    def lies(self, first: date, last: date) -> int:
        """Return -1 for what lies before a range, 1 for what lies after it, 0 for what is seen in it or has no days."""
        where = {bar.lies(first, last) for bar in self.bars}
        return 0 if not where or 0 in where or len(where) == 2 else where.pop()


class Timeline(NamedTuple):
    """Rows in a range of days, a task's milestones behind it; how many tasks and milestones lie before it and after."""

    first: date
    last: date
    rows: list[Row]
    before: int
    after: int

    @property
    def tasks(self) -> list[Row]:
        """The rows that are tasks."""
        return [row for row in self.rows if row.item.kind == "task"]


def timeline(
    standing: Standing,
    tasks: Iterable[Item],
    first: date | None = None,
    last: date | None = None,
    *,
    milestones: bool = False,
) -> Timeline:
    """Return tasks over time, from a first to a last day; without them, so that all is seen."""
    items = list(tasks)
    rows = [row for item in items for row in _rows(standing, item, None, milestones=milestones)]
    begin, end = _range(rows, standing.day, first, last)
    if any(isinstance(item.in_force, Recurring) for item in items):
        rows = [row for item in items for row in _rows(standing, item, end, milestones=milestones)]
    places = [row.lies(begin, end) for row in rows]
    kept = [_seen(row, begin, end) for row in _of_range(rows, places)]
    return Timeline(begin, end, kept, places.count(-1), places.count(1))


def _of_range(rows: Sequence[Row], places: Sequence[int]) -> Iterator[Row]:
    """Yield the rows that lie in a range, and the tasks of milestones that do."""
    wanted = {id(row.item.task) for row, where in zip(rows, places, strict=True) if where == 0}
    for row, where in zip(rows, places, strict=True):
        if where == 0 or (row.item.kind == "task" and id(row.item.task) in wanted):
            yield row


def _seen(row: Row, first: date, last: date) -> Row:
    """Return a row without the occurrences that lie outside a range."""
    if len(row.bars) < 2:
        return row
    return row._replace(bars=[bar for bar in row.bars if bar.lies(first, last) == 0] or row.bars[:1])


def _rows(standing: Standing, item: Item, horizon: date | None, *, milestones: bool) -> Iterator[Row]:
    """Yield the rows of a task: its own, and those of its milestones."""
    if item.state is not None and isinstance(item.in_force, Recurring):
        yield Row(item, [bar for one in _occurrences(standing, item, horizon) for bar in _bars(standing, one)])
    else:
        yield Row(item, _bars(standing, item))
    if milestones and item.task.milestones:
        yield from (Row(one, _bars(standing, one)) for one in standing.milestones(item))


def _occurrences(standing: Standing, item: Item, horizon: date | None) -> list[Item]:
    """Return the occurrences of a series in order: all that are written, and those that begin before a horizon."""
    found = {one.occurrence: one for one in standing.occurrences(item)}
    if horizon:
        longest = shift(horizon, 1, "year")
        found |= {one.occurrence: one for one in standing.occurrences(item, longest)}
    return sorted(found.values(), key=lambda one: (one.last or date.max, one.key))


def _bars(standing: Standing, item: Item) -> list[Bar]:
    """Return the bar of a place with one deadline; none where it has no days."""
    if item.state is None:
        return []
    recurs = isinstance(item.in_force, Recurring)
    goes_on = not recurs and standing.window(item.in_force).kind == "ongoing"
    ended = item.met.fact.date.end if item.met else item.facts.withdrawn.fact.date.end if item.facts.withdrawn else None
    was = _was(standing, item)
    if item.last is None and not goes_on and item.met is None and was is None:
        return []
    given = None if item.first else standing.begin(item.task)
    if given and item.last and given > item.last:
        given = None
    first = item.first if item.last or goes_on else None
    return [Bar(item, first, item.last, given if item.last or goes_on else None, goes_on, was, ended)]


def _was(standing: Standing, item: Item) -> Days | None:
    """Return the days of a deadline as first stated, where another one is in force."""
    if item.due is item.in_force or item.due is None or not item.facts.rescheduled:
        return None
    days = stated_days(standing, item, item.due)
    return None if days == (item.first, item.last) else days


def stated_days(standing: Standing, item: Item, due: Due | None) -> Days | None:
    """Return the days that a deadline gives a place, an occurrence those for which its series asks; None without."""
    if not isinstance(due, Recurring):
        window = standing.window(due)
        return Days(window.first, window.last) if window.last else None
    if item.occurrence is None:
        return None
    horizon = shift(parse_span(item.occurrence).end, 1, "year")
    found = occurrences(due, standing.begin(item.task), horizon)
    return next((Days(one.first, one.last) for one in found if one.key == item.occurrence), None)


def _range(rows: Sequence[Row], day: date, first: date | None, last: date | None) -> tuple[date, date]:
    """Return the days to show: those asked for, else whole units around all that is seen.

    The day asked about is shown too, unless that would more than double the range.
    """
    days = [one for row in rows for bar in row.bars for one in bar.days]
    begin, end = first or min(days, default=day), last or max(days, default=day)
    if first and end < first:
        end = shift(shift(first, 1, "year"), -1, "day")
    if last and begin > last:
        begin = shift(shift(last, -1, "year"), 1, "day")
    length = end - begin
    if first is None and day < begin and begin - day <= length:
        begin = day
    if last is None and day > end and day - end <= length:
        end = day
    whole_first, whole_last = whole(begin, end)
    return first or whole_first, last or whole_last


def whole(first: date, last: date) -> tuple[date, date]:
    """Return a range widened to whole months, quarters or years, by how long it is."""
    days = (last - first).days
    length = 1 if days <= 100 else 3 if days <= 550 else 12
    start = (first.month - 1) // length * length + 1
    stop = (last.month - 1) // length * length + length
    return date(first.year, start, 1), month_end(last.year, stop)
