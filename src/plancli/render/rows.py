"""Rows of a table as text: the cells of each broken into lines, side by side."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, zip_longest

from plancli.columns import width, wrap, wrap_narrow
from plancli.render.layout import GAP, text_of
from plancli.render.look import Look
from plancli.report.table import Cell, Column, Value
from plancli.text import is_plain

Broken = Sequence[list[str]]
"""The lines of each cell of a row."""


def row_texts(
    rows: Sequence[Sequence[Value]], columns: Sequence[Column], sizes: Sequence[int], look: Look
) -> Iterator[str]:
    """Yield rows that have as many cells as there are sizes, each as its lines; what many say alike is broken once."""
    values = [set(column) for column in zip(*rows, strict=True)]
    texts = [cell.text for different in values for cell in different if isinstance(cell, Cell)]
    plain = is_plain("".join(texts), ci=look.ci)
    broken = [{cell: _lines(cell, size, look, plain) for cell in different}
              for different, size in zip(values, sizes, strict=True)]  # fmt: skip
    cells = (map(lines.__getitem__, column) for lines, column in zip(broken, zip(*rows, strict=True), strict=True))
    return side_by_side(zip(*cells, strict=True), columns[: len(sizes)], sizes, plain=plain)


def _lines(value: Value, size: int, look: Look, plain: bool) -> list[str]:
    """Return a cell in lines that fit; `plain` text is safe as it is, and as wide as it is long."""
    if plain and isinstance(value, Cell):
        return wrap_narrow(value.text, size)
    return wrap(text_of(value, size, ci=look.ci), size)


def side_by_side(
    rows: Iterable[Broken], columns: Sequence[Column], sizes: Sequence[int], *, plain: bool = False
) -> Iterator[str]:
    """Yield each row's cells beside each other, in as many lines as the longest needs, with no blank at their ends."""
    join = _plain_join(columns, sizes) if plain else _any_join(columns, sizes)
    margin = " " * (sum(sizes[:-1]) + GAP * (len(sizes) - 1))
    below, numeric = "\n" + margin, columns[-1].numeric
    for cells in rows:
        shared = max(map(len, cells if numeric else cells[:-1]), default=1)
        lines = [join(texts).rstrip() for texts in islice(zip_longest(*cells, fillvalue=""), shared)]
        alone = cells[-1][shared:]  # mostly the last cell goes on alone
        if plain:
            yield below.join(["\n".join(lines), *alone])
        else:
            yield "\n".join([*lines, *((margin + part).rstrip() for part in alone)])


Join = Callable[[tuple[str, ...]], str]


def _plain_join(columns: Sequence[Column], sizes: Sequence[int]) -> Join:
    """Return what sets texts side by side, each filled with blanks: where columns are characters Python is quick."""
    places = (f"%{size if column.numeric else -size}s" for column, size in zip(columns, sizes, strict=True))
    return (" " * GAP).join(places).__mod__


def _any_join(columns: Sequence[Column], sizes: Sequence[int]) -> Join:
    """Return what sets texts side by side, each filled with blanks by what its characters take."""
    pads = [padded_before if column.numeric else padded for column in columns]
    return lambda texts: (" " * GAP).join([pad(text, size) for pad, text, size in zip(pads, texts, sizes, strict=True)])


def padded(text: str, columns: int) -> str:
    """Return text filled with blanks behind it to a width in columns."""
    return text + " " * (columns - width(text))


def padded_before(text: str, columns: int) -> str:
    """Return text with blanks before it, to a width in columns."""
    return " " * (columns - width(text)) + text
