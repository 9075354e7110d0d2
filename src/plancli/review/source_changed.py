"""A task is said to come from another clause of the document.

`source` is how a task goes back to what was adopted, and how it is known that each clause has its task. When it
changes, another clause may be left without one, and the task's ground is another. A slip is corrected with a word in
the commit message.

In the base:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      source: IV.5

Fails:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      source: IV.6

Write instead:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      source: IV.5
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.i18n import N_
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "source-changed"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("A task is said to come from another clause")
MESSAGES: Final = {
    "": N_(
        "{id} came from {before} in {base} and comes from {after} now: "
        "put it back, or say why in a `Plan-Waive` of the commit"
    ),
    "stated": N_("{id} had no `source` in {base} and comes from {after} now: say why in a `Plan-Waive` of the commit"),
    "dropped": N_("{id} came from {before} in {base} ({old}) and has no `source` now: put it back"),
}


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each task whose clauses are others."""
    for change in branch.changes("source-changed"):
        before, after = ", ".join(change.old or ()), ", ".join(change.new or ())
        variant = "stated" if not before else "" if after else "dropped"
        values = {"id": change.address, "before": before, "after": after, **branch.stood(change)}
        yield Problem(NAME, branch.place(change), variant, values)
