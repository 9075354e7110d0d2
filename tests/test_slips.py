"""`plan slips`: deadlines that moved, by how much, how often, and by whose authority."""

import json
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from folders import PLAN, write_plan
from histories import Chance, Commit, checked_out, written
from pages import DOCS, blocks, names, prose, rows, sections
from repositories import Checkout
from support import Result, run
from test_diff import loaded, numbered

from plancli.history.edit import Edit
from plancli.history.slips import ALWAYS, During, Slip, Slipping, in_order, league, summed
from plancli.history.watch import Watch
from plancli.load import Loaded
from plancli.model import Info, Plan
from plancli.report.slips import HOW, Slips, slips_report
from plancli.state import Standing

NOTHING = Loaded(Plan(Info(), {}, (), ()), ())
FIRST = date(2024, 3, 1)
DAY = date(2030, 1, 1)
TASK = "name: A\ntasks:\n  - {{id: I.1, title: T, due: {}}}\n"
REGISTER = "documents:\n  - {number: 1-QD}\n"


def watched(*versions: str | None, days: Sequence[int] = (), first: bool = False) -> tuple[Watch, Loaded]:
    """Return a watch that saw the versions of one task, each a day after the one before unless the days are given."""
    watch, before = Watch(), NOTHING
    for number, version in enumerate(versions):
        text = "name: A\n" + (f"tasks:\n  - {{id: I.1, title: T{version}}}\n" if version is not None else "")
        now = loaded({"a": text, "documents.yaml": REGISTER})
        day = FIRST + timedelta(days=days[number] if days else number)
        watch.see(Edit(day, f"c{number}", "A", first=first and not number), before, now)
        before = now
    return watch, before


def moved(*versions: str | None, days: Sequence[int] = (), during: During = ALWAYS, day: date = DAY) -> list[Slip]:
    """Return what moved of one task."""
    watch, now = watched(*versions, days=days)
    standing = Standing(now.plan, day)
    return Slipping(standing, watch, during).of(standing.items)


def short(slips: Sequence[Slip]) -> list[str]:
    """Return the moves in a few words each."""
    return [f"{move.how} {_text(move.old)} {_text(move.new)} {move.days}" for slip in slips for move in slip.moves]


def _text(due: Any) -> str:
    return due.text if due else "-"


R1 = "{date: 2024-06-01, to: 2025, document: 1-QD}"
R2 = "{date: 2025-06-01, to: 2026}"
CASES: dict[str, tuple[list[str | None], list[str]]] = {
    "nothing": ([", due: 2024", ", due: 2024, note: x"], []),
    "edited": ([", due: 2024", ", due: 2025"], ["due-edited 2024 2025 365"]),
    "edited to an earlier day": ([", due: 2024", ", due: 2023"], ["due-edited 2024 2023 -366"]),
    "edited twice": (
        [", due: 2024", ", due: 2025", ", due: 2026"],
        ["due-edited 2024 2025 365", "due-edited 2025 2026 365"],
    ),
    "put back": ([", due: 2024", ", due: 2025", ", due: 2024"], []),
    "put back to the middle": (
        [", due: 2024", ", due: 2025", ", due: 2026", ", due: 2025"],
        ["due-edited 2024 2025 365"],
    ),
    "put back after an entry recorded it too": (
        [", due: 2024", f", due: 2025, rescheduled: [{R1}]", f", due: 2024, rescheduled: [{R1}]"],
        ["document 2024 2025 365"],
    ),
    "put back after an entry came to record it": (
        [", due: 2024", ", due: 2025", f", due: 2025, rescheduled: [{R1}]", f", due: 2024, rescheduled: [{R1}]"],
        ["document 2024 2025 365"],
    ),
    "edited on from what an entry records": (
        [", due: 2024", f", due: 2025, rescheduled: [{R1}]", f", due: 2023, rescheduled: [{R1}]"],
        ["due-edited 2025 2023 -731", "document 2024 2025 365"],
    ),
    "more precise": ([", due: 2024", ", due: 2024-06"], []),
    "less precise": ([", due: 2024-06", ", due: 2024"], ["due-edited 2024-06 2024 184"]),
    "in other words": ([", due: 2024-06", ", due: by 2024-06-30"], []),
    "given": (["", ", due: 2024"], ["due-edited - 2024 None"]),
    "withdrawn": ([", due: 2024", ""], ["due-edited 2024 - None"]),
    "to no end": ([", due: 2024", ", due: ongoing"], ["due-edited 2024 ongoing None"]),
    "by a document": ([f", due: 2024, rescheduled: [{R1}]"], ["document 2024 2025 365"]),
    "by a document later on": ([", due: 2024", f", due: 2024, rescheduled: [{R1}]"], ["document 2024 2025 365"]),
    "by one that is not registered": (
        [", due: 2024, rescheduled: {date: 2024-06-01, to: 2025, document: 9-QD}"],
        ["provisional 2024 2025 365"],
    ),
    "provisionally after a document": (
        [", due: 2024", f", due: 2024, rescheduled: [{R1}, {R2}]"],
        ["document 2024 2025 365", "provisional 2025 2026 365"],
    ),
    "more precise by an entry": ([", due: 2024, rescheduled: {date: 2024-01-01, to: 2024-06}"], []),
    "a first deadline": ([", rescheduled: {date: 2024-01-01, to: 2024-06}"], ["provisional - 2024-06 None"]),
    "the document comes later": (
        [
            ", due: 2024, rescheduled: {date: 2024-06-01, to: 2025}",
            f", due: 2024, rescheduled: {R1}",
        ],
        ["document 2024 2025 365"],
    ),
    "rewritten": (
        [f", due: 2024, rescheduled: [{R1}]", f", due: 2024, rescheduled: [{R1.replace('2025', '2027')}]"],
        ["entry-rewritten 2025 2027 730", "document 2024 2025 365"],
    ),
    "rewritten twice": (
        [f", due: 2024, rescheduled: [{R1.replace('2025', to)}]" for to in ("2025", "2026", "2027")],
        ["entry-rewritten 2025 2026 365", "entry-rewritten 2026 2027 365", "document 2024 2025 365"],
    ),
    "erased": (
        [f", due: 2024, rescheduled: [{R1}]", ", due: 2024"],
        ["entry-erased 2025 2024 -365", "document 2024 2025 365"],
    ),
    "erased from the middle": (
        [f", due: 2024, rescheduled: [{R1}, {R2}]", f", due: 2024, rescheduled: [{R2}]"],
        ["entry-erased 2024 2025 365", "provisional 2025 2026 365"],
    ),
    "written into due": (
        [f", due: 2024, rescheduled: [{R1}]", ", due: 2025"],
        ["due-edited 2024 2025 365"],
    ),
    "due overwritten too": (
        [", due: 2024", f", due: 2025, rescheduled: [{R1}]"],
        ["document 2024 2025 365"],
    ),
    "due overwritten afterwards": (
        [", due: 2024", f", due: 2024, rescheduled: [{R1}]", f", due: 2025, rescheduled: [{R1}]"],
        ["document 2024 2025 365"],
    ),
    "recorded afterwards": (
        [", due: 2024", ", due: 2025", f", due: 2025, rescheduled: [{R1}]"],
        ["document 2024 2025 365"],
    ),
    "put right": (
        [", due: 2024", ", due: 2025", f", due: 2024, rescheduled: [{R1}]"],
        ["document 2024 2025 365"],
    ),
    "edited below an entry": (
        [f", due: 2024, rescheduled: [{R1}]", f", due: 2026, rescheduled: [{R1}]"],
        ["due-edited 2024 2026 730", "document 2024 2025 365"],
    ),
    "a milestone": (
        [", milestones: {m: {title: M, due: 2024-03}}", ", milestones: {m: {title: M, due: 2024-04}}"],
        ["due-edited 2024-03 2024-04 30"],
    ),
    "an occurrence": (
        [", due: every quarter from 2024, occurrences: {2024-Q1: {rescheduled: {date: 2024-03-02, to: 2024-04}}}"],
        ["provisional - 2024-04 30"],
    ),
    "a series": (
        [", due: every quarter from 2024", ", due: every year from 2024"],
        ["due-edited every quarter from 2024 every year from 2024 None"],
    ),
    "away and back": ([", due: 2024", None, ", due: 2025"], ["due-edited 2024 2025 365"]),
    "broken and mended": ([", due: 2024", ", due: [2025", ", due: 2026"], ["due-edited 2024 2026 730"]),
    "wrong and right": ([", due: 2024", ", due: sometime", ", due: 2026"], ["due-edited 2024 2026 730"]),
}


@pytest.mark.parametrize("name", CASES)
def test_what_counts_as_a_move(name: str) -> None:
    versions, expected = CASES[name]
    assert short(moved(*versions)) == expected


@pytest.mark.parametrize(
    ("versions", "days", "expected"),
    [
        ([", due: 2024", ", due: 2025"], (0, 0), []),
        ([", due: 2024", ", due: 2025"], (0, 1), ["due-edited 2024 2025 365"]),
        ([", due: 2024", ", due: 2025", ", due: 2026"], (0, 0, 1), ["due-edited 2025 2026 365"]),
        ([", due: 2024", f", due: 2024, rescheduled: [{R2}]", ", due: 2024"], (0, 5, 5), []),
        (
            [", due: 2024", f", due: 2024, rescheduled: [{R2}]", ", due: 2024"],
            (0, 5, 6),
            ["entry-erased 2026 2024 -730", "provisional 2024 2026 730"],
        ),
        (
            [", due: 2024", f", due: 2024, rescheduled: [{R2}]", f", due: 2024, rescheduled: [{R1}]"],
            (0, 5, 5),
            ["document 2024 2025 365"],
        ),
    ],
)
def test_what_is_edited_on_the_day_it_was_written_is_a_correction(
    versions: list[str | None], days: Sequence[int], expected: list[str]
) -> None:
    assert short(moved(*versions, days=days)) == expected


def test_where_a_clone_begins_nothing_is_a_correction() -> None:
    watch, now = watched(", due: 2024", ", due: 2025", days=(0, 0), first=True)
    standing = Standing(now.plan, DAY)
    assert short(Slipping(standing, watch).of(standing.items)) == ["due-edited 2024 2025 365"]


def test_from_what_to_what_in_all() -> None:
    [slip] = moved(", due: 2024", ", due: 2025", f", due: 2025, rescheduled: [{R2}]")
    assert (_text(slip.old), _text(slip.new), slip.days) == ("2024", "2026", 730)
    [slip] = moved(", due: 2024", ", due: 2025", ", due: 2026", days=(0, 0, 1))
    assert (_text(slip.old), _text(slip.new), slip.days) == ("2025", "2026", 365)


def test_a_period_has_its_first_and_last_day() -> None:
    versions = [", due: 2024", ", due: 2025", ", due: 2026"]  # edited on the second and third of March
    second, third = FIRST + timedelta(days=1), FIRST + timedelta(days=2)
    assert len(short(moved(*versions, during=During(second, third)))) == 2
    [slip] = moved(*versions, during=During(third, None))
    assert (_text(slip.old), _text(slip.new), slip.days) == ("2025", "2026", 365)
    [slip] = moved(*versions, during=During(None, second))
    assert (_text(slip.old), _text(slip.new), slip.days) == ("2024", "2025", 365)
    assert moved(*versions, during=During(third + timedelta(days=1), None)) == []
    assert moved(*versions, during=During(None, FIRST)) == []


def test_what_is_later_than_the_day_is_not_known_yet() -> None:
    versions = [", due: 2024", ", due: 2025", f", due: 2025, rescheduled: [{R2}]"]
    assert short(moved(*versions, day=FIRST)) == []
    assert short(moved(*versions, day=FIRST + timedelta(days=1))) == ["due-edited 2024 2025 365"]
    assert short(moved(*versions, day=date(2025, 5, 31))) == ["due-edited 2024 2025 365"]
    assert len(short(moved(*versions, day=date(2025, 6, 1)))) == 2


SERIES = ", due: every quarter from 2024-Q1"
MOVED = "{rescheduled: {date: 2024-02-01, to: 2024-05, document: 1-QD}"
MEMBERS = ", due: 2024, members: {x: {rescheduled: {date: 2024-02-01, to: 2025}}}"


@pytest.mark.parametrize("left", ["", ", occurrences: {2024-Q1: {started: 2024-01-10}}"])
def test_an_occurrence_whose_rescheduling_is_erased_goes_back_to_its_own_last_day(left: str) -> None:
    """Whether anything else is written of it or not, it is due when its series says."""
    began = f"{SERIES}, occurrences: {{2024-Q1: {MOVED}, started: 2024-01-10}}}}"
    [slip] = moved(SERIES, began, SERIES + left, SERIES + left + ", note: x")
    assert (slip.address, slip.days) == ("I.1:2024-Q1", 0)
    assert short([slip]) == ["document - 2024-05 61", "entry-erased 2024-05 - -61"]
    [slip] = moved(SERIES, began, SERIES + left, during=During(None, FIRST))
    assert (slip.before, slip.last, slip.days) == (date(2024, 3, 31), date(2024, 5, 31), 61)


def test_a_member_of_which_nothing_is_written_any_more() -> None:
    [slip] = moved(", due: 2024", MEMBERS, ", due: 2024")
    assert (slip.address, slip.days) == ("I.1:x", 0)
    assert short([slip]) == ["provisional - 2025 365", "entry-erased 2025 - -365"]


def test_a_milestone_that_is_gone_is_not_told() -> None:
    milestone = ", milestones: {x: {title: X, due: 2024-06}}"
    assert moved(milestone, milestone.replace("2024-06", "2024-09"), ", note: x") == []


NUMBERED_ANEW = [
    (["1 A 2024", "2 B 2025", "3 C 2026"], ["1 A 2024", "2 X 2027", "3 B 2025", "4 C 2026"], []),
    (["1 A 2024", "2 B 2025", "3 C 2026"], ["1 B 2025", "2 C 2026"], []),
    (["1 A 2024", "2 B 2025"], ["1 B 2025", "2 A 2024"], []),
    (["1 A 2024", "2 B 2025", "3 C 2026"], ["1 C 2026", "2 A 2024", "3 B 2025"], []),
    (["1 A 2024", "2 B 2025"], ["1 X 2024", "2 B 2026"], [("I.2", "2025", "2026")]),
    (["1 A 2024", "2 B 2025"], ["1 B 2025", "2 A 2026"], [("I.2", "2024", "2026")]),
    (["1 A 2024", "2 B 2025", "3 C 2026"], ["1 A 2024", "2 X 2027", "3 B 2028", "4 C 2026"], [("I.3", "2025", "2028")]),
]


@pytest.mark.parametrize(("old", "new", "expected"), NUMBERED_ANEW)
def test_who_numbers_tasks_anew_moves_no_deadline(
    old: list[str], new: list[str], expected: list[tuple[str, str, str]]
) -> None:
    """What is edited in the same commit is told all the same, and what an entry recorded before stays recorded."""
    watch, before = Watch(), NOTHING
    for number, tasks in enumerate((old, old, new, new)):
        now = loaded({"a": numbered(*tasks)})
        watch.see(Edit(FIRST + timedelta(days=number), f"c{number}", "A"), before, now)
        before = now
    standing = Standing(before.plan, DAY)
    found = Slipping(standing, watch).of(standing.items)
    assert [(one.address, _text(one.moves[0].old), _text(one.moves[0].new)) for one in found] == expected


# --- against plain recomputations -----------------------------------------------------------------------------------


def answer(result: Result) -> dict[str, Any]:
    """Return an answer as JSON."""
    assert result.status in (0, 1), result.stderr
    made: dict[str, Any] = json.loads(result.stdout)
    return made


@pytest.mark.parametrize("seed", range(10))
def test_it_agrees_with_checkouts_that_are_watched(tmp_path: Path, seed: int) -> None:
    """Every commit of the main line checked out and read whole; some of them are broken."""
    checkout = written(tmp_path / "kho", Chance(seed).history(14, breaks=seed % 2 == 0))
    watch, before = Watch(), NOTHING
    for number, one in enumerate(checked_out(checkout, tmp_path / "out", "--first-parent")):
        moment = checkout.git("show", "-s", "--format=%cs|%an", one.commit).split("|")
        watch.see(Edit(date.fromisoformat(moment[0]), one.commit, moment[1]), before, one.loaded)
        before = one.loaded
        assert number < 20
    standing = Standing(before.plan, DAY)
    slips = in_order(Slipping(standing, watch).of(standing.items), "days", standing)
    told = Slips(slips, len(standing.items), league(standing, standing.items, slips), standing.plan, git=True)
    report = slips_report("", told, slips, {}, [])
    found = answer(run("slips", "--as-of", DAY.isoformat(), "--format", "json", cwd=checkout.path))
    assert found["items"] == list(report.items)
    assert found["totals"] == report.envelope["totals"]
    assert found["bodies"] == report.envelope["bodies"]


@pytest.mark.parametrize("seed", range(8))
def test_each_edit_is_found_with_who_made_it(tmp_path: Path, seed: int) -> None:
    """Every deadline is moved to one that it never had, so that what moved is known: by an entry, or without one."""
    chance = Chance(seed)
    bodies = chance.first()
    expected: list[tuple[str, str, str, str, str | None]] = []
    commits = [Commit(0, (), deepcopy(bodies))]
    for number in range(1, 14):
        tasks = [task for body in bodies.values() for task in body]
        task = chance.random.choice(tasks)
        kind = chance.random.choice(["edit", "record", "move", "rename", "swap"])
        if kind == "edit":
            new = int(task["due"]) + 50
            expected.append((task["title"], "due-edited", str(task["due"]), str(new), f"P{number}"))
            task["due"] = new
        elif kind == "record" and "rescheduled" not in task:
            document = chance.random.choice([{"document": "1-QD"}, {}])
            task["rescheduled"] = {"date": "2024-01-05", "to": int(task["due"]) + 7, **document}
            how = "document" if document else "provisional"
            expected.append((task["title"], how, str(task["due"]), str(int(task["due"]) + 7), None))
        elif kind == "move":
            for body in bodies.values():
                if task in body:
                    body.remove(task)
            chance.random.choice(list(bodies.values())).append(task)
        elif kind == "rename":
            task["id"] = f"K.{number}"
        elif kind == "swap":
            other = chance.random.choice(tasks)
            task["id"], other["id"] = other["id"], task["id"]
        commits.append(Commit(number, (number - 1,), deepcopy(bodies)))
    checkout = written(tmp_path / "kho", commits)
    found = answer(run("slips", "--as-of", "2029", "--format", "json", cwd=checkout.path))
    moves = [
        (item["title"], move["how"], move["from"], move["to"], move["author"])
        for item in found["items"]
        for move in item["moves"]
    ]
    assert sorted(moves, key=str) == sorted(expected, key=str)
    assert found["totals"]["moves"] == len(expected)
    assert found["totals"]["unauthorized"] == sum(one[1] != "document" for one in expected)


# --- the answer -----------------------------------------------------------------------------------------------------

OFFICE = """name: Office
short: OF
tasks:
  - {id: I.1, title: Draft the rule, due: 2024, tags: [law]}
  - id: I.2
    title: Send it
    due: 2024-06
    rescheduled:
      - {date: 2024-06-20, to: 2024-09, document: 1-QD, reason: Waits for I.1}
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """Return a plan with one deadline that a document moved, and one that was edited."""
    made = Checkout.new(tmp_path / "kho")
    files = {"plan/plan.yaml": PLAN, "plan/documents.yaml": REGISTER, "plan/bodies/office.yaml": OFFICE}
    made.commit({**files, "plan/bodies/board.yaml": "name: Board\ntasks:\n  - {id: II.1, title: Check, due: 2025}\n"})
    made.write({"plan/bodies/office.yaml": OFFICE.replace("due: 2024,", "due: 2025,")})
    made.git("add", "-A")
    made.git("commit", "-q", "-m", "x", when="2024-12-30T20:00:00+00:00", env={"GIT_AUTHOR_NAME": "Eve"})
    return made


def slips(checkout: Checkout, *args: str) -> Result:
    return run("slips", "--as-of", "2025-06-30", *args, cwd=checkout.path)


TABLE = """\
p: deadlines that moved (as of 2025-06-30)
Tasks whose deadline moved: 2/3 = 66.67 %. Moves that no registered document
orders: 1/2 = 50.00 %.

Task        From     To       Days  By what
──────────  ───────  ───────  ────  ────────────────────────────────────────
I.1         Draft the rule (OF)
2024-12-31  2024     2025     +365  no record: `due` was edited; {0} Eve
I.2         Send it (OF)
2024-06-20  2024-06  2024-09   +92  by 1-QD; Waits for I.1

By the body that answers
Body  Tasks  Moved  Moves  Days  No document  No record
────  ─────  ─────  ─────  ────  ───────────  ─────────
OF        2      2      2   457            1          1
────  ─────  ─────  ─────  ────  ───────────  ─────────
all       3      2      2   457            1          1
"""


def test_the_table(checkout: Checkout) -> None:
    assert slips(checkout) == Result(0, TABLE.format(checkout.git("rev-parse", "--short=7", "HEAD")), "")


def test_filters_and_orders(checkout: Checkout) -> None:
    assert [item["address"] for item in answer(slips(checkout, "-f", "json", "--sort", "id"))["items"]] == [
        "I.1",
        "I.2",
    ]
    assert [item["address"] for item in answer(slips(checkout, "-f", "json", "--sort", "due"))["items"]] == [
        "I.2",
        "I.1",
    ]
    assert [item["address"] for item in answer(slips(checkout, "-f", "json", "--tag", "law"))["items"]] == ["I.1"]
    board = answer(slips(checkout, "-f", "json", "--body", "board"))
    assert (board["items"], board["totals"]["tasks"]) == ([], 1)
    assert answer(slips(checkout, "-f", "json", "--limit", "1"))["totals"]["moves"] == 2
    assert "1 more row" in slips(checkout, "--limit", "1").stdout


def test_what_is_not_committed(checkout: Checkout) -> None:
    checkout.write({"plan/bodies/board.yaml": "name: Board\ntasks:\n  - {id: II.1, title: Check, due: 2026}\n"})
    result = run("slips", "--body", "board", cwd=checkout.path)
    assert "no record: `due` was edited; not committed" in " ".join(result.stdout.split())
    assert "No deadline moved." in slips(checkout, "--body", "board").stdout  # today is later than the day judged at


def test_a_revision(checkout: Checkout) -> None:
    found = answer(slips(checkout, "--at", "HEAD~1", "-f", "json"))
    assert [item["address"] for item in found["items"]] == ["I.2"]
    assert found["at"] == checkout.git("rev-parse", "HEAD~1")


def test_a_period(checkout: Checkout) -> None:
    assert [one["address"] for one in answer(slips(checkout, "--from", "2024-12-31", "-f", "json"))["items"]] == ["I.1"]
    assert [one["address"] for one in answer(slips(checkout, "--to", "2024-12-30", "-f", "json"))["items"]] == ["I.2"]
    result = slips(checkout, "--from", "2025", "--to", "2024")
    assert (result.status, result.stdout) == (2, "")
    assert "no day lies between them" in result.stderr


def test_one_row_a_move_in_csv(checkout: Checkout) -> None:
    lines = slips(checkout, "--format", "csv").stdout.splitlines()
    assert (
        lines[0] == "address,id,title,answers_to,day,how,from,to,from_last,to_last,days,document,reason,commit,author"
    )
    assert (
        lines[2]
        == "I.2,I.2,Send it,office,2024-06-20,document,2024-06,2024-09,2024-06-30,2024-09-30,92,1-QD,Waits for I.1,,"
    )


def test_without_git_only_what_is_recorded(tmp_path: Path) -> None:
    write_plan(tmp_path, {"bodies/office.yaml": OFFICE, "documents.yaml": REGISTER})
    result = run("slips", "--as-of", "2025-06-30", cwd=tmp_path)
    assert result.status == 0
    assert "I.2         Send it (OF)" in result.stdout
    assert "The plan is in no git repository: only what is recorded is told" in " ".join(result.stdout.split())
    assert answer(run("slips", "-f", "json", cwd=tmp_path))["git"] is False


def test_before_the_first_commit(tmp_path: Path) -> None:
    Checkout.new(tmp_path)
    write_plan(tmp_path, {"bodies/office.yaml": OFFICE})
    assert "Nothing is committed yet" in run("slips", cwd=tmp_path).stdout


def test_a_shallow_clone_says_so(checkout: Checkout, tmp_path: Path) -> None:
    result = slips(checkout.clone(tmp_path / "nông", "--depth=1"))
    assert "Draft" not in result.stdout
    assert "This clone does not go back before 2024-12-31." in result.stdout


def test_a_file_that_cannot_be_read(checkout: Checkout) -> None:
    checkout.commit({"plan/bodies/board.yaml": "name: [\n"}, "2025-01-01T00:00:00Z")
    result = slips(checkout)
    assert result.status == 1
    assert "bodies/board.yaml cannot wholly be read in" in " ".join(result.stdout.split())


def test_a_file_that_could_not_be_read_later_is_not_told(checkout: Checkout) -> None:
    checkout.commit({"plan/bodies/board.yaml": "name: [\n"}, "2025-01-01T00:00:00Z")
    broken = "cannot wholly be read in"
    assert broken in slips(checkout, "--as-of", "2025-01-01").stdout
    for args in (["--as-of", "2024-12-31"], ["--as-of", "2025-06-01", "--to", "2024"]):
        assert broken not in slips(checkout, *args).stdout
        assert answer(slips(checkout, *args, "-f", "json"))["unread"] == []


def test_what_begins_after_the_day_judged_at_is_refused(checkout: Checkout) -> None:
    result = slips(checkout, "--as-of", "2024-12-31", "--from", "2025")
    assert (result.status, result.stdout) == (2, "")
    assert "--from 2025-01-01 is after 2024-12-31, the day judged at" in result.stderr
    assert slips(checkout, "--as-of", "2025-01-01", "--from", "2025").status == 0


def test_of_a_merge_the_author_is_who_merged(tmp_path: Path) -> None:
    made = Checkout.new(tmp_path / "kho")
    made.commit({"plan/plan.yaml": PLAN, "plan/bodies/a.yaml": TASK.format("2024")}, "2024-01-01T00:00:00Z")
    made.git("checkout", "-q", "-b", "side")
    made.commit({"plan/bodies/a.yaml": TASK.format("2025")}, "2024-02-01T00:00:00Z")
    made.git("checkout", "-q", "main")
    made.git("merge", "-q", "--no-ff", "-m", "Merge", "side", when="2024-03-01T00:00:00Z")
    assert re.search(r"`due` was edited; [0-9a-f]{7} A \(merge\)\n", run("slips", cwd=made.path).stdout)
    made.commit({"plan/bodies/a.yaml": TASK.format("2023")}, "2024-04-01T00:00:00Z")
    told = run("slips", cwd=made.path).stdout
    assert re.search(r"`due` was edited; [0-9a-f]{7} A\n", told)
    assert re.search(r"\nall +1 +1 +2 +−366 +2 +2\n", told)  # with the sign that the moves have


def test_nothing_moved(tmp_path: Path) -> None:
    made = Checkout.new(tmp_path)
    made.commit({"plan/plan.yaml": PLAN})
    result = run("slips", "--as-of", "2025-01-01", cwd=tmp_path)
    assert result == Result(0, "p: deadlines that moved (as of 2025-01-01)\nNo deadline moved.\n", "")


@pytest.mark.parametrize(
    "args",
    [["--sort", "x"], ["--from", "x"], ["--to", "2024-13"], ["--body", "x"], ["--format", "x"], ["--any-role"]],
)
def test_what_is_typed_wrong(checkout: Checkout, args: list[str]) -> None:
    result = slips(checkout, *args)
    assert (result.status, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: ")


def test_in_vietnamese_and_markdown(checkout: Checkout) -> None:
    assert slips(checkout, "--lang", "vi").status == 0
    assert "| I.2 | Send it (OF) |" in slips(checkout, "--format", "md").stdout


def test_sums_of_nothing() -> None:
    assert summed(0, []) == (0, 0, 0, 0, 0, 0)


# --- the documentation ----------------------------------------------------------------------------------------------


def test_the_page_shows_what_is_printed(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The plan of the page, committed as it says."""
    page = DOCS / "looking-back.md"
    made = Checkout.new(tmp_path / "kho")
    for word, author, day in (("", "Ann", "02-01"), ("second", "Ann", "03-20"), ("third", "Ben", "07-02")):
        files = {block.text[0].removeprefix("# "): "\n".join(block.text) + "\n"
                 for block in blocks(page) if block.language == "yaml" and block.word == word}  # fmt: skip
        made.write(files)
        made.git("add", "-A")
        subject = {"": "The plan as issued", "second": "Reschedule II.1", "third": "Move II.1 to the board"}[word]
        made.git("commit", "-q", "-m", subject, when=f"2024-{day}T09:00:00Z", env={"GIT_AUTHOR_NAME": author})
    lines = page.read_text("utf-8").splitlines()
    for block in reversed([one for one in blocks(page) if one.language == "text"]):
        args = block.text[0].removeprefix("$ plan ").split()
        if args[0] == "trend":
            continue
        printed = re.sub(r"\b[0-9a-f]{7}\b", "1a2b3c4", run(*args, cwd=made.path).stdout).rstrip("\n").splitlines()
        if request.config.getoption("update"):
            lines[block.start + 1 : block.start + len(block.text)] = printed
        else:
            assert block.text[1:] == printed
    if request.config.getoption("update"):
        page.write_text("\n".join(lines) + "\n", "utf-8")


def test_every_way_is_told() -> None:
    told = [names(row[0])[0] for row in rows(prose(DOCS / "looking-back.md"), "Way")]
    assert told == list(HOW)


@pytest.mark.parametrize("command", ["slips", "history"])
def test_json_has_the_fields_told_and_their_types(checkout: Checkout, command: str) -> None:
    """Those of a change are told in a section of their own."""
    types = {bool: "boolean", int: "number", str: "text", list: "list", dict: "object", type(None): "null"}
    page = sections(DOCS / "json.md")
    told: dict[str, str] = {}
    for heading in ("The envelope", command.capitalize()):
        for row in rows(page[heading], "Field"):
            for name in names(row[0]):
                told[name] = f"{told.get(name, '')} {row[1]}".replace("day", "text")
    checkout.commit({"plan/bodies/broken.yaml": "name: [\n"}, "2025-01-01T00:00:00Z")
    checkout.commit({"plan/bodies/broken.yaml": OFFICE.replace("I.", "III."), "plan/bodies/office.yaml": "name: [\n"})
    checkout.commit({"plan/bodies/office.yaml": OFFICE}, "2025-02-01T00:00:00Z")
    where = ["I.2"] if command == "history" else []
    envelope = json.loads(run(command, *where, "--format", "json", cwd=checkout.path).stdout)
    changes = {name for row in rows(page["Changes"].partition("In the envelope")[0], "Field") for name in names(row[0])}
    found: set[str] = set()
    for name, value in _fields(envelope, changes - set(told) if command == "history" else set()):
        found.add(name)
        assert types[type(value)] in told[name], name
    assert found == set(told)


def _fields(value: Any, skipped: set[str]) -> Iterator[tuple[str, Any]]:
    """Yield every name in data with its value, but for what changes have."""
    if isinstance(value, list):
        for one in value:
            yield from _fields(one, skipped)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in skipped:
                yield name, inner
                yield from _fields(inner, skipped)
