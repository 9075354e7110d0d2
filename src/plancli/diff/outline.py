"""How the source documents and their outlines changed: clause by clause, whatever their order."""

from collections.abc import Sequence
from typing import Any, Final

from plancli.diff.pairing import pair
from plancli.diff.settings import plan_spot
from plancli.diff.sides import Sides, Told
from plancli.model import Clause, Located, Source

KIND: Final = "outline-changed"


def outline_changes(sides: Sides) -> Told:
    """Yield how the sources changed, and the clauses of each.

    `field` says how: `added` or `removed`, else the field that changed. A clause of another source than the first is
    told with that source's id before it. The clauses of a source that is new or gone are not told one by one.
    """
    olds, news = sides.old.plan.info.sources, sides.new.plan.info.sources
    for old, new in pair(olds, news, (_id,)):
        if old is None or new is None:
            yield from _whole(sides, str((new or old or olds[0]).id), old, new)
            continue
        spot = plan_spot(sides, str(new.id))
        for field in ("document", "amends"):
            values = getattr(old, field), getattr(new, field)
            yield from sides.field(spot, KIND, field, values, (old.id, new.id))
        if old.outline is not new.outline:
            yield from _clauses(sides, "" if _is_first(old, olds) and _is_first(new, news) else f"{new.id}:", old, new)


def _clauses(sides: Sides, prefix: str, old: Source, new: Source) -> Told:
    """Yield how the clauses of one source changed."""
    for before, after in pair(old.outline, new.outline, (_id,)):
        if before is None or after is None:
            yield from _whole(sides, f"{prefix}{(after or before or old).id}", before, after)
            continue
        spot = plan_spot(sides, f"{prefix}{after.id}", after.heading or "")
        homes = before.id, after.id
        yield from sides.field(spot, KIND, "heading", (before.heading, after.heading), homes)
        yield from sides.field(spot, KIND, "tasks", (before.tasks, after.tasks), homes)


def _whole(sides: Sides, address: str, old: Source | Clause | None, new: Source | Clause | None) -> Told:
    """Yield that a source or a clause was added or removed."""
    one: Any = new or old
    spot = plan_spot(sides, address, one.heading or "" if isinstance(one, Clause) else "")
    homes = (old.id if old else None, new.id if new else None)
    yield from sides.field(spot, KIND, "added" if old is None else "removed", (old, new), homes)


def _is_first(source: Source, sources: Sequence[Source]) -> bool:
    return source is sources[0]


def _id(one: Source | Clause) -> Located:
    return one.id
