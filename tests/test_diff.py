"""What changed between two versions of a plan: each kind of change, and what is no change."""

import re
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from plancli.deadline import Interval, parse_due
from plancli.diff import KINDS, Change, Difference, Uncompared, compare
from plancli.diff.deadlines import deadline_kind
from plancli.load import Loaded, Memory, load
from plancli.model import Body, Completion, Fact, Part, Progress, Ruling, Task
from plancli.problem import Place, Problem
from plancli.source import Entry, Listing, entry_of

PLAN = "format: 1\ntitle: Kế hoạch mẫu\ndate: 2024-01-15\n"


class Texts:
    """A plan's files that are nowhere but here."""

    def __init__(self, files: Mapping[str, str | bytes], unread: tuple[str, ...] = ()) -> None:
        self.files = {name: text if isinstance(text, bytes) else text.encode() for name, text in files.items()}
        self._unread = unread

    def listing(self) -> Listing:
        """Return all of them, in the order in which a folder lists them."""
        order = {"plan": 0, "documents": 1, "body": 2}
        entries = [entry for name in self.files if (entry := entry_of(name))]
        entries.sort(key=lambda entry: (order[entry.kind], entry.file))
        return Listing(tuple(entries), (), self._unread)

    def read(self, entry: Entry) -> bytes | Problem:
        """Return the bytes of one."""
        return self.files[entry.file]


def loaded(files: Mapping[str, str | bytes], memory: Memory | None = None, unread: tuple[str, ...] = ()) -> Loaded:
    """Load a plan from texts by name: `a` is the file of the body `a`."""
    named = {name if "." in name else f"bodies/{name}.yaml": text for name, text in files.items()}
    return load(Texts({"plan.yaml": PLAN, **named}, unread), memory)


def difference(old: Mapping[str, str | bytes], new: Mapping[str, str | bytes]) -> Difference:
    """Return what changed from some files to others."""
    return compare(loaded(old), loaded(new))


def told(found: Difference) -> list[str]:
    """Return changes and what was not compared in a line each: `kind address field`, `? side file address`."""
    lines = [" ".join((one.kind, one.address, one.field)).strip() for one in found.changes]
    return lines + [" ".join(("?", *one)).strip() for one in found.uncompared]


def task(*lines: str, id: str = "I.1", title: str = "Việc") -> str:
    """Return a task of a body file."""
    return f"  - id: {id}\n    title: {title}\n" + "".join(f"    {line}\n" for line in lines)


def body(*tasks: str, more: str = "", name: str = "Ban A") -> str:
    """Return a body file."""
    return f"name: {name}\n{more}" + ("tasks:\n" + "".join(tasks) if tasks else "")


def one_task(old: str, new: str) -> Difference:
    """Return what changed of one task of whose fields there are only these, divided by `;`."""

    def file(fields: str) -> dict[str, str]:
        return {"a": body(task(*[line.removeprefix(" ") for line in fields.split(";") if line.strip()]))}

    return difference(file(old), file(new))


def only(found: Difference) -> Change:
    """Return the one change that there is."""
    assert not found.uncompared
    (change,) = found.changes
    return change


# --- the fields of a task -------------------------------------------------------------------------------------------

FIELDS = [
    ("text: một", "text: hai", "text-changed I.1 text"),
    ("", "text: hai", "text-changed I.1 text"),
    ("due_words: trong năm", "due_words: hết năm", "due-words-changed I.1 due_words"),
    ("assigned: {date: 2024-01-02}", "assigned: {date: 2024-01-03}", "assigned-changed I.1 assigned"),
    ("assigned: {document: 1-A}", "assigned: {document: 1-A, date: 2024}", "assigned-changed I.1 assigned"),
    ("co_leads: [b]", "co_leads: [b, c]", "co-leads-changed I.1 co_leads"),
    ("supporting: [b]", "", "supporting-changed I.1 supporting"),
    ("supporting_note: bên", "supporting_note: các bên", "supporting-changed I.1 supporting_note"),
    ("cites: [1-A, 2-A]", "cites: [1-A, 3-A]", "citation-changed I.1 cites"),
    ("source: I.1", "source: I.2", "source-changed I.1 source"),
    ("output: [Đề án]", "output: [Đề án, Tờ trình]", "output-changed I.1 output"),
    ("depends: [I.2]", "depends: [I.3]", "depends-changed I.1 depends"),
    ("tags: [x]", "tags: [y]", "tags-changed I.1 tags"),
    ("report_every: 3 months", "report_every: 1 month", "report-every-changed I.1 report_every"),
    ("note: a", "note: b", "note-changed I.1 note"),
    ("due: 2024", "due: 2025", "deadline-later I.1 due"),
    ("due: 2025", "due: 2024", "deadline-earlier I.1 due"),
    ("due: 2024", "due: 2024-06", "deadline-more-precise I.1 due"),
    ("due: 2024-06", "due: 2024", "deadline-less-precise I.1 due"),
    ("", "due: 2024", "deadline-stated I.1 due"),
    ("due: 2024", "", "deadline-dropped I.1 due"),
    ("due: ongoing", "due: periodic", "deadline-changed I.1 due"),
]


@pytest.mark.parametrize(("old", "new", "expected"), FIELDS)
def test_each_field_of_a_task_has_its_kind_of_change(old: str, new: str, expected: str) -> None:
    assert told(one_task(old, new)) == [expected]
    assert len(one_task(new, old).changes) == 1


def test_a_title_is_told_with_both_values_and_places() -> None:
    files = {"a": body(task(title="Việc cũ"))}, {"a": "# nay\n" + body(task(title="Việc mới"))}
    assert only(difference(*files)) == Change(
        "title-changed", "task", "I.1", "a", "title", "Việc cũ", "Việc mới",
        Place("bodies/a.yaml", 3, 5), Place("bodies/a.yaml", 4, 5), "Việc mới",
    )  # fmt: skip


NO_CHANGE = [
    ("due: 2024-33", "due: 2024-Q1"),
    ("due: before 2024-07", "due: by 2024-06"),
    ("due: 2024-01-01/2024-12-31", "due: 2024"),
    ("due: 7 days after I.2", "due: 1 week after I.2"),
    ("due: 12 months after I.2", "due: 1 years after I.2"),
    ("due: before I.2", "due: 1 day before I.2"),
    ("due: every half by 20 and 10", "due:   every half by 10  and 20"),
    ("due: [every half by 20, every year by 12-15]", "due: [every year by 12-15, every half by 20]"),
    ("report_every: 1 year", "report_every: 12 months"),
    ("co_leads: [b, c]; cites: [1-A, 2-A]; tags: [x, y]", "tags: [y, x]; cites: [2-A, 1-A]; co_leads: [c, b]"),
    ("source: I.1", "source: [I.1]"),
    ("source: [I, II]; output: [a, b]; depends: [I.2, I.3]", "depends: [I.3, I.2]; output: [b, a]; source: [II, I]"),
    ("note: 'có'", 'note: "có"  # lời'),
    ("note: hai dòng", "note: >-;   hai;   dòng"),
    ("started: 2024-01-10", "started: {date: 2024-01-10}"),
    ("progress: {date: 2024-05, note: x}", "progress: [{note: x, date: 2024-05}]"),
    ("progress: [{date: 2024-05, note: x}, {date: 2024-06}]", "progress: [{date: 2024-06}, {date: 2024-05, note: x}]"),
    ("progress: [{date: 2024, percent: 1}, {date: 2024}]", "progress: [{date: 2024}, {date: 2024, percent: 1}]"),
    ("progress: {date: 2024, evidence: [a, b]}", "progress: {date: 2024, evidence: [b, a]}"),
    ("completed: {date: 2024, output: [a, b]}", "completed: [{date: 2024, output: [b, a]}]"),
    ("withdrawn: {date: 2024, into: [I.2, I.3]}", "withdrawn: {into: [I.3, I.2], date: 2024}"),
    ("milestones: {x: {due: 2024}, y: {due: 2025}}", "milestones: {y: {due: 2025}, x: {due: 2024}}"),
    ("occurrences: {2024-33: {completed: 2024-03-01}}", "occurrences: {2024-Q1: {completed: 2024-03-01}}"),
    ("note:", ""),
]


@pytest.mark.parametrize(("old", "new"), NO_CHANGE)
def test_spelling_order_and_layout_are_no_change(old: str, new: str) -> None:
    assert one_task(old, new) == Difference(())
    assert one_task(new, old) == Difference(())


def test_comments_order_of_tasks_and_of_keys_are_no_change() -> None:
    old = {"a": body(task("due: 2024"), task(id="I.2")), "b": body(name="Ban B")}
    new = {
        "a": "# lời\ntasks:\n  - id: I.2\n    title: Việc\n\n  - due: 2024\n    title: Việc\n    id: I.1\nname: Ban A\n"
    }
    assert difference(old, {**new, "b": old["b"]}) == Difference(())


# --- which way a deadline went --------------------------------------------------------------------------------------

DEADLINES = [
    ("2024", "2024", None),
    ("2024", "2024-06", "more-precise"),
    ("2024", "2024-12", "more-precise"),
    ("2024-Q2", "2024-06-30", "more-precise"),
    ("2024/2025", "2025", "more-precise"),
    ("2024-12", "2025", "later"),
    ("2024-12", "2024-12/2025-02", "less-precise"),
    ("2024", "2024-06/2025-06", "later"),
    ("2024-06-30", "2024-06-29", "earlier"),
    ("2024", "by 2024", "changed"),
    ("2024", "by 2025", "later"),
    ("by 2024-06-30", "before 2024-06-30", "earlier"),
    ("before 2024", "by 2024-06", "later"),
    ("2024", "ongoing", "changed"),
    ("2024", "periodic", "changed"),
    ("2024/..", "ongoing", "changed"),
    ("2024/..", "2025/..", "changed"),
    ("2024/..", "2024", "changed"),
    ("2024", "every year", "changed"),
    ("every year", "every quarter", "changed"),
    ("every year until 2025", "every year until 2026", "changed"),
    ("every year from 2025", "every year from 2026", "changed"),
    ("every year by 06-15", "every year by 06-16", "changed"),
    ("every year by 06-12", "every year by 12-06", "changed"),
    ("every year before 06-15", "every year by 06-15", "changed"),
    ("2024", "30 days after X", "changed"),
    ("30 days after X", "45 days after X", "later"),
    ("30 days after X", "30 days after Y", "changed"),
    ("30 days after X", "45 days after Y", "changed"),
    ("2 weeks after X", "13 days after X", "earlier"),
    ("1 month after X", "2 months after X", "later"),
    ("11 months after X", "1 year after X", "later"),
    ("1 month after X", "29 days after X", "changed"),
    ("1 month after X", "31 days after X", "changed"),
    ("1 month after X", "27 days after X", "earlier"),
    ("1 month after X", "32 days after X", "later"),
    ("1 year after X", "300 days after X", "earlier"),
    ("30 days before X", "45 days before X", "earlier"),
    ("before X", "2 days before X", "earlier"),
    ("before X", "by X", "later"),
    ("1 day before X", "1 day after X", "later"),
    ("by X", "1 day after X", "later"),
    ("by X", "0 days after X", "later"),
    ("after X", "30 days after X", "changed"),
    ("after X", "by X", "changed"),
]
MIRROR = {"earlier": "later", "more-precise": "less-precise", "stated": "dropped"}
MIRROR |= {value: name for name, value in MIRROR.items()}


@pytest.mark.parametrize(("old", "new", "expected"), DEADLINES)
def test_which_way_a_deadline_went(old: str, new: str, expected: str | None) -> None:
    there, back = deadline_kind(parse_due(old), parse_due(new)), deadline_kind(parse_due(new), parse_due(old))
    assert there == (f"deadline-{expected}" if expected else None)
    assert back == (f"deadline-{MIRROR.get(expected, expected)}" if expected else None)


def test_a_deadline_is_told_where_it_stands() -> None:
    change = only(one_task("due: 2024", "note:; due: 2025"))
    assert (change.old, change.new) == (parse_due("2024"), parse_due("2025"))
    assert (change.old_place, change.new_place) == (Place("bodies/a.yaml", 5, 10), Place("bodies/a.yaml", 6, 10))
    stated = only(one_task("", "due: 2025"))
    assert (stated.old, stated.old_place) == (None, None)
    assert stated.new_place == Place("bodies/a.yaml", 5, 10)


def test_a_list_is_told_at_the_name_that_is_new() -> None:
    change = only(one_task("supporting: [b]", "supporting: [b, c]"))
    assert (change.old, change.new) == (("b",), ("b", "c"))
    assert (change.old_place, change.new_place) == (Place("bodies/a.yaml", 5, 18), Place("bodies/a.yaml", 5, 21))


# --- tasks that come and go -----------------------------------------------------------------------------------------


def test_a_task_is_added_or_removed_as_a_whole() -> None:
    few, more = {"a": body(task())}, {"a": body(task(), task("completed: 2024", id="I.2"))}
    added, removed = only(difference(few, more)), only(difference(more, few))
    assert (added.kind, added.address, added.old, added.field) == ("task-added", "I.2", None, "")
    assert isinstance(added.new, Task)
    assert (added.old_place, added.new_place) == (None, Place("bodies/a.yaml", 5, 5))
    assert (removed.kind, removed.address, removed.new, removed.body) == ("task-removed", "I.2", None, "a")
    assert (removed.old_place, removed.new_place) == (Place("bodies/a.yaml", 5, 5), None)


MOVED = "transferred: [{date: 2024-05-01, from: a}]"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", MOVED, ["task-transferred I.1 transferred"]),
        ("", "", ["task-transferred I.1"]),
        ("", MOVED.replace("from: a", "from: c"), ["task-transferred I.1", "fact-recorded I.1 transferred"]),
        (MOVED, MOVED, ["task-transferred I.1"]),
        (MOVED, "", ["task-transferred I.1", "fact-erased I.1 transferred"]),
        ("due: 2024", f"due: 2025\n    {MOVED}", ["task-transferred I.1 transferred", "deadline-later I.1 due"]),
    ],
)
def test_a_task_is_transferred_with_or_without_the_record(old: str, new: str, expected: list[str]) -> None:
    found = difference({"a": body(task(old)), "b": "name: B\n"}, {"a": "name: Ban A\n", "b": body(task(new), name="B")})
    record = (6 if "due" in new else 5, 19)
    assert told(found) == expected
    change = found.changes[0]
    assert (change.old, change.new, change.body) == ("a", "b", "b")
    assert change.old_place == Place("bodies/a.yaml", 3, 5)
    assert change.new_place == (Place("bodies/b.yaml", *record) if change.field else Place("bodies/b.yaml", 3, 5))


def test_a_record_that_is_edited_is_no_record_of_a_move() -> None:
    old, new = (body(task(MOVED.replace("from: a", f"from: {origin}"))) for origin in "ca")
    found = difference({"a": old, "b": "name: B\n"}, {"a": "name: Ban A\n", "b": new.replace("Ban A", "B")})
    assert told(found) == ["task-transferred I.1", "fact-changed I.1 transferred"]


def test_a_record_alone_is_a_fact() -> None:
    assert told(one_task("", MOVED)) == ["fact-recorded I.1 transferred"]


def test_a_body_whose_file_has_another_name_keeps_its_tasks() -> None:
    old, new = {"a": body(task(), task(id="I.2"))}, {"b": body(task("due: 2024"), task(id="I.2"))}
    found = difference(old, new)
    assert told(found) == ["body-changed b id", "deadline-stated I.1 due"]
    assert (found.changes[0].old, found.changes[0].new) == ("a", "b")
    assert told(difference(old, {"b": body(task(), task(id="I.2"), name="Ban B")})) == [
        "body-added b",
        "task-transferred I.1",
        "task-transferred I.2",
        "body-removed a",
    ]
    several = [
        "task-transferred I.1",
        "deadline-stated I.1 due",
        "task-transferred I.2",
        "body-added c",
        "body-removed a",
    ]
    assert told(difference(old, {**new, "c": body()})) == ["body-added b", *several]
    assert told(difference({**old, "c": body()}, new)) == [
        "body-added b",
        *several[:3],
        "body-removed a",
        "body-removed c",
    ]


def test_a_body_that_cannot_be_read_has_no_other_name() -> None:
    old, new = {"a": body(task())}, {"a": BROKEN, "b": body(task())}
    assert told(difference(old, new)) == ["body-added b", "task-transferred I.1", "? new bodies/a.yaml"]
    assert told(difference(new, old)) == ["task-transferred I.1", "body-removed b", "? old bodies/a.yaml"]


def test_a_withdrawn_task_is_split_or_merged() -> None:
    old = {"a": body(task(), task(id="I.2"), task(id="I.3")), "b": body(task(id="I.4"), name="B")}
    split = {**old, "a": body(task("withdrawn: {date: 2024, into: [I.2, I.5]}"), task(id="I.2"), task(id="I.3"))}
    split["a"] += task(id="I.5")
    found = difference(old, split)
    assert told(found) == ["task-split I.1 withdrawn", "task-added I.5"]
    assert (found.changes[0].old, found.changes[0].new) == (("I.1",), ("I.2", "I.5"))
    assert found.changes[0].new_place == Place("bodies/a.yaml", 5, 16)
    into = "withdrawn: {date: 2024, into: [I.2]}"
    merged = {"a": body(task(into), task(id="I.2"), task(id="I.3")), "b": body(task(into, id="I.4"), name="B")}
    found = difference(old, merged)
    assert told(found) == ["task-merged I.1 withdrawn", "task-merged I.4 withdrawn"]
    assert [(one.old, one.new) for one in found.changes] == [(("I.1", "I.4"), ("I.2",))] * 2
    assert told(difference(merged, old)) == ["fact-erased I.1 withdrawn", "fact-erased I.4 withdrawn"]
    assert told(one_task("", "withdrawn: {date: 2024}")) == ["fact-recorded I.1 withdrawn"]
    assert told(one_task("withdrawn: {date: 2024}", into)) == ["fact-changed I.1 withdrawn"]


def test_a_task_with_another_id_is_known_by_source_and_title() -> None:
    old = {"a": body(task("source: [II, I]", "due: 2024", title="Đề án"))}
    new = {"a": body(task("source: [I, II]", "due: 2025", id="I.9", title="Đề án"))}
    found = difference(old, new)
    assert told(found) == ["id-changed I.9 id", "deadline-later I.9 due"]
    assert (found.changes[0].old, found.changes[0].new) == ("I.1", "I.9")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("source: I", "source: II"),
        ("", ""),
        ("source: I", f"source: I\n{task('source: I', id='I.8')}".rstrip()),
    ],
)
def test_a_task_with_another_id_is_not_guessed(old: str, new: str) -> None:
    found = difference({"a": body(task(old))}, {"a": body(task(new, id="I.9"))})
    assert {one.kind for one in found.changes} == {"task-added", "task-removed"}


def numbered(*tasks: str) -> str:
    """Return a body file of tasks, each written as `1 A 2024; note: x`: I.1, its title, its deadline and more lines."""
    made = []
    for one in tasks:
        head, *rest = one.split("; ")
        number, title, due = head.split()
        made.append(task(f"due: {due}", *rest, id=f"I.{number}", title=title))
    return body(*made)


BEGUN = "; started: 2024-01-10"
RENUMBERED: dict[str, tuple[list[str], list[str], list[str]]] = {
    "one is put in the middle": (
        ["1 A 2024", "2 B 2025", "3 C 2026"],
        ["1 A 2024", "2 X 2027", "3 B 2025", "4 C 2026"],
        ["task-added I.2", "id-changed I.3 id", "id-changed I.4 id"],
    ),
    "all are due alike": (
        ["1 A 2024", "2 B 2024", "3 C 2024"],
        ["1 A 2024", "2 X 2024", "3 B 2024", "4 C 2024"],
        ["task-added I.2", "id-changed I.3 id", "id-changed I.4 id"],
    ),
    "all are due alike, and one is moved": (
        ["1 A 2024", "2 B 2024", "3 C 2024"],
        ["1 A 2024", "2 X 2024", "3 B 2025", "4 C 2024"],
        ["task-added I.2", "id-changed I.3 id", "deadline-later I.3 due", "id-changed I.4 id"],
    ),
    "the last one is pushed on, and moved": (
        ["1 A 2024", "2 B 2024"],
        ["1 A 2024", "2 X 2024", "3 B 2025"],
        ["task-added I.2", "id-changed I.3 id", "deadline-later I.3 due"],
    ),
    "one is taken out": (
        ["1 A 2024", "2 B 2025", "3 C 2026"],
        ["1 B 2025", "2 C 2026"],
        ["id-changed I.1 id", "id-changed I.2 id", "task-removed I.1"],
    ),
    "two are swapped": (
        ["1 A 2024", "2 B 2025"],
        ["1 B 2025", "2 A 2024"],
        ["id-changed I.1 id", "id-changed I.2 id"],
    ),
    "two are swapped, and one is moved": (
        ["1 A 2024", "2 B 2025"],
        ["1 B 2025", "2 A 2026"],
        ["id-changed I.1 id", "id-changed I.2 id", "deadline-later I.2 due"],
    ),
    "two that are due alike are swapped, and one is moved": (
        ["1 A 2024", "2 B 2024"],
        ["1 B 2024", "2 A 2026"],
        ["id-changed I.1 id", "id-changed I.2 id", "deadline-later I.2 due"],
    ),
    "three in a ring": (
        ["1 A 2024", "2 B 2025", "3 C 2026"],
        ["1 C 2026", "2 A 2024", "3 B 2025"],
        ["id-changed I.1 id", "id-changed I.2 id", "id-changed I.3 id"],
    ),
    "only a title": (["1 A 2024", "2 B 2025"], ["1 A 2024", "2 X 2025"], ["title-changed I.2 title"]),
    "a title beside those swapped": (
        ["1 A 2024", "2 B 2025", "3 C 2026"],
        ["1 B 2025", "2 A 2024", "3 X 2026"],
        ["id-changed I.1 id", "id-changed I.2 id", "title-changed I.3 title"],
    ),
    "the titles alone are swapped": (
        ["1 A 2024", "2 B 2025"],
        ["1 B 2024", "2 A 2025"],
        ["title-changed I.1 title", "title-changed I.2 title"],
    ),
    "a title goes to a new task, what is recorded stays": (
        ["1 A 2024", f"2 B 2025{BEGUN}"],
        ["1 A 2024", f"2 X 2025{BEGUN}", "3 B 2025"],
        ["title-changed I.2 title", "task-added I.3"],
    ),
    "what is recorded goes on with the title": (
        ["1 A 2024", f"2 B 2025{BEGUN}"],
        ["1 A 2024", "2 X 2025", f"3 B 2025{BEGUN}"],
        ["task-added I.2", "id-changed I.3 id"],
    ),
    "a title twice in the old one": (
        ["1 A 2024", "2 A 2025", "3 B 2026"],
        ["1 B 2026", "2 C 2025", "3 A 2024"],
        [
            *(f"title-changed I.{number} title" for number in (1, 2, 3)),
            *("deadline-later I.1 due", "deadline-earlier I.3 due"),
        ],
    ),
    "a title twice in the new one": (
        ["1 A 2024", "2 B 2025"],
        ["1 X 2024", "2 A 2025", "3 A 2024"],
        ["title-changed I.1 title", "title-changed I.2 title", "task-added I.3"],
    ),
    "a title in other words": (
        ["1 A 2024", "2 B 2025"],
        ["1 b 2025", "2 a 2024"],
        [
            "title-changed I.1 title", "deadline-later I.1 due", "title-changed I.2 title", "deadline-earlier I.2 due",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RENUMBERED)
def test_tasks_that_are_numbered_anew_are_known_by_their_titles(name: str) -> None:
    old, new, expected = RENUMBERED[name]
    assert sorted(told(difference({"a": numbered(*old)}, {"a": numbered(*new)}))) == sorted(expected)


def test_tasks_are_numbered_anew_across_files() -> None:
    old = {"a": numbered("1 A 2024", "2 B 2025"), "b": numbered("3 C 2026")}
    new = {"a": numbered("1 A 2024", "2 X 2025"), "b": numbered("3 B 2025", "4 C 2026")}
    found = difference(old, new)
    assert told(found) == [
        "task-added I.2", "task-transferred I.3", "id-changed I.3 id", "id-changed I.4 id",
    ]  # fmt: skip
    assert [(one.old, one.new) for one in found.changes if one.kind == "id-changed"] == [("I.2", "I.3"), ("I.3", "I.4")]


def test_where_an_id_stands_twice_its_tasks_are_not_numbered_anew() -> None:
    """The former I.3 is one of those that are called I.4 now: it is not said to be gone, nor which of them it is."""
    first = ["1 A 2024", "2 B 2025", "3 C 2026"]
    for more in (["4 D 2027"], []):
        old = {"a": numbered(*first, *more)}
        new = {"a": numbered("1 A 2024", "2 X 2025", "3 B 2025", "4 C 2026", "4 D 2027")}
        found = told(difference(old, new))
        assert {"title-changed I.2 title", "title-changed I.3 title"} <= {*found}
        assert not [line for line in found if line.startswith(("task-removed", "id-"))]


def test_where_tasks_may_be_unread_nothing_is_numbered_anew() -> None:
    """The former I.3 may be in the file that cannot be read: it is not said to be gone."""
    old = {"a": numbered("1 A 2024", "2 B 2025", "3 C 2026"), "b": "name: B\n"}
    new = {"a": numbered("1 A 2024", "2 X 2025", "3 B 2025"), "b": "name: B\ntasks: {id: I.4}\n"}
    found = told(difference(old, new))
    assert {"title-changed I.2 title", "title-changed I.3 title"} <= {*found}
    assert not [line for line in found if line.startswith(("task-", "id-"))]


# --- facts ----------------------------------------------------------------------------------------------------------

FACTS = [
    ("", "started: 2024-01-10", ["fact-recorded I.1 started"]),
    ("started: 2024-01-10", "started: 2024-01-11", ["fact-changed I.1 started"]),
    ("started: 2024-01-10", "", ["fact-erased I.1 started"]),
    ("", "progress: {date: 2024-05, note: x}", ["fact-recorded I.1 progress"]),
    ("progress: [{date: 2024-05}]", "progress: [{date: 2024-06}, {date: 2024-05}]", ["fact-recorded I.1 progress"]),
    ("progress: [{date: 2024-05, note: x}]", "progress: [{date: 2024-05, note: y}]", ["fact-changed I.1 progress"]),
    ("progress: [{date: 2024-05, note: x}]", "progress: [{date: 2024-06, note: x}]", ["fact-changed I.1 progress"]),
    (
        "progress: [{date: 2024-05, note: x}]",
        "progress: [{date: 2024-06, note: y}]",
        ["fact-recorded I.1 progress", "fact-erased I.1 progress"],
    ),
    (
        "progress: [{date: 2024-05, note: x}, {date: 2024-05, note: y}]",
        "progress: [{date: 2024-05, note: y, percent: 10}]",
        ["fact-changed I.1 progress", "fact-erased I.1 progress"],
    ),
    ("progress: {date: 2024, percent: 10}", "progress: {date: 2024, percent: 20}", ["fact-changed I.1 progress"]),
    ("progress: {date: 2024}", "progress: {date: 2024, evidence: [a]}", ["fact-changed I.1 progress"]),
    ("progress: {date: 2024, by: b}", "progress: {date: 2024, by: c}", ["fact-changed I.1 progress"]),
    ("progress: {date: 2024}", "progress: {date: 2024, reported: 2025}", ["fact-changed I.1 progress"]),
    ("submitted: 2024", "submitted: {date: 2024, document: 1-A}", ["fact-changed I.1 submitted"]),
    ("completed: 2024-05", "completed: 2024-06", ["fact-changed I.1 completed"]),
    (
        "completed: [2024-05, 2024-06]",
        "completed: [2024-07, 2024-06]",
        ["fact-recorded I.1 completed", "fact-erased I.1 completed"],
    ),
    ("suspended: {date: 2024-05}", "suspended: {date: 2024-06}", ["fact-changed I.1 suspended"]),
    (
        "rescheduled: [{date: 2024-05, to: 2025}, {date: 2024-05, to: 2026}]",
        "rescheduled: [{date: 2024-05, to: 2026}, {date: 2024-05, to: 2025}]",
        ["fact-changed I.1 rescheduled"],
    ),
    (
        "rescheduled: [{date: 2024-05, to: 2025}, {date: 2024-06, to: 2026}]",
        "rescheduled: [{date: 2024-06, to: 2026}, {date: 2024-05, to: 2025}]",
        [],
    ),
    (
        "completed: {date: 2024-05, output: [x]}",
        "completed: {date: 2024-06, output: [x]}",
        ["fact-changed I.1 completed"],
    ),
    ("completed: 2024-05", "completed: {date: 2024-05, verified: {date: 2024-06}}", ["fact-recorded I.1 verified"]),
    ("completed: 2024-05", "completed: {date: 2024-05, returned: {date: 2024-06}}", ["fact-recorded I.1 returned"]),
    ("submitted: {date: 2024-05, returned: {date: 2024-06}}", "submitted: 2024-05", ["fact-erased I.1 returned"]),
    (
        "completed: {date: 2024-05, verified: {date: 2024-06}}",
        "completed: {date: 2024-05, verified: {date: 2024-07}, note: x}",
        ["fact-changed I.1 completed", "fact-changed I.1 verified"],
    ),
    (
        "",
        "completed: {date: 2024-05, verified: {date: 2024-07}}",
        ["fact-recorded I.1 completed", "fact-recorded I.1 verified"],
    ),
    (
        "rescheduled: [{date: 2024-05, to: 2025}]",
        "rescheduled: [{date: 2024-05, to: 2026}]",
        ["fact-changed I.1 rescheduled"],
    ),
    (
        "rescheduled: [{date: 2024-05, to: 2025}]",
        "rescheduled: [{date: 2024-06, to: 2025}]",
        ["fact-changed I.1 rescheduled"],
    ),
    (
        "rescheduled: [{date: 2024-05, to: 2025-33}]",
        "rescheduled: [{date: 2024-05, to: 2025-Q1}]",
        [],
    ),
    (
        "rescheduled: [{date: 2024-05, to: 2025}]",
        "rescheduled: [{date: 2024-06, to: 2026}]",
        ["fact-recorded I.1 rescheduled", "fact-erased I.1 rescheduled"],
    ),
    ("suspended: {date: 2024}", "suspended: {date: 2024, resumed: 2025}", ["fact-changed I.1 suspended"]),
    ("", "suspended: {date: 2024}", ["fact-recorded I.1 suspended"]),
    (MOVED, MOVED.replace("-05-01", "-05-02"), ["fact-changed I.1 transferred"]),
    ("withdrawn: {date: 2024}", "withdrawn: {date: 2024, reason: x}", ["fact-changed I.1 withdrawn"]),
]


@pytest.mark.parametrize(("old", "new", "expected"), FACTS)
def test_facts_are_recorded_changed_and_erased(old: str, new: str, expected: list[str]) -> None:
    assert told(one_task(old, new)) == expected
    mirror = {"recorded": "erased", "erased": "recorded", "changed": "changed"}
    mirrored = [re.sub("recorded|erased|changed", lambda found: mirror[found[0]], line) for line in expected]
    assert sorted(told(one_task(new, old))) == sorted(mirrored)


PLACES = {
    "milestone": ("milestones: {x: {due: 2024%s}}", "I.1:x"),
    "occurrence": ("due: every year; occurrences: {2024: {note: a%s}}", "I.1:2024"),
    "member": ("members: {m: {note: a%s}}", "I.1:m"),
    "member of an occurrence": ("due: every year; occurrences: {2024: {members: {m: {note: a%s}}}}", "I.1:2024:m"),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("old", "new", "expected"), FACTS)
def test_facts_are_told_at_every_place(place: str, old: str, new: str, expected: list[str]) -> None:
    form, address = PLACES[place]
    before, after = (form % (f", {fact}" if fact else "") for fact in (old, new))
    assert told(one_task(before, after)) == [line.replace("I.1", address) for line in expected]


def test_entries_of_one_day_are_paired_in_their_order() -> None:
    old, new = (f"progress: [{{date: 2024, percent: {one}}}, {{date: 2024, percent: {one + 1}}}]" for one in (1, 3))
    assert [(one.old.percent, one.new.percent) for one in one_task(old, new).changes] == [(1, 3), (2, 4)]


def test_a_fact_is_told_with_its_values_and_places() -> None:
    change = only(one_task("progress: [{date: 2024-05, note: x}]", "note:; progress: [{date: 2024-05, note: y}]"))
    assert isinstance(change.old, Progress)
    assert isinstance(change.new, Progress)
    assert (change.old.fact.note, change.new.fact.note) == ("x", "y")
    assert (change.old_place, change.new_place) == (Place("bodies/a.yaml", 5, 16), Place("bodies/a.yaml", 6, 16))
    verified = only(one_task("completed: 2024", "completed: {date: 2024, verified: {date: 2025}}"))
    assert (verified.old, verified.old_place) == (None, None)
    assert isinstance(verified.new, Fact)
    assert verified.new_place == Place("bodies/a.yaml", 5, 39)
    erased = only(one_task("completed: 2024", ""))
    assert isinstance(erased.old, Completion)
    assert (erased.new, erased.new_place) == (None, None)


# --- parts ----------------------------------------------------------------------------------------------------------

PARTS = [
    ("", "milestones: {x: {due: 2024}}", ["part-added I.1:x"]),
    ("milestones: {x: {due: 2024}}", "", ["part-removed I.1:x"]),
    (
        "",
        "milestones: {x: {due: 2024, completed: 2024}}",
        ["part-added I.1:x", "fact-recorded I.1:x completed"],
    ),
    ("milestones: {x: {title: a}}", "milestones: {x: {title: b}}", ["title-changed I.1:x title"]),
    ("milestones: {x: {due: 2024}}", "milestones: {x: {due: 2025}}", ["deadline-later I.1:x due"]),
    ("milestones: {x: {due_words: a}}", "milestones: {x: {due_words: b}}", ["due-words-changed I.1:x due_words"]),
    ("milestones: {x: {note: a}}", "milestones: {x: {note: b}}", ["note-changed I.1:x note"]),
    ("milestones: {x: {due: 2024}}", "milestones: {y: {due: 2024}}", ["part-added I.1:y", "part-removed I.1:x"]),
    ("", "occurrences: {2024: {completed: 2024}}", ["fact-recorded I.1:2024 completed"]),
    ("occurrences: {2024: {completed: 2024}}", "", ["fact-erased I.1:2024 completed"]),
    ("", "occurrences: {2024: {note: a}}", ["part-added I.1:2024"]),
    ("", "occurrences: {2024: }", ["part-added I.1:2024"]),
    (
        "",
        "occurrences: {2024: {note: a, started: 2024}}",
        ["note-changed I.1:2024 note", "fact-recorded I.1:2024 started"],
    ),
    ("", "occurrences: {2024: {members: {m: {started: 2024}}}}", ["fact-recorded I.1:2024:m started"]),
    (
        "occurrences: {2024: {members: {m: {started: 2024}}}}",
        "occurrences: {2024: {members: {n: {started: 2024}}}}",
        ["fact-recorded I.1:2024:n started", "fact-erased I.1:2024:m started"],
    ),
    ("", "members: {m: {progress: {date: 2024}}}", ["fact-recorded I.1:m progress"]),
    ("members: {m: {note: a}}", "", ["part-removed I.1:m"]),
    ("", "members: {m: {withdrawn: {date: 2024, into: [I.2]}}}", ["fact-recorded I.1:m withdrawn"]),
]


@pytest.mark.parametrize(("old", "new", "expected"), PARTS)
def test_parts_are_told_at_their_addresses(old: str, new: str, expected: list[str]) -> None:
    assert told(one_task(old, new)) == expected


def test_a_part_is_told_with_its_value_and_place() -> None:
    change = only(one_task("", "milestones: {x: {due: 2024}}"))
    assert isinstance(change.new, Part)
    assert (change.old, change.old_place, change.new_place) == (None, None, Place("bodies/a.yaml", 5, 18))


# --- bodies ---------------------------------------------------------------------------------------------------------

BODIES = [
    ("short: A", "short: B", ["body-changed a short"]),
    ("aliases: [x, y]", "aliases: [y, x]", []),
    ("aliases: [x]", "aliases: [y]", ["body-changed a aliases"]),
    ("", "contact: 04", ["body-changed a contact"]),
    ("", "collective: true", ["body-changed a collective"]),
    ("collective: false", "", []),
    ("", "until: 2024-06-30", ["body-ended a until"]),
    ("until: 2024-06-30", "until: 2024-07-01", ["body-changed a until"]),
    ("until: 2024-06-30", "", ["body-changed a until"]),
    ("", "succeeded_by: [b]", ["body-succeeded a succeeded_by"]),
    ("succeeded_by: [b]", "succeeded_by: [b, c]", ["body-changed a succeeded_by"]),
    ("", "until: 2024\nsucceeded_by: [b]", ["body-ended a until", "body-succeeded a succeeded_by"]),
    ("members: {m: {name: M}}", "members: {m: {name: N}}", ["body-changed a members"]),
    ("members: {m: {name: M}, n: {name: N}}", "members: {n: {name: N}, m: {name: M}}", []),
    ("members: {m: {name: M}}", "members: {n: {name: N}}", ["body-changed a members"] * 2),
    ("members: {m: {name: M}}", "members: {m: {name: M, until: 2024}}", ["body-changed a members"]),
]


@pytest.mark.parametrize(("old", "new", "expected"), BODIES)
def test_bodies_change_field_by_field(old: str, new: str, expected: list[str]) -> None:
    before, after = ({"a": body(task(), more=f"{more}\n")} for more in (old, new))
    assert told(difference(before, after)) == expected


def test_bodies_come_and_go() -> None:
    few, more = {"a": body()}, {"a": body(), "b": body(task(), name="B")}
    found = difference(few, more)
    assert told(found) == ["body-added b", "task-added I.1"]
    assert isinstance(found.changes[0].new, Body)
    assert (found.changes[0].title, found.changes[0].body) == ("B", "b")
    assert told(difference(more, few)) == ["body-removed b", "task-removed I.1"]
    ended = only(difference({"a": body()}, {"a": body(more="until: 2024\n")}))
    assert (ended.old, ended.new and ended.new.text) == (None, "2024")
    assert told(difference({"a": body()}, {"a": body(name="Ban Á")})) == ["body-changed a name"]


# --- documents ------------------------------------------------------------------------------------------------------

DOCUMENTS = [
    ("{number: 1-A}, {number: 2-A}", "{number: 2-A}, {number: 1-A}", []),
    ("{number: 1-A}", "{number: 1-A}, {number: 2-A}", ["document-added 2-A"]),
    ("{number: 1-A}, {id: x, title: X}", "{number: 1-A}", ["document-removed x"]),
    ("{number: 1-A, title: X}", "{number: 1-A, title: Y}", ["document-changed 1-A title"]),
    ("{number: 1-A}", "{number: 1-A, date: 2024-01-02}", ["document-changed 1-A date"]),
    ("{number: 1-A}", "{number: 1-A, id: x}", ["document-changed x id"]),
    ("{id: x, number: 1-A}", "{id: x, number: 2-A}", ["document-changed x number"]),
    ("{number: 1-A, date: 2024-01-02}", "{number: 1-A, date: 2024-01-03}", ["document-changed 1-A date"]),
    (
        "{number: 1-A, date: 2020}, {number: 1-A, date: 2021}",
        "{number: 1-A, date: 2021, url: u}, {number: 1-A, date: 2020}",
        ["document-changed 1-A url"],
    ),
    (
        "{number: 1-A, date: 2020}, {number: 1-A}",
        "{number: 1-A, date: 2020}, {number: 1-A, date: 2021}",
        ["document-changed 1-A date"],
    ),
    (
        "{number: 1-A}",
        "{number: 1-A, date: 2020}, {number: 1-A, date: 2021}",
        ["document-added 1-A", "document-added 1-A", "document-removed 1-A"],
    ),
    (
        "{number: 1-A, title: X}",
        "{number: 1-A, date: 2020, title: Y}, {number: 1-A, date: 2021, title: X}",
        ["document-added 1-A", "document-changed 1-A date"],
    ),
    ("{number: 1-A, replaced_by: [2-A, 3-A]}", "{number: 1-A, replaced_by: [3-A, 2-A]}", []),
    ("{number: 1-A}", "{number: 1-A, replaced_by: [3-A]}", ["document-changed 1-A replaced_by"]),
    (
        "{number: 1-A}",
        "{number: 1-A, type: t, issuer: i, status: s}",
        ["document-changed 1-A type", "document-changed 1-A issuer", "document-changed 1-A status"],
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), DOCUMENTS)
def test_documents_are_the_same_by_id_date_or_number(old: str, new: str, expected: list[str]) -> None:
    before, after = ({"documents.yaml": f"documents: [{texts}]\n"} for texts in (old, new))
    assert told(difference(before, after)) == expected


# --- the plan -------------------------------------------------------------------------------------------------------

OUTLINE = "sources: {nq: {document: 1-A, outline: [%s]}, kh: {outline: [%s]}}"
SETTINGS = [
    ("title: A", "title: B", ["settings-changed title title"]),
    ("number: 1", "number: 2", ["settings-changed number number"]),
    ("date: 2024-01-02", "date: 2024-01-03", ["settings-changed date date"]),
    ("", "issuer: x", ["settings-changed issuer issuer"]),
    ("implements: [a, b]", "implements: [b, a]", []),
    ("implements: [a]", "implements: [b]", ["settings-changed implements implements"]),
    ("language: vi", "language: en", ["settings-changed language language"]),
    ("timezone: UTC", "timezone: Asia/Ho_Chi_Minh", ["settings-changed timezone timezone"]),
    ("", "due_soon: 30 days", []),
    ("due_soon: 14 days", "due_soon: 2 weeks", []),
    ("", "due_soon: 31 days", ["settings-changed due_soon due_soon"]),
    ("report_every: 1 month", "", ["settings-changed report_every report_every"]),
    ("met_by: completed", "met_by: submitted", ["settings-changed met_by met_by"]),
    ("", "reporting: {cutoff_day: 15}", ["settings-changed reporting.cutoff_day reporting"]),
    ("", "id: x", ["settings-changed id id"]),
    ("", "format: 1", ["settings-changed format format"]),
    ("checks: {unused-document: off, x: off}", "checks: {x: off, unused-document: off}", []),
    (
        "checks: {unused-document: off, x: off}",
        "checks: {unused-document: error, y: off}",
        [f"settings-changed checks.{name} checks" for name in ("unused-document", "y", "x")],
    ),
    ("policy: {task-removed: error}", "policy: {task-removed: {severity: error}}", []),
    ("policy: {task-removed: error}", "policy: {}", ["settings-changed policy.task-removed policy"]),
    (
        "policy: {task-removed: error}",
        "policy: {task-removed: {severity: error, waivable: false}}",
        ["settings-changed policy.task-removed policy"],
    ),
    ("views: {x: {tag: [a, b], sort: id}}", "views: {x: {sort: id, tag: [b, a]}}", []),
    ("views: {x: {tag: a}}", "views: {x: {tag: [b]}}", ["settings-changed views.x views"]),
    ("", "events: {dh: {date: 2025}}", ["event-added dh"]),
    ("events: {dh: {date: 2025}}", "", ["event-removed dh"]),
    ("events: {dh: {date: 2025}}", "events: {dh: {date: 2026}}", ["event-changed dh date"]),
    ("events: {dh: {date: 2025}}", "events: {dh: {date: 2025, name: D}}", ["event-changed dh name"]),
    ("events: {dh: {date: 2025-01/2025-12}}", "events: {dh: {date: 2025}}", []),
    ("events: {dh: {date: 2025-33}, x: {name: X}}", "events: {x: {name: X}, dh: {date: 2025-Q1}}", []),
    (OUTLINE % ("{id: I}, {id: II}", "{id: I}"), OUTLINE % ("{id: II}, {id: I}", "{id: I}"), []),
    (
        OUTLINE % ("{id: I}, {id: II}", "{id: I}"),
        OUTLINE % ("{id: I, heading: x}, {id: III, tasks: false}", "{id: I, tasks: false}"),
        [
            "outline-changed I heading",
            "outline-changed III added",
            "outline-changed II removed",
            "outline-changed kh:I tasks",
        ],
    ),
    ("", "sources: {nq: {outline: [{id: I}]}}", ["outline-changed nq added"]),
    ("sources: {nq: {outline: [{id: I}]}}", "", ["outline-changed nq removed"]),
    (
        "sources: {nq: {document: a}, kh: {amends: x}}",
        "sources: {nq: {document: b}, kh: {amends: nq}}",
        ["outline-changed nq document", "outline-changed kh amends"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), SETTINGS)
def test_plan_yaml_changes_name_by_name(old: str, new: str, expected: list[str]) -> None:
    before, after = ({"plan.yaml": f"{text}\n"} for text in (old, new))
    start = "" if "title: A" in old else "title: T\n"
    assert (
        told(difference({"plan.yaml": start + before["plan.yaml"]}, {"plan.yaml": start + after["plan.yaml"]}))
        == expected
    )


def test_settings_are_told_with_values_of_the_model() -> None:
    old, new = (
        {"plan.yaml": f"title: T\ndue_soon: {days} days\npolicy: {{x: {how}}}\n"}
        for days, how in ((10, "error"), (20, "off"))
    )
    soon, policy = difference(old, new).changes
    assert (soon.old, soon.new, soon.subject, soon.body) == (Interval(10, "day"), Interval(20, "day"), "plan", "")
    assert (policy.old, policy.new) == (Ruling("error"), Ruling("off"))
    assert policy.new_place == Place("plan.yaml", 3, 10)


# --- order ----------------------------------------------------------------------------------------------------------


def test_changes_stand_by_body_and_task_then_documents_then_the_plan() -> None:
    old = {
        "plan.yaml": "title: A\nevents: {x: {date: 2024}}\n",
        "documents.yaml": "documents: []\n",
        "a": body(task(id="I.2"), task()),
        "c": body(task("note: x", id="III"), name="C"),
        "z": body(task(id="IV"), name="Z"),
    }
    new = {
        "plan.yaml": "title: B\nsources: {nq: {document: x}}\n",
        "documents.yaml": "documents: [{number: 1-A}]\n",
        "a": body(task(id="I.9"), task("due: 2024", "text: x", id="I.2"), more="short: A\n"),
        "b": body(task("cites: [1-A]", id="III"), name="B"),
        "c": body(name="C"),
    }
    assert told(difference(old, new)) == [
        "body-changed a short",
        "task-added I.9",
        "text-changed I.2 text",
        "deadline-stated I.2 due",
        "task-removed I.1",
        "body-added b",
        "task-transferred III",
        "citation-changed III cites",
        "note-changed III note",
        "body-removed z",
        "task-removed IV",
        "document-added 1-A",
        "outline-changed nq added",
        "event-removed x",
        "settings-changed title title",
    ]


def test_every_kind_is_told_in_some_test() -> None:
    told_here = re.findall(r'"([a-z-]+)(?: [^"\n]*)?"', Path(__file__).read_text(encoding="utf-8"))
    assert set(KINDS) <= {*told_here, *(f"deadline-{way}" for way in MIRROR)}


# --- what cannot be read --------------------------------------------------------------------------------------------

BROKEN = "name: [\n"
GOOD = {"a": body(task(), task(id="I.2")), "b": body(task(id="II.1"), name="B")}


def test_tasks_of_a_file_that_is_broken_are_not_removed() -> None:
    broken = {**GOOD, "a": BROKEN}
    assert told(difference(GOOD, broken)) == [f"? new bodies/a.yaml{rest}" for rest in ("", " I.1", " I.2")]
    assert told(difference(broken, GOOD)) == [f"? old bodies/a.yaml{rest}" for rest in ("", " I.1", " I.2")]
    assert told(difference(broken, broken)) == ["? new bodies/a.yaml"]


def test_a_task_that_may_have_moved_into_a_broken_file_is_not_removed() -> None:
    new = {"a": body(task("due: 2024")), "b": BROKEN}
    assert told(difference(GOOD, new)) == [
        "deadline-stated I.1 due",
        "? new bodies/b.yaml",
        "? new bodies/b.yaml I.2",
        "? new bodies/b.yaml II.1",
    ]


@pytest.mark.parametrize(
    "fault", ["succeeded_by: {x: y}", "until: sometime", "nmae: Ban B", "tasks: [{id: II.1, title: x, due: never}]"]
)
def test_a_fault_of_one_field_hides_no_task(fault: str) -> None:
    old = {"a": body(task(), task(id="I.2")), "b": f"name: Ban B\n{fault.partition(':')[0]}:\n"}
    if fault.startswith("tasks"):
        old["b"] = "name: Ban B\ntasks: [{id: II.1, title: x}]\n"
    found = told(difference(old, {"a": body(task()), "b": f"name: Ban B\n{fault}\n"}))
    assert "task-removed I.2" in found


@pytest.mark.parametrize(
    "fault",
    ["task: [{id: I.2, title: Việc}]", "tasks: {id: I.2}", "tasks: [I.2]", "tasks: *x", "a: ["],
)
def test_what_may_be_tasks_hides_those_that_are_gone(fault: str) -> None:
    new = {"a": body(task()), "b": f"name: Ban B\n{fault}\n"}
    found = told(difference({"a": body(task(), task(id="I.2")), "b": "name: Ban B\n"}, new))
    assert "task-removed I.2" not in found
    assert "? new bodies/b.yaml I.2" in found


def test_a_broken_file_that_stays_as_it_is_hides_nothing_new() -> None:
    memory: Memory = {}
    old, new = loaded({**GOOD, "b": BROKEN}, memory), loaded({"a": body(task()), "b": BROKEN}, memory)
    assert told(compare(old, new)) == ["task-removed I.2", "? new bodies/b.yaml"]


def test_a_folder_of_bodies_that_cannot_be_read_proves_nothing() -> None:
    found = compare(loaded(GOOD), loaded({}, unread=("bodies/",)))
    assert found.changes == ()
    assert told(found) == [f"? new bodies/{rest}" for rest in ("", " I.1", " I.2", " II.1")]


@pytest.mark.parametrize(
    "fault",
    [
        "due: 31/12/2024",
        "due: 2024\n    suporting: [b]",
        "milestones: {x: {completed: 31/12/2024}}",
        "occurrences: {2024: {members: {m: {started: xx}}}}",
        "supporting: {}",
        "tags: [[x]]",
        "report_every: often",
        "text: *x",
        "note: a\n    note: b",
        "due: 2024\u200b",
        "milestones: {x: {due: 2024\u200b}}",
        "occurrences: {2024: {members: {m: {started: 2024\u200b}}}}",
    ],
)
def test_a_task_with_a_fault_of_its_own_is_not_compared(fault: str) -> None:
    old = {"a": body(task("note: x"), task("due: 2024", id="I.2"), task(id="I.3"))}
    new = {"a": body(task("note: y"), task(fault, id="I.2"), task("note: z", id="I.3"))}
    doubt = "bodies/a.yaml I.2"
    found = told(difference(old, new))
    assert [line for line in found if line != "? new bodies/a.yaml"] == [
        "note-changed I.1 note",
        "note-changed I.3 note",
        f"? new {doubt}",
    ]
    assert f"? old {doubt}" in told(difference(new, old))
    assert f"? new {doubt}" in told(difference(new, new))


def test_a_fault_hides_nothing_of_a_file_that_stays_as_it_is() -> None:
    memory: Memory = {}
    old = loaded({"a": body(task("due: x")), "b": body(task(id="I.2"))}, memory)
    new = loaded({"a": body(task("due: x")), "b": body(task("due: 2024", id="I.2"))}, memory)
    assert told(compare(old, new)) == ["deadline-stated I.2 due"]


def test_tasks_written_on_one_line_are_told_apart() -> None:
    old = {"a": "name: A\ntasks: [{id: I.1, title: x}, {id: I.2, title: y}, {id: I.3, title: z}]\n"}
    new = {"a": "name: A\ntasks: [{id: I.1, title: X}, {id: I.2, titel: y}, {id: I.3, title: Z}]\n"}
    assert told(difference(old, new)) == [
        "title-changed I.1 title",
        "title-changed I.3 title",
        "? new bodies/a.yaml I.2",
    ]


def test_a_series_whose_start_is_gone_was_read() -> None:
    files = {"a": body(task("due: every year", "note: x"))}
    new = {"a": body(task("due: every year", "note: y")), "plan.yaml": "format: 1\ntitle: Kế hoạch mẫu\n"}
    assert told(difference(files, new)) == ["note-changed I.1 note", "settings-changed date date"]


def test_an_id_that_stands_twice_is_compared_once() -> None:
    old = {"a": body(task("note: x")), "b": body(name="B")}
    new = {"a": body(task("note: y")), "b": body(task("note: z"), name="B")}
    assert told(difference(old, new)) == ["note-changed I.1 note", "? new bodies/b.yaml I.1"]
    assert told(difference(new, old)) == ["note-changed I.1 note", "? old bodies/b.yaml I.1"]
    given_another = {"a": body(task("note: y", id="I.2")), "b": new["b"]}
    assert told(difference(new, given_another)) == ["task-added I.2", "? old bodies/a.yaml I.1"]
    assert told(difference(given_another, new)) == ["task-removed I.2", "? new bodies/a.yaml I.1"]
    assert told(difference({"b": old["b"]}, new)) == ["body-added a", "task-added I.1", "? new bodies/b.yaml I.1"]
    memory: Memory = {}
    assert compare(loaded(new, memory), loaded(new, memory)) == Difference(())


def test_ids_alike_but_for_case_are_two() -> None:
    files = {"a": body(task(id="I.a"), task(id="I.A"))}
    new = {"a": body(task(id="I.a"), task("note: x", id="I.A"))}
    assert told(difference(files, new)) == ["note-changed I.A note"]


@pytest.mark.parametrize(
    "nameless", ["  - title: Việc\n", "  - id:\n    title: Việc\n", "  - id: I 1\n    title: Việc\n"]
)
def test_a_task_whose_id_is_lost_may_be_any_that_is_gone(nameless: str) -> None:
    id = "I 1" if "I 1" in nameless else "?"
    found = difference({"a": body(task(), task(id="I.2"))}, {"a": body(nameless, task("due: 2024", id="I.2"))})
    assert sorted(told(found)) == sorted(
        ["deadline-stated I.2 due", "? new bodies/a.yaml I.1", f"? new bodies/a.yaml {id}"]
    )
    memory: Memory = {}
    assert compare(loaded({"a": body(nameless)}, memory), loaded({"a": body(nameless)}, memory)) == Difference(())
    assert told(difference({"a": body(nameless)}, {"a": body(nameless)})) == [f"? new bodies/a.yaml {id}"]


def test_bodies_documents_and_settings_that_cannot_be_read_are_not_compared() -> None:
    old = {
        "plan.yaml": f"{PLAN}events: {{x: {{date: 2024}}}}\n",
        "documents.yaml": "documents: [{number: 1-A}]\n",
        **GOOD,
    }
    for file in ("plan.yaml", "documents.yaml", "a"):
        name = file if "." in file else f"bodies/{file}.yaml"
        for there, back in ((old, {**old, file: ": ["}), ({**old, file: ": ["}, old)):
            found = difference(there, back)
            assert found.changes == ()
            assert found.uncompared[0] == Uncompared("new" if there is old else "old", name)
            assert {one.address for one in found.uncompared[1:]} == ({"I.1", "I.2"} if file == "a" else set())
    partly = {**GOOD, "a": body(task("due: 2024"), task(id="I.2"), more="until: 31/12/2024\nshort: A\n")}
    assert told(difference(GOOD, partly)) == ["deadline-stated I.1 due", "? new bodies/a.yaml"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("number: 1-A", "number: [1-A]", ["? new plan.yaml number"]),
        ("due_soon: 10 days", "due_soon: soon", ["? new plan.yaml due_soon"]),
        ("", "due_soon: soon", ["? new plan.yaml due_soon"]),
        ("checks: {x: off}", "checks: {x: maybe}", ["? new plan.yaml checks.x"]),
        ("policy: {x: error}", "policy: {x: maybe}", ["? new plan.yaml policy.x"]),
        (
            "policy: {x: {severity: error, waivable: false}}",
            "policy: {x: {severity: error, waivable: maybe}}",
            ["? new plan.yaml policy.x"],
        ),
        (
            "policy: {x: error}\nlanguage: vi",
            "policy: {x: off}\nlanguage: en\nnumbr: x",
            ["settings-changed language language", "settings-changed policy.x policy"],
        ),
        ("number: 1-A", "nubmer: 1-A", ["? new plan.yaml number"]),
    ],
)
def test_a_setting_that_may_have_been_lost_is_not_dropped(old: str, new: str, expected: list[str]) -> None:
    before, after = ({"plan.yaml": f"title: T\n{text}\n"} for text in (old, new))
    assert told(difference(before, after)) == expected
    mirrored = [line.replace("? new", "? old") for line in expected]
    assert told(difference(after, before)) == mirrored
    memory: Memory = {}
    assert compare(loaded(after, memory), loaded(after, memory)) == Difference(())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("contact: x\n", "contact: [x]\n"),
        ("collective: true\n", "collective: maybe\n"),
        ("short: A\n", "shrot: A\n"),
    ],
)
def test_a_field_of_a_body_that_may_have_been_lost_is_not_dropped(old: str, new: str) -> None:
    sound, broken = {"a": body(task(), more=old)}, {"a": body(task(), more=new)}
    assert told(difference(sound, broken)) == ["? new bodies/a.yaml a"]
    assert told(difference(broken, sound)) == ["? old bodies/a.yaml a"]
    sound, broken = {"a": body(task()) + old}, {"a": body(task()) + new}
    assert told(difference(sound, broken)) == ["? new bodies/a.yaml I.1", "? new bodies/a.yaml a"]
    assert told(difference({"a": body(task(), more="short: A\n")}, {"a": body(task("titel: x"), task(id="I.2"))})) == [
        "body-changed a short",
        "task-added I.2",
        "? new bodies/a.yaml I.1",
    ]


def test_the_name_of_a_body_may_be_lost() -> None:
    assert told(difference({"a": body()}, {"a": "nmae: Ban A\n"})) == ["? new bodies/a.yaml a"]


def test_a_field_of_a_document_that_may_have_been_lost_is_not_dropped() -> None:
    old = {"documents.yaml": "documents: [{number: 1-A, date: 2024, title: T}]\n"}
    new = {"documents.yaml": "documents: [{number: 1-A, date: 99, title: U}]\n"}
    assert told(difference(old, new)) == ["document-changed 1-A title", "? new documents.yaml 1-A"]
    assert told(difference(new, old)) == ["document-changed 1-A title", "? old documents.yaml 1-A"]


# --- speed ----------------------------------------------------------------------------------------------------------


def many(count: int, **changed: str) -> dict[str, str]:
    """Return files of many tasks, 50 to a body; `changed` is more of the file of a body."""
    tasks = [task("due: 2024", id=f"I.{number}") for number in range(count)]
    bodies = {f"b{start}": body(*tasks[start : start + 50]) for start in range(0, count, 50)}
    return {name: text + changed.get(name, "") for name, text in bodies.items()}


def test_what_two_versions_share_costs_next_to_nothing() -> None:
    memory: Memory = {}
    old = loaded(many(5000), memory)
    new = loaded(many(5000, b100="    note: x\n"), memory)
    began = time.perf_counter()
    found = compare(old, new)
    assert time.perf_counter() - began < 0.2
    assert told(found) == ["note-changed I.149 note"]


def test_many_faults_take_no_longer_than_they_are_many() -> None:
    nameless = "".join(f"  - title: t{number}\n    due: x\n" for number in range(3000))
    old = loaded({"a": body(*[task(id=f"I.{number}") for number in range(3000)])})
    new = loaded({"a": body(nameless), "b": body(nameless, name="B")})
    began = time.perf_counter()
    found = compare(old, new)
    assert time.perf_counter() - began < 5
    assert [one.kind for one in found.changes] == ["body-added"]
    assert len(found.uncompared) == 3000 + 2


def test_nothing_takes_longer_than_there_is_to_compare() -> None:
    entries = [f"{{date: {2000 + number % 20}, note: n{number}}}" for number in range(4000)]
    turned = [entry.replace("}", ", percent: 1}") for entry in reversed(entries)]
    files = [{"a": body(task(f"progress: [{', '.join(each)}]", id="I.1"))} for each in (entries, turned)]
    began = time.perf_counter()
    found = difference(*files)
    assert time.perf_counter() - began < 5
    assert [one.kind for one in found.changes] == ["fact-changed"] * 4000
    assert all(one.old.fact.note == one.new.fact.note for one in found.changes)
