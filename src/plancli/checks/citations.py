"""Every citation of a document in a plan, and the register that they are looked up in."""

from typing import TYPE_CHECKING, NamedTuple

from plancli.checks.memory import once
from plancli.checks.places import dated_facts
from plancli.documents import Register
from plancli.model import Located

if TYPE_CHECKING:
    from plancli.state import Standing


class Citation(NamedTuple):
    """A citation and the file it stands in."""

    name: Located
    file: str


@once
def register(standing: "Standing") -> Register:
    """Return the register of a standing's plan."""
    return Register(standing.plan.documents)


@once
def citations(standing: "Standing") -> list[Citation]:
    """Return all citations: of tasks, of their facts, of the plan itself, of its sources, of other documents."""
    plan = standing.plan
    found = [Citation(name, plan.info.file) for name in plan.info.implements]
    found += [Citation(source.document, plan.info.file) for source in plan.info.sources if source.document]
    found += [Citation(name, document.file) for document in plan.documents for name in document.replaced_by]
    for task in plan.tasks:
        for name in task.cites:
            found.append(Citation(name, task.file))
        if task.assigned is not None and task.assigned.document:
            found.append(Citation(task.assigned.document, task.file))
    for dated in dated_facts(standing):
        if dated.fact.document:
            found.append(Citation(dated.fact.document, dated.place.file))
    return found
