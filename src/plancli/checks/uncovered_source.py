"""A clause of the outline has no task.

A duty that no task takes up is nobody's. Each item of an outline in plan.yaml with nothing below it must have a task
whose `source` is it (or a part of it); a task for the clause above does not say that this one is meant. An item that
asks for nothing, an aim or a definition, says `tasks: false`, for itself and for all below it.

Fails:

    sources:
      ke-hoach:
        outline:
          - id: I.1
            heading: Mục đích
          - id: IV.8
            heading: Ban Kinh tế Trung ương

Write instead:

    sources:
      ke-hoach:
        outline:
          - id: I.1
            heading: Mục đích
            tasks: false
          - id: IV.8
            heading: Ban Kinh tế Trung ương

    tasks:
      - id: IV.8
        title: Đề án về vai trò lãnh đạo trong phát triển kinh tế
        source: IV.8
"""

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Final

from plancli.checks.places import at
from plancli.i18n import N_
from plancli.model import Clause, Source
from plancli.problem import Problem, Severity
from plancli.state.anchors import bare, clauses_above

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "uncovered-source"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A clause of the outline has no task")
MESSAGES: Final = {
    "": N_("clause {clause} has no task: add one with `source: {clause}`, or write `tasks: false` here"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each lowest clause without a task; none while plan.yaml or the file of a body could not be read."""
    plan = standing.plan
    if plan.bodies_unread or plan.info.file in plan.unread:
        return
    named = set(chain.from_iterable([task.source for task in plan.tasks]))
    covered = {above for name in named for above in clauses_above(bare(name, plan.info))}
    for number, source in enumerate(plan.info.sources):
        prefix = f"{source.id}:" if number else ""
        for clause in asking(source):
            name = prefix + clause.id
            if name not in covered:
                yield Problem(NAME, at(plan.info.file, clause.id), "", {"clause": name})


def asking(source: Source) -> Iterator[Clause]:
    """Yield the clauses that ask for a task: nothing lies below them, and neither they nor one above ask for none."""
    inner = {above for clause in source.outline for above in clauses_above(clause.id)[1:]}
    silent = {str(clause.id) for clause in source.outline if not clause.tasks}
    for clause in source.outline:
        if clause.id not in inner and not (silent and silent.intersection(clauses_above(clause.id))):
            yield clause
