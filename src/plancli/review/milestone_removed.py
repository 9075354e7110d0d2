"""A milestone is taken out of a task.

A milestone is a promise of its own, with its own deadline. When its lines are deleted, nobody can see any more that it
was made, nor what was recorded of it. Withdraw it instead, as a task.

In the base:

    - id: IV.3.1
      title: Sơ kết việc đổi mới
      due: 2024
      milestones:
        khao-sat: {title: Khảo sát, due: 2024-06}

Fails:

    - id: IV.3.1
      title: Sơ kết việc đổi mới
      due: 2024

Write instead:

    - id: IV.3.1
      title: Sơ kết việc đổi mới
      due: 2024
      milestones:
        khao-sat:
          title: Khảo sát
          due: 2024-06
          withdrawn: {date: 2024-05-03, document: 123-KL/TW}
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.i18n import N_
from plancli.model import Part
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "milestone-removed"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A milestone is taken out of a task")
MESSAGES: Final = {
    "": N_("{id} is gone; it stood at {old} in {base}: put it back, and add `withdrawn` if it is given up"),
}


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each milestone that the base had and the branch has not."""
    for change in branch.changes("part-removed"):
        if isinstance(change.old, Part) and change.old.kind == "milestone":
            values = {"id": change.address, **branch.stood(change)}
            yield Problem(NAME, branch.place(change), "", values)
