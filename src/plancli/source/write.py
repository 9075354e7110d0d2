"""Writing a plan's files so that whatever happens each holds either what it held or all of what is new.

The new bytes go into a file beside it, which then takes its name in one step. Nothing is written where the file is no
longer what was read.
"""

import errno
import os
import re
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from plancli.errors import PlanError
from plancli.i18n import _
from plancli.source.entry import BODIES_FOLDER, Entry

FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
LEFT: Final = re.compile(r"\..+\.[0-9a-f]{12}\.tmp")
OLD: Final = 60.0  # seconds: no write takes so long, so that whoever began it is gone


def write(folder: Path, entry: Entry, before: bytes, after: bytes) -> None:
    """Put `after` in place of `before` in a file of the plan in `folder`, keeping its mode and, where allowed, owner.

    A link is followed where it stays inside the plan. PlanError, and the file as it was, where it now holds something
    else than `before`, is gone, or cannot be written.
    """
    with told(entry):
        new = Beside(folder, entry, before, after)
        try:
            new.take_place()
        finally:
            new.drop()


class Beside:
    """The new bytes of a file, written in full beside it; `before` is None for a file that is yet to be made."""

    def __init__(self, folder: Path, entry: Entry, before: bytes | None, after: bytes) -> None:
        """Write them; OSError where that fails, with nothing left of it."""
        self.entry, self.before, self.after = entry, before, after
        self.target = target_of(folder, entry, new=before is None)
        name = f".{os.path.basename(self.target)[:100]}.{os.urandom(6).hex()}.tmp"
        self.path = os.path.join(os.path.dirname(self.target), name)
        mode = 0o600 if before is not None else 0o666
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | FLAGS, mode)
        try:
            try:
                _write_all(descriptor, after)
                if before is not None:
                    _take_after(descriptor, self.path, self.check())
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except BaseException:
            self.drop()
            raise

    def check(self) -> os.stat_result | None:
        """Return the status of the file, which still is what was read; PlanError for another."""
        if self.before is not None:
            return _unchanged(self.target, self.entry, self.before)
        if os.path.lexists(self.target):
            raise PlanError(_("{file} is there already: it is not made anew.").format(file=self.entry.file))
        return None

    def take_place(self) -> None:
        """Give the new file the name of the old one, which is looked at once more."""
        self.check()
        if self.before is None:
            _name_new(self.path, self.target)
        else:
            os.replace(self.path, self.target)
        sync_folder(os.path.dirname(self.target))

    def is_new(self) -> bool:
        """Whether the file holds what it shall."""
        try:
            return read_all(self.target, len(self.after)) == self.after
        except FileNotFoundError:
            return False

    def take_back(self) -> None:
        """Undo `take_place`."""
        if self.before is None:
            os.unlink(self.target)
            return
        with suppress(FileNotFoundError):
            os.unlink(self.path)
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | FLAGS, 0o600)
        try:
            _write_all(descriptor, self.before)
            _take_after(descriptor, self.path, os.stat(self.target))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(self.path, self.target)
        sync_folder(os.path.dirname(self.target))

    def drop(self) -> None:
        """Remove what lies beside, if it is still there."""
        with suppress(OSError):
            os.unlink(self.path)


@contextmanager
def told(entry: Entry) -> Iterator[None]:
    """Make a PlanError, in words of this file, of what the system does not let us do."""
    try:
        yield
    except FileNotFoundError:
        message = _("{file} is gone: nothing is written to it.").format(file=entry.file)
        raise PlanError(message, _("Run the command again.")) from None
    except OSError as error:
        message = _("{file} could not be written: {reason}. It is as it was.")
        raise PlanError(message.format(file=entry.file, reason=error.strerror or error)) from None


def target_of(folder: Path, entry: Entry, *, new: bool = False) -> str:
    """Return the path of the file itself, which is inside the plan; of a `new` one the folder is made."""
    root = os.path.realpath(folder)
    path = os.path.join(root, entry.path)
    if new:
        with suppress(FileExistsError):
            if os.path.dirname(entry.path) == BODIES_FOLDER:
                os.mkdir(os.path.dirname(path))
        target = os.path.join(os.path.realpath(os.path.dirname(path), strict=True), os.path.basename(path))
    else:
        target = os.path.realpath(path, strict=True)
    if not Path(target).is_relative_to(root):
        raise PlanError(_("{file} leads out of the plan: nothing is written to it.").format(file=entry.file))
    return target


def clear_away(folder: Path) -> None:
    """Remove what writers that were killed have left beside the files of a plan."""
    for place in (folder, folder / BODIES_FOLDER):
        with suppress(OSError), os.scandir(place) as listed:
            for one in listed:
                if LEFT.fullmatch(one.name) and one.is_file(follow_symlinks=False):
                    with suppress(OSError):
                        if time.time() - one.stat(follow_symlinks=False).st_mtime > OLD:
                            os.unlink(one.path)


def read_all(path: str, most: int) -> bytes:
    """Return what a plain file holds, up to a byte more than `most`; OSError if it is none."""
    descriptor = os.open(path, os.O_RDONLY | FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return _read_all(descriptor, most)
    finally:
        os.close(descriptor)


def sync_folder(folder: str) -> None:
    """Have the new name written to the disk, where the system lets a folder be synchronized."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _name_new(path: str, target: str) -> None:
    """Give a file a name that none has; on a disk without links that is looked at a moment before."""
    try:
        os.link(path, target)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        os.rename(path, target)
    else:
        os.unlink(path)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _unchanged(target: str, entry: Entry, before: bytes) -> os.stat_result:
    """Return the status of a file that still holds what was read; PlanError for another."""
    descriptor = os.open(target, os.O_RDONLY | FLAGS)
    try:
        status = os.fstat(descriptor)
        same = stat.S_ISREG(status.st_mode) and status.st_size == len(before)
        if not same or _read_all(descriptor, len(before)) != before:
            message = _("{file} was changed meanwhile: nothing is written to it.").format(file=entry.file)
            raise PlanError(message, _("Run the command again."))
    finally:
        os.close(descriptor)
    if not os.access(target, os.W_OK):
        raise PermissionError(None, _("it is read-only"))
    return status


def _read_all(descriptor: int, size: int) -> bytes:
    data = b""
    while len(data) <= size and (more := os.read(descriptor, size + 1 - len(data))):
        data += more
    return data


def _take_after(descriptor: int, path: str, status: os.stat_result | None) -> None:
    """Give a new file the owner and the mode of the one that it will replace; not every user may give a file away."""
    if status is None:
        return
    if hasattr(os, "fchown"):
        with suppress(PermissionError):
            os.fchown(descriptor, -1, status.st_gid)
        with suppress(PermissionError):
            os.fchown(descriptor, status.st_uid, -1)
    os.chmod(path, stat.S_IMODE(status.st_mode))
