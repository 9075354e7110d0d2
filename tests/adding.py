"""The commands that add, register and open: registered for a test, and run at a pseudo-terminal."""

import os
import select
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple

import pytest
import recording
from folders import write_plan

from plancli import cli, clock

NAMES: Final = ("add", "cite", "edit")
CALL: Final = "from plancli import cli; [cli.COMMANDS.setdefault(name, '') for name in ('add', 'edit')]; cli.main()"
PATIENCE: Final = 15.0

CTRL_C: Final = b"\x03"
CTRL_D: Final = b"\x04"

PLAN: Final = """\
format: 1
id: p
title: Kế hoạch thử
date: 2023-01-10
language: vi
timezone: Asia/Ho_Chi_Minh
sources:
  ke-hoach:
    outline:
      - id: IV
        tasks: false
      - id: IV.1
      - id: IV.2
      - id: IV.3
      - id: IV.10
  phu-luc:
    outline:
      - id: I.1
"""
BODY: Final = """\
name: Ban Một
short: BM

tasks:
  - id: IV.1
    title: Việc một
    source: IV.1

  # hai việc của một mục
  - id: IV.2a
    title: Việc hai
    source: IV.2
    due: 2024

  - id: IV.2b
    title: Việc ba
    source: IV.2
    withdrawn: {date: 2024-02-01, reason: Gộp, into: [IV.2d]}

  # cuối cùng
  - id: IV.10
    title: Việc mười
    source: IV.10
"""
FILES: Final = {
    "plan.yaml": PLAN + "checks: {uncovered-source: off, unused-document: off, unknown-task: off}\n",
    "documents.yaml": recording.DOCUMENTS,
    "bodies/ban-mot.yaml": BODY,
    "bodies/van-phong.yaml": "name: Văn phòng\nshort: VP\n",
    "bodies/ban-hai.yaml": "name: Ban Hai\n",
}


@contextmanager
def registered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the commands called by their names, on a day that stands still."""
    for name in NAMES:
        monkeypatch.setitem(cli.COMMANDS, name, import_module(f"plancli.commands.{name}").HELP)
    monkeypatch.setattr(clock, "now", lambda: recording.NOW)
    yield


def plan_in(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Write the plan, with some of its files replaced, and return the folder that it is worked on from."""
    write_plan(folder, {**FILES, **(files or {})})
    return folder


class Ended(NamedTuple):
    """How a program at a terminal ended, and all that it showed."""

    status: int
    shown: str


class Terminal:
    """A program of ours at a pseudo-terminal, typed into and read from."""

    def __init__(self, *args: str, cwd: Path, env: Mapping[str, str] | None = None) -> None:
        import pty

        own = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path), "COLUMNS": "200", "NO_COLOR": "1"}
        clean = {**own, **(env or {})}
        self.pid, self._terminal = pty.fork()
        if not self.pid:
            os.chdir(cwd)
            os.execve(sys.executable, [sys.executable, "-c", CALL, *args], clean)
        self.shown = ""
        self._seen = 0

    def wait_for(self, text: str) -> None:
        """Read until something is shown that was not shown at the last call."""
        until = time.monotonic() + PATIENCE
        while text not in self.shown[self._seen :]:
            assert time.monotonic() < until, self.shown
            assert self._read(), self.shown
        self._seen = self.shown.index(text, self._seen) + len(text)

    def type(self, keys: str | bytes) -> None:
        """Type keys."""
        os.write(self._terminal, keys.encode() if isinstance(keys, str) else keys)

    def end(self) -> Ended:
        """Read until the program ends."""
        while self._read():
            pass
        os.close(self._terminal)
        return Ended(os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1]), self.shown.replace("\r\n", "\n"))

    def _read(self) -> bool:
        """Read what there is; False at the end."""
        ready, _writable, _failed = select.select([self._terminal], [], [], PATIENCE)
        assert ready, self.shown
        with suppress(OSError):  # how Linux says that nobody is there any more
            if data := os.read(self._terminal, 4096):
                self.shown += data.decode("utf-8", "replace")
                return True
        return False


needs_terminals = pytest.mark.skipif(sys.platform == "win32", reason="has no such terminals")
