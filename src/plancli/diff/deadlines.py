"""Which way a deadline went.

A span within the one before it is more precise, whichever end moved: from `2024` to `2024-06`, as well as to `2024-12`.
Only where neither lies in the other does the last day decide: from `2024-12` to `2025` is later. Where a bound stands
(`before`, `by`), the last days alone are compared. What hangs on the same event compares by its distance from it.
Between all others no order is known: a series, an ongoing duty, another event.
"""

from plancli.deadline import Anchored, Due, Period
from plancli.diff.meaning import offset, same

SIDES = ("before", "by", "after")
SHORTEST, LONGEST = 28, 31  # days of a month


def deadline_kind(old: Due | None, new: Due | None) -> str | None:
    """Return the kind of change from one deadline to another; None if both say the same."""
    if same(old, new):
        return None
    if old is None:
        return "deadline-stated"
    if new is None:
        return "deadline-dropped"
    if isinstance(old, Period) and isinstance(new, Period):
        return _days(old, new)
    if isinstance(old, Anchored) and isinstance(new, Anchored) and old.name == new.name:
        return _distance(old, new)
    return "deadline-changed"


def _days(old: Period, new: Period) -> str:
    """Compare two deadlines that have days of their own."""
    if old.last is None or new.last is None:
        return "deadline-changed"
    if old.first and new.first:
        if old.first <= new.first and new.last <= old.last:
            return "deadline-more-precise"
        if new.first <= old.first and old.last <= new.last:
            return "deadline-less-precise"
    return _moved(new.last.toordinal() - old.last.toordinal())


def _distance(old: Anchored, new: Anchored) -> str:
    """Compare two deadlines that hang on the same thing."""
    old_side, new_side = SIDES.index(old.relation), SIDES.index(new.relation)
    if None in (offset(old)[2], offset(new)[2]):
        return "deadline-changed"
    if old_side != new_side:
        return _moved(new_side - old_side)
    (old_low, old_high), (new_low, new_high) = _bounds(old), _bounds(new)
    further = -1 if old.relation == "before" else 1
    if new_low > old_high or (offset(old)[1] == offset(new)[1] and new_low > old_low):
        return _moved(further)
    if new_high < old_low or (offset(old)[1] == offset(new)[1] and new_low < old_low):
        return _moved(-further)
    return "deadline-changed"


def _bounds(due: Anchored) -> tuple[int, int]:
    """Return the fewest and the most days that a distance may be: a month is no fixed number of them."""
    _side, unit, count = offset(due)
    assert count is not None
    return (count, count) if unit == "day" else (count * SHORTEST, count * LONGEST)


def _moved(by: int) -> str:
    """Return the kind of change of a last day that moved."""
    if by == 0:
        return "deadline-changed"
    return "deadline-later" if by > 0 else "deadline-earlier"
