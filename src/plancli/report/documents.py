"""The register of documents, with the tasks that cite each."""

from collections.abc import Sequence
from typing import Any

from plancli.documents import Register
from plancli.i18n import _
from plancli.ids import id_key
from plancli.model import Document
from plancli.query.names import body_label
from plancli.report.cells import item_style
from plancli.report.table import Block, Cell, Column, Fields, Report, Table
from plancli.report.words import span_words
from plancli.state import Item, Standing
from plancli.state.words import state_words

FIELDS = ("number", "id", "date", "type", "issuer", "title", "url", "status", "replaced_by", "cited_by", "file", "line")


def documents_report(standing: Standing, chosen: Sequence[Document], title: str, prefix: str = "") -> Report:
    """Return all documents as a table, or those chosen each with the tasks that cite it."""
    register = Register(standing.plan.documents)
    citing: dict[int, list[Item]] = {}
    for item in sorted(standing.items, key=lambda item: id_key(item.key)):
        for document in {id(one): one for cite in item.task.cites for one in register.find(str(cite))}.values():
            citing.setdefault(id(document), []).append(item)
    documents = chosen or standing.plan.documents
    items = [_document_dict(one, citing.get(id(one), [])) for one in documents]
    records = [[one[name] for name in FIELDS] for one in items]
    blocks: list[Block] = []
    if chosen:
        for one in documents:
            blocks += _whole(one, citing.get(id(one), []), standing, prefix)
    elif documents:
        blocks = [_table(documents, citing)]
    return Report("documents", title, blocks, items, FIELDS, records, {})


def _table(documents: Sequence[Document], citing: dict[int, list[Item]]) -> Table:
    """Return the register, a row a document."""
    columns = [
        Column("number", _("Number"), wraps=True),
        Column("date", _("Date")),
        Column("type", _("Type"), wraps=True),
        Column("title", _("Title"), wraps=True, weight=3),
        Column("cited_by", _("Cited by"), wraps=True),
    ]
    rows = [
        [
            Cell(one.key, "key"),
            Cell(span_words(one.date)),
            Cell(one.type or ""),
            Cell(one.title or ""),
            Cell(" ".join(item.key for item in citing.get(id(one), []))),
        ]
        for one in documents
    ]
    return Table(columns, rows)


def _whole(document: Document, tasks: Sequence[Item], standing: Standing, prefix: str) -> list[Block]:
    """Return one document with its tasks."""
    parts = (document.type, document.title)
    fields = [
        (_("Date"), document.date and span_words(document.date)),
        (_("Issuer"), document.issuer),
        (_("Status"), document.status),
        (_("Replaced by"), ", ".join(document.replaced_by)),
        (_("Link"), document.url),
        (_("File"), f"{prefix}{document.file}:{document.at.line}"),
    ]
    heading = Cell(f"{document.key}  {' '.join(part for part in parts if part)}".rstrip(), "heading")
    blocks: list[Block] = [Fields(heading, [(label, [Cell(text)]) for label, text in fields if text])]
    columns = [
        Column("key", _("Cited by")),
        Column("state", _("State"), wraps=True),
        Column("answers_to", _("Body"), wraps=True),
        Column("title", _("Title"), wraps=True, weight=3),
    ]
    rows = [
        [
            Cell(item.key, "key"),
            Cell(state_words(item.state), item_style(item)),
            Cell(body_label(standing.plan, item.answers_to)),
            Cell(item.title),
        ]
        for item in tasks
    ]
    return [*blocks, Table(columns, rows)] if rows else blocks


def _document_dict(document: Document, tasks: Sequence[Item]) -> dict[str, Any]:
    """Return a document as data."""
    return {
        "number": document.number,
        "id": document.id,
        "date": document.date.text if document.date else None,
        "type": document.type,
        "issuer": document.issuer,
        "title": document.title,
        "url": document.url,
        "status": document.status,
        "replaced_by": list(document.replaced_by),
        "cited_by": [item.key for item in tasks],
        "file": document.file,
        "line": document.at.line,
    }
