"""`plan list`: tasks, by any filter."""

from typing import Annotated

import typer

from plancli.commands import options as o
from plancli.commands.complete import views as view_names
from plancli.commands.session import Session, check_format, choice
from plancli.commands.taking import taking
from plancli.commands.viewing import Views, asked, divided, refuse_period
from plancli.errors import PlanError
from plancli.i18n import N_, _, ngettext
from plancli.query.filters import Filters, Selection
from plancli.query.order import ORDERS, in_order
from plancli.report.tasks import LIST_COLUMNS, chosen_columns, ended_notes, task_report
from plancli.report.words import number

HELP = N_(
    "List tasks. Filters of several kinds must all hold; of one filter given twice, either, but every --search and "
    "every --flag."
)


@taking(o.filters, o.rows)
def run(
    filters: Filters,
    rows: o.Rows,
    view: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[@VIEW]", autocompletion=view_names, help=_("A view of plan.yaml; filters narrow it further.")
        ),
    ] = None,
    views: Views = False,
) -> int:
    """List tasks."""
    check_format(rows.form)
    choice(rows.sort or "id", ORDERS, "--sort")
    chosen_columns(rows.columns, LIST_COLUMNS)
    name = _view(view)
    if views and (name or filters != Filters()):
        raise PlanError(_("--views lists the views of the plan: give it without a view and without filters."))
    session = Session(rows.plan, rows.as_of, rows.at)
    if views:
        from plancli.report.views import views_report

        return session.answer(views_report(session.loaded.plan.info, session.title), rows.form)
    question = asked(session, name, filters, rows)
    if question.view:
        refuse_period(question.view)
    standing = session.standing
    selection = Selection(question.filters, standing)
    items = (item for item in selection.tasks() if selection.keeps(item))
    found = in_order(items, question.order or "id", standing)
    title = session.title(ngettext("{n} task", "{n} tasks", len(found)).format(n=number(len(found))), question.name)
    kept, notes = o.limited(found, question.limit)
    notes += ended_notes(selection.ended, standing.plan)
    shown = chosen_columns(question.columns, LIST_COLUMNS)
    chosen, envelope = bool(question.columns), {"view": question.view and question.view.id}
    report = task_report(title, kept, standing, shown, chosen=chosen, notes=notes, envelope=envelope)
    return session.answer(report, rows.form)


def _view(typed: list[str] | None) -> str | None:
    """Return the name of the view that was typed; PlanError for anything else."""
    name, others = divided(typed)
    if others:
        message = _("{value} is no view: the names of views begin with {sign}.").format(value=others[0], sign="@")
        raise PlanError(message, _("To look for a text: {command}").format(command=f'plan list --search "{others[0]}"'))
    return name
