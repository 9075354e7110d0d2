"""What goes wrong outside of the program: typed slips, broken and hostile files, closed pipes, full disks, interrupts.

Each ends with a clear message and the right exit status, hides nothing that could be read, and never with a traceback.
"""

import hashlib
import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from folders import PLAN, RICH, write_plan
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support import ROOT, SHIPPED, Result, process, run

from plancli.cli import COMMANDS, _built
from plancli.render.problems import FORMATS as PROBLEM_FORMATS

DAY = ("--as-of", "2024-06-30")
WIDE = {"COLUMNS": "400"}
GOOD = "name: Good\ntasks:\n  - {id: G.1, title: Fine, due: 2024}\n"
ASKING = ("status", "list", "due", "show", "bodies", "documents")
ARGUMENTS = {"show": ("G.1",), "due": ("2024",)}


def sane(result: Result) -> None:
    """Assert what holds of every run whatsoever."""
    assert result.status in (0, 1, 2)
    assert "Traceback" not in result.stdout + result.stderr
    assert result.status == 0 or result.stderr or result.stdout


# --- slips of the fingers ---------------------------------------------------------------------------------------------

OPTIONS = [
    (name, option) for name in COMMANDS for param in _built(name).params for option in param.opts if option[:2] == "--"
]


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_a_slip_in_any_option(command: str, option: str) -> None:
    """The nearest ones are named, and nothing is run."""
    for slip in (f"{option}x", option[:-1], option[:3] + option[4:]):
        if (command, slip) in OPTIONS or slip == "--":
            continue
        result = run(command, slip, "x", env=WIDE)
        assert (result.status, result.stdout) == (2, "")
        assert f"No such option: {slip}" in result.stderr
    assert option in run(command, f"{option}x", env=WIDE).stderr.replace(f"{option}x", "")


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ("diff --onli x", "No such option: --onli (Possible options: --only)"),
        ("diff -x", "No such option: -x"),
        ("diff a b c", "Got unexpected extra argument(s) (c)"),
        ("diff --only", "Option '--only' requires an argument."),
        ("diff --exit-code=1", "Option '--exit-code' does not take a value."),
        ("show", "Missing argument 'ADDRESS...'."),
        ("list --limit x", "Invalid value for '--limit': 'x' is not a whole number."),
        ("list --limit -1", "Invalid value for '--limit': -1 is less than 0."),
        ("list --lang xx", "Invalid value for '--lang': xx is not one of: en, vi"),
        ("--nothing", "No such option: --nothing"),
    ],
)
def test_a_wrong_call_is_told_in_both_languages(call: str, told: str) -> None:
    """Typer's own words are English, whatever language is set."""
    lines = run(*call.split(), env=WIDE).stderr.splitlines()
    assert lines[-1] == f"Error: {told}"
    in_vietnamese = run(*call.split(), env=WIDE | {"PLAN_LANG": "vi"}).stderr.splitlines()
    assert len(in_vietnamese) == len(lines)
    if "xx" not in call:
        assert not {*in_vietnamese} & {*lines} - {""}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_slip_in_a_command(command: str) -> None:
    slip = f"{command[:-1]}x"
    result = run(slip, env=WIDE)
    assert (result.status, result.stdout) == (2, "")
    assert f"Error: There is no command {slip}. Did you mean {command}" in result.stderr


SLIPS = [
    ("list --body btcwt", "No body is called btcwt.\nDid you mean BTCTW"),
    ("list --state ovredue", "There is no state ovredue."),
    ("list --flag due_son", "There is no flag due_son."),
    ("list --cites 132-QD/TV", "No document 132-QD/TV is registered or cited.\nDid you mean 132-QĐ/TW"),
    ("list --source IV.22", "No clause IV.22 is in the plan's sources.\nDid you mean IV.2"),
    ("list --tag x", "No task has the tag x."),
    ("list --sort titel", "--sort: titel is not one of: id, due, state, body, title\nDid you mean title"),
    ("list --columns stat", "There is no column stat.\nDid you mean state"),
    ("list --format jsn", "--format: jsn is not one of: table, json, csv, md\nDid you mean json?"),
    ("list --limit many", "Invalid value for '--limit': 'many'"),
    ("list --limit -1", "Invalid value for '--limit': -1"),
    ("list --lang de", "Invalid value for '--lang': de is not one of: en, vi"),
    ("--lang de list", "Invalid value for '--lang': de is not one of: en, vi"),
    ("list --plan plna", "--plan: there is no folder plna."),
    ("list --plan README.md", "--plan: README.md is a file, not a folder."),
    ("list --plan src", "--plan: src has no plan.yaml."),
    ("list --as-of 2024-02-30", "2024-02-30 is no day.\nDid you mean 2024-02-29?"),
    ("list --as-of 31/13/2024", "31/13/2024 is no day.\nType it as 2024-12-31, 31/12/2024, 12/2024, 2024-Q4 or 2024."),
    ("list --as-of tomorrow", "tomorrow is no day.\nType it as"),
    ("list --as-of ''", " is no day.\nType it as"),
    ("due --within ''", "--within:  is no length of time."),
    ("due --year twenty", "--year: twenty is no day or period."),
    ("due 2024-13", "SPAN: 2024-13 is no day or period."),
    ("due --within 3x", "--within: 3x is no length of time.\nType it as 30d, 2w, 3m or 1y."),
    ("status --by bodies", "--by: bodies is not one of: body, part, year, tag\nDid you mean body?"),
    ("show IV.5.9", "There is no task IV.5.9.\nDid you mean IV.5.1"),
    ("show", "Missing argument 'ADDRESS...'."),
    ("bodies btcwt", "No body is called btcwt.\nDid you mean BTCTW"),
    ("documents 132-QD/TV", "No document 132-QD/TV is registered.\nDid you mean 132-QĐ/TW"),
    ("explain duplicate-ids", "There is no check or rule duplicate-ids.\nDid you mean duplicate-id"),
    ("validate --select dupplicate-id", "There is no check dupplicate-id.\nDid you mean duplicate-id"),
    ("validate --ignore x", "There is no check x.\nplan explain lists them."),
    ("validate --format xml", "--format: xml is not one of: text, concise, json, github"),
    ("status extra", "Got unexpected extra argument(s) (extra)"),
]


@pytest.mark.parametrize(("line", "message"), SLIPS)
def test_a_slip_in_a_value(line: str, message: str) -> None:
    args = ["" if word == "''" else word for word in line.split()]
    result = run(*args, env=WIDE)
    assert (result.status, result.stdout) == (2, "")
    assert f"Error: {message}" in result.stderr


def test_a_slip_in_the_environment() -> None:
    result = run("list", env=WIDE | {"PLAN_LANG": "vn"})
    assert (result.status, result.stderr) == (2, "Error: PLAN_LANG: vn is not one of: en, vi\n")
    assert run("list", "--lang", "en", env={"PLAN_LANG": "vn"}).status == 0
    assert run("--lang", "en", "list", env={"PLAN_LANG": "vn"}).status == 0
    result = run("list", env=WIDE | {"PLAN_DIR": "plna"})
    assert (result.status, result.stderr.splitlines()[0]) == (2, "Error: PLAN_DIR: there is no folder plna.")
    assert run("list", env={"PLAN_DIR": ""}).status == 0


def test_an_unknown_time_zone(tmp_path: Path) -> None:
    plan = write_plan(tmp_path, {"plan.yaml": PLAN.replace("Ho_Chi_Minh", "Ha_Noi"), "bodies/good.yaml": GOOD})
    result = run("list", "--plan", str(plan), env=WIDE)
    assert result.status == 1
    assert "plan.yaml:" in result.stderr
    assert "Asia/Ha_Noi is not in the time zone database" in result.stderr
    assert "Good" in result.stdout
    assert run("list", "--plan", str(plan), *DAY).status == 0


def test_no_command_and_help() -> None:
    bare, helped = run(), run("--help")
    assert bare.status == 2
    assert "Usage: plan [OPTIONS] COMMAND" in bare.stdout + bare.stderr
    assert (helped.status, helped.stderr) == (0, "")
    assert all(name in helped.stdout for name in COMMANDS)
    assert run("-h") == helped
    for name in COMMANDS:
        assert (run(name, "--help").status, run(name, "-h").status) == (0, 0)


# --- folders and files ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [*ASKING, "validate"])
def test_no_plan_here(command: str, tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()  # a folder of this name is not enough
    result = run(command, *ARGUMENTS.get(command, ()), cwd=tmp_path, env=WIDE)
    assert (result.status, result.stdout) == (2, "")
    assert result.stderr == (
        f"Error: No plan is found here: neither {tmp_path} nor any folder above it has a plan/plan.yaml.\n"
        "Change to the plan's folder, or name it: --plan DIR, or PLAN_DIR=DIR.\n"
    )


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f'cd "{gone}" && rmdir "{gone}" && exec "$0" -m plancli list'
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    done = subprocess.run(
        ["sh", "-c", script, sys.executable], env=env, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "Error: The folder that this runs in cannot be read" in done.stderr


LATIN = "name: Đẹp\n".encode("cp1258", "replace") + b"# \xe9\n"
BROKEN: list[tuple[str, str | bytes, str, str]] = [
    ("not UTF-8", LATIN, "not-utf8", "save it as UTF-8"),
    ("UTF-16", GOOD.replace("G.1", "B.1").encode("utf-16"), "not-utf8", "the file is in UTF-16: save it as UTF-8"),
    ("UTF-16 without a mark", GOOD.replace("G.1", "B.1").encode("utf-16-le"), "", "error"),
    ("tabs", "name: B\ntasks:\n\t- id: B.1\n", "invalid-yaml", "a tab stands in the indentation"),
    ("lists in lists", "name: B\ntasks: " + "[" * 100_000, "too-deep", "more than 50 levels deep"),
    ("maps in maps", "a: " + "{a: " * 100_000, "too-deep", "more than 50 levels deep"),
    ("dashes in dashes", "- " * 100_000, "too-deep", "more than 50 levels deep"),
    ("questions in questions", "? " * 100_000, "too-deep", "more than 50 levels deep"),
    ("unclosed", "name: [\n", "invalid-yaml", "b.yaml:"),
    ("a conflict", "<<<<<<< HEAD\nname: B\n=======\nname: C\n>>>>>>> main\n", "invalid-yaml", "unresolved conflict"),
    ("NUL", "name: B\x00\n", "", "error"),
    ("a list", "- name: B\n", "wrong-type", "b.yaml:1:1"),
    ("a word", "nothing\n", "wrong-type", "b.yaml:1:1"),
    ("random bytes", bytes(range(256)) * 40, "", "error"),
]


@pytest.mark.parametrize(("content", "name", "words"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_one_broken_file_hides_no_other(content: str | bytes, name: str, words: str, tmp_path: Path) -> None:
    """Told with its place on standard error, exit status 1; and what can be read is shown."""
    write_plan(tmp_path, {"bodies/good.yaml": GOOD, "bodies/b.yaml": content})
    before = time.perf_counter()
    for command in ASKING:
        result = run(command, *ARGUMENTS.get(command, ()), *DAY, cwd=tmp_path, env=WIDE)
        assert result.status == 1
        assert "plan/bodies/b.yaml:" in result.stderr
        assert name in result.stderr
        assert words in result.stderr
        assert ("Good" in result.stdout) == (command != "documents")
    validated = run("validate", cwd=tmp_path, env=WIDE)
    assert validated.status == 1
    assert name in validated.stdout
    assert time.perf_counter() - before < 5


FINE: list[tuple[str, bytes]] = [
    ("a byte order mark", b"\xef\xbb\xbf" + GOOD.encode()),
    ("CRLF", GOOD.replace("\n", "\r\n").encode()),
    ("CR", GOOD.replace("\n", "\r").encode()),
    ("no last line end", GOOD.rstrip("\n").encode()),
    ("a document mark", b"---\n" + GOOD.encode()),
]


@pytest.mark.parametrize("content", [case[1] for case in FINE], ids=[case[0] for case in FINE])
def test_what_editors_leave_is_read(content: bytes, tmp_path: Path) -> None:
    write_plan(tmp_path, {"bodies/good.yaml": content})
    result = run("list", *DAY, "--columns", "key,title", "--format", "csv", cwd=tmp_path)
    assert (result.status, result.stdout) == (0, "key,title\nG.1,Fine\n")


def test_a_file_of_100_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    plan = write_plan(tmp_path, {"bodies/good.yaml": GOOD, "bodies/b.yaml": ""})
    with (plan / "bodies" / "b.yaml").open("r+b") as file:
        file.truncate(100 * 1024 * 1024)
    before = time.perf_counter()
    result = run("list", *DAY, cwd=tmp_path, env=WIDE)
    assert time.perf_counter() - before < 1
    assert result.status == 1
    assert "plan/bodies/b.yaml:1:1: error: too-large" in result.stderr
    assert "the file has 100.0 MB, more than the 64 MB that are read" in result.stderr
    assert "Fine" in result.stdout


def test_an_alias_bomb(tmp_path: Path) -> None:
    """Nine levels of nine aliases would be 387 million; each is told of where it stands, the first twenty at once."""
    levels = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
    merges = "m0: &m0 {x: y}\n" + "".join(
        f"m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 9)}]}}\n" for n in range(1, 9)
    )
    write_plan(tmp_path, {"bodies/good.yaml": GOOD, "bodies/b.yaml": f"name: B\n{levels}{merges}"})
    before = time.perf_counter()
    result = run("list", *DAY, cwd=tmp_path, env=WIDE)
    assert time.perf_counter() - before < 2
    assert (result.status, "Fine" in result.stdout) == (1, True)
    assert "b.yaml:2:5: error: alias" in result.stderr
    assert re.fullmatch(r"[0-9]+ more problems: plan validate tells them", result.stderr.splitlines()[-1])
    assert len(result.stderr.splitlines()) == 41


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_is_no_file_is_told_and_never_waited_for(tmp_path: Path) -> None:
    plan = write_plan(tmp_path, {"bodies/good.yaml": GOOD})
    os.mkfifo(plan / "bodies" / "pipe.yaml")
    (plan / "bodies" / "folder.yaml").mkdir()
    (plan / "bodies" / "passwd.yaml").symlink_to("/etc/passwd")
    (plan / "bodies" / "zero.yaml").symlink_to("/dev/zero")
    (plan / "bodies" / "loop.yaml").symlink_to("loop.yaml")
    (plan / "bodies" / "gone.yaml").symlink_to("nowhere.yaml")
    (plan / "bodies" / "up").symlink_to("..")
    (plan / "bodies" / "old.yml").write_text("name: Old\n")
    result = run("list", *DAY, cwd=tmp_path, env=WIDE)
    assert (result.status, "Fine" in result.stdout, "root:" in result.stderr) == (1, True, False)
    for name in ("pipe", "folder", "passwd", "zero", "loop", "gone"):
        assert f"plan/bodies/{name}.yaml:1:1: error: not-a-file" in result.stderr
    assert "old.yml:1:1: warning: unread-file" in run("validate", *DAY, cwd=tmp_path).stdout


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is unreadable for root")
def test_what_may_not_be_read(tmp_path: Path) -> None:
    plan = write_plan(tmp_path, {"bodies/good.yaml": GOOD, "bodies/b.yaml": GOOD})
    (plan / "bodies" / "b.yaml").chmod(0)
    result = run("list", *DAY, cwd=tmp_path, env=WIDE)
    assert (result.status, "Fine" in result.stdout) == (1, True)
    assert "plan/bodies/b.yaml:1:1: error: not-a-file" in result.stderr
    plan.chmod(0)
    try:
        result = run("list", *DAY, "--plan", str(plan), env=WIDE)
    finally:
        plan.chmod(0o755)
    assert result.status == 2
    assert f"{plan}" in result.stderr


def test_a_deadline_in_the_wrong_order(tmp_path: Path) -> None:
    """Shown, not judged; what to write is said; counted apart, and listed as incomplete."""
    write_plan(tmp_path, {"bodies/b.yaml": GOOD.replace("due: 2024}", "due: 12/2024}")})
    result = run("list", *DAY, cwd=tmp_path, env=WIDE)
    assert result.status == 1
    assert "G.1   not readable  not judged  Good  Fine" in result.stdout
    assert result.stderr == (
        "plan/bodies/b.yaml:3:33: error: invalid-due\n  12/2024 is no deadline as it is written here: write 2024-12\n"
    )
    for command in ("list", "status", "due"):
        answer = json.loads(run(command, *DAY, "--format", "json", cwd=tmp_path).stdout)
        assert answer["incomplete"] == ["G.1"]


def test_two_tasks_with_one_id(tmp_path: Path) -> None:
    write_plan(tmp_path, {"bodies/a.yaml": GOOD, "bodies/b.yaml": GOOD.replace("Fine", "Twin").replace("Good", "Bad")})
    for command in ("list", "due"):
        result = run(command, *DAY, *(["2024"] if command == "due" else []), cwd=tmp_path, env=WIDE)
        assert (result.status, "Fine" in result.stdout, "Twin" in result.stdout) == (1, True, True)
        assert "plan/bodies/b.yaml:3:10: error: duplicate-id" in result.stderr
        assert "G.1 is already at bodies/a.yaml:3:10" in result.stderr


def test_an_empty_plan(tmp_path: Path) -> None:
    write_plan(tmp_path, {})
    for command in ("status", "list", "due", "bodies", "documents", "validate"):
        result = run(command, *DAY, cwd=tmp_path)
        assert (result.status, result.stderr) == (0, "")
        assert "0" in result.stdout
        for form in ("json", "csv", "md") if command != "validate" else PROBLEM_FORMATS:
            sane(run(command, *DAY, "--format", form, cwd=tmp_path))
    assert run("show", "A.1", *DAY, cwd=tmp_path).status == 2


def test_an_empty_file_of_the_plan_itself(tmp_path: Path) -> None:
    write_plan(tmp_path, {"plan.yaml": "", "bodies/good.yaml": GOOD})
    result = run("list", *DAY, cwd=tmp_path, env=WIDE)
    assert (result.status, "Fine" in result.stdout) == (1, True)
    assert "plan/plan.yaml:1:1: error: missing-field" in result.stderr


# --- from where it is run ---------------------------------------------------------------------------------------------

PLACES: list[tuple[str, tuple[str, ...], dict[str, str], str]] = [
    (".", (), {}, "plan/"),
    ("plan", (), {}, ""),
    ("plan/bodies", (), {}, "../"),
    ("deep/er", (), {}, "../../plan/"),
    ("elsewhere", ("--plan", "../plan"), {}, "../plan/"),
    ("elsewhere", ("--plan", ".."), {}, "../plan/"),
    ("elsewhere", (), {"PLAN_DIR": "../plan"}, "../plan/"),
    ("elsewhere", ("--plan", "../plan"), {"PLAN_DIR": "nowhere"}, "../plan/"),
]


@pytest.mark.parametrize(("cwd", "args", "env", "prefix"), PLACES)
def test_from_any_folder(cwd: str, args: tuple[str, ...], env: dict[str, str], prefix: str, tmp_path: Path) -> None:
    """The plan is found, and places are named as seen from there."""
    write_plan(tmp_path, {"bodies/good.yaml": GOOD + "    \n  - {id: G.2}\n"})
    (tmp_path / cwd).mkdir(parents=True, exist_ok=True)
    result = run("list", *DAY, *args, cwd=tmp_path / cwd, env=WIDE | env)
    assert (result.status, "Fine" in result.stdout) == (1, True)
    assert result.stderr.startswith(f"{prefix}bodies/good.yaml:5:5: error: missing-field")


# --- nothing is written -----------------------------------------------------------------------------------------------


def fingerprint(folder: Path) -> dict[str, tuple[str, int]]:
    """Return every file below a folder with its content and time."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        str(path.relative_to(folder)): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in files
    }


def test_asking_never_writes(tmp_path: Path) -> None:
    shutil.copytree(RICH, tmp_path / "plan")
    (tmp_path / "plan" / "bodies" / "broken.yaml").write_text("name: [\n")
    before = fingerprint(tmp_path)
    for command in COMMANDS:
        forms = {"validate": PROBLEM_FORMATS, "explain": ()}.get(command, ("table", "json", "csv", "md"))
        for form in forms or (None,):
            where = {"show": ["III.1"], "history": ["III.1"], "query": ["SELECT 1"]}.get(command, [])
            args = [command, *(("--format", form) if form else ()), *where]
            sane(run(*args, cwd=tmp_path))
    process("list", cwd=tmp_path)
    process("show", "III.1", cwd=tmp_path / "plan" / "bodies", env={"HOME": str(tmp_path)})
    assert fingerprint(tmp_path) == before


# --- processes: languages, pipes, disks, interrupts -------------------------------------------------------------------


@pytest.mark.parametrize(
    "env",
    [
        {"LANG": "C"},
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1:strict"},
        {"LANG": "vi_VN.UTF-8"},
    ],
    ids=str,
)
def test_standard_output_is_utf8_whatever_the_locale(env: dict[str, str]) -> None:
    done = process("list", "--body", "uy ban kiem tra", "--columns", "key,title", "--format", "csv", env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert "IV.5.1,Tổng kết và sửa Quy chế chất vấn" in done.stdout
    refused = process("list", "--body", "Đẹp", env=env)
    assert refused.returncode == 2
    assert "Đẹp" in refused.stderr


LONG = ("list", "--format", "json")
QUIET = [("list",), LONG, ("--help",), ("list", "--help"), ("--version",), ("explain",), ("validate",), ("status",)]


def popen(args: tuple[str, ...], **more: Any) -> "subprocess.Popen[bytes]":
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", ""), "PYTHONFAULTHANDLER": "1"}
    more.setdefault("stderr", subprocess.PIPE)
    return subprocess.Popen([sys.executable, "-m", "plancli", *args], env=env | more.pop("env", {}), cwd=ROOT, **more)


def ended(child: "subprocess.Popen[bytes]") -> tuple[int, str]:
    """Return a process's exit status and what it said on standard error."""
    with child:
        try:
            _out, told = child.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            child.kill()
            raise
        return child.returncode, (told or b"").decode()


@pytest.mark.parametrize("args", QUIET, ids=" ".join)
def test_a_reader_that_left_is_nobodys_problem(args: tuple[str, ...]) -> None:
    """Nobody reads from the beginning: every write fails. It ends quietly, and never as "problems found"."""
    for env in ({}, {"FORCE_COLOR": "1"}):
        reader, writer = os.pipe()
        os.close(reader)
        child = popen(args, stdout=writer, env=env)
        os.close(writer)
        assert ended(child) == (0, "")


def test_head_takes_one_line() -> None:
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    script = '"$0" -m plancli list --format json | head -1; echo "${PIPESTATUS[@]}"'
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("needs bash")
    done = subprocess.run([bash, "-c", script, sys.executable], cwd=ROOT, env=env, capture_output=True, check=False)
    assert (done.stdout, done.stderr) == (b"{\n0 0\n", b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("args", [("list",), LONG, ("--help",), ("list", "--help"), ("--version",), ("explain",)])
def test_a_full_disk(args: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        status, told = ended(popen(args, stdout=full))
    assert status == 2
    assert told == "Error: The answer could not be written: No space left on device\n"


@pytest.mark.parametrize("args", [("list",), LONG, ("validate",), ("explain", "alias")])
def test_no_standard_output_at_all(args: tuple[str, ...]) -> None:
    child = popen(args, preexec_fn=lambda: os.close(1))
    assert ended(child) == (2, "Error: The answer could not be written: output is closed\n")


@pytest.mark.parametrize("args", [("list",), ("list", "--body", "nobody"), ("nonsense",), ("--help",)])
def test_no_standard_error_at_all(args: tuple[str, ...]) -> None:
    child = popen(args, preexec_fn=lambda: os.close(2), stdout=subprocess.DEVNULL, stderr=None)
    assert ended(child)[0] == (2 if "nobody" in args or "nonsense" in args else 0)


@pytest.mark.skipif(not hasattr(signal, "SIGINT") or sys.platform != "linux", reason="sets the size of a pipe")
@pytest.mark.parametrize("args", [LONG, ("--help",)])
def test_an_interrupt(args: tuple[str, ...]) -> None:
    """While it waits for a reader that takes its time, the user gives up: 130, and not a word."""
    import fcntl

    reader, writer = os.pipe()
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
    if args == ("--help",):
        os.write(writer, b"x" * 4096)  # the help is short: the pipe is full before it begins
    child = popen(args, stdout=writer)
    os.close(writer)
    if args == LONG:
        assert select.select([reader], [], [], 30)[0]
    time.sleep(0.4)
    child.send_signal(signal.SIGINT)
    status, told = ended(child)
    os.close(reader)
    assert (status, told) == (130, "")


# --- anything at all --------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        *COMMANDS,
        *dict.fromkeys(option for _command, option in OPTIONS),
        "-f", "-q", "-h", "--", "-", "--version", "table", "json", "csv", "md", "text", "xml",
        "2024", "2024-Q4", "12/2024", "2024/..", "9999", "0001", "0000", "9999-12-31", "0001-01-01", "30d", "9999y",
        "-1", "0", "99999999999999999999", "IV.5.1", "V.3b:2030-H1", "III.1:x", ":", "::", "btctw", "đảng", "overdue",
        "due_soon", "132-QĐ/TW", "IV", "body", "title", "key,title", "vi", "en", "", " ", "\x1b[31m", "\ud800", "##[x]",
        "[/x]", "{typed}", "{0}", "%s", "é" * 300, "/", "..", "plan", "alias", "duplicate-id",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=6))
@example(["query"])
def test_any_arguments(args: list[str]) -> None:
    """Nothing that can be typed ends in a traceback. Help has no language that it could not be said in."""
    if "--install-completion" not in args:
        sane(run(*args))


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["list", "due", "show", "status", "validate", "bodies", "documents"]), st.lists(WORDS, max_size=4)
)
def test_any_arguments_behind_a_command(command: str, args: list[str]) -> None:
    sane(run(command, *args))


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("damaged")
    shutil.copytree(RICH, folder / "plan")
    return folder


SAMPLE = (RICH / "bodies" / "ban-mot.yaml").read_bytes()
EDITS = st.lists(
    st.tuples(
        st.integers(0, len(SAMPLE)),
        st.integers(0, 30),
        st.binary(max_size=8) | st.sampled_from([b"\n", b": ", b"[", b"- "]),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=150, deadline=None)
@given(EDITS)
def test_any_damage_to_a_file(damaged: Path, edits: list[tuple[int, int, bytes]]) -> None:
    data = SAMPLE
    for start, length, put in edits:
        data = data[:start] + put + data[start + length :]
    (damaged / "plan" / "bodies" / "ban-mot.yaml").write_bytes(data)
    for command in ("list", "validate"):
        sane(run(command, "--as-of", "2024-11-21", cwd=damaged))


@pytest.mark.parametrize("cut", range(0, len(SAMPLE), 97))
def test_any_beginning_of_a_file(damaged: Path, cut: int) -> None:
    """What a full disk or a killed editor leaves."""
    (damaged / "plan" / "bodies" / "ban-mot.yaml").write_bytes(SAMPLE[:cut])
    sane(run("due", "2024", "--as-of", "2024-11-21", cwd=damaged))


def test_the_shipped_plan_is_untouched_by_all_this() -> None:
    assert process("validate").stdout.endswith("40 tasks, 18 bodies, 16 documents: no problems\n")
    assert SHIPPED.is_dir()


def test_what_a_lost_file_held_is_not_denied_in_silence(tmp_path: Path) -> None:
    broken = "name: Broken\ntasks:\n  - id: T9\n    title: a: b\n"
    plan = write_plan(tmp_path, {"plan.yaml": PLAN, "bodies/good.yaml": GOOD, "bodies/broken.yaml": broken})
    for args in (("show", "T9"), ("list", "--body", "Broken")):
        result = run(*args, "--plan", str(plan), *DAY, env=WIDE)
        assert result.status == 2
        assert result.stderr.index("bodies/broken.yaml:4:13: error: invalid-yaml") < result.stderr.index("Error: ")


@pytest.mark.parametrize("level", ["off", "warning"])
def test_no_setting_hides_a_lost_file_from_a_question(tmp_path: Path, level: str) -> None:
    files = {
        "plan.yaml": f"{PLAN}checks: {{invalid-yaml: {level}, invalid-due: {level}, unread-file: {level}}}\n",
        "bodies/good.yaml": GOOD,
        "bodies/broken.yaml": "a: b: c\n",
        "bodies/other.yml": "name: x\n",
    }
    result = run("list", "--plan", str(write_plan(tmp_path, files)), *DAY, env=WIDE)
    assert result.status == 1
    assert "bodies/broken.yaml:1:5: error: invalid-yaml" in result.stderr
    assert "bodies/other.yml:1:1: warning: unread-file" in result.stderr
