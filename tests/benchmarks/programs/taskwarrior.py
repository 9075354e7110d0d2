"""Taskwarrior: a task is its JSON import; the body is its project, facts are its annotations."""

import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from benchmarks.programs.program import DUE, Asked, Program
from benchmarks.records import YEAR, Fact, Record

SETTINGS: Final = """\
data.location={folder}/data
hooks=off
news.version=9.9.9
uda.key.type=string
uda.key.label=Task
report.plan.columns=key,due,status,project,description.desc
report.plan.labels=Task,Last day,State,Body,Title
report.plan.sort=due+
dateformat=Y-M-D
"""
LAST: Final = time(23, 59, 59)
WITHIN: Final = (f"due.after:{YEAR - 1}-12-31T23:59:59Z", f"due.before:{YEAR + 1}-01-01T00:00:00Z")


def stamp(day: date, at: time = time(0)) -> str:
    """Return a moment of a day as Taskwarrior writes it, in UTC."""
    return f"{datetime.combine(day, at, UTC):%Y%m%dT%H%M%SZ}"


def annotations(facts: Sequence[Fact]) -> list[dict[str, str]]:
    """Return facts as annotations, a second apart: two of the same moment would be one."""
    start = datetime(1970, 1, 1)
    return [
        {"entry": stamp(fact.day, (start + timedelta(seconds=place)).time()), "description": fact.words}
        for place, fact in enumerate(facts)
    ]


def task(record: Record) -> dict[str, Any]:
    """Return a record as Taskwarrior imports it."""
    state = {"status": "completed", "end": stamp(record.done)} if record.done else {"status": "pending"}
    due = {"due": stamp(record.last, LAST)} if record.last else {}
    return {
        "uuid": str(uuid.uuid5(uuid.NAMESPACE_URL, record.key)),
        "key": record.key,
        "description": record.title,
        "project": record.body,
        "entry": stamp(date(2022, 1, 10)),
        **due,
        **state,
        "tags": [tag.replace("-", "_") for tag in record.tags],
        "annotations": annotations(record.facts),
    }


def convert(records: Sequence[Record], folder: Path) -> None:
    """Write the settings, and what is to be imported, one task a line."""
    (folder / "data").mkdir()
    (folder / "taskrc").write_text(SETTINGS.format(folder=folder), encoding="utf-8")
    with (folder / "tasks.json").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(task(record), ensure_ascii=False) + "\n" for record in records)


def environment(folder: Path) -> Mapping[str, str]:
    """Return the settings and the store, so that no others are ever read."""
    return {"TASKRC": str(folder / "taskrc"), "TASKDATA": str(folder / "data")}


def ask(folder: Path, plan: Path) -> Sequence[Asked]:
    """Return the question as a table of the same columns as `plan due`, and as JSON."""
    return (
        Asked(DUE, "table", (*WITHIN, "plan"), r"^(\d+) tasks?$"),
        Asked(DUE, "export", (*WITHIN, "export"), r'"uuid":'),
    )


TASKWARRIOR: Final = Program(
    "Taskwarrior",
    "task",
    ("--version",),
    "apt-get install taskwarrior",
    ask,
    convert,
    imports=lambda folder: (("import", str(folder / "tasks.json")),),
    environment=environment,
)
