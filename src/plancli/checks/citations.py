"""Every citation of a document in a plan, and the register that they are looked up in."""

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from plancli.checks.memory import once
from plancli.checks.places import dated_facts
from plancli.documents import Register
from plancli.model import Located, Plan

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
def cited(standing: "Standing") -> set[str]:
    """Return what all citations name, each once."""
    names: set[str] = {name for name, _ in _beside_tasks(standing.plan)}
    names.update(chain.from_iterable([task.cites for task in standing.checked]))
    names.update([task.assigned.document for task in standing.checked if task.assigned and task.assigned.document])
    names.update([fact.document for _, _, fact in dated_facts(standing) if fact.document])
    return names


@once
def citations(standing: "Standing") -> list[Citation]:
    """Return all citations: of the checked tasks and their facts, of the plan, its sources and its documents."""
    found = _beside_tasks(standing.plan)
    for task in standing.checked:
        for name in task.cites:
            found.append(Citation(name, task.file))
        if task.assigned is not None and task.assigned.document:
            found.append(Citation(task.assigned.document, task.file))
    for place, _, fact in dated_facts(standing):
        if fact.document:
            found.append(Citation(fact.document, place.file))
    return found


def _beside_tasks(plan: Plan) -> list[Citation]:
    """Return the citations of the plan itself, of its sources, and of other documents."""
    found = [Citation(name, plan.info.file) for name in plan.info.implements]
    found += [Citation(source.document, plan.info.file) for source in plan.info.sources if source.document]
    found += [Citation(name, document.file) for document in plan.documents for name in document.replaced_by]
    return found
