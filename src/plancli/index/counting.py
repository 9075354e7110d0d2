"""The tasks of one file that stand alone, as counts: what changes in them from day to day."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from plancli.deadline import parse_due
from plancli.state.deferred import IN_FORCE, STATE, STEP
from plancli.state.item import STATES
from plancli.state.tally import code_of

NEW = -1
"""Stands for the sort of a task before its first step."""


def changes(each: Iterable[list[Any]]) -> list[int]:
    """Return when which tasks, given by their steps, come to stand otherwise: a flat list [day, from, to, ...]."""
    from plancli.index.steps import days_of

    found: list[tuple[int, int, int]] = []
    for steps in each:
        before = NEW
        for at in range(0, len(steps), STEP):
            text = steps[at + IN_FORCE]
            after = code_of(STATES[steps[at + STATE]], days_of(parse_due(text) if text else None))
            if after != before:
                found.append((steps[at], before, after))
            before = after
    return [value for change in sorted(found) for value in change]


class Changes:
    """The counts of one body's tasks on any day, from the lists of changes: by completion, and by submission."""

    def __init__(self, body: str, lists: bytes) -> None:
        self.body = body
        self._lists = lists

    def on(self, ordinal: int, *, by_submission: bool) -> Mapping[int, int]:
        """Return how many tasks are of which sort on a day, by the codes of `state.tally`."""
        lists = json.loads(self._lists)
        flat = lists[by_submission and len(lists) > 1]
        counts: dict[int, int] = {}
        for at in range(0, len(flat), 3):
            if flat[at] > ordinal:
                break
            before, after = flat[at + 1], flat[at + 2]
            counts[after] = counts.get(after, 0) + 1
            if before != NEW:
                counts[before] -= 1
        return counts
