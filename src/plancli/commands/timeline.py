"""`plan timeline`: tasks over time, a bar for each deadline."""

from datetime import date
from typing import Annotated

import typer

from plancli.commands import options as o
from plancli.commands.session import Session, choice, drawn_format, no_day_between, typed_period
from plancli.commands.taking import taking
from plancli.errors import PlanError
from plancli.i18n import N_, _, ngettext
from plancli.query.filters import Filters, Selection
from plancli.query.order import ORDERS, in_order
from plancli.query.timeline import timeline
from plancli.report.tasks import ended_notes
from plancli.report.timeline import GROUPS, timeline_report
from plancli.report.words import number

HELP = N_("Draw tasks over time: for each a bar from the first to the last day of its deadline.")


@taking(o.filters)
def run(
    filters: Filters,
    period: Annotated[str | None, typer.Argument(metavar="[SPAN]", help=_("Such as 2024-H1 or 12/2024."))] = None,
    start: Annotated[str | None, typer.Option("--from", metavar="DAY", help=_("The first day that is drawn."))] = None,
    stop: Annotated[str | None, typer.Option("--to", metavar="DAY", help=_("The last day that is drawn."))] = None,
    by: Annotated[
        str,
        typer.Option(metavar="|".join(GROUPS), autocompletion=lambda: list(GROUPS), help=_("How tasks are grouped.")),
    ] = "body",
    milestones: Annotated[
        bool, typer.Option("--milestones", help=_("A row for each milestone too, below its task."))
    ] = False,
    sort: o.Sort = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=0, help=_("At most N tasks."))] = None,
    as_of: o.AsOf = None,
    at: o.At = None,
    form: o.Drawn = "table",
    plan: o.PlanDir = None,
    lang: o.Lang = "",
) -> int:
    """Draw tasks over time."""
    form = drawn_format(form)
    choice(by, GROUPS, "--by")
    order = choice(sort or "id", ORDERS, "--sort")
    first, last = _range(period, start, stop)
    if filters.any_role and not filters.bodies:
        raise o.roles_of_nobody()
    session = Session(plan, as_of, at)
    standing = session.standing
    selection = Selection(filters, standing)
    found = in_order((item for item in selection.tasks() if selection.keeps(item)), order, standing)
    answer = timeline(standing, found, first, last, milestones=milestones)
    count = len(answer.tasks)
    title = session.title(ngettext("{n} task over time", "{n} tasks over time", count).format(n=number(count)))
    notes = ended_notes(selection.ended, standing.plan)
    return session.answer(timeline_report(standing, answer, by, title, limit=limit, notes=notes), form)


def _range(period: str | None, start: str | None, stop: str | None) -> tuple[date | None, date | None]:
    """Return the first and the last day that were asked for; PlanError where there is none between them."""
    if period is not None and (start is not None or stop is not None):
        raise PlanError(_("Give either a period or --from and --to, not both."))
    if period is not None:
        span = typed_period(period, "SPAN")
        return span.first, span.last
    first = typed_period(start, "--from").first if start is not None else None
    last = typed_period(stop, "--to").last if stop is not None else None
    if first and last and last < first:
        raise no_day_between(first, last)
    return first, last
