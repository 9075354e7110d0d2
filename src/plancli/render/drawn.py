"""Reports drawn with Rich, in colour. Text from files only ever stands in `Text`: it is never markup."""

from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

from rich.box import Box
from rich.console import Console, Group, RenderableType
from rich.table import Table as RichTable
from rich.text import Text

from plancli.columns import wrap
from plancli.render.layout import bar_cells, lay_out, spread
from plancli.render.look import Look
from plancli.render.plain import field_parts, line_parts, record_lines
from plancli.report.glyphs import GLYPHS
from plancli.report.table import Bar, Block, Cell, Fields, Picture, Report, Table, Value
from plancli.text import safe

HEAD_AND_TOTAL: Final = Box("    \n    \n ── \n    \n ── \n    \n    \n    \n")
"""Rules below the headings and above the total. Between columns stands a blank, beside the one of their padding."""

STYLES: Final = {
    "completed-on-time": "green",
    "completed-late": "magenta",
    "completed": "green",
    "withdrawn": "dim",
    "suspended": "blue",
    "awaiting-event": "blue",
    "ongoing": "cyan",
    "no-deadline": "dim",
    "overdue": "bold red",
    "not-yet-due": "cyan",
    "due-soon": "yellow",
    "not-judged": "bold magenta",
    "flag": "yellow",
    "heading": "bold",
    "key": "bold",
    "dim": "dim",
    "today": "bold yellow",
    "error": "bold red",
    "warning": "yellow",
}


def render(report: Report, look: Look) -> str:
    """Return a report in colour, blocks divided by blank lines."""
    file = StringIO()
    console = Console(
        file=file,
        width=look.width,
        force_terminal=True,
        color_system="standard",
        no_color=False,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        _environ={},
    )
    head = [Cell(report.title, "heading"), Cell(report.summary)]
    heads = [_text(cell, look.width, look) for cell in head if cell.text]
    parts: list[RenderableType] = [Text("\n").join(heads)] if heads else []
    parts += [_block(block, look) for block in report.blocks]
    if report.notes:
        parts.append(Text("\n").join(_text(Cell(note), look.width, look) for note in report.notes))
    for number, part in enumerate(parts):
        if number:
            console.print()
        console.print(part)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"


def _block(block: Block, look: Look) -> RenderableType:
    """Return one block, its lines broken where they are as plain text: Rich would break, or cut, in its own places."""
    if isinstance(block, Table):
        return _table(block, look)
    if isinstance(block, Fields):
        return _lines(block.heading, field_parts(block, look), look)
    if isinstance(block, Picture):
        return Text("\n", no_wrap=True, overflow="ignore").join(_drawn(line, look) for line in block.draw(look.width))
    return _lines(Cell(block.heading, "heading"), line_parts(block, look), look)


def _drawn(line: Sequence[Cell], look: Look) -> Text:
    """Return one line of a picture."""
    return Text.assemble(*((safe(cell.text, ci=look.ci), STYLES.get(cell.style, "")) for cell in line))


def _text(cell: Cell, columns: int, look: Look) -> Text:
    return Text("\n".join(wrap(safe(cell.text, ci=look.ci), columns)), STYLES.get(cell.style, ""))


def _lines(heading: Cell, parts: Iterable[tuple[str, Cell]], look: Look) -> RenderableType:
    """Return lines below a heading; each is a margin or label, and a text."""
    lines = [_text(heading, look.width, look)] if heading.text else []
    lines += [Text.assemble((margin, "dim"), (cell.text, STYLES.get(cell.style, ""))) for margin, cell in parts]
    return Text("\n").join(lines)


def _table(table: Table, look: Look) -> RenderableType:
    """Return a table with what stands above it; as records where it does not fit."""
    widths = lay_out(table, look.width, ci=look.ci)
    made = Text("\n".join(record_lines(table, look))) if widths is None else _rows(table, widths, look)
    return Group(_text(Cell(table.heading, "heading"), look.width, look), made) if table.heading else made


def _rows(table: Table, widths: Sequence[int], look: Look) -> RenderableType:
    """Return a table's rows under the headings of its columns; rows of fewer cells are drawn as tables between."""
    made = [_columns(table, widths)]
    last = len(table.columns)
    for number, row in enumerate(table.rows):
        if len(row) != last:
            last = len(row)
            made.append(_columns(table, spread(widths, last, look.width), headed=False))
        if table.total and number == len(table.rows) - 1:
            made[-1].add_section()
        fitting = spread(widths, last, look.width)
        made[-1].add_row(*(_value(value, size, look) for value, size in zip(row, fitting, strict=True)))
    return Group(*made) if len(made) > 1 else made[0]


def _columns(table: Table, widths: Sequence[int], *, headed: bool = True) -> RichTable:
    """Return a table without rows; its first columns, where there are more."""
    made = RichTable(
        box=HEAD_AND_TOTAL,
        show_edge=False,
        show_header=headed,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        header_style="bold",
    )
    for column, size in zip(table.columns, widths, strict=False):
        heading = Text("\n".join(wrap(column.heading, size)))
        made.add_column(heading, width=size, justify="right" if column.numeric else "left", overflow="fold")
    return made


def _value(value: Value, size: int, look: Look) -> Text:
    if isinstance(value, Bar):
        return Text.assemble(
            *(
                (("█" if style else GLYPHS[""]) * cells, STYLES.get(style, ""))
                for style, cells in bar_cells(value, size)
            )
        )
    return _text(value, size, look)
