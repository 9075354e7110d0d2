"""A branch calls a task completed, and shows nothing for it.

The moment to ask for what came out of a task is when somebody says that it is done. Name what was issued (`output`),
what shows it (`evidence`: a number, a link, a path), or the `document` that says so. This holds for milestones,
occurrences and members too, and for what is submitted where that meets a deadline (`met_by: submitted`, in the base or
in the branch). Completions that stand in the base already are `completed-without-evidence`'s, in `plan validate`.

In the base:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024

Fails:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024
      completed: 2024-11-02

Write instead:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024
      completed:
        date: 2024-11-02
        output: [205-QĐ/TW]
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.i18n import N_
from plancli.problem import Problem, Severity
from plancli.review.recorded import meeting, recorded, stands

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "completion-without-evidence"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A branch calls a task completed, and shows nothing for it")
MESSAGES: Final = {
    "": N_("{id} is called completed, but nothing shows it: add `output`, `evidence` or `document`"),
    "submitted": N_(
        "{id} is called submitted, which meets its deadline here, but nothing shows it: "
        "add `output`, `evidence` or `document`"
    ),
}


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each completion, or submission that meets deadlines, without output, evidence and document."""
    for field, variant in meeting(branch).items():
        for place, entry, _before, where in recorded(branch, field):
            fact = entry.fact
            if stands(entry, branch.day) and not (entry.output or fact.evidence or fact.document is not None):
                yield Problem(NAME, where, variant, {"id": place.address})
