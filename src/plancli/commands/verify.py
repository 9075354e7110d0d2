"""`plan verify`: somebody else has looked, and confirms a completion."""

from plancli.commands import recording as r
from plancli.commands.recording import typed
from plancli.commands.recording.change import Change, entry, refuse
from plancli.commands.recording.desk import Desk, facts_of
from plancli.commands.recording.draft import Draft
from plancli.i18n import N_, _
from plancli.state import Item
from plancli.state.facts import counting

HELP = N_("Record that a completion was confirmed, and by which body: claimed is not verified.")


@r.recording
def run(
    address: r.Addresses = None,
    by: r.By = None,
    on: r.On = None,
    document: r.Document = None,
    evidence: r.Evidence = None,
    note: r.Note = None,
) -> r.Asked:
    """Record a verification."""

    def change(desk: Desk) -> Change:
        day = desk.day(on)
        value = entry(
            day,
            document=desk.document(document),
            by=desk.body(by),
            note=typed.some_text(note, "--note"),
            evidence=typed.texts(evidence, "--evidence"),
        )

        def apply(draft: Draft, item: Item) -> None:
            facts = facts_of(item)
            submissions = facts.submitted if desk.plan.info.met_by == "submitted" else ()
            for field, entries in (("completed", facts.completed), ("submitted", submissions)):
                if given := counting(entries):
                    if given.verified:
                        message = _("{address} was verified already, on {day}.")
                        raise refuse(item, message, day=typed.said(given.verified.date))
                    draft.put_inside(item, field, entries.index(given), "verified", value)
                    return
            raise refuse(item, _("{address} has no completion that could be verified."))

        return Change(N_("{tasks}: verified {day}"), lambda: {"day": typed.said(day)}, apply, day)

    return r.Asked(address, change, takes=lambda item: item.unverified)
