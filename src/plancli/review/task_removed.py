"""A task is taken out of the plan.

A duty that was given does not vanish: it is done, or given up by somebody who may. A task whose lines are deleted can
no longer be reported on, and whoever reads the plan later cannot know that it was ever there. Withdraw it instead:
it then counts as given up from that day, and its history stays.

A task that only stands in another file, or has another id, is not removed: see `transferred-without-record` and
`id-changed`.

In the base:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024

Fails:

    []

Write instead:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024
      withdrawn:
        date: 2024-05-03
        document: 123-KL/TW
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.i18n import N_
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "task-removed"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A task is taken out of the plan")
MESSAGES: Final = {
    "": N_("{id} ({title}) is gone; it stood at {old} in {base}: put it back, and add `withdrawn` if it is given up"),
}


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each task that the base had and the branch has not."""
    for change in branch.changes("task-removed"):
        values = {"id": change.address, "title": change.title, **branch.stood(change)}
        yield Problem(NAME, branch.gone(change.old_place), "", values)
