"""Deadlines, states and flags in the words of the user's language; the Vietnamese ones are the offices' own."""

from datetime import date
from typing import Final

from plancli.deadline import Anchored, Due, Interval, Period, Recurring, Series, Span, Undated, parse_span
from plancli.i18n import N_, _, date_words, language, ngettext
from plancli.state import Item

SERIES_WORDS: Final = {
    ("year", "within"): N_("every year"),
    ("half", "within"): N_("every half-year"),
    ("quarter", "within"): N_("every quarter"),
    ("month", "within"): N_("every month"),
    ("year", "before"): N_("every year before {days}"),
    ("half", "before"): N_("every half-year before day {days} of its last month"),
    ("quarter", "before"): N_("every quarter before day {days} of its last month"),
    ("month", "before"): N_("every month before day {days}"),
    ("year", "by"): N_("every year by {days}"),
    ("half", "by"): N_("every half-year by day {days} of its last month"),
    ("quarter", "by"): N_("every quarter by day {days} of its last month"),
    ("month", "by"): N_("every month by day {days}"),
}

SIMPLE: Final = {
    "H1": N_("{year}-H1"),
    "H2": N_("{year}-H2"),
    "Q1": N_("{year}-Q1"),
    "Q2": N_("{year}-Q2"),
    "Q3": N_("{year}-Q3"),
    "Q4": N_("{year}-Q4"),
    "month": N_("{year}-{month}"),
    "day": N_("{year}-{month}-{day}"),
}
SAID: Final = (N_("{the_year}"), N_("{the_month}"), N_("{the_day}"))
"""A year, a month and a day within a sentence: Vietnamese puts before it what it is."""


def span_words(span: Span | None, *, said: bool = False) -> str:
    """Return a span as precise as it was stated: a day, month, quarter, half, year, or from one to another.

    `said` in a sentence, Vietnamese tells what it is: năm 2024, tháng 12/2024, ngày 31/12/2024.
    """
    if span is None:
        return ""
    start, slash, stop = span.text.partition("/")
    if not slash:
        return _said(start) if said else _simple_words(start)
    if stop == "..":
        return _("from {start} on").format(start=_said(start) if said else _simple_words(start))
    return _("{start} to {stop}").format(start=_simple_words(start), stop=_simple_words(stop))


def _said(text: str) -> str:
    """Return a year, month or day as a sentence has it; a half or quarter says already what it is."""
    words = _simple_words(text)
    if not text.replace("-", "").isdecimal():
        return words
    return _(SAID[text.count("-")]).format(the_year=words, the_month=words, the_day=words)


def _simple_words(text: str) -> str:
    """Return a year, half, quarter, month or day: 2024, 2024-Q4 (quý IV/2024), 12/2024, 31/12/2024."""
    year, _dash, rest = text.partition("-")
    if not rest:
        return year
    month, _dash, day = rest.partition("-")
    kind = rest if rest in SIMPLE else "day" if day else "month"
    return _(SIMPLE[kind]).format(year=year, month=month, day=day)


def due_words(due: Due | None) -> str:
    """Return a deadline in words."""
    if due is None:
        return _("no deadline stated")
    if isinstance(due, Undated):
        return _("regularly") if due.text == "ongoing" else _("periodically")
    if isinstance(due, Period):
        return _period_words(due)
    if isinstance(due, Anchored):
        return _anchored_words(due)
    return "; ".join(_series_words(one) for one in due.series)


def _period_words(due: Period) -> str:
    span = due.span
    if due.bound == "before":
        return _("before {span}").format(span=span_words(span, said=True))
    if due.bound == "by":
        return _("by {span}").format(span=span_words(span, said=True))
    if span.last is None:
        return span_words(span, said=True)
    if span.first == span.last:
        return _("on {day}").format(day=span_words(span))
    return _("within {span}").format(span=span_words(span, said=True))


def _anchored_words(due: Anchored) -> str:
    name = _("the plan's date") if due.name == "issued" else due.name
    if due.relation == "by":
        return _("by {name}").format(name=name)
    if due.amount is None:
        return (_("after {name}") if due.relation == "after" else _("before {name}")).format(name=name)
    length = interval_words(Interval(due.amount, due.unit))
    words = _("{length} after {name}") if due.relation == "after" else _("{length} before {name}")
    return words.format(length=length, name=name)


def _series_words(series: Series) -> str:
    days = [_day_words(day) for day in series.days]
    kind = (series.every, series.bound if days else "within")
    words = _(SERIES_WORDS[kind]).format(days=_(" and ").join(days))
    if series.start:
        words = _("{series} from {start}").format(series=words, start=span_words(series.start, said=True))
    if series.until:
        words = _("{series} until {stop}").format(series=words, stop=span_words(series.until, said=True))
    return words


def _day_words(day: tuple[int, int]) -> str:
    """Return a series' day: 06-15 (15/6 in Vietnamese), or the day of the month alone."""
    month, number = day
    if not month:
        return str(number)
    return f"{number}/{month}" if language() == "vi" else f"{month:02d}-{number:02d}"


def interval_words(interval: Interval) -> str:
    """Return a length of time: 30 days."""
    words = {
        "day": ngettext("{n} day", "{n} days", interval.amount),
        "week": ngettext("{n} week", "{n} weeks", interval.amount),
        "month": ngettext("{n} month", "{n} months", interval.amount),
        "year": ngettext("{n} year", "{n} years", interval.amount),
    }
    return words[interval.unit].format(n=interval.amount)


def left_words(days: int | None) -> str:
    """Return how long is left: 40 days left, today is the last day, 3 days overdue; nothing where no day is awaited."""
    if days is None:
        return ""
    if days == 0:
        return _("today is the last day")
    if days > 0:
        return ngettext("{n} day left", "{n} days left", days).format(n=number(days))
    return ngettext("{n} day overdue", "{n} days overdue", -days).format(n=number(-days))


def deadline_words(item: Item) -> str:
    """Return a deadline whole: within 2024, until 2024-12-31, 40 days left."""
    due = item.in_force if item.state else item.due
    words = [due_words(due)]
    if item.occurrence:
        period = _("for {period}").format(period=span_words(parse_span(item.occurrence), said=True))
        words = [period] if isinstance(due, Recurring) else [period, *words]
    if item.last is not None and not _names_a_day(due):
        words.append(_until(item, item.last))
    if left := left_words(item.days_left):
        words.append(left)
    return ", ".join(words)


def _names_a_day(due: Due | None) -> bool:
    """Return whether the words of a deadline are its last day already: `2024-06-30`, `by 2024-06-30`."""
    return isinstance(due, Period) and due.bound != "before" and due.span.first == due.span.last


def _until(item: Item, last: date) -> str:
    """Return the last day; of a series that of the occurrence which decides."""
    words = _("until {day}")
    if item.kind == "task" and isinstance(item.in_force, Recurring) and item.open:
        words = _("missed on {day}") if item.missed else _("next until {day}")
    return words.format(day=date_words(last))


def number(value: int) -> str:
    """Return a whole number with its thousands set apart: 16,051 (16.051 in Vietnamese)."""
    return f"{value:,}".replace(",", "." if language() == "vi" else ",")


def rate(part: int, whole: int) -> str:
    """Return a share with its numerator and denominator: 16,051/16,274 = 98.63 %."""
    if not whole:
        return f"{number(part)}/{number(whole)}"
    percent = f"{100 * part / whole:.2f}"
    return f"{number(part)}/{number(whole)} = {percent.replace('.', ',') if language() == 'vi' else percent} %"
