"""What a plan consists of: the names of its files, what each is read as, and where they may be read from."""

import os
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple, Protocol, runtime_checkable

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


@runtime_checkable
class HashedSource(Source, Protocol):
    """A source that knows a hash of each file without reading it: git."""

    def oids(self, entries: Iterable[Entry]) -> Mapping[Entry, str]:
        """Return the hash of each file that can be read."""
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


def not_read(path: str) -> Problem:
    """Return the warning about a YAML file that no part of the plan is read from."""
    stem, _dot, _suffix = path.rpartition(".")
    meant = entry_of(f"{stem}.yaml")
    place = Place(os.fsencode(path).decode("utf-8", "replace"))
    return Problem("unread-file", place, "rename", {"name": meant.file}) if meant else Problem("unread-file", place)


def too_large(entry: Entry, size: int) -> Problem:
    """Return the problem of a file with so many bytes."""
    values = {"size": f"{size / 1024 / 1024:.1f}", "most": str(LARGEST // 1024 // 1024)}
    return Problem("too-large", Place(entry.file), "", values)


def gathered(found: Iterable[Entry | Problem]) -> Listing:
    """Return what a walk through a plan's folder found, in order."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    unread: list[str] = []
    for one in found:
        if isinstance(one, Entry):
            entries.append(one)
            continue
        problems.append(one)
        if one.name != "unread-file":
            file = one.place.file
            unread.append(f"{file}/" if file == BODIES_FOLDER else file)
    ranks = ("plan", "documents", "body")
    entries.sort(key=lambda entry: (ranks.index(entry.kind), entry.file))
    return Listing(tuple(entries), tuple(problems), tuple(sorted(unread)))
