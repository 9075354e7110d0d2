"""The way from what was asked to what is written: drafted in memory, judged as `plan validate` would, written, told.

All of it is written or nothing.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from plancli.commands.output import emit, mention, stdout_look, tell_findings
from plancli.commands.recording.asking import agreed, at_terminal
from plancli.commands.recording.change import MOST_NAMED, Change
from plancli.commands.recording.desk import Desk
from plancli.commands.recording.draft import Draft
from plancli.commands.recording.judging import new_findings, refusal, refused
from plancli.commands.recording.outcome import line
from plancli.commands.recording.scope import Scope
from plancli.commands.recording.taking_back import check_committable, committed, lines, tracked
from plancli.commands.recording.typed import said
from plancli.commands.session import working_folder
from plancli.edit.writing import Writing
from plancli.errors import PlanError
from plancli.i18n import _, date_words, ngettext, speaking
from plancli.load import Memory
from plancli.query.address import find
from plancli.report.problems import Finding
from plancli.report.words import number
from plancli.source import Entry, find_plan
from plancli.state import Item
from plancli.text import safe

if TYPE_CHECKING:
    from plancli.commands.recording import Asked, Manner

NO: Final = 1
"""The exit status where whoever was asked did not agree."""


class Prepared(NamedTuple):
    """A change that may be written: what files held and will hold, the places before and after, what to tell."""

    before: dict[Entry, bytes]
    after: dict[Entry, bytes]
    items: list[Item]
    outcome: list[Item]
    warned: list[Finding]


def make(asked: "Asked", scope: Scope, manner: "Manner") -> int:
    """Change the places that are asked for, and tell what became of them; return the exit status."""
    scope.check(asked.missing)
    folder = find_plan(manner.plan, os.environ, working_folder())
    memory: Memory = {}
    several = scope.filtered or len(set(scope.addresses)) > 1
    if manner.dry_run or (several and not manner.yes):
        desk = Desk(folder, memory)
        change = asked.making(desk)
        prepared = _prepared(desk, scope.items(desk, asked.takes), change)
        if manner.dry_run or not prepared.after:
            return _show(desk, prepared)
        if (scope.filtered or len(prepared.items) > 1) and not _agreed(prepared.items, change):
            mention([_("Nothing is written.")])
            return NO
        scope = Scope(tuple(item.key for item in prepared.items))
    return _write(asked, scope, manner, folder, memory)


def _write(asked: "Asked", scope: Scope, manner: "Manner", folder: Path, memory: Memory) -> int:
    """Make a change under the plan's lock, in the files as they are then, and tell what became of it."""
    with Writing(folder) as writing:
        desk = Desk(folder, memory)
        change = asked.making(desk)
        prepared = _prepared(desk, scope.items(desk, asked.takes), change)
        if not prepared.after:
            return _show(desk, prepared)
        entries = list(prepared.after)
        state = tracked(folder, prepared.before)
        if manner.commit:
            state = check_committable(desk.prefix, entries, state)
        for entry, data in prepared.after.items():
            if writing.read(entry) != prepared.before[entry]:
                message = _("{file} was changed meanwhile: nothing is written to it.").format(file=entry.file)
                raise PlanError(message, _("Run the command again."))
            writing.put(entry, data)
        writing.commit()
    if manner.commit and state:  # before anything is told: whoever listens may have left
        told = committed(folder, entries, _message(desk, prepared.items, change), state)
    else:
        told = lines(folder, desk.prefix, entries, state)
    _tell(desk, prepared, change)
    emit("".join(f"{one}\n" for one in told))
    return 0


def _prepared(desk: Desk, items: list[Item], change: Change) -> Prepared:
    """Return what a change makes of the files; PlanError where it cannot be recorded or would make the plan wrong."""
    draft = Draft(desk)
    for item in items:
        change.apply(draft, item)
    before, after = draft.files()
    if not after:
        return Prepared({}, {}, items, items, [])
    loaded, standing = desk.with_files(after)
    found = new_findings(desk.loaded, loaded, desk.standing, standing)
    reasons = [finding.message for finding in refused(found)]
    reasons += [reason for item in items for reason in change.wrong(item, standing)]
    if reasons:
        raise refusal(list(dict.fromkeys(reasons)))
    outcome = [find(standing, item.key)[0] for item in items]
    return Prepared(before, after, items, outcome, found)


def _agreed(items: list[Item], change: Change) -> bool:
    """List what would change, and ask; PlanError where nobody can be asked."""
    look = stdout_look()
    count = len(items)
    question = ngettext("Change {n} task? [y/N]", "Change {n} tasks? [y/N]", count).format(n=number(count))
    if not at_terminal():
        words = ngettext(
            "{n} task would change, and nobody can be asked.", "{n} tasks would change, and nobody can be asked.", count
        )
        raise PlanError(
            words.format(n=number(count)),
            _("See what would change with --dry-run, then give --yes."),
        )
    told = [safe(change.words(items), ci=look.ci), *(f"  {line(item, look)}" for item in items)]
    emit("".join(f"{text}\n" for text in told))
    return agreed(question)


def _show(desk: Desk, prepared: Prepared) -> int:
    """Show what would change in the files, as a patch, or that nothing would."""
    from plancli.render.patch import patch

    look = stdout_look()
    if not prepared.after:
        mention([_("Nothing changes: the files say so already.")])
        return 0
    tell_findings(prepared.warned, desk.prefix)
    for entry, data in prepared.after.items():
        emit(patch(prepared.before[entry].decode(), data.decode(), f"{desk.prefix}{entry.file}", look))
    return 0


def _tell(desk: Desk, prepared: Prepared, change: Change) -> None:
    """Say what became of each place, and what is worth a look."""
    look = stdout_look()
    tell_findings(prepared.warned, desk.prefix)
    emit("".join(f"{line(item, look)}\n" for item in prepared.outcome))
    if change.date is not None and change.date.end > desk.today:
        words = _("{date} counts from its last day on, {day}: until then the state is as it was.")
        mention([words.format(date=said(change.date), day=date_words(change.date.end))])


def _message(desk: Desk, items: list[Item], change: Change) -> str:
    """Return the message of a commit: what happened to which places, all of them named."""
    with speaking(desk.plan.info.language):
        subject = change.words(items)
    return subject if len(items) <= MOST_NAMED else f"{subject}\n\n{', '.join(item.key for item in items)}"
