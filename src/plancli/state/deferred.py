"""A task of which only what lists need is at hand; the rest is read when it is asked for.

It is what an index gives of a task whose states follow from its own facts alone: each state it will ever have, from
which day on, was worked out by `judge` when its file was first read.
"""

from datetime import date
from functools import cached_property
from typing import Any, Final, Protocol, cast

from plancli.deadline import Due, Interval, parse_due, parse_interval
from plancli.model import Completion, Facts, Located, Task
from plancli.state.item import Item, State
from plancli.state.late import Late, answer_later

STEP: Final = 5
"""How many values a step takes in a list of them: day from, state, deadline in force, day last heard of, marks."""
STATE, IN_FORCE, HEARD, MARKS = range(1, STEP)
NUMBER, ID, LINE, COLUMN, TITLE, DUE, EVERY, LOW, HIGH, STEPS, BY_SUBMISSION = range(11)
"""Where in the head of a task what stands."""
NEVER: Final = 0
UNVERIFIED: Final = 1
PROVISIONAL: Final = 2
AT_HAND: Final = ("id", "body", "file")


class Wholes(Protocol):
    """Where whole tasks are to be had, by their numbers."""

    def task(self, number: int) -> Task:
        """Return one of them."""
        ...


class Shelved(Late, Task):
    """A task of which only the id, the body and the file are at hand, and that it does not say when it was assigned."""

    shelf: Wholes
    number: int

    @cached_property
    def whole(self) -> Task:
        """The task with all that its file says of it."""
        return self.shelf.task(self.number)


class ShelvedId(Located):
    """The id of a task of which nothing else is at hand, not even where it stands."""

    __slots__ = ("number", "shelf")
    shelf: Wholes
    number: int

    @property
    def line(self) -> int:  # type: ignore[override]  # a slot there, read from the shelf here
        """The line where it stands."""
        return self.shelf.task(self.number).id.line

    @property
    def column(self) -> int:  # type: ignore[override]  # a slot there, read from the shelf here
        """The column where it stands."""
        return self.shelf.task(self.number).id.column


class Deferred(Shelved):
    """A task that has no places within, was always the same body's, and hangs on nothing but its own dates.

    `head` is a list: its number, id, line, column and title; its deadline and how often it is to report, as texts or
    None; the first and the last of its last days as ordinals, None where it is without one on some day, 0 where it
    never has one; its steps, a flat list, STEP values each; and those where submission meets deadlines, None where they
    are the same.
    """

    title = Task.title
    head: list[Any]

    @property
    def number(self) -> int:  # type: ignore[override]  # a slot there, read from the head here
        """Which of its file's tasks it is, from 0 on."""
        number: int = self.head[0]
        return number

    @property
    def due(self) -> Due | None:
        """The deadline as stated."""
        text = self.head[DUE]
        return parse_due(text) if text else None

    @property
    def report_every(self) -> Interval | None:
        """How often it should be heard of."""
        text = self.head[EVERY]
        return parse_interval(text) if text else None

    def step(self, ordinal: int, *, by_submission: bool) -> tuple[list[Any], int]:
        """Return its steps, and where in them the one begins that holds on a day."""
        steps: list[Any] = (self.head[BY_SUBMISSION] if by_submission else None) or self.head[STEPS]
        at = 0
        for start in range(STEP, len(steps), STEP):
            if steps[start] > ordinal:
                break
            at = start
        return steps, at

    def ends_outside(self, first: date | None, last: date | None) -> bool:
        """Return whether none of its last days, on whichever day it is judged, lies in first..last."""
        low, high = self.head[LOW], self.head[HIGH]
        if not low:
            return False
        return bool((first is not None and high < first.toordinal()) or (last is not None and last.toordinal() < low))


class Recounted(Task):
    """A task that is at hand though it is also among those that are only counted: something hangs on it."""


NOTHING_WITHIN: Final = {"assigned": None, "milestones": (), "occurrences": (), "members": (), "faults": ()}
"""What holds of every task that may be deferred."""


answer_later(Shelved, [name for name in Task._fields if name not in AT_HAND])
Shelved.faults, Shelved.assigned = (), None
for _name, _value in NOTHING_WITHIN.items():
    setattr(Deferred, _name, _value)


class Reader(Protocol):
    """Who judged a task, and tells what is not at hand."""

    def facts_of(self, task: Task) -> Facts:
        """Return the facts of a task that are known on the day."""
        ...

    def met_of(self, facts: Facts) -> Completion | None:
        """Return the completion or submission that counts."""
        ...

    def report_is_late(self, task: Task, state: State | None, heard: date | None) -> bool:
        """Return whether a task that was last heard of on a day should have been heard of since."""
        ...


AT_FACTS, AT_LATE = (Item._fields.index(name) for name in ("facts", "report_overdue"))


class DeferredItem(Item):
    """A deferred task judged; in place of what is worked out later stand who judged it and the day last heard of."""

    @property
    def facts(self) -> Facts:
        """The facts dated up to the day."""
        reader: Any = self[AT_FACTS]
        return cast(Reader, reader).facts_of(self.task)

    @property
    def met(self) -> Completion | None:
        """The completion or submission that counts."""
        reader: Any = self[AT_FACTS]
        return cast(Reader, reader).met_of(self.facts)

    @property
    def report_overdue(self) -> bool:
        """Whether a report is late."""
        reader: Any = self[AT_FACTS]
        heard: Any = self[AT_LATE]
        return cast(Reader, reader).report_is_late(self.task, self.state, date.fromordinal(heard) if heard else None)
