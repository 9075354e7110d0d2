"""`plan return`: a completion was found insufficient. It stays on record, and no longer counts."""

from plancli.commands import recording as r
from plancli.commands.recording import typed
from plancli.commands.recording.change import Change, entry, refuse
from plancli.commands.recording.desk import Desk, facts_of
from plancli.commands.recording.draft import Draft
from plancli.errors import PlanError
from plancli.i18n import N_, _
from plancli.state import COMPLETED, Item
from plancli.state.facts import counting

HELP = N_(
    "Record that a completion, or else a submission, was found insufficient: it stays on record and counts no more."
)


@r.recording
def run(
    address: r.Addresses = None,
    reason: r.Reason = None,
    by: r.By = None,
    on: r.On = None,
    document: r.Document = None,
) -> r.Asked:
    """Record a return."""
    if reason is None:
        raise PlanError(_("Say why it was returned: --reason TEXT."))

    def change(desk: Desk) -> Change:
        day = desk.day(on)
        value = entry(day, document=desk.document(document), by=desk.body(by), reason=typed.text(reason, "--reason"))

        def apply(draft: Draft, item: Item) -> None:
            facts = facts_of(item)
            for field, entries in (("completed", facts.completed), ("submitted", facts.submitted)):
                if given := counting(entries):
                    draft.put_inside(item, field, entries.index(given), "returned", value)
                    return
            raise refuse(item, _("{address} has no completion or submission that could be returned."))

        return Change(N_("{tasks}: returned {day}"), lambda: {"day": typed.said(day)}, apply, day)

    return r.Asked(address, change, takes=lambda item: item.state in COMPLETED)
