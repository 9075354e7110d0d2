"""`plan status`: counts that add up, rates with numerator and denominator, and what is due next."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from building import Data, plan
from folders import RICH, RICH_DAY, one_body, write_plan
from hypothesis import given, settings
from hypothesis import strategies as st
from support import run

from plancli import i18n
from plancli.render import plain
from plancli.render.look import Look
from plancli.report.status import GROUPS, rates, status_report
from plancli.report.words import rate
from plancli.state import STATES, Item, Standing

CELLS = [*(state.replace("-", "_") for state in STATES), "not_judged"]


def status(*args: str) -> dict[str, Any]:
    """Run `plan status` and return its answer as data."""
    result = run("status", *args, "--format", "json")
    assert (result.status, result.stderr) == (0, "")
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


# --- cells that add up ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2022-12-31", "2023-06-30", "2024-06-30", "2024-12-31", "2025-01-01", "2030-01-01"])
@pytest.mark.parametrize("by", GROUPS)
@pytest.mark.parametrize("where", [(), ("--plan", str(RICH))])
def test_cells_add_up(where: tuple[str, ...], by: str, day: str) -> None:
    """Each group's states to its total, and the groups to the whole; only by tag may a task count twice."""
    answer = status("--by", by, "--as-of", day, *where)
    whole = answer["total"]
    assert (answer["kind"], answer["by"], sum(whole[cell] for cell in CELLS)) == ("status", by, whole["total"])
    for group in answer["items"]:
        assert sum(group[cell] for cell in CELLS) == group["total"]
    if by != "tag":
        sums = Counter[str]()
        for group in answer["items"]:
            sums.update({cell: group[cell] for cell in [*CELLS, "total"]})
        assert {cell: sums[cell] for cell in [*CELLS, "total"]} == whole


SHIPPED = [
    ("2024-06-30", {"ongoing": 6, "no_deadline": 12, "overdue": 8, "not_yet_due": 14}),
    ("2024-12-31", {"ongoing": 6, "no_deadline": 12, "overdue": 8, "not_yet_due": 14}),
    ("2025-01-01", {"ongoing": 6, "no_deadline": 12, "overdue": 19, "not_yet_due": 3}),
    ("2026-01-01", {"ongoing": 6, "no_deadline": 12, "overdue": 22}),
]


@pytest.mark.parametrize(("day", "expected"), SHIPPED)
def test_the_shipped_plan(day: str, expected: dict[str, int]) -> None:
    total = status("--as-of", day)["total"]
    assert total == dict.fromkeys(CELLS, 0) | expected | {"total": 40}


GROUPED = [
    ("body", "ban-hai 4 | ban-mot 9 | tinh-uy 2"),
    ("part", "II 3 | III 3 | IV 5 | V 4"),
    ("year", "2024 9 | 2025 2 | None 4"),
    ("tag", "bao-cao 1 | chat-van 1 | quy-che 3 | None 12"),
]


@pytest.mark.parametrize(("by", "expected"), GROUPED)
def test_groups_and_their_order(by: str, expected: str) -> None:
    items = status("--by", by, "--plan", str(RICH), "--as-of", RICH_DAY)["items"]
    assert " | ".join(f"{item['key']} {item['total']}" for item in items) == expected


def test_labels_of_groups() -> None:
    def labels(by: str) -> list[str]:
        items = status("--by", by, "--plan", str(RICH), "--as-of", RICH_DAY)["items"]
        return [item["label"] for item in items]

    assert labels("body") == ["Ban Hai", "Ban Một Trung ương", "Các tỉnh uỷ"]
    assert labels("part") == ["II  Teaching", "III  Rules", "IV  What waits", "V  Reporting"]
    assert (labels("year")[-1], labels("tag")[-1]) == ("no last day", "no tag")


SOURCES = """
format: 1
id: p
title: A plan
sources:
  plan: {outline: [{id: II, heading: Duties}, {id: II.1}]}
  changes: {outline: [{id: II, heading: Training}]}
""".lstrip()
CLAUSES = """
- {id: A.1, title: Bare, source: II.1, tags: [x, x]}
- {id: A.2, title: With a prefix, source: "plan:II", tags: [x]}
- {id: A.3, title: Of another document, source: "changes:II.3"}
""".strip()


def test_a_part_is_one_whichever_way_it_is_named(tmp_path: Path) -> None:
    where = ("--plan", str(one_body(tmp_path, CLAUSES, SOURCES)), "--as-of", "2024-06-30")
    items = status("--by", "part", *where)["items"]
    assert [(item["key"], item["label"], item["total"]) for item in items] == [
        ("II", "II  Duties", 2),
        ("changes:II", "changes:II  Training", 1),
    ]
    assert "several parts" not in run("status", "--by", "part", *where).stdout


def test_a_task_from_several_parts_is_said_to_count_once(tmp_path: Path) -> None:
    tasks = f'{CLAUSES}\n- {{id: A.4, title: Of both, source: ["changes:II", II.1]}}'
    where = ("--plan", str(one_body(tmp_path, tasks, SOURCES)), "--as-of", "2024-06-30")
    assert [item["total"] for item in status("--by", "part", *where)["items"]] == [2, 2]
    said = "A task from several parts counts under the first of them."
    assert said in run("status", "--by", "part", *where).stdout.splitlines()
    assert said not in run("status", "--by", "tag", *where).stdout


def test_a_tag_written_twice_counts_once(tmp_path: Path) -> None:
    where = ("--plan", str(one_body(tmp_path, CLAUSES, SOURCES)), "--as-of", "2024-06-30")
    assert [(item["key"], item["total"]) for item in status("--by", "tag", *where)["items"]] == [("x", 2), (None, 1)]
    assert "several tags" not in run("status", "--by", "tag", *where).stdout


def test_what_a_body_supports_passes_to_its_successor(tmp_path: Path) -> None:
    """Counted as `plan list --body --any-role` lists it: by the bodies that stand on the day, each task once."""
    ended = "name: Ban Cũ\nuntil: 2024-03-01\nsucceeded_by: [moi]\n"
    tasks = "tasks:\n  - {id: A.1, title: One, supporting: [cu, moi]}\n  - {id: A.2, title: Two, co_leads: [cu]}\n"
    files = {"bodies/cu.yaml": ended, "bodies/moi.yaml": "name: Ban Mới\n", "bodies/x.yaml": f"name: X\n{tasks}"}
    folder = write_plan(tmp_path, files)

    def counted(day: str) -> dict[str, tuple[int, int]]:
        shown = run("bodies", "--plan", str(folder), "--as-of", day, "--format", "json").stdout
        return {body["id"]: (body["co_leads"], body["supporting"]) for body in json.loads(shown)["items"]}

    assert counted("2024-03-01") == {"cu": (1, 1), "moi": (0, 1), "x": (0, 0)}
    assert counted("2024-03-02") == {"cu": (0, 0), "moi": (1, 1), "x": (0, 0)}
    listed = run(
        "list", "--body", "moi", "--any-role", "--plan", str(folder), "--as-of", "2024-03-02", "--format", "json"
    )
    assert [item["key"] for item in json.loads(listed.stdout)["items"]] == ["A.1", "A.2"]


def test_parts_come_in_their_order() -> None:
    keys = [item["key"] for item in status("--by", "part", "--as-of", "2024-06-30")["items"]]
    assert keys == ["II", "III", "IV", "V"]


def test_nobody_answers(tmp_path: Path) -> None:
    """A body that ended without a successor leaves its tasks to nobody: a row of its own, the last."""
    body = "name: Ban Cũ\nuntil: 2024-01-01\ntasks:\n  - {id: A.1, title: Left}\n"
    folder = write_plan(tmp_path, {"bodies/cu.yaml": body, "bodies/z.yaml": body.replace("A.1", "A.2").split("until")[0]
                                   + "tasks:\n  - {id: A.2, title: Kept}\n"})  # fmt: skip
    items = status("--plan", str(folder), "--as-of", "2024-06-30")["items"]
    assert [(item["key"], item["label"], item["total"]) for item in items] == [("z", "Ban Cũ", 1), (None, "nobody", 1)]


# --- rates ------------------------------------------------------------------------------------------------------------

# Templates of one task in each state, as of 2024-06-30.
LIVES: dict[str, Data] = {
    "completed-on-time": {"id": "A.1", "due": "2024-H1", "completed": "2024-06-30"},
    "completed-late": {"id": "A.2", "due": "2024-05", "completed": "2024-06-01"},
    "completed": {"id": "A.3", "completed": "2024-06-01"},
    "withdrawn": {"id": "A.4", "due": "2023", "withdrawn": "2024-06-01"},
    "suspended": {"id": "A.5", "due": "2023", "suspended": "2024-06-01"},
    "awaiting-event": {"id": "A.6", "due": "30 days after law"},
    "ongoing": {"id": "A.7", "due": "ongoing"},
    "no-deadline": {"id": "A.8"},
    "overdue": {"id": "A.9", "due": "2024-05"},
    "not-yet-due": {"id": "A.10", "due": "2024"},
    "not-judged": {"id": "A.11", "due": "2024", "faults": ["due"]},
}
ONE_OF_EACH = Standing(plan(*LIVES.values(), bodies={"a": {}}, events={"law": {}}), date(2024, 6, 30))
TEMPLATES: dict[str, Item] = {item.state or "not-judged": item for item in ONE_OF_EACH.items}


def standing_of(counts: dict[str, int]) -> Standing:
    """Return a standing with so many tasks in each state."""
    made = Standing(ONE_OF_EACH.plan, ONE_OF_EACH.day)
    made.__dict__["items"] = [TEMPLATES[state] for state, count in counts.items() for _ in range(count)]
    return made


def test_the_templates_are_what_they_say() -> None:
    assert {state: str(item.task.id) for state, item in TEMPLATES.items()} == {
        state: life["id"] for state, life in LIVES.items()
    }


# Figures that were made public: the Government Office's report 1270/BC-TCTTTg of 27/12/2017, and a ministry's.
PUBLIC = [
    ((14_068, 1_983, 5_640, 223), 21_914, "16,051/16,274 = 98.63 %", "16,051/21,914 = 73.25 %"),
    ((1_310, 429, 1_812, 175), 3_726, "1,739/1,914 = 90.86 %", "1,739/3,726 = 46.67 %"),
]


@pytest.mark.parametrize(("four", "total", "of_due", "of_all"), PUBLIC)
def test_public_figures(four: tuple[int, ...], total: int, of_due: str, of_all: str) -> None:
    cells = dict(zip(("completed-on-time", "completed-late", "not-yet-due", "overdue"), four, strict=True))
    report = status_report(standing_of(cells), "body", "Title")
    shown = plain.render(report, Look())
    assert report.envelope["total"]["total"] == sum(four) == total
    assert f"  Completed, of completed and overdue: {of_due}\n" in shown
    assert f"  Completed, of all not withdrawn: {of_all}\n" in shown
    assert f"{total:,}" in shown


def test_rates_in_vietnamese() -> None:
    i18n.set_language("vi")
    assert rate(16_051, 16_274) == "16.051/16.274 = 98,63 %"


RATES = [
    ({}, (0, 0), (0, 0)),
    ({"overdue": 3}, (0, 3), (0, 3)),
    ({"completed": 2, "withdrawn": 5}, (2, 2), (2, 2)),
    ({"completed-on-time": 1, "completed-late": 1, "completed": 1, "overdue": 1, "not-judged": 1}, (3, 4), (3, 5)),
    ({"completed-on-time": 1, "suspended": 1, "awaiting-event": 1, "ongoing": 1, "no-deadline": 1}, (1, 1), (1, 5)),
]


@pytest.mark.parametrize(("cells", "of_due", "of_all"), RATES)
def test_what_a_rate_counts(cells: dict[str, int], of_due: tuple[int, int], of_all: tuple[int, int]) -> None:
    found = rates(Counter(item.state for item in standing_of(cells).items))
    assert tuple(found["of_due"].values()) == of_due
    assert tuple(found["of_all"].values()) == of_all


def test_a_rate_of_nothing_is_no_percentage() -> None:
    assert rate(0, 0) == "0/0"


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(LIVES)), st.integers(0, 40)), st.sampled_from(GROUPS))
def test_any_plan_adds_up(cells: dict[str, int], by: str) -> None:
    report = status_report(standing_of(cells), by, "Title")
    total = report.envelope["total"]
    assert total["total"] == sum(cells.values()) == sum(item["total"] for item in report.items)
    for state, count in cells.items():
        cell = state.replace("-", "_")
        assert total[cell] == count == sum(item[cell] for item in report.items)


# --- what is shown ----------------------------------------------------------------------------------------------------


def test_a_task_with_several_tags_is_said_to_count_twice(tmp_path: Path) -> None:
    said = "A task with several tags counts under each of them."
    assert said in run("status", "--by", "tag", "--plan", str(RICH), "--as-of", RICH_DAY).stdout
    folder = one_body(tmp_path, "- {id: A.1, title: One, tags: [a]}\n- {id: A.2, title: Two, tags: [a]}")
    alone = run("status", "--by", "tag", "--plan", str(folder), "--as-of", "2024-06-30")
    assert said not in alone.stdout
    assert said not in run("status", "--plan", str(RICH), "--as-of", RICH_DAY).stdout


def test_by_tag_the_groups_have_no_total_line() -> None:
    """It would not be the sum of what stands above it."""
    first = run("status", "--by", "tag", "--plan", str(RICH), "--as-of", RICH_DAY, env={"COLUMNS": "160"}).stdout
    assert "Total" not in first.split("\n\n")[1].splitlines()[-1]


def test_tasks_not_yet_assigned_are_said() -> None:
    before = run("status", "--plan", str(RICH), "--as-of", "2023-12-14").stdout.splitlines()
    assert before[-1] == "15 tasks were assigned later"
    between = run("status", "--plan", str(RICH), "--as-of", "2024-01-14").stdout.splitlines()
    assert between[-1] == "1 task was assigned later"
    assert "assigned later" not in run("status", "--plan", str(RICH), "--as-of", "2024-01-15").stdout


def test_overdue_ones_are_said() -> None:
    assert "8 tasks are overdue: plan due --overdue" in run("status", "--as-of", "2024-12-31").stdout
    assert "tasks are overdue" not in run("status", "--as-of", "2022-12-31").stdout


NEXT = [
    ("2022-11-01", ["II.1", "II.2a", "II.3", "IV.4.2a", "IV.5.1"]),
    ("2024-06-30", ["IV.2.2", "IV.2.3a", "IV.4.2b", "IV.4.3", "IV.4.5"]),
    ("2025-06-30", ["IV.2.3b", "IV.4.4", "IV.6.1"]),
    ("2026-06-30", []),
]


@pytest.mark.parametrize(("day", "expected"), NEXT)
def test_what_is_due_next(day: str, expected: list[str]) -> None:
    assert [item["key"] for item in status("--as-of", day)["next"]] == expected
    assert ("Due next" in run("status", "--as-of", day).stdout) == bool(expected)


def test_of_a_series_the_next_occurrence_is_due_next() -> None:
    found = status("--plan", str(RICH), "--as-of", RICH_DAY)["next"]
    assert [(item["key"], item["due_last"]) for item in found] == [
        ("V.4:2024-12-01", "2024-11-30"),
        ("V.7:2024-Q4", "2024-12-20"),
        ("III.3", "2024-12-31"),
        ("V.3b:2024-H2", "2024-12-31"),
        ("V.3b:2025-H1", "2025-09-30"),
    ]


def test_an_unreadable_task_is_counted_apart(tmp_path: Path) -> None:
    folder = one_body(tmp_path, "- {id: A.1, title: Typed wrongly, due: 12/2024}\n- {id: A.2, title: Fine, due: 2024}")
    result = run("status", "--plan", str(folder), "--as-of", "2024-06-30", "--format", "json")
    answer = json.loads(result.stdout)
    assert (result.status, answer["incomplete"]) == (1, ["A.1"])
    assert (answer["total"]["not_judged"], answer["total"]["total"]) == (1, 2)
    assert "not judged" in run("status", "--plan", str(folder), "--as-of", "2024-06-30").stdout


@pytest.mark.parametrize("columns", ["20", "40", "80", "200"])
def test_every_number_is_shown_at_every_width(columns: str) -> None:
    shown = run("status", "--plan", str(RICH), "--as-of", RICH_DAY, env={"COLUMNS": columns}).stdout
    words = shown.replace("\n", " ")
    for count in ("60.00", "21.43", "V.3b:2025-H1"):
        assert count in words


def test_an_unknown_grouping() -> None:
    result = run("status", "--by", "bodi")
    assert (result.status, result.stderr) == (
        2,
        "Error: --by: bodi is not one of: body, part, year, tag\nDid you mean body?\n",
    )
