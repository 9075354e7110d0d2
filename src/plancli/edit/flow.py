"""Edits between brackets: an entry more, one less, another value; commas and blanks as they are."""

from plancli.edit.lines import flow_entry, flow_text
from plancli.edit.sheet import Sheet
from plancli.edit.step import Value
from plancli.edit.tree import Collection, Element, Text, skip
from plancli.formatting.places import Place, fields_of, item_of, ranks


def replace(sheet: Sheet, element: Element, value: Value, place: Place) -> None:
    """Put a value in the place of an element's."""
    new = flow_text(value, place)
    node = element.node
    if element.sign is None:
        sheet.splice(element.key_end, element.key_end, f": {new}")
    elif isinstance(node, Text) and node.blank:
        sheet.splice(element.sign, element.sign, f" {new}")
    else:
        sheet.splice(node.start, node.end, new)


def add_key(sheet: Sheet, container: Collection, key: str, value: Value, place: Place) -> None:
    """Put a key into a map, in the order of its fields."""
    _insert(sheet, container, position(container, key, place), flow_entry(key, value, place))


def add_item(sheet: Sheet, container: Collection, index: int, value: Value, place: Place) -> None:
    """Put an item into a list; `place` is the list's."""
    _insert(sheet, container, index, flow_text(value, item_of(place)))


def enlist(sheet: Sheet, element: Element, value: Value, place: Place) -> None:
    """Make a list of an element's value and another."""
    sheet.splice(element.node.start, element.node.start, "[")
    sheet.splice(element.node.end, element.node.end, f", {flow_text(value, item_of(place))}]")


def remove(sheet: Sheet, container: Collection, element: Element) -> None:
    """Take an element away, with one of the commas beside it."""
    index = next(number for number, one in enumerate(container.elements) if one is element)
    scan = sheet.scan
    start, end = element.start, element.end
    after = skip(scan, end)
    if scan[after : after + 1] == ",":
        if scan[end:after].strip(" \t\r\n"):
            sheet.splice(after, after + 1, "")
        else:
            end = after + 1
            while scan[end : end + 1] in (" ", "\t"):
                end += 1
    elif index:
        before = container.elements[index - 1].end
        if scan[before:start].strip(" \t\r\n") == ",":
            start = before
        else:
            comma = skip(scan, before)
            sheet.splice(comma, comma + 1, "")
    sheet.splice(start, end, "")


def position(container: Collection, key: str, place: Place) -> int:
    """Return where among the elements of a map a new key belongs: behind the last field that comes before it."""
    table = fields_of(place)
    if table is None:
        return len(container.elements)
    rank = ranks(table)
    own = rank.get(key, len(rank))
    known = [(rank.get(one.key or "", len(rank)), number) for number, one in enumerate(container.elements)]
    before = [one for one in known if one[0] < own or own == len(rank)]
    return max(before)[1] + 1 if before else 0


def _insert(sheet: Sheet, container: Collection, index: int, text: str) -> None:
    elements = container.elements
    if index:
        end = elements[index - 1].end
        sheet.splice(end, end, f", {text}")
    elif elements:
        sheet.splice(elements[0].start, elements[0].start, f"{text}, ")
    else:
        inside = sheet.scan[container.start + 1 : container.end - 1]
        stop = container.end - 1 if not inside.strip() else container.start + 1
        sheet.splice(container.start + 1, stop, text)
