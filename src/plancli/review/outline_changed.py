"""A clause of the outline asks for no task any more.

The outline says which clauses of the document must have a task, and `plan validate` finds those that have none. A
clause that is taken out, or that says `tasks: false` for itself and all below it, is not asked for any more, so that
its duties can go without anybody missing them. So is a source document with all its clauses; and if another document
comes to stand first, every clause that is named without its document is one of that. An outline that was read wrongly
is corrected with a word in the commit message. Clauses that are added, also below another, and headings are fine.

In the base:

    # plan.yaml
    format: 1
    title: Kế hoạch
    sources:
      ke-hoach: {outline: [{id: IV.5}, {id: IV.6}]}

Fails:

    # plan.yaml
    format: 1
    title: Kế hoạch
    sources:
      ke-hoach: {outline: [{id: IV.5}, {id: IV.6, tasks: false}]}

Write instead:

    # plan.yaml
    format: 1
    title: Kế hoạch
    sources:
      ke-hoach: {outline: [{id: IV.5}, {id: IV.6}, {id: IV.7}]}
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.checks.uncovered_source import asking
from plancli.diff import Change
from plancli.i18n import N_
from plancli.model import Clause, Info, Source
from plancli.problem import Place, Problem, Severity
from plancli.state.anchors import clauses_above

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "outline-changed"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("A clause of the outline asks for no task any more")
MESSAGES: Final = {
    "": N_(
        "clause {id} is gone from the outline; it stood at {old} in {base}, where it must have a task: "
        "put it back, or say why in a `Plan-Waive` of the commit"
    ),
    "silent": N_(
        "`tasks: false` at {id} is new; in {base} these must have a task: {clauses}: "
        "take it out, or say why in a `Plan-Waive` of the commit"
    ),
    "source": N_(
        "the source {id} is gone; it stood at {old} in {base}, where these must have a task: {clauses}: "
        "put it back, or say why in a `Plan-Waive` of the commit"
    ),
    "first": N_(
        "a clause that is named without its source was one of {id} in {base} and is one of {other} now: "
        "put {id} first again, or say why in a `Plan-Waive` of the commit"
    ),
}
SHOWN: Final = 5


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each change of the outline after which fewer clauses must have a task."""
    olds, news = branch.old.plan.info, branch.new.plan.info
    for change in branch.changes("outline-changed"):
        lost = _lost(change, olds, news)
        if lost:
            variant = "silent" if change.new is not None else "source" if isinstance(change.old, Source) else ""
            clauses = ", ".join(lost[:SHOWN] + ["…"] * (len(lost) > SHOWN))
            values = {"id": change.address, "clauses": clauses, **branch.stood(change)}
            yield Problem(NAME, branch.place(change), variant, values)
    yield from _first(branch, olds, news)


def _first(branch: "Branch", olds: Info, news: Info) -> Iterator[Problem]:
    """Yield that another source is the first, while the one that was is still there and both are wholly known."""
    if not olds.sources or any(one.file in (olds.file, news.file) for one in branch.difference.uncompared):
        return
    former = olds.sources[0].id
    if former in [source.id for source in news.sources[1:]]:
        first = news.sources[0].id
        values = {"id": str(former), "other": str(first), "base": branch.name}
        yield Problem(NAME, Place(news.file, first.line, first.column), "first", values)


def _lost(change: Change, olds: Info, news: Info) -> list[str]:
    """Return the clauses that had to have a task and need none any more by a change."""
    if change.field == "removed" and isinstance(change.old, Source):
        return [str(clause.id) for clause in asking(change.old)]
    source, _colon, clause = change.address.rpartition(":")
    old, new = _source(source, olds), _source(source, news)
    if old is None or new is None:
        return []
    lost = _not_asked(old, new)
    if change.field == "removed":
        return [one for one in lost if one == clause]
    silenced = change.new is False or (isinstance(change.new, Clause) and not change.new.tasks)
    left = {str(one.id) for one in new.outline}
    related = (one for one in lost if one in left and (clause in clauses_above(one) or one in clauses_above(clause)))
    return list(related) if silenced else []


def _not_asked(old: Source, new: Source) -> list[str]:
    """Return the clauses of a source that had to have a task, while neither they nor any below them must now."""
    asked = {above for clause in asking(new) for above in clauses_above(clause.id)}
    return [str(clause.id) for clause in asking(old) if clause.id not in asked]


def _source(id: str, info: Info) -> Source | None:
    """Return a source by its id, the first by none."""
    return next((one for one in info.sources if not id or one.id == id), None)
