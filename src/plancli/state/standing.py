"""A plan as it stands on a day: every task that was assigned by then, judged by the facts dated up to it."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from plancli.deadline import Anchored, Due, Recurring, Span, shift
from plancli.model import Part, Plan, Task
from plancli.state import facts as known
from plancli.state.anchors import Anchors
from plancli.state.bodies import Answering
from plancli.state.item import COMPLETED, Item
from plancli.state.places import Judge
from plancli.state.window import UNREAD, Window, resolve


class Standing:
    """Judges a plan on a day. `items` are its tasks in file order; parts of a task are judged when asked for."""

    def __init__(self, plan: Plan, day: date) -> None:
        self.plan = plan
        self.day = day
        self.answering = Answering(plan.bodies, day)
        self.soon = shift(day, plan.info.due_soon.amount, plan.info.due_soon.unit)
        self._windows: dict[int, tuple[Due | None, Window]] = {}
        self.anchors = Anchors(plan.info, self.assigned, self._completion, plan.unread)
        self._judge = Judge(self)

    @cached_property
    def assigned(self) -> list[Task]:
        """The tasks that were assigned up to the day: by their own date, else by the plan's."""
        issued = self.plan.info.date
        if issued is None or issued.end <= self.day:
            issued = None
        return [task for task in self.plan.tasks if self._was_assigned(task, issued)]

    def _was_assigned(self, task: Task, issued: Span | None) -> bool:
        """Return whether a task was assigned up to the day; `issued` is the plan's date where that is later."""
        when = task.assigned.date if task.assigned and task.assigned.date else issued
        return when is None or when.end <= self.day

    @cached_property
    def items(self) -> list[Item]:
        """Every task assigned up to the day, judged, in the order of the files."""
        return [self._judge.task(task) for task in self.assigned]

    def item(self, task: Task) -> Item:
        """Return one task, judged."""
        return self._judge.task(task)

    def ends_outside(self, task: Task, first: date | None, last: date | None) -> bool:
        """Return whether nothing of a task surely has its last day in first..last; seen without judging it."""
        if task.faults or task.milestones or task.facts.rescheduled:
            return False
        end = self.window(task.due).last
        return end is not None and ((first is not None and end < first) or (last is not None and last < end))

    @property
    def unassigned(self) -> int:
        """How many tasks were assigned only after the day."""
        return len(self.plan.tasks) - len(self.assigned)

    @cached_property
    def incomplete(self) -> list[str]:
        """The addresses of what could not be judged, because a due or fact could not be read."""
        found: list[str] = []
        for task in self.assigned:
            parts = [*task.milestones, *task.occurrences, *task.members]
            faulty = [one for part in parts for one in (part, *part.members) if one.faults]
            beginless = isinstance(task.due, Recurring) and not task.due.begins and self.begin(task) is None
            if task.faults or ((faulty or beginless) and self.item(task).state is None):
                found.append(str(task.id))
            for part in parts:
                if part.faults:
                    found.append(f"{task.id}:{part.key}")
                found.extend(f"{task.id}:{part.key}:{one.key}" for one in part.members if one.faults)
        return found

    def window(self, due: Due | None) -> Window:
        """Return the days of a deadline, remembered for each distinct one."""
        found = self._windows.get(id(due))
        if found is None:
            doubtful = isinstance(due, Anchored) and self.anchors.doubtful(due.name)
            found = self._windows[id(due)] = (due, UNREAD if doubtful else resolve(due, self.anchors))
        return found[1]

    def begin(self, task: Task) -> date | None:
        """Return the day from which a series without `from` runs: the task's assignment, else the plan's date."""
        when = task.assigned.date if task.assigned and task.assigned.date else self.plan.info.date
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

    def _last_completion(self, item: Item) -> Span | bool | None:
        """Return the completion of a series as an anchor: that of the occurrence completed last."""
        if item.state not in COMPLETED:
            return item.state == "withdrawn" or None
        entries = [known.counting(one.facts.completed) for one in self.occurrences(item) if one.state in COMPLETED]
        dates = [entry.fact.date for entry in entries if entry]
        last = max(dates, key=lambda span: (span.end, span.first), default=None)
        return last if len(dates) == len(entries) else None
