"""`plan reschedule`, also `plan extend`: a deadline was moved. The one that was stated first stays."""

from collections.abc import Iterator
from typing import Annotated

import typer

from plancli.checks.reschedule_earlier import moves
from plancli.commands import recording as r
from plancli.commands.recording import typed
from plancli.commands.recording.change import Change, check_recurring, entry, is_one, refuse
from plancli.commands.recording.desk import Desk, facts_of
from plancli.commands.recording.draft import Draft
from plancli.deadline import Recurring, Span, Undated, parse_due
from plancli.errors import PlanError
from plancli.i18n import N_, _, date_words
from plancli.report.words import due_words
from plancli.state import Item, Standing
from plancli.state.facts import in_order

HELP = N_(
    "Record that a deadline was moved: to when, by which document and why. What was stated first stays. "
    "With --document alone, name the document of a move that is still provisional."
)


@r.recording
def run(
    address: r.Addresses = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="DUE", help=_("The new deadline, such as 2025, 06/2025 or ongoing."))
    ] = None,
    document: r.Document = None,
    by: r.By = None,
    reason: r.Reason = None,
    on: r.On = None,
) -> r.Asked:
    """Record that a deadline was moved."""
    if to is not None:
        return r.Asked(address, lambda desk: _moved(desk, to, document, by, reason, on), takes=is_one)
    if document is None:
        raise PlanError(
            _("Say to when: --to DUE."),
            _("Or, for a move that is still provisional, which document decided it: --document NUMBER."),
        )
    if by is not None or reason is not None or on is not None:
        raise PlanError(_("Without --to only the --document of a provisional move is recorded: leave the others out."))
    named = document
    return r.Asked(address, lambda desk: _confirmed(desk, named), takes=lambda item: item.provisional)


def _moved(desk: Desk, to: str, document: str | None, by: str | None, reason: str | None, on: str | None) -> Change:
    """Return the change that moves a deadline."""
    day = desk.day(on)
    due = typed.deadline(to, "--to")
    value = entry(
        day,
        to=due,
        document=desk.document(document),
        by=desk.body(by),
        reason=typed.some_text(reason, "--reason"),
    )

    def apply(draft: Draft, item: Item) -> None:
        if not isinstance(parse_due(due), Recurring | Undated):
            check_recurring(desk, item, f"plan reschedule {{address}} --to {due}")
        draft.add(item, "rescheduled", value)

    def wrong(item: Item, after: Standing) -> Iterator[str]:
        return _same_day(item, after, day, due)

    return Change(
        N_("{tasks}: rescheduled to {due}, {day}"),
        lambda: {"due": due_words(parse_due(due)), "day": typed.said(day)},
        apply,
        day,
        wrong,
    )


def _same_day(item: Item, after: Standing, day: Span, due: str) -> Iterator[str]:
    """Yield that a deadline was moved to the day that it had."""
    for move in moves(after):
        if move.place.address != item.key or (move.entry.fact.date, move.entry.to.text) != (day, due):
            continue
        if move.last is not None and move.last == move.before:
            words = _("{address} is due until {day} already: `{to}` moves nothing")
            yield words.format(address=item.key, day=date_words(move.last), to=due)
        elif move.old is not None and move.old.text == due:
            yield _("{address} has the deadline `{to}` already").format(address=item.key, to=due)


def _confirmed(desk: Desk, named: str) -> Change:
    """Return the change that names the document of the last move that has none."""
    number = desk.document(named)
    assert number

    def apply(draft: Draft, item: Item) -> None:
        moved = facts_of(item).rescheduled
        open_ones = [one for one in in_order(moved) if one.fact.document is None]
        if not open_ones:
            hint = _("To move the deadline, say to when: --to DUE.")
            raise refuse(item, _("{address} has no deadline that was moved without a document."), hint)
        draft.put_inside(item, "rescheduled", moved.index(open_ones[-1]), "document", number)

    return Change(N_("{tasks}: rescheduled by {document}"), lambda: {"document": number}, apply)
