"""A file that a command is told to write: all of it or nothing, so that no reader finds half a report."""

import os
import stat
from contextlib import suppress

from plancli.errors import PlanError
from plancli.i18n import _


def write_file(path: str, text: str) -> None:
    """Write a text to a file in UTF-8; what stood there before is replaced in one step, and stays if anything fails.

    A link is followed; a device or pipe is written to as it is. PlanError where the file cannot be written.
    """
    data = text.encode("utf-8", "backslashreplace")
    try:
        target = os.path.realpath(path)
        if os.path.isdir(target) or not path or path.endswith(("/", os.sep)):
            raise PlanError(
                _("--output: {file} is a folder, not a file.").format(file=path or "''"),
                _("Name the file to write."),
            )
        mode = _mode(path)  # not the target's: that of a pipe has no name
        if mode is None or stat.S_ISREG(mode):
            _replace(target, data, mode)
        else:
            with open(path, "wb") as stream:
                stream.write(data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = _("--output: {file} could not be written: {reason}.").format(file=path, reason=reason)
        raise PlanError(message, _hint(path, error)) from None


def _hint(path: str, error: OSError | ValueError) -> str:
    """Return what to do where a folder is missing."""
    if isinstance(error, FileNotFoundError):
        folder = os.path.dirname(path)
        if folder and not os.path.isdir(folder):
            return _("Make the folder first: {folder}").format(folder=folder)
    return ""


def _mode(path: str) -> int | None:
    """Return the mode of what is there, None if nothing is."""
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return None


def _replace(target: str, data: bytes, mode: int | None) -> None:
    """Write beside a file, then put the new one in its place, with the mode that the old one had."""
    if mode is not None and not os.access(target, os.W_OK):
        raise PermissionError(None, _("it is read-only"))
    folder, name = os.path.split(target)
    beside = os.path.join(folder, f".{name[:60]}.{os.urandom(6).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(beside, flags, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
        if mode is not None:
            os.chmod(beside, stat.S_IMODE(mode))
        os.replace(beside, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise
