"""A branch records a verification by the body that did the work.

Claimed is not verified: `verified` means that somebody else has looked, and says who (`by`). The bodies that lead the
task, jointly or after succeeding the one that did, cannot confirm themselves. Compared is who led on the day of the
verification. What stands in the base already is left to the check of the same name.

In the base:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024
      completed: {date: 2024-11-02, output: [205-QĐ/TW]}

Fails:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024
      completed:
        date: 2024-11-02
        output: [205-QĐ/TW]
        verified: {date: 2024-11-20, by: ban-mau}

Write instead:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024
      completed:
        date: 2024-11-02
        output: [205-QĐ/TW]
        verified: {date: 2024-11-20, by: van-phong}
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.checks.places import FactPlace, at, fact_places
from plancli.checks.verified_by_lead import by_lead
from plancli.i18n import N_
from plancli.model import Fact
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.review.branch import Branch
    from plancli.state import Standing

NAME: Final = "verified-by-lead"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A branch records a verification by the body that did the work")
MESSAGES: Final = {
    "": N_("{id} is verified by {body}, which leads it: let another body verify it"),
    "nobody": N_("{id} is called verified, but nobody is named: add `by`, the body that has looked"),
}


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each verification by a leading body, or by nobody who is named, that the base does not have."""
    known: dict[tuple[object, ...], set[str]] = {}
    for place, said in _verifications(branch.base):
        known.setdefault(_said(place.address, said), set()).add(said.by or "")
    for place, said, body in by_lead(branch.work):
        before = known.get(_said(branch.old_address(place.address), said), ())
        if branch.is_compared(place.task) and not any(branch.references.is_same_body(one, body) for one in before):
            yield Problem(NAME, at(place.file, said.at), "", {"id": place.address, "body": body})
    for place, said in _verifications(branch.work):
        is_new = _said(branch.old_address(place.address), said) not in known
        if said.by is None and is_new and branch.is_compared(place.task):
            yield Problem(NAME, at(place.file, said.at), "nobody", {"id": place.address})


def _verifications(standing: "Standing") -> Iterator[tuple[FactPlace, Fact]]:
    """Yield every verification of a plan."""
    for place in fact_places(standing):
        for entry in place.facts.completed + place.facts.submitted:
            if entry.verified is not None:
                yield place, entry.verified


def _said(address: str, said: Fact) -> tuple[object, ...]:
    """Return where and when something was verified."""
    return address, said.date.first, said.date.last
