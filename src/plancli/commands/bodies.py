"""`plan bodies`: the bodies and what each leads."""

from typing import Annotated

import typer

from plancli.commands import options as o
from plancli.commands.complete import bodies
from plancli.commands.session import Session, check_format
from plancli.i18n import N_, _, ngettext
from plancli.query.names import find_body
from plancli.report.bodies import bodies_report
from plancli.report.words import number

HELP = N_("List the bodies: what each leads, leads jointly and supports, and how much of it is overdue.")


def run(
    name: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", autocompletion=bodies, help=_("Only these bodies."))
    ] = None,
    as_of: o.AsOf = None,
    at: o.At = None,
    form: o.Format = "table",
    plan: o.PlanDir = None,
    lang: o.Lang = "",
) -> int:
    """List the bodies."""
    check_format(form)
    session = Session(plan, as_of, at)
    chosen = list(dict.fromkeys(find_body(session.loaded.plan, typed) for typed in name or ()))
    count = len(chosen or session.loaded.plan.bodies)
    title = session.title(ngettext("{n} body", "{n} bodies", count).format(n=number(count)))
    return session.answer(bodies_report(session.standing, chosen, title), form)
