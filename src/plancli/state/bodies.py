"""Who answers for a task on a day: bodies end and are succeeded, tasks are transferred."""

from collections.abc import Mapping
from datetime import date

from plancli.model import NO_FACTS, Body, Facts, Task
from plancli.state.deferred import Deferred
from plancli.state.facts import in_order


class Answering:
    """Follows bodies to the one that answers on a day, remembering each answer."""

    def __init__(self, bodies: Mapping[str, Body], day: date) -> None:
        self._bodies = bodies
        self._day = day
        self._known: dict[str, str | None] = {}

    def successor(self, body_id: str) -> str | None:
        """Return the body that stands for `body_id` on the day: itself until it ends, then its one successor.

        None where it ended and nobody, several, or a circle follow. A body without a file stands for itself.
        """
        if body_id not in self._known:
            self._known[body_id] = self._follow(body_id)
        return self._known[body_id]

    def _follow(self, body_id: str) -> str | None:
        seen: set[str] = set()
        while (body := self._bodies.get(body_id)) is not None and self.ended(body):
            seen.add(body_id)
            if len(body.succeeded_by) != 1 or body.succeeded_by[0] in seen:
                return None
            body_id = str(body.succeeded_by[0])
        return body_id

    def ended(self, body: Body) -> bool:
        """Return whether a body's last day is past."""
        return body.until is not None and body.until.end < self._day

    def holder(self, task: Task, facts: Facts = NO_FACTS) -> str:
        """Return the body that held a task, or the part of it with these facts: before a transfer, the former one."""
        for transfers in (facts.transferred, task.facts.transferred):
            for transfer in in_order(transfers):
                if transfer.fact.date.end > self._day:
                    return str(transfer.source)
        return task.body

    def body(self, task: Task, facts: Facts = NO_FACTS) -> str | None:
        """Return the body that answers for a task or a part of it on the day, None where nobody does."""
        if type(task) is Deferred:
            return self.successor(task.body)
        if task.facts.transferred or facts.transferred:
            return self.successor(self.holder(task, facts))
        return self.successor(task.body)
