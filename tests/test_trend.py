"""`plan trend` counts each day as a checkout of that day would be, and shows it in every form."""

import csv
import json
import random
import subprocess
from collections import Counter
from copy import deepcopy
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from building import day
from folders import PLAN, RICH, RICH_DAY, check_golden, one_body, write_plan
from hypothesis import HealthCheck, given, settings
from repositories import Checkout
from strategies import PlanData, files, plans
from support import ROOT, SHIPPED, Result, run

from plancli.columns import width
from plancli.history.counts import named
from plancli.history.moments import Moments
from plancli.history.trend import Every, days, most_points, usual
from plancli.load import load
from plancli.report.glyphs import GLYPHS
from plancli.report.scale import Scale, scale
from plancli.report.sparkline import sparkline
from plancli.report.stacks import Stack, column_of, stack_lines
from plancli.source import Folder
from plancli.state import STATES, Standing

ONE: str = "name: Ban Một\ntasks:\n"
TASK: str = "  - {{id: {id}, title: Việc, due: {due}{more}}}\n"


def tasks(*each: tuple[str, str, str]) -> str:
    """Return a body's file with tasks: id, deadline, and what else they say."""
    return ONE + "".join(TASK.format(id=id, due=due, more=f", {more}" if more else "") for id, due, more in each)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A plan that grew: one task in January 2024, another in March, the first completed in May."""
    made = Checkout.new(tmp_path / "kho")
    one, two, done = ("I.1", "2024-06", ""), ("I.2", "2024-04", ""), ("I.1", "2024-06", "completed: 2024-02-01")
    made.commit({"README.md": "x"}, "2023-12-01T12:00:00+07:00")
    made.commit({"plan/plan.yaml": PLAN, "plan/bodies/ban-mot.yaml": tasks(one)}, "2024-01-15T12:00:00+07:00")
    made.commit({"README.md": "y"}, "2024-02-15T12:00:00+07:00")
    made.commit({"plan/bodies/ban-mot.yaml": tasks(one, two)}, "2024-03-31T23:59:59+07:00")
    made.commit({"plan/bodies/ban-mot.yaml": tasks(done, two)}, "2024-05-01T00:00:00+07:00")
    return made


def trend(checkout: Checkout, *args: str) -> Any:
    """Return what `plan trend` answers in JSON."""
    result = run("trend", *args, "--format", "json", cwd=checkout.path)
    assert result.status == 0, result.stderr
    return json.loads(result.stdout)


def states(item: Any) -> dict[str, int]:
    """Return the counts of an item that are not zero."""
    names = [*(state.replace("-", "_") for state in STATES), "not_judged"]
    return {name: item[name] for name in names if item[name]}


# --- what is counted ------------------------------------------------------------------------------------------------


def test_each_day_by_the_files_of_that_day(checkout: Checkout) -> None:
    """The completion of February was written down in May: until then the task was not known to be completed."""
    items = trend(checkout, "--as-of", "2024-05-20", "--from", "2023-12")["items"]
    assert [(item["day"], item["early"], states(item)) for item in items] == [
        ("2023-12-31", True, {"not_yet_due": 1}),
        ("2024-01-31", False, {"not_yet_due": 1}),
        ("2024-02-29", False, {"not_yet_due": 1}),
        ("2024-03-31", False, {"not_yet_due": 2}),
        ("2024-04-30", False, {"not_yet_due": 2}),
        ("2024-05-20", False, {"completed_on_time": 1, "overdue": 1}),
    ]
    commits = [checkout.git("rev-parse", f"HEAD~{back}") for back in (3, 1)]
    assert [item["commit"] for item in items] == [commits[0]] * 3 + [commits[1]] * 2 + [None]


def test_by_facts_each_day_by_the_files_of_now(checkout: Checkout) -> None:
    answer = trend(checkout, "--as-of", "2024-05-20", "--from", "2024", "--facts")
    assert answer["git"] is False
    assert [(item["day"], states(item)) for item in answer["items"]] == [
        ("2024-01-31", {"not_yet_due": 2}),
        ("2024-02-29", {"completed_on_time": 1, "not_yet_due": 1}),
        ("2024-03-31", {"completed_on_time": 1, "not_yet_due": 1}),
        ("2024-04-30", {"completed_on_time": 1, "not_yet_due": 1}),
        ("2024-05-20", {"completed_on_time": 1, "overdue": 1}),
    ]
    assert {item["commit"] for item in answer["items"]} == {None}


def test_the_last_point_is_the_working_folder(checkout: Checkout) -> None:
    checkout.write({"plan/bodies/ban-mot.yaml": tasks(("I.1", "2024-06", ""))})
    last = trend(checkout, "--as-of", "2024-05-20", "--from", "2024")["items"][-1]
    assert (last["total"], last["commit"]) == (1, None)


def test_at_a_revision_nothing_later_is_counted(checkout: Checkout) -> None:
    answer = trend(checkout, "--as-of", "2024-05-20", "--at", "HEAD~1", "--from", "2024-04")
    assert [(item["day"], states(item)) for item in answer["items"]] == [
        ("2024-04-30", {"not_yet_due": 2}),
        ("2024-05-20", {"not_yet_due": 1, "overdue": 1}),
    ]
    assert answer["at"] == answer["items"][-1]["commit"] == checkout.git("rev-parse", "HEAD~1")


def test_until_a_day_of_the_past_the_last_point_is_of_git(checkout: Checkout) -> None:
    items = trend(checkout, "--as-of", "2024-05-20", "--from", "2024-03", "--to", "2024-04-10")["items"]
    assert [item["day"] for item in items] == ["2024-03-31", "2024-04-10"]
    assert items[-1]["commit"] == checkout.git("rev-parse", "HEAD~1")


@pytest.mark.parametrize("args", [(), ("--at", "HEAD~1"), ("--as-of", "2024-04-01"), ("--body", "ban-mot")])
def test_the_last_point_is_what_status_says(checkout: Checkout, args: tuple[str, ...]) -> None:
    args = (*args, "--as-of", "2024-05-02") if "--as-of" not in args else args
    last = trend(checkout, *args)["items"][-1]
    told = [one for one in args if one not in ("--body", "ban-mot")]
    status = json.loads(run("status", *told, "--format", "json", cwd=checkout.path).stdout)
    assert {"total": last["total"], **{name: last[name] for name in status["total"]}} == status["total"]
    assert last["rates"] == status["rates"]


def test_a_day_ends_in_the_time_zone_of_the_plan(checkout: Checkout) -> None:
    """The commit of 31 March was made a second before midnight in Hà Nội; that of May at the first second there."""
    items = trend(checkout, "--as-of", "2024-05-20", "--from", "2024-03-31", "--to", "2024-04-30")["items"]
    assert [item["commit"] for item in items] == [checkout.git("rev-parse", "HEAD~1")] * 2


def test_clocks_that_went_wrong(tmp_path: Path) -> None:
    """The rule is that of `--at DAY`: of the commits up to then the last one in the order of the history."""
    made = Checkout.new(tmp_path / "kho")
    body = "plan/bodies/ban-mot.yaml"
    made.commit({"plan/plan.yaml": PLAN, body: tasks(("I.1", "2024", ""))}, "2024-01-10T12:00:00+00:00")
    made.commit({body: tasks(("I.1", "2024", ""), ("I.2", "2024", ""))}, "2024-03-10T12:00:00+00:00")
    made.commit({"README.md": "x"}, "2024-02-10T12:00:00+00:00")
    made.commit({body: tasks(("I.3", "2024", ""))}, "2024-04-10T12:00:00+00:00")
    items = trend(made, "--as-of", "2024-05-20")["items"]
    for item in items[:-1]:
        args = ("--at", item["day"], "--as-of", item["day"], "--format", "json")
        status = json.loads(run("status", *args, cwd=made.path).stdout)
        assert item["total"] == status["total"]["total"]
    assert [item["total"] for item in items] == [1, 2, 2, 1, 1]


def test_what_a_plan_is_called_by_its_folder_may_change(checkout: Checkout) -> None:
    checkout.git("mv", "plan", "ke-hoach")
    checkout.commit({}, "2024-05-10T12:00:00+07:00")
    result = run("trend", "--as-of", "2024-05-20", "--plan", "ke-hoach", "--format", "json", cwd=checkout.path)
    assert [item["total"] for item in json.loads(result.stdout)["items"]] == [1, 1, 2, 2, 2]


@pytest.mark.parametrize("cache", ["on", "off"])
@pytest.mark.parametrize("seed", range(4))
def test_real_histories_agree_with_a_checkout_of_each_day(tmp_path: Path, seed: int, cache: str) -> None:
    """Random plans, of which a file or two change from commit to commit, at random moments."""
    chance, drawn = random.Random(seed), _drawn(seed)
    made = Checkout.new(tmp_path / "kho")
    current: PlanData = deepcopy(drawn[0])
    month = 0
    for number in range(9):
        other = drawn[number % len(drawn)]
        for body in chance.sample(sorted(current["bodies"]), 2):
            current["bodies"][body] = other["bodies"].get(body, {"name": body})
        if chance.random() < 0.3:
            current["info"] = other["info"]
        month += chance.randrange(0, 4)
        moment = (
            f"{2023 + month // 12}-{month % 12 + 1:02d}-{chance.randrange(1, 29):02d}T{chance.randrange(24):02d}:00:00Z"
        )
        made.commit({f"plan/{name}": text for name, text in _timed(files(current)).items()}, moment)
    env = {"PLAN_CACHE": cache}
    args = ("--as-of", "2026-03-15", "--from", "2023", "--every", "month", "--by", "body", "--format", "json")
    for _again in range(2):
        result = run("trend", *args, cwd=made.path, env=env)
        for item in json.loads(result.stdout)["items"]:
            commit = made.git("rev-list", "-1", "--first-parent", f"--before={item['day']}T23:59:59+07:00", "HEAD")
            plan = _checked_out(made, commit or made.git("rev-list", "--max-parents=0", "HEAD"), tmp_path / "khac")
            standing = Standing(plan, day(item["day"]))
            counts = Counter(one.state for one in standing.items)
            assert {name: item[name] for name in named(counts)} == named(counts), item["day"]
            bodies = {one["key"]: one["total"] for one in item["bodies"] if one["total"]}
            assert bodies == Counter(one.answers_to for one in standing.items)


def _drawn(seed: int) -> list[PlanData]:
    """Return some random plans, the same for each seed."""
    drawn: list[PlanData] = []

    @settings(max_examples=3, database=None, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(plans(most=6))
    def draw(data: PlanData) -> None:
        drawn.append(data)

    import hypothesis

    hypothesis.seed(seed)(draw)()
    return drawn


def _timed(texts: dict[str, str]) -> dict[str, str]:
    return {**texts, "plan.yaml": f"{texts['plan.yaml']}timezone: Asia/Ho_Chi_Minh\n"}


def _checked_out(made: Checkout, commit: str, folder: Path) -> Any:
    """Return the plan in a checkout of a commit."""
    if not folder.exists():
        made.git("worktree", "add", "-q", "--detach", str(folder), commit)
    subprocess.run(["git", "-C", folder, "checkout", "-q", "--detach", commit], check=True)
    return load(Folder(folder / "plan")).plan


# --- filters --------------------------------------------------------------------------------------------------------


def test_filters_are_those_of_list(checkout: Checkout) -> None:
    two = "name: Ban Hai\ntasks:\n  - {id: II.1, title: Khác, due: 2024, tags: [gap], co_leads: [ban-mot]}\n"
    checkout.commit({"plan/bodies/ban-hai.yaml": two}, "2024-05-02T12:00:00+07:00")
    for args, totals in [
        (("--tag", "gap"), [0, 0, 0, 0, 1]),
        (("--body", "Ban Một"), [1, 1, 2, 2, 3]),
        (("--body", "Ban Hai"), [0, 0, 0, 0, 1]),
        (("--search", "viec"), [1, 1, 2, 2, 2]),
        (("--search", "viec", "--tag", "gap"), [0, 0, 0, 0, 0]),
    ]:
        items = trend(checkout, "--as-of", "2024-05-20", *args)["items"]
        assert [item["total"] for item in items] == totals, args
        listed = json.loads(run("list", "--as-of", "2024-05-20", *args, "--format", "json", cwd=checkout.path).stdout)
        assert len(listed["items"]) == totals[-1]


def test_a_body_of_the_past_is_called_as_it_was(tmp_path: Path) -> None:
    made = Checkout.new(tmp_path / "kho")
    old = {"plan/plan.yaml": PLAN, "plan/bodies/ban-cu.yaml": tasks(("I.1", "2024", "")).replace("Một", "Cũ")}
    made.commit(old, "2024-01-10T12:00:00+00:00")
    made.commit({"plan/bodies/ban-cu.yaml": None, "plan/bodies/ban-moi.yaml": tasks(("I.1", "2024", ""))},
                "2024-02-10T12:00:00+00:00")  # fmt: skip
    items = trend(made, "--as-of", "2024-03-10", "--by", "body")["items"]
    told = [[(one["key"], one["label"], one["total"]) for one in item["bodies"]] for item in items]
    assert told == [
        [("ban-cu", "Ban Cũ", 1), ("ban-moi", "Ban Một", 0)],
        [("ban-cu", "Ban Cũ", 0), ("ban-moi", "Ban Một", 1)],
        [("ban-cu", "Ban Cũ", 0), ("ban-moi", "Ban Một", 1)],
    ]


def test_a_body_whose_file_gets_another_name_stays_one(tmp_path: Path) -> None:
    made = Checkout.new(tmp_path / "kho")
    one = tasks(("I.1", "2024", ""))
    made.commit({"plan/plan.yaml": PLAN, "plan/bodies/cu.yaml": one}, "2024-01-10T12:00:00+00:00")
    made.commit({"plan/bodies/cu.yaml": None, "plan/bodies/moi.yaml": one}, "2024-02-10T12:00:00+00:00")
    for args in (["--by", "body"], ["--body", "moi"]):
        items = trend(made, "--as-of", "2024-03-10", *args)["items"]
        assert [item["total"] for item in items] == [1, 1, 1]
        assert {(body["key"], body["total"]) for item in items for body in item["bodies"]} <= {("moi", 1)}


def test_filters_that_find_nothing(checkout: Checkout) -> None:
    assert "No task is found by these filters." in run("trend", "--search", "zzz", cwd=checkout.path).stdout


# --- which days -----------------------------------------------------------------------------------------------------

DAYS: list[tuple[str, str, Every, str]] = [
    ("2024-01-31", "2024-01-31", "month", "2024-01-31"),
    ("2024-01-31", "2024-02-01", "month", "2024-01-31 2024-02-01"),
    ("2024-02-29", "2024-05-20", "month", "2024-02-29 2024-03-31 2024-04-30 2024-05-20"),
    ("2023-11-17", "2024-07-01", "quarter", "2023-12-31 2024-03-31 2024-06-30 2024-07-01"),
    ("2023-11-17", "2025-12-31", "year", "2023-12-31 2024-12-31 2025-12-31"),
    ("2024-01-01", "2024-01-15", "week", "2024-01-07 2024-01-14 2024-01-15"),
    ("2024-01-07", "2024-01-08", "week", "2024-01-07 2024-01-08"),
    ("0001-01-01", "0001-01-02", "week", "0001-01-02"),
    ("9999-12-20", "9999-12-31", "week", "9999-12-26 9999-12-31"),
    ("9999-11-20", "9999-12-31", "month", "9999-11-30 9999-12-31"),
]


@pytest.mark.parametrize(("first", "last", "every", "found"), DAYS)
def test_days(first: str, last: str, every: Every, found: str) -> None:
    made = [str(one) for one in days(day(first), day(last), every)]
    assert made == found.split()
    assert len(made) <= most_points(day(first), day(last), every)


def test_as_often_as_gives_forty_points() -> None:
    assert usual(day("2023-01-01"), day("2026-03-31")) == "month"
    assert usual(day("2023-01-01"), day("2026-04-01")) == "quarter"
    assert usual(day("2001-01-01"), day("2026-04-01")) == "year"


@pytest.mark.parametrize(
    ("plan", "begins"),
    [
        (PLAN, "2023-05-31"),
        (PLAN + "date: 2022-11-17\n", "2022-11-30"),
        (PLAN + "date: 2099\n", "2024-06-15"),
    ],
)
def test_it_begins_with_the_plan(tmp_path: Path, plan: str, begins: str) -> None:
    """On its date, else with the first fact; never after the day judged at."""
    folder = one_body(tmp_path, "- {id: I.1, title: Việc, due: 2024, started: 2023-05-02, completed: 2024-01-02}", plan)
    answer = json.loads(run("trend", "--plan", str(folder), "--as-of", "2024-06-15", "--format", "json").stdout)
    assert (answer["from"], answer["to"]) == (begins, "2024-06-15")


def test_the_last_commit_up_to_a_moment() -> None:
    moments = Moments([10, 30, 20, 40])
    assert [moments.last_until(at) for at in (9, 10, 19, 20, 30, 39, 40, 99)] == [None, 0, 0, 2, 2, 2, 3, 3]
    assert Moments([]).last_until(5) is None


# --- what cannot be had ---------------------------------------------------------------------------------------------


def test_without_git_the_files_of_now_are_counted(tmp_path: Path) -> None:
    folder = one_body(
        tmp_path, "- {id: I.1, title: Việc, due: 2024, completed: 2024-01-02}", PLAN + "date: 2023-12-01\n"
    )
    result = run("trend", "--plan", str(folder), "--as-of", "2024-02-15")
    assert result.status == 0
    assert "each day by the files as they are now" in result.stdout.replace("\n", " ")
    assert "The plan is in no git repository" in result.stdout


def test_before_the_first_commit_of_the_plan(tmp_path: Path) -> None:
    made = Checkout.new(tmp_path / "kho")
    one_body(made.path, "- {id: I.1, title: Việc, due: 2024, completed: 2024-01-02}")
    result = run("trend", "--as-of", "2024-02-15", cwd=made.path)
    assert (result.status, "No commit has the plan yet" in result.stdout) == (0, True)
    made.commit({"plan/plan.yaml": None, "README.md": "x"}, "2024-01-01T12:00:00+00:00")
    write_plan(made.path, {})
    assert "No commit has the plan yet" in run("trend", "--as-of", "2024-02-15", cwd=made.path).stdout


def test_days_before_the_first_commit_are_told(checkout: Checkout) -> None:
    words = "Before 2024-01-15 there was no commit: counted from the facts of the first version."
    told = run("trend", "--as-of", "2024-02-15", "--from", "2023-11", cwd=checkout.path).stdout
    assert words in told.replace("\n", " ")
    assert words not in run("trend", "--as-of", "2024-02-15", cwd=checkout.path).stdout.replace("\n", " ")


def test_a_shallow_clone_says_how_far_it_goes_back(checkout: Checkout, tmp_path: Path) -> None:
    clone = checkout.clone(tmp_path / "nong", "--depth", "1")
    told = run("trend", "--as-of", "2024-05-20", "--from", "2024", cwd=clone.path).stdout
    assert "Days before 2024-05-01, which this clone does not have, are counted from" in told
    assert "there was no commit" not in told
    assert "This clone does not go back before 2024-05-01." in told


def test_a_version_that_was_broken_is_counted_as_far_as_it_goes(checkout: Checkout) -> None:
    body = "plan/bodies/ban-mot.yaml"
    whole = (checkout.path / body).read_text("utf-8")
    checkout.commit({body: f"{whole}  - {{id: I.9, title: Hỏng, due: khi nào xong}}\n  - [\n"}, "2024-05-10T12:00:00Z")
    checkout.commit({body: whole}, "2024-06-10T12:00:00Z")
    answer = trend(checkout, "--as-of", "2024-06-20", "--from", "2024-04")
    assert [item["complete"] for item in answer["items"]] == [True, False, True]
    result = run("trend", "--as-of", "2024-06-20", "--from", "2024-04", cwd=checkout.path)
    assert result.stderr == ""
    assert "2024-05-31 ~" in result.stdout
    assert "~ Not all files could be read then: only what could be read is counted." in result.stdout


def test_a_working_folder_that_is_broken_fails(checkout: Checkout) -> None:
    checkout.write({"plan/bodies/ban-hai.yaml": "name: Ban Hai\ntasks: [\n"})
    result = run("trend", "--as-of", "2024-05-20", "--from", "2024", "--format", "csv", cwd=checkout.path)
    assert result.status == 1
    assert "invalid-yaml" in result.stderr
    rows = list(csv.DictReader(StringIO(result.stdout)))
    assert [row["complete"] for row in rows] == ["true"] * 4 + ["false"]


def test_a_plan_without_tasks(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, {"plan.yaml": PLAN + "date: 2023-12-01\n"})
    for form in ("table", "md", "csv", "json", "svg"):
        for by in ((), ("--by", "body")):
            result = run("trend", "--plan", str(folder), "--as-of", "2024-02-15", "--format", form, *by)
            assert result.status == 0, result.stderr
    result = run("trend", "--plan", str(folder), "--as-of", "2024-02-15")
    assert "No task was assigned yet." in result.stdout


REFUSED = [
    (("--every", "monthly"), "--every: monthly is not one of: month, quarter, year, week", "Did you mean month?"),
    (("--by", "tag"), "--by: tag is not one of: body", ""),
    (("--format", "png"), "--format: png is not one of: table, json, csv, md, svg", ""),
    (("--from", "2024-13"), "--from: 2024-13 is no day or period.", ""),
    (("--to", "hom nay"), "--to: hom nay is no day or period.", ""),
    (("--from", "2024-05", "--to", "2024-04"), "--from 2024-05-01 is after --to 2024-04-30", ""),
    (("--from", "2030"), "--from 2030-01-01 is after 2024-05-20, the day judged at", "--as-of DAY"),
    (("--from", "0001", "--every", "week"), "--every week makes about 105,5", "say --from and --to"),
    (("--any-role",), "--any-role needs --body", ""),
    (("--body", "ban-ba"), "No body is called ban-ba.", ""),
    (("--tag", "x"), "No task has the tag x.", ""),
    (("--at", "khong-co"), "--at: khong-co names no commit", ""),
]


@pytest.mark.parametrize(("args", "message", "hint"), REFUSED, ids=[" ".join(args) for args, _m, _h in REFUSED])
def test_what_is_refused(checkout: Checkout, args: tuple[str, ...], message: str, hint: str) -> None:
    result = run("trend", "--as-of", "2024-05-20", *args, cwd=checkout.path)
    assert (result.status, result.stdout) == (2, "")
    told = result.stderr.replace("\n", " ")
    assert message in told
    assert hint in told


def test_a_day_still_to_come_is_told(checkout: Checkout) -> None:
    told = run("trend", "--as-of", "2024-05-20", "--to", "2030", cwd=checkout.path).stdout.replace("\n", " ")
    assert "--to 2030-12-31 is still to come: the last day counted is the one judged at." in told
    assert "still to come" not in run("trend", "--as-of", "2024-05-20", "--to", "2024", cwd=checkout.path).stdout


# --- how it is shown ------------------------------------------------------------------------------------------------

SHOWN: dict[str, tuple[str, ...]] = {
    "month": (),
    "quarter": ("--every", "quarter", "--from", "2022"),
    "body": ("--by", "body"),
    "markdown": ("--format", "md", "--every", "quarter"),
    "csv": ("--format", "csv", "--every", "quarter"),
    "csv-body": ("--format", "csv", "--by", "body", "--every", "quarter"),
    "json": ("--format", "json", "--every", "year"),
}


def rich(*args: str, env: dict[str, str] | None = None) -> Result:
    return run("trend", "--plan", str(RICH), "--as-of", RICH_DAY, "--facts", *args, env=env)


@pytest.mark.parametrize("name", SHOWN)
def test_shown(name: str, request: pytest.FixtureRequest) -> None:
    args = SHOWN[name]
    check_golden(f"trend/{name}.txt", rich(*args).snapshot(["trend", "--facts", *args]), request)


@pytest.mark.parametrize("args", [(), ("--by", "body"), ("--every", "week")])
def test_shown_in_vietnamese(args: tuple[str, ...]) -> None:
    result = rich("--lang", "vi", *args)
    assert (result.status, result.stderr) == (0, "")
    assert "21/11/2024" in result.stdout
    assert "quá hạn" in result.stdout.lower()
    assert max(map(width, result.stdout.splitlines())) <= 80


@pytest.mark.parametrize("columns", [40, 60, 80, 140, 300])
def test_shown_in_any_width(columns: int, request: pytest.FixtureRequest) -> None:
    for colour in ({}, {"FORCE_COLOR": "1"}):
        result = rich("--from", "2023-10", env={"COLUMNS": str(columns), **colour})
        lines = _without_colour(result.stdout).splitlines()
        assert max(map(width, lines)) <= columns
        if not colour:
            check_golden(f"trend/wide-{columns}.txt", result.stdout, request)
    assert "\x1b[" in result.stdout


def _without_colour(text: str) -> str:
    import re

    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.mark.parametrize("by", [(), ("--by", "body")])
def test_the_drawing(by: tuple[str, ...], request: pytest.FixtureRequest) -> None:
    result = rich("--format", "svg", *by)
    root = ElementTree.fromstring(result.stdout)
    named_by = {element.get("id"): element.text for element in root if element.get("id")}
    assert named_by["title"] == "rich: trend (as of 2024-11-21)"
    assert "overdue: 0 on 2023-12-31, 2 on 2024-11-21." in str(named_by["desc"])
    assert "script" not in result.stdout
    check_golden(f"trend/{'body' if by else 'all'}.svg", result.stdout, request)


def test_the_drawing_of_the_shipped_plan(request: pytest.FixtureRequest) -> None:
    args = ("--facts", "--from", "2022-11", "--as-of", "2025-12-31", "--format", "svg")
    drawn = run("trend", "--plan", str(SHIPPED), *args).stdout
    picture = ROOT / "docs" / "trend.svg"
    if request.config.getoption("update"):
        picture.write_text(drawn, "utf-8")
    assert drawn == picture.read_text("utf-8")


def test_one_point_alone_is_drawn() -> None:
    result = rich("--from", RICH_DAY, "--format", "svg")
    assert result.status == 0
    polygons = ElementTree.fromstring(result.stdout).findall("{http://www.w3.org/2000/svg}polygon")
    widths = {len({point.split(",")[0] for point in str(one.get("points")).split()}) for one in polygons}
    assert widths == {2}


def test_what_a_body_is_called_becomes_no_markup(tmp_path: Path) -> None:
    files = {"bodies/a.yaml": tasks(("I.1", "2024", "")).replace("Ban Một", '"<b>=1|2\\u001b[31m"')}
    folder = write_plan(tmp_path, files)
    args = ("--plan", str(folder), "--as-of", "2024-02-15", "--by", "body", "--format")
    assert "<b>" not in run("trend", *args, "svg").stdout
    assert "\x1b" not in run("trend", *args, "table").stdout
    assert "\\<b\\>=1\\|2" in run("trend", *args, "md").stdout


@pytest.mark.parametrize(
    ("largest", "step", "steps"),
    [(0, 1, 1), (1, 1, 1), (5, 1, 5), (6, 2, 3), (10, 2, 5), (11, 5, 3), (40, 10, 4), (99, 20, 5), (10_001, 5_000, 3)],
)
def test_a_scale_is_round_and_holds_all(largest: int, step: int, steps: int) -> None:
    assert scale(largest) == (step, steps)


STACKS: list[tuple[dict[Any, int], str]] = [
    ({}, ""),
    ({"overdue": 160}, "!" * 16),
    ({"overdue": 80, "not-yet-due": 80}, "!" * 8 + "░" * 8),
    ({"overdue": 4}, "!"),
    ({"completed-on-time": 1, "not-yet-due": 159}, "█" + "░" * 15),
    ({"completed-on-time": 1, "completed-late": 1, "not-yet-due": 158}, "█▓" + "░" * 14),
    ({"completed-on-time": 1, None: 1}, "█#"),
    ({"completed-on-time": 80, "overdue": 1}, "█" * 7 + "!"),
    ({"completed-on-time": 54, "overdue": 20, None: 7}, "█████!!#"),
]


@pytest.mark.parametrize(("counts", "column"), STACKS)
def test_every_state_that_occurs_is_seen(counts: dict[Any, int], column: str) -> None:
    """On a scale up to 160, in 16 rows."""
    assert "".join(GLYPHS[style] for style in column_of(counts, Scale(40, 4), 16)) == column


def test_bars_tell_nothing_and_all_from_what_lies_between() -> None:
    assert sparkline([(0, 0), (0, 9), (1, 9), (8, 9), (9, 9)], 10) == "·▁▂▇█"
    assert sparkline([(1, 100), (99, 100)], 10) == "▂▇"
    assert sparkline([(n, 9) for n in range(10)], 5) == "▂▄▅▆█"
    assert sparkline([(9, 9)] * 3, 0) == "█"


def test_a_chart_of_more_points_than_columns_ends_with_the_last() -> None:
    stacks = [Stack(date.fromordinal(738_000 + n), {"overdue": 1 + n // 999}) for n in range(1000)]
    lines = ["".join(cell.text for cell in line) for line in stack_lines(stacks, stacks[0].last, 60)]
    assert lines[0].rstrip().endswith("!")
    assert set(lines[0].strip()) <= set("2┤! ")
    assert max(map(len, lines)) <= 60
