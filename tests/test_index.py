"""What the index answers is what the files say: the same values, the same states on any day, the same output."""

import ast
import sys
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from folders import RICH, RICH_DAY, check_golden, write_plan
from hypothesis import given, settings
from hypothesis import strategies as st
from indexing import begin_anew, index, unindexed, whole
from repositories import Checkout
from strategies import PlanData, files, plans
from support import ROOT, SHIPPED, run

from plancli.index import Asked
from plancli.index.store import FORMAT
from plancli.load import load
from plancli.problem import Problem
from plancli.query.due import Days, due
from plancli.query.filters import Filters, Selection
from plancli.query.following import following
from plancli.report.items import item_dict
from plancli.report.status import shares
from plancli.source import Entry, Folder
from plancli.state import Standing
from plancli.state.deferred import Deferred

CASES = sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/*/plan.yaml"))
DAYS = st.dates(date(2021, 12, 1), date(2027, 3, 1))


def twice(folder: Path) -> object:
    """Return a plan as the index gives it that another process has filled."""
    load(Folder(folder))
    begin_anew()
    return load(Folder(folder))


@pytest.mark.parametrize("folder", [SHIPPED, RICH], ids=["shipped", "rich"])
def test_a_plan_from_the_index_is_the_same_in_every_field_and_place(folder: Path, tmp_path: Path) -> None:
    with index(tmp_path):
        assert whole(twice(folder)) == whole(unindexed(folder))


def test_broken_plans_are_told_the_same(tmp_path: Path) -> None:
    assert len(CASES) > 300
    with index(tmp_path):
        for case in CASES:
            assert whole(twice(case)) == whole(unindexed(case)), case


@settings(max_examples=60, deadline=None)
@given(plans(), DAYS, st.integers(0, 500), st.integers(0, 500))
def test_any_plan_is_the_same_and_stands_the_same_on_any_day(data: PlanData, day: date, back: int, on: int) -> None:
    between = Asked(day - timedelta(days=back), day + timedelta(days=on))
    with TemporaryDirectory() as made, index(Path(made) / "cache"):
        folder = write_plan(Path(made), files(data))
        direct = unindexed(folder)
        load(Folder(folder))
        begin_anew()
        for judged in (day, between.first, between.last):
            assert judged
            plain = Standing(direct.plan, judged)
            indexed = Standing(load(Folder(folder)).plan, judged)
            assert [item_dict(item, indexed) for item in indexed.items] == [
                item_dict(item, plain) for item in plain.items
            ]
            assert indexed.incomplete == plain.incomplete
            days = Days(between.first, between.last)
            narrow = Standing(load(Folder(folder), None, between).plan, judged)
            some, all_of_them = (due(one, Selection(Filters(), one), days) for one in (narrow, plain))
            assert [item.key for item in some.rows] == [item.key for item in all_of_them.rows]
            assert some.undated == all_of_them.undated
            assert narrow.incomplete == plain.incomplete
        assert whole(load(Folder(folder))) == whole(direct)


@settings(max_examples=120, deadline=None)
@given(plans(), st.lists(DAYS, min_size=3, max_size=3))
def test_what_is_only_counted_counts_as_if_it_were_at_hand(data: PlanData, days: list[date]) -> None:
    with TemporaryDirectory() as made, index(Path(made) / "cache"):
        folder = write_plan(Path(made), files(data))
        direct = unindexed(folder)
        load(Folder(folder))
        begin_anew()
        for day in days:
            plain = Standing(direct.plan, day)
            soon = Asked(day, day + timedelta(days=92), counts=True, within=False)
            counted = Standing(load(Folder(folder), None, soon).plan, day)
            given = plain.plan.info.date
            if counted.met_by_unread or (given and given.end > day):
                continue  # then all is read
            for by in ("body", "year"):
                assert shares(counted, by) == shares(plain, by), (by, day)
            near = [item.key for item in following(plain, 5) if item.last and soon.last and item.last <= soon.last]
            assert [item.key for item in following(counted, 5)][: len(near)] == near


def test_most_tasks_are_not_decoded_before_they_are_asked_for(tmp_path: Path) -> None:
    with index(tmp_path):
        load(Folder(SHIPPED))
        begin_anew()
        tasks = load(Folder(SHIPPED)).plan.tasks
    deferred = [task for task in tasks if isinstance(task, Deferred)]
    assert len(deferred) == len(tasks) > 30
    assert not any("whole" in vars(task) for task in deferred)
    assert deferred[0].cites is not None
    assert "whole" in vars(deferred[0])


COMMANDS = (
    ("due", "--year", "2024"),
    ("due", "--year", "2024", "--format", "json"),
    ("due", "--overdue"),
    ("due", "--undated"),
    ("due", "--quarter", "2024-Q4", "--body", "bnv"),
    ("due", "--year", "2024", "--tag", "a"),
    ("due", "--after", "2024-06-30"),
    ("status",),
    ("status", "--by", "year", "--format", "json"),
    ("list", "--format", "json"),
    ("list", "--flag", "report_overdue"),
    ("list", "--flag", "unverified", "--format", "csv"),
    ("bodies",),
    ("documents", "--format", "json"),
    ("validate",),
    ("validate", "--format", "json"),
)


@pytest.mark.parametrize("plan", [SHIPPED, RICH], ids=["shipped", "rich"])
@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_every_command_answers_the_same(args: tuple[str, ...], plan: Path, tmp_path: Path) -> None:
    for day in (RICH_DAY, "2022-01-01", "2026-02-28"):
        asked = (*args, "--plan", str(plan), "--as-of", day)
        plain = run(*asked, env={"PLAN_CACHE": "off"})
        with index(tmp_path):
            assert run(*asked) == plain
            begin_anew()
            assert run(*asked) == plain


def test_a_plan_in_git_is_read_from_the_index_by_git_s_hashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from plancli.source.git import Repository
    from plancli.source.revision import Revision

    checkout = Checkout.new(tmp_path / "repository")
    body = "name: Ban Một\ntasks:\n  - id: {id}\n    title: Việc\n    due: 2024\n"
    checkout.commit({"plan/plan.yaml": "title: P\n", "plan/bodies/mot.yaml": body.format(id="a")})
    checkout.commit({"plan/bodies/hai.yaml": body.format(id="b")})
    with index(tmp_path / "cache"):
        read: list[str] = []
        original = Revision.read

        def noted(source: Revision, entry: Entry) -> bytes | Problem:
            read.append(entry.file)
            return original(source, entry)

        monkeypatch.setattr(Revision, "read", noted)
        repository = Repository.around(checkout.path)
        for revision, tasks in (("HEAD~1", ["a"]), ("HEAD", ["b", "a"]), ("HEAD~1", ["a"]), ("HEAD", ["b", "a"])):
            begin_anew()
            source = Revision(repository, repository.commit(revision, "--at"), "plan")
            assert [str(task.id) for task in load(source).plan.tasks] == tasks
    assert sorted(read) == ["bodies/hai.yaml", "bodies/mot.yaml", "plan.yaml"]


def test_nothing_that_executes_when_it_is_read_is_kept() -> None:
    for path in (ROOT / "src" / "plancli").rglob("*.py"):
        text = path.read_text("utf-8")
        for word in (
            "import pickle",
            "import marshal",
            "import shelve",
            "from pickle",
            "from marshal",
            "enable_load_ext",
        ):
            assert word not in text, path


FORMAT_OF = (
    *("deadline", "model", "decode/*", "syntax/*"),
    *(f"state/{name}" for name in ("facts", "judge", "tally", "window")),
    *(f"index/{name}" for name in ("counting", "fields", "keeping", "records", "steps", "store", "surface")),
)
"""The modules that what is kept of a file follows from."""


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="each Python has a syntax tree of its own")
def test_the_format_is_raised_when_the_same_bytes_are_kept_otherwise(request: pytest.FixtureRequest) -> None:
    """If this fails: raise FORMAT in index/store.py if rows may now hold something else, then run it with --update."""
    code = [
        without_docstrings(path.read_text("utf-8"))
        for pattern in FORMAT_OF
        for path in sorted((ROOT / "src" / "plancli").glob(f"{pattern}.py"))
    ]
    check_golden("index/format.txt", f"{FORMAT} {sha256(''.join(code).encode()).hexdigest()}\n", request)


def without_docstrings(source: str) -> str:
    """Return what a module does, whatever it says of itself."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [one for one in body if not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))]  # type: ignore[attr-defined]
    return ast.dump(tree)
