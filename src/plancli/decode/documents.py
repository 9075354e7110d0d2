"""documents.yaml: the register of documents."""

from typing import Any, Final

from plancli.decode.dates import DATE
from plancli.decode.kinds import ID, NAMES, TEXT, list_of
from plancli.decode.reading import Reading, Unread, at
from plancli.decode.table import Field, Table, record
from plancli.i18n import N_
from plancli.model import Document
from plancli.syntax import Mapping

DOCUMENT_TABLE: Final = Table(
    "documents",
    Document._fields,
    (
        Field("number", TEXT, N_("Its number: 132-QĐ/TW"), judged=True),
        Field("date", DATE, N_("Its date")),
        Field("type", TEXT, N_("What it is: a resolution, a rule")),
        Field("issuer", TEXT, N_("Who issued it")),
        Field("title", TEXT, N_("What it is about")),
        Field("url", TEXT, N_("Where it can be read")),
        Field("status", TEXT, N_("Whether it is in force")),
        Field("replaced_by", NAMES, N_("The documents that replaced it")),
        Field("id", ID, N_("A name to cite it by, where number and date are not enough"), judged=True),
    ),
    Document._field_defaults,
)


def _document(reading: Reading, values: list[Any], unread: tuple[str, ...], node: Mapping) -> Any:
    values[1:3] = reading.file, at(node)
    document = Document._make(values)
    if document.number is None and document.id is None and not unread:
        reading.report("missing-field", node, field="number")
        return Unread(document)
    return Unread(document) if unread else document


REGISTER_TABLE: Final = Table(
    "documents.yaml",
    ("documents",),
    (Field("documents", list_of(record(DOCUMENT_TABLE, _document, item=True)), N_("The documents"), judged=True),),
    {"documents": ()},
)
TABLES: Final = (REGISTER_TABLE, DOCUMENT_TABLE)


def read_documents(reading: Reading, root: Mapping) -> tuple[tuple[Document, ...], bool]:
    """Return the documents, and whether all of them were read."""
    (documents,), unread = REGISTER_TABLE.fill(reading, root)
    return documents, not unread
