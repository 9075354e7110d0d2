"""A git repository: which commits it has, by name and by day, and what is in them."""

import os
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Final, NamedTuple

from plancli.errors import PlanError
from plancli.i18n import _, date_words
from plancli.source.discovery import NoRepository, refusal, start_of
from plancli.source.entry import LARGEST
from plancli.source.log import Logged, read_log
from plancli.source.objects import (
    FOLDER_MODE,
    SUBMODULE_MODE,
    Blob,
    Commit,
    Object,
    Objects,
    not_here,
    read_commit,
    read_tree,
)
from plancli.source.program import Git, failed
from plancli.source.typed import fault, remedy
from plancli.text import nearest

__all__ = ["Blob", "Message", "NoRepository", "Repository", "end_of", "short"]

SHORT: Final = 7
MOST_FILES: Final = 1_000_000
LONGEST_PATH: Final = 4096
KEPT_TREES: Final = 10_000
MOST_NAMES: Final = 5_000  # that a name which does not exist is compared with


class Message(NamedTuple):
    """What a commit says of itself, whole."""

    commit: str
    text: str


class Repository:
    """A git repository, read through git."""

    def __init__(self, git: Git, top: Path | None, *, shallow: bool) -> None:
        """Take one that was found: `top` is its work tree's, None in a bare one; paths begin at `root`."""
        self.top = top
        self.shallow = shallow
        self._git = git
        self.root = Path(os.path.realpath(top or git.folder))
        self._objects = Objects(git)
        self._commits: dict[str, Commit] = {}
        self._trees: dict[str, dict[str, Blob]] = {}

    @classmethod
    def around(cls, folder: Path) -> "Repository":
        """Return the repository that a folder is in; PlanError where there is none, or git will not read it."""
        start, bare = start_of(folder)
        git = Git(start, bare=bare)
        done = git.run("rev-parse", "--is-shallow-repository", "--is-bare-repository", "--show-toplevel")
        said = done.stdout.split(b"\n", 2)
        if len(said) != 3 or (done.status and said[1] != b"true"):
            raise refusal(folder, done)
        top = Path(os.fsdecode(said[2].removesuffix(b"\n"))) if not done.status else None
        return cls(git, top, shallow=said[0] == b"true")

    def path_of(self, folder: Path) -> str:
        """Return a folder's path inside the repository, "" for its top; of a bare one as if that were its folder."""
        path = os.path.relpath(os.path.realpath(folder), self.root).replace(os.sep, "/")
        if path == ".." or path.startswith("../") or os.path.isabs(path):
            message = _("{folder} is not inside the git repository {top}.")
            raise PlanError(message.format(folder=folder, top=self.root))
        return "" if path == "." else path

    def commit(self, typed: str, option: str) -> str:
        """Return the full hash of the commit that a revision names; PlanError where it names none, or not just one."""
        if wrong := fault(typed):
            hint = remedy(wrong)
            raise PlanError(_(wrong).format(option=option, value=typed), _(hint))
        name = re.split(r"[~^]", typed, maxsplit=1)[0]
        branch, tag = self.find(f"refs/heads/{name}"), self.find(f"refs/tags/{name}")
        if branch and tag and branch != tag:
            raise PlanError(
                _("{option}: {value} is a branch and a tag.").format(option=option, value=name),
                _("Type {branch} or {tag}.").format(branch=f"refs/heads/{name}", tag=f"refs/tags/{name}"),
            )
        found = self.find(typed)
        if found is None:
            raise self._unknown(typed, option)
        return found

    def find(self, name: str) -> str | None:
        """Return the full hash of the commit that a reference or revision names; None if it names none."""
        if fault(name):
            return None
        found = self._objects.get(f"{name}^{{commit}}", LARGEST)
        if found is None:
            return None
        self._keep(found)
        return found.oid

    def names(self) -> list[str]:
        """Return the names of branches and tags, as they are typed."""
        done = self._git.run("for-each-ref", "--format=%(refname)", "refs/heads", "refs/tags", "refs/remotes")
        lines = [] if done.status else os.fsdecode(done.stdout).splitlines()
        return [line.split("/", 2)[2] for line in lines]

    def commit_on(self, day: date, zone: tzinfo | None, option: str) -> str:
        """Return the commit that HEAD was at when a day ended: its last first parent committed up to then.

        The day is that of a time zone, None for the machine's. PlanError where the history does not go back so far.
        """
        head = self.find("HEAD")
        if head is None:
            raise self._unknown("HEAD", option)
        last = end_of(day, zone)
        found = self._list("--first-parent", "--max-count=1", f"--before=@{last} +0000", head) if last >= 0 else []
        if found:
            return found[0]
        first = self.committed(self._list("--first-parent", head)[-1]).astimezone(zone).date()
        message = _("{option}: on {day} there was no commit yet: the first is of {first}.")
        if self.shallow:
            message = _("{option}: this clone does not go back to {day}: its first commit is of {first}.")
        words = message.format(option=option, day=date_words(day), first=date_words(first))
        raise PlanError(words, self._deepen() if self.shallow else "")

    def merge_base(self, one: str, other: str) -> str | None:
        """Return the newest commit that two commits, given by their hashes, both come from; None if there is none."""
        done = self._git.run("merge-base", one, other)
        if done.status > 1:
            raise failed(done)
        return done.stdout.decode().split("\n", 1)[0] or None

    def messages(self, since: str, until: str) -> list[Message]:
        """Return what the commits of `until` say that are not in `since`, newest first. Both are hashes."""
        return [Message(commit, self._commit(commit).text) for commit in self._list(until, f"^{since}")]

    def log(self, tip: str, *, first_parents: bool) -> list[Logged]:
        """Return the commits that lead to one, given by its hash: parents before children, in git's order."""
        return read_log(self._git, tip, first_parents=first_parents)

    def commits(self, oids: Sequence[str]) -> list[Commit]:
        """Return what commits say of themselves, given by their hashes; many are read together."""
        unknown = [oid for oid in oids if oid not in self._commits]
        for oid, found in zip(unknown, self.objects(unknown), strict=True):
            if found is None:
                raise not_here(short(oid))
            self._keep(found)
        return [self._commits[oid] for oid in oids]

    def objects(self, names: Sequence[str]) -> list[Object | None]:
        """Return objects by their hashes, or by that of a tree and a path below it (`hash:path`), one line each."""
        return self._objects.several(names, LARGEST)

    def committed(self, commit: str) -> datetime:
        """Return when a commit, given by its hash, was committed, in the time zone of who did."""
        return self._commit(commit).committed

    def tree(self, commit: str, folder: str) -> Mapping[str, Blob] | None:
        """Return what a folder has in a commit, by name; None if it is no folder there."""
        found = self._tree(self._commit(commit).tree)
        for name in filter(None, folder.split("/")):
            inner = found.get(name)
            if inner is None or inner.mode != FOLDER_MODE:
                return None
            found = self._tree(inner.oid)
        return found

    def files(self, commit: str) -> list[Blob]:
        """Return every file and link of a commit, by its whole path; PlanError where there are too many to be true."""
        files = []
        for blob in self._walk(self._commit(commit).tree):
            files.append(blob)
            if len(files) > MOST_FILES:
                raise too_many_files(commit)
        return sorted(files)

    def read(self, oid: str) -> bytes:
        """Return what a file holds; PlanError if it is not here, or larger than any file of a plan may be."""
        data = self.object(oid).data
        if data is None:
            raise PlanError(_("The object {oid} is too large.").format(oid=short(oid)))
        return data

    def object(self, oid: str) -> Object:
        """Return an object, given by its hash; without its data where that is larger than any of a plan may be."""
        found = self._objects.get(oid, LARGEST)
        if found is None:
            raise not_here(short(oid))
        return found

    def _commit(self, oid: str) -> Commit:
        return self._commits.get(oid) or self._keep(self.object(oid))

    def _keep(self, found: Object) -> Commit:
        self._commits[found.oid] = commit = read_commit(found)
        return commit

    def _tree(self, oid: str) -> dict[str, Blob]:
        """Return what a tree has; the first ones that were read are kept."""
        if oid in self._trees:
            return self._trees[oid]
        found = read_tree(self.object(oid).data or b"", len(oid) // 2)
        if len(self._trees) < KEPT_TREES:
            self._trees[oid] = found
        return found

    def _walk(self, tree: str) -> Iterator[Blob]:
        """Yield what a tree and those in it have."""
        waiting = [("", tree)]
        while waiting:
            below, oid = waiting.pop()
            for blob in self._tree(oid).values():
                path = below + blob.path
                if blob.mode == FOLDER_MODE:
                    if len(path) < LONGEST_PATH:
                        waiting.append((f"{path}/", blob.oid))
                elif blob.mode != SUBMODULE_MODE:
                    yield blob._replace(path=path)

    def _list(self, *arguments: str) -> list[str]:
        """Return the hashes of commits, in git's order."""
        done = self._git.run("rev-list", *arguments)
        if done.status:
            raise failed(done)
        return done.stdout.decode().split()

    def _unknown(self, typed: str, option: str) -> PlanError:
        """Return the error that a revision names no commit."""
        names = self.names()
        if not names and self.find("HEAD") is None:
            return PlanError(
                _("{option}: the repository has no commit yet.").format(option=option),
                _("Commit the plan first: {command}").format(command="git add . && git commit"),
            )
        message = _("{option}: {value} names no commit of this repository.").format(option=option, value=typed)
        start = re.split(r"[~^]", typed, maxsplit=1)[0]
        close = nearest(start, [*(["HEAD"] if self.find("HEAD") else []), *names[:MOST_NAMES]])
        close = [name for name in names if posixpath.basename(name) == typed][:3] or close
        hints = [self._deepen()] if self.shallow else []
        if start in close and "{" in typed:
            words = _("{name} is there, but {rest} leads from it to no commit.")
            hints.insert(0, words.format(name=start, rest=typed.removeprefix(start)))
        elif start in close and start != typed:
            hints.insert(0, _("{name} has no such ancestor.").format(name=start))
        elif close:
            hints.insert(0, _("Did you mean {names}?").format(names=", ".join(close)))
        return PlanError(
            message,
            "\n".join(hints)
            or _("List the branches with git branch -a, the tags with git tag, the commits with git log."),
        )

    def _deepen(self) -> str:
        return _(
            "This clone is shallow: older commits and other branches may be missing. Fetch them: {command} "
            "(in CI: fetch-depth: 0)."
        ).format(command="git fetch --unshallow")


def short(commit: str) -> str:
    """Return a hash as people are shown it."""
    return commit[:SHORT]


def too_many_files(commit: str) -> PlanError:
    """Return the error that trees of a commit hold each other so often that nobody could look through them."""
    return PlanError(_("{commit} has too many files to look through.").format(commit=short(commit)))


def end_of(day: date, zone: tzinfo | None) -> int:
    """Return the last second of a day, counted from 1970."""
    try:
        next_day = datetime.combine(day + timedelta(days=1), time.min, zone)
        return int(next_day.timestamp()) - 1
    except (OverflowError, OSError, ValueError):
        return -1 if day.year < 1970 else int(datetime.max.replace(tzinfo=UTC).timestamp())
