"""`plan log`: a word on how far a task is."""

from typing import Annotated, Final

import typer

from plancli.commands import recording as r
from plancli.commands.complete import addresses
from plancli.commands.recording import typed
from plancli.commands.recording.change import Change, entry
from plancli.commands.recording.desk import Desk
from plancli.commands.recording.draft import Draft
from plancli.errors import PlanError
from plancli.i18n import N_, _
from plancli.ids import split_address
from plancli.state import Item

HELP = N_("Record a word of progress on a task: what was done, how much of it, what shows it.")
EXAMPLE: Final = 'plan log IV.5.1 "..."'


@r.recording
def run(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ADDRESS]... NOTE",
            autocompletion=addresses,
            help=_("The tasks, such as IV.5.1; and last, in quotes, what there is to say."),
        ),
    ] = None,
    on: r.On = None,
    percent: Annotated[
        str | None, typer.Option("--percent", metavar="N", help=_("How much is done, 0 to 100."))
    ] = None,
    evidence: r.Evidence = None,
    document: r.Document = None,
    by: r.By = None,
) -> r.Asked:
    """Record progress."""
    *named, note = words or [""]

    def change(desk: Desk) -> Change:
        _check_note(desk, note)
        day = desk.day(on)
        value = entry(
            day,
            document=desk.document(document),
            by=desk.body(by),
            note=typed.text(note, "NOTE"),
            percent=typed.percent(percent),
            evidence=typed.texts(evidence, "--evidence"),
        )

        def apply(draft: Draft, item: Item) -> None:
            draft.add(item, "progress", value)

        return Change(N_("{tasks}: progress {day}"), lambda: {"day": typed.said(day)}, apply, day)

    return r.Asked(named, change, missing=EXAMPLE)


def _check_note(desk: Desk, note: str) -> None:
    """PlanError where nothing is said, or where what stands last is the address of a task."""
    ids = {str(task.id).casefold() for task in desk.plan.tasks}
    if not note.strip() or split_address(note.strip().casefold())[0] in ids:
        message = _("Say what there is to report, in quotes behind the address.")
        raise PlanError(message, _("Such as: {command}").format(command=EXAMPLE))
