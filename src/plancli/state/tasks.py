"""Judging a task: by its own deadline, or by the occurrences of its series."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from plancli.deadline import Due, Occurrence, Recurring
from plancli.model import NO_FACTS, Completion, Facts, Part, Task
from plancli.series import final
from plancli.state import facts as known
from plancli.state.deferred import Deferred
from plancli.state.item import COMPLETED, Item, State
from plancli.state.judge import Verdict, judge, pending
from plancli.state.places import Places, unjudged
from plancli.state.prejudged import Prejudged
from plancli.state.recurring import all_met, begins, closed, horizon_of, reach, stated, sum_up, up_to
from plancli.state.unsummed import Unsummed
from plancli.state.window import SERIES, UNREAD, Window

if TYPE_CHECKING:
    from plancli.state.standing import Standing


class Judge(Places, Prejudged):
    """Makes items of tasks and of what stands within them, for one standing."""

    def __init__(self, standing: "Standing") -> None:
        super().__init__(standing)
        self._series: dict[tuple[int, date | None], list[Item]] = {}
        self._untold: dict[date, tuple[State, int | None, bool]] = {}
        self._untouched: dict[int, Verdict] = {}  # by identity: the plan holds its deadlines, equal ones are one

    def task(self, task: Task) -> Item:
        """Judge one task."""
        if type(task) is Deferred:
            if not self._standing.needs_whole(task):
                return self.deferred(task)
            task = task.whole
        answers_to = self._standing.answering.body(task)
        facts = known.visible(task.facts, self._day)
        if task.faults:
            return Item(str(task.id), "task", task, None, facts, answers_to, task.due, None, None, None, None)
        verdict = self._verdict(task.due, facts)
        if isinstance(verdict.in_force, Recurring):
            return self._unsummed(task, facts, verdict.in_force, verdict.provisional, answers_to)
        entry = verdict.met.entry if verdict.met else None
        days = verdict.window if verdict.state else UNREAD
        return self._item(task, facts, answers_to, verdict.in_force, days, verdict.state, entry, verdict.provisional)

    def _verdict(self, due: Due | None, facts: Facts) -> Verdict:
        """Judge a task's own deadline; where nothing was heard, as for every other task with the same deadline."""
        if facts is not NO_FACTS:
            return self._judge(due, facts, self._standing.window)
        verdict = self._untouched.get(id(due))
        if verdict is None:
            verdict = self._untouched[id(due)] = judge(due, facts, self._day, self._met_by, self._standing.window)
        return verdict

    def _item(
        self,
        task: Task,
        facts: Facts,
        answers_to: str | None,
        in_force: Due | None,
        days: Window,
        state: State | None,
        entry: Completion | None,
        provisional: bool,
        *,
        missed: int = 0,
        unverified: bool | None = None,
    ) -> Item:
        """Return a task's item, with what follows from its state."""
        first, last, _kind = days
        if unverified is None:
            unverified = entry is not None and entry.verified is None
        return Item(
            str(task.id),
            "task",
            task,
            None,
            facts,
            answers_to,
            task.due,
            in_force,
            first,
            last,
            state,
            entry,
            self._days_left(last, state),
            missed,
            self._soon(last, state),
            self._report_overdue(task, state),
            self._silent(task, facts),
            unverified,
            provisional,
        )

    def _unsummed(self, task: Task, facts: Facts, due: Recurring, provisional: bool, answers_to: str | None) -> Item:
        """Return the item of a task with a series, which is judged when its state is asked for."""
        blank = (None, None, None, None, None, 0, False, False, False, False)
        made: Unsummed = tuple.__new__(
            Unsummed,
            (str(task.id), "task", task, None, facts, answers_to, task.due, due, *blank, provisional, None, None, None),
        )
        made.judge = partial(self._recurring, task, facts, due, provisional, answers_to)
        return made

    def _recurring(self, task: Task, facts: Facts, due: Recurring, provisional: bool, answers_to: str | None) -> Item:
        """Judge a task with a series: by the facts on the task itself, else by its occurrences."""
        done = known.met(facts, self._met_by)
        begin = begins(facts, self._standing.begin(task), done.day if done else self._day)
        beginless = begin is None and not due.begins  # nobody knows which deadlines it stands for
        if beginless or self._doubted(facts):
            return Item(str(task.id), "task", task, None, facts, answers_to, task.due, due, None, None, None)
        items = self.occurrences(task, facts, answers_to)
        if done:
            state = closed(due, items)
            late = next((one for one in items if state == one.state == "completed-late"), None)
            days = Window(late.first, late.last, "series") if late else Window(None, final(due, begin), "series")
            return self._item(task, facts, answers_to, due, days if state else UNREAD, state, done.entry, provisional)
        summary = sum_up(due, begin, items)
        missed = summary.missed if summary else 0
        held = known.held(facts) if not all_met(summary, items) else None
        decisive = summary.decisive if summary and not (held and summary.state in COMPLETED) else None
        days = Window(decisive.first, decisive.last, "series") if decisive else SERIES
        entry = decisive.met if decisive else None
        if held:
            return self._item(task, facts, answers_to, due, days, held, entry, provisional, unverified=False)
        state = summary.state if summary else None
        unverified = any(one.unverified for one in items)
        return self._item(
            task, facts, answers_to, due, days, state, entry, provisional, missed=missed, unverified=unverified
        )

    def occurrences(self, task: Task, facts: Facts, answers_to: str | None, horizon: date | None = None) -> list[Item]:
        """Return the occurrences of a series up to a horizon, judged once for each horizon."""
        key = (id(task), horizon)
        if key not in self._series:
            self._series[key] = self._occurrences(task, facts, answers_to, horizon)
        return list(self._series[key])

    def _occurrences(self, task: Task, facts: Facts, answers_to: str | None, horizon: date | None) -> list[Item]:
        """Judge the occurrences of a series up to a horizon; without one, up to the next that is still to be met.

        What is written of a later occurrence is judged too where its deadline was moved to before the horizon. Once
        the task as a whole is completed, no further occurrence is asked for, and that closes those not met before.
        """
        done = known.met(facts, self._met_by)
        day = done.day if done else self._day
        due = known.deadline(task.due, facts, day)
        if not isinstance(due, Recurring):
            return []
        begin = self._standing.begin(task)
        parts = {str(part.key): part for part in task.occurrences}
        written = {key for key, part in parts.items() if known.written(part, self._day)}
        end = horizon or horizon_of(due, begins(facts, begin, day), self._day, written)
        far = reach(end, written)
        held = known.held(facts)
        items: list[Item] = []
        for one in stated(task.due, facts, begin, far, day):
            part = parts.get(one.key)
            if one.key not in written and (one.last > end or (done and one.last > done.day)):
                continue
            if part and facts.rescheduled:
                one = self._asked_when_met(task, facts, part, one, far)
            window = Window(one.first, one.last, "dated")
            if part is None and held is None and done is None:
                items.append(self._unheard(task, one, due, window, answers_to))
                continue
            item = self._place(task, "occurrence", one.key, part, due, window, held, answers_to, done)
            items.append(item._replace(occurrence=one.key))
        if self._doubted(facts):
            items = [item if item.state in COMPLETED or item.facts.withdrawn else unjudged(item) for item in items]
        return up_to(items, horizon, self._day, written)

    def _unheard(self, task: Task, one: Occurrence, due: Recurring, window: Window, answers_to: str | None) -> Item:
        """Judge an occurrence of which nothing is written: most are, and only the day decides."""
        last = one.last
        found = self._untold.get(last)
        if found is None:
            state = pending(window, self._day)
            found = self._untold[last] = (state, self._days_left(last, state), self._soon(last, state))
        state, left, soon = found
        key = f"{task.id}:{one.key}"
        made: Item = tuple.__new__(
            Item,
            (key, "occurrence", task, None, NO_FACTS, answers_to, due, due, one.first, last, state, None, left, 0, soon,
             False, True, False, False, None, one.key, None),
        )  # fmt: skip
        return made

    def _asked_when_met(self, task: Task, facts: Facts, part: Part, now: Occurrence, horizon: date) -> Occurrence:
        """Return an occurrence as it was asked for on the day it was met, where the series was rescheduled since."""
        done = known.met(known.visible(part.facts, self._day), self._met_by)
        if done is None:
            return now
        then = stated(task.due, facts, self._standing.begin(task), horizon, done.day)
        return next((one for one in then if one.key == now.key), now)
