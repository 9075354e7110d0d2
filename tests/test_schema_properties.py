"""Schema and program agree on what is well-formed, but for what an editor cannot see or a schema cannot say.

These exceptions are known by name: what an editor cannot see is `editor.unclear`; the rest is EXCEPTIONS. Where a text
is not YAML at all, both say so by other means.
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final

import pytest
import strategies
from editor import Validator, read, unclear
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plancli import checks, schema
from plancli.deadline import DeadlineError, parse_due, parse_interval, parse_span
from plancli.decode import Decoded
from plancli.decode.dates import parse_date
from plancli.decode.kinds import Kind
from plancli.decode.roots import TABLES, decode_body, decode_documents, decode_plan
from plancli.decode.table import Field, Table
from plancli.decode.tasks import TASK_TABLE
from plancli.ids import valid_id
from plancli.model import Part
from plancli.problem import Problem
from plancli.schema import patterns
from plancli.schema.patterns import BLOCKS
from plancli.schema.tables import EITHER
from plancli.syntax import parse

EXCEPTIONS: Final[dict[str, Callable[[Problem], bool]]] = {
    "a period that ends before it begins": lambda problem: problem.variant == "backwards",
    "before the first day there is": lambda problem: problem.variant == "no-such-year" and "0001" in _told(problem),
    "signs that are no letters, of which schemas do not know it": lambda problem: (
        problem.name == "invalid-id" and any(all(ord(one) not in block for block in BLOCKS) for one in _told(problem))
    ),
}
"""What a schema cannot say, by the problems that the program finds in it."""
SHAPE: Final = frozenset(checks.SHAPE)


def _told(problem: Problem) -> str:
    return problem.values.get("value", "")


@cache
def validator(kind: str) -> Any:
    """Return what judges files of a kind by their schema."""
    return Validator(schema.schema(kind))


def decoded(kind: str, text: str) -> Decoded:
    """Return what the program reads in a file that is YAML."""
    parsed = parse(text.encode(), "file.yaml")
    assert parsed.readable, (text, parsed.problems)
    if kind == "plan":
        return decode_plan(parsed, "plan.yaml")
    return decode_documents(parsed, "documents.yaml") if kind == "documents" else decode_body(parsed, "x.yaml", "x")


def check(kind: str, text: str) -> bool:
    """Hold schema and program to the same verdict on a file, and return it."""
    problems = [problem for problem in decoded(kind, text).problems if problem.name in SHAPE]
    refused = [problem for problem in problems if not any(excuses(problem) for excuses in EXCEPTIONS.values())]
    accepted: bool = validator(kind).is_valid(read(text))
    agreed = not refused if accepted else bool(problems)
    assert agreed or unclear(text), f"{text}\nschema: {accepted}\nprogram: {problems}"
    return accepted


# --- each kind of value, with every text that is worth trying ---------------------------------------------------------

TEXTS: Final = (
    r"""
 ¦ '' ¦ ' ' ¦ ~ ¦ null ¦ true ¦ false ¦ True ¦ TRUE ¦ 'true' ¦ yes ¦ no ¦ off ¦ error ¦ 0 ¦ 1 ¦ '1' ¦ -1 ¦ 50
100 ¦ 101 ¦ '50' ¦ 010 ¦ +1 ¦ 1.5 ¦ 1.10 ¦ 1e3 ¦ -1.5 ¦ 0x1F ¦ .5 ¦ .inf ¦ 31 ¦ 32 ¦ 999 ¦ 0999 ¦ 1000 ¦ 2024
'2024' ¦ 2024.0 ¦ 9999 ¦ 10000 ¦ 0000 ¦ 2024-1 ¦ 2024-01-1 ¦ 2024-02-29 ¦ 2023-02-29 ¦ 2000-02-29 ¦ 1900-02-29
2024-02-30 ¦ 2024-04-31 ¦ 2024-12-32 ¦ 2024-13 ¦ 2024-Q1 ¦ 2024-Q5 ¦ 2024-H2 ¦ 2024-H3 ¦ 2024-33 ¦ 2024-37
2024-40 ¦ 2024-q1 ¦ 2024-33-01 ¦ 12/2024 ¦ 2024/.. ¦ 2024/2025 ¦ 2025/2024 ¦ 2024-Q1/2024-40 ¦ 2024/ ¦ /2024
../2024 ¦ 2024 / 2025 ¦ ' 2024' ¦ before 2024 ¦ by 2024-06-30 ¦ before 2024/2025 ¦ before 2024/.. ¦ by 2024/..
before 0001 ¦ before 2024-02-30 ¦ before issued ¦ by IV.2:a ¦ after IV.2 ¦ after 2024 ¦ after 31-12-2024
by 2024-q4 ¦ before ¦ by a b ¦ before ² ¦ 30 days after issued ¦ 1  week   before I.1 ¦ 0 years after a
12345 days after a ¦ 2 hours after a ¦ 1 day by a ¦ every year ¦ every half by 31 and 5 from 2024-33 until 2025
every month before 32 ¦ every quarter by 00 ¦ every ¦ every year by 02-29 ¦ every year by 02-30
every year by 06-15 and 12-01 from 2024/.. ¦ every year until 2024/.. ¦ every year by 5 ¦ every half by 12-15
every day ¦ every year from 2025 until 2024 ¦ ' every  year ' ¦ Every year ¦ ongoing ¦ periodic ¦ ' ongoing '
ONGOING ¦ completed ¦ warning ¦ 30 days ¦ 1 month ¦ 0 days ¦ 00 days ¦ months ¦ 2  weeks ¦ ' 3 years ' ¦ 30
12345 days ¦ 1.5 years ¦ II.1.đ ¦ Ưu-tiên_1 ¦ a b ¦ -a ¦ .a ¦ 'a:b' ¦ a.b ¦ a/b ¦ ² ¦ a² ¦ a① ¦ ① ¦ a… ¦ a×
ªb ¦ Ä ¦ 日本 ¦ 日・本 ¦ a༺ ¦ 'a' ¦ "x\ny" ¦ "2024\n" ¦ "a\n" ¦ [] ¦ [a] ¦ [a, b] ¦ ['', a] ¦ [''] ¦ [' '] ¦ [~]
[[a]] ¦ [{a: b}] ¦ [1, true, 1.5] ¦ [2024] ¦ [2024-02-30] ¦ [every year] ¦ [every year, '']
[every year, every half] ¦ [every year, 2024] ¦ [every year, every day] ¦ [ongoing] ¦ {} ¦ {a: b} ¦ {a: }
{date: 2024} ¦ {date: } ¦ {date: ''} ¦ {date: 2024, to: 2025} ¦ {date: 2024, from: x} ¦ {date: x}
{date: 2024, x: y} ¦ {date: 2024, percent: 40} ¦ {date: 2024, verified: {date: 2024}} ¦ {by: x}
[{date: 2024}] ¦ [{date: 2024}, x] ¦ [{date: 2024, to: every year}] ¦ {date: 2024, to: [every year]}
[2024, 2024-05] ¦ [{date: 2024, returned: {date: 2025}}, {date: 2026}] ¦ {date: 2024, returned: {by: x}}
{date: 2024, to: } ¦ [{id: a}] ¦ [{id: a, title: b}] ¦ [{id: a b, title: c}] ¦ [{id: , title: b}]
[{title: b}] ¦ [{number: a}] ¦ [{number: }] ¦ [{number: , id: a}] ¦ [{number: ' '}] ¦ [{id: a, tasks: false}]
[{id: a, tasks: no}] ¦ [{id: a, due: 2024, title: b}] ¦ {x: {}} ¦ {x: } ¦ {x: ''} ¦ {x: ' '} ¦ {x: y}
{x: {name: a}} ¦ {x: {name: }} ¦ {x y: {name: a}} ¦ {'': {name: a}} ¦ {x: {title: a, due: every year}}
{x: {due: 2024, rescheduled: {date: 2024, to: every year}}} ¦ {2024: {completed: 2024}} ¦ {x: off} ¦ {x: maybe}
{x: {severity: off, waivable: false}} ¦ {x: {severity: maybe}} ¦ {x: {waivable: 'no'}}
{2024-Q1: {members: {a: {completed: 2024}}}} ¦ {x: {members: {a b: {}}}} ¦ {2024/2025: {note: a}}
{a b: {note: a}} ¦ {cutoff_day: 5} ¦ {cutoff_day: 32} ¦ {cutoff_day: } ¦ {document: a, outline: [{id: a}]}
{x: {outline: [{}]}}
"""[1:-1]
    .replace("\n", " ¦ ")
    .split(" ¦ ")
)
GIVEN: Final = {"text": "a", "name": "a", "id": "a", "date": "2024", "due": "2025"}


def fields(table: Table, text: str = "", name: str = "") -> str:
    """Return a place with all that it requires, and one field with a text."""
    given = {field.name: GIVEN[field.kind.name] for field in table.fields if field.required}
    if table in EITHER and name not in EITHER[table]:
        given[EITHER[table][0]] = "a"
    return ", ".join(f"{key}: {value}" for key, value in {**given, **({name: text} if name else {})}.items())


def inner(kind: Kind) -> Iterator[tuple[Table, str]]:
    """Yield the places that a kind is made of, each with how it stands there."""
    below = [(table, form) for table, form in inner(kind.of)] if isinstance(kind.of, Kind) else []
    if isinstance(kind.of, Table):
        yield kind.of, "{{x: {{{}}}}}" if kind.name == "map" else "{{{}}}"
    for table, form in below:
        yield table, f"{{{{x: {form}}}}}" if kind.name == "names" else f"[{form}]"


Case = tuple[str, Field, Callable[[str], str]]


def cases() -> Iterator[Case]:
    """Yield a field of each kind that there is, with the file in which a text stands there."""
    seen = set()
    waiting: list[tuple[str, Table, bool, Callable[[str], str]]] = []
    waiting += [(kind, table, False, lambda text: f"{{{text}}}") for kind, table in schema.ROOTS.items()]
    while waiting:
        kind, table, in_part, file = waiting.pop(0)
        in_part = in_part or table.slots[: len(Part._fields)] == Part._fields
        for field in table.fields:
            key = (field.kind, field.required, in_part)
            if key not in seen:
                seen.add(key)
                yield kind, field, _at(table, field, "{}", file)
                waiting += [(kind, one, in_part, _at(table, field, form, file)) for one, form in inner(field.kind)]


def _at(table: Table, field: Field, form: str, file: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: file(fields(table, form.format(text), field.name))


CASES: Final = tuple(cases())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1].name}")
def test_every_kind_of_value_is_judged_alike(case: Case) -> None:
    kind, field, file = case
    verdicts = {check(kind, file(text)) for text in TEXTS}
    assert verdicts == ({True} if field.kind.name == "any" else {True, False})


# --- whole files ------------------------------------------------------------------------------------------------------

NAMES: Final = sorted({field.name for table in TABLES for field in table.fields})
Path = tuple[str | int, ...]


class Written(str):
    """A text as it stands in a file, with its quotes."""


def paths(data: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the way to every value in data, but for the whole."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*path, key)
        yield from paths(value, (*path, key))


@st.composite
def broken(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a file of which one to three values or names are others than they should be, or are missing."""
    plan = draw(strategies.plans(2))
    kind, data = draw(
        st.sampled_from(
            [("plan", plan["info"]), ("documents", {"documents": plan["documents"]})]
            + [("body", body) for body in plan["bodies"].values()] * 2
        )
    )
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from([*paths(data), ("x",)]))
        place = data
        for step in way:
            place = place[step]
        change = draw(st.sampled_from(("value", "value", "name", "more", "less")))
        if change == "value":
            place[last] = Written(draw(st.sampled_from(TEXTS)))
        elif change == "less":
            place.pop(last, None) if isinstance(place, dict) else place.pop(last)
        elif isinstance(place, dict):
            name = draw(st.sampled_from(NAMES))
            place[name] = place.pop(last, "a") if change == "name" else Written(draw(st.sampled_from(TEXTS)))
    return kind, flow(data)


def flow(data: Any) -> str:
    """Return data as YAML in one line."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{flow(str(name))}: {flow(value)}" for name, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(flow(one) or "''" for one in data) + "]"
    if isinstance(data, Written) or re.fullmatch(r"\w[\w.\-/]*(?: [\w.\-/]+)*", data):
        return str(data)
    return json.dumps(data, ensure_ascii=False)


@given(strategies.plans())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_files_are_judged_alike(data: strategies.PlanData) -> None:
    for name, text in strategies.files(data).items():
        check({"plan.yaml": "plan", "documents.yaml": "documents"}.get(name, "body"), text)


@given(broken())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_broken_files_are_judged_alike(file: tuple[str, str]) -> None:
    check(*file)


BLOCK_FILES: Final = (
    ("body", ""),
    ("plan", "# nothing\n"),
    ("documents", ""),
    ("documents", "''"),
    ("documents", "a"),
    ("plan", "[title]"),
    ("body", "name: a\ntasks:\n"),
    ("body", "name: a\ntasks:\n  -\n  - id: b\n    title: c\n"),
    ("body", "name: a\ntasks:\n  - id: b\n    title:\n"),
    ("body", "name: >\n  a\n  b\ntasks:\n  - id: b\n    title: |\n      c\n    due: |\n      2024\n"),
    ("body", "name: a\nuntil: |\n  2024\n"),
    ("body", "name: a\ntasks:\n  - id: |\n      b\n    title: c\n"),
    ("body", "name: a\nmembers:\n  b:\n    name: c\n  1:\n    name: d\n"),
    ("plan", "title: a\nformat: 1\n"),
    ("plan", "title: a\nformat: '1'\n"),
    ("plan", "title: a\nformat: 2\n"),
)


@pytest.mark.parametrize(("kind", "text"), BLOCK_FILES)
def test_blocks_and_empty_files_are_judged_alike(kind: str, text: str) -> None:
    check(kind, text)


@pytest.mark.parametrize(
    ("due", "is_unclear"),
    [
        *(("2024", False), ("'010'", False), ("1.5", False), ("", False), ("ongoing", False), ("no", False)),
        *(("010", True), ("1.10", True), ("+1", True), ("0x10", True), ("1e3", True), (".inf", True)),
        *(("~", True), ("null", True), ("True", True), ("true", False)),
    ],
)
def test_what_an_editor_cannot_see_is_known(due: str, is_unclear: bool) -> None:
    assert unclear(f"name: a\ntasks: [{{due: {due}}}]") is is_unclear


@pytest.mark.parametrize(
    ("text", "accepted", "fine"),
    [
        *(("id: 010", True, True), ("id: 1.10", True, True), ("id: +1", True, False), ("id: .5", True, False)),
        *(("title: 1.10", True, True), ("title: ~", False, False), ("note: ~", True, False), ("note: ", True, True)),
        *(("due: 2024.0", True, False), ("due: 0999", False, True), ("due: 2025/2024", True, False)),
        *(("due: before 0001", True, False), ("id: a①", False, False), ("id: a\u0f3a", True, False)),
    ],
)
def test_the_exceptions_are_these(text: str, accepted: bool, fine: bool) -> None:
    file = f"name: a\ntasks: [{{{fields(TASK_TABLE, text.partition(': ')[2], text.partition(': ')[0])}}}]"
    assert check("body", file) is accepted
    assert (not decoded("body", file).problems) is fine


# --- the grammars -----------------------------------------------------------------------------------------------------

PIECES: Final = (
    *(
        "2024",
        "2023",
        "0000",
        "-Q1",
        "-Q5",
        "-H2",
        "-33",
        "-37",
        "-41",
        "-12",
        "-13",
        "-02",
        "-30",
        "-29",
        "-31",
        "-01",
    ),
    *("/", "..", "/..", "before", "by", "after", "30 days", "0 weeks", "1 month", "issued", "IV.2:a", "every", "year"),
    *(
        "quarter",
        "half",
        "month",
        "and",
        "12-31",
        "02-30",
        "02-29",
        "20",
        "31",
        "32",
        "0",
        "05",
        "from",
        "until",
        "Đ",
        "²",
    ),
    *("ongoing", "periodic", "q4", " ", "  ", ":", "x"),
)
READERS: Final[tuple[tuple[str, Callable[[str], Any]], ...]] = (
    (patterns.DATE, parse_date),
    (patterns.SPAN, parse_span),
    (patterns.LENGTH, parse_interval),
    (patterns.DUE, parse_due),
)


def hold(text: str) -> None:
    """Hold each expression to what the program reads."""
    for pattern, reader in READERS:
        try:
            reader(text)
            fine = True
        except DeadlineError as error:
            if error.reason in ("backwards", "no-such-year"):
                continue
            fine = False
        assert bool(re.fullmatch(pattern, text)) is fine, text


@given(st.lists(st.sampled_from(PIECES), max_size=9), st.sampled_from(("", " ")))
@settings(max_examples=500)
def test_expressions_take_what_is_read(pieces: list[str], between: str) -> None:
    hold(between.join(pieces))


@pytest.mark.parametrize("year", [1, 4, 100, 400, 1900, 2000, 2023, 2024])
def test_expressions_know_the_days_of_a_month(year: int) -> None:
    for month in range(14):
        for day in range(33):
            hold(f"{year:04}-{month:02}-{day:02}")


@pytest.mark.parametrize("block", BLOCKS, ids=str)
def test_the_expression_for_ids_knows_letters(block: range) -> None:
    pattern = re.compile(patterns.ID)
    for text in [text for code in block for text in (chr(code), f"a{chr(code)}")]:
        assert bool(pattern.fullmatch(text)) is valid_id(text), text
