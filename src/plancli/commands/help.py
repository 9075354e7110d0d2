"""Help in the user's language: also the few words in it that are Typer's own, which Typer says in English alone."""

import re
from collections.abc import Sequence
from typing import Any, Final

import typer
from typer.core import TyperCommand

from plancli.i18n import N_, _

TYPERS: Final = (
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("Install completion for the current shell."),
    N_("Show completion for the current shell, to copy it or customize the installation."),
)
DEFAULT = r"\[default: (.*)\]$"


class Formatter(typer.Context.formatter_class):  # type: ignore[valid-type,misc]
    """Writes help with Typer's words translated; its base is vendored by Typer, which names it nowhere else."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that shows how a command is called."""
        super().write_usage(prog, args, f"{_('Usage:')} " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        super().write_heading(_typers(heading))

    def write_dl(self, rows: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """Write options or commands, each with its line of help."""
        super().write_dl([(name, _typers(text)) for name, text in rows], *args, **kwargs)


def _typers(text: str) -> str:
    """Return words of Typer's in the language that is set, others as they are."""
    if text in TYPERS:
        return _(text)
    return re.sub(DEFAULT, lambda found: _("[default: {value}]").format(value=found[1]), text)


class Context(typer.Context):
    """The context of a call, whose help is written by `Formatter`."""

    formatter_class = Formatter


class Command(TyperCommand):
    """A command whose help is in the user's language."""

    context_class = Context
