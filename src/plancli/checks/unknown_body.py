"""A body is named that has no file.

A body's id is the stem of its file: `bodies/ban-bi-thu.yaml` is `ban-bi-thu`. Bodies are named in `co_leads`,
`supporting`, `by`, `from` and `succeeded_by`. A name without a file is counted under nobody, so the task is missing
from the list of those who should do it. A body that only supports has a file too, with its `name` and no tasks.

Fails:

    tasks:
      - id: IV.9
        title: Tổng kết thực tiễn, bổ sung lý luận
        supporting: [ban-tuyen-giao]

Write instead:

    tasks:
      - id: IV.9
        title: Tổng kết thực tiễn, bổ sung lý luận
        supporting: [ban-tuyen-giao-trung-uong]
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Final

from plancli.checks.places import at, dated_facts, having
from plancli.checks.suggest import Suggestions
from plancli.i18n import N_
from plancli.model import Body, Located
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "unknown-body"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A body is named that has no file")
MESSAGES: Final = {
    "": N_("{body} is no body of this plan: add bodies/{body}.yaml, or name a body that has a file"),
    "nearest": N_("{body} is no body of this plan: did you mean {nearest}? If not, add bodies/{body}.yaml"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each name of a body without a file; a file that could not be read is one."""
    plan = standing.plan
    known = [*plan.bodies, *(_stem(file) for file in plan.unread if file.startswith("bodies/"))]
    suggest = Suggestions(known, _other_names(plan.bodies.values()))
    for file, name in _unknown(standing, set(known)):
        nearest = suggest(name)
        yield Problem(NAME, at(file, name), "nearest" if nearest else "", {"body": name, "nearest": nearest})


def _unknown(standing: "Standing", known: set[str]) -> list[tuple[str, Located]]:
    """Return every name of a body that is not known, with the file it stands in."""
    plan = standing.plan
    found = [(body.file, name) for body in plan.bodies.values() for name in body.succeeded_by if name not in known]
    tasks = standing.checked
    if not known.issuperset(chain.from_iterable([task.co_leads for task in tasks])):
        found += [(task.file, name) for task in tasks for name in task.co_leads if name not in known]
    if not known.issuperset(chain.from_iterable([task.supporting for task in tasks])):
        found += [(task.file, name) for task in tasks for name in task.supporting if name not in known]
    found += [(place.file, fact.by) for place, _, fact in dated_facts(standing) if fact.by and fact.by not in known]
    found += [
        (place.file, transfer.source)
        for place in having(standing, "transferred")
        for transfer in place.facts.transferred
        if transfer.source not in known
    ]
    return found


def _other_names(bodies: Iterable[Body]) -> Iterator[tuple[str, str]]:
    """Yield what else bodies are called, each with the id to write instead."""
    for body in bodies:
        for alias in (body.name, body.short, *body.aliases):
            if alias:
                yield alias, body.id


def _stem(file: str) -> str:
    """Return the id of the body whose file this is."""
    return file.removeprefix("bodies/").rpartition(".")[0]
