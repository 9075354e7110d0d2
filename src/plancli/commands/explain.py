"""`plan explain`: the manual page of a check."""

import inspect
from typing import Annotated

import typer

from plancli import checks
from plancli.commands import options as o
from plancli.commands.output import emit, stdout_look
from plancli.i18n import N_, _
from plancli.query.names import find_one
from plancli.render.findings import SEVERITY_WORDS
from plancli.render.plain import block_lines
from plancli.report.table import Cell, Column, Table

HELP = N_("Explain a problem that plan validate finds: what it is, why it matters, what to write instead.")


def run(
    name: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", autocompletion=lambda: list(checks.NAMES), help=_("Such as duplicate-id.")),
    ] = None,
    lang: o.Lang = "",
) -> int:
    """Print the manual pages of checks, or list them."""
    names = [find_one(typed, checks.NAMES, _("There is no check {typed}."), "plan explain") for typed in name or ()]
    emit("\n".join(page(one) for one in names) if names else listing())
    return 0


def page(name: str) -> str:
    """Return the manual page of a check: its docstring, headed by its name and severity."""
    check = checks.get(name)
    words = inspect.cleandoc(check.__doc__ or "")
    heading = f"{name} ({_(SEVERITY_WORDS[check.SEVERITY])}): {_(check.SUMMARY)}"
    return f"{heading}\n\n{words}\n"


def listing() -> str:
    """Return all checks with their severity and summary."""
    found = [checks.get(name) for name in checks.NAMES]
    rows = [[Cell(one.NAME), Cell(_(SEVERITY_WORDS[one.SEVERITY])), Cell(_(one.SUMMARY))] for one in found]
    columns = [Column("name", _("Check")), Column("severity", _("Severity")), Column("summary", _("Finds"), wraps=True)]
    return "\n".join(block_lines(Table(columns, rows), stdout_look())) + "\n"
