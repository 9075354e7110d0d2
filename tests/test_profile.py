"""`plan --profile`: where the time of a run went, told after the answer and beside it."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from timeit import timeit

import pytest
from folders import one_body
from support import ROOT, process, run

from plancli import stopwatch
from plancli.i18n import set_language
from plancli.report.timing import WORDS, timing_report
from plancli.stopwatch import PHASES, Taken, count, phase

LINE = re.compile(r"^(?P<name>[A-Z][A-Za-z ]+?) {2,}(?P<ms>[0-9.,]+) +(?P<share>[0-9.]+)$", re.MULTILINE)


@pytest.fixture(autouse=True)
def off() -> Iterator[None]:
    """Leave no run measured behind."""
    yield
    stopwatch.stop()
    set_language("en")


def table(told: str) -> dict[str, float]:
    """Return the milliseconds of each phase."""
    return {found["name"]: float(found["ms"].replace(",", "")) for found in LINE.finditer(told)}


def taken() -> Taken:
    """Stop, and return where the time went."""
    found = stopwatch.stop()
    assert found
    return found


# --- the stopwatch ----------------------------------------------------------------------------------------------------


class Clock:
    """A clock that goes when it is told to."""

    now = 100.0

    def __call__(self) -> float:
        return self.now

    def go(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Return the clock of a run that is measured, whose start took a second and that is now in its own code."""
    made = Clock()
    monkeypatch.setattr(stopwatch, "perf_counter", made)
    monkeypatch.setattr(stopwatch, "_before", lambda: 1.0)
    stopwatch.start()
    made.go(0.5)
    stopwatch.begin()
    return made


def test_a_phase_is_counted_without_those_inside_it(clock: Clock) -> None:
    with phase("checking"):
        clock.go(1)
        with phase("reading"):
            clock.go(2)
            with phase("checking"):
                clock.go(4)
        clock.go(8)
    clock.go(16)
    found = taken()
    assert found.seconds == {**dict.fromkeys(PHASES, 0), "starting": 1.5, "checking": 13, "reading": 2, "rest": 16}
    assert found.total == 32.5


def test_a_phase_ends_with_an_error_too(clock: Clock) -> None:
    with suppress(KeyError), phase("checking"), phase("reading"):
        clock.go(1)
        raise KeyError
    clock.go(2)
    found = taken()
    assert (found.seconds["reading"], found.seconds["checking"], found.seconds["rest"]) == (1, 0, 2)


def test_what_is_counted_adds_up() -> None:
    stopwatch.start()
    count("files", 2)
    count("files", 3)
    count("answered", 0)
    assert taken().counts == {"files": 5, "answered": 0}


def test_off_nothing_is_measured_and_it_costs_next_to_nothing() -> None:
    count("files", 1)
    with phase("reading"):
        pass
    assert stopwatch.stop() is None

    def measured() -> None:
        with phase("reading"):
            pass

    best = min(timeit(measured, number=2000) for _ in range(20)) / 2000
    assert best < 1e-6


def test_a_start_is_no_shorter_than_the_processor_worked_for_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import time; from plancli.stopwatch import _before; time.sleep(.3); print(_before())"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert float(done.stdout) >= 0.28 or not Path("/proc/self/stat").exists()
    assert stopwatch._before() > 0


# --- the table --------------------------------------------------------------------------------------------------------

SECONDS = dict(zip(PHASES, (0.05, 0.001, 0.002, 0.0, 1.5, 0.0469, 0.0001), strict=True))


def test_the_table_has_every_phase_and_what_was_counted() -> None:
    assert tuple(WORDS) == PHASES
    report = timing_report(Taken(SECONDS, {"files": 200, "tasks": 1000, "answered": 198}, 20_900_000))
    (block,) = report.blocks
    assert [[cell.text for cell in row] for row in block.rows][-3:] == [  # type: ignore[union-attr]
        ["Drawing and writing", "46.9", "2.9"],
        ["The rest", "0.1", "0.0"],
        ["Total", "1,600.0", "100.0"],
    ]
    assert report.notes == [
        "Read: 200 files, 1,000 tasks", "Index: 198 of 200 files answered", "Peak memory: 20.9 MB",
    ]  # fmt: skip
    assert timing_report(Taken(SECONDS, {}, None)).notes == []
    set_language("vi")
    assert "1.600,0" in str(timing_report(Taken(SECONDS, {}, None)).blocks)


# --- the option -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "status"),
    [
        (["due", "2024"], 0),
        (["validate"], 0),
        (["list", "--format", "json"], 0),
        (["explain", "alias"], 0),
        (["show", "zzz"], 2),
        (["list", "@zzz"], 2),
        (["due", "--nonsense"], 2),
        (["diff", "HEAD", "HEAD"], 0),
    ],
)
def test_it_says_beside_the_answer_where_the_time_went(args: list[str], status: int) -> None:
    plain, measured = run(*args), run("--profile", *args)
    assert (plain.status, measured.status) == (status, status)
    assert measured.stdout == plain.stdout
    assert measured.stderr.startswith(plain.stderr)
    told = table(measured.stderr)
    assert [*told] == [*WORDS.values(), "Total"]
    assert sum(told.values()) - told["Total"] == pytest.approx(told["Total"], abs=1)
    assert not stopwatch.is_on()


def test_each_phase_has_what_it_is_about() -> None:
    told = table(run("--profile", "validate").stderr)
    assert min(told["Starting"], told["Checking"], told["Judging and asking"]) > 0
    drawn = table(run("--profile", "list").stderr)
    assert drawn["Drawing and writing"] > 0 == drawn["Checking"]


def test_with_problems_too(tmp_path: Path) -> None:
    folder = one_body(tmp_path, "name: x\ntasks:\n  - {id: '1', title: a, due: 12/2024}\n")
    measured = run("--profile", "list", "--plan", str(folder))
    assert measured.status == 1
    assert "Total" in table(measured.stderr)


def test_only_the_option_asks_for_it() -> None:
    assert "Total" not in process("list", env={"PLAN_PROFILE": "1"}).stderr
    assert "Total" in run("list", "--profile").stderr
    assert run("list", "--", "--profile").status == 2


def test_a_whole_process_counts_from_its_start() -> None:
    done = process("--profile", "list", "--format", "json")
    assert json.loads(done.stdout)["kind"] == "tasks"
    assert table(done.stderr)["Starting"] > 10
    assert "Peak memory: " in done.stderr


def test_in_vietnamese() -> None:
    assert re.search(r"[0-9],[0-9] MB$", run("--profile", "--lang", "vi", "list").stderr)


def test_a_reader_that_leaves_is_told_still() -> None:
    code = "import sys; from plancli.cli import main; sys.argv = ['plan', '--profile', 'list']; main()"
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )
    os.close(writing)
    assert done.returncode == 0
    assert "Total" in table(done.stderr)


def test_an_interrupted_run_is_told_too() -> None:
    code = (
        "import functools, sys, time; import plancli.commands.explain as explain; from plancli.cli import main\n"
        "def wait(**options): print('ready', flush=True); time.sleep(30)\n"
        "explain.run = functools.wraps(explain.run)(wait)\n"
        "sys.argv = ['plan', '--profile', 'explain']; main()\n"
    )
    started = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert started.stdout
    assert started.stdout.readline() == "ready\n"
    started.send_signal(signal.SIGINT)
    _out, err = started.communicate(timeout=60)
    assert started.returncode == 130
    assert "Total" in table(err)
