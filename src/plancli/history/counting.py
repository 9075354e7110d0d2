"""Counting states on one day after another: judged again is only what may be another since."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from plancli.history.counts import Counted
from plancli.history.turning import Turning
from plancli.model import Body, Plan, Task
from plancli.query.filters import Wanted
from plancli.state import STATES, Standing, State
from plancli.state.deferred import STATE, STEP, Deferred

NOBODY: Final[Mapping[str, Body]] = {}


class Seen(NamedTuple):
    """A task as it was judged; `until` is the first day on which its state may be another."""

    task: Task
    state: State | None
    until: date


class Counting:
    """Counts the states of one version of a plan after another, on later and later days.

    Two versions share the tasks of files that did not change: their states are remembered, and judged again only from
    the day on which they may be others, or where what they hang on changed.
    """

    def __init__(self, wanted: Wanted, now: Mapping[str, Body] = NOBODY, *, by_body: bool = False) -> None:
        """Count the tasks that filters leave; a body whose file had another name is the one that is there `now`."""
        self._wanted = wanted
        self._now = now
        self._by_body = by_body
        self._known: dict[int, Seen] = {}  # by identity: what is in it cannot have gone
        self._by_id: dict[str, Seen] | None = None
        self._settings: Any = None
        self._day = date.min
        self._chosen = Chosen(wanted)

    def at(self, plan: Plan, day: date) -> Counted:
        """Return the counts of a plan on a day."""
        standing = Standing(plan, day)
        seen = self._judged(standing)
        if self._wanted.tests_tasks:
            keeps = self._chosen.of(plan)
            seen = [one for one in seen if keeps(one.task)]
        if not (self._by_body or self._wanted.bodies):
            return Counted(Counter([one.state for one in seen]), {})
        answers = standing.answering.body
        placed = [(answers(one.task), one) for one in seen]
        renamed = renamed_since(plan.bodies, self._now)
        if self._wanted.bodies:
            then = self._wanted.bodies | {old for old, new in renamed.items() if new in self._wanted.bodies}
            wanted = self._wanted._replace(bodies=then)
            placed = [(body, one) for body, one in placed if wanted.has_role(one.task, body, standing)]
        return _counted([(renamed.get(body, body) if body else None, one.state) for body, one in placed])

    def _judged(self, standing: Standing) -> list[Seen]:
        """Return the tasks assigned up to the day, judged: from memory where that surely holds."""
        day, turning = standing.day, Turning(standing)
        settings = _settings(standing)
        if settings != self._settings or day < self._day:
            self._known = {}
        self._settings, self._day = settings, day
        known, found = self._known, []
        for task in standing.assigned:
            seen = known.get(id(task)) or self._as_before(task)
            if seen is None or seen.until <= day:
                seen = known[id(task)] = _seen(task, standing, turning)
            found.append(seen)
        self._by_id = None
        if len(known) > 2 * len(found):
            self._known = {id(one.task): one for one in found}
        return found

    def _as_before(self, task: Task) -> Seen | None:
        """Remember what was seen of a task before its file changed, if all is as it was that its state follows from."""
        if type(task) is Deferred:
            return None
        if self._by_id is None:
            self._by_id = {one.task.id: one for one in self._known.values() if type(one.task) is not Deferred}
        before = self._by_id.get(task.id)
        if before is None or not _same(task, before.task):
            return None
        found = self._known[id(task)] = before._replace(task=task)
        return found


def renamed_since(then: Mapping[str, Body], now: Mapping[str, Body]) -> dict[str, str]:
    """Return the ids that bodies have now, by those they had then: their files got other names, they did not."""
    gone = [body for id, body in then.items() if id not in now]
    if not gone:
        return {}
    names = Counter(body.name for body in now.values())
    ids = {body.name: id for id, body in now.items() if names[body.name] == 1 and id not in then}
    return {body.id: ids[body.name] for body in gone if body.name in ids}


def _seen(task: Task, standing: Standing, turning: Turning) -> Seen:
    """Return a task judged on the day of a standing."""
    if type(task) is not Deferred or standing.needs_whole(task):
        return Seen(task, standing.item(task).state, turning.after(task))
    by_submission = standing.plan.info.met_by == "submitted"
    steps, at = task.step(standing.day.toordinal(), by_submission=by_submission)
    until = date.fromordinal(steps[at + STEP]) if at + STEP < len(steps) else date.max
    return Seen(task, STATES[steps[at + STATE]], until)


def _same(task: Task, old: Task) -> bool:
    """Return whether all of two tasks is the same that their states follow from."""
    return (
        task.due == old.due
        and task.facts == old.facts
        and task.assigned == old.assigned
        and task.occurrences == old.occurrences
        and task.faults == old.faults
    )


def _settings(standing: Standing) -> Any:
    """Return what else states follow from than a task and the day, but for other tasks."""
    info = standing.plan.info
    return info.date, info.events, info.met_by, standing.unread_settings, info.file in standing.plan.unread


def _counted(states: Iterable[tuple[str | None, State | None]]) -> Counted:
    """Return the counts by body, and in all."""
    counts: Counter[State | None] = Counter()
    bodies: dict[str | None, Counter[State | None]] = {}
    for (body, state), count in Counter(states).items():
        counts[state] += count
        bodies.setdefault(body, Counter())[state] += count
    return Counted(counts, bodies)


class Chosen:
    """Remembers which tasks the filters leave that a task's own words decide."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._around: Any = None
        self._known: dict[int, tuple[Task, bool]] = {}

    def of(self, plan: Plan) -> Callable[[Task], bool]:
        """Return the test for the tasks of a plan."""
        around = plan.info.sources, dict(plan.bodies)
        if around != self._around:
            self._known, self._around = {}, around
        known, tests = self._known, self._wanted.tests(plan)

        def keeps(task: Task) -> bool:
            found = known.get(id(task))
            if found is None:
                found = known[id(task)] = task, all(test(task) for test in tests)
            return found[1]

        return keeps
