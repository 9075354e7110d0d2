"""Writing while things go wrong: writers that are killed, that race, disks that are full, files that others change.

`PLAN_TEST_KILLS` (default 40) and `PLAN_TEST_RACE` (default 15 edits for each of 8 writers) make the long tests longer.
"""

import errno
import json
import os
import random
import signal
import stat
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from folders import write_plan

from plancli.edit import Add, revise
from plancli.edit.find import value_at
from plancli.edit.writing import Writing
from plancli.errors import PlanError
from plancli.formatting import formatted
from plancli.load import load
from plancli.source import Entry, Folder, entry_of
from plancli.source.lock import Lock
from plancli.source.write import Beside

KILLS: Final = int(os.environ.get("PLAN_TEST_KILLS", "40"))
EDITS: Final = int(os.environ.get("PLAN_TEST_RACE", "15"))
WRITERS: Final = 8
BODY: Final = "name: Ban {name}\n\ntasks:\n  - id: {name}\n    title: Một việc  # vẫn còn\n"
FORKS: Final = pytest.mark.skipif(not hasattr(os, "fork"), reason="no process is split in two there")
LINKS: Final = pytest.mark.skipif(sys.platform == "win32", reason="only administrators make links there")
ROOT_USER: Final = hasattr(os, "getuid") and os.getuid() == 0


def entry(file: str) -> Entry:
    """Return a file of a plan."""
    found = entry_of(file)
    assert found
    return found


A, B, NEW = entry("bodies/a.yaml"), entry("bodies/b.yaml"), entry("bodies/new.yaml")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a plan's folder in a repository, with two bodies."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / ".git").mkdir()
    bodies = {f"bodies/{name}.yaml": BODY.format(name=name) for name in "ab"}
    return write_plan(tmp_path, bodies)


def held(folder: Path) -> dict[str, bytes]:
    """Return all that a plan's folder holds, also what is hidden."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def beside(folder: Path) -> list[str]:
    """Return what lies in the repository, but for the lock itself."""
    return [path.name for path in (folder.parent / ".git").iterdir() if path.suffix != ".lock"]


def forked(act: Callable[[], None]) -> int:
    """Start a copy of this process that does something, and return its number; its status is 1 for a PlanError."""
    child = os.fork()
    if child:
        return child
    status = 2
    try:
        act()
        status = 0
    except PlanError:
        status = 1
    finally:
        os._exit(status)


def status_of(child: int) -> int:
    """Return the status with which a process ended."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def note(folder: Path, text: str, *entries: Entry) -> None:
    """Add a word of progress to the only task of each of the files, in one change."""
    with Writing(folder, 30) as writing:
        for one in entries:
            step = Add(("tasks", 0, "progress"), {"date": "2024-05-20", "note": text})
            writing.put(one, revise(writing.read(one), one, [step]))
        writing.commit()


def notes(folder: Path, one: Entry) -> list[str]:
    """Return the words of progress in a file."""
    data = (folder / one.path).read_bytes()
    return [fact["note"] for fact in value_at(data, one, ("tasks", 0, "progress")) or []]


# --- killed ---------------------------------------------------------------------------------------------------------


@FORKS
def test_whoever_is_killed_leaves_whole_files_and_the_next_one_finishes(folder: Path) -> None:
    """After each kill, each file is that of some change, byte for byte; after the next writer both are of one."""
    pick = random.Random(7)
    versions = {one: [(folder / one.path).read_bytes()] for one in (A, B)}
    count = halves = 0

    def write() -> None:
        for number in range(count, count + 1000):
            note(folder, str(number), A, B)

    for _kill in range(KILLS):
        child = forked(write)
        time.sleep(pick.uniform(0, 0.08))
        os.kill(child, signal.SIGKILL)
        assert status_of(child) == -signal.SIGKILL
        numbers = []
        for one in (A, B):
            number = len(notes(folder, one))
            while len(versions[one]) <= number:
                step = Add(("tasks", 0, "progress"), {"date": "2024-05-20", "note": str(len(versions[one]) - 1)})
                versions[one].append(revise(versions[one][-1], one, [step]))
            assert (folder / one.path).read_bytes() == versions[one][number]
            numbers.append(number)
        assert numbers[0] - numbers[1] in (0, 1)
        halves += numbers[0] != numbers[1]
        with Writing(folder):
            pass
        assert load(Folder(folder)).problems == ()
        assert notes(folder, A) == notes(folder, B) == [str(number) for number in range(numbers[0])]
        assert beside(folder) == []
        count = numbers[0]
        if count > 60:
            for one in (A, B):
                (folder / one.path).write_bytes(versions[one][0])
            count = 0
    if KILLS >= 500:
        print(f"killed {KILLS} times, {halves} times between two files")
    for path in folder.rglob(".*.tmp"):
        os.utime(path, (0, 0))
    with Writing(folder):
        pass
    assert sorted(held(folder)) == ["bodies/a.yaml", "bodies/b.yaml", "plan.yaml"]


def cut_off(folder: Path, monkeypatch: pytest.MonkeyPatch, renames: int, *, created: bool = False) -> None:
    """Write two files, and be gone after so many of them have their names."""
    taken = Beside.take_place
    done: list[None] = []

    def take_place(self: Beside) -> None:
        if len(done) == renames:
            raise SystemExit
        taken(self)
        done.append(None)

    with monkeypatch.context() as patch:
        patch.setattr(Beside, "take_place", take_place)
        patch.setattr(Beside, "drop", lambda self: None)
        patch.setattr(Writing, "_take_back", lambda self, files: None)
        with Writing(folder) as writing:
            writing.read(A)
            writing.put(A, b"name: One\n")
            if created:
                writing.create(NEW, b"name: New\n")
            else:
                writing.read(B)
                writing.put(B, b"name: Two\n")
            with pytest.raises(SystemExit):
                writing.commit()


@pytest.mark.parametrize("created", [False, True])
@pytest.mark.parametrize("renames", [0, 1])
def test_what_was_half_done_is_finished_and_what_was_not_begun_is_not(
    folder: Path, monkeypatch: pytest.MonkeyPatch, renames: int, *, created: bool
) -> None:
    before = held(folder)
    cut_off(folder, monkeypatch, renames, created=created)
    assert any(name.endswith(".journal") for name in beside(folder))
    with Writing(folder):
        pass
    after = {"bodies/a.yaml": b"name: One\n", f"bodies/{'new' if created else 'b'}.yaml": b"name: New\n"}
    if not created:
        after["bodies/b.yaml"] = b"name: Two\n"
    assert held(folder) == (before | after if renames else before)
    assert beside(folder) == []


def test_what_was_half_done_is_said_once_where_it_cannot_be_finished(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off(folder, monkeypatch, 1)
    (folder / "bodies" / "b.yaml").write_bytes(b"name: By hand\n")
    with pytest.raises(PlanError, match=r"cut off: bodies/a\.yaml has it, bodies/b\.yaml does not"), Writing(folder):
        pass
    assert held(folder)["bodies/b.yaml"] == b"name: By hand\n"
    with Writing(folder):
        pass
    assert beside(folder) == []
    assert len(held(folder)) == 3


@pytest.mark.parametrize("name", ["../outside.yaml", "bodies/../../outside.yaml"])
def test_a_journal_writes_nothing_out_of_the_plan(folder: Path, name: str) -> None:
    from hashlib import sha256

    outside, new = folder.parent / "outside.yaml", folder.parent / f".outside.{'0' * 12}.tmp"
    outside.write_bytes(b"old")
    new.write_bytes(b"new")
    with Lock(folder) as lock:
        journal = Path(f"{lock.beside}.journal")
    lines = [
        {
            "file": "x", "target": str(target), "beside": str(new), "before": sha256(b"old").hexdigest(),
            "after": sha256(after).hexdigest(),
        }
        for target, after in ((folder / name, b"new"), (folder.parent / "outside.yaml", b"old"))
    ]  # fmt: skip
    journal.write_text(json.dumps({"files": lines}))
    with Writing(folder):
        pass
    assert outside.read_bytes() == b"old"
    assert not journal.exists()


@pytest.mark.parametrize("text", ["", "{}", "[1]", "not json", '{"files": [{}]}'])
def test_a_journal_that_is_none_stops_nobody(folder: Path, text: str) -> None:
    with Lock(folder) as lock:
        journal = Path(f"{lock.beside}.journal")
    journal.write_text(text)
    note(folder, "x", A)
    assert notes(folder, A) == ["x"]
    assert not journal.exists()


# --- together -------------------------------------------------------------------------------------------------------


@FORKS
def test_writers_at_the_same_time_lose_nothing(folder: Path) -> None:
    """Every word of every writer is there, or its writer was told that it is not."""

    def write(name: int, told: int) -> None:
        for number in range(EDITS):
            try:
                note(folder, f"{name}-{number}", A)
            except PlanError as error:
                os.write(told, f"{name}-{number} {error.message}\n".encode())

    reading, telling = os.pipe()
    children = [forked(lambda name=name: write(name, telling)) for name in range(WRITERS)]  # type: ignore[misc]
    os.close(telling)
    with open(reading, encoding="utf-8") as pipe:
        refused = [line.split(" ")[0] for line in pipe]
    assert [status_of(child) for child in children] == [0] * WRITERS
    wanted = {f"{name}-{number}" for name in range(WRITERS) for number in range(EDITS)}
    found = notes(folder, A)
    assert len(found) == len(set(found))
    assert set(found) == wanted - set(refused)
    assert beside(folder) == []
    assert formatted((folder / A.path).read_bytes(), A).problems == ()
    if EDITS >= 200:
        print(f"{len(found)} facts, {len(refused)} refused")


@FORKS
def test_a_lock_that_is_held_is_waited_for_and_then_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, telling = os.pipe()

    def hold() -> None:
        monkeypatch.setattr(sys, "argv", ["plan", "reschedule", "IV.1"])
        with Lock(folder):
            os.write(telling, b".")
            time.sleep(60)

    child = forked(hold)
    os.read(reading, 1)
    before = held(folder)
    try:
        with pytest.raises(PlanError) as told, Writing(folder, 0.1):
            pass
        assert told.value.message == (
            f"Process {child} (plan reschedule) is writing to this plan, and has been for 0.1 seconds."
        )
        assert held(folder) == before
        os.kill(child, signal.SIGKILL)
        note(folder, "x", A)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    assert notes(folder, A) == ["x"]
    assert beside(folder) == []


def test_a_lock_lies_in_the_repository_or_in_the_cache_and_never_in_the_plan(folder: Path) -> None:
    with Lock(folder) as lock:
        assert Path(lock.beside).parent == folder.parent / ".git"
    inner = folder.parent / "inner"
    (inner / "plan").mkdir(parents=True)
    (inner / ".git").write_text("gitdir: ../.git/worktrees/inner\n")
    with Lock(inner / "plan") as lock:
        assert Path(lock.beside).parent == folder.parent / "cache" / "plancli"
    if sys.platform != "win32":
        (folder.parent / "other").symlink_to(folder)
        with Lock(folder.parent / "other") as other, pytest.raises(PlanError), Lock(folder, 0):
            raise AssertionError(other)
    assert sorted(held(folder)) == ["bodies/a.yaml", "bodies/b.yaml", "plan.yaml"]


def test_a_link_in_place_of_the_lock_is_not_followed(folder: Path) -> None:
    with Lock(folder) as lock:
        path = Path(f"{lock.beside}.lock")
    path.unlink(missing_ok=True)
    precious = folder.parent / "precious"
    precious.write_text("text")
    path.symlink_to(precious)
    note(folder, "x", A)
    assert precious.read_text() == "text"
    assert notes(folder, A) == ["x"]


# --- refused --------------------------------------------------------------------------------------------------------


def put_both(folder: Path, *, meanwhile: Callable[[], None] = lambda: None) -> None:
    """Change both bodies in one go; something happens after they were read."""
    with Writing(folder) as writing:
        for one, data in ((A, b"name: One\n"), (B, b"name: Two\n")):
            writing.read(one)
            writing.put(one, data)
        meanwhile()
        writing.commit()


def test_files_change_together(folder: Path) -> None:
    put_both(folder)
    assert held(folder) | {"bodies/a.yaml": b"name: One\n", "bodies/b.yaml": b"name: Two\n"} == held(folder)
    assert beside(folder) == []


@pytest.mark.parametrize("changed", [A, B])
def test_a_file_that_was_changed_meanwhile_keeps_all_as_they_are(folder: Path, changed: Entry) -> None:
    before = held(folder) | {changed.path: b"name: By hand\n"}

    def change() -> None:
        (folder / changed.path).write_bytes(b"name: By hand\n")

    with pytest.raises(PlanError, match=rf"{changed.file} was changed meanwhile: nothing is written to it"):
        put_both(folder, meanwhile=change)
    assert held(folder) == before
    assert beside(folder) == []


def test_a_file_that_was_changed_at_the_last_moment_takes_the_other_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = held(folder) | {B.path: b"name: By hand\n"}

    def change(*args: object) -> None:
        (folder / B.path).write_bytes(b"name: By hand\n")

    monkeypatch.setattr("plancli.edit.journal.keep", change)
    with pytest.raises(PlanError, match="was changed meanwhile"):
        put_both(folder)
    assert held(folder) == before


@pytest.mark.parametrize("gone", [A, B])
def test_a_file_that_vanished_keeps_the_other_as_it_is(folder: Path, gone: Entry) -> None:
    before = {name: data for name, data in held(folder).items() if name != gone.path}
    with pytest.raises(PlanError, match=rf"{gone.file} is gone"):
        put_both(folder, meanwhile=(folder / gone.path).unlink)
    assert held(folder) == before


@pytest.mark.parametrize("calls", range(1, 12))
def test_a_full_disk_keeps_all_as_they_are(folder: Path, monkeypatch: pytest.MonkeyPatch, calls: int) -> None:
    """Whichever write of all finds the disk full."""
    write, count = os.write, iter(range(100))

    def full(descriptor: int, data: bytes) -> int:
        if next(count) + 1 >= calls:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(descriptor, data[:4])

    before = held(folder)
    with Writing(folder) as writing:
        for one, data in ((A, b"name: One\n"), (B, b"name: Two\n")):
            writing.read(one)
            writing.put(one, data)
        monkeypatch.setattr(os, "write", full)
        if calls <= 6:
            with pytest.raises(PlanError, match="could not be written: No space left on device"):
                writing.commit()
            assert held(folder) == before
        else:
            writing.commit()
        monkeypatch.undo()
    assert beside(folder) == []


@pytest.mark.parametrize("kind", [OSError(errno.EIO, "Input/output error"), KeyboardInterrupt()])
def test_a_rename_that_fails_takes_the_earlier_ones_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch, kind: BaseException
) -> None:
    before, replace = held(folder), os.replace

    def fail(source: str, target: str) -> None:
        if target.endswith("b.yaml"):
            raise kind
        replace(source, target)

    monkeypatch.setattr(os, "replace", fail)
    expected = (KeyboardInterrupt, None) if isinstance(kind, KeyboardInterrupt) else (PlanError, r"b\.yaml could not")
    (folder / A.path).chmod(0o640)
    with pytest.raises(expected[0], match=expected[1]):
        put_both(folder)
    assert held(folder) == before
    assert stat.S_IMODE((folder / A.path).stat().st_mode) == 0o640
    assert beside(folder) == []


def test_a_file_that_is_made_is_taken_back_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = held(folder)

    def fail(source: str, target: str) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with Writing(folder) as writing:
        writing.create(NEW, b"name: New\n")
        writing.read(B)
        writing.put(B, b"name: Two\n")
        with monkeypatch.context() as patch:
            real = os.replace
            patch.setattr(os, "replace", lambda a, b: fail(a, b) if b.endswith(".yaml") else real(a, b))
            with pytest.raises(PlanError):
                writing.commit()
    assert held(folder) == before


def test_where_even_the_way_back_fails_the_next_writer_goes_forward(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, count = os.replace, iter(range(100))

    def fail(source: str, target: str) -> None:
        if next(count) >= 2:  # the journal's own, and the first file's
            raise OSError(errno.EIO, "Input/output error")
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", fail)
        with pytest.raises(PlanError, match="nor put back"):
            put_both(folder)
    assert any(name.endswith(".journal") for name in beside(folder))


def test_a_file_is_made_anew_only_where_none_is(folder: Path) -> None:
    before = held(folder)
    with Writing(folder) as writing:
        writing.create(NEW, b"name: New\n")
        assert writing.commit() == (NEW,)
    assert held(folder) == before | {"bodies/new.yaml": b"name: New\n"}
    assert stat.S_IMODE((folder / NEW.path).stat().st_mode) == 0o666 & ~_umask()
    with Writing(folder) as writing:
        writing.create(NEW, b"name: Other\n")
        with pytest.raises(PlanError, match="is there already"):
            writing.commit()
    for path in (folder / "bodies").iterdir():
        path.unlink()
    (folder / "bodies").rmdir()
    with Writing(folder) as writing:
        writing.create(NEW, b"name: New\n")
        writing.commit()
    assert held(folder) == {"plan.yaml": before["plan.yaml"], "bodies/new.yaml": b"name: New\n"}


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_nothing_is_written_without_commit_nor_what_stays_the_same(folder: Path) -> None:
    before = held(folder)
    times = [(folder / one.path).stat().st_mtime_ns for one in (A, B)]
    with Writing(folder) as writing:
        writing.read(A)
        writing.put(A, b"name: One\n")
        assert writing.read(A) == b"name: One\n"
    with Writing(folder) as writing:
        writing.put(A, writing.read(A))
        assert writing.commit() == ()
    assert held(folder) == before
    assert [(folder / one.path).stat().st_mtime_ns for one in (A, B)] == times


@LINKS
def test_links_lead_where_they_may(folder: Path) -> None:
    (folder / A.path).rename(folder / "real.yaml")
    (folder / A.path).symlink_to("../real.yaml")
    put_both(folder)
    assert (folder / A.path).is_symlink()
    assert (folder / "real.yaml").read_bytes() == b"name: One\n"
    (folder / B.path).unlink()
    (folder / B.path).symlink_to("a.yaml")
    with Writing(folder) as writing:
        for one in (A, B):
            writing.read(one)
            writing.put(one, one.file.encode())
        with pytest.raises(PlanError, match="are one file"):
            writing.commit()
    assert (folder / "real.yaml").read_bytes() == b"name: One\n"
    outside = folder.parent / "outside.yaml"
    outside.write_bytes(b"name: Out\n")
    (folder / B.path).unlink()
    (folder / B.path).symlink_to(outside)
    with pytest.raises(PlanError, match="cannot be read"), Writing(folder) as writing:
        writing.read(B)
    (folder / "bodies" / "new.yaml").symlink_to(folder.parent / "not-there.yaml")
    with Writing(folder) as writing:
        writing.create(NEW, b"name: New\n")
        with pytest.raises(PlanError, match="is there already"):
            writing.commit()
    assert outside.read_bytes() == b"name: Out\n"
    assert not (folder.parent / "not-there.yaml").exists()


@pytest.fixture
def for_others(folder: Path) -> Iterator[Path]:
    """Return the folder, which another user may enter; it is tidied up after."""
    if ROOT_USER:
        for one in (folder.parent, *folder.parent.rglob("*")):
            os.chown(one, 65534, 65534)
        for one in folder.parent.parents:
            if one.stat().st_mode & 0o005 != 0o005:
                one.chmod(one.stat().st_mode | 0o005)
    yield folder
    for one in (folder, *folder.rglob("*")):
        one.chmod(0o755)


@FORKS
@pytest.mark.parametrize(("path", "mode"), [("bodies", 0o555), ("bodies/a.yaml", 0o444), ("bodies/a.yaml", 0o000)])
def test_what_may_not_be_written_stays(for_others: Path, path: str, mode: int) -> None:
    before = held(for_others)
    (for_others / path).chmod(mode)
    reading, telling = os.pipe()

    def write() -> None:
        if ROOT_USER:  # to whom nothing is forbidden
            os.setgid(65534)
            os.setuid(65534)
        try:
            put_both(for_others)
        except PlanError as error:
            os.write(telling, error.message.encode())
            raise

    assert status_of(forked(write)) == 1
    os.close(telling)
    with open(reading, encoding="utf-8") as pipe:
        told = pipe.read()
    (for_others / path).chmod(0o755)
    assert told.startswith("bodies/a.yaml c"), told
    assert held(for_others) == before


@FORKS
def test_without_a_place_for_the_lock_nothing_is_written(for_others: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = held(for_others)
    (for_others.parent / ".git").chmod(0o555)
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/nowhere")

    def write() -> None:
        if ROOT_USER:
            os.setgid(65534)
            os.setuid(65534)
        note(for_others, "x", A)

    assert status_of(forked(write)) == 1
    (for_others.parent / ".git").chmod(0o755)
    assert held(for_others) == before
