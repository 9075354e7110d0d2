"""`plan resume`: work on a suspended task goes on."""

from plancli.commands import recording as r
from plancli.commands.recording import typed
from plancli.commands.recording.change import Change, refuse
from plancli.commands.recording.desk import Desk, facts_of
from plancli.commands.recording.draft import Draft
from plancli.i18n import N_, _
from plancli.state import Item

HELP = N_("Record that work on a suspended task goes on.")


@r.recording
def run(
    address: r.Addresses = None,
    on: r.On = None,
) -> r.Asked:
    """Record a resumption."""

    def change(desk: Desk) -> Change:
        day = desk.day(on)

        def apply(draft: Draft, item: Item) -> None:
            pauses = facts_of(item).suspended
            held = [number for number, pause in enumerate(pauses) if pause.resumed is None]
            if not held:
                raise refuse(item, _("{address} is not suspended."))
            for number in held:
                draft.put_inside(item, "suspended", number, "resumed", day.text)

        return Change(N_("{tasks}: resumed {day}"), lambda: {"day": typed.said(day)}, apply, day)

    return r.Asked(address, change, takes=lambda item: any(one.resumed is None for one in facts_of(item).suspended))
