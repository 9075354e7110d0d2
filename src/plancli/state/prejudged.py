"""Judging a deferred task: its states on all days were worked out when its file was first read."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from plancli.deadline import Due, parse_due
from plancli.model import Completion, Facts, Task
from plancli.state import facts as known
from plancli.state.deferred import (
    DUE,
    HEARD,
    IN_FORCE,
    MARKS,
    NEVER,
    PROVISIONAL,
    STATE,
    UNVERIFIED,
    Deferred,
    DeferredItem,
)
from plancli.state.flags import Flags
from plancli.state.item import STATES, Item, State

if TYPE_CHECKING:
    from plancli.state.standing import Standing


class Stand(NamedTuple):
    """What follows from a state and a deadline in force, for every task that has both."""

    due: Due | None
    first: date | None
    last: date | None
    state: State
    days_left: int | None
    soon: bool


class Prejudged(Flags):
    """Makes items of deferred tasks, for one standing."""

    def __init__(self, standing: "Standing") -> None:
        super().__init__(standing)
        self._by_submission = standing.plan.info.met_by == "submitted"
        self._stands: dict[tuple[int, str | None], Stand] = {}
        self._successor = standing.answering.successor

    def deferred(self, task: Deferred) -> Item:
        """Judge one task."""
        steps, at = task.step(self._ordinal, by_submission=self._by_submission)
        key = (steps[at + STATE], steps[at + IN_FORCE])
        due, first, last, state, days_left, soon = self._stands.get(key) or self._stand(*key)
        heard, marks, stated = steps[at + HEARD], steps[at + MARKS], task.head[DUE]
        made: Item = tuple.__new__(
            DeferredItem,
            (
                str(task.id),
                "task",
                task,
                None,
                self,  # who tells the facts, the completion, and whether a report is late, when they are asked for
                self._successor(task.body),
                due if stated == key[1] else task.due,
                due,
                first,
                last,
                state,
                None,
                days_left,
                0,
                soon,
                heard,
                heard == NEVER,
                marks & UNVERIFIED > 0,
                marks & PROVISIONAL > 0,
                None,
                None,
                None,
            ),
        )
        return made

    def _stand(self, number: int, text: str | None) -> Stand:
        """Return what follows from a state, by its number, and a deadline in force, by its text."""
        state, due = STATES[number], parse_due(text) if text else None
        first, last, _kind = self._standing.window(due)
        made = Stand(due, first, last, state, self._days_left(last, state), self._soon(last, state))
        self._stands[number, text] = made
        return made

    def facts_of(self, task: Task) -> Facts:
        """Return the facts of a task that are known on the day."""
        return known.visible(task.facts, self._day)

    def met_of(self, facts: Facts) -> Completion | None:
        """Return the completion or submission that counts."""
        done = known.met(facts, "submitted" if self._by_submission else "completed")
        return done.entry if done else None
