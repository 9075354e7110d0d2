"""`plan timeline`: bars as wide as deadlines, in any width, with nothing dropped in silence."""

import csv
import json
import re
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from building import Data, plan
from folders import RICH, RICH_DAY, check_golden, one_body, write_plan
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ROOT, run

from plancli.columns import width
from plancli.i18n import set_language
from plancli.query.timeline import timeline, whole
from plancli.render import plain
from plancli.render.look import Look
from plancli.report.axis import axis, column, place
from plancli.report.picture import Strip
from plancli.report.table import Cell
from plancli.report.timeline import timeline_report
from plancli.state import Standing

DAY = "2024-06-30"
PICTURE = ROOT / "docs" / "timeline.svg"


def answer(*args: str) -> dict[str, Any]:
    """Run `plan timeline` and return its answer as data."""
    result = run("timeline", *args, "--format", "json")
    assert (result.status, result.stderr) == (0, "")
    made: dict[str, Any] = json.loads(result.stdout)
    return made


def lines_of(*tasks: Data, day: str = DAY, columns: int = 80, info: Data | None = None, **asked: Any) -> list[str]:
    """Return the rows of some tasks as they are drawn, without what stands around them."""
    standing = Standing(plan(*tasks, info=info or {}), date.fromisoformat(day))
    report = timeline_report(standing, timeline(standing, standing.items, **asked), "none", "")
    drawn = plain.render(report, Look(columns)).split("\n\n")[1].split("\n")
    return [line[2:].replace("Task", "", 1) for line in drawn[3:]]


def bars_of(*tasks: Data, day: str = DAY, info: Data | None = None, **asked: Any) -> list[str]:
    """Return only the bars, of one column a month: from the first month of the range to its last."""
    standing = Standing(plan(*tasks, info=info or {}), date.fromisoformat(day))
    found = timeline(standing, standing.items, **asked)
    months = (found.last.year - found.first.year) * 12 + found.last.month - found.first.month + 1
    label = 2 + max(len(row.item.key) if not row.item.milestone else 2 + len(row.item.milestone) for row in found.rows)
    label += 2 + len("Task")
    report = timeline_report(standing, found, "none", "")
    drawn = plain.render(report, Look(max(label, 1) + 1 + months)).split("\n\n")[1].split("\n")
    return [line[label + 1 :] for line in drawn[3:]]


# --- the whole, as people see it --------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("columns", [40, 80, 140])
def test_goldens(columns: int, lang: str, request: pytest.FixtureRequest) -> None:
    args = ["timeline", "--plan", str(RICH), "--as-of", RICH_DAY, "--milestones", "--lang", lang]
    result = run(*args, env={"COLUMNS": str(columns)})
    assert (result.status, result.stderr) == (0, "")
    check_golden(f"timeline/{columns}-{lang}.txt", result.stdout, request)


def test_the_picture_of_the_documentation(request: pytest.FixtureRequest) -> None:
    made = run("timeline", "--as-of", DAY, "--format", "svg")
    if request.config.getoption("update"):
        PICTURE.write_text(made.stdout, "utf-8")
    assert (made.status, made.stdout) == (0, PICTURE.read_text("utf-8"))


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("columns", [20, 40, 61, 80, 140, 300])
@pytest.mark.parametrize("args", [(), ("--plan", str(RICH), "--milestones"), ("2024-Q3", "--by", "part")])
def test_no_line_is_wider_than_the_terminal(args: tuple[str, ...], columns: int, lang: str) -> None:
    result = run("timeline", *args, "--as-of", RICH_DAY, "--lang", lang, env={"COLUMNS": str(columns)})
    assert result.status == 0
    assert max(width(line) for line in result.stdout.splitlines()) <= columns


def test_colours_change_no_character() -> None:
    args = ["timeline", "--plan", str(RICH), "--as-of", RICH_DAY, "--milestones"]
    coloured = run(*args, env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == run(*args, env={"NO_COLOR": "1"}).stdout


# --- one bar ----------------------------------------------------------------------------------------------------------

ONE: list[tuple[Data, str]] = [
    ({"due": "2024"}, "░░░░░│░░░░░░"),
    ({"due": "2024-05"}, "    !│"),
    ({"due": "2024-06"}, "     ░"),
    ({"due": "2024-05/2024-09"}, "    ░│░░░"),
    ({"due": "by 2024-10"}, "     │   ░"),
    ({"due": "by 2024-10", "assigned": {"date": "2024-03-01"}}, "  ···│···░"),
    ({"due": "before 2024-10", "assigned": {"date": "2024-03-01"}}, "  ···│··░"),
    ({"due": "ongoing"}, "~~~~~│~~~~~►"),
    ({"due": "2024-04/.."}, "   ~~│~~~~~►"),
    ({"due": "ongoing", "assigned": {"date": "2024-05-02"}}, "    ~│~~~~~►"),
    ({"due": "ongoing", "completed": "2024-04-11"}, "■■■◆ │"),
    ({}, "no deadline"[:12]),
    ({"due": "after V"}, "awaiting an…"),
    ({"due": "2024-05", "faults": ["due"]}, "not judged"),
    ({"due": "2024-04/2024-05", "completed": "2024-04-02"}, "   ◆█│"),
    ({"due": "2024-03", "completed": "2024-05-02"}, "  ▓ ▲│"),
    ({"completed": "2024-05-02"}, "    ◆│"),
    ({"due": "2024-03/2024-09", "suspended": "2024-05-01"}, "  ===│==="),
    ({"due": "2024-03/2024-09", "withdrawn": "2024-05-01"}, "  ×××│×××"),
    ({"due": "2024-02/2024-03", "rescheduled": {"date": "2024-03-01", "to": "2024-07/2024-10"}}, " ╌╌  │░░░░"),
    ({"due": "2024-02/2024-09", "rescheduled": {"date": "2024-03-01", "to": "2024-07/2024-10"}}, " ╌╌╌╌│░░░░"),
    (
        {
            "due": "2024-02/2024-04",
            "assigned": {"date": "2024-02-02"},
            "rescheduled": {"date": "2024-03-01", "to": "by 2024-10"},
        },
        " ╌╌╌·│···░",
    ),
]


@pytest.mark.parametrize(("data", "expected"), ONE, ids=[str(data) for data, _ in ONE])
def test_a_bar(data: Data, expected: str) -> None:
    info: Data = {"events": {"V": {}}}
    assert bars_of({"id": "T", **data}, info=info, first=date(2024, 1, 1), last=date(2024, 12, 31)) == [expected]


SERIES: list[tuple[Data, str]] = [
    ({"due": "every quarter from 2024"}, "!!]░░]░░]░░]"),
    ({"due": "every quarter from 2024", "occurrences": {"2024-Q1": {"completed": "2024-02-01"}}}, "█◆]░░]░░]░░]"),
    ({"due": "every month from 2024-05 until 2024-08"}, "    !░░░"),
    ({"due": "every year by 06-15 and 11-30 from 2024"}, "!!!!]░░░░░]"),
]


@pytest.mark.parametrize(("data", "expected"), SERIES, ids=[str(data) for data, _ in SERIES])
def test_each_deadline_of_a_series_is_a_bar_in_one_row(data: Data, expected: str) -> None:
    assert bars_of({"id": "T", **data}, first=date(2024, 1, 1), last=date(2024, 12, 31)) == [expected]


@pytest.mark.parametrize(
    ("first", "last", "keys", "outside"),
    [
        ("2024-05-01", "2024-05-31", ["2024-H1"], (0, 0)),
        ("2024-06-30", "2024-07-01", ["2024-H1", "2024-H2"], (0, 0)),
        ("2023-12-31", "2024-01-01", ["2024-H1"], (0, 0)),
        ("1990-01-01", "2023-12-31", [], (0, 1)),
        ("2040-12-31", "2041-12-31", ["2040-H2", "2041-H1", "2041-H2"], (0, 0)),
        ("2025-01-01", "2025-06-30", ["2025-H1"], (0, 0)),
    ],
)
def test_a_series_has_a_bar_for_each_deadline_that_touches_the_range(
    first: str, last: str, keys: list[str], outside: tuple[int, int]
) -> None:
    moved = {"2025-H1": {"rescheduled": {"date": "2024-01-10", "to": "2030"}}}
    task = {"id": "T", "due": "every half from 2024", "occurrences": moved}
    standing = Standing(plan(task), date(2024, 5, 10))
    found = timeline(standing, standing.items, date.fromisoformat(first), date.fromisoformat(last))
    assert [bar.item.occurrence for row in found.rows for bar in row.bars] == keys
    assert (found.before, found.after) == outside


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-01-15", "│   ░░░░"),
        ("2024-04-30", "   │░░░░"),
        ("2024-05-10", "    ░░░░"),
        ("2024-06-30", "    ░│░░"),
        ("2024-08-31", "    ░░░░"),
        ("2024-09-01", "    !!!!│"),
    ],
)
def test_the_line_of_the_day_hides_no_end(day: str, expected: str) -> None:
    task = {"id": "T", "due": "2024-05/2024-08"}
    assert bars_of(task, day=day, first=date(2024, 1, 1), last=date(2024, 12, 31)) == [expected]


@pytest.mark.parametrize("columns", [40, 57, 80, 81, 140, 200])
@pytest.mark.parametrize(
    ("day", "inside"), [("2023-12-31", False), ("2024-01-01", True), ("2024-12-31", True), ("2025-01-01", False)]
)
def test_the_day_is_on_the_right_side_of_a_year(day: str, inside: bool, columns: int) -> None:
    task = {"id": "T", "due": "2024", "completed": day}
    (row,) = lines_of(task, day=day, columns=columns, first=date(2023, 1, 1), last=date(2025, 12, 31))
    if inside:
        assert re.fullmatch("T  *[█▓]*◆[█▓]*", row)
        assert row.strip("T █▓") == "◆"
    else:
        assert re.fullmatch("T  *(◆[█▓]+|[█▓]+▲)", row)


@pytest.mark.parametrize("columns", range(20, 140, 7))
@pytest.mark.parametrize("due", ["2024-01/2024-03-20", "2024-03-20"])
def test_a_completion_in_time_stands_within_its_bar_and_a_late_one_behind_it(due: str, columns: int) -> None:
    asked: Any = {"columns": columns, "first": date(2023, 1, 1), "last": date(2025, 12, 31)}
    (bar,) = lines_of({"id": "T", "due": due}, day="2025-06-30", **asked)
    (row,) = lines_of({"id": "T", "due": due, "completed": "2024-03-20"}, day="2025-06-30", **asked)
    assert row.replace("◆", "█") == bar.replace("!", "█")
    (row,) = lines_of({"id": "T", "due": due, "completed": "2024-03-21"}, day="2025-06-30", **asked)
    assert re.fullmatch("T  *▓+▲ *│ *", row)
    (row,) = lines_of({"id": "T", "due": due, "completed": "2024-03-21"}, day="2024-03-21", **asked)
    assert row.rstrip().endswith("▲")


def test_what_goes_on_beyond_the_edges_is_told_from_what_ends_there() -> None:
    asked: Any = {"first": date(2024, 1, 1), "last": date(2024, 12, 31)}
    assert bars_of({"id": "T", "due": "2024"}, **asked) == ["░░░░░│░░░░░░"]
    assert bars_of({"id": "T", "due": "2023-12-31/2025-01-01"}, **asked) == ["‹░░░░│░░░░░›"]
    assert bars_of({"id": "T", "due": "ongoing", "assigned": {"date": "2023-05"}}, **asked) == ["‹~~~~│~~~~~►"]


def test_a_drawn_bar_that_goes_on_beyond_an_edge_juts_out(tmp_path: Path) -> None:
    folder = one_body(tmp_path, "- id: T\n  title: T\n  due: 2024\n")
    wide = {}
    for period in ("2024", "2024-02/2024-12", "2024-02/2024-11"):
        made = run("timeline", period, "--plan", str(folder), "--as-of", DAY, "--format", "svg").stdout
        (found,) = re.findall(
            '<rect class="not-yet-due" x="([0-9.]+)" y="[0-9.]+" width="([0-9.]+)" height="12"><', made
        )
        (left, right) = re.findall('<line class="year" x1="([0-9.]+)" .* x2="([0-9.]+)" y2="84"', made)[-1]
        wide[period] = (float(found[0]) - float(left), float(found[0]) + float(found[1]) - float(right))
    assert wide == {"2024": (0, 0), "2024-02/2024-12": (-5, 0), "2024-02/2024-11": (-5, 5)}


def test_no_line_of_a_day_that_lies_earlier_stands_in_the_headings() -> None:
    drawn = run("timeline", "2025", "--as-of", DAY).stdout
    assert "‹ 2024-06-30" in drawn
    assert "│" not in drawn


def test_what_lies_beyond_the_edges_is_pointed_at() -> None:
    task = {
        "id": "T",
        "due": "2023",
        "milestones": {
            "a": {"due": "2024-02"},
            "b": {"due": "2025", "rescheduled": [{"date": "2024-01-10", "to": "2024-05"}]},
        },
    }
    drawn = bars_of(task, first=date(2024, 1, 1), last=date(2024, 12, 31), milestones=True)
    assert [line[0] + line[-1] for line in drawn] == ["‹│", " │", " ›"]


# --- which rows and which days ----------------------------------------------------------------------------------------


def test_every_task_is_drawn_or_counted() -> None:
    every = {item["key"] for item in json.loads(run("list", "--format", "json", "--as-of", DAY).stdout)["items"]}
    made = answer("--as-of", DAY)
    assert {item["id"] for item in made["items"]} == every
    assert (made["first"], made["last"], made["outside"]) == ("2022-01-01", "2025-12-31", {"before": 0, "after": 0})
    part = answer("2024-H1", "--as-of", DAY)
    assert len({item["id"] for item in part["items"]}) + sum(part["outside"].values()) == len(every)
    assert part["outside"] == {"before": 8, "after": 3}


@pytest.mark.parametrize(
    ("args", "first", "last"),
    [
        (("2024",), "2024-01-01", "2024-12-31"),
        (("12/2024",), "2024-12-01", "2024-12-31"),
        (("2024-07/2024-09",), "2024-07-01", "2024-09-30"),
        (("--from", "2024",), "2024-01-01", "2025-12-31"),
        (("--to", "30/6/2024",), "2022-01-01", "2024-06-30"),
        (("--from", "2024-02", "--to", "2024-02"), "2024-02-01", "2024-02-29"),
        (("--from", "2030",), "2030-01-01", "2030-12-31"),
        (("--body", "ubkttw"), "2023-01-01", "2024-12-31"),
    ],
)  # fmt: skip
def test_the_range(args: tuple[str, ...], first: str, last: str) -> None:
    made = answer(*args, "--as-of", DAY)
    assert (made["first"], made["last"]) == (first, last)


@pytest.mark.parametrize(
    ("day", "last"), [("2025-12-31", "2025-12-31"), ("2026-01-01", "2026-12-31"), ("2060-01-01", "2025-12-31")]
)
def test_the_day_is_drawn_where_it_is_not_far_away(day: str, last: str) -> None:
    assert answer("--as-of", day)["last"] == last


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-03-05", "2024-03-05", ("2024-03-01", "2024-03-31")),
        ("2024-01-31", "2024-05-10", ("2024-01-01", "2024-05-31")),
        ("2024-01-31", "2024-05-11", ("2024-01-01", "2024-06-30")),
        ("2024-02-01", "2025-08-05", ("2024-01-01", "2025-12-31")),
        ("0001-05-01", "9999-11-01", ("0001-01-01", "9999-12-31")),
    ],
)
def test_whole_units(first: str, last: str, expected: tuple[str, str]) -> None:
    found = whole(date.fromisoformat(first), date.fromisoformat(last))
    assert (found[0].isoformat(), found[1].isoformat()) == expected


@pytest.mark.parametrize(
    ("first", "last", "outside"),
    [
        ("2024-05-31", "2024-12-31", (0, 0)),
        ("2024-06-01", "2024-12-31", (1, 0)),
        ("2024-01-01", "2024-03-01", (0, 0)),
        ("2024-01-01", "2024-02-29", (0, 1)),
    ],
)
def test_what_touches_the_range_by_a_day_lies_in_it(first: str, last: str, outside: tuple[int, int]) -> None:
    standing = Standing(plan({"id": "T", "due": "2024-03/2024-05"}), date(2024, 1, 1))
    found = timeline(standing, standing.items, date.fromisoformat(first), date.fromisoformat(last))
    assert ((found.before, found.after), len(found.rows)) == (outside, 1 - sum(outside))


def test_limit_and_what_it_leaves_out() -> None:
    result = run("timeline", "--limit", "3", "--as-of", DAY)
    assert result.stdout.endswith("37 more tasks: raise --limit to see them\n")
    made = answer("--limit", "3", "--as-of", DAY)
    assert (len(made["items"]), made["left_out"]) == (3, 37)


def test_filters_are_those_of_list() -> None:
    args = ["--state", "overdue", "--cites", "158-qd/tw", "--as-of", DAY]
    listed = json.loads(run("list", *args, "--format", "json").stdout)["items"]
    assert [one["key"] for one in answer(*args)["items"]] == [one["key"] for one in listed] == ["IV.5.1"]


@pytest.mark.parametrize(("by", "headings"), [("body", 15), ("part", 4), ("none", 0)])
def test_groups(by: str, headings: int) -> None:
    drawn = run("timeline", "--by", by, "--as-of", DAY, env={"COLUMNS": "200"}).stdout.split("\n\n")[1]
    assert sum(not line.startswith("  ") for line in drawn.splitlines()[3:]) == headings


# --- data -------------------------------------------------------------------------------------------------------------


def test_an_occurrence_is_a_record_of_its_own() -> None:
    made = answer("--plan", str(RICH), "--as-of", RICH_DAY)
    keys = [item["key"] for item in made["items"] if item["id"] == "V.3b"]
    assert keys[:2] == ["V.3b:2024-H1", "V.3b:2024-H2"]


def test_records(tmp_path: Path) -> None:
    task = """\
- id: I.1
  title: =SUM(A1)
  assigned: {date: 2024-01-05}
  due: 2024-H1
  rescheduled: [{date: 2024-05-01, to: by 2024-09, document: 1-QĐ}]
  completed: 2024-10-02
- id: I.2
  title: No days
"""
    folder = one_body(tmp_path, task)
    done, undated = answer("--plan", str(folder), "--as-of", "2024-12-31")["items"]
    assert {name: done[name] for name in done if done[name] is not None} == {
        "key": "I.1",
        "id": "I.1",
        "title": "=SUM(A1)",
        "answers_to": "ban-mot",
        "due": "2024-H1",
        "due_in_force": "by 2024-09",
        "state": "completed-late",
        "due_last": "2024-09-30",
        "stated_first": "2024-01-01",
        "stated_last": "2024-06-30",
        "given": "2024-01-05",
        "open": False,
        "ended": "2024-10-02",
    }
    assert (undated["key"], undated["state"], undated["due_first"]) == ("I.2", "no-deadline", None)
    table = run("timeline", "--plan", str(folder), "--as-of", "2024-12-31", "--format", "csv").stdout
    first, second = csv.DictReader(StringIO(table))
    assert (first["title"], first["ended"], second["key"]) == ("'=SUM(A1)", "2024-10-02", "I.2")
    assert list(first) == list(done)


def test_markdown_keeps_the_picture_in_a_fence(tmp_path: Path) -> None:
    folder = one_body(tmp_path, "- id: I.1\n  title: A ```` title\n  due: 2024\n")
    lines = run("timeline", "--plan", str(folder), "--as-of", DAY, "--format", "md").stdout.splitlines()
    fences = [line for line in lines if line.startswith("`")]
    assert fences == ["`````text", "`````"]


# --- what is typed wrongly, plans that are strange --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("2024-13",), "2024-13 is no day or period"),
        (("2024", "--from", "2024"), "not both"),
        (("--from", "2025", "--to", "2024"), "--from 2025-01-01 is after --to 2024-12-31"),
        (("--from", "someday"), "--from: someday is no day or period"),
        (("--by", "year"), "--by: year is not one of: body, part, none"),
        (("--format", "png"), "--format: png is not one of: table, json, csv, md, svg"),
        (("--any-role",), "--any-role needs --body"),
        (("--body", "nobody"), "No body is called nobody"),
    ],
)
def test_wrong_calls(args: tuple[str, ...], message: str) -> None:
    result = run("timeline", *args)
    assert result.status == 2
    assert message in result.stderr
    assert not result.stdout


def test_an_empty_plan(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, {})
    for form in ("table", "json", "csv", "md", "svg"):
        result = run("timeline", "--plan", str(folder), "--as-of", DAY, "--format", form)
        assert (result.status, result.stderr) == (0, "")
    assert "0 tasks over time" in run("timeline", "--plan", str(folder), "--as-of", DAY).stdout


def test_what_cannot_be_read_is_said_and_the_rest_is_drawn(tmp_path: Path) -> None:
    folder = one_body(tmp_path, "- id: I.1\n  title: A\n  due: someday\n- id: I.2\n  title: B\n  due: 2024\n")
    result = run("timeline", "--plan", str(folder), "--as-of", DAY)
    assert result.status == 1
    assert "not judged" in result.stdout
    assert "░" in result.stdout


def test_titles_cannot_move_the_cursor(tmp_path: Path) -> None:
    body = 'name: "Ban \\e[31mMột\\u202e"\ntasks:\n- {id: I.1, title: "A\\e[2J\\u0085b", due: 2024}\n'
    folder = write_plan(tmp_path, {"bodies/ban-mot.yaml": body})
    for form in ("table", "md"):
        drawn = run("timeline", "--plan", str(folder), "--as-of", DAY, "--format", form).stdout
        assert not re.search(r"[\x1b\x85\u202e]", drawn)


# --- the axis ---------------------------------------------------------------------------------------------------------


def drawn_axis(first: date, last: date, room: int) -> str:
    """Return an axis as a line; a tick without a name is not seen."""
    line = Strip(room)
    for day, name in axis(first, last, room):
        line.put(column(day, first, last, room), name)
    return "".join(cell.text for cell in line.cells())


@pytest.mark.parametrize(
    ("first", "last", "room", "expected"),
    [
        ("2022-01-01", "2025-12-31", 10, "2022"),
        ("2022-01-01", "2025-12-31", 25, "2022  2023  2024   2025"),
        ("2023-07-01", "2024-06-30", 50, "2023-Q3      Q4          2024         Q2"),
        ("2023-07-01", "2024-06-30", 25, "2023-Q3      2024  Q2"),
        ("2024-01-01", "2024-03-31", 50, "2024             Feb             Mar"),
        ("2024-06-01", "2024-06-30", 50, "   2024-06-03  06-10       06-17      06-24"),
        ("2024-01-01", "2024-01-01", 10, "2024-01-01"),
        ("0001-01-01", "9999-12-31", 50, "1"),
    ],
)
def test_the_axis(first: str, last: str, room: int, expected: str) -> None:
    assert drawn_axis(date.fromisoformat(first), date.fromisoformat(last), room).rstrip() == expected


def test_the_axis_in_vietnamese() -> None:
    set_language("vi")
    assert drawn_axis(date(2024, 6, 1), date(2024, 6, 30), 50).rstrip() == "   03/06/2024  10/6        17/6       24/6"


DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(DAYS, st.integers(0, 40_000), st.integers(4, 300))
@settings(deadline=None)
def test_names_on_the_axis_never_touch(first: date, days: int, room: int) -> None:
    last = date.fromordinal(min(first.toordinal() + days, date.max.toordinal()))
    taken = -1
    for day, name in axis(first, last, room):
        assert first <= day <= last
        begin = column(day, first, last, room)
        if name:
            assert begin > taken or begin == 0
            taken = begin + width(name)
            assert taken <= max(room, 4)


@given(DAYS, st.integers(0, 4000))
def test_places_on_the_axis(first: date, days: int) -> None:
    last = date.fromordinal(min(first.toordinal() + days, date.max.toordinal()))
    assert place(first, first, last, 100) == 0
    assert place(last, first, last, 100) < 100
    if last < date.max:
        assert place(last + timedelta(days=1), first, last, 100) == 100


def test_a_strip() -> None:
    strip = Strip(6)
    strip.put(-2, "abc", "x")
    strip.put(4, "def")
    assert strip.cells() == [Cell("c", "x"), Cell("   de")]
    assert (strip.at(0), strip.at(9), strip.at(-1)) == ("c", " ", " ")
