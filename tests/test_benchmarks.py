"""The benchmark's plan is the same each time, its history is as asked, and its figures are worked out right."""

import os
import shutil
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from benchmarks.cases import Case
from benchmarks.changes import changes
from benchmarks.chart import LABEL, draw, spread
from benchmarks.contest import Outcome
from benchmarks.limits import verdicts
from benchmarks.measure import Result, growths
from benchmarks.pairs import Pair, Pairs, Terms, quotient
from benchmarks.process import Failed, Run, TimedOut, environment, run
from benchmarks.programs.plan import COLD, WARM
from benchmarks.programs.program import DUE
from benchmarks.records import ask, read
from benchmarks.results import Holding, Imported, Results, load, save
from benchmarks.tables import put

GENERATE = Path(__file__).parent / "benchmarks" / "generate.py"
HISTORY = GENERATE.with_name("history.py")
COUNT = 120


def generate(count: int, folder: Path) -> dict[str, bytes]:
    """Generate a plan and return its files by their names."""
    subprocess.run([sys.executable, GENERATE, str(count), folder], check=True)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One generated plan for all tests of this module."""
    folder = tmp_path_factory.mktemp("benchmark") / "plan"
    generate(COUNT, folder)
    return folder


@pytest.fixture(scope="module")
def files(plan: Path) -> dict[str, bytes]:
    """Its files by their names."""
    return {path.relative_to(plan).as_posix(): path.read_bytes() for path in plan.rglob("*.yaml")}


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


def test_records_are_what_the_plan_answers(plan: Path) -> None:
    records = read(plan)
    counted = len(ask(plan, ("due", "--year", "2024"), format="csv").splitlines()) - 1
    assert sum(record.asked for record in records) == counted > 10
    assert len({record.key for record in records}) == len(records) > COUNT
    assert len(read(plan, once=True)) == COUNT


def test_a_change_adds_one_fact_and_leaves_the_plan_valid(plan: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(plan, tmp_path / "plan")
    changed = changes(copy)
    files = [next(changed).name for _ in range(4)]
    assert files == ["co-quan-0001.yaml", "co-quan-0002.yaml", "co-quan-0003.yaml", "co-quan-0001.yaml"]
    facts = [len(record.facts) for record in read(copy)], [len(record.facts) for record in read(plan)]
    assert sum(facts[0]) - sum(facts[1]) == 4
    assert ask(copy, ("validate",)).count('"check"') == 0


def runs(*walls: float, beside: float = 1, peak: int = 1) -> Pairs:
    """Return pairs of these wall times, from round 0 on."""
    return Pairs({number: Pair(Run(beside, beside, 1), Run(wall, wall / 2, peak)) for number, wall in enumerate(walls)})


def test_the_first_round_counts_only_alone() -> None:
    assert (runs(9).wall, runs(9).runs) == (9, 1)
    assert (runs(9, 1, 2, 3).wall, runs(9, 1, 2, 3).runs) == (2, 3)
    assert runs(9, 4, beside=2).ratio == 2
    assert runs(9, 4, beside=2).cpu_ratio == 1


def test_ratios_are_of_the_same_round() -> None:
    assert quotient(runs(1, 10, 20, 90), runs(1, 5, 10, 10)) == 2
    assert quotient(runs(8, 10, 20), runs(4)) == 2
    assert quotient(runs(4, 2), runs(8, 1, 1, 1)) == 2
    assert quotient(Pairs(), runs(1)) is None


def test_what_takes_long_runs_fewer_times() -> None:
    terms = Terms(9, 60)
    assert [terms.rounds(first) for first in (0.1, 10, 59, 61)] == [9, 6, 1, 0]


def test_runs_come_back_from_their_file(tmp_path: Path) -> None:
    found = Results(
        "a machine",
        {"plan": "1"},
        {"yamllint": "pip install yamllint"},
        (Holding(50, 60, 8, 9),),
        (Imported(50, "Taskwarrior", 1.5, 20),),
        (Outcome(DUE, "plan", COLD, 50, runs(1, 2), 8),),
    )
    save(found, tmp_path / "found.json")
    back = load(tmp_path / "found.json")
    assert back._replace(outcomes=()) == found._replace(outcomes=())
    assert back.outcomes[0].pairs.rounds == found.outcomes[0].pairs.rounds
    assert back.wrong() == []
    assert back._replace(holdings=(Holding(50, 60, 7, 9),)).wrong() == list(back.outcomes)


def test_tables_are_put_into_their_place_of_a_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    for text in ("one", "two\n"):
        page.write_text("above\n<!-- peers: begin -->\nold\n<!-- peers: end -->\nbelow\n", encoding="utf-8")
        put(text, "peers", page)
    assert page.read_text(encoding="utf-8") == ("above\n<!-- peers: begin -->\n\ntwo\n\n<!-- peers: end -->\nbelow\n")
    put("all\n", "measure", page)
    assert page.read_text(encoding="utf-8") == "all\n"


def test_limits_are_judged_by_both_sides() -> None:
    def verdict(own: float) -> bool:
        outcomes = (
            Outcome(DUE, "plan", COLD, 10_000, runs(0, own)),
            Outcome(DUE, "Taskwarrior", "table", 10_000, runs(0, 10)),
        )
        [known] = verdicts(Results("", {}, {}, outcomes=outcomes))
        return known.holds

    assert (verdict(12), verdict(12.1)) == (True, False)


def test_a_case_keeps_time_and_memory() -> None:
    case = Case("due", 100_000, WARM, ratio=16, memory=80)
    kept = [
        Result(case, runs(0, wall, peak=peak)).holds for wall, peak in ((16, 80 * 10**6), (16.1, 1), (1, 80_000_001))
    ]
    assert kept == [True, False, False]


def test_growth_is_told_of_the_same_command() -> None:
    sizes = [Result(Case("due", size, WARM), runs(0, wall)) for size, wall in ((10_000, 1), (100_000, 12))]
    [growth] = growths([*sizes, Result(Case("status", 100_000, WARM), runs(1))])
    assert (growth.wall, growth.holds) == (12, True)


def test_nothing_of_the_users_is_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "TASKRC", "TASKDATA", "LEDGER_FILE", "XDG_CACHE_HOME", "PLAN_CACHE"):
        monkeypatch.setenv(name, "/the/users/own")
    assert "/the/users/own" not in environment(tmp_path, {}).values()


def test_a_process_that_takes_too_long_is_stopped_with_all_it_started(tmp_path: Path) -> None:
    left = tmp_path / "left"
    with pytest.raises(TimedOut):
        run(("/bin/sh", "-c", f"(sleep 0.8; : > {left}) & wait"), {"PATH": os.defpath}, seconds=0.2)
    time.sleep(1)
    assert not left.exists()


def test_a_process_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"status 3: .* no such thing"):
        run(("/bin/sh", "-c", "echo no such thing >&2; exit 3"), {}, output=tmp_path / "out")


def test_the_chart_is_read_without_being_seen() -> None:
    outcomes = [
        Outcome(DUE, name, '<how> & "why"', size, runs(0, cost))
        for name, cost in (("plan", 7.0), ("Taskwarrior", 0.5))
        for size in (50, 10_000)
    ]
    text = draw(outcomes)
    root = ElementTree.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    told = root.findtext(f"{space}desc") or ""
    assert 'plan, <how> & "why": 7 at 50, 7 at 10,000' in told
    assert not {"script", "foreignObject", "image"} & {element.tag.removeprefix(space) for element in root.iter()}
    assert len(root.findall(f"{space}polyline")) == 2


def test_names_at_the_ends_of_lines_stand_apart() -> None:
    moved = spread([0, 1, 2, 99, 100], 0, 100)
    assert all(second - first >= LABEL for first, second in pairwise(moved))
    assert (moved[0], moved[-1]) == (0, 100)


def test_measuring_a_plan_of_ones_own_size_has_no_limits() -> None:
    script = [sys.executable, str(GENERATE.with_name("measure.py")), "--tasks", "20", "--runs", "1"]
    told = subprocess.run(script, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    rows = [row.split("|")[1].strip() for row in told.stdout.splitlines() if row.startswith("| `plan")]
    asked = ("due --year 2024", "status", "validate")
    assert rows == [f"`plan {words}`, {cache}" for words in asked for cache in (COLD, WARM)]
    assert "Every limit that was measured is kept." in told.stdout


def test_a_history_may_be_spread_over_days(tmp_path: Path) -> None:
    generate(COUNT, tmp_path / "plan")
    subprocess.run([sys.executable, HISTORY, "--days", "10", "6", tmp_path], check=True)
    git = ("git", "-C", tmp_path, "log", "--reverse", "--format=%cs")
    days = subprocess.run(git, check=True, capture_output=True, text=True, env={"TZ": "UTC"}).stdout.split()
    assert days == [f"2022-01-{number:02d}" for number in (1, 3, 5, 7, 9, 11)]
