"""libyaml's events to located nodes, in one loop that neither recurses nor builds what a plan's file must not have."""

import unicodedata
from typing import Any, Final

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

from plancli.syntax.characters import REPLACEMENT, code, cuts
from plancli.syntax.findings import Findings
from plancli.syntax.nodes import DAMAGED, NULLS, Damaged, Mapping, Node, Null, Scalar, Sequence
from plancli.text import HIDDEN

DEEPEST: Final = 50
YAML_TAG: Final = "tag:yaml.org,2002:"
NO_KEY: Final = "\0"
"""Stands for a key that is none. No file has this text: a NUL never gets past `characters`."""


class Tree:
    """The nodes of one document, built from a parser's events; what is wrong goes to `findings`."""

    def __init__(self, text: str, findings: Findings) -> None:
        self.root: Node | None = None
        self.readable = True
        self.replaced = False
        self._findings = findings
        self._cuts = cuts(text)

    def build(self, parser: Any) -> None:
        """Take all events of a parser; of several documents the first is kept, of one that is too deep nothing."""
        get_event = parser.get_event
        outer: list[tuple[Node | None, str | None]] = []
        container: Node | None = None
        key: str | None = None  # of the container, if it is a mapping and its value is still to come
        documents = 0
        while True:
            event = get_event()
            kind = type(event)
            if kind is ScalarEvent:
                if type(container) is Mapping and key is None:
                    key = self._key(event, container)
                else:
                    self._place(container, key, self._value(event))
                    key = None
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                container, key = outer.pop()
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if len(outer) >= DEEPEST:
                    self._report("too-deep", event.start_mark, most=str(DEEPEST))
                    self.root, self.readable = None, False
                    return
                self._properties(event)
                line, column = event.start_mark.line + 1, event.start_mark.column + 1
                inner: Node = Sequence([], line, column)
                if kind is MappingStartEvent:
                    inner = Mapping({}, {}, line, column, set())
                if type(container) is Mapping and key is None:
                    if outer[-1][1] != NO_KEY:  # else this is inside a key that is already reported
                        self._report("invalid-yaml", event.start_mark, "key")
                    container.doubts.add(DAMAGED)
                    outer.append((container, NO_KEY))
                else:
                    self._place(container, key, inner)
                    outer.append((container, None))
                container, key = inner, None
            elif kind is AliasEvent:
                if key != NO_KEY:
                    self._report("alias", event.start_mark, "alias", name=event.anchor)
                if type(container) is Mapping and key is None:
                    container.doubts.add(DAMAGED)
                    key = NO_KEY
                else:
                    self._place(container, key, Damaged(event.start_mark.line + 1, event.start_mark.column + 1))
                    key = None
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._report("several-documents", event.start_mark)
                    self.readable = False
                    return
                if event.version or event.tags:
                    self._report("alias", event.start_mark, "directive")
            elif kind is StreamEndEvent:
                return

    def _report(self, name: str, mark: Any, variant: str = "", /, **values: str) -> None:
        self._findings.add(name, mark.line + 1, mark.column + 1, variant, **values)

    def _place(self, container: Node | None, key: str | None, node: Node) -> None:
        """Put a node into a list, under a key, or at the root."""
        if type(container) is Sequence:
            container.items.append(node)
        elif type(container) is Mapping:
            if key is not None and key != NO_KEY:
                container.entries[key] = node
        else:
            self.root = node

    def _key(self, event: Any, mapping: Mapping) -> str:
        """Return a key's text, or NO_KEY if what follows has none of its own."""
        self._properties(event)
        if event.value == "<<" and not event.style:
            self._report("alias", event.start_mark, "merge")
            mapping.doubts.add(DAMAGED)
            return NO_KEY
        key = self._text(event)
        if key in mapping.entries:
            line = mapping.place_of(key).line
            self._report("duplicate-key", event.start_mark, key=key, line=str(line))
            mapping.doubts.add(key)
            return NO_KEY
        mapping.places[key] = (event.start_mark.line + 1, event.start_mark.column + 1)
        return key

    def _value(self, event: Any) -> Scalar | Null:
        """Return the node of a text."""
        self._properties(event)
        mark = event.start_mark
        if event.style:
            return Scalar(self._text(event), mark.line + 1, mark.column + 1, event.style)
        if event.end_mark.index in self._cuts:
            gap = self._cuts[event.end_mark.index] - event.end_mark.index
            variant = "" if event.value else "empty"
            self._findings.add("cut-by-comment", event.end_mark.line + 1, event.end_mark.column + gap + 1, variant)
        if event.value in NULLS:
            return Null(event.value, mark.line + 1, mark.column + 1)
        return Scalar(event.value, mark.line + 1, mark.column + 1, "")

    def _properties(self, event: Any) -> None:
        """Report an anchor or a tag; the value itself is kept."""
        if event.anchor is not None:
            self._report("alias", event.start_mark, "anchor", name=event.anchor)
        if event.tag is not None:
            self._report("alias", event.start_mark, "tag", tag=event.tag.replace(YAML_TAG, "!!"))

    def _text(self, event: Any) -> str:
        """Return a text, having done to what escapes wrote into it what `characters` did to the text around it."""
        value: str = event.value
        if event.style != '"' or (value.isascii() and value.isprintable()):
            return value
        if HIDDEN.search(value):
            for found in HIDDEN.finditer(value):
                self._report("control-character", event.start_mark, "escape", code=code(found[0]))
            value = HIDDEN.sub(REPLACEMENT, value)
            self.replaced = True
        return unicodedata.normalize("NFC", value)
