"""What was recorded, changed and erased among the facts of one place.

Entries of a list are one if they say the same, wherever they stand; else if they have the same date; else if they have
the same note, or else the same deadline, origin or output; and of CORRECTED, if each side has just one. What is
left was erased on one side, recorded on the other. Order is no change, unless it makes another entry of one day count.
A verification and a return are facts of their own.
"""

from collections.abc import Hashable, Iterator, Sequence
from typing import Any, Final

from plancli.diff.change import Change
from plancli.diff.meaning import meaning, same
from plancli.diff.pairing import Key, Pairs, alone, pair
from plancli.diff.spot import Spot
from plancli.model import At, Completion, Fact, Facts, Rescheduling, Transfer

SINGLE: Final = ("started", "withdrawn")
CORRECTED: Final = ("submitted", "completed", "suspended")
"""Where there is one of these on each side, it is the same one corrected, even if it says all else."""
DECIDING: Final = ("submitted", "completed", "rescheduled")
"""Where the last entry decides, so that the order of those of one day says something."""
WITHIN: Final = ("verified", "returned")


def fact_changes(spot: Spot, old: Facts, new: Facts) -> Iterator[Change]:
    """Yield how the facts of a place changed, kind by kind in the order of the model."""
    if old is new or old == new:
        return
    for field in Facts._fields:
        old_value, new_value = getattr(old, field), getattr(new, field)
        if field in SINGLE:
            yield from _entry(spot, field, old_value, new_value)
        elif old_value != new_value:
            keys = (*KEYS, alone(_any, old_value, new_value)) if field in CORRECTED else KEYS
            pairs = pair(old_value, new_value, keys)
            for old_entry, new_entry in pairs:
                yield from _entry(spot, field, old_entry, new_entry)
            if field in DECIDING:
                yield from _overtaken(spot, field, pairs, old_value, new_value)


def _overtaken(spot: Spot, field: str, pairs: Pairs[Any], old: Sequence[Any], new: Sequence[Any]) -> Iterator[Change]:
    """Yield the change that lies in the order alone: of entries of one day the last counts, now another one."""
    before, after = _last(old), _last(new)
    partner = next((one for one, other in pairs if other is after), None) if before and after else None
    if partner is not None and partner is not before and _date(partner) == _date(before) and same(partner, after):
        yield from _told(spot, field, before, after)


def _last(entries: Sequence[Any]) -> Any:
    """Return the entry that counts: of the latest day, and of several of that day the last; None of none."""
    return max(reversed(entries), key=lambda entry: fact_of(entry).date.end, default=None)


def fact_of(entry: Any) -> Fact:
    """Return what an entry has in common with all others."""
    fact: Fact = entry if type(entry) is Fact else entry.fact
    return fact


def _entry(spot: Spot, field: str, old: Any, new: Any) -> Iterator[Change]:
    """Yield how one entry changed, and what was said of it."""
    if old is None and new is None:
        return
    if type(old or new) is not Completion:
        yield from _told(spot, field, old, new)
        return
    if old is None or new is None or not same(_claimed(old), _claimed(new)):
        yield from _told(spot, field, old, new)
    for name in WITHIN:
        yield from _told(spot, name, old and getattr(old, name), new and getattr(new, name))


def _told(spot: Spot, field: str, old: Any, new: Any) -> Iterator[Change]:
    """Yield the change of one fact, if there is one."""
    if same(old, new):
        return
    kind = "fact-recorded" if old is None else "fact-erased" if new is None else "fact-changed"
    yield spot.change(kind, field, old, new, _at(old), _at(new))


def _at(entry: Any) -> At | None:
    return fact_of(entry).at if entry is not None else None


def _claimed(entry: Completion) -> Completion:
    """Return a completion without what was said of it."""
    return entry._replace(verified=None, returned=None)


def _date(entry: Any) -> Hashable:
    return meaning(fact_of(entry).date)


def _any(_entry: Any) -> Hashable:
    return True


def _note(entry: Any) -> Hashable:
    return fact_of(entry).note


def _own(entry: Any) -> Hashable:
    """Return what tells an entry from others of its kind; None where nothing does."""
    if isinstance(entry, Rescheduling):
        return meaning(entry.to)
    if isinstance(entry, Transfer):
        return entry.source
    return meaning(entry.output) if isinstance(entry, Completion) and entry.output else None


def _both(first: Key[Any], second: Key[Any]) -> Key[Any]:
    """Return the key of what agrees in two things."""

    def key(entry: Any) -> Hashable:
        left, right = first(entry), second(entry)
        return None if left is None or right is None else (left, right)

    return key


KEYS: Final[tuple[Key[Any], ...]] = (meaning, _both(_date, _note), _both(_date, _own), _date, _note, _own)
