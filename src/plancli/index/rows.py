"""What an index keeps of one file, as it is written and as it is read."""

from collections.abc import Sequence
from typing import NamedTuple

from plancli.index.records import APART_END
from plancli.index.surface import Surface


class Row(NamedTuple):
    """What is kept of a file of this name with this content; lists of names and numbers are divided by blanks.

    `places` has the part that each task stands in; `given` are the numbers of tasks that say when they were assigned.
    `parts` are the first and last day of each, and its tasks.
    """

    digest: bytes
    name: str
    surface: Surface
    ids: str
    places: str
    given: str
    head: bytes
    rest: bytes
    changes: bytes
    parts: Sequence[tuple[int, int, bytes]]


class Head(NamedTuple):
    """What is known of a file: its number in the index, what it shows, the ids of its tasks, its head.

    `sums` has the first day, the last day and the checksum of each part, so that none can be missed or be another.
    """

    number: int
    surface: Surface
    ids: str
    places: str
    given: str
    sums: str
    head: bytes

    def parts(self, first: int, last: int, *, undated: bool, within: bool) -> list[int]:
        """Return the checksums of the parts in which a task may end from one day to another, both ordinals.

        With `undated` also of that of the tasks which never have a last day; without `within` not of that of the tasks
        with milestones or a series.
        """
        values = list(map(int, self.sums.split()))
        lows, highs, sums = values[::3], values[1::3], values[2::3]
        each = zip(lows, highs, sums, strict=True)
        return [
            total
            for low, high, total in each
            if ((low <= last and high >= first) or (undated and not high)) and (within or high != APART_END)
        ]
