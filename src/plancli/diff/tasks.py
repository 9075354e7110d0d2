"""How one task changed that is there on both sides."""

from collections.abc import Iterator
from typing import Final

from plancli.diff.change import KINDS, Change
from plancli.diff.facts import fact_changes
from plancli.diff.parts import due_changes, part_changes
from plancli.diff.spot import Spot
from plancli.model import Task, Transfer, Withdrawal

RANK: Final = {kind: rank for rank, kind in enumerate(KINDS)}
FIELDS: Final = {
    "title": "title-changed",
    "text": "text-changed",
    "due_words": "due-words-changed",
    "assigned": "assigned-changed",
    "co_leads": "co-leads-changed",
    "supporting": "supporting-changed",
    "supporting_note": "supporting-changed",
    "cites": "citation-changed",
    "source": "source-changed",
    "output": "output-changed",
    "depends": "depends-changed",
    "tags": "tags-changed",
    "report_every": "report-every-changed",
    "note": "note-changed",
}
"""The fields of a task that are compared as they stand, and the kind of change of each."""


def task_spot(task: Task, old_file: str, new_file: str) -> Spot:
    """Return where the changes of a task are told."""
    return Spot("task", str(task.id), task.body, task.title, old_file, new_file)


def task_changes(old: Task, new: Task, old_body: str) -> list[Change]:
    """Return all changes of a task in the order of their kinds; `old_body` is what the body that had it is called now.

    It differs from the body that has it if the task was transferred.
    """
    spot = task_spot(new, old.file, new.file)
    changes = spot.field("id-changed", "id", old.id, new.id, old.at, new.at)
    for field, kind in FIELDS.items():
        if (before := getattr(old, field)) != (after := getattr(new, field)):
            changes += spot.field(kind, field, before, after, old.at, new.at)
    changes += due_changes(spot, old, new, old.at, new.at)
    facts = list(fact_changes(spot, old.facts, new.facts))
    if old_body != new.body:
        changes.append(_transferred(spot, old, new, (old.body, old_body), facts))
    changes += _withdrawn(spot, facts)
    changes += part_changes(spot, old, new)
    changes.sort(key=lambda change: RANK[change.kind])
    return changes


def _transferred(spot: Spot, old: Task, new: Task, origins: tuple[str, ...], facts: list[Change]) -> Change:
    """Return the change of body; the record of it, if it was made, is taken out of the facts."""
    for change in facts:
        if change.kind == "fact-recorded" and isinstance(change.new, Transfer) and change.new.source in origins:
            facts.remove(change)
            at = change.new.fact.at
            return spot.change("task-transferred", "transferred", old.body, new.body, old.at, at)
    return spot.change("task-transferred", "", old.body, new.body, old.at, new.at)


def _withdrawn(spot: Spot, facts: list[Change]) -> Iterator[Change]:
    """Yield the facts of a task; a withdrawal that says where the work goes is told as a split or a merger."""
    for change in facts:
        gone = change.new
        if change.kind == "fact-recorded" and isinstance(gone, Withdrawal) and gone.into:
            kind = "task-split" if len(gone.into) > 1 else "task-merged"
            yield change._replace(kind=kind, old=(spot.address,), new=gone.into)
        else:
            yield change


def joined(changes: list[Change]) -> list[Change]:
    """Return changes in which every merger into one task names all the tasks that went into it."""
    parts: dict[str, list[str]] = {}
    for change in changes:
        if change.kind == "task-merged":
            parts.setdefault(change.new[0], []).append(change.address)
    return [
        change._replace(old=tuple(parts[change.new[0]])) if change.kind == "task-merged" else change
        for change in changes
    ]
