"""A recorded fact is erased, or does not say any more what it said.

Facts are what was known and when. A progress report, a completion or a suspension that is deleted was never there, for
whoever reads the plan later; and a completion that is dated two months earlier afterwards was on time. What turns out
to be wrong is followed by a fact that says so: a completion by `returned`, a suspension by `resumed`. A fact that never
was one (a slip in the file, a task mistaken for another) is taken out with a waiver that says why.

Erased is a fact that is gone, and one in which a date, a percentage, a document, a body, an output or a piece of
evidence was taken out or replaced, or the note or reason taken out. No loss is: other words in a note, a date that
becomes more precise (`2024-03-14` for `2024-03`), something filled in or added. Reschedulings have a rule of their own,
`reschedule-rewritten`.

In the base:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024
      completed: {date: 2024-11-02, output: [205-QĐ/TW]}

Fails:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024

Write instead:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024
      completed:
        date: 2024-11-02
        output: [205-QĐ/TW]
        returned: {date: 2024-11-20, by: van-phong, reason: Thiếu phụ lục}
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.diff.facts import fact_of
from plancli.i18n import N_
from plancli.model import Rescheduling
from plancli.problem import Dates, Problem, Severity
from plancli.review.changed import lost

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "fact-erased"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A recorded fact is erased")
MESSAGES: Final = {
    "": N_(
        "`{field}` of {id}, dated {date}, is gone; it stood at {old} in {base}: put it back, "
        "and record what is right beside it"
    ),
    "changed": N_(
        "`{field}` of {id}, dated {date} in {base} ({old}), does not say any more what it said in {fields}: "
        "leave it as it was, and record what is right beside it"
    ),
}


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each fact of the base that does not say any more what it said."""
    for change in branch.changes("fact-erased", "fact-changed"):
        if isinstance(change.old, Rescheduling) or branch.lost_milestone(change.address):
            continue
        fields = lost(change.old, change.new, branch.references) if change.new else []
        if fields or change.new is None:
            values = {
                "id": change.address,
                "field": change.field,
                "date": Dates(fact_of(change.old).date.text),
                "fields": ", ".join(f"`{name}`" for name in fields),
                **branch.stood(change),
            }
            yield Problem(NAME, branch.place(change), "changed" if change.new else "", values)
