"""A rescheduling moves the deadline to an earlier day.

Deadlines are moved later as a rule; an earlier one is often a slip in the year. It may be meant: then leave it, or
turn this warning off. Compared are the last day of the new deadline and that of the deadline in force before it; a
first deadline, or one that depends on something without a date, is not compared.

Fails:

    due: 2024
    rescheduled:
      - date: 2024-05-20
        to: 2023
        document: 123-KL/TW

Write instead:

    due: 2024
    rescheduled:
      - date: 2024-05-20
        to: 2025
        document: 123-KL/TW
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from plancli.checks.calendars import calendars
from plancli.checks.places import FactPlace, at, having
from plancli.deadline import Due
from plancli.i18n import N_
from plancli.model import Rescheduling
from plancli.problem import Dates, Problem, Severity
from plancli.state.facts import deadline, in_order

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "reschedule-earlier"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("A rescheduling moves the deadline to an earlier day")
MESSAGES: Final = {
    "": N_(
        "{address} is rescheduled to `{to}`, which ends on {last}, but it was due until {before}: "
        "correct `to`, or leave it if that is meant"
    ),
}


class Move(NamedTuple):
    """A rescheduling, the last day of the deadline before it and its own; None where there is none, or none known.

    `old` is the deadline before it as it is stated, None before the first one of an occurrence or a member.
    """

    place: FactPlace
    entry: Rescheduling
    before: date | None
    last: date | None
    old: Due | None


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each rescheduling to a last day before that of the deadline it replaces."""
    for place, moved, before, last, _old in moves(standing):
        if last is not None and before is not None and last < before:
            values = {"address": place.address, "to": moved.to.text, "last": Dates(last), "before": Dates(before)}
            yield Problem(NAME, at(place.file, moved.fact.at), "", values)


def moves(standing: "Standing") -> Iterator[Move]:
    """Yield each rescheduling with what it replaces, in order of their dates, where all of a place could be read."""
    for place in having(standing, "rescheduled"):
        if place.faults or place.task.faults:
            continue
        before: date | None = None
        old = place.task.due if place.part is None else place.part.due
        for number, moved in enumerate(in_order(place.facts.rescheduled)):
            if not number:
                before = stated(standing, place, moved.fact.date.end)
            last = standing.window(moved.to).last
            yield Move(place, moved, before, last, old)
            before, old = last, moved.to


def stated(standing: "Standing", place: FactPlace, day: date) -> date | None:
    """Return the last day of the deadline that a place has before it is first rescheduled, on this day."""
    task, part = place.task, place.part
    if part is None:
        return standing.window(task.due).last
    if part.kind == "milestone":
        return standing.window(part.due).last
    occurrence = place.within or (part if part.kind == "occurrence" else None)
    if occurrence is None:
        return standing.window(deadline(task.due, task.facts, day)).last
    moved = [one for one in in_order(occurrence.facts.rescheduled) if one.fact.date.end <= day]
    if moved and place.within:
        return standing.window(moved[-1].to).last
    found = calendars(standing).named(task, occurrence.key)
    return found.last if found else None
