"""The index never answers with what a file held before, however the file was changed."""

import os
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from folders import write_plan
from indexing import begin_anew, index, unindexed, whole
from repositories import Checkout

from plancli.index import stamps
from plancli.load import load
from plancli.source import Folder

BODY = "name: Ban Một\ntasks:\n  - id: a\n    title: Việc {word}\n    due: 20{year}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_plan(tmp_path, {"bodies/mot.yaml": text("mot", 24), "bodies/hai.yaml": "name: Ban Hai\n"})


def text(word: str, year: int) -> str:
    return BODY.format(word=word, year=year)


def body(folder: Path) -> Path:
    return folder / "bodies" / "mot.yaml"


def same_size_and_times(folder: Path) -> None:
    before = body(folder).stat()
    body(folder).write_text(text("hai", 25), encoding="utf-8")
    os.utime(body(folder), ns=(before.st_atime_ns, before.st_mtime_ns))


def within_one_tick(folder: Path) -> None:
    body(folder).write_text(text("hai", 25), encoding="utf-8")
    load(Folder(folder))
    before = body(folder).stat()
    body(folder).write_text(text("bon", 26), encoding="utf-8")
    os.utime(body(folder), ns=(before.st_atime_ns, before.st_mtime_ns))


def by_rename(folder: Path) -> None:
    before = body(folder).stat()
    other = folder / "other"
    other.write_text(text("hai", 25), encoding="utf-8")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(body(folder))


def by_swapping_two_files(folder: Path) -> None:
    one, other, between = body(folder), folder / "bodies" / "hai.yaml", folder / "between"
    one.replace(between)
    other.replace(one)
    between.replace(other)


def by_a_link_turned_elsewhere(folder: Path) -> None:
    (folder / "one.txt").write_text(text("hai", 25), encoding="utf-8")
    (folder / "two.txt").write_text(text("bon", 26), encoding="utf-8")
    body(folder).unlink()
    body(folder).symlink_to("../one.txt")
    load(Folder(folder))
    body(folder).unlink()
    body(folder).symlink_to("../two.txt")


def in_place_without_a_new_time(folder: Path) -> None:
    before = body(folder).stat()
    with body(folder).open("r+b") as file:
        file.seek(-3, os.SEEK_END)
        file.write(b"31\n")
    os.utime(body(folder), ns=(before.st_atime_ns, before.st_mtime_ns))


def by_removing_it(folder: Path) -> None:
    body(folder).unlink()


def by_a_folder_in_its_place(folder: Path) -> None:
    body(folder).unlink()
    body(folder).mkdir()


def by_a_copy_of_the_whole_folder(folder: Path) -> None:
    other = folder.parent / "other"
    shutil.copytree(folder, other)
    same_size_and_times(other)
    shutil.rmtree(folder)
    other.rename(folder)


def with_a_time_in_the_future(folder: Path) -> None:
    later = time.time_ns() + 3600 * 10**9
    os.utime(body(folder), ns=(later, later))
    load(Folder(folder))
    body(folder).write_text(text("hai", 25), encoding="utf-8")
    os.utime(body(folder), ns=(later, later))


WAYS = (
    same_size_and_times,
    within_one_tick,
    by_rename,
    by_swapping_two_files,
    by_a_link_turned_elsewhere,
    in_place_without_a_new_time,
    by_removing_it,
    by_a_folder_in_its_place,
    by_a_copy_of_the_whole_folder,
    with_a_time_in_the_future,
)


@pytest.mark.parametrize("settled", [False, True], ids=["just-written", "long-since"])
@pytest.mark.parametrize("change", WAYS, ids=lambda change: change.__name__)
def test_a_changed_file_is_read_again(
    change: Callable[[Path], None], settled: bool, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if settled:  # as if all had been written long before: the stamps are then trusted
        monkeypatch.setattr(stamps, "SLACK", -(10**18))
    with index(tmp_path / "cache"):
        load(Folder(folder))
        begin_anew()
        change(folder)
        assert whole(load(Folder(folder))) == whole(unindexed(folder))
        begin_anew()
        assert whole(load(Folder(folder))) == whole(unindexed(folder))


def test_a_stamp_is_trusted_only_when_the_file_was_still_long_before(folder: Path, tmp_path: Path) -> None:
    stamp = stamps.stamp_of(str(body(folder)))
    assert stamp
    entered = max(stamp[1], stamp[2])
    digest = b"\0" * 32
    assert not stamps.Seen(stamp, entered, digest).holds(stamp)
    assert not stamps.Seen(stamp, entered + stamps.SLACK, digest).holds(stamp)
    assert stamps.Seen(stamp, entered + stamps.SLACK + 1, digest).holds(stamp)
    for place in range(len(stamp)):
        other = list(stamp)
        other[place] += 1
        assert not stamps.Seen(stamp, entered + stamps.SLACK + 1, digest).holds(tuple(other))  # type: ignore[arg-type]


def test_a_trusted_file_is_not_opened(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with index(tmp_path / "cache"):
        monkeypatch.setattr(stamps, "SLACK", -(10**18))
        load(Folder(folder))
        begin_anew()
        monkeypatch.setattr(Folder, "read", lambda self, entry: pytest.fail(f"{entry.file} was read"))
        assert [str(task.id) for task in load(Folder(folder)).plan.tasks] == ["a"]


def test_a_clock_that_goes_backwards_makes_nothing_stale(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the clock only the time at which a stamp is taken is asked: an early one is less trusted, never more."""
    with index(tmp_path / "cache"):
        moment = time.time_ns()
        monkeypatch.setattr(time, "time_ns", lambda: moment - 10**15)
        load(Folder(folder))
        begin_anew()
        same_size_and_times(folder)
        assert whole(load(Folder(folder))) == whole(unindexed(folder))


def test_checkouts_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout = Checkout.new(tmp_path / "repository")
    folder = checkout.path / "plan"
    for year in (24, 25, 26):
        checkout.commit({"plan/plan.yaml": "title: P\n", "plan/bodies/mot.yaml": text("mot", year)})
    with index(tmp_path / "cache"):
        for revision in ("HEAD~2", "main", "HEAD~1", "main", "HEAD~2"):
            checkout.git("checkout", "-q", revision)
            begin_anew()
            assert whole(load(Folder(folder))) == whole(unindexed(folder))


def test_200_random_edits_and_questions_agree(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    choice = random.Random(28)
    with index(tmp_path / "cache"):
        for turn in range(200):
            name = choice.choice(["mot", "hai", "ba", "bon"])
            path = folder / "bodies" / f"{name}.yaml"
            before = path.stat() if path.exists() else None
            action = choice.randrange(6)
            if action == 0 and before and name != "mot":
                path.unlink()
            elif action == 1 and before:
                path.replace(path.with_name("doi.yaml"))
                path.write_text(text(name, choice.randrange(20, 30)).replace("id: a", f"id: {name}"), encoding="utf-8")
            else:
                made = text(choice.choice(["một", "hai"]), choice.randrange(20, 30)).replace("id: a", f"id: {name}")
                path.write_text(made, encoding="utf-8")
                if before and action < 4:
                    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
            if choice.random() < 0.5:
                begin_anew()
            monkeypatch.setattr(stamps, "SLACK", choice.choice([2 * 10**9, 0, -(10**6)]))
            assert whole(load(Folder(folder))) == whole(unindexed(folder)), turn
