"""Located nodes to the model: every field, every fault, and what a fault leaves standing."""

from datetime import date
from typing import Any

import pytest

from plancli import checks
from plancli.deadline import Interval, parse_due, parse_dues, parse_span
from plancli.decode import Decoded
from plancli.decode.roots import TABLES, decode_body, decode_documents, decode_plan
from plancli.decode.table import Table
from plancli.model import (
    NO_FACTS,
    Assigned,
    At,
    Body,
    Clause,
    Completion,
    Document,
    Event,
    Fact,
    Info,
    Located,
    Member,
    Part,
    Progress,
    Rescheduling,
    Ruling,
    Source,
    Suspension,
    Task,
    Transfer,
    View,
    Withdrawal,
)
from plancli.syntax import parse


def told(decoded: Decoded) -> list[tuple[str, str, int, int]]:
    """Return the problems without their values; each has words."""
    for problem in decoded.problems:
        assert checks.get(problem.name).MESSAGES[problem.variant].format(**problem.values)
    problems = sorted(decoded.problems, key=lambda one: one.sort_key())
    return [(one.name, one.variant, one.place.line, one.place.column) for one in problems]


def body_of(text: str) -> Decoded:
    """Read the file of a body."""
    return decode_body(parse(text.encode(), "bodies/ban-mau.yaml"), "bodies/ban-mau.yaml", "ban-mau")


def plan_of(text: str) -> Decoded:
    """Read plan.yaml."""
    return decode_plan(parse(text.encode(), "plan.yaml"), "plan.yaml")


def documents_of(text: str) -> Decoded:
    """Read documents.yaml."""
    return decode_documents(parse(text.encode(), "documents.yaml"), "documents.yaml")


def task_with(fields: str) -> tuple[Task, list[tuple[str, str, int, int]]]:
    """Return a task with these fields, which begin at line 5, column 5, and what is wrong in them."""
    text = "name: Ban Mẫu\ntasks:\n  - id: IV.1\n    title: Rà soát\n"
    decoded = body_of(text + "".join(f"    {line}\n" for line in fields.splitlines()))
    (task,) = decoded.tasks
    return task, told(decoded)


def fact(when: str, line: int, column: int, **more: Any) -> Fact:
    """Return a fact."""
    return Fact(parse_span(when), At(line, column), **more)


# --- everything that may stand there --------------------------------------------------------------------------------

FULL = """\
name: Ban Mẫu
short: BM
aliases: [Ban M]
contact: Phòng 1
collective: true
members:
  to-1: {name: Tổ 1, until: 2025, succeeded_by: [to-2]}
until: 2026-06-30
succeeded_by: [ban-khac]
tasks:
  - id: IV.1
    title: Rà soát
    text: |
      Điều 1
      Điều 2
    source: IV.1
    assigned: {date: 2024-01, document: 1-QĐ/M}
    co_leads: [ban-a]
    supporting: [ban-b, ban-c]
    supporting_note: các cơ quan liên quan
    due: by  2024-06
    due_words: hết tháng 6
    report_every: 3 months
    cites: [1-QĐ/M]
    output: [Quy chế]
    depends: [IV.0]
    tags: [a, b]
    note: Một
    started: 2024-01-10
    progress:
      date: 2024-02
      note: Hai
      percent: 50
      evidence: [x]
    submitted: 2024-03-01
    completed:
      - date: 2024-04-01
        reported: 2024-04-02
        by: ban-a
        output: [2-QĐ/M]
        verified: {date: 2024-04-03, by: ban-d}
        returned: {date: 2024-04-04, by: ban-d, reason: Thiếu}
      - 2024-05-01
    rescheduled:
      - {date: 2024-03-05, to: 2025, document: 3-KL/M, by: ban-d, reason: Chờ}
    suspended: {date: 2024-03-06, resumed: 2024-03-07}
    transferred: {date: 2024-03-08, from: ban-e}
    withdrawn: {date: 2024-03-09, into: [IV.2], reason: Gộp}
    milestones:
      khao-sat:
        title: Khảo sát
        due: 2024-02
        due_words: tháng 2
        note: Ba
        completed: 2024-02-10
      trong:
    occurrences:
      2024-33: {completed: 2024-03-20, members: {to-1: {completed: 2024-03-19}}}
    members:
      to-1: {started: 2024-01-11, note: Bốn}
"""


def test_a_body_file_is_read_whole() -> None:
    decoded = body_of(FULL)
    assert not told(decoded)
    assert decoded.complete
    assert decoded.body == Body(
        id="ban-mau",
        name="Ban Mẫu",
        file="bodies/ban-mau.yaml",
        at=At(1, 1),
        short="BM",
        aliases=("Ban M",),
        contact="Phòng 1",
        collective=True,
        members=(Member(Located("to-1"), "Tổ 1", parse_span("2025"), (Located("to-2"),)),),
        until=parse_span("2026-06-30"),
        succeeded_by=(Located("ban-khac"),),
    )
    (task,) = decoded.tasks
    assert task._replace(facts=NO_FACTS, milestones=(), occurrences=(), members=()) == Task(
        id=Located("IV.1"),
        title="Rà soát",
        body="ban-mau",
        file="bodies/ban-mau.yaml",
        at=At(11, 5),
        text="Điều 1\nĐiều 2",
        source=(Located("IV.1"),),
        assigned=Assigned(parse_span("2024-01"), Located("1-QĐ/M")),
        co_leads=(Located("ban-a"),),
        supporting=(Located("ban-b"), Located("ban-c")),
        supporting_note="các cơ quan liên quan",
        due=parse_due("by 2024-06"),
        due_at=At(21, 10),
        due_words=Located("hết tháng 6"),
        report_every=Interval(3, "month"),
        cites=(Located("1-QĐ/M"),),
        output=(Located("Quy chế"),),
        depends=(Located("IV.0"),),
        tags=("a", "b"),
        note="Một",
    )
    supporting = task.supporting[1]
    assert (supporting.line, supporting.column) == (19, 25)
    assert (task.id.line, task.id.column) == (11, 9)


def test_facts_are_read_whole() -> None:
    (task,) = body_of(FULL).tasks
    facts = task.facts
    assert facts.started == fact("2024-01-10", 29, 14)
    assert facts.progress == (Progress(fact("2024-02", 31, 7, note="Hai", evidence=("x",)), 50),)
    assert facts.submitted == (Completion(fact("2024-03-01", 35, 16)),)
    first, second = facts.completed
    assert first == Completion(
        fact("2024-04-01", 37, 9, reported=parse_span("2024-04-02"), by=Located("ban-a")),
        (Located("2-QĐ/M"),),
        fact("2024-04-03", 41, 19, by=Located("ban-d")),
        fact("2024-04-04", 42, 19, by=Located("ban-d"), reason="Thiếu"),
    )
    assert second == Completion(fact("2024-05-01", 43, 9))
    moved = fact("2024-03-05", 45, 9, document=Located("3-KL/M"), by=Located("ban-d"), reason="Chờ")
    assert facts.rescheduled == (Rescheduling(moved, parse_due("2025")),)
    assert facts.suspended == (Suspension(fact("2024-03-06", 46, 16), parse_span("2024-03-07")),)
    assert facts.transferred == (Transfer(fact("2024-03-08", 47, 18), Located("ban-e")),)
    assert facts.withdrawn == Withdrawal(fact("2024-03-09", 48, 16, reason="Gộp"), (Located("IV.2"),))


def test_places_inside_a_task_are_read_whole() -> None:
    (task,) = body_of(FULL).tasks
    done = NO_FACTS._replace(completed=(Completion(fact("2024-02-10", 55, 20)),))
    assert task.milestones == (
        Part("milestone", Located("khao-sat"), "Khảo sát", parse_due("2024-02"), At(52, 14), "tháng 2", "Ba", done),
        Part("milestone", Located("trong")),
    )
    (key,) = (part.key for part in task.occurrences)
    assert (key, key.line, key.column) == ("2024-Q1", 58, 7)
    (occurrence,) = task.occurrences
    assert occurrence.facts.completed == (Completion(fact("2024-03-20", 58, 28)),)
    assert occurrence.members[0].facts.completed[0].fact.date.last == date(2024, 3, 19)
    started = NO_FACTS._replace(started=fact("2024-01-11", 60, 23))
    assert task.members == (Part("member", Located("to-1"), note="Bốn", facts=started),)


def test_documents_are_read_whole() -> None:
    decoded = documents_of("""\
documents:
  - number: 1-QĐ/M
    date: 2022-11
    type: Quy định
    issuer: Ban Mẫu
    title: Về quy chế
    url: https://example.org/1
    status: còn hiệu lực
    replaced_by: [2-QĐ/M]
    id: quy-che
  - {id: khong-so}
""")
    assert not told(decoded)
    assert decoded.complete
    assert decoded.documents == (
        Document(
            "1-QĐ/M",
            "documents.yaml",
            At(2, 5),
            parse_span("2022-11"),
            *("Quy định", "Ban Mẫu", "Về quy chế", "https://example.org/1", "còn hiệu lực"),
            replaced_by=(Located("2-QĐ/M"),),
            id=Located("quy-che"),
        ),
        Document(None, "documents.yaml", At(11, 5), id=Located("khong-so")),
    )


def test_the_plan_is_read_whole() -> None:
    decoded = plan_of("""\
format: 1
id: mau
title: Kế hoạch
number: 5-KH/M
date: 2024-01-15
issuer: Ban Mẫu
implements: [1-NQ/M]
language: vi
timezone: Asia/Ho_Chi_Minh
due_soon: 2 weeks
report_every: 1 month
met_by: submitted
reporting: {cutoff_day: 14}
events:
  khai-mac: {name: Khai mạc, date: 2024-Q1/2024-Q2}
  chua-ro:
checks: {unused-document: off}
policy:
  task-removed: error
  id-changed: {severity: off, waivable: false}
  source-changed: {waivable: false}
views: {sau: {state: [overdue], body: ban-mau}}
sources:
  nghi-quyet:
    document: 1-NQ/M
    outline:
      - {id: I, heading: Mục tiêu, tasks: false}
      - id: I.1
  sua-doi: {amends: nghi-quyet}
""")
    assert not told(decoded)
    assert decoded.complete
    assert decoded.info
    assert decoded.info.places["date"] == At(5, 1)
    assert decoded.info._replace(places={}) == Info(
        *("plan.yaml", At(1, 1), "1", "mau", "Kế hoạch", "5-KH/M", parse_span("2024-01-15"), "Ban Mẫu"),
        implements=(Located("1-NQ/M"),),
        language="vi",
        timezone=Located("Asia/Ho_Chi_Minh"),
        due_soon=Interval(2, "week"),
        report_every=Interval(1, "month"),
        met_by="submitted",
        cutoff_day=14,
        events=(
            Event(Located("khai-mac"), "Khai mạc", parse_span("2024-Q1/2024-Q2")),
            Event(Located("chua-ro")),
        ),
        checks={"unused-document": "off"},
        policy={
            "task-removed": Ruling("error"),
            "id-changed": Ruling("off", False),
            "source-changed": Ruling(None, False),
        },
        views=(View(Located("sau"), body=(Located("ban-mau"),), state=(Located("overdue"),)),),
        sources=(
            Source(
                Located("nghi-quyet"),
                Located("1-NQ/M"),
                None,
                (Clause(Located("I"), "Mục tiêu", False), Clause(Located("I.1"))),
            ),
            Source(Located("sua-doi"), amends=Located("nghi-quyet")),
        ),
    )
    (name,) = decoded.info.checks
    assert isinstance(name, Located)
    assert (name.line, name.column) == (17, 10)


BLANKS = [" ", "   ", "\\t", "\\n", "\\u00a0", " \\n "]


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize(
    "field",
    [
        "text: {}", "note: {}", "due: {}", "due_words: {}", "report_every: {}", "source: {}", "cites: {}",
        "cites: [{}]", "output: [{}]", "tags: [{}]", "tags: {}", "started: {}", "progress: {}", "completed: [{}]",
        "assigned: {{date: {}, document: {}}}", "supporting_note: {}",
    ],
)  # fmt: skip
def test_blank_text_is_absent(field: str, blank: str) -> None:
    task, problems = task_with(field.replace("{}", f'"{blank}"').replace("{{", "{").replace("}}", "}"))
    bare, _problems = task_with("assigned: {}") if field.startswith("assigned") else task_with("")
    assert problems == []
    assert task == bare


@pytest.mark.parametrize("blank", BLANKS)
def test_a_blank_title_is_missing(blank: str) -> None:
    assert told(body_of(f'name: "{blank}"\n')) == [("missing-field", "empty", 1, 1)]
    assert told(plan_of(f'title: "{blank}"\n')) == [("missing-field", "empty", 1, 1)]


def test_text_keeps_its_blanks() -> None:
    assert task_with('text: " a  b "')[0].text == " a  b "
    assert task_with("text: |\n      a\n\n        b\n\n")[0].text == "a\n\n  b"


def test_what_is_absent_has_its_default() -> None:
    assert plan_of("title: A\n").info == Info(title="A", places={"title": At(1, 1)})
    assert documents_of("").documents == documents_of("documents:\n").documents == ()
    assert documents_of("# chưa có\n").complete
    task, problems = task_with(
        "due:\nnote: ''\nsource:\ncites: []\ncompleted:\nassigned:\nmilestones:\noccurrences: {}"
    )
    assert not problems
    assert task == Task(Located("IV.1"), "Rà soát", "ban-mau", "bodies/ban-mau.yaml", At(3, 5))
    assert task.facts is NO_FACTS


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.home)
def test_every_field_is_described_once(table: Table) -> None:
    names = [field.name for field in table.fields]
    assert len(set(names)) == len(names)
    for field in table.fields:
        assert field.about[0].isupper() or field.about.startswith("false")
        assert not field.about.endswith(".")
        assert field.kind.name


def test_places_have_names_of_their_own() -> None:
    assert len({table.home for table in TABLES}) == len(TABLES)


# --- texts, lists, facts --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["no", "08", "1.10", "2024-02-30", "12:30", "1e3", "'null'", '"~"', "y"])
def test_a_text_is_taken_as_it_stands(text: str) -> None:
    task, problems = task_with(f"note: {text}\ntags: [{text}]")
    assert not problems
    assert task.note == text.strip("'\"")
    assert task.tags == (text.strip("'\""),)


def test_a_source_or_series_may_stand_alone_or_in_a_list() -> None:
    assert task_with("source: IV.1")[0].source == task_with("source: [IV.1]")[0].source == (Located("IV.1"),)
    task, problems = task_with("due: [every year by 06-15, every month from 2024]")
    assert not problems
    assert task.due == parse_dues(["every year by 06-15", "every month from 2024"])
    assert task_with("due: [every year]")[0].due == parse_due("every year")


@pytest.mark.parametrize("name", ["completed", "submitted", "progress", "suspended"])
def test_facts_that_come_alone_or_in_a_list(name: str) -> None:
    alone, problems = task_with(f"{name}: {{date: 2024-01-02}}")
    listed, more = task_with(f"{name}:\n  - {{date: 2024-01-02}}\n  - {{date: 2024-01-03}}")
    assert not problems + more
    assert [len(getattr(task.facts, name)) for task in (alone, listed)] == [1, 2]


# --- faults ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected", "faults"),
    [
        ("due: 12/2024", ("invalid-due", "write", 5, 10), ("due",)),
        ("due: 2024-02-30", ("invalid-due", "no-such-day-write", 5, 10), ("due",)),
        ("due: sau này", ("invalid-due", "unknown", 5, 10), ("due",)),
        ("due: []", ("invalid-due", "list-of-series", 5, 10), ("due",)),
        ("due: [every year, 2024]", ("invalid-due", "list-of-series", 5, 23), ("due",)),
        ("due: [every year, [x]]", ("wrong-type", "due", 5, 23), ("due",)),
        ("due: {year: 2024}", ("wrong-type", "due", 5, 10), ("due",)),
        ("due: ~", ("wrong-type", "null", 5, 10), ("due",)),
        ("deadline: 2024", ("unknown-field", "near", 5, 5), ("due",)),
        ("dew: 2024", ("unknown-field", "near", 5, 5), ("due",)),
        ("started: 2/1/2024", ("invalid-date", "write", 5, 14), ("started",)),
        ("started: 2024-Q1", ("invalid-date", "coarse", 5, 14), ("started",)),
        ("started: 2024/2025", ("invalid-date", "range", 5, 14), ("started",)),
        ("started: 2024/..", ("invalid-date", "open", 5, 14), ("started",)),
        ("started: ongoing", ("invalid-date", "unknown", 5, 14), ("started",)),
        ("started: thường xuyên", ("invalid-date", "unknown", 5, 14), ("started",)),
        ("started: [2024]", ("wrong-type", "fact-or-date", 5, 14), ("started",)),
        ("started: {note: a}", ("missing-field", "", 5, 14), ("started",)),
        ("started: {date: }", ("missing-field", "empty", 5, 15), ("started",)),
        ("withdrawn: 2024", ("wrong-type", "fact", 5, 16), ("withdrawn",)),
        ("suspended: 2024", ("wrong-type", "fact", 5, 16), ("suspended",)),
        ("suspended: {date: 2024, resumed: x}", ("invalid-date", "unknown", 5, 38), ("suspended",)),
        ("rescheduled: {date: 2024-01-02, to: x}", ("invalid-due", "unknown", 5, 41), ("rescheduled",)),
        ("rescheduled: {date: 2024-01-02}", ("missing-field", "", 5, 18), ("rescheduled",)),
        ("transferred: {date: 2024-01-02}", ("missing-field", "", 5, 18), ("transferred",)),
        ("completed: {date: 2024, date: 2025}", ("duplicate-key", "", 5, 29), ("completed",)),
        ("completed: {date: 2024, returned: {by: a}}", ("missing-field", "", 5, 39), ("completed",)),
        ("completed: {date: 2024, reported: x}", ("invalid-date", "unknown", 5, 39), ()),
        ("completed: {date: 2024, evidence: x}", ("wrong-type", "list", 5, 39), ()),
        ("completed: {date: 2024, verify: x}", ("unknown-field", "near", 5, 29), ("completed",)),
        ("completed: *x", ("alias", "alias", 5, 16), ("completed",)),
        ("<<: {a: b}", ("alias", "merge", 5, 5), ("<<",)),
        ("due: 2024\ndue: 2025", ("duplicate-key", "", 6, 5), ("due",)),
        ("assigned: 2024", ("wrong-type", "map", 5, 15), ("assigned",)),
        ("assigned: {date: x}", ("invalid-date", "unknown", 5, 22), ("assigned",)),
        ("occurrences: [2024]", ("wrong-type", "map", 5, 18), ("occurrences",)),
        ("milestones: [2024]", ("wrong-type", "map", 5, 17), ()),
        ("members: x", ("wrong-type", "map", 5, 14), ()),
        ("note: [a]", ("wrong-type", "text", 5, 11), ()),
        ("source: {a: b}", ("wrong-type", "list-not-map", 5, 13), ()),
        ("cites: 1-QĐ/M", ("wrong-type", "list", 5, 12), ()),
        ("cites: [[a]]", ("wrong-type", "item", 5, 13), ()),
        ("tags: [~]", ("wrong-type", "null", 5, 12), ()),
        ("report_every: monthly", ("wrong-type", "interval", 5, 19), ()),
        ("progress: {date: 2024, percent: 101}", ("wrong-type", "number", 5, 37), ()),
        ("progress: {date: 2024, percent: 010}", ("wrong-type", "number", 5, 37), ()),
        ("progress: {date: 2024, percent: -1}", ("wrong-type", "number", 5, 37), ()),
        ("progress: {date: 2024, percent: '50'}", ("wrong-type", "number", 5, 37), ()),
        ("status: done", ("unknown-field", "computed", 5, 5), ()),
        ("contact: a", ("unknown-field", "elsewhere", 5, 5), ()),
        ("xyzzy: a", ("unknown-field", "", 5, 5), ()),
        ("started: {date: 2024, qqq: a}", ("unknown-field", "listed", 5, 27), ()),
    ],
)
def test_a_fault_has_a_place_and_is_not_judged(
    fields: str, expected: tuple[str, str, int, int], faults: tuple[str, ...]
) -> None:
    text = "name: Ban Mẫu\ntasks:\n  - id: IV.1\n    title: Rà soát\n"
    parsed = parse((text + "".join(f"    {line}\n" for line in fields.splitlines())).encode(), "x.yaml")
    decoded = decode_body(parsed, "x.yaml", "x")
    assert told(decoded._replace(problems=parsed.problems + decoded.problems)) == [expected]
    assert decoded.tasks[0].faults == faults
    lists = ("supporting", "cites", "tags", "source", "depends", "output", "co_leads", "completed: {date: 2024, evid")
    # What a broken list of names does not name is not proved to be named nowhere.
    assert decoded.complete == (expected[0] not in ("wrong-type", "alias") or not fields.startswith(lists))


def test_good_facts_stay_beside_a_bad_one() -> None:
    task, problems = task_with("completed:\n  - 2024-01-02\n  - 2/1/2024\n  - {date: 2024-01-03, returned: x}")
    assert [one.fact.date.text for one in task.facts.completed] == ["2024-01-02", "2024-01-03"]
    assert task.faults == ("completed",)
    assert [one[:2] for one in problems] == [("invalid-date", "write"), ("wrong-type", "fact")]


@pytest.mark.parametrize(
    ("value", "remedy"),
    [("12/2024", "2024-12"), ("31/12/2024", "2024-12-31"), ("quý IV/2024", "2024-Q4"), ("thường xuyên", "ongoing")],
)
def test_the_remedy_of_a_deadline_is_told(value: str, remedy: str) -> None:
    decoded = body_of(f"name: A\ntasks:\n  - id: a\n    title: b\n    due: {value}\n")
    (problem,) = decoded.problems
    assert problem.values == {"value": value, "remedy": remedy}
    assert f"write {remedy}" in checks.get(problem.name).MESSAGES[problem.variant].format(**problem.values)


def test_parts_have_faults_of_their_own() -> None:
    task, problems = task_with(
        "occurrences:\n  2024: {completed: x}\n  2025: done\n  2026:\nmilestones:\n  a b: {due: 2024}\n  c: {due: x}"
    )
    assert [one[:2] for one in problems] == [
        *(("invalid-date", "unknown"), ("wrong-type", "map"), ("invalid-id", ""), ("invalid-due", "unknown")),
    ]
    assert [part.faults for part in task.occurrences] == [("completed",), ("<<",), ()]
    assert [part.faults for part in task.milestones] == [("a b",), ("due",)]
    assert not task.faults


def test_a_task_without_id_or_title_is_kept() -> None:
    decoded = body_of("name: A\ntasks:\n  - note: a\n  - id: x y\n    title:\n  - text\n  -\n")
    assert told(decoded) == [
        ("missing-field", "", 3, 5),
        ("missing-field", "", 3, 5),
        ("invalid-id", "", 4, 9),
        ("missing-field", "empty", 5, 5),
        ("wrong-type", "item-map", 6, 5),
    ]
    assert [(task.id, task.title, task.faults) for task in decoded.tasks] == [("?", "", ("id",)), ("x y", "", ("id",))]
    assert not decoded.complete


def test_a_hidden_character_is_told_once() -> None:
    hidden = ("    due\u200b: 2024\n", "    started: 2024\u200b\n", "    x\u200b: 1\n")
    text = "name: A\ntasks:\n  - id: IV.1\u200b\n    title: b\n" + "".join(hidden)
    parsed = parse(text.encode(), "x.yaml")
    decoded = decode_body(parsed, "x.yaml", "x")
    assert {problem.name for problem in parsed.problems} == {"control-character"}
    assert not decoded.problems
    assert decoded.tasks[0].faults == ("id", "due", "started")


@pytest.mark.parametrize(
    ("text", "expected", "complete"),
    [
        ("", [("missing-field", "", 1, 1)], True),
        ("# a\n", [("missing-field", "", 1, 1)], True),
        ("short: a\n", [("missing-field", "", 1, 1)], True),
        ("- a\n", [("wrong-type", "root-body", 1, 1)], False),
        ("a\n", [("wrong-type", "root-body", 1, 1)], False),
        ("name: a\ncollective: yes\n", [("wrong-type", "boolean", 2, 13)], True),
        ("name: a\ncollective: 'true'\n", [("wrong-type", "boolean", 2, 13)], True),
        ("name: a\nuntil: x\n", [("invalid-date", "unknown", 2, 8)], False),
        ("name: a\ntasks: x\n", [("wrong-type", "list", 2, 8)], False),
        ("name: a\ntasks: {a: b}\n", [("wrong-type", "list-not-map", 2, 8)], False),
        ("name: a\ntask: []\n", [("unknown-field", "near", 2, 1)], False),
        ("name: a\nmembers: {x: {}}\n", [("missing-field", "", 2, 14)], True),
        ("name: a\nmembers: {x: y}\n", [("wrong-type", "map", 2, 14)], True),
        ("title: a\nname: b\n", [("unknown-field", "near", 1, 1)], True),
    ],
)
def test_a_body_file_with_a_fault(text: str, expected: list[tuple[str, str, int, int]], complete: bool) -> None:
    decoded = body_of(text)
    assert told(decoded) == expected
    assert decoded.complete is complete
    assert decoded.body is None or decoded.body.name in ("a", "b", "ban-mau")


@pytest.mark.parametrize("stem", ["ban khác", "-ban", "a\nb", "x\ufffd", ""])
def test_the_name_of_a_body_file_is_an_id(stem: str) -> None:
    file = f"bodies/{stem}.yaml"
    assert told(decode_body(parse(b"name: A\n", file), file, stem)) == [("invalid-id", "file", 1, 1)]


@pytest.mark.parametrize(
    ("text", "expected", "complete"),
    [
        ("", [("missing-field", "", 1, 1)], True),
        ("title:\n", [("missing-field", "empty", 1, 1)], True),
        ("a\n", [("wrong-type", "root-plan", 1, 1)], False),
        ("title: a\nformat: 2\n", [("unknown-format", "", 2, 9)], True),
        ("title: a\nformat: '1.0'\n", [("unknown-format", "", 2, 9)], True),
        ("title: a\ndate: x\n", [("invalid-date", "unknown", 2, 7)], False),
        ("title: a\nmet_by: done\n", [("wrong-type", "choice", 2, 9)], True),
        ("title: a\ndue_soon: 0 days\n", [("wrong-type", "interval", 2, 11)], True),
        ("title: a\nreporting: {cutoff_day: 32}\n", [("wrong-type", "number", 2, 25)], True),
        ("title: a\nchecks: {x: on}\n", [("wrong-type", "choice", 2, 13)], True),
        ("title: a\nchecks: [x]\n", [("wrong-type", "map", 2, 9)], True),
        ("title: a\nevents: {x: {date: y}}\n", [("invalid-date", "unknown", 2, 20)], False),
        ("title: a\nevents: {x y: {}}\n", [("invalid-id", "", 2, 10)], True),
        ("title: a\nevents: {x: {date: quý 1/2024}}\n", [("invalid-date", "write", 2, 20)], False),
        ("title: a\nsources: {x: {outline: [{heading: y}]}}\n", [("missing-field", "", 2, 25)], False),
        ("title: a\nsources: {x: {outline: [{id: y, tasks: no}]}}\n", [("wrong-type", "boolean", 2, 40)], False),
    ],
)
def test_a_plan_file_with_a_fault(text: str, expected: list[tuple[str, str, int, int]], complete: bool) -> None:
    decoded = plan_of(text)
    assert told(decoded) == expected
    assert decoded.complete is complete


@pytest.mark.parametrize(
    ("text", "expected", "complete"),
    [
        ("- number: a\n", [("wrong-type", "root-documents", 1, 1)], False),
        ("documents: [a]\n", [("wrong-type", "item-map", 1, 13)], False),
        ("documents: [{title: a}]\n", [("missing-field", "", 1, 13)], False),
        ("documents: [{number: [a]}]\n", [("wrong-type", "text", 1, 22)], False),
        ("documents: [{number: a, date: x}]\n", [("invalid-date", "unknown", 1, 31)], True),
        ("document: []\n", [("unknown-field", "near", 1, 1)], False),
    ],
)
def test_a_register_with_a_fault(text: str, expected: list[tuple[str, str, int, int]], complete: bool) -> None:
    decoded = documents_of(text)
    assert told(decoded) == expected
    assert decoded.complete is complete


def test_very_many_unknown_fields_are_counted_in_time() -> None:
    text = "name: A\n" + "".join(f"namee{n}: x\n" for n in range(20_000))
    problems = body_of(text).problems
    assert len(problems) == 1001
    assert problems[-1].values == {"count": "19000"}
