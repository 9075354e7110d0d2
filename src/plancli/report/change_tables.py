"""Changes as tables: one a body, one of the documents, one of the plan itself."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, Literal

from plancli.columns import clip
from plancli.diff.change import Change
from plancli.i18n import _
from plancli.ids import split_address
from plancli.model import Fact, Facts, Part, Plan, Rescheduling, Task
from plancli.query.names import body_label
from plancli.report.change_values import LONGEST, Sides, value_words
from plancli.report.change_words import kind_words
from plancli.report.facts import fact_words
from plancli.report.table import Block, Cell, Column, Table, Value
from plancli.report.words import due_words
from plancli.state.facts import in_order

STYLES: Final = {
    "task-removed": "overdue",
    "task-transferred": "due-soon",
    "part-removed": "overdue",
    "fact-erased": "overdue",
    "deadline-later": "due-soon",
    "deadline-dropped": "due-soon",
    "deadline-less-precise": "due-soon",
}
"""What a reviewer must not miss among the changes."""
Titles = Literal["beside", "above"]
"""Where a task's title stands: in a column of its own, or where there is little room in a line above its changes."""


def change_tables(changes: Sequence[Change], plans: Sides, titles: Titles) -> Iterator[Block]:
    """Yield a table for each body in the order of its first change, then one of documents, then one of the plan."""
    by_body: dict[str, list[Change]] = {}
    for change in changes:
        if change.subject in ("task", "body"):
            by_body.setdefault(change.body, []).append(change)
    for body, found in by_body.items():
        yield _table(_body_heading(plans.new, body), _("Task"), found, plans, titles)
    for subject, heading, key in (
        ("document", _("Documents"), _("Document")),
        ("plan", _("The plan itself"), _("Where")),
    ):
        found = [change for change in changes if change.subject == subject]
        if found:
            yield _table(heading, key, found, plans, titles)


def _body_heading(plan: Plan, body: str) -> str:
    """Return a body's name with the short one that tables show elsewhere."""
    whole, short = body_label(plan, body, whole=True), body_label(plan, body)
    return clip(whole if whole == short else f"{whole} ({short})", LONGEST)


def _table(heading: str, key: str, changes: Sequence[Change], plans: Sides, titles: Titles) -> Table:
    columns = [
        Column("address", key, wraps=True),
        Column("kind", _("Change"), wraps=True, weight=2),
        Column("old", _("Before"), wraps=True, weight=2),
        Column("new", _("After"), wraps=True, weight=2),
    ]
    titled = titles == "beside" and any(_title(change) for change in changes)
    if titled:
        columns.append(Column("title", _("Title"), wraps=True, weight=2))
    rows: list[Sequence[Value]] = []
    for (subject, address, _is_gone), group in groupby(changes, group_of):
        found = list(group)
        title = _title(found[0])
        above = bool(titles == "above" and title)
        if above:
            rows.append([Cell(clip(address, LONGEST), "key"), Cell(title, "heading" if subject == "task" else "")])
        for position, change in enumerate(found):
            where = _shown(change, plans, below=address if above else "")
            row = [Cell(where, "key"), Cell(kind_words(change), STYLES.get(change.kind, ""))]
            row += [Cell(text) for text in values(change, plans)]
            rows.append([*row, Cell("" if position else title)] if titled else row)
    return Table(columns, rows, heading=heading)


def _shown(change: Change, plans: Sides, *, below: str) -> str:
    """Return what a row is of: an address, without that of the task which stands above; of a body how it is called."""
    if change.subject == "body":
        return clip(body_label(plans.new, change.address), LONGEST)
    return clip(str(change.address).removeprefix(below), LONGEST)


def owner(change: Change) -> str:
    """Return the task that a change is of, or whatever else it is of."""
    return split_address(change.address)[0] if change.subject == "task" else str(change.address)


def group_of(change: Change) -> tuple[str, str, bool]:
    """Return what tells the changes of one whole from others: a task that is gone may have left its id to another."""
    return change.subject, owner(change), change.kind == "task-removed"


def _title(change: Change) -> str:
    """Return the title of a task or document, or the heading of a clause; nothing where the row says it already."""
    if change.subject == "body" or change.kind == "settings-changed":
        return ""
    whole = change.kind.endswith(("-added", "-removed")) or change.field in ("added", "removed")
    if change.subject != "task" and (whole or change.title == change.new):
        return ""
    return clip(change.title, LONGEST)


def values(change: Change, plans: Sides) -> tuple[str, str]:
    """Return the old and the new value in words.

    Of a rescheduling the old one is the deadline until then; with what became of a task stands the fact that says so.
    """
    old, new = value_words(change, plans)
    if change.kind == "fact-recorded" and change.field == "rescheduled":
        old = _deadline_before(change, plans)
    elif change.kind in ("task-transferred", "task-split", "task-merged") and (fact := _record(change, plans)):
        new = clip(f"{new}; {fact_words(fact, plans.new)}", LONGEST)
    return old, new


def _record(change: Change, plans: Sides) -> Fact | None:
    """Return the fact by which a task was transferred or withdrawn; None where none is recorded."""
    task = plans.new_tasks.get(change.address)
    if task is None or not change.field:
        return None
    if change.kind == "task-transferred":
        return next((one.fact for one in reversed(task.facts.transferred) if one.source == change.old), None)
    return task.facts.withdrawn.fact if task.facts.withdrawn else None


def _deadline_before(change: Change, plans: Sides) -> str:
    """Return the deadline of a place before a rescheduling was recorded: the last one told until then."""
    place = _place(change.address, plans.old_tasks)
    if place is None:
        return ""
    told = in_order((*place.facts.rescheduled, *_recorded_with(change, place.facts, plans)))
    due = told[-1].to if told else place.due
    return due_words(due) if due or isinstance(place, Task) else ""


def _recorded_with(change: Change, before: Facts, plans: Sides) -> Sequence[Rescheduling]:
    """Return the reschedulings that the same edit recorded of the same place, and that come before one of them."""
    place = _place(change.address, plans.new_tasks)
    entries = in_order(place.facts.rescheduled) if place else []
    earlier = entries[: entries.index(change.new)] if change.new in entries else []
    return [one for one in earlier if one not in before.rescheduled]


def _place(address: str, tasks: Mapping[str, Task]) -> Task | Part | None:
    """Return the task, or the place within one, of an address; None where there is none."""
    task_id, *keys = split_address(address)
    place: Task | Part | None = tasks.get(task_id)
    for key in keys:
        place = next((part for part in _parts(place) if part.key == key), None)
    return place


def _parts(place: Task | Part | None) -> Sequence[Part]:
    if isinstance(place, Task):
        return place.milestones + place.occurrences + place.members
    return place.members if place else ()
