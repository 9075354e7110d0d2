"""What a table of SQL is: columns that say what they mean and how they are had from a row's value, and the rows."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, Final, Literal, NamedTuple

from plancli.documents import Register
from plancli.model import Document
from plancli.report.bodies import bodies_report
from plancli.report.items import FIELDS
from plancli.state import FLAGS, Item, Standing

Stored = str | int | None
"""What a field of the plan is in SQL: text, a whole number (flags are 0 or 1), or NULL."""


class Filling:
    """What tables are filled from: a plan as it stands on a day, and what several tables need of it, made once."""

    def __init__(self, standing: Standing) -> None:
        self.standing = standing

    @cached_property
    def register(self) -> Register:
        """The register of documents."""
        return Register(self.standing.plan.documents)

    def key(self, document: Document) -> str:
        """Return what names a document alone in the register, if anything does."""
        return self.register.citation(document) or document.key

    @cached_property
    def bodies(self) -> dict[str, Any]:
        """The bodies as `plan bodies` tells them, by their ids."""
        bodies = bodies_report(self.standing, list(self.standing.plan.bodies), "").items
        return {one["id"]: one for one in bodies}


class Column(NamedTuple):
    """A column: its name, as in JSON; its type in SQL; what it means (a message); how it is had from a row's value."""

    name: str
    type: Literal["TEXT", "INTEGER"]
    meaning: str
    value: Callable[[Any, Filling], Stored]


class Table(NamedTuple):
    """A table: its name, what a row is (a message), its columns, its rows' values, the columns that are looked up."""

    name: str
    meaning: str
    columns: Sequence[Column]
    rows: Callable[[Filling], Iterable[Any]]
    keys: Sequence[str] = ()


NUMBERS: Final = frozenset({"days_left", "missed", "line", *FLAGS})


def plain(value: Any) -> Stored:
    """Return a field as SQL holds it: a list as text divided by semicolons, as in CSV; a flag as 0 or 1."""
    if isinstance(value, list | tuple):
        return "; ".join(value) or None
    return int(value) if isinstance(value, bool) else value


def of_item(name: str, meaning: str) -> Column:
    """Return the column of a field that an item has in JSON."""
    field = FIELDS[name]

    def value(item: Item, filling: Filling) -> Stored:
        return plain(field(item, filling.standing))

    return Column(name, "INTEGER" if name in NUMBERS else "TEXT", meaning, value)


def of_pair(name: str, meaning: str, place: int) -> Column:
    """Return the column of a row that is a tuple of texts."""
    return Column(name, "TEXT", meaning, lambda row, _filling: row[place])
