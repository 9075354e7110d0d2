"""hledger: a record is a transaction on its last day, its deadline and each fact an unbalanced virtual posting.

A fact's posting has a date of its own, which hledger reads and checks as `plan` does. In a second journal facts are
comments, which hledger passes over: what checking costs depends on that. A journal has no place for what has no day,
so records without a last day are left out. All stands in one file, which hledger reads faster than one for each body.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from benchmarks.programs.program import DUE, VALIDATE, Asked, Program
from benchmarks.records import YEAR, Fact, Record


def posting(body: str, fact: Fact) -> str:
    """Return a fact as a posting to an account of its kind; what follows a comma in a comment is no tag."""
    kind, _, words = fact.words.partition(" ")
    said = f", {words.replace(':', ' ')}" if words else ""
    return f"    ({body}:{kind})  1  ; date:{fact.day}{said}\n"


def comment(body: str, fact: Fact) -> str:
    """Return a fact as a comment."""
    return f"    ; {fact.day} {fact.words}\n"


def transaction(record: Record, write: Callable[[str, Fact], str] = posting) -> str:
    """Return a record as a transaction; a comment begins at a semicolon, so a title has commas instead."""
    mark = "* " if record.done else ""
    tags = "".join(f"    ; {tag}:\n" for tag in record.tags)
    facts = "".join(write(record.body, fact) for fact in record.facts)
    title = record.title.replace(";", ",")
    return f"{record.last} {mark}({record.key}) {title}\n{tags}    ({record.body}:due)  1\n{facts}\n"


def convert(records: Sequence[Record], folder: Path) -> None:
    """Write both journals."""
    for name, write in (("main", posting), ("comments", comment)):
        text = "".join(transaction(record, write) for record in records if record.last)
        (folder / f"{name}.journal").write_text(text, encoding="utf-8")


def ask(folder: Path, plan: Path) -> Sequence[Asked]:
    """Return both questions."""
    journal, comments = (("-f", str(folder / f"{name}.journal")) for name in ("main", "comments"))
    return (
        Asked(DUE, "register", ("register", *journal, f"date:{YEAR}", "acct::due$"), r"^\d{4}-\d\d-\d\d "),
        Asked(VALIDATE, "check", ("check", *journal)),
        Asked(VALIDATE, "check, facts in comments", ("check", *comments), short="is given the facts as comments."),
    )


HLEDGER: Final = Program("hledger", "hledger", ("--version",), "apt-get install hledger", ask, convert)
