"""The tasks of one file that stand alone, as counts: what changes in them from day to day."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any, Final, NamedTuple

from plancli.deadline import Due, parse_due, parse_dues
from plancli.model import Task
from plancli.state.deferred import IN_FORCE, STATE, STEP
from plancli.state.item import STATES
from plancli.state.tally import code_of

NEW: Final = -1
"""Stands for the sort of a task before its first step."""


def codes(steps: list[Any]) -> list[tuple[int, int]]:
    """Return from which days on a task, given by its steps, has which code."""
    from plancli.index.steps import days_of

    found = []
    for at in range(0, len(steps), STEP):
        text = steps[at + IN_FORCE]
        window = days_of(parse_due(text) if text else None)
        found.append((steps[at], code_of(STATES[steps[at + STATE]], window)))
    return found


def changes(each: Iterable[list[tuple[int, int]]]) -> list[int]:
    """Return when which tasks come to have another code: a flat list [day, from, to, ...]."""
    found: list[tuple[int, int, int]] = []
    for task in each:
        before = NEW
        for day, after in task:
            if after != before:
                found.append((day, before, after))
            before = after
    return [value for change in sorted(found) for value in change]


class Counted(NamedTuple):
    """The tasks of a file that are counted: the changes of those that stand alone, and of those kept apart.

    `due` has the numbers of the latter, each with the texts of its deadline.
    """

    alone: list[int]
    within: list[int]
    due: list[tuple[int, list[str]]]


class Changes:
    """The counts of one body's tasks on any day: of those that stand alone and, if asked, of those kept apart."""

    def __init__(self, body: str, counted: bytes, *, within: bool, whole: Callable[[int], Task]) -> None:
        """Take what is kept, a line or two; `whole` gives a task by its number."""
        self.body = body
        self._lines = counted.split(b"\n")
        self._within = within
        self._whole = whole

    def on(self, ordinal: int, *, by_submission: bool) -> Mapping[int, int]:
        """Return how many tasks are of which sort on a day, by the codes of `state.tally`."""
        counted = Counted(*json.loads(self._lines[-1 if by_submission else 0]))
        counts: dict[int, int] = {}
        for flat in (counted.alone, counted.within)[: 1 + self._within]:
            for at in range(0, len(flat), 3):
                if flat[at] > ordinal:
                    break
                before, after = flat[at + 1], flat[at + 2]
                counts[after] = counts.get(after, 0) + 1
                if before != NEW:
                    counts[before] -= 1
        return counts

    def apart(self) -> Iterator[tuple[Due, Callable[[], Task]]]:
        """Yield the deadline of each task that is kept apart, if it is only counted, and what gives the task."""
        due = Counted(*json.loads(self._lines[0])).due if self._within else ()
        for number, texts in due:
            if texts:
                yield deadline(tuple(texts)), partial(self._whole, number)


@lru_cache(maxsize=1024)
def deadline(texts: tuple[str, ...]) -> Due:
    """Read a deadline: that of one text, or several series."""
    return parse_due(texts[0]) if len(texts) == 1 else parse_dues(texts)
