"""A task is completed, but a milestone of it is not.

Milestones are steps on the way, so once the task is done each was reached or given up. An open one means that its fact
was forgotten, or that the task is not done after all. Where `met_by: submitted` holds, submission counts here too.

Fails:

    completed: {date: 2025-03-14, output: [205-QĐ/TW]}
    milestones:
      khao-sat:
        title: Khảo sát tại địa phương

Write instead:

    completed: {date: 2025-03-14, output: [205-QĐ/TW]}
    milestones:
      khao-sat:
        title: Khảo sát tại địa phương
        withdrawn: {date: 2025-01-10, reason: Dùng kết quả của năm trước}
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.checks.calendars import series
from plancli.checks.places import at, with_parts
from plancli.i18n import N_
from plancli.model import Task
from plancli.problem import Problem, Severity
from plancli.state import COMPLETED
from plancli.state.facts import met, visible

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "milestone-open"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("A task is completed, but a milestone of it is not")
MESSAGES: Final = {
    "": N_("{task} is completed, but its milestone {milestone} is open: write `completed` or `withdrawn` there"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each milestone of a completed task that is neither completed nor withdrawn on the day."""
    met_by = standing.plan.info.met_by
    with_milestones = [task for task in with_parts(standing) if task.milestones and not task.faults]
    for task in with_milestones:
        if met(visible(task.facts, standing.day), met_by) is None and not _completed(standing, task):
            continue
        for milestone in task.milestones:
            facts = visible(milestone.facts, standing.day)
            if milestone.faults or facts.withdrawn is not None or met(facts, met_by) is not None:
                continue
            values = {"task": task.id, "milestone": milestone.key}
            yield Problem(NAME, at(task.file, milestone.key), "", values)


def _completed(standing: "Standing", task: Task) -> bool:
    """Return whether a task is completed on the day by the occurrences of its series."""
    return series(task) is not None and standing.was_assigned(task) and standing.item(task).state in COMPLETED
