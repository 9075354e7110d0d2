"""Reading the pages of the documentation: their blocks, sections, tables and links; and the plans given as examples."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from support import ROOT

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]


class Block(NamedTuple):
    """A fenced block: its language, the word behind that, where its text begins in the page (from 0), and its lines."""

    language: str
    word: str
    start: int
    text: list[str]


def name_of(page: Path) -> str:
    """Return the name of a page below the repository."""
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of a page."""
    found: list[Block] = []
    lines = page.read_text("utf-8").splitlines()
    opened: int | None = None
    for number, line in enumerate(lines):
        if line.startswith("```") and opened is None:
            opened = number
        elif line.startswith("```") and opened is not None:
            language, _, word = lines[opened].removeprefix("```").partition(" ")
            found.append(Block(language, word, opened + 1, lines[opened + 1 : number]))
            opened = None
    assert opened is None, f"{name_of(page)}:{(opened or 0) + 1}: a block without an end"
    return found


def prose(page: Path) -> str:
    """Return a page without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


def code(page: Path) -> list[str]:
    """Return all that a page shows to be typed: what stands between backticks, and the lines of shell blocks."""
    lines = [line for block in blocks(page) if block.language in ("sh", "console") for line in block.text]
    return [*names(prose(page)), *lines]


def sections(page: Path) -> dict[str, str]:
    """Return what stands below each heading of the second level, by the heading."""
    parts = re.split(r"^## (.+)$", prose(page), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def rows(text: str, *headings: str) -> list[list[str]]:
    """Return the rows of the tables whose first headings are these."""
    found: list[list[str]] = []
    table: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            table.append([cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
        elif table:
            if [cell.replace("`", "") for cell in table[0][: len(headings)]] == list(headings):
                found += table[2:]
            table = []
    return found


def names(text: str) -> list[str]:
    """Return what stands between backticks."""
    return re.findall(r"`([^`\n]+)`", text)


def slug(heading: str) -> str:
    """Return the anchor of a heading, as it is made where Markdown is shown."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@cache
def anchors(page: Path) -> frozenset[str]:
    """Return the anchors of a page."""
    return frozenset(slug(heading) for heading in re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE))


@cache
def example_files(page: Path, word: str = "") -> dict[str, str]:
    """Return the files of a page's example plan; those of blocks with a further word take the place of its own."""
    found: dict[str, str] = {}
    for block in blocks(page):
        if block.language == "yaml" and block.word in ("", word) and block.text[0].startswith("# plan/"):
            found[block.text[0].removeprefix("# ")] = "\n".join(block.text) + "\n"
    return found


def example(page: Path, word: str, folder: Path) -> Path:
    """Return where a session happens: at the repository's root, or in a folder with the page's example plan."""
    if not word:
        return ROOT
    files = example_files(page, "" if word == "example" else word)
    assert files, f"{name_of(page)} has no example plan"
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder
