"""Running the program as a test sees it: in this process, with its exit status, standard output and standard error."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from plancli import cli, i18n

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "plan"


class Result(NamedTuple):
    """What a run left behind."""

    status: int
    stdout: str
    stderr: str

    def snapshot(self, args: Sequence[str]) -> str:
        """Return all three together, as golden files hold them."""
        parts = [
            f"$ plan {' '.join(args)}",
            f"exit status: {self.status}",
            "--- standard output",
            self.stdout.rstrip("\n"),
        ]
        if self.stderr:
            parts += ["--- standard error", self.stderr.rstrip("\n")]
        return "\n".join(parts) + "\n"


def run(*args: str, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> Result:
    """Run the program here: no process, no terminal, 80 columns."""
    out, err = StringIO(), StringIO()
    here = Path.cwd()
    saved = dict(os.environ)
    os.environ.update(env or {})
    os.chdir(cwd)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            status = cli.run(args)
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(saved)
        i18n.set_language("en")
    return Result(status, out.getvalue(), err.getvalue())


def process(
    *args: str, cwd: Path = ROOT, env: Mapping[str, str] | None = None, stdin: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own, with nothing of this one's environment but the path."""
    kept = {name: os.environ.get(name, "") for name in ("PATH", "PYTHONPATH", "XDG_CACHE_HOME")}
    clean = {**kept, **(env or {})}
    return subprocess.run(
        [sys.executable, "-m", "plancli", *args],
        cwd=cwd,
        env=clean,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
