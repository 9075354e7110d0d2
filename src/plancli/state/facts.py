"""Which facts are known on a day, and what they say: as if the later ones had not been written yet."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple, TypeVar

from plancli.deadline import Due
from plancli.model import NO_FACTS, Completion, Fact, Facts, MetBy, Part, Rescheduling, Suspension, Transfer

Dated = TypeVar("Dated", Completion, Rescheduling, Suspension, Transfer)


def known(fact: Fact | None, day: date) -> bool:
    """Return whether a fact is dated up to the day; a month or year is judged by its last day."""
    return fact is not None and fact.date.end <= day


def visible(facts: Facts, day: date) -> Facts:
    """Return the facts dated up to the day, without later verifications, returns and resumptions."""
    if facts is NO_FACTS or not _later(facts, day):
        return facts
    withdrawn = facts.withdrawn
    return Facts(
        facts.started if known(facts.started, day) else None,
        tuple(one for one in facts.progress if known(one.fact, day)),
        tuple(_as_known(one, day) for one in facts.submitted if known(one.fact, day)),
        tuple(_as_known(one, day) for one in facts.completed if known(one.fact, day)),
        tuple(one for one in facts.rescheduled if known(one.fact, day)),
        tuple(_as_resumed(one, day) for one in facts.suspended if known(one.fact, day)),
        tuple(one for one in facts.transferred if known(one.fact, day)),
        withdrawn if withdrawn is not None and known(withdrawn.fact, day) else None,
    )


def _later(facts: Facts, day: date) -> bool:
    """Return whether anything at a place is dated after the day: seldom, and seen sooner than all is made anew."""
    started, progress, submitted, completed, rescheduled, suspended, transferred, withdrawn = facts
    if (started and not known(started, day)) or (withdrawn and not known(withdrawn.fact, day)):
        return True
    given = submitted + completed
    said = [one.fact for entries in (progress, given, rescheduled, suspended, transferred) for one in entries]
    said += [fact for entry in given for fact in (entry.verified, entry.returned) if fact]
    for fact in said:
        if fact.date.end > day:
            return True
    return any(one.resumed is not None and one.resumed.end > day for one in suspended)


def _as_known(entry: Completion, day: date) -> Completion:
    """Return a completion without what was said of it later."""
    return entry._replace(
        verified=entry.verified if known(entry.verified, day) else None,
        returned=entry.returned if known(entry.returned, day) else None,
    )


def _as_resumed(entry: Suspension, day: date) -> Suspension:
    """Return a suspension without a later resumption."""
    return entry if entry.resumed is None or entry.resumed.end <= day else entry._replace(resumed=None)


def in_order(entries: tuple[Dated, ...]) -> list[Dated]:
    """Return dated entries by their last day; those of one day as they stand in the file."""
    if len(entries) < 2:
        return list(entries)
    return sorted(entries, key=lambda one: one.fact.date.end)


def counting(entries: tuple[Completion, ...]) -> Completion | None:
    """Return the completion that decides: the last one that was not returned."""
    if not entries:
        return None
    return next((one for one in reversed(in_order(entries)) if one.returned is None), None)


class Met(NamedTuple):
    """What met a deadline: the entry that counts and the day it is judged by."""

    entry: Completion
    day: date


def met(facts: Facts, met_by: MetBy) -> Met | None:
    """Return what completes a place. Where submission meets deadlines it decides the day, else only a completion."""
    completion = counting(facts.completed)
    submission = counting(facts.submitted) if met_by == "submitted" else None
    if submission is None:
        return Met(completion, completion.fact.date.end) if completion else None
    if completion is None:
        return Met(submission, submission.fact.date.end)
    return Met(completion, min(submission.fact.date.end, completion.fact.date.end))


def rescheduling(facts: Facts, day: date) -> Rescheduling | None:
    """Return the rescheduling in force on a day: the last one dated up to it."""
    if not facts.rescheduled:
        return None
    dated = [one for one in in_order(facts.rescheduled) if one.fact.date.end <= day]
    return dated[-1] if dated else None


def deadline(due: Due | None, facts: Facts, day: date) -> Due | None:
    """Return the deadline in force on a day."""
    moved = rescheduling(facts, day)
    return moved.to if moved else due


def suspended(facts: Facts) -> bool:
    """Return whether a place is on hold, given the facts known."""
    return any(one.resumed is None for one in facts.suspended)


def held(facts: Facts) -> Literal["withdrawn", "suspended"] | None:
    """Return what holds all that is not completed at a place, given the facts known."""
    if facts.withdrawn:
        return "withdrawn"
    return "suspended" if suspended(facts) else None


def written(part: Part, day: date) -> bool:
    """Return whether anything dated up to the day, or anything unreadable, stands at a part or within it."""
    return bool(part.faults) or visible(part.facts, day) != NO_FACTS or any(written(one, day) for one in part.members)


def reports(facts: Facts) -> Iterator[date]:
    """Yield the days on which something was heard: start, progress, submission, completion."""
    if facts is NO_FACTS:
        return
    if facts.started is not None:
        yield facts.started.date.end
    for progress in facts.progress:
        yield progress.fact.date.end
    for entry in facts.submitted + facts.completed:
        yield entry.fact.date.end


def places(parts: tuple[Part, ...]) -> Iterator[Facts]:
    """Yield the facts of parts and of the members within them."""
    for part in parts:
        yield part.facts
        for member in part.members:
            yield member.facts
