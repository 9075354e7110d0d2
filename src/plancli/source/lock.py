"""One writer of a plan at a time: a lock that lies where no plan's files are, so that it is never committed.

It is in the repository's `.git` where that is a folder, which all who share the clone find; else in the user's folder
for caches. It is named by the plan's real path. What a writer has to leave for the next one lies beside it.
"""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final

from plancli.errors import PlanError
from plancli.i18n import _
from plancli.source.cache import cache_folder

WAIT: Final = 10.0
POLL: Final = 0.02


class Lock:
    """The lock on the plan in a folder, held within `with`; PlanError where another process holds it for too long."""

    def __init__(self, folder: Path, wait: float = WAIT, environ: Mapping[str, str] = os.environ) -> None:
        root = os.path.realpath(folder)
        self.wait = wait
        self._places = [base / _name(root) for base in (_in_git(root), cache_folder(environ)) if base]
        self.beside = ""
        """The path that what lies beside the lock begins with, while it is held."""

    def __enter__(self) -> "Lock":
        from filelock import FileLock, Timeout

        reasons: list[str] = []
        for base in self._places:
            lock = FileLock(f"{base}.lock", mode=0o666 & ~_umask(), poll_interval=POLL)
            try:
                base.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                lock.acquire(timeout=self.wait)
            except Timeout:
                raise _held(base, self.wait) from None
            except (OSError, NotImplementedError) as error:
                reasons.append(f"{base.parent}: {getattr(error, 'strerror', None) or error}")
                continue
            self._lock = lock
            self.beside = str(base)
            with suppress(OSError):
                Path(f"{base}.holder").write_text(f"{os.getpid()} {_command()}", encoding="utf-8")
            return self
        raise PlanError(
            _("The plan cannot be locked for writing: {reason}.").format(reason="; ".join(reasons)),
            _("One of these folders must be writable. Nothing is written."),
        )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            os.unlink(f"{self.beside}.holder")
        self._lock.release()
        self.beside = ""


def _name(root: str) -> str:
    """Return the name of a plan's lock."""
    from hashlib import blake2b

    return "plan-" + blake2b(os.fsencode(os.path.normcase(root)), digest_size=8).hexdigest()


def _in_git(root: str) -> Path | None:
    """Return the `.git` of the repository around a folder, if it is a real folder."""
    for one in (Path(root), *Path(root).parents):
        git = one / ".git"
        if os.path.lexists(git):
            return git if git.is_dir() and not git.is_symlink() else None
    return None


def _held(base: Path, wait: float) -> PlanError:
    """Return the error that another process writes to the plan, with what it says of itself."""
    holder = ""
    with suppress(OSError, UnicodeDecodeError):
        holder = Path(f"{base}.holder").read_text(encoding="utf-8")
    pid, _blank, command = holder.partition(" ")
    if pid.isdecimal():
        message = _("Process {pid} ({command}) is writing to this plan, and has been for {n} seconds.")
    else:
        message = _("Another process is writing to this plan, and has been for {n} seconds.")
    return PlanError(
        message.format(pid=pid, command=command, n=f"{wait:g}"),
        _("Nothing is written. Run the command again when that one has ended."),
    )


def _command() -> str:
    """Return the command that this process runs, without what it was given."""
    name = next(iter(sys.argv[1:]), "")
    return f"plan {name}" if name.isascii() and name.isalpha() else "plan"


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
