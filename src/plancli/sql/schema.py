"""The tables of SQL described: as CREATE TABLE with comments, and as a report that says the same."""

from typing import Final

from plancli.columns import width, wrap
from plancli.i18n import _
from plancli.report.table import Cell, Fields, Report
from plancli.sql import table as sql
from plancli.sql.tables import TABLES

FIELDS: Final = ("table", "column", "type", "meaning")
NARROWEST: Final = 24


def schema_text(columns: int) -> str:
    """Return all tables as SQL, what each column means in a comment behind it or, where that is too wide, on lines."""
    return "\n".join(_create(table, columns) for table in TABLES)


def _create(table: sql.Table, columns: int) -> str:
    """Return one table as SQL."""
    fields = [f"  {quoted(one.name)} {one.type}," for one in table.columns]
    fields[-1] = fields[-1].removesuffix(",")
    margin = max(width(field) for field in fields)
    lines = [*_commented("", _(table.meaning), 0, columns), f"CREATE TABLE {table.name} ("]
    for field, one in zip(fields, table.columns, strict=True):
        lines += _commented(field, _(one.meaning), margin, columns)
    return "\n".join([*lines, ");"]) + "\n"


def _commented(code: str, meaning: str, margin: int, columns: int) -> list[str]:
    """Return a line of SQL with a comment, which goes on below itself."""
    gap = 2 if margin else 0
    parts = wrap(meaning, max(columns - margin - gap - len("-- "), NARROWEST))
    before = [code, *[""] * (len(parts) - 1)]
    return [f"{text.ljust(margin + gap)}-- {part}" for text, part in zip(before, parts, strict=True)]


def quoted(name: str) -> str:
    """Return the name of a column as SQL takes it: in quotes where it is a word of SQL too."""
    return f'"{name}"' if name in ("to", "from", "into") else name


def schema_report() -> Report:
    """Return all tables as a report: for JSON a table an item, for CSV a column a row."""
    items = [
        {
            "name": table.name,
            "meaning": _(table.meaning),
            "columns": [{"name": one.name, "type": one.type, "meaning": _(one.meaning)} for one in table.columns],
        }
        for table in TABLES
    ]
    records = [(table.name, one.name, one.type, _(one.meaning)) for table in TABLES for one in table.columns]
    return Report("tables", "", [_fields(table) for table in TABLES], items, FIELDS, records, {})


def _fields(table: sql.Table) -> Fields:
    """Return one table for people, a column a line."""
    heading = Cell(f"{table.name}: {_(table.meaning)}", "heading")
    return Fields(heading, [(one.name, [Cell(_(one.meaning))]) for one in table.columns])
