"""A document is taken out of the register.

The register is what citations, outputs and decisions point to, also in earlier versions of the plan and in reports. A
document that has ceased to hold stays, with its `status` and what replaced it. One that was registered by mistake is
taken out with a word in the commit message.

In the base:

    # documents.yaml
    documents:
      - {number: 158-QĐ/TW, date: 2008-05-12, title: Quy chế chất vấn}

Fails:

    # documents.yaml
    documents: []

Write instead:

    # documents.yaml
    documents:
      - {number: 158-QĐ/TW, date: 2008-05-12, title: Quy chế chất vấn, status: hết hiệu lực}
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.i18n import N_
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "document-removed"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A document is taken out of the register")
MESSAGES: Final = {
    "": N_(
        "{id} is gone from the register; it stood at {old} in {base}: put it back, with `status` or `replaced_by` "
        "if it no longer holds"
    ),
}


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each document that the base had and the branch has not."""
    for change in branch.changes("document-removed"):
        yield Problem(NAME, branch.place(change), "", {"id": change.address, **branch.stood(change)})
