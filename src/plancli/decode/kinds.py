"""The kinds of values that fields have. Each reads a node: its value, None where nothing stands, `Unread` if it cannot.

A kind also says what it is (`name`, `of`, `choices`), so that a schema can be made from the same declarations.
"""

import re
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from plancli.deadline import DeadlineError, Interval, parse_interval
from plancli.decode.reading import Reading, Unread, shortened
from plancli.ids import valid_id
from plancli.model import Located
from plancli.syntax import Node, Placed, Scalar, Sequence

Read = Callable[[Reading, str, Node], Any]

PLAIN_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-_]*")
WHOLE_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,8}")


class Kind(NamedTuple):
    """One kind of value: its name, how it is read, what it is made of (a kind or a table), and the words allowed."""

    name: str
    read: Read
    of: Any = None
    choices: tuple[str, ...] = ()


def is_blank(value: str) -> bool:
    """Whether a text says nothing: it counts as absent."""
    return not value or value.isspace()


def _text(reading: Reading, field: str, node: Node) -> str | Unread | None:
    if type(node) is not Scalar:
        return reading.wrong(field, node, "text")
    value = node.value
    if not value or value.isspace():
        return None
    return value.rstrip("\n") if node.style else value


def _name(reading: Reading, field: str, node: Node) -> Located | Unread | None:
    if type(node) is not Scalar:
        return reading.wrong(field, node, "text")
    value = node.value
    if not value or value.isspace():
        return None
    located = Located(value)
    located.line = node.line
    located.column = node.column
    return located


def check_id(reading: Reading, value: str, where: Placed) -> bool:
    """Whether a text may be an id; reported if not."""
    if PLAIN_ID.fullmatch(value) or valid_id(value):
        return True
    if not reading.reported(value):
        reading.report("invalid-id", where, value=shortened(value))
    return False


def _id(reading: Reading, field: str, node: Node) -> Located | Unread | None:
    value = _name(reading, field, node)
    if type(value) is Located and not check_id(reading, value, node):
        return Unread(value)
    return value


def _boolean(reading: Reading, field: str, node: Node) -> bool | Unread | None:
    if type(node) is Scalar:
        if not node.style and node.value in ("true", "false"):
            return node.value == "true"
        if is_blank(node.value):
            return None
    return reading.wrong(field, node, "boolean")


def _interval(reading: Reading, field: str, node: Node) -> Interval | Unread | None:
    if type(node) is Scalar:
        if is_blank(node.value):
            return None
        try:
            return parse_interval(node.value)
        except DeadlineError:
            pass
    return reading.wrong(field, node, "interval")


def number(low: int, high: int) -> Kind:
    """Return the kind of whole numbers from `low` to `high`."""

    def read(reading: Reading, field: str, node: Node) -> int | Unread | None:
        if type(node) is Scalar:
            if is_blank(node.value):
                return None
            if not node.style and WHOLE_NUMBER.fullmatch(node.value) and low <= int(node.value) <= high:
                return int(node.value)
        return reading.wrong(field, node, "number", low=str(low), high=str(high))

    return Kind("number", read, of=(low, high))


def choice(*choices: str) -> Kind:
    """Return the kind of texts that are one of a few words."""

    def read(reading: Reading, field: str, node: Node) -> str | Unread | None:
        if type(node) is Scalar:
            if is_blank(node.value):
                return None
            if node.value in choices:
                return node.value
        return reading.wrong(field, node, "choice", choices=", ".join(choices))

    return Kind("choice", read, choices=choices)


def list_of(kind: Kind) -> Kind:
    """Return the kind of lists of a kind; an item that cannot be read does not take the others with it."""
    read_item = kind.read

    def read(reading: Reading, field: str, node: Node) -> Any:
        if type(node) is Sequence:
            return read_items(reading, field, node.items, read_item)
        if type(node) is Scalar:
            return None if is_blank(node.value) else reading.wrong(field, node, "list")
        return reading.wrong(field, node, "list-not-map")

    return Kind("list", read, kind)


def one_or_list_of(kind: Kind) -> Kind:
    """Return the kind of lists of which a single item may stand by itself."""
    read_item = kind.read

    def read(reading: Reading, field: str, node: Node) -> Any:
        if type(node) is Scalar and is_blank(node.value):
            return None
        return read_items(reading, field, node.items if type(node) is Sequence else [node], read_item)

    return Kind("one-or-list", read, kind)


def read_items(reading: Reading, field: str, nodes: list[Node], read_item: Read) -> Any:
    """Return what of a list could be read, as a tuple, in `Unread` if that is not all; empty items are none."""
    found = []
    complete = True
    for node in nodes:
        value = read_item(reading, field, node)
        if type(value) is Unread:
            complete = False
            value = value.kept
        if value is not None:
            found.append(value)
    return tuple(found) if complete else Unread(tuple(found))


def _item_text(reading: Reading, field: str, node: Node) -> Any:
    return _text(reading, field, node) if type(node) is Scalar else reading.wrong(field, node, "item")


def _item_name(reading: Reading, field: str, node: Node) -> Any:
    return _name(reading, field, node) if type(node) is Scalar else reading.wrong(field, node, "item")


def _texts(reading: Reading, field: str, node: Node) -> Any:
    """Read a list of texts in one go where nothing is wrong with it."""
    if type(node) is Sequence:
        found = tuple([item.value for item in node.items if type(item) is Scalar])
        if len(found) == len(node.items) and not any(map(is_blank, found)):
            return found
    return _with_loss(reading, _any_texts(reading, field, node))


def _names(reading: Reading, field: str, node: Node) -> Any:
    """Read a list of names in one go where nothing is wrong with it."""
    if type(node) is not Sequence:
        return _with_loss(reading, _any_names(reading, field, node))
    found = []
    for item in node.items:
        if type(item) is not Scalar or not item.value or item.value.isspace():
            return _with_loss(reading, _any_names(reading, field, node))
        located = Located(item.value)
        located.line = item.line
        located.column = item.column
        found.append(located)
    return tuple(found)


def _one_or_names(reading: Reading, field: str, node: Node) -> Any:
    """Read a list of names, or one name."""
    if type(node) is Scalar:
        name = _name(reading, field, node)
        return (name,) if name else None
    if type(node) is Sequence:
        return _names(reading, field, node)
    return _with_loss(reading, reading.wrong(field, node, "list-not-map"))


def _with_loss(reading: Reading, value: Any) -> Any:
    """Return a value, noting if not all of its list could be read."""
    reading.lost = reading.lost or type(value) is Unread
    return value


TEXT: Final = Kind("text", _text)
NAME: Final = Kind("name", _name)
ID: Final = Kind("id", _id)
BOOLEAN: Final = Kind("boolean", _boolean)
INTERVAL: Final = Kind("interval", _interval)
_any_texts: Final = list_of(Kind("text", _item_text)).read
TEXTS: Final = Kind("list", _texts, TEXT)
_any_names: Final = list_of(Kind("name", _item_name)).read
NAMES: Final = Kind("list", _names, NAME)
ONE_OR_NAMES: Final = Kind("one-or-list", _one_or_names, NAME)
