"""`plan query`: any question of the plan, in SQL that only reads."""

import sys
from itertools import islice
from typing import Annotated

import typer

from plancli.commands import options as o
from plancli.commands.interrupt import ending_at_once
from plancli.commands.output import emit, mention, stdout_look
from plancli.commands.session import Session, check_format
from plancli.errors import PlanError
from plancli.i18n import N_, _, ngettext
from plancli.render import Context, render
from plancli.report.words import number
from plancli.sql.answer import first_rows, query_report, unique, values
from plancli.sql.ask import Answer, ask, prepare
from plancli.sql.guard import SQL_LENGTH
from plancli.sql.refusal import LISTS
from plancli.sql.schema import schema_report, schema_text
from plancli.sql.statement import EXAMPLE

HELP = N_(
    "Ask the plan in SQL: one SELECT over its tables, as of the day. Nothing can be written, and nothing else be read."
)
STANDARD_INPUT = "-"
MORE = N_("There are more rows: raise --limit to see them")


def run(
    sql: Annotated[str | None, typer.Argument(metavar="[SQL]", help=_("One SELECT; - for standard input."))] = None,
    schema: Annotated[bool, typer.Option("--schema", help=_("Print the tables and what their columns mean."))] = False,
    file: Annotated[
        str | None, typer.Option("--file", metavar="FILE", help=_("Take the SELECT from a file; - for standard input."))
    ] = None,
    limit: o.Limit = None,
    as_of: o.AsOf = None,
    at: o.At = None,
    form: o.Format = "table",
    plan: o.PlanDir = None,
    lang: o.Lang = "",
) -> int:
    """Answer a SELECT."""
    check_format(form)
    if sql is not None and file is not None:
        raise PlanError(_("Give the statement itself or --file, not both."))
    if schema:
        return _schema(form, asked=sql is not None or file is not None)
    question = prepare(_statement(sql, file))
    session = Session(plan, as_of, at)
    with ending_at_once():
        answer = ask(question, session.standing)
        if form == "csv":
            return _streamed(session, answer, limit)
        rows, more = first_rows(answer.rows, limit)
    count = ngettext("{n} row", "{n} rows", len(rows)).format(n=number(len(rows))) if rows else _("no rows")
    notes = [_(MORE)] if more else []
    return session.answer(query_report(session.title(count), answer.columns, rows, notes), form)


def _streamed(session: Session, answer: Answer, limit: int | None) -> int:
    """Print rows as CSV while they are found, none of them held."""
    from plancli.render.csv import pieces

    rows = iter(values(answer.rows))
    for piece in pieces(unique(answer.columns), islice(rows, limit), stdout_look()):
        emit(piece)
    if limit is not None and next(rows, None) is not None:
        mention([_(MORE)])
    return session.status


def _schema(form: str, *, asked: bool) -> int:
    """Print what can be asked; no plan is needed for that."""
    if asked:
        raise PlanError(_("--schema prints the tables, and takes no statement."))
    look = stdout_look()
    emit(schema_text(look.width) if form == "table" else render(form, schema_report(), Context(None, None), look))
    return 0


def _statement(sql: str | None, file: str | None) -> str:
    """Return the statement that was given: itself, in a file, or by standard input where that is no terminal."""
    if file is not None and file != STANDARD_INPUT:
        return _of_file(file)
    if sql is not None and sql != STANDARD_INPUT:
        return sql
    if sys.stdin is None or (sql is file is None and sys.stdin.isatty()):
        raise PlanError(
            _("There is no statement."), f"{_(EXAMPLE)}\n{_('{command} lists them.').format(command=LISTS)}"
        )
    try:
        return _decoded(sys.stdin.buffer.read(SQL_LENGTH + 1))
    except (OSError, ValueError) as error:
        raise _not_read(STANDARD_INPUT, error) from None


def _of_file(file: str) -> str:
    try:
        with open(file, "rb") as stream:
            return _decoded(stream.read(SQL_LENGTH + 1))
    except (OSError, ValueError) as error:
        raise _not_read(file, error) from None


def _not_read(file: str, error: OSError | ValueError) -> PlanError:
    reason = getattr(error, "strerror", None) or str(error)
    return PlanError(_("--file: {file} cannot be read: {reason}.").format(file=file, reason=reason))


def _decoded(data: bytes) -> str:
    """Return what was read as text; what is no UTF-8 is refused with the statement."""
    return data.decode("utf-8-sig", "surrogateescape")
