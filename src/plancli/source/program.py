"""The git program, run so that no repository which is read can make it run anything else.

A checkout is untrusted: its configuration and attributes may name programs (a file system monitor, hooks, filters, text
converters, an external diff, a pager, helpers of a remote). Only commands that read objects and references are run
here, never `status`, `diff`, `log` or `blame`; what else could start a program is turned off for each.
"""

import os
import subprocess
from collections.abc import Mapping
from typing import Final, NamedTuple

from plancli.errors import PlanError
from plancli.i18n import _

TIMEOUT: Final = 60  # seconds that an answer is waited for
FLAGS: Final = (
    "--no-pager",
    "--no-optional-locks",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "protocol.allow=never"),
)
DROPPED: Final = frozenset(
    {
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_PREFIX",
        "GIT_COMMON_DIR",
        "GIT_NAMESPACE",
        "GIT_IMPLICIT_WORK_TREE",
        "GIT_GLOB_PATHSPECS",
        "GIT_NOGLOB_PATHSPECS",
        "GIT_ICASE_PATHSPECS",
    }
)
"""What a hook is told of the repository that it runs for: the plan's may be another."""
SET: Final = {
    # A commit that is not here is not fetched: its remote may be a program.
    "GIT_NO_LAZY_FETCH": "1",
    # The same for versions of git before that variable; unlike protocol.allow, no repository overrides it.
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


class Done(NamedTuple):
    """How a command of git ended."""

    status: int
    stdout: bytes
    stderr: str


class Git:
    """The git program, for the repository around a folder; `bare` where that folder is a bare repository itself."""

    def __init__(self, folder: str, *, bare: bool = False) -> None:
        self.folder = folder
        allowed = "all" if bare else "explicit"
        self._start = [_program(os.environ), *FLAGS, "-c", f"safe.bareRepository={allowed}", "-C", folder]
        self._environ = {name: value for name, value in os.environ.items() if name not in DROPPED} | SET

    def run(self, *arguments: str) -> Done:
        """Run a command to its end."""
        try:
            done = subprocess.run(
                [*self._start, *arguments],
                env=self._environ,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=TIMEOUT,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise no_answer() from None
        except OSError as error:
            raise not_run(error) from None
        return Done(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """Start a command that is asked and answers until its input ends, which it does when this program ends."""
        try:
            return subprocess.Popen(
                [*self._start, *arguments],
                env=self._environ,
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise not_run(error) from None


def no_answer() -> PlanError:
    """Return the error that git takes too long."""
    return PlanError(_("git has not answered for {n} seconds.").format(n=TIMEOUT))


def not_run(error: OSError) -> PlanError:
    """Return the error that git cannot be run."""
    return PlanError(_("git cannot be run: {reason}.").format(reason=error.strerror or error))


def failed(done: Done) -> PlanError:
    """Return the error that git could not do what it was asked."""
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    reason = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "?")
    return PlanError(_("git failed: {reason}").format(reason=reason.partition(": ")[2] or reason))


def _program(environ: Mapping[str, str]) -> str:
    """Return where git is. Relative folders of PATH are passed over, and so is the working folder: it is untrusted."""
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.get_exec_path(environ):
        path = os.path.join(folder, name)
        if os.path.isabs(folder) and os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    raise PlanError(_("git is not found: a revision is read through it."), _("Install git, or add its folder to PATH."))
