"""The model's values as lists: of each only the fields that differ from what they are where nothing stands.

A list is [field, value, field, value ...], the fields by their numbers.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from plancli.index.fields import (
    AT,
    DUE,
    INTERVAL,
    LOCATED,
    LOCATEDS,
    SAME,
    SPAN,
    TEXTS,
    Packing,
    named,
    new,
    plainly_named,
    several,
)
from plancli.model import (
    Assigned,
    Body,
    Clause,
    Completion,
    Document,
    Event,
    Fact,
    Facts,
    Info,
    Member,
    Part,
    Progress,
    Rescheduling,
    Ruling,
    Source,
    Suspension,
    Task,
    Transfer,
    View,
    Withdrawal,
)


def record(made: Any, fields: Mapping[str, Packing]) -> Packing:
    """Return the packing of one of the model's values, with that of each of its fields, all of which are given."""
    if tuple(fields) != made._fields:
        raise TypeError(f"{made.__name__} has other fields than are packed")
    defaults = [made._field_defaults.get(name) for name in made._fields]
    packs = [packing.pack for packing in fields.values()]
    unpacks = [packing.unpack for packing in fields.values()]

    def pack(value: Any) -> list[Any]:
        packed: list[Any] = []
        for number, one in enumerate(value):
            if one is not None and one != defaults[number]:
                packed += [number, packs[number](one)]
        return packed

    def unpack(raw: list[Any]) -> Any:
        values = defaults.copy()
        pairs = iter(raw)
        for number in pairs:
            values[number] = unpacks[number](next(pairs))
        return new(made, values)

    return Packing(pack, unpack)


FACT: Final = record(
    Fact,
    {"date": SPAN, "at": AT, "reported": SPAN, "by": LOCATED, "document": LOCATED, "evidence": TEXTS, "note": SAME,
     "reason": SAME},
)  # fmt: skip
COMPLETION: Final = record(Completion, {"fact": FACT, "output": LOCATEDS, "verified": FACT, "returned": FACT})
FACTS: Final = record(
    Facts,
    {
        "started": FACT,
        "progress": several(record(Progress, {"fact": FACT, "percent": SAME})),
        "submitted": several(COMPLETION),
        "completed": several(COMPLETION),
        "rescheduled": several(record(Rescheduling, {"fact": FACT, "to": DUE})),
        "suspended": several(record(Suspension, {"fact": FACT, "resumed": SPAN})),
        "transferred": several(record(Transfer, {"fact": FACT, "source": LOCATED})),
        "withdrawn": record(Withdrawal, {"fact": FACT, "into": LOCATEDS}),
    },
)


def _part(members: Packing) -> Packing:
    """Return the packing of a place within a task."""
    return record(
        Part,
        {"kind": SAME, "key": LOCATED, "title": SAME, "due": DUE, "due_at": AT, "due_words": SAME, "note": SAME,
         "facts": FACTS, "members": members, "faults": TEXTS},
    )  # fmt: skip


PARTS: Final = several(_part(several(_part(SAME))))
TASK: Final = record(
    Task,
    {
        "id": LOCATED, "title": SAME, "body": SAME, "file": SAME, "at": AT, "text": SAME, "source": LOCATEDS,
        "assigned": record(Assigned, {"date": SPAN, "document": LOCATED}), "co_leads": LOCATEDS,
        "supporting": LOCATEDS, "supporting_note": SAME, "due": DUE, "due_at": AT, "due_words": LOCATED,
        "report_every": INTERVAL, "cites": LOCATEDS, "output": LOCATEDS, "depends": LOCATEDS, "tags": TEXTS,
        "note": SAME, "facts": FACTS, "milestones": PARTS, "occurrences": PARTS, "members": PARTS, "faults": TEXTS,
    },
)  # fmt: skip
BODY: Final = record(
    Body,
    {
        "id": SAME, "name": SAME, "file": SAME, "at": AT, "short": SAME, "aliases": TEXTS, "contact": SAME,
        "collective": SAME,
        "members": several(record(Member, {"id": LOCATED, "name": SAME, "until": SPAN, "succeeded_by": LOCATEDS})),
        "until": SPAN, "succeeded_by": LOCATEDS,
    },
)  # fmt: skip
DOCUMENT: Final = record(
    Document,
    {"number": SAME, "file": SAME, "at": AT, "date": SPAN, "type": SAME, "issuer": SAME, "title": SAME, "url": SAME,
     "status": SAME, "replaced_by": LOCATEDS, "id": LOCATED},
)  # fmt: skip
CLAUSES: Final = several(record(Clause, {"id": LOCATED, "heading": SAME, "tasks": SAME}))
SOURCES: Final = several(record(Source, {"id": LOCATED, "document": LOCATED, "amends": LOCATED, "outline": CLAUSES}))
VIEW: Final = record(
    View,
    {"id": LOCATED, "about": SAME, "body": LOCATEDS, "any_role": SAME, "state": LOCATEDS, "flag": LOCATEDS,
     "cites": LOCATEDS, "source": LOCATEDS, "tag": LOCATEDS, "search": LOCATEDS, "period": SPAN, "within": INTERVAL,
     "overdue": SAME, "undated": SAME, "sort": LOCATED, "limit": SAME, "columns": LOCATEDS, "faults": TEXTS},
)  # fmt: skip
INFO: Final = record(
    Info,
    {
        "file": SAME, "at": AT, "format": SAME, "id": LOCATED, "title": SAME, "number": SAME, "date": SPAN,
        "issuer": SAME, "implements": LOCATEDS, "language": SAME, "timezone": LOCATED, "due_soon": INTERVAL,
        "report_every": INTERVAL, "met_by": SAME, "cutoff_day": SAME,
        "events": several(record(Event, {"id": LOCATED, "name": SAME, "date": SPAN})),
        "checks": named(SAME), "policy": named(record(Ruling, {"severity": SAME, "waivable": SAME})),
        "views": several(VIEW), "sources": SOURCES, "unread": TEXTS, "places": plainly_named(AT),
    },
)  # fmt: skip
DOCUMENTS: Final = several(DOCUMENT)
EVER: Final = (date.min.toordinal(), date.max.toordinal())
"""The first and last day on which a task may end of which that cannot be told."""
NEVER: Final = 0
"""Stands for the first and the last day of a task that never has one."""
APART_END: Final = EVER[1] + 1
"""Stands for the last day of a task kept apart: it has milestones or a series, and hangs on its own file alone."""
WHOLE, APART = 2, 3
"""How long the list of a task is that is not deferred; that of one that is kept apart."""
