"""A draft to the files of its plan, as `plan fmt` lays them out."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from plancli.edit.lines import Style, entry_lines, in_order, item_lines
from plancli.edit.step import Value
from plancli.formatting.lines import INDENT, plainly
from plancli.formatting.places import ROOTS, Place, Use, item_of, use_of, value_of
from plancli.formatting.quoting import fits_plain
from plancli.i18n import speaking
from plancli.schema import FOLDER, KINDS, modeline, text
from plancli.source import BODIES_FOLDER, DOCUMENTS_FILE, PLAN_FILE, Entry, entry_of
from plancli.source.entry import Kind
from plancli.starting import comments
from plancli.starting.draft import BodyDraft, DocumentDraft, PlanDraft
from plancli.syntax.nodes import NULLS

FORMAT: Final = "1"
STYLE: Final = Style()
DASH: Final = 2
"""The column of the dashes of a list that a file holds."""
SHORT: Final = 60
"""Characters of a line that surely fits, however wide they are."""


def files_of(draft: PlanDraft) -> dict[str, bytes]:
    """Return the files of a plan by their paths below its folder (with `/`); their comments are in its language."""
    with speaking(draft.language):
        made = {PLAN_FILE: _plan(draft), DOCUMENTS_FILE: _documents(draft.documents)}
        for body in draft.bodies:
            made[f"{BODIES_FOLDER}/{body.id}.yaml"] = _body(body)
        found = {path: _file(path, lines) for path, lines in made.items()}
        return found | {f"{FOLDER}/{kind}.json": text(kind).encode() for kind in KINDS}


def entries_of(files: Mapping[str, bytes]) -> dict[Entry, bytes]:
    """Return those files that are read as a plan."""
    return {entry: data for path, data in files.items() if (entry := entry_of(path))}


def _file(path: str, lines: Sequence[str]) -> bytes:
    entry = entry_of(path)
    assert entry
    return "".join(f"{line}\n" for line in (modeline(entry), *lines)).encode()


def _plan(draft: PlanDraft) -> list[str]:
    fields = {
        "format": FORMAT,
        "id": draft.id,
        "title": draft.title,
        "number": draft.number,
        "date": draft.date,
        "issuer": draft.issuer,
        "language": draft.language,
        "timezone": draft.timezone,
    }
    lines = [*comments.about_plan(), *_fields("plan", fields)]
    if not draft.bodies:
        lines += ["", *comments.about_bodies()]
    return [*lines, "", *comments.about_outline(draft.headings)]


def _documents(documents: Sequence[DocumentDraft]) -> list[str]:
    head = comments.about_documents(empty=not documents)
    if not documents:
        return [*head, "documents: []"]
    listed = [{name: value for name, value in one._asdict().items() if value} for one in documents]
    return [*head, *_list("documents", "documents", listed, apart=False)]


def _body(body: BodyDraft) -> list[str]:
    lines = [*comments.about_body(), *_fields("body", {"name": body.name, "short": body.short})]
    if not body.tasks:
        return [*lines, "", *comments.about_tasks()]
    return [*lines, "", *comments.about_facts(), *_list("body", "tasks", body.tasks, apart=True)]


def _fields(kind: Kind, fields: Mapping[str, str | None]) -> list[str]:
    """Return the lines of the fields of a file that have a value."""
    lines: list[str] = []
    for name, value in fields.items():
        if value:
            lines += entry_lines(name, value, ROOTS[kind], 0, STYLE)
    return lines


def _list(kind: Kind, name: str, items: Sequence[Value], *, apart: bool) -> list[str]:
    """Return the lines of a list of maps, a blank one between two that stand `apart`."""
    place = item_of(value_of(ROOTS[kind], name))
    lines = [f"{name}:"]
    for number, item in enumerate(items):
        if number and apart:
            lines.append("")
        lines += _item(item, place)
    return lines


def _item(item: Value, place: Place) -> list[str]:
    """Return the lines of an item of a list, its plain fields written without a look at what else there may be."""
    if not isinstance(item, Mapping):
        return item_lines(item, place, DASH, STYLE)
    lines: list[str] = []
    for key, value in in_order(item, place):
        text = _simple(value, _use(place, key))
        head = f"{' ' * (DASH + INDENT)}{key}: "
        if text is not None and len(head) + len(text) <= SHORT:
            lines.append(head + text)
        else:
            lines += entry_lines(key, value, place, DASH + INDENT, STYLE)
    lines[0] = f"{' ' * DASH}- {lines[0].lstrip(' ')}"
    return lines


@cache
def _use(place: Place, key: str) -> Use:
    """Return how a value is quoted, or each in a list."""
    inner = value_of(place, key)
    return use_of(item_of(inner) or inner)


def _simple(value: Value, use: Use) -> str | None:
    """Return a text, or a list of texts in brackets, that nothing has to be done to; None for another."""
    if isinstance(value, str):
        plain = fits_plain(value) and value not in NULLS
        return plainly(value, use, was_quoted=False) if plain else None
    if use != "text" or not isinstance(value, list):
        return None
    parts = [plainly(one, use, was_quoted=True) for one in value if isinstance(one, str) and fits_plain(one, flow=True)]
    return f"[{', '.join(parts)}]" if len(parts) == len(value) > 0 else None
