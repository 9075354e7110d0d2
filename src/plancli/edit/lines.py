"""Values as new text: in the indentation of what stands around them, else as `plan fmt` writes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from plancli.columns import width
from plancli.decode.kinds import Kind
from plancli.edit.step import Value
from plancli.edit.tree import Collection, Node, Text
from plancli.formatting import nodes as layout
from plancli.formatting.blocks import header, literal_lines
from plancli.formatting.lines import INDENT, WIDTH, in_flow, plainly
from plancli.formatting.places import Place, fields_of, item_of, key_use_of, ranks, use_of, value_of
from plancli.formatting.quoting import fits_plain, quoted
from plancli.syntax.nodes import NULLS


class Style(NamedTuple):
    """How much deeper things stand: a map than its key, a list than its key, an item's text than its dash."""

    of_map: int = INDENT
    of_list: int = INDENT
    of_item: int = INDENT


class Written(NamedTuple):
    """A value as text: what stands behind its key or dash, and the whole lines below."""

    inline: str
    lines: list[str]


PLAIN_KINDS: Final = ("number", "boolean")


def style_around(containers: list[Collection]) -> Style:
    """Return the indentation used in the last of the containers, or else in the one around it, and so on."""
    found: list[int | None] = [None, None, None]
    for container in reversed(containers):
        for number, step in _steps(container):
            if found[number] is None:
                found[number] = step
            if None not in found:
                return Style(*[one or 0 for one in found])
    return Style(*[default if one is None else one for one, default in zip(found, Style(), strict=True)])


def _steps(container: Collection) -> Iterator[tuple[int, int]]:
    """Yield the indentations in a container, in order of the text."""
    pending: list[Node] = [container]
    while pending:
        node = pending.pop()
        if not isinstance(node, Collection) or node.flow:
            continue
        for element in node.elements:
            inner = element.node
            if isinstance(inner, Collection) and not inner.flow:
                step = inner.column - node.column
                if node.is_map:
                    yield (0 if inner.is_map else 1), max(step, 1 if inner.is_map else 0)
                elif inner.is_map and step >= INDENT:
                    yield 2, step
        pending += [element.node for element in reversed(node.elements)]


def write(value: Value, place: Place, column: int, style: Style, *, used: int = 0) -> Written:
    """Return a value that stands under a key or dash in a column; `used` columns are taken on its line."""
    if isinstance(value, str):
        return _text(value, place, column + style.of_map)
    if not value:
        return Written("{}" if isinstance(value, Mapping) else "[]", [])
    flow = in_flow(_layout(value, place), place)
    if flow is not None and used + 1 + width(flow) <= WIDTH:
        return Written(flow, [])
    if isinstance(value, Mapping):
        return Written("", map_lines(value, place, column + style.of_map, style))
    return Written("", list_lines(value, place, column + style.of_list, style))


def map_lines(value: Mapping[str, Value], place: Place, column: int, style: Style) -> list[str]:
    """Return the lines of a map whose keys stand in a column."""
    lines: list[str] = []
    for key, inner in in_order(value, place):
        lines += entry_lines(key, inner, place, column, style)
    return lines


def entry_lines(key: str, value: Value, place: Place, column: int, style: Style) -> list[str]:
    """Return the lines of one key of a map at a place, and its value."""
    head = f"{' ' * column}{key_text(key, place)}:"
    written = write(value, value_of(place, key), column, style, used=width(head))
    return [f"{head} {written.inline}" if written.inline else head, *written.lines]


def list_lines(value: Sequence[Value], place: Place, column: int, style: Style) -> list[str]:
    """Return the lines of a list whose dashes stand in a column."""
    lines: list[str] = []
    for item in value:
        lines += item_lines(item, item_of(place), column, style)
    return lines


def item_lines(value: Value, place: Place, column: int, style: Style, *, flow: bool = False) -> list[str]:
    """Return the lines of an item of a list; `flow`: a map in brackets where it fits, as the others have it."""
    dash = " " * column + "-"
    if flow and not isinstance(value, str):
        brackets = in_flow(_layout(value, place, flow=True), place)
        if brackets is not None and column + INDENT + width(brackets) <= WIDTH:
            return [f"{dash} {brackets}"]
    if isinstance(value, Mapping):
        if not value:
            return [f"{dash} {{}}"]
        lines = map_lines(value, place, column + style.of_item, style)
    elif isinstance(value, str) or not value or in_flow(_layout(value, place), place) is not None:
        written = write(value, place, column, style, used=column + 1)
        return [f"{dash} {written.inline}", *written.lines]
    else:
        lines = list_lines(value, place, column + style.of_item, style)
    return [dash + lines[0][column + 1 :], *lines[1:]]


def flow_text(value: Value, place: Place) -> str:
    """Return a value as it stands between brackets, whatever `plan fmt` would rather do."""
    if isinstance(value, str):
        text = _scalar(value, place)
        return text if not value or fits_plain(value, flow=True) or text[:1] in "'\"" else quoted(value)
    if isinstance(value, Mapping):
        parts = [flow_entry(key, inner, place) for key, inner in in_order(value, place)]
        return "{" + ", ".join(parts) + "}"
    return "[" + ", ".join(flow_text(item, item_of(place)) for item in value) + "]"


def flow_entry(key: str, value: Value, place: Place) -> str:
    """Return a key and its value as they stand between brackets."""
    name = key_text(key, place)
    if name == key and not fits_plain(key, flow=True):
        name = quoted(key)
    return f"{name}: {flow_text(value, value_of(place, key))}"


def in_order(value: Mapping[str, Value], place: Place) -> list[tuple[str, Value]]:
    """Return the entries of a map in the order of its fields; names that people give keep theirs."""
    table = fields_of(place)
    if table is None:
        return list(value.items())
    rank = ranks(table)
    return sorted(value.items(), key=lambda one: rank.get(one[0], len(rank)))


def key_text(key: str, place: Place) -> str:
    """Return a key as it is written."""
    return plainly(key, key_use_of(place), was_quoted=key in NULLS or key == "<<")


def _text(value: str, place: Place, column: int) -> Written:
    """Return a text; `column` is where its lines stand if it has several."""
    lines = literal_lines(value)
    if lines:
        margin = " " * column
        return Written(header("|", lines, value), [margin + line if line else "" for line in lines])
    return Written(_scalar(value, place), [])


def _scalar(value: str, place: Place) -> str:
    """Return a text on one line, so that every reader takes it for this text; numbers and booleans are no texts."""
    return plainly(value, "text" if _is_text(place) else use_of(place), was_quoted=value in NULLS)


def _layout(value: Value, place: Place, *, flow: bool = False) -> layout.Collection:
    """Return a list or map as `plan fmt` knows it."""
    assert not isinstance(value, str)
    found = layout.Collection(isinstance(value, Mapping), flow)
    entries: list[tuple[str | None, Value]] = [(None, item) for item in value]
    if isinstance(value, Mapping):
        entries = list(in_order(value, place))
    for key, inner in entries:
        below = item_of(place) if key is None else value_of(place, key)
        node: layout.Node
        if isinstance(inner, str):
            node = layout.Text(inner, "'" if _is_text(below) or inner in NULLS else "")
        else:
            node = _layout(inner, below, flow=flow)
        found.elements.append(layout.Element(key, quoted=key in NULLS, node=node))
    return found


def _is_text(place: Place) -> bool:
    """Whether a scalar at a place is a text, also where nobody knows what stands there."""
    use = use_of(place)
    return use == "text" or (use == "kept" and not (isinstance(place, Kind) and place.name in PLAIN_KINDS))


def of_node(node: Node) -> Value:
    """Return what a node says as plain data; an alias says nothing."""
    if isinstance(node, Text):
        return node.value
    if node.is_map:
        return {key: of_node(element.node) for key, element in node.keys.items()}
    return [of_node(element.node) for element in node.elements]
