"""A plan's files as a commit has them, and where in that commit the plan is."""

import errno
import os
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from plancli.errors import PlanError
from plancli.i18n import _
from plancli.problem import Place, Problem
from plancli.source.entry import (
    BODIES_FOLDER,
    DEEPEST,
    PLAN_FILE,
    PLAN_FOLDER,
    Entry,
    Listing,
    entry_of,
    gathered,
    not_read,
    too_large,
)
from plancli.source.git import MOST_FILES, Blob, Repository, short, too_many_files
from plancli.source.objects import FOLDER_MODE, LINK_MODE, SUBMODULE_MODE

LINKS_FOLLOWED: Final = 40
SHOWN: Final = 10


class Revision:
    """A plan's files in a folder of a commit; `folder` is "" or a path without a slash at its end."""

    def __init__(self, repository: Repository, commit: str, folder: str) -> None:
        self.repository = repository
        self.commit = commit
        self.folder = folder
        self._seen = 0

    def listing(self) -> Listing:
        """Return what is in the folder; it finds the same as in a folder of the disk."""
        self._seen = 0
        return gathered(self._walk("", 0))

    def read(self, entry: Entry) -> bytes | Problem:
        """Return a file's bytes; `too-large` or `not-a-file` if they are not to be had."""
        found = self._file(entry)
        if isinstance(found, Problem):
            return found
        blob = self.repository.object(found.oid)
        return too_large(entry, blob.size) if blob.data is None else blob.data

    def oids(self, entries: Iterable[Entry]) -> dict[Entry, str]:
        """Return the hash that git knows each file by, of those that can be read."""
        found = {entry: self._file(entry) for entry in entries}
        return {entry: blob.oid for entry, blob in found.items() if not isinstance(blob, Problem)}

    def _walk(self, below: str, depth: int) -> Iterator[Entry | Problem]:
        """Yield what a folder and those in it have of YAML."""
        tree = self._tree(below) or {}
        self._seen += len(tree)
        if self._seen > MOST_FILES:
            raise too_many_files(self.commit)
        for name, blob in tree.items():
            path = below + name
            if name.startswith("."):
                continue
            if entry := entry_of(path):
                found = self._file(entry)
                yield found if isinstance(found, Problem) else entry
            elif path == BODIES_FOLDER and blob.mode == SUBMODULE_MODE:
                reason = _("it is a submodule, whose files are in another repository")
                yield Problem("not-a-file", Place(path), "unreadable", {"reason": reason})
            elif path == BODIES_FOLDER and blob.mode != FOLDER_MODE:
                yield Problem("not-a-file", Place(path), "not-a-folder")
            elif blob.mode == FOLDER_MODE:
                if depth < DEEPEST:
                    yield from self._walk(f"{path}/", depth + 1)
            elif blob.mode != SUBMODULE_MODE and path.lower().endswith((".yaml", ".yml")):
                yield not_read(path)

    def _tree(self, below: str) -> Mapping[str, Blob] | None:
        """Return what a folder below the plan's has."""
        return self.repository.tree(self.commit, f"{self.folder}/{below}")

    def _file(self, entry: Entry) -> Blob | Problem:
        """Return the file that is read for an entry, links followed within the folder; or why none is."""
        path = entry.path
        for _link in range(LINKS_FOLLOWED):
            folder, _slash, name = path.rpartition("/")
            blob = (self._tree(folder) or {}).get(name)
            if blob is None:
                return Problem("not-a-file", Place(entry.file), "dangling")
            if blob.mode in (FOLDER_MODE, SUBMODULE_MODE):
                return Problem("not-a-file", Place(entry.file), "folder")
            if blob.mode != LINK_MODE:
                return blob
            target = os.fsdecode(self.repository.read(blob.oid))
            path = posixpath.normpath(posixpath.join(folder, target))
            if path.startswith(("/", "../")) or path == "..":
                return Problem("not-a-file", Place(entry.file), "outside")
        return Problem("not-a-file", Place(entry.file), "unreadable", {"reason": os.strerror(errno.ELOOP)})


def plan_in(repository: Repository, commit: str, folder: str) -> Revision | None:
    """Return the plan that a commit has in a folder, or in its `plan`."""
    for candidate in (folder, posixpath.join(folder, PLAN_FOLDER)):
        if PLAN_FILE in (repository.tree(commit, candidate) or ()):
            return Revision(repository, commit, candidate)
    return None


def plan_above(repository: Repository, commit: str, folder: str) -> Revision | None:
    """Return the plan that is found from a folder upward, as on a disk; else the only one of the commit."""
    start = folder
    while True:
        for candidate in (posixpath.join(start, PLAN_FOLDER), start):
            if PLAN_FILE in (repository.tree(commit, candidate) or ()):
                return Revision(repository, commit, candidate)
        if not start:
            return _elsewhere(repository, commit, folder, PLAN_FOLDER)
        start = posixpath.dirname(start)


def plan_at(
    repository: Repository, commit: str, folder: str, is_another: Callable[[Revision], bool] = lambda plan: False
) -> Revision | None:
    """Return the plan as a commit has it: in its folder, else where it was then. None if the commit has no plan.

    Elsewhere is the only folder with a plan.yaml, else the only one of the same name; PlanError where that is not one.
    A plan there that `is_another` did not move.
    """
    found = plan_in(repository, commit, folder)
    return found or _elsewhere(repository, commit, folder, posixpath.basename(folder), is_another)


def folders_of_plans(repository: Repository, commit: str) -> list[str]:
    """Return the folders of a commit that have a plan.yaml, but for hidden ones."""
    paths = [blob.path for blob in repository.files(commit) if posixpath.basename(blob.path) == PLAN_FILE]
    shown = [path for path in paths if not any(part.startswith(".") for part in path.split("/"))]
    return sorted(posixpath.dirname(path) for path in shown)


def several_plans(commit: str, folder: str, folders: list[str]) -> PlanError:
    """Return the error that a commit has its plan somewhere else than in a folder, but where is not known."""
    message = _("{commit} has no plan in {folder}, but in:").format(commit=short(commit), folder=folder or ".")
    shown = [f"  {one or '.'}" for one in folders[:SHOWN]] + (["  …"] if len(folders) > SHOWN else [])
    return PlanError(
        "\n".join([message, *shown]), _("Name the one that is meant: --plan DIR. DIR need not be on the disk any more.")
    )


def _elsewhere(
    repository: Repository,
    commit: str,
    folder: str,
    name: str,
    is_another: Callable[[Revision], bool] = lambda plan: False,
) -> Revision | None:
    """Return the plan of a commit in whichever folder it is."""
    return plan_among(repository, commit, folder, name, folders_of_plans(repository, commit), is_another)


def plan_among(
    repository: Repository,
    commit: str,
    folder: str,
    name: str,
    folders: Sequence[str],
    is_another: Callable[[Revision], bool],
) -> Revision | None:
    """Return the plan of a commit, which is not in `folder`, in the one of all folders with a plan that it must be."""
    folders = [one for one in folders if not is_another(Revision(repository, commit, one))]
    chosen = folders if len(folders) == 1 else [one for one in folders if posixpath.basename(one) == name]
    if len(chosen) == 1:
        return Revision(repository, commit, chosen[0])
    if folders:
        raise several_plans(commit, folder, folders)
    return None
