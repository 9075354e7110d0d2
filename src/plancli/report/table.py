"""Plain results that every format can draw: a report of blocks, with the same content as data."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from plancli.report.drawing import Drawing

NOTHING: Final = "·"
"""Stands for zero in a table of counts, so that the other numbers are seen."""


class Cell(NamedTuple):
    """A text to show, and what kind of thing it is: a state's name, `heading`, `dim`, or nothing."""

    text: str
    style: str = ""


class Column(NamedTuple):
    """A column: its name in data, its heading, whether it may be wrapped, whether it holds numbers.

    Where room is short, wrapping columns share it by their `weight`.
    """

    name: str
    heading: str
    wraps: bool = False
    numeric: bool = False
    weight: int = 1


class Bar(NamedTuple):
    """Shares of a whole, drawn as one bar: (style, count) in order."""

    shares: tuple[tuple[str, int], ...]


Value = Cell | Bar


class Table(NamedTuple):
    """Rows of cells under columns; `total` sets the last row apart, `heading` stands above them all.

    Of a row with fewer cells than columns the last cell has the room of all that are left.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    total: bool = False
    heading: str = ""


class Fields(NamedTuple):
    """Labels with the lines that belong to each, under a heading."""

    heading: Cell
    fields: Sequence[tuple[str, Sequence[Cell]]]


class Lines(NamedTuple):
    """Lines of text, each wrapped where it must be; `heading` stands above them."""

    lines: Sequence[Cell]
    heading: str = ""


class Picture(NamedTuple):
    """Lines drawn for a width in columns, each of pieces in a style: a chart in a terminal."""

    draw: Callable[[int], Sequence[Sequence[Cell]]]


Block = Table | Fields | Lines | Picture


class Report(NamedTuple):
    """An answer: blocks for people, and the same as data (`kind` and `items`, with `extra` in the envelope).

    `records` are flat rows for CSV under `fields`; `notes` are lines that people must not miss, `summary` is a line
    below the title. `drawing` is the same as a picture, where there is one.
    """

    kind: Literal[
        "tasks",
        "status",
        "bodies",
        "documents",
        "views",
        "problems",
        "changes",
        "timeline",
        "history",
        "slips",
        "trend",
        "query",
        "tables",
        "timing",
    ]
    title: str
    blocks: Sequence[Block]
    items: Sequence[Mapping[str, Any]]
    fields: Sequence[str]
    records: Sequence[Sequence[Any]]
    envelope: Mapping[str, Any]
    notes: Sequence[str] = ()
    summary: str = ""
    drawing: "Callable[[], Drawing] | None" = None


class Lazy(Sequence[Any]):
    """What is made when a format asks for it, once: only one of the forms of a report is ever drawn."""

    def __init__(self, make: Callable[[], Sequence[Any]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Sequence[Any]:
        return self._make()

    def __len__(self) -> int:
        return len(self._made)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._made)

    def __getitem__(self, index: Any) -> Any:
        return self._made[index]
