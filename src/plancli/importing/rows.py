"""Which rows of a table are tasks: not those above the headers, the headers again, headings and numbers of columns."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plancli.importing.cells import cleaned, one_line
from plancli.importing.headers import Columns
from plancli.importing.naming import is_heading_number, tidy
from plancli.importing.remark import Remark
from plancli.importing.table import Row
from plancli.starting.draft import Heading


class Line(NamedTuple):
    """A row that is a task: its number, its cells cleaned, and the id of the heading that it stands below."""

    number: int
    cells: list[str]
    below: str


class Sorted(NamedTuple):
    """The rows of a table, told apart."""

    lines: list[Line]
    headings: list[Heading]
    remarks: list[Remark]


def sort_rows(rows: Sequence[Row], columns: Columns) -> Sorted:
    """Tell the rows of a table apart."""
    found = Sorted([], [], [])
    below = ""
    for row in rows:
        cells = list(_cells(row, found.remarks))
        if not any(cells) or row.number == columns.row:
            continue
        if row.number < columns.row:
            value = " ".join(cell for cell in cells if cell)
            found.remarks.append(Remark(row.number, 0, "above", {"value": value}))
        elif [one_line(cell) for cell in cells[: len(columns.headers)]] == columns.headers:
            found.remarks.append(Remark(row.number, 0, "again"))
        elif not found.lines and _only_numbers(cells):
            found.remarks.append(Remark(row.number, 0, "numbers"))
        elif heading := _heading(cells, columns):
            below = heading.id
            found.headings.append(heading)
            value = f"{heading.id} {heading.words}".strip()
            found.remarks.append(Remark(row.number, 0, "heading", {"value": value}))
        else:
            found.lines.append(Line(row.number, cells, below))
    return found


def _cells(row: Row, remarks: list[Remark]) -> Iterator[str]:
    for number, cell in enumerate(row.cells, 1):
        if not cell:
            yield cell
            continue
        text, hidden = cleaned(cell)
        if hidden:
            remarks.append(Remark(row.number, number, "hidden", {"value": text}))
        yield text


def _only_numbers(cells: Sequence[str]) -> bool:
    """Whether a row has nothing but the numbers of the columns, as official tables have below their headers."""
    numbers = [tidy(cell) for cell in cells if cell]
    return len(numbers) > 2 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _heading(cells: Sequence[str], columns: Columns) -> Heading | None:
    """Return the heading in a row that has nothing but a Roman number or capital letter, and words."""
    place, title, lead = (columns.fields.get(field) for field in ("id", "title", "lead"))
    filled = [number for number, cell in enumerate(cells) if cell]
    if lead is None or place is None or title is None or place == title or not set(filled) <= {place, title}:
        return None
    if filled == [place, title] or filled == [title, place]:
        typed, words = cells[place], one_line(cells[title])
        return Heading(tidy(typed), words) if is_heading_number(typed) else None
    typed, _blank, words = one_line(cells[filled[0]]).partition(" ")  # cells that were merged
    return Heading(tidy(typed), words) if words and typed != tidy(typed) and is_heading_number(typed) else None
