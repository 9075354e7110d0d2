"""The values of a change as data: the same shapes as in other answers, dates and deadlines as the files have them."""

from collections.abc import Mapping
from typing import Any

from plancli.deadline import Anchored, Interval, Period, Recurring, Span, Undated
from plancli.diff.change import Change, Uncompared
from plancli.model import (
    Assigned,
    Body,
    Clause,
    Document,
    Event,
    Facts,
    Member,
    Part,
    Ruling,
    Source,
    Task,
    View,
)
from plancli.problem import Place
from plancli.report.items import due_text, facts_dict
from plancli.report.values import FACT_TYPES, facts_of

Json = dict[str, Any]
FIELDS = ("kind", "subject", "address", "body", "field", "title", "old", "new",
          "old_file", "old_line", "new_file", "new_line")  # fmt: skip
"""The columns of CSV."""


def change_dict(change: Change) -> Json:
    """Return a change as data."""
    return {
        "kind": change.kind,
        "subject": change.subject,
        "address": str(change.address),
        "body": change.body or None,
        "field": change.field or None,
        "title": change.title or None,
        "old": value_data(change.old),
        "new": value_data(change.new),
        "old_place": _place(change.old_place),
        "new_place": _place(change.new_place),
    }


def record(change: Change) -> list[Any]:
    """Return a change as a flat row of CSV."""
    made = change_dict(change)
    places = [(place.file, place.line) if place else (None, None) for place in (change.old_place, change.new_place)]
    return [*(made[name] for name in FIELDS[:8]), *places[0], *places[1]]


def uncompared_dict(one: Uncompared) -> Json:
    """Return what was not compared as data."""
    return {"side": one.side, "file": one.file, "address": one.address or None}


def _place(place: Place | None) -> Json | None:
    return dict(place._asdict()) if place else None


def value_data(value: Any) -> Any:
    """Return a value of the model as data."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Undated | Period | Anchored | Recurring):
        return due_text(value)
    if isinstance(value, FACT_TYPES):
        field, facts = facts_of(value)
        found = facts_dict(facts)[field]
        return found[0] if isinstance(found, list) else found
    if isinstance(value, Span):
        return value.text
    if isinstance(value, Interval):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): value_data(one) for key, one in value.items()}
    if isinstance(value, Task | Part):
        return _task(value) if isinstance(value, Task) else _part(value)
    if isinstance(value, Facts):
        return facts_dict(value)
    if isinstance(value, Body | Member | Document | Event | Clause | Source | Assigned | Ruling):
        return _written(value, ("file", "at"))
    if isinstance(value, View):
        return _written(value, ("id", "faults"))
    if isinstance(value, list | tuple | set | frozenset):
        return [value_data(one) for one in value]
    return str(value)


def _task(task: Task) -> Json:
    """Return a task as it is written, nothing judged."""
    return _written(task, ("file", "at", "due_at", "facts", "faults")) | facts_dict(task.facts)


def _part(part: Part) -> Json:
    """Return a place within a task as it is written; its address has its key."""
    return _written(part, ("due_at", "facts", "faults")) | facts_dict(part.facts)


def _written(value: Any, skipped: tuple[str, ...]) -> Json:
    """Return the fields of a value of the model as data."""
    return {name: value_data(one) for name, one in value._asdict().items() if name not in skipped}
