"""A task gets another id.

The id is what others know a task by: reports, letters, the dependencies and deadlines of other tasks, and every earlier
version of the plan. A task under a new id has lost its past, and its old id seems to be removed. Known as the same is a
task with the same source and title, and where tasks are numbered anew, one with the same title.

In the base:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      source: IV.5
      due: 2024

Fails:

    - id: IV.5.1a
      title: Sửa Quy chế chất vấn
      source: IV.5
      due: 2024

Write instead:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      source: IV.5
      due: 2024
      note: Trong văn bản là mục IV.5.1a
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.i18n import N_
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "id-changed"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A task gets another id")
MESSAGES: Final = {
    "": N_("{id} of {base} ({old}) is called {other} now: keep the id, others know the task by it"),
}


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each task that has another id than in the base."""
    for change in branch.changes("id-changed"):
        values = {"id": str(change.old), "other": str(change.new), **branch.stood(change)}
        yield Problem(NAME, branch.place(change), "", values)
