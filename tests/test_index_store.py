"""Whatever becomes of the index's file, and whoever else uses it, an answer is the one that the plan's files give."""

import os
import random
import resource
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from benchmarks.generate import write
from folders import write_plan
from indexing import begin_anew, index, unindexed, whole
from support import Result, process, run

from plancli.errors import PlanError
from plancli.index import Asked, stamps
from plancli.index.database import LARGEST, MARK, WAIT
from plancli.index.rows import Row
from plancli.index.store import Store, _sum
from plancli.index.surface import Surface
from plancli.load import load
from plancli.model import Plan
from plancli.problem import Problem
from plancli.query.due import Days, due
from plancli.query.filters import Filters, Selection
from plancli.report.items import item_dict
from plancli.source import Entry, Folder
from plancli.state import Standing

PLAN: Final = """
format: 1
title: P
date: 2020-01-01
sources: {goc: {outline: [{id: I}, {id: II}]}}
"""
BODY: Final = """
name: Ban {n}
tasks:
  - {{id: {n}.a, title: Việc, source: I.{n}.1, due: 2020-0{m}, completed: 202{n}-03-01}}
  - {{id: {n}.b, title: Dời, due: 2021, rescheduled: [{{date: 2021-01-05, to: 2024-0{m}}}]}}
  - {{id: {n}.c, title: Mốc, due: 2021, milestones: {{m: {{title: M, due: 2023-0{m}}}}}}}
  - {{id: {n}.d, title: Theo việc, due: 2 months after {other}.a}}
  - {{id: {n}.e, title: Theo mục, due: "2 years after goc:I.{other}"}}
  - {{id: {n}.f, title: Xa, due: 2026-0{m}}}
  - {{id: {n}.g, title: Thường xuyên, due: ongoing}}
  - {{id: {n}.h, title: Không hạn}}
"""
DAY: Final = date(2024, 5, 5)
ASKED: Final = (Asked(date(2023, 1, 1), date(2023, 12, 31)), Asked(date(2026, 1, 1)), Asked(None, date(2021, 6, 1)))
BODIES: Final = 4


class Small(NamedTuple):
    """A small plan that hangs together across its files, read; its index; what that must answer."""

    folder: Path
    file: Path
    good: bytes
    expected: list[Any]
    ran: Result | None = None

    def run(self, **env: str) -> Result:
        """Ask the same by the command."""
        year = ("--year", str(ASKED[0].first and ASKED[0].first.year))
        return run("due", *year, "--as-of", str(DAY), "--plan", str(self.folder), env=env)

    def put(self, data: bytes) -> None:
        """Put other bytes in the index's place, as another process left them."""
        for side in ("-journal", "-wal", "-shm"):
            Path(f"{self.file}{side}").unlink(missing_ok=True)
        self.file.write_bytes(data)

    def check(self, about: object, *, narrow_first: bool = True) -> None:
        """Check that all is answered as without an index, each time by another process."""
        ways = [*ASKED, Asked()] if narrow_first else [Asked(), *ASKED]
        for asked in ways:
            begin_anew()
            loaded = load(Folder(self.folder), None, asked)
            told = answers(loaded.plan, asked) if asked in ASKED else whole(loaded)
            assert told == self.expected[[*ASKED, Asked()].index(asked)], (about, asked)
            if asked in ASKED[:1]:
                begin_anew()
                assert self.run() == self.ran, about

    def is_used(self) -> bool:
        """Return whether the index answers in place of the files."""
        opened: list[str] = []
        original = Folder.read

        def read(source: Folder, entry: Entry) -> bytes | Problem:
            opened.append(entry.file)
            return original(source, entry)

        begin_anew()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Folder, "read", read)
            load(Folder(self.folder))
        return not opened


def answers(plan: Plan, asked: Asked) -> Any:
    """Return what comes due, with all that is told of it."""
    standing = Standing(plan, DAY)
    answer = due(standing, Selection(Filters(), standing), Days(asked.first, asked.last))
    return [item_dict(item, standing) for item in answer.rows], answer.undated, standing.incomplete


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Small]:
    monkeypatch.setattr(stamps, "SLACK", -(10**18))  # as if all had been written long before
    bodies = {f"bodies/ban-{n}.yaml": BODY.format(n=n, m=n + 1, other=(n + 1) % BODIES) for n in range(BODIES)}
    folder = write_plan(tmp_path, {"plan.yaml": PLAN, "documents.yaml": "documents: [{number: 1-QD}]\n", **bodies})
    direct = unindexed(folder)
    assert not direct.problems
    with index(tmp_path / "cache") as cache:
        load(Folder(folder))
        begin_anew()
        (file,) = cache.glob("*.sqlite")
        expected = [*(answers(direct.plan, asked) for asked in ASKED), whole(direct)]
        made = Small(folder, file, file.read_bytes(), expected)
        yield made._replace(ran=made.run(PLAN_CACHE="off"))


def damaged(data: bytes, seed: int) -> bytes:
    """Return a file as a broken disk, a crash or another program may leave it."""
    chance, made, page = random.Random(seed), bytearray(data), 4096
    kind = chance.choice(["bit", "bit", "bit", "byte", "bytes", "bytes", "cut", "zeros", "pages"])
    at = chance.randrange(len(made))
    if kind == "bit":
        made[at] ^= 1 << chance.randrange(8)
    elif kind == "byte":
        made[at] = chance.randrange(256)
    elif kind == "bytes":
        for _one in range(chance.randrange(1, 40)):
            made[chance.randrange(len(made))] = chance.randrange(256)
    elif kind == "cut":
        del made[at:]
    elif kind == "zeros":
        size = min(chance.randrange(1, page), len(made) - at)
        made[at : at + size] = bytes(size)
    else:
        one, other = (page * chance.randrange(len(made) // page) for _side in range(2))
        made[one : one + page], made[other : other + page] = made[other : other + page], made[one : one + page]
    return bytes(made)


def test_no_damage_anywhere_changes_an_answer(small: Small) -> None:
    for seed in range(150):
        small.put(damaged(small.good, seed))
        small.check(seed, narrow_first=seed % 2 == 0)
        load(Folder(small.folder))
        assert small.is_used(), seed


def test_no_bit_of_what_stands_in_the_rows_changes_an_answer(small: Small) -> None:
    """The texts and the headers that divide them, where damage is least like damage."""
    places = [at for word in (b"goc:I", b"3.a", "Việc".encode(), b"ban-1") for at in _all(small.good, word)]
    for seed in range(100):
        chance = random.Random(seed)
        made = bytearray(small.good)
        made[max(0, chance.choice(places) - chance.randrange(60))] ^= 1 << chance.randrange(8)
        small.put(bytes(made))
        small.check(seed, narrow_first=seed % 2 == 0)


def _all(data: bytes, word: bytes) -> Iterator[int]:
    at = data.find(word)
    while at >= 0:
        yield at
        at = data.find(word, at + 1)


def by_sql(*statements: str) -> Callable[[Path], None]:
    """Return what changes an index by SQL."""

    def change(file: Path) -> None:
        with closing(sqlite3.connect(file)) as base, base:
            base.create_function("planned_sum", -1, _sum)
            for statement in statements:
                base.execute(statement)

    return change


def swapped(table: str, column: str) -> tuple[str, str]:
    """Return statements by which the rows of a table have each other's values."""
    pick = f"(SELECT {column} FROM {table} t WHERE t.rowid > {table}.rowid ORDER BY t.rowid LIMIT 1)"
    return f"CREATE TABLE old AS SELECT rowid AS number, {pick} AS other FROM {table}", (
        f"UPDATE {table} SET {column} = coalesce((SELECT other FROM old WHERE number = {table}.rowid), {column})"
    )


def another_database(file: Path) -> None:
    file.unlink()
    by_sql("CREATE TABLE file (x)")(file)


def a_link_to_nothing(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.parent / "nothing")


def a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def a_journal_beside(file: Path) -> None:
    Path(f"{file}-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + os.urandom(2000))


def of_another_user(file: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("only root can give a file away")
    os.chown(file, 12345, 12345)


GARBAGE: Final = ('{"bodies/ban-1.yaml":[1]}', "[[]]", '{"a":3}', "{", '{"plan.yaml":[0,0,0,0,0,0,"zz"]}', "3", "\xff")
CHANGES: Final[dict[str, Callable[[Path], object]]] = {
    "empty": lambda file: file.write_bytes(b""),
    "text": lambda file: file.write_text("not a database at all\n" * 999),
    "another database": another_database,
    "another program's": by_sql("PRAGMA application_id = 7"),
    "of a later SQLite": lambda file: file.write_bytes(file.read_bytes()[:18] + b"\7\7" + file.read_bytes()[20:]),
    "with a log": by_sql("PRAGMA journal_mode = WAL"),
    "link": a_link_to_nothing,
    "pipe": a_pipe,
    "journal": a_journal_beside,
    "owner": of_another_user,
    **{f"no {table}": by_sql(f"DROP TABLE {table}") for table in ("file", "part", "tally", "rest", "folder")},
    "no column": by_sql("ALTER TABLE file DROP COLUMN ids"),
    "another column": by_sql("ALTER TABLE part ADD COLUMN x"),
    "a view": by_sql("DROP TABLE rest", "CREATE VIEW rest AS SELECT 1 AS file, 2 AS tasks, 3 AS sum"),
    **{f"{table} rows gone": by_sql(f"DELETE FROM {table}") for table in ("file", "part", "tally", "folder")},
    "half the parts gone": by_sql("DELETE FROM part WHERE rowid % 2"),
    "what is hung on broken": by_sql(f"UPDATE part SET tasks = x'5b' WHERE high <= {date(2020, 12, 31).toordinal()}"),
    "parts twice": by_sql("INSERT INTO part SELECT * FROM part"),
    "parts of others": by_sql("UPDATE part SET file = (SELECT max(file) FROM part)"),
    "parts out of time": by_sql("UPDATE part SET low = 3000000, high = 3000000"),
    "parts renumbered": by_sql("UPDATE part SET number = number + 1"),
    "names as bytes": by_sql("UPDATE file SET hangs = CAST(hangs AS BLOB)"),
    "ids as bytes": by_sql("UPDATE file SET ids = CAST(ids AS BLOB)"),
    "nothing in it": by_sql("UPDATE file SET head = NULL"),
    "numbers in it": by_sql("UPDATE rest SET tasks = 5", "UPDATE part SET tasks = 7.5"),
    "no places": by_sql("UPDATE file SET places = ''"),
    "no sums": by_sql("UPDATE file SET head_sum = NULL", "UPDATE rest SET sum = NULL"),
    "sums of nothing": by_sql("UPDATE file SET head = NULL, head_sum = -2", "UPDATE rest SET tasks = NULL, sum = -1"),
    **{
        f"{column}s of {table} swapped": by_sql(*swapped(table, column))
        for table, column in (("file", "digest"), ("file", "head"), ("file", "sums"), ("file", "name"),
                              ("part", "tasks"), ("file", "places"), ("rest", "tasks"))
    },
    "tallies in place of rests": by_sql(
        "ALTER TABLE rest RENAME TO was", "ALTER TABLE tally RENAME TO rest", "ALTER TABLE was RENAME TO tally",
        "ALTER TABLE rest RENAME COLUMN changes TO other", "ALTER TABLE rest RENAME COLUMN other TO tasks",
        "ALTER TABLE tally RENAME COLUMN tasks TO changes",
    ),
    "rests with their sums swapped": by_sql(
        "CREATE TABLE r AS SELECT * FROM rest", "DELETE FROM rest",
        "INSERT INTO rest SELECT r.file, other.tasks, other.sum FROM r JOIN r other "
        "ON other.rowid = (r.rowid % (SELECT count(*) FROM r)) + 1",
    ),
    **{
        f"stamps {text}": by_sql(f"UPDATE folder SET stamps = '{text}', sum = planned_sum(root, '{text}')")
        for text in GARBAGE
    },
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_is_in_its_place_changes_no_answer_and_is_replaced(change: str, small: Small) -> None:
    for narrow_first in (True, False):
        small.put(small.good)
        CHANGES[change](small.file)
        small.check(change, narrow_first=narrow_first)
        load(Folder(small.folder))
        assert small.is_used()
        small.file.unlink()
        Path(f"{small.file}-journal").unlink(missing_ok=True)


def test_a_folder_in_its_place_is_left_alone(small: Small) -> None:
    small.file.unlink()
    small.file.mkdir()
    small.check("folder")
    assert small.file.is_dir()


def test_the_indexes_of_other_versions_are_left_alone_while_they_are_used(small: Small) -> None:
    recent, old, other = (small.file.with_name(name) for name in ("index-0-0.sqlite", "index-9.sqlite", "notes.sqlite"))
    for path in (recent, old, other):
        path.write_bytes(b"x")
    for path in (old, other):
        os.utime(path, (1, 1))
    small.file.unlink()
    small.check("versions")
    assert recent.exists()
    assert other.exists()
    assert not old.exists()


def test_one_that_has_grown_too_large_is_begun_anew(small: Small) -> None:
    with small.file.open("r+b") as file:
        file.truncate(LARGEST + 1)  # takes no room on the disk
    (small.folder / "bodies" / "moi.yaml").write_text("name: Mới\n", encoding="utf-8")
    load(Folder(small.folder))
    assert not small.file.exists() or small.file.stat().st_size < LARGEST
    load(Folder(small.folder))
    assert small.is_used()


def test_a_header_that_forbids_to_write_is_no_reason_not_to(small: Small) -> None:
    data = bytearray(small.good)
    data[18] = 3  # SQLite's version for writing
    small.put(bytes(data))
    for path in small.folder.rglob("*.yaml"):
        os.utime(path, (10**9, 10**9))
    small.check("header")
    assert small.is_used()


DIGEST: Final = b"\1" * 32
ALTERED: Final[dict[str, tuple[str, Callable[[Any], object]]]] = {
    "folder": ("UPDATE folder SET stamps = x'5b5d'", lambda store: store.folder("/a")),
    "root": ("UPDATE folder SET root = '/b'", lambda store: store.folder("/b")),
    "object": ("UPDATE object SET digest = x'00'", lambda store: store.digests(["0a"])),
    "head": ("UPDATE file SET head = x'5b5d'", lambda store: store.heads({"plan.yaml": DIGEST})),
    "name": ("UPDATE file SET name = 'documents.yaml'", lambda store: store.heads({"plan.yaml": DIGEST})),
    "part": ("UPDATE part SET tasks = x'5b5d'", lambda store: store.parts(store.kept, 1, 9, undated=True)),
    "time of a part": ("UPDATE part SET low = 8", lambda store: store.parts(store.kept, 1, 4, undated=True)),
    "part gone": ("DELETE FROM part", lambda store: store.parts(store.kept, 1, 4, undated=True)),
    "place": ("UPDATE part SET tasks = x'5b5d'", lambda store: store.places(store.kept, {store.kept[0].number: [0]})),
    "place gone": ("DELETE FROM part", lambda store: store.places(store.kept, {store.kept[0].number: [0]})),
    "places": ("UPDATE file SET places = '1'", lambda store: store.heads({"plan.yaml": DIGEST})),
    "rest": ("UPDATE rest SET tasks = x'5b5d'", lambda store: store.rest(store.kept[0].number)),
    "tally": ("UPDATE tally SET changes = x'5b5d'", lambda store: store.tallies(store.kept)),
    "rest of another": ("UPDATE rest SET file = 7", lambda store: store.rest(7)),
}


@pytest.mark.parametrize("row", ALTERED)
def test_a_row_that_was_altered_is_not_given(row: str, tmp_path: Path) -> None:
    class Kept(Store):
        kept: Final[list[Any]] = []

    statement, ask = ALTERED[row]
    surface = Surface(DIGEST, b"o", b"i", "x")
    kept = Row(
        DIGEST, "plan.yaml", surface, ids="a", places="0", given="", head=b"{}", rest=b"[1]", changes=b"[2]",
        parts=[(2, 5, b"[[0]]")],
    )  # fmt: skip
    for altered in (False, True):
        store = Kept(tmp_path / f"{altered}.sqlite")
        store.add([kept], [("0a", "plan.yaml", DIGEST)], {"/a": b"{}"})
        store.kept[:] = store.heads({"plan.yaml": DIGEST}).values()
        (head,) = store.kept
        assert head.surface == surface
        assert store.parts([head], 1, 9, undated=True) == {head.number: [b"[[0]]"]}
        assert store.places([head], {head.number: [0]}) == {head.number: {0: b"[[0]]"}}
        assert store.places([head], {}) == {head.number: {}}
        assert store.rest(head.number) == b"[1]"
        assert store.tallies([head]) == {head.number: b"[2]"}
        assert store.digests(["0a"]) == {("0a", "plan.yaml"): DIGEST}
        assert store.folder("/a") == b"{}"
        if altered:
            by_sql(statement)(store.path)
            assert not ask(store)
            assert not store.path.exists()


def test_a_sum_tells_values_apart_that_are_the_same_in_a_row() -> None:
    sums = [_sum("ab", "c"), _sum("a", "bc"), _sum("abc"), _sum(b"ab", "c"), _sum("ab", b"c"), _sum("ab", "c", "")]
    assert len(set(sums)) == len(sums)
    assert _sum(5) != _sum("5")
    assert {_sum(None), _sum("a", None), _sum(5.0)} == {-1}


# What is read later, when the index may be gone.


def test_what_is_read_later_is_the_same_after_the_index_was_removed_or_replaced(small: Small) -> None:
    changes: tuple[Callable[[], object], ...] = (
        small.file.unlink,
        lambda: small.put(damaged(small.good, 1)),
        lambda: small.put(b""),
    )
    for change in changes:
        small.put(small.good)
        begin_anew()
        loaded = load(Folder(small.folder))
        change()
        assert whole(loaded) == small.expected[-1]


def test_what_is_read_later_is_of_the_same_file_though_another_index_came(small: Small) -> None:
    """In an index that was begun anew meanwhile, all is in another order."""
    loaded = load(Folder(small.folder))
    by_sql("DELETE FROM rest WHERE file = (SELECT id FROM file WHERE name = 'bodies/ban-3.yaml')")(small.file)
    assert str(loaded.plan.tasks[-1].source) == "()"  # is found to be damaged: the index is thrown away
    for name in sorted(os.listdir(small.folder / "bodies"), reverse=True):
        other = write_plan(
            small.folder.parent / name, {f"bodies/{name}": (small.folder / "bodies" / name).read_bytes()}
        )
        load(Folder(other))
    assert whole(loaded) == small.expected[-1]


def test_what_was_changed_before_it_is_read_later_is_told(small: Small) -> None:
    loaded = load(Folder(small.folder))
    by_sql("DELETE FROM rest")(small.file)
    body = small.folder / "bodies" / "ban-0.yaml"
    body.write_text(body.read_text("utf-8").replace("Việc", "Khác"), encoding="utf-8")
    with pytest.raises(PlanError, match=r"bodies/ban-0\.yaml was changed while the plan was read"):
        whole(loaded)
    body.unlink()
    with pytest.raises(PlanError, match="was changed"):
        whole(loaded)


# Others at the same time, by processes of their own.


class Large(NamedTuple):
    """A plan large enough for an index, and the answer to a question."""

    folder: Path
    args: tuple[str, ...]
    answer: tuple[int, str, str]

    def ask(self, cache: Path, **env: str) -> tuple[int, str, str]:
        """Ask it in a process of its own."""
        done = process(*self.args, env={"XDG_CACHE_HOME": str(cache), **env})
        return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Large:
    folder = tmp_path_factory.mktemp("large") / "plan"
    write(300, folder)
    for path in folder.rglob("*.yaml"):
        os.utime(path, (10**9, 10**9))
    args = ("due", "--year", "2024", "--as-of", "2024-06-01", "--plan", str(folder))
    done = process(*args, env={"PLAN_CACHE": "off"})
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) > 30
    return Large(folder, args, (0, done.stdout, ""))


@pytest.fixture(scope="module")
def filled(large: Large, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for caches with an index of the large plan."""
    cache = tmp_path_factory.mktemp("filled")
    assert large.ask(cache) == large.answer
    return cache


@pytest.fixture
def cache(filled: Path, tmp_path: Path) -> Path:
    shutil.copytree(filled, tmp_path / "cache")
    return tmp_path / "cache"


def file_in(cache: Path) -> Path:
    (file,) = (cache / "plancli").glob("*.sqlite")
    return file


def test_an_index_that_is_locked_is_waited_for_only_shortly(large: Large, cache: Path) -> None:
    with closing(sqlite3.connect(file_in(cache))) as base:
        base.execute("BEGIN EXCLUSIVE")
        before = file_in(cache).stat().st_ino
        began = time.monotonic()
        first = large.ask(cache)
        took = time.monotonic() - began
        base.execute("ROLLBACK")
    began = time.monotonic()
    assert large.ask(cache) == first == large.answer
    assert file_in(cache).stat().st_ino == before  # it is in order
    assert took < WAIT + 6 * (time.monotonic() - began) + 1


def test_many_at_once_begin_one_index(large: Large, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "plancli", *large.args]
    env = {"PATH": os.environ["PATH"], "XDG_CACHE_HOME": str(tmp_path)}
    for damage in (None, 3):
        if damage is not None:
            file_in(tmp_path).write_bytes(damaged(file_in(tmp_path).read_bytes(), damage))
        runs = [
            subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
            for _one in range(6)
        ]
        for one in runs:
            out, err = one.communicate(timeout=60)
            assert (one.returncode, out, err) == large.answer
    for _time in range(2):  # whoever asked last may have been the one to find the damage
        assert large.ask(tmp_path) == large.answer
    with closing(sqlite3.connect(file_in(tmp_path))) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("PRAGMA application_id").fetchone() == (MARK,)
        assert base.execute("SELECT count(*) FROM file").fetchone()[0] >= 8


KILLED: Final = """
import os, signal, sys
from plancli import cli
from plancli.index import store

insert, done = store._insert, []

def killing(base, row):
    insert(base, row)
    done.append(row)
    if len(done) == 3:
        base.execute("PRAGMA cache_spill = 1")
        base.execute("PRAGMA cache_size = 1")
    if len(done) == 6:
        os.kill(os.getpid(), signal.SIGKILL)

store._insert = killing
cli.run(sys.argv[1:])
"""


def test_a_process_that_is_killed_while_it_writes_leaves_nothing_half_done(large: Large, tmp_path: Path) -> None:
    env = {"PATH": os.environ["PATH"], "XDG_CACHE_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", KILLED, *large.args], env=env, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert Path(f"{file_in(tmp_path)}-journal").exists()
    for _time in range(2):
        assert large.ask(tmp_path) == large.answer
    assert not Path(f"{file_in(tmp_path)}-journal").exists()


def test_a_full_disk_changes_no_answer(large: Large, tmp_path: Path) -> None:
    for most in (0, 8192, 100_000):
        done = subprocess.run(
            [sys.executable, "-m", "plancli", *large.args],
            env={"PATH": os.environ["PATH"], "XDG_CACHE_HOME": str(tmp_path / str(most))},
            capture_output=True,
            encoding="utf-8",
            check=False,
            preexec_fn=lambda most=most: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),  # type: ignore[misc]
        )
        assert (done.returncode, done.stdout, done.stderr) == large.answer
        assert large.ask(tmp_path / str(most)) == large.answer


# Where it lies, and who may read it.


def test_nobody_else_can_read_it(small: Small) -> None:
    old = os.umask(0)
    try:
        shutil.rmtree(small.file.parent)
        load(Folder(small.folder))
        assert stat.S_IMODE(small.file.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(small.file.stat().st_mode) == 0o600
        small.file.chmod(0o644)
        small.check("mode")
        assert stat.S_IMODE(small.file.stat().st_mode) == 0o600
    finally:
        os.umask(old)


@pytest.fixture
def powerless(small: Small) -> Iterator[Small]:
    """The small plan asked by a user who may not do all: root may."""
    if os.getuid() != 0:
        yield small
        return
    for path in (small.folder.parent, *small.folder.parent.rglob("*")):
        os.chown(path, 65534, 65534)
    above = [path for path in small.folder.parent.parents if path.stat().st_mode & 0o011 != 0o011]
    modes = {path: path.stat().st_mode for path in above}
    for path in above:
        path.chmod(modes[path] | 0o011)
    os.seteuid(65534)
    try:
        yield small
    finally:
        os.seteuid(0)
        for path, mode in modes.items():
            path.chmod(mode)


@pytest.mark.parametrize(("folder", "file"), [(0o500, 0o600), (0o700, 0o400), (0o500, 0o400), (0o000, 0o600)])
def test_what_may_not_be_written_is_read_or_left(folder: int, file: int, powerless: Small) -> None:
    home = powerless.file.parent
    for good in (True, False):
        powerless.put(powerless.good if good else damaged(powerless.good, 7))
        (powerless.folder / "bodies" / "ban-0.yaml").touch()
        powerless.file.chmod(file)
        home.chmod(folder)
        try:
            powerless.check((folder, file, good))
        finally:
            home.chmod(0o700)
            if powerless.file.exists():
                powerless.file.chmod(0o600)


@pytest.mark.parametrize("value", ["", "relative", "/proc/nowhere", "/dev/null", "/dev/null/below"])
def test_no_folder_for_it_is_no_matter(value: str, small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", value)
    monkeypatch.setenv("HOME", "/dev/null")
    monkeypatch.chdir(small.folder.parent)
    small.check(value)
    assert not (small.folder.parent / "relative").exists()


def test_without_a_home_nothing_is_kept(large: Large, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert large.ask(Path(""), HOME=str(home)) == large.answer
    assert [path.suffix for path in (home / ".cache" / "plancli").iterdir()] == [".sqlite"]
    assert large.ask(Path(""), HOME="") == large.answer


@pytest.mark.parametrize("value", ["off", "OFF", "0", "no", "false"])
def test_turned_off_it_makes_nothing(value: str, large: Large, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert run(*large.args, env={"XDG_CACHE_HOME": str(cache), "PLAN_CACHE": value}) == large.answer
    assert not cache.exists()


def test_nothing_is_ever_written_into_the_plan(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(small.folder))
    small.check("inside")
    assert sorted(path.name for path in small.folder.rglob("*") if path.is_file()) == [
        *(f"ban-{n}.yaml" for n in range(BODIES)),
        "documents.yaml",
        "plan.yaml",
    ]


def test_a_plan_may_lie_in_the_folder_for_caches(tmp_path: Path, small: Small) -> None:
    folder = small.file.parent / "plan"
    shutil.copytree(small.folder, folder)
    moved = small._replace(folder=folder)
    moved.check("inside")
    assert moved.is_used()


# Which plan it is.


def test_plans_with_the_same_files_elsewhere_are_not_mixed_up(small: Small, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(small.folder, other, copy_function=shutil.copy2)
    body = other / "bodies" / "ban-0.yaml"
    before = body.stat()
    body.write_text(body.read_text("utf-8").replace("Việc", "Khác"), encoding="utf-8")
    os.utime(body, ns=(before.st_atime_ns, before.st_mtime_ns))
    for _time in range(2):
        small.check("one")
        assert whole(load(Folder(other))) == whole(unindexed(other)) != small.expected[-1]
    link = tmp_path / "link"
    link.symlink_to(small.folder)
    small._replace(folder=link).check("link")
    assert small._replace(folder=link).is_used()
    shutil.rmtree(small.folder)
    other.rename(small.folder)
    assert whole(load(Folder(small.folder))) == whole(unindexed(small.folder))


ODD: Final = ("e\u0301", "\u00e9", "a'b", 'a"b', "a;--", "a b", "%", "x'00'", "\\", "Ｂ", "ß", "SS", "\U0001f600")


def test_odd_names_are_told_apart(small: Small, tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe k\xe1"))
    shutil.copytree(small.folder, folder)
    for number, name in enumerate(ODD):
        text = f"name: N{number}\ntasks: [{{id: x{number}, title: T{number}, due: 2024}}]\n"
        (folder / "bodies" / f"{name}.yaml").write_text(text, encoding="utf-8")
    for number, raw in enumerate((b"\xff", b"\xfe", "\ufffd".encode())):
        (folder / "bodies" / os.fsdecode(raw + b".yaml")).write_text(f"name: R{number}\n", encoding="utf-8")
    for _time in range(3):
        begin_anew()
        assert whole(load(Folder(folder))) == whole(unindexed(folder))


@pytest.mark.parametrize(
    "numbers",
    [
        {"st_ino": 2**64 - 1, "st_dev": 2**63},
        {"st_mtime_ns": -(10**18)},
        {"st_ctime_ns": -1, "st_mtime_ns": 0, "st_size": 0},
        {"st_ino": 0, "st_dev": 0},
        {"st_mtime_ns": 2**70},
    ],
    ids=str,
)
def test_any_number_that_a_system_may_give_is_kept(
    numbers: dict[str, int], small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = os.lstat

    class Status:
        def __init__(self, path: Any) -> None:
            self._status = original(path)

        def __getattr__(self, name: str) -> Any:
            return numbers.get(name, getattr(self._status, name))

    monkeypatch.setattr(os, "lstat", Status)
    seen = {"bodies/ban-1.yaml": stamps.Seen((0, -1, 2**70, 2**64 - 1, 2**63), -5, b"\xff" * 32)}
    assert stamps.unpacked(stamps.packed(seen)) == seen
    small.check(numbers)
    if max(abs(number) for number in numbers.values()) < 2**70:
        assert small.is_used()


def test_a_time_before_1970_is_a_time(small: Small) -> None:
    for path in small.folder.rglob("*.yaml"):
        os.utime(path, ns=(-(10**18), -(10**18)))
    small.check("1938")
    assert small.is_used()


def test_a_store_answers_nothing_of_what_it_has_not(tmp_path: Path) -> None:
    store = Store(tmp_path / "below" / "index.sqlite")
    assert store.folder("/") == b""
    assert store.digests(["0" * 40, "'; DROP TABLE file; --"]) == {}
    assert store.digests([]) == {}
    assert store.heads({"plan.yaml": b"\0" * 32}) == {}
    assert store.heads({}) == {}
    assert store.parts([], 1, 2, undated=True) == {}
    assert store.places([], {}) == {}
    assert store.rest(1) is None
    assert store.clean([b"\0"]) == set()
