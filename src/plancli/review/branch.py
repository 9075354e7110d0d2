"""What a branch does to a plan: where it began, what it makes of the plan, and where the base stands by now."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Final

from plancli.diff import Change, Difference, compare
from plancli.load import Loaded
from plancli.model import Info, Plan, Task
from plancli.problem import Place
from plancli.review.references import References
from plancli.source import PLAN_FILE
from plancli.state import Standing

NOTHING: Final = Loaded(Plan(Info(), {}, (), ()), ())
"""A plan that is not there yet: everything in another is new."""


class Branch:
    """The plan where the branch left the base, as the branch has it, and at the base's tip; all judged on one day.

    `name` is the base's for people. `old` or `tip` is None where there was no plan. `files` are those that the plan has
    now, where more are known than it was read from.
    """

    def __init__(
        self, old: Loaded | None, new: Loaded, tip: Loaded | None, day: date, name: str, files: Collection[str] = ()
    ) -> None:
        self.is_first = old is None
        self.old, self.new, self.newest = old or NOTHING, new, tip or NOTHING
        self.day = day
        self.name = name
        self._files = frozenset(files)

    @cached_property
    def base(self) -> Standing:
        """The plan where the branch began."""
        return Standing(self.old.plan, self.day)

    @cached_property
    def work(self) -> Standing:
        """The plan as the branch has it."""
        return Standing(self.new.plan, self.day)

    @cached_property
    def difference(self) -> Difference:
        """What the branch changes."""
        return compare(self.old, self.new)

    @cached_property
    def elsewhere(self) -> Difference:
        """What changed on the base since the branch began."""
        return compare(self.old, self.newest)

    @cached_property
    def _by_kind(self) -> Mapping[str, list[Change]]:
        found: dict[str, list[Change]] = {}
        for change in self.difference.changes:
            found.setdefault(change.kind, []).append(change)
        return found

    def changes(self, *kinds: str) -> Iterator[Change]:
        """Yield the branch's changes of these kinds."""
        for kind in kinds:
            yield from self._by_kind.get(kind, ())

    @cached_property
    def tasks(self) -> Mapping[str, Task]:
        """The tasks that the branch has, by id."""
        return {str(task.id): task for task in reversed(self.new.plan.tasks)}

    @cached_property
    def old_tasks(self) -> Mapping[str, Task]:
        """The tasks that the base had, by id."""
        return {str(task.id): task for task in reversed(self.old.plan.tasks)}

    @cached_property
    def tip_tasks(self) -> Mapping[str, Task]:
        """The tasks that the base has by now, by id."""
        return {str(task.id): task for task in reversed(self.newest.plan.tasks)}

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """The former ids of the tasks that have another one now, by the new."""
        return {str(change.new): str(change.old) for change in self.changes("id-changed")}

    @cached_property
    def renamed_bodies(self) -> Mapping[str, str]:
        """The new ids of the bodies whose file has another name now, by the former."""
        found = (change for change in self.changes("body-changed") if change.field == "id")
        return {str(change.old): str(change.new) for change in found}

    @cached_property
    def references(self) -> References:
        """Which names of bodies and documents mean the same on both sides."""
        return References(self.old.plan.documents, self.new.plan.documents, self.renamed_bodies)

    def old_address(self, address: str) -> str:
        """Return the address that a place had in the base; of a task that is new one that nothing has."""
        task, colon, rest = address.partition(":")
        if task in self._added:  # its id may have been another's
            return ""
        return self.renamed.get(task, task) + colon + rest

    @cached_property
    def _doubtful(self) -> frozenset[str]:
        """The ids of the tasks that were not compared."""
        return frozenset(one.address.partition(":")[0] for one in self.difference.uncompared)

    @cached_property
    def _added(self) -> frozenset[str]:
        return frozenset(str(change.address) for change in self.changes("task-added"))

    def is_compared(self, task: Task) -> bool:
        """Return whether it is known what a task of the branch was in the base, or that it is new."""
        former = self.renamed.get(task.id, str(task.id))
        if former in self._doubtful or task.id in self._doubtful:
            return False
        return former in self.old_tasks or task.id in self._added

    @cached_property
    def files(self) -> frozenset[str]:
        """The files that the branch's plan has."""
        plan = self.new.plan
        read = {body.file for body in plan.bodies.values()} | {one.file for one in plan.documents}
        return self._files | read | frozenset(plan.unread) | {PLAN_FILE}

    @cached_property
    def _lost(self) -> frozenset[str]:
        return frozenset(change.address for change in self.changes("part-removed"))

    def lost_milestone(self, address: str) -> bool:
        """Return whether a milestone is gone as a whole: its facts are not told one by one then."""
        return address in self._lost

    def place(self, change: Change) -> Place:
        """Return where a change is to be seen: at its new line, else where what it is of stands, or its file begins."""
        if change.new_place is not None:
            return change.new_place
        if change.subject == "document" and change.field:
            found = [one for one in self.new.plan.documents if one.key == change.address]
            return Place(found[0].file, *found[0].at) if len(found) == 1 else self.gone(change.old_place)
        task = self.tasks.get(change.address.partition(":")[0]) if change.subject == "task" else None
        if task is not None:
            return Place(task.file, task.id.line, task.id.column)
        return self.gone(change.old_place)

    def gone(self, old: Place | None) -> Place:
        """Return the place of what is gone: the first line of its file, or of the plan's where that is gone too."""
        return Place(old.file if old is not None and old.file in self.files else PLAN_FILE)

    def stood(self, change: Change) -> dict[str, str]:
        """Return the values that say where something stood: `old` is the place, `base` the base's name."""
        return {"old": str(change.old_place or ""), "base": self.name}
