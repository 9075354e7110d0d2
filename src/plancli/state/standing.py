"""A plan as it stands on a day: every task that was assigned by then, judged by the facts dated up to it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from plancli.deadline import Anchored, Due, Recurring, Span, shift
from plancli.model import JUDGED_SETTINGS, NO_FACTS, Info, Part, Plan, Task
from plancli.state import facts as known
from plancli.state.anchors import Anchors
from plancli.state.bodies import Answering
from plancli.state.deferred import BY_SUBMISSION, Deferred, DeferredItem, Recounted
from plancli.state.item import COMPLETED, Item
from plancli.state.tally import Sort, sort_of
from plancli.state.tasks import Judge
from plancli.state.window import UNREAD, Window, resolve


class Given(NamedTuple):
    """When and by which document a task was given."""

    date: Span | None
    document: str | None


class Standing:
    """Judges a plan on a day. `items` are its tasks in file order; parts of a task are judged when asked for.

    `checked` are the tasks that are looked at one by one by checks: all of the plan's, unless only some were changed.
    """

    def __init__(self, plan: Plan, day: date, checked: Sequence[Task] | None = None) -> None:
        self.plan = plan
        self.day = day
        self.checked = plan.tasks if checked is None else checked
        self.answering = Answering(plan.bodies, day)
        self.unread_settings = _unread_settings(plan)
        self.met_by_unread = "met_by" in self.unread_settings
        due_soon = plan.info.due_soon
        self.soon = None if "due_soon" in self.unread_settings else shift(day, due_soon.amount, due_soon.unit)
        self._windows: dict[int, tuple[Due | None, Window]] = {}
        self.anchors = Anchors(plan, self.assigned, self._completion, self._doubted)
        self._judge = Judge(self)

    @cached_property
    def assigned(self) -> list[Task]:
        """The tasks that were assigned up to the day: by their own date, else by the plan's."""
        issued = self.plan.info.date
        if issued is None or issued.end <= self.day:  # then only a task's own date can be later
            return [one for one in self.plan.tasks if one.assigned is None or self.was_assigned(one)]
        return [one for one in self.plan.tasks if self.was_assigned(one)]

    def was_assigned(self, task: Task) -> bool:
        """Return whether a task was assigned up to the day."""
        when = self.given(task).date
        return when is None or when.end <= self.day

    def given(self, task: Task) -> Given:
        """Return when and by which document a task was given: as it says itself, else as the plan was."""
        own, info = task.assigned, self.plan.info
        return Given((own.date if own else None) or info.date, (own.document if own else None) or info.number)

    @cached_property
    def items(self) -> list[Item]:
        """Every task assigned up to the day, judged, in the order of the files."""
        return [self._judge.task(task) for task in self.assigned]

    def apart(self, items: Iterable[Item]) -> Iterable[Item]:
        """Return of some items those that are not among the ones counted anyway."""
        if not self.plan.tallies:
            return items
        return [item for item in items if type(item) is not DeferredItem and type(item.task) is not Recounted]

    @cached_property
    def counted(self) -> dict[tuple[str | None, Sort], int]:
        """How many tasks there are beside those told apart: by the body that answers for them, and how they stand."""
        found: dict[tuple[str | None, Sort], int] = {}
        by_submission = self.plan.info.met_by == "submitted"
        for tally in self.plan.tallies:
            body = self.answering.successor(tally.body)
            for code, count in tally.on(self.day.toordinal(), by_submission=by_submission).items():
                if count:
                    key = body, sort_of(code)
                    found[key] = found.get(key, 0) + count
        return found

    def item(self, task: Task) -> Item:
        """Return one task, judged."""
        return self._judge.task(task)

    def ends_outside(self, task: Task, first: date | None, last: date | None) -> bool:
        """Return whether nothing of a task surely has its last day in first..last; seen without judging it."""
        if type(task) is Deferred:
            return not self.needs_whole(task) and task.ends_outside(first, last)
        facts = task.facts
        if task.faults or task.milestones:
            return False
        if facts is not NO_FACTS and (facts.rescheduled or (self.met_by_unread and facts.submitted)):
            return False
        end = self.window(task.due).last
        return end is not None and ((first is not None and end < first) or (last is not None and last < end))

    def needs_whole(self, task: Deferred) -> bool:
        """Return whether a task's steps do not tell how it stands: nobody knows if its submission meets deadlines."""
        return self.met_by_unread and task.head[BY_SUBMISSION] is not None

    @property
    def unassigned(self) -> int:
        """How many tasks were assigned only after the day."""
        return len(self.plan.tasks) - len(self.assigned)

    @cached_property
    def incomplete(self) -> list[str]:
        """The addresses of what could not be judged: by itself, or for what it hangs on."""
        found: list[str] = []
        for task in self.assigned:
            if self._may_be_unjudged(task):
                item = self.item(task)
                found += [one.key for one in (item, *self.parts(item)) if one.state is None]
        return list(dict.fromkeys(found))

    def _may_be_unjudged(self, task: Task) -> bool:
        """Return whether a task or a part of it may be without a state: seen sooner than all is judged."""
        if self._suspect(task):
            return True
        due = task.due
        if type(due) is Recurring and self.begin(task) is None and not due.begins:
            return True
        if not (task.milestones or task.occurrences or task.members):
            return False
        parts = task.milestones + task.occurrences + task.members
        return any(self._suspect(one) or self._recurs(one) for part in parts for one in (part, *part.members))

    def _suspect(self, place: Task | Part) -> bool:
        """Return whether a place may be without a state for what stands there itself."""
        if type(place) is Deferred:
            return self.needs_whole(place)
        if place.faults or (type(place.due) is Anchored and self.window(place.due).kind == "unread"):
            return True
        facts = place.facts
        if facts is NO_FACTS:
            return False
        if facts.rescheduled and any(self.window(moved.to).kind == "unread" for moved in facts.rescheduled):
            return True
        return self.met_by_unread and bool(facts.submitted)

    def _recurs(self, part: Part) -> bool:
        """Return whether a part is to recur, which only a task may."""
        return any(type(due) is Recurring for due in (part.due, *(moved.to for moved in part.facts.rescheduled)))

    def window(self, due: Due | None) -> Window:
        """Return the days of a deadline, remembered for each distinct one."""
        found = self._windows.get(id(due))
        if found is None:
            doubtful = isinstance(due, Anchored) and self.anchors.doubtful(due.name)
            found = self._windows[id(due)] = (due, UNREAD if doubtful else resolve(due, self.anchors))
        return found[1]

    def begin(self, task: Task) -> date | None:
        """Return the day from which a series without `from` runs: the task's assignment, else the plan's date."""
        when = self.given(task).date
        return when.first if when else None

    def milestones(self, item: Item) -> list[Item]:
        """Return a task's milestones, judged by their own deadlines."""
        return [self._judge.milestone(item, part) for part in item.task.milestones]

    def members(self, item: Item) -> list[Item]:
        """Return the members of a collective lead at a task or at one of its occurrences, with or without facts."""
        written = {str(part.key): part for part in (item.part.members if item.part else item.task.members)}
        leads = [item.answers_to or self.answering.holder(item.task)]
        leads += [self.answering.successor(str(body)) or str(body) for body in item.task.co_leads]
        for body_id in leads:
            body = self.plan.bodies.get(body_id)
            for member in body.members if body else ():
                part = written.get(str(member.id))
                if part is not None:
                    written[str(member.id)] = part._replace(title=member.name)
                elif member.until is None or member.until.end >= self.day:
                    written[str(member.id)] = Part("member", member.id, member.name)
        return [self._judge.member(item, part) for part in written.values()]

    def occurrences(self, item: Item, horizon: date | None = None) -> list[Item]:
        """Return a series' occurrences up to a horizon; without one, those up to the next that is still to be met."""
        return self._judge.occurrences(item.task, item.facts, item.answers_to, horizon)

    def parts(self, item: Item) -> Iterator[Item]:
        """Yield a task's milestones, occurrences and members, and the members of the occurrences that have facts."""
        yield from self.milestones(item)
        for occurrence in self.occurrences(item):
            yield occurrence
            if occurrence.part and occurrence.part.members:
                yield from self.members(occurrence)
        yield from self.members(item)

    def _completion(self, task: Task) -> Span | bool | None:
        """Return a task's completion as an anchor: its days; True for a withdrawn task, which nobody waits for."""
        facts = known.visible(task.facts, self.day)
        if entry := known.counting(facts.completed):
            return entry.fact.date
        if isinstance(known.deadline(task.due, facts, self.day), Recurring) and not task.faults:
            return self._last_completion(self._judge.task(task))
        return True if facts.withdrawn else None

    def _doubted(self, task: Task) -> bool:
        """Return whether a task's completion might be another, had all been read: a series may be unjudged for it."""
        if task.faults or any(part.faults for part in task.occurrences):
            return True
        facts = known.visible(task.facts, self.day)
        if known.counting(facts.completed) or not isinstance(known.deadline(task.due, facts, self.day), Recurring):
            return False
        return self._judge.task(task).state is None

    def _last_completion(self, item: Item) -> Span | bool | None:
        """Return the completion of a series as an anchor: that of the occurrence completed last."""
        if item.state not in COMPLETED:
            return item.state == "withdrawn" or None
        entries = [known.counting(one.facts.completed) for one in self.occurrences(item) if one.state in COMPLETED]
        dates = [entry.fact.date for entry in entries if entry]
        last = max(dates, key=lambda span: (span.end, span.first), default=None)
        return last if len(dates) == len(entries) else None


def _unread_settings(plan: Plan) -> tuple[str, ...]:
    """Return the settings that could not be read: all, where nothing of plan.yaml could."""
    nothing_read = plan.info.file in plan.unread and plan.info == Info()
    return JUDGED_SETTINGS if nothing_read else plan.info.unread
