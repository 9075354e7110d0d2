"""A whole plan from its files: what hangs together across them, and that nothing in a file stops the reading."""

import gc
import random
import runpy
import shutil
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancli import checks
from plancli.decode.roots import TABLES
from plancli.load import Loaded, load
from plancli.problem import Place, Problem
from plancli.source import Entry, Folder, Listing, entry_of

CASES = Path(__file__).parent / "cases"
SHIPPED = Path(__file__).parent.parent / "plan"
PLAN = "format: 1\ntitle: Kế hoạch mẫu\ndate: 2024-01-15\n"
FAST = settings(derandomize=True, deadline=None, database=None, max_examples=200)


class Memory:
    """A plan's files in memory."""

    def __init__(self, files: Mapping[str, str | bytes], listing: Listing | None = None) -> None:
        self.files = {name: text if isinstance(text, bytes) else text.encode() for name, text in files.items()}
        self.listed = listing

    def listing(self) -> Listing:
        """Return the files in the order they were given."""
        return self.listed or Listing(tuple(entry for name in self.files if (entry := entry_of(name))))

    def read(self, entry: Entry) -> bytes | Problem:
        """Return a file's bytes."""
        return self.files[entry.file]


def loaded(**files: str | bytes) -> Loaded:
    """Load a plan of body files, named without their folder."""
    bodies = {f"bodies/{name.replace('_', '-')}.yaml": text for name, text in files.items()}
    return load(Memory({"plan.yaml": PLAN, **bodies}))


def body(*ids: str) -> str:
    """Return the file of a body with tasks of these ids, the first of them at line 3."""
    return "name: Ban\ntasks:\n" + "".join(f"  - id: {id}\n    title: Việc\n" for id in ids)


def words(problem: Problem) -> str:
    """Return a problem as people see it."""
    return f"{problem.place}: " + checks.get(problem.name).MESSAGES[problem.variant].format(**problem.values)


def test_the_shipped_plan_is_read() -> None:
    plan, problems = load(Folder(SHIPPED))[:2]
    assert not problems
    assert not plan.unread
    assert (len(plan.tasks), len(plan.bodies), len(plan.documents)) == (40, 18, 16)
    assert all(not task.faults for task in plan.tasks)
    assert {task.body for task in plan.tasks} <= set(plan.bodies)


def test_tasks_keep_the_order_of_the_files() -> None:
    plan = loaded(b=body("IV.9", "IV.10"), a=body("IV.1")).plan
    assert [task.id for task in plan.tasks] == ["IV.9", "IV.10", "IV.1"]
    assert list(plan.bodies) == ["b", "a"]
    assert [task.file for task in plan.tasks] == ["bodies/b.yaml", "bodies/b.yaml", "bodies/a.yaml"]


# --- ids that are one -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "variant"),
    [
        ("IV.1", "IV.1", ""),
        ("IV.1a", "IV.1A", "case"),
        ("II.Đ", "II.đ", "case"),
        ("II.ê", unicodedata.normalize("NFD", "II.ê"), ""),
        ("II.d", "II.đ", None),
        ("IV.1", "IV.10", None),
    ],
)
def test_two_tasks_of_one_id(first: str, second: str, variant: str | None) -> None:
    problems = [one for one in loaded(a=body("IV.0", first), b=body(second)).problems if one.name != "not-nfc"]
    assert [(one.name, one.variant) for one in problems] == ([("duplicate-id", variant)] if variant is not None else [])
    if problems:
        assert str(problems[0].place) == "bodies/b.yaml:3:9"
        assert problems[0].values["other"] == "bodies/a.yaml:5:9"
        assert problems[0].values["twin"] == first


def test_three_tasks_of_one_id_all_point_to_the_first() -> None:
    problems = loaded(a=body("IV.1a", "IV.1A", "IV.1a", "IV.1A")).problems
    assert [(one.place.line, one.variant, one.values["other"][-3:]) for one in problems] == [
        (5, "case", "3:9"),
        (7, "", "3:9"),
        (9, "", "5:9"),
    ]


def test_tasks_without_an_id_are_no_twins() -> None:
    assert {one.name for one in loaded(a="name: A\ntasks:\n  - title: a\n  - title: b\n").problems} == {"missing-field"}


@pytest.mark.parametrize(("second", "variant"), [("A", "case"), ("a", "")])
def test_two_body_files_of_one_name(second: str, variant: str) -> None:
    entries = (
        Entry("plan.yaml", "plan", "", "plan.yaml"),
        Entry("bodies/a.yaml", "body", "a", "bodies/a.yaml"),
        Entry("bodies/a2.yaml", "body", second, "bodies/a2.yaml"),
    )
    files = {"plan.yaml": PLAN, "bodies/a.yaml": "name: Một\n", "bodies/a2.yaml": "name: Hai\n"}
    plan, problems = load(Memory(files, Listing(entries)))[:2]
    assert [(one.name, one.variant, one.place.file) for one in problems] == [
        ("duplicate-id", variant, "bodies/a2.yaml")
    ]
    assert "bodies/a.yaml" in words(problems[0])
    assert plan.bodies["a"].name == "Một"


def test_two_clauses_of_one_outline() -> None:
    outline = "    outline: [{id: I}, {id: II}, {id: I, heading: x}, {id: I}]\n"
    text = f"title: A\nsources:\n  a:\n{outline}  b:\n    outline: [{{id: I}}, {{id: i}}]\n"
    problems = load(Memory({"plan.yaml": text})).problems
    assert [words(one) for one in problems] == [
        f"plan.yaml:4:{column}: clause I is already at plan.yaml:4:20: delete one of the two, or correct its id"
        for column in (39, 60)
    ]


# --- series that nobody knows the start of --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plan_file", "fields", "places"),
    [
        ("title: A\n", "due: every year", ["5:10"]),
        ("title: A\n", "due: every year from 2024", []),
        ("title: A\ndate: 2024\n", "due: every year", []),
        ("title: A\ndate: x\n", "due: every year", []),
        ("title: A\n", "due: every year\n    assigned: {date: 2024}", []),
        ("title: A\n", "milestones: {a: {due: every month}}", []),
        ("title: A\n", "rescheduled: {date: 2024-01-01, to: every month}", []),
        ("title: A\n", "due: [every year from 2024, every month]", ["5:10"]),
        ("title: A\n", "due: 2024", []),
    ],
)
def test_a_series_needs_a_beginning(plan_file: str, fields: str, places: list[str]) -> None:
    text = f"name: A\ntasks:\n  - id: a\n    title: b\n    {fields}\n"
    problems = load(Memory({"plan.yaml": plan_file, "bodies/a.yaml": text})).problems
    found = [one for one in problems if one.variant == "no-start"]
    assert [f"{one.place.line}:{one.place.column}" for one in found] == places
    assert all("from 2024" in words(one) for one in found)


# --- what is broken hides nothing else ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "bad",
    ["title: a: b\n", b"\xff\xfe", "- a\n", "a: [\n", "name: A\n---\nname: B\n", "[" * 100, "tasks: *x\nname: A\n"],
)
def test_a_broken_file_hides_nothing_else(bad: str | bytes) -> None:
    plan, problems = loaded(a=body("IV.1"), b=bad, c=body("IV.2"))[:2]
    assert [task.id for task in plan.tasks] == ["IV.1", "IV.2"]
    assert plan.unread == ("bodies/b.yaml",)
    assert {one.place.file for one in problems} == {"bodies/b.yaml"}


def test_every_problem_of_every_file_is_told_in_order_of_place() -> None:
    files = {
        "plan.yaml": "titel: A\n",
        "documents.yaml": "x: y\n",
        "bodies/b.yaml": "",
        "bodies/a.yaml": "q: r\ns: t\n",
    }
    problems = load(Memory(files)).problems
    assert list(problems) == sorted(problems, key=Problem.sort_key)
    assert {one.place.file for one in problems} == set(files)
    assert all(words(one) for one in problems)


def test_what_the_listing_found_is_told_and_unread() -> None:
    problem = Problem("not-a-file", Place("bodies/x.yaml"), "folder")
    listing = Listing((), (problem,), ("bodies/x.yaml",))
    plan, problems = load(Memory({}, listing))[:2]
    assert problems == (problem,)
    assert plan.unread == ("bodies/x.yaml",)


def test_every_message_of_text_and_shape_is_shown_by_a_case(tmp_path: Path) -> None:
    shown: set[tuple[str, str]] = set()
    for number, case in enumerate(sorted(CASES.glob("*/*"))):
        folder = shutil.copytree(case, tmp_path / str(number))
        if (folder / "build.py").exists():
            runpy.run_path(str(folder / "build.py"))["build"](folder)
        shown |= {(problem.name, problem.variant) for problem in load(Folder(folder)).problems}
    for name in (*checks.TEXT, *checks.SHAPE):
        assert {(name, variant) for variant in checks.get(name).MESSAGES if variant != "more"} <= shown


# --- the collector --------------------------------------------------------------------------------------------------


@pytest.fixture
def collector() -> Iterator[None]:
    """Leave the garbage collector as it was."""
    was = gc.isenabled()
    yield
    gc.unfreeze()
    (gc.enable if was else gc.disable)()


@pytest.mark.usefixtures("collector")
@pytest.mark.parametrize("collecting", [True, False])
def test_the_garbage_collector_is_left_as_it_was(collecting: bool) -> None:
    (gc.enable if collecting else gc.disable)()
    frozen = gc.get_freeze_count()
    loaded(a=body("IV.1"))
    assert gc.isenabled() is collecting
    assert (gc.get_freeze_count() > frozen) is collecting


# --- anything at all ------------------------------------------------------------------------------------------------

GOOD = (CASES / "invalid-due" / "passes-each-form" / "bodies" / "ban-mau.yaml").read_bytes()
RICH = """\
name: Ban Mẫu
aliases: [Ban M, 'Ban "N"']
members: {to-1: {name: Tổ 1}}
tasks:
  - id: IV.1
    title: "Rà soát: quy chế"   # một
    text: |
      Điều 1
    due: by 2024-06
    completed:
      - {date: 2024-04-01, returned: {date: 2024-04-04, by: ban-d}}
      - 2024-05-01
    milestones:
      khao-sat: {due: 2024-02, completed: 2024-02-10}
""".encode()


def survives(data: bytes) -> None:
    """Load a plan whose every file is this; whatever is wrong is told in words."""
    plan, problems = load(Memory({"plan.yaml": data, "documents.yaml": data, "bodies/a.yaml": data}))[:2]
    for problem in problems:
        assert words(problem)
    assert set(plan.unread) <= {problem.place.file for problem in problems}
    for task in plan.tasks:
        assert not task.faults or problems


@pytest.mark.parametrize("data", [GOOD, RICH], ids=["good", "rich"])
def test_no_beginning_of_a_file_stops_the_reading(data: bytes) -> None:
    for end in range(len(data)):
        survives(data[:end])


@pytest.mark.parametrize("seed", range(4))
def test_no_changed_byte_stops_the_reading(seed: int) -> None:
    chance = random.Random(seed)
    signs = [*b"\n\n  -:[]{}#&*!|>'\"%@`,?~\t\\", 0, 0x1B, 0x80, 0xC3, 0xE1, 0xFF]
    for _ in range(500):
        data = bytearray(chance.choice((GOOD, RICH)))
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 3)] = bytes(chance.choices(signs, k=chance.randint(0, 2)))
        survives(bytes(data))


@FAST
@given(st.binary(max_size=100) | st.text(max_size=60).map(str.encode))
def test_no_bytes_stop_the_reading(data: bytes) -> None:
    survives(data)


VALUES = st.recursive(
    st.sampled_from(["", "~", "2024", "12/2024", "IV.1", "true", "every year", "*a", "&a b", "'x'", "[a]", "a: b"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(st.sampled_from(["date", "to", "name", "x"]), inner, max_size=3).map(
            lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items.items()) + "}"
        )
    ),
    max_leaves=5,
)
FIELDS = st.sampled_from(sorted({field.name for table in TABLES for field in table.fields}))


@FAST
@given(st.lists(st.tuples(FIELDS, VALUES), max_size=6), st.sampled_from(["", "    "]))
def test_no_value_of_any_field_stops_the_reading(fields: list[tuple[str, str]], indent: str) -> None:
    head = "name: A\ntasks:\n  - id: a\n    title: b\n" if indent else ""
    survives((head + "".join(f"{indent}{name}: {value}\n" for name, value in fields)).encode())
