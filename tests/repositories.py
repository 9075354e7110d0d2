"""Real git repositories for tests: made by git itself, with settings, people and dates of their own."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

NOON: Final = "2024-01-01T12:00:00+00:00"
SETTINGS: Final = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
}


class Checkout:
    """A folder that git is run in; dates are ISO 8601 with the offset from UTC."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def new(cls, path: Path, *options: str) -> "Checkout":
        """Make a repository whose branch is called main."""
        path.mkdir(parents=True, exist_ok=True)
        made = cls(path)
        made.git("init", "-q", "-b", "main", *options)
        return made

    def git(
        self, *arguments: str, when: str = NOON, env: Mapping[str, str] | None = None, stdin: str | None = None
    ) -> str:
        """Run git, which must succeed, and return what it prints."""
        dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.path,
            env={**kept, **SETTINGS, **dates, **(env or {})},
            input=stdin or "",
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, f"git {' '.join(arguments)}: {done.stderr}"
        return done.stdout.strip()

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Write files, by their paths; None removes one."""
        for name, content in files.items():
            path = self.path / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def commit(self, files: Mapping[str, str | bytes | None], when: str = NOON, message: str = "change") -> str:
        """Write files, commit all that is there, and return the hash."""
        self.write(files)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message, when=when)
        return self.git("rev-parse", "HEAD")

    def mktree(self, folders: Mapping[str, str]) -> str:
        """Make a tree of trees, by their hashes, and return its hash."""
        return self.git("mktree", stdin="".join(f"040000 tree {oid}\t{name}\n" for name, oid in folders.items()))

    def clone(self, path: Path, *options: str) -> "Checkout":
        """Clone it as if from elsewhere."""
        self.git("clone", "-q", *options, f"file://{self.path}", str(path))
        return Checkout(path)
