"""A table's tasks taken into the draft of a plan, and the report on how it was read."""

from collections.abc import Mapping
from datetime import date
from pathlib import PurePath
from typing import Final

from plancli.columns import clip, width
from plancli.i18n import N_, _, ngettext, speaking
from plancli.importing import Columns, Imported, Table, imported, read_table
from plancli.importing.headers import rating
from plancli.importing.remark import line
from plancli.importing.tasks import Setting
from plancli.report.words import number
from plancli.starting import PlanDraft
from plancli.text import safe

WIDEST: Final = 40
SIGNS: Final = {",": ",", ";": ";", "\t": N_("tab")}


def taken(draft: PlanDraft, file: str, data: bytes, wanted: Mapping[str, str], today: date) -> tuple[PlanDraft, str]:
    """Return a draft with the tasks of a table, and what is to be said of it."""
    name = PurePath(file).name
    table = read_table(data, name, lambda rows: rating(rows, wanted))
    setting = Setting(draft.bodies, draft.date is not None, today)
    with speaking(draft.language):
        found = imported(table, wanted, setting)
    draft = draft._replace(bodies=found.bodies, documents=found.documents, headings=found.headings)
    return draft, _report(table, found)


def _report(table: Table, found: Imported) -> str:
    """Return how the columns were read, every doubt, and the counts."""
    name = safe(table.name)
    lines = [_head(table, found), *_columns(found.columns)]
    lines += [safe(line(one, name)) for one in found.remarks]
    read = ngettext("{n} deadline is read", "{n} deadlines are read", found.dues).format(n=number(found.dues))
    words = ngettext("{n} is kept in words only", "{n} are kept in words only", found.words_only)
    doubts = ngettext("{n} thing to look at", "{n} things to look at", len(found.remarks))
    counted = [read, words.format(n=number(found.words_only)), doubts.format(n=number(len(found.remarks)))]
    return "\n".join([*lines, ", ".join(counted)]) + "\n"


def _head(table: Table, found: Imported) -> str:
    tasks = sum(len(body.tasks) for body in found.bodies)
    words = ngettext(
        "{file}: {n} task, headers in row {row}, cells divided by {sign}",
        "{file}: {n} tasks, headers in row {row}, cells divided by {sign}",
        tasks,
    )
    sign = _(SIGNS[table.delimiter])
    return words.format(file=safe(table.name), n=number(tasks), row=found.columns.row, sign=sign)


def _columns(columns: Columns) -> list[str]:
    """Return what each column was taken for."""
    fields: dict[int, list[str]] = {}
    for field, place in columns.fields.items():
        fields.setdefault(place, []).append(field)
    shown = [clip(safe(header), WIDEST) or "-" for header in columns.headers]
    room = max((width(one) for one in shown), default=0)
    return [
        f"  {place + 1:>2}  {header}{' ' * (room - width(header))}  {_taken_as(place, fields, columns)}"
        for place, header in enumerate(shown)
    ]


def _taken_as(place: int, fields: Mapping[int, list[str]], columns: Columns) -> str:
    if place in fields:
        return ", ".join(fields[place])
    if place in columns.second:
        return _("note (another column is {field})").format(field=columns.second[place])
    return _("note (not known)") if columns.headers[place] else _("note")
