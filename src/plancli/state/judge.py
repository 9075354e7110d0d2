"""The state of one place on a day: the first rule that applies, in the order of the design's table."""

from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from plancli.deadline import Due
from plancli.model import Facts, MetBy
from plancli.state.facts import Met, met, rescheduling, suspended
from plancli.state.item import State
from plancli.state.window import Window

UNJUDGED: Final = ("unread", "series")


class Verdict(NamedTuple):
    """A state with the deadline it was judged by; no state where nobody can tell that deadline's days."""

    state: State | None
    in_force: Due | None
    window: Window
    met: Met | None
    provisional: bool


def judge(
    due: Due | None,
    facts: Facts,
    day: date,
    met_by: MetBy,
    window_of: Callable[[Due | None], Window],
    inherited: State | None = None,
    closing: Met | None = None,
) -> Verdict:
    """Judge a place with a single deadline by the facts known on the day.

    A completion is judged by the deadline in force on its own day. `inherited` is `withdrawn` or `suspended` where
    the task above is: it holds for what is not completed. `closing` is what completed the task above, and with it
    what was neither met by itself nor given up.
    """
    done = met(facts, met_by) or (None if facts.withdrawn else closing)
    moved = rescheduling(facts, done.day if done else day)
    in_force = moved.to if moved else due
    window = window_of(in_force)
    provisional = moved is not None and moved.fact.document is None
    state: State | None
    if done:
        state = None if window.kind in UNJUDGED else completed(window.last, done.day)
    elif facts.withdrawn or inherited == "withdrawn":
        state = "withdrawn"
    elif suspended(facts) or inherited == "suspended":
        state = "suspended"
    else:
        state = None if window.kind in UNJUDGED else pending(window, day)
    return Verdict(state, in_force, window, done, provisional)


def completed(last: date | None, on: date) -> State:
    """Return which completion it is: without a last day there is nothing to be late for."""
    if last is None:
        return "completed"
    return "completed-on-time" if on <= last else "completed-late"


def pending(window: Window, day: date) -> State:
    """Return the state of what is not completed, withdrawn or suspended: a period is met on its last day."""
    if window.kind == "awaiting":
        return "awaiting-event"
    if window.kind == "ongoing":
        return "ongoing"
    if window.last is None:
        return "no-deadline"
    return "overdue" if window.last < day else "not-yet-due"
