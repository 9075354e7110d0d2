"""`plan schema`: valid, complete, the same each time, and in step with the files beside the shipped plan."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from editor import Validator, read
from jsonschema import Draft7Validator
from pages import DOCS, example_files
from support import SHIPPED, process, run

from plancli import i18n, schema
from plancli.decode.roots import TABLES
from plancli.decode.tasks import DUE_FIELD
from plancli.schema.tables import in_both
from plancli.schema.words import ABOUT, EXAMPLES
from plancli.source import Entry, Folder, entry_of

ENTRIES = Folder(SHIPPED).listing().entries
LANGUAGE = "vi"
"""That of the people who edit the shipped plan."""


def made(kind: str = "") -> Any:
    """Return a schema as the command prints it."""
    result = run("schema", *([kind] if kind else []))
    assert (result.status, result.stderr) == (0, "")
    return json.loads(result.stdout)


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every map in a schema, at any depth."""
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(one)


@pytest.mark.parametrize("kind", ["", *schema.KINDS])
def test_it_is_draft_07(kind: str) -> None:
    one = made(kind)
    assert one["$schema"] == Draft7Validator.META_SCHEMA["$schema"]
    Draft7Validator.check_schema(one)
    told = {ref.removeprefix("#/definitions/") for node in nodes(one) if isinstance(ref := node.get("$ref"), str)}
    assert told == set(one["definitions"])


def test_it_has_every_field_with_its_meaning_and_no_other() -> None:
    places = [node["properties"] for node in nodes(made()) if node.get("additionalProperties") is False]
    told = {tuple((name, value["description"]) for name, value in place.items()) for place in places}
    assert told == {tuple((field.name, in_both(field.about)) for field in table.fields) for table in TABLES}


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_the_language_asked_comes_first(lang: str) -> None:
    one = json.loads(run("schema", "body", "--lang", lang).stdout)
    first, second = one["definitions"]["tasks"]["properties"]["due"]["description"].split("\n\n")
    about = DUE_FIELD.about
    assert (first == about) is (lang == "en")
    assert (second == about) is (lang != "en")
    assert one["$comment"] == f"plan schema body --lang {lang}"


def test_it_is_the_same_each_time() -> None:
    first = process("schema", env={"PYTHONHASHSEED": "1"}).stdout
    assert first == process("schema", env={"PYTHONHASHSEED": "2", "LC_ALL": "C"}).stdout == run("schema").stdout


@pytest.mark.parametrize("kind", ["bodies", "Body", "", "plan.yaml"])
def test_another_kind_is_refused(kind: str) -> None:
    result = run("schema", kind)
    assert (result.status, result.stdout) == (2, "")
    assert "plan, documents, body" in result.stderr


def test_expressions_mean_the_same_everywhere() -> None:
    patterns = {node["pattern"] for node in nodes(made()) if isinstance(node.get("pattern"), str)}
    assert len(patterns) > 10
    for pattern in patterns:
        assert not re.search(r"\\[wWdDbBAZzNUpP]|\(\?[^:!=]|[+*?}]\+", pattern), pattern
        assert pattern == r"\S" or (pattern[0], pattern[-1]) == ("^", "$")


def test_examples_may_stand() -> None:
    shown = [node for node in nodes(made()) if "examples" in node]
    assert {json.dumps(node["examples"]) for node in shown} <= {json.dumps(one) for one in EXAMPLES.values()}
    for node in shown:
        for example in node["examples"]:
            Validator(node | {"items": True}).validate(example)


# --- the shipped plan -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", schema.KINDS)
def test_the_schema_beside_the_shipped_plan_is_the_programs(kind: str, request: pytest.FixtureRequest) -> None:
    file = SHIPPED / schema.FOLDER / f"{kind}.json"
    printed = run("schema", kind, "--lang", LANGUAGE).stdout
    if request.config.getoption("update"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(printed, "utf-8")
    assert file.read_text("utf-8") == printed, "pytest --update tests/test_schema.py writes it"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.file)
def test_each_file_of_the_shipped_plan_names_its_schema_and_keeps_to_it(entry: Entry) -> None:
    file = SHIPPED / entry.path
    text = file.read_text("utf-8")
    assert text.splitlines()[0] == schema.modeline(entry)
    target = file.parent / text.splitlines()[0].partition("$schema=")[2]
    Validator(json.loads(target.read_text("utf-8"))).validate(read(text))


EXAMPLE = example_files(DOCS / "files.md")


@pytest.mark.parametrize("name", EXAMPLE)
def test_the_example_of_the_documentation_keeps_to_it(name: str) -> None:
    entry = entry_of(name.removeprefix("plan/"))
    assert entry is not None
    for kind in (entry.kind, ""):
        Validator(made(kind)).validate(read(EXAMPLE[name]))


def test_each_kind_of_file_is_told_apart() -> None:
    errors = {kind: next(Validator(made()).iter_errors(value)).message for kind, value in WRONG.items()}
    assert errors == {kind: next(Validator(made(kind)).iter_errors(value)).message for kind, value in WRONG.items()}


WRONG: dict[str, Any] = {
    "plan": {"title": "a", "due": 2024},
    "documents": {"documents": [{"number": "a", "due": 2024}]},
    "body": {"name": "a", "due": 2024},
}


def test_every_kind_of_file_has_a_word() -> None:
    assert set(ABOUT) == set(schema.KINDS)
