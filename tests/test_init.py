"""A new plan: what is written validates, is laid out, teaches rightly; all is written or none, and nothing over."""

import errno
import os
import pty
import re
import select
import signal
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
import yaml
from pages import DOCS, blocks
from support import ROOT, Result, run

from plancli import cli, i18n
from plancli.commands import init
from plancli.commands.beginning.founding import bodies_of
from plancli.errors import PlanError
from plancli.schema import KINDS, text
from plancli.source import beginning
from plancli.starting import BodyDraft, DocumentDraft, Heading, PlanDraft, files_of
from plancli.starting.names import name_and_short, name_key, slug
from plancli.starting.ready import READY

ZONE: Final = ("--timezone", "Asia/Ho_Chi_Minh")
CALL: Final = "from plancli import cli; cli.COMMANDS.setdefault('init', 'x'); cli.main()"


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the command called by its name, whether or not the program lists it already."""
    monkeypatch.setitem(cli.COMMANDS, "init", init.HELP)


def begin(folder: Path, *args: str, title: str = "A plan", env: Mapping[str, str] | None = None) -> Result:
    """Begin a plan without a terminal."""
    return run("init", "--title", title, *ZONE, *args, cwd=folder, env=env)


def tree(folder: Path) -> dict[str, bytes | None]:
    """Return all that is in a folder: the bytes of each file, None for a folder."""
    found = sorted(folder.rglob("*"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in found}


def check(folder: Path) -> str:
    """Return the last line of `plan validate`; no error may be in a plan, and its layout must be that of `plan fmt`."""
    laid = run("fmt", "--check", "--plan", str(folder))
    assert (laid.status, laid.stderr) == (0, ""), laid.stdout
    result = run("validate", "--plan", str(folder))
    assert result.status == 0, result.stdout
    return result.stdout.splitlines()[-1]


# --- what is written --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "vi", "fr", "vi-VN"])
@pytest.mark.parametrize(
    "more",
    [
        (),
        ("--body", "Central Office (CO)"),
        ("--body", "Ban Tổ chức Trung ương", "--body", "null", "--body", "- : # 'x' \"y\"", "--issuer", "~"),
        ("--number", "12-KH/TW", "--date", "5/3/2024", "--id", "kh12", "--body", "1.10"),
    ],
)
def test_a_new_plan_validates_and_is_laid_out(tmp_path: Path, language: str, more: Sequence[str]) -> None:
    assert begin(tmp_path, "--language", language, *more).status == 0
    bodies = more.count("--body")
    assert check(tmp_path) == f"0 tasks, {bodies} {'body' if bodies == 1 else 'bodies'}, 0 documents: no problems"
    for kind in KINDS:
        i18n.set_language("vi" if language.startswith("vi") else "en")
        assert (tmp_path / f"plan/.schema/{kind}.json").read_text("utf-8") == text(kind)


def test_the_files_hold_what_was_given(tmp_path: Path) -> None:
    told = ("--issuer", "Ban Bí thư", "--number", "12-KH/TW", "--date", "05/3/2024", "--id", "kh12", "--language", "vi")
    begin(tmp_path, *told, "--body", "Văn phòng (VP)", title="Kế hoạch: một")
    assert yaml.safe_load((tmp_path / "plan/plan.yaml").read_text("utf-8")) | {"date": "2024-03-05"} == {
        "format": 1, "id": "kh12", "title": "Kế hoạch: một", "number": "12-KH/TW", "date": "2024-03-05",
        "issuer": "Ban Bí thư", "language": "vi", "timezone": "Asia/Ho_Chi_Minh",
    }  # fmt: skip
    body = (tmp_path / "plan/bodies/van-phong.yaml").read_text("utf-8")
    assert body.startswith("# yaml-language-server: $schema=../.schema/body.json\n")
    assert yaml.safe_load(body) == {"name": "Văn phòng", "short": "VP"}
    assert (tmp_path / "plan/documents.yaml").read_text("utf-8").endswith("documents: []\n")


def test_comments_are_in_the_plans_language_and_answers_in_the_users(tmp_path: Path) -> None:
    written = begin(tmp_path, "--language", "vi", "--lang", "en").stdout
    assert written.startswith("Written:\n  plan/plan.yaml\n")
    i18n.set_language("vi")
    words = i18n._("The plan itself: what it is called, who issued it, its settings. Check it with: plan validate")
    assert f"\n# {words}\n" in (tmp_path / "plan/plan.yaml").read_text("utf-8")


def uncommented(text: str) -> str:
    """Return a file with the signs taken away from its examples, as its comments say to do."""
    lines = [line.removeprefix("# ") if re.match(r"# {2,}| *# (tasks|sources|name):|# - number:", line) else line
             for line in text.splitlines() if line != "documents: []"]  # fmt: skip
    return "\n".join(["documents:"] * ("- number" in text) + lines) + "\n"


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_examples_in_the_comments_can_be_used(tmp_path: Path, language: str) -> None:
    begin(tmp_path, "--language", language, "--body", "Central Office")
    for file in (tmp_path / "plan").rglob("*.yaml"):
        file.write_text(uncommented(file.read_text("utf-8")), "utf-8")
    outline = (tmp_path / "plan/plan.yaml").read_text("utf-8").replace("id: II\n", "id: II.1\n")
    (tmp_path / "plan/plan.yaml").write_text(outline, "utf-8")
    result = run("validate", "--ignore", "unused-document", "--as-of", "2025-12-31", cwd=tmp_path)
    assert result.stdout == "1 task, 1 body, 1 document: no problems\n"
    shown = run("list", "--as-of", "2025-12-31", "--columns", "key,due_in_force,state", cwd=tmp_path).stdout
    assert "2025-06" in shown
    assert "completed on time" in shown


def test_the_forms_of_due_in_the_comments_are_deadlines() -> None:
    from plancli.deadline import parse_due
    from plancli.starting.comments import DUES, SERIES

    assert len([parse_due(one) for one in (*DUES.split(", "), SERIES)]) > 8


def test_a_plan_without_bodies_shows_what_one_looks_like(tmp_path: Path) -> None:
    begin(tmp_path)
    assert "# name: Central Office\n# tasks:\n#   - id: II.1\n" in (tmp_path / "plan/plan.yaml").read_text("utf-8")
    assert not (tmp_path / "plan/bodies").exists()


def test_a_draft_with_everything_is_laid_out(tmp_path: Path) -> None:
    long = "x" * 200
    tasks = (
        {"id": "1", "title": "yes", "output": ["a, b", "c"], "due": "before 2024-06-30", "cites": ["7-QD"]},
        {"id": "1.10", "title": "- a: b # c", "note": "one\ntwo", "tags": ["no", "12"], "output": [long, long]},
        {"id": "2", "title": "Tab", "note": "a\n\n  b\nc", "completed": "2024-01-01", "co_leads": ["b"]},
    )
    draft = PlanDraft(
        "T", bodies=(BodyDraft("a", "A", None, tasks), BodyDraft("b", "B")),
        documents=(DocumentDraft("7-QD", "2024-01-01", "Rule"), DocumentDraft("1e3")),
        headings=(Heading("I", "Aims: # and 'more'"),),
    )  # fmt: skip
    for name, data in files_of(draft).items():
        (tmp_path / "plan" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "plan" / name).write_bytes(data)
    assert check(tmp_path).startswith("3 tasks, 2 bodies, 2 documents: ")
    assert yaml.safe_load(files_of(draft)["bodies/a.yaml"])["tasks"][1]["tags"] == ["no", "12"]


# --- where ------------------------------------------------------------------------------------------------------------


def test_it_goes_into_a_folder_that_is_made(tmp_path: Path) -> None:
    result = begin(tmp_path, "a/b c")
    assert result.status == 0
    assert "  a/b c/plan/plan.yaml\n" in result.stdout
    assert "\n  cd 'a/b c' && plan validate\n" in result.stdout
    check(tmp_path / "a/b c")


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "plan/bodies").mkdir(parents=True)
    (tmp_path / "plan/README.md").write_text("mine")
    (tmp_path / "note.txt").write_text("mine")
    before = tree(tmp_path)
    assert begin(tmp_path, "--body", "Office").status == 0
    after = tree(tmp_path)
    assert {name: after[name] for name in before} == before
    assert not [name for name in after if name.endswith(".tmp")]
    check(tmp_path)


def put(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x: y\n")


@pytest.mark.parametrize(
    ("prepare", "where", "named"),
    [
        (lambda base: put(base / "plan/plan.yaml"), ".", "plan/plan.yaml is there already: the plan has begun."),
        (lambda base: put(base / "plan/plan.yaml"), "plan", "plan/plan.yaml is there already: plan is within a plan."),
        (lambda base: put(base / "plan/plan.yaml"), "plan/bodies/x", "plan/plan.yaml is there already"),
        (lambda base: put(base / "plan"), ".", "plan is there already, and is no folder."),
        (lambda base: (base / "plan").symlink_to(base), ".", "plan is there already, and is no folder."),
        (lambda base: put(base / "plan/documents.yaml"), ".", "plan/documents.yaml is there already: nothing"),
        (lambda base: put(base / "plan/bodies/a.yaml"), ".", "plan/bodies/a.yaml is there already: nothing"),
        (lambda base: put(base / "plan/bodies"), ".", "plan/bodies is there already: nothing"),
        (lambda base: put(base / "plan/.schema/plan.json"), ".", "plan/.schema/plan.json is there already: nothing"),
        (lambda base: put(base / ".gitlab-ci.yml"), ".", ".gitlab-ci.yml is there already: nothing"),
        (lambda base: (base / ".gitlab-ci.yml").symlink_to("gone"), ".", ".gitlab-ci.yml is there already: nothing"),
        (lambda base: put(base / "file"), "file", "file is there already, and is no folder."),
        (lambda base: put(base / "file"), "file/below", "file is there already: nothing is written."),
    ],
)  # fmt: skip
def test_nothing_is_overwritten(tmp_path: Path, prepare: Callable[[Path], Any], where: str, named: str) -> None:
    prepare(tmp_path)
    before = sorted(os.listdir(tmp_path)), tree(tmp_path) if not (tmp_path / "plan").is_symlink() else {}
    result = begin(tmp_path, where, "--ci", "gitlab", "--body", "Office")
    assert (result.status, result.stdout) == (2, "")
    assert named in result.stderr.replace("\n", " ")
    assert before == (sorted(os.listdir(tmp_path)), tree(tmp_path) if not (tmp_path / "plan").is_symlink() else {})


def failing(real: Callable[..., Any], when: Callable[[str], bool], number: int) -> Callable[..., Any]:
    """Return a call of the system that fails for some paths: no space is left."""

    def call(path: Any, *args: Any, **options: Any) -> Any:
        if when(os.fspath(path)):
            raise OSError(number, os.strerror(number))
        return real(path, *args, **options)

    return call


@pytest.mark.parametrize("there", [False, True])
@pytest.mark.parametrize(
    ("name", "fails"),
    [
        ("open", lambda path: path.endswith("central-office.yaml")),
        ("open", lambda path: path.endswith("body.json")),
        ("rename", lambda path: path.endswith("/plan")),
        ("link", lambda path: path.endswith("plan.yaml")),
        ("mkdir", lambda path: path.endswith(".tmp")),
    ],
)
def test_everything_is_written_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, fails: Callable[[str], bool], there: bool
) -> None:
    if there:
        (tmp_path / "new/plan").mkdir(parents=True)
        (tmp_path / "new/plan/mine.txt").write_text("mine")
    before = tree(tmp_path)
    monkeypatch.setattr(os, name, failing(getattr(os, name), fails, errno.ENOSPC))
    if name == "link":  # a disk without links, and then without room
        monkeypatch.setattr(beginning, "open", failing(open, fails, errno.ENOSPC), raising=False)
    result = begin(tmp_path, "new", "--body", "Central Office", "--ci", "github", "--ci", "pre-commit")
    if (name, there) in (("rename", True), ("link", False)):  # not needed then
        assert result.status == 0
        return
    assert result.status == 2
    assert "No space left on device" in result.stderr.replace("\n", " ")
    assert tree(tmp_path) == before


def test_a_disk_without_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plan").mkdir()
    monkeypatch.setattr(os, "link", failing(os.link, lambda path: True, errno.EPERM))
    assert begin(tmp_path, "--ci", "gitlab", "--body", "Office").status == 0
    check(tmp_path)
    assert (tmp_path / ".gitlab-ci.yml").read_text("utf-8") == READY["gitlab"].text


def test_a_file_that_comes_meanwhile_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = beginning._stage

    def stage(staged: Path, files: Mapping[str, bytes]) -> None:
        real(staged, files)
        (tmp_path / ".gitlab-ci.yml").write_text("mine")

    monkeypatch.setattr(beginning, "_stage", stage)
    result = begin(tmp_path, "--ci", "github", "--ci", "gitlab")
    assert ".gitlab-ci.yml is there already: nothing is written." in result.stderr
    assert tree(tmp_path) == {".gitlab-ci.yml": b"mine"}


def test_killed_at_any_moment_the_plan_is_whole_or_not_there(tmp_path: Path) -> None:
    begun = time.monotonic()
    whole = tmp_path / "whole"
    arguments = ["--title", "A plan", *ZONE, *(f"--body=Body {number}" for number in range(30))]
    assert os.waitstatus_to_exitcode(os.waitpid(spawn(["init", str(whole), *arguments]), 0)[1]) == 0
    needed = time.monotonic() - begun
    expected = tree(whole)
    for number in range(12):
        folder = tmp_path / str(number)
        child = spawn(["init", str(folder), *arguments])
        time.sleep(needed * (0.5 + number / 20))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if (folder / "plan").exists():
            assert tree(folder / "plan") == {name[5:]: data for name, data in expected.items() if name != "plan"}


def spawn(args: Sequence[str]) -> int:
    """Run the program with its output thrown away, and return the process."""
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")}
    quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
    return os.posix_spawn(sys.executable, [sys.executable, "-c", CALL, *args], environ, file_actions=quiet)


# --- what is given ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ((), "Give it as --title. What else can be given: --issuer, --number, --date, --language, --timezone"),
        (("--yes",), "A plan needs a title."),
        (("--title", " "), "--title is empty."),
        (("--title", "a\u200bb"), "--title has a character in it that nobody sees"),
        (("--title", "a", "--timezone", "Asia/Hochiminh"), "Did you mean Asia/Ho_Chi_Minh?"),
        (("--title", "a", "--timezone", "../../etc/passwd"), "is not in the time zone database."),
        (("--title", "a", "--language", "tiếng Việt"), "tiếng Việt is no tag of a language."),
        (("--title", "a", "--date", "soon"), "--date: soon is no day, month or year."),
        (("--title", "a", "--id", "a/b"), "--id: a/b is no id"),
        (("--title", "a", "--body", "Uỷ ban", "--body", "ỦY BAN"), "ỦY BAN is the name of a body already: Uỷ ban."),
        (("--title", "a", "--body", "A (X)", "--body", "B (X)"), "X is the name of a body already: A (X)."),
        (("--title", "a", "--body", ""), "--body is empty."),
        (("--title", "a", "--ci", "gitlb"), "Did you mean gitlab, github?"),
        (("--title", "a", "--column", "title=x"), "--column needs --from"),
        (("--title", "a", "--from", "gone.csv"), "--from: gone.csv cannot be read: No such file or directory."),
        (("--title", "a", "--from", "."), "--from: . cannot be read: Is a directory."),
        (("",), "DIR is empty."),
    ],
)
def test_what_cannot_be_is_refused_with_its_remedy(tmp_path: Path, args: Sequence[str], told: str) -> None:
    result = run("init", *args, cwd=tmp_path)
    assert (result.status, result.stdout) == (2, "")
    assert told in " ".join(result.stderr.split())
    assert tree(tmp_path) == {}


def test_text_is_stored_composed(tmp_path: Path) -> None:
    typed = unicodedata.normalize("NFD", "Kế hoạch Đảng uỷ")
    begin(tmp_path, "--body", typed, "--issuer", typed, title=typed)
    assert (tmp_path / "plan/bodies/ke-hoach-dang-uy.yaml").exists()
    for file in (tmp_path / "plan").rglob("*.yaml"):
        assert unicodedata.is_normalized("NFC", file.read_text("utf-8"))


def test_what_is_not_given_is_as_proposed(tmp_path: Path) -> None:
    env = {"TZ": ":Asia/Bangkok", "PLAN_LANG": "vi"}
    run("init", "--title", "x", cwd=tmp_path, env=env)
    plan = yaml.safe_load((tmp_path / "plan/plan.yaml").read_text("utf-8"))
    assert plan == {"format": 1, "title": "x", "language": "vi", "timezone": "Asia/Bangkok"}
    run("init", "y", "--title", "x", "--timezone", "", "--issuer", "", cwd=tmp_path, env=env)
    assert "timezone" not in yaml.safe_load((tmp_path / "y/plan/plan.yaml").read_text("utf-8"))


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    result = begin(tmp_path, "x", "--dry-run", "--body", "Office", "--ci", "github")
    assert result == Result(
        0,
        "Would be written:\n  x/plan/plan.yaml\n  x/plan/documents.yaml\n  x/plan/bodies/office.yaml\n"
        "  x/plan/.schema/ (what editors check the files by)\n  x/.github/workflows/plan.yml\n"
        "0 tasks, 1 body, 0 documents: no problems\n",
        "",
    )
    assert tree(tmp_path) == {}


def test_the_next_commands_are_told(tmp_path: Path) -> None:
    told = "Next:\n  plan validate\n  plan add\n  git init && git add plan && git commit -m 'Begin the plan'\n"
    assert begin(tmp_path).stdout.endswith(told)
    (tmp_path / "x/.git").mkdir(parents=True)
    told = (
        "Next:\n  cd x && plan validate\n  plan add\n  git add plan .gitlab-ci.yml && git commit -m 'Begin the plan'\n"
    )
    result = begin(tmp_path, "x", "--ci", "gitlab")
    assert result.stdout.endswith(told)
    assert "In .gitlab-ci.yml put the address and version of the program's repository in place of: GROUP/plan" in (
        result.stdout
    )


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Ban Tổ chức Trung ương", "ban-to-chuc-trung-uong"),
        ("Uỷ ban Kiểm tra", "uy-ban-kiem-tra"),
        ("Đảng đoàn (các cấp)", "dang-doan-cac-cap"),
        ("***", "body"),
        ("con", "con-1"),
        ("內閣", "內閣"),
        ("A" * 300, "a" * 60),
        ("từ " * 40, "-".join(["tu"] * 20)),
        ("../../etc", "etc"),
    ],
)
def test_ids_are_made_of_names(name: str, id: str) -> None:
    assert slug(name, ()) == id


def test_names_that_make_one_id_get_two() -> None:
    names = [body.id for body in bodies_of(["Bản Một", "Ban Một", "Bạn Mốt", "***", "+++"])]
    assert names == ["ban-mot", "ban-mot-2", "ban-mot-3", "body", "body-2"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Uỷ ban", "Ủy  ban", True),
        ("Uỷ ban", unicodedata.normalize("NFD", "uỷ Ban."), True),
        ("Ban Bí thư", "Ban Bi thu", False),
        ("Sở Tư pháp", "Sở Tự pháp", False),
        ("đ", "d", False),
        ("+", "-", False),
    ],
)
def test_spellings_of_one_name_are_one(one: str, other: str, same: bool) -> None:
    assert (name_key(one) == name_key(other)) is same


@pytest.mark.parametrize(
    ("typed", "name", "short"),
    [
        ("Central Office (CO)", "Central Office", "CO"),
        ("Central Office", "Central Office", None),
        ("(Đảng đoàn) các tổ chức", "(Đảng đoàn) các tổ chức", None),
        ("A (b) ( UBND tỉnh )", "A (b)", "UBND tỉnh"),
        ("A ()", "A ()", None),
        ("(A)", "(A)", None),
    ],
)
def test_a_short_name_stands_in_brackets(typed: str, name: str, short: str | None) -> None:
    assert name_and_short(typed) == (name, short)


def test_a_body_that_is_given_twice_is_refused() -> None:
    with pytest.raises(PlanError):
        bodies_of(["Văn phòng (VP)", "Vp"])


# --- CI ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", READY)
def test_ci_files_are_those_of_the_documentation(name: str) -> None:
    shown = ["\n".join(block.text) + "\n" for block in blocks(DOCS / "ci.md")]
    assert READY[name].text in shown
    assert all(blank in READY[name].text for blank in READY[name].blanks)


def test_ci_files_stand_beside_the_plan(tmp_path: Path) -> None:
    begin(tmp_path, "--language", "vi", "--ci", "github", "--ci", "gitlab", "--ci", "pre-commit", "--ci", "github")
    steps = yaml.safe_load((tmp_path / ".github/workflows/plan.yml").read_text("utf-8"))["jobs"]["plan"]["steps"]
    assert steps[1] == {"uses": "OWNER/plan@TAG", "with": {"lang": "vi"}}
    assert yaml.safe_load((tmp_path / ".gitlab-ci.yml").read_text("utf-8"))["variables"]["PLAN_LANG"] == "vi"
    (repo,) = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert [hook["id"] for hook in repo["hooks"]] == ["plan-validate", "plan-fmt"]


# --- on a terminal ----------------------------------------------------------------------------------------------------


class Asked(NamedTuple):
    """How a session at a terminal ended, and all that was shown."""

    status: int
    shown: str


CTRL_C, CTRL_D = b"\x03", b"\x04"


def sit(folder: Path, answers: Sequence[str | bytes], *args: str, env: Mapping[str, str] | None = None) -> Asked:
    """Run the command at a terminal, and give an answer whenever it asks for one."""
    environ = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "src"),
        "TZ": "Asia/Bangkok",
        "COLUMNS": "200",
        **(env or {}),
    }
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execve(sys.executable, [sys.executable, "-c", CALL, "init", *args], environ)
    shown = b""
    left = list(answers)
    try:
        for data in _read(terminal):
            shown += data
            if left and re.search(rb"(?:: |> )$", shown):
                answer = left.pop(0)
                os.write(terminal, answer if isinstance(answer, bytes) else f"{answer}\n".encode())
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    finally:
        os.close(terminal)
    return Asked(status, shown.decode("utf-8", "replace").replace("\r\n", "\n"))


def _read(terminal: int) -> Iterator[bytes]:
    """Yield what is shown until the program ends; it may take ten seconds to ask."""
    while select.select([terminal], [], [], 10)[0]:
        try:
            data = os.read(terminal, 4096)
        except OSError:  # so Linux says that nobody writes any more
            return
        if not data:
            return
        yield data
    raise AssertionError("it waits for an answer that nobody gives")


def test_what_is_missing_is_asked_for(tmp_path: Path) -> None:
    typed = unicodedata.normalize("NFD", "Kế hoạch một")
    asked = sit(tmp_path, ["", typed, "Ban Bí thư", "vi", "", "Văn phòng (VP)", "văn phòng", "Ban Hai", ""])
    assert asked.status == 0, asked.shown
    assert asked.shown.count("Title of the plan: ") == 2  # an empty one is no title
    assert "Language of the plan [en]: " in asked.shown
    assert "Time zone, whose day is today [Asia/Bangkok]: " in asked.shown
    assert "Error: văn phòng is the name of a body already: Văn phòng (VP).\n> " in asked.shown
    plan = (tmp_path / "plan/plan.yaml").read_text("utf-8")
    assert yaml.safe_load(plan) == {
        "format": 1, "title": "Kế hoạch một", "issuer": "Ban Bí thư", "language": "vi", "timezone": "Asia/Bangkok",
    }  # fmt: skip
    assert unicodedata.is_normalized("NFC", plan)
    assert sorted(file.stem for file in (tmp_path / "plan/bodies").iterdir()) == ["ban-hai", "van-phong"]
    check(tmp_path)


def test_empty_answers_leave_out_what_need_not_be_said(tmp_path: Path) -> None:
    assert sit(tmp_path, ["T", "", "", "", ""]).status == 0
    plan = yaml.safe_load((tmp_path / "plan/plan.yaml").read_text("utf-8"))
    assert plan == {"format": 1, "title": "T", "language": "en", "timezone": "Asia/Bangkok"}


def test_a_wrong_answer_is_told_and_asked_again(tmp_path: Path) -> None:
    answers: list[str | bytes] = [
        b"a\xffb\n",
        "a\u200bb",
        "T",
        "",
        "x y",
        "vi",
        "Asia/Hochiminh",
        "Asia/Ho_Chi_Minh",
        "",
    ]
    asked = sit(tmp_path, answers)
    assert asked.status == 0, asked.shown
    assert asked.shown.count("Error: The answer has a character in it that nobody sees") == 2
    assert "Did you mean Asia/Ho_Chi_Minh?" in asked.shown
    assert yaml.safe_load((tmp_path / "plan/plan.yaml").read_text("utf-8"))["timezone"] == "Asia/Ho_Chi_Minh"


def test_what_is_given_is_not_asked_for(tmp_path: Path) -> None:
    asked = sit(tmp_path, [""], "--title", "T", "--issuer", "", "--language", "en", "--body", "Office")
    assert asked.status == 0
    assert asked.shown.startswith("Time zone, whose day is today [Asia/Bangkok]: ")
    assert sit(tmp_path, [], "x", "--title", "T", "--yes").shown.startswith("Written:")


def test_bodies_are_not_asked_for_where_a_table_names_them(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("task,lead\nDo it,Office\n", "utf-8")
    asked = sit(tmp_path, ["T", "", "", ""], "--from", "t.csv")
    assert asked.status == 0, asked.shown
    assert (tmp_path / "plan/bodies/office.yaml").exists()


@pytest.mark.parametrize("before", [[], ["T"], ["T", "", "", ""], ["T", "", "", "", "Office"]])
@pytest.mark.parametrize(("key", "status"), [(CTRL_C, 130), (CTRL_D, 2)])
def test_leaving_writes_nothing(tmp_path: Path, before: list[str | bytes], key: bytes, status: int) -> None:
    asked = sit(tmp_path, [*before, key], "new")
    assert asked.status == status, asked.shown
    assert ("nothing is written" in asked.shown) is (status == 2)
    assert "Traceback" not in asked.shown
    assert tree(tmp_path) == {}
