"""A body that leads tasks ends, is succeeded or is called otherwise.

Who answers for a task is the body that leads it, until it ends (`until`) and the one that follows it (`succeeded_by`)
does. One line in a body's file therefore moves all its tasks, without a word in any of them. The same is true of its
`name`, of `collective`, by which members answer each for themselves, and of the members. Such a change is right where
bodies were merged or dissolved: then let the commit message say by which decision. A date that becomes more precise, a
successor beside the others, a new member, and a body that leads nothing are fine.

In the base:

    # bodies/ban-dan-van.yaml
    name: Ban Dân vận
    tasks:
      - id: IV.5.1
        title: Sửa Quy chế chất vấn
    # bodies/van-phong.yaml
    name: Văn phòng

Fails:

    # bodies/ban-dan-van.yaml
    name: Ban Dân vận
    until: 2025-01-31
    succeeded_by: [van-phong]
    tasks:
      - id: IV.5.1
        title: Sửa Quy chế chất vấn
    # bodies/van-phong.yaml
    name: Văn phòng

Write instead:

    # bodies/ban-dan-van.yaml
    name: Ban Dân vận
    # bodies/van-phong.yaml
    name: Văn phòng
    tasks:
      - id: IV.5.1
        title: Sửa Quy chế chất vấn
        transferred: {date: 2025-02-01, from: ban-dan-van, document: 123-KL/TW}
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from plancli.deadline import Span
from plancli.diff import Change
from plancli.diff.meaning import same
from plancli.i18n import N_
from plancli.model import Member
from plancli.problem import Dates, Problem, Severity
from plancli.review.changed import is_within

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "body-changed"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("A body that leads tasks ends, is succeeded or is called otherwise")
MESSAGES: Final = {
    "": N_(
        "`{field}` of {id} was {before} in {base} and is {after} now, by which others may answer for the tasks "
        "that it leads ({count}): put it back, or say why in a `Plan-Waive` of the commit"
    ),
    "stated": N_(
        "{id} had no `{field}` in {base} and has {after} now, by which others may answer for the tasks "
        "that it leads ({count}): take it out, or say why in a `Plan-Waive` of the commit"
    ),
    "dropped": N_(
        "`{field}` of {id} was {before} in {base} ({old}) and is gone, by which others may answer for the "
        "tasks that it leads ({count}): put it back, or say why in a `Plan-Waive` of the commit"
    ),
    "member": N_(
        "`{field}` of {id}, member {member}, was {before} in {base} and is {after} now "
        "(tasks that {id} leads: {count}): put it back, or say why in a `Plan-Waive` of the commit"
    ),
    "member-stated": N_(
        "member {member} of {id} had no `{field}` in {base} and has {after} now (tasks that {id} leads: {count}): "
        "take it out, or say why in a `Plan-Waive` of the commit"
    ),
    "member-dropped": N_(
        "`{field}` of {id}, member {member}, was {before} in {base} ({old}) and is gone "
        "(tasks that {id} leads: {count}): put it back, or say why in a `Plan-Waive` of the commit"
    ),
    "member-removed": N_(
        "member {member} of {id} ({before}) is gone; it stood at {old} in {base} (tasks that {id} leads: {count}): "
        "put it back, with `until` if it has ended"
    ),
}
FIELDS: Final = ("name", "collective", "until", "succeeded_by")
OF_MEMBER: Final = ("name", "until", "succeeded_by")


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each change of a body that led tasks in the base by which others may answer for them."""
    former = {after: before for before, after in branch.renamed_bodies.items()}
    for change in branch.changes("body-changed", "body-ended", "body-succeeded"):
        if change.field not in (*FIELDS, "members"):
            continue
        count = _leads(branch, former.get(change.address, change.address))
        if count and isinstance(change.old, Member):
            yield from _of_member(branch, change, change.old, count)
        elif count and change.field in FIELDS and not _is_kept(branch, change.old, change.new):
            yield _problem(branch, change, "", change.field, (change.old, change.new), count)


def _of_member(branch: "Branch", change: Change, old: Member, count: int) -> Iterator[Problem]:
    """Yield what changed of a member that the base had."""
    if change.new is None:
        yield _problem(branch, change, "member-removed", "members", (old.name, ""), count, old.id)
        return
    for field in OF_MEMBER:
        before, after = getattr(old, field), getattr(change.new, field)
        if not _is_kept(branch, before, after):
            yield _problem(branch, change, "member", field, (before, after), count, old.id)


def _is_kept(branch: "Branch", old: Any, new: Any) -> bool:
    """Return whether a value says what it said: a date within it, the same bodies by the names that they have now."""
    if isinstance(old, Span) and isinstance(new, Span):
        return is_within(new, old)
    if type(old) is tuple and type(new) is tuple:
        return {branch.renamed_bodies.get(one, one) for one in old} == set(new)
    return same(old, new)


def _problem(
    branch: "Branch",
    change: Change,
    variant: str,
    field: str,
    values: tuple[Any, Any],
    count: int,
    member: str = "",
) -> Problem:
    """Return what is found of a field: that it is another, was not there, or is gone."""
    old, new = values
    if variant in ("", "member"):
        way = "stated" if old in (None, ()) else "dropped" if new in (None, ()) else ""
        variant = "-".join(filter(None, (variant, way)))
    told = {
        "id": change.address,
        "field": field,
        "member": str(member),
        "before": _words(old),
        "after": _words(new),
        "count": str(count),
    }
    return Problem(NAME, branch.place(change), variant, {**told, **branch.stood(change)})


def _words(value: Any) -> str:
    """Return a value as it is shown."""
    if isinstance(value, Span):
        return Dates(value.text)
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")


def _leads(branch: "Branch", body: str) -> int:
    """Return how many tasks a body led in the base, alone or jointly, of its own or as successor."""
    answering = branch.base.answering
    tasks = branch.base.plan.tasks
    return sum(body in (task.body, *task.co_leads) or answering.body(task) == body for task in tasks)
