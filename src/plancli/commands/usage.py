"""A wrong call, told in the user's language: Typer tells it in English alone."""

import re
from typing import Any, Final

import typer

from plancli.i18n import N_, _

UsageError: Final[Any] = typer.BadParameter.__mro__[1]
"""What Typer raises for every wrong call; vendored by Typer, which names it nowhere else."""

MESSAGES: Final = (
    (
        r"No such option: (?P<name>.*) \(Possible options: (?P<names>.*)\)",
        N_("No such option: {name} (Possible options: {names})"),
    ),
    (r"No such option: (?P<name>.*)", N_("No such option: {name}")),
    (r"Missing argument (?P<name>.*)\.", N_("Missing argument {name}.")),
    (r"Option (?P<name>.*) requires an argument\.", N_("Option {name} requires an argument.")),
    (r"Option (?P<name>.*) does not take a value\.", N_("Option {name} does not take a value.")),
    (r"Got unexpected extra argument\(s\) \((?P<names>.*)\)", N_("Got unexpected extra argument(s) ({names})")),
    (r"Invalid value for (?P<name>'[^']*'): (?P<reason>.*)", N_("Invalid value for {name}: {reason}")),
    (r"(?P<value>.*) is not a valid int(eger)?( range)?\.", N_("{value} is not a whole number.")),
    (r"(?P<value>.*) is not in the range x>=(?P<least>.*)\.", N_("{value} is less than {least}.")),
)
"""What Typer says, and that in our words; where it says something else, that is told as it is."""


def tell_usage(error: Any) -> None:
    """Say on standard error how a command is called, and what was wrong; Typer itself tells all but usage errors."""
    from plancli.commands.output import to_stderr
    from plancli.text import safe

    lines = []
    if error.ctx is not None:
        call = f"{error.ctx.command_path} {error.ctx.help_option_names[0]}"
        lines = [error.ctx.get_usage(), _("Try '{command}' for help.").format(command=call), ""]
    lines.append(_("Error: {message}").format(message=safe(_words(error.format_message()))))
    to_stderr("\n".join(lines) + "\n")


def is_told_here(error: Any) -> bool:
    """Whether an error is told as all usage errors are: that a command without arguments prints its help is none."""
    return bool(type(error).show is UsageError.show)


def _words(message: str) -> str:
    """Return what Typer says in the language that is set."""
    for pattern, words in MESSAGES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            values = found.groupdict()
            if "reason" in values:
                values["reason"] = _words(values["reason"])
            return _(words).format(**values)
    return message
