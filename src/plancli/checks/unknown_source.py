"""A task comes from a clause that the outline does not have.

`source` names the clause of the document that gives the task, and the outline in plan.yaml lists the clauses. A wrong
name hides two things at once: where this task comes from, and that its true clause has no task. A bare clause is one
of the first source; for others write `source-id:clause`. Sources without an outline are not checked.

Fails:

    sources:
      ke-hoach:
        outline:
          - id: IV.2.3

    tasks:
      - id: IV.2.3a
        title: Đề án phát hiện, trọng dụng nhân tài
        source: IV.2.3a

Write instead:

    tasks:
      - id: IV.2.3a
        title: Đề án phát hiện, trọng dụng nhân tài
        source: IV.2.3
"""

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Final

from plancli.checks.citations import register
from plancli.checks.places import at
from plancli.checks.suggest import Suggestions
from plancli.i18n import N_
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "unknown-source"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A task comes from a clause that the outline does not have")
MESSAGES: Final = {
    "": N_("the outline has no clause {clause}: correct it, or add it to `outline` in plan.yaml"),
    "nearest": N_(
        "the outline has no clause {clause}: did you mean {nearest}? If not, add it to `outline` in plan.yaml"
    ),
    "source": N_("plan.yaml has no source {source}: it has {known}"),
    "amends": N_("{source} is neither a source of plan.yaml nor a document of the register: name what is amended"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each source of a task that is in no outline, and each amendment of nothing known.

    Nothing is yielded while plan.yaml could not all be read.
    """
    info = standing.plan.info
    sources = info.sources
    if not sources or info.file in standing.plan.unread:
        return
    yield from _amendments(standing)
    plain: set[str] = {clause.id for clause in sources[0].outline}
    if plain.issuperset(chain.from_iterable([task.source for task in standing.checked])):
        return
    outlines = {str(source.id): [str(clause.id) for clause in source.outline] for source in sources}
    first = str(sources[0].id)
    known = {id: frozenset(outline) for id, outline in outlines.items()}
    suggestions = {id: Suggestions(outline) for id, outline in outlines.items()}
    for task in standing.checked:
        for name in task.source:
            if name in plain:
                continue
            prefix, _, clause = name.rpartition(":")
            id = prefix or first
            outline = outlines.get(id)
            if outline is None:
                yield Problem(NAME, at(task.file, name), "source", {"source": prefix, "known": ", ".join(outlines)})
            elif outline and clause not in known[id]:
                nearest = suggestions[id](clause)
                values = {"clause": name, "nearest": nearest}
                yield Problem(NAME, at(task.file, name), "nearest" if nearest else "", values)


def _amendments(standing: "Standing") -> Iterator[Problem]:
    """Yield each `amends` that names neither another source nor a document."""
    info = standing.plan.info
    ids = {str(source.id) for source in info.sources}
    for source in info.sources:
        name = source.amends
        if name is None or name in ids or "documents.yaml" in standing.plan.unread:
            continue
        if not register(standing).find(name):
            yield Problem(NAME, at(info.file, name), "amends", {"source": name})
