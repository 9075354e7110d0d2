"""How many tasks stand in which state: a code for each combination that lists of counts tell apart."""

from functools import lru_cache
from typing import Final, NamedTuple

from plancli.state.item import STATES, State
from plancli.state.window import Window

STEP: Final = 20_000
"""How many codes a state takes: more than there are years."""
NONE, ONGOING, YEARS = range(3)


class Sort(NamedTuple):
    """A state, the year of the last day, and whether the task is without one because it is ongoing."""

    state: State
    year: int | None
    ongoing: bool


def code_of(state: State, window: Window) -> int:
    """Return the code of a state and the days of the deadline in force."""
    base = STATES.index(state) * STEP
    if window.last is None:
        return base + (ONGOING if window.kind == "ongoing" else NONE)
    return base + YEARS + window.last.year


@lru_cache(maxsize=1024)
def sort_of(code: int) -> Sort:
    """Return what a code stands for."""
    state, rest = divmod(code, STEP)
    return Sort(STATES[state], rest - YEARS if rest >= YEARS else None, rest == ONGOING)
