"""The tables of the documentation are those of the program: fields, deadlines, states, commands, JSON, checks."""

import inspect
import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import typer
import yaml
from pages import DOCS, blocks, example, names, prose, rows, sections, slug
from repositories import Checkout
from support import SHIPPED, run

from plancli import checks, cli, deadline
from plancli.deadline import DeadlineError, Due, Recurring, parse_due, parse_dues, parse_span
from plancli.decode.roots import TABLES
from plancli.i18n import set_language
from plancli.remedy import suggest, typed_span
from plancli.report import bodies, documents, items
from plancli.series import occurrences
from plancli.state import FLAGS, STATES
from plancli.state.window import resolve
from plancli.state.words import flag_words, state_words

FILES, DEADLINES, STATES_PAGE, COMMANDS = (
    prose(DOCS / f"{name}.md") for name in ("files", "deadlines", "states", "commands")
)


def in_table(text: str, *headings: str) -> pytest.MarkDecorator:
    """Return the mark that runs a test for each row of the tables with these headings, of which there are some."""
    found = rows(text, *headings)
    assert len(found) > 2, headings
    return pytest.mark.parametrize("row", found, ids=[row[0].replace("`", "") for row in found])


def test_files_have_exactly_the_fields_told() -> None:
    told = {name for row in rows(FILES, "Field") for name in names(row[0])}
    assert told == {field.name for table in TABLES for field in table.fields}


def due_of(cell: str) -> Due:
    """Return the deadline in a cell: a text, or a list as YAML has it."""
    text = names(cell)[0]
    return parse_dues(yaml.safe_load(text)) if text.startswith("[") else parse_due(text)


def words(day: date | None) -> str:
    """Return a day as the tables have it."""
    return day.isoformat() if day else "none"


@in_table(DEADLINES, "due", "Means", "First day", "Last day")
def test_periods_have_the_days_told(row: list[str]) -> None:
    window = resolve(due_of(row[0]), lambda name: None)
    assert [words(window.first), words(window.last)] == row[2:]


@in_table(DEADLINES, "due", "Counts from", "Last day")
def test_anchored_deadlines_end_as_told(row: list[str]) -> None:
    anchor = parse_span(names(row[1])[0]) if names(row[1]) else None
    window = resolve(due_of(row[0]), lambda name: anchor)
    assert (words(window.last) if window.kind != "awaiting" else "not known yet") == row[2]


@in_table(DEADLINES, "due", "Deadlines")
def test_series_stand_for_the_deadlines_told(row: list[str]) -> None:
    due = due_of(row[0])
    assert isinstance(due, Recurring)
    told = re.findall(r"`([^`]+)` until ([0-9-]{10})", row[1])
    found = [(one.key, one.last.isoformat()) for one in occurrences(due, date(2024, 1, 1), date(2027, 12, 31))]
    assert told == (found[: len(told)] if row[1].endswith("…") else found)


@in_table(DEADLINES, "Not a due", "Write")
def test_what_is_no_deadline_is_refused_with_its_remedy(row: list[str]) -> None:
    text = names(row[0])[0]
    with pytest.raises(DeadlineError) as caught:
        parse_due(text)
    assert (caught.value.remedy or suggest(text)) == "".join(names(row[1]))


def test_the_grammar_is_the_programs() -> None:
    told = next(block.text for block in blocks(DOCS / "deadlines.md") if block.language == "text")
    paragraphs = inspect.cleandoc(deadline.__doc__ or "").split("\n\n")
    grammar = next(one for one in paragraphs if one.lstrip().startswith("due ")).splitlines()
    assert [" ".join(line.split()) for line in told] == [" ".join(line.split()) for line in grammar]


@in_table(COMMANDS, "Typed", "First day", "Last day")
def test_dates_are_read_as_typed(row: list[str]) -> None:
    for typed in names(row[0]):
        span = typed_span(typed)
        assert [words(span.first), words(span.last)] == row[1:]


def test_states_stand_in_their_order_and_words() -> None:
    told = rows(STATES_PAGE, "State")
    assert [row[0] for row in told] == [f"`{state}` {state_words(state)}" for state in STATES]
    set_language("vi")
    for state, row in zip(STATES, told, strict=True):
        assert row[-1].startswith(state_words(state))


def test_flags_stand_in_their_order_and_words() -> None:
    told = rows(STATES_PAGE, "Flag")
    assert [row[0] for row in told] == [f"`{flag}` {flag_words(flag)}" for flag in FLAGS]
    set_language("vi")
    assert [row[-1] for row in told] == [flag_words(flag) for flag in FLAGS]


def parameters(name: str, kind: str) -> list[Any]:
    """Return the options or arguments of a command as it is built."""
    return [one for one in cli._built(name).params if one.param_type_name == kind and one.name != "help"]


def section(name: str) -> str:
    """Return a command's section with the sections of the page that it links to."""
    told = sections(DOCS / "commands.md")
    linked = {slug(heading): text for heading, text in told.items()}
    own = told[f"plan {name}"]
    return "".join([own, *(linked[anchor] for anchor in re.findall(r"\]\(#([^)]+)\)", own))])


def options(text: str) -> list[str]:
    """Return the options that tables tell of, without their values."""
    return sorted(option.split()[0] for row in rows(text, "Option") for option in names(row[0]))


def test_each_command_has_a_section() -> None:
    headings = [heading for heading in sections(DOCS / "commands.md") if heading.startswith("plan ")]
    assert headings == [f"plan {name}" for name in cli.COMMANDS]


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_a_command_has_exactly_the_options_told(name: str) -> None:
    assert options(section(name)) == sorted(opt for one in parameters(name, "option") for opt in one.opts)


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_a_command_has_exactly_the_arguments_told(name: str) -> None:
    usage = " ".join([f"plan {name}", *(one.metavar for one in parameters(name, "argument"))])
    assert f"\n`{usage}`\n" in section(name)


def test_the_options_before_the_command_are_told() -> None:
    told = options(sections(DOCS / "commands.md")["Before the command"])
    app = typer.main.get_command(cli.application())
    assert told == sorted(opt for one in app.params for opt in one.opts)


JSON = sections(DOCS / "json.md")
KINDS = ("tasks", "status", "bodies", "documents", "timeline", "tables", "views", "problems")
Answers = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """Return envelopes by kind: of the example plan in files.md, which has every field, and of one with a problem."""
    folder = example(DOCS / "files.md", "example", tmp_path_factory.mktemp("example"))
    (folder / "empty").mkdir()
    (folder / "empty" / "plan.yaml").write_text("id: x\ntitel: Plan\n", "utf-8")
    Checkout.new(folder).commit({})
    tasks = [one["id"] for one in json.loads(run("list", "--format", "json", cwd=folder).stdout)["items"]]
    found: Answers = {}
    for args in (
        ["show", *tasks, "II.1a:survey", "II.2a:2024-Q3", "II.3:north"],
        ["due", "--before", "2030-01-01"],
        ["status", "--as-of", "2024-06-30"],
        ["bodies"],
        ["documents"],
        ["timeline", "--milestones"],
        ["query", "--schema"],
        ["list", "--views"],
        ["list", "--views", "--plan", str(SHIPPED)],
        ["validate"],
        ["validate", "--plan", "empty"],
        ["review", "main"],
    ):
        envelope = json.loads(run(*args, "--format", "json", cwd=folder).stdout)
        found.setdefault(envelope["kind"], []).append(envelope)
    return found


def fields(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield every name in data with its value, at any depth."""
    if isinstance(value, list):
        for one in value:
            yield from fields(one)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name, inner
            yield from fields(inner)


def told_fields(heading: str) -> dict[str, str]:
    """Return the fields of a section with all the types that are told for each."""
    told: dict[str, str] = {}
    for row in rows(JSON[heading], "Field"):
        for name in names(row[0]):
            told[name] = f"{told.get(name, '')} {row[1]}"
    return told


def test_the_envelope_is_told(answers: Answers) -> None:
    assert tuple(answers) == KINDS
    for kind in KINDS:
        assert f"`{kind}`" in JSON["The envelope"]
        for envelope in answers[kind]:
            assert [name for name in envelope if name in told_fields("The envelope")] == [*told_fields("The envelope")]


@pytest.mark.parametrize("kind", KINDS)
def test_json_has_exactly_the_fields_told(kind: str, answers: Answers) -> None:
    envelope = told_fields("The envelope")
    found = {name for one in answers[kind] for name, _ in fields(one) if name not in envelope}
    assert found == set(told_fields(kind.capitalize()))


@pytest.mark.parametrize("kind", KINDS)
def test_fields_of_json_have_the_types_told(kind: str, answers: Answers) -> None:
    types = {bool: "boolean", int: "number", str: "text", list: "list", dict: "object", type(None): "null"}
    told = told_fields("The envelope") | told_fields(kind.capitalize())
    for envelope in answers[kind]:
        for name, value in fields(envelope):
            assert types[type(value)] in told[name].replace("day", "text"), f"{name}: {value!r}"


@pytest.mark.parametrize(
    ("heading", "declared"),
    [("Tasks", items.ALL_FIELDS), ("Bodies", bodies.FIELDS), ("Documents", documents.FIELDS)],
)
def test_declared_fields_are_told(heading: str, declared: tuple[str, ...]) -> None:
    assert set(declared) <= set(told_fields(heading))


CHECKS_HEAD = """
# Checks

What `plan validate` finds. `plan explain` lists the checks, `plan explain NAME` prints the page of one. This page is
written from the checks themselves, by `pytest --update`.

A finding is an error or a warning. Errors make the exit status 1, with `--strict` warnings do too. A plan sets the
severity of each in plan.yaml: `checks: {unused-document: off}`, or `warning`, or `error`. `--select` and `--ignore`
choose checks for one run. What a check needs and could not read is never held against the plan: while a body's file
cannot be read, no clause is said to have no task.
"""
GROUPS = (
    ("Text", "The files as YAML.", checks.TEXT),
    ("Shape", "The fields and their values.", checks.SHAPE),
    ("Meaning", "What the files say together, on a day.", checks.MEANING),
)


def checks_page() -> str:
    """Return docs/checks.md, made from the modules of the checks."""
    parts = [CHECKS_HEAD.strip()]
    for heading, about, group in GROUPS:
        table = ["| Check | Severity | Finds |", "| --- | --- | --- |"]
        for name in group:
            check = checks.get(name)
            table.append(f"| [`{name}`](#{name}) | {check.SEVERITY} | {check.SUMMARY} |")
        parts += [f"## {heading}", about, "\n".join(table)]
    parts += ["## Pages", "What `plan explain` prints, check by check."]
    for name in checks.NAMES:
        check = checks.get(name)
        parts += [f"### {name}", f"{check.SEVERITY.capitalize()}. {inspect.cleandoc(check.__doc__ or '')}"]
    return "\n\n".join(parts) + "\n"


def test_the_page_of_checks_is_that_of_the_modules(request: pytest.FixtureRequest) -> None:
    page = DOCS / "checks.md"
    if request.config.getoption("update"):
        page.write_text(checks_page(), "utf-8")
    assert page.read_text("utf-8") == checks_page()


def test_every_check_is_told() -> None:
    told = {names(row[0])[0]: row[1:] for row in rows(prose(DOCS / "checks.md"), "Check")}
    assert told == {name: [checks.get(name).SEVERITY, checks.get(name).SUMMARY] for name in checks.NAMES}
