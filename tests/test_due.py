"""`plan due`: what comes due in which period, what is overdue, and what has no last day."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from folders import RICH, RICH_DAY, one_body
from support import Result, process, run

from plancli import clock

DUE_2024 = "IV.2.2 IV.2.3a IV.4.2b IV.4.3 IV.4.5 IV.5.2 IV.5.3 IV.7.2 IV.9 IV.10.2 IV.10.3"
DUE_2022 = "II.1 II.2a"
DUE_2023 = "II.3 IV.4.2a IV.5.1 IV.7.1 IV.8 IV.11.1"
DUE_2025 = "IV.2.3b IV.4.4 IV.6.1"


def asked(*args: str) -> dict[str, Any]:
    """Run `plan due` and return its answer as data."""
    result = run("due", *args, "--format", "json")
    assert (result.status, result.stderr) == (0, "")
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def keys(*args: str) -> str:
    """Return the addresses of the rows, in order."""
    return " ".join(item["key"] for item in asked(*args)["items"])


def rich(*args: str, day: str = RICH_DAY) -> str:
    """Return the addresses of the rows on the plan of the goldens."""
    return keys(*args, "--plan", str(RICH), "--as-of", day)


# --- the shipped plan -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2022-01-01", "2024-06-30", "2026-01-01"])
@pytest.mark.parametrize(
    ("year", "expected"), [("2022", DUE_2022), ("2023", DUE_2023), ("2024", DUE_2024), ("2025", DUE_2025), ("2026", "")]
)
def test_years_of_the_shipped_plan(year: str, expected: str, day: str) -> None:
    """A period lists all that ends in it, whatever the day: last day first, then id."""
    assert keys("--year", year, "--as-of", day) == expected
    assert keys(year, "--as-of", day) == expected


def test_undated_of_the_shipped_plan() -> None:
    answer = asked("--year", "2024", "--as-of", "2024-06-30")
    assert answer["undated"] == {
        **{"no_deadline": 12, "ongoing": 6, "awaiting_event": 0, "not_judged": 0},
        "milestones": 0,
    }
    ongoing = asked("--undated", "--state", "ongoing", "--as-of", "2024-06-30")["items"]
    assert sorted(item["due"] for item in ongoing) == [*["ongoing"] * 5, "periodic"]
    unstated = asked("--undated", "--state", "no-deadline", "--as-of", "2024-06-30")["items"]
    assert [item["due"] for item in unstated] == [None] * 12


# Each period is met on its last day: both sides of every one of them.
OVERDUE = [
    ("2022-12-31", 0),
    ("2023-01-01", 2),
    ("2023-01-31", 2),
    ("2023-02-01", 3),
    ("2023-12-31", 3),
    ("2024-01-01", 8),
    ("2024-12-31", 8),
    ("2025-01-01", 19),
    ("2025-12-31", 19),
    ("2026-01-01", 22),
]


@pytest.mark.parametrize(("day", "count"), OVERDUE)
def test_overdue_of_the_shipped_plan(day: str, count: int) -> None:
    items = asked("--overdue", "--as-of", day)["items"]
    assert (len(items), {item["state"] for item in items}) == (count, {"overdue"} if count else set())
    status = json.loads(run("status", "--as-of", day, "--format", "json").stdout)
    assert status["total"]["overdue"] == count


# --- today ------------------------------------------------------------------------------------------------------------

MOMENTS = [
    ("2024-12-31T16:59:59Z", "2024-12-31", 8),
    ("2024-12-31T17:00:00Z", "2025-01-01", 19),
    ("2024-12-31T17:30:00Z", "2025-01-01", 19),
    ("2024-12-31T23:59:59Z", "2025-01-01", 19),
    ("2024-02-28T17:00:00Z", "2024-02-29", 8),
]


@pytest.mark.parametrize(("moment", "day", "overdue"), MOMENTS)
def test_today_is_the_plans_own(moment: str, day: str, overdue: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """At half past five in the afternoon of 31 December in London, the year is over in Hà Nội."""
    monkeypatch.setattr(clock, "now", lambda: datetime.fromisoformat(moment).astimezone(UTC))
    answer = asked("--overdue")
    assert (answer["as_of"], len(answer["items"])) == (day, overdue)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Ho_Chi_Minh", "America/Los_Angeles"])
def test_the_machines_time_zone_changes_nothing(zone: str) -> None:
    """In processes of their own, for a zone is read when a process starts."""
    for day, count in (("2024-12-31", 8), ("2025-01-01", 19)):
        done = process("due", "--overdue", "--as-of", day, "--format", "csv", env={"TZ": zone})
        assert (done.returncode, len(done.stdout.splitlines()) - 1) == (0, count)
    done = process("due", "--year", "2024", "--as-of", "2024-06-30", "--columns", "key", "-f", "csv", env={"TZ": zone})
    assert done.stdout.split() == ["key", *DUE_2024.split()]


# --- periods ----------------------------------------------------------------------------------------------------------

# One task for each last day, named by it.
CALENDAR = """
- {id: D.1, title: One, due: 2024-01-31}
- {id: D.2, title: Two, due: 2024-Q1}
- {id: D.3, title: Three, due: 2024-06-30}
- {id: D.4, title: Four, due: 2024-H1}
- {id: D.5, title: Five, due: before 2024-07-02}
- {id: D.6, title: Six, due: by 2024-10}
- {id: D.7, title: Seven, due: 2024-12}
- {id: D.8, title: Eight, due: 2024}
- {id: D.9, title: Nine, due: 2025-01-01}
- {id: D.10, title: Ten, due: 2023-07/2025-06}
""".strip()

# Their last days in order:
#   D.1 31/1  D.2 31/3  D.3 30/6  D.4 30/6  D.5 1/7  D.6 31/10  D.7 31/12  D.8 31/12 2024   D.9 1/1  D.10 30/6 2025
PERIODS = [
    ("--year 2024", "1 2 3 4 5 6 7 8"),
    ("--year 2025", "9 10"),
    ("--year 2023", ""),
    ("2024", "1 2 3 4 5 6 7 8"),
    ("2024-H1", "1 2 3 4"),
    ("2024-h2", "5 6 7 8"),
    ("2024-Q1", "1 2"),
    ("q2/2024", "3 4"),
    ("2024-06", "3 4"),
    ("6/2024", "3 4"),
    ("30/6/2024", "3 4"),
    ("2024-06-30", "3 4"),
    ("2024-06-30/2024-10-30", "3 4 5"),
    ("2024-Q3/2024-10", "5 6"),
    ("2023/2024", "1 2 3 4 5 6 7 8"),
    ("2024-07/..", "5 6 7 8 9 10"),
    ("--quarter 2024-Q2", "3 4"),
    ("--quarter 2024-q4", "6 7 8"),
    ("--quarter 2024-34", "3 4"),
    ("--month 2024-12", "7 8"),
    ("--month 12/2024", "7 8"),
    ("--before 2024-06-30", "1 2"),
    ("--before 2024-07-01", "1 2 3 4"),
    ("--before 2024-Q3", "1 2 3 4"),
    ("--before 2024", ""),
    ("--after 2024-06-30", "5 6 7 8 9 10"),
    ("--after 2024-06", "5 6 7 8 9 10"),
    ("--after 2024-12-30", "7 8 9 10"),
    ("--after 2024", "9 10"),
    ("--within 1d", "3 4 5"),
    ("--within 0d", "3 4"),
    ("--within 4m", "3 4 5"),
    ("--within 123d", "3 4 5 6"),
    ("--within 18w", "3 4 5 6"),
    ("--within 1y", "3 4 5 6 7 8 9 10"),
    ("--within 6months", "3 4 5 6"),
    ("--after 2024-01-31 --before 2024-07-01", "2 3 4"),
    ("--year 2024 --after 2024-09", "6 7 8"),
    ("2024-H2 --before 2024-12-31", "5 6"),
    ("--year 2024 --within 2m", "3 4 5"),
    ("--year 2024 --quarter 2024-Q1 --month 2024-01", "1"),
    ("--year 2024 --month 2025-01", ""),
    ("--overdue", "1 2"),
    ("--overdue --year 2024", "1 2"),
    ("--overdue --before 2024-02", "1"),
    ("--overdue 2025", ""),
    ("", "1 2 3 4 5"),
]


@pytest.mark.parametrize(("args", "expected"), PERIODS)
def test_periods(args: str, expected: str, tmp_path: Path) -> None:
    plan = one_body(tmp_path, CALENDAR)
    found = keys(*args.split(), "--plan", str(plan), "--as-of", "2024-06-30")
    assert found == " ".join(f"D.{number}" for number in expected.split())


TITLES = [
    ("--year 2024", "8 due in 2024"),
    ("2024-Q4", "3 due in 2024-Q4"),
    ("2024-06-30", "2 due on 2024-06-30"),
    ("2024-07/..", "6 due from 2024-07 on"),
    ("--before 2024-Q3", "4 due before 2024-Q3"),
    ("--after 2024", "2 due after 2024"),
    ("--within 30d", "3 due until 2024-07-30"),
    ("--year 2024 --after 2024-09", "3 due in 2024 after 2024-09"),
    ("--overdue", "2 overdue"),
    ("--overdue 2024", "2 overdue in 2024"),
    ("", "5 overdue or due in the next 90 days"),
    ("--undated", "0 without a last day"),
]


@pytest.mark.parametrize(("args", "title"), TITLES)
def test_the_title_says_what_was_asked(args: str, title: str, tmp_path: Path) -> None:
    plan = one_body(tmp_path, CALENDAR)
    result = run("due", *args.split(), "--plan", str(plan), "--as-of", "2024-06-30")
    assert result.stdout.splitlines()[0] == f"p: {title} (as of 2024-06-30)"


def test_the_next_90_days(tmp_path: Path) -> None:
    """Both sides of the ninetieth day; what is done is not asked for any more, what is overdue always is."""
    plan = one_body(
        tmp_path,
        """
- {id: A.1, title: The ninetieth, due: 2024-09-28}
- {id: A.2, title: The day after, due: 2024-09-29}
- {id: A.3, title: Done, due: 2024-07-01, completed: 2024-06-01}
- {id: A.4, title: Long overdue, due: 2019}
- {id: A.5, title: Held, due: 2024-07-01, suspended: {date: 2024-06-01}}
- {id: A.6, title: Given up, due: 2019, withdrawn: {date: 2024-06-01}}
""".strip(),
    )
    assert keys("--plan", str(plan), "--as-of", "2024-06-30") == "A.4 A.1"


# --- series, milestones, rescheduling ---------------------------------------------------------------------------------

TWICE_A_YEAR = """
- id: R.1
  title: Two reports a year
  due: every year before 06-15 and 12-01 from 2024
  occurrences:
    2024-06-15: {completed: 2024-06-14}
""".strip()


def test_a_series_stands_for_its_occurrences(tmp_path: Path) -> None:
    plan = one_body(tmp_path, TWICE_A_YEAR)

    def rows(day: str) -> list[tuple[str, str, str]]:
        items = asked("2024", "--plan", str(plan), "--as-of", day)["items"]
        return [(item["key"], item["due_last"], item["state"]) for item in items]

    first = ("R.1:2024-06-15", "2024-06-14", "completed-on-time")
    assert rows("2024-11-30") == [first, ("R.1:2024-12-01", "2024-11-30", "not-yet-due")]
    assert rows("2024-12-01") == [first, ("R.1:2024-12-01", "2024-11-30", "overdue")]


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ("2024", "2024-06-15 2024-12-01"),
        ("2026", "2026-06-15 2026-12-01"),  # long before it comes
        ("--before 2025", "2024-06-15 2024-12-01"),
        ("--after 2024-07", "2024-12-01"),  # without an end: up to the next that is still to be met
        ("2025/..", "2025-06-15"),
        ("--after 2031", "2032-06-15"),
        ("--after 2031-07", "2031-12-01"),
        ("2024-07/2026-06", "2024-12-01 2025-06-15 2025-12-01 2026-06-15"),
        ("--within 1y", "2024-12-01 2025-06-15"),
        ("", "2024-12-01"),
        ("--overdue", ""),
    ],
)
def test_how_far_a_series_is_followed(args: str, expected: str, tmp_path: Path) -> None:
    plan = one_body(tmp_path, TWICE_A_YEAR)
    found = keys(*args.split(), "--plan", str(plan), "--as-of", "2024-10-31")
    assert found == " ".join(f"R.1:{key}" for key in expected.split())


RICH_ROWS = [
    (
        "2024",
        "V.7:2024-Q1 III.1:khao-sat V.4:2024-06-15 V.7:2024-Q2 II.1.d II.1.đ V.3b:2024-H1 V.7:2024-Q3 V.8 III.1 "
        "V.4:2024-12-01 III.1:du-thao V.7:2024-Q4 III.2 III.3 V.3b:2024-H2",
    ),
    ("2024-12", "III.1:du-thao V.7:2024-Q4 III.2 III.3 V.3b:2024-H2"),
    ("2025-09", "V.7:2025-Q3 V.3b:2025-H1"),  # moved there by its own rescheduling
    ("2025-06", "V.4:2025-06-15 V.7:2025-Q2"),
    ("--overdue", "V.7:2024-Q3 V.8"),
    ("--undated", "IV.1 IV.3 IV.9 IV.10"),
]


@pytest.mark.parametrize(("args", "expected"), RICH_ROWS)
def test_tasks_milestones_and_occurrences(args: str, expected: str) -> None:
    assert rich(*args.split()) == expected


def test_rows_stand_where_the_deadline_in_force_puts_them() -> None:
    """III.1 was first due in the first half of 2024, then in the third quarter, then by the end of November."""
    for day, period in (("2024-06-01", "2024-06"), ("2024-08-01", "2024-09"), ("2024-10-01", "2024-11")):
        assert "III.1" in rich(period, "--columns", "key", day=day).split()
        assert "III.1" not in rich("2024-12", day=day).split()


# --- what has no last day ---------------------------------------------------------------------------------------------

UNDATED = """
- {id: U.1, title: Nothing stated}
- {id: U.2, title: Ongoing, due: ongoing}
- {id: U.3, title: Periodic, due: periodic}
- {id: U.4, title: Open, due: 2024/..}
- {id: U.5, title: Waits, due: 30 days after law}
- {id: U.6, title: After the day, due: after meeting}
- {id: U.7, title: Given up though ongoing, due: ongoing, withdrawn: {date: 2024-01-01}}
- {id: U.8, title: Done without a deadline, completed: 2024-01-01}
- {id: U.9, title: Dated, due: 2024}
""".strip()
WITH_EVENTS = """
format: 1
id: p
title: A plan
events:
  law: {name: The law}
  meeting: {name: The meeting, date: 2024-02-01}
""".lstrip()


def test_what_has_no_last_day_is_counted_by_its_reason(tmp_path: Path) -> None:
    plan = one_body(tmp_path, UNDATED, WITH_EVENTS)
    where = ("--plan", str(plan), "--as-of", "2024-06-30")
    answer = asked("2024", *where)
    assert [item["key"] for item in answer["items"]] == ["U.9"]
    assert answer["undated"] == {
        **{"no_deadline": 3, "ongoing": 4, "awaiting_event": 1, "not_judged": 0},
        "milestones": 0,
    }
    assert run("due", "2024", *where).stdout.splitlines()[-2:] == [
        "3 tasks state no deadline, 4 are ongoing, 1 awaits an event: --undated lists",
        "them",
    ]
    assert keys("--undated", *where) == "U.1 U.2 U.3 U.4 U.5 U.6 U.7 U.8"


PLACES = """
- id: M.1
  title: Steps
  due: 2024
  milestones:
    dated: {title: Dated, due: 2024-03}
    free: {title: Free}
    law: {title: Waits, due: by law}
    wrong: {title: Typed wrongly, due: 12/2024}
- id: M.2
  title: Stated nowhere
  milestones: {free: {title: Free too, completed: 2024-01-01}}
- id: M.3
  title: Reports
  due: every quarter from 2024 until 2024
  occurrences:
    2024-Q2: {rescheduled: {date: 2024-05-01, to: by law}}
""".strip()


def test_what_lies_within_a_task_and_has_no_last_day_is_counted_and_listed(tmp_path: Path) -> None:
    where = ("--plan", str(one_body(tmp_path, PLACES, WITH_EVENTS)), "--as-of", "2024-06-30")
    answer = json.loads(run("due", "2024", *where, "--format", "json").stdout)
    assert answer["undated"] == {
        **{"no_deadline": 1, "ongoing": 0, "awaiting_event": 1, "not_judged": 1},
        "milestones": 3,
    }
    assert [item["key"] for item in answer["items"]] == [
        *("M.1:dated", "M.3:2024-Q1", "M.3:2024-Q3", "M.1", "M.3:2024-Q4"),
    ]
    assert " ".join(run("due", "2024", *where).stdout.splitlines()[-2:]) == (
        "1 task states no deadline, 1 awaits an event, 1 could not be judged, 3 milestones have no last day: "
        "--undated lists them"
    )
    undated = json.loads(run("due", "--undated", *where, "--format", "json").stdout)["items"]
    assert [item["key"] for item in undated] == [
        *("M.1:free", "M.1:law", "M.1:wrong", "M.2", "M.2:free", "M.3:2024-Q2"),
    ]
    free = run("due", "2024", "--state", "no-deadline", "--search", "steps", *where).stdout.splitlines()[-1]
    assert free == "1 milestone has no last day: --undated lists them"


def test_the_count_keeps_to_the_filters(tmp_path: Path) -> None:
    plan = one_body(tmp_path, UNDATED, WITH_EVENTS)
    where = ("--plan", str(plan), "--as-of", "2024-06-30")
    assert run("due", "2024", "--search", "nothing stated", *where).stdout.splitlines()[-1] == (
        "1 task states no deadline: --undated lists them"
    )
    assert "--undated" not in run("due", "2024", "--state", "not-yet-due", *where).stdout


def test_what_cannot_be_read_is_counted_and_told(tmp_path: Path) -> None:
    plan = one_body(tmp_path, "- {id: A.1, title: Typed wrongly, due: 12/2024}\n- {id: A.2, title: Fine, due: 2024}")
    result = run("due", "2024", "--plan", str(plan), "--as-of", "2024-06-30")
    assert result.status == 1
    assert result.stdout.splitlines()[-1] == "1 could not be judged: --undated lists them"
    assert "bodies/ban-mot.yaml:3:42: error: invalid-due" in result.stderr
    assert "2024-12" in result.stderr
    undated = run("due", "--undated", "--plan", str(plan), "--as-of", "2024-06-30", "--format", "json")
    answer = json.loads(undated.stdout)
    assert (undated.status, answer["incomplete"]) == (1, ["A.1"])
    assert [(item["key"], item["state"]) for item in answer["items"]] == [("A.1", None)]


def test_a_series_that_nobody_knows_the_beginning_of_is_counted(tmp_path: Path) -> None:
    plan = one_body(tmp_path, "- {id: A.1, title: Reports, due: every quarter}")
    result = run("due", "2024", "--plan", str(plan), "--as-of", "2024-06-30")
    assert result.status == 1
    assert result.stdout.splitlines()[-1] == "1 could not be judged: --undated lists them"


def test_an_occurrence_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    """The task is not judged, and stands in the rows by its occurrences, so it is not counted as undated too."""
    plan = one_body(
        tmp_path,
        "- id: A.1\n  title: Reports\n  due: every quarter from 2024\n"
        "  occurrences:\n    2024-Q1: {completed: 2024-03-01}\n    2024-Q2: {completed: 2024-6-1}",
    )
    result = run("due", "2024", "--plan", str(plan), "--as-of", "2024-07-30", "--format", "json")
    answer = json.loads(result.stdout)
    assert (result.status, answer["incomplete"]) == (1, ["A.1", "A.1:2024-Q2"])
    assert [(item["key"], item["state"]) for item in answer["items"]] == [
        ("A.1:2024-Q1", "completed-on-time"),
        ("A.1:2024-Q2", None),
        ("A.1:2024-Q3", "not-yet-due"),
        ("A.1:2024-Q4", "not-yet-due"),
    ]
    assert answer["undated"]["not_judged"] == 0


ENDING = """
- id: E.1
  title: Ends
  due: every quarter by 20 from 2024 until 2026-03
  occurrences:
    2024-Q1: {completed: 2024-03-01}
    2025-Q4: {rescheduled: {date: 2024-02-01, to: 2026-06-30}}
- id: E.2
  title: Goes on
  due: [every year by 06-01 from 2024 until 2025, every year by 12-01 from 2024]
""".strip()


def test_after_a_day_a_series_with_an_end_is_listed_to_it(tmp_path: Path) -> None:
    """One of several series without an end has none; what was moved behind the end is not lost."""
    where = ("--plan", str(one_body(tmp_path, ENDING)), "--as-of", "2024-05-01")
    assert keys("--after", "2024-06", "--search", "ends", *where) == (
        "E.1:2024-Q3 E.1:2024-Q4 E.1:2025-Q1 E.1:2025-Q2 E.1:2025-Q3 E.1:2026-Q1 E.1:2025-Q4"
    )
    assert keys("--after", "2025-09", "--search", "ends", *where) == "E.1:2026-Q1 E.1:2025-Q4"
    assert keys("--after", "2026-07", *where) == "E.2:2026-12-01"
    assert keys("--after", "2024-03", "--search", "goes", *where) == "E.2:2024-06-01"


def test_what_was_completed_as_a_whole_is_nowhere_overdue(tmp_path: Path) -> None:
    whole = "- {id: W.1, title: All of it, due: every quarter from 2024 until 2024, completed: 2024-06-30}"
    where = ("--plan", str(one_body(tmp_path, whole)), "--as-of", "2025-01-01")
    assert keys("--overdue", *where) == ""
    assert [(item["key"], item["state"]) for item in asked("2024", *where)["items"]] == [
        ("W.1:2024-Q1", "completed-late"),
        ("W.1:2024-Q2", "completed-on-time"),
    ]


LOST = [
    ("met_buy: submitted", [("A.1", None), ("A.2", "not-yet-due")], ["A.1"]),
    ("met_by: delivered", [("A.1", None), ("A.2", "not-yet-due")], ["A.1"]),
    ("met_by: submitted", [("A.1", "completed-on-time"), ("A.2", "not-yet-due")], []),
    ("due_soon: soon", [("A.1", "not-yet-due"), ("A.2", "not-yet-due")], []),
]


@pytest.mark.parametrize(("setting", "states", "incomplete"), LOST)
def test_a_setting_that_cannot_be_read(
    setting: str, states: list[tuple[str, str | None]], incomplete: list[str], tmp_path: Path
) -> None:
    tasks = "- {id: A.1, title: Handed in, due: 2024-07, submitted: 2024-06-01}\n- {id: A.2, title: Open, due: 2024-07}"
    plan = one_body(tmp_path, tasks, f"format: 1\nid: p\ntitle: A plan\n{setting}\n")
    result = run("list", "--plan", str(plan), "--as-of", "2024-07-15", "--format", "json")
    answer = json.loads(result.stdout)
    assert [(item["key"], item["state"]) for item in answer["items"]] == states
    assert answer["incomplete"] == incomplete
    assert [item["due_soon"] for item in answer["items"] if item["key"] == "A.2"] == [setting != "due_soon: soon"]
    assert result.status == (setting != "met_by: submitted")
    within = json.loads(run("due", "2024-08", "--plan", str(plan), "--as-of", "2024-07-15", "--format", "json").stdout)
    assert within["undated"]["not_judged"] == len(incomplete)


# --- options that contradict, and how rows are shown ------------------------------------------------------------------

REFUSED = [
    ("--undated 2024", "--undated lists what no period holds: give it without a period."),
    ("--undated --year 2024", "--undated lists what no period holds: give it without a period."),
    ("--undated --overdue", "--undated lists what no period holds: give it without a period."),
    ("--undated --within 30d", "--undated lists what no period holds: give it without a period."),
    ("--overdue --within 30d", "--overdue lists what is past, --within what is still to come: give one of them."),
    ("--any-role", "--any-role needs --body: it says whose roles."),
    ("--quarter 2024", "--quarter takes a value such as 2024-Q4, not 2024."),
    ("--month 2024", "--month takes a value such as 2024-12, not 2024."),
    ("--year 2024-12", "--year takes a value such as 2024, not 2024-12."),
    ("--within 30", "--within: 30 is no length of time.\nType it as 30d, 2w, 3m or 1y."),
    ("--within -3d", "--within: -3d is no length of time.\nType it as 30d, 2w, 3m or 1y."),
    ("--before 2024-02-30", "--before: 2024-02-30 is no day or period.\nDid you mean 2024-02-29?"),
    ("--as-of 2024-02-30", "2024-02-30 is no day.\nDid you mean 2024-02-29?"),
    ("--as-of 2024/..", "2024/.. has no last day."),
    ("mai", "SPAN: mai is no day or period."),
    ("--sort daet", "--sort: daet is not one of: id, due, state, body, title"),
    ("--columns titel", "There is no column titel.\nDid you mean title, state, cites?"),
    ("--format jsno", "--format: jsno is not one of: table, json, csv, md\nDid you mean json?"),
]


@pytest.mark.parametrize(("args", "message"), REFUSED)
def test_what_is_refused(args: str, message: str) -> None:
    result = run("due", *args.split(), env={"COLUMNS": "200"})
    assert (result.status, result.stdout) == (2, "")
    assert result.stderr.startswith(f"Error: {message}")


ORDERED = [
    ("due", "D.1 D.2 D.3 D.4 D.5 D.6 D.7 D.8 D.9 D.10"),
    ("id", "D.1 D.2 D.3 D.4 D.5 D.6 D.7 D.8 D.9 D.10"),
    ("title", "D.8 D.5 D.4 D.9 D.1 D.7 D.6 D.10 D.3 D.2"),
    ("state", "D.1 D.2 D.3 D.4 D.5 D.6 D.7 D.8 D.9 D.10"),
]


@pytest.mark.parametrize(("order", "expected"), ORDERED)
def test_orders(order: str, expected: str, tmp_path: Path) -> None:
    plan = one_body(tmp_path, CALENDAR)
    assert keys("2024/2025", "--sort", order, "--plan", str(plan), "--as-of", "2024-06-30") == expected


def table(*args: str) -> Result:
    return run("due", "--year", "2024", "--as-of", "2024-06-30", *args)


def test_a_limit_says_what_it_left_out() -> None:
    shown = table("--limit", "3").stdout
    assert shown.startswith("nq28: 11 due in 2024 ")
    assert "8 more rows: raise --limit to see them" in shown
    assert "IV.4.3" not in shown
    assert "1 more row: raise --limit to see it" in table("--limit", "10").stdout
    assert "raise --limit" not in table("--limit", "11").stdout
    assert "IV.2.2" not in table("--limit", "0").stdout


def test_columns() -> None:
    heading, _rule, row = table("--columns", "key,days-left", "--columns", "due_soon, cites").stdout.splitlines()[2:5]
    assert heading.split() == ["Task", "Days", "left", "due", "soon", "Cites"]
    assert row.split() == ["IV.2.2", "184"]
    csv = table("--columns", "cites,key", "--format", "csv").stdout.splitlines()
    assert (csv[0], csv[4]) == ("cites,key", "08-QĐi/TW; 101-QĐ/TW; 55-QĐ/TW,IV.4.3")
