"""A task moves to another body, but nothing says when and by what.

The file that a task stands in says who answers for it. Moved without a record, it seems to have been the new body's
from the beginning: what the former one did or left undone is then the new one's. `transferred` keeps who had it before,
from when that changed, and the document that says so.

In the base:

    # bodies/ban-mau.yaml
    name: Ban mẫu
    tasks:
      - id: IV.5.1
        title: Sửa Quy chế chất vấn
        due: 2024

Fails:

    # bodies/ban-mau.yaml
    name: Ban mẫu
    # bodies/van-phong.yaml
    name: Văn phòng
    tasks:
      - id: IV.5.1
        title: Sửa Quy chế chất vấn
        due: 2024

Write instead:

    # bodies/ban-mau.yaml
    name: Ban mẫu
    # bodies/van-phong.yaml
    name: Văn phòng
    tasks:
      - id: IV.5.1
        title: Sửa Quy chế chất vấn
        due: 2024
        transferred: {date: 2024-05-03, from: ban-mau, document: 123-KL/TW}
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.i18n import N_
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "transferred-without-record"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A task moves to another body without a record of it")
MESSAGES: Final = {
    "": N_("{id} was a task of {before} in {base} ({old}): add `transferred` with its date and `from: {before}`"),
}


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each task that stands in another body's file and does not say that it came from there."""
    for change in branch.changes("task-transferred"):
        task = branch.tasks.get(change.address)
        if change.field != "transferred" and task is not None and "transferred" not in task.faults:
            values = {"id": change.address, "before": str(change.old), **branch.stood(change)}
            yield Problem(NAME, branch.place(change), "", values)
