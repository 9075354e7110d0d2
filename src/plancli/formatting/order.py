"""Putting a file's layout in order: keys as documented, blank lines between tasks, comments where they can stand."""

from plancli.deadline import parse_span
from plancli.decode import bodies, tasks
from plancli.formatting.blocks import literal_lines
from plancli.formatting.nodes import Collection, Element, File, Node, Text
from plancli.formatting.places import Place, canonical, fields_of, has_periods, item_of, ranks, value_of


def arrange(file: File, place: Place) -> None:
    """Put a file's layout in order; `place` is its root's."""
    root = file.root
    if not isinstance(root, Collection) or not root.elements:
        return
    _lift(file, root.elements[0])
    _arrange(root, place)
    _lift(file, root.elements[0])
    if place is bodies.BODY_TABLE:
        _space(root)


def _arrange(node: Node, place: Place) -> None:
    """Put a node and all below it in order."""
    if not isinstance(node, Collection) or not node.elements:
        return
    _tighten(node.elements[0])
    if node.is_map:
        _rename(node, place)
        _sort(node, place)
    for element in node.elements:
        _arrange(element.node, value_of(place, element.key) if element.key is not None else item_of(place))
        _clear(element)
        if not node.is_map:
            _hoist(element)


def _sort(node: Collection, place: Place) -> None:
    """Put the fields of a map in the order of their table, unknown ones last; a task always has a line for each."""
    table = fields_of(place)
    if table is None:
        return
    rank = ranks(table)
    node.elements.sort(key=lambda element: rank.get(element.key or "", len(rank)))
    if table is tasks.TASK_TABLE:
        node.flow = False


def _rename(node: Collection, place: Place) -> None:
    """Give periods the grammar's own form, unless two would then be one."""
    if not has_periods(place):
        return
    names = [canonical(element.key or "", parse_span) or element.key for element in node.elements]
    if len(set(names)) == len(names):
        for element, name in zip(node.elements, names, strict=True):
            element.key = name


def _tighten(element: Element) -> None:
    """Let no blank line stand before the first element of a collection."""
    if element.above:
        element.above[0].blank = False
    else:
        element.blank = False


def _lift(file: File, first: Element) -> None:
    """Make what stands above a file's first key the head of the file, whichever key comes first then."""
    if first.above:
        first.above[0].blank = file.gap
        file.head += first.above
        file.gap = first.blank
        first.above = []
    first.blank = False


def _clear(element: Element) -> None:
    """Put above a text that becomes a block what stands below it: there it would be taken for text."""
    if element.after and isinstance(element.node, Text) and literal_lines(element.node.value):
        element.above += element.after
        element.after = []


def _hoist(item: Element) -> None:
    """Put above an item what stands above its first line: nothing can stand between the two."""
    if not isinstance(item.node, Collection) or not item.node.elements:
        return
    first = item.node.elements[0]
    if first.above:
        first.above[0].blank = item.blank or (bool(item.above) and first.above[0].blank)
        item.above += first.above
        item.blank = first.blank
        first.above = []
    first.blank = False


def _space(root: Collection) -> None:
    """Let one blank line stand before the tasks of a body, and between two of them."""
    for element in root.elements:
        if element.key == "tasks":
            _part(element)
            if isinstance(element.node, Collection) and not element.node.is_map:
                for task in element.node.elements:
                    _part(task)


def _part(element: Element) -> None:
    """Let a blank line stand before an element and its comments."""
    if element.above:
        element.above[0].blank = True
    else:
        element.blank = True
