"""Judging the places within a task: an occurrence, a milestone, a member."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from plancli.deadline import Due, Recurring
from plancli.model import NO_FACTS, Facts, Part, Task
from plancli.state import facts as known
from plancli.state.facts import Met
from plancli.state.flags import Flags
from plancli.state.item import Item, Kind, State
from plancli.state.judge import Verdict, judge
from plancli.state.window import NONE, Window

if TYPE_CHECKING:
    from plancli.state.standing import Standing


class Places(Flags):
    """Makes items of the places within tasks."""

    def __init__(self, standing: "Standing") -> None:
        super().__init__(standing)
        self._met_by = standing.plan.info.met_by
        self._met_by_unread = "met_by" in standing.unread_settings

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
            made = unjudged(made)
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


def unjudged(item: Item) -> Item:
    """Return an item without its judgement."""
    return item._replace(state=None, days_left=None, due_soon=False)
