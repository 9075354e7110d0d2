"""Findings in every format: valid by the published schemas, known again, and never obeyed by who reads them."""

import gzip
import inspect
import json
import os
import re
import shlex
import stat
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree as Xml

import jsonschema
import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT, SHIPPED, Result, process, run

from plancli import checks
from plancli.columns import width
from plancli.commands.tell import about, tell, text_of
from plancli.i18n import set_language
from plancli.load import load
from plancli.problem import Place, Severity
from plancli.render.look import Look
from plancli.render.problems import FORMATS, github, render, sarif, summary
from plancli.render.problems.excerpt import caret
from plancli.render.problems.paths import repository_prefix
from plancli.report.fingerprints import fingerprints
from plancli.report.problems import Finding, Told, incomplete
from plancli.source import Folder
from plancli.state import Standing
from plancli.text import HIDDEN, safe

VENDOR = Path(__file__).parent / "vendor"
DAY = ("--as-of", "2024-06-30")
ACTIONS = {"GITHUB_ACTIONS": "true"}
LOOKS = [Look(80), Look(80, False, True)]
HOSTILE = [
    "100% của 5%25",
    "one\nline\r\nmore",
    "x\n::error file=pwn::y",
    "::error file=pwn::y",
    "  ::stop-commands::t",
    "##[add-mask]secret",
    "a ##vso[task.setvariable]b",
    "%0A::error::x",
    "\x1b[31mred\x1b]8;;http://x\x07",
    "\u202eright to left\u2066",
    "NUL \x00 and \x9b and \ufffe",
    "]]> end",
    "<script>alert('1')</script> &amp; \"q\"",
    "| cell | cell",
    "@team [a](https://x) ![b](c) {0} {{1}}",
    "a,line=99::b",
    "\ud800 alone",
    "dài " * 10_000,
    "x" * 40_000,
    "[dự thảo] Nghị định",
    "",
]
EXAMPLE = {
    "plan.yaml": "format: 1\nid: demo\ntitle: Plan\n",
    "bodies/office.yaml": (
        "name: Office\ntasks:\n"
        "  - id: II.1\n    title: Rà soát quy chế\n    due: 12/2024\n"
        "  - id: II.2\n    titel: Report on it\n    supporting: [ofice]\n"
    ),
}


def finding(
    message: str = "wrong",
    *,
    name: str = "duplicate-id",
    severity: Severity = "error",
    file: str = "bodies/a.yaml",
    line: int = 3,
    column: int = 5,
    values: Mapping[str, str] | None = None,
    waived: str = "",
) -> Finding:
    return Finding(name, severity, Place(file, line, column), message, "", values or {}, waived)


def told(
    *findings: Finding,
    folder: Path = SHIPPED,
    text: str | None = None,
    notes: Sequence[str] = (),
    command: Literal["validate", "review"] = "validate",
    failures: Sequence[Finding] = (),
) -> Told:
    known = (checks.NAMES, checks.get)
    notes = [*(one.message for one in failures), *notes]
    return Told(command, findings, "the summary", *known, "plan/", folder, lambda file: text, notes, failures=failures)


def write_example(folder: Path, files: Mapping[str, str] = EXAMPLE) -> Path:
    for name, text in files.items():
        file = folder / "plan" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A repository with a plan of three errors."""
    (tmp_path / ".git").mkdir()
    return write_example(tmp_path)


def validate(folder: Path, *args: str, env: Mapping[str, str] | None = None) -> Result:
    return run("validate", *DAY, *args, cwd=folder, env=env)


class Command(NamedTuple):
    """What the runner of GitHub Actions takes from one line of output."""

    name: str
    properties: dict[str, str]
    data: str


def unescape(text: str) -> str:
    for sign, code in (("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C"), ("%", "%25")):
        text = text.replace(code, sign)
    return text


def obeyed(output: str) -> list[Command]:
    """Return the commands that the runner would find: `::name properties::data` after blanks, `##[` anywhere."""
    found = []
    for line in re.split(r"\r\n|\r|\n", output):
        start = line.lstrip()
        if start.startswith("::") and (end := start.find("::", 2)) >= 0:
            name, _, given = start[2:end].partition(" ")
            pairs = [one.partition("=") for one in given.split(",") if one]
            found.append(Command(name, {key: unescape(value) for key, _, value in pairs}, unescape(start[end + 2 :])))
        elif match := re.search(r"##(?:vso)?\[", line):
            found.append(Command(line[match.start() :], {}, ""))
    return found


# --- every format -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("look", LOOKS, ids=["plain", "ci"])
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_no_text_is_obeyed_by_who_reads_it(text: str, form: str, look: Look) -> None:
    line = text.replace("\n", " ").replace("\r", " ")
    hostile = finding(text, file=f"bodies/{text[:60]}.yaml", values={"id": text}, waived=text, severity="warning")
    made = render(form, told(hostile, finding(text), text=f"{line}\n" * 4, notes=[text or "note"]), look)
    assert not HIDDEN.search(made)
    assert "\r" not in made
    assert "\x1b" not in made
    if look.ci or form == "github":
        commands = [command.name for command in obeyed(made)]
        assert commands == ((["error", "notice"] if text else ["error", "warning"]) if form == "github" else [])
    if form in ("json", "sarif", "gitlab"):
        json.loads(made)
    if form == "junit":
        assert len(Xml.fromstring(made).findall("testsuite/testcase")) == 2
    if form == "concise":
        assert len(made.splitlines()) == 2


@pytest.mark.parametrize("form", FORMATS)
def test_a_format_never_changes_the_exit_status(form: str, example: Path) -> None:
    assert validate(example, "--format", form).status == 1
    assert validate(example, "--format", form, "--ignore", "invalid-due,unknown-field,unknown-body").status == 0
    assert validate(example, "--format", form, "--output", "out", env=ACTIONS).status == 1


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in ("json", "sarif", "github")])
def test_a_plan_without_problems(form: str, example: Path) -> None:
    """Nothing is said but by what must say something."""
    made = validate(example, "--select", "alias", "--format", form).stdout
    last = "2 tasks, 1 body, 0 documents: no problems\n"
    if form == "junit":
        suites = Xml.fromstring(made)
        assert [suites.get(key) for key in ("tests", "failures", "errors")] == ["1", "0", "0"]
        assert [len(case) for case in suites.iter("testcase")] == [0]
    else:
        assert made == {"text": last, "concise": "", "gitlab": "[]\n"}[form]


def test_notes_are_told_in_every_format(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for form in FORMATS:
        tell(told(finding(), notes=["nobody must miss this"]), form, None, quiet=True)
        out, err = capsys.readouterr()
        assert ("nobody must miss this" in out) != ("nobody must miss this" in err), form
        assert "the summary" not in out


def test_ten_thousand_problems_are_told_at_once() -> None:
    many = [
        finding(f"Việc {n} sai", file=f"bodies/{n // 100}.yaml", line=n % 100 + 1, column=8, values={"id": str(n)})
        for n in range(10_000)
    ]
    source = "    title: Rà soát, sửa đổi quy chế\n" * 100
    for form in FORMATS:
        began = time.perf_counter()
        render(form, told(*many, text=source), Look(80))
        assert time.perf_counter() - began < 5, form


# --- text -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "column", "shown", "pointed"),
    [
        ("    due: 12/2024", 10, "    due: 12/2024", "1"),
        ("title: Rà soát quy chế", 16, "title: Rà soát quy chế", "q"),
        ("title: Ra\u0300 soa\u0301t quy chế", 18, "title: Ra\u0300 soa\u0301t quy chế", "q"),
        ("title: 日本 x", 11, "title: 日本 x", "x"),
        ("\tid: x", 6, "    id: x", "x"),
        ("a\tb: x", 6, "a   b: x", "x"),
        ("id: \u202ex", 6, "id: \\u202ex", "x"),
        ("id: x", 9, "id: x", ""),
        ("id: x", 1, "id: x", "i"),
        ("0123456789" * 6 + "X" + "abcde" * 20, 61, "…" + "0123456789" * 2 + "X" + "abcde" * 3 + "ab…", "X"),
        ("0123456789" * 6 + "X", 61, "…" + "0123456789" * 2 + "X", "X"),
        ("X" + "abcde" * 9, 1, "X" + "abcde" * 7 + "abc…", "X"),
        ("日" * 50 + "X", 51, "…" + "日" * 10 + "X", "X"),
        ("a\u0323\u0302" * 50 + "X", 151, "…" + "a\u0323\u0302" * 20 + "X", "X"),
        ("y" * 5000 + "X" + "z" * 5000, 5001, "…" + "y" * 20 + "X" + "z" * 17 + "…", "X"),
    ],
)
def test_the_caret_stands_below_the_column(line: str, column: int, shown: str, pointed: str) -> None:
    made, offset = caret(line, column, 40, ci=False)
    assert width(made) <= 40
    assert made == shown
    for index, character in enumerate(made):
        if width(made[:index]) == offset and width(character):
            assert character == pointed
            break
    else:
        assert pointed == ""


@given(st.text(max_size=200), st.integers(1, 250), st.integers(20, 100), st.booleans())
def test_an_excerpt_fits_whatever_stands_in_the_line(line: str, column: int, columns: int, ci: bool) -> None:
    line = line.replace("\n", "").replace("\r", "")
    shown, offset = caret(line, column, columns, ci=ci)
    assert width(shown) <= columns
    assert 0 <= offset <= columns
    assert not HIDDEN.search(shown)
    assert not (ci and obeyed(f"1 | {shown}"))


@pytest.mark.parametrize("text", [None, "", "one line", "\n\n\n", "\n" * 500])
def test_a_line_that_is_not_there_is_not_shown(text: str | None) -> None:
    made = render("text", told(finding(), text=text), Look(80))
    assert made == "plan/bodies/a.yaml:3:5: error: duplicate-id\n  wrong\nthe summary\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_in_the_reading_of_files(end: str) -> None:
    made = render("text", told(finding(), text=end.join(["one", "two", "ab  cd", "four"])), Look(80))
    assert made.splitlines()[2:4] == ["  3 | ab  cd", "    |     ^"]


def test_each_file_is_read_once() -> None:
    read: list[str] = []

    def text(file: str) -> str:
        read.append(file)
        return "abc\n" * 9

    found = [finding(file=file, line=line) for file in ("a.yaml", "b.yaml") for line in (1, 2, 3)]
    render("text", told(*found)._replace(text=text), Look(80))
    assert read == ["a.yaml", "b.yaml"]


def test_what_a_file_holds_is_shown_though_it_is_no_utf8(tmp_path: Path) -> None:
    plan = write_example(tmp_path) / "plan"
    (plan / "bodies" / "office.yaml").write_bytes(b"\xef\xbb\xbfname: B\xea\x80 x\n")
    (plan / "bodies" / "wide.yaml").write_bytes("name: x\n".encode("utf-16"))
    (plan / "bodies" / "large.yaml").write_bytes(b"x")
    os.truncate(plan / "bodies" / "large.yaml", 65 * 1024 * 1024)
    lines = validate(tmp_path, "--quiet").stdout.splitlines()
    at = lines.index("  1 | name: B\ufffd x")
    assert lines[at + 1] == "    |        ^"
    assert sum(" | " in line for line in lines) == 2
    read = text_of(Folder(plan))
    assert [read(f"bodies/{name}.yaml") for name in ("wide", "large", "none")] == [None, None, None]
    assert read("../../etc/passwd") is None


def test_what_is_gone_has_no_line_to_show() -> None:
    gone = finding(line=1, column=1)
    assert "|" not in render("text", told(gone, text="name: Office\n", command="review"), Look(80))
    assert "|" in render("text", told(gone, text="name: Office\n"), Look(80))


def test_what_is_waived_is_no_error() -> None:
    let = finding("gone (waived by 1a2b3c4: so)", severity="warning", waived="waived by 1a2b3c4: so")
    assert "plan/bodies/a.yaml:3:5: waived: duplicate-id\n" in render("text", told(let), Look(80))
    assert render("concise", told(let), Look(80)).startswith("plan/bodies/a.yaml:3:5: waived duplicate-id gone (")
    assert [command.name for command in obeyed(render("github", told(let), Look(80)))] == ["notice"]
    assert json.loads(render("gitlab", told(let), Look(80)))[0]["severity"] == "info"
    assert json.loads(render("json", told(let), Look(80)))["items"][0]["waived"] == "waived by 1a2b3c4: so"
    result = json.loads(render("sarif", told(let), Look(80)))["runs"][0]["results"][0]
    assert result["suppressions"][0]["kind"] == "external"
    assert result["suppressions"][0]["justification"] == "waived by 1a2b3c4: so"
    suites = Xml.fromstring(render("junit", told(let), Look(80)))
    assert (suites.get("failures"), len(suites.findall("testsuite/testcase/skipped"))) == ("0", 1)


def test_concise_is_english_where_programs_read_it() -> None:
    set_language("vi")
    made = render("concise", told(finding(), finding("sai", severity="warning", line=4)), Look(30))
    assert (
        made == "plan/bodies/a.yaml:3:5: error duplicate-id wrong\nplan/bodies/a.yaml:4:5: warning duplicate-id sai\n"
    )


# --- GitHub -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_an_annotation_says_what_was_found(text: str) -> None:
    file = f"bodies/{text[:60]}.yaml"
    (command,) = obeyed(render("github", told(finding(text, file=file)), Look(80)))
    assert command.name == "error"
    assert command.properties == {
        "title": "plan validate: duplicate-id",
        "file": safe(f"plan/{file}", ci=True),
        "line": "3",
        "col": "5",
    }
    message = safe(f"plan/{file}:3:5: {text}", ci=True)
    assert command.data == message if len(message) <= 4000 else message.startswith(command.data.rstrip("…"))
    assert len(command.data) <= 4096


def test_ten_of_a_kind_are_annotated_and_the_rest_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [finding(f"w{n}", severity="warning", line=n + 1) for n in range(12)]
    found += [finding(f"e{n}", line=n + 20) for n in range(13)]
    found += [finding("let", severity="warning", waived="so", line=50)]
    made = render("github", told(*found, notes=["a note"]), Look(80))
    assert [command.name for command in obeyed(made)] == ["error"] * 10 + ["warning"] * 10 + ["notice"]
    lines = made.splitlines()[21:]
    assert lines[0] == "5 more problems are shown at no line, they follow here"
    assert [line.split()[-1] for line in lines[1:6]] == ["e10", "e11", "e12", "w10", "w11"]
    assert lines[6:] == ["a note", "the summary"]
    monkeypatch.setenv(github.SUMMARY, "summary.md")
    assert "all are in the summary of the job" in render("github", told(*found), Look(80))


def test_github_is_chosen_where_it_reads(example: Path) -> None:
    assert len(obeyed(validate(example, env=ACTIONS).stdout)) == 3
    assert validate(example, "--format", "text", env=ACTIONS).stdout == validate(example).stdout
    assert validate(example, env={"GITHUB_ACTIONS": "false"}).stdout == validate(example).stdout
    made = validate(example, "--format", "sarif", "--output", "plan.sarif", env=ACTIONS).stdout
    assert len(obeyed(made)) == 3
    assert json.loads((example / "plan.sarif").read_text("utf-8"))["version"] == "2.1.0"


def test_the_job_gets_the_whole(example: Path) -> None:
    file = example / "summary.md"
    file.write_text("before\n", "utf-8")
    env = {**ACTIONS, github.SUMMARY: str(file)}
    assert validate(example, "--quiet", env=env).stderr == ""
    lines = file.read_text("utf-8").splitlines()
    assert lines[:4] == ["before", "## plan validate", "", "2 tasks, 1 body, 0 documents: 3 errors"]
    assert [line.split(" | ")[1] for line in lines[-3:]] == [
        f"plan/bodies/office.yaml:{place}" for place in ("5:10", "7:5", "8:18")
    ]
    before = file.read_text("utf-8")
    validate(example, "--format", "text", env=env)
    assert file.read_text("utf-8") == before


@pytest.mark.parametrize("place", [".", "none/summary.md", "/dev/full"])
def test_a_summary_that_cannot_be_written_fails_nothing(example: Path, place: str) -> None:
    result = validate(example, env={**ACTIONS, github.SUMMARY: place})
    assert (result.status, len(obeyed(result.stdout))) == (1, 3)
    assert result.stderr.startswith("the summary of the job could not be written: ")


def test_a_full_summary_is_said(example: Path) -> None:
    file = example / "summary.md"
    for size, said in ((1024 * 1024 - 100, "the summary of the job is full: nothing is added to it\n"), (0, "")):
        file.write_bytes(b"x" * size)
        assert validate(example, env={**ACTIONS, github.SUMMARY: str(file)}).stderr == said
        assert (file.stat().st_size == size) == bool(said)


@pytest.mark.parametrize("room", [300, 1000, 5000, 1024 * 1024])
def test_a_summary_is_cut_to_whole_rows(room: int) -> None:
    found = [finding(f"Việc {n} " + "dài " * (n % 300), severity="warning") for n in range(3000)]
    made = summary.render(told(*found, finding("worst")), room)
    assert len(made.encode()) <= room
    lines = made.splitlines()
    rows = [line for line in lines if line.startswith("| ")][2:]
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)
    assert rows[0].endswith("| worst |")
    left = 3001 - len(rows)
    assert lines[-1] == f"{left:,} more problems are left out: the summary of a step holds no more."
    assert summary.render(told(*found), 100) == ""


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_a_summary_is_text_and_no_markup(text: str) -> None:
    made = summary.render(told(finding(text, file=f"bodies/{text[:60]}.yaml"), notes=[text]), 1024 * 1024)
    rows = [line for line in made.splitlines() if line.startswith("|")]
    assert len(rows) == 3
    assert "<script" not in made.replace("\\<", "")
    assert "](" not in made.replace("\\]", "")
    assert not obeyed(made)


# --- paths ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("root", "plan", "env", "prefix"),
    [
        (".", "plan", {}, "plan/"),
        (".", ".", {}, ""),
        (".", "kế hoạch/2024/plan", {}, "kế hoạch/2024/plan/"),
        ("work/repo", "work/repo/a/plan", {"GITHUB_WORKSPACE": "work"}, "a/plan/"),
        (None, "work/a/plan", {"GITHUB_WORKSPACE": "work"}, "a/plan/"),
        (None, "work/a/plan", {"CI_PROJECT_DIR": "work/a"}, "plan/"),
        (None, "other/plan", {"GITHUB_WORKSPACE": "work"}, "other/plan/"),
    ],
)
def test_paths_lead_from_the_repository(
    root: str | None, plan: str, env: Mapping[str, str], prefix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / plan).mkdir(parents=True, exist_ok=True)
    if root is not None:
        (tmp_path / root / ".git").mkdir()
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
        if name in env:
            monkeypatch.setenv(name, str(tmp_path / env[name]))
    monkeypatch.chdir(tmp_path)
    assert repository_prefix(tmp_path / plan) == prefix


@pytest.mark.parametrize("form", ["github", "sarif", "gitlab", "junit"])
def test_forges_are_told_paths_of_the_repository_from_anywhere(form: str, example: Path) -> None:
    made = validate(example / "plan" / "bodies", "--format", form).stdout
    assert "plan/bodies/office.yaml" in made
    assert "../" not in made
    assert validate(example, "--format", form).stdout == made


# --- SARIF ------------------------------------------------------------------------------------------------------------


@cache
def sarif_schema() -> Any:
    schema = json.loads((VENDOR / "sarif-schema-2.1.0.json").read_text("utf-8"))
    return jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())


def sarif_run(made: str) -> Any:
    """Return the run of a log that is valid by the published schema."""
    log = json.loads(made)
    assert [error.message for error in sarif_schema().iter_errors(log)] == []
    (one,) = log["runs"]
    return one


def test_the_schema_refuses_what_is_wrong() -> None:
    assert [*sarif_schema().iter_errors({"version": "2.1.0", "runs": [{"tool": {}}]})]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_sarif_is_valid_whatever_is_found(text: str) -> None:
    file = f"bodies/{text[:60]}.yaml"
    let = finding(text, severity="warning", waived=text or "so", values={"id": text})
    one = sarif_run(render("sarif", told(let, finding(text, file=file), notes=[text]), Look(80)))
    location = one["results"][1]["locations"][0]["physicalLocation"]
    assert re.fullmatch(r"[A-Za-z0-9/._~%-]+", location["artifactLocation"]["uri"])
    assert unquote(location["artifactLocation"]["uri"], errors="surrogatepass") == f"plan/{file}"
    assert location["region"] == {"startLine": 3, "startColumn": 5}
    assert not re.search(r"(?<!\\)\]\(", one["results"][1]["message"]["text"])


def test_sarif_tells_of_every_check(example: Path) -> None:
    one = sarif_run(validate(example, "--format", "sarif").stdout)
    driver = one["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == list(checks.NAMES)
    assert driver["semanticVersion"] == driver["version"]
    for rule in driver["rules"]:
        check = checks.get(rule["id"])
        assert rule["defaultConfiguration"]["level"] == check.SEVERITY
        assert rule["help"]["markdown"] == inspect.cleandoc(check.__doc__ or "")
        assert rule["help"]["markdown"].startswith(rule["fullDescription"]["text"].split(". ")[0][:40])
        assert "Fails" not in rule["fullDescription"]["text"]
    for result in one["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert one["columnKind"] == "unicodeCodePoints"


def test_sarif_holds_what_github_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [finding(f"w{n}", severity="warning", line=n + 1) for n in range(40)]
    found += [finding(f"e{n}", line=n + 1) for n in range(20)]
    monkeypatch.setattr(sarif, "MOST", 30)
    one = json.loads(render("sarif", told(*found), Look(80)))["runs"][0]
    assert [result["message"]["text"] for result in one["results"]] == [
        *(f"w{n}" for n in range(10)),
        *(f"e{n}" for n in range(20)),
    ]
    (note,) = one["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"] == "30 more problems are left out: GitHub takes no more in one log"
    whole = len(gzip.compress(render("sarif", told(*found), Look(80)).encode()))
    monkeypatch.setattr(sarif, "LARGEST", whole - 1)
    one = sarif_run(render("sarif", told(*found), Look(80)))
    assert {result["level"] for result in one["results"]} == {"error"}
    assert len(one["results"]) == 15


def test_the_limits_are_those_of_github() -> None:
    assert (sarif.MOST, sarif.LARGEST, github.SHOWN) == (25_000, 10_000_000, 10)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("[dự thảo] x", "[dự thảo] x"),
        ("[a](b)", r"\[a\](b)"),
        ("a {0} {x} {12}", "a {{0}} {x} {{12}}"),
        ("{remedy}", "{remedy}"),
    ],
)
def test_a_message_is_shown_as_it_is(text: str, made: str) -> None:
    assert sarif.message(text) == made


# --- JUnit and GitLab -------------------------------------------------------------------------------------------------


@cache
def junit_schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(VENDOR / "junit-10.xsd"))


def test_the_xml_schema_refuses_what_is_wrong() -> None:
    assert not junit_schema().is_valid("<testsuites><testsuite name='x'/></testsuites>")


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_junit_is_valid_whatever_is_found(text: str) -> None:
    found = [
        finding(text, file=f"bodies/{text[:60]}.yaml"),
        finding(text, severity="warning", waived=text or "so"),
        finding(text, name="alias", severity="warning"),
    ]
    made = render("junit", told(*found, notes=[text]), Look(80))
    junit_schema().validate(Xml.ElementTree(Xml.fromstring(made)))
    failure = Xml.fromstring(made).find("testsuite/testcase/failure")
    assert failure is not None
    assert failure.get("message") == safe(text)
    assert safe(text) in (failure.text or "")


def test_junit_fails_for_errors_alone(example: Path) -> None:
    found = [
        finding("one"),
        finding("two", line=4),
        finding("old", severity="warning", name="alias"),
        finding("let", severity="warning", waived="so", line=9),
        finding("let", severity="warning", waived="so", name="not-nfc"),
        finding("three", file="plan.yaml"),
    ]
    suites = Xml.fromstring(render("junit", told(*found), Look(80)))
    assert [suites.get(key) for key in ("tests", "failures", "errors")] == ["4", "2", "0"]
    cases = {(case.get("classname"), case.get("name")): case for case in suites.iter("testcase")}
    assert {key: [child.tag for child in case] for key, case in cases.items()} == {
        ("plan/bodies/a.yaml", "duplicate-id"): ["failure", "system-out"],
        ("plan/bodies/a.yaml", "alias"): ["system-out"],
        ("plan/bodies/a.yaml", "not-nfc"): ["skipped", "system-out"],
        ("plan/plan.yaml", "duplicate-id"): ["failure"],
    }
    failure = cases["plan/bodies/a.yaml", "duplicate-id"][0]
    assert failure.get("message") == "one (and 1 more)"
    assert (failure.text or "").splitlines() == [
        "plan/bodies/a.yaml:3:5: error: one",
        "plan/bodies/a.yaml:4:5: error: two",
    ]
    junit_schema().validate(Xml.ElementTree(suites))


def test_gitlab_is_an_array_of_its_fields(example: Path) -> None:
    made = json.loads(validate(example, "--format", "gitlab").stdout)
    assert [one["check_name"] for one in made] == ["invalid-due", "unknown-field", "unknown-body"]
    for one in made:
        assert set(one) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert (one["severity"], one["location"]["path"]) == ("major", "plan/bodies/office.yaml")
        assert type(one["location"]["lines"]["begin"]) is int
    warned = json.loads(render("gitlab", told(finding(severity="warning")), Look(80)))
    assert warned[0]["severity"] == "minor"


# --- what fails and is no finding -------------------------------------------------------------------------------------

FAILURES = [incomplete("bodies/a.yaml", "not compared: II.1"), incomplete("plan.yaml", "the policy may be another")]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_what_could_not_be_compared_is_an_error_in_every_format(text: str) -> None:
    failed = told(failures=[incomplete(f"bodies/{text[:60]}.yaml", text)], command="review")
    uri = sarif.uri(f"plan/bodies/{text[:60]}.yaml")
    one = sarif_run(render("sarif", failed, Look(80)))
    assert one["invocations"][0]["executionSuccessful"] is False
    (notification,) = one["invocations"][0]["toolExecutionNotifications"]
    assert notification["level"] == "error"
    assert notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri
    made = render("junit", failed, Look(80))
    junit_schema().validate(Xml.ElementTree(Xml.fromstring(made)))
    assert Xml.fromstring(made).get("failures") == "1"
    (command,) = obeyed(render("github", failed, Look(80)))
    assert (command.name, command.properties["title"]) == ("error", "plan review: incomplete")
    (entry,) = json.loads(render("gitlab", failed, Look(80)))
    assert (entry["check_name"], entry["severity"], entry["location"]["lines"]) == ("incomplete", "major", {"begin": 1})


def test_what_could_not_be_compared_stands_beside_what_was_found() -> None:
    failed = told(finding("wrong"), failures=FAILURES, notes=["a waiver counts for nothing"], command="review")
    notes = sarif_run(render("sarif", failed, Look(80)))["invocations"][0]["toolExecutionNotifications"]
    assert [(note["level"], note["message"]["text"]) for note in notes] == [
        ("error", "not compared: II.1"),
        ("error", "the policy may be another"),
        ("warning", "a waiver counts for nothing"),
    ]
    cases = Xml.fromstring(render("junit", failed, Look(80))).findall("testsuite/testcase")
    assert {(case.get("classname"), case.get("name"), case[0].get("message")) for case in cases} == {
        ("plan/bodies/a.yaml", "incomplete", "not compared: II.1"),
        ("plan/bodies/a.yaml", "duplicate-id", "wrong"),
        ("plan/plan.yaml", "incomplete", "the policy may be another"),
    }
    assert [command.properties["file"] for command in obeyed(render("github", failed, Look(80)))] == [
        "plan/bodies/a.yaml",
        "plan/plan.yaml",
        "plan/bodies/a.yaml",
    ]
    entries = json.loads(render("gitlab", failed, Look(80)))
    assert [entry["location"]["path"] for entry in entries] == [
        "plan/bodies/a.yaml",
        "plan/plan.yaml",
        "plan/bodies/a.yaml",
    ]
    assert len({entry["fingerprint"] for entry in entries}) == 3
    assert render("text", failed, Look(80)).splitlines()[2:4] == ["not compared: II.1", "the policy may be another"]


def test_failures_are_annotated_before_ten_errors() -> None:
    made = render("github", told(*(finding(f"e{n}") for n in range(12)), failures=FAILURES[:1]), Look(80))
    commands = obeyed(made)
    assert (len(commands), commands[0].data) == (10, "plan/bodies/a.yaml:1:1: not compared: II.1")


# --- fingerprints -----------------------------------------------------------------------------------------------------


def known(folder: Path) -> dict[str, tuple[str, int]]:
    """Return the fingerprint of each finding with its name and line."""
    items = json.loads(validate(folder, "--format", "json").stdout)["items"]
    assert len({item["fingerprint"] for item in items}) == len(items)
    return {item["fingerprint"]: (item["name"], item["line"]) for item in items}


def test_a_finding_is_known_again_when_its_line_has_moved(tmp_path: Path) -> None:
    tasks = "  - id: II.1\n    title: One\n  - id: II.1\n    title: Two\n    due: 12/2024\n    completed: 2025-01-01\n"
    folder = write_example(tmp_path, {**EXAMPLE, "bodies/office.yaml": f"name: Office\ntasks:\n{tasks}"})
    before = known(folder)
    file = folder / "plan" / "bodies" / "office.yaml"
    file.write_text(f"# a comment\n\nname: Office\ntasks:\n  - id: I.1\n    title: New\n{tasks}", "utf-8")
    after = known(folder)
    assert {name for name, _ in before.values()} == {
        "duplicate-id",
        "invalid-due",
        "future-fact",
        "completed-without-evidence",
    }
    assert {key: (name, line - 4) for key, (name, line) in after.items()} == before
    later = json.loads(run("validate", "--as-of", "2024-07-01", "--format", "json", cwd=folder).stdout)["items"]
    assert {item["fingerprint"] for item in later} == set(before)
    for form in ("sarif", "gitlab"):
        made = validate(folder, "--format", form).stdout
        assert all(f'"{key}"' in made for key in before), form


def test_different_findings_are_told_apart() -> None:
    one = finding(values={"id": "II.1", "other": "bodies/b.yaml:3:5"})
    others = [
        one._replace(name="alias"),
        one._replace(place=Place("bodies/c.yaml", 3, 5)),
        one._replace(variant="case"),
        one._replace(values={"id": "II.2", "other": "bodies/b.yaml:3:5"}),
        one._replace(values={"id": "II.1", "other": "bodies/c.yaml:3:5"}),
        one,
        one,
    ]
    found = fingerprints([one, *others])
    assert len(set(found)) == len(found)
    assert all(re.fullmatch("[0-9a-f]{32}", key) for key in found)
    same = [
        one._replace(place=Place("bodies/a.yaml", 99, 1)),
        one._replace(message="sai"),
        one._replace(severity="warning", waived="so"),
        one._replace(values={"id": "II.1", "other": "bodies/b.yaml:88:1"}),
        one._replace(values={"id": "II.1", "other": "bodies/b.yaml:3:5", "nearest": "II.3", "day": "2024-06-30"}),
    ]
    assert {fingerprints([each])[0] for each in same} == {found[0]}


# --- the file that is asked for ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_a_format_is_written_to_the_file_and_text_to_the_terminal(form: str, example: Path) -> None:
    alone = validate(example, "--format", form)
    assert alone == validate(example, "--format", form, "--output", "-")
    both = validate(example, "--format", form, "--output", "out", env={"FORCE_COLOR": "1"})
    assert both.stdout == validate(example, env={"FORCE_COLOR": "1"}).stdout
    assert (example / "out").read_text("utf-8") == alone.stdout
    assert sorted(os.listdir(example)) == [".git", "out", "plan"]


def test_a_file_takes_the_place_of_another(example: Path) -> None:
    file, link = example / "out", example / "link"
    file.write_text("old", "utf-8")
    file.chmod(0o640)
    link.symlink_to("out")
    assert validate(example, "--output", "link").status == 1
    assert link.is_symlink()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert file.read_text("utf-8") == validate(example).stdout


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("plan", "--output: plan is a folder, not a file."),
        ("none/", "--output: none/ is a folder, not a file."),
        ("none/out", "--output: none/out could not be written: No such file or directory."),
        ("plan/plan.yaml/out", "--output: plan/plan.yaml/out could not be written: Not a directory."),
        ("/dev/full", "--output: /dev/full could not be written: No space left on device."),
        ("x" * 300, "could not be written: File name too long."),
        ("", "--output: '' is a folder, not a file."),
    ],
)
def test_a_file_that_cannot_be_written(output: str, words: str, example: Path) -> None:
    before = sorted(os.listdir(example))
    result = validate(example, "--output", output)
    assert result.status == 2
    assert words in " ".join(result.stderr.split())
    assert result.stdout == validate(example).stdout
    assert sorted(os.listdir(example)) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_nobody_may_write_to(example: Path) -> None:
    locked = example / "locked"
    locked.mkdir(mode=0o500)
    result = validate(example, "--output", "locked/out")
    assert (result.status, "Permission denied" in result.stderr) == (2, True)


def test_a_pipe_and_a_device_are_written_to_as_they_are(example: Path) -> None:
    assert validate(example, "--output", "/dev/null").status == 1
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
    os.mkfifo(example / "pipe")
    reader = subprocess.Popen(["cat", "pipe"], cwd=example, stdout=subprocess.PIPE)
    done = process("validate", *DAY, "--format", "concise", "--output", "pipe", cwd=example)
    assert done.returncode == 1
    assert reader.communicate(timeout=30)[0].decode() == validate(example, "--format", "concise").stdout


def test_a_pipe_without_a_name_is_written_to(example: Path) -> None:
    done = process("validate", *DAY, "--format", "concise", "--output", "/dev/stdout", cwd=example)
    assert done.returncode == 1
    assert done.stdout == validate(example, "--format", "concise").stdout + validate(example).stdout


def test_a_file_is_never_half_there(example: Path) -> None:
    """On a full disk what was there stays."""
    file = example / "out"
    file.write_text("old", "utf-8")
    script = f"trap '' XFSZ; ulimit -f 1; exec {shlex.quote(sys.executable)} -m plancli validate -f sarif -o out"
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        ["sh", "-c", script], cwd=example, env=env, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2, done.stderr
    assert file.read_text("utf-8") == "old"
    assert sorted(os.listdir(example)) == [".git", "out", "plan"]


# --- JSON -------------------------------------------------------------------------------------------------------------


def test_json_says_of_what_the_findings_are(example: Path) -> None:
    envelope = json.loads(validate(example, "--format", "json").stdout)
    assert {key: envelope[key] for key in ("kind", "plan", "as_of", "at", "command")} == {
        "kind": "problems",
        "plan": "demo",
        "as_of": "2024-06-30",
        "at": None,
        "command": "validate",
    }
    assert envelope["incomplete"] == ["II.1"]
    bare = json.loads(render("json", told(finding()), Look(80)))
    assert set(bare) == set(envelope)


def test_what_json_says_of_a_plan() -> None:
    said = about(Standing(load(Folder(SHIPPED)).plan, date(2024, 6, 30)), "1a2b3c")()
    assert (said["plan"], said["as_of"], said["at"]) == ("nq28", "2024-06-30", "1a2b3c")
    assert said["read"] == {"tasks": 40, "bodies": 18, "documents": 16, "unread": []}
