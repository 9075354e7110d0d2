"""A fact is dated after today.

Facts are what has happened. A completion dated next year is a typing error or a hope, and on that day the task would
count as done though nobody did anything. What is still to come is a `due`, a `rescheduled` one, a milestone or an
event. A fact known only by its month or year counts from its first day: `2024` is fine in 2024. The day is that of
`--as-of`, else today.

Fails (on 2024-06-30):

    tasks:
      - id: IV.5.1
        title: Sửa Quy chế chất vấn
        completed: 2024-11-02

Write instead:

    tasks:
      - id: IV.5.1
        title: Sửa Quy chế chất vấn
        due: 2024-11-02
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from plancli.checks.places import FactPlace, at, dated_facts, having
from plancli.deadline import Span
from plancli.i18n import N_
from plancli.model import At
from plancli.problem import Dates, Problem, Severity

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "future-fact"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A fact is dated after today")
MESSAGES: Final = {
    "": N_("`{field}` of {address} is dated {date}, after {day}: write a fact once it has happened"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each fact, report and resumption that begins after the day."""
    day = standing.day
    for place, field, fact in dated_facts(standing):
        if fact.date.first > day:
            yield _problem(place, field, fact.date, fact.at, day)
        if fact.reported is not None and fact.reported.first > day:
            yield _problem(place, "reported", fact.reported, fact.at, day)
    for place in having(standing, "suspended"):
        for pause in place.facts.suspended:
            if pause.resumed is not None and pause.resumed.first > day:
                yield _problem(place, "resumed", pause.resumed, pause.fact.at, day)


def _problem(place: FactPlace, field: str, dated: Span, where: At, day: date) -> Problem:
    """Return the problem of one date."""
    values = {"field": field, "address": place.address, "date": Dates(dated.text), "day": Dates(day)}
    return Problem(NAME, at(place.file, where), "", values)
