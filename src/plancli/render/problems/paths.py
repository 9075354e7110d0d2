"""Where a plan is in its repository: forges name files from the repository's root, wherever a command is run."""

import os
from pathlib import Path
from typing import Final

WORKSPACES: Final = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def repository_prefix(folder: Path) -> str:
    """Return what leads from the repository's root to a plan's folder, with `/` behind it; empty for the root itself.

    Where no folder above the plan is a repository, the build server's workspace is taken for its root, else the folder
    that the command runs in.
    """
    path = Path(os.path.realpath(folder))
    shown = os.path.relpath(path, _root(path)).replace(os.sep, "/")
    return "" if shown == "." else f"{shown}/"


def _root(path: Path) -> Path:
    """Return the root of the repository that a folder is in."""
    for candidate in (path, *path.parents):
        if os.path.lexists(candidate / ".git"):
            return candidate
    for name in WORKSPACES:
        if workspace := os.environ.get(name):
            root = Path(os.path.realpath(workspace))
            if path.is_relative_to(root):
                return root
    return Path(os.path.realpath("."))
