"""`plan history`: one task's life, from git and from its own facts."""

import os
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Any, NamedTuple

import typer

from plancli import clock
from plancli.commands import options as o
from plancli.commands.complete import addresses
from plancli.commands.following import Following
from plancli.commands.output import emit, stdout_look, tell_findings
from plancli.commands.past import NOTHING, Past
from plancli.commands.session import TOLD as MOST
from plancli.commands.session import check_format, prefix_of, working_folder
from plancli.commands.versions import Version, Versions
from plancli.errors import PlanError
from plancli.history.edit import Edit
from plancli.history.life import Chapter, Life, Names, brought, changes_of, of_place, without_facts
from plancli.i18n import N_, _, date_words, ngettext
from plancli.ids import split_address
from plancli.load import load
from plancli.model import Plan
from plancli.query.address import no_task, task_called
from plancli.query.names import body_label, meant
from plancli.render import Context, render
from plancli.report.change_values import Sides
from plancli.report.edits import unread_notes
from plancli.report.history import Row, history_report, rows_of
from plancli.report.problems import unread
from plancli.report.words import number
from plancli.source import Folder, find_plan
from plancli.source.git import NoRepository, short

HELP = N_("Show one task's life, oldest first: what was changed of it, when, by whom and in which commit.")


class Asked(NamedTuple):
    """The task or place that is asked for: its id now or at last, and the keys of the place within it.

    `until` is the day of the commit up to which is asked, None for the files as they are.
    """

    id: str
    keys: tuple[str, ...]
    exists: bool
    until: date | None = None

    @property
    def address(self) -> str:
        """The address as it is shown."""
        return ":".join((self.id, *self.keys))


def run(
    address: Annotated[
        str,
        typer.Argument(
            metavar="ADDRESS", autocompletion=addresses, help=_("A task, also one that is gone, or a place in one.")
        ),
    ],
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", min=1, help=_("At most N changes, the latest ones."))
    ] = None,
    at: o.At = None,
    form: o.Format = "table",
    plan: o.PlanDir = None,
    lang: o.Lang = "",
) -> int:
    """Show the life of one task."""
    check_format(form)
    try:
        versions = Versions(plan)
    except NoRepository:
        if at is not None:
            raise
        return _facts_alone(address, plan, form, limit)
    now = versions.at(at, "--at") if at is not None else versions.working()
    asked = _asked(address, now.loaded.plan)
    zone = now.loaded.plan.info.timezone
    today = clock.today(zone)
    if now.commit is not None:
        asked = asked._replace(until=clock.today(zone, versions.repository.committed(now.commit)))
    tip = now.commit or versions.repository.find("HEAD")
    if tip is None:
        note = _("Nothing is committed yet: this is what the file says.")
        return _tell_facts(now, asked, form, limit, [note])
    past = Past(versions, tip)
    names: Names = frozenset([asked.id])
    life = Life([], [])
    if now.commit is None:
        committed = past.part(tip, None) if past.home(tip) else NOTHING
        found = changes_of(names, committed, now.loaded)
        names = names if found.before is None else found.before
        if found.doubted:
            life.unread.append((Edit(today), found.file))
        elif found.changes:
            life.chapters.append(Chapter(Edit(today), found.changes, committed.plan, now.loaded.plan))
    before = Following(past, versions.repository, versions.zone).life(names)
    life = Life(before.chapters + life.chapters, before.unread + life.unread)
    if not (life.chapters or asked.exists):
        raise _never(asked, now.loaded.plan, past.notes)
    notes = [*unread_notes(life.unread), *past.notes]
    rows = _of_place(rows_of(life.chapters, now.loaded.plan.bodies), asked, now.loaded.plan)
    return _answer(now, asked, rows, form, limit, notes, life)


def _asked(typed: str, plan: Plan) -> Asked:
    """Return what is meant by an address; a task that is gone must be typed as it was written."""
    id, *keys = split_address(typed.strip())
    called = task_called(plan, id)
    if not id:
        raise no_task(id, (str(task.id) for task in plan.tasks))
    return Asked(called or id, tuple(keys), called is not None)


def _never(asked: Asked, plan: Plan, notes: Sequence[str]) -> PlanError:
    """Return the error that there is no such task, and no commit had one; `notes` say what is not known of them."""
    error = no_task(asked.id, (str(task.id) for task in plan.tasks))
    return PlanError(error.message, "\n".join([error.hint, *notes]))


def _of_place(rows: Sequence[Row], asked: Asked, plan: Plan) -> list[Row]:
    """Return the changes of the place that is asked for; PlanError where nothing is, or was, called so."""
    kept = {id(change) for change in of_place((row.change for row in rows), asked.keys)}
    found = [row for row in rows if id(row.change) in kept]
    if not found and asked.keys:
        known = _addresses(rows, asked.id)
        words = _("{address}: nothing is recorded of this place, now or in the past.")
        raise PlanError(words.format(address=asked.address), meant(asked.address, known, f"plan show {asked.id}"))
    return found


def _addresses(rows: Iterable[Row], id: str) -> list[str]:
    """Return the places within a task that anything was ever written of."""
    places = (split_address(row.change.address)[1:] for row in rows if row.change.subject == "task")
    return list(dict.fromkeys(":".join((id, *keys)) for keys in places if keys))


def _facts_alone(typed: str, plan_dir: str | None, form: str, limit: int | None) -> int:
    """Show what the file of a task says where there is no git."""
    folder = find_plan(plan_dir, os.environ, working_folder())
    source = Folder(folder)
    now = Version(load(source), source, prefix_of(folder), None, "")
    asked = _asked(typed, now.loaded.plan)
    note = _("The plan is in no git repository: these are the facts that its file has, by their own dates.")
    return _tell_facts(now, asked, form, limit, [note])


def _tell_facts(now: Version, asked: Asked, form: str, limit: int | None, notes: list[str]) -> int:
    """Show the facts of a task, by their own dates."""
    plan = now.loaded.plan
    task = next((one for one in plan.tasks if one.id == asked.id), None)
    if task is None:
        raise no_task(asked.id, (str(one.id) for one in plan.tasks))
    sides = Sides(plan._replace(tasks=(without_facts(task),)), plan)
    facts = [change for change in brought(task) if change.kind == "fact-recorded"]
    rows = _of_place([Row(None, change, sides) for change in facts], asked, plan)
    return _answer(now, asked, rows, form, limit, notes, None)


def _answer(
    now: Version, asked: Asked, rows: Sequence[Row], form: str, limit: int | None, notes: list[str], life: Life | None
) -> int:
    """Print a life and return the exit status: 1 where some of it could not be read."""
    info = now.loaded.plan.info
    if limit is not None and (left := len(rows) - limit) > 0:
        words = ngettext(
            "{n} earlier change: raise --limit to see it", "{n} earlier changes: raise --limit to see them", left
        )
        rows, notes = rows[-limit:], [words.format(n=number(left)), *notes]
    if not asked.exists:
        notes = [_gone(asked, life), *notes]
    report = history_report(
        _title(now, asked), _subject(now.loaded.plan, asked, rows), rows, _envelope(asked, life), notes
    )
    emit(render(form, report, Context(info.id, None, now.commit), stdout_look()))
    return 1 if _tell(now) or (life and any(edit.commit == now.commit for edit, _file in life.unread)) else 0


def _title(now: Version, asked: Asked) -> str:
    """Return the first line: the plan, the address, and up to which commit it is told."""
    info = now.loaded.plan.info
    values = {"plan": info.id or info.title or "plan", "task": asked.address}
    if now.commit is None or asked.until is None:
        return _("{plan}: history of {task}").format(**values)
    words = _("{plan}: history of {task} (at {commit} of {committed})")
    return words.format(**values, commit=short(now.commit), committed=date_words(asked.until))


def _subject(plan: Plan, asked: Asked, rows: Sequence[Row]) -> str:
    """Return the title of the task, with the body whose file it stands in; of one that is gone, its last one."""
    task = next((one for one in plan.tasks if one.id == asked.id), None)
    if task is not None:
        return f"{task.title} ({body_label(plan, task.body)})"
    return next((row.change.title for row in reversed(rows) if row.change.subject == "task"), "")


def _gone(asked: Asked, life: Life | None) -> str:
    """Return that a task is no more, or what it is called now."""
    for chapter in life.chapters if life else ():
        for change in chapter.changes:
            if change.kind == "id-changed" and change.old == asked.id:
                words = _("{id} is called {new} since then: {command}")
                return words.format(id=asked.id, new=change.new, command=f"plan history {change.new}")
    return _("There is no task {id} any more.").format(id=asked.id)


def _tell(now: Version) -> bool:
    """Say on standard error what cannot be read now; return whether there are errors among it."""
    if not now.loaded.problems:
        return False
    found = unread(now.loaded.problems, now.loaded.plan.info.checks)
    left = len(found) - MOST
    words = ngettext("{n} more problem: plan validate tells it", "{n} more problems: plan validate tells them", left)
    tell_findings(found[:MOST], now.prefix, words.format(n=number(left)) if left > 0 else "")
    return any(finding.severity == "error" for finding in found)


def _envelope(asked: Asked, life: Life | None) -> dict[str, Any]:
    """Return what stands beside the changes as data."""
    unread = [{"commit": edit.commit, "file": file} for edit, file in (life.unread if life else ())]
    return {"address": asked.address, "exists": asked.exists, "git": life is not None, "unread": unread}
