"""Where many commits have the plan: found by the hashes of trees, each distinct one looked at once.

A plan stands where it does now, or one folder below that; where it does not, it is looked for as one revision is
(`revision.plan_at`). A commit in which several folders might be it counts as one without a plan.
"""

import posixpath
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from plancli.errors import PlanError
from plancli.source.entry import PLAN_FILE, PLAN_FOLDER
from plancli.source.git import Repository, too_many_files
from plancli.source.log import Logged
from plancli.source.objects import FOLDER_MODE, SUBMODULE_MODE, read_tree
from plancli.source.revision import Revision, plan_among

DEEPEST: Final = 100  # folders within each other that are looked into for a plan
MOST_PLANS: Final = 10_000


class Home(NamedTuple):
    """A folder of a commit, and the hash of its tree: two are equal if and only if they hold the same."""

    folder: str
    tree: str


Homes = tuple[Home, ...]


class Whereabouts:
    """Where the commits of one repository have the plan whose folder is `folder` now."""

    def __init__(self, repository: Repository, folder: str, is_another: Callable[[Revision], bool]) -> None:
        self._repository = repository
        self._folder = folder
        self._is_another = is_another
        self._homes: dict[str, Home | None] = {}  # by the commit's tree
        self._has_plan: dict[str, bool] = {}  # by the folder's tree
        self._below: dict[str, Homes] = {}  # by any tree: the plans in it
        self._chosen: dict[Homes, Home | None] = {}

    def of(self, commits: Iterable[Logged]) -> list[Home | None]:
        """Return where each commit has the plan; None where it has none, or nobody knows which it is."""
        commits = list(commits)
        new = {one.tree: one.oid for one in commits if one.tree not in self._homes}
        for (tree, commit), home in zip(new.items(), self._in_folder(list(new)), strict=True):
            self._homes[tree] = home or self._elsewhere(commit, tree)
        return [self._homes[one.tree] for one in commits]

    def _in_folder(self, trees: list[str]) -> list[Home | None]:
        """Return which of some commits, given by their trees, have the plan where it is now."""
        if not self._folder.isprintable():  # a name may be anything, but a question to git is one line
            return [None for _tree in trees]
        found = self._repository.objects([f"{tree}:{self._folder}" if self._folder else tree for tree in trees])
        homes: list[Home | None] = []
        for one in found:
            if one is not None and one.kind == "tree" and one.oid not in self._has_plan:
                self._has_plan[one.oid] = PLAN_FILE in read_tree(one.data or b"", len(one.oid) // 2)
            there = one is not None and self._has_plan.get(one.oid)
            homes.append(Home(self._folder, one.oid) if one is not None and there else None)
        return homes

    def _elsewhere(self, commit: str, tree: str) -> Home | None:
        """Return where a commit has a plan that is not where it is now."""
        homes = self._plans(tree, commit, 0)
        if homes not in self._chosen:
            self._chosen[homes] = self._choice(commit, homes)
        return self._chosen[homes]

    def _choice(self, commit: str, homes: Homes) -> Home | None:
        """Return which of all plans of a commit is the one."""
        trees = {home.folder: home for home in homes}
        for folder in (self._folder, posixpath.join(self._folder, PLAN_FOLDER)):
            if folder in trees:
                return trees[folder]
        name, shown = posixpath.basename(self._folder), [one for one in trees if not _hidden(one)]
        try:
            found = plan_among(self._repository, commit, self._folder, name, sorted(shown), self._is_another)
        except PlanError:
            return None
        return trees[found.folder] if found else None

    def _plans(self, tree: str, commit: str, depth: int) -> Homes:
        """Return the plans in a tree, by their paths from there."""
        if tree in self._below:
            return self._below[tree]
        found: list[Home] = []
        entries = read_tree(self._repository.object(tree).data or b"", len(tree) // 2)
        for name, blob in entries.items():
            if blob.mode == FOLDER_MODE and depth < DEEPEST:
                inner = self._plans(blob.oid, commit, depth + 1)
                found += [Home(f"{name}/{one.folder}" if one.folder else name, one.tree) for one in inner]
            elif name == PLAN_FILE and blob.mode not in (FOLDER_MODE, SUBMODULE_MODE):
                found.append(Home("", tree))
        if len(found) > MOST_PLANS:
            raise too_many_files(commit)
        self._below[tree] = made = tuple(found)
        return made


def _hidden(folder: str) -> bool:
    """Whether a folder, or one that it is in, is hidden."""
    return any(part.startswith(".") for part in folder.split("/"))
