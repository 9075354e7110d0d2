"""`plan suspend`: a task was put on hold."""

from plancli.commands import recording as r
from plancli.commands.recording import typed
from plancli.commands.recording.change import Change, entry, refuse
from plancli.commands.recording.desk import Desk, facts_of
from plancli.commands.recording.draft import Draft
from plancli.i18n import N_, _
from plancli.state import Item
from plancli.state.facts import in_order

HELP = N_("Record that a task was put on hold, by which document and why.")


@r.recording
def run(
    address: r.Addresses = None,
    document: r.Document = None,
    reason: r.Reason = None,
    on: r.On = None,
    by: r.By = None,
) -> r.Asked:
    """Record a suspension."""

    def change(desk: Desk) -> Change:
        day = desk.day(on)
        value = entry(
            day, document=desk.document(document), by=desk.body(by), reason=typed.some_text(reason, "--reason")
        )

        def apply(draft: Draft, item: Item) -> None:
            for pause in in_order(facts_of(item).suspended):
                if pause.resumed is None:
                    message = _("{address} is suspended already, since {day}.")
                    raise refuse(item, message, day=typed.said(pause.fact.date))
            draft.add_fact(item, "suspended", value)

        return Change(N_("{tasks}: suspended {day}"), lambda: {"day": typed.said(day)}, apply, day)

    return r.Asked(address, change)
