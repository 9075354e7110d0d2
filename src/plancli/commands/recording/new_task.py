"""A task as it is typed, made an entry of a body's file: names resolved, its id found, its place among the others."""

import os
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from plancli.commands.output import stdout_look
from plancli.commands.recording import typed
from plancli.commands.recording.desk import Desk
from plancli.commands.recording.draft import data_of
from plancli.commands.recording.entering import Entered, Making
from plancli.commands.recording.outcome import line
from plancli.commands.recording.task_fields import READERS, clauses
from plancli.commands.session import working_folder
from plancli.edit import Insert, revise
from plancli.edit.find import value_at
from plancli.errors import PlanError
from plancli.i18n import _
from plancli.ids import id_key, valid_id
from plancli.query.address import find
from plancli.query.next_id import next_id, used_ids
from plancli.source import Entry, find_plan

TASKS: Final = ("tasks",)


class Given(NamedTuple):
    """A task as it is typed; None for what is not said."""

    body: str | None = None
    title: str | None = None
    source: list[str] | None = None
    id: str | None = None
    due: str | None = None
    due_words: str | None = None
    supporting: list[str] | None = None
    co_leads: list[str] | None = None
    cites: list[str] | None = None
    output: list[str] | None = None
    tag: list[str] | None = None
    note: str | None = None
    text: str | None = None


def check(given: Given, plan_dir: str | None) -> Desk:
    """Return the plan, in which all that is said can be resolved: PlanError before anything is asked."""
    desk = Desk(find_plan(plan_dir, os.environ, working_folder()), {})
    for name, read in READERS.items():
        if getattr(given, name) is not None:
            read(desk, getattr(given, name))
    if given.id is not None:
        new_id(desk, given.id)
    return desk


def missing(desk: Desk, given: Given) -> list[str]:
    """Return the options that are not given and whose absence says nothing."""
    wanted = [f"--{name}" for name in ("body", "title", "source", "due") if getattr(given, name) is None]
    if "--source" in wanted and not desk.plan.info.sources:
        wanted.remove("--source")  # nobody can say which clause
    if given.id is None and "--source" not in wanted and proposed(desk, given.source) is None:
        wanted.append("--id")
    return wanted


def making(given: Given) -> Making:
    """Return what adds a task to a plan."""

    def make(desk: Desk) -> Entered:
        values: dict[str, Any] = {}
        for name, read in READERS.items():
            if (said := getattr(given, name)) is not None:
                values |= read(desk, said)
        body = str(values.pop("body"))
        id = new_id(desk, given.id) if given.id is not None else proposed(desk, given.source)
        if id is None:
            raise PlanError(_("No id can be proposed for it."), _("Give it one: --id."))
        return _entered(desk, body, {"id": id, **values})

    return make


def _entered(desk: Desk, body: str, values: Mapping[str, Any]) -> Entered:
    """Return what is written to a body's file, and what is said of it."""
    entry = desk.body_entry(body)
    before = data_of(desk, entry)
    id = str(values["id"])
    after = revise(before, entry, [Insert(TASKS, _index(before, entry, id), values)])
    return Entered(
        entry,
        before,
        after,
        lambda: _("{id}: added to the plan").format(id=id),
        lambda standing: [line(find(standing, id)[0], stdout_look())],
    )


def _index(data: bytes, entry: Entry, id: str) -> int:
    """Return where a task belongs among those of its file: behind that whose id comes last before its own."""
    listed = value_at(data, entry, TASKS)
    ids = [one.get("id") if isinstance(one, dict) else None for one in listed] if isinstance(listed, list) else []
    before = [
        (id_key(one), number) for number, one in enumerate(ids) if isinstance(one, str) and id_key(one) < id_key(id)
    ]
    return max(before)[1] + 1 if before else 0


# --- ids


def used(desk: Desk) -> set[str]:
    """Return the ids that no new task may have: those in the plan's files, and in the last commit of git."""
    return used_ids(desk.plan) | used_ids_committed(desk)


def used_ids_committed(desk: Desk) -> set[str]:
    """Return the ids in the last commit; none where the plan is in no git."""
    from plancli.commands.versions import Versions

    try:
        versions = Versions(str(desk.folder))
        versions.memory = desk.memory
        head = versions.repository.find("HEAD")
        return used_ids(versions.of_commit(head, "HEAD").loaded.plan) if head else set()
    except PlanError:
        return set()


def proposed(desk: Desk, source: list[str] | None) -> str | None:
    """Return the next free id under the first of some clauses; None where that cannot be told."""
    found = clauses(desk, source or ())
    return next_id(desk.plan, found[0], used(desk)) if found else None


def new_id(desk: Desk, words: str) -> str:
    """Return an id as typed; PlanError where it can be none, or is or was another task's."""
    id = typed.text(words, "--id")
    if not valid_id(id):
        message = _("{option}: {value} is no id: letters, digits, . - and _ only.")
        raise PlanError(message.format(option="--id", value=id))
    for task in desk.plan.tasks:
        if str(task.id).casefold() == id.casefold():
            place = f"{desk.prefix}{task.file}:{task.at.line}:{task.at.column}"
            raise PlanError(
                _("{id} is already at {place}.").format(id=task.id, place=place), _free_hint(desk, task.source)
            )
    if id.casefold() in {one.casefold() for one in used(desk)}:
        message = _("{id} was another task's, or another task names it: an id is never used again.")
        raise PlanError(message.format(id=id))
    return id


def _free_hint(desk: Desk, source: tuple[str, ...]) -> str:
    """Return which id is free beside a task that has the one that was typed."""
    free = next_id(desk.plan, source[0], used(desk)) if source else None
    return _("Free is: {id}").format(id=free) if free else ""
