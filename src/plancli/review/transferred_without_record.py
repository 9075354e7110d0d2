"""A task moves to another body, but nothing says when and by what.

The file that a task stands in says who answers for it. Moved without a record, it seems to have been the new body's
from the beginning: what the former one did or left undone is then the new one's. `transferred` keeps who had it before,
from when that changed, and the document that says so. A record by which it came from a body that never had it puts on
that one what was left undone, and is found too.

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

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from plancli.i18n import N_
from plancli.problem import Place, Problem, Severity
from plancli.review.recorded import Recorded, recorded

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "transferred-without-record"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A task moves to another body without a record of it")
MESSAGES: Final = {
    "": N_("{id} was a task of {before} in {base} ({old}): add `transferred` with its date and `from: {before}`"),
    "elsewhere": N_(
        "{id} is said to come from {before}, but was a task of {body} in {base} ({old}): "
        "take the record out, or say why in a `Plan-Waive` of the commit"
    ),
}


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each task that moved without saying so, or that says that it came from a body which did not have it."""
    unrecorded = set()
    for change in branch.changes("task-transferred"):
        task = branch.tasks.get(change.address)
        if change.field != "transferred" and task is not None and "transferred" not in task.faults:
            unrecorded.add(change.address)
            values = {"id": change.address, "before": str(change.old), **branch.stood(change)}
            yield Problem(NAME, branch.place(change), "", values)
    for task_id, one in _first_records(branch).items():
        old = branch.old_tasks.get(branch.old_address(task_id))
        source = str(one.entry.source)
        if old and task_id not in unrecorded and not branch.references.is_same_body(old.body, source):
            stood = {"old": str(Place(old.file, old.at.line, old.at.column)), "base": branch.name}
            yield Problem(NAME, one.where, "elsewhere", {"id": task_id, "before": source, "body": old.body, **stood})


def _first_records(branch: "Branch") -> Mapping[str, Recorded]:
    """Return of the transfers of each task that the branch records the earliest, which is from where it was."""
    found: dict[str, Recorded] = {}
    for one in recorded(branch, "transferred"):
        task_id = str(one.place.task.id)
        before = found.get(task_id)
        if one.place.part is None and (before is None or one.entry.fact.date.end < before.entry.fact.date.end):
            found[task_id] = one
    return found
