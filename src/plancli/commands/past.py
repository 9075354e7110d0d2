"""The plan through all of its commits: which of them changed it, by whom, and what it was then."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import Final, NamedTuple

from plancli.commands.versions import Version, Versions
from plancli.i18n import _, date_words
from plancli.load import Loaded, load
from plancli.model import Info, Plan
from plancli.source import PLAN_FILE
from plancli.source.contents import Contents, Files, Some
from plancli.source.git import short
from plancli.source.log import Logged
from plancli.source.revision import Revision
from plancli.source.whereabouts import Home

NOTHING: Final = Loaded(Plan(Info(), {}, (), ()), ())
"""What is read where there is no plan."""


class Turn(NamedTuple):
    """One commit in which the plan's folder differs from before; `committed` has the zone of who committed.

    `files` are equal if and only if the folders hold the same: the hash of its tree, "" where there is no plan.
    """

    commit: str
    parents: tuple[str, ...]
    author: str
    committed: datetime
    subject: str
    files: str


class Past:
    """The commits that lead to `tip`, given by its hash, as far as this clone has them."""

    def __init__(self, versions: Versions, tip: str) -> None:
        self._versions = versions
        self._tip = tip
        self._repository = versions.repository
        self._whereabouts = versions.whereabouts(tip)
        self._contents = Contents(versions.repository)
        self._homes: dict[str, Home | None] = {}

    def line(self) -> list[Turn]:
        """Return the commits on the line of first parents that changed the plan's folder, oldest first.

        Changed is also a plan that appears, vanishes or moves.
        """
        before: Home | None = None
        found = []
        for one in self._log(first_parents=True):
            home = self._homes[one.oid]
            if home != before:
                found.append(one)
            before = home
        return self.turns(found)

    def every(self) -> list[Turn]:
        """Return all commits in which the plan's folder is not what any parent has, parents before children.

        A merge that took the folder as one of its parents has it changed nothing.
        """
        found = []
        for one in self.commits:
            before = [self._homes.get(parent) for parent in one.parents] or [None]
            if self._homes[one.oid] not in before:
                found.append(one)
        return self.turns(found)

    def version(self, commit: str) -> Version:
        """Return the plan at a commit, given by its hash; an empty one where it had none."""
        home = self.home(commit)
        source = Revision(self._repository, commit, home.folder) if home else None
        return self._versions.opened(commit, source, short(commit))

    @cached_property
    def commits(self) -> list[Logged]:
        """All commits, whether they changed the plan or not, parents before children."""
        return self._log(first_parents=False)

    @cached_property
    def parents(self) -> dict[str, tuple[str, ...]]:
        """The parents of each commit, as far as this clone has them."""
        return {one.oid: one.parents for one in self.commits}

    def home(self, commit: str | None) -> Home | None:
        """Return where a commit has the plan; None where it has none, as there is none before the first commit."""
        if commit is None:
            return None
        if commit not in self._homes:
            tree = self._repository.commits([commit])[0].tree
            self._homes[commit] = self._whereabouts.of([Logged(commit, (), tree)])[0]
        return self._homes[commit]

    def files(self, commit: str | None) -> Files | None:
        """Return the hashes of a plan's files at a commit; None where which they are is not so simple."""
        return self._contents.of(self.home(commit))

    def part(self, commit: str | None, wanted: Iterable[str] | None) -> Loaded:
        """Return what some files of a commit say, and plan.yaml; with None for `wanted`, all files."""
        files = self.files(commit)
        if commit is None or self.home(commit) is None:
            return NOTHING
        if files is None or wanted is None:
            return self.version(commit).loaded
        return load(Some(self._repository, files, {PLAN_FILE, *wanted}), self._versions.memory)

    def is_cut(self, commit: str) -> bool:
        """Whether a commit has parents that this clone does not have: what was before it is not known."""
        return commit in self._cut

    @cached_property
    def notes(self) -> list[str]:
        """What must be said of it once: that this clone does not go back to the beginning."""
        if not self._cut:
            return []
        first = min(moment.astimezone(self._versions.zone) for moment in self._cut.values())
        return [_("This clone does not go back before {day}.").format(day=date_words(first.date()))]

    @cached_property
    def _cut(self) -> dict[str, datetime]:
        """The commits before which this clone has nothing, though there was something, and when they were made."""
        roots = [one.oid for one in self.commits if not one.parents]
        return {one.oid: one.committed for one in self._repository.commits(roots) if one.parents}

    def turns(self, commits: Sequence[Logged]) -> list[Turn]:
        """Return what some commits say of themselves, read together."""
        turns = []
        for one, said in zip(commits, self._repository.commits([one.oid for one in commits]), strict=True):
            home = self._homes[one.oid]
            subject = next((line.strip() for line in said.text.splitlines() if line.strip()), "")
            turns.append(Turn(one.oid, one.parents, said.author, said.committed, subject, home.tree if home else ""))
        return turns

    def _log(self, *, first_parents: bool) -> list[Logged]:
        """Return the commits, of each of which it is then known where it has the plan."""
        commits = self._repository.log(self._tip, first_parents=first_parents)
        self._homes.update(zip((one.oid for one in commits), self._whereabouts.of(commits), strict=True))
        return commits
