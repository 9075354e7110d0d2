"""A deadline is rescheduled, but by no document.

A deadline given in a document is moved by a document. Without one the new deadline counts, but as provisional: it is
shown as such, and reports say so. Once the decision is there, name it in `document`.

Fails:

    rescheduled:
      - date: 2024-12-20
        to: 2025
        reason: Chờ tổng kết nghị quyết

Write instead:

    rescheduled:
      - date: 2024-12-20
        to: 2025
        document: 123-KL/TW
        reason: Chờ tổng kết nghị quyết
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.checks.places import at, having
from plancli.i18n import N_
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "reschedule-without-document"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("A deadline is rescheduled, but by no document")
MESSAGES: Final = {
    "": N_("{address} is rescheduled to `{to}` by no document, so that is provisional: name one in `document`"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each rescheduling without a document."""
    for place in having(standing, "rescheduled"):
        for moved in place.facts.rescheduled:
            if moved.fact.document is None and "rescheduled" not in place.faults:
                yield Problem(NAME, at(place.file, moved.fact.at), "", {"address": place.address, "to": moved.to.text})
