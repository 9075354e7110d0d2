"""The cells of a table by the fields that they hold, and the remarks that are made on them."""

from plancli.importing.cells import one_line
from plancli.importing.headers import Columns
from plancli.importing.remark import Remark
from plancli.importing.rows import Line


class Sheet:
    """One table while it is read; doubts are gathered on the way."""

    def __init__(self, columns: Columns, lines: list[Line], remarks: list[Remark]) -> None:
        self.columns, self.lines, self.remarks = columns, lines, remarks
        self._once: set[str] = set()

    def has(self, field: str) -> bool:
        """Whether a column holds a field."""
        return field in self.columns.fields

    def cell(self, line: Line, field: str) -> str:
        """Return what a row says for a field; nothing where no column holds it."""
        number = self.columns.fields.get(field)
        return line.cells[number] if number is not None and number < len(line.cells) else ""

    def one(self, line: Line, field: str) -> str:
        """Return what a row says for a field, on one line."""
        return one_line(self.cell(line, field))

    def remark(self, line: Line, field: str, kind: str, **values: str) -> None:
        """Make a remark on a cell, or on the row where no column holds the field."""
        number = self.columns.fields.get(field)
        self.remarks.append(Remark(line.number, 0 if number is None else number + 1, kind, values))

    def remark_once(self, kind: str, **values: str) -> None:
        """Make a remark on the table as a whole, unless it is made already."""
        if kind not in self._once:
            self._once.add(kind)
            self.remarks.append(Remark(self.columns.row, 0, kind, values))

    def labelled(self, field: str, value: str) -> str:
        """Return a cell as a line of a note."""
        return f"{self.columns.headers[self.columns.fields[field]]}: {value}"
