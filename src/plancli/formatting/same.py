"""Whether a file that was laid out anew says what it said before: its nodes, its comments, and what is read from it."""

from collections import Counter
from typing import Any, Final

from plancli.deadline import parse_span
from plancli.decode import Decoded
from plancli.decode.roots import decode_body, decode_documents, decode_plan
from plancli.formatting.nodes import Collection, Comment, File, Node
from plancli.formatting.places import Place, canonical, fields_of, has_periods, item_of, reading_of, value_of
from plancli.model import At
from plancli.source import Entry
from plancli.syntax import Mapping, Null, Parsed, Scalar, Sequence
from plancli.syntax import Node as Read

UNORDERED: Final = ("faults", "unread")
PLACES: Final = ("places",)
"""Fields of the model that only say where something stands, as values of the type `At` do."""


def decoded(parsed: Parsed, entry: Entry) -> Decoded:
    """Return what a file says."""
    if entry.kind == "plan":
        return decode_plan(parsed, entry.file)
    if entry.kind == "documents":
        return decode_documents(parsed, entry.file)
    return decode_body(parsed, entry.file, entry.stem)


def same_nodes(before: Read | None, after: Read | None, place: Place) -> bool:
    """Whether two nodes say the same: texts, lists and maps alike, dates and deadlines equal to their reader."""
    if type(before) is Scalar and type(after) is Scalar:
        return _same_texts(before, after, place)
    if type(before) is Null and type(after) is Null:
        return before.value == after.value
    if type(before) is Sequence and type(after) is Sequence:
        inner = item_of(place)
        return len(before.items) == len(after.items) and all(
            same_nodes(one, other, inner) for one, other in zip(before.items, after.items, strict=True)
        )
    if type(before) is Mapping and type(after) is Mapping:
        return _same_maps(before, after, place)
    return before is None and after is None


def _same_texts(before: Scalar, after: Scalar, place: Place) -> bool:
    """Whether two texts say the same to their place; whether one is quoted matters to a boolean or a number."""
    if before.value != after.value:
        reading = reading_of(place)
        one, other = canonical(before.value, reading), canonical(after.value, reading)
        return one is not None and one == other
    return bool(before.style) == bool(after.style) or getattr(place, "name", "") not in ("number", "boolean")


def _same_maps(before: Mapping, after: Mapping, place: Place) -> bool:
    """Whether two maps say the same: fields in any order, names in theirs."""
    ones, others = list(before.entries), list(after.entries)
    if fields_of(place) is not None:
        ones, others = sorted(ones), sorted(others)
    if len(ones) != len(others):
        return False
    for one, other in zip(ones, others, strict=True):
        if one != other and not (has_periods(place) and canonical(one, parse_span) == other):
            return False
        if not same_nodes(before.entries[one], after.entries[other], value_of(place, one)):
            return False
    return True


def same_meaning(before: Decoded, after: Decoded) -> bool:
    """Whether two files say the same to the model, apart from lines and columns, and have the same faults."""
    names = [Counter(problem.name for problem in one.problems) for one in (before, after)]
    return names[0] == names[1] and _same(before[1:], after[1:])


def _same(before: Any, after: Any) -> bool:
    """Whether two values of the model are equal, apart from places."""
    if type(before) is not type(after):
        return False
    if type(before) is At:
        return True
    if isinstance(before, tuple):
        if len(before) != len(after):
            return False
        names = getattr(before, "_fields", ("",) * len(before))
        return all(
            sorted(one) == sorted(other) if name in UNORDERED else name in PLACES or _same(one, other)
            for name, one, other in zip(names, before, after, strict=True)
        )
    if isinstance(before, dict):
        return list(before) == list(after) and all(_same(one, after[name]) for name, one in before.items())
    if isinstance(before, list):
        return len(before) == len(after) and all(map(_same, before, after))
    return bool(before == after)


def comments_of(file: File) -> Counter[tuple[str, str]]:
    """Return the comments of a layout that was put in order, each with the path of what it belongs to.

    What belongs to the first element of an item belongs to the item: the two begin on one line.
    """
    found: Counter[tuple[str, str]] = Counter()
    _add(found, "", [*file.prologue, *file.head, *file.end, *file.tail])
    if file.root is not None:
        _collect(found, "", file.root)
    return found


def _collect(found: Counter[tuple[str, str]], path: str, node: Node) -> None:
    if not isinstance(node, Collection):
        return
    _add(found, path, node.end)
    for number, element in enumerate(node.elements):
        name = f"{path}/{number if element.key is None else element.key}"
        _collect(found, name, element.node)
        own = path if number == 0 and path.rpartition("/")[2].isdecimal() else name
        _add(found, own, [*element.above, *element.after])
        if element.trailing:
            found[own, element.trailing] += 1


def _add(found: Counter[tuple[str, str]], path: str, comments: list[Comment]) -> None:
    for comment in comments:
        found[path, comment.text] += 1
