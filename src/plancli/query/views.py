"""Views: the questions that plan.yaml has a name for, found as they are typed, and what is wrong in one."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from plancli.errors import PlanError
from plancli.i18n import _
from plancli.model import Info, Located, View
from plancli.query.fields import FIELDS
from plancli.query.filters import Filters, Selection
from plancli.query.names import find_one, unknown
from plancli.query.order import ORDERS
from plancli.state import Standing
from plancli.text import comma_list, fold

SIGN: Final = "@"
"""What stands before the name of a view where it is used."""
PERIODS: Final = ("period", "within", "overdue", "undated")
"""The fields by which only `plan due` can ask."""
_FILTERS: Final = {
    "body": "bodies",
    "state": "states",
    "flag": "flags",
    "cites": "cites",
    "source": "sources",
    "tag": "tags",
    "search": "search",
}
"""The fields of a view that are filters, and what they are called among these."""
_LISTED: Final = 12


class Fault(NamedTuple):
    """A value of a view, or its part `text`, that the plan has nothing for; the error that it would be if typed."""

    field: str
    value: Located
    text: str
    error: PlanError


def name_of(view: View) -> str:
    """Return a view's name as it is typed."""
    return f"{SIGN}{view.id}"


def find_view(info: Info, typed: str) -> View:
    """Return the view that is meant by a name, its sign before it; PlanError, with the views that there are, for none.

    A view that could not all be read is none: it would answer another question.
    """
    named = {name_of(view): view for view in info.views}
    if not named:
        raise PlanError(_("The plan has no views."), _("Write them under `views` in plan.yaml."))
    known = _("Views: {names}").format(names=", ".join([*named][:_LISTED]) + (", …" if len(named) > _LISTED else ""))
    if not fold(typed):
        raise PlanError(_("Name a view behind the {sign}.").format(sign=SIGN) + " " + known, _command_hint())
    view = named[find_one(typed, tuple(named), _("There is no view {typed}.") + " " + known, "plan list --views")]
    if view.faults:
        fields = ", ".join(view.faults)
        raise PlanError(
            _("The view {view} cannot be used: {fields} could not be read.").format(view=name_of(view), fields=fields),
            _("{command} tells why.").format(command="plan validate"),
        )
    return view


def _command_hint() -> str:
    return _("{command} lists them.").format(command="plan list --views")


def periods_of(view: View) -> list[str]:
    """Return the fields of a view that only `plan due` can ask by."""
    return [name for name in PERIODS if getattr(view, name)]


def left_of(view: View, typed: Filters) -> View:
    """Return what of a view's filters still counts beside those that are typed.

    Of one filter what is typed takes the place of what the view says; of texts and flags, which must all hold, both
    count.
    """
    replacing = [field for field in _FILTERS if field not in ("flag", "search")]
    replaced: dict[str, Any] = {field: () for field in replacing if getattr(typed, _FILTERS[field])}
    return view._replace(**replaced)


def filters_of(view: View, typed: Filters) -> Filters:
    """Return the filters of a view together with those that are typed."""
    given = {name: tuple(map(str, getattr(view, field))) + getattr(typed, name) for field, name in _FILTERS.items()}
    given["flags"] = tuple(name for text in given["flags"] for name in comma_list(text))
    return Filters(any_role=view.any_role or typed.any_role, **given)


def faults(view: View, standing: Standing) -> Iterator[Fault]:
    """Yield the values of a view that the plan has nothing for."""
    for field, name in _FILTERS.items():
        for value in getattr(view, field):
            for text in comma_list(value) if field == "flag" else [str(value)]:
                one: dict[str, Any] = {name: (text,)}
                try:
                    Selection(Filters(**one), standing)
                except PlanError as error:
                    yield Fault(field, value, text, error)
    if view.sort is not None and view.sort not in ORDERS:
        missing = _("There is no order {typed}.") + " " + _("Orders: {names}").format(names=", ".join(ORDERS))
        yield Fault("sort", view.sort, str(view.sort), unknown(missing, view.sort, ORDERS))
    for value in view.columns:
        for name in comma_list(value):
            if name.replace("-", "_") not in FIELDS:
                missing = _("There is no column {typed}.") + " " + _("Columns: {names}").format(names=", ".join(FIELDS))
                yield Fault("columns", value, name, unknown(missing, name, FIELDS))


def contradiction(view: View) -> tuple[str, ...]:
    """Return the fields of a view that cannot hold together, `any_role` alone where it needs `body`; else none."""
    if view.any_role and not view.body:
        return ("any_role",)
    if view.undated and (others := [name for name in PERIODS[:3] if getattr(view, name)]):
        return ("undated", *others)
    return ("overdue", "within") if view.overdue and view.within else ()
