"""`plan show`: everything on a task or a place within it, its deadline in words, and addresses as people type them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from folders import RICH, RICH_DAY, one_body
from support import run


def shown(*args: str, day: str = RICH_DAY) -> str:
    """Return what `plan show` prints of the plan of the goldens, in lines long enough for everything."""
    result = run("show", *args, "--plan", str(RICH), "--as-of", day, env={"COLUMNS": "400"})
    assert (result.status, result.stderr) == (0, "")
    return result.stdout


def fields(text: str) -> dict[str, list[str]]:
    """Return the labels of one task with the lines that belong to each."""
    found: dict[str, list[str]] = {}
    lines = text.split("\n\n")[1].splitlines()[1:]
    start = min(len(line) - len(re.sub("^  .*?  +", "", line)) for line in lines if re.match(r"  \S", line))
    label = ""
    for line in lines:
        label = line[:start].strip() or label
        found.setdefault(label, []).append(line[start:])
    return found


def data(*args: str, day: str = RICH_DAY) -> list[dict[str, Any]]:
    result = run("show", *args, "--plan", str(RICH), "--as-of", day, "--format", "json")
    assert (result.status, result.stderr) == (0, "")
    items: list[dict[str, Any]] = json.loads(result.stdout)["items"]
    return items


# --- everything -------------------------------------------------------------------------------------------------------

EVERYTHING = {
    "State": ["completed on time", "provisional deadline"],
    "Deadline": ["by 2024-11-30"],
    "First stated": ["within 2024-H1"],
    "In its words": ["trong 6 tháng đầu năm"],
    "Reports every": ["1 month"],
    "Answers": ["Ban Một Trung ương"],
    "Joint leads": ["Ban Hai"],
    "Supporting": ["Văn phòng", "Các tỉnh uỷ"],
    "Supporting (note)": ["các cơ quan liên quan"],
    "Source": ["III.1  Question time", "annex:1  First annex"],
    "Assigned": ["2024-01-15 15-KH/TW"],
    "Text": ["Tổng kết việc chất vấn; sửa quy chế trong năm 2024."],
    "Cites": [
        "28-NQ/TW@2022-11-17  Nghị quyết, 2022-11-17, Ban Chấp hành Trung ương, Đổi mới phương thức lãnh đạo",
        "132-QĐ/TW  Quy định, Kiểm điểm, đánh giá hằng năm",
    ],
    "Output": ["Quy chế sửa đổi", "Tờ trình"],
    "Depends on": ["III.2"],
    "Tags": ["quy-che, chat-van"],
    "Note": ["Làm cùng tổng kết 2024"],
    "Started": ["2024-02-01  Đã lập tổ; by Ban Hai"],
    "Progress": [
        "2024-03  40 %; Dự thảo 1; 45-CV/BMTW, https://example.org/45",
        "2024-05-20  70 %; Lấy ý kiến; reported 2024-05-25",
    ],
    "Submitted": ["2024-10-01  Tờ trình 12; 77-KL/TW"],
    "Completed": [
        "2024-10-10  Bản 1",
        "returned: 2024-10-20  Thiếu ý kiến; by VP",
        "2024-11-15  205-QĐ/TW; Công báo số 9; reported 2024-11-18",
        "verified: 2024-11-20  by VP",
    ],
    "Rescheduled": [
        "2024-06-20  to: within 2024-Q3; Chờ tổng kết; 77-KL/TW",
        "2024-09-25  to: by 2024-11-30; Xin thêm; by VP",
    ],
    "Suspended": ["2024-07-01  resumed 2024-08-01; Chờ luật; 77-KL/TW"],
    "Transferred": ["2024-04-01  from: Ban Hai; 15-KH/TW"],
    "File": ["tests/golden/plans/rich/bodies/ban-mot.yaml:6"],
}


def test_everything_on_a_task() -> None:
    text = shown("III.1")
    assert text.startswith(f"rich: 1 task (as of {RICH_DAY})\n\nIII.1  Sửa quy chế chất vấn\n")
    assert fields(text) == EVERYTHING
    milestones = text.split("\n\n")[2].splitlines()
    assert milestones[0] == "Milestones: 1 of 2 completed"
    assert [line.split() for line in milestones[3:]] == [
        ["III.1:khao-sat", "2024-03-31", "completed", "late", "Khảo", "sát", "thực", "tế"],
        ["III.1:du-thao", "2024-12-14", "not", "yet", "due", "Dự", "thảo", "trình"],
    ]


def test_what_is_not_yet_known_is_not_shown() -> None:
    """As of a day hides later facts: of the returned completion, on the day before, nothing is left."""
    early = fields(shown("III.1", day="2024-10-15"))
    assert early["Completed"] == ["2024-10-10  Bản 1"]
    assert early["State"] == ["completed on time", "not verified", "provisional deadline"]
    between = fields(shown("III.1", day="2024-10-25"))
    assert between["State"] == ["not yet due", "provisional deadline"]
    assert between["Deadline"] == ["by 2024-11-30, 36 days left"]
    first = fields(shown("III.1", day="2024-01-31"))
    assert first["State"] == ["not yet due", "nothing reported"]
    assert not {"Started", "Progress", "Completed", "Rescheduled", "First stated"} & first.keys()
    assert (first["Answers"], first["File of"]) == (["Ban Hai"], ["Ban Một Trung ương"])


WITHDRAWN = ["2024-03-01  into: III.1, II.1.d; Trùng việc; 77-KL/TW"]


@pytest.mark.parametrize(
    ("address", "label", "lines"),
    [
        ("III.2", "State", ["withdrawn", "nothing reported"]),
        ("III.2", "Withdrawn", WITHDRAWN),
        ("II.2", "Answers", ["Ban Một Trung ương"]),
        ("II.2", "File of", ["Ban Cũ"]),
        ("II.2", "Suspended", ["2024-10-01  Chờ hướng dẫn"]),
        ("IV.3", "State", ["ongoing", "report overdue", "nothing reported"]),
        ("IV.10", "State", ["ongoing"]),
        ("II.1.d", "Completed", ["2024-06-30  Báo cáo 7"]),
    ],
)
def test_other_tasks(address: str, label: str, lines: list[str]) -> None:
    assert fields(shown(address))[label] == lines


# --- the deadline in words --------------------------------------------------------------------------------------------

DEADLINES = [
    ("III.3", "2024-11-21", "within 2024, until 2024-12-31, 40 days left"),
    ("III.3", "2024-12-30", "within 2024, until 2024-12-31, 1 day left"),
    ("III.3", "2024-12-31", "within 2024, until 2024-12-31, today is the last day"),
    ("III.3", "2025-01-01", "within 2024, until 2024-12-31, 1 day overdue"),
    ("III.3", "2027-09-28", "within 2024, until 2024-12-31, 1,001 days overdue"),
    ("III.1", "2024-06-01", "within 2024-H1, until 2024-06-30, 29 days left"),
    ("II.1.d", "2024-06-01", "on 2024-06-30, 29 days left"),
    ("II.1.d", "2024-11-21", "on 2024-06-30"),
    ("III.1:du-thao", "2024-11-21", "before 2024-12-15, until 2024-12-14, 23 days left"),
    ("IV.1", "2024-11-21", "30 days after new-law"),
    ("IV.2", "2024-11-21", "before congress, until 2025-12-31, 405 days left"),
    ("IV.3", "2024-11-21", "regularly"),
    ("IV.9", "2024-11-21", "no deadline stated"),
    ("IV.10", "2024-11-21", "periodically"),
    ("V.3b", "2024-11-21", "every half-year from 2024, next until 2024-12-31, 40 days left"),
    ("V.4", "2024-12-01", "every year before 06-15 and 12-01 from 2024, missed on 2024-11-30, 1 day overdue"),
    (
        "V.7",
        "2024-11-21",
        "every quarter by day 20 of its last month from 2024, missed on 2024-09-20, 62 days overdue",
    ),
    ("V.7:2024-Q1", "2024-11-21", "for 2024-Q1, until 2024-03-20"),
    ("V.7:2024-Q1:chi-bo-1", "2024-11-21", "for 2024-Q1, until 2024-03-20"),
    ("V.4:2024-12-01", "2024-11-21", "for 2024-12-01, until 2024-11-30, 9 days left"),
    ("V.3b:2025-H1", "2024-11-21", "for 2025-H1, within 2025-09, until 2025-09-30, 313 days left"),
    ("V.3b:2030-H1", "2024-11-21", "for 2030-H1, until 2030-06-30, 2,047 days left"),
    ("V.8:chi-bo-2", "2024-11-21", "within 2024-10, until 2024-10-31, 21 days overdue"),
]


@pytest.mark.parametrize(("address", "day", "words"), DEADLINES)
def test_the_deadline_in_words(address: str, day: str, words: str) -> None:
    assert fields(shown(address, day=day))["Deadline"] == [words]


def test_a_series_that_is_over_has_no_next(tmp_path: Path) -> None:
    task = (
        "- id: A.1\n  title: Two quarters\n  due: every quarter from 2024 until 2024-06\n"
        "  occurrences: {2024-Q1: {completed: 2024-03-01}, 2024-Q2: {completed: 2024-06-01}}"
    )
    plan = one_body(tmp_path, task)
    result = run("show", "A.1", "--plan", str(plan), "--as-of", "2024-08-01", env={"COLUMNS": "200"})
    assert fields(result.stdout)["Deadline"] == ["every quarter from 2024 until 2024-06, until 2024-06-30"]


def test_several_missed_occurrences_are_counted() -> None:
    found = fields(shown("V.7", day="2025-01-01"))
    assert found["Missed"] == ["2 occurrences"]
    assert found["Deadline"][0].endswith("missed on 2024-09-20, 103 days overdue")


VIETNAMESE = [
    ("III.3", "2024-11-21", "trong năm 2024, đến hết ngày 31/12/2024, còn 40 ngày"),
    ("III.3", "2024-12-31", "trong năm 2024, đến hết ngày 31/12/2024, hôm nay là ngày cuối"),
    ("III.3", "2027-09-28", "trong năm 2024, đến hết ngày 31/12/2024, quá hạn 1.001 ngày"),
    ("III.1", "2024-06-01", "trong 6 tháng đầu năm 2024, đến hết ngày 30/06/2024, còn 29 ngày"),
    ("III.1", "2024-08-01", "trong quý III/2024, đến hết ngày 30/09/2024, còn 60 ngày"),
    ("III.1", "2024-10-01", "chậm nhất ngày 30/11/2024, còn 60 ngày"),
    ("III.1:du-thao", "2024-11-21", "trước ngày 15/12/2024, đến hết ngày 14/12/2024, còn 23 ngày"),
    ("V.8", "2024-10-01", "trong tháng 10/2024, đến hết ngày 31/10/2024, còn 30 ngày"),
    ("II.1.d", "2024-06-01", "ngày 30/06/2024, còn 29 ngày"),
    ("IV.9", "2024-11-21", "không quy định thời hạn"),
    (
        "V.4",
        "2024-11-21",
        "hằng năm, trước ngày 15/6 và 1/12, từ năm 2024, kỳ tới đến hết ngày 30/11/2024, còn 9 ngày",
    ),
    ("V.7:2024-Q1", "2024-11-21", "kỳ quý I/2024, đến hết ngày 20/03/2024"),
    (
        "V.3b:2025-H1",
        "2024-11-21",
        "kỳ 6 tháng đầu năm 2025, trong tháng 09/2025, đến hết ngày 30/09/2025, còn 313 ngày",
    ),
]


@pytest.mark.parametrize(("address", "day", "words"), VIETNAMESE)
def test_the_deadline_in_vietnamese(address: str, day: str, words: str) -> None:
    """As offices write it: the kind of a period is said, the day comes first."""
    args = ("show", address, "--plan", str(RICH), "--as-of", day, "--lang", "vi")
    text = run(*args, env={"COLUMNS": "200"}).stdout
    deadline = next(line for line in text.splitlines() if line.startswith("  Thời hạn  "))
    assert deadline.removeprefix("  Thời hạn").strip() == words


# --- places within a task ---------------------------------------------------------------------------------------------


def test_a_milestone() -> None:
    found = fields(shown("III.1:khao-sat"))
    assert found["Task"] == ["III.1  Sửa quy chế chất vấn"]
    assert found["State"] == ["completed late", "not verified"]
    assert found["In its words"] == ["quý I"]
    assert found["Note"] == ["Làm cùng tổng kết 2024", "Ba tỉnh"]
    assert found["Completed"] == ["2024-04-05"]
    assert found["File"] == ["tests/golden/plans/rich/bodies/ban-mot.yaml:47"]
    assert "Progress" not in found  # the task's own


def test_occurrences_of_a_task() -> None:
    table = shown("V.7").split("\n\n")[2].splitlines()
    assert [" ".join(line.split()) for line in table] == [
        "Occurrences",
        "Task Last day State Members",
        table[2].replace("  ", " "),
        "V.7:2024-Q1 2024-03-20 completed on time 2 of 2",
        "V.7:2024-Q2 2024-06-20 withdrawn 0 of 2",
        "V.7:2024-Q3 2024-09-20 overdue 0 of 2",
        "V.7:2024-Q4 2024-12-20 not yet due 0 of 2",
    ]
    assert "Members:" not in shown("V.7")  # they act in its periods


def test_the_members_of_a_task_and_of_an_occurrence() -> None:
    assert "Members: 1 of 2 completed" in shown("V.8")
    occurrence = shown("V.7:2024-Q1")
    assert "Members: 2 of 2 completed" in occurrence
    assert re.search("V.7:2024-Q1:chi-bo-2  2024-03-20  completed late +Tỉnh uỷ Hai", occurrence)
    member = shown("V.7:2024-Q1:chi-bo-1")
    assert member.split("\n\n")[1].startswith("V.7:2024-Q1:chi-bo-1  Tỉnh uỷ Một\n")
    found = fields(member)
    assert (found["Task"], found["Completed"]) == (["V.7  Báo cáo quý của từng tỉnh"], ["2024-03-19"])


def test_a_long_series_hides_nothing_that_is_owed(tmp_path: Path) -> None:
    """Of twenty-four months the third was never reported: it is shown with the last eight."""
    done = "".join(
        f"    {year}-{month:02}: {{completed: {year}-{month:02}-15}}\n"
        for year in (2022, 2023)
        for month in range(1, 13)
        if (year, month) != (2022, 3)
    )
    plan = one_body(
        tmp_path, f"- id: A.1\n  title: Monthly\n  due: every month from 2022\n  occurrences:\n{done}".rstrip()
    )
    text = run("show", "A.1", "--plan", str(plan), "--as-of", "2024-01-10").stdout
    assert "Occurrences: 9 of 25, all that are open among them" in text
    assert re.findall(r"A\.1:(\S+)", text.split("Occurrences")[1]) == [
        "2022-03", *(f"2023-{month:02}" for month in range(6, 13)), "2024-01",
    ]  # fmt: skip
    as_data = json.loads(run("show", "A.1", "--plan", str(plan), "--as-of", "2024-01-10", "-f", "json").stdout)
    assert len(as_data["items"][0]["occurrences"]) == 25


def test_several_addresses_in_one_call() -> None:
    text = shown("III.3", "V.7:2024-Q1", "III.1:khao-sat")
    assert text.startswith("rich: 3 tasks ")
    headings = [block.splitlines()[0] for block in text.split("\n\n")[1:] if "\n  State " in block]
    assert headings == [
        "III.3  Hoàn thành trong năm",
        "V.7:2024-Q1  Báo cáo quý của từng tỉnh",
        "III.1:khao-sat  Khảo sát thực tế",
    ]


def test_places_as_data() -> None:
    task, milestone, occurrence, member = data("III.1", "III.1:khao-sat", "V.7:2024-Q1", "V.7:2024-Q1:chi-bo-1")
    assert (task["key"], task["milestone"], task["occurrence"], task["member"]) == ("III.1", None, None, None)
    assert (milestone["key"], milestone["id"], milestone["milestone"]) == ("III.1:khao-sat", "III.1", "khao-sat")
    assert (occurrence["key"], occurrence["occurrence"], occurrence["due_last"]) == (
        "V.7:2024-Q1",
        "2024-Q1",
        "2024-03-20",
    )
    assert (member["occurrence"], member["member"], member["line"]) == ("2024-Q1", "chi-bo-1", 14)
    assert [one["milestone"] for one in task["milestones"]] == ["khao-sat", "du-thao"]
    assert [one["member"] for one in occurrence["members"]] == ["chi-bo-1", "chi-bo-2"]


# --- addresses --------------------------------------------------------------------------------------------------------

FOUND = [
    ("III.1", "III.1"),
    ("iii.1", "III.1"),
    (" III.1 ", "III.1"),
    ("II.1.d", "II.1.d"),
    ("II.1.đ", "II.1.đ"),
    ("II.1.D", "II.1.d"),
    ("II.1.Đ", "II.1.đ"),
    ("ii.1.đ", "II.1.đ"),
    ("III.1:Khao-Sat", "III.1:khao-sat"),
    ("v.7:2024-q1:CHI-BO-1", "V.7:2024-Q1:chi-bo-1"),
    ("V.7:2024-Q4", "V.7:2024-Q4"),
    ("V.3b:2030-H1", "V.3b:2030-H1"),
    ("V.4:2026-06-15", "V.4:2026-06-15"),
    ("V.7:2027-Q1:chi-bo-1", "V.7:2027-Q1:chi-bo-1"),
]


@pytest.mark.parametrize(("typed", "key"), FOUND)
def test_addresses_as_people_type_them(typed: str, key: str) -> None:
    """Exactly first, folded after: II.1.d and II.1.đ are two tasks."""
    assert [item["key"] for item in data(typed)] == [key]


def test_a_later_occurrence_of_the_same_year() -> None:
    """In January the fourth quarter is not the next one, but it can be asked for."""
    assert data("V.7:2024-Q4", day="2024-01-10")[0]["due_last"] == "2024-12-20"
    assert data("V.3b:2025-H1", day="2024-11-02")[0]["due_last"] == "2025-09-30"


NOT_FOUND = [
    ("IV.5", "There is no task IV.5.\nDid you mean"),
    ("II.1", "There is no task II.1.\nIt has: II.1.d, II.1.đ\n"),
    ("III.9", "There is no task III.9.\nDid you mean III.1, III.2, III.3?\n"),
    ("zzz", "There is no task zzz.\nplan list lists them.\n"),
    ("", "There is no task .\nplan list lists them.\n"),
    ("III.1:khao", "III.1:khao: III.1 has nothing called khao.\nDid you mean III.1:khao-sat, III.1:du-thao?\n"),
    ("III.3:x", "III.3:x: III.3 has nothing called x.\n"),
    ("V.8:2024-Q1", "V.8:2024-Q1: V.8 has nothing called 2024-Q1.\nIt has: V.8:chi-bo-1, V.8:chi-bo-2\n"),
    ("V.7:2024-Q5", "V.7:2024-Q5: V.7 has nothing called 2024-Q5.\nDid you mean V.7:2024-Q1"),
    ("V.7:2023-Q4", "V.7:2023-Q4: V.7 has nothing called 2023-Q4.\nDid you mean V.7:2024-Q4"),
    ("V.7:9999-Q1", "V.7:9999-Q1: V.7 has nothing called 9999-Q1.\nDid you mean"),
    ("V.7:2024-Q1:chi-bo-3", "V.7:2024-Q1:chi-bo-3: V.7:2024-Q1 has nothing called chi-bo-3.\nDid you mean"),
    ("V.7:2024-Q1:chi-bo-1:x", "V.7:2024-Q1:chi-bo-1:x: V.7:2024-Q1:chi-bo-1 has nothing called x.\n"),
]


@pytest.mark.parametrize(("typed", "message"), NOT_FOUND)
def test_addresses_of_nothing(typed: str, message: str) -> None:
    result = run("show", typed, "--plan", str(RICH), "--as-of", RICH_DAY, env={"COLUMNS": "200"})
    assert (result.status, result.stdout) == (2, "")
    assert result.stderr.startswith(f"Error: {message}")


def test_one_wrong_address_among_several_shows_none() -> None:
    result = run("show", "III.1", "III.99", "--plan", str(RICH))
    assert (result.status, result.stdout) == (2, "")


def test_an_id_that_may_be_several(tmp_path: Path) -> None:
    plan = one_body(tmp_path, "- {id: II.1.đ, title: One}\n- {id: II.1.Đa, title: Two}\n- {id: II.1.da, title: Three}")
    result = run("show", "II.1.dA", "--plan", str(plan))
    assert result.stdout.splitlines()[2] == "II.1.da  Three"
    result = run("show", "II-1-da", "--plan", str(plan))
    assert (result.status, result.stderr) == (2, "Error: II-1-da may be any of: II.1.Đa, II.1.da\n")


def test_an_exact_id_beats_one_that_is_alike_but_for_case(tmp_path: Path) -> None:
    plan = one_body(tmp_path, "- {id: A.1a, title: Small}\n- {id: A.1A, title: Large}")
    for typed, title in (("A.1a", "Small"), ("A.1A", "Large")):
        assert run("show", typed, "--plan", str(plan)).stdout.splitlines()[2] == f"{typed}  {title}"


def test_two_tasks_with_one_id_are_both_shown(tmp_path: Path) -> None:
    plan = one_body(tmp_path, "- {id: A.1, title: The first}\n- {id: A.1, title: The second}")
    result = run("show", "A.1", "--plan", str(plan), "--as-of", "2024-06-30")
    assert result.status == 1
    assert "A.1  The first" in result.stdout
    assert "A.1  The second" in result.stdout
    assert "duplicate-id" in result.stderr


def test_a_task_assigned_later_is_said_to_be() -> None:
    result = run("show", "III.1", "--plan", str(RICH), "--as-of", "2024-01-14")
    assert (result.status, result.stderr) == (2, "Error: III.1 was assigned only after 2024-01-14.\n")


def test_an_unreadable_deadline(tmp_path: Path) -> None:
    plan = one_body(tmp_path, "- {id: A.1, title: Typed wrongly, due: 12/2024}")
    result = run("show", "A.1", "--plan", str(plan), "--as-of", "2024-06-30")
    assert result.status == 1
    found = fields(result.stdout)
    assert (found["State"], found["Deadline"]) == (
        ["not judged"],
        ["not readable: see plan validate"],
    )


def test_what_hangs_on_something_unreadable_shows_its_deadline(tmp_path: Path) -> None:
    tasks = "- {id: A.1, title: Typed wrongly, due: 12/2024}\n- {id: A.2, title: Waits, due: 30 days after A.1}"
    found = fields(run("show", "A.2", "--plan", str(one_body(tmp_path, tasks)), "--as-of", "2024-06-30").stdout)
    assert (found["State"][0], found["Deadline"]) == ("not judged", ["30 days after A.1"])


SOURCES = """
format: 1
id: p
title: A plan
sources:
  plan: {outline: [{id: I, heading: Aims}, {id: II}]}
  changes: {outline: [{id: II, heading: Training}]}
""".lstrip()


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("I", "I  Aims"),
        ("plan:I", "plan:I  Aims"),
        ("II", "II"),
        ("changes:II", "changes:II  Training"),
        ("III", "III"),
    ],
)
def test_a_bare_clause_is_of_the_first_source(clause: str, words: str, tmp_path: Path) -> None:
    plan = one_body(tmp_path, f'- {{id: A.1, title: Task, source: "{clause}"}}', SOURCES)
    assert fields(run("show", "A.1", "--plan", str(plan)).stdout)["Source"] == [words]
