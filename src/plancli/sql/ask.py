"""A statement asked of a plan: prepared first on empty tables, which tells what it reads, then on those filled."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

from plancli.sql.fill import NAMES, Wanted, create, fill
from plancli.sql.functions import add_functions
from plancli.sql.guard import Guard, bound, prepare_connection
from plancli.sql.refusal import refusal
from plancli.sql.statement import explained, mentions, read_statement
from plancli.sql.tables import TABLES
from plancli.state import Standing

FAULTS: Final = (sqlite3.Error, sqlite3.Warning, MemoryError)

Row = Sequence[Any]


class Question(NamedTuple):
    """A statement that can be asked: as typed, from its first word on, and what it reads."""

    typed: str
    statement: str
    wanted: Wanted


class Answer(NamedTuple):
    """The names of the columns as the statement gives them, and the rows as they are found."""

    columns: tuple[str, ...]
    rows: Iterator[Row]


def prepare(typed: str) -> Question:
    """Return a statement and what it reads, without any plan; PlanError for one that cannot be asked."""
    statement = read_statement(typed)
    guard = Guard(NAMES)
    connection = _connection(None)
    bound(connection, guard)
    try:
        connection.execute(explained(statement))
    except FAULTS as error:
        raise refusal(error, typed, guard) from None
    finally:
        connection.close()
    return Question(typed, statement, _wanted(statement, guard))


def _wanted(statement: str, guard: Guard) -> Wanted:
    """Return what a statement reads. SQLite does not ask about the columns by which USING and NATURAL join."""
    if not mentions(statement, "using", "natural"):
        return guard.read
    named = [table for table in TABLES if mentions(statement, table.name)]
    return {table.name: {column.name for column in table.columns} for table in named}


def ask(question: Question, standing: Standing) -> Answer:
    """Return the answer of a plan; PlanError, also while rows are found, where SQLite cannot give it."""
    guard = Guard(NAMES)
    connection = _connection(standing.day)
    try:
        fill(connection, standing, question.wanted)
        bound(connection, guard)
        cursor = connection.execute(question.statement)
    except FAULTS as error:
        connection.close()
        raise refusal(error, question.typed, guard) from None
    names = tuple(str(one[0]) for one in cursor.description or ())
    return Answer(names, _rows(connection, cursor, question.typed, guard))


def _rows(connection: sqlite3.Connection, cursor: sqlite3.Cursor, typed: str, guard: Guard) -> Iterator[Row]:
    """Yield the rows as they are found: each may be as large as a value may be, so that none is held here."""
    try:
        yield from cursor
    except FAULTS as error:
        raise refusal(error, typed, guard) from None
    finally:
        connection.close()


def _connection(day: date | None) -> sqlite3.Connection:
    """Return a connection with every table, empty."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    # Text may be made in SQL of bytes that are no UTF-8.
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")
    prepare_connection(connection)
    add_functions(connection, day)
    create(connection)
    return connection
