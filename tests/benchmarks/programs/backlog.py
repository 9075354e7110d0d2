"""Backlog.md: a record is a Markdown file with front matter; facts are its implementation notes.

Backlog.md keeps no deadline, so the year is a label put there beforehand.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from benchmarks.programs.program import DUE, VALIDATE, Asked, Program
from benchmarks.records import YEAR, Record

SETTINGS: Final = """\
project_name: "plan"
default_status: "To Do"
statuses: ["To Do", "In Progress", "Done"]
labels: []
date_format: yyyy-mm-dd
remote_operations: false
auto_commit: false
filesystem_only: true
check_active_branches: false
task_prefix: "task"
"""


def page(number: int, record: Record) -> str:
    """Return a record as a task's file; a string of JSON is one of YAML too."""
    labels = [*record.tags, *([f"due-{YEAR}"] if record.asked else [])]
    lines = [
        "---",
        f"id: TASK-{number}",
        f"title: {json.dumps(record.title, ensure_ascii=False)}",
        f"status: {'Done' if record.done else 'To Do'}",
        f"assignee: ['@{record.body}']",
        "created_date: '2022-01-10 00:00'",
        f"labels: {json.dumps(labels, ensure_ascii=False)}",
        "dependencies: []",
        "---",
        "",
        "## Description",
        "",
        "<!-- SECTION:DESCRIPTION:BEGIN -->",
        f"{record.key} {record.last or ''}".rstrip(),
        "<!-- SECTION:DESCRIPTION:END -->",
    ]
    if record.facts:
        notes = [f"- {fact.day} {fact.words}" for fact in record.facts]
        lines += ["", "## Implementation Notes", "", "<!-- SECTION:NOTES:BEGIN -->"]
        lines += [*notes, "<!-- SECTION:NOTES:END -->"]
    return "\n".join(lines) + "\n"


def convert(records: Sequence[Record], folder: Path) -> None:
    """Write the settings and one file a record."""
    tasks = folder / "backlog" / "tasks"
    tasks.mkdir(parents=True)
    (folder / "backlog" / "config.yml").write_text(SETTINGS, encoding="utf-8")
    for number, record in enumerate(records, 1):
        name = f"task-{number} - {record.key.replace(':', '-')}.md"
        (tasks / name).write_text(page(number, record), encoding="utf-8")


def environment(folder: Path) -> Mapping[str, str]:
    """Return where the project stands."""
    return {"BACKLOG_CWD": str(folder)}


def ask(folder: Path, plan: Path) -> Sequence[Asked]:
    """Return the question by the label of the year, and the check of ids and dependencies."""
    short = "keeps no deadline: a label says the year, put there beforehand."
    listed = ("task", "list", "--labels", f"due-{YEAR}", "--plain")
    return (
        Asked(
            DUE,
            "list",
            listed,
            r"^  .*\bTASK-\d+ - ",
            short=short,
        ),
        Asked(VALIDATE, "doctor", ("doctor",), short="checks ids and dependencies only."),
    )


BACKLOG: Final = Program(
    "Backlog.md",
    "backlog",
    ("--version",),
    "npm install --global backlog.md",
    ask,
    convert,
    environment=environment,
)
