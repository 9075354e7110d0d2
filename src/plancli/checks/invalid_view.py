"""A view asks for something that the plan does not have.

A view under `views` in plan.yaml is a question with a name: `plan list @name`. Whoever uses it trusts that it asks for
what its name says. With a body, document, clause or tag that the plan does not have, a state, flag, column or order
that there is none of, or fields that cannot hold together, it answers nobody any more, often since the day that a name
it uses was changed elsewhere. Names may be written as on the command line, in part and without accents.

Fails:

    views:
      don-doc:
        flag: no_reports
        overdue: true

Write instead:

    views:
      don-doc:
        flag: no_report
        overdue: true
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.checks.places import at
from plancli.i18n import N_
from plancli.problem import Problem, Severity
from plancli.query.fields import FIELDS
from plancli.query.names import UnknownName
from plancli.query.order import ORDERS
from plancli.query.views import Fault, contradiction, faults, name_of
from plancli.state import FLAGS, STATES

if TYPE_CHECKING:
    from plancli.model import Plan, View
    from plancli.state import Standing

NAME: Final = "invalid-view"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("A view asks for something that the plan does not have")
MESSAGES: Final = {
    "nearest": N_("`{field}` of {view} is {value}, which is none: did you mean {nearest}?"),
    "several": N_("`{field}` of {view} is {value}, which may be any of {known}: write which"),
    "listed": N_("`{field}` of {view} is {value}, which is none of {known}: write one of these"),
    "body": N_("`body` of {view} is {value}, and no body is called so: `plan bodies` lists them"),
    "cites": N_("`cites` of {view} is {value}, which is neither registered nor cited: `plan documents` lists them"),
    "source": N_("`source` of {view} is {value}, which is no clause of a source: write one of its outline"),
    "tag": N_("`tag` of {view} is {value}, which no task has: tag a task so, or take it out"),
    "search": N_("`search` of {view} is {value}, which has no letter or digit to look for: write a word"),
    "any_role": N_("`any_role` of {view} says whose roles, and there is no `body`: add one, or take it out"),
    "undated": N_("`undated` of {view} asks for what no period holds: take it out, or {others}"),
    "overdue": N_("`overdue` of {view} is past, and `within` is still to come: take one of them out"),
}
LISTED: Final = {"state": STATES, "flag": FLAGS, "sort": ORDERS, "columns": FIELDS}
"""The fields that have a few known values."""
ANSWERED: Final = {
    "body": ("bodies/",),
    "cites": ("bodies/", "documents.yaml"),
    "source": ("bodies/", "plan.yaml"),
    "tag": ("bodies/",),
}
"""The files, by how their names begin, that may have what such a field names."""


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each value of a view that nothing answers to; none that an unread file may have, or of an unread view."""
    info = standing.plan.info
    for view in info.views:
        if view.faults:
            continue
        for fault in faults(view, standing):
            if not _may_stand_unread(fault.field, standing.plan):
                variant, values = _told(fault)
                values |= {"view": name_of(view), "field": fault.field, "value": fault.text}
                yield Problem(NAME, at(info.file, fault.value), variant, values)
        yield from _contradiction(view, info.file)


def _told(fault: Fault) -> tuple[str, dict[str, str]]:
    """Return the message that fits, and what is known instead."""
    error = fault.error
    if isinstance(error, UnknownName) and error.several:
        return "several", {"known": ", ".join(error.several)}
    if isinstance(error, UnknownName) and error.near:
        return "nearest", {"nearest": error.near[0]}
    if fault.field in LISTED:
        return "listed", {"known": ", ".join(LISTED[fault.field])}
    return fault.field, {}


def _contradiction(view: "View", file: str) -> Iterator[Problem]:
    """Yield that fields of a view cannot hold together."""
    if found := contradiction(view):
        first, *others = found
        yield Problem(NAME, at(file, view.id), first, {"view": name_of(view), "others": ", ".join(others)})


def _may_stand_unread(field: str, plan: "Plan") -> bool:
    return any(file.startswith(ANSWERED.get(field, ())) for file in plan.unread)
