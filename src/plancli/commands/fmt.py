"""`plan fmt`: the plan's files laid out in one way, all of them or some, or one that an editor sends."""

import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path, PurePath
from typing import Annotated, Final, NamedTuple

import typer

from plancli.commands import options as o
from plancli.commands.output import emit, stdout_look, tell_findings
from plancli.commands.session import working_folder
from plancli.errors import PlanError
from plancli.formatting import formatted
from plancli.i18n import N_, _, ngettext
from plancli.problem import Problem
from plancli.report.problems import findings
from plancli.report.words import number
from plancli.source import BODIES_FOLDER, Entry, Folder, entry_of, find_plan
from plancli.source.lock import Lock
from plancli.source.write import write
from plancli.text import safe

HELP = N_("Lay the plan's files out in one way. Comments are kept, and what the files say stays the same.")
STANDARD_INPUT: Final = "-"


class Change(NamedTuple):
    """A file whose layout is not the one: what it holds, and what it would hold."""

    entry: Entry
    before: bytes
    after: bytes


def run(
    file: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]...", help=_("Only these files or folders; - is standard input.")),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help=_("Change nothing, list what would change. Exit 1 if anything would."))
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help=_("Change nothing, show what would change."))] = False,
    stdin_name: Annotated[
        str | None,
        typer.Option("--stdin-name", metavar="FILE", help=_("Which file it is that comes from standard input.")),
    ] = None,
    plan: o.PlanDir = None,
    lang: o.Lang = "",
) -> int:
    """Lay files out."""
    if stdin_name is not None or STANDARD_INPUT in (file or ()):
        return _standard_input(file or [], stdin_name, check=check, diff=diff)
    here = working_folder()
    folder = find_plan(plan, os.environ, here)
    entries, problems = _chosen(folder, here, file or [])
    prefix = _prefix(folder)
    changes: list[Change] = []
    faults: list[str] = []
    asked, left = len(entries) + len(problems), len(problems)
    for entry in entries:
        found = _formatted(folder, entry)
        if isinstance(found, Change):
            changes.append(found)
        elif isinstance(found, str):
            faults.append(f"{prefix}{entry.file}")
        elif found:
            problems += found
            left += 1
    with Lock(folder) if changes and not (check or diff) else nullcontext():
        for change in changes:
            _do(folder, change, prefix, check=check, diff=diff)
    _tell(problems, prefix)
    if not diff:
        emit(_summary(len(changes), asked, left + len(faults), check=check))
    if faults:
        raise _fault(faults)
    return 1 if problems or (check and changes) else 0


def _formatted(folder: Path, entry: Entry) -> Change | Sequence[Problem] | str:
    """Return how a file changes, why it is left as it is (empty: it is in order), or the fault of its new text."""
    data = Folder(folder).read(entry)
    if isinstance(data, Problem):
        return [data]
    result = formatted(data, entry)
    if result.fault:
        return result.fault
    return result.problems if result.problems or result.data == data else Change(entry, data, result.data)


def _do(folder: Path, change: Change, prefix: str, *, check: bool, diff: bool) -> None:
    """Write a file, or only tell what would be written."""
    name = f"{prefix}{change.entry.file}"
    if diff:
        emit(_patch(change.before, change.after, name))
    elif check:
        emit(_("{file}: would be formatted").format(file=_shown(name)) + "\n")
    else:
        write(folder, change.entry, change.before, change.after)
        emit(_("{file}: formatted").format(file=_shown(name)) + "\n")


def _chosen(folder: Path, here: Path, typed: Sequence[str]) -> tuple[list[Entry], list[Problem]]:
    """Return the plan's files, or those that are named or stand in a named folder, and why some cannot be read."""
    listing = Folder(folder).listing()
    unreadable = [problem for problem in listing.problems if problem.name != "unread-file"]
    if not typed:
        return list(listing.entries), unreadable
    wanted = {_below(folder, here, name): name for name in typed}
    entries = [entry for entry in listing.entries if _is_named(entry.path, wanted)]
    problems = [problem for problem in unreadable if _is_named(problem.place.file, wanted)]
    known = [entry.path for entry in entries] + [problem.place.file for problem in problems]
    for path, name in wanted.items():
        if not any(_is_named(one, [path]) for one in known):
            raise PlanError(
                _("{file} is no file of the plan in {folder}.").format(file=name, folder=folder),
                _("A plan's files are plan.yaml, documents.yaml and those in bodies that end in .yaml."),
            )
    return entries, problems


def _is_named(file: str, wanted: Iterable[str]) -> bool:
    """Return whether a file, or a folder that it stands in, is among the paths below the plan's folder."""
    return any(file == path or path == "." or file.startswith(f"{path}/") for path in wanted)


def _below(folder: Path, here: Path, typed: str) -> str:
    """Return the path below the plan's folder of a file as typed, with `/`."""
    path = os.path.join(here, typed)
    parent = os.path.realpath(os.path.dirname(path))
    below = os.path.relpath(os.path.join(parent, os.path.basename(path)), os.path.realpath(folder))
    return PurePath(below).as_posix()


def _standard_input(typed: Sequence[str], name: str | None, *, check: bool, diff: bool) -> int:
    """Lay out what comes from standard input, and give it out."""
    if list(typed) not in ([], [STANDARD_INPUT]):
        raise PlanError(_("Standard input is laid out alone: name no other file with it."))
    entry = _named(name)
    data = sys.stdin.buffer.read()
    result = formatted(data, entry)
    _tell(list(result.problems), "")
    if result.fault:
        raise _fault([entry.file])
    if result.problems:
        return 1
    if diff:
        emit(_patch(data, result.data, entry.file))
    elif not check:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(newline="")
        emit(result.data.decode())
    return 1 if check and result.data != data else 0


def _named(name: str | None) -> Entry:
    """Return what standard input is read as, by the end of a path; PlanError where that is no file of a plan."""
    parts = PurePath(name or "").as_posix().split("/")
    for path in (f"{BODIES_FOLDER}/{parts[-1]}" if parts[-2:-1] == [BODIES_FOLDER] else "", parts[-1]):
        if entry := entry_of(path):
            return entry
    raise PlanError(
        _("Say which file of the plan comes from standard input."), _("Such as: --stdin-name bodies/office.yaml")
    )


def _prefix(folder: Path) -> str:
    """Return what leads from the working folder to the plan's."""
    shown = os.path.relpath(folder)
    return "" if shown == "." else shown + os.sep


def _shown(name: str) -> str:
    return safe(name, ci=stdout_look().ci)


def _tell(problems: Sequence[Problem], prefix: str) -> None:
    """Say on standard error why files are left as they are: whatever the plan's checks say of that, it is an error."""
    tell_findings([one._replace(severity="error") for one in findings(problems, {})], prefix)


def _patch(before: bytes, after: bytes, name: str) -> str:
    """Return what changes in a file."""
    from plancli.render.patch import patch

    return patch(before.decode(), after.decode(), name, stdout_look())


def _summary(changed: int, asked: int, left: int, *, check: bool) -> str:
    """Return the last line: how many files were laid out, were so already, or could not be."""
    words = []
    if changed and check:
        words.append(ngettext("{n} file would be formatted", "{n} files would be formatted", changed))
    elif changed:
        words.append(ngettext("{n} file formatted", "{n} files formatted", changed))
    if same := asked - changed - left:
        words.append(ngettext("{n} file already in order", "{n} files already in order", same))
    if left:
        words.append(ngettext("{n} file left as it is", "{n} files left as they are", left))
    counts = [count for count in (changed, same, left) if count]
    return ", ".join(word.format(n=number(count)) for word, count in zip(words, counts, strict=True)) + "\n"


def _fault(files: Sequence[str]) -> PlanError:
    """Return the error of files whose new text would not say what they say."""
    message = _("{files}: laid out anew it would not say the same, so it is left as it is.")
    return PlanError(
        message.format(files=", ".join(files)), _("This is a fault of plan fmt itself: report it with the file.")
    )
