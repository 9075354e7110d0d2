"""todoman: a record is an iCalendar to-do in a file of its own, a body is a list, facts are the description.

todoman cannot ask for a year, so its year is a category put there beforehand.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.programs.program import DUE, Asked, Program
from benchmarks.records import YEAR, Record

SETTINGS: Final = """\
path = "{folder}/lists/*"
cache_path = "{folder}/cache.sqlite3"
date_format = "%Y-%m-%d"
time_format = ""
default_list = None
color = "never"
"""
OCTETS: Final = 73


def escaped(text: str) -> str:
    """Return a text as a value of iCalendar."""
    for letter in "\\;,":
        text = text.replace(letter, f"\\{letter}")
    return text.replace("\n", "\\n")


def folded(line: str) -> str:
    """Return a line of iCalendar, broken after at most 75 octets and never within a character."""
    pieces = [""]
    for letter in line:
        if len((pieces[-1] + letter).encode()) > OCTETS:
            pieces.append("")
        pieces[-1] += letter
    return "\r\n ".join(pieces) + "\r\n"


def todo(record: Record) -> str:
    """Return a record as an iCalendar file."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:benchmark", "BEGIN:VTODO", f"UID:{record.key}"]
    lines += ["DTSTAMP:20220110T000000Z", f"SUMMARY:{escaped(record.title)}"]
    if record.last:
        lines.append(f"DUE;VALUE=DATE:{record.last:%Y%m%d}")
    if record.done:
        lines += ["STATUS:COMPLETED", "PERCENT-COMPLETE:100", f"COMPLETED:{record.done:%Y%m%d}T000000Z"]
    if categories := [*record.tags, *([f"due-{YEAR}"] if record.asked else [])]:
        lines.append(f"CATEGORIES:{','.join(map(escaped, categories))}")
    if record.facts:
        lines.append("DESCRIPTION:" + escaped("\n".join(f"{fact.day} {fact.words}" for fact in record.facts)))
    return "".join(map(folded, [*lines, "END:VTODO", "END:VCALENDAR"]))


def convert(records: Sequence[Record], folder: Path) -> None:
    """Write the settings, and each record into its body's list."""
    (folder / "config.py").write_text(SETTINGS.format(folder=folder), encoding="utf-8")
    for record in records:
        held = folder / "lists" / record.body
        held.mkdir(parents=True, exist_ok=True)
        (held / f"{record.key.replace(':', '_')}.ics").write_text(todo(record), encoding="utf-8", newline="")


def ask(folder: Path, plan: Path) -> Sequence[Asked]:
    """Return the question by the category of the year."""
    short = "cannot ask for a year: a category says it, put there beforehand."
    settings = ("--config", str(folder / "config.py"))
    arguments = (*settings, "list", "--status", "ANY", "--category", f"due-{YEAR}")
    return (
        Asked(
            DUE,
            "cache warm",
            arguments,
            r"^\[",
            short=short,
        ),
    )


TODOMAN: Final = Program(
    "todoman",
    "todo",
    ("--version",),
    "pip install todoman",
    ask,
    convert,
    imports=lambda folder: (("--config", str(folder / "config.py"), "list"),),
)
