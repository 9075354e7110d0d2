"""`plan due`: what comes due in a period, and what is overdue."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, NamedTuple

import typer

from plancli.commands import options as o
from plancli.commands.complete import views
from plancli.commands.session import Session, check_format, choice, typed_period
from plancli.commands.taking import taking
from plancli.commands.viewing import Asked, asked, divided
from plancli.deadline import Span, shift
from plancli.errors import PlanError
from plancli.i18n import N_, _, date_words, ngettext
from plancli.index import ALL
from plancli.index import Asked as Selected
from plancli.model import View
from plancli.query.due import DEFAULT_DAYS, Days, DueAnswer, due
from plancli.query.filters import Filters, Selection
from plancli.query.order import ORDERS, in_order
from plancli.report.table import Report
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


@taking(o.filters, o.rows)
def run(
    filters: Filters,
    rows: o.Rows,
    period: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SPAN] [@VIEW]",
            autocompletion=views,
            help=_("A period, such as 2024-H1 or 12/2024, and a view of plan.yaml."),
        ),
    ] = None,
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
) -> int:
    """List what comes due."""
    check_format(rows.form)
    choice(rows.sort or "due", ORDERS, "--sort")
    chosen_columns(rows.columns, DUE_COLUMNS)
    name, spans = divided(period)
    if len(spans) > 1:
        raise PlanError(
            _("One period at a time, not {names}.").format(names=", ".join(spans)),
            _("From one to another is {example}.").format(example="2024-07/2024-09"),
        )
    typed = list(_asked(spans[0] if spans else None, year, quarter, month, before, after))
    if undated and (typed or within is not None or overdue):
        raise PlanError(_("--undated lists what no period holds: give it without a period."))
    if overdue and within is not None:
        raise PlanError(
            _("--overdue lists what is past, --within what is still to come: give one of them."),
            _("Without a period, plan due lists both."),
        )
    when = When(tuple(typed), _length(within) if within is not None else None, overdue, undated)
    session = Session(rows.plan, rows.as_of, rows.at, asked=ALL if name else when.asked(filters))
    question = asked(session, name, filters, rows)
    return session.answer(_report(session, question, when.beside(question.view)), rows.form)


class When(NamedTuple):
    """The time that is asked for: periods with their words, a length from the day on, or what is past or has no day."""

    periods: tuple[tuple[Days, str], ...]
    length: tuple[int, str] | None
    overdue: bool
    undated: bool

    def asked(self, filters: Filters) -> Selected:
        """Return which tasks need be read: all where names are asked for that any may have."""
        if not self.periods or self.length or self.overdue or self.undated or filters.named_by_tasks:
            return ALL
        days = _days([limits for limits, _words in self.periods], date.max, None)
        return Selected(days.first, days.last, counts=filters == Filters()) if days else ALL

    def beside(self, view: View | None) -> "When":
        """Return the time that is asked for beside a view: what of it cannot be together with what is typed is left."""
        if view is None:
            return self
        periods, length, undated = self.periods, self.length, self.undated
        if not (periods or length or undated):
            if view.period:
                periods = ((Days(view.period.first, view.period.last), _in(view.period)),)
            if view.within and not self.overdue:
                length = (view.within.amount, view.within.unit)
            undated = view.undated and not self.overdue
        overdue = self.overdue or (view.overdue and not length and not undated)
        return When(periods, length, overdue, undated)


def _report(session: Session, question: Asked, when: When) -> Report:
    """Return what comes due as a report."""
    standing = session.standing
    days = _days([limits for limits, _words in when.periods], session.day, when.length)
    selection = Selection(question.filters, standing)
    answer = due(standing, selection, days, overdue=when.overdue)
    words = [said for _limits, said in when.periods]
    if when.length and days and days.last:
        words.append(_("until {day}").format(day=date_words(days.last)))
    subject = _subject(answer, words, overdue=when.overdue, undated=when.undated)
    found = answer.undated_rows if when.undated else answer.rows
    order = question.order or "due"
    kept, notes = o.limited(found if order == "due" else in_order(found, order, standing), question.limit)
    if not when.undated and (note := undated_note(answer.undated)):
        notes.append(note)
    notes += ended_notes(selection.ended, standing.plan)
    shown = chosen_columns(question.columns, LIST_COLUMNS if when.undated else DUE_COLUMNS)
    envelope = {"view": question.view and question.view.id, "undated": answer.undated._asdict()}
    title, chosen = session.title(subject, question.name), bool(question.columns)
    return task_report(title, kept, standing, shown, chosen=chosen, notes=notes, envelope=envelope)


def _asked(
    period: str | None, year: str | None, quarter: str | None, month: str | None, before: str | None, after: str | None
) -> Iterator[tuple[Days, str]]:
    """Yield each period that was given, with its words."""
    if period is not None:
        span = typed_period(period, "SPAN")
        yield Days(span.first, span.last), _in(span)
    for option, text in (("--year", year), ("--quarter", quarter), ("--month", month)):
        if text is not None:
            span = typed_period(text, option)
            if not re.fullmatch(SPAN_OPTIONS[option], span.text):
                message = _("{option} takes a value such as {example}, not {value}.")
                raise PlanError(message.format(option=option, example=EXAMPLES[option], value=text))
            yield Days(span.first, span.last), _in(span)
    if before is not None:
        span = typed_period(before, "--before")
        yield Days(None, shift(span.first, -1, "day")), _("before {span}").format(span=span_words(span, said=True))
    if after is not None:
        span = typed_period(after, "--after")
        yield Days(shift(span.end, 1, "day"), None), _("after {span}").format(span=span_words(span, said=True))


def _in(span: Span) -> str:
    """Return that something lies in a span."""
    if span.last is None:
        return span_words(span, said=True)
    words = _("on {day}") if span.first == span.last else _("in {span}")
    return words.format(day=span_words(span), span=span_words(span, said=True))


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
