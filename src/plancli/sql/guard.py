"""What a statement may do: read the tables of the plan, with bounded time, text and memory; nothing else at all.

SQLite asks `Guard` about each thing that a statement would do while it is prepared. What is not on the lists below is
refused, whatever it is: also what a later SQLite may bring. Virtual tables need not be listed: to open one, SQLite asks
to write its own schema, and is refused; those of `OPENED` are opened before the guard stands.
"""

import sqlite3
from typing import Final

TEXT_LENGTH: Final = 10_000_000
"""Bytes that one value may have."""
SQL_LENGTH: Final = 100_000
"""Bytes that a statement may have."""
HEAP: Final = 1 << 30
"""Bytes that SQLite may take for the tables and for what it sorts and remembers."""
LIMITS: Final = {
    sqlite3.SQLITE_LIMIT_LENGTH: TEXT_LENGTH,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: SQL_LENGTH + len("EXPLAIN "),
    sqlite3.SQLITE_LIMIT_COLUMN: 500,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 500,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 100,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 100,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1000,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
OWN_FUNCTIONS: Final = ("fold", "as_of")
FUNCTIONS: Final = frozenset((
    *OWN_FUNCTIONS,
    "->", "->>", "abs", "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "avg", "ceil", "ceiling", "char",
    "coalesce", "concat", "concat_ws", "cos", "cosh", "count", "cume_dist", "current_date", "current_time",
    "current_timestamp", "date", "datetime", "degrees", "dense_rank", "exp", "first_value", "floor", "format", "glob",
    "group_concat", "hex", "if", "ifnull", "iif", "instr", "json", "json_array", "json_array_length", "json_extract",
    "json_group_array", "json_group_object", "json_insert", "json_object", "json_patch", "json_quote", "json_remove",
    "json_replace", "json_set", "json_type", "json_valid", "julianday", "lag", "last_value", "lead", "length", "like",
    "likelihood", "likely", "ln", "log", "log10", "log2", "lower", "ltrim", "max", "min", "mod", "nth_value", "ntile",
    "nullif", "octet_length", "percent_rank", "pi", "pow", "power", "printf", "quote", "radians", "random",
    "randomblob", "rank", "replace", "round", "row_number", "rtrim", "sign", "sin", "sinh", "sqlite_version", "sqrt",
    "strftime", "string_agg", "substr", "substring", "sum", "tan", "tanh", "time", "timediff", "total", "trim",
    "trunc", "typeof", "unhex", "unicode", "unixepoch", "unlikely", "upper", "zeroblob",
))  # fmt: skip
PRAGMAS: Final = frozenset((
    "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo", "collation_list",
    "function_list",
))  # fmt: skip
OPENED: Final = ("json_each", "json_tree")
SCHEMA: Final = frozenset({"sqlite_master", "sqlite_schema"})


class Guard:
    """Answers SQLite's questions; `refused` is what was refused last, `read` which columns of which tables are read."""

    def __init__(self, tables: frozenset[str]) -> None:
        self._tables = tables
        self._readable = tables | SCHEMA | set(OPENED)
        self.refused: tuple[int, str, str] | None = None
        self.read: dict[str, set[str]] = {}

    def __call__(self, action: int, one: str | None, two: str | None, database: str | None, inner: str | None) -> int:
        """Return whether a statement may do something, by SQLite's code of it and what it is done to."""
        if self._may(action, one or "", two or ""):
            return sqlite3.SQLITE_OK
        self.refused = (action, one or "", two or "")
        return sqlite3.SQLITE_DENY

    def _may(self, action: int, one: str, two: str) -> bool:
        if action == sqlite3.SQLITE_READ:
            if one in self._tables:
                self.read.setdefault(one, set()).add(two)
            return one in self._readable or two == ""  # a name of WITH of which no column is read
        if action == sqlite3.SQLITE_FUNCTION:
            return two in FUNCTIONS
        if action == sqlite3.SQLITE_PRAGMA:
            return one in PRAGMAS
        return action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE)


def prepare_connection(connection: sqlite3.Connection) -> None:
    """Bound what SQLite takes, keep it from writing files of its own, and open the virtual tables that may be read."""
    connection.execute(f"PRAGMA hard_heap_limit = {HEAP}")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA trusted_schema = OFF")
    for name in OPENED:
        connection.execute(f"SELECT 1 FROM {name}('[]')")


def bound(connection: sqlite3.Connection, guard: Guard) -> None:
    """Set the limits and let the guard stand; from here on nothing is written."""
    connection.execute("PRAGMA query_only = ON")
    for limit, value in LIMITS.items():
        connection.setlimit(limit, value)
    connection.set_authorizer(guard)
