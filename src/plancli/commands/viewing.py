"""A question by its name: a view of plan.yaml, with what is typed beside it."""

from collections.abc import Sequence
from typing import Annotated, NamedTuple

import typer

from plancli.commands import options as o
from plancli.commands.session import Session
from plancli.errors import PlanError
from plancli.i18n import _
from plancli.model import View
from plancli.query.filters import Filters
from plancli.query.views import (
    SIGN,
    contradiction,
    faults,
    filters_of,
    find_view,
    left_of,
    name_of,
    periods_of,
)

Views = Annotated[
    bool, typer.Option("--views", help=_("Instead: the views of plan.yaml, what each is for and what it asks."))
]


class Asked(NamedTuple):
    """What is asked by a view and what is typed; `order`, `limit` and `columns` are None where neither says them."""

    view: View | None
    filters: Filters
    order: str | None
    limit: int | None
    columns: Sequence[str]

    @property
    def name(self) -> str:
        """The view's name as it is typed; empty where there is none."""
        return name_of(self.view) if self.view else ""


def divided(typed: Sequence[str] | None) -> tuple[str | None, list[str]]:
    """Return the name of the view among the arguments that were typed, and the others; PlanError for two views."""
    names = [one for one in typed or () if one.startswith(SIGN)]
    if len(names) > 1:
        raise PlanError(
            _("One view at a time, not {names}.").format(names=", ".join(names)),
            _("Type the filters of the others as options: plan list --views shows them."),
        )
    return names[0] if names else None, [one for one in typed or () if not one.startswith(SIGN)]


def asked(session: Session, name: str | None, filters: Filters, rows: o.Rows) -> Asked:
    """Return what is asked; PlanError for a view that there is not, or that this plan has no answer to."""
    if name is None:
        if filters.any_role and not filters.bodies:
            raise o.roles_of_nobody()
        return Asked(None, filters, rows.sort, rows.limit, rows.columns)
    view = find_view(session.loaded.plan.info, name)
    left = left_of(view, filters)
    left = left._replace(sort=None if rows.sort else view.sort, columns=() if rows.columns else view.columns)
    _check(left, filters, session)
    limit = view.limit if rows.limit is None else rows.limit
    columns = rows.columns or tuple(map(str, left.columns))
    return Asked(left, filters_of(left, filters), rows.sort or left.sort, limit, columns)


def refuse_period(view: View) -> None:
    """PlanError for a view that asks for a period, which tasks are not listed by."""
    if fields := periods_of(view):
        raise PlanError(
            _("{view} asks by {fields}, which plan list does not know.").format(
                view=name_of(view), fields=", ".join(fields)
            ),
            _("Such as: {command}").format(command=f"plan due {name_of(view)}"),
        )


def _check(view: View, typed: Filters, session: Session) -> None:
    """PlanError for what of a view cannot be asked."""
    file = session.prefix + session.loaded.plan.info.file
    for fault in faults(view, session.standing):
        where = f"{file}:{fault.value.line}:{fault.value.column}"
        raise PlanError(
            _("{view} ({place}): {reason}").format(view=name_of(view), place=where, reason=fault.error.message),
            fault.error.hint,
        )
    if (view.any_role or typed.any_role) and not (view.body or typed.bodies):
        raise o.roles_of_nobody()
    if wrong := contradiction(view._replace(any_role=False)):
        raise PlanError(
            _("{view} asks for what cannot be together: {fields}.").format(view=name_of(view), fields=", ".join(wrong)),
            _("{command} tells why.").format(command="plan validate"),
        )
