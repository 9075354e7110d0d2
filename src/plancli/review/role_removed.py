"""A body does not lead or support a task any more.

Who leads a task jointly and who supports it was laid down with the task. A body that is taken out of the list has no
part in the duty any more, and one that led and now supports has a smaller part; nobody is told. A body that has ended
and the one that succeeds it are the same here.

In the base:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      co_leads: [ban-noi-chinh]
      supporting: [van-phong, ban-dan-van]

Fails:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      co_leads: [ban-noi-chinh]
      supporting: [van-phong]

Write instead:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      co_leads: [ban-noi-chinh]
      supporting: [van-phong, ban-dan-van]
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.i18n import N_
from plancli.model import Body
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "role-removed"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("A body does not lead or support a task any more")
MESSAGES: Final = {
    "": N_(
        "{id} named {bodies} in {base} ({old}), but not any more: "
        "put it back, or say why in a `Plan-Waive` of the commit"
    ),
    "supporting": N_(
        "{id} named {bodies} as joint leads in {base} ({old}), and only as supporting now: "
        "put it back, or say why in a `Plan-Waive` of the commit"
    ),
}


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each task that lost a body from its leads or supporters, or a lead to its supporters."""
    for change in branch.changes("co-leads-changed", "supporting-changed"):
        task = branch.tasks.get(change.address)
        if task is None or type(change.old) is not tuple:
            continue
        leads = {task.body, *task.co_leads}
        former = {str(name): _followers(branch, str(name)) for name in change.old}
        gone = [name for name, now in former.items() if now.isdisjoint(leads.union(task.supporting))]
        less = [name for name, now in former.items() if name not in gone and now.isdisjoint(leads)]
        for variant, names in (("", gone), ("supporting", less if change.field == "co_leads" else [])):
            if names:
                values = {"id": change.address, "bodies": ", ".join(names), **branch.stood(change)}
                yield Problem(NAME, branch.place(change), variant, values)


def _followers(branch: "Branch", body: str) -> set[str]:
    """Return a body and all that succeed it, or that it is called now."""
    found, waiting = set[str](), [body]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            known: Body | None = branch.new.plan.bodies.get(name)
            waiting += [str(one) for one in known.succeeded_by] if known else []
            waiting += [branch.renamed_bodies[name]] if name in branch.renamed_bodies else []
    return found
