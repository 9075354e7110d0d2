"""Makes a link that leaves the folder."""

from pathlib import Path


def build(folder: Path) -> None:
    """Add what git cannot hold."""
    (folder / "bodies" / "ban-khac.yaml").symlink_to("/etc/passwd")
