"""The days on which a task's state can change by itself: those of its facts, and those after its last days."""

from collections.abc import Iterator
from datetime import date, timedelta

from plancli.deadline import Anchored, Due, Recurring
from plancli.model import NO_FACTS, Fact, Facts, Part, Task
from plancli.series import upcoming
from plancli.state import Standing
from plancli.state.anchors import ISSUED


class Turning:
    """Tells, for a plan on a day, until when what was judged then surely holds while the files stay as they are.

    What the plan itself says (its date, events and settings) must stay too; whoever remembers a state sees to that.
    """

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._day = standing.day
        self._fixed = {ISSUED, *(str(event.id) for event in standing.plan.info.events)}

    def after(self, task: Task) -> date:
        """Return the first later day on which a task may be in another state; the last day there is for never.

        It is the day itself where the state hangs on other tasks: nothing of this one tells when those change.
        """
        if task.faults:
            return date.max
        facts = task.facts
        dues = (task.due, *[moved.to for moved in facts.rescheduled])
        parts = task.occurrences if any(type(due) is Recurring for due in dues) else ()
        if parts:
            dues += tuple(moved.to for part in parts for moved in part.facts.rescheduled)
        if any(type(due) is Anchored and due.name not in self._fixed for due in dues):
            return self._day
        found = date.max
        for last in self._lasts(task, dues):
            if self._day <= last < found:
                found = last + timedelta(days=1)
        if facts is NO_FACTS and not parts:
            return found
        for day in _days(facts, parts):
            if self._day < day < found:
                found = day
        return found

    def _lasts(self, task: Task, dues: tuple[Due | None, ...]) -> Iterator[date]:
        """Yield the last days of deadlines; of a series the next one, from wherever it may begin."""
        for due in dues:
            if type(due) is Recurring:
                begins = [self._standing.begin(task), *(moved.fact.date.end for moved in task.facts.rescheduled)]
                for begin in dict.fromkeys(begins):
                    if (following := upcoming(due, begin, self._day)) is not None:
                        yield following.last
            elif due is not None and (last := self._standing.window(due).last) is not None:
                yield last


def known_from(task: Task) -> Iterator[date]:
    """Yield the days from which the facts of a task, and of all places within it, are known."""
    yield from _days(task.facts, task.milestones + task.occurrences + task.members)


def _days(facts: Facts, parts: tuple[Part, ...]) -> Iterator[date]:
    """Yield the days from which facts are known, or known to be over: of a place and of parts with their members."""
    yield from (fact.date.end for fact in _facts(facts))
    yield from (one.resumed.end for one in facts.suspended if one.resumed is not None)
    for part in parts:
        yield from _days(part.facts, part.members)


def _facts(facts: Facts) -> Iterator[Fact]:
    """Yield the facts at one place."""
    if facts is NO_FACTS:
        return
    if facts.started is not None:
        yield facts.started
    if facts.withdrawn is not None:
        yield facts.withdrawn.fact
    for entries in (facts.progress, facts.rescheduled, facts.suspended, facts.transferred):
        yield from (entry.fact for entry in entries)
    for entry in facts.submitted + facts.completed:
        yield entry.fact
        yield from (fact for fact in (entry.verified, entry.returned) if fact is not None)
