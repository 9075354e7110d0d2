"""What the commands that record share: their options, and how one of them is made."""

import inspect
from collections.abc import Callable, Sequence
from typing import Annotated, Any, NamedTuple

import typer

from plancli.commands import options as o
from plancli.commands.complete import addresses, bodies, documents
from plancli.commands.recording.change import Making
from plancli.commands.recording.scope import Scope
from plancli.commands.taking import joined
from plancli.i18n import _
from plancli.query.filters import Filters
from plancli.state import Item

Addresses = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ADDRESS]...", autocompletion=addresses, help=_("Such as IV.5.1 or V.3b:2024-H1.")),
]
On = Annotated[
    str | None, typer.Option("--on", metavar="DAY", help=_("When it happened: a day, month or year (else today)."))
]
By = Annotated[str | None, typer.Option("--by", metavar="BODY", autocompletion=bodies, help=_("The body that did it."))]
Document = Annotated[
    str | None,
    typer.Option(
        "--document", metavar="NUMBER", autocompletion=documents, help=_("The registered document that says so.")
    ),
]
Evidence = Annotated[
    list[str] | None,
    typer.Option("--evidence", metavar="TEXT", help=_("What shows it: a number, a link, a path. As often as needed.")),
]
Output = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        metavar="NUMBER",
        autocompletion=documents,
        help=_("A registered document that came out of it. As often as needed."),
    ),
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help=_("Anything worth saying."))]
Reason = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help=_("Why."))]
Reported = Annotated[
    str | None, typer.Option("--reported", metavar="DAY", help=_("When the monitoring office was told, if later."))
]


class Asked(NamedTuple):
    """What a command was asked: the addresses that were typed, the change, and which places filters leave to it.

    `missing` is an example of a whole call, for who names no task.
    """

    addresses: Sequence[str] | None
    making: Making
    takes: Callable[[Item], bool] = lambda item: item.open
    missing: str = ""


class Manner(NamedTuple):
    """How a change is made: shown only, without asking, committed."""

    plan: str | None
    dry_run: bool
    yes: bool
    commit: bool


def recording(asking: Callable[..., Asked]) -> Callable[..., int]:
    """Make a command of what says what is asked: with the options that all these commands have, and what they do."""

    def run(filters: Filters, shared: tuple[str | None, Manner], **given: Any) -> int:
        from plancli.commands.recording.making import make

        if filters.any_role and not filters.bodies:
            raise o.roles_of_nobody()
        due, manner = shared
        asked = asking(**given)
        return make(asked, Scope(tuple(asked.addresses or ()), filters, due), manner)

    own = inspect.signature(asking, eval_str=True).parameters.values()
    return joined(run, asking, own, (o.filters, _shared))


def _shared(
    due: Annotated[
        str | None, typer.Option("--due", metavar="SPAN", help=_("With its last day in this period."))
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Change nothing, show what would change."))] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Do not ask before changing several."))] = False,
    commit: Annotated[
        bool, typer.Option("--commit", help=_("Commit the files that are changed, and only these."))
    ] = False,
    plan: o.PlanDir = None,
    lang: o.Lang = "",
) -> tuple[str | None, Manner]:
    return due, Manner(plan, dry_run, yes, commit)
