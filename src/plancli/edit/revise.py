"""A file's bytes, changed by steps. Every other byte stays, and what comes out is proved before it is given out."""

from collections.abc import Sequence
from typing import Final

from plancli.edit import block
from plancli.edit.data import tidy
from plancli.edit.draft import Draft, Spot, words
from plancli.edit.lines import of_node
from plancli.edit.proof import Texts, keeps_comments, new_problems, problems_of, says_what_it_should
from plancli.edit.refusal import FAULTS, EditError, Unwieldy, by_hand, faulty, misfit, mistaken, unreadable
from plancli.edit.sheet import Sheet
from plancli.edit.step import Add, Insert, Path, Piece, Put, Remove, Step
from plancli.edit.tree import Collection
from plancli.formatting import formatted
from plancli.problem import Problem
from plancli.source import Entry
from plancli.syntax import Mapping, Parsed, Scalar, parse

__all__ = ["EditError", "cut", "paste", "revise"]

MOST_SHOWN: Final = 8


def revise(data: bytes, entry: Entry, steps: Sequence[Step]) -> bytes:
    """Return a file's bytes after all steps, in order; EditError, naming the place, where that cannot be done safely.

    Only the lines change that must. A file that is as `plan fmt` lays it out stays so.
    """
    steps = [tidy(step) for step in steps]
    before = _readable(data, entry)
    draft = Draft(data, entry)
    mended = _refuse_faults(draft, before, steps)
    for step in steps:
        draft.take(step)
    return _done(data, before, draft, steps, mended)


def cut(data: bytes, entry: Entry, path: Path) -> tuple[bytes, Piece]:
    """Return a file without an item of one of its lists, and the item as it is written.

    The comments in it go with it, those indented with it below, and those on the lines directly above it.
    """
    before = _readable(data, entry)
    draft = Draft(data, entry)
    _refuse_faults(draft, before, [Remove(path)])
    spot = draft.find(path)
    container = spot.containers[-1] if spot.containers else None
    if spot.rest or container is None or spot.element is None or container.is_map:
        raise misfit(entry.file, draft.line(spot), path)
    value = of_node(spot.element.node)
    if spot.in_flow or not draft.sheet.begins_line(spot.element.start):
        piece = Piece(tuple(words(Insert(path[:-1], 0, value), draft.find(path[:-1]).place).split("\n")), value)
        draft.take(Remove(path))
        draft.lost.clear()  # a comment cannot go with what is written anew: with one in it, it stays
    else:
        piece = _cut_lines(draft, spot, path, container)
    return _done(data, before, draft, [Remove(path)]), piece


def paste(data: bytes, entry: Entry, path: Path, index: int, piece: Piece) -> bytes:
    """Return a file with an item as it was written elsewhere in the list at a path; `index` may be its length."""
    return revise(data, entry, [Insert(path, index, piece)])


def _cut_lines(draft: Draft, spot: Spot, path: Path, container: Collection) -> Piece:
    """Take an item's lines out of a draft."""
    sheet, element = draft.sheet, spot.element
    assert element is not None
    start, end = sheet.above(element.start), sheet.below(element.end, container.column)
    comments = tuple(sheet.comments(start, sheet.line_stop(end)))
    lines = block.shifted(sheet.lines(start, end), -container.column)
    piece = Piece(tuple(lines), of_node(element.node), comments)
    draft.lost += comments
    if len(container.elements) > 1:
        block.remove_lines(sheet, start, end)
    else:
        outer = draft.find(path[:-1])
        if outer.element is None or outer.element.sign is None:
            raise by_hand(draft.entry.file, draft.line(spot), words(Remove(path), None))
        sheet.splice(outer.element.sign, outer.element.sign, " []")
        sheet.put_lines(start, end, [])
    return piece


def _readable(data: bytes, entry: Entry) -> Parsed:
    """Return a file's nodes; EditError if its text cannot be read, or is no map."""
    parsed = parse(data, entry.file)
    root = parsed.root
    empty = root is None or (type(root) is Scalar and not root.value)
    if not parsed.readable or not (empty or type(root) is Mapping):
        raise unreadable(entry.file, problems_of(parsed, entry))
    return parsed


def _refuse_faults(draft: Draft, before: Parsed, steps: Sequence[Step]) -> list[Problem]:
    """Raise EditError if something is wrong within the very task (or document, or event) that a step leads into.

    What stands where a value is put, or in an empty list, is mended by that: it is returned.
    """
    faults = [one for one in problems_of(before, draft.entry) if one.name in FAULTS]
    mended: list[Problem] = []
    for step in steps if faults else ():
        whole, own = draft.find(step.path[:2]), draft.find(step.path)
        inside = [one for one in faults if draft.within(one.place, whole)] if len(step.path) > 1 else []
        if isinstance(step, Put) or (isinstance(step, Add) and own.node is not None and not of_node(own.node)):
            mended += [one for one in inside if one not in mended and draft.within(one.place, own)]
        if wrong := [one for one in inside if one not in mended]:
            raise faulty(wrong[0])
    return mended


def _done(data: bytes, before: Parsed, draft: Draft, steps: Sequence[Step], mended: Sequence[Problem] = ()) -> bytes:
    """Return the file of a draft, proved; EditError if it does not say what it should."""
    entry = draft.entry
    try:
        found, sheet = draft.data, draft.sheet
        if found != data and _is_formatted(data, entry) and found != (laid_out := formatted(found, entry).data):
            found, sheet = laid_out, Sheet(laid_out.decode())
        texts = Texts(before, parse(found, entry.file), draft.comments, sheet.comments())
    except Unwieldy:
        raise _by_hand(data, entry, steps) from None
    if not texts.after.readable or not says_what_it_should(texts, entry, steps):
        raise _by_hand(data, entry, steps)
    if problems := new_problems(texts, entry, mended):
        raise mistaken(problems)
    if not keeps_comments(texts, draft.lost, draft.gained):
        raise _by_hand(data, entry, steps)
    return found


def _by_hand(data: bytes, entry: Entry, steps: Sequence[Step]) -> EditError:
    """Return the error that steps cannot be taken safely, with what to write at the first of them."""
    draft = Draft(data, entry)
    what = [words(step, draft.find(step.path).place) for step in steps[:MOST_SHOWN]]
    return by_hand(entry.file, draft.line(draft.find(steps[0].path)), "\n".join(what))


def _is_formatted(data: bytes, entry: Entry) -> bool:
    """Whether a file is as `plan fmt` lays it out."""
    result = formatted(data, entry)
    return result.data == data and not result.problems and not result.fault
