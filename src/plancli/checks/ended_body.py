"""Nobody answers for an open task, because its body has ended.

After `until`, a body's tasks pass to its one successor in `succeeded_by`. Where it names none, or where several share
what it did, nobody answers for a task until the task itself says who: move it into the file of the body that has it
now, with a `transferred` fact. Tasks that are completed or withdrawn need nobody.

Fails:

    # bodies/ban-kinh-te.yaml
    name: Ban Kinh tế
    until: 2025-02-01
    tasks:
      - id: IV.8
        title: Đề án về vai trò lãnh đạo trong phát triển kinh tế

Write instead:

    # bodies/ban-kinh-te.yaml
    name: Ban Kinh tế
    until: 2025-02-01
    succeeded_by: [ban-chinh-sach]
    tasks:
      - id: IV.8
        title: Đề án về vai trò lãnh đạo trong phát triển kinh tế
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.checks.places import at
from plancli.i18n import N_
from plancli.model import Body
from plancli.problem import Dates, Problem, Severity

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "ended-body"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("Nobody answers for an open task, because its body has ended")
MESSAGES: Final = {
    "": N_("nobody answers for {task}: {body} ended on {until}; name who follows it in `succeeded_by` of {file}"),
    "several": N_(
        "nobody answers for {task}: {body} ended on {until} and several follow it, {successors}; "
        "move the task into the file of one of them, with `transferred: {{date: ..., from: {body}}}`"
    ),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each open task for which no body answers on the day."""
    answering = standing.answering
    if not any(answering.ended(body) for body in standing.plan.bodies.values()):
        return
    for task in standing.checked:
        if answering.body(task) is None and standing.was_assigned(task) and (item := standing.item(task)).open:
            body = _last(standing, answering.holder(item.task))
            if body is None:
                continue
            values = {
                "task": item.key,
                "body": body.id,
                "until": Dates(body.until.text if body.until else ""),
                "file": body.file,
                "successors": ", ".join(body.succeeded_by),
            }
            yield Problem(NAME, at(item.task.file, item.task.at), "several" if body.succeeded_by else "", values)


def _last(standing: "Standing", id: str) -> Body | None:
    """Return the body at which the succession stops; None for a ring, which is a finding of its own."""
    body = standing.plan.bodies[id]
    seen = {id}
    while len(body.succeeded_by) == 1:
        if body.succeeded_by[0] in seen:
            return None
        body = standing.plan.bodies[body.succeeded_by[0]]
        seen.add(body.id)
    return body
