"""A plan to record facts in, on a day that stands still, and the commands that do it."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from difflib import unified_diff
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from folders import write_plan
from support import Result, run

from plancli import cli, clock

NOW: Final = datetime(2025, 3, 31, 5, tzinfo=UTC)
MODULES: Final = {
    "start": "start",
    "log": "log",
    "submit": "submit",
    "done": "done",
    "return": "return_",
    "verify": "verify",
    "reschedule": "reschedule",
    "extend": "extend",
    "suspend": "suspend",
    "resume": "resume",
    "withdraw": "withdraw",
    "transfer": "transfer",
    "set": "set",
}
PLAN: Final = """\
format: 1
id: p
title: Kế hoạch thử
date: 2023-01-10
language: vi
timezone: Asia/Ho_Chi_Minh
"""
DOCUMENTS: Final = """\
documents:
  - number: 12-QC/TW
    date: 2023-11-20
    title: Quy chế chất vấn
  - number: 123-KL/TW
    date: 2024-12-20
  - number: 28-NQ/TW
    date: 2022-11-17
  - number: 28-NQ/TW
    date: 2017-06-01
"""
BLOCK: Final = """\
# Văn phòng giữ tệp này.
name: Ban Một
short: BM

tasks:
  # việc đầu tiên
  - id: IV.5.1
    title: Sửa quy chế chất vấn
    due: 2023   # trong năm
    note: Làm cùng tổng kết

  - id: IV.3.1
    title: Khảo sát, tổng kết
    due: 2025
    started: 2024-01-10
    progress:
      - date: 2024-05-20
        note: Đã gửi lấy ý kiến
    milestones:
      khao-sat:
        title: Khảo sát ở các tỉnh
        due: 2025-06
    rescheduled:
      - date: 2025-01-15
        to: 2025-11
        reason: Chờ luật

  - id: V.3b
    title: Báo cáo sáu tháng
    due: every half from 2024

  - id: IV.9
    title: Việc đang dừng
    due: 2024
    suspended: {date: 2024-02-01, reason: Chờ hướng dẫn}

  - id: IV.10
    title: Việc đã xong
    due: 2024
    completed:
      - date: 2024-06-01
        evidence: [1-BC]
        returned: {date: 2024-07-01, reason: Thiếu phụ lục}
      - date: 2024-09-02
        evidence: [2-BC]   # bản thứ hai
"""
FLOW: Final = """\
name: Các chi bộ
collective: true
members:
  chi-bo-1: {name: Chi bộ 1}
  chi-bo-2: {name: Chi bộ 2}
tasks:
- {id: V.7, title: Sinh hoạt chuyên đề, due: every quarter from 2025}
- {id: V.8, title: Kiểm điểm, due: 2024, tags: [a, b], completed: 2024-12-01}
"""
FILES: Final = {
    "plan.yaml": PLAN,
    "documents.yaml": DOCUMENTS,
    "bodies/ban-mot.yaml": BLOCK,
    "bodies/chi-bo.yaml": FLOW,
    "bodies/van-phong.yaml": "name: Văn phòng\nshort: VP\n",
}


class Recorded(NamedTuple):
    """What a command left: its result, and what it changed, as lines of a diff without their heads."""

    result: Result
    changes: list[str]


@contextmanager
def registered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the commands called by their names, whether or not the program lists them already."""
    for name, module in MODULES.items():
        made = import_module(f"plancli.commands.{module}")
        monkeypatch.setitem(cli.COMMANDS, name, made.HELP)
        if module != name:
            monkeypatch.setitem(sys.modules, f"plancli.commands.{name}", made)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    yield


def plan_in(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Write the plan, with some of its files replaced, and return the folder that it is worked on from."""
    write_plan(folder, {**FILES, **(files or {})})
    return folder


def texts(folder: Path) -> dict[str, str]:
    """Return what the plan's files hold, with their line ends."""
    plan = folder / "plan"
    return {path.relative_to(plan).as_posix(): path.read_bytes().decode() for path in sorted(plan.rglob("*.yaml"))}


def record(folder: Path, *args: str, env: Mapping[str, str] | None = None) -> Recorded:
    """Run a command, and return what it changed in the files."""
    before = texts(folder)
    result = run(*args, cwd=folder, env=env)
    after = texts(folder)
    changes: list[str] = []
    for name in {**before, **after}:
        old, new = before.get(name, "").split("\n"), after.get(name, "").split("\n")
        lines = list(unified_diff(old, new, n=0, lineterm=""))[2:]
        changes += [line for line in lines if not line.startswith("@@")]
    return Recorded(result, changes)
