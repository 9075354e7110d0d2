"""What may be done to a file, as data: where (a path of keys and indexes), and what shall stand there."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

Value = str | Sequence["Value"] | Mapping[str, "Value"]
"""Plain data to be written. Texts are exactly what a reader shall read; how they are quoted is found out."""

Path = tuple[str | int, ...]
"""Keys of maps and indexes of lists, from the root of a file."""


class Piece(NamedTuple):
    """An item of a list as it was written, its comments included, to be put into another list.

    `lines` have no line ends; the column of the item's dash is 0 in them. `value` is what it says, `comments` are its.
    """

    lines: tuple[str, ...]
    value: Value
    comments: tuple[str, ...] = ()


class Put(NamedTuple):
    """Set what stands under a key, in the place that the order of fields gives it; missing maps on the way are made.

    A map is brought to the new value key by key, a list by what is added to its end, anything else is replaced. A bare
    date that gets a key becomes a map with that `date`.
    """

    path: Path
    value: Value


class Add(NamedTuple):
    """Append an item to the list at a path, which is made where there is none.

    Where one item may stand without a list, and does, it becomes a list of both.
    """

    path: Path
    value: Value


class Insert(NamedTuple):
    """Put an item into the list at a path, before the one at `index`; a list that is missing is made."""

    path: Path
    index: int  # type: ignore[assignment]  # nobody asks a step for the index of one of its values
    value: Value | Piece


class Remove(NamedTuple):
    """Take away what stands at a path, with the comments inside it and on its lines."""

    path: Path


Step = Put | Add | Insert | Remove
