"""The benchmark's plan is the same bytes every time, of the size asked for, and reads as YAML."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

GENERATE = Path(__file__).parent / "benchmarks" / "generate.py"
HISTORY = GENERATE.with_name("history.py")
COUNT = 120


def generate(count: int, folder: Path) -> dict[str, bytes]:
    """Generate a plan and return its files by their names."""
    subprocess.run([sys.executable, GENERATE, str(count), folder], check=True)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One generated plan for all tests of this module."""
    return generate(COUNT, tmp_path_factory.mktemp("benchmark") / "plan")


@pytest.fixture(scope="module")
def loaded(files: dict[str, bytes]) -> dict[str, Any]:
    """The same plan as plain YAML, every scalar as its text."""
    return {name: yaml.load(content, Loader=yaml.BaseLoader) for name, content in files.items()}


@pytest.fixture(scope="module")
def tasks(loaded: dict[str, Any]) -> list[dict[str, Any]]:
    """All tasks of the plan, in the order of the files."""
    return [task for name in sorted(loaded) for task in loaded[name].get("tasks", [])]


def test_same_bytes_twice(files: dict[str, bytes], tmp_path: Path) -> None:
    assert generate(COUNT, tmp_path / "again") == files


def test_size_is_that_of_a_real_plan(files: dict[str, bytes]) -> None:
    assert 400 < sum(map(len, files.values())) / COUNT < 520


def test_every_task_once_and_fifty_a_file(loaded: dict[str, Any], tasks: list[dict[str, Any]]) -> None:
    assert len({task["id"] for task in tasks}) == len(tasks) == COUNT
    assert [len(loaded[f"bodies/co-quan-000{n}.yaml"]["tasks"]) for n in (1, 2, 3)] == [50, 50, 20]


def test_titles_are_of_real_length(tasks: list[dict[str, Any]]) -> None:
    assert {100 <= len(task["title"]) <= 145 for task in tasks} == {True}


def test_everything_named_exists_and_is_used(loaded: dict[str, Any], tasks: list[dict[str, Any]]) -> None:
    register = {document["number"] for document in loaded["documents.yaml"]["documents"]}
    assert {number for task in tasks for number in task.get("cites", [])} == register
    clauses = [clause["id"] for clause in loaded["plan.yaml"]["sources"]["goc"]["outline"]]
    parents = {clause.rpartition(".")[0] for clause in clauses}
    assert [task["source"] for task in tasks[::10]] == [clause for clause in clauses if clause not in parents]
    bodies = {name.removeprefix("bodies/").removesuffix(".yaml") for name in loaded if "/" in name}
    assert {name for task in tasks for role in ("supporting", "co_leads") for name in task.get(role, [])} <= bodies


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    refused = subprocess.run([sys.executable, GENERATE, "1", tmp_path], capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert "is not empty" in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_history_has_the_commits_asked_for(tmp_path: Path) -> None:
    generate(COUNT, tmp_path / "plan")
    subprocess.run([sys.executable, HISTORY, "6", tmp_path], check=True)
    git = ("git", "-C", tmp_path)
    counted = subprocess.run([*git, "rev-list", "--count", "HEAD"], check=True, capture_output=True, text=True)
    changed = subprocess.run(
        [*git, "diff", "--name-only", "HEAD~1", "HEAD"], check=True, capture_output=True, text=True
    )
    left = subprocess.run([*git, "status", "--porcelain"], check=True, capture_output=True, text=True)
    assert (counted.stdout, changed.stdout.count("\n"), left.stdout) == ("6\n", 1, "")
