"""The days on which a trend counts, and what it counts on each."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple, get_args

from plancli.deadline import MONTHS_IN, month_end
from plancli.history.counts import Counted
from plancli.history.turning import known_from
from plancli.model import Plan

Every = Literal["month", "quarter", "year", "week"]
EVERY: Final[tuple[Every, ...]] = get_args(Every)
USUAL: Final = 40
"""How many points a trend has at most where nobody says how often it counts."""
SHORTEST: Final[dict[Every, int]] = {"week": 7, "month": 28, "quarter": 90, "year": 365}
"""Days of the shortest period of each kind."""


class Point(NamedTuple):
    """The counts at the end of a day.

    `commit` has the files that were counted, None for those in the working folder. On an `early` day there was no
    commit yet: the files of the first one are counted. `complete` is False where some files could not be read.
    """

    day: date
    counted: Counted
    commit: str | None = None
    early: bool = False
    complete: bool = True


class Period(NamedTuple):
    """A week from Monday, a month, a quarter or a year: its first and last day."""

    first: date
    last: date


def period(day: date, every: Every) -> Period:
    """Return the period that a day lies in."""
    if every == "week":
        monday = day.toordinal() - day.weekday()
        return Period(date.fromordinal(monday), date.fromordinal(min(monday + 6, date.max.toordinal())))
    length = MONTHS_IN[every]
    start = (day.month - 1) // length * length + 1
    return Period(date(day.year, start, 1), month_end(day.year, start + length - 1))


def days(first: date, last: date, every: Every) -> Iterator[date]:
    """Yield the last days of the periods from the one that `first` lies in, and `last`, which may be within one."""
    day = first
    while (end := period(day, every).last) < last:
        yield end
        day = end + timedelta(days=1)
    yield last


def usual(first: date, last: date) -> Every:
    """Return how often a trend counts where nobody says: by month, else by quarter, else by year."""
    found: Every
    for found in ("month", "quarter"):
        if most_points(first, last, found) <= USUAL:
            return found
    return "year"


def most_points(first: date, last: date, every: Every) -> int:
    """Return how many points there may be from a first to a last day: never fewer than there are."""
    if every == "week":
        return (last - first).days // SHORTEST[every] + 2
    months = last.year * 12 + last.month - (first.year * 12 + first.month)
    return months // MONTHS_IN[every] + 2


def beginning(plan: Plan, first_commit: date | None, day: date) -> date:
    """Return where a trend begins that says nothing else: on the plan's date, but never after the day.

    Of a plan without one, with the first assignment, fact or commit.
    """
    if plan.info.date is not None:
        return min(plan.info.date.first, day)
    assigned = [task.assigned.date.first for task in plan.tasks if task.assigned and task.assigned.date]
    told = [one for task in plan.tasks for one in known_from(task)]
    known = [one for one in (*assigned, *told, first_commit) if one is not None]
    return min(day, *known) if known else day
