"""The fields of a new task as they are typed, each made what a body's file holds."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from plancli.commands.recording import typed
from plancli.commands.recording.desk import Desk
from plancli.deadline import DeadlineError, parse_due
from plancli.errors import PlanError
from plancli.i18n import _
from plancli.model import Plan
from plancli.query.names import find_body, find_one
from plancli.remedy import typed_span
from plancli.state.anchors import bare
from plancli.text import fold

Reading = Callable[[Desk, Any], dict[str, Any]]
"""Makes of what was typed the fields that it gives; PlanError where it cannot be used."""

NONE: Final = ("", "none", "khong")
"""What says, folded, that a field is to be left out."""


def body(desk: Desk, words: str) -> dict[str, Any]:
    """Return the id of a body that has a file; PlanError, with how to make one, for another."""
    words = typed.text(words, "--body")
    try:
        return {"body": find_body(desk.plan, words)}
    except PlanError as error:
        if desk.plan.bodies and any(fold(words) and fold(words) in fold(one.name) for one in desk.plan.bodies.values()):
            raise  # several have this in their names
        id = "-".join(fold(words).split()) or "ID"
        make = _("A new body is a file: {file}, with its name in it: {text}")
        hint = make.format(file=f"{desk.prefix}bodies/{id}.yaml", text=f"name: {words}")
        raise PlanError(error.message, "\n".join(part for part in (error.hint, hint) if part)) from None


def title(desk: Desk, words: str) -> dict[str, Any]:
    """Return what is to be done."""
    return {"title": typed.text(words, "--title")}


def source(desk: Desk, words: list[str]) -> dict[str, Any]:
    """Return the clause, or clauses, that a task comes from; nothing for `none`."""
    found = clauses(desk, words)
    return {"source": found[0] if len(found) == 1 else found} if found else {}


def clauses(desk: Desk, words: Sequence[str]) -> list[str]:
    """Return clauses as files name them; PlanError for one that the outline does not have."""
    said = [one.strip() for one in words]
    if all(fold(one) in NONE for one in said):
        return []
    return list(dict.fromkeys(_clause(desk.plan, typed.text(one, "--source")) for one in said))


def _clause(plan: Plan, words: str) -> str:
    """Return a clause as files name it, matched exactly first, folded after; any where there is no outline."""
    known = [bare(f"{one.id}:{clause.id}", plan.info) for one in plan.info.sources for clause in one.outline]
    words = bare(words, plan.info)
    alone = [one.id for one in plan.info.sources if not one.outline]
    if not known or plan.info.file in plan.unread or words.rpartition(":")[0] in alone:
        return words
    missing = _("The outline in plan.yaml has no clause {typed}.")
    loose = [one for one in known if one.casefold() == words.casefold()]
    return loose[0] if words not in known and len(loose) == 1 else find_one(words, known, missing)


def due(desk: Desk, words: str) -> dict[str, Any]:
    """Return a deadline, with the words it was typed in where they are not of the grammar; nothing for `none`."""
    words = words.strip()
    if fold(words) in NONE:
        return {}
    found = typed.deadline(words, "--due")
    return {"due": found} if _is_written(words) else {"due": found, "due_words": typed.text(words, "--due")}


def _is_written(words: str) -> bool:
    """Whether a deadline is typed in the grammar, or in digits, and not in words of a text."""
    for read in (parse_due, typed_span):
        try:
            read(words)
        except DeadlineError:
            continue
        return True
    return False


def _text(name: str) -> Reading:
    return lambda desk, words: {name: typed.text(words, f"--{name.replace('_', '-')}")}


def _bodies(name: str) -> Reading:
    option = f"--{name.replace('_', '-')}"
    return lambda desk, words: {name: list(dict.fromkeys(typed.body(desk.plan, one, option) for one in words))}


READERS: Final[dict[str, Reading]] = {
    "body": body,
    "title": title,
    "text": _text("text"),
    "source": source,
    "co_leads": _bodies("co_leads"),
    "supporting": _bodies("supporting"),
    "due": due,
    "due_words": _text("due_words"),
    "cites": lambda desk, words: {"cites": desk.documents(words, "--cites")},
    "output": lambda desk, words: {"output": typed.texts(words, "--output")},
    "tag": lambda desk, words: {"tags": typed.texts(words, "--tag")},
    "note": _text("note"),
}
"""What reads each option."""
