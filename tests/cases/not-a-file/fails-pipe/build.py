"""Makes a pipe, which nobody writes to."""

import os
from pathlib import Path


def build(folder: Path) -> None:
    """Add what git cannot hold."""
    os.mkfifo(folder / "bodies" / "ban-khac.yaml")
