"""What a timeline draws, whatever the means: rows in groups, over a range of days."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from plancli.query.timeline import Row


class Group(NamedTuple):
    """Rows under one heading; none is written over them all."""

    heading: str
    rows: Sequence[Row]


class Chart(NamedTuple):
    """What is drawn, whatever the means: a range of days, the day judged at, and rows in groups."""

    first: date
    last: date
    day: date
    groups: Sequence[Group]

    @property
    def rows(self) -> list[Row]:
        """All rows."""
        return [row for group in self.groups for row in group.rows]
