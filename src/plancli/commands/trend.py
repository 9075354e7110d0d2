"""`plan trend`: the tasks in each state over time."""

from typing import Annotated, Final

import typer

from plancli.commands import options as o
from plancli.commands.output import stdout_look
from plancli.commands.points import counted, early_note, opened, typed_range
from plancli.commands.session import Session, choice, drawn_format
from plancli.history.counting import Counting
from plancli.history.trend import EVERY
from plancli.i18n import N_, _
from plancli.load import Memory
from plancli.query.filters import Selection
from plancli.render.layout import lay_out
from plancli.report.tasks import ended_notes
from plancli.report.trend import Fit, Trend, numbers, trend_report

HELP = N_(
    "Count the tasks in each state over time: at the end of each month, or other period, by the files as git had them "
    "then."
)
GROUPS: Final = ("body",)
BESIDE_BARS: Final = 35
"""Columns that a body's figures take beside its name and bars."""
LEAST_BARS, MOST_BARS = 8, 60
MOST_TABLES: Final = 3


def run(
    start: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help=_("The first day (else the plan's date)."))
    ] = None,
    stop: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help=_("The last day (else the one judged at)."))
    ] = None,
    every: Annotated[
        str | None,
        typer.Option(
            metavar="|".join(EVERY),
            autocompletion=lambda: list(EVERY),
            help=_("How often is counted (else as gives few enough points)."),
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(metavar="|".join(GROUPS), autocompletion=lambda: list(GROUPS), help=_("A line for each body.")),
    ] = None,
    facts: Annotated[
        bool, typer.Option("--facts", help=_("Count each day by the files as they are now, not as git had them then."))
    ] = False,
    body: o.BodyNames = None,
    any_role: o.AnyRole = False,
    cites: o.Cites = None,
    source: o.Sources = None,
    tag: o.Tags = None,
    search: o.Search = None,
    as_of: o.AsOf = None,
    at: o.At = None,
    form: o.Drawn = "table",
    plan: o.PlanDir = None,
    lang: o.Lang = "",
) -> int:
    """Count the tasks in each state over time."""
    form = drawn_format(form)
    by_body = by is not None and bool(choice(by, GROUPS, "--by"))
    if every is not None:
        choice(every, EVERY, "--every")
    if any_role and not body:
        raise o.roles_of_nobody()
    memory: Memory = {}
    session = Session(plan, as_of, at, memory=memory)
    selection = Selection(o.filters(body, any_role, None, None, cites, source, tag, search), session.standing)
    past, notes = (None, []) if facts else opened(plan, session.commit, memory)
    asked = typed_range(start, stop, every, session, past)
    found = counted(session, past, Counting(selection.wanted, session.loaded.plan.bodies, by_body=by_body), asked)
    shown = session.loaded.plan._replace(bodies=found.bodies)
    trend = Trend(found.points, asked.every, shown, by_facts=past is None, by_body=by_body)
    notes += [*early_note(found.points, past), *asked.notes, *ended_notes(selection.ended, session.loaded.plan)]
    filtered = any((body, cites, source, tag, search))
    report = trend_report(trend, session.title(_("trend")), _fit(trend, form), notes, filtered=filtered)
    return session.answer(report, form)


def _fit(trend: Trend, form: str) -> Fit:
    """Return how the numbers are shown: of all ways the first that fits; for a page always the first."""
    look = stdout_look()
    bars = min(max((look.width - BESIDE_BARS) // 2, LEAST_BARS), MOST_BARS)
    ways = [Fit(bars, signs, tables) for tables in range(1, MOST_TABLES + 1) for signs in (False, True)]
    for way in ways if form == "table" else ways[:1]:
        if all(lay_out(table, look.width, ci=look.ci) for table in numbers(trend, way)):
            return way
    return ways[-1] if form == "table" else ways[0]
