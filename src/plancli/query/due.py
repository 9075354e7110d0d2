"""What comes due in a period: tasks, milestones and occurrences by their last day in force."""

from collections import Counter
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
    """How many of the tasks asked about have no last day, and why; and how many of their milestones have none."""

    no_deadline: int
    ongoing: int
    awaiting_event: int
    not_judged: int
    milestones: int


class DueAnswer(NamedTuple):
    """The rows in order of last day, then id, and what has no last day."""

    rows: list[Item]
    undated: Undated
    undated_rows: list[Item]


def due(standing: Standing, selection: Selection, days: Days | None, *, overdue: bool = False) -> DueAnswer:
    """Return what comes due. Without a range: what is overdue, and what is still to do within the next 90 days."""
    tasks = selection.tasks(lambda task: days is not None and standing.ends_outside(task, days.first, days.last))
    horizon = days.last if days and days.last else shift(standing.day, DEFAULT_DAYS, "day")
    rows, undated = [], []
    for item in _places(standing, tasks, horizon, days):
        if item.last is None:
            undated += [item] if selection.keeps(item) else []
        elif _wanted(item, days, horizon, overdue=overdue) and selection.keeps(item):
            rows.append(item)
    rows.sort(key=lambda item: (item.last, id_key(item.key)))
    undated.sort(key=lambda item: id_key(item.key))
    return DueAnswer(rows, _undated(undated, standing), undated)


def _undated(items: Iterable[Item], standing: Standing) -> Undated:
    """Return how many have no last day, and why, with the tasks that are only counted."""
    found = Counter(_reason(item, standing) for item in standing.apart(items))
    for (_body, sort), count in standing.counted.items():
        if sort.year is None:
            found["ongoing" if sort.ongoing else "no_deadline"] += count
    return Undated(*(found[reason] for reason in Undated._fields))


def _places(standing: Standing, tasks: Iterable[Item], horizon: date, days: Days | None) -> Iterator[Item]:
    """Yield tasks, milestones and occurrences. A series stands for its occurrences, and for itself if it has none."""
    for item in tasks:
        if _has_occurrences(item):
            occurrences = _occurrences(standing, item, horizon, days)
            yield from occurrences
            if not occurrences and item.last is None and not standing.occurrences(item):
                yield item
        else:
            yield item
        if item.task.milestones:
            yield from standing.milestones(item)


def _wanted(item: Item, days: Days | None, horizon: date, *, overdue: bool) -> bool:
    """Return whether what has a last day is asked for."""
    if overdue and item.state != "overdue":
        return False
    if days is None:
        return overdue or _pressing(item, horizon)
    return item.last is not None and days.has(item.last)


def _has_occurrences(item: Item) -> bool:
    return isinstance(item.in_force, Recurring)


def _occurrences(standing: Standing, item: Item, horizon: date, days: Days | None) -> list[Item]:
    """Return the occurrences up to a horizon.

    In a range without an end all, where the series has an end; else those up to the next one still to be met.
    """
    if days is not None and days.last is None:
        following = standing.occurrences(item)
        if isinstance(item.in_force, Recurring) and (end := item.in_force.end):
            return standing.occurrences(item, max([end, *(one.last for one in following if one.last)]))
        if days.first is None or any(one.last and one.last >= days.first for one in following):
            return following
        later = standing.occurrences(item, shift(days.first, 1, "year"))
        undated = [one for one in following if one.last is None]
        return undated + [one for one in later if one.last and one.last >= days.first][:1]
    return standing.occurrences(item, horizon)


def _pressing(item: Item, horizon: date) -> bool:
    """Return whether an item is overdue, or still to be done by the horizon."""
    return item.state == "overdue" or (item.state == "not-yet-due" and item.last is not None and item.last <= horizon)


def _reason(item: Item, standing: Standing) -> str:
    """Return why an item has no last day, be it open, done or given up: one of the fields of Undated."""
    if item.state is None:
        return "not_judged"
    if item.kind == "milestone":
        return "milestones"
    kind = standing.window(item.in_force).kind
    return {"ongoing": "ongoing", "awaiting": "awaiting_event"}.get(kind, "no_deadline")
