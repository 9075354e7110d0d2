"""`plan status`: the dashboard."""

from typing import Annotated

import typer

from plancli.commands import options as o
from plancli.commands.session import Session, check_format, choice
from plancli.i18n import N_, _
from plancli.report.status import GROUPS, status_report

HELP = N_("Show how the plan stands on a day: the tasks in each state, by body and in all, and what is due next.")


def run(
    by: Annotated[
        str,
        typer.Option(metavar="|".join(GROUPS), autocompletion=lambda: list(GROUPS), help=_("How tasks are grouped.")),
    ] = "body",
    as_of: o.AsOf = None,
    at: o.At = None,
    form: o.Format = "table",
    plan: o.PlanDir = None,
    lang: o.Lang = "",
) -> int:
    """Show the dashboard."""
    check_format(form)
    choice(by, GROUPS, "--by")
    session = Session(plan, as_of, at)
    info = session.loaded.plan.info
    title = session.title(info.title if info.id else _("how it stands"))
    return session.answer(status_report(session.standing, by, title), form)
