"""The days that a deadline names, once what it hangs on is known."""

from collections.abc import Callable
from datetime import date
from typing import Literal, NamedTuple

from plancli.deadline import Anchored, Due, Period, Recurring, Span, Undated, shift


class Window(NamedTuple):
    """First and last day, and what kind of answer that is: dated, ongoing, awaiting an event, none stated, a series.

    `unread` is a deadline that hangs on something of which not all could be read.
    """

    first: date | None
    last: date | None
    kind: Literal["dated", "ongoing", "awaiting", "none", "series", "unread"]


NONE = Window(None, None, "none")
ONGOING = Window(None, None, "ongoing")
AWAITING = Window(None, None, "awaiting")
SERIES = Window(None, None, "series")
UNREAD = Window(None, None, "unread")


def resolve(due: Due | None, anchor: Callable[[str], Span | None]) -> Window:
    """Return the days of a deadline; `anchor` gives the days of a name, or None while they are unknown."""
    if due is None:
        return NONE
    if isinstance(due, Period):
        return Window(due.first, due.last, "ongoing" if due.last is None else "dated")
    if isinstance(due, Undated):
        return ONGOING
    if isinstance(due, Recurring):
        return SERIES
    return _anchored(due, anchor(due.name))


def _anchored(due: Anchored, span: Span | None) -> Window:
    """Return the days of a deadline that hangs on something with these days."""
    if span is None or (span.last is None and due.relation != "before"):
        return AWAITING
    if due.relation == "before":
        count, unit = (1, "day") if due.amount is None else (due.amount, due.unit)
        last = shift(span.first, -count, unit)
        return Window(None, last, "dated")
    if due.relation == "by":
        return Window(None, span.last, "dated")
    first = shift(span.end, 1, "day")
    if due.amount is None:
        return Window(first, None, "none")
    last = shift(span.end, due.amount, due.unit)
    return Window(min(first, last), last, "dated")
