"""Makes a folder with the name of a file."""

from pathlib import Path


def build(folder: Path) -> None:
    """Add what git cannot hold."""
    (folder / "bodies" / "ban-khac.yaml").mkdir()
