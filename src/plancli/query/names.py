"""Names as people type them: without accents, in either tone placement, in part where the part is unambiguous."""

from collections.abc import Iterable, Sequence

from plancli.errors import PlanError
from plancli.i18n import _
from plancli.model import Body, Plan
from plancli.text import fold, nearest, sort_key


class UnknownName(PlanError):
    """A name that is not known; `near` are those that look like it, and `several` those that it may all mean."""

    def __init__(self, message: str, hint: str = "", near: Sequence[str] = (), several: Sequence[str] = ()) -> None:
        super().__init__(message, hint)
        self.near = near
        self.several = several


def find_body(plan: Plan, typed: str) -> str:
    """Return the id of the body that is meant: an exact name of it, else the only one with this in a name.

    PlanError where none or several are.
    """
    bodies = plan.bodies.values()
    exact = [body.id for body in bodies if typed == body.id] or [
        body.id for body in bodies if fold(typed) in {fold(name) for name in names_of(body)}
    ]
    if not exact:
        exact = [body.id for body in bodies if _within(typed, names_of(body))]
    if len(exact) == 1:
        return exact[0]
    if exact:
        listed = "\n".join(f"  {body_id}  {plan.bodies[body_id].name}" for body_id in exact)
        message = _("{typed} may be any of these bodies:").format(typed=typed) + "\n" + listed
        raise UnknownName(message, several=exact)
    known = [name for body in bodies for name in (body.id, *names_of(body))]
    raise unknown(_("No body is called {typed}."), typed, known, "plan bodies")


def names_of(body: Body) -> list[str]:
    """Return all that a body is called."""
    return [name for name in (body.id, body.short, body.name, *body.aliases) if name]


def _within(typed: str, names: Iterable[str]) -> bool:
    """Return whether the typed words stand in one of the names, at the beginning of a word."""
    wanted = f" {fold(typed)}"
    return wanted != " " and any(wanted in f" {fold(name)}" for name in names)


def find_one(typed: str, known: Sequence[str], missing: str, command: str = "") -> str:
    """Return the known name that is meant: exact first, folded after. PlanError, with the nearest ones, for none."""
    if typed in known:
        return typed
    folded = [name for name in known if fold(name) == fold(typed) and fold(typed)]
    if len(folded) == 1:
        return folded[0]
    if folded:
        message = _("{typed} may be any of: {names}").format(typed=typed, names=", ".join(folded))
        raise UnknownName(message, several=folded)
    raise unknown(missing, typed, known, command)


def unknown(missing: str, typed: str, known: Iterable[str], command: str = "") -> UnknownName:
    """Return the error of a name that is not known, with the nearest ones that are."""
    near = nearest(typed, known)
    return UnknownName(missing.format(typed=typed), _remedy(near, command), near)


def meant(typed: str, known: Iterable[str], command: str = "") -> str:
    """Return the remedy for a name that is not known: the nearest ones, else what lists them."""
    return _remedy(nearest(typed, known), command)


def _remedy(near: Sequence[str], command: str) -> str:
    """Return what to do about a name that is not known, with those near it."""
    if near:
        return _("Did you mean {names}?").format(names=", ".join(near))
    return _("{command} lists them.").format(command=command) if command else ""


def body_label(plan: Plan, body_id: str | None, *, whole: bool = False) -> str:
    """Return how a body is shown: its short name where it has one (else, or `whole`, its name); its id without file."""
    if body_id is None:
        return _("nobody")
    body = plan.bodies.get(body_id)
    if body is None:
        return body_id
    return (None if whole else body.short) or body.name or body.id


def body_order(plan: Plan, body_id: str | None) -> tuple[bool, tuple[object, ...]]:
    """Return the sort key of a body: by its name, as Vietnamese orders them; nobody last."""
    return body_id is None, sort_key(body_label(plan, body_id, whole=True))
