"""A plan's files in a folder of the disk.

A folder is untrusted: a link that leaves it, a pipe or a device is reported, never opened.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from plancli.errors import PlanError
from plancli.i18n import _
from plancli.problem import Place, Problem
from plancli.source.entry import (
    BODIES_FOLDER,
    DEEPEST,
    LARGEST,
    Entry,
    Listing,
    entry_of,
    gathered,
    not_read,
    too_large,
)


class Folder:
    """A plan's files in a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.root = os.path.realpath(path)

    def is_as_large_as(self, size: int, entries: Iterable[Entry]) -> bool:
        """Return whether some files together have so many bytes; no more of them are looked at than it takes."""
        left = size
        for entry in entries:
            with suppress(OSError, ValueError):
                left -= os.lstat(os.path.join(self.root, entry.path)).st_size
            if left <= 0:
                return True
        return False

    def listing(self) -> Listing:
        """Return what is in the folder; PlanError if the folder itself cannot be listed."""
        try:
            return gathered(self._walk("", 0))
        except OSError as error:
            message = _("{folder} cannot be read: {reason}.").format(folder=self.path, reason=error.strerror)
            raise PlanError(message) from None

    def read(self, entry: Entry) -> bytes | Problem:
        """Return a file's bytes; `too-large` or `not-a-file` if they are not to be had. Never waits for a pipe."""
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        path = os.path.join(self.root, entry.path)
        try:
            if os.path.islink(path):
                if problem := self._not_a_file(entry):
                    return problem
                path = os.path.realpath(path)
            descriptor = os.open(path, flags)
            try:
                status = os.fstat(descriptor)
                if not stat.S_ISREG(status.st_mode):
                    return Problem("not-a-file", Place(entry.file), "special")
                if status.st_size <= LARGEST:
                    return _all_of(descriptor, status.st_size)
            finally:
                os.close(descriptor)
        except OSError as error:
            return _unreadable(entry.file, error)
        return too_large(entry, status.st_size)

    def _walk(self, below: str, depth: int) -> Iterator[Entry | Problem]:
        """Yield what a folder and those in it have of YAML; links to folders are not followed."""
        with os.scandir(os.path.join(self.root, below)) as listed:
            for item in listed:
                path = below + item.name
                if item.name.startswith("."):
                    continue
                entry = entry_of(path)
                is_folder = item.is_dir(follow_symlinks=False)
                if entry:
                    is_file = item.is_file(follow_symlinks=False)
                    yield entry if is_file else self._not_a_file(entry) or entry
                elif path == BODIES_FOLDER and not is_folder:
                    yield Problem("not-a-file", Place(path), "not-a-folder")
                elif not is_folder:
                    if path.lower().endswith((".yaml", ".yml")):
                        yield not_read(path)
                elif depth < DEEPEST:
                    yield from self._walk_inner(f"{path}/", depth + 1)

    def _walk_inner(self, below: str, depth: int) -> Iterator[Entry | Problem]:
        """Yield what a folder inside has; if it cannot be listed, that is a problem like another."""
        try:
            yield from list(self._walk(below, depth))
        except OSError as error:
            yield _unreadable(below.rstrip("/"), error)

    def _not_a_file(self, entry: Entry) -> Problem | None:
        """Return what is wrong with something that has a plan file's name and is no plain file; None if nothing is."""
        path = os.path.join(self.root, entry.path)
        try:
            target = os.path.realpath(path, strict=True)
            if not Path(target).is_relative_to(self.root):
                return Problem("not-a-file", Place(entry.file), "outside")
            mode = os.lstat(target).st_mode
        except FileNotFoundError:
            return Problem("not-a-file", Place(entry.file), "dangling")
        except OSError as error:
            return _unreadable(entry.file, error)
        if stat.S_ISREG(mode):
            return None
        return Problem("not-a-file", Place(entry.file), "folder" if stat.S_ISDIR(mode) else "special")


def _all_of(descriptor: int, size: int) -> bytes:
    """Return what a file of this size holds; what is added while it is read is not waited for."""
    data = os.read(descriptor, size)
    while len(data) < size and (more := os.read(descriptor, size - len(data))):
        data += more
    return data


def _unreadable(file: str, error: OSError) -> Problem:
    """Return the problem of something that the system does not let us read."""
    return Problem("not-a-file", Place(file), "unreadable", {"reason": error.strerror or str(error)})
