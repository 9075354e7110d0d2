"""The timeline of tasks as a report: a picture for a terminal, a drawing for a page, and a record for each bar."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from plancli.i18n import _, date_words, language, ngettext
from plancli.query.timeline import Bar, Row, Timeline
from plancli.report.items import due_text
from plancli.report.status import grouped
from plancli.report.table import Lazy, Picture, Report
from plancli.report.timeline.chart import Chart, Group
from plancli.report.words import number
from plancli.state import STATES, Item, Standing
from plancli.state.words import state_words

if TYPE_CHECKING:
    from plancli.report.drawing import Drawing

GROUPS: Final = ("body", "part", "none")
FIELDS: Final = (
    "key", "id", "title", "answers_to", "milestone", "occurrence", "due", "due_in_force", "state", "days_left",
    "due_first", "due_last", "stated_first", "stated_last", "given", "open", "ended",
)  # fmt: skip


def timeline_report(
    standing: Standing, answer: Timeline, by: str, title: str, *, limit: int | None = None, notes: Sequence[str] = ()
) -> Report:
    """Return a timeline, its tasks grouped by body, by part of the source, or not at all; of them at most `limit`."""
    groups, left = _limited(_groups(standing, answer.rows, by), limit)
    chart = Chart(answer.first, answer.last, standing.day, groups)
    rows = chart.rows
    said = [*_notes(answer, rows), *notes]
    if left:
        more = ngettext("{n} more task: raise --limit to see it", "{n} more tasks: raise --limit to see them", left)
        said.append(more.format(n=number(left)))
    summary = _("{start} to {stop}").format(start=date_words(answer.first), stop=date_words(answer.last))
    return Report(
        "timeline",
        title,
        [Picture(lambda columns: _lines(chart, columns))] if rows else [],
        Lazy(lambda: [_record(row.item, bar) for row, bar in _places(rows)]),
        FIELDS,
        Lazy(lambda: [list(_record(row.item, bar).values()) for row, bar in _places(rows)]),
        {
            "first": answer.first.isoformat(),
            "last": answer.last.isoformat(),
            "outside": {"before": answer.before, "after": answer.after},
            "left_out": left,
        },
        said,
        summary,
        lambda: _drawing(standing, chart, title, summary, said),
    )


def _groups(standing: Standing, rows: Sequence[Row], by: str) -> list[Group]:
    """Return rows in groups; a task's milestones stay behind it."""
    if by == "none":
        return [Group("", rows)] if rows else []
    behind: dict[str, list[Row]] = {}
    for row in rows:
        behind.setdefault(row.item.task.id, []).append(row)
    tasks = [row.item for row in rows if row.item.kind == "task"]
    return [
        Group(group.label, [row for item in group.items for row in behind[item.task.id]])
        for group in grouped(standing, by, tasks)
    ]


def _limited(groups: Sequence[Group], limit: int | None) -> tuple[list[Group], int]:
    """Return groups with at most so many tasks in all, and how many are left out."""
    tasks = sum(row.item.kind == "task" for group in groups for row in group.rows)
    if limit is None or tasks <= limit:
        return list(groups), 0
    kept: list[Group] = []
    seen = 0
    for group in groups:
        rows = []
        for row in group.rows:
            seen += row.item.kind == "task"
            rows += [row] if seen <= limit else []
        kept += [group._replace(rows=rows)] if rows else []
    return kept, tasks - limit


def _notes(answer: Timeline, rows: Sequence[Row]) -> list[str]:
    """Return what is not drawn: how many rows lie outside the range, and how many have no days."""
    notes = []
    outside = answer.before + answer.after
    if outside:
        words = ngettext(
            "{n} lies outside these days: {before} before, {after} after",
            "{n} lie outside these days: {before} before, {after} after",
            outside,
        )
        notes.append(words.format(n=number(outside), before=number(answer.before), after=number(answer.after)))
    states = Counter(row.item.state for row in rows if not row.bars)
    if states:
        listed = "; ".join(f"{number(states[one])} {state_words(one)}" for one in (*STATES, None) if states[one])
        notes.append(_("Without a bar: {states}").format(states=listed))
    return notes


def _places(rows: Sequence[Row]) -> Iterator[tuple[Row, Bar | None]]:
    """Yield each bar with its row, and each row without any."""
    for row in rows:
        yield from ((row, bar) for bar in row.bars)
        if not row.bars:
            yield row, None


def _record(place: Item, bar: Bar | None) -> dict[str, Any]:
    """Return a bar as data, or a place without one."""
    item = bar.item if bar else place
    was = bar.was if bar else None
    return {
        "key": item.key,
        "id": item.task.id,
        "title": item.title,
        "answers_to": item.answers_to,
        "milestone": item.milestone,
        "occurrence": item.occurrence,
        "due": due_text(item.due),
        "due_in_force": due_text(item.in_force),
        "state": item.state,
        "days_left": item.days_left,
        "due_first": _iso(item.first),
        "due_last": _iso(item.last),
        "stated_first": _iso(was.first if was else None),
        "stated_last": _iso(was.last if was else None),
        "given": _iso(bar.given if bar else None),
        "open": bar.open if bar else False,
        "ended": _iso(bar.ended if bar else None),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _lines(chart: Chart, columns: int) -> Any:
    from plancli.report.timeline.lines import lines

    return lines(chart, columns)


def _drawing(standing: Standing, chart: Chart, title: str, summary: str, notes: Sequence[str]) -> "Drawing":
    from plancli.report.timeline.drawing import drawing

    return drawing(standing.plan, chart, title, summary, notes, language())
