"""How wide each column of a table is, so that it fits; what cannot fit becomes records, a field a line."""

from collections.abc import Collection, Sequence
from typing import Final

from plancli.columns import width, wrap
from plancli.report.glyphs import GLYPHS
from plancli.report.table import Bar, Cell, Table, Value
from plancli.text import is_plain, safe

GAP: Final = 2
BAR_WIDTH: Final = 20
LEAST: Final = 9
LONGEST: Final = 16
"""A word up to this is broken only where all columns are at their least."""


def lay_out(table: Table, columns: int, *, ci: bool) -> tuple[int, ...] | None:
    """Return widths whose sum with the gaps is at most `columns`; None where they do not fit.

    Only columns that wrap give way.
    """
    count = len(table.columns)
    if any(len(row) < count for row in table.rows):
        table = table._replace(rows=[_filled(row, count) for row in table.rows])
    cells = [set(column) for column in zip(*table.rows, strict=True)] or [set()] * count
    natural = [_widest(one, ci=ci) for one in cells]
    headed = [max(natural[i], _longest_word(table.columns[i].heading)) for i in range(count)]
    whole = [max(natural[i], width(table.columns[i].heading)) for i in range(count)]
    room = columns - GAP * (count - 1)
    if sum(whole) <= room:
        return tuple(whole)
    if sum(headed) <= room:
        return _headed([column.heading for column in table.columns], headed, room)
    wrapping = [i for i in range(count) if table.columns[i].wraps]
    fixed = [i for i in range(count) if i not in wrapping]
    sizes = _headed([table.columns[i].heading for i in fixed], [headed[i] for i in fixed], room // 3)
    headed = [dict(zip(fixed, sizes, strict=True)).get(i, headed[i]) for i in range(count)]
    left = room - sum(sizes)
    wanted, weights = {i: headed[i] for i in wrapping}, {i: table.columns[i].weight for i in wrapping}
    whole_words = {i: min(wanted[i], max(LEAST, _longest_of(cells[i], weights[i], ci=ci))) for i in wrapping}
    least = {i: min(wanted[i], LEAST) for i in wrapping}
    shares = _share(wanted, weights, left, whole_words) or _share(wanted, weights, left, least)
    if shares is None:
        return None
    return tuple(shares.get(i, headed[i]) for i in range(count))


def _filled(row: Sequence[Value], count: int) -> Sequence[Value]:
    """Return a row as one of `count` cells; where it has fewer, its last one lies in no column."""
    return row if len(row) == count else [*row[:-1], *[Cell("")] * (count - len(row) + 1)]


def spread(widths: Sequence[int], count: int, columns: int) -> tuple[int, ...]:
    """Return the widths of a row of `count` cells; of one with fewer than the table, the last has all that is left."""
    if count == len(widths):
        return tuple(widths)
    return (*widths[: count - 1], columns - sum(widths[: count - 1]) - GAP * (count - 1))


def _headed(headings: Sequence[str], least: Sequence[int], room: int) -> tuple[int, ...]:
    """Return widths in which the headings, broken at blanks, take as few lines as there is room for."""
    for lines in range(1, max((len(heading.split()) for heading in headings), default=0)):
        widths = tuple(_in_lines(heading, size, lines) for heading, size in zip(headings, least, strict=True))
        if sum(widths) <= room:
            return widths
    return tuple(least)


def _in_lines(heading: str, least: int, lines: int) -> int:
    """Return the smallest width from `least` on in which a heading takes so many lines at most."""
    return next(size for size in range(least, least + width(heading) + 1) if len(wrap(heading, size)) <= lines)


def _share(wanted: dict[int, int], weights: dict[int, int], room: int, least: dict[int, int]) -> dict[int, int] | None:
    """Divide room among columns by weight; what one does not want goes to the others. None where it is too little."""
    if room < 0:
        return None
    shares: dict[int, int] = {}
    waiting = sorted(wanted, key=lambda index: wanted[index] / weights[index])
    while waiting:
        part = room * weights[waiting[0]] // sum(weights[index] for index in waiting)
        index = waiting.pop(0)
        kept = sum(least[other] for other in waiting)
        shares[index] = min(max(part, least[index]), wanted[index], room - kept)
        if shares[index] < least[index]:
            return None
        room -= shares[index]
    return shares


def _widest(cells: Collection[Value], *, ci: bool) -> int:
    """Return the width of the widest of a column's different cells."""
    texts = [cell.text for cell in cells if isinstance(cell, Cell)]
    least = BAR_WIDTH if len(texts) < len(cells) else 0
    if is_plain("".join(texts), ci=ci):
        return max([least, *map(len, texts)])
    return max([least, *(width(safe(text, ci=ci)) for text in texts)])


def _longest_of(cells: Collection[Value], weight: int, *, ci: bool) -> int:
    """Return the width of the longest word in a column that no heavier one stands for, as far as it may claim room."""
    if weight > 1:
        return 0
    texts = [cell.text for cell in cells if isinstance(cell, Cell)]
    return min(max((_longest_word(safe(text, ci=ci)) for text in texts), default=0), LONGEST)


def _longest_word(heading: str) -> int:
    return max((width(word) for word in heading.split()), default=0)


def bar_cells(bar: Bar, columns: int) -> list[tuple[str, int]]:
    """Return a bar as (style, cells) that fill `columns`; what is not nothing has at least one cell."""
    total = sum(count for _, count in bar.shares)
    if not total:
        return [("", columns)]
    exact = [(style, count * columns / total) for style, count in bar.shares]
    cells = [max(1, int(size)) if size else 0 for _, size in exact]
    while sum(cells) > columns:
        cells[cells.index(max(cells))] -= 1
    order = sorted(range(len(cells)), key=lambda i: int(exact[i][1]) - exact[i][1])
    for index in (order * columns)[: columns - sum(cells)]:
        cells[index] += 1
    return [(style, n) for (style, _), n in zip(exact, cells, strict=True) if n]


def text_of(value: Value, columns: int, *, ci: bool) -> str:
    """Return a cell as plain text."""
    if isinstance(value, Cell):
        return safe(value.text, ci=ci)
    return "".join(GLYPHS.get(style, "?") * count for style, count in bar_cells(value, columns))
