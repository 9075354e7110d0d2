"""Counts over time in a terminal: for each point a column, its states above each other, with an axis and a legend."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate
from typing import Final, NamedTuple

from plancli.columns import width
from plancli.history.counts import Counts, total
from plancli.report.axis import axis, column
from plancli.report.glyphs import GLYPHS
from plancli.report.picture import Strip
from plancli.report.scale import Scale, scale
from plancli.report.table import Cell
from plancli.report.words import number
from plancli.state import STATES, State
from plancli.state.words import state_words

LEAST_ROWS, MOST_ROWS = 12, 16
WIDE: Final = 100
"""Columns from which on a chart has as many rows as it may."""
BROADEST, LEAST_ROOM = 12, 24
"""Columns that one point has at most, and that all have at least."""
APART: Final = 5
"""Columns from which on those of a point leave one blank before the next."""


class Stack(NamedTuple):
    """The counts of a period of days, of which `last` is the last."""

    last: date
    counts: Counts


def stack_lines(stacks: Sequence[Stack], first: date, columns: int) -> list[list[Cell]]:
    """Return a chart of periods that follow each other from a first day on, in so many columns."""
    sized = scale(max(total(one.counts) for one in stacks))
    margin = max(width(number(one)) for one in sized.numbers) + 1
    room = max(min(columns - margin - 1, max(len(stacks) * BROADEST, LEAST_ROOM)), 1)
    rows = _rows(sized, columns)
    ends = _ends(stacks, first, room)
    filled = [column_of(stack.counts, sized, rows) for stack in stacks]
    apart = room / len(stacks) >= APART
    strips = [Strip(margin + 1 + room) for _row in range(rows)]
    for begin in range(room):
        index = _last_at(begin, ends)
        if apart and begin + 1 == ends[index] < room:
            continue
        for row, style in enumerate(filled[index]):
            strips[row].put(margin + 1 + begin, GLYPHS[style], style)
    labels = {one * rows // sized.steps: number(one * sized.step) for one in range(1, sized.steps + 1)}
    for row, strip in enumerate(strips, 1):
        label = labels.get(row, "")
        strip.put(0, label.rjust(margin - 1), "dim")
        strip.put(margin, "┤" if label else "│", "dim")
    return [*(strip.cells() for strip in reversed(strips)), *_dates(stacks, first, margin, room)]


def legend_lines(states: Sequence[State | None], columns: int) -> Iterator[list[Cell]]:
    """Yield what each sign means, in lines of so many columns."""
    line: list[Cell] = []
    used = 0
    for state in states:
        style, words = state or "not-judged", state_words(state)
        needed = 2 + width(words)
        if line and used + 2 + needed > columns:
            yield line
            line, used = [], 0
        line += [Cell("  ")] if line else []
        line += [Cell(GLYPHS[style], style), Cell(f" {words}")]
        used += needed + (2 if used else 0)
    if line:
        yield line


def present(counted: Sequence[Counts]) -> list[State | None]:
    """Return the states that occur anywhere, in the order of the offices; None for what could not be judged."""
    states: list[State | None] = [*STATES, None]
    return [state for state in states if any(one.get(state) for one in counted)]


def _rows(sized: Scale, columns: int) -> int:
    """Return how many rows a chart has, each step as many as the others: one for each task where that fits."""
    if LEAST_ROWS <= sized.top <= MOST_ROWS:
        return sized.top
    wanted = MOST_ROWS if columns >= WIDE else LEAST_ROWS
    most = max(wanted // sized.steps, 1) * sized.steps
    return most if most >= LEAST_ROWS else most + sized.steps


def column_of(counts: Counts, sized: Scale, rows: int) -> list[str]:
    """Return the states in the cells of a column, from the lowest one up.

    A state ends at the same height as in other columns with as many tasks below; one that occurs has at least one cell.
    """
    states = present([counts])
    ends = [int(tasks * rows / sized.top + 0.5) for tasks in accumulate(counts[state] for state in states)]
    cells = [end - begin for begin, end in zip([0, *ends], ends, strict=False)]
    for index, size in enumerate(cells):
        if not size:
            largest = cells.index(max(cells))
            cells[largest] -= cells[largest] > 1
            cells[index] = 1
    names: list[str] = [state or "not-judged" for state in states]
    return [name for name, size in zip(names, cells, strict=True) for _cell in range(size)][:rows]


def _dates(stacks: Sequence[Stack], first: date, margin: int, room: int) -> Iterator[list[Cell]]:
    """Yield the axis below the columns, and what its ticks are called."""
    line, names = Strip(margin + 1 + room), Strip(margin + 1 + room)
    line.put(0, "0".rjust(margin - 1), "dim")
    line.put(margin, "└" + "─" * room, "dim")
    for tick in axis(first, stacks[-1].last, room):
        begin = margin + 1 + column(tick.day, first, stacks[-1].last, room)
        line.put(begin, "┬", "dim")
        names.put(begin, tick.label, "dim")
    yield line.cells()
    yield names.cells()


def _ends(stacks: Sequence[Stack], first: date, room: int) -> list[int]:
    """Return the column before which each period ends, the nearest one."""
    days = [(one.last - first).days + 1 for one in stacks]
    return [int(count * room / days[-1] + 0.5) for count in days]


def _last_at(begin: int, ends: Sequence[int]) -> int:
    """Return which period is drawn in a column: the one it lies in, of several that end in it the last."""
    index = bisect_right(ends, begin + 1) - 1
    return index if index >= 0 and ends[index] == begin + 1 else index + 1
