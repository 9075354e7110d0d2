"""`plan schema`: the JSON Schema of the plan's files, by which an editor checks and completes while one writes."""

from typing import Annotated

import typer

from plancli.commands import options as o
from plancli.commands.output import emit
from plancli.commands.session import choice
from plancli.i18n import N_, _
from plancli.schema import KINDS, text

HELP = N_(
    "Print the JSON Schema of a plan's files, by which editors check them: of plan.yaml (plan), documents.yaml "
    "(documents), a file of bodies/ (body), or of any of them."
)


def run(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar=f"[{'|'.join(KINDS)}]", autocompletion=lambda: list(KINDS), help=_("The kind of file; else any.")
        ),
    ] = None,
    lang: o.Lang = "",
) -> int:
    """Print a schema."""
    emit(text(choice(kind, KINDS, "plan schema") if kind is not None else None))
    return 0
