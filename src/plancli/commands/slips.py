"""`plan slips`: tasks whose deadline moved, by how much, how often, and by whose authority."""

from collections.abc import Sequence
from typing import Annotated

import typer

from plancli import clock
from plancli.commands import options as o
from plancli.commands.past import NOTHING, Past
from plancli.commands.session import Session, check_format, choice, no_day_between, nothing_yet, typed_period
from plancli.commands.taking import taking
from plancli.commands.versions import Versions
from plancli.commands.watching import Watching
from plancli.history.edit import Edit
from plancli.history.slips import ORDERS, During, Slip, Slipping, in_order, league
from plancli.history.watch import Watch
from plancli.i18n import N_, _, date_words, ngettext
from plancli.load import Memory
from plancli.query.filters import Filters, Selection
from plancli.report.edits import unread_notes
from plancli.report.slips import Slips, slips_report
from plancli.report.tasks import ended_notes
from plancli.report.words import number
from plancli.source.git import NoRepository

HELP = N_(
    "List the deadlines that moved: by how much, how often and by which document, or without any record; and which "
    "body's moved most."
)


@taking(o.filters)
def run(
    filters: Filters,
    since: Annotated[str | None, typer.Option("--from", metavar="DAY", help=_("Only moves from this day on."))] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DAY", help=_("Only moves up to this day."))] = None,
    sort: Annotated[
        str,
        typer.Option(metavar="|".join(ORDERS), autocompletion=lambda: list(ORDERS), help=_("The order of the tasks.")),
    ] = "days",
    limit: o.Limit = None,
    as_of: o.AsOf = None,
    at: o.At = None,
    form: o.Format = "table",
    plan: o.PlanDir = None,
    lang: o.Lang = "",
) -> int:
    """List the deadlines that moved."""
    check_format(form)
    choice(sort, ORDERS, "--sort")
    if filters.any_role and not filters.bodies:
        raise o.roles_of_nobody()
    during = _during(since, until)
    memory: Memory = {}
    session = Session(plan, as_of, at, memory=memory)
    if during.first and session.day < during.first:
        raise nothing_yet(during.first, session.day)
    standing = session.standing
    selection = Selection(filters, standing)
    items = [item for item in selection.tasks() if selection.keeps(item)]
    watch, notes = _watched(session, plan, memory)
    until_day = min(session.day, during.last or session.day)
    unread = [one for one in (watch.unread if watch else ()) if one[0].day <= until_day]
    notes = [*unread_notes((edit, file) for edit, file, _address in unread), *notes]
    slips = in_order(Slipping(standing, watch or Watch(), during).of(items), sort, standing)
    shown, left = _limited(slips, limit)
    told = Slips(slips, len(items), league(standing, items, slips), standing.plan, git=watch is not None)
    title = session.title(_period_words(during))
    envelope = {
        "from": during.first.isoformat() if during.first else None,
        "to": during.last.isoformat() if during.last else None,
        "unread": [{"commit": edit.commit, "file": file, "address": address or None} for edit, file, address in unread],
    }
    notes = [*left, *notes, *ended_notes(selection.ended, standing.plan)]
    return session.answer(slips_report(title, told, shown, envelope, notes), form)


def _during(since: str | None, until: str | None) -> During:
    """Return the days that are asked for; PlanError where there are none."""
    first = typed_period(since, "--from").first if since is not None else None
    last = typed_period(until, "--to").end if until is not None else None
    if first and last and last < first:
        raise no_day_between(first, last)
    return During(first, last)


def _period_words(during: During) -> str:
    """Return what is asked for, as it stands in the title."""
    first, last = (date_words(day) if day else "" for day in during)
    if first and last:
        return _("deadlines that moved from {first} to {last}").format(first=first, last=last)
    if first:
        return _("deadlines that moved from {first} on").format(first=first)
    return _("deadlines that moved up to {last}").format(last=last) if last else _("deadlines that moved")


def _watched(session: Session, plan: str | None, memory: Memory) -> tuple[Watch | None, list[str]]:
    """Return what git shows of the deadlines, None where the plan is in no git, and what must be said of it."""
    try:
        versions = Versions(plan, memory)
    except NoRepository:
        return None, [_("The plan is in no git repository: only what is recorded is told, and no edit is found.")]
    tip = session.commit or versions.repository.find("HEAD")
    if tip is None:
        return None, [_("Nothing is committed yet: only what is recorded is told, and no edit is found.")]
    past = Past(versions, tip)
    watch = Watching(past, versions.zone).watched()
    if session.commit is None:
        committed = past.version(tip).loaded if past.home(tip) else NOTHING
        watch.see(Edit(clock.today(session.loaded.plan.info.timezone)), committed, session.loaded)
    return watch, past.notes


def _limited(slips: Sequence[Slip], limit: int | None) -> tuple[Sequence[Slip], list[str]]:
    """Return the first slips, with a note that says how many were left out."""
    if limit is None or (left := len(slips) - limit) <= 0:
        return slips, []
    note = ngettext("{n} more row: raise --limit to see it", "{n} more rows: raise --limit to see them", left)
    return slips[:limit], [note.format(n=number(left))]
