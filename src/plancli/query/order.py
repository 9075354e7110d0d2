"""The orders in which items are listed."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final

from plancli.ids import id_key
from plancli.query.names import body_order
from plancli.state import STATES, Item, Standing
from plancli.text import sort_key

ORDERS: Final = ("id", "due", "state", "body", "title")


def in_order(items: Iterable[Item], by: str, standing: Standing) -> list[Item]:
    """Return items in one of ORDERS; equals by id."""
    keys: dict[str, Callable[[Item], Any]] = {
        "id": lambda item: (),
        "due": lambda item: (item.last is None, item.last or date.max),
        "state": lambda item: STATES.index(item.state) if item.state else len(STATES),
        "body": lambda item: body_order(standing.plan, item.answers_to),
        "title": lambda item: sort_key(item.title),
    }
    key = keys[by]
    return sorted(items, key=lambda item: (key(item), id_key(item.key)))
