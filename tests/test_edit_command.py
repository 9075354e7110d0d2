"""`plan edit`: the user's editor at a task's line, and what is said of the file when it has ended."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import adding
import pytest
from adding import BODY, CTRL_C, Ended, Terminal, needs_terminals, plan_in
from recording import record, texts
from repositories import Checkout
from support import run

from plancli.commands.recording.editor import at_line, editor
from plancli.errors import PlanError

FILE = "plan/bodies/ban-mot.yaml"


@pytest.fixture(autouse=True)
def commands(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the commands registered, and today stand still."""
    with adding.registered(monkeypatch):
        yield


# --- which editor, and how it is called

AT_LINE = [
    ("vi", ["vi", "+7", "f"]),
    ("/usr/bin/vim -R", ["/usr/bin/vim", "-R", "+7", "f"]),
    ("nvim", ["nvim", "+7", "f"]),
    ("nano -w", ["nano", "-w", "+7", "f"]),
    ("emacsclient -t", ["emacsclient", "-t", "+7", "f"]),
    ("micro", ["micro", "+7", "f"]),
    ("kak", ["kak", "+7", "f"]),
    ("hx", ["hx", "f:7"]),
    ("code", ["code", "--goto", "f:7", "--wait"]),
    ("code --wait", ["code", "--wait", "--goto", "f:7"]),
    ("code -n -w", ["code", "-n", "-w", "--goto", "f:7"]),
    ("gedit", ["gedit", "f"]),
    ("'my editor' --x 'a b'", ["my editor", "--x", "a b", "f"]),
    ("ed; rm f", ["ed;", "rm", "f", "f"]),
]


@pytest.mark.parametrize(("command", "called"), AT_LINE, ids=[case[0] for case in AT_LINE])
def test_how_an_editor_is_called(command: str, called: list[str]) -> None:
    assert at_line(editor({"EDITOR": command}), "f", 7) == called


@pytest.mark.parametrize("file", ["-f", "+f"])
def test_a_file_is_no_option(file: str) -> None:
    assert at_line(["vi"], file, 1)[-1] == f"./{file}"


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"VISUAL": "one", "EDITOR": "two"}, ["one"]),
        ({"VISUAL": " ", "EDITOR": "two"}, ["two"]),
        ({"VISUAL": "", "PATH": "vi nano"}, ["vi"]),
        ({"PATH": "nano"}, ["nano"]),
    ],
)
def test_which_editor(environ: dict[str, str], words: list[str], tmp_path: Path) -> None:
    for name in environ.get("PATH", "").split():
        (tmp_path / name).write_text("")
        (tmp_path / name).chmod(0o755)
    assert editor({**environ, "PATH": str(tmp_path)}) == words


def test_no_editor(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="neither vi nor nano"):
        editor({"PATH": str(tmp_path)})
    with pytest.raises(PlanError, match="VISUAL: vi ' is no command: a quote in it does not end"):
        editor({"VISUAL": "vi '", "EDITOR": "vi"})


# --- without a terminal


@pytest.mark.parametrize(
    ("address", "line"), [("IV.2a", 10), ("iv.10", 21), ("IV.3:khao-sat", 28), ("IV.3:2025", 25), ("IV.3:2024", 31)]
)
def test_without_a_terminal_the_place_is_said(address: str, line: int, tmp_path: Path) -> None:
    parts = """\

  - id: IV.3
    title: x
    milestones:
      khao-sat: {title: y}
    due: every year from 2024
    occurrences:
      2024: {started: 2024-02-01}
"""
    recorded = record(plan_in(tmp_path, {"bodies/ban-mot.yaml": BODY + parts}), "edit", address)
    assert recorded.result.stderr.splitlines() == [
        "Error: plan edit opens an editor, and needs a terminal for it.",
        f"It is at {FILE}:{line}.",
    ]
    assert (recorded.changes, recorded.result.status) == ([], 2)


def test_a_task_that_is_not_found(tmp_path: Path) -> None:
    folder = plan_in(tmp_path, {"bodies/ban-hai.yaml": "name: [\n"})
    said = " ".join(run("edit", "IV.2", cwd=folder).stderr.split())
    assert said.startswith("Error: There is no task IV.2.")
    assert said.endswith("Not wholly read: plan/bodies/ban-hai.yaml. plan validate says why.")


# --- at a terminal, with editors that change a file as they are told

SCRIPT = """\
import pathlib, sys
log = pathlib.Path({log!r})
log.write_text((log.read_text() if log.exists() else "") + " ".join(sys.argv[1:]) + "\\n")
file = pathlib.Path([one for one in sys.argv[1:] if one.endswith(".yaml")][-1])
text = file.read_text("utf-8")
times = len(log.read_text().splitlines()) - 1
{code}
"""


def fake(folder: Path, code: str) -> dict[str, str]:
    """Return the environment with an editor that does this to the `text` of a `file`, after so many `times`."""
    script = folder / "vi"
    text = SCRIPT.format(log=str(folder / "log"), code=code)
    script.write_text(f"#!{sys.executable}\n{text}", "utf-8")
    script.chmod(0o755)
    return {"VISUAL": f"'{script}' -x", "EDITOR": "false"}


def edited(folder: Path, code: str, *answers: str, address: str = "IV.2a") -> Ended:
    """Return how `plan edit` ended with an editor; `answers` are given to what it asks."""
    terminal = Terminal("edit", address, cwd=folder, env=fake(folder, code))
    for answer in answers:
        terminal.wait_for("[y/N]")
        terminal.type(answer)
    return terminal.end()


def put(old: str, new: str) -> str:
    """Return code that replaces a text."""
    return f"file.write_text(text.replace({old!r}, {new!r}), 'utf-8')"


def calls(folder: Path) -> list[str]:
    """Return how the editor was called, each time."""
    return (folder / "log").read_text("utf-8").splitlines()


@needs_terminals
def test_what_was_changed_is_told(tmp_path: Path) -> None:
    ended = edited(plan_in(tmp_path), put("due: 2024", "due: 2023"))
    assert (ended.status, ended.shown.splitlines()) == (
        0,
        ["IV.2a  overdue, until 2023-12-31  Việc hai", f"Written: {FILE}"],
    )
    assert calls(tmp_path) == [f"-x +10 {FILE}"]


@needs_terminals
def test_that_nothing_was_changed_is_said(tmp_path: Path) -> None:
    ended = edited(plan_in(tmp_path), "")
    assert (ended.status, ended.shown) == (0, "Nothing was changed.\n")


@needs_terminals
def test_git_takes_it_back(tmp_path: Path) -> None:
    Checkout.new(plan_in(tmp_path)).commit({})
    ended = edited(tmp_path, put("due: 2024", "due: 2023"))
    assert ended.shown.splitlines()[-1] == f"To take it back: git restore -- {FILE}"


@needs_terminals
def test_a_mistake_is_told_and_the_file_opened_again_there(tmp_path: Path) -> None:
    code = (
        "file.write_text(text.replace('due: 2024', 'due: 2024-13') if not times else text.replace('-13', ''), 'utf-8')"
    )
    ended = edited(plan_in(tmp_path), code, "y\r")
    assert f"{FILE}:13:10: error: invalid-due\n" in ended.shown
    assert ended.status == 0
    assert ended.shown.endswith("Nothing was changed.\n")
    assert calls(tmp_path) == [f"-x +10 {FILE}", f"-x +13 {FILE}"]


@needs_terminals
@pytest.mark.parametrize("answer", ["\r", "n\r", "\x04"])
def test_a_mistake_may_be_left(answer: str, tmp_path: Path) -> None:
    ended = edited(plan_in(tmp_path), put("due: 2024", "due: 2024-13"), answer)
    assert ended.status == 1
    assert ended.shown.splitlines()[-1] == f"Written: {FILE}"
    assert "2024-13" in texts(tmp_path)["bodies/ban-mot.yaml"]


@needs_terminals
def test_a_file_that_is_no_yaml_any_more_is_told(tmp_path: Path) -> None:
    ended = edited(plan_in(tmp_path), put("tasks:", "tasks: ]"), "n\r")
    assert f"{FILE}:4:8: error: invalid-yaml" in ended.shown
    assert ended.status == 1


@needs_terminals
def test_an_interrupted_question_ends(tmp_path: Path) -> None:
    ended = edited(plan_in(tmp_path), put("due: 2024", "due: 2024-13"), CTRL_C.decode())
    assert ended.status == 130


@needs_terminals
def test_the_mistakes_of_others_are_not_told(tmp_path: Path) -> None:
    folder = plan_in(tmp_path, {"bodies/ban-hai.yaml": "name: Ban Hai\ntasks:\n  - id: X\n    due: 2024-13\n"})
    ended = edited(folder, put("due: 2024", "due: 2023"))
    assert (ended.status, "invalid-due" in ended.shown) == (0, False)


@needs_terminals
def test_what_is_only_doubtful_is_told_and_nothing_asked(tmp_path: Path) -> None:
    ended = edited(plan_in(tmp_path), put("due: 2024", "due: 2024\n    due_words: trong năm 2023"))
    assert "warning: word-date-mismatch" in ended.shown
    assert ended.status == 0


@needs_terminals
@pytest.mark.parametrize(("code", "status"), [("sys.exit(3)", "3"), ("import os; os.kill(os.getpid(), 9)", "-9")])
def test_an_editor_that_fails_is_told(code: str, status: str, tmp_path: Path) -> None:
    ended = edited(plan_in(tmp_path), code)
    assert ended.status == 2
    assert f"failed, with status {status}." in ended.shown
    assert f"What it has written to {FILE} is there" in ended.shown


@needs_terminals
def test_an_editor_that_is_not_there_is_told(tmp_path: Path) -> None:
    terminal = Terminal("edit", "IV.2a", cwd=plan_in(tmp_path), env={"VISUAL": "no-such-editor"})
    ended = terminal.end()
    assert ended.shown.splitlines() == [
        "Error: The editor no-such-editor could not be started: No such file or directory.",
        "Name yours in the variable VISUAL or EDITOR.",
    ]
    assert ended.status == 2


@needs_terminals
def test_ctrl_c_is_the_editors_own(tmp_path: Path) -> None:
    code = (
        "import signal, time; signal.signal(signal.SIGINT, lambda *_: sys.exit(0))\n"
        "print('editing', flush=True)\nwhile True: time.sleep(0.05)"
    )
    terminal = Terminal("edit", "IV.2a", cwd=plan_in(tmp_path), env=fake(tmp_path, code))
    terminal.wait_for("editing")
    terminal.type(CTRL_C)
    ended = terminal.end()
    assert (ended.status, ended.shown.splitlines()[-1].removeprefix("^C")) == (0, "Nothing was changed.")


@needs_terminals
def test_from_elsewhere_the_file_is_found(tmp_path: Path) -> None:
    folder = plan_in(tmp_path / "a b")
    elsewhere = tmp_path / "c"
    elsewhere.mkdir()
    environ = fake(tmp_path, "")
    ended = Terminal("edit", "IV.2a", "--plan", str(folder), cwd=elsewhere, env=environ).end()
    assert (ended.status, calls(tmp_path)) == (0, [f"-x +10 {os.path.join('..', 'a b', FILE)}"])
