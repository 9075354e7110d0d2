"""A file while steps are taken in it: each finds its place among the nodes, and becomes replacements of text."""

from codecs import BOM_UTF8
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from plancli.edit import block, flow
from plancli.edit.data import is_bare_date, may_be_one
from plancli.edit.lines import Written, entry_lines, list_lines, map_lines, of_node, style_around
from plancli.edit.refusal import Unwieldy, by_hand, misfit, shown
from plancli.edit.sheet import Sheet
from plancli.edit.step import Add, Insert, Path, Piece, Put, Remove, Step, Value
from plancli.edit.tree import Collection, Element, Node, Text
from plancli.formatting.places import ROOTS, Place, item_of, value_of
from plancli.problem import Place as Where
from plancli.source import Entry
from plancli.syntax.nodes import NULLS

APART: Final = 2
"""How many parts of two paths tell things of one file apart whose edits do not meet: `tasks` and which."""


class Spot(NamedTuple):
    """Where a path leads: the containers passed, the element and its value there, and the part that leads nowhere."""

    containers: list[Collection]
    element: Element | None
    node: Node | None
    place: Place
    rest: Path

    @property
    def in_flow(self) -> bool:
        """Whether it is between brackets."""
        return any(one.flow for one in self.containers)


class Draft:
    """The text of a file, and what steps make of it."""

    def __init__(self, data: bytes, entry: Entry) -> None:
        self.entry = entry
        self.mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
        self.sheet = Sheet(data.removeprefix(BOM_UTF8).decode())
        self.comments = self.sheet.comments()  # before all steps
        self.lost: list[str] = []  # comments that went with what was taken away
        self.gained: list[str] = []
        self._touched: set[Path] = set()

    @property
    def data(self) -> bytes:
        """The file with all steps taken so far."""
        self._turn()
        return self.mark + self.sheet.text.encode()

    def take(self, step: Step) -> None:
        """Take one step."""
        spot = Spot([], None, None, None, ())
        try:
            self._meet(step.path, alone=isinstance(step, Insert | Remove))
            spot = self.find(step.path)
            if isinstance(step, Put):
                self._put(spot, step.path, step.value)
            elif isinstance(step, Add):
                self._add(spot, step)
            elif isinstance(step, Insert):
                self._insert(spot, step)
            else:
                self._remove(spot, step.path)
        except Unwieldy:
            raise by_hand(self.entry.file, self.line(spot), words(step, spot.place)) from None

    def find(self, path: Path) -> Spot:
        """Return where a path leads, as far as it does."""
        node, place = self.sheet.root, ROOTS[self.entry.kind]
        found = Spot([], None, node, place, path)
        while found.rest and isinstance(node := found.node, Collection):
            key, rest = found.rest[0], found.rest[1:]
            if node.is_map and isinstance(key, str) and key in node.keys:
                element, inner = node.keys[key], value_of(found.place, key)
            elif not node.is_map and isinstance(key, int) and -len(node.elements) <= key < len(node.elements):
                element, inner = node.elements[key], item_of(found.place)
            else:
                break
            found = Spot([*found.containers, node], element, element.node, inner, rest)
        return found

    def line(self, spot: Spot) -> int:
        """Return the line of a spot."""
        return self.sheet.line_of(spot.element.start) if spot.element else 1

    def within(self, place: Where, spot: Spot) -> bool:
        """Whether a place of the file is in what stands at a spot."""
        if spot.rest or spot.element is None:
            return False
        sheet, end = self.sheet, spot.element.end
        first, last = sheet.line_of(spot.element.start), sheet.line_of(end)
        if not first <= place.line <= last:
            return False
        on_first = place.line > first or place.column > spot.element.start - sheet.line_start(spot.element.start)
        return on_first and (place.line < last or place.column <= max(end - sheet.line_start(end), 1))

    # --- steps

    def _put(self, spot: Spot, path: Path, value: Value) -> None:
        if not spot.rest:
            self._assign(spot, path, value)
            return
        if not all(isinstance(part, str) for part in spot.rest):
            raise misfit(self.entry.file, self.line(spot), path)
        for part in reversed(spot.rest[1:]):
            value = {str(part): value}
        key, node = str(spot.rest[0]), spot.node
        if isinstance(node, Collection) and node.is_map and node.elements:
            self._add_key(spot, node, key, value)
        elif node is None or not of_node(node):
            self._replace(spot, {key: value})
        elif isinstance(node, Text) and is_bare_date(spot.place):
            self._replace(spot, {"date": node.value, key: value})
        else:
            raise misfit(self.entry.file, self.line(spot), path)

    def _assign(self, spot: Spot, path: Path, value: Value) -> None:
        """Bring what stands somewhere to a value, by as little as may be."""
        old: Any = of_node(spot.node) if spot.node is not None else ""
        doubtful = isinstance(spot.node, Text) and (not spot.node.sound or (old in NULLS and not spot.node.style))
        if old == value and type(old) is type(value) and not doubtful:
            return
        if isinstance(old, dict) and isinstance(value, Mapping) and old and value:
            for key, one in value.items():
                if key not in old or old[key] != one:
                    self.take(Put((*path, key), one))
            lost = len(self.lost)
            for key in old:
                if key not in value:
                    self.take(Remove((*path, key)))
            del self.lost[lost:]  # nobody asked for that: with a comment in it, it is not done
        elif isinstance(old, list) and old and isinstance(value, list) and value[: len(old)] == old:
            for item in value[len(old) :]:
                self.take(Add(path, item))
        else:
            self._replace(spot, value)

    def _add(self, spot: Spot, step: Add) -> None:
        node = spot.node
        if spot.rest:
            self._put(spot, step.path, [step.value])
        elif node is None or not of_node(node):
            self._replace(spot, [step.value])
        elif isinstance(node, Collection) and not node.is_map:
            self._add_item(spot, node, len(node.elements), step.value)
        elif may_be_one(spot.place) and spot.element:
            container = spot.containers[-1]
            if spot.in_flow:
                flow.enlist(self.sheet, spot.element, step.value, spot.place)
            else:
                style = style_around([*spot.containers])
                block.enlist(self.sheet, container, spot.element, step.value, spot.place, style)
        else:
            raise misfit(self.entry.file, self.line(spot), step.path)

    def _insert(self, spot: Spot, step: Insert) -> None:
        node, value = spot.node, step.value
        if isinstance(value, Piece):
            self.gained += value.comments
        if not spot.rest and isinstance(node, Collection) and not node.is_map and node.elements:
            if not 0 <= step.index <= len(node.elements):
                raise misfit(self.entry.file, self.line(spot), (*step.path, step.index))
            self._add_item(spot, node, step.index, value)
        elif step.index:
            raise misfit(self.entry.file, self.line(spot), (*step.path, step.index))
        elif isinstance(value, Piece):
            self._put(spot, step.path, []) if spot.rest else None
            self._turn()
            self._put_piece(self.find(step.path), value)
        else:
            self._put(spot, step.path, [value])

    def _remove(self, spot: Spot, path: Path) -> None:
        if spot.rest or spot.element is None:
            raise misfit(self.entry.file, self.line(spot), path)
        container, element = spot.containers[-1], spot.element
        start, stop = element.start, element.end
        if not spot.in_flow:
            start, stop = self.sheet.line_start(start), self.sheet.line_stop(stop)
        self.lost += self.sheet.comments(start, stop)
        if container.flow:
            flow.remove(self.sheet, container, element)
        elif len(container.elements) > 1:
            block.remove(self.sheet, container, element)
        elif len(path) > 1:
            self._replace(self.find(path[:-1]), {} if container.is_map else [])
        else:
            raise Unwieldy

    # --- what they are made of

    def _replace(self, spot: Spot, value: Value) -> None:
        """Put a value in the place of what stands at a spot."""
        if spot.element is None:
            self._fill(spot, value)
        elif spot.in_flow:
            flow.replace(self.sheet, spot.element, value, spot.place)
        else:
            style = style_around(spot.containers)
            block.replace(self.sheet, spot.containers[-1], spot.element, value, spot.place, style)

    def _fill(self, spot: Spot, value: Value) -> None:
        """Put the first keys into an empty file."""
        node = spot.node
        if not isinstance(value, Mapping) or (node is not None and of_node(node)):
            raise Unwieldy
        if isinstance(node, Collection):
            self.sheet.splice(node.start, node.end, "")
        lines = map_lines(value, spot.place, 0, style_around([]))
        text = self.sheet.text
        if text and not text.endswith("\n"):
            self.sheet.splice(len(text), len(text), self.sheet.line_end + self.sheet.join(lines))
        else:
            self.sheet.splice(len(text), len(text), "".join(line + self.sheet.line_end for line in lines))

    def _add_key(self, spot: Spot, container: Collection, key: str, value: Value) -> None:
        if container.flow or spot.in_flow:
            flow.add_key(self.sheet, container, key, value, spot.place)
        else:
            style = style_around([*spot.containers, container])
            block.add_key(self.sheet, container, key, value, spot.place, style)

    def _add_item(self, spot: Spot, container: Collection, index: int, value: Value | Piece) -> None:
        if container.flow or spot.in_flow:
            plain = value.value if isinstance(value, Piece) else value
            if isinstance(value, Piece) and value.comments:
                raise Unwieldy
            flow.add_item(self.sheet, container, index, plain, spot.place)
        else:
            style = style_around([*spot.containers, container])
            block.add_item(self.sheet, container, index, value, spot.place, style)

    def _put_piece(self, spot: Spot, piece: Piece) -> None:
        """Make an empty list one of a single item, as it is written."""
        if spot.element is None or spot.in_flow:
            raise Unwieldy
        container = spot.containers[-1]
        column = container.column + style_around(spot.containers).of_list
        block.put(self.sheet, spot.element, Written("", block.shifted(piece.lines, column)))

    def _meet(self, path: Path, *, alone: bool) -> None:
        """See to it that no step works on nodes that an earlier one has changed."""
        near = path[:APART]
        alone = alone or len(path) <= APART
        if alone or () in self._touched or near in self._touched:
            self._turn()
        self._touched.add(() if alone else near)

    def _turn(self) -> None:
        self.sheet.turn()
        self._touched.clear()


def words(step: Step, place: Place) -> str:
    """Return what a step is about as a person would write it; `place` is that of its path."""
    style = style_around([])
    name = str(step.path[-1]) if step.path else ""
    if isinstance(step, Remove):
        return f"- {shown(step.path)}"
    if isinstance(step, Insert):
        value = step.value.value if isinstance(step.value, Piece) else step.value
        return "\n".join(list_lines([value], place, 0, style))
    if isinstance(step, Add):
        return "\n".join([f"{name}:", *list_lines([step.value], place, 2, style)])
    return "\n".join(entry_lines(name, step.value, None, 0, style))
