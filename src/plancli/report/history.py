"""One task's life as a report: who changed what of it and when, each change in the words of `plan diff`."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final, NamedTuple

from plancli.columns import clip
from plancli.deadline import Span
from plancli.diff.change import Change
from plancli.diff.facts import fact_of
from plancli.history.edit import Edit
from plancli.history.life import Chapter
from plancli.i18n import _, date_words, ngettext
from plancli.ids import split_address
from plancli.model import Body
from plancli.report.change_data import FIELDS as CHANGE_FIELDS
from plancli.report.change_data import change_dict, record
from plancli.report.change_tables import STYLES, values
from plancli.report.change_values import LONGEST, Sides
from plancli.report.change_words import kind_words
from plancli.report.table import Block, Cell, Column, Lazy, Report, Table, Value
from plancli.report.words import number, span_words

FIELDS: Final = ("day", "commit", "author", "message", "date", "since_added", *CHANGE_FIELDS)


class Row(NamedTuple):
    """One change; `edit` is None where git says nothing of it. `since_added`: a fact that came with its task."""

    edit: Edit | None
    change: Change
    sides: Sides
    since_added: bool = False

    @property
    def date(self) -> Span | None:
        """The fact's own date; None for what is no fact."""
        if not self.change.kind.startswith("fact-"):
            return None
        return fact_of(self.change.new or self.change.old).date


def rows_of(chapters: Sequence[Chapter], bodies: Mapping[str, Body]) -> list[Row]:
    """Return all changes of a life; `bodies` are those that can be named besides what was read."""
    rows = []
    for chapter in chapters:
        old, new = (plan._replace(bodies={**bodies, **plan.bodies}) for plan in (chapter.old, chapter.new))
        sides = Sides(old, new, chapter.changes)
        added = False
        for change in chapter.changes:
            rows.append(Row(chapter.edit, change, sides, added and change.kind == "fact-recorded"))
            added = added or change.kind == "task-added"
    return rows


def history_report(
    title: str, subject: str, rows: Sequence[Row], envelope: Mapping[str, Any], notes: Sequence[str]
) -> Report:
    """Return a life as a report, in the order of `rows`; `subject` is what the task is called, or ""."""
    return Report(
        "history",
        title,
        Lazy(lambda: [_table(rows)] if rows else []),
        Lazy(lambda: [_dict(row) for row in rows]),
        FIELDS,
        Lazy(lambda: [_record(row) for row in rows]),
        envelope,
        [*_notes(rows), *notes],
        ": ".join(part for part in (subject, _summary(rows)) if part),
    )


def _table(rows: Sequence[Row]) -> Block:
    """Return the changes as a table: of those by one edit, who did it stands above them."""
    columns = [
        Column("day", _("Day")),
        Column("kind", _("Change"), wraps=True, weight=2),
        Column("old", _("Before"), wraps=True, weight=2),
        Column("new", _("After"), wraps=True, weight=2),
    ]
    lines: list[Sequence[Value]] = []
    for edit, group in groupby(rows, lambda row: row.edit):
        if edit is not None:
            lines.append([Cell(date_words(edit.day), "key"), Cell(_who(edit), "heading")])
        for row in group:
            day = span_words(row.date) if edit is None else ""
            lines.append([Cell(day, "key"), *_cells(row)])
    return Table(columns, lines)


def _who(edit: Edit) -> str:
    """Return an edit in words: its commit, who made it, what for."""
    if edit.commit is None:
        return _("not committed")
    said = ": ".join(part for part in (edit.author, edit.subject) if part)
    return clip(f"{edit.commit[:7]}  {said}", LONGEST)


def _cells(row: Row) -> Iterator[Cell]:
    """Yield what happened, then what was before and is after it."""
    change = row.change
    words = kind_words(change)
    if row.edit is not None and row.edit.first and change.kind == "task-added":
        words = _("there when this clone begins")
    place = ":".join(split_address(change.address)[1:]) if change.subject == "task" else change.address
    yield Cell(clip(f"{place}: {words}" if place else words, LONGEST), STYLES.get(change.kind, ""))
    old, new = values(change, row.sides)
    if row.since_added:
        old = _("was there already") if row.edit and row.edit.first else _("since it was added")
    yield Cell(old, "dim" if row.since_added else "")
    yield Cell(new)


def _summary(rows: Sequence[Row]) -> str:
    """Return how many changes there are, in how many commits."""
    commits = len({row.edit.commit for row in rows if row.edit and row.edit.commit})
    changes = ngettext("{n} change", "{n} changes", len(rows)).format(n=number(len(rows)))
    if not commits:
        return changes
    words = ngettext("{changes} in {n} commit", "{changes} in {n} commits", commits)
    return words.format(changes=changes, n=number(commits))


def _notes(rows: Sequence[Row]) -> Iterator[str]:
    """Yield what must be said of facts that git does not date."""
    if count := sum(row.since_added and not (row.edit and row.edit.first) for row in rows):
        words = ngettext(
            "{n} fact was in the file when the task was added: when it was recorded, git does not tell.",
            "{n} facts were in the file when the task was added: when they were recorded, git does not tell.",
            count,
        )
        yield words.format(n=number(count))


def _dict(row: Row) -> dict[str, Any]:
    """Return a change as data, with the edit that made it."""
    edit = row.edit
    return {
        "day": _iso(edit.day) if edit else None,
        "commit": edit.commit if edit else None,
        "author": edit.author or None if edit else None,
        "message": edit.subject or None if edit else None,
        "date": row.date.text if row.date else None,
        "since_added": row.since_added,
        **change_dict(row.change),
    }


def _record(row: Row) -> list[Any]:
    """Return a change as a flat row of CSV."""
    made = _dict(row)
    return [*(made[name] for name in FIELDS[:6]), *record(row.change)]


def _iso(day: date) -> str:
    return day.isoformat()
