"""A statement as it is typed: that it is one, that it asks and does not write, and where in it something stands."""

import re
from typing import Final

from plancli.errors import PlanError
from plancli.i18n import N_, _
from plancli.sql.guard import SQL_LENGTH

WRITING: Final = frozenset((
    "insert", "update", "delete", "replace", "create", "drop", "alter", "attach", "detach", "reindex", "vacuum",
    "analyze", "begin", "commit", "end", "rollback", "savepoint", "release",
))  # fmt: skip
BLANK: Final = r"(?:\s|;|--[^\n]*(?:\n|\Z)|/\*.*?(?:\*/|\Z))*"
QUOTED: Final = r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\[[^\]]*\]|`(?:[^`]|``)*`"
EXAMPLE: Final = N_("Such as: plan query \"SELECT key, title FROM tasks WHERE state = 'overdue'\"")
ONLY_ASKS: Final = N_("plan query only asks: it never writes, and opens nothing but the plan.")
HOW_TO_CHANGE: Final = N_("plan -h lists the commands that record something.")


def read_statement(typed: str) -> str:
    """Return a statement without what stands before its first word; PlanError for none, or for one that writes."""
    if len(typed.encode("utf-8", "surrogatepass")) > SQL_LENGTH:
        raise PlanError(_("The statement is longer than {most} bytes.").format(most=SQL_LENGTH))
    if "\0" in typed:
        raise PlanError(_("The statement has a NUL character, which no SQL has."))
    if re.search("[\ud800-\udfff]", typed):
        raise PlanError(_("The statement is not UTF-8."))
    statement = re.sub(r"\A" + BLANK, "", typed.removeprefix("\ufeff"), count=1, flags=re.DOTALL)
    if not statement:
        raise PlanError(_("There is no statement."), _(EXAMPLE))
    word = re.match(r"(?:explain(?: query plan)?\b)?" + BLANK + r"(\w*)", statement, re.DOTALL | re.IGNORECASE)
    if word and word[1].lower() in WRITING:
        raise PlanError(f"{word[1].upper()}: {_(ONLY_ASKS)}", _(HOW_TO_CHANGE))
    return statement


def explained(statement: str) -> str:
    """Return the statement that SQLite only prepares, and does not run."""
    return statement if statement[:7].lower() == "explain" else f"EXPLAIN {statement}"


def mentions(statement: str, *words: str) -> bool:
    """Return whether one of some words stands in a statement, be it in a text."""
    return re.search(rf"\b(?:{'|'.join(words)})\b", statement, re.IGNORECASE) is not None


def place_of(token: str, typed: str) -> str:
    """Return the line and column of a token, in words, where it stands only once; else nothing."""
    pattern = rf"{QUOTED}|--[^\n]*|/\*.*?\*/|(?<!\w)(?P<token>{re.escape(token)})(?!\w)"
    found = [one.start() for one in re.finditer(pattern, typed, re.DOTALL) if one["token"]]
    if len(found) != 1:
        return ""
    before = typed[: found[0]]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return _("line {line}, column {column}").format(line=line, column=column)
