"""Facts stand at a member that the leading bodies do not have.

A collective body stands for many units, listed under its `members`: the provincial committees, the party cells. The
facts of one unit stand under `members` of a task or of one of its occurrences, by the unit's id. A name that no leading
body lists counts for nobody. `succeeded_by` of a member names another member of the same body.

Fails:

    # bodies/tinh-uy.yaml
    name: Các tỉnh uỷ
    collective: true
    members:
      lao-cai: {name: Tỉnh uỷ Lào Cai}
    tasks:
      - id: IV.11.1
        title: Cụ thể hoá Nghị quyết
        members:
          laocai:
            completed: 2023-05-04

Write instead:

    # bodies/tinh-uy.yaml
    name: Các tỉnh uỷ
    collective: true
    members:
      lao-cai: {name: Tỉnh uỷ Lào Cai}
    tasks:
      - id: IV.11.1
        title: Cụ thể hoá Nghị quyết
        members:
          lao-cai:
            completed: 2023-05-04
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.checks.places import at, with_parts
from plancli.checks.suggest import Suggestions
from plancli.i18n import N_
from plancli.model import Body, Located, Task
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "unknown-member"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("Facts stand at a member that the leading bodies do not have")
MESSAGES: Final = {
    "": N_("{member} is no member of {bodies}: add it to `members` of that body, or correct it"),
    "nearest": N_("{member} is no member of {bodies}: did you mean {nearest}? If not, add it to `members`"),
    "none": N_("{bodies} has no members, so there is no {member}: list it under `members` of that body"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each name of a member that no leading body has; none where a leading body could not be read."""
    for body in standing.plan.bodies.values():
        if body.members:
            yield from _successors(body)
    for task in with_parts(standing):
        if task.members or task.occurrences:
            yield from _unknown(standing, task)


def _unknown(standing: "Standing", task: Task) -> Iterator[Problem]:
    """Yield the unknown members of one task and of its occurrences."""
    written = [part.key for parts in (task.members, *(one.members for one in task.occurrences)) for part in parts]
    if not written:
        return
    leads = _leads(standing, task)
    bodies = [standing.plan.bodies.get(id) for id in leads]
    known = dict.fromkeys(str(member.id) for body in bodies if body for member in body.members)
    if any(body is None or body.file in standing.plan.unread for body in bodies):
        return
    suggest: Suggestions | None = None
    for key in written:
        if key not in known:
            suggest = suggest or Suggestions(known, _names(bodies))
            yield _problem(task.file, key, ", ".join(leads), suggest(key), known=bool(known))


def _leads(standing: "Standing", task: Task) -> list[str]:
    """Return the bodies whose members may have facts: those that lead, led before a transfer, and succeed them."""
    leads = [task.body, *map(str, task.co_leads), *(str(one.source) for one in task.facts.transferred)]
    successors = [standing.answering.successor(lead) for lead in leads]
    return list(dict.fromkeys([*leads, *(one for one in successors if one)]))


def _names(bodies: list[Body | None]) -> Iterator[tuple[str, str]]:
    """Yield the names of members, each with the id to write instead."""
    for body in bodies:
        for member in body.members if body else ():
            yield member.name, str(member.id)


def _successors(body: Body) -> Iterator[Problem]:
    """Yield each successor of a member that is no member of the same body."""
    known = dict.fromkeys(str(member.id) for member in body.members)
    for member in body.members:
        for name in member.succeeded_by:
            if name not in known:
                suggest = Suggestions(known, _names([body]))
                yield _problem(body.file, name, body.id, suggest(name), known=True)


def _problem(file: str, member: Located, bodies: str, nearest: str, *, known: bool) -> Problem:
    """Return the problem of one name; `known` says whether there are any members."""
    variant = "nearest" if nearest else "" if known else "none"
    return Problem(NAME, at(file, member), variant, {"member": member, "bodies": bodies, "nearest": nearest})
