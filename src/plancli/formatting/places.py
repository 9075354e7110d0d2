"""What the fields of a plan say about how values are laid out: the order of keys, and which scalars are dates or words.

A place is a table of fields or a kind of values, as `decode` declares them; None where a file has what nobody knows.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, Final, Literal

from plancli.deadline import DeadlineError, Interval, parse_due, parse_interval, parse_span
from plancli.decode import bodies, documents, facts, info, tasks
from plancli.decode.dates import parse_date
from plancli.decode.kinds import Kind
from plancli.decode.roots import TABLES
from plancli.decode.table import Table
from plancli.source.entry import Kind as FileKind

Place = Table | Kind | None
Use = Literal["text", "date", "word", "kept"]
"""How a scalar is quoted: as `text`, never retyped; as a `date` or `word` bare; `kept` as it stands in the file."""

ROOTS: Final[dict[FileKind, Table]] = {
    "plan": info.INFO_TABLE,
    "documents": documents.REGISTER_TABLE,
    "body": bodies.BODY_TABLE,
}
FACT_ORDER: Final = (
    "date", "reported", "to", "from", "document", "by", "reason", "note", "percent", "evidence", "output", "resumed",
    "into", "verified", "returned",
)  # fmt: skip
"""The order of a fact's fields, as people tell it: when, to when or from whom, by what, why; what came of it last."""

_USES: Final[dict[str, Use]] = {
    "text": "text",
    "name": "text",
    "id": "text",
    "date": "date",
    "span": "date",
    "due": "date",
    "interval": "date",
    "fact-or-date": "date",
    "choice": "word",
    "choice-or-record": "word",
}
_READERS: Final[dict[str, Callable[[str], Any]]] = {
    "date": parse_date,
    "fact-or-date": parse_date,
    "span": parse_span,
    "due": parse_due,
    "interval": parse_interval,
}


def fields_of(place: Place) -> Table | None:
    """Return the table of fields that a map at a place has; None if its keys are names that people give."""
    if place is None or isinstance(place, Table):
        return place
    if place.name == "one-or-list":
        return fields_of(place.of)
    if place.name in ("record", "fact", "fact-or-date", "choice-or-record"):
        table: Table = place.of
        return table
    return None


def item_of(place: Place) -> Place:
    """Return the place of a list's items."""
    if isinstance(place, Kind):
        if place.name in ("list", "one-or-list"):
            kind: Kind = place.of
            return kind
        if place.name == "due":
            return place
    return None


def value_of(place: Place, key: str) -> Place:
    """Return the place of what stands under a key of a map."""
    table = fields_of(place)
    if table is not None:
        return _kinds(table).get(key)
    if isinstance(place, Kind) and place.name in ("map", "names"):
        inner: Place = place.of
        return inner
    return None


def use_of(place: Place) -> Use:
    """Return how a scalar at a place is quoted."""
    if not isinstance(place, Kind):
        return "kept"
    if place.name == "one-or-list" and isinstance(place.of, Kind):
        return use_of(place.of)
    return _USES.get(place.name, "kept")


def key_use_of(place: Place) -> Use:
    """Return how the keys of a map are quoted: fields are plain, periods are bare, names are texts."""
    if has_periods(place):
        return "date"
    return "text" if isinstance(place, Kind) and place.name in ("map", "names") else "kept"


def has_periods(place: Place) -> bool:
    """Whether the keys of a map are the periods of occurrences."""
    return isinstance(place, Kind) and place.of is tasks.OCCURRENCE_TABLE


def reading_of(place: Place) -> Callable[[str], Any] | None:
    """Return what reads a scalar at a place as a date or deadline; None where none stands."""
    if not isinstance(place, Kind):
        return None
    if place.name == "one-or-list":
        return reading_of(place.of)
    return _READERS.get(place.name)


def canonical(text: str, reading: Callable[[str], Any] | None) -> str | None:
    """Return a date, deadline or length of time in the grammar's own form; None for a text that is none."""
    if reading is None:
        return None
    try:
        found = reading(text)
    except DeadlineError:
        return None
    return str(found) if isinstance(found, Interval) else str(found.text)


@cache
def ranks(table: Table) -> dict[str, int]:
    """Return where the fields of a table stand, in the order of the documentation."""
    names = [field.name for field in table.fields]
    if table in facts.TABLES:
        names.sort(key=FACT_ORDER.index)
    return {name: rank for rank, name in enumerate(names)}


@cache
def _kinds(table: Table) -> dict[str, Kind]:
    """Return the kinds of a table's fields, by name."""
    return {field.name: field.kind for field in table.fields}


__all__ = [
    "FACT_ORDER",
    "ROOTS",
    "TABLES",
    "Place",
    "Use",
    "canonical",
    "fields_of",
    "has_periods",
    "item_of",
    "key_use_of",
    "ranks",
    "reading_of",
    "use_of",
    "value_of",
]
