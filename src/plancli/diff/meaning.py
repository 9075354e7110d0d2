"""What a value says, without where it stands or how it is spelled: values of equal meaning are no change."""

from collections.abc import Hashable
from typing import Any

from plancli.deadline import Anchored, Interval, Period, Recurring, Series, Span, Undated
from plancli.model import At


def same(old: Any, new: Any) -> bool:
    """Whether two values of the model say the same; the order of a list is no part of what it says."""
    return old is new or bool(old == new) or meaning(old) == meaning(new)


def meaning(value: Any) -> Hashable:
    """Return what a value of the model says, to be compared and to be looked up by."""
    kind = type(value)
    if kind is tuple:
        return frozenset([meaning(one) for one in value])
    if kind is Span:
        return value.first, value.last
    if kind is At:
        return None
    if kind is Interval:
        return length(value.amount, value.unit)
    if kind is Undated:
        return "undated", value.text
    if kind is Period:
        return "days", value.first, value.last
    if kind is Anchored:
        return "anchored", value.name, *offset(value)
    if kind is Recurring:
        return "series", meaning(value.series)
    if kind is Series:
        return (
            "every", value.every, value.bound, value.days,
            value.start.first if value.start else None, value.until.end if value.until else None,
        )  # fmt: skip
    if isinstance(value, tuple):
        return kind.__name__, *[meaning(one) for one in value]
    return str(value) if isinstance(value, str) else value


def length(amount: int, unit: str) -> tuple[str, int]:
    """Return a length of time in days or in months, which alone are never the same."""
    if unit in ("day", "week"):
        return "day", amount * (7 if unit == "week" else 1)
    return "month", amount * (12 if unit == "year" else 1)


def offset(due: Anchored) -> tuple[str, str, int | None]:
    """Return on which side of its anchor a deadline lies, and how far from it; None for a bare `after X`."""
    if due.relation == "before" and due.amount is None:
        return "before", "day", 1
    if due.amount is None:
        return due.relation, "day", 0 if due.relation == "by" else None
    return due.relation, *length(due.amount, due.unit)
