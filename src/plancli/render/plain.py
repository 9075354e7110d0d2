"""Reports as aligned text without colour: for pipes, for NO_COLOR, and for tables too long to draw."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from plancli.render.layout import GAP, lay_out, text_of
from plancli.render.look import Look
from plancli.report.table import Block, Cell, Fields, Lines, Report, Table
from plancli.text import safe, width, wrap


def render(report: Report, look: Look) -> str:
    """Return a report as text, blocks divided by blank lines."""
    parts = [wrapped(report.title, look)] if report.title else []
    parts += [list(block_lines(block, look)) for block in report.blocks]
    parts += [[line for note in report.notes for line in wrapped(note, look)]]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


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
    widths = lay_out(table, look.width, ci=look.ci).widths
    if widths is None:
        yield from record_lines(table, look)
        return
    right = [column.numeric for column in table.columns]
    yield from _heading_lines([column.heading for column in table.columns], widths, right)
    rule = (" " * GAP).join("─" * size for size in widths)
    yield rule
    for number, row in enumerate(table.rows):
        if table.total and number == len(table.rows) - 1:
            yield rule
        texts = [text_of(value, size, ci=look.ci) for value, size in zip(row, widths, strict=True)]
        yield from _row_lines(texts, widths, right)


def _heading_lines(texts: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    """Yield the lines of the headings: each stands on the rule below."""
    columns = [wrap(text, size) for text, size in zip(texts, widths, strict=True)]
    height = max(len(column) for column in columns)
    return _side_by_side([[""] * (height - len(column)) + column for column in columns], widths, right)


def _row_lines(texts: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    """Yield the lines of one row: as many as its longest cell needs."""
    return _side_by_side([wrap(text, size) for text, size in zip(texts, widths, strict=True)], widths, right)


def _side_by_side(columns: Sequence[list[str]], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    """Yield the lines of several columns, from the top."""
    for line in range(max(len(column) for column in columns)):
        cells = [
            _padded(column[line] if line < len(column) else "", size, right=to_right)
            for column, size, to_right in zip(columns, widths, right, strict=True)
        ]
        yield (" " * GAP).join(cells).rstrip()


def record_lines(table: Table, look: Look) -> Iterator[str]:
    """Yield a table as records: the first cell, then the others under their headings, a run of numbers in one line."""
    for row in table.rows:
        yield from wrap(text_of(row[0], look.width, ci=look.ci), look.width)
        texts = [text_of(value, look.width // 2, ci=look.ci).rstrip() for value in row]
        said = [
            (column.numeric, f"{column.heading}: {text}")
            for column, value, text in zip(table.columns[1:], row[1:], texts[1:], strict=True)
            if text and not (isinstance(value, Cell) and value.style == "dim")
        ]
        for numeric, run in groupby(said, lambda one: one[0]):
            lines = [text for _, text in run]
            lines = ["; ".join(lines)] if numeric else lines
            yield from (f"  {part}" for line in lines for part in wrap(line, look.width - 2))


def _padded(text: str, columns: int, *, right: bool = False) -> str:
    """Return text filled with blanks to a width in columns."""
    fill = " " * (columns - width(text))
    return fill + text if right else text + fill
