"""A file's layout, put in order, to the lines of its text."""

from dataclasses import replace
from typing import Final

from plancli.columns import width
from plancli.formatting.blocks import header, literal_lines
from plancli.formatting.nodes import Collection, Comment, Element, File, Text
from plancli.formatting.places import Place, Use, canonical, item_of, key_use_of, reading_of, use_of, value_of
from plancli.formatting.quoting import fits_plain, quoted, retyped
from plancli.syntax.nodes import NULLS

WIDTH: Final = 120
INDENT: Final = 2
LONGEST_KEY: Final = 1000
"""Characters; YAML reads a key as one only where its colon stands within 1024."""


def lines_of(file: File, place: Place) -> list[str]:
    """Return the lines of a file; `place` is its root's."""
    return _Writer().write(file, place)


class _Writer:
    """Collects lines; between two that are asked to be apart there is one blank line, never at an opening."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.opening = True

    def write(self, file: File, place: Place) -> list[str]:
        """Return the lines of a file."""
        self._comments(file.prologue, 0)
        if file.start:
            self._add("---")
        self._comments(file.head, 0)
        if file.gap:
            self._blank()
        if isinstance(file.root, Collection):
            self._root(file.root, place)
        elif file.root is not None and (file.root.value or file.root.style):
            self._add(quoted(file.root.value))
        self._comments(file.end, 0)
        if file.stop:
            self._add("...")
        self._comments(file.tail, 0)
        return self.lines

    def _root(self, root: Collection, place: Place) -> None:
        if root.elements:
            self._elements(root, place, 0)
        else:
            self._add("{}" if root.is_map else "[]")
            self._comments(root.end, 0)

    def _add(self, line: str) -> None:
        self.lines.append(line)
        self.opening = False

    def _blank(self) -> None:
        """Ask for a blank line. One that is already there may be the end of a block scalar."""
        if not self.opening and self.lines[-1]:
            self.lines.append("")

    def _comments(self, comments: list[Comment], indent: int) -> None:
        for comment in comments:
            if comment.blank:
                self._blank()
            self._add(" " * indent + comment.text)

    def _elements(self, node: Collection, place: Place, indent: int) -> None:
        """Write a collection, a line or more for each element."""
        if node.is_map:
            use = key_use_of(place)
            for element in node.elements:
                key = element.key or ""
                name = plainly(key, use, was_quoted=element.quoted)
                if len(name) > LONGEST_KEY:
                    self._above(element, indent)
                    self._add(" " * indent + f"? {name}")
                    element, name = replace(element, above=[], blank=False), ""
                self._element(element, f"{name}:", value_of(place, key), indent)
        else:
            inner = item_of(place)
            for element in node.elements:
                self._element(element, "-", inner, indent)
        self._comments(node.end, indent)

    def _element(self, element: Element, sign: str, place: Place, indent: int) -> None:
        """Write an element: its comments, `sign` (its key, or a dash), its value."""
        node = element.node
        head = " " * indent + sign
        if isinstance(node, Text):
            self._text(element, node, head, place, indent)
            return
        flow = in_flow(node, place)
        if flow is not None and (not node.elements or width(head) + 1 + width(flow) <= WIDTH):
            self._above(element, indent)
            self._add(_line(head, flow, element.trailing))
            if not node.elements:
                self._comments(node.end, indent + INDENT)
        elif sign == "-":
            self._above(element, indent)
            if element.trailing:  # there is no line of its own to stand on
                self._comments([Comment(element.trailing)], indent)
            number = len(self.lines)
            self.opening = True
            self._elements(node, place, indent + INDENT)
            while (line := self.lines[number].lstrip(" ")).startswith("#"):
                self.lines[number] = " " * indent + line
                number += 1
            self.lines[number] = f"{head} {line}"
        else:
            self._above(element, indent)
            self._add(_line(head, "", element.trailing))
            self.opening = True
            self._elements(node, place, indent + INDENT)
        self._comments(element.after, indent + INDENT)

    def _text(self, element: Element, node: Text, head: str, place: Place, indent: int) -> None:
        """Write an element whose value is a text."""
        style, lines = (node.style, node.lines) if node.style in ("|", ">") else ("|", literal_lines(node.value))
        if lines:
            self._above(element, indent)
            self._add(_line(head, header(style, lines, node.value), element.trailing))
            margin = " " * (indent + INDENT)
            self.lines += [margin + line if line else "" for line in lines]
            return
        self._above(element, indent)
        self._add(_line(head, scalar(node, place), element.trailing))
        self._comments(element.after, indent + INDENT)

    def _above(self, element: Element, indent: int) -> None:
        self._comments(element.above, indent)
        if element.blank:
            self._blank()


def _line(head: str, value: str, trailing: str) -> str:
    """Return a line of a key or dash, a value and a comment."""
    line = f"{head} {value}" if value else head
    return f"{line}  {trailing}" if trailing else line


def scalar(node: Text, place: Place) -> str:
    """Return a text as it is written on one line."""
    if not node.style and (not node.value or node.value in NULLS):
        return node.value
    use = use_of(place)
    value = node.value
    if use == "date":
        found = canonical(value, reading_of(place))
        if found is None:
            use = "kept"
        else:
            value = found
    return plainly(value, use, was_quoted=bool(node.style))


def plainly(value: str, use: Use, *, was_quoted: bool) -> str:
    """Return a text without quotes if it may stand so, else with them."""
    if not fits_plain(value) or (was_quoted and value in NULLS):
        return quoted(value)
    if use == "text":
        return quoted(value) if retyped(value) else value
    return quoted(value) if use == "kept" and was_quoted and retyped(value) else value


def in_flow(node: Collection, place: Place) -> str | None:
    """Return a collection as it is written in brackets; None if it has to stand in lines.

    Lists of texts stand in brackets, and maps that already do; none with a comment in it, or a text that would need
    quotes there for the sake of its signs.
    """
    if not node.elements:
        return "{}" if node.is_map else "[]"
    if node.end or (node.is_map and not node.flow):
        return None
    parts: list[str] = []
    for element in node.elements:
        part = _part_in_flow(element, node, place)
        if part is None:
            return None
        parts.append(part)
    return "{" + ", ".join(parts) + "}" if node.is_map else "[" + ", ".join(parts) + "]"


def _part_in_flow(element: Element, node: Collection, place: Place) -> str | None:
    """Return an element as it is written in brackets; None if it cannot be."""
    if element.commented:
        return None
    key, inner = element.key, element.node
    below = item_of(place) if key is None else value_of(place, key)
    value: str | None
    if isinstance(inner, Text):
        fits = inner.style not in ("|", ">") and (not inner.value or fits_plain(inner.value, flow=True))
        value = scalar(inner, below) if fits else None
    elif not node.is_map or inner.end:
        value = None
    else:
        value = in_flow(inner, below)
    if not value or key is None:
        return value or None
    name = plainly(key, key_use_of(place), was_quoted=element.quoted)
    return f"{name}: {value}" if fits_plain(key, flow=True) else None
