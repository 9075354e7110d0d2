"""`plan withdraw`: a task was given up, or split or merged into others."""

from typing import Annotated

import typer

from plancli.commands import recording as r
from plancli.commands.complete import addresses
from plancli.commands.recording import typed
from plancli.commands.recording.change import Change, entry, refuse
from plancli.commands.recording.desk import Desk, facts_of
from plancli.commands.recording.draft import Draft
from plancli.errors import PlanError
from plancli.i18n import N_, _
from plancli.state import Item
from plancli.state.facts import counting

HELP = N_("Record that a task was given up, or went into others: by which document and why. It stays in the plan.")


@r.recording
def run(
    address: r.Addresses = None,
    document: r.Document = None,
    reason: r.Reason = None,
    into: Annotated[
        list[str] | None,
        typer.Option(
            "--into",
            metavar="ID",
            autocompletion=addresses,
            help=_("A task that it was split or merged into. As often as needed."),
        ),
    ] = None,
    on: r.On = None,
    by: r.By = None,
) -> r.Asked:
    """Record a withdrawal."""
    if document is None and reason is None and not into:
        raise PlanError(_("Say why or by what: --reason TEXT, --document NUMBER, or --into ID."))

    def change(desk: Desk) -> Change:
        day = desk.day(on)
        heirs = typed.tasks(desk.standing, into or ())
        value = entry(
            day,
            document=desk.document(document),
            by=desk.body(by),
            reason=typed.some_text(reason, "--reason"),
            into=heirs,
        )

        def apply(draft: Draft, item: Item) -> None:
            facts = facts_of(item)
            if facts.withdrawn:
                message = _("{address} was withdrawn already, on {day}.")
                raise refuse(item, message, day=typed.said(facts.withdrawn.fact.date))
            if given := counting(facts.completed):
                message = _("{address} was completed on {day}: what is done cannot be withdrawn.")
                raise refuse(item, message, day=typed.said(given.fact.date))
            if str(item.task.id) in heirs:
                raise refuse(item, _("{address} cannot go into itself."))
            draft.put(item, "withdrawn", value=value)

        return Change(N_("{tasks}: withdrawn {day}"), lambda: {"day": typed.said(day)}, apply, day)

    return r.Asked(address, change)
