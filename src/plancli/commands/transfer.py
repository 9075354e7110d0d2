"""`plan transfer`: a task went from one body to another, whose file it stands in from then on."""

from typing import Annotated

import typer

from plancli.commands import recording as r
from plancli.commands.complete import bodies
from plancli.commands.recording import typed
from plancli.commands.recording.change import Change, entry, refuse
from plancli.commands.recording.desk import Desk
from plancli.commands.recording.draft import Draft
from plancli.errors import PlanError
from plancli.i18n import N_, _
from plancli.query.names import body_label
from plancli.state import Item

HELP = N_(
    "Record that a task went to another body: its lines move to that body's file, comments and all, with a word on "
    "where it came from."
)


@r.recording
def run(
    address: r.Addresses = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="BODY", autocompletion=bodies, help=_("The body that the task went to.")),
    ] = None,
    document: r.Document = None,
    by: r.By = None,
    reason: r.Reason = None,
    on: r.On = None,
) -> r.Asked:
    """Record a transfer."""
    if to is None:
        raise PlanError(_("Say to which body: --to BODY."))

    def change(desk: Desk) -> Change:
        day = desk.day(on)
        target = typed.body(desk.plan, to, "--to")

        def apply(draft: Draft, item: Item) -> None:
            if item.kind != "task":
                raise refuse(item, _("{address} is within a task: only whole tasks go to another body."))
            if item.task.body == target:
                message = _("{address} stands in the file of {body} already.")
                raise refuse(item, message, body=body_label(desk.plan, target, whole=True))
            value = entry(
                day,
                from_=item.task.body,
                document=desk.document(document),
                by=desk.body(by),
                reason=typed.some_text(reason, "--reason"),
            )
            draft.add_fact(item, "transferred", value)
            draft.move(item, target)

        return Change(
            N_("{tasks}: transferred to {body}, {day}"),
            lambda: {"body": body_label(desk.plan, target, whole=True), "day": typed.said(day)},
            apply,
            day,
        )

    return r.Asked(address, change)
