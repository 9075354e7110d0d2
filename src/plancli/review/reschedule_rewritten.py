"""A recorded rescheduling is changed or erased.

Each rescheduling is a step in the history of a deadline: how often it moved, by how much, who allowed it. Whether a
task was completed on time follows from it. An entry that stands in the base therefore stays; another deadline is a
further entry. Filling in what was missing (a `document`, who did it, when it was reported) and other words in `reason`
or `note` are fine.

In the base:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024
      rescheduled:
        - {date: 2024-12-20, to: 2025, document: 123-KL/TW}

Fails:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024
      rescheduled:
        - {date: 2024-12-20, to: 2026, document: 123-KL/TW}

Write instead:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024
      rescheduled:
        - {date: 2024-12-20, to: 2025, document: 123-KL/TW}
        - {date: 2025-12-15, to: 2026, document: 150-KL/TW}
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.i18n import N_
from plancli.model import Rescheduling
from plancli.problem import Dates, Problem, Severity
from plancli.review.changed import lost

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "reschedule-rewritten"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A recorded rescheduling is changed or erased")
MESSAGES: Final = {
    "": N_(
        "the rescheduling of {id} to `{to}`, dated {date}, is gone; it stood at {old} in {base}: put it back, "
        "and add another after it"
    ),
    "changed": N_(
        "the rescheduling of {id} to `{to}`, dated {date} in {base} ({old}), says something else in {fields}: "
        "leave it as it was, and add another after it"
    ),
}


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each rescheduling of the base that does not say any more what it said."""
    for change in branch.changes("fact-erased", "fact-changed"):
        entry = change.old
        if not isinstance(entry, Rescheduling) or branch.lost_milestone(change.address):
            continue
        fields = lost(entry, change.new, branch.references) if change.new else []
        if fields or change.new is None:
            values = {
                "id": change.address,
                "to": entry.to.text,
                "date": Dates(entry.fact.date.text),
                "fields": ", ".join(f"`{name}`" for name in fields),
                **branch.stood(change),
            }
            yield Problem(NAME, branch.place(change), "changed" if change.new else "", values)
