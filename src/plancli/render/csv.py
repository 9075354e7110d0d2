"""Reports as CSV: UTF-8, the names of JSON as the header, plain values; lists divided by semicolons."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any

from plancli.render import Context
from plancli.render.json import dumps
from plancli.render.look import Look
from plancli.report.table import Report
from plancli.text import safe

NUMBER = re.compile(r"-?[0-9]+")
PIECE = 65536


def render(report: Report, context: Context, look: Look) -> str:
    """Return the records under their header."""
    return "".join(pieces(report.fields, report.records, look))


def pieces(fields: Sequence[str], records: Iterable[Sequence[Any]], look: Look) -> Iterator[str]:
    """Yield the records under their header, some tens of kilobytes at a time."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([_value(field, ci=look.ci) for field in fields])
    for record in records:
        writer.writerow([_value(value, ci=look.ci) for value in record])
        if file.tell() >= PIECE:
            yield file.getvalue()
            file.seek(0)
            file.truncate()
    yield file.getvalue()


def _value(value: Any, *, ci: bool) -> str:
    """Return a value as a spreadsheet takes it; text never begins as a formula does (CWE-1236)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(value)
    if isinstance(value, dict):
        text = dumps(value, ci=ci)
    elif isinstance(value, list):
        text = "; ".join(_value(one, ci=ci) for one in value)
    else:
        text = str(value)
    text = safe(text, ci=ci)
    if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not NUMBER.fullmatch(text):
        return "'" + text
    return text
