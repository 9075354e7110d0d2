"""A file's nodes with where each begins and ends in the text, which is what an edit needs and no question does.

Ends are those of what is written: libyaml's own run over the blank lines and comments that follow.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from plancli.syntax import parser
from plancli.syntax.characters import REPLACEMENT
from plancli.text import HIDDEN

BLOCK_STYLES: Final = ("|", ">")
LONE_RETURN: Final = re.compile(r"\r(?!\n)")
_NOTHING: Final = re.compile(r"(?:[ \t\r\n]|(?:(?<=[ \t\r\n])|(?<![\s\S]))#[^\n]*)*")


@dataclass(slots=True)
class Text:
    """A scalar; `style` is its quote or block sign. An alias is one too (`sound` is False)."""

    value: str
    style: str
    start: int
    end: int
    sound: bool = True

    @property
    def blank(self) -> bool:
        """Whether nothing stands here."""
        return not self.value and not self.style and self.sound


@dataclass(slots=True)
class Element:
    """A key of a map with its value, or an item of a list (`key` is None).

    It begins at `start`: its key, the dash, or the `?` of an `explicit` key. `sign` is behind its colon or dash; None
    where there is none, as for a key alone in brackets.
    """

    key: str | None
    start: int
    sign: int | None
    node: "Node" = field(default_factory=lambda: Text("", "", 0, 0))
    key_end: int = 0
    explicit: bool = False

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        own = self.sign if self.sign is not None else self.key_end
        if isinstance(self.node, Text) and self.node.blank:
            return own
        return max(self.node.end, own)


@dataclass(slots=True)
class Collection:
    """A map or a list, between brackets (`flow`) or in lines; `column` counts from 0. `sound`: all of it was read."""

    is_map: bool
    flow: bool
    start: int
    end: int
    column: int
    elements: list[Element] = field(default_factory=list)
    sound: bool = True
    keys: dict[str, Element] = field(default_factory=dict)
    """The elements of a map by their keys; of several the first, as everywhere."""


Node = Text | Collection


def scan_of(text: str) -> str:
    """Return a text of the same length in which every line ends with a line feed."""
    return LONE_RETURN.sub("\n", text) if "\r" in text else text


def read(text: str) -> Node | None:
    """Return the root of a text that is one YAML document."""
    return _Reader(text).read()


def walk(node: Node | None) -> Iterator[Node]:
    """Yield a node and all below it, in order of the text."""
    pending = [node] if node is not None else []
    while pending:
        one = pending.pop()
        yield one
        if isinstance(one, Collection):
            pending += [element.node for element in reversed(one.elements)]


def skip(scan: str, at: int) -> int:
    """Return where the next sign is that is no blank, no line end and in no comment."""
    found = _NOTHING.match(scan, at)
    return found.end() if found else at


def block_end(scan: str, node_start: int, stop: int, value: str) -> int:
    """Return where a block scalar ends that begins with its sign and whose blank lines reach to `stop`."""
    header_end = scan.find("\n", node_start, stop)
    if header_end < 0:
        return len(scan[:stop].rstrip())
    raw = scan[header_end + 1 : stop].split("\n")
    if "+" in scan[node_start:header_end].partition("#")[0]:
        return stop - 1 if scan[stop - 1 : stop] == "\n" else stop
    indent = _lead(raw) - _lead(value.split("\n"))
    while raw and not raw[-1].rstrip("\r")[indent:]:
        raw.pop()
    if not raw:
        return len(scan[:header_end].rstrip("\r"))
    end = header_end + sum(1 + len(line) for line in raw)
    return end - 1 if scan[end - 1] == "\r" else end


def _lead(lines: list[str]) -> int:
    line = next((line for line in lines if line.strip(" \r")), "")
    return len(line) - len(line.lstrip(" "))


class _Reader:
    """Takes libyaml's events one by one."""

    def __init__(self, text: str) -> None:
        self.text = HIDDEN.sub(REPLACEMENT, text) if HIDDEN.search(text) else text
        self.scan = scan_of(self.text)
        self.root: Node | None = None
        self.outer: list[Collection] = []
        self.open: Element | None = None  # whose key was read, and whose value was not
        self.at = 0  # the end of what was read last

    def read(self) -> Node | None:
        from yaml.events import (
            AliasEvent,
            DocumentStartEvent,
            MappingEndEvent,
            MappingStartEvent,
            ScalarEvent,
            SequenceEndEvent,
            SequenceStartEvent,
            StreamEndEvent,
        )

        get_event = parser(self.text).get_event
        in_key = 0  # how deep inside a key that is no text
        while type(event := get_event()) is not StreamEndEvent:
            kind = type(event)
            begins = kind is MappingStartEvent or kind is SequenceStartEvent
            ends = kind is MappingEndEvent or kind is SequenceEndEvent
            if in_key:
                in_key += begins - ends
                if not in_key:
                    self.at = event.end_mark.index
                continue
            if kind is ScalarEvent or kind is AliasEvent:
                self._scalar(event, sound=kind is ScalarEvent)
            elif begins:
                in_key = self._begin(event, is_map=kind is MappingStartEvent)
            elif ends:
                self._end(event)
            elif kind is DocumentStartEvent and event.explicit:
                self.at = event.end_mark.index
        return self.root

    def _scalar(self, event: Any, *, sound: bool) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        value = unicodedata.normalize("NFC", event.value) if sound else ""
        style = event.style or "" if sound else ""
        if self._is_key():
            self._key(value if sound else None, start, end)
            return
        if style in BLOCK_STYLES:
            end = block_end(self.scan, self.scan.index(style, start), end, event.value)
        node = Text(value, style, start, end, sound)
        element = self._place(node)
        self.at = element.end if element else end

    def _begin(self, event: Any, *, is_map: bool) -> int:
        """Begin a collection; return 1 if it stands where only a text may, as a key."""
        start = event.start_mark.index
        if self._is_key():
            self._key(None, start, start)
            return 1
        node = Collection(is_map, bool(event.flow_style), start, event.end_mark.index, event.start_mark.column)
        self._place(node)
        self.outer.append(node)
        self.open = None
        self.at = event.end_mark.index if node.flow else start
        return 0

    def _end(self, event: Any) -> None:
        node = self.outer.pop()
        self.open = None
        if node.flow:
            node.end = event.end_mark.index
        elif node.elements:
            node.end = node.elements[-1].end
        self.at = node.end

    def _is_key(self) -> bool:
        return bool(self.outer) and self.outer[-1].is_map and self.open is None

    def _key(self, key: str | None, start: int, end: int) -> None:
        """Begin an element of a map."""
        outer = self.outer[-1]
        outer.sound = outer.sound and key is not None and key not in outer.keys
        begin = self._behind_comma(outer)
        explicit = self.scan[begin : begin + 1] == "?" and begin < start
        if not outer.elements and not outer.flow:
            outer.column = self._column(begin)
        self.open = Element(key, begin if explicit else start, None, key_end=end, explicit=explicit)
        colon = skip(self.scan, end)
        if self.scan[colon : colon + 1] == ":" and key is not None:
            self.open.sign = colon + 1
        outer.elements.append(self.open)
        if key is not None:
            outer.keys.setdefault(key, self.open)

    def _behind_comma(self, outer: Collection) -> int:
        """Return where the next sign is, past the comma that divides what is between brackets."""
        at = skip(self.scan, self.at)
        if outer.flow and self.scan[at : at + 1] == ",":
            at = skip(self.scan, at + 1)
        return at

    def _place(self, node: Node) -> Element | None:
        """Put a node under its key, into its list, or at the root."""
        if not self.outer:
            self.root = node
            return None
        outer = self.outer[-1]
        element = self.open
        if element is None:
            begin = self._behind_comma(outer)
            if outer.flow:
                element = Element(None, node.start, node.start)
            else:
                element = Element(None, begin, begin + 1)
                if not outer.elements:
                    outer.column = self._column(begin)
            outer.elements.append(element)
        element.node = node
        self.open = None
        return element

    def _column(self, at: int) -> int:
        return at - (self.scan.rfind("\n", 0, at) + 1)
