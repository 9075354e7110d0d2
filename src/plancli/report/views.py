"""The views of a plan: what each is for, and what it asks."""

from collections.abc import Callable
from typing import Any, Final

from plancli.i18n import _, ngettext
from plancli.model import Info, View
from plancli.query.views import name_of, periods_of
from plancli.report.change_data import value_data
from plancli.report.table import Cell, Column, Report, Table
from plancli.report.values import asked_words
from plancli.report.words import number

FIELDS: Final = ("id", "command", *(name for name in View._fields if name not in ("id", "faults")), "file", "line")


def views_report(info: Info, title: Callable[[str], str]) -> Report:
    """Return the views of a plan, in the order of the file; `title` makes the first line of an answer."""
    count = len(info.views)
    columns = [
        Column("view", _("View")),
        Column("command", _("Command")),
        Column("about", _("What it is for"), wraps=True, weight=2),
        Column("asked", _("What it asks"), wraps=True, weight=2),
    ]
    rows = [
        [Cell(name_of(view), "key"), Cell(_command(view)), Cell(view.about or ""), Cell(asked_words(view))]
        for view in info.views
    ]
    items = [_view_dict(view, info) for view in info.views]
    return Report(
        "views",
        title(ngettext("{n} view", "{n} views", count).format(n=number(count))),
        [Table(columns, rows)] if rows else [],
        items,
        FIELDS,
        [[item[name] for name in FIELDS] for item in items],
        {},
        [] if rows else [_("A view is a question with a name: write it under `views` in plan.yaml.")],
    )


def _command(view: View) -> str:
    """Return the command that a view is for: what asks for a period is not listed."""
    return "plan due" if periods_of(view) else "plan list"


def _view_dict(view: View, info: Info) -> dict[str, Any]:
    """Return a view as data."""
    said = value_data(view)
    return {"id": str(view.id), "command": _command(view), **said, "file": info.file, "line": view.id.line}
