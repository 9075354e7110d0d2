"""The tables of what a task names several of: a row for each, so that it can be counted and joined."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from plancli.i18n import N_
from plancli.model import Task
from plancli.sql.table import Filling, Table, of_pair

Row = tuple[str | None, ...]
OF_TASK: Final = of_pair("task", N_("the task's id"), 0)


def _each(names: Callable[[Task], Sequence[str]]) -> Callable[[Filling], Iterator[Row]]:
    """Return the rows of a task with each of what it names."""

    def rows(filling: Filling) -> Iterator[Row]:
        for task in filling.standing.assigned:
            for name in dict.fromkeys(names(task)):
                yield str(task.id), str(name)

    return rows


def _bodies(names: Callable[[Task], Sequence[str]]) -> Callable[[Filling], Iterator[Row]]:
    """Return the rows of a task with each body that it names, and the one that stands for that body on the day."""

    def rows(filling: Filling) -> Iterator[Row]:
        for task in filling.standing.assigned:
            for body in dict.fromkeys(names(task)):
                yield str(task.id), str(body), filling.standing.answering.successor(str(body))

    return rows


def _citations(filling: Filling) -> Iterator[Row]:
    """Yield each citation with the document it names; one that names several, with each."""
    for task in filling.standing.assigned:
        for cites in dict.fromkeys(task.cites):
            found = filling.register.find(str(cites))
            for document in found or (None,):
                yield (
                    str(task.id),
                    str(cites),
                    filling.key(document) if document else None,
                    document.number if document else None,
                )


CITATIONS: Final = Table(
    "citations",
    N_("a document that a task cites"),
    (
        OF_TASK,
        of_pair("cites", N_("the citation as written"), 1),
        of_pair("document", N_("the key of the document in the register; NULL if it is not there"), 2),
        of_pair("number", N_("the document's number"), 3),
    ),
    _citations,
    ("task", "document"),
)
STANDS: Final = of_pair("answers_to", N_("the id of the body that stands for it on the day"), 2)
SUPPORTING: Final = Table(
    "supporting",
    N_("a body that co-operates in a task"),
    (OF_TASK, of_pair("body", N_("the body's id, as written"), 1), STANDS),
    _bodies(lambda task: task.supporting),
    ("task", "body"),
)
CO_LEADS: Final = Table(
    "co_leads",
    N_("a body that leads a task jointly"),
    (OF_TASK, of_pair("body", N_("the body's id, as written"), 1), STANDS),
    _bodies(lambda task: task.co_leads),
    ("task", "body"),
)
SOURCES: Final = Table(
    "sources",
    N_("a clause that a task comes from"),
    (OF_TASK, of_pair("source", N_("the clause"), 1)),
    _each(lambda task: task.source),
    ("task", "source"),
)
OUTPUTS: Final = Table(
    "outputs",
    N_("what must come out of a task"),
    (OF_TASK, of_pair("output", N_("what must come out"), 1)),
    _each(lambda task: task.output),
    ("task",),
)
DEPENDS: Final = Table(
    "depends",
    N_("a task that must be done before another"),
    (OF_TASK, of_pair("depends", N_("the id of the task to be done before"), 1)),
    _each(lambda task: task.depends),
    ("task", "depends"),
)
TAGS: Final = Table(
    "tags",
    N_("a tag of a task"),
    (OF_TASK, of_pair("tag", N_("the tag"), 1)),
    _each(lambda task: task.tags),
    ("task", "tag"),
)
