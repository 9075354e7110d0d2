"""What a generated plan says, in the shape that other programs can hold: one record for each deadline.

A series is as many records as it has deadlines; what has no last day is a record without one.
"""

import json
import subprocess
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks.process import NO_CACHE, command, environment

AS_OF: Final = "2026-01-01"
"""The generated facts are all dated before this day."""
ALL: Final = ("list", "--as-of", AS_OF)
DATED: Final = ("due", "--after", "1900-01-01", "--as-of", AS_OF)
YEAR: Final = 2024
"""The year that is asked for."""


class Fact(NamedTuple):
    """What happened on a day, in words: `completed 12-BC/CQ`."""

    day: date
    words: str


class Record(NamedTuple):
    """A deadline of a task: its address, title, body, last day, the day it was completed, facts and tags."""

    key: str
    title: str
    body: str
    last: date | None = None
    done: date | None = None
    facts: tuple[Fact, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def asked(self) -> bool:
        """Whether its last day lies in the year that is asked for."""
        return self.last is not None and self.last.year == YEAR


def line(text: str) -> str:
    """Return a text on one line, without characters that formats made of lines cannot hold."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def day(text: str) -> date:
    """Return the first day of an ISO day, month or year."""
    return date.fromisoformat(f"{text}-01-01"[:10])


def words(fact: Mapping[str, Any]) -> str:
    """Return what a fact says beside its date."""
    papers = [*(fact.get("evidence") or ()), *(fact.get("output") or ())]
    said = [fact.get("note"), fact.get("to"), fact.get("document"), fact.get("reason"), *papers]
    return ", ".join(line(str(value)) for value in said if value)


def facts(item: Mapping[str, Any]) -> tuple[Fact, ...]:
    """Return the facts of one item of the program's JSON, in the order of their days."""
    found = []
    for name in ("started", "progress", "submitted", "completed", "rescheduled", "suspended", "withdrawn"):
        told = item[name] or ()
        for fact in [told] if isinstance(told, dict) else told:
            found.append(Fact(day(fact["date"]), f"{name} {words(fact)}".rstrip()))
            if fact.get("verified"):
                found.append(Fact(day(fact["verified"]["date"]), "verified"))
    return tuple(sorted(found))


def record(item: Mapping[str, Any]) -> Record:
    """Return the record of one item of the program's JSON."""
    last = item["due_last"] and date.fromisoformat(item["due_last"])
    done = [day(fact["date"]) for fact in item["completed"] if not fact.get("returned")]
    return Record(
        item["key"],
        line(item["title"]),
        item["body"],
        last or None,
        done[-1] if done else None,
        facts(item),
        tuple(item["tags"]),
    )


def ask(plan: Path, question: Sequence[str], *, format: str = "json") -> str:
    """Return what `plan` answers to a question, without a cache."""
    arguments = [*command(), *question, "--plan", str(plan), "--format", format]
    variables = environment(plan.parent / "home", NO_CACHE)
    return subprocess.run(arguments, check=True, capture_output=True, encoding="utf-8", env=variables).stdout


def select(tasks: Sequence[Record], dated: Sequence[Record], *, once: bool) -> list[Record]:
    """Return every dated place, and each task that has none; with `once` each task, a series by its next day."""
    if once:
        return list(tasks)
    held = {place.key.partition(":")[0] for place in dated}
    own = {place.key for place in dated}
    series = {task.key for task in tasks if task.key in held and task.key not in own and task.last}
    return [*dated, *(task for task in tasks if task.key not in own and task.key not in series)]


def read(plan: Path, *, once: bool = False) -> list[Record]:
    """Return the records of a plan."""
    tasks, dated = ([record(item) for item in json.loads(ask(plan, question))["items"]] for question in (ALL, DATED))
    return select(tasks, dated, once=once)
