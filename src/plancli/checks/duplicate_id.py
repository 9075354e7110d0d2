"""Two things have one id.

A task's id is its address: `plan show IV.5.1`, a citation in a report, a dependency. Two tasks with one id make every
one of them ambiguous. Ids that differ only in case, or only in how their accents are encoded, count as one; `II.1.d`
and `II.1.đ` do not: Vietnamese lists have both letters. The same goes for the files of bodies, the clauses of one
outline and the ids of documents. An event has a name of its own too: deadlines that name it would not mean a task that
is called the same, and `issued` is the plan's own date.

Fails:

    tasks:
      - id: IV.5.1
        title: Sửa Quy chế chất vấn
      - id: IV.5.1
        title: Xây dựng cơ chế phối hợp

Write instead:

    tasks:
      - id: IV.5.1
        title: Sửa Quy chế chất vấn
      - id: IV.5.2
        title: Xây dựng cơ chế phối hợp
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.checks.names import names
from plancli.checks.places import at
from plancli.i18n import N_
from plancli.model import Document
from plancli.problem import Problem, Severity
from plancli.state.anchors import ISSUED

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "duplicate-id"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("Two things have one id")
MESSAGES: Final = {
    "": N_("{id} is already at {other}: give one of them another id"),
    "case": N_("{id} differs only in case from {twin} at {other}: give one of them another id"),
    "clause": N_("clause {id} is already at {other}: delete one of the two, or correct its id"),
    "document": N_("{id} is already the id of the document at {other}: give one of them another id"),
    "event": N_("{id} is also the id of the task at {other}: deadlines that name it mean this event; rename the event"),
    "issued": N_("deadlines that name {id} mean the date of the plan, never this event: rename the event"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield the ids of documents and events that mean something else too.

    `load` sees those of tasks, bodies and clauses already, because no question can do without addresses.
    """
    plan = standing.plan
    documents: dict[str, Document] = {}
    for document in plan.documents:
        if document.id is not None and (first := documents.setdefault(document.id, document)) is not document:
            values = {"id": document.id, "other": str(at(first.file, first.at))}
            yield Problem(NAME, at(document.file, document.id), "document", values)
    if not plan.info.events:
        return
    tasks = names(standing).tasks
    for event in plan.info.events:
        place = at(plan.info.file, event.id)
        if event.id == ISSUED:
            yield Problem(NAME, place, "issued", {"id": event.id})
        elif event.id in tasks:
            namesake = tasks[event.id]
            yield Problem(NAME, place, "event", {"id": event.id, "other": str(at(namesake.file, namesake.id))})
