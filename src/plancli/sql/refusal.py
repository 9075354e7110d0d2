"""What SQLite says of a statement, in the user's words, with what was probably meant."""

import re
import sqlite3
from collections.abc import Callable, Iterable
from typing import Final

from plancli.errors import PlanError
from plancli.i18n import N_, _
from plancli.query.names import meant
from plancli.sql.functions import COLLATIONS
from plancli.sql.guard import FUNCTIONS, HEAP, SCHEMA, TEXT_LENGTH, Guard
from plancli.sql.statement import EXAMPLE, HOW_TO_CHANGE, ONLY_ASKS, place_of
from plancli.sql.tables import TABLES
from plancli.state import STATES
from plancli.text import nearest

LISTS: Final = "plan query --schema"
WORDS: Final = (
    "SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "OFFSET", "JOIN", "LEFT JOIN", "DISTINCT",
    "UNION", "BETWEEN", "VALUES", "WITH", "CASE", "WHEN", "THEN", "ELSE", "IS NOT NULL", "LIKE", "COLLATE",
)  # fmt: skip
QUOTED_NAMES: Final = ("to", "from", "into")
"""Columns that are words of SQL too."""
IN_QUOTES: Final = N_('A column that is a word of SQL stands in double quotes: "{name}".')
OPEN: Final = N_("A quote or bracket is not closed, or something is missing at the end.")

Told = Callable[[str, str, Guard], PlanError]


def refusal(error: Exception, typed: str, guard: Guard) -> PlanError:
    """Return the error for the user; an interrupt is no error of the statement, and goes on as what it is."""
    if isinstance(error, MemoryError):
        words = _("The statement needs more than {most} MB of memory.").format(most=HEAP >> 20)
        return PlanError(words, _("Ask for less at once, with WHERE or LIMIT."))
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
        raise KeyboardInterrupt from None
    reason = str(error)
    if guard.refused is not None:
        return _forbidden(*guard.refused)
    for pattern, told in MESSAGES:
        if found := re.fullmatch(pattern, reason, re.DOTALL):
            return told(found[1] if found.groups() else "", typed, guard)
    return PlanError(_("SQLite cannot answer: {reason}.").format(reason=reason))


def _forbidden(action: int, one: str, two: str) -> PlanError:
    """Return the error for what the guard refused."""
    if action == sqlite3.SQLITE_FUNCTION:
        return PlanError(_("The function {name} cannot be used here.").format(name=two), _(ONLY_ASKS))
    if action == sqlite3.SQLITE_PRAGMA:
        return PlanError(_("PRAGMA {name} cannot be used here.").format(name=one), _(ONLY_ASKS))
    if one in SCHEMA or action == sqlite3.SQLITE_READ:  # a virtual table of SQLite's own
        return PlanError(_(ONLY_ASKS), _("{command} lists them.").format(command=LISTS))
    return PlanError(_(ONLY_ASKS), _(HOW_TO_CHANGE))


def _named(name: str, typed: str) -> str:
    """Return a name with the place where it stands, if that is sure."""
    place = place_of(name, typed)
    return f"{name} ({place})" if place else name


def _no_column(name: str, typed: str, guard: Guard) -> PlanError:
    """Tell of a column that no table of the statement has."""
    column = name.rpartition(".")[2]
    read = [table for table in TABLES if table.name in guard.read] or TABLES
    named = [table for table in TABLES if re.search(rf"\b{table.name}\b", typed, re.IGNORECASE)]
    known = dict.fromkeys(one.name for table in named or read for one in table.columns)
    hint = meant(column, known, LISTS)
    states = [state for state in STATES if column in state.split("-")]
    if states:
        hint = _("A text stands in single quotes: '{text}'.").format(text=states[0])
    return PlanError(_("There is no column {name}.").format(name=_named(name, typed)), hint)


def _no_table(name: str, typed: str, guard: Guard) -> PlanError:
    """Tell of a table that there is not."""
    known = [table.name for table in TABLES]
    return PlanError(_("There is no table {name}.").format(name=_named(name, typed)), meant(name, known, LISTS))


def _no_function(name: str, typed: str, guard: Guard) -> PlanError:
    """Tell of a function that there is not."""
    return PlanError(_("There is no function {name}.").format(name=_named(name, typed)), meant(name.lower(), FUNCTIONS))


def _no_collation(name: str, typed: str, guard: Guard) -> PlanError:
    """Tell of an order that there is not."""
    known = ", ".join((*COLLATIONS, "nocase", "binary", "rtrim"))
    return PlanError(_("There is no collation {name}.").format(name=name), _("Collations: {names}").format(names=known))


def _ambiguous(name: str, typed: str, guard: Guard) -> PlanError:
    """Tell of a column that several tables have."""
    words = _("Several tables have a column {name}.").format(name=name)
    return PlanError(words, _("Write its table before it: tasks.{name}").format(name=name))


def _syntax(token: str, typed: str, guard: Guard) -> PlanError:
    """Tell of a word that does not belong where it stands."""
    words = _("The statement cannot be read near {words}.").format(words=_named(token, typed))
    if token.lower() in QUOTED_NAMES:
        return PlanError(words, _(IN_QUOTES).format(name=token.lower()))
    near = _near(token.upper(), WORDS)
    return PlanError(words, _("Did you mean {names}?").format(names=near) if near else _(EXAMPLE))


def _near(word: str, known: Iterable[str]) -> str:
    return ", ".join(one for one in nearest(word, known, 1) if one != word)


def _unfinished(token: str, typed: str, guard: Guard) -> PlanError:
    """Tell of a statement that ends too early."""
    return PlanError(_("The statement is not complete."), _(OPEN))


def _token(token: str, typed: str, guard: Guard) -> PlanError:
    """Tell of a sign that is none of SQL's, or of an open quote."""
    shown = token if len(token) <= 40 else f"{token[:40]}…"
    words = _("The statement cannot be read near {words}.").format(words=shown)
    return PlanError(words, _(OPEN) if token[:1] in "'\"`[" else "")


def _several(token: str, typed: str, guard: Guard) -> PlanError:
    """Tell of a second statement."""
    return PlanError(_("These are several statements."), _("Give one at a time."))


def _parameter(token: str, typed: str, guard: Guard) -> PlanError:
    """Tell of a place holder, for which nothing is given."""
    return PlanError(_("A ? or :name stands for a value that is given nowhere."), _("Write the value itself."))


def _too_big(token: str, typed: str, guard: Guard) -> PlanError:
    """Tell of a value that is too long."""
    return PlanError(_("A value has more than {most} MB.").format(most=TEXT_LENGTH // 1_000_000))


MESSAGES: Final[tuple[tuple[str, Told], ...]] = (
    (r"no such column: (.*)", _no_column),
    (r"no such table: (?:main\.)?(.*)", _no_table),
    (r"no such function: (.*)", _no_function),
    (r"no such collation sequence: (.*)", _no_collation),
    (r"ambiguous column name: (.*)", _ambiguous),
    (r'near "(.*)": syntax error', _syntax),
    (r"incomplete input", _unfinished),
    (r'unrecognized token: "(.*)"', _token),
    (r"You can only execute one statement at a time\.", _several),
    (r"(?:too many SQL variables|variable number must be .*|Incorrect number of bindings.*)", _parameter),
    (r"string or blob too big", _too_big),
)
"""What SQLite says, and how that is told."""
