"""The measures of a timeline that is drawn, in pixels."""

from datetime import date
from math import ceil
from typing import Final, NamedTuple

from plancli.deadline import shift
from plancli.model import Plan
from plancli.report.axis import place
from plancli.report.drawing import room_of
from plancli.report.timeline.chart import Chart
from plancli.state import Item

MARGIN: Final = 16.0
ROW: Final = 22.0
BAR: Final = 12.0
BASE: Final = 15.0
"""Where text stands in a row, from its top."""
HEAD: Final = 88.0
LABEL: Final = 460.0
GAP: Final = 12.0
YEAR: Final = 64.0
ROOM: Final = (720.0, 2400.0)
ARROW: Final = 7.0
OVER: Final = 5.0
"""By how much a bar juts out that goes on beyond the days that are drawn."""


class Sheet(NamedTuple):
    """A chart with its measures in pixels: of the keys and titles of rows, where time begins, how wide it is."""

    plan: Plan
    chart: Chart
    key: float
    left: float
    room: float
    bottom: float

    @property
    def width(self) -> float:
        """The whole width."""
        return self.left + self.room + MARGIN

    def x(self, day: date) -> float:
        """Return where a day begins; of one outside the range, just beyond its edge."""
        where = place(day, self.chart.first, self.chart.last, self.room)
        return self.left + min(max(where, -OVER), self.room + OVER)

    def after(self, day: date) -> float:
        """Return where a day ends; of one outside the range, just beyond its edge."""
        return self.x(shift(day, 1, "day")) if day < date.max else self.left + self.room

    def has(self, day: date) -> bool:
        """Return whether a day is drawn."""
        return self.chart.first <= day <= self.chart.last


def sheet_of(plan: Plan, chart: Chart) -> Sheet:
    """Return the measures: labels have what they need up to a limit, time has more room the more years there are."""
    rows = chart.rows
    key = min(max((room_of(_name(row.item)) for row in rows), default=0.0), LABEL / 3)
    title = max((room_of(row.item.title) for row in rows), default=0.0)
    left = MARGIN + GAP + ceil(min(key + GAP + title, LABEL)) + GAP
    years = ((chart.last - chart.first).days + 1) / 365
    room = ceil(min(max(ROOM[0], years * YEAR), ROOM[1]))
    count = len(rows) + sum(bool(group.heading) for group in chart.groups)
    return Sheet(plan, chart, key, left, room, HEAD + count * ROW)


def _name(item: Item) -> str:
    return f"  {item.milestone}" if item.milestone else item.key
