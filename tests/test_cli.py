"""The program as a whole: what each command prints, held in goldens, and what a start costs.

A golden has exit status, standard output and standard error together; `pytest --update` rewrites them.
"""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from folders import GOLDEN, RICH, RICH_DAY, check_golden, write_plan
from support import ROOT, process, run

from plancli import __version__
from plancli.cli import COMMANDS, module_of

SHIPPED_DAY = ("--as-of", "2024-06-30")
IN_RICH = ("--plan", "tests/golden/plans/rich", "--as-of", RICH_DAY)
VI = {"PLAN_LANG": "vi"}
ANSI = {"FORCE_COLOR": "1"}
NARROW, BROAD = {"COLUMNS": "40"}, {"COLUMNS": "140"}

SNAPSHOTS: list[tuple[str, tuple[str, ...], Mapping[str, str]]] = [
    ("help", ("--help",), {}),
    ("help-due", ("due", "--help"), {}),
    ("status", ("status", *SHIPPED_DAY), {}),
    ("status-part", ("status", "--by", "part", *SHIPPED_DAY), {}),
    ("status-rich", ("status", *IN_RICH), BROAD),
    ("status-narrow", ("status", *IN_RICH), NARROW),
    ("status-colour", ("status", *IN_RICH), BROAD | ANSI),
    ("status-vi", ("status", *IN_RICH), BROAD | VI),
    ("status-csv", ("status", *IN_RICH, "--format", "csv"), {}),
    ("status-json", ("status", *IN_RICH, "--format", "json"), {}),
    ("status-md", ("status", "--by", "tag", *IN_RICH, "--format", "md"), {}),
    ("list-rich", ("list", *IN_RICH), {}),
    ("list-vi", ("list", *IN_RICH), VI),
    ("list-broad", ("list", "--body", "btctw", *SHIPPED_DAY), BROAD),
    ("list-json", ("list", "--cites", "132", *IN_RICH, "--format", "json"), {}),
    ("list-csv", ("list", *IN_RICH, "--format", "csv"), {}),
    ("list-empty", ("list", "--search", "nowhere", *SHIPPED_DAY), {}),
    ("due-year", ("due", "--year", "2024", *SHIPPED_DAY), {}),
    ("due-rich", ("due", *IN_RICH), {}),
    ("due-colour", ("due", "--year", "2024", "--limit", "3", *SHIPPED_DAY), ANSI),
    ("due-narrow", ("due", "--year", "2024", "--limit", "2", *SHIPPED_DAY), NARROW),
    ("due-vi", ("due", "--year", "2024", *SHIPPED_DAY), VI),
    ("due-md", ("due", "2024-Q4", *IN_RICH, "--format", "md"), {}),
    ("due-undated", ("due", "--undated", *SHIPPED_DAY), {}),
    ("show-task", ("show", "III.1", *IN_RICH), {}),
    ("show-task-vi", ("show", "III.1", *IN_RICH), VI),
    ("show-task-md", ("show", "III.1", *IN_RICH, "--format", "md"), {}),
    ("show-task-json", ("show", "V.7", *IN_RICH, "--format", "json"), {}),
    ("show-task-colour", ("show", "III.1", *IN_RICH), ANSI),
    ("show-series", ("show", "V.7", "V.4:2024-12-01", "V.7:2024-Q1", *IN_RICH), {}),
    ("show-narrow", ("show", "III.1", *IN_RICH), NARROW),
    ("bodies", ("bodies", *SHIPPED_DAY), {}),
    ("bodies-rich", ("bodies", *IN_RICH), {}),
    ("documents", ("documents", *SHIPPED_DAY), {}),
    ("documents-one", ("documents", "132-qd/tw", *SHIPPED_DAY), {}),
    ("documents-two", ("documents", "28-nq/tw", *IN_RICH), {}),
    ("validate", ("validate", *SHIPPED_DAY), {}),
    ("validate-rich", ("validate", *IN_RICH), {}),
    ("validate-strict", ("validate", "--strict", "--select", "unused-document", *IN_RICH), {}),
    ("validate-json", ("validate", "--select", "unused-document,milestone-open", *IN_RICH, "--format", "json"), {}),
    ("validate-vi", ("validate", *IN_RICH), VI),
    ("explain", ("explain", "duplicate-id"), {}),
    ("wrong-body", ("list", "--body", "to chuc", *SHIPPED_DAY), {}),
    ("wrong-body-vi", ("list", "--body", "to chuc", *SHIPPED_DAY), VI),
    ("wrong-option", ("due", "--yer", "2024"), {}),
    ("wrong-command", ("du",), {}),
]


@pytest.mark.parametrize(("name", "args", "env"), SNAPSHOTS, ids=[name for name, _args, _env in SNAPSHOTS])
def test_snapshot(name: str, args: tuple[str, ...], env: Mapping[str, str], request: pytest.FixtureRequest) -> None:
    """Escapes of colour stand as `␛`, so that a golden can be read and reviewed."""
    check_golden(f"cli/{name}.txt", run(*args, env=env).snapshot(args).replace("\x1b", "␛"), request)


def test_no_golden_is_left_over() -> None:
    assert {path.stem for path in (GOLDEN / "cli").glob("*")} == {name for name, _args, _env in SNAPSHOTS}


# --- the edge ---------------------------------------------------------------------------------------------------------


def test_version() -> None:
    assert run("--version") == (0, f"plan {__version__}\n", "")
    done = process("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"plan {__version__}\n", "")


def test_each_command_has_a_module_and_a_line_of_help() -> None:
    folder = ROOT / "src" / "plancli" / "commands"
    for name in COMMANDS:
        assert (folder / f"{module_of(name)}.py").is_file()
        first = run(name, "--help").stdout.splitlines()[0]
        assert first.startswith(f"Usage: plan {name} ")


EXITS = [
    (("list", *SHIPPED_DAY), 0),
    (("list", "--search", "nowhere", *SHIPPED_DAY), 0),  # nothing found is no problem
    (("validate", *SHIPPED_DAY), 0),
    (("validate", *IN_RICH), 0),  # warnings only
    (("validate", "--strict", *IN_RICH), 1),
    (("validate", "--strict", "--ignore", "unused-document", "--select", "unused-document", *IN_RICH), 0),
    (("list", *IN_RICH), 0),  # findings of meaning fail no question
    (("list", "--nope"), 2),
    (("nope",), 2),
    (("show", "nope", *SHIPPED_DAY), 2),
    (("list", "--plan", "nowhere"), 2),
]


@pytest.mark.parametrize(("args", "status"), EXITS)
def test_exit_statuses(args: tuple[str, ...], status: int) -> None:
    """The same in this process and in one of its own."""
    assert run(*args).status == status
    assert process(*args).returncode == status


@pytest.mark.parametrize("command", ["status", "list", "due", "bodies", "documents"])
def test_markdown_by_its_whole_name(command: str) -> None:
    args = (command, *IN_RICH, "--format")
    assert run(*args, "markdown") == run(*args, "md")


def test_both_places_of_the_language_option() -> None:
    """Before and behind the command's name; its words change, the data does not."""
    behind = run("list", "--lang", "vi", *SHIPPED_DAY)
    assert run("--lang", "vi", "list", *SHIPPED_DAY) == behind
    assert run("list", *SHIPPED_DAY, env={"PLAN_LANG": "vi"}) == behind
    assert run("list", *SHIPPED_DAY, env={"LC_ALL": "vi_VN.UTF-8"}) == behind
    assert run("list", "--lang", "en", *SHIPPED_DAY, env={"PLAN_LANG": "vi"}) == run("list", *SHIPPED_DAY)
    assert "31/12/2024" in run("due", "2024", "--lang", "vi", *SHIPPED_DAY).stdout
    assert "2024-12-31" not in run("due", "2024", "--lang", "vi", *SHIPPED_DAY).stdout


def test_unreadable_is_told_on_standard_error_alone(tmp_path: Path) -> None:
    """Standard output stays what a script can read."""
    write_plan(
        tmp_path,
        {"bodies/a.yaml": "name: A\ntasks:\n  - {id: A.1, title: One, due: 12/2024}\n", "bodies/b.yaml": "name: ["},
    )
    result = run("list", "--format", "json", cwd=tmp_path)
    assert result.status == 1
    assert [item["key"] for item in json.loads(result.stdout)["items"]] == ["A.1"]
    assert [line.split(": ")[0] for line in result.stderr.splitlines() if line.startswith("plan")] == [
        "plan/bodies/a.yaml:3:32",
        "plan/bodies/b.yaml:1:8",
    ]


def test_the_plan_may_soften_what_is_unreadable(tmp_path: Path) -> None:
    """`checks` in plan.yaml holds for questions too: what is no error there fails no question."""
    settings = "format: 1\nid: p\ntitle: P\nchecks: {unknown-field: warning}\n"
    write_plan(tmp_path, {"plan.yaml": settings, "bodies/a.yaml": "name: A\ncolour: red\n"})
    result = run("bodies", cwd=tmp_path)
    assert (result.status, result.stderr) == (0, "")


# --- what a start costs -----------------------------------------------------------------------------------------------

PROBE = """
import os, sys
def end(status):
    sys.stdout.flush()
    os.write(2, "\\n".join(sorted(sys.modules)).encode())
    os.kill(os.getpid(), 9)
os._exit = end
import plancli.cli
plancli.cli.main()
"""


def modules(*args: str, env: Mapping[str, str] | None = None) -> set[str]:
    """Return the modules that a run of the program imports."""
    clean = {"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", ""), **(env or {})}
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *args], cwd=ROOT, env=clean, capture_output=True, encoding="utf-8", check=False
    )
    return set(done.stderr.split())


def commands_in(names: set[str]) -> set[str]:
    return {name.rpartition(".")[2] for name in names if name.startswith("plancli.commands.")} & COMMANDS.keys()


HEAVY = {"rich", "click", "csv", "json", "dateutil", "pygments", "babel", "plancli.checks", "plancli.report.problems"}

STARTS: list[tuple[tuple[str, ...], Mapping[str, str], set[str]]] = [
    (("due", "--year", "2024"), {}, HEAVY),
    (("due", "--year", "2024"), {"NO_COLOR": "1"}, HEAVY),
    (("list", *SHIPPED_DAY), {}, HEAVY | {"zoneinfo"}),
    (("show", "IV.5.1", *SHIPPED_DAY), {}, HEAVY),
    (("status", *SHIPPED_DAY), {}, HEAVY),
    (("bodies", *SHIPPED_DAY), {}, HEAVY),
    (("documents", *SHIPPED_DAY), {}, HEAVY),
    (("list", *SHIPPED_DAY, "--format", "json"), {}, HEAVY - {"json"}),
    (("list", *SHIPPED_DAY, "--format", "md"), {}, HEAVY),
    (("due", "--year", "2024"), {"FORCE_COLOR": "1"}, HEAVY - {"rich", "json"}),
    (("validate", *SHIPPED_DAY), {}, {"rich", "json", "csv", "plancli.query.due", "plancli.report.tasks"}),
    (("explain", "alias"), {}, {"rich", "json", "csv", "yaml", "plancli.load", "plancli.checks.duplicate_id"}),
    (("--help",), {}, {"rich", "yaml", "json", "plancli.load", "plancli.deadline", "plancli.checks"}),
    (("--version",), {}, {"rich", "yaml", "json", "plancli.load", "plancli.deadline", "plancli.checks"}),
]


@pytest.mark.parametrize(("args", "env", "unwanted"), STARTS)
def test_nothing_is_imported_that_is_not_needed(
    args: tuple[str, ...], env: Mapping[str, str], unwanted: set[str]
) -> None:
    found = modules(*args, env=env)
    assert "plancli.cli" in found
    assert not unwanted & found
    assert commands_in(found) == {args[0]} & COMMANDS.keys()
    assert ("rich.table" in found) == ("FORCE_COLOR" in env)


def test_the_collector_is_off_before_anything_is_imported() -> None:
    """It looked through what Typer brings, for a fifteenth of the start."""
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert set(scripts.values()) == {"plancli.__main__:main"}
    code = (
        "import gc, sys\n"
        "from plancli.__main__ import main\n"
        "assert gc.isenabled() and 'typer' not in sys.modules and 'plancli.cli' not in sys.modules\n"
        "class Watch:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        assert not gc.isenabled(), name\n"
        "sys.meta_path.insert(0, Watch())\n"
        "sys.argv = ['plan', '--version']\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"plan {__version__}\n", "")


def test_rich_is_not_loaded_for_what_it_will_not_draw(tmp_path: Path) -> None:
    tasks = "".join(f"  - {{id: A.{n}, title: Task}}\n" for n in range(301))
    plan = write_plan(tmp_path, {"bodies/a.yaml": f"name: A\ntasks:\n{tasks}"})
    assert "rich" not in modules("list", "--plan", str(plan), env={"FORCE_COLOR": "1"})
    assert "rich" not in modules("list", "--limit", "3", "--format", "csv", env={"FORCE_COLOR": "1"})


def test_the_goldens_plan_is_sound() -> None:
    """Its goldens should show a plan as one would write it: no errors."""
    result = run("validate", "--plan", str(RICH), "--as-of", RICH_DAY)
    assert (result.status, ": error: " in result.stdout) == (0, False)


def test_help_is_in_one_language() -> None:
    """Also the words of it that are Typer's own, as far as the catalogue has them."""
    from plancli import i18n
    from plancli.commands.help import TYPERS

    i18n.set_language("vi")
    translated = [words for words in (*TYPERS, "Usage:") if i18n._(words) != words]
    for args in (("--help",), ("due", "--help"), ("show", "--help")):
        text = " ".join(run(*args, env={"PLAN_LANG": "vi"}).stdout.split())
        assert [words for words in translated if words in text] == []
        english = " ".join(run(*args).stdout.split())
        assert all(words in english for words in ("Usage:", "Options:", "Show this message and exit."))
