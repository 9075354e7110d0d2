"""The facts that a branch records: those of its places that the base does not have there, matched by their dates."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from plancli.checks.places import FactPlace, at, fact_places
from plancli.model import NO_FACTS, Facts
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

    It has one that is of the same date, or of a longer time around it, and that `is_same` otherwise.
    """
    before = {place.address: place.facts for place in fact_places(branch.base)}
    for place in fact_places(branch.work):
        entries = _entries(place.facts, field)
        if not entries or not branch.is_compared(place.task):
            continue
        facts = before.get(branch.old_address(place.address), NO_FACTS)
        known = list(_entries(facts, field))
        for entry in entries:
            found = [one for one in known if is_within(entry.fact.date, one.fact.date) and is_same(one, entry)]
            if found:
                known.remove(min(found, key=lambda one: one.fact.date.end - one.fact.date.first))
            else:
                yield Recorded(place, entry, facts, at(place.file, entry.fact.at))


def _entries(facts: Facts, field: str) -> tuple[Any, ...]:
    """Return the entries of a field, of which some have one at most."""
    found = getattr(facts, field)
    return found if type(found) is tuple else () if found is None else (found,)
