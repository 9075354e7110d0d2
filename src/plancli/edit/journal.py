"""What a change to several files leaves behind if it is killed between them, so that the next writer can finish it.

The journal lies beside the lock from the moment when all new files are written in full until the last has its name. If
the first of them has its name already, the others get theirs; if none has, none gets it. Where somebody has changed one
of the files since by hand, nothing more is done, and that is said.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from plancli.errors import PlanError
from plancli.i18n import _
from plancli.source.entry import LARGEST
from plancli.source.write import LEFT, Beside, read_all, sync_folder


class Line(NamedTuple):
    """One file of a journal: what it is called in the plan, its path, the new one beside it, and what both hold."""

    file: str
    target: str
    beside: str
    before: str
    after: str


def keep(path: str, files: Sequence[Beside]) -> None:
    """Write a journal."""
    import json

    lines = [
        Line(one.entry.file, one.target, one.path, _digest(one.before), _digest(one.after))._asdict() for one in files
    ]
    beside = _unfinished(path)
    try:
        with open(beside, "x", encoding="ascii") as file:
            json.dump({"files": lines}, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        _unfinished(path)
        raise
    sync_folder(os.path.dirname(path))


def forget(path: str) -> None:
    """Remove a journal whose change is complete, or taken back."""
    os.unlink(path)
    sync_folder(os.path.dirname(path))


def finish(path: str, folder: Path) -> None:
    """Finish what a journal tells of, if there is one; PlanError where files were changed since, once."""
    _unfinished(path)
    lines = _lines(path, os.path.realpath(folder))
    if lines is None:
        return
    states = [_state(line) for line in lines]
    if "new" in states and "other" not in states:
        for line, state in zip(lines, states, strict=True):
            if state == "old":
                os.replace(line.beside, line.target)
                sync_folder(os.path.dirname(line.target))
    forget(path)
    for line in lines:
        with suppress(OSError):
            os.unlink(line.beside)
    if "new" in states and "other" in states:
        done = ", ".join(line.file for line, state in zip(lines, states, strict=True) if state == "new")
        open_ = ", ".join(line.file for line, state in zip(lines, states, strict=True) if state != "new")
        raise PlanError(
            _("An earlier change was cut off: {done} has it, {open} does not, and was changed since.").format(
                done=done, open=open_
            ),
            _("Look at both with git diff, and put them right by hand. This is said once."),
        )


def _unfinished(path: str) -> str:
    """Return the name of a journal that is being written, at which there is then nothing."""
    beside = f"{path}.tmp"
    with suppress(OSError):
        os.unlink(beside)
    return beside


def _lines(path: str, root: str) -> list[Line] | None:
    """Return the files of a journal; None if there is none. One that is no journal of this plan is taken away."""
    import json

    try:
        found = [Line(**line) for line in json.loads(read_all(path, LARGEST))["files"]]
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        found = []
    inside = all(
        Path(line.target).is_relative_to(root)
        and os.path.dirname(line.beside) == os.path.dirname(line.target)
        and LEFT.fullmatch(os.path.basename(line.beside))
        for line in found
    )
    return found if inside else []


def _state(line: Line) -> str:
    """Return whether a file is `new`, or `old` with the new one beside it, or any `other`."""
    now = _digest_of(line.target)
    if now == line.after:
        return "new"
    return "old" if now == line.before and _digest_of(line.beside) == line.after else "other"


def _digest(data: bytes | None) -> str:
    """Return what tells contents apart; empty for no file."""
    return "" if data is None else sha256(data).hexdigest()


def _digest_of(path: str) -> str:
    try:
        return _digest(read_all(path, LARGEST))
    except FileNotFoundError:
        return ""
    except OSError:
        return "?"
