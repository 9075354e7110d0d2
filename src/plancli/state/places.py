"""Judging each kind of place: a task, a task with a series, an occurrence, a milestone, a member."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from plancli.deadline import Due, Occurrence, Recurring, shift
from plancli.model import NO_FACTS, Completion, Facts, Part, Task
from plancli.series import final
from plancli.state import facts as known
from plancli.state.facts import Met
from plancli.state.item import COMPLETED, Item, Kind, State
from plancli.state.judge import Verdict, judge, pending
from plancli.state.recurring import all_met, begins, closed, horizon_of, reach, stated, sum_up, up_to
from plancli.state.window import NONE, SERIES, UNREAD, Window

if TYPE_CHECKING:
    from plancli.state.standing import Standing

AWAITED = frozenset({"not-yet-due", "overdue", "suspended"})


class Judge:
    """Makes items of places, for one standing."""

    def __init__(self, standing: "Standing") -> None:
        self._standing = standing
        self._day = standing.day
        self._met_by = standing.plan.info.met_by
        self._met_by_unread = "met_by" in standing.unread_settings
        self._every = standing.plan.info.report_every
        self._untouched: dict[int, Verdict] = {}  # by identity: the plan holds its deadlines, equal ones are one

    def task(self, task: Task) -> Item:
        """Judge one task."""
        answers_to = self._standing.answering.body(task)
        facts = known.visible(task.facts, self._day)
        if task.faults:
            return Item(str(task.id), "task", task, None, facts, answers_to, task.due, None, None, None, None)
        verdict = self._verdict(task.due, facts)
        if isinstance(verdict.in_force, Recurring):
            return self._recurring(task, facts, verdict.in_force, verdict.provisional, answers_to)
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

    def _judge(
        self,
        due: Due | None,
        facts: Facts,
        window_of: Callable[[Due | None], Window],
        inherited: State | None = None,
        closing: Met | None = None,
    ) -> Verdict:
        """Judge a place; without a state where that hangs on a `met_by` that could not be read."""
        verdict = judge(due, facts, self._day, self._met_by, window_of, inherited, closing)
        if self._met_by_unread and facts.submitted:
            other = judge(due, facts, self._day, "submitted", window_of, inherited, closing)
            if other.state != verdict.state:
                return verdict._replace(state=None, met=None)
        return verdict

    def _doubted(self, facts: Facts) -> bool:
        """Return whether nobody can tell if, or when, a task was completed as a whole: `met_by` could not be read."""
        return self._met_by_unread and known.met(facts, "submitted") != known.met(facts, "completed")

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
            items = [item if item.state in COMPLETED or item.facts.withdrawn else _unjudged(item) for item in items]
        return up_to(items, horizon, self._day, written)

    def _unheard(self, task: Task, one: Occurrence, due: Recurring, window: Window, answers_to: str | None) -> Item:
        """Judge an occurrence of which nothing is written: most are, and only the day decides."""
        state, last = pending(window, self._day), one.last
        return Item(
            f"{task.id}:{one.key}",
            "occurrence",
            task,
            None,
            NO_FACTS,
            answers_to,
            due,
            due,
            one.first,
            last,
            state,
            None,
            self._days_left(last, state),
            0,
            self._soon(last, state),
            False,
            True,
            occurrence=one.key,
        )

    def _asked_when_met(self, task: Task, facts: Facts, part: Part, now: Occurrence, horizon: date) -> Occurrence:
        """Return an occurrence as it was asked for on the day it was met, where the series was rescheduled since."""
        done = known.met(known.visible(part.facts, self._day), self._met_by)
        if done is None:
            return now
        then = stated(task.due, facts, self._standing.begin(task), horizon, done.day)
        return next((one for one in then if one.key == now.key), now)

    def milestone(self, item: Item, part: Part) -> Item:
        """Judge a milestone by its own deadline."""
        window = self._standing.window(part.due)
        key = str(part.key)
        made = self._place(item.task, "milestone", key, part, part.due, window, known.held(item.facts), item.answers_to)
        return made._replace(milestone=key)

    def member(self, item: Item, part: Part) -> Item:
        """Judge a member by the deadline of its task or occurrence, as it was in force when the member met it."""
        due, window = item.in_force, Window(item.first, item.last, "dated")
        if item.kind == "task":
            done = known.met(known.visible(part.facts, self._day), self._met_by)
            due = known.deadline(item.due, item.facts, done.day if done else self._day)
            if not isinstance(due, Recurring):
                window = self._standing.window(due)
            elif item.last is None:
                window = NONE
        elif item.last is None:
            window = self._standing.window(due)
        held: State | None = item.state if item.state in ("withdrawn", "suspended") else known.held(item.facts)
        key = str(part.key)
        made = self._place(item.task, "member", key, part, due, window, held, item.answers_to)
        if item.state is None:
            made = _unjudged(made)
        return made._replace(key=f"{item.key}:{key}", occurrence=item.occurrence, member=key)

    def _place(
        self,
        task: Task,
        kind: Kind,
        key: str,
        part: Part | None,
        due: Due | None,
        window: Window,
        held: State | None,
        answers_to: str | None,
        closing: Met | None = None,
    ) -> Item:
        """Judge a place within a task; `window` holds the days of `due` there, `closing` completed the whole task."""
        facts = known.visible(part.facts, self._day) if part else NO_FACTS
        if part and part.facts.transferred:
            answers_to = self._standing.answering.body(task, part.facts)
        verdict: Verdict | None = None
        if not (part and part.faults) and window.kind != "series":

            def days(asked: Due | None) -> Window:
                return window if asked is due else self._standing.window(asked)

            verdict = self._judge(due, facts, days, held, closing)
        state = verdict.state if verdict else None
        first, last, _ = verdict.window if verdict else window
        entry = verdict.met.entry if verdict and verdict.met else None
        return Item(
            f"{task.id}:{key}",
            kind,
            task,
            part,
            facts,
            answers_to,
            due,
            verdict.in_force if verdict else None,
            first,
            last,
            state,
            entry,
            days_left=self._days_left(last, state),
            due_soon=self._soon(last, state),
            no_report=entry is None and next(self._heard(facts, part.members if part else ()), None) is None,
            unverified=entry is not None and entry.verified is None,
            provisional=verdict.provisional if verdict else False,
        )

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
        """Return whether a report is late: of an ongoing task, or of any open one that says how often it reports."""
        every = task.report_every or (self._every if state == "ongoing" else None)
        if every is None or state is None or state in COMPLETED or state == "withdrawn" or state == "suspended":
            return False
        start = max(self._reports(task), default=None) or self._standing.begin(task)
        return start is not None and shift(start, every.amount, every.unit) < self._day


def _unjudged(item: Item) -> Item:
    """Return an item without its judgement."""
    return item._replace(state=None, days_left=None, due_soon=False)
