"""The files of a new plan, written all or not at all, and never over one that is there.

They are written in full into a folder beside the plan's, which then takes its place in one step.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from plancli.errors import PlanError
from plancli.i18n import _
from plancli.source.entry import BODIES_FOLDER, DOCUMENTS_FILE, PLAN_FILE, PLAN_FOLDER
from plancli.source.write import sync_folder

MOST_SYNCED: Final = 200
"""Files that are each waited for until the disk has them; of more the system is asked at once."""


def check_room(folder: Path, others: Mapping[str, bytes]) -> None:
    """See to it that a plan can begin in a folder, with `others` beside it; PlanError that names what is in the way."""
    plan = folder / PLAN_FOLDER
    for place in (folder, *folder.parents):
        if os.path.lexists(place / PLAN_FILE):
            raise PlanError(
                _("{file} is there already: {folder} is within a plan.").format(
                    file=_shown(place / PLAN_FILE), folder=_shown(folder)
                ),
                _("Begin a new plan outside of it."),
            )
    if os.path.lexists(plan / PLAN_FILE):
        message = _("{file} is there already: the plan has begun.").format(file=_shown(plan / PLAN_FILE))
        raise PlanError(message, _("Name another folder: {command}").format(command="plan init DIR"))
    if os.path.lexists(plan) and (plan.is_symlink() or not plan.is_dir()):
        raise PlanError(_("{file} is there already, and is no folder.").format(file=_shown(plan)))
    bodies = plan / BODIES_FOLDER
    found = [path for path in (plan / DOCUMENTS_FILE, *(folder / path for path in others)) if os.path.lexists(path)]
    if os.path.lexists(bodies):
        plain = bodies.is_dir() and not bodies.is_symlink()
        found += sorted(bodies.glob("*.yaml")) if plain else [bodies]
    if found:
        message = _("{file} is there already: nothing is written.").format(file=_shown(found[0]))
        raise PlanError(message, _("Move it away, or name another folder: {command}").format(command="plan init DIR"))


def begin(folder: Path, plan: Mapping[str, bytes], others: Mapping[str, bytes]) -> None:
    """Write a plan's files into `folder`/plan and `others` into `folder`, all of them or none.

    PlanError, and everything as it was, where one is in the way or cannot be written.
    """
    made: list[Path] = []
    with _told(folder):
        try:
            _make(folder, made)
            staged = folder / f".{PLAN_FOLDER}.{os.urandom(6).hex()}.tmp"
            os.mkdir(staged)
            made.append(staged)
            files = {f"{PLAN_FOLDER}/{path}": data for path, data in plan.items()}
            _stage(staged, {**files, **others})
            for path in others:
                _name(staged / path, folder / path, made)
            _place_plan(staged, folder, plan, made)
        except BaseException:
            _take_back(made)
            raise
        shutil.rmtree(staged, ignore_errors=True)
        sync_folder(str(folder))


def _place_plan(staged: Path, folder: Path, plan: Mapping[str, bytes], made: list[Path]) -> None:
    """Give the plan's folder its name; in one that is there already its files are named one by one, plan.yaml last."""
    target = folder / PLAN_FOLDER
    if not os.path.lexists(target):
        os.rename(staged / PLAN_FOLDER, target)
        return
    for path in sorted(plan, key=lambda path: path == PLAN_FILE):
        _name(staged / PLAN_FOLDER / path, target / path, made)


def _stage(staged: Path, files: Mapping[str, bytes]) -> None:
    """Write files in full."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    few = len(files) <= MOST_SYNCED
    for path, data in files.items():
        (staged / path).parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(staged / path, flags, 0o666), "wb") as stream:
            stream.write(data)
            if few:
                stream.flush()
                os.fsync(stream.fileno())
    if not few and hasattr(os, "sync"):
        os.sync()


def _name(path: Path, target: Path, made: list[Path]) -> None:
    """Give a file a name that nothing has."""
    _make(target.parent, made)
    try:
        os.link(path, target)
    except FileExistsError:
        raise
    except OSError:  # a disk without links
        with open(target, "xb") as stream:
            made.append(target)
            stream.write(path.read_bytes())
            stream.flush()
            os.fsync(stream.fileno())
    else:
        made.append(target)
    sync_folder(str(target.parent))


def _make(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it that are not there."""
    for one in reversed((folder, *folder.parents)):
        if not os.path.isdir(one):
            os.mkdir(one)
            made.append(one)


def _take_back(made: list[Path]) -> None:
    """Remove what was made, the last first; a folder that somebody has put something into stays."""
    for path in reversed(made):
        with suppress(OSError):
            if path.name.startswith(f".{PLAN_FOLDER}.") and path.is_dir():
                shutil.rmtree(path)
            elif path.is_dir() and not path.is_symlink():
                os.rmdir(path)
            else:
                os.unlink(path)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Make a PlanError of what the system does not let us do."""
    try:
        yield
    except FileExistsError as error:
        file = _shown(Path(error.filename2 or error.filename or folder))
        raise PlanError(_("{file} is there already: nothing is written.").format(file=file)) from None
    except OSError as error:
        message = _("The plan could not be written to {folder}: {reason}. Nothing is left of it.")
        raise PlanError(message.format(folder=_shown(folder), reason=error.strerror or error)) from None


def _shown(path: Path) -> str:
    """Return a path as people are told it: from here, where it is below."""
    below = os.path.relpath(path)
    return str(path) if below.startswith(os.pardir) else below
