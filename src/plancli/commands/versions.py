"""The plan at several times: in the working folder, and at commits of the repository that it is kept in."""

import os
import re
from datetime import date, tzinfo
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from plancli import clock
from plancli.commands.session import day_hint, prefix_of, working_folder
from plancli.deadline import DeadlineError
from plancli.errors import PlanError
from plancli.i18n import _
from plancli.load import Loaded, Memory, load
from plancli.model import Info, Plan
from plancli.source import PLAN_FILE, Folder, Listing, Source, find_plan
from plancli.source.git import NoRepository, Repository, short
from plancli.source.revision import Revision, folders_of_plans, plan_above, plan_at, plan_in, several_plans
from plancli.source.whereabouts import Whereabouts

LIKE_A_DATE: Final = re.compile(r"[0-9]{1,4}(?:[-/.][0-9]{1,4}){1,2}")


class Version(NamedTuple):
    """The plan at one time. `source` is None where there was no plan, `commit` where it is the working folder's.

    `prefix` is what leads people to its files, such as `plan/` or `1a2b3c4:plan/`; `label` is for titles.
    """

    loaded: Loaded
    source: Source | None
    prefix: str
    commit: str | None
    label: str


class Versions:
    """The versions of one plan. A file that several have is parsed once.

    `folder` is the plan's on the disk; of a plan that is only in the `repository`, the one that was named or worked in.
    """

    def __init__(self, plan_dir: str | None, memory: Memory | None = None) -> None:
        """Find the plan and its repository; PlanError where either is not found. `memory` is what was read already."""
        self.memory: Memory = {} if memory is None else memory
        self._missing: PlanError | None = None
        here = working_folder()
        try:
            self.folder = find_plan(plan_dir, os.environ, here)
        except PlanError as missing:
            self._missing = missing
            self._named = plan_dir if plan_dir is not None else os.environ.get("PLAN_DIR", "")
            self.folder = here / self._named
            self.repository = _repository_of(self.folder, missing)
        else:
            self.repository = Repository.around(self.folder)
        self._path = self.repository.path_of(self.folder)

    @cached_property
    def zone(self) -> tzinfo | None:
        """The time zone of the plan: the working folder's, else HEAD's; None for the machine's."""
        source: Source | None = Folder(self.folder)
        if self._missing:
            head = self.repository.find("HEAD")
            source = self._plan_of(head) if head else None
        name = load(_Settings(source), self.memory).plan.info.timezone if source else None
        return clock.zone(name) if name else None

    def working(self) -> Version:
        """Return the plan in the working folder; PlanError where there is none."""
        if self._missing:
            raise self._missing
        source = Folder(self.folder)
        return Version(load(source, self.memory), source, prefix_of(self.folder), None, _("the working folder"))

    def at(self, typed: str, option: str) -> Version:
        """Return the plan at a revision or day as typed."""
        zone = self.zone if _typed_day(typed) else None
        return self.of_commit(typed_commit(self.repository, typed, option, zone), typed)

    def of_commit(self, commit: str, label: str) -> Version:
        """Return the plan at a commit, given by its hash; an empty one where it had none."""
        return self.opened(commit, self._plan_of(commit), label)

    def opened(self, commit: str, source: Revision | None, label: str) -> Version:
        """Return the plan at a commit of which it is known where it has it; an empty one where it had none."""
        folder = source.folder if source else self._path
        prefix = f"{short(commit)}:{folder}/" if folder else f"{short(commit)}:"
        loaded = load(source, self.memory) if source else Loaded(Plan(Info(), {}, (), ()), ())
        return Version(loaded, source, prefix, commit, label)

    def folder_of(self, version: Version) -> Path:
        """Return the plan's folder on the disk, or where it would be if it is in this version only."""
        if self._missing and isinstance(version.source, Revision):
            return self.repository.root / version.source.folder
        return self.folder

    def whereabouts(self, tip: str) -> Whereabouts:
        """Return where the commits that lead to `tip` have the plan: where it is now, of one that is gone at `tip`."""
        source = self._plan_of(tip) if self._missing else None
        return Whereabouts(self.repository, source.folder if source else self._path, self._is_another)

    def _plan_of(self, commit: str) -> Revision | None:
        """Return where a commit has the plan. A folder that is named and not on the disk must be in the commit."""
        if not self._missing:
            return plan_at(self.repository, commit, self._path, self._is_another)
        if not self._named:
            return plan_above(self.repository, commit, self._path)
        found = plan_in(self.repository, commit, self._path)
        others = [] if found else folders_of_plans(self.repository, commit)
        if others:
            raise several_plans(commit, self._path, others)
        return found

    def _is_another(self, plan: Revision) -> bool:
        """Return whether a plan elsewhere in a commit is not this one before it moved: it has stayed, as another."""
        stayed = self.repository.root / plan.folder
        if not os.path.lexists(stayed / PLAN_FILE):
            return False
        own = self._name(Folder(self.folder))
        others = {self._name(Folder(stayed)), self._name(plan)}
        return bool(own and all(others)) and own not in others

    def _name(self, source: Source) -> str:
        """Return what a plan is known by, its id, else its title; empty where that cannot be read."""
        info = load(_Settings(source), self.memory).plan.info
        return info.id or info.title


class _Settings:
    """Only plan.yaml of a source: enough to know the time zone, and which plan it is."""

    def __init__(self, source: Source) -> None:
        self.read = source.read
        self._listing = source.listing

    def listing(self) -> Listing:
        """Return plan.yaml, if it is there."""
        return Listing(tuple(entry for entry in self._listing().entries if entry.kind == "plan"))


def typed_commit(repository: Repository, typed: str, option: str, zone: tzinfo | None) -> str:
    """Return the hash of the commit that is typed: a revision, or a day or period whose last day is meant.

    PlanError where there is none, or where a branch or tag has the name of a day.
    """
    day = _typed_day(typed)
    if day is None:
        return _revision(repository, typed, option)
    for kind in ("heads", "tags"):
        if repository.find(name := f"refs/{kind}/{typed}"):
            raise PlanError(
                _("{option}: {value} is a day, and a branch or tag.").format(option=option, value=typed),
                _("For the branch or tag, type {name}; for the day, in another way.").format(name=name),
            )
    return repository.commit_on(day, zone, option)


def _revision(repository: Repository, typed: str, option: str) -> str:
    """Return the hash of a commit that is typed as a revision; what looks like a day is told as one that is none."""
    if LIKE_A_DATE.fullmatch(typed) and repository.find(typed) is None:
        message = _("{option}: {value} is neither a day nor a revision.").format(option=option, value=typed)
        raise PlanError(message, day_hint(DeadlineError(typed)))
    return repository.commit(typed, option)


def _typed_day(typed: str) -> date | None:
    """Return the day that is typed, of a period its last; None if it reads as neither."""
    from plancli.remedy import typed_span

    try:
        return typed_span(typed).last
    except DeadlineError:
        return None


def _repository_of(folder: Path, missing: PlanError) -> Repository:
    """Return the repository of a folder that need not be on the disk; where there is none, the plan is `missing`."""
    if "\0" in str(folder):
        raise missing
    while not os.path.isdir(folder):
        folder = folder.parent
    try:
        return Repository.around(folder)
    except NoRepository:
        raise missing from None
