"""`plan history`: one task's life, from git and from its facts."""

import json
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest
from folders import PLAN, write_plan
from histories import Chance, Plain, checked_out, written
from repositories import Checkout
from support import Result, run

from plancli.diff import Change, compare
from plancli.history.life import brought
from plancli.ids import split_address
from plancli.load import Loaded
from plancli.model import Info, Plan, Task
from plancli.report.change_data import change_dict

NOTHING = Loaded(Plan(Info(), {}, (), ()), ())


def told(result: Result) -> list[dict[str, Any]]:
    """Return the changes of an answer as JSON."""
    assert result.status == 0, result.stderr
    items: list[dict[str, Any]] = json.loads(result.stdout)["items"]
    return items


def short(result: Result) -> list[tuple[str, str]]:
    """Return the day and the kind of each change."""
    return [(item["day"], item["kind"]) for item in told(result)]


def history(checkout: Checkout, *args: str) -> Result:
    return run("history", *args, "--format", "json", cwd=checkout.path)


# --- against a plain recomputation ----------------------------------------------------------------------------------


def plain_life(commits: list[Plain], id: str) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return a task's life by comparing whole checkouts, each with its parents."""
    plain = {one.commit: one for one in commits}
    names = {commits[-1].commit: {id}}
    life = []
    for one in reversed(commits):
        called = names.pop(one.commit, set())
        if not called:
            continue
        sides = []
        for parent in one.parents or (None,):
            before, changes = plain_changes(plain, parent, one, called)
            if parent:
                names.setdefault(parent, set()).update(before)
            sides.append([change_dict(change) for change in changes])
        kept = [change for change in sides[0] if all(any(_same(change, one) for one in side) for side in sides[1:])]
        if kept:
            life.append((one.commit, kept))
    return life[::-1]


def plain_changes(
    plain: dict[str, Plain], parent: str | None, one: Plain, called: set[str]
) -> tuple[set[str], list[Change]]:
    """Return what a task was called before, and its changes since the parent, or since it could last be compared."""
    while True:
        difference = compare(plain[parent].loaded if parent else NOTHING, one.loaded)
        former = {str(one.new): str(one.old) for one in difference.changes if one.kind == "id-changed"}
        added = {str(one.address) for one in difference.changes if one.kind == "task-added"}
        others = {id for id in called & added if id in former.values()}  # the id was another task's before
        before = {former.get(id, id) for id in called - others}
        own: list[Change] = []
        for change in difference.changes:
            if change.subject != "task":
                continue
            id = split_address(change.address)[0]
            if change.kind == "id-changed" and change.old in called and change.old not in added | former.keys():
                own.append(change)
            elif id in called and not (change.kind == "task-removed" and id in former):
                own.append(change)
                if isinstance(change.new, Task) and change.kind == "task-added":
                    own += brought(change.new)
        doubted = [lost.side for lost in difference.uncompared if lost.address in called | before]
        if own or doubted[:1] != ["old"] or parent is None or not plain[parent].parents:
            return before, own
        parent = plain[parent].parents[0]


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Return whether two changes come to the same."""
    names = ("kind", "address", "field", "new") + (("old",) if one["new"] is None else ())
    return all(one[name] == other[name] for name in names)


@pytest.mark.parametrize("seed", range(12))
def test_it_agrees_with_checkouts_that_are_compared(tmp_path: Path, seed: int) -> None:
    """Of every id that the last commit has, and of some that are gone, renamed or moved."""
    checkout = written(tmp_path / "kho", Chance(seed).history(14, breaks=seed % 2 == 0))
    commits = list(checked_out(checkout, tmp_path / "out"))
    ids = {str(task.id) for one in commits for task in one.loaded.plan.tasks}
    for id in sorted(ids):
        expected = plain_life(commits, id)
        if not expected:  # on a side that no merge took anything of
            continue
        found: list[tuple[str, list[dict[str, Any]]]] = []
        for item in json.loads(history(checkout, id).stdout)["items"]:
            if item["subject"] == "body":
                continue
            if not found or found[-1][0] != item["commit"]:
                found.append((item["commit"], []))
            found[-1][1].append({name: item[name] for name in expected[0][1][0]})
        assert found == expected, id


# --- what is told ---------------------------------------------------------------------------------------------------

OFFICE = """name: Office
short: OF
tasks:
  - id: I.1
    title: Draft the rule
    source: I
    due: 2024
    progress: {date: 2024-01-10, note: Begun early}
"""
BOARD = """name: Board
tasks:
  - id: I.1a
    title: Draft the new rule
    source: I
    due: 2024
    progress: {date: 2024-01-10, note: Begun early}
    completed: 2024-05-02
    transferred: {date: 2024-05-01, from: office, document: 5-QD}
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """Return a plan whose task was worded anew, then moved with another id, then left unreadable, and mended."""
    made = Checkout.new(tmp_path / "kho")
    made.commit({"plan/plan.yaml": PLAN, "plan/bodies/office.yaml": OFFICE}, "2024-02-01T09:00:00+07:00", "As issued")
    office = OFFICE.replace("the rule", "the new rule")
    made.write({"plan/bodies/office.yaml": office})
    made.git("add", "-A")
    env = {"GIT_AUTHOR_NAME": "Trần Thị Bình"}
    made.git("commit", "-q", "-m", "Word it better", when="2024-03-01T09:00:00+07:00", env=env)
    files = {"plan/bodies/office.yaml": "name: Office\nshort: OF\n", "plan/bodies/board.yaml": BOARD}
    made.commit(files, "2024-05-31T23:00:00+00:00", "Move it")
    made.commit({"plan/bodies/board.yaml": BOARD.replace("2024\n", "[2025\n")}, "2024-07-01T00:00:00+07:00", "Break it")
    made.commit({"plan/bodies/board.yaml": BOARD.replace("due: 2024", "due: 2025")}, "2024-08-01T00:00:00Z", "Mend it")
    made.git("mv", "plan/bodies/board.yaml", "plan/bodies/council.yaml")
    made.commit({}, "2024-09-01T00:00:00Z", "Another name")
    return made


NUMBERED = "name: Office\ntasks:\n  - {{id: I.{}, title: Draft, due: 2024}}\n  - {{id: I.{}, title: Send, due: 2025}}\n"


def test_two_that_swap_their_ids_keep_their_lives(tmp_path: Path) -> None:
    """What each is told of is its own, before the swap and after it."""
    made = Checkout.new(tmp_path / "kho")
    first, second = NUMBERED.format(1, 2), NUMBERED.format(2, 1)
    made.commit({"plan/plan.yaml": PLAN, "plan/bodies/a.yaml": first}, "2024-01-01T00:00:00Z")
    first, second = (text.replace("Send,", "Send, note: x,") for text in (first, second))
    made.commit({"plan/bodies/a.yaml": first}, "2024-02-01T00:00:00Z")
    made.commit({"plan/bodies/a.yaml": second}, "2024-03-01T00:00:00Z")
    made.commit({"plan/bodies/a.yaml": second.replace("Draft,", "Draft, tags: [t],")}, "2024-04-01T00:00:00Z")
    sent = [("task-added", "I.2"), ("note-changed", "I.2"), ("id-changed", "I.1")]
    drafted = [("task-added", "I.1"), ("id-changed", "I.2"), ("tags-changed", "I.2")]
    for id, title, expected in (("I.1", "Send", sent), ("I.2", "Draft", drafted)):
        items = told(history(made, id))
        assert [(item["kind"], item["address"]) for item in items] == expected
        assert {item["title"] for item in items} == {title}
    made.write({"plan/bodies/a.yaml": first})  # back again, and not committed
    assert [item["kind"] for item in told(history(made, "I.2"))] == [
        "task-added", "note-changed", "id-changed", "id-changed",
    ]  # fmt: skip


def test_an_id_that_was_of_another_task(tmp_path: Path) -> None:
    """Of a task that was put in its life begins there, and one that took the id of one that is gone has its own."""
    made = Checkout.new(tmp_path / "kho")
    made.commit({"plan/plan.yaml": PLAN, "plan/bodies/a.yaml": NUMBERED.format(1, 2)}, "2024-01-01T00:00:00Z")
    put_in = NUMBERED.format(1, 3) + "  - {id: I.2, title: Check, due: 2026}\n"
    made.commit({"plan/bodies/a.yaml": put_in}, "2024-02-01T00:00:00Z")
    assert short(history(made, "I.2")) == [("2024-02-01", "task-added")]
    assert short(history(made, "I.3")) == [("2024-01-01", "task-added"), ("2024-02-01", "id-changed")]
    taken_out = "name: Office\ntasks:\n  - {id: I.1, title: Send, due: 2025}\n  - {id: I.2, title: Check, due: 2026}\n"
    made.commit({"plan/bodies/a.yaml": taken_out}, "2024-03-01T00:00:00Z")
    assert short(history(made, "I.1")) == [
        ("2024-01-01", "task-added"), ("2024-02-01", "id-changed"), ("2024-03-01", "id-changed"),
    ]  # fmt: skip
    assert "I.3 is called I.1 since then: plan history I.1\n" in run("history", "I.3", cwd=made.path).stdout


TABLE = """\
p: history of I.1a
Draft the new rule (Board): 8 changes in 5 commits

Day         Change               Before              After
──────────  ───────────────────  ──────────────────  ────────────────────────
2024-02-01  {0}  A: As issued
            task added                               within 2024; with 1 fact
            progress recorded    since it was added  2024-01-10  Begun early
2024-03-01  {1}  Trần Thị Bình: Word it better
            title changed        Draft the rule      Draft the new rule
2024-06-01  {2}  A: Move it
            task transferred     OF                  Board; 2024-05-01  5-QD
            id changed           I.1                 I.1a
            completion recorded                      2024-05-02
2024-08-01  {3}  A: Mend it
            deadline later       within 2024         within 2025
2024-09-01  {4}  A: Another name
            council: id changed  board               council

1 fact was in the file when the task was added: when it was recorded, git does
not tell.
bodies/board.yaml cannot wholly be read in {5} of 2024-07-01: what it
changed is told where it can again.
"""


def test_one_life(checkout: Checkout) -> None:
    """The days are those of the plan's time zone, and what a broken file changed is told with the one that mends it."""
    hashes = [checkout.git("rev-parse", "--short=7", f"HEAD~{back}") for back in (5, 4, 3, 1, 0, 2)]
    result = run("history", "i.1A", cwd=checkout.path)
    assert result == Result(0, TABLE.format(*hashes), "")


def test_a_former_id_leads_to_the_one_it_has_now(checkout: Checkout) -> None:
    result = run("history", "I.1", cwd=checkout.path)
    assert "I.1 is called I.1a since then: plan history I.1a\n" in result.stdout
    assert [kind for _day, kind in short(history(checkout, "I.1"))] == [
        "task-added", "fact-recorded", "title-changed", "id-changed",
    ]  # fmt: skip


def test_what_is_not_committed_comes_last(checkout: Checkout) -> None:
    text = BOARD.replace("due: 2024", "due: 2025")
    checkout.write({"plan/bodies/council.yaml": text + "    note: Mind it\n"})
    result = run("history", "I.1a", cwd=checkout.path)
    assert "not committed\n            note changed" in result.stdout
    last = told(history(checkout, "I.1a"))[-1]
    assert (last["kind"], last["commit"], last["author"]) == ("note-changed", None, None)


def test_a_task_that_is_not_committed_yet(checkout: Checkout) -> None:
    checkout.write({"plan/bodies/new.yaml": "name: New\ntasks:\n  - {id: II.1, title: New, started: 2024-01-02}\n"})
    items = told(history(checkout, "II.1"))
    assert [(item["kind"], item["commit"], item["date"]) for item in items] == [
        ("task-added", None, None),
        ("fact-recorded", None, "2024-01-02"),
    ]


def test_a_task_that_is_gone(checkout: Checkout) -> None:
    checkout.commit({"plan/bodies/council.yaml": "name: Board\n"}, "2024-10-01T00:00:00Z", "Drop it")
    result = run("history", "I.1a", cwd=checkout.path)
    assert result.status == 0
    assert "A: Drop it\n            task removed" in result.stdout
    assert "There is no task I.1a any more.\n" in result.stdout
    assert json.loads(history(checkout, "I.1a").stdout)["exists"] is False


def test_a_revision(checkout: Checkout) -> None:
    """What came after it is not told, neither is what is not committed."""
    checkout.write({"plan/bodies/council.yaml": "name: Board\n"})
    assert short(history(checkout, "I.1", "--at", "HEAD~4"))[-1] == ("2024-03-01", "title-changed")
    assert json.loads(history(checkout, "I.1", "--at", "HEAD~4").stdout)["at"] == checkout.git("rev-parse", "HEAD~4")
    assert short(history(checkout, "I.1", "--at", "2024-02-15")) == [
        ("2024-02-01", "task-added"),
        ("2024-02-01", "fact-recorded"),
    ]


def test_the_header_says_up_to_which_commit(checkout: Checkout) -> None:
    commit = checkout.git("rev-parse", "--short=7", "HEAD~4")
    told = run("history", "I.1", "--at", "HEAD~4", cwd=checkout.path).stdout
    assert told.startswith(f"p: history of I.1 (at {commit} of 2024-03-01)\nDraft the new rule (")


def test_that_a_body_ended_belongs_to_the_life_of_its_tasks(checkout: Checkout) -> None:
    ended = BOARD.replace("due: 2024", "due: 2025")
    ended = ended.replace("\ntasks:", "\nuntil: 2024-10-15\nsucceeded_by: [office]\ntasks:")
    checkout.commit({"plan/bodies/council.yaml": ended}, "2024-11-01T00:00:00Z", "Merge the offices")
    assert short(history(checkout, "I.1a"))[-2:] == [
        ("2024-11-01", "body-ended"),
        ("2024-11-01", "body-succeeded"),
    ]


@pytest.mark.parametrize("git", [True, False])
def test_of_reschedulings_recorded_together_each_has_the_one_before(tmp_path: Path, git: bool) -> None:
    made = Checkout.new(tmp_path / "kho")
    task = "name: A\ntasks:\n  - id: I.1\n    title: T\n    due: 2024\n"
    both = "    rescheduled: [{date: 2024-02-01, to: 2025}, {date: 2024-03-01, to: 2026}]\n"
    made.commit({"plan/plan.yaml": PLAN, "plan/bodies/a.yaml": task}, "2024-01-01T00:00:00Z")
    made.commit({"plan/bodies/a.yaml": task + both}, "2024-04-01T00:00:00Z")
    if not git:
        rmtree(made.path / ".git")
    lines = [line.split("  ") for line in run("history", "I.1", cwd=made.path).stdout.splitlines()]
    told = [[part.strip() for part in line if part.strip()] for line in lines if "rescheduling recorded" in str(line)]
    assert [line[-3:] for line in told] == [
        ["within 2024", "2024-02-01", "to: within 2025"],
        ["within 2025", "2024-03-01", "to: within 2026"],
    ]


def test_at_most_the_latest_changes(checkout: Checkout) -> None:
    assert short(history(checkout, "I.1a", "--limit", "2")) == [
        ("2024-08-01", "deadline-later"),
        ("2024-09-01", "body-changed"),
    ]
    result = run("history", "I.1a", "--limit", "2", cwd=checkout.path)
    assert "6 earlier changes: raise --limit to see them" in result.stdout


def test_a_place_within_a_task(tmp_path: Path) -> None:
    made = Checkout.new(tmp_path / "kho")
    task = "name: A\ntasks:\n  - id: I.1\n    title: T\n    milestones:\n"
    task += "      survey: {{title: S{}}}\n      other: {{title: O}}\n"
    made.commit({"plan/plan.yaml": PLAN, "plan/bodies/a.yaml": task.format("")}, "2024-01-01T00:00:00Z")
    made.commit({"plan/bodies/a.yaml": task.format(", completed: 2024-01-20")}, "2024-02-01T00:00:00Z")
    made.commit(
        {"plan/bodies/a.yaml": task.format(", completed: 2024-01-20") + "    note: x\n"}, "2024-03-01T00:00:00Z"
    )
    items = told(history(made, "I.1:survey"))
    assert [(item["kind"], item["address"], item["date"]) for item in items] == [
        ("part-added", "I.1:survey", None),
        ("fact-recorded", "I.1:survey", "2024-01-20"),
    ]
    result = run("history", "I.1:surveys", cwd=made.path)
    assert result.status == 2
    assert "Did you mean I.1:survey?" in result.stderr
    assert "survey: completion recorded" in run("history", "I.1:survey", cwd=made.path).stdout


def test_who_did_it_on_a_branch(checkout: Checkout) -> None:
    """A merge is not told for what its branch brought, but for what it changed itself."""
    text = BOARD.replace("due: 2024", "due: 2025")
    checkout.git("checkout", "-q", "-b", "side")
    checkout.commit({"plan/bodies/council.yaml": text.replace("title: Draft", "title: Write")}, message="on the side")
    checkout.git("checkout", "-q", "main")
    checkout.commit({"plan/bodies/office.yaml": "name: The office\nshort: OF\n"}, message="on main")
    checkout.git("merge", "-q", "--no-ff", "--no-commit", "side")
    checkout.commit({"plan/bodies/council.yaml": text.replace("title: Draft", "title: Write") + "    note: x\n"})
    items = told(history(checkout, "I.1a"))[-2:]
    assert [(item["kind"], item["message"]) for item in items] == [
        ("title-changed", "on the side"),
        ("note-changed", "change"),
    ]


def test_a_file_that_cannot_be_read_now(checkout: Checkout) -> None:
    checkout.write({"plan/bodies/council.yaml": BOARD.replace("2024\n", "[2025\n")})
    result = run("history", "I.1a", cwd=checkout.path)
    assert result.status == 1
    assert "plan/bodies/council.yaml:" in result.stderr
    assert "cannot wholly be read in the working folder" in " ".join(result.stdout.split())
    envelope = json.loads(history(checkout, "I.1a").stdout)
    assert [one["file"] for one in envelope["unread"]] == ["bodies/board.yaml", "bodies/council.yaml"]


# --- without all of git ---------------------------------------------------------------------------------------------

LONELY = """name: Office
tasks:
  - id: I.1
    title: Draft
    due: 2024
    completed: 2024-05-02
    progress:
      - {date: 2024-03, note: Second}
      - {date: 2024-01-10, note: First}
"""


def test_without_git_the_facts_are_told_by_their_own_dates(tmp_path: Path) -> None:
    write_plan(tmp_path, {"bodies/office.yaml": LONELY})
    result = run("history", "I.1", cwd=tmp_path)
    assert result.status == 0
    days = [line.split()[0] for line in result.stdout.splitlines() if line[:2] in ("20", "3/", "1/")]
    assert days == ["2024-01-10", "2024-03", "2024-05-02"]
    assert "The plan is in no git repository" in result.stdout
    envelope = json.loads(run("history", "I.1", "-f", "json", cwd=tmp_path).stdout)
    assert envelope["git"] is False
    assert [(item["day"], item["date"]) for item in envelope["items"]] == [
        (None, "2024-01-10"), (None, "2024-03"), (None, "2024-05-02"),
    ]  # fmt: skip


def test_before_the_first_commit(tmp_path: Path) -> None:
    Checkout.new(tmp_path)
    write_plan(tmp_path, {"bodies/office.yaml": LONELY})
    result = run("history", "I.1", cwd=tmp_path)
    assert result.status == 0
    assert "Nothing is committed yet" in result.stdout


def test_a_shallow_clone_says_so(checkout: Checkout, tmp_path: Path) -> None:
    other = checkout.clone(tmp_path / "nông", "--depth=2")
    result = run("history", "I.1a", cwd=other.path)
    assert "there when" in result.stdout
    assert "was there already" in result.stdout
    assert "task added" not in result.stdout
    assert "This clone does not go back before 2024-08-01." in result.stdout


# --- what is typed --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["I.9", "", "I.1b", ":x", "\x1b[31m"])
def test_a_task_that_never_was(checkout: Checkout, typed: str) -> None:
    result = run("history", typed, cwd=checkout.path)
    assert (result.status, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: There is no task ")
    assert "\x1b" not in result.stderr


def test_the_nearest_ids_are_named(checkout: Checkout) -> None:
    assert "Did you mean I.1a?" in run("history", "I.1b", cwd=checkout.path).stderr


def test_a_wrong_format(checkout: Checkout) -> None:
    assert run("history", "I.1a", "--format", "pdf", cwd=checkout.path).status == 2


def test_other_formats(checkout: Checkout) -> None:
    lines = run("history", "I.1a", "--format", "csv", cwd=checkout.path).stdout.splitlines()
    assert lines[0].startswith("day,commit,author,message,date,since_added,kind,subject,address")
    assert len(lines) == 9
    assert "| Day " in run("history", "I.1a", "--format", "md", cwd=checkout.path).stdout


def test_hidden_characters_of_names_and_messages_are_shown(checkout: Checkout) -> None:
    checkout.write({"plan/bodies/council.yaml": BOARD})
    checkout.git("add", "-A")
    checkout.git("commit", "-q", "-m", "x\x1b[31mred", env={"GIT_AUTHOR_NAME": "E\u202eve"})
    text = run("history", "I.1a", cwd=checkout.path).stdout
    assert "\x1b" not in text
    assert "E\\u202eve: x\\x1b[31mred" in text
