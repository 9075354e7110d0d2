"""Completion in a shell, asked as the shells ask: live values, few, and nothing heavy for them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from folders import RICH, one_body, write_plan
from support import ROOT, process

from plancli.cli import COMMANDS


def bash(line: str, cwd: Path = ROOT, **env: str) -> list[str]:
    """Return what bash is given for the last word of a line."""
    words = line.split(" ")
    asked = {"_PLAN_COMPLETE": "complete_bash", "COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    done = process(cwd=cwd, env=asked | env)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()


def described(shell: str, line: str, cwd: Path = ROOT) -> str:
    """Return what zsh or fish is given, descriptions and all."""
    asked = {"_PLAN_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": line}
    done = process(cwd=cwd, env=asked | {"_TYPER_COMPLETE_FISH_ACTION": "get-args"})
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


COMPLETED = [
    ("plan ", list(COMMANDS)),
    ("plan d", ["due", "documents", "diff", "done"]),
    ("plan show IV.5", ["IV.5.1", "IV.5.2", "IV.5.3"]),
    ("plan show IV.5.1 IV.10", ["IV.10.1", "IV.10.2", "IV.10.3"]),
    ("plan list --body ban-t", ["ban-to-chuc-trung-uong", "ban-tuyen-giao-trung-uong"]),
    ("plan due 2024 --body uy", ["uy-ban-kiem-tra-trung-uong"]),
    ("plan bodies van", ["van-phong-trung-uong-dang"]),
    ("plan documents 13", ["132-QĐ/TW"]),
    ("plan list --cites 13", ["132-QĐ/TW"]),
    ("plan list --state not", ["not-yet-due"]),
    ("plan list --flag d", ["due_soon"]),
    ("plan list --format c", ["csv"]),
    ("plan due --sort ", ["id", "due", "state", "body", "title"]),
    ("plan status --by y", ["year"]),
    ("plan status --lang ", ["en", "vi"]),
    ("plan explain duplicate-", ["duplicate-key", "duplicate-id"]),
    ("plan due --un", ["--undated"]),
    ("plan list ", ["@don-doc", "@ba-thang-toi", "@thuong-xuyen"]),
    ("plan list @th", ["@thuong-xuyen"]),
    ("plan due 2024 @b", ["@ba-thang-toi"]),
    ("plan due 2024 @ b", ["ba-thang-toi"]),  # as bash divides it
    ("plan list @ t", ["thuong-xuyen"]),
    ("plan show zzz", []),
    ("plan nonsense x", []),  # quiet, not "no such command"
]


@pytest.mark.parametrize(("line", "expected"), COMPLETED)
def test_values_for_bash(line: str, expected: list[str]) -> None:
    assert bash(line) == expected


def test_places_behind_a_colon() -> None:
    """Many tasks, few places: these come once a colon is typed."""
    assert bash("plan show III.1", RICH) == ["III.1"]
    assert bash("plan show V.7:", RICH) == ["V.7:2024-Q1", "V.7:2024-Q2"]
    assert bash("plan show III.1:k", RICH) == ["III.1:khao-sat"]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_values_with_descriptions(shell: str) -> None:
    text = described(shell, "plan show IV.5")
    for key, title in (("IV.5.2", "Xây dựng cơ chế phối hợp kiểm tra"), ("IV.5.3", "Lập đề án đào tạo")):
        assert key in text
        assert title in text
    assert "Ban Tổ chức Trung ương" in described(shell, "plan list --body ban-to")


HOSTILE = [
    "[dự thảo] Nghị định",
    "[/x] closes nothing",
    "\\[/x] escaped",
    "[bold]x[/bold]",
    "`x` $HOME 'y' \"z\"",
    "x" * 500,
]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_hostile_descriptions(shell: str, tmp_path: Path) -> None:
    """Typer reads descriptions as Rich's markup: a title must neither vanish nor break the shell."""
    tasks = "\n".join(
        f"- {{id: A.{n}, title: {json.dumps(text, ensure_ascii=False)}}}" for n, text in enumerate(HOSTILE, 1)
    )
    one_body(tmp_path, tasks)
    if shell == "bash":
        assert bash("plan show A", tmp_path) == [f"A.{n}" for n in range(1, len(HOSTILE) + 1)]
        return
    text = described(shell, "plan show A", tmp_path)
    assert len(text.strip().splitlines()) == len(HOSTILE)
    assert "[dự thảo] Nghị định" in text
    assert "[/x] closes nothing" in text
    assert "[bold]x[/bold]" in text
    assert max(map(len, text.splitlines())) < 100


def test_no_more_than_a_screen_can_take(tmp_path: Path) -> None:
    one_body(tmp_path, "\n".join(f"- {{id: A.{n}, title: Task}}" for n in range(1, 501)))
    assert len(bash("plan show ", tmp_path)) == 200
    assert bash("plan show A.49", tmp_path) == ["A.49", *(f"A.{n}" for n in range(490, 500))]


@pytest.mark.parametrize("line", ["plan show ", "plan list --body ", "plan documents ", "plan list --cites "])
def test_quiet_where_there_is_no_plan(line: str, tmp_path: Path) -> None:
    assert bash(line, tmp_path) == []
    (tmp_path / "plan").mkdir()
    assert bash(line, tmp_path) == []
    (tmp_path / "plan" / "plan.yaml").write_bytes(b"\xff\xfe\x00[")
    assert bash(line, tmp_path) == []


def test_a_broken_file_hides_no_other(tmp_path: Path) -> None:
    good = "name: B\ntasks:\n  - {id: B.1, title: Fine}\n"
    write_plan(tmp_path, {"bodies/a.yaml": "name: [\n", "bodies/b.yaml": good})
    assert bash("plan show ", tmp_path) == ["B.1"]


def test_the_plan_of_the_environment(tmp_path: Path) -> None:
    assert bash("plan show II.1", tmp_path, PLAN_DIR=str(RICH)) == ["II.1.d", "II.1.đ"]


def test_bash_needs_nothing_heavy() -> None:
    """Rich alone would double the wait at each press of the key."""
    script = (
        "import atexit, os, sys\n"
        "os._exit = lambda status: (print('RICH' if 'rich' in sys.modules else 'LIGHT'), sys.stdout.flush())\n"
        "import plancli.cli\n"
        "plancli.cli.main()\n"
    )
    env = {
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "_PLAN_COMPLETE": "complete_bash",
        "COMP_WORDS": "plan\nshow\nIV.5",
        "COMP_CWORD": "2",
    }
    done = subprocess.run(
        [sys.executable, "-c", script], env=env, cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.stdout.split() == ["IV.5.1", "IV.5.2", "IV.5.3", "LIGHT"], done.stderr
