"""The deadlines of series by their names, worked out no further than the names that are asked for."""

from datetime import date
from typing import TYPE_CHECKING, Final

from plancli.checks.memory import once
from plancli.deadline import DeadlineError, Occurrence, Recurring, Span, shift
from plancli.model import Task
from plancli.remedy import typed_span
from plancli.state.recurring import stated

if TYPE_CHECKING:
    from plancli.state import Standing

Named = dict[str, Occurrence]

FARTHEST: Final = 100
"""How many years after the day names are looked for: 9024-Q1 is a slip, and following series so far takes minutes."""


class Calendars:
    """Finds deadlines of the series of tasks, as stated or rescheduled; tasks with one rule share one calendar."""

    def __init__(self, standing: "Standing") -> None:
        self._begin = standing.begin
        self._farthest = shift(standing.day, FARTHEST, "year")
        self._shared: dict[tuple[str, date | None], tuple[date, Named]] = {}

    def named(self, task: Task, key: str) -> Occurrence | None:
        """Return the deadline of this name; None where the task has none such."""
        span = self._span(key)
        return self._until(task, span.end).get(key) if span else None

    def within(self, task: Task, key: str) -> list[str]:
        """Return the names of the deadlines in the period that a wrong name seems to mean, of a day the nearest one."""
        span = self._span(key)
        if span is None:
            return []
        known = self._until(task, span.end).values()
        if span.first == span.end:
            same_year = [one for one in known if one.written.year == span.first.year]
            return [one.key for one in sorted(same_year, key=lambda one: abs(one.written - span.first))[:1]]
        return [one.key for one in known if one.last >= span.first and one.first <= span.end]

    def first(self, task: Task) -> list[str]:
        """Return the names of the first deadlines, which show how the others are named."""
        due = series(task)
        begin = self._begin(task)
        starts = [one.start.first if one.start else begin for one in due.series] if due else []
        known = [start for start in starts if start]
        return list(self._until(task, shift(min(known), 2, "year")))[:3] if known else []

    def _span(self, key: str) -> Span | None:
        """Return the period that a name means, also as people type it; None where it is none, or ends too far away."""
        try:
            span = typed_span(key)
        except DeadlineError:
            return None
        return span if span.end <= self._farthest else None

    def _until(self, task: Task, horizon: date) -> Named:
        """Return the deadlines at least up to a day, by name."""
        begin = self._begin(task)
        horizon = date(horizon.year, 12, 31)
        if task.facts.rescheduled or task.due is None:
            return _rescheduled(task, begin, horizon)
        rule = (task.due.text, begin)
        reached, found = self._shared.get(rule, (date.min, {}))
        if reached < horizon:
            found = {one.key: one for one in stated(task.due, task.facts, begin, horizon, date.max)}
            self._shared[rule] = (horizon, found)
        return found


def _rescheduled(task: Task, begin: date | None, horizon: date) -> Named:
    """Return the deadlines as they are now stated, and of what was stated before those that had begun by then."""
    found: Named = {}
    for moved in task.facts.rescheduled:
        when = moved.fact.date.end
        before = stated(task.due, task.facts, begin, horizon, shift(when, -1, "day"))
        found.update((one.key, one) for one in before if one.first <= when)
    found.update((one.key, one) for one in stated(task.due, task.facts, begin, horizon, date.max))
    return dict(sorted(found.items(), key=lambda named: named[1].last))


@once
def calendars(standing: "Standing") -> Calendars:
    """Return the calendars of a standing's tasks."""
    return Calendars(standing)


def series(task: Task) -> Recurring | None:
    """Return the last series that a task was given, stated or by rescheduling; None where it has none."""
    for due in (*(moved.to for moved in reversed(task.facts.rescheduled)), task.due):
        if isinstance(due, Recurring):
            return due
    return None
