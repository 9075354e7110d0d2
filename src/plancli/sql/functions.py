"""What SQL has here besides SQLite's own: matching without accents, the plan's day, two orders of text."""

import sqlite3
from datetime import date
from functools import lru_cache
from typing import Any, Final

from plancli.ids import id_key
from plancli.text import fold, sort_key

COLLATIONS: Final = ("vi", "id")
COMPARED: Final = 500
"""Characters by which two texts are ordered as Vietnamese or as ids are; what is alike so far, by its characters."""


def add_functions(connection: sqlite3.Connection, day: date | None) -> None:
    """Add the functions and orders to a connection; `day` is the one at which the plan is judged."""
    today = day.isoformat() if day else None
    connection.create_function("fold", 1, _fold, deterministic=True)
    connection.create_function("as_of", 0, lambda: today, deterministic=True)
    connection.create_collation("vi", _vi)
    connection.create_collation("id", _id)


def _fold(value: Any) -> str | None:
    """Return the key under which text is found; NULL stays, bytes count as the text that they hold."""
    if value is None:
        return None
    return fold(value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value))


_vi_key = lru_cache(4096)(sort_key)
_id_key = lru_cache(4096)(id_key)


def _vi(one: str, two: str) -> int:
    """Compare two texts as Vietnamese orders names: negative where the first comes first."""
    return _compare(_vi_key(one[:COMPARED]), _vi_key(two[:COMPARED])) or _compare(one, two)


def _id(one: str, two: str) -> int:
    """Compare two ids as readers expect: IV.9 before IV.10."""
    return _compare(_id_key(one[:COMPARED]), _id_key(two[:COMPARED])) or _compare(one, two)


def _compare(one: Any, two: Any) -> int:
    return int(one > two) - int(one < two)
