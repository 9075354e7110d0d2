"""The plain part of YAML, which plans written by hand keep to, read line by line: as libyaml does, in half the time.

    line  = indent ["- "] [key ":"] [value] ["# " comment]      blank and comment lines may stand anywhere
    key   = a letter, digit or "_", then these and "." and "-"
    value = plain | 'quoted' | "quoted" | flow                  without escapes, and none goes on below
    flow  = "[" [item {"," item}] "]" | "{" [key ": " item {"," key ": " item}] "}"
    item  = flow | plain without any of , : # [ ] { }

Whatever is not surely this (any other sign, odd indentation, a key that stands twice) is not judged here: `read_plain`
returns NOT_PLAIN, and libyaml reads the file from its beginning. The tests hold the two together.
"""

import re
from typing import Any, Final

from plancli.syntax.nodes import Mapping, Node, Scalar, Sequence

NOT_PLAIN: Final = object()
DEEPEST: Final = 20
CHUNK: Final = 1 << 16  # characters whose lines are taken apart at a time

# Every repetition is possessive: what does not match must not be tried again piece by piece.
_FIRST: Final = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~]"
_KEY: Final = r"\w[\w.\-]{0,99}+"
_PLAIN: Final = _FIRST + r"[^\n\t\r:#]*+(?:(?::(?=\S)|(?<=\S)#)[^\n\t\r:#]*+)*+"
_ITEM: Final = _FIRST + r"[^\n\t\r:#,\[\]{}'\"]*+"
_LINE: Final = re.compile(
    r"( *+(?:- ++)?+)"
    rf"(?:({_KEY}):(?: |(?=\n)|\Z))?+"
    rf"(?:({_PLAIN})"
    rf"|\[({_ITEM}(?:, *+{_ITEM})*+)\]"
    r"|([\[{][^\n\t\r#'\"]*+|'[^'\n\t\r]*+'|\"[^\"\n\t\r\\]*+\"))?+"
    r" *+(?:(?<= )#(?![^\W_])[^\n]*+)?+(?:\n|\Z)"
    r"| *+#[^\n]*+(?:\n|\Z)"
    r"|([^\n]*+\n?+)"  # a line that is not plain
)
_FLOW: Final = re.compile(rf"([\[{{]) *+|([\]}}]) *+|(,) *+|({_KEY}): ++|({_ITEM})")

_new: Final[Any] = tuple.__new__  # a node's own constructor takes three times as long
_NONE: Final = "\n"  # no line begins so
_SURE: Final[set[str]] = set()  # nothing is in doubt here, and nobody adds to it


def read_plain(text: str) -> Any:
    """Return the mapping that a text is, None if it says nothing, or NOT_PLAIN if it is more than plain."""
    if "ull" in text or "NULL" in text:  # a bare null is no text, and would be taken for one
        return NOT_PLAIN
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        if "\r" in text:
            return NOT_PLAIN
    root: Mapping | None = None
    outer: list[tuple[Mapping | Sequence, int]] = []
    container: Any = None
    column = 0  # of the container, from 0
    margin = _NONE  # what a line that goes on with the container begins with, if it is a mapping
    entries: dict[str, Node] = {}  # of the container then
    open_key = ""  # the last key, if its value may come on the next lines
    first_line = 1
    start, end = 0, len(text)
    while start < end:
        stop = text.find("\n", start + CHUNK) + 1 or end
        lines = _LINE.findall(text, start, stop)
        for line, (lead, key, plain, items, odd, other) in enumerate(lines, first_line):
            if lead != margin or not key:
                dash = lead.find("-")
                if not key and dash < 0:
                    if other or plain or items or odd:
                        return NOT_PLAIN
                    continue
                indent = len(lead) if dash < 0 else dash
                if container is None:
                    if lead:
                        return NOT_PLAIN
                    root = container = Mapping({}, {}, line, 1, _SURE)
                elif open_key and (indent > column or (indent == column and dash >= 0)):
                    place = (line, indent + 1)
                    inner = _new(Mapping, ({}, {}, *place, _SURE)) if dash < 0 else _new(Sequence, ([], *place))
                    container.entries[open_key] = inner
                    outer.append((container, column))
                    container, column = inner, indent
                else:
                    wanted = Mapping if dash < 0 else Sequence
                    while column != indent or type(container) is not wanted:
                        if column < indent or not outer:
                            return NOT_PLAIN
                        container, column = outer.pop()
                open_key = ""
                if dash >= 0:
                    indent = len(lead)
                    if not key:
                        node = _value(plain, items, odd, line, indent + 1)
                        if node is None:
                            return NOT_PLAIN
                        container.items.append(node)
                        margin = _NONE
                        continue
                    inner = _new(Mapping, ({}, {}, line, indent + 1, _SURE))
                    container.items.append(inner)
                    outer.append((container, column))
                    container, column = inner, indent
                if len(outer) > DEEPEST:
                    return NOT_PLAIN
                entries = container.entries
                margin = " " * column

            if key in entries:
                return NOT_PLAIN
            if plain:
                if plain[-1] == " ":
                    plain = plain.rstrip(" ")
                entries[key] = _new(Scalar, (plain, line, column + len(key) + 3, ""))
            elif items:
                first = column + len(key) + 4
                entries[key] = _new(Sequence, (_items(items, line, first), line, first - 1))
            elif odd:
                node = _value(plain, items, odd, line, column + len(key) + 3)
                if node is None:
                    return NOT_PLAIN
                entries[key] = node
            else:
                open_key, margin = key, _NONE
                container.places[key] = (line, column + 1)
                entries[key] = _new(Scalar, ("", line, column + len(key) + 2, ""))
        first_line += len(lines) - 1  # the last match is that of nothing, behind the last line
        start = stop
    return root


def _value(plain: str, items: str, odd: str, line: int, column: int) -> Node | None:
    """Return the node of a value that begins at a place; None if there is none, or a flow that is not plain."""
    if plain:
        return Scalar(plain.rstrip(" "), line, column, "")
    if items:
        return Sequence(_items(items, line, column + 1), line, column)
    if odd[:1] in ("'", '"'):
        return Scalar(odd[1:-1], line, column, odd[0])
    return _flow(odd.rstrip(" "), line, column) if odd else None


def _items(text: str, line: int, column: int) -> list[Node]:
    """Return the texts between two brackets that hold nothing else, the first of which begins at a place."""
    if "," not in text:
        return [_new(Scalar, (text.rstrip(" "), line, column, ""))]
    found = []
    for part in text.split(","):
        value = part.strip(" ")
        found.append(_new(Scalar, (value, line, column + part.index(value), "")))
        column += len(part) + 1
    return found


def _flow(text: str, line: int, column: int) -> Node | None:
    """Return the node of a list or map in brackets, which begins at a place; None if it is not plain."""
    match = _FLOW.match
    at = 0
    outer: list[Mapping | Sequence] = []
    container: Mapping | Sequence | None = None
    key: str | None = None
    may_begin, may_close = True, False
    while True:
        found = match(text, at)
        if found is None:
            return None
        place, at = column + at, found.end()
        opening, closing, comma, name, item = found.groups()
        if opening or item:
            node: Any = Sequence([], line, place)
            if item:
                node = Scalar(item.rstrip(" "), line, place, "")
            elif opening == "{":
                node = Mapping({}, {}, line, place, _SURE)
            if not may_begin or (type(container) is Mapping and key is None):
                return None
            if type(container) is Mapping:
                container.entries[key] = node  # type: ignore[index]  # the key was seen above
            elif type(container) is Sequence:
                container.items.append(node)
            key = None
            may_begin, may_close = bool(opening), True
            if opening:
                if len(outer) > DEEPEST:
                    return None
                if container is not None:
                    outer.append(container)
                container = node
        elif name:
            if not may_begin or type(container) is not Mapping or key is not None or name in container.entries:
                return None
            container.places[name] = (line, place)
            key, may_close = name, False
        elif comma:
            if may_begin:
                return None
            may_begin, may_close = True, False
        else:
            if not may_close or (closing == "]") is not (type(container) is Sequence):
                return None
            if not outer:
                return container if at == len(text) else None
            container = outer.pop()
            may_begin = False
