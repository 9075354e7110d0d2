"""Deadlines as they are stated: periods with a first and a last day, anchors, and series.

    due      = "ongoing" | "periodic" | [bound] span | anchored | series
    span     = YYYY | YYYY-Hn | YYYY-Qn | YYYY-MM | YYYY-MM-DD | span "/" span | span "/.."
    bound    = "before" | "by"                                        none: within
    anchored = [N unit] ("after" | "before") name | "by" name
    unit     = "day" | "week" | "month" | "year", each also with "s"
    series   = "every" ("year" | "half" | "quarter" | "month") [bound day {"and" day}] ["from" span] ["until" span]
    day      = MM-DD in a year; DD in the others: a day of the period's last month, past its end the last day

A span is met on its last day; `before` ends the day before the span's first, `by` on the span's last.
The codes 33 to 36, 40 and 41 in a month's place are quarters and halves (ISO 8601-2), and are printed as Q and H.
What depends on other facts (the dates of anchors) is resolved elsewhere; here is only what the words themselves say.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal, NamedTuple

Bound = Literal["within", "before", "by"]
Unit = Literal["day", "week", "month", "year"]
Every = Literal["year", "half", "quarter", "month"]

MONTHS_IN: Final[dict[str, int]] = {"year": 12, "half": 6, "quarter": 3, "month": 1}
EDTF_CODES: Final = {"33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4", "40": "H1", "41": "H2"}

# Only what every plan needs is compiled at once; `re` keeps the others when they are first met.
SIMPLE_SPAN: Final = re.compile(r"([0-9]{4})(?:-(?:Q([1-4])|H([12])|([0-9]{2})(?:-([0-9]{2}))?))?")
NAME: Final = r"[^\W_][\w.\-]*(?::[\w.\-]+)?"
LOOKS_DATED: Final = (
    r"[0-9]{4}(?:-[0-9].*|-?[QHqh][0-9].*)?|[0-9]{1,2}[.\-](?:[0-9]{1,2}[.\-])?[0-9]{4}"  # also 2024-q4 and 31-12-2024
)
ANCHORED: Final = rf"(?:([0-9]{{1,4}}) (day|week|month|year)s? )?(after|before) ({NAME})|(by) ({NAME})"
SERIES: Final = r"every (year|half|quarter|month)(?: (before|by) (\S+(?: and \S+)*?))?(?: from (\S+))?(?: until (\S+))?"
INTERVAL: Final = r"([0-9]{1,4}) (day|week|month|year)s?"


# The constructors below that mypy is told to trust take words that the patterns above let through, and no others.


class DeadlineError(ValueError):
    """A text is not in the grammar. `reason` names the fault for the message, `remedy` is what to write, if known."""

    def __init__(self, text: str, reason: str = "unknown", remedy: str = "") -> None:
        super().__init__(f"{text}: {reason}")
        self.text = text
        self.reason = reason
        self.remedy = remedy

    def within(self, whole: str) -> "DeadlineError":
        """Return the same fault as one of the whole text, with the remedy put where the faulty part stands."""
        return DeadlineError(whole, self.reason, self.remedy and whole.replace(self.text, self.remedy))


class Span(NamedTuple):
    """A period of days, both ends included; `last` is None where it is open (`2024/..`)."""

    first: date
    last: date | None
    text: str

    @property
    def end(self) -> date:
        """The day by which what is dated so has surely happened: its last day."""
        return self.last or date.max


class Undated(NamedTuple):
    """A duty without an end: `ongoing`, or `periodic` where nobody said how often."""

    text: str


class Period(NamedTuple):
    """A span with its bound: within it, before it, or by its end."""

    bound: Bound
    span: Span
    text: str

    @property
    def first(self) -> date | None:
        """The first day of the period; `before` and `by` state none."""
        return self.span.first if self.bound == "within" else None

    @property
    def last(self) -> date | None:
        """The last day on which it is met; None for an open span."""
        return self.span.first - timedelta(days=1) if self.bound == "before" else self.span.last


class Anchored(NamedTuple):
    """A deadline that hangs on something else: `amount` units `after` or `before` it (None: at it), or `by` it."""

    amount: int | None
    unit: Unit
    relation: Literal["after", "before", "by"]
    name: str
    text: str


class Series(NamedTuple):
    """One rule of recurring deadlines; `days` are (month or 0, day) pairs, `start` and `until` bound it."""

    every: Every
    bound: Bound
    days: tuple[tuple[int, int], ...]
    start: Span | None
    until: Span | None
    text: str


class Recurring(NamedTuple):
    """One series, or several that belong to one task."""

    series: tuple[Series, ...]
    text: str

    @property
    def begins(self) -> bool:
        """Whether every series says itself where it begins."""
        return all(one.start is not None for one in self.series)

    @property
    def end(self) -> date | None:
        """The day after which no series asks for anything; None where one of them has no end."""
        stops = [one.until.end for one in self.series if one.until]
        return max(stops) if len(stops) == len(self.series) else None


Due = Undated | Period | Anchored | Recurring


class Occurrence(NamedTuple):
    """One deadline of a series: its key (the period or the written day), first and last day."""

    key: str
    first: date
    last: date
    written: date


class Interval(NamedTuple):
    """A length of time: `30 days`, `1 month`."""

    amount: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}{'' if self.amount == 1 else 's'}"


def shift(day: date, count: int, unit: str) -> date:
    """Return `day` moved by `count` units; months and years are clipped to the month's end (relativedelta)."""
    try:
        if unit in ("day", "week"):
            return day + timedelta(days=count * (7 if unit == "week" else 1))
        from dateutil.relativedelta import relativedelta

        return day + (relativedelta(months=count) if unit == "month" else relativedelta(years=count))
    except (OverflowError, ValueError):
        return date.max if count > 0 else date.min


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


@lru_cache(maxsize=4096)
def parse_span(text: str) -> Span:
    """Read a span of the grammar; DeadlineError, with the remedy where there is one, if it is none."""
    try:
        return _span(text)
    except DeadlineError as error:
        raise error.within(text) from None


def _span(text: str) -> Span:
    """Read a simple span, or one from a first to a last."""
    left, slash, right = text.partition("/")
    if not slash:
        return _simple_span(text)
    if not SIMPLE_SPAN.fullmatch(left) or not right:
        raise DeadlineError(text)
    start = _simple_span(left)
    if right == "..":
        return Span(start.first, None, f"{start.text}/..")
    stop = _simple_span(right)
    if stop.end < start.first:
        raise DeadlineError(text, "backwards")
    return Span(start.first, stop.last, f"{start.text}/{stop.text}")


def _simple_span(text: str) -> Span:
    """Read a year, half, quarter, month or day."""
    found = SIMPLE_SPAN.fullmatch(text)
    if not found:
        raise DeadlineError(text)
    year, quarter, half, month, day = found.groups()
    if month in EDTF_CODES and not day:
        return _simple_span(f"{year}-{EDTF_CODES[month]}")
    y = int(year)
    if y == 0:
        raise DeadlineError(text, "no-such-year")
    if quarter or half:
        length, number = (3, int(quarter)) if quarter else (6, int(half))
        return Span(date(y, (number - 1) * length + 1, 1), month_end(y, number * length), text)
    if not month:
        return Span(date(y, 1, 1), date(y, 12, 31), text)
    m = int(month)
    if not 1 <= m <= 12:
        raise DeadlineError(text, "no-such-month")
    if not day:
        return Span(date(y, m, 1), month_end(y, m), text)
    if not 1 <= int(day) <= monthrange(y, m)[1]:
        raise DeadlineError(text, "no-such-day", month_end(y, m).isoformat() if int(day) > 28 else "")
    exact = date(y, m, int(day))
    return Span(exact, exact, text)


def parse_interval(text: str) -> Interval:
    """Read `N unit`; DeadlineError if it is none or nothing long."""
    found = re.fullmatch(INTERVAL, " ".join(text.split()))
    if not found or int(found[1]) == 0:
        raise DeadlineError(text, "interval")
    return Interval(int(found[1]), found[2])  # type: ignore[arg-type]


@lru_cache(maxsize=4096)
def parse_due(text: str) -> Due:
    """Read a deadline; DeadlineError, with the remedy where there is one, if it is none."""
    text = " ".join(text.split())
    try:
        return _due(text)
    except DeadlineError as error:
        raise error.within(text) from None


def _due(text: str) -> Due:
    """Read a deadline whose words are divided by single blanks."""
    if text in ("ongoing", "periodic"):
        return Undated(text)
    head, _, rest = text.partition(" ")
    if head == "every":
        series = _series(text)
        return Recurring((series,), series.text)
    if head in ("before", "by") and rest and (re.fullmatch(LOOKS_DATED, rest) or not re.fullmatch(NAME, rest)):
        span = parse_span(rest)
        if span.last is None:
            raise DeadlineError(text, "open-bound")
        if head == "before" and span.first == date.min:
            raise DeadlineError(text, "no-such-year")
        return Period(head, span, f"{head} {span.text}")  # type: ignore[arg-type]
    if rest and (found := re.fullmatch(ANCHORED, text)):
        count, unit, relation, name, by, by_name = found.groups()
        if not re.fullmatch(LOOKS_DATED, name or by_name):
            amount = int(count) if count else None
            return Anchored(amount, unit or "day", relation or by, name or by_name, text)  # type: ignore[arg-type]
        raise DeadlineError(text, "anchored-on-date")
    span = parse_span(text)
    return Period("within", span, span.text)


def parse_dues(texts: Iterable[str]) -> Due:
    """Read a list of deadlines, which must be series."""
    series: list[Series] = []
    for text in texts:
        due = parse_due(text)
        if not isinstance(due, Recurring):
            raise DeadlineError(text, "list-of-series")
        series.extend(due.series)
    if not series:
        raise DeadlineError("[]", "list-of-series")
    return Recurring(tuple(series), "; ".join(one.text for one in series))


def _series(text: str) -> Series:
    """Read one series."""
    found = re.fullmatch(SERIES, text)
    if not found:
        raise DeadlineError(text, "series")
    every, bound, days, start, until = found.groups()
    read = tuple(sorted({_series_day(text, every, day) for day in days.split(" and ")})) if days else ()
    begin, end = (parse_span(start) if start else None), (parse_span(until) if until else None)
    if end and end.last is None:
        raise DeadlineError(text, "open-bound")
    if begin and end and end.end < begin.first:
        raise DeadlineError(text, "backwards")
    parts = [f"every {every}", f"{bound} {days}" if days else "", f"from {begin.text}" if begin else ""]
    canonical = " ".join(part for part in (*parts, f"until {end.text}" if end else "") if part)
    return Series(every, bound or "within", read, begin, end, canonical)  # type: ignore[arg-type]


def _series_day(text: str, every: str, day: str) -> tuple[int, int]:
    """Read a day of a series: MM-DD in a year, DD in shorter periods."""
    if every == "year":
        if found := re.fullmatch(r"([0-9]{2})-([0-9]{2})", day):
            month, number = int(found[1]), int(found[2])
            if 1 <= month <= 12 and 1 <= number <= monthrange(2024, month)[1]:
                return month, number
        raise DeadlineError(text, "day-of-year")
    if re.fullmatch(r"[0-9]{1,2}", day) and 1 <= int(day) <= 31:
        return 0, int(day)
    raise DeadlineError(text, "day-of-month")
