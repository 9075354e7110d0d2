"""Tasks with milestones or a series that hang on nothing but their own file: how they stand from which day on."""

from collections.abc import Iterator
from datetime import date

from plancli.deadline import Anchored, Recurring
from plancli.index.steps import ALWAYS, dates_of, days_of
from plancli.model import Facts, Info, MetBy, Part, Plan, Task
from plancli.series import occurrences, upcoming
from plancli.state import Standing
from plancli.state.tally import code_of
from plancli.state.window import NONE, ONGOING, Window


def counts_alone(task: Task) -> bool:
    """Return whether the states of a task with milestones or a series follow from its own dates.

    A series must say itself where it begins. The task was not rescheduled, nor any of its occurrences, so that its next
    deadline is never before the one that it states. Milestones never change its state.
    """
    if task.faults or task.assigned or task.members or task.facts.rescheduled or task.facts.transferred:
        return False
    if type(task.due) is Recurring:
        return task.due.begins and all(_plain(part) for part in task.occurrences)
    return bool(task.milestones) and not task.occurrences and type(task.due) is not Anchored


def _plain(part: Part) -> bool:
    return not (part.faults or part.members or part.due or part.facts.rescheduled or part.facts.transferred)


def texts_of(task: Task) -> list[str]:
    """Return the texts of a task's deadline: of each of its series."""
    if isinstance(task.due, Recurring):
        return [one.text for one in task.due.series]
    return [task.due.text] if task.due else []


def places_of(task: Task) -> Iterator[Facts]:
    """Yield the facts that a task's state follows from: its own, and those at its occurrences."""
    yield task.facts
    yield from (part.facts for part in task.occurrences)


def codes_of(task: Task, met_by: MetBy) -> list[tuple[int, int]]:
    """Return from which days on, as ordinals, a task has which code of `state.tally`."""
    plan = Plan(Info(met_by=met_by), {}, (), (task,))
    found: list[tuple[int, int]] = []
    for ordinal in sorted({ALWAYS, *_turns(task)}):
        item = Standing(plan, date.fromordinal(ordinal)).item(task)
        assert item.state
        ongoing = item.in_force is not None and days_of(item.in_force).kind == "ongoing"
        window = Window(item.first, item.last, "dated") if item.last else ONGOING if ongoing else NONE
        code = code_of(item.state, window)
        if not found or found[-1][1] != code:
            found.append((ordinal, code))
    return found


def _turns(task: Task) -> Iterator[int]:
    """Yield the days from which on a task may stand otherwise.

    After the last fact it waits for the first deadline of which nothing is written, and is overdue from then on.
    """
    due = task.due
    days = {day for facts in places_of(task) for day in dates_of(facts)}
    yield from (day.toordinal() for day in days)
    if not isinstance(due, Recurring):
        last = days_of(due).last
        yield from () if last is None or last == date.max else (last.toordinal() + 1,)
        return
    start = min(one.start.first for one in due.series if one.start)
    heard = max([start, *days])
    written = {str(part.key) for part in task.occurrences}
    following = upcoming(due, None, heard, written)
    until = following.last if following else max(heard, due.end or heard)
    stops = [one.last for day in (heard, until) for one in occurrences(due, None, day)]
    yield from (last.toordinal() + 1 for last in stops if last < date.max)
