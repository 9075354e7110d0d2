"""The options that commands share, each said once."""

from typing import Annotated, NamedTuple

import typer

from plancli.commands.complete import addresses, bodies, documents, revisions
from plancli.commands.language import check_language
from plancli.errors import PlanError
from plancli.i18n import LANGUAGES, _, ngettext
from plancli.query.filters import Filters
from plancli.query.order import ORDERS
from plancli.render import DRAWN, FORMATS
from plancli.report.words import number
from plancli.state import FLAGS, STATES, Item
from plancli.text import comma_list

PlanDir = Annotated[
    str | None, typer.Option("--plan", metavar="DIR", help=_("The plan's folder (else PLAN_DIR, else found upward)."))
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DAY", help=_("Judge by the facts dated up to this day (else today)."))
]
At = Annotated[
    str | None,
    typer.Option(
        "--at",
        metavar="REV",
        autocompletion=revisions,
        help=_("Read the files as git had them: a branch, tag or commit, or a day."),
    ),
]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="|".join(FORMATS),
        autocompletion=lambda: list(FORMATS),
        help=_("How the answer is drawn."),
    ),
]
Drawn = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="|".join(DRAWN),
        autocompletion=lambda: list(DRAWN),
        help=_("How the answer is drawn."),
    ),
]
Lang = Annotated[
    str,
    typer.Option(
        "--lang",
        metavar="en|vi",
        autocompletion=lambda: list(LANGUAGES),
        help=_("Language of the program's words."),
        callback=check_language,
    ),
]
BodyNames = Annotated[
    list[str] | None,
    typer.Option("--body", metavar="NAME", autocompletion=bodies, help=_("Tasks a body answers for or leads jointly.")),
]
AnyRole = Annotated[bool, typer.Option("--any-role", help=_("With --body: also those it supports."))]
StateNames = Annotated[
    list[str] | None,
    typer.Option("--state", metavar="STATE", autocompletion=lambda: list(STATES), help=_("In this state.")),
]
FlagNames = Annotated[
    list[str] | None,
    typer.Option(
        "--flag", metavar="FLAG", autocompletion=lambda: list(FLAGS), help=_("With this flag, such as due_soon.")
    ),
]
Cites = Annotated[
    list[str] | None,
    typer.Option("--cites", metavar="NUMBER", autocompletion=documents, help=_("Citing this document.")),
]
Sources = Annotated[
    list[str] | None, typer.Option("--source", metavar="CLAUSE", help=_("From this clause or one below it."))
]
Tags = Annotated[list[str] | None, typer.Option("--tag", metavar="TAG", help=_("With this tag."))]
Search = Annotated[
    list[str] | None, typer.Option("--search", metavar="TEXT", help=_("With this text; accents do not matter."))
]
Sort = Annotated[
    str | None,
    typer.Option(
        "--sort", metavar="|".join(ORDERS), autocompletion=lambda: list(ORDERS), help=_("The order of the rows.")
    ),
]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=0, help=_("At most N rows."))]
Columns = Annotated[
    list[str] | None,
    typer.Option("--columns", metavar="NAMES", help=_("The columns, by their names in JSON, divided by commas.")),
]
Addresses = Annotated[
    list[str], typer.Argument(metavar="ADDRESS...", autocompletion=addresses, help=_("Such as IV.5.1 or V.3b:2024-H1."))
]


class Rows(NamedTuple):
    """How the rows of an answer are asked for, and of which plan, day and revision."""

    sort: str | None
    limit: int | None
    columns: tuple[str, ...]
    as_of: str | None
    at: str | None
    form: str
    plan: str | None


def rows(
    sort: Sort = None,
    limit: Limit = None,
    columns: Columns = None,
    as_of: AsOf = None,
    at: At = None,
    form: Format = "table",
    plan: PlanDir = None,
    lang: Lang = "",
) -> Rows:
    """Return how rows are asked for, as typed."""
    return Rows(sort, limit, tuple(columns or ()), as_of, at, form, plan)


def filters(
    body: BodyNames = None,
    any_role: AnyRole = False,
    state: StateNames = None,
    flag: FlagNames = None,
    cites: Cites = None,
    source: Sources = None,
    tag: Tags = None,
    search: Search = None,
) -> Filters:
    """Return the filters that were given; states and flags may also be divided by commas."""
    return Filters(
        tuple(body or ()),
        any_role,
        tuple(state or ()),
        _divided(flag),
        tuple(cites or ()),
        tuple(source or ()),
        tuple(tag or ()),
        tuple(search or ()),
    )


def roles_of_nobody() -> PlanError:
    """Return the error that roles are asked for, but not whose."""
    return PlanError(_("--any-role needs --body: it says whose roles."))


def _divided(typed: list[str] | None) -> tuple[str, ...]:
    return tuple(name for text in typed or () for name in comma_list(text))


def limited(items: list[Item], limit: int | None) -> tuple[list[Item], list[str]]:
    """Return the first items, with a note that says how many were left out."""
    if limit is None or len(items) <= limit:
        return items, []
    left = len(items) - limit
    note = ngettext("{n} more row: raise --limit to see it", "{n} more rows: raise --limit to see them", left)
    return items[:limit], [note.format(n=number(left))]
