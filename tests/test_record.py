"""The commands that record: exactly the lines that were meant, judged before they are written, and said in one line."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import recording
from recording import BLOCK, FILES, FLOW, PLAN, Recorded, plan_in, record, texts
from repositories import SETTINGS, Checkout
from support import run

from plancli.commands.recording import making

ONE = "Written: plan/bodies/ban-mot.yaml"
COLLECTIVE = "Written: plan/bodies/chi-bo.yaml"
OVERDUE = "IV.5.1  overdue, until 2023-12-31  Sửa quy chế chất vấn"
V7 = "- {id: V.7, title: Sinh hoạt chuyên đề, due: every quarter from 2025"
V8 = "- {id: V.8, title: Kiểm điểm, due: 2024, tags: [a, b], completed: "
CALL = "from plancli import cli; cli.COMMANDS.setdefault('log', ''); cli.main()"


@pytest.fixture(autouse=True)
def commands(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the commands registered, and today stand still."""
    with recording.registered(monkeypatch):
        yield


def said(recorded: Recorded) -> list[str]:
    """Return what was printed, with what was said beside it first."""
    return (recorded.result.stderr + recorded.result.stdout).rstrip("\n").splitlines()


RECORDED = [
    (
        "done IV.5.1 --on 2023-11-20 --evidence 12-QC/TW",
        ["+    completed:", "+      date: 2023-11-20", "+      evidence: [12-QC/TW]"],
        ["IV.5.1  completed on time 2023-11-20, not verified  Sửa quy chế chất vấn", ONE],
    ),
    (
        "done iv.5.1 --on 1/2/2024 --reported 02/2024 --output 12-qc/tw --output 123 --note Đã~ban~hành",
        ["+    completed:", "+      date: 2024-02-01", "+      reported: 2024-02", "+      note: Đã ban hành",
         "+      output: [12-QC/TW, 123-KL/TW]"],
        ["IV.5.1  completed late 2024-02-01, not verified  Sửa quy chế chất vấn", ONE],
    ),
    (
        "done IV.3.1:khao-sat --on 2025-03 --document 12QC/TW",
        ["+        completed:", "+          date: 2025-03", "+          document: 12-QC/TW"],
        ["IV.3.1:khao-sat  completed on time 2025-03, not verified  Khảo sát ở các tỉnh", ONE],
    ),
    (
        "done V.3b:2024-H1 --on 2024-06-30 --evidence 5-BC",
        ["+    occurrences:", "+      2024-H1:", "+        completed:", "+          date: 2024-06-30",
         "+          evidence: [5-BC]"],
        ["V.3b:2024-H1  completed on time 2024-06-30, not verified  Báo cáo sáu tháng", ONE],
    ),
    (
        "done V.7:2025-Q1:chi-bo-1 --on 2025-03-20 --evidence a,b",
        [f"-{V7}}}",
         f"+{V7}, occurrences: {{2025-Q1: {{members: {{chi-bo-1: {{completed: {{date: 2025-03-20, evidence: ['a,b']}}"
         "}}}}}"],
        ["V.7:2025-Q1:chi-bo-1  completed on time 2025-03-20, not verified  Chi bộ 1", COLLECTIVE],
    ),
    (
        "done V.7:2025-Q1:chi-bo-1 V.7:2025-Q1:chi-bo-2 --on 2025-03-20 --document 123 --yes",
        [f"-{V7}}}",
         f"+{V7}, occurrences: {{2025-Q1: {{members: {{chi-bo-1: {{completed: {{date: 2025-03-20, "
         "document: 123-KL/TW}}, chi-bo-2: {completed: {date: 2025-03-20, document: 123-KL/TW}}}}}}"],
        ["V.7:2025-Q1:chi-bo-1  completed on time 2025-03-20, not verified  Chi bộ 1",
         "V.7:2025-Q1:chi-bo-2  completed on time 2025-03-20, not verified  Chi bộ 2", COLLECTIVE],
    ),
    ("start IV.5.1 --on 02/2023", ["+    started: 2023-02"], [OVERDUE, ONE]),
    ("start IV.5.1 --note Lập~tổ", ["+    started:", "+      date: 2025-03-31", "+      note: Lập tổ"], [OVERDUE, ONE]),
    (
        "log IV.5.1 Gửi~lấy~ý~kiến --percent 40% --evidence 45-CV --by vp --document 123",
        ["+    progress:", "+      - date: 2025-03-31", "+        document: 123-KL/TW", "+        by: van-phong",
         "+        note: Gửi lấy ý kiến", "+        percent: 40", "+        evidence: [45-CV]"],
        [OVERDUE, ONE],
    ),
    (
        "log IV.3.1 Xong~dự~thảo --on 2025-02-01",
        ["+      - date: 2025-02-01", "+        note: Xong dự thảo"],
        ["IV.3.1  not yet due, until 2025-11-30, provisional deadline  Khảo sát, tổng kết", ONE],
    ),
    ("submit IV.5.1 --on 2023-12-01", ["+    submitted: 2023-12-01"], [OVERDUE, ONE]),
    (
        "submit IV.5.1 --document 123",
        ["+    submitted:", "+      date: 2025-03-31", "+      document: 123-KL/TW"],
        [OVERDUE, ONE],
    ),
    (
        "return IV.10 --reason Thiếu~số~liệu --by văn~phòng --on 2024-10-01",
        ["+        returned:", "+          date: 2024-10-01", "+          by: van-phong",
         "+          reason: Thiếu số liệu"],
        ["IV.10  overdue, until 2024-12-31  Việc đã xong", ONE],
    ),
    (
        "return V.8 --reason Thiếu --on 2024-12-20",
        [f"-{V8}2024-12-01}}", f"+{V8}{{date: 2024-12-01, returned: {{date: 2024-12-20, reason: Thiếu}}}}}}"],
        ["V.8  overdue, until 2024-12-31  Kiểm điểm", COLLECTIVE],
    ),
    (
        "verify IV.10 --by vp --on 2025-01-02",
        ["+        verified:", "+          date: 2025-01-02", "+          by: van-phong"],
        ["IV.10  completed on time 2024-09-02  Việc đã xong", ONE],
    ),
    (
        "verify V.8",
        [f"-{V8}2024-12-01}}", f"+{V8}{{date: 2024-12-01, verified: {{date: 2025-03-31}}}}}}"],
        ["V.8  completed on time 2024-12-01  Kiểm điểm", COLLECTIVE],
    ),
    (
        "reschedule IV.5.1 --to trong~năm~2025 --document 123-kl --by vp --reason Chờ~luật --on 2024-12-20",
        ["+    rescheduled:", "+      - date: 2024-12-20", "+        to: 2025", "+        document: 123-KL/TW",
         "+        by: van-phong", "+        reason: Chờ luật"],
        ["IV.5.1  not yet due, until 2025-12-31  Sửa quy chế chất vấn", ONE],
    ),
    (
        "extend IV.5.1 --to 06/2025 --document 123",
        ["+    rescheduled:", "+      - date: 2025-03-31", "+        to: 2025-06", "+        document: 123-KL/TW"],
        ["IV.5.1  not yet due, until 2025-06-30  Sửa quy chế chất vấn", ONE],
    ),
    (
        "reschedule IV.3.1 --document 123-KL/TW",
        ["+        document: 123-KL/TW"],
        ["IV.3.1  not yet due, until 2025-11-30  Khảo sát, tổng kết", ONE],
    ),
    (
        "reschedule V.3b:2024-H2 --to 31/5/2025 --document 123",
        ["+    occurrences:", "+      2024-H2:", "+        rescheduled:", "+          - date: 2025-03-31",
         "+            to: 2025-05-31", "+            document: 123-KL/TW"],
        ["V.3b:2024-H2  not yet due, until 2025-05-31  Báo cáo sáu tháng", ONE],
    ),
    (
        "suspend IV.5.1 --reason Chờ --document 123 --on 2025-02-03",
        ["+    suspended:", "+      date: 2025-02-03", "+      document: 123-KL/TW", "+      reason: Chờ"],
        ["IV.5.1  suspended 2025-02-03  Sửa quy chế chất vấn", ONE],
    ),
    (
        "resume IV.9 --on 2024-03-01",
        ["-    suspended: {date: 2024-02-01, reason: Chờ hướng dẫn}",
         "+    suspended: {date: 2024-02-01, reason: Chờ hướng dẫn, resumed: 2024-03-01}"],
        ["IV.9  overdue, until 2024-12-31  Việc đang dừng", ONE],
    ),
    (
        "withdraw IV.5.1 --reason Gộp --into iv.3.1,IV.9",
        ["+    withdrawn:", "+      date: 2025-03-31", "+      reason: Gộp", "+      into: [IV.3.1, IV.9]"],
        ["IV.5.1  withdrawn 2025-03-31  Sửa quy chế chất vấn", ONE],
    ),
    (
        "transfer IV.5.1 --to vp --document 123 --on 2025-01-15",
        ["-  # việc đầu tiên", "-  - id: IV.5.1", "-    title: Sửa quy chế chất vấn", "-    due: 2023   # trong năm",
         "-    note: Làm cùng tổng kết",
         "+tasks:", "+  # việc đầu tiên", "+  - id: IV.5.1", "+    title: Sửa quy chế chất vấn",
         "+    due: 2023  # trong năm", "+    note: Làm cùng tổng kết", "+    transferred:", "+      date: 2025-01-15",
         "+      from: ban-mot", "+      document: 123-KL/TW", "+"],
        [OVERDUE, "Written: plan/bodies/van-phong.yaml, plan/bodies/ban-mot.yaml"],
    ),
    (
        "set IV.5.1 title=Tên~mới tags=a,b supporting=VP,chi-bo note= cites=28-NQ/TW@17/11/2022",
        ["-    title: Sửa quy chế chất vấn", "+    title: Tên mới", "+    supporting: [van-phong, chi-bo]",
         "-    note: Làm cùng tổng kết", "+    cites: [28-NQ/TW@2022-11-17]", "+    tags: [a, b]"],
        ["IV.5.1  overdue, until 2023-12-31  Tên mới", ONE],
    ),
    (
        "set IV.3.1:khao-sat title=Mới",
        ["-        title: Khảo sát ở các tỉnh", "+        title: Mới"],
        ["IV.3.1:khao-sat  not yet due, until 2025-06-30  Mới", ONE],
    ),
    (
        "set V.8 tags=",
        [f"-{V8}2024-12-01}}", "+- {id: V.8, title: Kiểm điểm, due: 2024, completed: 2024-12-01}"],
        ["V.8  completed on time 2024-12-01, not verified  Kiểm điểm", COLLECTIVE],
    ),
    ("set IV.5.1 note=Làm~cùng~tổng~kết", [], ["Nothing changes: the files say so already."]),
]  # fmt: skip


def words(line: str) -> list[str]:
    """Return the words of a command, in which `~` stands for a blank."""
    return [word.replace("~", " ") for word in line.split()]


@pytest.mark.parametrize(("line", "changes", "printed"), RECORDED, ids=[case[0] for case in RECORDED])
def test_what_is_recorded_is_exactly_what_was_meant(
    line: str, changes: list[str], printed: list[str], tmp_path: Path
) -> None:
    recorded = record(plan_in(tmp_path), *words(line))
    assert said(recorded) == printed
    assert recorded.changes == changes
    assert recorded.result.status == 0


@pytest.mark.parametrize("line", [case[0] for case in RECORDED if case[1]])
def test_what_was_recorded_is_valid_and_can_be_shown_beforehand(line: str, tmp_path: Path) -> None:
    before = texts(plan_in(tmp_path))
    shown = run(*words(line), "--dry-run", cwd=tmp_path)
    assert shown.status == 0
    assert texts(tmp_path) == before
    changes = [one for one in shown.stdout.splitlines() if one[:1] in "+-" and not one.startswith(("+++", "---"))]
    recorded = record(tmp_path, *words(line))
    assert sorted(one for one in recorded.changes if one not in "+-") == sorted(
        one for one in changes if one not in "+-"
    )
    assert "error" not in run("validate", cwd=tmp_path).stdout


@pytest.mark.parametrize("line", [case[0] for case in RECORDED if case[1]])
def test_what_is_in_order_stays_in_order(line: str, tmp_path: Path) -> None:
    folder = plan_in(tmp_path)
    assert run("fmt", cwd=folder).status == 0
    assert record(folder, *words(line)).changes
    assert run("fmt", "--check", cwd=folder).status == 0


REFUSED = [
    ("done IV.5.1 --on 2026-01-01",
     "Nothing is written: `completed` of IV.5.1 is dated 2026-01-01, after 2025-03-31: write a fact once it has "
     "happened"),
    ("done IV.3.1 --on 2023-12-31",
     "Nothing is written: `completed` of IV.3.1 is dated 2023-12-31, before its `started` of 2024-01-10: correct one "
     "of the dates"),
    ("done IV.5.1 --on 2023-11-20 --reported 2023-11-01",
     "Nothing is written: `completed` of IV.5.1 was reported on 2023-11-01, before its own date 2023-11-20: correct "
     "one of them"),
    ("done IV.10", "IV.10 was completed already, on 2024-09-02."),
    ("done V.3b", "V.3b recurs: say which of its deadlines. Such as: plan done V.3b:2024-H1"),
    ("done V.3b:2024-H9", "V.3b:2024-H9: V.3b has nothing called 2024-H9."),
    ("done IV.9 --output 999-QD", "--output: 999-QD is not registered in documents.yaml."),
    ("done IV.9 --document 1", "--document: 1 is not registered in documents.yaml."),
    ("done IV.9 --document 28-NQ/TW",
     "--document: 28-NQ/TW may be any of: 28-NQ/TW@2022-11-17, 28-NQ/TW@2017-06-01 Type one of them whole."),
    ("done IV.9 --on 2024-Q1", "--on: 2024-Q1 is no day, month or year."),
    ("done IV.9 --on hôm~qua", "--on: hôm qua is no day, month or year."),
    ("log IV.5.1 a\u200bb", "NOTE has a character in it that nobody sees: a\\u200bb Type it anew, without it."),
    ("log IV.5.1 a\udcffb", "NOTE has a character in it that nobody sees: a\\udcffb"),
    ("done IV.9 --evidence ~", "--evidence is empty. Leave it out, or say something."),
    ("done", "Say which task: its address, such as IV.5.1 or V.3b:2024-H1."),
    ("done IV.5", "There is no task IV.5. It has: IV.5.1"),
    ("start IV.3.1", "IV.3.1 was started already, on 2024-01-10."),
    ("start IV.10 --on 2024-10-01",
     "Nothing is written, for 2 reasons: `completed` of IV.10 is dated 2024-06-01, before its `started` of "
     "2024-10-01: correct one of the dates `completed` of IV.10 is dated 2024-09-02, before its `started` of "
     "2024-10-01: correct one of the dates"),
    ("log IV.5.1 IV.9", "Say what there is to report, in quotes behind the address."),
    ("log IV.5.1", 'Say which task: its address, such as IV.5.1 or V.3b:2024-H1. Such as: plan log IV.5.1 "..."'),
    ("log IV.5.1 x --percent 101", "--percent: 101 is no whole number from 0 to 100."),
    ("log IV.5.1 x --by ai", "No body is called ai."),
    ("return IV.10", "Say why it was returned: --reason TEXT."),
    ("return IV.5.1 --reason x", "IV.5.1 has no completion or submission that could be returned."),
    ("return IV.10 --reason x --on 2024-01-01",
     "Nothing is written: `returned` of IV.10 is dated 2024-01-01, before its `completed` of 2024-09-02: correct one "
     "of the dates"),
    ("verify IV.5.1", "IV.5.1 has no completion that could be verified."),
    ("reschedule IV.5.1", "Say to when: --to DUE."),
    ("reschedule IV.5.1 --to 31/12/2023",
     "Nothing is written: IV.5.1 is due until 2023-12-31 already: `2023-12-31` moves nothing"),
    ("reschedule IV.3.1 --to 2025-11",
     "Nothing is written: IV.3.1 is due until 2025-11-30 already: `2025-11` moves nothing"),
    ("reschedule IV.5.1 --to mai~kia", "--to: mai kia is no deadline."),
    ("reschedule IV.5.1 --document 123", "IV.5.1 has no deadline that was moved without a document."),
    ("reschedule IV.3.1 --document 123 --reason x",
     "Without --to only the --document of a provisional move is recorded: leave the others out."),
    ("reschedule V.3b --to 2026", "V.3b recurs: say which of its deadlines."),
    ("reschedule IV.5.1 --to before~nothing-such",
     "Nothing is written: nothing-such is no event, task or clause"),
    ("suspend IV.9", "IV.9 is suspended already, since 2024-02-01."),
    ("resume IV.5.1", "IV.5.1 is not suspended."),
    ("resume IV.9 --on 2024-01-01",
     "Nothing is written: `resumed` of IV.9 is dated 2024-01-01, before its `suspended` of 2024-02-01: correct one of "
     "the dates"),
    ("withdraw IV.5.1", "Say why or by what: --reason TEXT, --document NUMBER, or --into ID."),
    ("withdraw IV.10 --reason x", "IV.10 was completed on 2024-09-02: what is done cannot be withdrawn."),
    ("withdraw IV.5.1 --into IV.5.1", "IV.5.1 cannot go into itself."),
    ("withdraw IV.5.1 --into IV.99", "There is no task IV.99."),
    ("withdraw IV.5.1 --into IV.3.1:khao-sat", "IV.3.1:khao-sat is no task, but a place within one."),
    ("transfer IV.5.1", "Say to which body: --to BODY."),
    ("transfer IV.5.1 --to bm", "IV.5.1 stands in the file of Ban Một already."),
    ("transfer IV.3.1:khao-sat --to vp", "IV.3.1:khao-sat is within a task: only whole tasks go to another body."),
    ("set IV.5.1 due=2025",
     "A deadline that was stated stays as it was stated: it is not set anew. Record it instead: plan reschedule"),
    ("set IV.5.1 completed=2025",
     "completed is a fact: facts are recorded, not set. Record it instead: plan done"),
    ("set IV.5.1 id=IV.6", "id is not set by a command. Change it in the task's file."),
    ("set IV.5.1 tag=a", "A task has no field tag. Did you mean tags?"),
    ("set IV.5.1 title=", "IV.5.1 cannot be without its title."),
    ("set IV.5.1 title=a title=b", "title is no list: give it once."),
    ("set IV.5.1 supporting=ai", "No body is called ai."),
    ("set IV.5.1 report_every=mãi", "report_every: mãi is no length of time. Type it as 30 days, 3 months or 1 year."),
    ("set IV.3.1:khao-sat tags=a", "IV.3.1:khao-sat has no field tags. Fields: title, due_words, note"),
    ("set IV.5.1", "Say what to set: FIELD=VALUE."),
    ("log IV.5.1 --body bm x", "Name the tasks, or give filters that choose them: not both."),
    ("log --body vp x", "No task is chosen by these filters: nothing is changed."),
    ("log --due mai x", "--due: mai is no day or period."),
    ("done IV.5.1 IV.9", "2 tasks would change, and nobody can be asked."),
    ("log --body bm x", "4 tasks would change, and nobody can be asked."),
    ("done IV.5.1 IV.10 --yes", "IV.10 was completed already, on 2024-09-02."),
]  # fmt: skip


@pytest.mark.parametrize(("line", "reason"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_cannot_be_is_refused_and_nothing_is_written(line: str, reason: str, tmp_path: Path) -> None:
    recorded = record(plan_in(tmp_path), *words(line))
    told = " ".join(recorded.result.stderr.split())
    assert told.startswith("Error: ")
    assert reason in told
    assert recorded.changes == []
    assert (recorded.result.status, recorded.result.stdout) == (2, "")


# --- more than one, and who is asked


class Keys:
    """Somebody at a terminal who types one line; None is Ctrl-C."""

    def __init__(self, line: str | None) -> None:
        self.line = line

    @property
    def buffer(self) -> "Keys":
        """Return where the bytes of what is typed come from."""
        return self

    def readline(self) -> bytes:
        """Return the line, or be interrupted."""
        if self.line is None:
            raise KeyboardInterrupt
        return self.line.encode("utf-8", "surrogateescape")

    def isatty(self) -> bool:
        """Say that it is a terminal."""
        return True


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("y\n", 0),
        ("\udcff\n", 1),
        ("YES\n", 0),
        ("c\n", 0),
        ("Có\n", 0),
        ("có\n", 0),
        ("\n", 1),
        ("n\n", 1),
        ("maybe\n", 1),
        ("", 1),
        (None, 130),
    ],
)
def test_several_are_changed_only_when_whoever_is_asked_agrees(
    typed: str | None, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "at_terminal", lambda: True)
    monkeypatch.setattr("sys.stdin", Keys(typed))
    recorded = record(plan_in(tmp_path), *words("log --body bm --state overdue Đôn~đốc"))
    assert recorded.result.status == status
    assert bool(recorded.changes) == (status == 0)
    out = recorded.result.stdout.splitlines()
    assert out[:3] == [
        "IV.5.1, V.3b: progress 2025-03-31",
        "  IV.5.1  overdue, until 2023-12-31  Sửa quy chế chất vấn",
        "  V.3b  overdue, until 2024-06-30  Báo cáo sáu tháng",
    ]
    end = "" if typed and typed.endswith("\n") else "\n"
    told = "Nothing is written.\n" if status == 1 else ""
    assert recorded.result.stderr == f"Change 2 tasks? [y/N] {end}{told}"


def test_what_a_filter_chooses_is_asked_for_even_if_it_is_one(tmp_path: Path) -> None:
    recorded = record(plan_in(tmp_path), *words("resume --body bm"))
    assert recorded.result.stderr.splitlines()[0] == "Error: 1 task would change, and nobody can be asked."
    assert (recorded.changes, recorded.result.status) == ([], 2)


def test_one_that_is_named_is_changed_without_asking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "at_terminal", lambda: pytest.fail("asked"))
    assert record(plan_in(tmp_path), *words("start IV.5.1 IV.5.1")).result.status == 0


CHOSEN = [
    ("log --body bm x", ["IV.3.1", "IV.5.1", "IV.9", "V.3b"]),
    ("done --body bm", ["IV.3.1", "IV.5.1", "IV.9"]),
    ("start --body bm", ["IV.5.1", "IV.9", "V.3b"]),
    ("resume --body bm", ["IV.9"]),
    ("verify --flag unverified --by vp", ["IV.10", "V.8"]),
    ("reschedule --body bm --document 123", ["IV.3.1"]),
    ("reschedule --due 2024 --to 2026 --document 123", ["IV.9", "V.3b:2024-H1", "V.3b:2024-H2"]),
    ("done --due 2025-Q1", ["V.7:2025-Q1"]),
    ("set --tag a tags=c", ["V.8"]),
    ("return --search đã~xong --reason x", ["IV.10"]),
    ("suspend --state overdue --document 123", ["IV.5.1", "V.3b"]),
]


@pytest.mark.parametrize(("line", "chosen"), CHOSEN, ids=[case[0] for case in CHOSEN])
def test_filters_choose_what_the_command_can_be_said_of(line: str, chosen: list[str], tmp_path: Path) -> None:
    recorded = record(plan_in(tmp_path), *words(line), "--yes")
    assert recorded.result.status == 0, recorded.result.stderr
    assert [one.split("  ")[0] for one in recorded.result.stdout.splitlines()[:-1]] == chosen


# --- judged as validate would


def test_what_is_doubtful_is_said_and_written(tmp_path: Path) -> None:
    recorded = record(plan_in(tmp_path), *words("reschedule IV.5.1 --to 2025"))
    assert recorded.result.status == 0
    assert recorded.result.stderr.splitlines()[0] == (
        "plan/bodies/ban-mot.yaml:12:9: warning: reschedule-without-document"
    )
    assert "reschedule-without-document" in run("validate", cwd=tmp_path).stdout


@pytest.mark.parametrize("setting", ["off", "warning"])
def test_no_setting_lets_a_fact_be_written_that_cannot_have_happened(setting: str, tmp_path: Path) -> None:
    plan = f"{PLAN}checks: {{future-fact: {setting}, facts-out-of-order: {setting}}}\n"
    folder = plan_in(tmp_path, {"plan.yaml": plan})
    for line in ("done IV.5.1 --on 2026", "done IV.3.1 --on 2023"):
        recorded = record(folder, *words(line))
        assert (recorded.result.status, recorded.changes) == (2, [])


def test_the_plans_own_severity_decides_what_else_is_refused(tmp_path: Path) -> None:
    strict = plan_in(tmp_path, {"plan.yaml": f"{PLAN}checks: {{completed-without-evidence: error}}\n"})
    assert record(strict, *words("done IV.5.1")).result.status == 2
    assert record(strict, *words("done IV.5.1 --evidence 1")).result.status == 0


def test_the_faults_of_others_stop_nobody(tmp_path: Path) -> None:
    files = {
        "bodies/broken.yaml": "name: [\n",
        "bodies/other.yaml": "name: Other\ntasks:\n  - id: O.1\n    title: T\n    due: mai\n    completed: 2030\n",
        "bodies/ban-mot.yaml": f"{BLOCK}  - id: X\n    title: X\n    due: mai\n",
    }
    recorded = record(plan_in(tmp_path, files), *words("start IV.5.1 --on 2023-03-01"))
    assert (recorded.changes, recorded.result.status) == (["+    started: 2023-03-01"], 0)
    assert recorded.result.stderr == ""


def test_a_fault_in_the_task_itself_stops(tmp_path: Path) -> None:
    files = {"bodies/ban-mot.yaml": BLOCK.replace("due: 2023 ", "due: mai ")}
    recorded = record(plan_in(tmp_path, files), *words("start IV.5.1"))
    assert (recorded.changes, recorded.result.status) == ([], 2)


def test_an_id_that_stands_twice_is_told(tmp_path: Path) -> None:
    files = {"bodies/chi-bo.yaml": FLOW + "- {id: IV.5.1, title: Trùng}\n"}
    recorded = record(plan_in(tmp_path, files), *words("start IV.5.1"))
    assert "IV.5.1 stands at several places" in recorded.result.stderr
    assert (recorded.changes, recorded.result.status) == ([], 2)


def test_a_fact_of_a_period_that_is_not_over_is_said_to_count_later(tmp_path: Path) -> None:
    files = {"plan.yaml": PLAN.replace("Asia/Ho_Chi_Minh", "Pacific/Honolulu")}  # where it is still 30 March
    recorded = record(plan_in(tmp_path, files), *words("done IV.5.1 --on 03/2025 --evidence 1"))
    assert said(recorded)[:2] == [
        "2025-03 counts from its last day on, 2025-03-31: until then the state is as it",
        "was.",
    ]
    assert said(recorded)[2] == OVERDUE


def test_today_is_the_plans_own(tmp_path: Path) -> None:
    files = {"plan.yaml": PLAN.replace("Asia/Ho_Chi_Minh", "Pacific/Honolulu")}
    assert record(plan_in(tmp_path, files), *words("start IV.5.1")).changes == ["+    started: 2025-03-30"]


def test_what_is_typed_is_stored_composed(tmp_path: Path) -> None:
    import unicodedata

    typed = unicodedata.normalize("NFD", "Đã gửi lấy ý kiến")
    folder = plan_in(tmp_path)
    recorded = record(
        folder, "log", "IV.5.1", typed, "--on", "2024-01-02", "--by", unicodedata.normalize("NFD", "Văn phòng")
    )
    assert recorded.changes == [
        "+    progress:", "+      - date: 2024-01-02", "+        by: van-phong", "+        note: Đã gửi lấy ý kiến"
    ]  # fmt: skip


def test_a_submission_is_returned_and_verified_where_it_counts(tmp_path: Path) -> None:
    plan = f"{PLAN}met_by: submitted\n"
    task = "name: B\ntasks:\n  - id: A\n    title: T\n    due: 2024\n    submitted: 2024-05-06\n"
    folder = plan_in(tmp_path, {"plan.yaml": plan, "bodies/b.yaml": task})
    assert said(record(folder, *words("verify A --by vp --on 2024-06-01")))[0] == "A  completed on time 2024-05-06  T"
    recorded = record(folder, *words("return A --reason x --on 2024-07-01"))
    assert recorded.changes == ["+      returned:", "+        date: 2024-07-01", "+        reason: x"]
    assert said(recorded)[0] == "A  overdue, until 2024-12-31  T"
    assert record(folder, *words("submit A --on 2024-08-01")).result.status == 0
    assert "submitted:\n      - date: 2024-05-06" in texts(folder)["bodies/b.yaml"]


def test_a_completion_after_a_return_stands_beside_it(tmp_path: Path) -> None:
    folder = plan_in(tmp_path)
    assert record(folder, *words("return V.8 --reason x --on 2024-12-20")).result.status == 0
    recorded = record(folder, *words("done V.8 --on 2025-01-15 --evidence 1"))
    assert said(recorded)[0] == "V.8  completed late 2025-01-15, not verified  Kiểm điểm"
    line = texts(folder)["bodies/chi-bo.yaml"].splitlines()[-1]
    assert "completed: [{date: 2024-12-01, returned: {date: 2024-12-20, reason: x}}, {date: 2025-01-15" in line


def test_the_ends_of_lines_stay(tmp_path: Path) -> None:
    folder = plan_in(tmp_path, {"bodies/ban-mot.yaml": BLOCK.replace("\n", "\r\n")})
    assert record(folder, *words("start IV.5.1 --on 2023")).changes == ["+    started: 2023\r"]


def test_periods_are_found_in_whatever_form_they_are_written(tmp_path: Path) -> None:
    task = "name: B\ntasks:\n  - id: A\n    title: T\n    due: every quarter from 2024\n"
    task += "    occurrences:\n      2024-33:\n        note: x\n"
    folder = plan_in(tmp_path, {"bodies/b.yaml": task})
    recorded = record(folder, *words("done A:2024-Q1 --on 2024-03-01 --evidence 1"))
    assert recorded.result.status == 0
    assert texts(folder)["bodies/b.yaml"].count("2024-33") == 1
    assert "2024-Q1" not in texts(folder)["bodies/b.yaml"]


def test_what_changed_between_question_and_answer_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = plan_in(tmp_path)
    file = folder / "plan" / "bodies" / "ban-mot.yaml"

    def agreed(question: str) -> bool:
        file.write_text(BLOCK.replace("    note: Làm cùng tổng kết\n", "    completed: 2023-05-06\n"), "utf-8")
        return True

    monkeypatch.setattr(making, "at_terminal", lambda: True)
    monkeypatch.setattr(making, "agreed", agreed)
    result = run(*words("done IV.5.1 IV.9 --evidence 1"), cwd=folder)
    assert result.stderr.startswith("Error: IV.5.1 was completed already, on 2023-05-06.\n")
    assert "evidence: ['1']" not in file.read_text("utf-8")
    assert result.status == 2


# --- taken back, and committed


def checkout(folder: Path, files: dict[str, str | bytes] | None = None) -> Checkout:
    """Return the plan in a repository of its own, all of it committed."""
    made = Checkout.new(plan_in(folder, files))
    made.commit({})
    return made


def test_git_takes_back_what_it_has(tmp_path: Path) -> None:
    made = checkout(tmp_path)
    recorded = record(tmp_path, *words("done IV.5.1 --on 2023-11-20 --evidence 1"))
    assert said(recorded)[-1] == "To take it back: git restore -- plan/bodies/ban-mot.yaml"
    made.git("restore", "--", "plan/bodies/ban-mot.yaml")
    assert texts(tmp_path)["bodies/ban-mot.yaml"] == BLOCK
    inside = run(*words("transfer IV.5.1 --to vp"), cwd=tmp_path / "plan" / "bodies")
    assert inside.stdout.splitlines()[-1] == "To take it back: git restore -- van-phong.yaml ban-mot.yaml"


def test_from_outside_the_repository_it_is_named(tmp_path: Path) -> None:
    checkout(tmp_path / "kế hoạch")
    result = run("start", "IV.5.1", "--plan", "kế hoạch", cwd=tmp_path)
    assert result.stdout.splitlines()[-1] == (
        f"To take it back: git -C '{tmp_path}/kế hoạch/plan' restore -- bodies/ban-mot.yaml"
    )


def test_what_git_could_not_take_back_alone_is_said(tmp_path: Path) -> None:
    checkout(tmp_path)
    assert record(tmp_path, *words("start IV.5.1 --on 2023")).result.status == 0
    recorded = record(tmp_path, *words("log IV.5.1 x"))
    assert said(recorded)[1:] == [
        ONE,
        "plan/bodies/ban-mot.yaml had changes that are not committed: git restore would take those back too.",
    ]


def test_a_new_file_is_only_said_to_be_written(tmp_path: Path) -> None:
    made = checkout(tmp_path)
    made.write({"plan/bodies/new.yaml": "name: New\ntasks:\n  - id: N\n    title: N\n"})
    assert said(record(tmp_path, *words("start N"))) == ["N  no deadline  N", "Written: plan/bodies/new.yaml"]


@pytest.mark.parametrize(
    ("language", "line", "subject"),
    [
        ("vi", "done IV.5.1 --on 20/11/2023 --evidence 1", "IV.5.1: hoàn thành ngày 20/11/2023"),
        ("en", "done IV.5.1 --on 20/11/2023 --evidence 1", "IV.5.1: completed 2023-11-20"),
        ("fr", "done IV.5.1 --on 20/11/2023 --evidence 1", "IV.5.1: completed 2023-11-20"),
        ("vi", "start IV.5.1 --on 02/2023", "IV.5.1: bắt đầu tháng 02/2023"),
        ("vi", "log IV.5.1 x --on 2023", "IV.5.1: tiến độ năm 2023"),
        ("vi", "submit IV.5.1 --on 2023-12-01", "IV.5.1: đã trình ngày 01/12/2023"),
        ("vi", "return IV.10 --reason x", "IV.10: trả lại ngày 31/03/2025"),
        ("vi", "verify IV.10", "IV.10: xác nhận hoàn thành ngày 31/03/2025"),
        ("vi", "reschedule IV.5.1 --to 2025", "IV.5.1: gia hạn, thời hạn mới: trong năm 2025, ngày 31/03/2025"),
        ("en", "reschedule IV.5.1 --to 2025", "IV.5.1: rescheduled to within 2025, 2025-03-31"),
        ("vi", "reschedule IV.3.1 --document 123", "IV.3.1: gia hạn theo 123-KL/TW"),
        ("vi", "suspend IV.5.1 --document 123", "IV.5.1: tạm dừng thực hiện ngày 31/03/2025"),
        ("vi", "resume IV.9", "IV.9: tiếp tục thực hiện ngày 31/03/2025"),
        ("vi", "withdraw IV.5.1 --reason x", "IV.5.1: dừng thực hiện ngày 31/03/2025"),
        ("vi", "transfer IV.5.1 --to vp", "IV.5.1: chuyển đến Văn phòng, ngày 31/03/2025"),
        ("vi", "set IV.5.1 tags=a title=T", "IV.5.1: sửa tags, title"),
    ],
)
def test_a_commit_says_what_happened_in_the_plans_language(
    language: str, line: str, subject: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    made = checkout(tmp_path, {"plan.yaml": PLAN.replace("language: vi", f"language: {language}")})
    made.write({"other.txt": "not mine\n"})
    made.git("add", "other.txt")
    result = run(*words(line), "--commit", cwd=tmp_path)
    assert result.status == 0, result.stderr
    commit = made.git("rev-parse", "--short", "HEAD")
    assert result.stdout.splitlines()[-2:] == [
        f"Committed as {commit}: {subject}",
        f"To take it back: git revert {commit}",
    ]
    assert made.git("log", "-1", "--format=%B") == subject
    assert made.git("status", "--porcelain") == "A  other.txt"
    made.git("reset", "-q", "other.txt")  # git reverts nothing while something else is staged
    made.git("revert", "--no-edit", commit)
    assert texts(tmp_path)["bodies/ban-mot.yaml"] == BLOCK


def test_a_commit_of_many_names_them_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    made = checkout(tmp_path)
    assert run(*words("log --body bm x --yes --commit"), cwd=tmp_path).status == 0
    assert made.git("log", "-1", "--format=%B") == "4 nhiệm vụ: tiến độ ngày 31/03/2025\n\nIV.3.1, IV.5.1, IV.9, V.3b"


def test_only_what_is_wholly_this_change_is_committed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    made = checkout(tmp_path)
    made.write({"plan/bodies/ban-mot.yaml": BLOCK + "# mới\n"})
    for _staged in range(2):
        recorded = record(tmp_path, *words("start IV.5.1 --commit"))
        assert " ".join(recorded.result.stderr.split()) == (
            "Error: --commit: plan/bodies/ban-mot.yaml has other changes that are not committed. Nothing is written. "
            "Commit it by itself first, or leave --commit out."
        )
        assert (recorded.changes, recorded.result.status) == ([], 2)
        made.git("add", "-A")
    made.write({"plan/bodies/new.yaml": "name: New\ntasks:\n  - id: N\n    title: N\n"})
    assert "is not in git yet" in run(*words("start N --commit"), cwd=tmp_path).stderr


def test_without_a_repository_nothing_is_committed_nor_written(tmp_path: Path) -> None:
    recorded = record(plan_in(tmp_path), *words("start IV.5.1 --commit"))
    assert recorded.result.stderr.startswith("Error: --commit: the plan is in no git repository")
    assert (recorded.changes, recorded.result.status) == ([], 2)


def test_during_a_merge_nothing_is_committed_nor_written(tmp_path: Path) -> None:
    made = checkout(tmp_path)
    made.git("switch", "-qc", "side")
    made.commit({"a.txt": "1"})
    made.git("switch", "-q", "main")
    made.commit({"b.txt": "1"})
    made.git("merge", "--no-commit", "side")
    recorded = record(tmp_path, *words("start IV.5.1 --commit"))
    assert "in the middle of a merge" in " ".join(recorded.result.stderr.split())
    assert (recorded.changes, recorded.result.status) == ([], 2)


def test_a_hook_that_refuses_leaves_the_change_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    made = checkout(tmp_path)
    hook = tmp_path / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho no commits today >&2\nexit 1\n")
    hook.chmod(0o755)
    recorded = record(tmp_path, *words("start IV.5.1 --on 2023 --commit"))
    assert recorded.result.stderr.splitlines() == [
        "Error: The change is written, but git did not commit it.",
        "git says:",
        "  no commits today",
        "To take it back: git restore -- plan/bodies/ban-mot.yaml",
    ]
    assert (recorded.changes, recorded.result.status) == (["+    started: 2023"], 2)
    assert made.git("log", "-1", "--format=%s") == "change"


# --- in Vietnamese


def test_everything_is_said_in_vietnamese(tmp_path: Path) -> None:
    recorded = record(plan_in(tmp_path), *words("done IV.5.1 --on 20/11/2023 --evidence 1 --lang vi"))
    assert said(recorded) == [
        "IV.5.1  hoàn thành đúng hạn 20/11/2023, chờ xác nhận  Sửa quy chế chất vấn",
        "Đã ghi: plan/bodies/ban-mot.yaml",
    ]
    again = record(tmp_path, *words("done IV.5.1 --lang vi"))
    assert again.result.stderr.splitlines()[0] == "Lỗi: IV.5.1 đã hoàn thành rồi, ngày 20/11/2023."


def test_one_source_stands_without_a_list(tmp_path: Path) -> None:
    plan = f"{PLAN}sources: {{s: {{outline: [{{id: I}}, {{id: II}}]}}}}\nchecks: {{uncovered-source: off}}\n"
    folder = plan_in(tmp_path, {"plan.yaml": plan})
    assert record(folder, *words("set IV.5.1 source=I")).changes == ["+    source: I"]
    assert record(folder, *words("set IV.5.1 source=I,II")).changes == ["-    source: I", "+    source: [I, II]"]
    assert "the outline has no clause III" in " ".join(
        record(folder, *words("set IV.5.1 source=III")).result.stderr.split()
    )


def test_every_command_says_what_it_records(tmp_path: Path) -> None:
    for name in recording.MODULES:
        shown = run(name, "--help", cwd=tmp_path)
        assert shown.status == 0
        assert "--dry-run" in shown.stdout
    assert FILES["bodies/ban-mot.yaml"] == BLOCK


@pytest.mark.skipif(sys.platform == "win32", reason="has no such terminals")
@pytest.mark.parametrize(
    ("keys", "status", "written"), [(b"y\r", 0, True), (b"\r", 1, False), (b"\x04", 1, False), (b"\x03", 130, False)]
)
def test_a_terminal_is_asked(keys: bytes, status: int, written: bool, tmp_path: Path) -> None:
    import pty

    folder = plan_in(tmp_path)
    words_there = [sys.executable, "-c", CALL, "log", "IV.5.1", "IV.9", "Đôn đốc", "--on", "2025-01-02"]
    pid, terminal = pty.fork()
    if not pid:
        os.chdir(folder)
        os.execve(sys.executable, words_there, {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)})
    shown = b""
    while b"[y/N] " not in shown:
        shown += os.read(terminal, 1024)
    os.write(terminal, keys)
    with suppress(OSError):  # how Linux says that nobody is there any more
        while more := os.read(terminal, 1024):
            shown += more
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == status, shown
    assert ("Đôn đốc" in texts(folder)["bodies/ban-mot.yaml"]) == written
