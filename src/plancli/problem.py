"""What is wrong in the user's files, as data: a finding's name, its place and the values its words need."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, Protocol

Severity = Literal["error", "warning"]
SETTINGS: Final = ("off", "warning", "error")


class Place(NamedTuple):
    """Where something stands: the file below the plan folder, and the line and column, both counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Dates(str):
    """The texts of one or more spans of the deadline grammar, divided by commas.

    As a value of a message it is shown as the user's language writes dates.
    """

    __slots__ = ()


class Described(Protocol):
    """What is told of a check and of a rule: its name, usual severity, summary, messages, and page (the docstring)."""

    __doc__: str | None
    NAME: str
    SEVERITY: Severity
    SUMMARY: str
    MESSAGES: Mapping[str, str]


class Problem(NamedTuple):
    """One finding. `name` is its check's, `variant` chooses among that check's messages, `values` fill the message."""

    name: str
    place: Place
    variant: str = ""
    values: Mapping[str, str] = MappingProxyType({})

    def sort_key(self) -> tuple[str, int, int, str]:
        """Return the order in which problems are told: by file, then by place in it."""
        return (self.place.file, self.place.line, self.place.column, self.name)
