"""`plan edit`: a task's file in the user's own editor, at its line, and looked over afterwards."""

import os
import sys
from typing import Annotated

import typer

from plancli.commands import options as o
from plancli.commands.complete import addresses
from plancli.commands.output import emit, stdout_look, tell_findings
from plancli.commands.recording.asking import agreed
from plancli.commands.recording.desk import Desk
from plancli.commands.recording.editor import at_line, editor, ended, run_editor
from plancli.commands.recording.judging import new_findings, refused
from plancli.commands.recording.outcome import line
from plancli.commands.recording.taking_back import lines, tracked
from plancli.commands.session import working_folder
from plancli.errors import PlanError
from plancli.i18n import N_, _
from plancli.query.address import find
from plancli.report.problems import Finding
from plancli.source import Entry, find_plan
from plancli.state import Item, Standing
from plancli.text import safe

HELP = N_("Open a task in your editor, at its line, and check its file afterwards.")


def run(
    address: Annotated[
        str, typer.Argument(metavar="ADDRESS", autocompletion=addresses, help=_("Such as IV.5.1 or V.3b:2024-H1."))
    ],
    plan: o.PlanDir = None,
    lang: o.Lang = "",
) -> int:
    """Edit a task."""
    desk = Desk(find_plan(plan, os.environ, working_folder()), {})
    item = _item(desk, address)
    entry, at = desk.entry(item), _line(item)
    file = f"{desk.prefix}{entry.path}"
    if not _terminal():
        place = f"{desk.prefix}{entry.file}:{at}"
        raise PlanError(
            _("plan edit opens an editor, and needs a terminal for it."),
            _("It is at {place}.").format(place=safe(place)),
        )
    words = editor(os.environ)
    before = {one: data for one in desk.source.listing().entries if isinstance(data := desk.source.read(one), bytes)}
    while True:
        command = at_line(words, file, at)
        if status := run_editor(command):
            raise ended(words, status, f"{desk.prefix}{entry.file}")
        after = Desk(desk.folder, desk.memory)
        found = new_findings(desk.loaded, after.loaded, desk.standing, after.standing)
        tell_findings(found, desk.prefix)
        wrong = refused(found)
        if not wrong or not agreed(_("Open it again? [y/N]")):
            break
        at = next((one.place.line for one in wrong if one.place.file == entry.file), at)
    return _tell(desk, after, item, before, wrong)


def _terminal() -> bool:
    """Whether an editor has a terminal to draw on and to be typed into."""
    try:
        return bool(sys.stdin and sys.stdout and sys.stdin.isatty() and sys.stdout.isatty())
    except ValueError:
        return False


def _item(desk: Desk, address: str) -> Item:
    """Return the place at an address; where it is not found, what was not read is named too."""
    try:
        return desk.items([address])[0]
    except PlanError as error:
        if not desk.plan.unread:
            raise
        unread = ", ".join(f"{desk.prefix}{file}" for file in desk.plan.unread)
        hint = _("Not wholly read: {files}. plan validate says why.").format(files=safe(unread))
        raise PlanError(error.message, "\n".join(part for part in (error.hint, hint) if part)) from None


def _line(item: Item) -> int:
    """Return the line at which a place stands in its file; of one that is not written, its task's."""
    key = item.part.key if item.part else None
    return getattr(key, "line", None) or item.task.at.line


def _tell(desk: Desk, after: Desk, item: Item, before: dict[Entry, bytes], wrong: list[Finding]) -> int:
    """Say what became of the place, and how the change is taken back; return the exit status."""
    changed = [one for one, data in before.items() if after.source.read(one) != data]
    new = [one for one in after.source.listing().entries if one not in before]
    if not changed and not new:
        emit(_("Nothing was changed.") + "\n")
        return 0
    told = _standing_line(after.standing, item)
    if changed:
        state = tracked(desk.folder, {one: before[one] for one in changed})
        told += lines(desk.folder, desk.prefix, changed, state)
    emit("".join(f"{one}\n" for one in told))
    return 1 if wrong else 0


def _standing_line(standing: Standing, item: Item) -> list[str]:
    """Return how a place stands now, if it is still there."""
    try:
        return [line(find(standing, item.key)[0], stdout_look())]
    except PlanError:
        return []
