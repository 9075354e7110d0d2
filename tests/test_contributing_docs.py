"""The pages for those who record progress: the commands on them lead from a clone to a pushed branch, as shown."""

import re
import shutil
from pathlib import Path

import pytest
from pages import DOCS, blocks
from repositories import Checkout
from support import SHIPPED, run

PAGES = [DOCS / "contributing-progress.md", DOCS / "vi" / "contributing-progress.md"]
HASH = re.compile(r"\b[0-9a-f]{7,40}\b")


def session(clone: Checkout, commands: list[str]) -> str:
    """Return what the commands print, each behind its prompt, with one hash for all commits."""
    printed = ""
    for command in commands:
        program, *args = command.split()
        printed += f"$ {command}\n"
        if program == "git":
            assert clone.git(*args) == ""
            continue
        result = run(*args, cwd=clone.path)
        assert (result.status, result.stderr) == (0, "")
        printed += result.stdout
    return HASH.sub(lambda found: ("1a2b3c4" * 6)[: len(found[0])], printed)


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """Return a clone of a repository with the shipped plan, as git keeps it for somebody who may write."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "A")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@example.org")
    first = Checkout.new(tmp_path / "first")
    shutil.copytree(SHIPPED, first.path / "plan")
    first.commit({})
    first.git("clone", "-q", "--bare", str(first.path), str(tmp_path / "remote.git"))
    first.git("clone", "-q", str(tmp_path / "remote.git"), str(tmp_path / "clone"))
    return Checkout(tmp_path / "clone")


@pytest.mark.parametrize("page", PAGES, ids=["en", "vi"])
def test_four_commands_lead_to_a_pushed_branch(page: Path, clone: Checkout, request: pytest.FixtureRequest) -> None:
    shown = [block for block in blocks(page) if block.language == "text"]
    for block in shown:
        printed = session(clone, [line.removeprefix("$ ") for line in block.text if line.startswith("$ ")])
        if request.config.getoption("update"):
            page.write_text(page.read_text("utf-8").replace("\n".join(block.text) + "\n", printed), "utf-8")
        else:
            assert "\n".join(block.text) + "\n" == printed
    remote = Checkout(clone.path.parent / "remote.git")
    assert remote.git("rev-list", "--count", "main..IV.5.1") == "1"
    patch = "\n".join(next(block for block in blocks(page) if block.language == "diff").text)
    assert patch in remote.git("diff", "main", "IV.5.1")
    assert len(shown) + 1 < 5


def test_the_readme_shows_the_same() -> None:
    shown = next(block for block in blocks(PAGES[0]) if "plan done" in block.text[0])
    readme = (DOCS.parent / "README.md").read_text("utf-8")
    assert "\n".join(["```text", *shown.text, "```"]) in readme
