"""The values of a change in words: deadlines, facts, names of bodies; of long texts and lists only what differs."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Final

from plancli.columns import clip
from plancli.diff.change import Change
from plancli.diff.excerpt import differing
from plancli.i18n import ngettext
from plancli.model import (
    Plan,
    Task,
)
from plancli.query.names import body_label
from plancli.report.values import words
from plancli.report.words import due_words, number

LONGEST: Final = 400
"""Columns of a value that people are shown: a text may be a whole document; JSON and CSV have all of it."""
KEPT_ENTRIES: Final = 2
BODY_FIELDS: Final = frozenset({"co_leads", "supporting", "succeeded_by"})


class Sides:
    """Both versions of a plan, each able to name every body of the other: a change may name what one side has only.

    `changes` are those from one to the other, as far as they are told.
    """

    def __init__(self, old: Plan, new: Plan, changes: Sequence[Change] = ()) -> None:
        self.old = old._replace(bodies={**new.bodies, **old.bodies})
        self.new = new._replace(bodies={**old.bodies, **new.bodies})
        self._changes = changes

    @cached_property
    def old_tasks(self) -> dict[str, Task]:
        """The tasks of the old version by their ids, those that got another one by that too."""
        tasks = {task.id: task for task in self.old.tasks}
        former = {change.new: change.old for change in self._changes if change.kind == "id-changed"}
        return {**tasks, **{new: tasks[old] for new, old in former.items() if old in tasks}}

    @cached_property
    def new_tasks(self) -> dict[str, Task]:
        """The tasks of the new version by their ids."""
        return {task.id: task for task in self.new.tasks}


def value_words(change: Change, plans: Sides) -> tuple[str, str]:
    """Return the old and the new value of a change in words."""
    old, new = change.old, change.new
    if change.kind.startswith("deadline-") and (old is None or new is None):
        none = due_words(None)
        return clip(words(old, plans.old) or none, LONGEST), clip(words(new, plans.new) or none, LONGEST)
    if isinstance(old, str) and isinstance(new, str) and not names_bodies(change):
        before, after = differing(str(old), str(new))
        return clip(before, LONGEST), clip(after, LONGEST)
    if _is_list(old) and _is_list(new):
        return _lists(change, plans)
    return clip(_side(change, old, plans.old), LONGEST), clip(_side(change, new, plans.new), LONGEST)


def names_bodies(change: Change) -> bool:
    """Return whether the values of a change are ids of bodies."""
    return change.kind == "task-transferred" or change.field in BODY_FIELDS


def _is_list(value: Any) -> bool:
    """Return whether a value is a plain list, not a value of the model that is a tuple too."""
    return isinstance(value, list) or type(value) is tuple


def _side(change: Change, value: Any, plan: Plan) -> str:
    """Return one side of a change in words; names of bodies by their labels."""
    if names_bodies(change):
        if isinstance(value, str):
            return body_label(plan, value)
        if _is_list(value):
            return ", ".join(body_label(plan, str(one)) for one in value)
    return words(value, plan)


def _lists(change: Change, plans: Sides) -> tuple[str, str]:
    """Return two lists: where they share more than a few entries, what differs, and how many are the same."""
    same = [one for one in change.old if one in change.new]
    only = [[one for one in side if one not in same] for side in (change.old, change.new)]
    if len(same) <= KEPT_ENTRIES or not any(only):
        only, same = [list(change.old), list(change.new)], []
    told = []
    for entries, plan in zip(only, (plans.old, plans.new), strict=True):
        parts = [_side(change, entries, plan)] if entries else []
        if same:
            parts.append(ngettext("{n} as before", "{n} as before", len(same)).format(n=number(len(same))))
        told.append(clip("; ".join(parts), LONGEST))
    return told[0], told[1]
