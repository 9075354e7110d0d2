"""Other programs get what the plan says, whatever its titles hold; those that are absent are skipped and named."""

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from benchmarks.contest import Contest
from benchmarks.pairs import Terms
from benchmarks.peers import Arena, find, search_path
from benchmarks.programs import PEERS, Program, backlog, beancount, hledger, taskwarrior, todoman
from benchmarks.programs.program import DUE
from benchmarks.programs.yaml_checkers import CHECK_JSONSCHEMA, YAMLLINT
from benchmarks.records import Fact, Record, line
from benchmarks.results import load

PEERS_SCRIPT = Path(__file__).parent / "benchmarks" / "peers.py"
CONVERTED = [program for program in PEERS if program not in (YAMLLINT, CHECK_JSONSCHEMA)]
HOSTILE = (
    'A "quoted" title; with a comment # and | pipe',
    "back\\slash \\n, comma; `code` <b>&amp;</b> [x]{y}",
    "* ! (code) 2024-01-01 =",
    "two\nlines\twith\x1b[31m colour\u2028",
    "'single' : colon - dash: {a: b}",
    "Đường ống " * 30,
)


def record(title: str, number: int = 1, last: date | None = date(2024, 12, 31)) -> Record:
    """Return a record whose title and facts are hostile."""
    facts = (Fact(date(2024, 1, 2), f"progress {line(title)}"), Fact(date(2024, 1, 2), "started"))
    return Record(f"1.1.{number}", line(title), "co-quan-0001", last, None, facts, ("so-hoa",))


def test_a_record_stands_on_one_line() -> None:
    assert line(HOSTILE[3]) == "two lines with [31m colour"


@pytest.mark.parametrize("title", HOSTILE)
def test_taskwarrior_gets_the_title_and_each_fact(title: str) -> None:
    task = taskwarrior.task(record(title))
    assert json.loads(json.dumps(task))["description"] == line(title)
    assert [note["entry"] for note in task["annotations"]] == ["20240102T000000Z", "20240102T000001Z"]
    assert task["due"] == "20241231T235959Z"


@pytest.mark.parametrize("title", HOSTILE)
def test_hledger_gets_a_title_that_begins_no_comment(title: str) -> None:
    first, *others = hledger.transaction(record(title)).splitlines()
    assert first == f"2024-12-31 (1.1.1) {line(title).replace(';', ',')}"
    assert [text.partition(",")[0] for text in others] == [
        "    ; so-hoa:",
        "    (co-quan-0001:due)  1",
        "    (co-quan-0001:progress)  1  ; date:2024-01-02",
        "    (co-quan-0001:started)  1  ; date:2024-01-02",
        "",
    ]


@pytest.mark.parametrize("title", HOSTILE)
def test_beancount_gets_strings_that_end_where_they_should(title: str) -> None:
    first = beancount.transaction(record(title)).splitlines()[0]
    held = first.removeprefix('2024-12-31 ! "').removesuffix('" #so-hoa')
    assert re.sub(r"\\(.)", r"\1", held) == line(title)
    assert not re.search(r'(?<!\\)(\\\\)*"', held)


@pytest.mark.parametrize("title", HOSTILE)
def test_todoman_gets_lines_of_75_octets(title: str) -> None:
    text = todoman.todo(record(title))
    assert max(len(row.encode()) for row in text.split("\r\n")) <= 75
    whole = text.replace("\r\n ", "").split("\r\n")
    summary = next(row for row in whole if row.startswith("SUMMARY:")).removeprefix("SUMMARY:")
    assert re.sub(r"\\(.)", r"\1", summary) == line(title)
    assert "CATEGORIES:so-hoa,due-2024" in whole


@pytest.mark.parametrize("title", HOSTILE)
def test_backlog_gets_a_title_that_is_yaml(title: str) -> None:
    front = yaml.safe_load(backlog.page(1, record(title)).split("---\n")[1])
    assert (front["title"], front["labels"]) == (line(title), ["so-hoa", "due-2024"])


@pytest.mark.parametrize("program", CONVERTED, ids=lambda program: program.name)
def test_what_is_here_gives_back_hostile_records(program: Program, tmp_path: Path) -> None:
    present, absent = find([program], search_path([]))
    if absent or program.convert is None:
        pytest.skip(f"{program.name} is not installed")
    records = [record(title, number) for number, title in enumerate(HOSTILE)]
    records += [
        record("other year", 90, date(2023, 12, 31)),
        record("next", 91, date(2025, 1, 1)),
        record("none", 92, None),
    ]
    arena = Arena(tmp_path, len(records), search_path([]), once=False)
    arena.held(program).mkdir(parents=True)
    arena.home.mkdir()
    program.convert(records, arena.held(program))
    arena.fill(present[0], Terms(1, 60, 60))
    contest = Contest(list(arena.entries(present[0])), Terms(1, 60, 60), tmp_path, print)
    outcomes = contest.outcomes(len(records))
    assert [outcome.fault for outcome in outcomes] == [""] * len(outcomes)
    assert {outcome.rows for outcome in outcomes if outcome.question == DUE} <= {len(HOSTILE)}


def peers(*arguments: str, path: str) -> subprocess.CompletedProcess[str]:
    """Run the comparison on twenty tasks, once."""
    variables = {**os.environ, "PATH": path}
    script = [sys.executable, str(PEERS_SCRIPT), "--tasks", "20", "--runs", "1", *arguments]
    return subprocess.run(script, env=variables, capture_output=True, text=True, check=False)


def test_absent_programs_are_skipped_and_named(tmp_path: Path) -> None:
    told = peers("--only", "hledger", "beancount", "--markdown", str(tmp_path / "table.md"), path=str(tmp_path))
    assert told.returncode == 0, told.stderr
    assert "hledger is not installed, and is left out: apt-get install hledger" in told.stderr
    table = (tmp_path / "table.md").read_text(encoding="utf-8")
    assert table == told.stdout
    assert "beancount query was not installed (`pip install beancount beanquery`)" in table
    assert "| plan, no cache | 20 |" in table


def test_a_program_that_there_is_not_is_told(tmp_path: Path) -> None:
    told = peers("--only", "hleger", path=str(tmp_path))
    assert told.returncode == 2
    assert "--only hleger: no such program" in told.stderr


def test_programs_that_are_here_give_as_many_rows(tmp_path: Path) -> None:
    here = [name for name in ("task", "hledger") if shutil.which(name)]
    if not here:
        pytest.skip("neither Taskwarrior nor hledger is installed")
    told = peers("--only", *here, "--json", str(tmp_path / "found.json"), path=os.environ["PATH"])
    assert told.returncode == 0, told.stderr
    results = load(tmp_path / "found.json")
    rows = {outcome.rows for outcome in results.outcomes if outcome.question == DUE}
    assert rows == {results.holdings[0].asked}


def test_a_series_may_be_one_record(tmp_path: Path) -> None:
    if not shutil.which("hledger"):
        pytest.skip("hledger is not installed")
    found = tmp_path / "found.json"
    told = peers("--tasks", "120", "--once", "--only", "hledger", "--json", str(found), path=os.environ["PATH"])
    assert told.returncode == 0, told.stderr
    results = load(found)
    rows = {outcome.program: outcome.rows for outcome in results.outcomes if outcome.question == DUE}
    assert results.holdings[0].records == 120
    assert rows["hledger"] == results.holdings[0].asked
    assert (rows["plan"] or 0) > results.holdings[0].asked
