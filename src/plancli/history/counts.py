"""How many tasks are in each state, and the rates that follow."""

from collections.abc import Mapping
from typing import NamedTuple

from plancli.state import COMPLETED, STATES, State

Counts = Mapping[State | None, int]
"""How many tasks are in each state; None counts those that could not be judged."""


def named(counts: Counts) -> dict[str, int]:
    """Return the counts by their names in data, every state in the order of the offices."""
    found = {state.replace("-", "_"): counts.get(state, 0) for state in STATES}
    return found | {"not_judged": counts.get(None, 0)}


def total(counts: Counts) -> int:
    """Return how many tasks are counted."""
    return sum(counts.values())


def completed(counts: Counts) -> int:
    """Return how many tasks are completed, on time, late, or without a deadline."""
    return sum(counts.get(state, 0) for state in STATES if state in COMPLETED)


def of_due(counts: Counts) -> tuple[int, int]:
    """Return completed, and completed and overdue: the Government's own rate (report 1270/BC-TCTTTg of 27/12/2017)."""
    done = completed(counts)
    return done, done + counts.get("overdue", 0)


def of_all(counts: Counts) -> tuple[int, int]:
    """Return completed, and all that is not withdrawn."""
    return completed(counts), total(counts) - counts.get("withdrawn", 0)


class Counted(NamedTuple):
    """The counts of a plan on a day, in all and by the body that answers then (None: nobody)."""

    counts: Counts
    bodies: Mapping[str | None, Counts]
