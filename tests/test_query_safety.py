"""`plan query` cannot write, attach, load, read a file or run away: each is tried."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ROOT, SHIPPED, process, run

from plancli.errors import PlanError
from plancli.sql.ask import prepare
from plancli.sql.fill import NAMES
from plancli.sql.guard import FUNCTIONS, Guard
from plancli.sql.tables import TABLES

ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"

WRITING = """
INSERT INTO tasks (key) VALUES ('x')
INSERT INTO tasks SELECT * FROM tasks
REPLACE INTO tasks (key) VALUES ('x')
UPDATE tasks SET state = 'completed'
DELETE FROM tasks
WITH a AS (SELECT 1) INSERT INTO tasks (key) SELECT * FROM a
WITH a AS (SELECT 1) UPDATE tasks SET key = 'x'
WITH a AS (SELECT 1) DELETE FROM tasks
EXPLAIN DELETE FROM tasks
EXPLAIN QUERY PLAN UPDATE tasks SET key = 'x'
CREATE TABLE x (a)
CREATE TEMP TABLE x (a)
CREATE TABLE x AS SELECT * FROM tasks
CREATE VIEW x AS SELECT 1
CREATE INDEX x ON tasks (key)
CREATE TRIGGER x AFTER INSERT ON tasks BEGIN SELECT 1; END
CREATE VIRTUAL TABLE x USING fts5 (a)
CREATE VIRTUAL TABLE temp.x USING rtree (a, b, c)
DROP TABLE tasks
ALTER TABLE tasks RENAME TO x
ALTER TABLE tasks ADD COLUMN x
REINDEX
ANALYZE
VACUUM
VACUUM INTO 'out.db'
VACUUM main INTO 'out.db'
BEGIN
BEGIN IMMEDIATE
COMMIT
ROLLBACK
SAVEPOINT x
RELEASE x
ATTACH 'out.db' AS x
ATTACH ':memory:' AS x
ATTACH DATABASE 'file:out.db?mode=rwc' AS x
DETACH main
explain attach 'out.db' as x
EXPLAIN VACUUM INTO 'out.db'
/* a */ -- b
"""
REACHING = """
SELECT load_extension('x')
SELECT load_extension('x', 'y')
SELECT readfile('pyproject.toml')
SELECT writefile('out.db', 'x')
SELECT edit('x')
SELECT fts3_tokenizer('simple')
SELECT fts3_tokenizer('x', x'00')
SELECT sqlite_log(1, 'x')
SELECT sqlite_compileoption_get(1)
SELECT last_insert_rowid()
SELECT * FROM dbstat
SELECT count(*) FROM dbstat
SELECT 1 FROM sqlite_dbpage
SELECT * FROM sqlite_stmt
SELECT * FROM pragma_database_list
SELECT count(*) FROM pragma_database_list
SELECT * FROM pragma_table_info('tasks')
SELECT * FROM fts3tokenize
SELECT count(*) FROM fts5vocab
SELECT count(*) FROM bytecode('SELECT 1')
SELECT * FROM fsdir('.')
SELECT * FROM generate_series(1, 10)
SELECT * FROM temp.tasks
SELECT * FROM other.tasks
SELECT 1 FROM tasks WHERE title MATCH 'x'
SELECT 1 FROM tasks WHERE title REGEXP 'x'
PRAGMA query_only = OFF
PRAGMA query_only
PRAGMA journal_mode
PRAGMA journal_mode = DELETE
PRAGMA temp_store_directory = '.'
PRAGMA data_store_directory = '.'
PRAGMA hard_heap_limit = 0
PRAGMA trusted_schema = ON
PRAGMA writable_schema = ON
PRAGMA schema_version = 1
PRAGMA user_version
PRAGMA database_list
PRAGMA compile_options
PRAGMA incremental_vacuum
PRAGMA optimize
PRAGMA integrity_check
PRAGMA wal_checkpoint
PRAGMA module_list
PRAGMA key = 'x'
EXPLAIN PRAGMA query_only = OFF
"""
SEVERAL = """
SELECT 1; DELETE FROM tasks
SELECT 1; SELECT 2
SELECT 1; ATTACH 'out.db' AS x
; SELECT 1; SELECT 2
"""


def lines(text: str) -> list[str]:
    """Return the statements, one a line."""
    return text.strip().splitlines()


@pytest.mark.parametrize("sql", lines(WRITING + REACHING + SEVERAL))
def test_it_is_refused_and_nothing_changes(sql: str, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in SHIPPED.rglob("*") if path.is_file()}
    result = run("query", "--plan", str(SHIPPED), "--", sql, cwd=tmp_path)
    assert (result.status, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: ")
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []
    assert {path: path.read_bytes() for path in SHIPPED.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("DELETE FROM tasks", "DELETE: plan query only asks"),
        ("WITH a AS (SELECT 1) DELETE FROM tasks", "plan query only asks: it never writes"),
        ("SELECT load_extension('x')", "The function load_extension cannot be used here."),
        ("PRAGMA query_only = OFF", "PRAGMA query_only cannot be used here."),
        ("SELECT * FROM dbstat", "plan query only asks"),
    ],
)
def test_what_is_refused_is_said(sql: str, told: str) -> None:
    assert told in run("query", sql).stderr


@pytest.mark.parametrize(
    "sql",
    [
        "PRAGMA table_info(tasks)",
        "PRAGMA table_list",
        "EXPLAIN SELECT * FROM tasks",
        "EXPLAIN QUERY PLAN SELECT * FROM tasks",
        "SELECT name FROM sqlite_schema",
        "SELECT count(*) FROM sqlite_master",
        "SELECT j.value FROM tasks, json_each('[1, 2]') j",
        "WITH a AS (SELECT 1) SELECT count(*) FROM a",
        "WITH tasks AS (SELECT 1 AS one) SELECT one FROM tasks",
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 9) SELECT sum(x) FROM c",
        "VALUES (1), (2)",
        "SELECT rank() OVER (ORDER BY key), lag(key) OVER (ORDER BY key) FROM tasks",
        "SELECT date('2024-01-31', '+1 month'), strftime('%Y', '2024-01-01'), julianday('2024-01-01')",
        "SELECT json_group_array(key), group_concat(key, ', ') FROM tasks",
        "SELECT 1; -- the end",
        "/* DELETE FROM tasks */ SELECT 'DROP TABLE tasks; ATTACH'",
        "SELECT key FROM tasks WHERE title LIKE '%a%' ESCAPE '!' OR title GLOB '*a*' UNION SELECT key FROM facts",
    ],
)
def test_what_asks_is_answered(sql: str) -> None:
    result = run("query", sql)
    assert (result.status, result.stderr) == (0, "")


def test_each_function_on_the_list_only_computes() -> None:
    assert not [name for name in FUNCTIONS if re.search("extension|file|fts|rtree|tokenizer|edit|_log|changes", name)]


def test_what_the_guard_does_not_know_is_refused() -> None:
    guard = Guard(NAMES)
    allowed = [code for code in range(60) if guard(code, "x", "x", "main", None) == sqlite3.SQLITE_OK]
    assert allowed == [sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE]


WORDS = st.sampled_from((
    "SELECT", "FROM", "WHERE", "tasks", "facts", "key", "(", ")", ",", "*", "'", '"', ";", "--", "/*", "*/", "INSERT",
    "INTO", "VALUES", "UPDATE", "SET", "DELETE", "PRAGMA", "query_only", "=", "ATTACH", "'x.db'", "AS", "y", "VACUUM",
    "WITH", "a", "UNION", "ALL", "EXPLAIN", "load_extension", "json_each", "1", "?", ":b", "NULL", "\0", "\ud800",
))  # fmt: skip


@given(st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=30))
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_is_answered_or_told(sql: str) -> None:
    with suppress(PlanError):
        assert set(prepare(sql).wanted) <= {table.name for table in TABLES}


# --- what runs away -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT zeroblob(100000000)",
        "SELECT length(randomblob(1 << 40))",
        "SELECT replace(hex(zeroblob(1000000)), '0', hex(zeroblob(1000000)))",
        f"{ENDLESS[:-1]} LIMIT 200) SELECT group_concat(x, hex(zeroblob(100000))) FROM c",
    ],
)
def test_no_value_is_larger_than_its_limit(sql: str) -> None:
    result = run("query", sql)
    assert (result.status, result.stderr) == (2, "Error: A value has more than 10 MB.\n")


def test_a_format_that_is_too_wide_gives_nothing_or_is_told() -> None:
    result = run("query", "SELECT printf('%.*c', 100000000, 'x') AS x", "--format", "csv")
    assert (result.status, result.stdout) in ((0, 'x\n""\n'), (0, "x\n\n"), (2, ""))


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT " + "(" * 2000 + "1" + ")" * 2000,
        "SELECT " + ",".join("1" * 2000),
        " UNION ALL ".join(["SELECT 1"] * 200),
        "SELECT max(" + ",".join("1" * 200) + ")",
        "SELECT 'x' LIKE '" + "%a" * 5000 + "'",
    ],
)
def test_statements_have_limits(sql: str) -> None:
    result = run("query", sql)
    assert (result.status, result.stdout) == (2, "")
    assert "Error: " in result.stderr


def test_memory_has_a_limit() -> None:
    code = (
        "import sys; from plancli.sql import guard; guard.HEAP = 16 << 20; from plancli.cli import run;"
        f"sys.exit(run(['query', '{ENDLESS} SELECT x, randomblob(1000) FROM c ORDER BY 2']))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: The statement needs more than")


def test_a_row_is_found_when_it_is_asked_for() -> None:
    sql = f"{ENDLESS} SELECT CASE x WHEN 5 THEN abs(-9223372036854775808) ELSE x END AS x FROM c"
    result = run("query", sql, "--limit", "1", "--format", "csv")
    assert (result.status, result.stdout) == (0, "x\n1\n")
    assert run("query", sql, "--limit", "5").status == 2


def interrupted(sql: str, *args: str, ready: Callable[["subprocess.Popen[bytes]"], None]) -> tuple[int, float, bytes]:
    """Return how a statement ends at Ctrl-C, after how many seconds, and what it says."""
    command = [sys.executable, "-m", "plancli", "query", sql, *args]
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        try:
            ready(running)
            assert running.poll() is None
            running.send_signal(signal.SIGINT)
            start = time.monotonic()
            running.wait(20)
            taken = time.monotonic() - start
            assert running.stderr
            return running.returncode, taken, running.stderr.read()
        finally:
            running.kill()


def busy(running: "subprocess.Popen[bytes]") -> None:
    """Wait until a process has computed for longer than reading the plan takes, or a while where that is not seen."""
    stat = Path(f"/proc/{running.pid}/stat")
    deadline = time.monotonic() + 20
    while stat.exists() and time.monotonic() < deadline:
        used = stat.read_text().rpartition(")")[2].split()
        if int(used[11]) + int(used[12]) > 1.5 * os.sysconf("SC_CLK_TCK"):
            return
        time.sleep(0.02)
    if not stat.exists():
        time.sleep(4)


def reading(running: "subprocess.Popen[bytes]") -> None:
    """Wait until rows come."""
    assert running.stdout
    running.stdout.read(1000)


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to a whole console")
@pytest.mark.parametrize(
    ("sql", "args", "ready"),
    [
        (f"{ENDLESS} SELECT count(*) FROM c", (), busy),
        (f"{ENDLESS} SELECT x FROM c ORDER BY fold(x) COLLATE vi", (), busy),
        (f"{ENDLESS} SELECT count(*) FROM c WHERE fold({'x || ' * 60} 'Á') = 'x'", (), busy),
        ("SELECT instr(hex(zeroblob(4900000)), hex(zeroblob(2400000)) || '1')", (), busy),  # one step of SQLite
        (f"{ENDLESS} SELECT x FROM c", ("--format", "csv"), reading),
    ],
    ids=["endless", "in Python", "mostly in Python", "in one step", "printing"],
)
def test_it_ends_at_once_on_ctrl_c(
    sql: str, args: tuple[str, ...], ready: Callable[["subprocess.Popen[bytes]"], None]
) -> None:
    status, taken, told = interrupted(sql, *args, ready=ready)
    assert (status, told) == (130, b"")
    assert taken < 5


def test_a_reader_that_left_is_nobodys_problem() -> None:
    command = f"'{sys.executable}' -m plancli query \"{ENDLESS} SELECT x FROM c\" --format csv | head -n 2"
    done = subprocess.run(
        ["sh", "-c", command], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert (done.stdout, done.stderr) == ("x\n1\n", "")


def test_what_is_read_of_a_file_has_a_limit(tmp_path: Path) -> None:
    file = tmp_path / "long.sql"
    file.write_bytes(b"SELECT 1 --" + b"x" * 1_000_000)
    assert "longer than 100000 bytes" in run("query", "--file", str(file)).stderr
    file.write_bytes(b"SELECT '\xff'")
    assert "not UTF-8" in run("query", "--file", str(file)).stderr
    assert process("query", "--file", "/dev/zero").returncode == 2
