"""Views: questions with a name in plan.yaml, asked beside what is typed, checked, compared, and listed."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from folders import write_plan
from repositories import Checkout
from support import SHIPPED, run

from plancli import checks
from plancli.decode.roots import decode_plan
from plancli.model import Info, View
from plancli.query.fields import FIELDS
from plancli.query.filters import Filters
from plancli.query.views import filters_of, left_of
from plancli.report.items import ALL_FIELDS
from plancli.syntax import parse

DAY = ("--as-of", "2024-06-30")
VIEWS = """format: 1
id: p
title: Kế hoạch
views:
  tre:
    about: Việc trễ của Ban A
    body: ban a
    overdue: true
  nam-nay: {period: 2024, sort: body}
  sap-toi: {within: 90 days}
  khong-han: {undated: true}
  gap: {tag: gấp, columns: [key, tags], limit: 1}
  mot-muc: {search: quy chế, flag: no_report}
  cua-a: {body: BA, any_role: true, sort: title}
  hong: {body: xyz}
  do: {body: {x: y}, states: overdue}
  trai: {overdue: true, within: 30 days}
  tat-ca:
"""
A = """name: Ban A
short: BA
tasks:
  - {id: '1', title: Sửa quy chế, due: 2023, tags: [gấp]}
  - {id: '2', title: Báo cáo năm, due: 2024, tags: [gấp]}
  - {id: '3', title: Rà soát quy chế, due: before 2024-08-01}
"""
B = """name: Ban B
tasks:
  - {id: '4', title: Ban hành quy chế, due: 2023, supporting: [a]}
  - {id: '5', title: Theo dõi, due: ongoing}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a plan with views of all sorts."""
    return write_plan(tmp_path_factory.mktemp("plan"), {"plan.yaml": VIEWS, "bodies/a.yaml": A, "bodies/b.yaml": B})


def asked(folder: Path, *args: str) -> dict[str, Any]:
    """Return an answer as data."""
    result = run(*args, *DAY, "--format", "json", "--plan", str(folder))
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def refused(folder: Path, *args: str) -> str:
    """Return why a question could not be asked."""
    result = run(*args, *DAY, "--plan", str(folder))
    assert (result.status, result.stdout) == (2, "")
    return result.stderr


@pytest.mark.parametrize(
    ("args", "keys"),
    [
        ("list @tat-ca", "1 2 3 4 5"),
        ("list @gap", "1"),
        ("list @gap --limit 9", "1 2"),
        ("list @gap --limit 0", ""),
        ("list @mot-muc", "1 3 4"),
        ("list @mot-muc --search ra-soat", "3"),  # every text must hold, so both do
        ("list @mot-muc --search bao-cao", ""),
        ("list @mot-muc --flag due_soon", ""),
        ("list @cua-a", "4 2 3 1"),
        ("list @cua-a --sort id", "1 2 3 4"),
        ("list @cua-a --body b", "4 5"),  # the typed body takes the place of the view's
        ("list @cua-a --state overdue", "4 1"),  # another filter is added
        ("list @CUA_A", "4 2 3 1"),
        ("due @tre", "1"),
        ("due @tre 2024", ""),
        ("due 2023 @tre", "1"),
        ("due @tre 2023 --body b", "4"),
        ("due @tre --within 90d", "3"),  # what is past and what is to come cannot both be
        ("due @tre --undated --body b", "5"),
        ("due @nam-nay", "2 3"),
        ("due @nam-nay --year 2023", "1 4"),  # the typed period takes the place of the view's
        ("due @nam-nay --before 2024", "1 4"),
        ("due @nam-nay --overdue", ""),
        ("due @nam-nay --undated", "5"),
        ("due @sap-toi", "3"),
        ("due @sap-toi --within 1y", "3 2"),
        ("due @sap-toi --overdue", "1 4"),
        ("due @khong-han", "5"),
        ("due @khong-han 2024", "3 2"),
        ("due @khong-han --overdue", "1 4"),
        ("due @tat-ca", "1 4 3"),
        ("due @cua-a", "4 3 1"),
    ],
)
def test_a_view_is_asked_beside_what_is_typed(folder: Path, args: str, keys: str) -> None:
    answer = asked(folder, *args.split())
    assert " ".join(item["key"] for item in answer["items"]) == keys
    assert f"@{answer['view']}" == re.sub("_", "-", next(word for word in args.split() if word[0] == "@")).lower()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ("list @", "Views: @tre, @nam-nay"),
        ("list @nam-nai", "Did you mean @nam-nay?"),
        ("list @zzz", "plan list --views lists them."),
        ("list @gap @tre", "One view at a time, not @gap, @tre."),
        ("due @gap @tre", "One view at a time, not @gap, @tre."),
        ("due 2023 2024", "One period at a time, not 2023, 2024."),
        ("due @gap nonsense", "SPAN: nonsense is no day or period."),
        ("list gap", "gap is no view: the names of views begin with @."),
        ("list @tre", "plan due @tre"),
        ("list @nam-nay", "asks by period"),
        ("list @hong", "plan.yaml:15:16): No body is called xyz."),
        ("due @do", "The view @do cannot be used: body, states could not be read."),
        ("due @trai", "@trai asks for what cannot be together: overdue, within."),
        ("list --views @gap", "--views lists the views"),
        ("list --views --body a", "--views lists the views"),
        ("list --any-role", "--any-role needs --body"),
        ("due @gap --any-role", "--any-role needs --body"),
    ],
)
def test_what_cannot_be_asked_is_told(folder: Path, args: str, words: str) -> None:
    assert words in " ".join(refused(folder, *args.split()).split())


def test_what_is_wrong_in_a_view_does_not_matter_where_it_is_replaced(folder: Path) -> None:
    assert [item["key"] for item in asked(folder, "list", "@hong", "--body", "b")["items"]] == ["4", "5"]


def test_a_plan_without_views_says_where_they_stand(tmp_path: Path) -> None:
    plan = write_plan(tmp_path, {"plan.yaml": "format: 1\ntitle: x\n", "bodies/a.yaml": A})
    assert "Write them under `views` in plan.yaml." in refused(plan, "list", "@x")
    assert "A view is a question with a name" in run("list", "--views", "--plan", str(plan)).stdout
    assert asked(plan, "list", "--views")["items"] == []


def test_the_title_and_the_columns_are_those_of_the_view(folder: Path) -> None:
    lines = run("list", "@gap", *DAY, "--plan", str(folder)).stdout.splitlines()
    assert lines[0] == "p @gap: 2 tasks (as of 2024-06-30)"
    assert lines[2].split() == ["Task", "Tags"]
    csv = run("list", "@gap", "--format", "csv", *DAY, "--plan", str(folder)).stdout
    assert csv.splitlines()[0] == "key,tags"
    assert "Title" in run("list", "@gap", "--columns", "key,title", *DAY, "--plan", str(folder)).stdout


def test_views_are_listed_with_what_they_ask(folder: Path) -> None:
    answer = asked(folder, "list", "--views")
    assert (answer["kind"], len(answer["items"])) == ("views", 11)
    first = answer["items"][0]
    assert (first["id"], first["command"], first["body"], first["overdue"]) == ("tre", "plan due", ["ban a"], True)
    told = run("list", "--views", *DAY, "--plan", str(folder)).stdout
    assert "period: 2024; sort: body" in told
    assert "limit: 1" in told


def test_views_are_those_of_the_revision(tmp_path: Path) -> None:
    files = {"plan/plan.yaml": "format: 1\ntitle: x\nviews: {cu: {state: overdue}}\n", "plan/bodies/a.yaml": A}
    repository = Checkout.new(tmp_path)
    repository.commit(files)
    (tmp_path / "plan" / "plan.yaml").write_text("format: 1\ntitle: x\nviews: {moi: {state: ongoing}}\n", "utf-8")
    for args, status in ((["@moi"], 0), (["@cu"], 2), (["@cu", "--at", "HEAD"], 0), (["@moi", "--at", "HEAD"], 2)):
        assert run("list", *args, *DAY, cwd=tmp_path).status == status


def test_a_changed_view_is_told_and_is_no_matter_of_policy(tmp_path: Path) -> None:
    head = "format: 1\ntitle: x\nviews:\n"
    repository = Checkout.new(tmp_path)
    repository.commit({"plan/plan.yaml": f"{head}  v: {{state: overdue}}\n", "plan/bodies/a.yaml": A})
    (tmp_path / "plan" / "plan.yaml").write_text(f"{head}  v: {{state: [overdue, ongoing], limit: 3}}\n", "utf-8")
    (change,) = json.loads(run("diff", "--format", "json", cwd=tmp_path).stdout)["items"]
    assert (change["kind"], change["address"]) == ("settings-changed", "views.v")
    assert (change["old"]["state"], change["new"]["limit"]) == (["overdue"], 3)
    assert "state: overdue, ongoing; limit: 3" in " ".join(run("diff", cwd=tmp_path).stdout.split())
    result = run("review", "HEAD", *DAY, cwd=tmp_path)
    assert (result.status, result.stderr) == (0, "")
    assert "views" not in result.stdout


# --- reading ----------------------------------------------------------------------------------------------------------


def view(text: str) -> tuple[View, list[str]]:
    """Return a view as it is read, and the names of what is wrong in it."""
    parsed = parse(f"title: x\nviews:\n  v: {text}\n".encode(), "plan.yaml")
    decoded = decode_plan(parsed, "plan.yaml")
    assert decoded.info
    assert decoded.complete
    return decoded.info.views[0], [problem.name for problem in decoded.problems]


@pytest.mark.parametrize(
    ("text", "faults", "problems"),
    [
        ("{state: overdue}", (), []),
        ("{state: [overdue, ongoing], limit: 0}", (), []),
        ("", (), []),
        ("{state: {a: b}}", ("state",), ["wrong-type"]),
        ("{state: [[a]]}", ("state",), ["wrong-type"]),
        ("{period: 12/2024}", ("period",), ["invalid-date"]),
        ("{within: 90d}", ("within",), ["wrong-type"]),
        ("{overdue: yes}", ("overdue",), ["wrong-type"]),
        ("{limit: -1}", ("limit",), ["wrong-type"]),
        ("{stat: overdue}", ("stat",), ["unknown-field"]),
        ("{qqq: overdue}", ("qqq",), ["unknown-field"]),
        ("{about: [x]}", (), ["wrong-type"]),
    ],
)
def test_a_view_that_is_not_all_read_knows_it(text: str, faults: tuple[str, ...], problems: list[str]) -> None:
    read, names = view(text)
    assert (read.faults, names) == (faults, problems)


def test_the_name_of_a_view_is_an_id() -> None:
    parsed = parse(b"title: x\nviews: {a b: {state: overdue}}\n", "plan.yaml")
    assert [problem.name for problem in decode_plan(parsed, "plan.yaml").problems] == ["invalid-id"]


def test_fields_of_views_are_proposed_nowhere_else() -> None:
    parsed = parse(b"title: x\nperiod: 2024\n", "plan.yaml")
    (problem,) = decode_plan(parsed, "plan.yaml").problems
    assert "homes" not in problem.values


def test_the_columns_that_a_view_may_name_are_those_that_there_are() -> None:
    assert FIELDS == ALL_FIELDS


def test_filters_of_a_view_are_those_of_the_command_line() -> None:
    """No filter can be typed that a view could not keep, but for what says of which plan and day."""
    assert {*filters_of(View("v"), Filters())._asdict()} == {*Filters._fields}  # type: ignore[arg-type]
    full = filters_of(View("v", flag=("due-soon, no_report",)), Filters(flags=("unverified",)))  # type: ignore[arg-type]
    assert full.flags == ("due-soon", "no_report", "unverified")
    assert left_of(View("v", body=("a",), flag=("b",)), Filters(bodies=("c",), flags=("d",))).body == ()  # type: ignore[arg-type]


def test_an_unread_file_may_have_what_a_view_names(tmp_path: Path) -> None:
    text = "format: 1\ntitle: x\nviews: {v: {body: zzz, tag: ttt, source: sss, cites: ccc, state: qqq}}\n"
    files = {"plan.yaml": text, "bodies/a.yaml": A}
    for broken, fields in ((None, 5), ("bodies/b.yaml", 1), ("documents.yaml", 4)):
        plan = write_plan(tmp_path / str(broken).replace("/", "-"), {**files, **({broken: "a: [\n"} if broken else {})})
        result = run("validate", "--select", "invalid-view", "--format", "concise", *DAY, "--plan", str(plan))
        assert result.stdout.count("invalid-view") == fields, result.stdout


def test_the_shipped_views_are_asked_by_the_command_they_name() -> None:
    listed = json.loads(run("list", "--views", "--format", "json").stdout)["items"]
    assert listed
    for one in listed:
        result = run(*one["command"].split()[1:], f"@{one['id']}", "--as-of", "2024-11-21")
        assert (result.status, result.stderr) == (0, "")
        assert one["about"]
    assert Info().views == ()
    assert checks.get("invalid-view").SEVERITY == "warning"
    assert run("validate", "--plan", str(SHIPPED)).status == 0
