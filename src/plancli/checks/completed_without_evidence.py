"""A task is completed, but nothing shows it.

A completion that rests on somebody's word cannot be checked by those who verify it or read the report. Write what came
out of it (`output`), what shows it (`evidence`: a number, a link, a path), or the `document` that says so. This holds
for milestones, occurrences and members too. A completion that was returned no longer counts and needs nothing.

Fails:

    completed: 2025-03-14

Write instead:

    completed:
      date: 2025-03-14
      output: [205-QĐ/TW]
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.checks.places import at, having
from plancli.i18n import N_
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "completed-without-evidence"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("A task is completed, but nothing shows it")
MESSAGES: Final = {
    "": N_("{address} is completed, but nothing shows it: add `output`, `evidence` or `document`"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each completion without output, evidence and document."""
    for place in having(standing, "completed"):
        for entry in place.facts.completed:
            fact = entry.fact
            if entry.output or fact.evidence or fact.document is not None or entry.returned is not None:
                continue
            if "completed" not in place.faults:
                yield Problem(NAME, at(place.file, fact.at), "", {"address": place.address})
