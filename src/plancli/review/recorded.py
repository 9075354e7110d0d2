"""The facts that a branch records: those of its places that the base does not have there, matched by their dates."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from plancli.checks.places import FactPlace, at, fact_places
from plancli.diff.meaning import same
from plancli.model import NO_FACTS, Completion, Facts
from plancli.problem import Place
from plancli.review.changed import is_within

if TYPE_CHECKING:
    from plancli.review.branch import Branch


class Recorded(NamedTuple):
    """One entry that the branch records at a place of facts, what the base has there, and where the entry stands."""

    place: FactPlace
    entry: Any
    before: Facts
    where: Place


def recorded(
    branch: "Branch", field: str, is_same: Callable[[Any, Any], bool] = lambda before, after: True
) -> Iterator[Recorded]:
    """Yield the entries of a field that the base does not have at their place.

    It has one that is of the same date, or else of a longer time around it, and that `is_same` otherwise.
    """
    before = {place.address: place.facts for place in fact_places(branch.base)}
    for place in fact_places(branch.work):
        entries = _entries(place.facts, field)
        if not entries or not branch.is_compared(place.task):
            continue
        facts = before.get(branch.old_address(place.address), NO_FACTS)
        for entry in _unknown(entries, _entries(facts, field), is_same):
            yield Recorded(place, entry, facts, at(place.file, entry.fact.at))


def _unknown(entries: Iterable[Any], known: Iterable[Any], is_same: Callable[[Any, Any], bool]) -> Iterable[Any]:
    """Return the entries that have none among the known ones. None stands for two, the one of its own date first."""
    free = list(known)
    for is_dated in (_is_of_one_date, _is_around):
        left = []
        for entry in entries:
            found = [one for one in free if is_dated(one, entry) and is_same(one, entry)]
            if found:
                free.remove(min(found, key=lambda one: one.fact.date.end - one.fact.date.first))
            else:
                left.append(entry)
        entries = left
    return entries


def _is_of_one_date(before: Any, after: Any) -> bool:
    return same(before.fact.date, after.fact.date)


def _is_around(before: Any, after: Any) -> bool:
    return is_within(after.fact.date, before.fact.date)


def meeting(branch: "Branch") -> Mapping[str, str]:
    """Return the fields whose entries meet a deadline, in the base or in the branch, each with its message."""
    met_by = (branch.base.plan.info.met_by, branch.work.plan.info.met_by)
    return {"completed": "", "submitted": "submitted"} if "submitted" in met_by else {"completed": ""}


def stands(entry: Completion, day: date) -> bool:
    """Return whether a completion or submission still counts on a day: one that is returned later does."""
    return entry.returned is None or entry.returned.date.end > day


def _entries(facts: Facts, field: str) -> tuple[Any, ...]:
    """Return the entries of a field, of which some have one at most."""
    found = getattr(facts, field)
    return found if type(found) is tuple else () if found is None else (found,)
