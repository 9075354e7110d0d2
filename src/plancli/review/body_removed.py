"""The file of a body is deleted.

A body that was merged or dissolved has answered for tasks until then, and stands in facts and earlier reports. It stays
in the plan with the day that it ended (`until`) and the bodies that follow it (`succeeded_by`), who then answer for its
tasks by themselves. A body whose file only gets another name is no removed one.

In the base:

    # bodies/ban-dan-van.yaml
    name: Ban Dân vận
    # bodies/ban-tuyen-giao.yaml
    name: Ban Tuyên giáo

Fails:

    # bodies/ban-tuyen-giao.yaml
    name: Ban Tuyên giáo

Write instead:

    # bodies/ban-dan-van.yaml
    name: Ban Dân vận
    until: 2025-01-31
    succeeded_by: [ban-tuyen-giao]
    # bodies/ban-tuyen-giao.yaml
    name: Ban Tuyên giáo
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.i18n import N_
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "body-removed"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("The file of a body is deleted")
MESSAGES: Final = {
    "": N_(
        "the body {id} ({title}) is gone; it stood at {old} in {base}: put it back, with `until` and `succeeded_by` "
        "if it has ended"
    ),
}


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each body that the base had and the branch has not."""
    for change in branch.changes("body-removed"):
        values = {"id": change.address, "title": change.title, **branch.stood(change)}
        yield Problem(NAME, branch.place(change), "", values)
