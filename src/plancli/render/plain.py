"""Reports as aligned text without colour: for pipes, for NO_COLOR, and for tables too long to draw."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, zip_longest

from plancli.columns import is_narrow, width, wrap
from plancli.render.layout import GAP, lay_out, spread, text_of
from plancli.render.look import Look
from plancli.report.table import NOTHING, Block, Cell, Fields, Lines, Report, Table
from plancli.text import safe


def render(report: Report, look: Look) -> str:
    """Return a report as text, blocks divided by blank lines."""
    parts = [head_lines(report, look)]
    parts += [list(block_lines(block, look)) for block in report.blocks]
    parts += [[line for note in report.notes for line in wrapped(note, look)]]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def head_lines(report: Report, look: Look) -> list[str]:
    """Return the title and the summary of a report."""
    return [line for text in (report.title, report.summary) if text for line in wrapped(text, look)]


def block_lines(block: Block, look: Look) -> Iterator[str]:
    """Yield the lines of one block."""
    if isinstance(block, Table):
        return table_lines(block, look)
    if isinstance(block, Fields):
        return field_lines(block, look)
    return _text_lines(block, look)


def wrapped(text: str, look: Look) -> list[str]:
    """Return a text made safe, in lines that fit."""
    return wrap(safe(text, ci=look.ci), look.width)


def _text_lines(block: Lines, look: Look) -> Iterator[str]:
    """Yield a heading and its lines."""
    if block.heading:
        yield from wrapped(block.heading, look)
    yield from (margin + cell.text for margin, cell in line_parts(block, look))


def line_parts(block: Lines, look: Look) -> Iterator[tuple[str, Cell]]:
    """Yield the lines below a heading, each as its margin and its text."""
    for cell in block.lines:
        yield from (("  ", Cell(part, cell.style)) for part in wrap(safe(cell.text, ci=look.ci), look.width - 2))


def field_lines(block: Fields, look: Look) -> Iterator[str]:
    """Yield a heading, and labels with their lines."""
    yield from wrapped(block.heading.text, look)
    yield from (margin + cell.text for margin, cell in field_parts(block, look))


def field_parts(block: Fields, look: Look) -> Iterator[tuple[str, Cell]]:
    """Yield lines as label and text: labels beside their lines, above them where the width is small."""
    label_width = max((width(label) for label, _ in block.fields), default=0)
    narrow = look.width < label_width + 24
    for label, cells in block.fields:
        if narrow:
            yield from ((f"  {part}", Cell("")) for part in wrap(label, look.width - 2))
        margin = "    " if narrow else f"  {_padded(label, label_width)}  "
        for cell in cells:
            for part in wrap(safe(cell.text, ci=look.ci), look.width - width(margin)) if cell.text else ():
                yield margin, Cell(part, cell.style)
                margin = " " * width(margin)


def table_lines(table: Table, look: Look) -> Iterator[str]:
    """Yield what stands above a table, its columns' headings, a rule and its rows."""
    yield from wrapped(table.heading, look) if table.heading else ()
    widths = lay_out(table, look.width, ci=look.ci)
    if widths is None:
        yield from record_lines(table, look)
        return
    headings = [wrap(column.heading, size) for column, size in zip(table.columns, widths, strict=True)]
    sizes = {count: spread(widths, count, look.width) for count in {len(row) for row in table.rows}}
    rows = [
        [text_of(value, size, ci=look.ci) for value, size in zip(row, sizes[len(row)], strict=True)]
        for row in table.rows
    ]
    pads = _pads(table, rows)
    height = max(len(heading) for heading in headings)  # each stands on the rule below
    yield from _side_by_side([[""] * (height - len(heading)) + heading for heading in headings], widths, pads)
    rule = (" " * GAP).join("─" * size for size in widths)
    yield rule
    for number, texts in enumerate(rows):
        if table.total and number == len(rows) - 1:
            yield rule
        fitting = sizes[len(texts)]
        yield from _side_by_side([wrap(text, size) for text, size in zip(texts, fitting, strict=True)], fitting, pads)


Pad = Callable[[str, int], str]


def _pads(table: Table, rows: Sequence[Sequence[str]]) -> list[Pad]:
    """Return what fills each column's texts with blanks: Python's own, much faster, where columns are characters."""
    narrow = all(is_narrow("".join(texts)) for texts in rows) and all(is_narrow(one.heading) for one in table.columns)
    left, right = (str.ljust, str.rjust) if narrow else (_padded, _padded_before)
    return [right if column.numeric else left for column in table.columns]


def _side_by_side(columns: Sequence[list[str]], widths: Sequence[int], pads: Sequence[Pad]) -> Iterator[str]:
    """Yield the lines of several columns, from the top: as many as the longest needs."""
    for texts in zip_longest(*columns, fillvalue=""):
        cells = [pad(text, size) for pad, text, size in zip(pads, texts, widths, strict=False)]
        yield (" " * GAP).join(cells).rstrip()


def record_lines(table: Table, look: Look) -> Iterator[str]:
    """Yield a table as records: the first cell, then the others under their headings, a run of numbers in one line."""
    for row in table.rows:
        if len(row) < len(table.columns):
            yield from wrap("  ".join(text_of(value, look.width, ci=look.ci) for value in row), look.width)
            continue
        if first := text_of(row[0], look.width, ci=look.ci):
            yield from wrap(first, look.width)
        texts = [text_of(value, look.width // 2, ci=look.ci).rstrip() for value in row]
        said = [
            (column.numeric, f"{column.heading}: {text}")
            for column, text in zip(table.columns[1:], texts[1:], strict=True)
            if text and text != NOTHING
        ]
        for numeric, run in groupby(said, lambda one: one[0]):
            lines = [text for _, text in run]
            lines = ["; ".join(lines)] if numeric else lines
            yield from (f"  {part}" for line in lines for part in wrap(line, look.width - 2))


def _padded(text: str, columns: int) -> str:
    """Return text filled with blanks behind it to a width in columns."""
    return text + " " * (columns - width(text))


def _padded_before(text: str, columns: int) -> str:
    """Return text with blanks before it, to a width in columns."""
    return " " * (columns - width(text)) + text
