"""`plan status`: the dashboard."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated

import typer

from plancli import clock
from plancli.commands import options as o
from plancli.commands.session import Session, check_format, choice, typed_day
from plancli.i18n import N_, _
from plancli.index import ALL, Asked
from plancli.query.following import following
from plancli.report.status import GROUPS, NEXT, status_report
from plancli.state import Item

HELP = N_("Show how the plan stands on a day: the tasks in each state, by body and in all, and what is due next.")
COUNTED = ("body", "year")
"""The groups that tasks need not be at hand for to be counted."""
SOON = timedelta(days=31)
"""How far the next deadlines are looked for first."""


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
    asked = _soon(as_of) if by in COUNTED else ALL
    session = Session(plan, as_of, at, asked=asked)
    coming = following(session.standing, NEXT)
    if session.standing.plan.tallies and not _enough(coming, asked):
        session = Session(plan, as_of, at, tell=False)
        coming = following(session.standing, NEXT)
    info = session.loaded.plan.info
    title = session.title(info.title if info.id else _("how it stands"))
    return session.answer(status_report(session.standing, by, title, coming), form)


def _soon(as_of: str | None) -> Asked:
    """Return what is asked for: the tasks that end soon, and of the others how many there are.

    Where no day is named it is today in whichever time zone the plan has.
    """
    day = typed_day(as_of) if as_of is not None else clock.now().date() - timedelta(days=1)
    return Asked(day, min(day, date.max - SOON) + SOON, counts=True, within=False)


def _enough(coming: Sequence[Item], asked: Asked) -> bool:
    """Return whether the next deadlines are among those of the tasks that were asked for."""
    last = coming[-1].last if len(coming) == NEXT else None
    return last is not None and asked.last is not None and last <= asked.last
