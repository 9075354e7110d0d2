"""Makes a file of 65 MB, which takes no room on the disk."""

from pathlib import Path


def build(folder: Path) -> None:
    """Add the file of a body."""
    (folder / "bodies").mkdir(exist_ok=True)
    with (folder / "bodies" / "ban-mau.yaml").open("wb") as file:
        file.truncate(65 * 1024 * 1024)
