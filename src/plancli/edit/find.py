"""Where a task, milestone, occurrence or member stands in its file, as the path of an edit."""

from typing import Any, Final, Literal

from plancli.deadline import parse_span
from plancli.edit.data import plain
from plancli.edit.step import Path
from plancli.errors import PlanError
from plancli.formatting.places import canonical
from plancli.i18n import _
from plancli.model import At
from plancli.source import Entry
from plancli.syntax import Mapping, Node, Sequence, parse

PartKind = Literal["task", "milestone", "occurrence", "member"]
MAPS: Final = {"milestone": "milestones", "occurrence": "occurrences", "member": "members"}


def path_of(data: bytes, entry: Entry, id: str, *keys: str, kind: PartKind = "task") -> Path:
    """Return where the place at an address stands: a task's id, exactly as it is written, and the keys of its parts.

    `kind` is what the last key names; of two keys the first is always an occurrence. A period is found in whatever form
    it is written (2024-33 is 2024-Q1). A part need not be written yet, its task has to be: else PlanError.
    """
    root = parse(data, entry.file).root
    found: Any = plain(root)
    tasks = found.get("tasks") if isinstance(found, dict) else None
    listed = tasks if isinstance(tasks, list) else []
    index = next((number for number, one in enumerate(listed) if isinstance(one, dict) and one.get("id") == id), None)
    if index is None:
        raise PlanError(_("{file} has no task {id}.").format(file=entry.file, id=id))
    path: Path = ("tasks", index)
    here = listed[index]
    for number, key in enumerate(keys):
        field = MAPS[kind if number == len(keys) - 1 else "occurrence"]
        inner = here.get(field) if isinstance(here, dict) else None
        written = _written(key, inner, period=field == MAPS["occurrence"]) if isinstance(inner, dict) else key
        path = (*path, field, written)
        here = inner.get(written) if isinstance(inner, dict) else None
    return path


def _written(key: str, parts: dict[str, Any], *, period: bool) -> str:
    """Return a key as the file has it."""
    if key in parts or not period:
        return key
    wanted = canonical(key, parse_span) or key
    return next((one for one in parts if canonical(one, parse_span) == wanted), key)


def path_at(data: bytes, entry: Entry, at: At) -> Path | None:
    """Return the path of what begins at a line and column, as the model's `At` says it; None if nothing does."""
    pending: list[tuple[Path, Node]] = []
    root = parse(data, entry.file).root
    if root is not None:
        pending.append(((), root))
    while pending:
        path, node = pending.pop()
        if (node.line, node.column) == (at.line, at.column) and path:
            return path
        if type(node) is Mapping:
            pending += [((*path, key), one) for key, one in reversed(list(node.entries.items()))]
        elif type(node) is Sequence:
            pending += [((*path, number), one) for number, one in reversed(list(enumerate(node.items)))]
    return None


def value_at(data: bytes, entry: Entry, path: Path) -> Any:
    """Return what stands at a path as texts, lists and maps; None if nothing does."""
    found: Any = plain(parse(data, entry.file).root)
    for part in path:
        if isinstance(found, dict):
            found = found.get(str(part))
        elif isinstance(found, list) and isinstance(part, int) and -len(found) <= part < len(found):
            found = found[part]
        else:
            return None
    return found
