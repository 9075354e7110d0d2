"""A second process that reads a share of the files: what it hands over is what this one would have made."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from folders import RICH
from indexing import begin_anew, index, unindexed, whole
from support import ROOT, process

from plancli.decode.file import decode_file
from plancli.index import sharing
from plancli.index.content import Content, digest_of
from plancli.index.keeping import kept
from plancli.index.rows import Row
from plancli.index.sharing import Share
from plancli.load import load
from plancli.source import Folder


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a plan that is worth a second process."""
    folder = tmp_path_factory.mktemp("large") / "plan"
    subprocess.run([sys.executable, ROOT / "tests/benchmarks/generate.py", "2400", folder], check=True)
    assert sum(path.stat().st_size for path in folder.rglob("*.yaml")) > 2 * sharing.WORTH
    return folder


def contents(folder: Path) -> list[Content]:
    source = Folder(folder)
    read = [(entry, source.read(entry)) for entry in source.listing().entries]
    return [Content(entry, digest_of(data), data) for entry, data in read if isinstance(data, bytes)]


def row(content: Content) -> Row | None:
    return kept(decode_file(content.entry, content.data), content.digest, content.entry.file)


def made(folder: Path) -> list[Row]:
    return [one for content in contents(folder) if (one := row(content))]


def test_rows_survive_being_handed_over() -> None:
    rows = made(RICH)
    data = b"".join(sharing._frame(one) for one in rows)
    assert len(rows) > 3
    assert [sharing._row(fields) for fields in sharing._frames(data)] == rows


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes to fork off here")
def test_another_process_makes_the_same_rows() -> None:
    assert Share(contents(RICH), row).rows() == made(RICH)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes to fork off here")
def test_a_process_that_fails_or_is_killed_only_hands_over_less() -> None:
    def fail(content: Content) -> Row | None:
        raise ValueError

    def die(content: Content) -> Row | None:
        os.kill(os.getpid(), signal.SIGKILL)
        return None

    assert Share(contents(RICH), fail).rows() == Share(contents(RICH), die).rows() == []


def test_what_breaks_off_is_not_taken() -> None:
    data = b"".join(sharing._frame(one) for one in made(RICH))
    with pytest.raises(ValueError, match="breaks off"):
        list(sharing._frames(data[:-1]))


def test_what_was_not_handed_over_is_read_here(tmp_path: Path, large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "_cores", lambda: 2)
    monkeypatch.setattr(Share, "__init__", lambda self, contents, make: setattr(self, "contents", contents))
    monkeypatch.setattr(Share, "rows", lambda self: [])
    with index(tmp_path):
        assert whole(load(Folder(large))) == whole(unindexed(large))
        begin_anew()
        assert whole(load(Folder(large))) == whole(unindexed(large))


def test_a_few_files_and_one_core_are_not_shared(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "_cores", lambda: 4)
    assert sharing.shared(contents(RICH), row)[1] == []
    monkeypatch.setattr(sharing, "_cores", lambda: 1)
    assert sharing.shared(contents(large), row)[1] == []


@pytest.mark.parametrize("args", [("due", "--year", "2024"), ("validate",), ("status",)], ids=" ".join)
def test_a_cold_index_answers_the_same(args: tuple[str, ...], large: Path, tmp_path: Path) -> None:
    asked = (*args, "--plan", str(large), "--as-of", "2025-06-30")
    plain = process(*asked, env={"PLAN_CACHE": "off"})
    for _time in range(2):
        again = process(*asked, env={"XDG_CACHE_HOME": str(tmp_path)})
        assert (again.returncode, again.stdout, again.stderr) == (plain.returncode, plain.stdout, plain.stderr)
