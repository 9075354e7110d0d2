"""`plan query`: what it answers is what the other questions answer; what it is asked wrongly is told."""

import json
import sqlite3
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import strategies
from folders import RICH, RICH_DAY
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import DOCS, example
from support import ROOT, process, run

from plancli import i18n
from plancli.columns import width
from plancli.model import Plan
from plancli.report.bodies import bodies_report
from plancli.report.items import facts_dict, item_dict
from plancli.report.status import counts
from plancli.sql import answer, ask
from plancli.sql.ask import prepare
from plancli.sql.fill import create, fill
from plancli.sql.functions import COLLATIONS
from plancli.sql.schema import schema_text
from plancli.sql.tables import TABLES
from plancli.state import Standing
from plancli.state.facts import visible
from plancli.text import sort_key

DAY = "2025-01-01"
PLANS = strategies.plans().map(strategies.model)


def rows_of(sql: str, standing: Standing) -> list[tuple[Any, ...]]:
    """Return the rows that a plan answers with."""
    return [tuple(row) for row in ask.ask(prepare(sql), standing).rows]


def items_of(*args: str, cwd: Path = ROOT) -> list[dict[str, Any]]:
    """Return the items of an answer as JSON."""
    result = run(*args, "--as-of", DAY, "--format", "json", cwd=cwd)
    assert result.stderr == ""
    items: list[dict[str, Any]] = json.loads(result.stdout)["items"]
    return items


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the example plan in files.md, which has every field."""
    return example(DOCS / "files.md", "example", tmp_path_factory.mktemp("example"))


# --- the same as the other questions --------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["", "WHERE state = 'overdue'", "WHERE no_report = 1", "WHERE title LIKE '%a%'"])
def test_rows_are_those_of_list(where: str, folder: Path) -> None:
    told = {one["key"]: one for one in items_of("list", cwd=folder)}
    found = items_of("query", f"SELECT * FROM tasks {where}", cwd=folder)
    assert found
    for row in found:
        one = told[row["key"]]
        for name, value in row.items():
            if name in one and name != "completed":
                wanted = "; ".join(one[name]) or None if isinstance(one[name], list) else one[name]
                assert value == wanted, name


@given(PLANS, st.dates(date(2023, 6, 1), date(2026, 1, 1)))
@settings(max_examples=60, deadline=None)
def test_counts_are_those_of_status_and_bodies(plan: Plan, day: date) -> None:
    standing = Standing(plan, day)
    found = dict(rows_of("SELECT state, count(*) FROM tasks GROUP BY state", standing))
    assert found == Counter(item.state for item in standing.items)
    told = {name: number for name, number in counts(standing.items).items() if number and name != "not_judged"}
    assert told == {state.replace("-", "_"): number for state, number in found.items() if state}
    bodies = bodies_report(standing, list(plan.bodies), "").items
    sql = "SELECT id, leads, co_leads, supporting, overdue FROM bodies"
    assert rows_of(sql, standing) == [
        tuple(one[name] for name in ("id", "leads", "co_leads", "supporting", "overdue")) for one in bodies
    ]


@given(PLANS, st.dates(date(2023, 6, 1), date(2026, 1, 1)))
@settings(max_examples=60, deadline=None)
def test_facts_are_those_of_the_files_up_to_the_day(plan: Plan, day: date) -> None:
    standing = Standing(plan, day)
    facts: Counter[str] = Counter()
    for item in standing.items:
        asked = {one.occurrence for one in standing.occurrences(item)}
        parts = [*item.task.milestones, *item.task.members]
        for part in item.task.occurrences:
            parts += [part, *part.members] if part.key in asked else []
        for found in (item.task.facts, *(part.facts for part in parts)):
            _count(facts_dict(visible(found, day)), facts)
    assert dict(rows_of("SELECT fact, count(*) FROM facts GROUP BY fact", standing)) == facts
    assert rows_of("SELECT count(*) FROM rescheduled", standing) == [(facts["rescheduled"],)]


def _count(told: dict[str, Any], facts: Counter[str]) -> None:
    for name, value in told.items():
        entries = value if isinstance(value, list) else [value] if value else []
        facts.update([name] * len(entries))
        for inner in ("verified", "returned"):
            facts.update([inner] * sum(1 for one in entries if one.get(inner)))


@given(PLANS, st.dates(date(2023, 6, 1), date(2026, 1, 1)))
@settings(max_examples=60, deadline=None)
def test_places_are_those_of_show(plan: Plan, day: date) -> None:
    standing = Standing(plan, day)
    places: dict[str, list[tuple[Any, ...]]] = {"milestones": [], "occurrences": [], "members": []}
    for item in standing.items:
        told = item_dict(item, standing, occurrences=True)
        for name, found in places.items():
            found += [(part["key"], part["state"]) for part in told[name]]
        for part in told["occurrences"]:
            places["members"] += [(one["key"], one["state"]) for one in part["members"]]
    for name, found in places.items():
        assert rows_of(f"SELECT key, state FROM {name}", standing) == found


COLUMNS = [(table.name, column.name) for table in TABLES for column in table.columns]


@given(PLANS, st.sampled_from(COLUMNS), st.sampled_from(COLUMNS), st.sampled_from(["", "NATURAL"]))
@settings(max_examples=80, deadline=None)
def test_filling_only_what_is_read_changes_no_answer(
    plan: Plan, one: tuple[str, str], two: tuple[str, str], natural: str
) -> None:
    standing = Standing(plan, date(2024, 6, 30))
    sql = (
        f'SELECT a."{one[1]}", count(*), max(b."{two[1]}") FROM {one[0]} a {natural} LEFT JOIN {two[0]} b '
        f"{'' if natural else 'ON a.rowid = b.rowid'} GROUP BY 1 ORDER BY 1"
    )
    whole = sqlite3.connect(":memory:", isolation_level=None)
    create(whole)
    fill(whole, standing, {table.name: {column.name for column in table.columns} for table in TABLES})
    assert rows_of(sql, standing) == whole.execute(sql).fetchall()
    whole.close()


def test_a_move_of_an_occurrence_is_counted_from_the_day_that_its_series_asks_for() -> None:
    sql = "SELECT key, old_last, to_last, days FROM rescheduled ORDER BY key, date"
    result = run("query", sql, "--plan", str(RICH), "--as-of", RICH_DAY, "--format", "csv")
    assert result.stdout.splitlines()[1:] == [
        "III.1,2024-06-30,2024-09-30,92",
        "III.1,2024-09-30,2024-11-30,61",
        "V.3b:2025-H1,2025-06-30,2025-09-30,92",
    ]


def test_columns_by_which_using_joins_are_filled(folder: Path) -> None:
    sql = "SELECT count(*) AS n FROM citations {} facts {}"
    told = items_of("query", sql.format("JOIN", "ON citations.task = facts.task"), cwd=folder)
    assert told[0]["n"] > 0
    assert items_of("query", sql.format("JOIN", "USING (task)"), cwd=folder) == told


def test_only_what_is_asked_for_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def noted(connection: Any, table: Any, filling: Any, wanted: set[str]) -> None:
        made.append(f"{table.name}: {' '.join(sorted(wanted))}".strip())

    monkeypatch.setattr("plancli.sql.fill._fill", noted)
    run("query", "SELECT count(*) FROM tasks")
    assert made == ["tasks:"]
    run("query", "SELECT state FROM tasks WHERE id IN (SELECT task FROM citations)")
    assert made[1:] == ["tasks: id state", "citations: task"]


def test_as_of_and_at_hold(folder: Path) -> None:
    sql = "SELECT as_of() AS day, count(*) AS n FROM facts"
    early = json.loads(run("query", sql, "--as-of", "2023-12-31", "--format", "json", cwd=folder).stdout)
    assert early["items"] == [{"day": "2023-12-31", "n": 0}]
    assert items_of("query", sql, cwd=folder)[0]["n"] > 0


# --- functions and orders -------------------------------------------------------------------------------------------


def one(sql: str) -> list[Any]:
    """Return the first column of an answer that needs no plan of its own."""
    return [next(iter(row.values())) for row in items_of("query", sql)]


def test_fold_finds_without_accents() -> None:
    assert one("SELECT fold('Uỷ ban KIỂM TRA')") == ["uy ban kiem tra"]
    assert one("SELECT fold(NULL)") == [None]
    assert one("SELECT fold(12)") == ["12"]
    assert one("SELECT fold(CAST('Uỷ ban' AS BLOB))") == ["uy ban"]


def test_text_is_ordered_as_vietnamese_and_as_ids() -> None:
    words = ["đa", "da", "ê", "e", "dã", "dá", "Da"]
    values = ", ".join(f"('{word}')" for word in words)
    assert one(f"SELECT column1 FROM (VALUES {values}) ORDER BY 1 COLLATE vi") == sorted(words, key=sort_key)
    assert one("SELECT column1 FROM (VALUES ('IV.10'), ('IV.9')) ORDER BY 1 COLLATE id") == ["IV.9", "IV.10"]
    for name in COLLATIONS:  # what is alike for as long as is compared is still not the same
        assert one(
            f"SELECT count(DISTINCT column1 COLLATE {name}) FROM (VALUES ('{'a' * 600}b'), ('{'a' * 600}c'))"
        ) == [2]


# --- answers --------------------------------------------------------------------------------------------------------


def test_a_table_shows_each_kind_of_value() -> None:
    sql = "SELECT 12 AS n, 1.5 AS f, 2.0 AS g, 1/3.0 AS h, NULL AS e, x'00ff' AS b, 9e999 AS i, char(27) || 'x' AS c"
    assert run("query", sql, "--as-of", DAY).stdout.splitlines()[2:] == [
        " n    f    g                  h  e  b     i    c",
        "──  ───  ───  ─────────────────  ─  ────  ───  ─────",
        "12  1.5  2.0  0.333333333333333     00ff  Inf  \\x1bx",
    ]


def test_json_has_columns_and_unique_names() -> None:
    sql = "SELECT 1 AS a, 2 AS a, 3 AS a_2, NULL AS b, -9e999 AS c, x'0f' AS d"
    envelope = json.loads(run("query", sql, "--format", "json").stdout)
    assert envelope["kind"] == "query"
    assert envelope["columns"] == ["a", "a_2", "a_2_2", "b", "c", "d"]
    assert envelope["items"] == [{"a": 1, "a_2": 2, "a_2_2": 3, "b": None, "c": "-Inf", "d": "0f"}]


def test_csv_is_safe_in_a_spreadsheet() -> None:
    result = run("query", "SELECT '=1+1' AS \"=x\", -1.5 AS f, -2 AS n, NULL AS e", "--format", "csv")
    assert result.stdout == "'=x,f,n,e\n'=1+1,-1.5,-2,\n"


def test_markdown_is_a_table() -> None:
    result = run("query", "SELECT key, days_left FROM tasks WHERE id = 'II.1'", "--as-of", DAY, "--format", "md")
    assert result.stdout.splitlines()[2:] == ["| key | days\\_left |", "| --- | ---: |", "| II.1 | -732 |"]


def test_no_rows_are_said() -> None:
    assert run("query", "SELECT key FROM tasks WHERE 0", "--as-of", DAY).stdout == f"nq28: no rows (as of {DAY})\n"
    assert run("query", "SELECT key FROM tasks WHERE 0", "--format", "csv").stdout == "key\n"
    assert items_of("query", "SELECT key FROM tasks WHERE 0") == []


@pytest.mark.parametrize("form", ["table", "csv", "md", "json"])
def test_limit_says_that_there_are_more(form: str) -> None:
    result = run("query", "SELECT key FROM tasks", "--limit", "2", "--format", form)
    told = "There are more rows: raise --limit to see them"
    assert (told in result.stdout + result.stderr) == (form != "json")
    assert (result.stdout.count("IV.") + result.stdout.count("IV\\.")) == 2
    assert told not in run("query", "SELECT 1", "--limit", "1").stdout


def test_a_long_text_is_cut_in_a_table_only() -> None:
    sql = "SELECT printf('%.*c', 5000, 'x') AS long"
    assert run("query", sql).stdout.count("x") < 1010
    assert run("query", sql, "--format", "csv").stdout.count("x") == 5000


def test_what_is_too_much_to_hold_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer, "HELD", 1 << 20)
    sql = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 30000) SELECT x FROM c"
    result = run("query", sql)
    assert (result.status, result.stdout) == (2, "")
    assert "more than 1 MB" in result.stderr
    assert run("query", sql, "--format", "csv").stdout.count("\n") == 30001


def test_tables_fit_and_numbers_stand_right() -> None:
    for columns in ("40", "80", "140"):
        result = run("query", "SELECT key, days_left, title FROM tasks", "--as-of", DAY, env={"COLUMNS": columns})
        assert max(map(width, result.stdout.splitlines())) <= int(columns)


def test_vietnamese_is_spoken() -> None:
    result = run("--lang", "vi", "query", "SELECT 1")
    assert result.status == 0


# --- where the statement comes from ---------------------------------------------------------------------------------


def test_a_statement_comes_by_pipe_and_by_file(tmp_path: Path) -> None:
    file = tmp_path / "open.sql"
    file.write_text("\ufeff-- how many\nSELECT count(*) AS n\nFROM tasks;\n", "utf-8")
    for args, stdin in (
        ((), file.read_text("utf-8")),
        (("-",), "SELECT count(*) AS n FROM tasks"),
        (("--file", "-"), "SELECT count(*) AS n FROM tasks"),
        (("--file", str(file)), ""),
    ):
        result = process("query", *args, "--format", "csv", stdin=stdin)
        assert (result.returncode, result.stdout, result.stderr) == (0, "n\n40\n", "")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--file", "nowhere.sql"), "--file: nowhere.sql cannot be read: No such file or directory."),
        (("--file", "."), "--file: . cannot be read: Is a directory."),
        (("--file", "a\0b"), "--file: a\\x00b cannot be read: embedded null byte."),
        (("SELECT 1", "--file", "x"), "Give the statement itself or --file, not both."),
        (("SELECT 1", "--schema"), "--schema prints the tables, and takes no statement."),
        (("SELECT 1", "--limit", "-1"), "-1 is less than 0."),
        (("SELECT 1", "--format", "jsn"), "--format: jsn is not one of: table, json, csv, md"),
    ],
)
def test_wrong_calls_are_told(args: tuple[str, ...], told: str) -> None:
    result = run("query", *args)
    assert (result.status, result.stdout) == (2, "")
    assert told in result.stderr


def test_nothing_by_pipe_is_no_statement() -> None:
    result = process("query", stdin="")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: There is no statement.\nSuch as: plan query")


# --- what is wrong in a statement -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sql", "message", "hint"),
    [
        ("", "There is no statement.", "Such as"),
        (" ;; /* nothing */ ; ", "There is no statement.", "Such as"),
        ("/* open", "There is no statement.", "Such as"),
        ("SELECT 1; SELECT 2", "These are several statements.", "Give one at a time."),
        ("SELECT 'abc", "The statement cannot be read near 'abc.", "not closed"),
        ("SELECT (1", "The statement is not complete.", "not closed"),
        ("SELEC 1", "near SELEC (line 1, column 1).", "Did you mean SELECT?"),
        ("SELECT *\n FORM tasks", "near FORM (line 2, column 2).", "Did you mean FROM?"),
        ("SELECT titel FROM tasks", "There is no column titel (line 1, column 8).", "Did you mean title"),
        ("SELECT t.titel FROM tasks t", "There is no column t.titel", "Did you mean title"),
        ("SELECT zzz FROM tasks", "There is no column zzz", "plan query --schema lists them."),
        ("SELECT 1 FROM task", "There is no table task", "Did you mean tasks"),
        ("SELECT flod(title) FROM tasks", "There is no function flod", "Did you mean fold"),
        ("SELECT id FROM tasks a, tasks b", "Several tables have a column id.", "tasks.id"),
        ("SELECT 1 FROM tasks WHERE state = overdue", "There is no column overdue", "'overdue'"),
        ("SELECT to FROM facts", "near to (line 1, column 8).", '"to"'),
        ("SELECT 1 ORDER BY 1 COLLATE vn", "There is no collation vn.", "vi, id"),
        ("SELECT ?", "stands for a value that is given nowhere", "Write the value itself."),
        ("SELECT :name", "stands for a value that is given nowhere", "Write the value itself."),
        ("SELECT sum(count(*)) FROM tasks", "SQLite cannot answer: misuse of aggregate", ""),
        ("SELECT \0", "NUL character", ""),
        ("SELECT '\ud800'", "not UTF-8", ""),
        ("SELECT 1 --" + "x" * 100_000, "longer than 100000 bytes", ""),
    ],
)
def test_faults_are_told_with_what_was_meant(sql: str, message: str, hint: str) -> None:
    result = run("query", sql)
    told = " ".join(result.stderr.split())
    assert (result.status, result.stdout) == (2, "")
    assert message in told
    assert hint in told


def test_a_fault_is_told_without_any_plan(tmp_path: Path) -> None:
    result = run("query", "SELECT nix", cwd=tmp_path)
    assert "There is no column nix" in result.stderr


def test_a_plan_that_cannot_be_read_whole_is_asked_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "bodies").mkdir()
    (tmp_path / "plan.yaml").write_text("title: P\nid: p\n", "utf-8")
    (tmp_path / "bodies" / "a.yaml").write_text("name: A\ntasks:\n  - id: I.1\n    title: T\n    due: soon\n", "utf-8")
    (tmp_path / "bodies" / "b.yaml").write_text("name: [\n", "utf-8")
    result = run("query", "SELECT key, state FROM tasks", "--plan", str(tmp_path), "--format", "csv")
    assert (result.status, result.stdout) == (1, "key,state\nI.1,\n")
    assert "b.yaml" in result.stderr


def test_an_empty_plan_has_no_rows(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("title: P\n", "utf-8")
    for table in TABLES:
        result = run("query", f"SELECT * FROM {table.name}", "--plan", str(tmp_path), "--format", "csv")
        assert (result.status, result.stdout.count("\n")) == (0, 1)


# --- the schema -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("columns", [40, 80, 140])
def test_the_schema_is_sql_of_the_tables(lang: str, columns: int) -> None:
    i18n.set_language(lang)
    text = schema_text(columns)
    connection = sqlite3.connect(":memory:")
    connection.executescript(text)
    for table in TABLES:
        told = [(row[1], row[2]) for row in connection.execute(f"PRAGMA table_info({table.name})")]
        assert told == [(column.name, column.type) for column in table.columns]
    connection.close()
    if columns >= 80:
        assert max(map(width, text.splitlines())) <= columns


def test_the_schema_needs_no_plan_and_is_data_too(tmp_path: Path) -> None:
    assert run("query", "--schema", cwd=tmp_path).stdout == schema_text(80)
    envelope = json.loads(run("query", "--schema", "--format", "json", cwd=tmp_path).stdout)
    assert (envelope["kind"], [one["name"] for one in envelope["items"]]) == ("tables", [one.name for one in TABLES])
    assert [*envelope["items"][0]["columns"][0]] == ["name", "type", "meaning"]
    assert run("query", "--schema", "--format", "csv").stdout.startswith("table,column,type,meaning\ntasks,key,TEXT,")
    assert "### citations: a document that a task cites" in run("query", "--schema", "--format", "md").stdout


def tables_page() -> str:
    """Return the part of docs/query.md that tells of the tables."""
    parts = []
    for table in TABLES:
        rows = [f"| `{one.name}` | {one.type} | {one.meaning} |" for one in table.columns]
        parts.append("\n".join([f"### {table.name}", "", f"A row is {table.meaning}.", "",
                                "| Column | Type | Meaning |", "| --- | --- | --- |", *rows]))  # fmt: skip
    return "\n\n".join(parts) + "\n"


def test_the_page_tells_of_the_tables(request: pytest.FixtureRequest) -> None:
    page = DOCS / "query.md"
    head, mark, told = page.read_text("utf-8").partition("## The tables\n\n")
    if request.config.getoption("update"):
        page.write_text(head + mark + tables_page(), "utf-8")
        told = tables_page()
    assert mark
    assert told == tables_page()


def test_no_other_command_pays_for_sqlite() -> None:
    code = """if True:
        import sys
        from plancli import cli
        for args in (["list", "--limit", "1"], ["status"], ["-h"]):
            cli.run(args)
        sys.exit("plancli.sql" in sys.modules)
    """
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
