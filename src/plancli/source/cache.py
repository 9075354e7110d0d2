"""The user's folder for what can be made again: locks and the index, never anything of a plan's own."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def cache_folder(environ: Mapping[str, str]) -> Path | None:
    """Return the user's folder for caches, as the system has it; None for a user without one."""
    if os.name == "nt":
        base = environ.get("LOCALAPPDATA")
        return Path(base) / "plancli" if base else None
    if (base := environ.get("XDG_CACHE_HOME")) and os.path.isabs(base):
        return Path(base) / "plancli"
    home = os.path.expanduser("~")
    if environ.get("HOME") == "" or not os.path.isabs(home):
        return None
    return Path(home) / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "plancli"
