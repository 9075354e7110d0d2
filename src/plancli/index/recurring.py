"""Tasks with a series that hang on nothing but their own file: how they stand from which day on, as counts tell it."""

from collections.abc import Iterator
from datetime import date

from plancli.deadline import Recurring
from plancli.index.steps import ALWAYS, dates_of
from plancli.model import Facts, Info, MetBy, Part, Plan, Task
from plancli.series import occurrences, upcoming
from plancli.state import Standing
from plancli.state.tally import code_of
from plancli.state.window import SERIES, Window


def recurs_alone(task: Task) -> bool:
    """Return whether the states of a task with a series follow from its own dates: it says itself where it begins.

    Nothing in it was rescheduled, so that its next deadline is never before the next that the series asks for.
    """
    if task.faults or task.assigned or task.milestones or task.members:
        return False
    if type(task.due) is not Recurring or not task.due.begins or task.facts.rescheduled or task.facts.transferred:
        return False
    return all(_plain(part) for part in task.occurrences)


def _plain(part: Part) -> bool:
    return not (part.faults or part.members or part.due or part.facts.rescheduled or part.facts.transferred)


def texts_of(task: Task) -> list[str]:
    """Return the texts of a task's series."""
    assert isinstance(task.due, Recurring)
    return [one.text for one in task.due.series]


def places_of(task: Task) -> Iterator[Facts]:
    """Yield the facts at a task and at its occurrences."""
    yield task.facts
    yield from (part.facts for part in task.occurrences)


def codes_of(task: Task, met_by: MetBy) -> list[tuple[int, int]]:
    """Return from which days on, as ordinals, a task has which code of `state.tally`."""
    plan = Plan(Info(met_by=met_by), {}, (), (task,))
    found: list[tuple[int, int]] = []
    for ordinal in sorted({ALWAYS, *_turns(task)}):
        item = Standing(plan, date.fromordinal(ordinal)).item(task)
        assert item.state
        code = code_of(item.state, Window(item.first, item.last, "series") if item.last else SERIES)
        if not found or found[-1][1] != code:
            found.append((ordinal, code))
    return found


def _turns(task: Task) -> Iterator[int]:
    """Yield the days from which on a task may stand otherwise.

    After the last fact it waits for the first deadline of which nothing is written, and is overdue from then on.
    """
    due = task.due
    assert isinstance(due, Recurring)
    days = {day for facts in places_of(task) for day in dates_of(facts)}
    yield from (day.toordinal() for day in days)
    start = min(one.start.first for one in due.series if one.start)
    heard = max([start, *days])
    written = {str(part.key) for part in task.occurrences}
    stops = [one.last for one in occurrences(due, None, heard)]
    following = upcoming(due, None, heard, written)
    if following:
        stops += [one.last for one in occurrences(due, None, following.last)]
    else:
        stops += [one.last for one in occurrences(due, None, max(heard, due.end or heard))]
    yield from (last.toordinal() + 1 for last in stops if last < date.max)
