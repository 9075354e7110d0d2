"""Reports as aligned text without colour: for pipes, for NO_COLOR, and for tables too long to draw."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from plancli.columns import width, wrap
from plancli.render.layout import GAP, lay_out, spread, text_of
from plancli.render.look import Look
from plancli.render.rows import padded, row_texts, side_by_side
from plancli.report.table import NOTHING, Block, Cell, Fields, Lines, Picture, Report, Table, Value
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
    if isinstance(block, Picture):
        return picture_lines(block, look)
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


def picture_lines(block: Picture, look: Look) -> Iterator[str]:
    """Yield the lines of a picture."""
    for line in block.draw(look.width):
        yield "".join(safe(cell.text, ci=look.ci) for cell in line).rstrip()


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
        margin = "    " if narrow else f"  {padded(label, label_width)}  "
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
    height = max(len(heading) for heading in headings)  # each stands on the rule below
    yield from side_by_side([[[""] * (height - len(heading)) + heading for heading in headings]], table.columns, widths)
    rule = (" " * GAP).join("─" * size for size in widths)
    yield rule
    rows = list(table.rows)
    yield from _rows(rows[:-1] if table.total else rows, table, widths, look)
    if table.total and rows:
        yield rule
        yield from _rows(rows[-1:], table, widths, look)


def _rows(rows: Sequence[Sequence[Value]], table: Table, widths: Sequence[int], look: Look) -> Iterator[str]:
    """Yield rows; those that follow each other with as many cells are drawn together."""
    for count, alike in groupby(rows, len):
        yield from row_texts(list(alike), table.columns, spread(widths, count, look.width), look)


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
