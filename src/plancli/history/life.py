"""One task's life: the changes of it that each edit made, whatever it was called and wherever it stood.

A change counts only where the task could be read on both sides. Of a merge only that counts which no parent has: what
a branch brought was done there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from plancli.diff import Change, compare
from plancli.diff.facts import fact_of
from plancli.diff.tasks import task_changes
from plancli.history.edit import Edit
from plancli.ids import split_address
from plancli.load import Loaded
from plancli.model import NO_FACTS, Part, Plan, Task

Names = frozenset[str]
BODY_FIELDS: Final = ("id", "until", "succeeded_by")
"""What a body says that decides who answers for its tasks."""


class Found(NamedTuple):
    """What one edit changed of a task; `before` is what it was called until then, None where nothing was compared.

    `doubted` is the side on which the task, or a file that it may stand in, could not wholly be read.
    """

    changes: tuple[Change, ...] = ()
    before: Names | None = None
    doubted: Literal["old", "new"] | None = None
    file: str = ""


class Chapter(NamedTuple):
    """One edit of a task's life, with the plan on both sides as far as it was read."""

    edit: Edit
    changes: Sequence[Change]
    old: Plan
    new: Plan


class Life(NamedTuple):
    """A task's life, oldest first; `unread` are the edits that left its file unreadable, with that file."""

    chapters: list[Chapter]
    unread: list[tuple[Edit, str]]


class _Ids(NamedTuple):
    """The former ids of the tasks that an edit gave another one, by the new; and the ids of the tasks that it added."""

    former: Mapping[str, str]
    added: Names

    def before(self, names: Names) -> Names:
        """Return what tasks were called before the edit: not what they took over from another, being new themselves."""
        given_up = {*self.former.values()}
        return frozenset(
            self.former.get(name, name) for name in names if name not in self.added or name not in given_up
        )

    def owns(self, names: Names, change: Change) -> bool:
        """Return whether a change is of a task that is called one of `names`, or was and nothing else is now."""
        id = split_address(change.address)[0]
        if change.kind == "task-removed":
            return id in names and id not in self.former
        if change.kind == "id-changed" and change.old in names:
            return change.new in names or not (change.old in self.former or change.old in self.added)
        return id in names


def changes_of(names: Names, old: Loaded, new: Loaded) -> Found:
    """Return the changes of the task that is called one of `names` after an edit, or was before it went away."""
    difference = compare(old, new)
    ids = _Ids(
        {change.new: change.old for change in difference.changes if change.kind == "id-changed"},
        frozenset(change.address for change in difference.changes if change.kind == "task-added"),
    )
    before = ids.before(names)
    changes = [change for change in difference.changes if change.subject == "task" and ids.owns(names, change)]
    bodies = {change.body for change in changes} | {task.body for task in new.plan.tasks if task.id in names}
    around = [change for change in difference.changes if _is_of_body(change, bodies)]
    for one in difference.uncompared:
        if one.address in names | before and not changes:
            return Found(before=before, doubted=one.side, file=one.file)
    return Found((*around, *_whole(changes, new)), before)


def _is_of_body(change: Change, bodies: Iterable[str]) -> bool:
    """Return whether a change is that one of `bodies` got a file of another name, ended, or got a successor."""
    return change.subject == "body" and change.field in BODY_FIELDS and change.body in bodies


def _whole(changes: Sequence[Change], new: Loaded) -> Iterator[Change]:
    """Yield changes, and behind a task that was added the places and facts that it brought."""
    for change in changes:
        yield change
        if change.kind == "task-added" and isinstance(change.new, Task):
            yield from brought(change.new)


def brought(task: Task) -> list[Change]:
    """Return the facts and places of a task as if they had been written after it, the oldest facts first."""
    bare = task._replace(facts=NO_FACTS, milestones=(), occurrences=(), members=())
    changes = task_changes(bare, task, task.body)
    facts = [change for change in changes if change.kind == "fact-recorded"]
    return [*(one for one in changes if one not in facts), *sorted(facts, key=lambda one: fact_of(one.new).date.end)]


def without_facts(task: Task) -> Task:
    """Return a task as if nothing had been recorded of it yet, of its places neither."""
    return task._replace(
        facts=NO_FACTS,
        milestones=_silent(task.milestones),
        occurrences=_silent(task.occurrences),
        members=_silent(task.members),
    )


def _silent(parts: Sequence[Part]) -> tuple[Part, ...]:
    return tuple(part._replace(facts=NO_FACTS, members=_silent(part.members)) for part in parts)


def in_all(found: Sequence[Found]) -> tuple[Change, ...]:
    """Return the changes of a merge that it made against each of its parents: nobody did them before."""
    first, *others = found
    said = [{_said(change) for change in one.changes} for one in others]
    return tuple(change for change in first.changes if all(_said(change) in one for one in said))


def _said(change: Change) -> str:
    """Return what tells a change from another, whatever was there before."""
    return repr(
        (change.kind, str(change.address), change.field, change.new, change.old if change.new is None else None)
    )


def of_place(changes: Iterable[Change], keys: Sequence[str]) -> list[Change]:
    """Return the changes of one place within a task, given by its keys (`khao-sat`); of no keys, all of them."""
    if not keys:
        return list(changes)
    return [change for change in changes if split_address(change.address)[1 : len(keys) + 1] == tuple(keys)]
