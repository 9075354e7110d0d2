"""A task is withdrawn or suspended, and no document says so.

What is withdrawn is not asked for any more, and what is suspended is not overdue. A duty that a document gave is ended
or put on hold by a document; a note of the body that has to do it is not enough. This holds for milestones, occurrences
and members too, and for a task that is split or merged into others.

In the base:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024

Fails:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024
      withdrawn: {date: 2024-05-03, reason: Không còn phù hợp}

Write instead:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024
      withdrawn: {date: 2024-05-03, document: 123-KL/TW, reason: Không còn phù hợp}
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.i18n import N_
from plancli.problem import Problem, Severity
from plancli.review.recorded import recorded

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "stopped-without-document"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A task is withdrawn or suspended by no document")
MESSAGES: Final = {
    "withdrawn": N_("{id} is withdrawn by no document: name one in `document`"),
    "suspended": N_("{id} is suspended by no document: name one in `document`"),
}


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each withdrawal and suspension that the branch records without a document."""
    for field in MESSAGES:
        for place, entry, _before, where in recorded(branch, field):
            if entry.fact.document is None:
                yield Problem(NAME, where, field, {"id": place.address})
