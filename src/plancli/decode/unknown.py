"""Fields that are not known where they stand: what was probably meant, or where they belong."""

from collections.abc import Collection
from typing import Final

from plancli.decode.reading import REPLACEMENT, Reading
from plancli.syntax import Placed
from plancli.text import nearest

MOST_GUESSES: Final = 100  # in a file: a guess takes a millisecond, and an attacker's file has a million keys
MOST_LISTED: Final = 12
VIEWS: Final = "views"
"""Where questions stand: their fields are called as what they ask for, and nobody elsewhere means them."""
COMPUTED: Final = frozenset(("state", "status", "overdue", "days_left"))
MEANT: Final = {
    "deadline": "due",
    "deadlines": "due",
    "due_date": "due",
    "done": "completed",
    "finished": "completed",
    "start": "started",
    "postponed": "rescheduled",
    "extended": "rescheduled",
    "cancelled": "withdrawn",
    "dropped": "withdrawn",
    "paused": "suspended",
    "clause": "source",
    "sources": "source",
    "cite": "cites",
    "support": "supporting",
    "name": "title",
    "title": "name",
    "description": "text",
    "comment": "note",
}
"""What other tools call it, or a slip too far from the name for `nearest`."""


def report_unknown(reading: Reading, name: str, where: Placed, known: Collection[str]) -> str | None:
    """Report a field that is not known here, and return the one that was probably meant."""
    if reading.reported(name):
        return _nearest(reading, name.replace(REPLACEMENT, ""), known)
    if name in COMPUTED and "completed" in known:
        reading.report("unknown-field", where, "computed", field=name)
        return None
    near = _surely(name, known)
    homes = [] if near else _homes(name)
    if not near and not homes:
        near = _nearest(reading, name, known)
    if near:
        reading.report("unknown-field", where, "near", field=name, near=near)
    elif homes:
        reading.report("unknown-field", where, "elsewhere", field=name, homes=", ".join(homes[:3]))
    elif len(known) <= MOST_LISTED:
        reading.report("unknown-field", where, "listed", field=name, known=", ".join(known))
    else:
        reading.report("unknown-field", where, field=name)
    return near


def _surely(name: str, known: Collection[str]) -> str | None:
    """Return the known field that a name surely means, even if another place has a field of that very name."""
    return next((one for one in (MEANT.get(name, name), f"{name}s", name.removesuffix("s")) if one in known), None)


def _nearest(reading: Reading, name: str, known: Collection[str]) -> str | None:
    """Return the known field that a name may be a slip of."""
    if near := _surely(name, known):
        return near
    if len(name) > 40 or reading.findings.count("unknown-field") >= MOST_GUESSES:
        return None
    return next(iter(nearest(name, known, 1)), None)


def _homes(name: str) -> list[str]:
    """Return the places where a field of this name is known and may be meant."""
    from plancli.decode.roots import TABLES

    return [table.home for table in TABLES if table.home != VIEWS and any(field.name == name for field in table.fields)]
