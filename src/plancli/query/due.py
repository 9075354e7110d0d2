"""What comes due in a period: tasks, milestones and occurrences by their last day in force."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from plancli.deadline import Recurring, shift
from plancli.ids import id_key
from plancli.query.filters import Selection
from plancli.state import Item, Standing

DEFAULT_DAYS = 90


class Days(NamedTuple):
    """A range of last days, both included; None is open."""

    first: date | None = None
    last: date | None = None

    def meet(self, other: "Days") -> "Days":
        """Return the days in both ranges."""
        firsts = [day for day in (self.first, other.first) if day]
        lasts = [day for day in (self.last, other.last) if day]
        return Days(max(firsts) if firsts else None, min(lasts) if lasts else None)

    def has(self, day: date) -> bool:
        """Return whether a day lies in the range."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


class Undated(NamedTuple):
    """How many of the tasks asked about have no last day, and why."""

    no_deadline: int
    ongoing: int
    awaiting_event: int
    not_judged: int


class DueAnswer(NamedTuple):
    """The rows in order of last day, then id, and what has no last day."""

    rows: list[Item]
    undated: Undated
    undated_rows: list[Item]


def due(standing: Standing, selection: Selection, days: Days | None, *, overdue: bool = False) -> DueAnswer:
    """Return what comes due. Without a range: what is overdue, and what is still to do within the next 90 days."""
    tasks = selection.tasks(lambda task: days is not None and standing.ends_outside(task, days.first, days.last))
    horizon = days.last if days and days.last else shift(standing.day, DEFAULT_DAYS, "day")
    rows = []
    for item in _dated(standing, tasks, horizon, days):
        assert item.last is not None
        if overdue and item.state != "overdue":
            continue
        if days is None and not overdue and not _pressing(item, horizon):
            continue
        if (days is None or days.has(item.last)) and selection.keeps(item):
            rows.append(item)
    undated = [item for item in tasks if item.last is None and selection.keeps(item) and not _in_rows(item, standing)]
    rows.sort(key=lambda item: (item.last, id_key(item.key)))
    undated.sort(key=lambda item: id_key(item.key))
    reasons = [_reason(item, standing) for item in undated]
    return DueAnswer(rows, Undated(*(reasons.count(reason) for reason in Undated._fields)), undated)


def _dated(standing: Standing, tasks: Iterable[Item], horizon: date, days: Days | None) -> Iterator[Item]:
    """Yield tasks, milestones and occurrences that have a last day. A series stands for its occurrences."""
    for item in tasks:
        if _has_occurrences(item):
            yield from (one for one in _occurrences(standing, item, horizon, days) if one.last is not None)
        elif item.last is not None:
            yield item
        if item.task.milestones:
            yield from (one for one in standing.milestones(item) if one.last is not None)


def _has_occurrences(item: Item) -> bool:
    return isinstance(item.in_force, Recurring)


def _in_rows(item: Item, standing: Standing) -> bool:
    """Return whether a task is in the rows by its occurrences; a series may have none, or none that is known."""
    return _has_occurrences(item) and bool(standing.occurrences(item))


def _occurrences(standing: Standing, item: Item, horizon: date, days: Days | None) -> list[Item]:
    """Return the occurrences up to a horizon; in a range without an end, up to the next one still to be met."""
    if days is not None and days.last is None:
        following = standing.occurrences(item)
        if days.first is None or any(one.last and one.last >= days.first for one in following):
            return following
        later = standing.occurrences(item, shift(days.first, 1, "year"))
        return [one for one in later if one.last and one.last >= days.first][:1]
    return standing.occurrences(item, horizon)


def _pressing(item: Item, horizon: date) -> bool:
    """Return whether an item is overdue, or still to be done by the horizon."""
    return item.state == "overdue" or (item.state == "not-yet-due" and item.last is not None and item.last <= horizon)


def _reason(item: Item, standing: Standing) -> str:
    """Return why an item has no last day, be it open, done or given up: one of the fields of Undated."""
    if item.state is None:
        return "not_judged"
    kind = standing.window(item.in_force).kind
    return {"ongoing": "ongoing", "awaiting": "awaiting_event"}.get(kind, "no_deadline")
