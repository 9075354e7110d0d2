"""`plan show`: everything on tasks or places within them."""

from plancli.commands import options as o
from plancli.commands.session import Session, check_format
from plancli.i18n import N_, ngettext
from plancli.query.address import find
from plancli.report.show import show_report
from plancli.report.words import number

HELP = N_("Show everything on a task (IV.5.1), milestone (IV.3.1:khao-sat), occurrence (V.3b:2024-H1) or member.")


def run(
    address: o.Addresses,
    as_of: o.AsOf = None,
    at: o.At = None,
    form: o.Format = "table",
    plan: o.PlanDir = None,
    lang: o.Lang = "",
) -> int:
    """Show tasks or places whole."""
    check_format(form)
    session = Session(plan, as_of, at)
    found = [item for typed in address for item in find(session.standing, typed)]
    title = session.title(ngettext("{n} task", "{n} tasks", len(found)).format(n=number(len(found))))
    return session.answer(show_report(found, session.standing, title, session.prefix), form)
