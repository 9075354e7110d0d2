"""A plan that changes between runs: a fact is added to a task in one file after another."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

BEFORE: Final = "    progress:\n      - date: "
DAY: Final = len("2024-12-31")


def changes(plan: Path) -> Iterator[Path]:
    """Add one entry of progress, of the day of the task's first, each time the next path is asked for."""
    files = sorted(path for path in (plan / "bodies").glob("*.yaml") if BEFORE in path.read_text(encoding="utf-8"))
    number = 0
    while files:
        path = files[number % len(files)]
        number += 1
        text = path.read_text(encoding="utf-8")
        place = text.index(BEFORE) + len(BEFORE)
        entry = f"{text[place : place + DAY]}\n        note: Lần {number}\n      - date: "
        path.write_text(text[:place] + entry + text[place:], encoding="utf-8", newline="\n")
        yield path
