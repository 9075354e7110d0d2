"""Tables made in a connection: all of them empty, and those that a statement reads filled with the columns it reads."""

import sqlite3
from collections.abc import Mapping, Set
from typing import Final

from plancli.sql.table import Filling, Table
from plancli.sql.tables import TABLES
from plancli.state import Standing

Wanted = Mapping[str, Set[str]]
"""The columns that a statement reads, by table; a table of which only the rows count has none."""
NAMES: Final = frozenset(table.name for table in TABLES)


def create(connection: sqlite3.Connection) -> None:
    """Create every table, empty."""
    for table in TABLES:
        columns = ", ".join(f'"{column.name}" {column.type}' for column in table.columns)
        connection.execute(f"CREATE TABLE {table.name} ({columns})")


def fill(connection: sqlite3.Connection, standing: Standing, wanted: Wanted) -> None:
    """Fill the tables that are wanted; a column that is not stays NULL. What joins tables is indexed."""
    filling = Filling(standing)
    connection.execute("BEGIN")
    for table in TABLES:
        if table.name in wanted:
            _fill(connection, table, filling, wanted[table.name])
            if len(wanted) > 1:
                _index(connection, table, wanted[table.name])
    connection.execute("COMMIT")


def _fill(connection: sqlite3.Connection, table: Table, filling: Filling, wanted: Set[str]) -> None:
    columns = [column for column in table.columns if column.name in wanted] or table.columns[:1]
    values = [column.value for column in columns]
    names = ", ".join(f'"{column.name}"' for column in columns)
    places = ", ".join("?" * len(columns))
    rows = ([value(row, filling) for value in values] for row in table.rows(filling))
    connection.executemany(f"INSERT INTO {table.name} ({names}) VALUES ({places})", rows)


def _index(connection: sqlite3.Connection, table: Table, wanted: Set[str]) -> None:
    for key in table.keys:
        if key in wanted:
            connection.execute(f'CREATE INDEX "{table.name} by {key}" ON {table.name} ("{key}")')
