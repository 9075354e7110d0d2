"""`plan start`: work on a task began."""

from plancli.commands import recording as r
from plancli.commands.recording import typed
from plancli.commands.recording.change import Change, fact, refuse
from plancli.commands.recording.desk import Desk, facts_of
from plancli.commands.recording.draft import Draft
from plancli.i18n import N_, _
from plancli.state import Item

HELP = N_("Record that work on a task began.")


@r.recording
def run(
    address: r.Addresses = None,
    on: r.On = None,
    note: r.Note = None,
) -> r.Asked:
    """Record a start."""

    def change(desk: Desk) -> Change:
        day = desk.day(on)
        value = fact(day, note=typed.some_text(note, "--note"))

        def apply(draft: Draft, item: Item) -> None:
            if began := facts_of(item).started:
                message = _("{address} was started already, on {day}.")
                raise refuse(
                    item, message, _("If that is wrong, correct the date in its file."), day=typed.said(began.date)
                )
            draft.put(item, "started", value=value)

        return Change(N_("{tasks}: started {day}"), lambda: {"day": typed.said(day)}, apply, day)

    return r.Asked(address, change, takes=lambda item: item.open and facts_of(item).started is None)
