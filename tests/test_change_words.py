"""Changes in words and as data: every kind in every language, old and new values, counts."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from building import body, due, fact, facts, info, located, names, plan, task
from pages import DOCS, prose, rows
from pages import names as quoted

from plancli.columns import width
from plancli.deadline import Interval, parse_span
from plancli.diff.change import BODY_KINDS, DOCUMENT_KINDS, KINDS, PLAN_KINDS, TASK_KINDS, Change, Subject
from plancli.diff.excerpt import differing
from plancli.i18n import LANGUAGES, set_language
from plancli.model import NO_FACTS, Assigned, Clause, Document, Event, Facts, Member, Part, Ruling, Source
from plancli.problem import Place
from plancli.query.changes import FAMILIES, NAMES
from plancli.report.change_counts import summary
from plancli.report.change_data import change_dict, value_data
from plancli.report.change_values import LONGEST, Sides, value_words
from plancli.report.change_words import FACT_WORDS, KIND_WORDS, kind_words
from plancli.report.items import facts_dict

FAMILY: dict[Subject, tuple[str, ...]] = {
    "task": TASK_KINDS,
    "body": BODY_KINDS,
    "document": DOCUMENT_KINDS,
    "plan": PLAN_KINDS,
}
PLANS = Sides(
    plan(bodies={"a": {"name": "Ban A", "short": "BA"}, "gone": {"name": "Ban cũ"}}),
    plan(bodies={"a": {"name": "Ban A", "short": "BA"}, "b": {"name": "Ban B"}}),
)


def subject_of(kind: str) -> Subject:
    return next(subject for subject, kinds in FAMILY.items() if kind in kinds)


def change(kind: str, old: Any = None, new: Any = None, field: str = "", **more: Any) -> Change:
    """Return a change of something at I.1."""
    return Change(kind, subject_of(kind), more.pop("address", "I.1"), field=field, old=old, new=new, **more)


def test_each_kind_is_of_one_subject() -> None:
    assert set(FAMILY) == set(get_args(Subject))
    assert [kind for kinds in FAMILY.values() for kind in kinds] == list(KINDS)


def test_every_kind_has_words() -> None:
    assert tuple(KIND_WORDS) == KINDS
    assert len(set(KIND_WORDS.values())) == len(KINDS)


def test_every_fact_has_words_for_each_kind() -> None:
    kinds = [kind for kind in KINDS if kind.startswith("fact-")]
    assert set(FACT_WORDS) == {(field, kind) for field in (*Facts._fields, "verified", "returned") for kind in kinds}
    assert len(set(FACT_WORDS.values())) == len(FACT_WORDS)


def test_every_kind_is_documented_once_in_its_order() -> None:
    told = [quoted(row[0])[0] for row in rows(prose(DOCS / "changes.md"), "Kind")]
    assert told == list(KINDS)


def test_every_family_is_documented() -> None:
    page = prose(DOCS / "changes.md")
    assert all(f"`{name}`" in page or f"`--only {name}`" in page for name in FAMILIES)
    assert len(set(NAMES)) == len(NAMES)


SAMPLES: list[Any] = [
    None,
    True,
    False,
    "text",
    5,
    located("a"),
    (),
    names(["a", "b", "nobody"]),
    due("2024"),
    due("before 2024-06-30"),
    due("ongoing"),
    due("30 days after issued"),
    due(["every quarter", "every year by 06-15"]),
    parse_span("2024-06"),
    Interval(3, "month"),
    fact("2024-06-01"),
    *(
        value[0] if isinstance(value, tuple) else value
        for value in facts(
            {
                "started": "2024-01-01",
                "progress": {"date": "2024-02", "percent": "50", "note": "n"},
                "submitted": {"date": "2024-03-01", "output": ["1-X"]},
                "completed": {"date": "2024-03-02", "verified": {"date": "2024-04-01", "by": "a"}},
                "rescheduled": {"date": "2024-03-03", "to": "2025"},
                "suspended": {"date": "2024-03-04", "resumed": "2024-04-04"},
                "transferred": {"date": "2024-03-05", "from": "gone"},
                "withdrawn": {"date": "2024-03-06", "into": ["I.2", "I.3"]},
            }
        )
    ),
    facts({"started": "2024-01-01"}),
    task({"id": "I.1", "due": "2024", "progress": {"date": "2024-02"}, "milestones": {"m": {"started": "2024-01-01"}}}),
    Part("milestone", located("m"), "Khảo sát", due("2024")),
    Part("member", located("m")),
    body("b", {"name": "Ban B", "short": "BB", "members": {"m": {"name": "M", "until": "2024-12-31"}}}),
    Member(located("m"), "M", parse_span("2024")),
    Document("1-X", "documents.yaml", task({"id": "x"}).at, parse_span("2024"), "Quyết định"),
    Event(located("e"), None, None),
    Event(located("e"), "Đại hội", parse_span("2026-01")),
    Clause(located("I"), "Mục đích", False),
    Clause(located("I")),
    Source(located("s"), located("1-X"), None, (Clause(located("I")),)),
    Assigned(parse_span("2024-01-01"), located("1-X")),
    Ruling("error", False),
    Ruling(),
    {"group": "body", "columns": ["key"]},
    info({"id": "p"}).views,
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_and_no_value_fails_in_any_language(kind: str, lang: str) -> None:
    """Whatever stands on either side, also what no change of this kind has today."""
    set_language(lang)
    for value in SAMPLES:
        for field in ("", "due", "supporting", "completed", "members", "tasks", "no-such-field"):
            for one in (change(kind, value, None, field), change(kind, None, value, field), change(kind, value, value)):
                assert kind_words(one)
                assert all(isinstance(words, str) and width(words) <= LONGEST for words in value_words(one, PLANS))
                change_dict(one)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (change("task-transferred", "gone", "b", "transferred"), "task transferred"),
        (change("task-transferred", "gone", "b"), "task moved, no transfer recorded"),
        (change("fact-recorded", None, fact("2024"), "verified"), "verification recorded"),
        (change("fact-erased", fact("2024"), None, "completed"), "record of a completion erased"),
        (change("part-added", None, Part("milestone", located("m"))), "milestone added"),
        (change("part-removed", Part("member", located("m")), None), "member removed"),
        (change("supporting-changed", "x", "y", "supporting_note"), "supporting note changed"),
        (change("supporting-changed", (), names("a"), "supporting"), "supporting bodies changed"),
        (change("body-changed", "x", "y", "contact"), "contact changed"),
        (change("document-changed", "x", "y", "url"), "link changed"),
        (change("event-changed", None, "y", "name"), "name changed"),
        (change("outline-changed", None, Clause(located("I")), "added"), "clause added"),
        (change("outline-changed", Source(located("s")), None, "removed"), "source document removed"),
        (change("outline-changed", "x", "y", "heading"), "heading changed"),
        (change("settings-changed", "x", "y", "title", address="title"), "setting changed"),
    ],
)
def test_words_say_what_is_known_of_a_kind(made: Change, words: str) -> None:
    assert kind_words(made) == words


LIST = [f"{n}-X" for n in range(1, 12)]
COMPLETED = facts({"completed": {"date": "2024-11-02", "output": ["190-QĐ/TW"], "by": "b", "document": "1-X"}})
REPORTED = task({"id": "I.1", "progress": ["2024-01", "2024-02"], "members": {"m": {"started": "2024"}}})
VALUES: list[tuple[Change, str, str]] = [
    (change("deadline-later", due("2024"), due("before 2025-06-30"), "due"), "within 2024", "before 2025-06-30"),
    (change("deadline-stated", None, due("2024-06-30"), "due"), "no deadline stated", "on 2024-06-30"),
    (change("deadline-dropped", due("every quarter"), None, "due"), "every quarter", "no deadline stated"),
    (change("task-transferred", "gone", "b"), "Ban cũ", "Ban B"),
    (change("co-leads-changed", (), names(["a", "b"]), "co_leads"), "", "BA, Ban B"),
    (change("supporting-changed", names("gone"), names("unknown"), "supporting"), "Ban cũ", "unknown"),
    (change("body-succeeded", (), names("b"), "succeeded_by"), "", "Ban B"),
    (change("citation-changed", names(LIST), names([*LIST[1:], "99-X"])), "1-X; 10 as before", "99-X; 10 as before"),
    (change("citation-changed", names(LIST[:3]), names(LIST[1:3]), "cites"), "1-X, 2-X, 3-X", "2-X, 3-X"),
    (change("tags-changed", ("x",), (), "tags"), "x", ""),
    (change("title-changed", "Báo cáo", "Báo cáo năm", "title"), "Báo cáo", "Báo cáo năm"),
    (change("report-every-changed", None, Interval(3, "month"), "report_every"), "", "3 months"),
    (change("assigned-changed", None, Assigned(parse_span("2024-01"), located("1-X"))), "", "2024-01 1-X"),
    (change("fact-recorded", None, COMPLETED.completed[0], "completed"), "", "2024-11-02  190-QĐ/TW; 1-X; by Ban B"),
    (change("task-split", ("I.1",), names(["I.1a", "I.1b"]), "withdrawn"), "I.1", "I.1a, I.1b"),
    (change("task-added", None, task({"id": "I.1", "due": "2024"})), "", "within 2024"),
    (change("task-removed", REPORTED), "no deadline stated; with 3 facts", ""),
    (change("part-added", None, Part("milestone", located("m"), "Khảo sát", due("2024"))), "", "Khảo sát; within 2024"),
    (change("body-added", None, body("c", {"name": "Ban C", "short": "BC"})), "", "Ban C (BC)"),
    (change("body-changed", Member(located("m"), "M"), None, "members"), "M", ""),
    (change("body-changed", False, True, "collective"), "no", "yes"),
    (change("event-added", None, Event(located("e"), "Congress", parse_span("2026"))), "", "Congress 2026"),
    (change("outline-changed", True, False, "tasks"), "yes", "no"),
    (change("settings-changed", Ruling("warning"), Ruling("error", False)), "warning", "error, not to be waived"),
]  # fmt: skip


@pytest.mark.parametrize(("made", "old", "new"), VALUES, ids=[made.kind for made, _old, _new in VALUES])
def test_values_in_words(made: Change, old: str, new: str) -> None:
    assert value_words(made, PLANS) == (old, new)


WORDS = " ".join(f"w{n}" for n in range(30))


@pytest.mark.parametrize(
    ("old", "new", "shown_old", "shown_new"),
    [
        ("short", "other", "short", "other"),
        (f"a {WORDS}", f"b {WORDS}", "a w0 w1 w2 w3 …", "b w0 w1 w2 w3 …"),
        (f"{WORDS} a", f"{WORDS} b", "… w26 w27 w28 w29 a", "… w26 w27 w28 w29 b"),
        (f"{WORDS} a b {WORDS}", f"{WORDS} c {WORDS}", "… w26 w27 w28 w29 a b w0 w1 w2 w3 …",
         "… w26 w27 w28 w29 c w0 w1 w2 w3 …"),
        (f"{WORDS} {WORDS}", WORDS, f"… w26 w27 w28 w29 {WORDS}", "… w26 w27 w28 w29"),
        (WORDS, WORDS, "… w26 w27 w28 w29", "… w26 w27 w28 w29"),
        ("x" * 70, "y" * 70, "x" * 70, "y" * 70),
        (WORDS, "", WORDS, ""),
    ],
)  # fmt: skip
def test_of_long_texts_only_what_differs_is_shown(old: str, new: str, shown_old: str, shown_new: str) -> None:
    assert differing(old, new) == (shown_old, shown_new)


def test_a_very_long_value_is_cut_for_people_and_whole_as_data() -> None:
    made = change("note-changed", None, "x" * 40_000, "note")
    assert width(value_words(made, PLANS)[1]) == LONGEST
    assert change_dict(made)["new"] == "x" * 40_000


MANY = [
    change("title-changed"),
    change("fact-recorded", field="progress", address="I.1:m"),
    change("fact-recorded", field="rescheduled", address="I.2"),
    change("deadline-later", address="I.3"),
    change("deadline-earlier", address="I.4"),
    change("deadline-changed", address="I.5"),
    change("deadline-less-precise", address="I.6"),
    change("task-added", address="I.7"),
    change("task-removed", address="I.8"),
    change("task-transferred", address="I.9"),
    change("fact-erased", address="I.3"),
]
COUNTS: list[tuple[list[Change], str]] = [
    ([], ""),
    (
        MANY,
        "6 tasks changed, 1 task added, 1 task removed, 1 task transferred; 1 deadline rescheduled, "
        "1 deadline moved later, 1 deadline moved earlier, 2 deadlines otherwise changed; "
        "1 fact recorded, 1 fact erased",
    ),
    ([change("body-changed", field="name"), change("body-changed", field="short")], "1 body changed"),
    ([change("body-added"), change("body-removed", address="b")], "1 body added, 1 body removed"),
    ([change("document-added"), change("document-changed", address="y")], "1 document added, 1 document changed"),
    ([change("event-added"), change("settings-changed"), change("outline-changed")], "3 changes in plan.yaml"),
    ([change("task-split"), change("task-merged", address="I.2"), change("id-changed", address="I.3")],
     "1 task split, 1 task merged, 1 id changed"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "words"), COUNTS, ids=[words[:20] for _changes, words in COUNTS])
def test_counts(changes: list[Change], words: str) -> None:
    assert summary(changes) == words


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_is_missing_from_the_counts(kind: str, lang: str) -> None:
    set_language(lang)
    assert "1 " in summary([change(kind)])


def shapes(value: Any) -> Iterator[Any]:
    """Yield all values in data, at any depth."""
    yield value
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from shapes(inner)


@pytest.mark.parametrize("value", SAMPLES, ids=lambda value: type(value).__name__)
def test_values_as_data_are_plain(value: Any) -> None:
    """Nothing of the model is left, which would be written as a list without names."""
    assert all(one is None or isinstance(one, str | int | list | dict) for one in shapes(value_data(value)))


def test_facts_as_data_are_those_of_a_task() -> None:
    entry = COMPLETED.completed[0]
    assert value_data(entry) == facts_dict(COMPLETED)["completed"][0]
    assert value_data(entry.fact) == facts_dict(NO_FACTS._replace(started=entry.fact))["started"]


def test_a_change_as_data() -> None:
    place = Place("bodies/a.yaml", 3, 5)
    made = change("deadline-later", due("2024"), due(["every quarter", "every year by 06-15"]), "due", new_place=place)
    assert change_dict(made) == {
        "kind": "deadline-later",
        "subject": "task",
        "address": "I.1",
        "body": None,
        "field": "due",
        "title": None,
        "old": "2024",
        "new": ["every quarter", "every year by 06-15"],
        "old_place": None,
        "new_place": {"file": "bodies/a.yaml", "line": 3, "column": 5},
    }
