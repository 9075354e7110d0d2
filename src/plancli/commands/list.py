"""`plan list`: tasks, by any filter."""

from plancli.commands import options as o
from plancli.commands.session import Session, check_format, choice
from plancli.i18n import N_, ngettext
from plancli.query.filters import Selection
from plancli.query.order import ORDERS, in_order
from plancli.report.tasks import LIST_COLUMNS, chosen_columns, ended_notes, task_report
from plancli.report.words import number

HELP = N_(
    "List tasks. Filters of several kinds must all hold; of one filter given twice, either, but every --search and "
    "every --flag."
)


def run(
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
    """List tasks."""
    check_format(form)
    order = choice(sort or "id", ORDERS, "--sort")
    shown = chosen_columns(columns or [], LIST_COLUMNS)
    session = Session(plan, as_of, at)
    standing = session.standing
    selection = Selection(o.filters(body, any_role, state, flag, cites, source, tag, search), standing)
    found = in_order((item for item in selection.tasks() if selection.keeps(item)), order, standing)
    title = session.title(ngettext("{n} task", "{n} tasks", len(found)).format(n=number(len(found))))
    kept, notes = o.limited(found, limit)
    notes += ended_notes(selection.ended, standing.plan)
    report = task_report(title, kept, standing, shown, chosen=bool(columns), notes=notes)
    return session.answer(report, form)
