"""A task is withdrawn, but nothing says why.

A withdrawn task leaves every count of what is to be done. Whoever asks later why a duty of the plan was dropped should
find the answer beside it: the `document` that decided it, or a `reason` in words. `into` says where the work went, not
why.

Fails:

    withdrawn: {date: 2024-06-30, into: [IV.4.4]}

Write instead:

    withdrawn: {date: 2024-06-30, into: [IV.4.4], reason: Nhập vào đề án chung}
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.checks.places import at, having
from plancli.i18n import N_
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "withdrawn-without-reason"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("A task is withdrawn, but nothing says why")
MESSAGES: Final = {
    "": N_("{address} is withdrawn, but nothing says why: add `reason` or `document`"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each withdrawal without a reason and a document."""
    for place in having(standing, "withdrawn"):
        withdrawn = place.facts.withdrawn
        if withdrawn is None or withdrawn.fact.reason or withdrawn.fact.document is not None:
            continue
        if "withdrawn" not in place.faults:
            yield Problem(NAME, at(place.file, withdrawn.fact.at), "", {"address": place.address})
