"""Which of the checks, or of the rules, a command is asked to run: `--select` and `--ignore`."""

from collections.abc import Sequence

from plancli.errors import PlanError
from plancli.i18n import _
from plancli.query.names import find_one
from plancli.text import comma_list

Typed = Sequence[str] | None


def chosen(names: Sequence[str], select: Typed, ignore: Typed, unknown: str) -> list[str]:
    """Return the names that are selected (all where none is) and not ignored; `unknown` says that one is not there."""
    asked, ignored = _named("--select", select, names, unknown), _named("--ignore", ignore, names, unknown)
    return [name for name in names if (name in asked or not asked) and name not in ignored]


def _named(option: str, typed: Typed, names: Sequence[str], unknown: str) -> set[str]:
    """Return what an option names; PlanError for what there is not, or where it names nothing."""
    found: set[str] = set()
    for text in typed or ():
        listed = comma_list(text)
        if not listed:
            raise PlanError(
                _("{option} names nothing.").format(option=option),
                _("{command} lists them.").format(command="plan explain"),
            )
        found |= {find_one(name, names, unknown, "plan explain") for name in listed}
    return found
