"""`plan explain`: the manual page of a check."""

import inspect
from typing import Annotated

import typer

from plancli import checks
from plancli.columns import wrap
from plancli.commands import options as o
from plancli.commands.output import emit, stdout_look
from plancli.i18n import N_, _, language
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
    """Return the manual page of a check: its docstring, in English, headed by its name, severity and summary."""
    check = checks.get(name)
    heading = f"{name} ({_(SEVERITY_WORDS[check.SEVERITY])})"
    if language() != "en":
        heading = f"{heading}: {_(check.SUMMARY)}"
    columns = stdout_look().width
    paragraphs = inspect.cleandoc(check.__doc__ or "").split("\n\n")
    return "\n\n".join([heading, *("\n".join(_fitted(one, columns)) for one in paragraphs)]) + "\n"


def _fitted(paragraph: str, columns: int) -> list[str]:
    """Return a paragraph's lines in a width; an example stays as it is written."""
    if paragraph.startswith(" "):
        return paragraph.splitlines()
    return wrap(" ".join(paragraph.split()), columns)


def listing() -> str:
    """Return all checks with their severity and summary."""
    found = [checks.get(name) for name in checks.NAMES]
    rows = [[Cell(one.NAME), Cell(_(SEVERITY_WORDS[one.SEVERITY])), Cell(_(one.SUMMARY))] for one in found]
    columns = [Column("name", _("Check")), Column("severity", _("Severity")), Column("summary", _("Finds"), wraps=True)]
    return "\n".join(block_lines(Table(columns, rows), stdout_look())) + "\n"
