"""Writing a plan's file so that whatever happens it holds either what it held or all of what is new.

The new bytes go into a file beside it, which then takes its name in one step. Nothing is written where the file is no
longer what was read.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path

from plancli.errors import PlanError
from plancli.i18n import _
from plancli.source.entry import Entry

FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def write(folder: Path, entry: Entry, before: bytes, after: bytes) -> None:
    """Put `after` in place of `before` in a file of the plan in `folder`, keeping its mode and, where allowed, owner.

    A link is followed where it stays inside the plan. PlanError, and the file as it was, where it now holds something
    else than `before`, is gone, or cannot be written.
    """
    try:
        _replace(_target(folder, entry), entry, before, after)
    except FileNotFoundError:
        message = _("{file} is gone: nothing is written to it.").format(file=entry.file)
        raise PlanError(message, _("Run the command again.")) from None
    except OSError as error:
        message = _("{file} could not be written: {reason}. It is as it was.")
        raise PlanError(message.format(file=entry.file, reason=error.strerror or error)) from None


def _target(folder: Path, entry: Entry) -> str:
    """Return the path of the file itself, which is inside the plan."""
    root = os.path.realpath(folder)
    target = os.path.realpath(os.path.join(root, entry.path), strict=True)
    if not Path(target).is_relative_to(root):
        raise PlanError(_("{file} leads out of the plan: nothing is written to it.").format(file=entry.file))
    return target


def _replace(target: str, entry: Entry, before: bytes, after: bytes) -> None:
    """Write beside a file, look once more at what it holds, and put the new one in its place."""
    beside = os.path.join(os.path.dirname(target), f".{os.path.basename(target)[:100]}.{os.urandom(6).hex()}.tmp")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | FLAGS, 0o600)
    try:
        try:
            _write_all(descriptor, after)
            status = _unchanged(target, entry, before)
            _take_after(descriptor, beside, status)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(beside, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise
    _sync_folder(os.path.dirname(target))


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


def _take_after(descriptor: int, path: str, status: os.stat_result) -> None:
    """Give a new file the owner and the mode of the one that it will replace; not every user may give a file away."""
    if hasattr(os, "fchown"):
        with suppress(PermissionError):
            os.fchown(descriptor, -1, status.st_gid)
        with suppress(PermissionError):
            os.fchown(descriptor, status.st_uid, -1)
    os.chmod(path, stat.S_IMODE(status.st_mode))


def _sync_folder(folder: str) -> None:
    """Have the new name written to the disk, where the system lets a folder be synchronized."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
