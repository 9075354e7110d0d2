"""Rows of a table to the tasks, bodies and documents of a draft plan."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from plancli.edit.step import Value
from plancli.i18n import _
from plancli.ids import valid_id
from plancli.importing import dues
from plancli.importing.citing import Register, read_citations
from plancli.importing.headers import Columns, columns_of
from plancli.importing.leads import Bodies
from plancli.importing.naming import LONGEST, Named, ids_of
from plancli.importing.remark import Remark
from plancli.importing.responsible import Responsible
from plancli.importing.rows import Line, sort_rows
from plancli.importing.sheet import Sheet
from plancli.importing.table import Table
from plancli.importing.timing import Timing
from plancli.starting.draft import BodyDraft, DocumentDraft, Heading
from plancli.text import comma_list

Task = dict[str, Value]
PLACE_WORD: Final = re.compile(r"^(?:mục|điểm|khoản|phần|điều|section|clause|item)\s+", re.IGNORECASE)
BULLET: Final = re.compile(r"^[-–•+*]\s+")


class Imported(NamedTuple):
    """What a table says: how its columns were read, the bodies with their tasks, the documents, and every doubt.

    `dues` counts the deadlines that were read, `words_only` those that stand in words alone.
    """

    columns: Columns
    bodies: tuple[BodyDraft, ...]
    documents: tuple[DocumentDraft, ...]
    headings: tuple[Heading, ...]
    remarks: tuple[Remark, ...]
    dues: int
    words_only: int


class Setting(NamedTuple):
    """What reading depends on beside the table: the bodies that are given, whether the plan has a date, the day."""

    bodies: Sequence[BodyDraft]
    dated: bool
    today: date


def imported(table: Table, wanted: Mapping[str, str], setting: Setting) -> Imported:
    """Return what a table says. What is added to its words, such as a missing title, is in the language that is set."""
    columns = columns_of(table.rows, wanted)
    found = sort_rows(table.rows, columns)
    sheet = Sheet(columns, found.lines, found.remarks)
    bodies = Bodies(setting.bodies)
    alone = setting.bodies[0].id if len(setting.bodies) == 1 else None
    timing = Timing(sheet, setting.today, dated=setting.dated)
    reader = _Reader(sheet, Responsible(sheet, bodies, alone), timing)
    tasks = reader.read()
    return Imported(
        columns,
        tuple(body._replace(tasks=tuple(tasks.get(body.id, ()))) for body in bodies.drafts.values()),
        reader.register.documents(),
        tuple(found.headings),
        tuple(sorted(sheet.remarks, key=lambda one: (one.row, one.column))),
        timing.read,
        timing.words_only,
    )


class _Reader:
    """Reads the rows of one table."""

    def __init__(self, sheet: Sheet, responsible: Responsible, timing: Timing) -> None:
        self.sheet, self.responsible, self.timing = sheet, responsible, timing
        self.register = Register()

    def read(self) -> dict[str, list[Task]]:
        """Return the tasks by the bodies that lead them. All documents are known before one is cited."""
        cited = [self._cited(line) for line in self.sheet.lines]
        tasks: dict[str, list[Task]] = {}
        for line, id, documents in zip(self.sheet.lines, self._ids(), cited, strict=True):
            task, lead = self._task(line, id, documents)
            tasks.setdefault(lead, []).append(task)
        return tasks

    def _ids(self) -> list[str]:
        """Return the ids of all tasks, with remarks on those that are not as given; by their order where none is."""
        lines = self.sheet.lines
        if not self.sheet.has("id"):
            return [str(number) for number in range(1, len(lines) + 1)]
        given = [self.sheet.one(line, "id") for line in lines]
        ids: list[Named] = ids_of(given, [line.below for line in lines], [line.number for line in lines])
        for line, typed, named in zip(lines, given, ids, strict=True):
            if named.wrong:
                self.sheet.remark(line, "id", named.wrong, value=typed, id=named.id)
        return [named.id for named in ids]

    def _task(self, line: Line, id: str, documents: Sequence[DocumentDraft]) -> tuple[Task, str]:
        """Return a task, and the body that leads it."""
        notes = [self.sheet.cell(line, "note")]
        task: Task = {"id": id, "title": self._title(line, id)}
        lead = self.responsible.lead(line, task)
        self.responsible.put_supporting(line, task, lead)
        self._put_source(line, task, notes)
        self.timing.put_due(line, task, notes)
        self._put_citations(line, task, documents, notes)
        self.timing.put_facts(line, task, notes)
        if text := self.sheet.cell(line, "text"):
            task["text"] = text
        if output := _parts(self.sheet.cell(line, "output")):
            task["output"] = output
        if tags := comma_list(self.sheet.one(line, "tags")):
            task["tags"] = list(dict.fromkeys(tags))
        notes += self._others(line)
        if note := "\n".join(one for one in notes if one):
            task["note"] = note
        return task, lead

    def _title(self, line: Line, id: str) -> str:
        title = self.sheet.one(line, "title")
        if not title:
            title = _("(row {n}: no title)").format(n=line.number)
            self.sheet.remark(line, "title", "title-missing", id=id, title=title)
        return title

    def _others(self, line: Line) -> list[str]:
        """Return the cells that belong to no field, each with its header."""
        headers = self.sheet.columns.headers
        found: list[str] = []
        for number in (*self.sheet.columns.others, *range(len(headers), len(line.cells))):
            if number >= len(line.cells) or not line.cells[number]:
                continue
            if number >= len(headers):
                self.sheet.remarks.append(Remark(line.number, number + 1, "more", {"value": line.cells[number]}))
            header = (headers[number] if number < len(headers) else "") or _("Column {n}").format(n=number + 1)
            found.append(f"{header}: {line.cells[number]}")
        return found

    def _put_source(self, line: Line, task: Task, notes: list[str]) -> None:
        cell = self.sheet.cell(line, "source")
        if not cell or dues.says_none(cell):
            return
        parts = [PLACE_WORD.sub("", part.strip()).strip(" .)") for part in re.split(r"[;,\n]", cell) if part.strip()]
        if parts and all(len(part) <= LONGEST and valid_id(part) for part in parts):
            clauses = list(dict.fromkeys(parts))
            task["source"] = clauses[0] if len(clauses) == 1 else clauses
            return
        self.sheet.remark(line, "source", "source-unclear", value=cell)
        notes.append(self.sheet.labelled("source", cell))

    def _cited(self, line: Line) -> tuple[DocumentDraft, ...]:
        """Return the documents in a row, which go into the register."""
        documents = read_citations(self.sheet.cell(line, "cites")).documents
        for one in documents:
            self.register.add(one)
        return documents

    def _put_citations(self, line: Line, task: Task, documents: Sequence[DocumentDraft], notes: list[str]) -> None:
        """Put the documents that a task cites; all of the cell too where it says more, or one may be any of several."""
        cell = self.sheet.cell(line, "cites")
        if not cell or dues.says_none(cell):
            return
        citations = [citation for one in documents if (citation := self.register.citation(one))]
        if citations:
            task["cites"] = list(dict.fromkeys(citations))
        if not documents:
            self.sheet.remark(line, "cites", "cites-none", value=cell)
        elif read_citations(cell).more or len(citations) < len(documents):
            numbers = ", ".join(one.number for one in documents)
            self.sheet.remark(line, "cites", "cites-partly", value=cell, numbers=numbers)
        else:
            return
        notes.append(self.sheet.labelled("cites", cell))


def _parts(cell: str) -> list[str]:
    """Return the parts of a cell that semicolons or lines divide."""
    parts = [BULLET.sub("", part.strip()) for part in re.split(r"[;\n]", cell)]
    return list(dict.fromkeys(part for part in parts if part))
