"""The documentation's sessions are run, its examples are read, its links lead somewhere, its commands exist.

In README.md and docs/ a block marked `console` is a session at the root of this repository: `$ plan ...` is run here
and must print what is shown. A line `...` stands for any lines; `$ echo $?` shows the exit status. A block marked
`yaml` is one of a page's example files if its first line is a comment with the file's name, else a list of tasks. The
session of a block marked `console example` has the page's example plan; with another word, that plan as the `yaml`
blocks with this word change it. `pytest --update` writes all output that is not cut short.
"""

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from pages import PAGES, Block, anchors, blocks, code, example, example_files, name_of, prose
from support import ROOT, Result, run

from plancli import checks
from plancli.cli import COMMANDS

PROSE = [*PAGES, ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md"]
DAY = "2025-12-31"
CUT = "..."
SET_UP = (
    "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/plan due --year 2024",
    "python3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]' && .venv/bin/pytest",
)
HOSTS = {"keepachangelog.com", "semver.org", "example.org"}


def of_pages(pages: list[Path]) -> pytest.MarkDecorator:
    """Return the mark that runs a test for each of these pages."""
    return pytest.mark.parametrize("page", pages, ids=name_of)


class Command(NamedTuple):
    """A command of a session, and the output shown for it: the lines from `start` to `end` of the page."""

    word: str
    line: str
    shown: list[str]
    start: int
    end: int


def commands(page: Path) -> Iterator[Command]:
    """Yield the commands in a page's sessions."""
    for block in blocks(page):
        if block.language != "console":
            continue
        starts = [number for number, line in enumerate(block.text) if line.startswith("$ ")]
        assert starts[:1] == [0], f"{name_of(page)}:{block.start + 1}: a session begins with a command"
        for start, end in zip(starts, [*starts[1:], len(block.text)], strict=True):
            first = block.start + start + 1
            shown = block.text[start + 1 : end]
            while shown and not shown[-1]:
                shown.pop()
            yield Command(block.word, block.text[start][2:], shown, first, first + len(shown))


def play(command: Command, before: Result, folder: Callable[[str], Path]) -> tuple[list[str], Result]:
    """Return what a command prints, and how it ended."""
    if command.line == "echo $?":
        return [str(before.status)], before._replace(status=0)
    assert before.status == 0, f"{command.line}: show the exit status {before.status} of what is before it"
    words, env = shlex.split(command.line), {}
    while "=" in words[0]:
        name, _, value = words.pop(0).partition("=")
        env[name] = value
    assert words[0] == "plan", f"{command.line}: only plan runs in a console block; mark others sh"
    result = run(*words[1:], cwd=folder(command.word), env=env)
    return (result.stderr + result.stdout).rstrip("\n").splitlines(), result


def matches(shown: list[str], printed: list[str]) -> bool:
    """Return whether output is what is shown, where `...` stands for any lines."""
    pattern = "".join(r"(?:.*\n)*" if line == CUT else re.escape(line) + r"\n" for line in shown)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


@of_pages(PAGES)
def test_sessions_print_what_is_shown(page: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    lines = page.read_text("utf-8").splitlines()
    moved = 0
    before = Result(0, "", "")
    for command in commands(page):
        printed, before = play(command, before, lambda word: example(page, word, tmp_path / (word or "-")))
        if CUT in command.shown:
            assert matches(command.shown, printed), f"{command.line} prints\n" + "\n".join(printed)
        elif request.config.getoption("update"):
            lines[command.start + moved : command.end + moved] = printed
            moved += len(printed) - len(command.shown)
        else:
            assert printed == command.shown, command.line
    assert before.status == 0, f"show the exit status {before.status} of the last command"
    if request.config.getoption("update"):
        page.write_text("\n".join(lines) + "\n", "utf-8")


def test_output_that_is_cut_short_is_compared() -> None:
    assert matches(["a", CUT, "d"], ["a", "b", "c", "d"])
    assert matches([CUT], [])
    assert not matches(["a", CUT, "d"], ["a", "b"])
    assert not matches(["a", CUT], ["b", "c"])


@of_pages([page for page in PAGES if example_files(page)])
def test_example_plans_have_no_problems(page: Path, tmp_path: Path) -> None:
    result = run("validate", "--strict", "--as-of", DAY, cwd=example(page, "example", tmp_path))
    assert result.stdout.endswith(": no problems\n"), result.stdout


FRAGMENTS = [
    pytest.param(block, id=f"{name_of(page)}:{block.start + 1}")
    for page in PAGES
    for block in blocks(page)
    if block.language == "yaml" and not block.text[0].startswith("# plan/")
]


@pytest.mark.parametrize("block", FRAGMENTS)
def test_lists_of_tasks_can_be_read(block: Block, tmp_path: Path) -> None:
    assert block.text[0].startswith("- "), "a yaml block is a file with its name, or a list of tasks"
    bodies = tmp_path / "plan" / "bodies"
    bodies.mkdir(parents=True)
    (bodies.parent / "plan.yaml").write_text("format: 1\ntitle: Plan\n", "utf-8")
    text = "name: Body\ntasks:\n" + "".join(f"  {line}\n" for line in block.text)
    (bodies / "body.yaml").write_text(text, "utf-8")
    result = run("validate", "--select", ",".join(checks.TEXT + checks.SHAPE), cwd=tmp_path)
    assert result.stdout.endswith(": no problems\n"), result.stdout


@of_pages(PROSE)
def test_commands_that_are_named_exist(page: Path) -> None:
    named = {name for text in code(page) for name in re.findall(r"(?:^|[/$] ?|&& )plan ([a-z]+)", text)}
    assert named <= set(COMMANDS)


@of_pages(PROSE)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        path, _, anchor = target.partition("#")
        if "://" not in target:
            file = (page.parent / path).resolve() if path else page
            assert file.exists(), target
            assert not anchor or anchor in anchors(file), target


def test_every_page_is_linked_from_the_readme() -> None:
    linked = re.findall(r"\]\((docs/[^)#]+)\)", prose(ROOT / "README.md"))
    assert {(ROOT / target).resolve() for target in linked} >= set(PAGES[1:])


def test_the_readme_has_the_two_commands() -> None:
    lines = [line for block in blocks(ROOT / "README.md") if block.language == "sh" for line in block.text]
    assert [line for line in lines if line in SET_UP] == list(SET_UP)


@of_pages(PROSE)
def test_nothing_is_said_of_one_machine_or_of_hosts(page: Path) -> None:
    text = page.read_text("utf-8")
    assert not re.findall(r"(?<![\w.:/~<>*)\]-])/(?!etc/)[a-z]+/[\w.]+", text), "a path of one machine"
    assert set(re.findall(r"https?://([^/\s)]+)", text)) <= HOSTS
    assert not re.findall(r"(?i)\b[\w.-]+\.(?:com|dev|io|net)\b", re.sub(r"https?://\S+", "", text)), "a host"
