"""A completion is verified by the body that did the work.

`verified` means that somebody else has looked: claimed is not verified. The bodies that lead the task, jointly or
after succeeding the one that did, cannot confirm themselves. Compared is who led on the day of the verification.

Fails:

    # bodies/ban-to-chuc.yaml
    name: Ban Tổ chức
    tasks:
      - id: IV.4.2b
        title: Sửa quy định về đánh giá hằng năm
        completed:
          date: 2025-03-14
          output: [205-QĐ/TW]
          verified: {date: 2025-04-01, by: ban-to-chuc}

Write instead:

    # bodies/ban-to-chuc.yaml
    name: Ban Tổ chức
    tasks:
      - id: IV.4.2b
        title: Sửa quy định về đánh giá hằng năm
        completed:
          date: 2025-03-14
          output: [205-QĐ/TW]
          verified: {date: 2025-04-01, by: van-phong-trung-uong-dang}
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from plancli.checks.places import FactPlace, at, fact_places
from plancli.i18n import N_
from plancli.model import Fact, Task
from plancli.problem import Problem, Severity
from plancli.state.bodies import Answering

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "verified-by-lead"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("A completion is verified by the body that did the work")
MESSAGES: Final = {
    "": N_("{address} is verified by {body}, which leads it: let another body verify it"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each verification by a body that led the task on that day."""
    for place, said, body in by_lead(standing):
        yield Problem(NAME, at(place.file, said.at), "", {"address": place.address, "body": body})


def by_lead(standing: "Standing") -> Iterator[tuple[FactPlace, Fact, str]]:
    """Yield the verifications by a body that led the task on that day: where, what and by whom."""
    bodies = standing.plan.bodies
    successors = {name for body in bodies.values() for name in body.succeeded_by}
    known: dict[date, Answering] = {}
    for place in fact_places(standing):
        for entry in place.facts.completed + place.facts.submitted:
            said = entry.verified
            if said is None or said.by is None or "transferred" in place.task.faults:
                continue
            if said.by not in successors and not _may_lead(place.task, said.by):
                continue
            day = said.date.end
            answering = known.get(day)
            if answering is None:
                answering = known[day] = Answering(bodies, day)
            if said.by in _leads(place.task, answering):
                yield place, said, said.by


def _may_lead(task: Task, body: str) -> bool:
    """Return whether a body leads a task on any day, unless as a successor."""
    return body == task.body or body in task.co_leads or any(body == one.source for one in task.facts.transferred)


def _leads(task: Task, answering: Answering) -> set[str | None]:
    """Return the bodies that lead a task on a day, and those that succeeded them by then."""
    leads = [answering.holder(task), *task.co_leads]
    return {*leads, *map(answering.successor, leads)}
