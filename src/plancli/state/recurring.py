"""A task with a series: its occurrences on a day, and what they make of the task."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from plancli.deadline import DeadlineError, Due, Occurrence, Recurring, parse_span
from plancli.model import Facts
from plancli.series import final, occurrences, upcoming
from plancli.state.facts import held, in_order, rescheduling
from plancli.state.item import COMPLETED, Item, State

WAITING = frozenset({"not-yet-due", "awaiting-event", "no-deadline", "ongoing"})


def stated(due: Due | None, facts: Facts, begin: date | None, horizon: date, day: date) -> list[Occurrence]:
    """Return the deadlines up to a horizon, as they were stated on a day.

    A rescheduled series keeps what it asked before the new one begins.
    """
    found = occurrences(due, begin, horizon) if isinstance(due, Recurring) else []
    for moved in in_order(facts.rescheduled):
        when = moved.fact.date.end
        if when <= day:
            series = moved.to.series if isinstance(moved.to, Recurring) else ()
            cut = min((one.start.first if one.start else when for one in series), default=when)
            following = occurrences(moved.to, when, horizon) if isinstance(moved.to, Recurring) else []
            found = [one for one in found if one.last < cut] + following
    return found


def begins(facts: Facts, begin: date | None, day: date) -> date | None:
    """Return the day from which the series in force runs where it does not say so: a rescheduled one from its fact."""
    moved = rescheduling(facts, day)
    return moved.fact.date.end if moved else begin


def horizon_of(due: Recurring, begin: date | None, day: date, written: Collection[str]) -> date:
    """Return how far a series must be followed to meet, from a day on, a deadline of which nothing is written."""
    following = upcoming(due, begin, day, written)
    return following.last if following else max(day, final(due, begin) or day)


def reach(horizon: date, written: Iterable[str]) -> date:
    """Return how far a series must be followed to find, beyond a horizon, every occurrence that is written."""
    ends = [horizon]
    for key in written:
        try:
            ends.append(parse_span(key).end)
        except DeadlineError:
            continue  # no occurrence's name: a finding of its own
    return max(ends)


class Series(NamedTuple):
    """What the occurrences say of their task: its state, the occurrence that decides, how many were missed."""

    state: State
    decisive: Item | None
    missed: int


def sum_up(due: Recurring, begin: date | None, items: Sequence[Item]) -> Series | None:
    """Return the state of a task from its occurrences, in order of their last days; None where one could not be read.

    Overdue while any occurrence is; else not yet due towards the next; completed when the last one is met.
    """
    if any(item.state is None for item in items):
        return None
    missed = [item for item in items if item.state == "overdue"]
    if missed:
        return Series("overdue", missed[0], len(missed))
    waiting = [item for item in items if item.state in WAITING]
    if waiting:
        return Series("not-yet-due", waiting[0], 0)
    paused = [item for item in items if item.state == "suspended"]
    if paused:
        return Series("suspended", paused[0], 0)
    return _ended(due, begin, items)


def _ended(due: Recurring, begin: date | None, items: Sequence[Item]) -> Series:
    """Return the state of a series with nothing left to do: over, or never begun, or done ahead of time."""
    if due.end is None:
        return Series("not-yet-due", None, 0)
    done = [item for item in items if item.state in COMPLETED]
    if not done:
        return Series("withdrawn" if items else "no-deadline", None, 0)
    late = [item for item in done if item.state == "completed-late"]
    return Series("completed-late" if late else "completed-on-time", late[0] if late else done[-1], 0)


def closed(due: Recurring, items: Sequence[Item]) -> State | None:
    """Return the state of a series that was completed as a whole, from its occurrences as that closed them."""
    states = {item.state for item in items}
    if "completed-late" in states:
        return "completed-late"
    if None in states:
        return None
    return "completed" if due.end is None else "completed-on-time"


def all_met(summary: Series | None, items: Sequence[Item]) -> bool:
    """Return whether a series is completed by its occurrences alone, none of them held by what holds the task."""
    if summary is None or summary.state not in COMPLETED:
        return False
    return all(item.state in COMPLETED or held(item.facts) for item in items)


def up_to(items: list[Item], horizon: date | None, day: date, written: Collection[str]) -> list[Item]:
    """Return occurrences in order up to a horizon; without one, up to the next that waits, and all that are written."""
    items.sort(key=lambda item: (item.last or date.max, item.key))
    if horizon:
        return [item for item in items if item.last is None or item.last <= horizon]
    following = [item.last for item in items if item.state in WAITING and item.last and item.last >= day]
    stop = min(following, default=date.max)
    return [item for item in items if item.occurrence in written or (item.last and item.last <= stop)]
