"""What a file says as plain data, and what steps make of it: the measure that an edited text is held against.

Nothing here knows how anything is written.
"""

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Final

from plancli.edit.step import Add, Insert, Path, Piece, Remove, Step, Value
from plancli.formatting.places import Place, item_of, value_of
from plancli.syntax import Damaged, Node, Null, Scalar, Sequence
from plancli.syntax import Mapping as MapNode

Change = Callable[[Any, Place], Any]
NOTHING: Final[tuple[Any, ...]] = ("", {}, [])


class Misfit(Exception):
    """A step that leads to nothing."""


def plain(node: Node | None) -> Any:
    """Return a node as texts, lists and maps; a bare null and an alias are tuples, which are equal to no text."""
    if node is None:
        return ""
    if type(node) is Scalar:
        return node.value
    if type(node) is MapNode:
        return {key: plain(value) for key, value in node.entries.items()}
    if type(node) is Sequence:
        return [plain(item) for item in node.items]
    return ("null", node.value) if type(node) is Null else ("damaged",) if type(node) is Damaged else ()


def tidy(step: Step) -> Step:
    """Return a step with its texts in NFC, its lists as lists and its maps as maps."""
    path = tuple(unicodedata.normalize("NFC", part) if isinstance(part, str) else part for part in step.path)
    if isinstance(step, Remove):
        return Remove(path)
    if isinstance(step, Insert):
        return Insert(path, step.index, step.value if isinstance(step.value, Piece) else tidy_value(step.value))
    return step._replace(path=path, value=tidy_value(step.value))


def tidy_value(value: Value) -> Any:
    """Return a value with its texts in NFC, its lists as lists and its maps as maps."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {unicodedata.normalize("NFC", key): tidy_value(one) for key, one in value.items()}
    return [tidy_value(one) for one in value]


def is_bare_date(place: Place) -> bool:
    """Whether a text at a place is a fact that says nothing but its date."""
    name = getattr(place, "name", "")
    return name == "fact-or-date" or (name == "one-or-list" and is_bare_date(getattr(place, "of", None)))


def may_be_one(place: Place) -> bool:
    """Whether an item at a place may stand without a list."""
    return getattr(place, "name", "") == "one-or-list"


def applied(data: Any, step: Step, place: Place) -> Any:
    """Return the data after a step; Misfit where there is no such place."""
    if isinstance(step, Remove):
        return _at(data, step.path[:-1], place, lambda old, _place: _without(old, step.path[-1]))
    if isinstance(step, Add):
        return _at(data, step.path, place, lambda old, inner: _appended(old, step.value, inner))
    if isinstance(step, Insert):
        return _at(data, step.path, place, lambda old, _place: _inserted(old, step))
    return _at(data, step.path, place, lambda _old, _place: step.value)


def _at(data: Any, path: Path, place: Place, change: Change) -> Any:
    """Return the data with what stands at a path changed."""
    if not path:
        return change(data, place)
    key, rest = path[0], path[1:]
    if isinstance(key, int):
        if not isinstance(data, list) or not -len(data) <= key < len(data):
            raise Misfit
        items = list(data)
        items[key] = _at(items[key], rest, item_of(place), change)
        return items
    if data in NOTHING:
        data = {}
    elif isinstance(data, str) and is_bare_date(place):
        data = {"date": data}
    if not isinstance(data, dict):
        raise Misfit
    return {**data, key: _at(data.get(key, ""), rest, value_of(place, key), change)}


def _appended(old: Any, value: Value, place: Place) -> Any:
    if old in NOTHING:
        return [value]
    if isinstance(old, list):
        return [*old, value]
    if may_be_one(place) and isinstance(old, str | dict):
        return [old, value]
    raise Misfit


def _inserted(old: Any, step: Insert) -> Any:
    items = [] if old in NOTHING else old
    if not isinstance(items, list) or not 0 <= step.index <= len(items):
        raise Misfit
    value = step.value.value if isinstance(step.value, Piece) else step.value
    return [*items[: step.index], value, *items[step.index :]]


def _without(old: Any, key: str | int) -> Any:
    if isinstance(key, int) and isinstance(old, list) and -len(old) <= key < len(old):
        return [one for number, one in enumerate(old) if number != key % len(old)]
    if isinstance(key, str) and isinstance(old, dict) and key in old:
        return {name: one for name, one in old.items() if name != key}
    raise Misfit
