"""The rows that SQL gives as a report: a column is as its values are, a value that JSON has no word for is text."""

from collections.abc import Iterable, Sequence
from itertools import islice
from math import isfinite
from typing import Any, Final

from plancli.columns import clip, width
from plancli.errors import PlanError
from plancli.i18n import _
from plancli.report.table import Cell, Column, Lazy, Report, Table
from plancli.state import STATES
from plancli.text import safe

HELD: Final = 512 * 1024 * 1024
"""Bytes of an answer that are held at once; CSV holds none."""
SHOWN: Final = 1000
"""Columns of a terminal that one value may take in a table."""
UNBROKEN: Final = 16
"""A text column no wider than this is not broken."""
CELL: Final = 60


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of columns as keys: the second `name` is `name_2`."""
    found: dict[str, None] = {}
    for name in names:
        name, number = safe(name), 1
        key = name
        while key in found:
            number += 1
            key = f"{name}_{number}"
        found[key] = None
    return tuple(found)


def value(stored: Any) -> Any:
    """Return a value as every format has it: bytes as hexadecimal digits, what is past all numbers as Inf."""
    if isinstance(stored, bytes):
        return stored.hex()
    if isinstance(stored, float) and not isfinite(stored):
        return "Inf" if stored > 0 else "-Inf"
    return stored


def values(rows: Iterable[Sequence[Any]]) -> Iterable[list[Any]]:
    """Yield rows with values that every format has."""
    return ([value(one) for one in row] for row in rows)


def first_rows(rows: Iterable[Sequence[Any]], limit: int | None) -> tuple[list[list[Any]], bool]:
    """Return the first rows, and whether there are more; PlanError where they are too many to hold."""
    found: list[list[Any]] = []
    held = 0
    iterator = iter(values(rows))
    for row in islice(iterator, limit):
        held += sum(CELL + len(one) if isinstance(one, str) else CELL for one in row)
        if held > HELD:
            raise PlanError(
                _("The answer has more than {most} MB.").format(most=HELD >> 20),
                _("Ask for less, with LIMIT or --limit, or take --format csv, which holds no rows."),
            )
        found.append(row)
    return found, limit is not None and next(iterator, None) is not None


def query_report(title: str, names: Sequence[str], rows: Sequence[Sequence[Any]], notes: Sequence[str]) -> Report:
    """Return rows as a report."""
    keys = unique(names)
    blocks = [Table(_columns(keys, rows), Lazy(lambda: [_cells(keys, row) for row in rows]))] if rows and keys else []
    items = Lazy(lambda: [dict(zip(keys, row, strict=True)) for row in rows])
    return Report("query", title, blocks, items, keys, rows, {"columns": list(keys)}, notes)


def _columns(keys: Sequence[str], rows: Sequence[Sequence[Any]]) -> Lazy:
    return Lazy(lambda: [_column(key, [row[place] for row in rows]) for place, key in enumerate(keys)])


def _column(key: str, stored: Sequence[Any]) -> Column:
    """Return a column: numbers to the right, long texts broken and with more room."""
    numeric = any(one is not None for one in stored) and all(isinstance(one, int | float | None) for one in stored)
    widest = max((min(width(one), SHOWN) for one in stored if isinstance(one, str)), default=0)
    return Column(key, key, wraps=widest > UNBROKEN, numeric=numeric, weight=3 if widest > 3 * UNBROKEN else 1)


def _cells(keys: Sequence[str], row: Sequence[Any]) -> list[Cell]:
    return [_cell(key, one) for key, one in zip(keys, row, strict=True)]


def _cell(key: str, stored: Any) -> Cell:
    """Return what stands in a table: nothing for NULL, a number to fifteen digits, a state in its colour."""
    if stored is None:
        return Cell("", "dim")
    if isinstance(stored, float):
        text = f"{stored:.15g}"
        return Cell(text if set(text) & set(".e") else f"{text}.0")
    text = stored if isinstance(stored, str) else str(stored)
    style = text if key == "state" and text in STATES else "key" if key == "key" else ""
    return Cell(clip(safe(text[: 2 * SHOWN]), SHOWN), style)
