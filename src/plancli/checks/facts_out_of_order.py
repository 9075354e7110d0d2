"""Two facts of one place cannot have happened in this order.

What is completed or submitted was started before; what is returned or verified was handed in before; what is resumed
was suspended before; what is reported has happened; and what is withdrawn is not completed later. The same day is
fine. Where only a month or a year is known, only what is certain is said: started in 2024-05 and completed in 2024 is
possible. Facts dated before the plan itself are fine: that happens.

Fails:

    tasks:
      - id: IV.5.1
        title: Sửa Quy chế chất vấn
        started: 2024-03-01
        completed: 2023-11-02

Write instead:

    tasks:
      - id: IV.5.1
        title: Sửa Quy chế chất vấn
        started: 2023-03-01
        completed: 2023-11-02
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.checks.places import FactPlace, at, dated_facts, fact_places
from plancli.deadline import Span
from plancli.i18n import N_
from plancli.model import At, Completion, Facts
from plancli.problem import Dates, Problem, Severity

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "facts-out-of-order"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("Two facts cannot have happened in this order")
MESSAGES: Final = {
    "": N_("`{later}` of {address} is dated {date}, before its `{earlier}` of {other}: correct one of the dates"),
    "reported": N_("`{later}` of {address} was reported on {date}, before its own date {other}: correct one of them"),
    "withdrawn": N_(
        "{address} was completed on {date}, after it was withdrawn on {other}: "
        "correct one of the dates, or take one of the two out"
    ),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each pair of facts that is certainly in the wrong order."""
    for place, field, fact in dated_facts(standing):
        if fact.reported is not None and fact.reported.end < fact.date.first:
            yield _problem(place, field, fact.reported, field, fact.date, fact.at, "reported")
    for place in fact_places(standing):
        facts = place.facts
        if facts.completed or facts.submitted:
            yield from _entries(place, facts)
        for pause in facts.suspended:
            if pause.resumed is not None and pause.resumed.end < pause.fact.date.first:
                yield _problem(place, "resumed", pause.resumed, "suspended", pause.fact.date, pause.fact.at)


def _entries(place: FactPlace, facts: Facts) -> Iterator[Problem]:
    """Yield what is out of order about the submissions and completions of one place."""
    for field, entries in (("submitted", facts.submitted), ("completed", facts.completed)):
        for entry in entries:
            if facts.started is not None and entry.fact.date.end < facts.started.date.first:
                yield _problem(place, field, entry.fact.date, "started", facts.started.date, entry.fact.at)
            yield from _sayings(place, field, entry)
    if facts.withdrawn is not None:
        withdrawn = facts.withdrawn.fact.date
        for entry in facts.completed:
            if entry.fact.date.first > withdrawn.end:
                yield _problem(place, "completed", entry.fact.date, "withdrawn", withdrawn, entry.fact.at, "withdrawn")


def _sayings(place: FactPlace, field: str, entry: Completion) -> Iterator[Problem]:
    """Yield what was said of a submission or completion before it was there."""
    for name, said in (("verified", entry.verified), ("returned", entry.returned)):
        if said is not None and said.date.end < entry.fact.date.first:
            yield _problem(place, name, said.date, field, entry.fact.date, said.at)


def _problem(
    place: FactPlace, later: str, date: Span, earlier: str, other: Span, where: At, variant: str = ""
) -> Problem:
    """Return the problem of two dates."""
    values = {
        "later": later,
        "address": place.address,
        "date": Dates(date.text),
        "earlier": earlier,
        "other": Dates(other.text),
    }
    return Problem(NAME, at(place.file, where), variant, values)
