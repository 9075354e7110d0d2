"""Which changes are asked for: of some kinds, of some bodies."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from plancli.diff.change import BODY_KINDS, DOCUMENT_KINDS, KINDS, PLAN_KINDS, TASK_KINDS, Change
from plancli.errors import PlanError
from plancli.i18n import _
from plancli.ids import split_address
from plancli.model import Body, Plan
from plancli.query.names import find_body, find_one, names_of
from plancli.source import BODIES_FOLDER
from plancli.text import comma_list


def _beginning(word: str) -> tuple[str, ...]:
    return tuple(kind for kind in KINDS if kind.startswith(f"{word}-"))


FAMILIES: Final[Mapping[str, Sequence[str]]] = {
    "task": TASK_KINDS,
    "deadline": _beginning("deadline"),
    "part": _beginning("part"),
    "fact": _beginning("fact"),
    "body": BODY_KINDS,
    "document": DOCUMENT_KINDS,
    "plan": PLAN_KINDS,
    "event": _beginning("event"),
}
"""What several kinds are called together."""
NAMES: Final = (*FAMILIES, *KINDS)


def chosen_kinds(typed: Sequence[str]) -> frozenset[str]:
    """Return the kinds that are named, by themselves or by their family, divided by commas; none named means all."""
    found: set[str] = set()
    for text in typed:
        names = comma_list(text)
        if not names:
            raise PlanError(_("{option} names nothing.").format(option="--only"), _listed())
        for name in names:
            missing = _("There is no kind of change {typed}.")
            known = find_one(name, NAMES, missing) if name in NAMES else _nearest(name, missing)
            found.update(FAMILIES.get(known, (known,)))
    return frozenset(found or KINDS)


def _nearest(name: str, missing: str) -> str:
    """Return the kind that is meant; PlanError, with the nearest or else with all of them, for none."""
    try:
        return find_one(name, NAMES, missing)
    except PlanError as error:
        raise PlanError(error.message, error.hint or _listed()) from None


def _listed() -> str:
    return _("Kinds: {names}").format(names=", ".join(NAMES))


def chosen_bodies(typed: Sequence[str], old: Plan, new: Plan) -> frozenset[str]:
    """Return the ids of the bodies that are named, each by what it is or was called; PlanError for one of neither."""
    if not typed:
        return frozenset()
    both = new._replace(bodies={**old.bodies, **{id: _called(body, old) for id, body in new.bodies.items()}})
    return frozenset(find_body(both, name) for name in typed)


def _called(body: Body, old: Plan) -> Body:
    """Return a body with the names it had before among its own."""
    before = old.bodies.get(body.id)
    return body if before is None or before is body else body._replace(aliases=(*body.aliases, *names_of(before)))


def of_bodies(changes: Sequence[Change], bodies: frozenset[str]) -> list[Change]:
    """Return the changes of bodies and of their tasks: a task is of the body that has it and of the one that had it."""
    owners: dict[str, set[str]] = {}
    for change in changes:
        owners.setdefault(_task(change), set()).update(_bodies(change))
    return [change for change in changes if change.body and not bodies.isdisjoint(owners[_task(change)])]


def _task(change: Change) -> str:
    """Return what a change is of: a task with all its places, or a body."""
    return f"{change.subject} {split_address(change.address)[0]}"


def _bodies(change: Change) -> Iterable[str]:
    """Yield the bodies in whose files a change stands, or stood."""
    yield change.body
    for place in (change.old_place, change.new_place):
        folder, _slash, name = place.file.rpartition("/") if place else ("", "", "")
        if folder == BODIES_FOLDER:
            yield name.removesuffix(".yaml")
