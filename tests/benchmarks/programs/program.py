"""A program that is compared: what it is called, how it is installed, what it can hold of a plan, what it is asked."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.records import Record

DUE: Final = "due"
VALIDATE: Final = "validate"
QUESTIONS: Final = {DUE: "What is due in 2024?", VALIDATE: "Is everything valid?"}


class Asked(NamedTuple):
    """One of the questions as a program is asked it: `how` tells apart several ways in the same program.

    `arguments` follow the program's name. `row` finds the lines of the answer that are counted, or in its group the
    number of rows as the program tells it. `short` says what the program cannot do of the question.
    """

    question: str
    how: str
    arguments: Sequence[str]
    row: str = ""
    environment: Mapping[str, str] = {}
    short: str = ""


class Program(NamedTuple):
    """A program beside `plan`: its command, how its version is asked, and the one line that installs it.

    `convert` writes records into an empty folder; `ask` returns the questions to what stands there, `plan` being the
    plan's own folder. `imports` are commands that are run once before, where the program keeps a store of its own.
    """

    name: str
    command: str
    version: Sequence[str]
    install: str
    ask: Callable[[Path, Path], Sequence[Asked]]
    convert: Callable[[Sequence[Record], Path], None] | None = None
    imports: Callable[[Path], Sequence[Sequence[str]]] = lambda _folder: ()
    environment: Callable[[Path], Mapping[str, str]] = lambda _folder: {}


def count(row: str, answer: Path) -> int:
    """Return how many rows an answer has, by the pattern of `Asked.row`; 0 where no line is one."""
    found = 0
    pattern = re.compile(row)
    with answer.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if match := pattern.search(line):
                found = int(match[1]) if match.groups() else found + 1
    return found
