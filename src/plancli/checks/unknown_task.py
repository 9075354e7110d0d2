"""A task is named that does not exist.

`depends` names the tasks that must come before this one, and `into` those that a withdrawn task was split or merged
into. A name without a task leads nowhere: the dependency is never watched, and what was withdrawn seems to be gone.
Only tasks can be named here, not the clauses that they come from.

Fails:

    tasks:
      - id: IV.4.2a
        title: Sơ kết quy định về bồi dưỡng
      - id: IV.4.3
        title: Sơ kết quy định về nêu gương
        depends: [IV.4.2]

Write instead:

    tasks:
      - id: IV.4.2a
        title: Sơ kết quy định về bồi dưỡng
      - id: IV.4.3
        title: Sơ kết quy định về nêu gương
        depends: [IV.4.2a]
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.checks.names import names
from plancli.checks.places import at, having
from plancli.checks.suggest import Suggestions
from plancli.i18n import N_
from plancli.model import Located
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "unknown-task"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A task is named that does not exist")
MESSAGES: Final = {
    "": N_("there is no task {task}: name one that is in the plan, or take it out"),
    "nearest": N_("there is no task {task}: did you mean {nearest}?"),
    "clause": N_("{task} is a clause, not a task: name its tasks, {nearest}"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each name of a task that there is not; none while the file of a body could not be read."""
    if standing.plan.bodies_unread:
        return
    if not (named := list(_named(standing))):
        return
    known = names(standing)
    suggest = Suggestions(known.tasks)
    for file, name in named:
        if name not in known.tasks:
            tasks = known.clauses.get(known.bare(name))
            nearest = ", ".join(tasks) if tasks else suggest(name)
            variant = "clause" if tasks else "nearest" if nearest else ""
            yield Problem(NAME, at(file, name), variant, {"task": name, "nearest": nearest})


def _named(standing: "Standing") -> Iterator[tuple[str, Located]]:
    """Yield every name of a task, with the file it stands in."""
    for task in standing.checked:
        for name in task.depends:
            yield task.file, name
    for place in having(standing, "withdrawn"):
        if place.facts.withdrawn is not None:
            for name in place.facts.withdrawn.into:
                yield place.file, name
