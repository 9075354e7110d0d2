"""The way of a new entry into one file: drafted, judged as `plan validate` would, written under the lock, told."""

import os
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from plancli.commands.output import emit, mention, stdout_look, tell_findings
from plancli.commands.recording import Manner
from plancli.commands.recording.desk import Desk
from plancli.commands.recording.judging import new_findings, refusal, refused
from plancli.commands.recording.taking_back import check_committable, committed, lines, tracked
from plancli.commands.session import working_folder
from plancli.edit.writing import Writing
from plancli.errors import PlanError
from plancli.i18n import _, speaking
from plancli.load import Memory
from plancli.report.problems import Finding
from plancli.source import Entry, find_plan
from plancli.source.committing import Tracked
from plancli.state import Standing


class Entered(NamedTuple):
    """What a file held (None: there was none) and will hold, and how that is told.

    `subject` says what happened in the language that is set, `told` what there is now, a line each. `expected` are
    findings that do not keep it from being written, `silent` those that are not worth a word; `notes` stand beside.
    """

    entry: Entry
    before: bytes | None
    after: bytes
    subject: Callable[[], str]
    told: Callable[[Standing], list[str]]
    expected: Collection[str] = ()
    silent: Collection[str] = ()
    notes: Sequence[str] = ()


Making = Callable[[Desk], Entered | list[str]]
"""What was typed, resolved against a plan: what is to be written, or why nothing is, in lines."""


def enter(making: Making, manner: Manner) -> int:
    """Write a new entry, or show what would be written, and tell it; return the exit status."""
    folder = find_plan(manner.plan, os.environ, working_folder())
    memory: Memory = {}
    if manner.dry_run:
        desk = Desk(folder, memory)
        made = making(desk)
        return _show(desk, made) if isinstance(made, Entered) else _say(made)
    with Writing(folder) as writing:
        desk = Desk(folder, memory)
        made = making(desk)
        if not isinstance(made, Entered):
            return _say(made)
        standing, found = _judged(desk, made)
        state = tracked(folder, {made.entry: made.before or b""})
        if manner.commit:
            state = _committable(desk, made, state)
        if made.before is None:
            writing.create(made.entry, made.after)
        elif writing.read(made.entry) != made.before:
            message = _("{file} was changed meanwhile: nothing is written to it.").format(file=made.entry.file)
            raise PlanError(message, _("Run the command again."))
        else:
            writing.put(made.entry, made.after)
        writing.commit()
    if manner.commit and state:
        last = committed(folder, [made.entry], _message(desk, made), state)
    else:
        last = lines(folder, desk.prefix, [made.entry], state)
    tell_findings(found, desk.prefix)
    mention(made.notes)
    return _say([*made.told(standing), *last])


def _say(told: list[str]) -> int:
    emit("".join(f"{line}\n" for line in told))
    return 0


def _show(desk: Desk, made: Entered) -> int:
    """Show what would be written, as a patch."""
    from plancli.render.patch import patch

    _standing, found = _judged(desk, made)
    tell_findings(found, desk.prefix)
    mention(made.notes)
    name = f"{desk.prefix}{made.entry.file}"
    emit(patch((made.before or b"").decode(), made.after.decode(), name, stdout_look()))
    return 0


def _judged(desk: Desk, made: Entered) -> tuple[Standing, list[Finding]]:
    """Return how the plan would stand, and what would be doubtful then; PlanError where it would be wrong."""
    loaded, standing = desk.with_files({made.entry: made.after})
    found = new_findings(desk.loaded, loaded, desk.standing, standing)
    found = [finding for finding in found if finding.name not in made.silent]
    reasons = [one.message for one in refused(found) if one.name not in made.expected]
    if reasons:
        raise refusal(reasons)
    return standing, found


def _committable(desk: Desk, made: Entered, state: Tracked | None) -> Tracked:
    """Return what git has of a file in which a change alone can be committed; PlanError where it cannot."""
    if made.before is None and state is not None:
        file = f"{desk.prefix}{made.entry.file}"
        raise PlanError(
            _("--commit: {file} is not there yet. Nothing is written.").format(file=file),
            _("Leave --commit out, and commit the new file yourself."),
        )
    return check_committable(desk.prefix, [made.entry], state)


def _message(desk: Desk, made: Entered) -> str:
    """Return what happened, in the plan's language."""
    with speaking(desk.plan.info.language):
        return made.subject()
