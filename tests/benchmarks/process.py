"""Whole processes, timed from spawn to reap: what one run cost, and what stopped one that failed."""

import os
import signal
import site
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from resource import struct_rusage
from types import FrameType
from typing import Final, NamedTuple

BARE: Final = (sys.executable, "-c", "pass")
KEPT: Final = ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "SYSTEMROOT", "TMPDIR")
HOMES: Final = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
NO_CACHE: Final = {"PLAN_CACHE": "off"}


class Run(NamedTuple):
    """What one process cost: wall and processor seconds, peak resident bytes."""

    wall: float
    cpu: float
    peak: int


class Failed(Exception):
    """A process ended with another status than 0, or wrote a last line on standard error that says why."""


class TimedOut(Exception):
    """A process was stopped because it took longer than it was given."""


def command() -> tuple[str, ...]:
    """Return how `plan` is started: the console script beside this Python, else the module."""
    script = Path(sys.executable).with_name("plan")
    return (str(script),) if script.is_file() else (sys.executable, "-m", "plancli")


def environment(home: Path, extra: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which nothing of this terminal or user speaks along, and nothing of theirs is touched.

    `home` is a temporary folder that stands in for the user's own, with its caches and settings.
    """
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    homes = {name: str(home / name.lower()) for name in HOMES}
    python = {"PYTHONUSERBASE": site.getuserbase()}
    return {**kept, **python, **homes, "HOME": str(home), "LANG": "C.UTF-8", "TZ": "UTC", "PLAN_LANG": "en", **extra}


def run(arguments: Sequence[str], variables: Mapping[str, str], seconds: float = 0, output: Path | None = None) -> Run:
    """Run a process to its end, its output going to a file or nowhere; Failed or TimedOut (after `seconds`) if need be.

    Linux counts into the peak what this script itself holds (some 20 MB), so it must never hold much.
    """
    errors = (output or Path(os.devnull)).with_suffix(".err") if output else Path(os.devnull)
    writing = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    files = (
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, str(output or os.devnull), writing, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, str(errors), writing, 0o600),
    )
    start = time.perf_counter()
    process = os.posix_spawn(arguments[0], list(arguments), dict(variables), file_actions=files, setpgroup=0)
    status, usage = reap(process, seconds)
    wall = time.perf_counter() - start
    if status:
        said = errors.read_text(encoding="utf-8", errors="replace").strip() if output else ""
        code = os.waitstatus_to_exitcode(status)
        raise Failed(f"exit status {code}: {' '.join(arguments)[:200]} {said[-300:]}".strip())
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def reap(process: int, seconds: float) -> tuple[int, struct_rusage]:
    """Wait for a process, and stop it with all it started after so many seconds (0: never) or when interrupted."""
    late = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal late
        late = True
        os.killpg(process, signal.SIGKILL)

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        _, status, usage = os.wait4(process, 0)
    except KeyboardInterrupt:
        os.killpg(process, signal.SIGKILL)
        raise
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    if late:
        raise TimedOut(f"stopped after {seconds:g} s")
    return status, usage
