"""The checks: documented, true of their own examples, silent where they should be, and exact at their boundaries."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from building import HERE, located, task
from building import plan as build
from support import SHIPPED, run

from plancli import checks, i18n
from plancli.checks.rings import ring_words, rings
from plancli.checks.suggest import BUDGET, Suggestions
from plancli.checks.words import is_lasting, may_lack_an_end, mentions, says_before
from plancli.deadline import parse_span
from plancli.documents import Register
from plancli.load import load
from plancli.model import Document
from plancli.problem import Problem
from plancli.report.problems import findings
from plancli.source import Folder
from plancli.state import Standing

CASES = Path(__file__).parent / "cases"
MEANING_CASES = sorted(path.parent for name in checks.MEANING for path in (CASES / name).glob("*/plan.yaml"))
DAY = date(2024, 6, 30)


def found(folder: Path, day: date = DAY) -> list[Problem]:
    """Return what reading and the checks of meaning that are not turned off find in a plan."""
    loaded = load(Folder(folder))
    standing = Standing(loaded.plan, day)
    problems = list(loaded.problems)
    for name in checks.MEANING:
        if loaded.plan.info.checks.get(name) != "off":
            problems += checks.get(name).check(standing)
    return problems


def names(problems: list[Problem]) -> set[str]:
    return {problem.name for problem in problems}


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for file, text in {"plan.yaml": "format: 1\ntitle: Kế hoạch\n", **files}.items():
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_text(text, "utf-8")
    return folder


# --- every check is documented --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", checks.NAMES)
def test_a_check_is_documented(name: str) -> None:
    check = checks.get(name)
    page = (check.__doc__ or "").rstrip()
    summary, *paragraphs = page.split("\n\n")
    assert name == check.NAME
    assert re.fullmatch(r"[A-Z][^\n]+\.", summary), "the first line says what is found"
    assert re.search(r"\S\.$", paragraphs[0], re.MULTILINE), "then why it matters"
    assert re.search(r"\n\nFails\b[^\n]*:\n\n    \S", page)
    assert re.search(r"\n\nWrite instead:\n\n    \S", page)
    assert page.index("Fails") < page.index("Write instead:")
    assert max(map(len, page.splitlines())) <= 120


@pytest.mark.parametrize("name", checks.NAMES)
def test_a_check_says_what_it_needs(name: str) -> None:
    check = checks.get(name)
    assert check.SEVERITY in ("error", "warning")
    assert 10 < len(check.SUMMARY) <= 72
    assert check.SUMMARY[-1] != "."
    assert check.MESSAGES
    for message in check.MESSAGES.values():
        assert "'" not in message
        assert not message.endswith(".")


@pytest.mark.parametrize("name", checks.NAMES)
def test_a_check_has_cases(name: str) -> None:
    cases = [path.name for path in (CASES / name).iterdir()]
    assert any(case.startswith("passes") for case in cases)
    assert any(not case.startswith("passes") for case in cases)


def test_only_checks_have_cases() -> None:
    assert {path.name for path in CASES.iterdir()} <= set(checks.NAMES)


# --- the cases ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", MEANING_CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_case_shows_its_own_finding_only(case: Path) -> None:
    args = (case / "args").read_text().split() if (case / "args").exists() else ["--as-of", DAY.isoformat()]
    assert args[0] == "--as-of"
    expected = set() if case.name.startswith("passes") else {case.parent.name}
    assert names(found(case, date.fromisoformat(args[1]))) == expected


def test_every_message_of_meaning_is_shown_by_a_case() -> None:
    shown: set[tuple[str, str]] = set()
    for case in MEANING_CASES:
        args = (case / "args").read_text().split() if (case / "args").exists() else ["--as-of", DAY.isoformat()]
        for problem in found(case, date.fromisoformat(args[1])):
            checks.get(problem.name).MESSAGES[problem.variant].format(**problem.values)
            shown.add((problem.name, problem.variant))
    assert shown == {(name, variant) for name in checks.MEANING for variant in checks.get(name).MESSAGES}


# --- the examples of the manual pages -------------------------------------------------------------------------------

IN_PLAN = ("checks", "events", "sources", "timezone", "language", "views")
IN_TASK = ("due", "due_words", "rescheduled", "completed", "withdrawn", "cites", "milestones")
BODIES = ("ban-bi-thu", "ban-chinh-sach", "ban-tuyen-giao-trung-uong", "van-phong-trung-uong-dang")
REGISTER = """documents:
  - {number: 28-NQ/TW, date: 2022-11-17}
  - {number: 28-NQ/TW, date: 2017-10-25}
  - {number: 132-QĐ/TW}
  - {number: 123-KL/TW}
"""


def examples(name: str) -> Iterator[tuple[str, date]]:
    """Yield the failing and the right example of a manual page, and the day to judge each at."""
    page = checks.get(name).__doc__ or ""
    head, _, right = page.partition("Write instead:")
    _, _, fails = head.partition("Fails")
    heading, _, fails = fails.partition(":\n")
    day = re.search(r"on ([0-9-]+)", heading)
    for text in (fails, right):
        yield (
            re.sub(r"^    ", "", text, flags=re.MULTILINE).strip() + "\n",
            date.fromisoformat(day[1] if day else "2026-06-30"),
        )


def files_of(example: str) -> dict[str, str]:
    """Return the files of a plan in which the parts of an example stand where they belong."""
    files = {f"bodies/{body}.yaml": f"name: {body}\n" for body in BODIES}
    files["documents.yaml"] = REGISTER
    files["plan.yaml"] = "format: 1\ntitle: Kế hoạch\n"
    in_task = ""
    for part in re.split(r"\n(?=\S)(?!tasks|name|until|succ|coll|memb)|(?<=\n)\n(?=tasks)", example):
        key = part.partition(":")[0]
        if part.startswith("# "):
            file, _, text = part.removeprefix("# ").partition("\n")
            files[file] = text
        elif key in IN_PLAN:
            files["plan.yaml"] += part + "\n"
        elif key == "documents":
            files["documents.yaml"] = part + "\n"
        elif key == "tasks":
            files["bodies/ban-mau.yaml"] = "name: Ban mẫu\n" + part + "\n"
        else:
            assert key in IN_TASK, part
            in_task += re.sub(r"^", "    ", part.rstrip("\n"), flags=re.MULTILINE) + "\n"
    if in_task:
        files["bodies/ban-mau.yaml"] = "name: Ban mẫu\ntasks:\n  - id: IV.4.4\n    title: Việc mẫu\n" + in_task
    return files


@pytest.mark.parametrize("name", checks.MEANING)
def test_the_examples_of_a_manual_page_are_true(name: str, tmp_path: Path) -> None:
    for number, (example, day) in enumerate(examples(name)):
        folder = tmp_path / str(number)
        folder.mkdir()
        problems = found(write(folder, files_of(example)), day)
        assert (name in names(problems)) == (number == 0), problems
        assert not names(problems) & {*checks.TEXT, *checks.SHAPE}, problems


# --- what cannot be read proves nothing -----------------------------------------------------------------------------

BROKEN = "a: [\n"
OUTLINE = "format: 1\ntitle: Kế hoạch\nsources:\n  ke-hoach:\n    outline:\n      - id: '1'\n      - id: '2'\n"
LEAD = "name: Ban A\ntasks:\n  - id: a\n    title: Việc A\n    source: '1'\n"


@pytest.mark.parametrize(
    ("finding", "files", "broken"),
    [
        ("unknown-body", {"bodies/a.yaml": LEAD + "    supporting: [b]\n"}, "bodies/b.yaml"),
        ("unknown-document", {"bodies/a.yaml": LEAD + "    cites: [1-KL/BM]\n"}, "documents.yaml"),
        ("unknown-source", {"bodies/a.yaml": LEAD.replace("'1'", "'3'"), "plan.yaml": OUTLINE}, "plan.yaml"),
        ("uncovered-source", {"bodies/a.yaml": LEAD, "plan.yaml": OUTLINE}, "bodies/b.yaml"),
        ("unused-document", {"bodies/a.yaml": LEAD, "documents.yaml": REGISTER}, "bodies/b.yaml"),
        ("unknown-task", {"bodies/a.yaml": LEAD + "    depends: [b]\n"}, "bodies/b.yaml"),
        ("unknown-event", {"bodies/a.yaml": LEAD + "    due: after b\n"}, "bodies/b.yaml"),
        ("unknown-event", {"bodies/a.yaml": LEAD + "    due: after b\n"}, "plan.yaml"),
        (
            "unknown-member",
            {"bodies/a.yaml": LEAD + "    co_leads: [b]\n    members:\n      m:\n        started: 2024-01-01\n"},
            "bodies/b.yaml",
        ),
    ],
)
def test_an_unread_file_silences_what_it_may_answer(
    finding: str, files: dict[str, str], broken: str, tmp_path: Path
) -> None:
    sound, unsound = tmp_path / "sound", tmp_path / "unsound"
    for folder in (sound, unsound):
        folder.mkdir()
        write(folder, files)
    write(unsound, {**files, broken: BROKEN})
    if broken == "bodies/b.yaml" and finding == "unknown-member":
        write(sound, {**files, broken: "name: Ban B\n"})
    assert finding in names(found(sound))
    assert finding not in names(found(unsound))


@pytest.mark.parametrize(
    ("finding", "field", "unread"),
    [
        ("completed-without-evidence", "completed: {date: 2024-01-01}", "completed: {date: 2024-01-01, document: []}"),
        ("unknown-occurrence", "occurrences: {2024: {started: 2024-01-01}}", "due: 12/2024\n    occurrences: {2024: }"),
        ("word-date-mismatch", "due_words: trong năm 2024", "due_words: trong năm 2024\n    due: 12/2023"),
        ("unused-document", "note: không", "note: không\n    started: {document: 123-KL/TW}"),
        (
            "reschedule-without-document",
            "rescheduled: [{date: 2024-01-01, to: 2025}]",
            "rescheduled: [{date: 2024-01-01, to: 2025, document: {}}]",
        ),
        (
            "reschedule-earlier",
            "due: 2025\n    rescheduled: [{date: 2024-01-01, to: 2024}]",
            "due: 2025\n    rescheduled: [{date: 2024-01-01, to: 2024}, {date: 2023-01-01, to: 12/2023}]",
        ),
    ],
)
def test_an_unread_field_is_not_judged_as_absent(finding: str, field: str, unread: str, tmp_path: Path) -> None:
    for name, text, expected in (("read", field, True), ("unread", unread, False)):
        folder = tmp_path / name
        folder.mkdir()
        write(folder, {"bodies/a.yaml": f"{LEAD}    {text}\n", "documents.yaml": REGISTER})
        assert (finding in names(found(folder))) is expected


@pytest.mark.parametrize("day", ["2000-01-01", "2024-06-30", "2024-12-31", "2100-01-01"])
def test_the_shipped_plan_has_no_finding_on_any_day(day: str) -> None:
    assert found(SHIPPED, date.fromisoformat(day)) == []


# --- boundaries -----------------------------------------------------------------------------------------------------


def told(finding: str, fields: Mapping[str, object], day: date = DAY, **plan_fields: Any) -> list[Mapping[str, str]]:
    """Return the values of one check's findings at a plan of one task."""
    standing = Standing(build({"id": "1", **fields}, **plan_fields), day)
    return [problem.values for problem in checks.get(finding).check(standing)]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"started": "2024-03", "completed": "2024-03"}, False),
        ({"started": "2024-03", "completed": "2024-02"}, True),
        ({"started": "2024-02", "completed": "2024-03"}, False),
        ({"started": "2024", "completed": "2024-01-01"}, False),
        ({"started": "2024-12-31", "completed": "2024"}, False),
        ({"started": "2025-01-01", "completed": "2024"}, True),
        ({"completed": {"date": "2024-03", "returned": {"date": "2024-03"}}}, False),
        ({"completed": {"date": "2024-03", "returned": {"date": "2024-02"}}}, True),
        ({"completed": {"date": "2024-03", "returned": {"date": "2024-03-01"}}}, False),
        ({"completed": {"date": "2024-03-31", "returned": {"date": "2024-03"}}}, False),
        ({"completed": {"date": "2024-03", "verified": {"date": "2024-03-01"}}}, False),
        ({"completed": {"date": "2024-03", "verified": {"date": "2024-02-29"}}}, True),
        ({"suspended": {"date": "2024-03", "resumed": "2024-03-01"}}, False),
        ({"suspended": {"date": "2024-03-31", "resumed": "2024-03"}}, False),
        ({"suspended": {"date": "2024-03", "resumed": "2024-02"}}, True),
        ({"progress": {"date": "2024-03", "reported": "2024-03-01"}}, False),
        ({"progress": {"date": "2024-03-31", "reported": "2024-03"}}, False),
        ({"progress": {"date": "2024-03", "reported": "2024-02"}}, True),
        ({"withdrawn": {"date": "2024-03"}, "completed": "2024-03-31"}, False),
        ({"withdrawn": {"date": "2024-03-01"}, "completed": "2024-03"}, False),
        ({"withdrawn": {"date": "2024-03"}, "completed": "2024-04"}, True),
        ({"withdrawn": {"date": "2024-03"}, "submitted": "2024-04"}, False),
    ],
)
def test_only_what_is_certainly_out_of_order(fields: Mapping[str, object], *, wrong: bool) -> None:
    assert bool(told("facts-out-of-order", fields)) is wrong


@pytest.mark.parametrize(
    ("fields", "future"),
    [
        ({"progress": {"date": "2024-01-01", "reported": "2024-06-30"}}, []),
        ({"progress": {"date": "2024-01-01", "reported": "2024"}}, []),
        ({"progress": {"date": "2024-01-01", "reported": "2024-07"}}, ["reported"]),
        ({"suspended": {"date": "2024-01-01", "resumed": "2024-06-30"}}, []),
        ({"suspended": {"date": "2024-01-01", "resumed": "2024"}}, []),
        ({"suspended": {"date": "2024-01-01", "resumed": "2025"}}, ["resumed"]),
        ({"completed": {"date": "2025", "verified": {"date": "2026"}}}, ["completed", "verified"]),
    ],
)
def test_the_future_begins_after_the_day(fields: Mapping[str, object], future: list[str]) -> None:
    assert [values["field"] for values in told("future-fact", fields)] == future


def moved(day: str, to: str) -> dict[str, str]:
    return {"date": day, "to": to, "document": "x"}


@pytest.mark.parametrize(
    ("fields", "before"),
    [
        ({"due": "2024", "rescheduled": moved("2024-05-01", "2024")}, []),
        ({"due": "2024", "rescheduled": moved("2024-05-01", "2024-Q3")}, ["2024-12-31"]),
        ({"due": "2024", "rescheduled": [moved("2024-05-01", "ongoing"), moved("2024-06-01", "2024-Q3")]}, []),
        ({"due": "2024", "rescheduled": moved("2024-05-01", "2024-Q3"), "faults": ["rescheduled"]}, []),
        ({"due": "2024", "members": {"m": {"rescheduled": moved("2024-05", "2023"), "faults": ["completed"]}}}, []),
        ({"due": "every year from 2024", "rescheduled": moved("2024-05-01", "2024-06")}, []),
        ({"due": "2024", "members": {"m": {"rescheduled": moved("2024-05-01", "2024-Q3")}}}, ["2024-12-31"]),
        (
            {
                "due": "2024",
                "rescheduled": moved("2024-06-15", "2023"),
                "members": {"m": {"rescheduled": moved("2024-06", "2024-Q3")}},
            },
            ["2024-12-31"],  # the task's own; the member's comes later than what then holds
        ),
        (
            {
                "due": "every year by 12-15 from 2024",
                "occurrences": {"2024": {"members": {"m": {"rescheduled": moved("2024-05-01", "by 2024-12-14")}}}},
            },
            ["2024-12-15"],
        ),
        (
            {
                "due": "every year by 12-15 from 2024",
                "occurrences": {
                    "2024": {
                        "rescheduled": moved("2024-05", "2025"),
                        "members": {"m": {"rescheduled": moved("2024-05-31", "2025-06")}},
                    }
                },
            },
            ["2025-12-31"],
        ),
        (
            {
                "due": "every year by 12-15 from 2024",
                "occurrences": {
                    "2024": {
                        "rescheduled": moved("2024-05", "2025"),
                        "members": {"m": {"rescheduled": moved("2024-05-30", "2025-06")}},
                    }
                },
            },
            [],
        ),
    ],
)
def test_what_a_rescheduling_is_compared_with(fields: Mapping[str, object], before: list[str]) -> None:
    assert [values["before"] for values in told("reschedule-earlier", fields)] == before


@pytest.mark.parametrize(
    ("due", "key", "message"),
    [
        ("every month from 2024", "2024-06", None),
        ("every month from 2024-06-30", "2024-06", None),
        ("every month from 2024-07", "2024-06", "2024-07, 2024-08, 2024-09"),
        ("every month from 2024 until 2024-06", "2024-06", None),
        ("every month from 2024 until 2024-06-29", "2024-06", "2024-01, 2024-02, 2024-03"),
        ("every month before 02 from 2024", "2024-01", None),
        ("every month by 15 from 2024", "2024-01-15", "did you mean 2024-01"),
        ("every month by 15 and 30 from 2024", "2024-01-15", None),
        ("every month by 15 and 30 from 2024", "2024-02-30", "2024-01-15, 2024-01-30, 2024-02-15"),
        ("every month by 15 and 30 from 2024", "2024-02-29", None),
        ("every month by 15 and 30 from 2024", "2024-02-27", "did you mean 2024-02-29"),
        ("every month by 15 and 30 from 2024", "2024-02-20", "did you mean 2024-02-15"),
        ("every month by 15 and 30 from 2024", "2024-02", "did you mean 2024-02-15, 2024-02-29"),
        ("every quarter from 2024", "12/2024", "did you mean 2024-Q4"),
        ("every quarter from 2024", "2024-04/2024-07", "did you mean 2024-Q2, 2024-Q3"),
        ("every quarter from 2024", "2024-07/2024-09", "did you mean 2024-Q3"),
        ("every quarter from 2024", "2024/..", "2024-Q1, 2024-Q2, 2024-Q3"),
        ("every quarter from 2024", "2124-Q2", None),
        ("every quarter from 2024", "9999-Q4", "2024-Q1, 2024-Q2, 2024-Q3"),
        ("every quarter", "2024-Q1", None),  # where it begins is not known: a finding of shape
    ],
)
def test_names_of_deadlines(due: str, key: str, message: str | None) -> None:
    values = told("unknown-occurrence", {"due": due, "occurrences": {key: {"started": "2024-01-01"}}})
    shown = [f"did you mean {one['nearest']}" if one["nearest"] else one["examples"] for one in values]
    assert shown == ([] if message is None else [message])


@pytest.mark.parametrize(
    ("replaced", "key", "known"),
    [
        ("2024-04-01", "2023-Q4", True),
        ("2024-04-01", "2024-Q2", True),  # had begun when the series was replaced
        ("2024-03-31", "2024-Q2", False),
        ("2024-04-01", "2024-Q3", False),
        ("2024", "2024-Q4", True),
        ("2024-04-01", "2024-H1", True),
        ("2024-04-01", "2025-H2", True),
        ("2024-04-01", "2025", False),
        ("2024-04-01", "2026-H1", False),
        ("2024-04-01", "2026", True),
    ],
)
def test_names_of_deadlines_of_a_replaced_series(replaced: str, key: str, *, known: bool) -> None:
    fields = {
        "due": "every quarter from 2023",
        "rescheduled": [moved(replaced, "every half from 2024"), moved("2025-12-31", "every year from 2026")],
        "occurrences": {key: {"started": "2024-01-01"}},
    }
    assert bool(told("unknown-occurrence", fields)) is not known


@pytest.mark.parametrize(
    ("fields", "told_of"),
    [
        ({"completed": {"date": "2024-01", "verified": {"date": "2024-02-15", "by": "b"}}}, 0),
        ({"completed": {"date": "2024-01", "verified": {"date": "2024-02-16", "by": "b"}}}, 1),
        ({"completed": {"date": "2024-01", "verified": {"date": "2024-02", "by": "b"}}}, 1),
        ({"completed": {"date": "2024-01", "verified": {"date": "2024-02", "by": "a"}}}, 1),
        (
            {
                "completed": {"date": "2024-01", "verified": {"date": "2024-02", "by": "a"}},
                "transferred": {"date": "2024-01", "from": "c"},
                "faults": ["transferred"],
            },
            0,
        ),
    ],
)
def test_who_leads_on_the_day_of_the_verification(fields: Mapping[str, object], told_of: int) -> None:
    bodies = {"a": {"until": "2024-02-15", "succeeded_by": ["b"]}, "b": {}, "c": {}}
    assert len(told("verified-by-lead", fields, bodies=bodies)) == told_of


def test_an_unjudged_task_or_milestone_has_no_open_milestone() -> None:
    done = {"completed": "2024-01", "milestones": {"x": {}, "y": {"faults": ["completed"]}}}
    assert [values["milestone"] for values in told("milestone-open", done)] == ["x"]
    assert told("milestone-open", {**done, "faults": ["completed"]}) == []


def test_an_unread_part_may_cite_anything() -> None:
    register = [{"number": "1-KL/BM"}]
    member = {"due": "2024", "members": {"m": {"faults": ["completed"]}}}
    within = {"due": "every year from 2024", "occurrences": {"2024": member}}
    assert len(told("unused-document", {"due": "2024"}, documents=register)) == 1
    assert told("unused-document", member, documents=register) == []
    assert told("unused-document", within, documents=register) == []


def test_an_unknown_number_with_a_date_is_not_taken_for_a_wrong_date() -> None:
    standing = Standing(build({"id": "1", "cites": ["1-KL/BM@2024-01-01"]}, documents=[{"number": "77-QĐ/TW"}]), DAY)
    assert [problem.variant for problem in checks.get("unknown-document").check(standing)] == [""]


# --- dates in the language of the reader ----------------------------------------------------------------------------

DATED = [
    ("facts-out-of-order", {"started": "2024-03", "completed": "2024-02-29"}, "29/02/2024 03/2024"),
    ("facts-out-of-order", {"progress": {"date": "2024-03-05", "reported": "2024-02"}}, "02/2024 05/03/2024"),
    ("future-fact", {"completed": "2025"}, "2025 30/06/2024"),
    ("reschedule-earlier", {"due": "2024", "rescheduled": moved("2024-05-01", "2024-Q3")}, "30/09/2024 31/12/2024"),
    ("word-date-mismatch", {"due": "2023", "due_words": "Q4/2024, 6/2025"}, "quý IV/2024 06/2025"),
]


@pytest.mark.parametrize(("finding", "fields", "vietnamese"), DATED)
def test_messages_say_dates_as_people_write_them(finding: str, fields: Mapping[str, object], vietnamese: str) -> None:
    problems = list(checks.get(finding).check(Standing(build({"id": "1", **fields}), DAY)))
    (english,) = findings(problems, {})
    i18n.set_language("vi")
    (translated,) = findings(problems, {})
    for shown in vietnamese.split(" ") if "quý" not in vietnamese else ["quý IV/2024", "06/2025"]:
        assert shown in translated.message
    assert not re.search(r"\d{4}-\d", translated.message.replace("`2024-Q3`", ""))
    assert not re.search(r"\d/\d", english.message)


def test_the_end_of_a_body_is_a_date_too() -> None:
    standing = Standing(build({"id": "1", "due": "2024"}, bodies={"a": {"until": "2024-05-31"}}), DAY)
    (problem,) = checks.get("ended-body").check(standing)
    assert "ended on 2024-05-31;" in findings([problem], {})[0].message
    i18n.set_language("vi")
    assert "31/05/2024" in findings([problem], {})[0].message


def test_a_setting_that_names_no_check_is_refused() -> None:
    for args in (["--select", ""], ["--select", ","], ["--ignore", ""], ["--select", "alias", "--select", " , "]):
        result = run("validate", *args)
        told = f"Error: {args[0]} names nothing.\nplan explain lists them.\n"
        assert result == (2, "", told)
    assert run("validate", "--select", "alias,").status == 0


# --- the words of deadlines -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("hoàn thành trong năm 2024", "2024"),
        ("31/12/2024", "2024-12-31"),
        ("01-6-2024, 2.7.2024", "2024-06-01 2024-07-02"),
        ("ngày 31 tháng 12 năm 2024", "2024-12-31"),
        ("ngày 5 tháng 6/2024", "2024-06-05"),
        ("trong tháng 12/2022", "2022-12"),
        ("tháng 12 năm 2022", "2022-12"),
        ("tháng 6-2024", "2024-06"),
        ("12/2022", "2022-12"),
        ("2024-12-31", "2024-12-31"),
        ("2024-12", "2024-12"),
        ("2024-Q3", "2024-Q3"),
        ("Q4/2024 hoặc q1 2025", "2024-Q4 2025-Q1"),
        ("quý IV năm 2024", "2024-Q4"),
        ("quý 2/2025", "2025-Q2"),
        ("Quý III-2025", "2025-Q3"),
        ("giai đoạn 2021-2025", "2021 2025"),
        ("giai đoạn 2021–2025, tầm nhìn 2030.", "2021 2025 2030"),
        ("6 tháng đầu năm 2024", "2024"),
        ("tổng kết 10 năm 2014", "2014"),
        ("trước ngày 30/6 và 30/12/2024", "2024-12-30"),
        ("(2024)", "2024"),
        ("theo Nghị định 30/2020/NĐ-CP", ""),
        ("Nghị quyết 72/2020/QH14", ""),
        ("Thông báo 12/2019/TT-BTC ngày 1/2/2024", "2024-02-01"),
        ("Luật số 12024, mã 20245", ""),
        ("28-NQ/TW", ""),
        ("31/02/2024", ""),
        ("13/2024", ""),
        ("1789", ""),
        ("hằng năm", ""),
    ],
)
def test_mentions(words: str, expected: str) -> None:
    assert " ".join(span.text for span in mentions(words)) == expected


@pytest.mark.parametrize(
    ("words", "lasting", "endless", "before"),
    [
        ("thường xuyên", True, True, False),
        ("Thường  xuyên", True, True, False),
        ("continuously", True, True, False),
        ("hằng năm", False, True, False),
        ("định kỳ", False, True, False),
        ("từ năm 2024", False, True, False),
        ("since 2024", False, True, False),
        ("trước năm 2025", False, False, True),
        ("before 2025", False, False, True),
        ("trong năm 2024", False, False, False),
        ("tuần từng bước", False, False, False),
    ],
)
def test_what_words_tell(words: str, *, lasting: bool, endless: bool, before: bool) -> None:
    assert (is_lasting(words), may_lack_an_end(words), says_before(words)) == (lasting, endless, before)


@pytest.mark.parametrize(
    ("due", "words", "variant"),
    [
        ("2024", "trong năm 2024", None),
        ("2024", "trong năm 2023", ""),
        ("2024", "trong năm 2025", ""),
        ("2024/2025", "năm 2023", ""),
        ("2024/2025", "năm 2025", None),
        ("2024/..", "từ năm 2025", None),
        ("2024/..", "từ năm 2023", ""),
        ("2024-12-31", "năm 2024", None),
        ("2024-H2", "tháng 7/2024", None),
        ("2024-H2", "tháng 6/2024", ""),
        ("before 2025", "trước năm 2025", None),
        ("before 2025", "hết năm 2024", None),
        ("before 2025", "hết năm 2023", ""),
        ("before 2025", "năm 2026", ""),
        ("by 2024-06-30", "từ 2022, xong trước 30/6/2024", None),
        ("by 2024-06-30", "từ 2022, xong trước 30/6/2025", ""),
        ("2024-06-14", "trước 15/6/2024", None),
        ("2024-06-14", "ngày 15/6/2024", ""),
        ("2024", "thường xuyên", "lasting"),
        ("2024", "thường xuyên trong năm 2024", None),
        ("2024/..", "thường xuyên", None),
        ("2024", "báo cáo hằng năm", None),
        ("ongoing", "năm 2024", "dated"),
        ("periodic", "trước 30/6/2024", "dated"),
        ("periodic", "định kỳ, bắt đầu 2024", None),
        ("every year from 2024", "năm 2024", None),
        ("every year from 2024", "năm 2023", ""),
        ("every year from 2024 until 2026", "đến năm 2027", ""),
        ("every year from 2024 until 2026", "đến năm 2026", None),
        ("every year", "từ năm 2019", None),
        ("every year from 2024-06-15", "từ 15/6/2024", None),
        ("every year from 2024-06-15", "từ 14/6/2024", ""),
        ("every year from 2024-06", "từ tháng 6/2024", None),
        ("every year from 2024-06", "từ năm 2024", None),
        ("every year from 2024-06", "từ 01/6/2024", None),
        ("every year from 2024 until 2026-06", "đến 30/6/2026", None),
        ("every year from 2024 until 2026-06", "đến 01/7/2026", ""),
        ("every year from 2024 until 2026-06", "đến năm 2026", None),
        ("30 days after x", "năm 2019", None),
        (None, "năm 2019", "missing"),
        (None, "từ năm 2019", None),
        (None, "thường xuyên", None),
    ],
)
def test_words_against_deadlines(due: str | None, words: str, variant: str | None) -> None:
    fields = {"id": "1", "due_words": words, **({"due": due} if due else {})}
    standing = Standing(build(fields), DAY)
    problems = list(checks.get("word-date-mismatch").check(standing))
    assert [problem.variant for problem in problems] == ([] if variant is None else [variant])


# --- the register ---------------------------------------------------------------------------------------------------


def document(number: str | None, day: str | None = None, id: str | None = None, title: str | None = None) -> Document:
    return Document(
        number,
        "documents.yaml",
        HERE,
        parse_span(day) if day else None,
        title=title,
        id=located(id) if id else None,
    )


OLD = document("28-NQ/TW", "2018-05-19")
NEW = document("28-NQ/TW", "2022-11-17", title="Đổi mới phương thức lãnh đạo")
RULE = document("132-QĐ/TW", "2018-03-08", title="Kiểm điểm, đánh giá chất lượng")
LAW = document(None, "2024-01-18", "luat-dat-dai", "Luật Đất đai")
CHANGE = document("43/2024/QH15", None, None, "Luật Đất đai sửa đổi")
LOCAL = document("9-NQ/TU", None, None, "Đổi mới phương thức lãnh đạo ở tỉnh")
TWIN = document("5-KL/TW", "2024-01-01", "kl5-tinh")
OTHER_TWIN = document("5-KL/TW", "2024-01-01")
REGISTERED = Register([OLD, NEW, RULE, LAW, CHANGE, LOCAL, TWIN, OTHER_TWIN])


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        ("132-QĐ/TW", [RULE]),
        ("132-QĐ/TW@2018-03-08", [RULE]),
        ("132-QĐ/TW@2018", []),
        ("132-qđ/tw", []),
        ("28-NQ/TW", [OLD, NEW]),
        ("28-NQ/TW@2022-11-17", [NEW]),
        ("luat-dat-dai", [LAW]),
        ("Luật Đất đai", []),
        ("5-KL/TW", [TWIN, OTHER_TWIN]),
        ("5-KL/TW@2024-01-01", [TWIN, OTHER_TWIN]),
        ("kl5-tinh", [TWIN]),
        ("", []),
    ],
)
def test_find_is_exact(citation: str, expected: list[Document]) -> None:
    assert REGISTERED.find(citation) == expected


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (RULE, "132-QĐ/TW"),
        (NEW, "28-NQ/TW@2022-11-17"),
        (LAW, "luat-dat-dai"),
        (TWIN, "kl5-tinh"),
        (OTHER_TWIN, None),
    ],
)
def test_the_shortest_citation(one: Document, expected: str | None) -> None:
    assert REGISTERED.citation(one) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("132-QĐ/TW", [RULE]),
        ("132-qd/tw", [RULE]),
        (" 132 - QĐ / TW ", [RULE]),
        ("132qdtw", [RULE]),
        ("132", [RULE]),
        ("28-nq/tw", [OLD, NEW]),
        ("28-nq/tw@17/11/2022", [NEW]),
        ("28-NQ/TW@2022-11-18", []),
        ("28-NQ/TW@soon", []),
        ("LUAT-DAT-DAI", [LAW]),
        ("luat dat dai", [LAW]),
        ("luật đất", [LAW, CHANGE]),
        ("luật đất đai sửa đổi", [CHANGE]),
        ("43/2024", [CHANGE]),
        ("QH15", [CHANGE]),
        ("doi moi phuong thuc", [NEW, LOCAL]),
        ("đổi mới phương thức lãnh đạo", [NEW]),
        ("chất lượng", [RULE]),
        ("ất", []),
        ("2-QĐ", []),
        ("", []),
        ("@", []),
    ],
)
def test_match_is_tolerant(typed: str, expected: list[Document]) -> None:
    assert REGISTERED.match(typed) == expected


# --- what the checks share ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        ({}, []),
        ({"a": ["b"], "b": ["c"]}, []),
        ({"a": ["a"]}, ["a -> a"]),
        ({"a": ["b"], "b": ["a"]}, ["a -> b -> a"]),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, ["b -> c -> b"]),
        ({"x": ["c"], "a": ["b"], "b": ["c"], "c": ["a"]}, ["a -> b -> c -> a"]),
        ({"a": ["b", "c"], "b": ["a"], "c": ["a"]}, ["a -> b -> a", "a -> c -> a"]),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, []),
    ],
)
def test_rings(graph: dict[str, list[str]], expected: list[str]) -> None:
    assert [ring_words(ring) for ring in rings(graph)] == expected


@pytest.mark.parametrize(
    ("length", "shown"), [(7, "0 -> 1 -> 2 -> 3 -> 4 -> 5 -> 6 -> 0"), (8, "0 -> 1 -> 2 -> 3 -> 4 -> 5 -> 6 -> 7 -> 0")]
)
def test_a_short_ring_is_told_whole(length: int, shown: str) -> None:
    assert ring_words([str(number) for number in range(length)]) == shown


def test_a_long_ring_is_found_without_recursion_and_told_shortly() -> None:
    graph = {str(number): [str((number + 1) % 50_000)] for number in range(50_000)}
    (ring,) = rings(graph)
    assert len(ring) == 50_000
    assert ring_words(ring) == "0 -> 1 -> 2 -> 3 -> 4 -> 5 -> … -> 49999 -> 0"


def test_suggestions() -> None:
    suggest = Suggestions(["van-phong", "ban-to-chuc"], [("Văn phòng Trung ương", "van-phong"), ("BTC", "ban-to-chuc")])
    assert suggest("van-fong") == "van-phong"
    assert suggest("VAN PHÒNG") == "van-phong"
    assert suggest("Van phong trung uong") == "van-phong"
    assert suggest("btc") == "ban-to-chuc"
    assert suggest("xyz") == ""


def test_suggestions_end_where_everything_is_unknown() -> None:
    suggest = Suggestions([f"co-quan-{number}" for number in range(BUDGET // 2)])
    assert [bool(suggest(f"co-quan-1{x}")) for x in "xyz"] == [True, True, False]
    assert suggest("CO-QUAN-1") == "co-quan-1", "one that differs only in case costs nothing"


def test_the_checks_of_one_standing_change_nothing_and_repeat_themselves() -> None:
    plan = build({"id": "1", "cites": ["x"], "completed": "2025", "due": "2024", "due_words": "2025"})
    standing = Standing(plan, DAY)
    first = [list(checks.get(name).check(standing)) for name in checks.MEANING]
    assert first == [list(checks.get(name).check(standing)) for name in checks.MEANING]
    assert sum(map(len, first)) == 4
    assert plan.tasks[0] == task({"id": "1", "cites": ["x"], "completed": "2025", "due": "2024", "due_words": "2025"})
