"""A body stands twice at one task.

The body whose file a task stands in leads it. `co_leads` are others that lead jointly, `supporting` are others that
co-operate. A body that both leads and supports is counted twice, and who has to answer is no longer clear.

Fails:

    # bodies/ban-to-chuc.yaml
    name: Ban Tổ chức
    tasks:
      - id: IV.4.1
        title: Nghiên cứu mô hình đảng đoàn
        supporting: [ban-to-chuc, ban-bi-thu]

Write instead:

    # bodies/ban-to-chuc.yaml
    name: Ban Tổ chức
    tasks:
      - id: IV.4.1
        title: Nghiên cứu mô hình đảng đoàn
        supporting: [ban-bi-thu]
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.checks.places import at
from plancli.i18n import N_
from plancli.model import Task
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "lead-supports-itself"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A body stands twice at one task")
MESSAGES: Final = {
    "": N_("{body} leads {task}: take it out of `supporting`"),
    "co-lead": N_("{body} leads {task} already, because the task stands in its file: take it out of `co_leads`"),
    "twice": N_("{body} stands twice in `{field}` of {task}: take one out"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each body that stands at a task a second time."""
    for task in standing.checked:
        others = task.co_leads + task.supporting
        if others and len({task.body, *others}) <= len(others):
            yield from _repeated(task)


def _repeated(task: Task) -> Iterator[Problem]:
    """Yield the bodies that one task names again."""
    seen: dict[str, str] = {task.body: ""}
    for field, names in (("co_leads", task.co_leads), ("supporting", task.supporting)):
        for name in names:
            before = seen.setdefault(name, field)
            if before == field and name is not _first(names, name):
                variant = "twice"
            elif before != field:
                variant = "co-lead" if field == "co_leads" else ""
            else:
                continue
            yield Problem(NAME, at(task.file, name), variant, {"body": name, "task": task.id, "field": field})


def _first(names: tuple[str, ...], name: str) -> str:
    """Return the first of the names that equals this one."""
    return names[names.index(name)]
