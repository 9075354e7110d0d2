"""How a change is taken back: by git, where git has what the files held before it."""

import os
import shlex
from collections.abc import Sequence
from pathlib import Path

from plancli.commands.session import working_folder
from plancli.errors import PlanError
from plancli.i18n import _
from plancli.source import Entry
from plancli.source.committing import Tracked, commit, look
from plancli.text import safe


def tracked(folder: Path, before: dict[Entry, bytes]) -> Tracked | None:
    """Return what git has of the files that a change is written to; None where it cannot be said."""
    try:
        return look(folder, {entry.path: data for entry, data in before.items()})
    except PlanError:
        return None


def lines(folder: Path, prefix: str, entries: Sequence[Entry], state: Tracked | None) -> list[str]:
    """Return what was written where, and the command that takes it back if there is one."""
    names = [safe(f"{prefix}{entry.file}") for entry in entries]
    if state is not None and all(state.states[entry.path] == "clean" for entry in entries):
        return [_("To take it back: {command}").format(command=restore(folder, entries, state.top))]
    written = [_("Written: {files}").format(files=", ".join(names))]
    others = [] if state is None else [one for one in entries if state.states[one.path] == "changed"]
    if others:
        words = _("{files} had changes that are not committed: git restore would take those back too.")
        written.append(words.format(files=", ".join(safe(f"{prefix}{one.file}") for one in others)))
    return written


def restore(folder: Path, entries: Sequence[Entry], top: Path) -> str:
    """Return the command of git that gives files back, from where this runs."""
    here = os.path.realpath(working_folder())
    if Path(here).is_relative_to(top):
        root = os.path.realpath(folder)
        paths = [os.path.relpath(os.path.join(root, entry.path), here) for entry in entries]
        return f"git restore -- {' '.join(_quoted(path) for path in paths)}"
    return f"git -C {_quoted(str(folder))} restore -- {' '.join(_quoted(entry.path) for entry in entries)}"


def revert(folder: Path, made: str, top: Path) -> str:
    """Return the command of git that takes a commit back, from where this runs."""
    inside = Path(os.path.realpath(working_folder())).is_relative_to(top)
    return f"git revert {made}" if inside else f"git -C {_quoted(str(folder))} revert {made}"


def check_committable(prefix: str, entries: Sequence[Entry], state: Tracked | None) -> Tracked:
    """Return what git has of files where a change in them alone can be committed; PlanError where it cannot."""
    if state is None:
        raise PlanError(
            _("--commit: the plan is in no git repository, or git cannot read it."),
            _("Nothing is written. Leave --commit out, or keep the plan in a repository."),
        )
    if state.busy:
        raise PlanError(
            _("--commit: git is in the middle of a merge, and commits no single files then."),
            _("Nothing is written. End the merge first, or leave --commit out."),
        )
    for kind, message in (
        ("untracked", _("--commit: {file} is not in git yet. Nothing is written.")),
        ("changed", _("--commit: {file} has other changes that are not committed. Nothing is written.")),
    ):
        for entry in entries:
            if state.states[entry.path] == kind or (kind == "changed" and entry.path not in state.committed):
                file = f"{prefix}{entry.file}"
                raise PlanError(message.format(file=file), _("Commit it by itself first, or leave --commit out."))
    return state


def _quoted(path: str) -> str:
    """Return a path as a shell takes it, without what no terminal shows."""
    return shlex.quote(safe(path))


def committed(folder: Path, entries: Sequence[Entry], message: str, state: Tracked) -> list[str]:
    """Commit these files, and return the lines that say so and how it is taken back."""
    try:
        made = commit(folder, [entry.path for entry in entries], message)
    except PlanError as error:
        undo = _("To take it back: {command}").format(command=restore(folder, entries, state.top))
        hint = "\n".join(part for part in (error.hint, undo) if part)
        raise PlanError(_("The change is written, but git did not commit it."), hint) from None
    return [
        _("Committed as {commit}: {message}").format(commit=made, message=safe(message.splitlines()[0])),
        _("To take it back: {command}").format(command=revert(folder, made, state.top)),
    ]
