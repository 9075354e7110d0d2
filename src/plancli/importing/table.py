"""A CSV file's bytes to rows of cells, numbered as a spreadsheet numbers them."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from plancli.errors import PlanError
from plancli.i18n import _
from plancli.source import LARGEST

DELIMITERS: Final = (",", ";", "\t")
SAMPLE: Final = 64 * 1024
WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class Row(NamedTuple):
    """A row of a table: its number, from 1, and its cells as they stand in the file."""

    number: int
    cells: list[str]


class Table(NamedTuple):
    """A table: the file's name, what divides its cells, and its rows."""

    name: str
    delimiter: str
    rows: list[Row]


def read_table(data: bytes, name: str, rating: Callable[[Sequence[Row]], int]) -> Table:
    """Return the table in a file; PlanError where it is none, or not in UTF-8.

    What divides the cells is what makes the best table of the file's beginning, by `rating`.
    """
    text = _text(data, name)
    first, _end, rest = text.partition("\n")
    if found := re.fullmatch(r'"?sep=([,;\t])"?\r?', first, re.IGNORECASE):  # a line for Excel
        return Table(name, found[1], [Row(1, []), *_rows("\n" + rest, found[1], name)[1:]])
    sample = text[:SAMPLE]
    if len(text) > SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    best = max(DELIMITERS, key=lambda one: rating(_sample_rows(sample, one)))
    return Table(name, best, _rows(text, best, name))


def _text(data: bytes, name: str) -> str:
    """Return what a file says; PlanError, with how to save it, where that is not known for certain."""
    hint = _('Save it as UTF-8: in Excel as "CSV UTF-8", in LibreOffice with the character set Unicode (UTF-8).')
    if len(data) > LARGEST:
        raise PlanError(_("{file} is larger than {n} MB.").format(file=name, n=LARGEST // 1024 // 1024))
    if data.startswith(WORKBOOKS):
        raise PlanError(_("{file} is a workbook, not a CSV file.").format(file=name), hint)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or 0 in data[:4]:
        raise PlanError(_("{file} is in UTF-16.").format(file=name), hint)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = _("{file} is not in UTF-8: line {line} has bytes that are no letters of it.")
        raise PlanError(message.format(file=name, line=line), hint) from None


def _rows(text: str, delimiter: str, name: str) -> list[Row]:
    """Return all rows; PlanError where a quote is never closed, since all behind it would be one cell."""
    import csv

    try:
        return list(_read(text, delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end" not in str(error):
            return list(_read(text, delimiter, strict=False))
    row = sum(1 for _row in _until_end(text, delimiter)) + 1
    message = _("{file}: a quotation mark that opens in row {row} is never closed.").format(file=name, row=row)
    raise PlanError(message, _("Close it, or write it twice where it is part of the text."))


def _until_end(text: str, delimiter: str) -> Iterator[Row]:
    """Yield the rows before one that never ends."""
    import csv

    try:
        yield from _read(text, delimiter, strict=True)
    except csv.Error:
        return


def _sample_rows(text: str, delimiter: str) -> list[Row]:
    return list(_read(text, delimiter, strict=False))


def _read(text: str, delimiter: str, *, strict: bool) -> Iterator[Row]:
    """Yield rows. How long a cell may be is a setting of the library for all who use it: it is put back."""
    import csv
    from io import StringIO

    limit = csv.field_size_limit(LARGEST)
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=strict)
        for number, cells in enumerate(reader, 1):
            yield Row(number, cells)
    finally:
        csv.field_size_limit(limit)
