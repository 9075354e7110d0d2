"""The next deadlines still to be met."""

from collections.abc import Callable
from datetime import date
from typing import Any

from plancli.deadline import Due, Recurring
from plancli.ids import id_key
from plancli.model import Task
from plancli.series import upcoming
from plancli.state import Item, Standing
from plancli.state.deferred import Recounted


def following(standing: Standing, count: int) -> list[Item]:
    """Return the next deadlines still to be met, in order; of a series its next occurrence.

    Tasks that are only counted are looked at where they have milestones or a series, in the order of their deadlines.
    """
    items = [item for item in standing.items if type(item.task) is not Recounted]
    found = [part for item in items for part in _waiting(item, standing)]
    found = sorted(found, key=_order)[:count]
    waiting: list[tuple[date, int, Callable[[], Task]]] = []
    for tally in standing.plan.tallies:
        for due, task in tally.apart():
            if last := _next_day(due, standing):
                waiting.append((last, len(waiting), task))
    for last, _place, task in sorted(waiting):
        if len(found) == count and found[-1].last is not None and found[-1].last < last:
            break
        found = sorted([*found, *_waiting(standing.item(task()), standing)], key=_order)[:count]
    return found


def _next_day(due: Due, standing: Standing) -> date | None:
    """Return the next last day that a deadline states from the day on, if it states one."""
    if isinstance(due, Recurring):
        one = upcoming(due, None, standing.day)
        return one.last if one else None
    last = standing.window(due).last
    return last if last is not None and last >= standing.day else None


def _waiting(item: Item, standing: Standing) -> list[Item]:
    """Return what of a task is still to be met by a day: the task, or occurrences of its series."""
    recurs = isinstance(item.in_force, Recurring)
    if not recurs and item.state != "not-yet-due":
        return []
    parts = standing.occurrences(item) if recurs else [item]
    return [part for part in parts if part.state == "not-yet-due" and part.last]


def _order(item: Item) -> tuple[Any, ...]:
    return item.last, id_key(item.key)
