"""Located nodes: what stands in one YAML file and where, with nothing interpreted. They live while the file is read.

Lines and columns are counted from 1, in characters.
"""

from typing import Final, NamedTuple, Protocol

from plancli.model import At
from plancli.problem import Problem

NULLS: Final = frozenset(("~", "null", "Null", "NULL"))


class Placed(Protocol):
    """Anything that stands somewhere."""

    @property
    def line(self) -> int:
        """Its first line."""
        ...

    @property
    def column(self) -> int:
        """Its first column on that line."""
        ...


class Scalar(NamedTuple):
    """A text; `style` is its quote or block sign, empty for a plain one."""

    value: str
    line: int
    column: int
    style: str


DAMAGED: Final = "<<"
"""What stands among a map's `doubts` for a merge key, an alias or a list in a key's place."""


class Mapping(NamedTuple):
    """Keys and values. `places` has where a key stands, unless that is on its value's line and in the map's column.

    `doubts` names the keys that stand twice, and `DAMAGED` if something in it could not be read as a key, so that what
    is missing is not proved to be missing.
    """

    entries: "dict[str, Node]"
    places: dict[str, tuple[int, int]]
    line: int
    column: int
    doubts: set[str]

    def place_of(self, key: str) -> At:
        """Return where a key stands."""
        place = self.places.get(key)
        return At(*place) if place else At(self.entries[key].line, self.column)


class Sequence(NamedTuple):
    """A list of nodes."""

    items: "list[Node]"
    line: int
    column: int


class Null(NamedTuple):
    """A bare `~` or `null`: YAML takes it for nothing, a plan's file says nothing by leaving out."""

    value: str
    line: int
    column: int


class Damaged(NamedTuple):
    """Something that cannot be read and is already reported: an alias."""

    line: int
    column: int


Node = Scalar | Mapping | Sequence | Null | Damaged


class Parsed(NamedTuple):
    """One file as nodes. `root` is None if it is empty or cannot be read; `readable` is False if any of it was not.

    `replaced` says that hidden characters were reported and stand as U+FFFD in the nodes.
    """

    root: Node | None
    problems: list[Problem]
    readable: bool
    replaced: bool = False
