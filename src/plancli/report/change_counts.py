"""How much changed, in one line: tasks, deadlines, facts, bodies, documents, the plan itself."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from plancli.diff.change import PLAN_KINDS, Change
from plancli.i18n import ngettext
from plancli.ids import split_address
from plancli.report.words import number

WHOLE: Final = frozenset(
    {"task-added", "task-removed", "task-transferred", "task-split", "task-merged", "id-changed"}
    | {"body-added", "body-removed", "document-added", "document-removed"}
)
"""Kinds of change that are counted by themselves; of all others the tasks, bodies and documents are counted."""
Counts = Iterator[tuple[int, str]]


def summary(changes: Sequence[Change]) -> str:
    """Return the counts of changes in one line; a task or body with several changes counts once. Empty for none."""
    kinds = Counter("rescheduling" if _is_rescheduling(change) else change.kind for change in changes)
    changed = Counter(subject for subject, _id in {_subject(change) for change in changes if change.kind not in WHOLE})
    groups = [_tasks(kinds, changed), _deadlines(kinds), _facts(kinds)]
    groups += [_bodies(kinds, changed), _documents(kinds, changed), _plan(kinds)]
    told = [", ".join(words.format(n=number(count)) for count, words in group if count) for group in groups]
    return "; ".join(part for part in told if part)


def _is_rescheduling(change: Change) -> bool:
    """Return whether a rescheduling was recorded: it is counted as what it does to the deadline."""
    return change.kind == "fact-recorded" and change.field == "rescheduled"


def _subject(change: Change) -> tuple[str, str]:
    """Return what a change is of: a task with all its places, a body, a document, a part of the plan."""
    return change.subject, split_address(change.address)[0] if change.subject == "task" else change.address


def _tasks(kinds: Counter[str], changed: Counter[str]) -> Counts:
    yield (n := changed["task"]), ngettext("{n} task changed", "{n} tasks changed", n)
    yield (n := kinds["task-added"]), ngettext("{n} task added", "{n} tasks added", n)
    yield (n := kinds["task-removed"]), ngettext("{n} task removed", "{n} tasks removed", n)
    yield (n := kinds["task-transferred"]), ngettext("{n} task transferred", "{n} tasks transferred", n)
    yield (n := kinds["task-split"]), ngettext("{n} task split", "{n} tasks split", n)
    yield (n := kinds["task-merged"]), ngettext("{n} task merged", "{n} tasks merged", n)
    yield (n := kinds["id-changed"]), ngettext("{n} id changed", "{n} ids changed", n)


def _deadlines(kinds: Counter[str]) -> Counts:
    yield (n := kinds["rescheduling"]), ngettext("{n} deadline rescheduled", "{n} deadlines rescheduled", n)
    yield (n := kinds["deadline-later"]), ngettext("{n} deadline moved later", "{n} deadlines moved later", n)
    yield (n := kinds["deadline-earlier"]), ngettext("{n} deadline moved earlier", "{n} deadlines moved earlier", n)
    yield (n := kinds["deadline-stated"]), ngettext("{n} deadline stated", "{n} deadlines stated", n)
    yield (n := kinds["deadline-dropped"]), ngettext("{n} deadline dropped", "{n} deadlines dropped", n)
    n = kinds["deadline-more-precise"] + kinds["deadline-less-precise"] + kinds["deadline-changed"]
    yield n, ngettext("{n} deadline otherwise changed", "{n} deadlines otherwise changed", n)


def _facts(kinds: Counter[str]) -> Counts:
    yield (n := kinds["fact-recorded"]), ngettext("{n} fact recorded", "{n} facts recorded", n)
    yield (n := kinds["fact-changed"]), ngettext("{n} fact changed", "{n} facts changed", n)
    yield (n := kinds["fact-erased"]), ngettext("{n} fact erased", "{n} facts erased", n)


def _bodies(kinds: Counter[str], changed: Counter[str]) -> Counts:
    yield (n := kinds["body-added"]), ngettext("{n} body added", "{n} bodies added", n)
    yield (n := kinds["body-removed"]), ngettext("{n} body removed", "{n} bodies removed", n)
    yield (n := changed["body"]), ngettext("{n} body changed", "{n} bodies changed", n)


def _documents(kinds: Counter[str], changed: Counter[str]) -> Counts:
    yield (n := kinds["document-added"]), ngettext("{n} document added", "{n} documents added", n)
    yield (n := kinds["document-removed"]), ngettext("{n} document removed", "{n} documents removed", n)
    yield (n := changed["document"]), ngettext("{n} document changed", "{n} documents changed", n)


def _plan(kinds: Counter[str]) -> Counts:
    n = sum(kinds[kind] for kind in PLAN_KINDS)
    yield n, ngettext("{n} change in plan.yaml", "{n} changes in plan.yaml", n)
