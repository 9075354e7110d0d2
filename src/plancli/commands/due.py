"""`plan due`: what comes due in a period, and what is overdue."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated

import typer

from plancli.commands import options as o
from plancli.commands.session import Session, check_format, choice, day_hint
from plancli.deadline import DeadlineError, Span, shift
from plancli.errors import PlanError
from plancli.i18n import N_, _, date_words, ngettext
from plancli.query.due import DEFAULT_DAYS, Days, DueAnswer, due
from plancli.query.filters import Selection
from plancli.query.order import ORDERS, in_order
from plancli.report.tasks import DUE_COLUMNS, LIST_COLUMNS, chosen_columns, ended_notes, task_report, undated_note
from plancli.report.words import number, span_words

HELP = N_(
    "List tasks, milestones and occurrences by their last day. Without a period: what is overdue, and what comes due "
    "in the next 90 days."
)
WITHIN = r"([0-9]{1,4}) ?(d|w|m|y|days?|weeks?|months?|years?)"
UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}
SPAN_OPTIONS = {"--year": r"[0-9]{4}", "--quarter": r"[0-9]{4}-Q[1-4]", "--month": r"[0-9]{4}-[0-9]{2}"}
EXAMPLES = {"--year": "2024", "--quarter": "2024-Q4", "--month": "2024-12"}


def run(
    period: Annotated[str | None, typer.Argument(metavar="[SPAN]", help=_("Such as 2024-H1 or 12/2024."))] = None,
    year: Annotated[str | None, typer.Option(metavar="YYYY", help=_("Due in this year."))] = None,
    quarter: Annotated[str | None, typer.Option(metavar="YYYY-Qn", help=_("Due in this quarter."))] = None,
    month: Annotated[str | None, typer.Option(metavar="YYYY-MM", help=_("Due in this month."))] = None,
    before: Annotated[str | None, typer.Option(metavar="DAY", help=_("Due before this day."))] = None,
    after: Annotated[str | None, typer.Option(metavar="DAY", help=_("Due after this day."))] = None,
    within: Annotated[
        str | None, typer.Option(metavar="30d", help=_("Due from the day on, within 30d, 2w, 3m, 1y."))
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help=_("Only what is overdue."))] = False,
    undated: Annotated[bool, typer.Option("--undated", help=_("Instead: what has no last day."))] = False,
    body: o.BodyNames = None,
    any_role: o.AnyRole = False,
    state: o.StateNames = None,
    flag: o.FlagNames = None,
    cites: o.Cites = None,
    source: o.Sources = None,
    tag: o.Tags = None,
    search: o.Search = None,
    sort: o.Sort = None,
    limit: o.Limit = None,
    columns: o.Columns = None,
    as_of: o.AsOf = None,
    at: o.At = None,
    form: o.Format = "table",
    plan: o.PlanDir = None,
    lang: o.Lang = "",
) -> int:
    """List what comes due."""
    check_format(form)
    order = choice(sort or "due", ORDERS, "--sort")
    shown = chosen_columns(columns or [], LIST_COLUMNS if undated else DUE_COLUMNS)
    asked = list(_asked(period, year, quarter, month, before, after))
    if undated and (asked or within is not None or overdue):
        raise PlanError(_("--undated lists what no period holds: give it without a period."))
    if overdue and within is not None:
        raise PlanError(
            _("--overdue lists what is past, --within what is still to come: give one of them."),
            _("Without a period, plan due lists both."),
        )
    length = _length(within) if within is not None else None
    session = Session(plan, as_of, at)
    days = _days([limits for limits, _words in asked], session.day, length)
    selection = Selection(o.filters(body, any_role, state, flag, cites, source, tag, search), session.standing)
    answer = due(session.standing, selection, days, overdue=overdue)
    words = [said for _limits, said in asked]
    if within and days and days.last:
        words.append(_("until {day}").format(day=date_words(days.last)))
    title = session.title(_subject(answer, words, overdue=overdue, undated=undated))
    rows = answer.undated_rows if undated else answer.rows
    kept, notes = o.limited(rows if order == "due" else in_order(rows, order, session.standing), limit)
    if not undated and (note := undated_note(answer.undated)):
        notes.append(note)
    notes += ended_notes(selection.ended, session.standing.plan)
    envelope = {"undated": answer.undated._asdict()}
    report = task_report(title, kept, session.standing, shown, chosen=bool(columns), notes=notes, envelope=envelope)
    return session.answer(report, form)


def _asked(
    period: str | None, year: str | None, quarter: str | None, month: str | None, before: str | None, after: str | None
) -> Iterator[tuple[Days, str]]:
    """Yield each period that was given, with its words."""
    if period is not None:
        span = _span(period, "SPAN")
        yield Days(span.first, span.last), _in(span)
    for option, text in (("--year", year), ("--quarter", quarter), ("--month", month)):
        if text is not None:
            span = _span(text, option)
            if not re.fullmatch(SPAN_OPTIONS[option], span.text):
                message = _("{option} takes a value such as {example}, not {value}.")
                raise PlanError(message.format(option=option, example=EXAMPLES[option], value=text))
            yield Days(span.first, span.last), _in(span)
    if before is not None:
        span = _span(before, "--before")
        yield Days(None, shift(span.first, -1, "day")), _("before {span}").format(span=span_words(span, said=True))
    if after is not None:
        span = _span(after, "--after")
        yield Days(shift(span.end, 1, "day"), None), _("after {span}").format(span=span_words(span, said=True))


def _in(span: Span) -> str:
    """Return that something lies in a span."""
    if span.last is None:
        return span_words(span, said=True)
    words = _("on {day}") if span.first == span.last else _("in {span}")
    return words.format(day=span_words(span), span=span_words(span, said=True))


def _span(text: str, option: str) -> Span:
    """Return a span as typed; PlanError if it is none."""
    from plancli.remedy import typed_span

    try:
        return typed_span(text)
    except DeadlineError as error:
        message = _("{option}: {value} is no day or period.").format(option=option, value=text)
        raise PlanError(message, day_hint(error)) from None


def _length(text: str) -> tuple[int, str]:
    """Return a length of time as typed: 30d, 2w, 3m, 1y; PlanError if it is none."""
    found = re.fullmatch(WITHIN, text.strip(), re.IGNORECASE)
    if not found:
        raise PlanError(
            _("--within: {value} is no length of time.").format(value=text), _("Type it as 30d, 2w, 3m or 1y.")
        )
    return int(found[1]), UNITS[found[2][0].lower()]


def _days(asked: list[Days], day: date, length: tuple[int, str] | None) -> Days | None:
    """Return the days in all the periods that were given; None where none was."""
    if length:
        asked = [*asked, Days(day, shift(day, *length))]
    if not asked:
        return None
    days = Days()
    for one in asked:
        days = days.meet(one)
    return days


def _subject(answer: DueAnswer, words: list[str], *, overdue: bool, undated: bool) -> str:
    """Return how many rows there are and what was asked."""
    if undated:
        count = len(answer.undated_rows)
        return ngettext("{n} without a last day", "{n} without a last day", count).format(n=number(count))
    count = len(answer.rows)
    if overdue:
        said = ngettext("{n} overdue", "{n} overdue", count)
    elif words:
        said = ngettext("{n} due", "{n} due", count)
    else:
        said = ngettext(
            "{n} overdue or due in the next {days} days", "{n} overdue or due in the next {days} days", count
        )
    return " ".join([said.format(n=number(count), days=DEFAULT_DAYS), *words])
