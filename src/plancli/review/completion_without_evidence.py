"""A branch calls a task completed, and shows nothing for it.

The moment to ask for what came out of a task is when somebody says that it is done. Name what was issued (`output`),
what shows it (`evidence`: a number, a link, a path), or the `document` that says so. This holds for milestones,
occurrences and members too. Completions that stand in the base already are `completed-without-evidence`'s, in
`plan validate`.

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
from plancli.review.recorded import recorded

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "completion-without-evidence"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A branch calls a task completed, and shows nothing for it")
MESSAGES: Final = {
    "": N_("{id} is called completed, but nothing shows it: add `output`, `evidence` or `document`"),
}


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each completion that the branch records without output, evidence and document."""
    for place, entry, _before, where in recorded(branch, "completed"):
        fact = entry.fact
        if not (entry.output or fact.evidence or fact.document is not None or entry.returned is not None):
            yield Problem(NAME, where, "", {"id": place.address})
