"""The words of a deadline and its date say different things.

`due_words` keeps the few words in which the document states the deadline, `due` is what they mean. A year, a month, a
quarter or a day in the words that lies outside `due` is a slip in one of them; so is "thường xuyên" beside a date, or a
date in words where `due` is `ongoing` or missing. Only what is certain is told: other words may mean anything, a
deadline that hangs on an event is not compared, and of a series only its beginning and end.

Fails:

    due: 2025
    due_words: hoàn thành trong năm 2024

Write instead:

    due: 2024
    due_words: hoàn thành trong năm 2024
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.checks.places import at, with_parts
from plancli.checks.words import is_lasting, may_lack_an_end, mentions, says_before
from plancli.deadline import Due, Period, Recurring, Span, Undated, shift
from plancli.i18n import N_
from plancli.problem import Dates, Problem, Severity

if TYPE_CHECKING:
    from plancli.state import Standing

Contradiction = tuple[str, dict[str, str]]

NAME: Final = "word-date-mismatch"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("The words of a deadline and its date say different things")
MESSAGES: Final = {
    "": N_("`due_words` says {words}, `due` says `{due}`: correct one of them"),
    "lasting": N_('`due_words` says "{words}", but `due` is `{due}`: write `due: ongoing`, or correct the words'),
    "dated": N_("`due_words` says {words}, but `due` is `{due}`: write the date in `due`, or correct the words"),
    "missing": N_("`due_words` says {words}, but there is no `due`: write one, or correct the words"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each deadline whose words contradict it."""
    known: dict[tuple[str, int], Contradiction | None] = {}  # the plan holds its deadlines, equal ones are mostly one
    for task in standing.checked:
        if task.due_words and "due" not in task.faults:
            pair = task.due_words, id(task.due)
            if pair not in known:
                known[pair] = _contradiction(task.due_words, task.due)
            if found := known[pair]:
                yield Problem(NAME, at(task.file, task.due_words), *found)
    for task in with_parts(standing):
        for part in task.milestones:
            if part.due_words and "due" not in part.faults and (found := _contradiction(part.due_words, part.due)):
                yield Problem(NAME, at(task.file, part.due_at or part.key), *found)


def _contradiction(words: str, due: Due | None) -> Contradiction | None:
    """Return variant and values of the message where words and deadline cannot both be right."""
    dates = mentions(words)
    if due is None:
        return ("missing", {"words": _told(dates)}) if dates and not may_lack_an_end(words) else None
    if isinstance(due, Undated):
        wrong = dates and not may_lack_an_end(words)
        return ("dated", {"words": _told(dates), "due": due.text}) if wrong else None
    if isinstance(due, Period):
        if not dates and due.last is not None and is_lasting(words):
            return "lasting", {"words": words, "due": due.text}
        outside = _outside(words, dates, due)
    elif isinstance(due, Recurring):
        outside = _beyond(dates, due)
    else:
        return None
    return ("", {"words": _told(outside), "due": due.text}) if outside else None


def _outside(words: str, dates: tuple[Span, ...], due: Period) -> list[Span]:
    """Return the dates that a period leaves out: `before` and `by` leave out an earlier one only if it stands alone.

    What is due before a day ends on the day before it, however words and deadline put that.
    """
    first = shift(due.span.first, -1, "day") if due.bound == "before" else due.span.first
    last = shift(due.span.end, 1, "day") if says_before(words) else due.span.end
    later = [date for date in dates if date.first > last]
    earlier = [date for date in dates if date.end < first]
    if due.bound != "within" and len(later) + len(earlier) < len(dates):
        return later
    return [date for date in dates if date in later or date in earlier]


def _beyond(dates: tuple[Span, ...], due: Recurring) -> list[Span]:
    """Return the dates that lie before a series begins or after it ends, as far as it says."""
    starts = [one.start.first for one in due.series if one.start] if due.begins else []
    stop = due.end
    return [date for date in dates if (starts and date.end < min(starts)) or (stop is not None and date.first > stop)]


def _told(dates: list[Span] | tuple[Span, ...]) -> Dates:
    """Return dates as the message tells them."""
    return Dates(", ".join(date.text for date in dates))
