"""How many tasks were in each state, point after point: a chart with its numbers, or a line for each body."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from plancli.history.counts import Counts, completed, named, of_all, of_due, total
from plancli.history.trend import Every, Point, period
from plancli.i18n import N_, _, date_words
from plancli.model import Plan
from plancli.query.names import body_label, body_order
from plancli.report.glyphs import GLYPHS
from plancli.report.sparkline import sparkline
from plancli.report.stacks import Stack, legend_lines, present, stack_lines
from plancli.report.table import NOTHING, Block, Cell, Column, Lazy, Picture, Report, Table
from plancli.report.trend_drawing import trend_drawing
from plancli.report.words import number, rate
from plancli.state import State
from plancli.state.words import state_heading, state_words

UNREAD_MARK: Final = "~"
EVERY_WORDS: Final[Mapping[Every, str]] = {
    "week": N_("By week"),
    "month": N_("By month"),
    "quarter": N_("By quarter"),
    "year": N_("By year"),
}


class Trend(NamedTuple):
    """The points of a trend, at the end of each period and at its own end; by body too where that was asked.

    `by_facts` are all points counted in the same files. `plan` has the bodies of all its versions by their names.
    """

    points: Sequence[Point]
    every: Every
    plan: Plan
    by_facts: bool
    by_body: bool

    @property
    def first(self) -> date:
        """The first day of the first period."""
        return period(self.points[0].day, self.every).first

    @property
    def bodies(self) -> list[str | None]:
        """The bodies that answered for a task at any point, in the order of their names; None for nobody."""
        found = {body for point in self.points for body in point.counted.bodies} if self.by_body else set()
        return sorted(found, key=lambda body: body_order(self.plan, body))


class Fit(NamedTuple):
    """How wide the bars of a body may be, and how the numbers fit in a width: in how many tables, under which headings.

    With `signs` the states stand over their numbers as the signs that the chart has for them, not as words.
    """

    bars: int
    signs: bool = False
    tables: int = 1


def trend_report(trend: Trend, title: str, fit: Fit, notes: Sequence[str] = (), *, filtered: bool = False) -> Report:
    """Return the counts over time; `filtered` says that there may be tasks which are not counted."""
    counted = [point.counted.counts for point in trend.points]
    counting = any(total(one) for one in counted)
    blocks: list[Block] = []
    if counting and trend.by_body:
        blocks = [_bodies(trend, fit)]
    elif counting:
        blocks = [Picture(lambda columns: _chart(trend, columns)), *numbers(trend, fit)]
    summary = _summary(trend)
    none = _("No task is found by these filters.") if filtered else _("No task was assigned yet.")
    said = [*_notes(trend), *notes] if counting else [none, *notes]
    rows = _rows_by_body if trend.by_body else _rows
    return Report(
        "trend",
        title,
        blocks,
        Lazy(lambda: [_item(trend, point) for point in trend.points]),
        _fields(trend),
        Lazy(lambda: [list(one.values()) for point in trend.points for one in rows(trend, point)]),
        {
            "by": "body" if trend.by_body else None,
            "every": trend.every,
            "from": trend.points[0].day.isoformat(),
            "to": trend.points[-1].day.isoformat(),
            "git": not trend.by_facts,
        },
        said,
        summary,
        lambda: trend_drawing(trend, title, summary, said),
    )


def _summary(trend: Trend) -> str:
    """Return what the points are, in words."""
    words = _("{every}, {first} to {last}; each day by the files as git had them")
    if trend.by_facts:
        words = _("{every}, {first} to {last}; each day by the files as they are now")
    return words.format(
        every=_(EVERY_WORDS[trend.every]),
        first=date_words(trend.points[0].day),
        last=date_words(trend.points[-1].day),
    )


def _notes(trend: Trend) -> list[str]:
    """Return what must be known beside the numbers."""
    if all(point.complete for point in trend.points):
        return []
    words = _("{mark} Not all files could be read then: only what could be read is counted.")
    return [words.format(mark=UNREAD_MARK)]


def _chart(trend: Trend, columns: int) -> list[list[Cell]]:
    """Return the chart for a terminal."""
    counted = [point.counted.counts for point in trend.points]
    stacks = [Stack(point.day, point.counted.counts) for point in trend.points[:-1]]
    last = period(trend.points[-1].day, trend.every).last  # the point of a period that is not over is as wide as others
    stacks.append(Stack(last, counted[-1]))
    return [*stack_lines(stacks, trend.first, columns), *legend_lines(present(counted), columns)]


def numbers(trend: Trend, fit: Fit) -> list[Table]:
    """Return a row of numbers for each point; in several tables the states are divided among them."""
    states = present([point.counted.counts for point in trend.points])
    size = max(-(-len(states) // fit.tables), 1)
    parts = [states[start : start + size] for start in range(0, len(states), size)]
    return [_numbers(trend, part, fit, whole=part is parts[0]) for part in parts]


def _numbers(trend: Trend, states: Sequence[State | None], fit: Fit, *, whole: bool) -> Table:
    """Return the numbers of some states at each point; with the `whole` all tasks and the rate."""
    columns = [Column("day", _("Day"))]
    columns += [Column("total", _("Total"), numeric=True)] if whole else []
    for state in states:
        name = state or "not-judged"
        words = state_heading(state) if state else state_words(None)
        columns.append(Column(name, GLYPHS[name] if fit.signs else words, numeric=True))
    columns += [Column("of_due", _("Completed, of completed and overdue"), numeric=True)] if whole else []
    rows = []
    for point in trend.points:
        counts = point.counted.counts
        day = date_words(point.day) + ("" if point.complete else f" {UNREAD_MARK}")
        cells = [_count(counts.get(state, 0), state or "not-judged") for state in states]
        total_and_rate = [Cell(number(total(counts))), Cell(_share(*of_due(counts), fit))] if whole else []
        rows.append([Cell(day), *total_and_rate[:1], *cells, *total_and_rate[1:]])
    return Table(columns, rows)


def _count(count: int, style: str) -> Cell:
    return Cell(number(count), style) if count else Cell(NOTHING, "dim")


def _share(part: int, whole: int, fit: Fit) -> str:
    """Return a rate with its numerator and denominator; without the percents where room is short."""
    if not whole:
        return NOTHING
    return rate(part, whole) if fit == Fit(fit.bars) else f"{number(part)}/{number(whole)}"


def _bodies(trend: Trend, fit: Fit) -> Table:
    """Return a row for each body: how much of what it answers for was completed, from the first to the last point."""
    columns = [
        Column("label", _("Body"), wraps=True),
        Column("first", date_words(trend.points[0].day), numeric=True),
        Column("bars", _("Completed")),
        Column("last", date_words(trend.points[-1].day), numeric=True),
        Column("overdue", _("Overdue"), numeric=True),
    ]
    rows = [_body_row(body_label(trend.plan, body, whole=True), _counts_of(trend, body), fit) for body in trend.bodies]
    rows.append(_body_row(_("Total"), [point.counted.counts for point in trend.points], fit))
    return Table(columns, rows, total=True)


def _counts_of(trend: Trend, body: str | None) -> list[Counts]:
    """Return the counts of one body at each point."""
    return [point.counted.bodies.get(body, {}) for point in trend.points]


def _body_row(label: str, counted: Sequence[Counts], fit: Fit) -> list[Cell]:
    shares = [(completed(one), total(one)) for one in counted]
    first, last = (f"{number(part)}/{number(whole)}" for part, whole in (shares[0], shares[-1]))
    bars = Cell(sparkline(shares, fit.bars), "completed-on-time")
    return [Cell(label), Cell(first), bars, Cell(last), _count(counted[-1].get("overdue", 0), "overdue")]


def _numbers_of(counts: Counts) -> dict[str, Any]:
    """Return counts as data, with their sum and rates."""
    rates = {"of_due": of_due(counts), "of_all": of_all(counts)}
    shown = {name: {"part": part, "whole": whole} for name, (part, whole) in rates.items()}
    return {"total": total(counts), **named(counts), "rates": shown}


def _item(trend: Trend, point: Point) -> dict[str, Any]:
    """Return a point as data."""
    bodies = [{**_body(trend, body), **_numbers_of(point.counted.bodies.get(body, {}))} for body in trend.bodies]
    return {**_place(point), **_numbers_of(point.counted.counts), "bodies": bodies}


def _place(point: Point) -> dict[str, Any]:
    """Return a point without its counts."""
    return {
        "day": point.day.isoformat(),
        "commit": point.commit,
        "early": point.early,
        "complete": point.complete,
    }


def _body(trend: Trend, body: str | None) -> dict[str, Any]:
    return {"key": body, "label": body_label(trend.plan, body, whole=True)}


def _fields(trend: Trend) -> list[str]:
    """Return the columns of CSV."""
    rows = _rows_by_body(trend, trend.points[0]) if trend.by_body else _rows(trend, trend.points[0])
    body = ["key", "label"] if trend.by_body else []
    return list(rows[0]) if rows else [*_place(trend.points[0]), *body, *_flat({})]


def _rows(trend: Trend, point: Point) -> list[dict[str, Any]]:
    """Return a point as the only row of CSV."""
    return [{**_place(point), **_flat(point.counted.counts)}]


def _rows_by_body(trend: Trend, point: Point) -> list[dict[str, Any]]:
    """Return a point as rows of CSV, one for each body."""
    return [
        {**_place(point), **_body(trend, body), **_flat(point.counted.bodies.get(body, {}))} for body in trend.bodies
    ]


def _flat(counts: Counts) -> dict[str, Any]:
    """Return counts, their sum and rates without maps within."""
    found = _numbers_of(counts)
    rates = found.pop("rates")
    parts = {f"{name}_{part}": value for name, share in rates.items() for part, value in share.items()}
    return {**found, **parts}
