"""The files of a plan at many commits by what they hold, so that only those that differ are read."""

import posixpath
from collections.abc import Iterable, Mapping
from typing import Final

from plancli.problem import Problem
from plancli.source.entry import BODIES_FOLDER, Entry, Listing, entry_of, gathered, too_large
from plancli.source.git import Blob, Repository
from plancli.source.objects import FOLDER_MODE, read_tree
from plancli.source.whereabouts import Home

FILE_MODES: Final = ("100644", "100755", "100664")
KEPT: Final = 200
Files = Mapping[str, str]
"""The hashes of a plan's files, by their paths below its folder."""


class Contents:
    """Tells which files a plan had at a commit, given by its home."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._files: dict[str, Files | None] = {}

    def of(self, home: Home | None) -> Files | None:
        """Return the files; None where that is not so simple, as with a link, whose file may be another one."""
        if home is None:
            return {}
        if home.tree not in self._files:
            if len(self._files) >= KEPT:
                self._files.clear()
            self._files[home.tree] = self._read(home.tree)
        return self._files[home.tree]

    def _read(self, tree: str) -> Files | None:
        """Return the files of the tree of a plan's folder."""
        found: dict[str, str] = {}
        for name, blob in self._tree(tree).items():
            if name == BODIES_FOLDER:
                if blob.mode != FOLDER_MODE:
                    return None
                inner = self._tree(blob.oid).items()
                entries = {posixpath.join(name, file): below for file, below in inner if not file.startswith(".")}
            else:
                entries = {name: blob}
            for path, one in entries.items():
                if entry_of(path) is not None:
                    if one.mode not in FILE_MODES:
                        return None
                    found[path] = one.oid
        return found

    def _tree(self, oid: str) -> Mapping[str, Blob]:
        return read_tree(self._repository.object(oid).data or b"", len(oid) // 2)


class Some:
    """Some of a plan's files as a commit has them, as a source of their own."""

    def __init__(self, repository: Repository, files: Files, wanted: Iterable[str]) -> None:
        self._repository = repository
        self._files = {path: files[path] for path in wanted if path in files}

    def listing(self) -> Listing:
        """Return the files."""
        return gathered(entry for path in self._files if (entry := entry_of(path)))

    def read(self, entry: Entry) -> bytes | Problem:
        """Return a file's bytes; `too-large` where they are too many."""
        blob = self._repository.object(self._files[entry.path])
        return too_large(entry, blob.size) if blob.data is None else blob.data
