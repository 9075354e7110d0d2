"""The base got the same id meanwhile, for something else.

Two branches that add tasks choose the next free id, and it is the same. Each is right by itself, and git merges them
without a conflict when they stand in different files or lines; after that the plan has two tasks of one name. Compared
are the tasks, milestones, documents and events that the branch adds with those that the base has got since the branch
began. The same addition on both sides, such as a commit picked from the base, is fine.

In the base:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn

In the base now:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
    - id: IV.5.2
      title: Tổng kết việc chất vấn

Fails:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
    - id: IV.5.2
      title: Hướng dẫn việc kê khai

Write instead:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
    - id: IV.5.3
      title: Hướng dẫn việc kê khai
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from plancli.diff import Change
from plancli.diff.meaning import same
from plancli.i18n import N_
from plancli.model import Task
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "id-collides"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("The base got the same id meanwhile, for something else")
MESSAGES: Final = {
    "": N_("{id} was added to {base} too, at {old}: choose another id, or take over what stands there"),
}
ADDED: Final = ("task-added", "id-changed", "part-added", "document-added", "event-added")


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each thing that both sides added under one name, with different content."""
    theirs = _added(branch.elsewhere.changes)
    if not theirs:
        return
    for name, change in _added(branch.difference.changes).items():
        other = theirs.get(name)
        if other is not None and not same(_content(change, branch.tasks), _content(other, branch.tip_tasks)):
            values = {"id": change.address, "base": branch.name, "old": str(other.new_place or "")}
            yield Problem(NAME, branch.place(change), "", values)


def _added(changes: Iterable[Change]) -> Mapping[tuple[str, str], Change]:
    """Return what was added, by its kind of thing and its name, of which case is no matter."""
    return {(change.subject, change.address.casefold()): change for change in changes if change.kind in ADDED}


def _content(change: Change, tasks: Mapping[str, Task]) -> Any:
    """Return what stands under a name that is new."""
    return tasks.get(change.address) if change.kind == "id-changed" else change.new
