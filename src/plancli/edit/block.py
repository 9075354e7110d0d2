"""Edits of what stands in lines: a key or an item more or less, or another value. Comments stay where they belong."""

from collections.abc import Sequence

from plancli.columns import width
from plancli.decode import tasks
from plancli.edit.flow import position
from plancli.edit.lines import Style, Written, entry_lines, item_lines, write
from plancli.edit.refusal import Unwieldy
from plancli.edit.sheet import Sheet
from plancli.edit.step import Piece, Value
from plancli.edit.tree import BLOCK_STYLES, Collection, Element, Node, Text
from plancli.formatting.places import Place, fields_of, item_of
from plancli.formatting.quoting import quoted


def replace(sheet: Sheet, container: Collection, element: Element, value: Value, place: Place, style: Style) -> None:
    """Put a value in the place of an element's; `place` is the value's."""
    if container.is_map:
        head = sheet.scan[sheet.line_start(element.start) : element.sign]
        written = write(value, place, container.column, style, used=width(head))
        if isinstance(value, str) and written.lines and sheet.below(element.end, container.column) > element.end:
            written = Written(quoted(value), [])  # in a block the comment below would be text
    else:
        written = _behind_dash(item_lines(value, place, container.column, style), container.column)
    put(sheet, element, written)


def put(sheet: Sheet, element: Element, written: Written) -> None:
    """Put new text behind an element's key or dash, in the place of its value."""
    node, sign = element.node, element.sign
    if sign is None or (isinstance(node, Text) and not node.sound):
        raise Unwieldy
    lead = f" {written.inline}" if written.inline else ""
    if isinstance(node, Text) and node.blank:
        stop = sheet.line_stop(sign)
        rest = sheet.scan[sign:stop].rstrip("\r\n")
        sheet.splice(sign, sign + len(rest) if not rest.strip() else sign, lead)
        sheet.add_lines(sign, written.lines)
    elif isinstance(node, Text) and node.style in BLOCK_STYLES:
        _put_for_block_text(sheet, node, sign, written)
    elif isinstance(node, Text) or node.flow:
        _put_for_words(sheet, node, sign, written)
    elif "\n" in sheet.scan[sign : node.start]:
        sheet.splice(sign, sign, lead)
        sheet.put_lines(sheet.line_start(node.start), node.end, written.lines)
    else:
        sheet.splice(sign, node.end, sheet.join([lead, *written.lines]))


def _put_for_block_text(sheet: Sheet, node: Text, sign: int, written: Written) -> None:
    """Put new text in the place of a block scalar; a comment behind its sign stays."""
    stop = node.start + 1
    while sheet.scan[stop : stop + 1] in tuple("0123456789+-"):
        stop += 1
    if written.inline:
        sheet.splice(node.start, stop, written.inline)
    else:
        sheet.splice(sign, stop, "")
    body = sheet.line_stop(node.start)
    if body <= node.end:
        sheet.put_lines(body, node.end, written.lines)
    else:
        sheet.add_lines(node.start, written.lines)


def _put_for_words(sheet: Sheet, node: Node, sign: int, written: Written) -> None:
    """Put new text in the place of a scalar or of what is between brackets; a comment behind it stays."""
    if not written.lines:
        sheet.splice(node.start, node.end, written.inline)
        return
    lead = f" {written.inline}" if written.inline else ""
    if "\n" not in sheet.scan[sign : node.start]:
        sheet.splice(sign, node.end, lead)
        sheet.add_lines(node.end, written.lines)
        return
    sheet.splice(sign, sign, lead)
    if sheet.scan[node.end : sheet.line_stop(node.end)].strip():
        sheet.splice(node.start, node.end, "")
        sheet.add_lines(node.end, written.lines)
    else:
        sheet.put_lines(sheet.line_start(node.start), node.end, written.lines)


def add_key(sheet: Sheet, container: Collection, key: str, value: Value, place: Place, style: Style) -> None:
    """Put a key into a map, in the order of its fields; `place` is the map's."""
    lines = entry_lines(key, value, place, container.column, style)
    index = position(container, key, place)
    if index:
        sheet.add_lines(sheet.below(container.elements[index - 1].end, container.column), lines)
    else:
        _before_first(sheet, container, lines)


def add_item(sheet: Sheet, container: Collection, index: int, value: Value | Piece, place: Place, style: Style) -> None:
    """Put an item into a list; `place` is the list's."""
    elements = container.elements
    if isinstance(value, Piece):
        lines = shifted(value.lines, container.column)
    else:
        beside = elements[max(index - 1, 0)].node
        in_flow = isinstance(beside, Collection) and beside.flow
        lines = item_lines(value, item_of(place), container.column, style, flow=in_flow)
    apart = _apart(sheet, container, index, place)
    if index:
        end = sheet.below(elements[index - 1].end, container.column)
        blank = sheet.scan[sheet.line_start(end) : sheet.line_stop(end)].strip()
        sheet.add_lines(end, ["", *lines] if apart and blank else lines)
    else:
        _before_first(sheet, container, [*lines, ""] if apart else lines)


def enlist(sheet: Sheet, container: Collection, element: Element, value: Value, place: Place, style: Style) -> None:
    """Make a list of an element's value and another, the first as it is written; `place` is the list's."""
    node, sign = element.node, element.sign
    column = container.column + (style.of_list if container.is_map else style.of_item)
    item = item_lines(value, item_of(place), column, style)
    dash = " " * column + "-"
    if sign is None or not node.sound:
        raise Unwieldy
    if isinstance(node, Text) or node.flow:
        text = sheet.text[node.start : node.end]
        if "\n" in text or (isinstance(node, Text) and node.style in BLOCK_STYLES):
            raise Unwieldy
        if isinstance(node, Collection):
            item = item_lines(value, item_of(place), column, style, flow=True)
        _put_for_words(sheet, node, sign, Written("", [f"{dash} {text}", *item]))
        return
    if "\n" not in sheet.scan[sign : node.start]:
        raise Unwieldy
    start, end = sheet.line_start(node.start), sheet.below(node.end, node.column - 1)
    old = sheet.lines(start, end)
    moved = shifted(old, column + style.of_item - node.column)
    sheet.put_lines(start, end, [dash + moved[0][column + 1 :], *moved[1:], *item])


def remove(sheet: Sheet, container: Collection, element: Element) -> None:
    """Take away an element that is not the only one, with its lines."""
    number = next(number for number, one in enumerate(container.elements) if one is element)
    if not sheet.begins_line(element.start):
        if number or len(container.elements) < 2:
            raise Unwieldy
        sheet.splice(element.start, container.elements[1].start, "")
        return
    remove_lines(sheet, sheet.line_start(element.start), element.end)


def remove_lines(sheet: Sheet, start: int, end: int) -> None:
    """Take away whole lines; of blank lines on both sides those above go too."""
    stop = sheet.line_stop(end)
    after = sheet.scan[stop : sheet.line_stop(stop)] if stop < len(sheet.scan) else "\n"
    while start and not after.strip() and not sheet.scan[(above := sheet.line_start(start - 1)) : start].strip():
        start = above
    sheet.put_lines(start, end, [])


def shifted(lines: Sequence[str], by: int) -> list[str]:
    """Return lines moved to the right, or to the left as far as there are blanks."""
    if by >= 0:
        return [" " * by + line if line.strip() else line for line in lines]
    return [line[min(-by, len(line) - len(line.lstrip(" "))) :] for line in lines]


def _behind_dash(lines: list[str], column: int) -> Written:
    """Return the lines of an item without its dash."""
    return Written(lines[0][column + 1 :].removeprefix(" "), lines[1:])


def _before_first(sheet: Sheet, container: Collection, lines: list[str]) -> None:
    """Put lines before the first element of a collection, or on its line where that is another's too."""
    start = container.elements[0].start
    if sheet.begins_line(start):
        at = sheet.line_start(start) if container.is_map else sheet.above(start)
        sheet.splice(at, at, "".join(line + sheet.line_end for line in lines))
    else:
        sheet.splice(start, start, sheet.join([lines[0].lstrip(" "), *lines[1:], " " * container.column]))


def _apart(sheet: Sheet, container: Collection, index: int, place: Place) -> bool:
    """Whether blank lines stand between the items of a list, as between tasks."""
    elements = container.elements
    if len(elements) == 1:
        return fields_of(item_of(place)) is tasks.TASK_TABLE
    second = min(max(index, 1), len(elements) - 1)
    return sheet.blank_between(elements[second - 1].end, elements[second].start)
