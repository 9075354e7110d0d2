"""The points of a trend: which days are asked for, and the plan counted on each."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from plancli.commands.daily import Daily, daily
from plancli.commands.progress import progress
from plancli.commands.session import Session, choice, no_day_between, nothing_yet, typed_period
from plancli.commands.versions import Versions
from plancli.errors import PlanError
from plancli.history.counting import Counting
from plancli.history.trend import EVERY, Every, Point, beginning, days, most_points, usual
from plancli.i18n import _, date_words
from plancli.load import Loaded, Memory
from plancli.model import Body
from plancli.report.problems import unread
from plancli.report.words import number
from plancli.source.git import NoRepository

MOST: Final = 1_000
"""Points that a trend may have."""


class Range(NamedTuple):
    """The days that are counted, in order, and what must be said of them."""

    days: Sequence[date]
    every: Every
    notes: Sequence[str]


class Counted(NamedTuple):
    """The points, and all bodies that there were, as they were called at last."""

    points: Sequence[Point]
    bodies: dict[str, Body]


def opened(plan: str | None, tip: str | None, memory: Memory) -> tuple[Daily | None, list[str]]:
    """Return the plan day by day up to a commit, else to HEAD; where git does not have it, None and what to say."""
    try:
        found = daily(Versions(plan, memory), tip)
    except NoRepository:
        return None, [_("The plan is in no git repository: each day is counted by the files as they are now.")]
    if found is None:
        return None, [_("No commit has the plan yet: each day is counted by the files as they are now.")]
    return found, []


def typed_range(start: str | None, stop: str | None, every: str | None, session: Session, past: Daily | None) -> Range:
    """Return the days that are asked for; PlanError where there are none, or too many."""
    typed_first = typed_period(start, "--from").first if start is not None else None
    typed_last = typed_period(stop, "--to") if stop is not None else None
    step = None if every is None else next(one for one in EVERY if one == choice(every, EVERY, "--every"))
    last = min(typed_last.end, session.day) if typed_last else session.day
    first = typed_first or min(beginning(session.loaded.plan, past.begin if past else None, session.day), last)
    if typed_first and typed_last and typed_last.end < typed_first:
        raise no_day_between(typed_first, typed_last.end)
    if last < first:
        raise nothing_yet(first, last)
    step = step or usual(first, last)
    most = most_points(first, last, step)
    if most > MOST:
        message = _("--every {every} makes about {n} points, of at most {most}.")
        raise PlanError(
            message.format(every=step, n=number(most), most=number(MOST)),
            _("Count less often, or say --from and --to."),
        )
    notes = []
    if typed_last and typed_last.first > session.day:
        words = _("--to {day} is still to come: the last day counted is the one judged at.")
        notes = [words.format(day=date_words(typed_last.end))]
    return Range(list(days(first, last, step)), step, notes)


def counted(session: Session, past: Daily | None, counting: Counting, asked: Range) -> Counted:
    """Return the plan counted on each day: by the files that git had then, on the day judged at by those opened."""
    points: list[Point] = []
    bodies: dict[str, Body] = {}
    with progress(len(asked.days)) as step:
        for day in asked.days:
            loaded, commit, early = session.loaded, session.commit, False
            if past is not None and day != session.day:
                version, early = past.at(day)
                loaded, commit = version.loaded, version.commit
            bodies.update(loaded.plan.bodies)
            found = counting.at(loaded.plan, day)
            points.append(Point(day, found, commit, early, complete=_complete(loaded)))
            step()
    return Counted(points, {**bodies, **session.loaded.plan.bodies})


def early_note(points: Sequence[Point], past: Daily | None) -> list[str]:
    """Return what must be said of the days before the first commit."""
    if past is None or not any(point.early for point in points):
        return []
    words = _("Before {day} there was no commit: counted from the facts of the first version.")
    if past.notes:
        words = _("Days before {day}, which this clone does not have, are counted from the facts of its first version.")
    return [words.format(day=date_words(past.begin)), *past.notes]


def _complete(loaded: Loaded) -> bool:
    """Return whether all of a version could be read."""
    found = unread(loaded.problems, loaded.plan.info.checks)
    return not any(finding.severity == "error" for finding in found)
