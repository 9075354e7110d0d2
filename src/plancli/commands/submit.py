"""`plan submit`: the result was handed to who decides."""

from plancli.commands import recording as r
from plancli.commands.recording import typed
from plancli.commands.recording.change import Change, check_recurring, fact, is_one, refuse
from plancli.commands.recording.desk import Desk, facts_of
from plancli.commands.recording.draft import Draft
from plancli.i18n import N_, _
from plancli.state import Item
from plancli.state.facts import counting

HELP = N_("Record that the result of a task was submitted to who decides. That is not yet a completion.")


@r.recording
def run(
    address: r.Addresses = None,
    on: r.On = None,
    document: r.Document = None,
    evidence: r.Evidence = None,
    note: r.Note = None,
) -> r.Asked:
    """Record a submission."""

    def change(desk: Desk) -> Change:
        day = desk.day(on)
        value = fact(
            day,
            document=desk.document(document),
            note=typed.some_text(note, "--note"),
            evidence=typed.texts(evidence, "--evidence"),
        )

        def apply(draft: Draft, item: Item) -> None:
            if (given := counting(facts_of(item).submitted)) and given.fact.date == day:
                message = _("{address} was submitted already, on {day}.")
                raise refuse(item, message, day=typed.said(given.fact.date))
            check_recurring(desk, item, "plan submit {address}")
            draft.add_fact(item, "submitted", value)

        return Change(N_("{tasks}: submitted {day}"), lambda: {"day": typed.said(day)}, apply, day)

    return r.Asked(address, change, takes=is_one)
