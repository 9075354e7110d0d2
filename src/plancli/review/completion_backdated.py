"""A branch records a completion that is dated before progress which the base already has.

When work was still reported in November, the task was not completed in October. A completion that is dated back is how
a late task becomes one that was on time. The same is true of a submission where that meets a deadline (`met_by:
submitted`, in the base or in the branch). Where only a month or a year is known, only what is certain is said.

In the base:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024-10
      progress: [{date: 2024-11-20, note: Đang lấy ý kiến}]

Fails:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024-10
      progress: [{date: 2024-11-20, note: Đang lấy ý kiến}]
      completed: {date: 2024-10-31, output: [205-QĐ/TW]}

Write instead:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024-10
      progress: [{date: 2024-11-20, note: Đang lấy ý kiến}]
      completed: {date: 2024-12-05, output: [205-QĐ/TW]}
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.diff.meaning import same
from plancli.i18n import N_
from plancli.model import Completion
from plancli.problem import Dates, Problem, Severity
from plancli.review.recorded import meeting, recorded, stands

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "completion-backdated"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A completion is dated before progress that was already recorded")
MESSAGES: Final = {
    "": N_(
        "{id} is called completed on {date}, but {base} has progress of {progress}: correct the date, "
        "or say why in a `Plan-Waive` of the commit"
    ),
    "submitted": N_(
        "{id} is called submitted on {date}, but {base} has progress of {progress}: correct the date, "
        "or say why in a `Plan-Waive` of the commit"
    ),
}


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each completion, or submission that meets deadlines, that is certainly before known progress."""
    for field, variant in meeting(branch).items():
        for place, entry, before, where in recorded(branch, field, _is_of_one_date):
            done = entry.fact.date
            later = [said.fact.date for said in before.progress if said.fact.date.first > done.end]
            if later and stands(entry, branch.day):
                last = max(later, key=lambda span: span.first)
                told = {"date": Dates(done.text), "base": branch.name, "progress": Dates(last.text)}
                yield Problem(NAME, where, variant, {"id": place.address, **told})


def _is_of_one_date(before: Completion, after: Completion) -> bool:
    """Return whether two completions are of the same date: one that becomes more precise may be too early now."""
    return same(before.fact.date, after.fact.date)
