"""`plan init`: a new plan in a folder, from a few words or from a table that others kept."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Final

import typer

from plancli import clock
from plancli.commands import options as o
from plancli.commands.beginning.founding import Given, draft_of
from plancli.commands.output import emit
from plancli.commands.session import choice, working_folder
from plancli.errors import PlanError
from plancli.i18n import N_, _, speaking
from plancli.source import PLAN_FOLDER
from plancli.source.beginning import begin, check_room
from plancli.starting import PlanDraft, files_of
from plancli.starting.judging import judged
from plancli.starting.ready import READY, ready_file

HELP = N_(
    "Begin a plan: write its first files, with comments that say what goes where, into a folder that has none. On a "
    "terminal it asks for what is not given."
)
ALL: Final = 10
"""Files that are named one by one when they are written."""


def run(
    folder: Annotated[
        str | None, typer.Argument(metavar="[DIR]", help=_("The folder to hold plan/; else this one."))
    ] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help=_("What the plan is called."))] = None,
    issuer: Annotated[str | None, typer.Option(metavar="TEXT", help=_("Who issued it."))] = None,
    number: Annotated[str | None, typer.Option(metavar="TEXT", help=_("Its own number as a document."))] = None,
    date: Annotated[str | None, typer.Option(metavar="DAY", help=_("Its own date."))] = None,
    language: Annotated[
        str | None, typer.Option(metavar="TAG", help=_("The language it is written in (else that of the program)."))
    ] = None,
    timezone: Annotated[
        str | None, typer.Option(metavar="ZONE", help=_("Whose day is today (else the machine's)."))
    ] = None,
    body: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help=_("A body: Name, or 'Name (short)'. As often as needed.")),
    ] = None,
    id: Annotated[str | None, typer.Option(metavar="ID", help=_("A short name that answers begin with."))] = None,
    table: Annotated[
        str | None, typer.Option("--from", metavar="FILE.csv", help=_("Take the tasks from this table, one a row."))
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=HEADER", help=_("With --from: which column holds a field; none if empty.")),
    ] = None,
    ci: Annotated[
        list[str] | None,
        typer.Option(
            metavar="|".join(READY),
            autocompletion=lambda: list(READY),
            help=_("Also the file by which this service checks the plan. As often as needed."),
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Write nothing, show what would be written."))] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Ask nothing: what is not given is as proposed."))] = False,
    lang: o.Lang = "",
) -> int:
    """Begin a plan."""
    here = working_folder()
    target = _target(here, folder)
    services = [choice(one, tuple(READY), "--ci") for one in dict.fromkeys(ci or ())]
    wanted = _wanted(column or (), table)
    check_room(target, {READY[one].path: b"" for one in services})
    data = _read(here, table) if table is not None else None
    given = Given(title, issuer, number, date, language, timezone, tuple(body or ()), id)
    draft = draft_of(given, asks_bodies=table is None, silent=yes)
    today = clock.today(draft.timezone)
    report = ""
    if table is not None and data is not None:
        from plancli.commands.beginning.taking import taken

        draft, report = taken(draft, table, data, wanted, today)
    plan = files_of(draft)
    summary = judged(plan, today)
    others = {READY[one].path: ready_file(one, draft.language) for one in services}
    if not dry_run:
        begin(target, plan, others)
    emit(report + _written(target, here, plan, others, summary, dry_run=dry_run))
    if not dry_run:
        emit(_next(draft, target, here, services))
    return 0


def _target(here: Path, typed: str | None) -> Path:
    """Return the folder that is to hold the plan's; PlanError where that is something else."""
    if typed == "":
        raise PlanError(_("DIR is empty."))
    folder = Path(os.path.abspath(here / (typed or "")))
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise PlanError(_("{file} is there already, and is no folder.").format(file=typed))
    return folder


def _read(here: Path, file: str) -> bytes:
    """Return what a table's file holds; PlanError where it cannot be read."""
    from plancli.source import LARGEST

    try:
        with open(here / file, "rb") as stream:
            return stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise PlanError(_("--from: {file} cannot be read: {reason}.").format(file=file, reason=reason)) from None


def _wanted(columns: Sequence[str], table: str | None) -> dict[str, str]:
    """Return which column is to hold which field."""
    if not columns:
        return {}
    if table is None:
        raise PlanError(_("--column needs --from: it names a column of the table."))
    from plancli.importing import FIELDS

    found: dict[str, str] = {}
    for one in columns:
        field, sign, header = one.partition("=")
        if not sign:
            message = _("--column {value}: write it as FIELD=HEADER.").format(value=one)
            raise PlanError(message, _("Such as: --column title='Nội dung công việc'"))
        field = choice(field.strip(), FIELDS, "--column")
        if field in found:
            raise PlanError(_("--column {field} is given twice.").format(field=field))
        found[field] = header.strip()
    return found


def _written(
    target: Path, here: Path, plan: Mapping[str, bytes], others: Mapping[str, bytes], summary: str, *, dry_run: bool
) -> str:
    """Return what was or would be written, and what is in it."""
    from plancli.commands.session import prefix_of

    below = prefix_of(target) if target != here else ""
    names = [f"{below}{PLAN_FOLDER}/{path}" for path in plan if not path.startswith(".")]
    shown = [*names[:ALL], *([_("... and {n} more").format(n=len(names) - ALL)] if len(names) > ALL else [])]
    schemas = f"{below}{PLAN_FOLDER}/.schema/"
    shown += [
        _("{folder} (what editors check the files by)").format(folder=schemas),
        *(below + path for path in others),
    ]
    head = _("Would be written:") if dry_run else _("Written:")
    return "\n".join([head, *(f"  {name}" for name in shown), summary]) + "\n"


def _next(draft: PlanDraft, target: Path, here: Path, services: Sequence[str]) -> str:
    """Return what to do next: what is still to be filled in, and three commands."""
    from shlex import quote

    lines = []
    for one in services:
        ready = READY[one]
        words = _("In {file} put the address and version of the program's repository in place of: {blanks}")
        lines.append(words.format(file=ready.path, blanks=", ".join(ready.blanks)))
    there = "" if target == here else f"cd {quote(os.path.relpath(target, here))} && "
    paths = " ".join([PLAN_FOLDER, *(READY[one].path for one in services)])
    with speaking(draft.language):
        message = _("Begin the plan")
    begun = any(os.path.lexists(one / ".git") for one in (target, *target.parents))
    git = f"{'' if begun else 'git init && '}git add {paths} && git commit -m {quote(message)}"
    second = "plan status" if any(one.tasks for one in draft.bodies) else "plan add"
    commands = [f"{there}plan validate", second, git]
    lines += [_("Next:"), *(f"  {command}" for command in commands)]
    return "\n".join(lines) + "\n"
