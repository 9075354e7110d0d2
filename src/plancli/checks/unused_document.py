"""A document of the register is cited by nothing.

The register holds what the plan's tasks and facts cite. A document that nothing cites was either left behind when a
task was changed, or a task forgets to cite it. Cited counts as: by a task, by a fact, as what the plan implements or
comes from, and as what replaces another document. Where the register is meant to hold more, turn this off.

Fails:

    documents:
      - number: 200-QĐ/TW
        date: 2013-10-02

Write instead:

    tasks:
      - id: IV.4.4
        title: Tổng kết các quy định về chức năng của tổ chức đảng
        cites: [200-QĐ/TW]

    documents:
      - number: 200-QĐ/TW
        date: 2013-10-02
"""

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Final

from plancli.checks.citations import cited, register
from plancli.checks.places import at, having, whole, with_parts
from plancli.i18n import N_
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "unused-document"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("A document of the register is cited by nothing")
MESSAGES: Final = {
    "": N_("nothing cites {document}: cite it from the task it belongs to, or take it out of the register"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each document that no citation finds; none while any file, or a field of any task, could not be read."""
    plan, standing = standing.plan, whole(standing)
    if plan.unread or _has_faults(standing):
        return
    known = register(standing)
    names = cited(standing) | _outcomes(standing)
    names.update([source.amends for source in plan.info.sources if source.amends])
    used = {id(document) for name in names for document in known.find(name)}
    for document in plan.documents:
        if id(document) not in used:
            yield Problem(NAME, at(document.file, document.at), "", {"document": document.key})


def _outcomes(standing: "Standing") -> set[str]:
    """Return what tasks should produce and what completions produced: it may name a registered document."""
    names: set[str] = set(chain.from_iterable([task.output for task in standing.checked]))
    for place in having(standing, "completed"):
        names.update(chain.from_iterable([entry.output for entry in place.facts.completed]))
    for place in having(standing, "submitted"):
        names.update(chain.from_iterable([entry.output for entry in place.facts.submitted]))
    return names


def _has_faults(standing: "Standing") -> bool:
    """Return whether something at a task or its parts could not be read: it may be a citation."""
    if any(task.faults for task in standing.checked):
        return True
    parts = [part for task in with_parts(standing) for part in task.milestones + task.occurrences + task.members]
    return any(part.faults or any(member.faults for member in part.members) for part in parts)
