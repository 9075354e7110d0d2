"""What follows from a place's state and facts: how long is left, and which flags are up."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from plancli.deadline import Interval, shift
from plancli.model import NO_FACTS, Facts, Part, Task
from plancli.state import facts as known
from plancli.state.item import COMPLETED, State

if TYPE_CHECKING:
    from plancli.state.standing import Standing

AWAITED = frozenset({"not-yet-due", "overdue", "suspended"})


class Flags:
    """Raises flags on a day, for one standing."""

    def __init__(self, standing: "Standing") -> None:
        self._standing = standing
        self._day = standing.day
        self._ordinal = standing.day.toordinal()
        self._every = standing.plan.info.report_every

    def _days_left(self, last: date | None, state: State | None) -> int | None:
        """Return the days up to the last one, negative when past; None where nothing is awaited by a day."""
        return (last - self._day).days if last is not None and state in AWAITED else None

    def _soon(self, last: date | None, state: State | None) -> bool:
        """Return whether the last day comes within the plan's `due_soon`."""
        soon = self._standing.soon
        return state == "not-yet-due" and last is not None and soon is not None and last <= soon

    def _silent(self, task: Task, facts: Facts) -> bool:
        """Return whether nothing was heard of a task at any place; `facts` are those known of the task itself."""
        if facts.started or facts.progress or facts.submitted or facts.completed:
            return False
        parts = task.milestones + task.occurrences + task.members
        return not parts or next(self._heard(NO_FACTS, parts), None) is None

    def _reports(self, task: Task) -> Iterator[date]:
        """Yield the days, up to this one, on which something was heard at any place of a task."""
        yield from self._heard(task.facts, task.milestones + task.occurrences + task.members)

    def _heard(self, facts: Facts, parts: tuple[Part, ...]) -> Iterator[date]:
        """Yield the days, up to this one, on which something was heard at a place and the places within it."""
        yield from (day for day in known.reports(facts) if day <= self._day)
        for within in known.places(parts):
            yield from (day for day in known.reports(within) if day <= self._day)

    def _report_overdue(self, task: Task, state: State | None) -> bool:
        """Return whether a report is late of a task; when it was last heard of is looked for only if that matters."""
        return self._every_of(task, state) is not None and self.report_is_late(
            task, state, max(self._reports(task), default=None)
        )

    def _every_of(self, task: Task, state: State | None) -> Interval | None:
        """Return how often an ongoing task, or any open one that says so itself, should be heard of."""
        if state is None or state in COMPLETED or state == "withdrawn" or state == "suspended":
            return None
        return task.report_every or (self._every if state == "ongoing" else None)

    def report_is_late(self, task: Task, state: State | None, heard: date | None) -> bool:
        """Return whether a task that was last heard of on a day should have been heard of since."""
        every = self._every_of(task, state)
        if every is None:
            return False
        start = heard or self._standing.begin(task)
        return start is not None and shift(start, every.amount, every.unit) < self._day
