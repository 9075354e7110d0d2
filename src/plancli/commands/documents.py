"""`plan documents`: the register, and the tasks that cite each document."""

from typing import Annotated

import typer

from plancli.commands import options as o
from plancli.commands.complete import documents
from plancli.commands.session import Session, check_format
from plancli.documents import Register
from plancli.errors import PlanError
from plancli.i18n import N_, _, ngettext
from plancli.query.names import meant
from plancli.report.documents import documents_report
from plancli.report.words import number

HELP = N_("List the documents of the register with the tasks that cite each.")


def run(
    document: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NUMBER]...", autocompletion=documents, help=_("Only these documents.")),
    ] = None,
    as_of: o.AsOf = None,
    at: o.At = None,
    form: o.Format = "table",
    plan: o.PlanDir = None,
    lang: o.Lang = "",
) -> int:
    """List the documents."""
    check_format(form)
    session = Session(plan, as_of, at)
    register = Register(session.loaded.plan.documents)
    chosen = []
    for typed in document or ():
        found = register.match(typed)
        if not found:
            known = [one.key for one in session.loaded.plan.documents]
            raise PlanError(
                _("No document {typed} is registered.").format(typed=typed), meant(typed, known, "plan documents")
            )
        chosen += [one for one in found if one not in chosen]
    count = len(chosen or session.loaded.plan.documents)
    title = session.title(ngettext("{n} document", "{n} documents", count).format(n=number(count)))
    return session.answer(documents_report(session.standing, chosen, title, session.prefix), form)
