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
from typing import TYPE_CHECKING, Final, Literal

from plancli.checks.places import FactPlace, at, dated_facts, having
from plancli.deadline import Span
from plancli.i18n import N_
from plancli.model import At
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
    for place in having(standing, "submitted"):
        yield from _entries(place, "submitted")
    for place in having(standing, "completed"):
        yield from _entries(place, "completed")
    for place in having(standing, "withdrawn"):
        yield from _after_withdrawal(place)
    for place in having(standing, "suspended"):
        for pause in place.facts.suspended:
            if pause.resumed is not None and pause.resumed.end < pause.fact.date.first:
                yield _problem(place, "resumed", pause.resumed, "suspended", pause.fact.date, pause.fact.at)


def _entries(place: FactPlace, field: Literal["submitted", "completed"]) -> Iterator[Problem]:
    """Yield what is out of order about the submissions or completions of one place."""
    started = place.facts.started
    entries = place.facts.submitted if field == "submitted" else place.facts.completed
    for entry in entries:
        done = entry.fact.date
        if started is not None and done.end < started.date.first:
            yield _problem(place, field, done, "started", started.date, entry.fact.at)
        for name, said in (("verified", entry.verified), ("returned", entry.returned)):
            if said is not None and said.date.end < done.first:
                yield _problem(place, name, said.date, field, done, said.at)


def _after_withdrawal(place: FactPlace) -> Iterator[Problem]:
    """Yield the completions of one place that are dated after it was withdrawn."""
    if place.facts.withdrawn is not None:
        withdrawn = place.facts.withdrawn.fact.date
        for entry in place.facts.completed:
            if entry.fact.date.first > withdrawn.end:
                yield _problem(place, "completed", entry.fact.date, "withdrawn", withdrawn, entry.fact.at, "withdrawn")


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
