"""What git has of a plan's files, so that it can be said how a change is taken back; and committing just these files.

Looking runs git as `program` does, which nothing in a checkout can make run another program. Committing is the user's
own wish in the user's own repository: it is the git that they have, with their hooks and settings.
"""

import os
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple

from plancli.errors import PlanError
from plancli.i18n import _
from plancli.source.discovery import NoRepository, start_of
from plancli.source.git import Repository
from plancli.source.program import DROPPED, Git, failed, not_run

State = Literal["clean", "changed", "untracked"]
FILE_MODES: Final = ("100644", "100755")


class Tracked(NamedTuple):
    """The repository around a plan, and for each file whether git would give back what it held: path to state.

    `clean` holds what the index has, and `committed` names those that hold what the last commit has too.
    """

    top: Path
    states: Mapping[str, State]
    committed: frozenset[str]
    busy: bool


def look(folder: Path, files: Mapping[str, bytes]) -> Tracked | None:
    """Return what git has of files below a folder, given by their paths and what they hold; None outside of git."""
    try:
        repository = Repository.around(folder)
    except NoRepository:
        return None
    if repository.top is None:
        return None
    below = repository.path_of(folder)
    names = {path: f"{below}/{path}" if below else path for path in files}
    index = _index(folder, list(names.values()))
    head = repository.find("HEAD")
    states: dict[str, State] = {}
    committed = set()
    for path, data in files.items():
        oid = index.get(names[path])
        if oid is None:
            states[path] = "untracked"
            continue
        states[path] = "clean" if _same(repository.object(oid).data, data) else "changed"
        parent, _slash, name = names[path].rpartition("/")
        blob = (repository.tree(head, parent) or {}).get(name) if head else None
        if blob is not None and blob.oid == oid and states[path] == "clean":
            committed.add(path)
    busy = any(repository.find(name) for name in ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD"))
    return Tracked(repository.root, states, frozenset(committed), busy)


def commit(folder: Path, paths: Sequence[str], message: str) -> str:
    """Commit these files below a folder, and nothing else that is changed; return the new commit's short hash.

    PlanError with what git or a hook says where it does not commit.
    """
    git = _UserGit(str(folder))
    git.run_or_fail("commit", "--quiet", "--only", f"--message={message}", "--", *paths)
    return git.run_or_fail("rev-parse", "--short", "HEAD").strip()


class _UserGit(Git):
    """The git that the user has, in a folder of theirs."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self._start = [self._start[0], "--literal-pathspecs", "-C", folder]
        self._environ = {name: value for name, value in os.environ.items() if name not in DROPPED}

    def run_or_fail(self, *arguments: str) -> str:
        """Run a command as long as it takes, and return what it prints; PlanError with what it says if it fails."""
        try:
            done = subprocess.run([*self._start, *arguments], env=self._environ, capture_output=True, check=False)
        except OSError as error:
            raise not_run(error) from None
        if done.returncode:
            said = (done.stderr + done.stdout).decode("utf-8", "replace").splitlines()
            lines = [f"  {line.rstrip()}" for line in said if line.strip()]
            raise PlanError(_("git did not commit."), "\n".join([_("git says:"), *lines]) if lines else "")
        return done.stdout.decode("utf-8", "replace")


def _index(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the hashes that the index has for files, given by their paths in the repository."""
    wanted = set(names)
    start, bare = start_of(folder)
    done = Git(start, bare=bare).run("ls-files", "--stage", "-z", "--full-name", "--", ".")
    if done.status:
        raise failed(done)
    found = {}
    for line in os.fsdecode(done.stdout).split("\0"):
        fields, _tab, name = line.partition("\t")
        mode, oid, stage = fields.split() if fields else ("", "", "")
        if name in wanted and stage == "0" and mode in FILE_MODES:
            found[name] = oid
    return found


def _same(stored: bytes | None, data: bytes) -> bool:
    """Whether a file holds what git has of it; git may have changed the ends of its lines."""
    return stored is not None and (stored == data or stored.replace(b"\r\n", b"\n") == data.replace(b"\r\n", b"\n"))
