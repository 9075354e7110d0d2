"""`plan explain`: the manual page of a check of `plan validate`, or of a rule of `plan review`."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Final

import typer

from plancli import checks, review
from plancli.columns import wrap
from plancli.commands import options as o
from plancli.commands.output import emit, stdout_look
from plancli.i18n import N_, _, language
from plancli.problem import Described
from plancli.query.names import find_one
from plancli.render.findings import SEVERITY_WORDS
from plancli.render.plain import block_lines
from plancli.report.table import Cell, Column, Table

HELP = N_(
    "Explain what plan validate or plan review finds: what it is, why it matters, what to write instead. "
    "Without a name, list all checks and rules."
)
NAMES: Final = tuple(dict.fromkeys((*checks.NAMES, *review.NAMES)))


def run(
    name: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", autocompletion=lambda: list(NAMES), help=_("Such as duplicate-id.")),
    ] = None,
    lang: o.Lang = "",
) -> int:
    """Print the manual pages of checks and rules, or list them."""
    names = [find_one(typed, NAMES, _("There is no check or rule {typed}."), "plan explain") for typed in name or ()]
    emit("\n".join(page for one in names for page in pages(one)) if names else listing())
    return 0


def pages(name: str) -> list[str]:
    """Return the manual page of a name; where a check and a rule share it, both, each headed by its command."""
    found: Mapping[str, Described] = {
        **({"plan validate": checks.get(name)} if name in checks.NAMES else {}),
        **({"plan review": review.get(name)} if name in review.NAMES else {}),
    }
    return [page(one, command if len(found) > 1 else "") for command, one in found.items()]


def page(one: Described, command: str = "") -> str:
    """Return a manual page: the docstring, in English, headed by the name, the severity and the summary."""
    heading = f"{one.NAME} ({_(SEVERITY_WORDS[one.SEVERITY])})"
    if command:
        heading = f"{command}: {heading}"
    if language() != "en":
        heading = f"{heading}: {_(one.SUMMARY)}"
    columns = stdout_look().width
    paragraphs = inspect.cleandoc(one.__doc__ or "").split("\n\n")
    return "\n\n".join([heading, *("\n".join(_fitted(part, columns)) for part in paragraphs)]) + "\n"


def _fitted(paragraph: str, columns: int) -> list[str]:
    """Return a paragraph's lines in a width; an example stays as it is written."""
    if paragraph.startswith(" "):
        return paragraph.splitlines()
    return wrap(" ".join(paragraph.split()), columns)


def listing() -> str:
    """Return all checks and all rules with their severity and summary."""
    found = (
        _table(_("Check"), checks.NAMES, checks.get),
        _table(_("Rule of plan review"), review.NAMES, review.get),
    )
    return "\n\n".join("\n".join(block_lines(table, stdout_look())) for table in found) + "\n"


def _table(heading: str, names: Sequence[str], get: Callable[[str], Described]) -> Table:
    """Return what there is of one kind."""
    rows = [
        [Cell(name), Cell(_(SEVERITY_WORDS[get(name).SEVERITY])), Cell(_(get(name).SUMMARY))]
        for name in names
    ]  # fmt: skip
    columns = [Column("name", heading), Column("severity", _("Severity")), Column("summary", _("Finds"), wraps=True)]
    return Table(columns, rows)
