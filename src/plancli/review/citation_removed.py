"""A task does not cite a document any more.

Which documents a task is about is what it can be found by, and what the register is for. A citation that is deleted
leaves the duty without its ground. Another way to cite the same document (`28-NQ/TW@2022-11-17` for `28-NQ/TW`), and
the document that the register says has replaced it, are fine.

In the base:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      cites: [158-QĐ/TW, 132-QĐ/TW]

Fails:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      cites: [132-QĐ/TW]

Write instead:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      cites: [158-QĐ/TW, 132-QĐ/TW]
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.i18n import N_
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "citation-removed"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("A task does not cite a document any more")
MESSAGES: Final = {
    "": N_(
        "{id} cited {documents} in {base} ({old}) and does not any more: "
        "put it back, or say why in a `Plan-Waive` of the commit"
    ),
}


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each task that lost a citation."""
    names = branch.references.names
    for change in branch.changes("citation-changed"):
        cited = [name for name in change.old or () if name not in (change.new or ())]
        still = {number for name in change.new or () for number in names(name)}
        gone = [str(name) for name in cited if still.isdisjoint(names(name, replaced=True))]
        if gone:
            values = {"id": change.address, "documents": ", ".join(gone), **branch.stood(change)}
            yield Problem(NAME, branch.place(change), "", values)
