"""Which tasks an index may defer, and the steps of their states, worked out by the same judge as ever."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from plancli.deadline import Anchored, Due, Period, Undated, parse_due
from plancli.model import NO_FACTS, Facts, MetBy, Task
from plancli.state import facts as known
from plancli.state.deferred import NEVER, PROVISIONAL, STEP, UNVERIFIED
from plancli.state.item import STATES
from plancli.state.judge import Verdict, judge
from plancli.state.window import Window, resolve

ALWAYS: Final = 1
"""The ordinal of the first day there is."""


def stands_alone(task: Task) -> bool:
    """Return whether a task's states follow from its own dates: whatever else the plan says, and any `met_by`."""
    if task.faults or task.assigned or task.milestones or task.occurrences or task.members:
        return False
    facts = task.facts
    if facts is NO_FACTS:
        return _plain(task.due)
    if facts.transferred:
        return False
    return _plain(task.due) and all(_plain(moved.to) for moved in facts.rescheduled)


def _plain(due: Due | None) -> bool:
    """Return whether a deadline has the same days whatever else is known."""
    return due is None or type(due) is Period or type(due) is Undated


def hangs_on(task: Task) -> Iterator[str]:
    """Yield the names that deadlines of a task and of the places within it hang on."""
    dues = [task.due, *(moved.to for moved in task.facts.rescheduled)]
    for part in task.milestones + task.occurrences + task.members:
        for one in (part, *part.members):
            dues += [one.due, *(moved.to for moved in one.facts.rescheduled)]
    yield from (due.name for due in dues if type(due) is Anchored)


def steps_of(task: Task, met_by: MetBy) -> list[Any]:
    """Return the steps of a task that stands alone: a flat list, as `Deferred` has it."""
    steps: list[Any] = []
    for ordinal in sorted({ALWAYS, *_turns(task)}):
        step = _step(task, date.fromordinal(ordinal), met_by)
        if not steps or steps[1 - STEP :] != step:
            steps += [ordinal, *step]
    return steps


def _step(task: Task, day: date, met_by: MetBy) -> list[Any]:
    """Return a step without its first day."""
    facts = known.visible(task.facts, day)
    verdict: Verdict = judge(task.due, facts, day, met_by, days_of)
    assert verdict.state
    heard = max(known.reports(facts), default=None)
    entry = verdict.met.entry if verdict.met else None
    marks = (UNVERIFIED if entry and entry.verified is None else 0) | (PROVISIONAL if verdict.provisional else 0)
    due = verdict.in_force.text if verdict.in_force else None
    return [STATES.index(verdict.state), due, heard.toordinal() if heard else NEVER, marks]


def ends_of(steps: list[Any]) -> set[int | None]:
    """Return the last days in a task's steps, as ordinals; None among them where one has none."""
    lasts = (days_of(parse_due(text)).last if text else None for text in set(steps[2::STEP]))
    return {last.toordinal() if last else None for last in lasts}


def days_of(due: Due | None) -> Window:
    """Return the days of a plain deadline."""
    return resolve(due, lambda name: None)


def _turns(task: Task) -> Iterator[int]:
    """Yield the days, as ordinals, from which on a task may stand otherwise."""
    for due in (task.due, *(moved.to for moved in task.facts.rescheduled)):
        last = days_of(due).last
        if last is not None and last < date.max:
            yield last.toordinal() + 1
    if task.facts is not NO_FACTS:
        yield from (day.toordinal() for day in dates_of(task.facts))


def dates_of(facts: Facts) -> Iterator[date]:
    """Yield the days on which facts become known."""
    if facts.started:
        yield facts.started.date.end
    if facts.withdrawn:
        yield facts.withdrawn.fact.date.end
    for entries in (facts.progress, facts.rescheduled, facts.suspended, facts.submitted, facts.completed):
        yield from (entry.fact.date.end for entry in entries)
    for done in facts.submitted + facts.completed:
        yield from (fact.date.end for fact in (done.verified, done.returned) if fact)
    yield from (held.resumed.end for held in facts.suspended if held.resumed)
