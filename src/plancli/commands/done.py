"""`plan done`: a task was completed."""

from plancli.commands import recording as r
from plancli.commands.recording import typed
from plancli.commands.recording.change import Change, check_recurring, fact, is_one, refuse
from plancli.commands.recording.desk import Desk, facts_of
from plancli.commands.recording.draft import Draft
from plancli.i18n import N_, _
from plancli.state import Item
from plancli.state.facts import counting

HELP = N_("Record that a task was completed: when, and what came out of it or shows it.")


@r.recording
def run(
    address: r.Addresses = None,
    on: r.On = None,
    reported: r.Reported = None,
    output: r.Output = None,
    evidence: r.Evidence = None,
    document: r.Document = None,
    note: r.Note = None,
) -> r.Asked:
    """Record a completion."""

    def change(desk: Desk) -> Change:
        day = desk.day(on)
        value = fact(
            day,
            reported=desk.day(reported, "--reported").text if reported is not None else None,
            document=desk.document(document),
            note=typed.some_text(note, "--note"),
            evidence=typed.texts(evidence, "--evidence"),
            output=desk.documents(output, "--output"),
        )

        def apply(draft: Draft, item: Item) -> None:
            if given := counting(facts_of(item).completed):
                message = _("{address} was completed already, on {day}.")
                hint = _("If that was not enough, record it first: {command}")
                command = f"plan return {item.key} --reason ..."
                raise refuse(item, message, hint.format(command=command), day=typed.said(given.fact.date))
            check_recurring(desk, item, "plan done {address}")
            draft.add_fact(item, "completed", value)

        return Change(N_("{tasks}: completed {day}"), lambda: {"day": typed.said(day)}, apply, day)

    return r.Asked(address, change, takes=is_one)
