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
from typing import TYPE_CHECKING, Final

from plancli.checks.citations import citations, register
from plancli.checks.places import at
from plancli.i18n import N_
from plancli.model import NO_FACTS, Plan, Task
from plancli.problem import Problem, Severity
from plancli.state.facts import places

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
    plan = standing.plan
    if plan.unread or any(_has_faults(task) for task in plan.tasks):
        return
    known = register(standing)
    names: set[str] = {name for name, _ in citations(standing)}
    names.update(source.amends for source in plan.info.sources if source.amends)
    names.update(_outcomes(plan))
    cited = {id(document) for name in names for document in known.find(name)}
    for document in plan.documents:
        if id(document) not in cited:
            yield Problem(NAME, at(document.file, document.at), "", {"document": document.key})


def _outcomes(plan: Plan) -> Iterator[str]:
    """Yield what tasks should produce and what completions produced: it may name a registered document."""
    for task in plan.tasks:
        yield from task.output
        if task.facts is not NO_FACTS or task.milestones or task.occurrences or task.members:
            for facts in (task.facts, *places(task.milestones + task.occurrences + task.members)):
                for entry in facts.completed + facts.submitted:
                    yield from entry.output


def _has_faults(task: Task) -> bool:
    """Return whether something at a task or its parts could not be read: it may be a citation."""
    if task.faults:
        return True
    parts = task.milestones + task.occurrences + task.members
    return any(part.faults or any(member.faults for member in part.members) for part in parts)
