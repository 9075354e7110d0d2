"""Where a plan's files are: found, listed and read here, and nowhere else.

A folder is untrusted: a link that leaves it, a pipe or a device is reported, never opened.
"""

import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Literal, NamedTuple, Protocol

from plancli.errors import PlanError
from plancli.i18n import _
from plancli.problem import Place, Problem

PLAN_FILE: Final = "plan.yaml"
DOCUMENTS_FILE: Final = "documents.yaml"
BODIES_FOLDER: Final = "bodies"
PLAN_FOLDER: Final = "plan"
LARGEST: Final = 64 * 1024 * 1024
DEEPEST: Final = 3  # folders below the plan's that are looked into for files which nothing reads

Kind = Literal["plan", "documents", "body"]


class Entry(NamedTuple):
    """One file to read: its name below the plan folder, what it holds, and of a body the id.

    `file` is for people and `path` for the system: a name on a disk need not be Unicode.
    """

    file: str
    kind: Kind
    stem: str
    path: str


class Listing(NamedTuple):
    """The files to read, in order; what is wrong with others; and the names of those that should have been read."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()
    unread: tuple[str, ...] = ()


class Source(Protocol):
    """Somewhere a plan's files are."""

    def listing(self) -> Listing:
        """Return what is there: plan.yaml, documents.yaml, then the bodies by name."""
        ...

    def read(self, entry: Entry) -> bytes | Problem:
        """Return a file's bytes, or why it cannot be read."""
        ...


def entry_of(path: str) -> Entry | None:
    """Return what a path below the plan folder (with `/`) is read as; None if it is none of a plan's files."""
    file = os.fsencode(path).decode("utf-8", "replace")
    if path == PLAN_FILE:
        return Entry(file, "plan", "", path)
    if path == DOCUMENTS_FILE:
        return Entry(file, "documents", "", path)
    folder, _slash, name = file.rpartition("/")
    if folder == BODIES_FOLDER and name.endswith(".yaml"):
        return Entry(file, "body", unicodedata.normalize("NFC", name.removesuffix(".yaml")), path)
    return None


class Folder:
    """A plan's files in a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._root = os.path.realpath(path)

    def listing(self) -> Listing:
        """Return what is in the folder; PlanError if the folder itself cannot be listed."""
        entries: list[Entry] = []
        problems: list[Problem] = []
        unread: list[str] = []
        try:
            for found in self._walk("", 0):
                if isinstance(found, Entry):
                    entries.append(found)
                else:
                    problems.append(found)
                    if found.name != "unread-file":
                        unread.append(found.place.file if _stands_for_a_file(found) else f"{found.place.file}/")
        except OSError as error:
            message = _("{folder} cannot be read: {reason}.").format(folder=self.path, reason=error.strerror)
            raise PlanError(message) from None
        ranks = ("plan", "documents", "body")
        entries.sort(key=lambda entry: (ranks.index(entry.kind), entry.file))
        return Listing(tuple(entries), tuple(problems), tuple(sorted(unread)))

    def read(self, entry: Entry) -> bytes | Problem:
        """Return a file's bytes; `too-large` or `not-a-file` if they are not to be had. Never waits for a pipe."""
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        path = os.path.join(self._root, entry.path)
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
        size = f"{status.st_size / 1024 / 1024:.1f}"
        return Problem("too-large", Place(entry.file), "", {"size": size, "most": str(LARGEST // 1024 // 1024)})

    def _walk(self, below: str, depth: int) -> Iterator[Entry | Problem]:
        """Yield what a folder and those in it have of YAML; links to folders are not followed."""
        with os.scandir(os.path.join(self._root, below)) as listed:
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
                        yield _not_read(path)
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
        path = os.path.join(self._root, entry.path)
        try:
            target = os.path.realpath(path, strict=True)
            if not Path(target).is_relative_to(self._root):
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


def _stands_for_a_file(problem: Problem) -> bool:
    """Whether a problem is of one file, not of the folder of all bodies."""
    return problem.place.file != BODIES_FOLDER


def _not_read(path: str) -> Problem:
    """Return the warning about a YAML file that no part of the plan is read from."""
    stem, _dot, _suffix = path.rpartition(".")
    meant = entry_of(f"{stem}.yaml")
    place = Place(os.fsencode(path).decode("utf-8", "replace"))
    return Problem("unread-file", place, "rename", {"name": meant.file}) if meant else Problem("unread-file", place)


def _unreadable(file: str, error: OSError) -> Problem:
    """Return the problem of something that the system does not let us read."""
    return Problem("not-a-file", Place(file), "unreadable", {"reason": error.strerror or str(error)})


def find_plan(given: str | None, environ: Mapping[str, str], cwd: Path) -> Path:
    """Return the plan's folder: the given one, else PLAN_DIR's, else the nearest upward; PlanError if there is none."""
    if given is not None:
        return _named(given, cwd, "--plan")
    if environ.get("PLAN_DIR"):
        return _named(environ["PLAN_DIR"], cwd, "PLAN_DIR")
    for folder in (cwd, *cwd.parents):
        for candidate in (folder / PLAN_FOLDER, folder):
            if os.path.lexists(candidate / PLAN_FILE):
                return candidate
    raise PlanError(
        _("No plan is found here: neither {folder} nor any folder above it has a plan/plan.yaml.").format(folder=cwd),
        _("Change to the plan's folder, or name it: --plan DIR, or PLAN_DIR=DIR."),
    )


def _named(given: str, cwd: Path, option: str) -> Path:
    """Return the plan's folder that an option or variable names: itself, or the one that has it as `plan`."""
    folder = cwd / given
    try:
        mode = os.stat(folder).st_mode
        os.scandir(folder).close() if stat.S_ISDIR(mode) else None
    except FileNotFoundError:
        raise PlanError(
            _("{option}: there is no folder {folder}.").format(option=option, folder=given),
            _("It is looked for from {folder}.").format(folder=cwd),
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise PlanError(
            _("{option}: {folder} cannot be read: {reason}.").format(option=option, folder=given, reason=reason)
        ) from None
    if not stat.S_ISDIR(mode):
        raise PlanError(
            _("{option}: {folder} is a file, not a folder.").format(option=option, folder=given),
            _("Name the folder that has plan.yaml in it."),
        )
    for candidate in (folder, folder / PLAN_FOLDER):
        if os.path.lexists(candidate / PLAN_FILE):
            return candidate
    raise PlanError(
        _("{option}: {folder} has no plan.yaml.").format(option=option, folder=given),
        _("A plan is a folder with a plan.yaml in it, which has at least a title."),
    )
