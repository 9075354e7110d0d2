"""What may stand at each place, in JSON Schema, made from the tables of fields that the files are read by."""

import re
from typing import Final

from plancli.decode.documents import DOCUMENT_TABLE
from plancli.decode.kinds import Kind
from plancli.decode.table import Field, Table
from plancli.decode.tasks import OCCURRENCE_TABLE
from plancli.i18n import _, in_every_language
from plancli.model import Part
from plancli.schema.values import SCALARS, Schema, blank, choice, number, scalar
from plancli.schema.words import LIST_MESSAGE, MAP_MESSAGE

LONG: Final = frozenset(name for name, kind in SCALARS.items() if kind.pattern)
"""Single values that are defined once, their expressions being long."""
EITHER: Final = {DOCUMENT_TABLE: ("number", "id")}
"""Fields of which one must stand, as the readers of their tables say."""
FREE_NAMES: Final = (OCCURRENCE_TABLE,)
"""Whose names are not ids: whether they are periods of the series depends on the deadline."""


class Definitions:
    """The places and values of one schema, each defined when it is first met."""

    def __init__(self) -> None:
        self.made: dict[str, Schema] = {}

    def place(self, table: Table, *, single: bool = False) -> Schema:
        """Return the map that stands at a place; inside a task (or `single`) a deadline is never a series."""
        single = single or table.slots[: len(Part._fields)] == Part._fields
        required = [field.name for field in table.fields if field.required]
        made: Schema = {
            "type": "object",
            "additionalProperties": False,
            "properties": {field.name: self._field(field, single=single) for field in table.fields},
        }
        if required:
            made["required"] = required
        if table in EITHER:
            fields = {field.name: field for field in table.fields}
            made["anyOf"] = [
                {"required": [name], "properties": {name: self._value(fields[name].kind, required=True, single=single)}}
                for name in EITHER[table]
            ]
        return made

    def _field(self, field: Field, *, single: bool) -> Schema:
        """Return what may stand in a field, with what the field means."""
        made = self._value(field.kind, required=field.required, single=single)
        if "$ref" in made:  # beside which nothing counts
            made = {"allOf": [made]}
        return {"description": in_both(field.about), **made}

    def _value(self, kind: Kind, *, required: bool, single: bool) -> Schema:
        """Return what may stand where a kind is wanted."""
        match kind.name:
            case "number":
                return number(kind, required=required)
            case "choice":
                return choice(kind.choices, required=required)
            case "choice-or-record":
                then = self._table(kind.of, single=single)
                return {"if": {"type": "object"}, "then": then, "else": choice(kind.choices, required=required)}
            case "record":
                return self._or_empty(self._table(kind.of, single=single))
            case "fact" | "fact-or-date":
                return self._fact(kind, single=single)
            case "map":
                return self._map(kind.of)
            case "names":
                inner = self._value(kind.of, required=False, single=single)
                return {**_empty(), "type": ["object", "string", "null"], "additionalProperties": inner}
            case "list":
                items = self._value(kind.of, required=False, single=single)
                return {**blank(), "type": ["array", "string", "null"], "items": items, "errorMessage": _(LIST_MESSAGE)}
            case "one-or-list":
                return self._one_or_list(kind.of, single=single)
            case "due":
                return self._due(required=required, single=single)
            case name:
                return self._scalar(name, required=required)

    def _scalar(self, name: str, *, required: bool) -> Schema:
        """Return a single value, or where it is defined."""
        made = scalar(name, required=required)
        return self._defined(name if required else f"{name}-or-nothing", made) if name in LONG else made

    def _defined(self, name: str, made: Schema) -> Schema:
        self.made[name] = made
        return {"$ref": f"#/definitions/{name}"}

    def _table(self, table: Table, *, single: bool) -> Schema:
        """Return where a place is defined."""
        differs = single and any(field.kind.name == "due" for field in table.fields)
        return self._defined(slug(table.home) + ("-inside-a-task" if differs else ""), self.place(table, single=single))

    def _or_empty(self, made: Schema) -> Schema:
        """Return a map in whose place nothing may stand."""
        return {"if": {"type": "object"}, "then": made, "else": self._nothing()}

    def _nothing(self) -> Schema:
        """Return where the nothing is defined that may stand in place of a map."""
        return self._defined("nothing", _empty())

    def _map(self, table: Table) -> Schema:
        """Return a map of names to places; a place that requires nothing may be empty."""
        inner = self._table(table, single=False)
        requires = any(field.required for field in table.fields)
        names = {} if table in FREE_NAMES else {"propertyNames": self._scalar("id", required=True)}
        places = {"additionalProperties": inner if requires else self._or_empty(inner)}
        return {**_empty(), "type": ["object", "string", "null"], **names, **places}

    def _fact(self, kind: Kind, *, single: bool) -> Schema:
        """Return a fact, or nothing; where its date may stand for it, also that."""
        made = self._table(kind.of, single=single)
        other = self._scalar("date", required=False) if kind.name == "fact-or-date" else self._nothing()
        return {"if": {"type": "object"}, "then": made, "else": other}

    def _one_or_list(self, kind: Kind, *, single: bool) -> Schema:
        """Return one of a kind, a list of it, or nothing."""
        items = self._value(kind, required=False, single=single)
        if kind.name not in ("fact", "fact-or-date"):
            return {**items, "type": ["array", *items["type"]], "items": items}
        listed = {**blank(), "type": ["array", "string", "null"], "items": items}
        if kind.name == "fact":  # of which blanks may stand for all, but not for one of a list
            made: Schema = {"if": {"type": "object"}, "then": items["then"], "else": listed}
        else:
            made = {"if": {"type": "array"}, "then": {"items": items}, "else": items}
        return self._defined(f"{items['then']['$ref'].rpartition('/')[2]}-one-or-more", made)

    def _due(self, *, required: bool, single: bool) -> Schema:
        """Return a deadline: one, or where a series may stand also a list of them."""
        if single:
            return self._scalar("single-due", required=required)
        made = scalar("due", required=required)
        listed = {"items": self._scalar("series", required=False), "contains": self._scalar("series", required=True)}
        name = "due" if required else "due-or-nothing"
        return self._defined(name, {**made, "type": ["array", *made["type"]], **listed})


def _empty() -> Schema:
    """Return the nothing that may stand where a map is wanted."""
    return {"type": ["string", "null"], "pattern": "^$", "patternErrorMessage": _(MAP_MESSAGE)}


def in_both(message: str) -> str:
    """Return a message in every language, that which is set first."""
    return "\n\n".join(dict.fromkeys([_(message), *in_every_language(message)]))


def slug(home: str) -> str:
    """Return a place's name as part of an address."""
    return re.sub(r"[^a-z]+", "-", home).strip("-")
