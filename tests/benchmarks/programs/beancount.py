"""Beancount: a record is a transaction on its last day with one posting of nothing, its facts are metadata with dates.

A ledger has no place for what has no day, so records without a last day are left out. All stands in one file.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.programs.program import DUE, VALIDATE, Asked, Program
from benchmarks.records import YEAR, Record

OFF: Final = {"BEANCOUNT_DISABLE_LOAD_CACHE": "1"}
QUERY: Final = f"SELECT date, account, flag, narration WHERE year = {YEAR}"


def quoted(text: str) -> str:
    """Return a text as a string of Beancount."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def account(body: str) -> str:
    """Return a body's account, whose parts begin with a capital."""
    return f"Assets:Plan:B-{body}"


def transaction(record: Record) -> str:
    """Return a record as a transaction."""
    flag = "*" if record.done else "!"
    tags = "".join(f" #{tag}" for tag in record.tags)
    lines = [f"{record.last} {flag} {quoted(record.title)}{tags}", f"  key: {quoted(record.key)}"]
    for place, fact in enumerate(record.facts, 1):
        lines += [f"  fact-{place}: {quoted(fact.words)}", f"  fact-{place}-date: {fact.day}"]
    return "\n".join([*lines, f"  {account(record.body)}  0 TASK", "", ""])


def convert(records: Sequence[Record], folder: Path) -> None:
    """Write one ledger, which opens the account of each body."""
    held = [record for record in records if record.last]
    opened = "".join(f"1900-01-01 open {account(body)}\n" for body in dict.fromkeys(record.body for record in held))
    text = f"{opened}\n{''.join(map(transaction, held))}"
    (folder / "main.beancount").write_text(text, encoding="utf-8")


def ask_query(folder: Path, plan: Path) -> Sequence[Asked]:
    """Return the question with and without the cache of what was loaded."""
    arguments = (str(folder / "main.beancount"), QUERY)
    row = rf"^{YEAR}-\d\d-\d\d "
    return (
        Asked(DUE, "no cache", arguments, row, OFF),
        Asked(DUE, "cache warm", arguments, row),
    )


def ask_check(folder: Path, plan: Path) -> Sequence[Asked]:
    """Return the check with and without the cache of what was loaded."""
    ledger = str(folder / "main.beancount")
    return (
        Asked(VALIDATE, "no cache", ("--no-cache", ledger)),
        Asked(VALIDATE, "cache warm", (ledger,)),
    )


INSTALL: Final = "pip install beancount beanquery"
BEAN_QUERY: Final = Program("beancount query", "bean-query", ("--version",), INSTALL, ask_query, convert)
BEAN_CHECK: Final = Program("beancount check", "bean-check", ("--version",), INSTALL, ask_check, convert)
