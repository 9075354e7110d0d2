"""Makes a link that stays in the folder."""

from pathlib import Path


def build(folder: Path) -> None:
    """Add what git cannot hold."""
    (folder / "ban-khac.txt").write_text("name: Ban Khác\n", "utf-8")
    (folder / "bodies" / "ban-khac.yaml").symlink_to("../ban-khac.txt")
