"""The walk through git: which commits changed the plan's folder, wherever it was, and what each says of itself."""

import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from folders import PLAN
from repositories import Checkout

from plancli.commands import progress as waiting
from plancli.commands.past import Past, Turn
from plancli.commands.versions import Versions
from plancli.load import load
from plancli.source import Folder
from plancli.source.git import Repository

BODY = "name: Ban Một\ntasks:\n  - {{id: I.1, title: {title}}}\n"


def body(title: str) -> str:
    return BODY.format(title=title)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    made = Checkout.new(tmp_path / "kho")
    made.commit({"README.md": "x"}, message="readme")
    made.commit({"plan/plan.yaml": PLAN, "plan/bodies/ban-mot.yaml": body("một")}, message="plan\n\nWhy: x")
    made.commit({"README.md": "y"}, message="readme again")
    made.commit({"plan/bodies/ban-mot.yaml": body("hai")}, message="second")
    return made


def past(checkout: Checkout, monkeypatch: pytest.MonkeyPatch, tip: str = "HEAD") -> Past:
    monkeypatch.chdir(checkout.path)
    return Past(Versions(None), checkout.git("rev-parse", tip))


def subjects(turns: list[Turn]) -> list[str]:
    return [turn.subject for turn in turns]


def test_only_commits_that_change_the_plan(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = past(checkout, monkeypatch)
    line = walk.line()
    assert subjects(line) == ["plan", "second"]
    assert line == walk.every()
    assert line[0].commit == checkout.git("rev-parse", "HEAD~2")
    assert line[0].parents == (checkout.git("rev-parse", "HEAD~3"),)
    assert line[1].files == checkout.git("rev-parse", "HEAD:plan")
    assert (line[0].author, line[0].committed.isoformat()) == ("A", "2024-01-01T12:00:00+00:00")
    assert walk.notes == []


def test_the_plan_at_each(checkout: Checkout, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each version is that of a checkout of the commit, and files that several have are the same objects."""
    walk = past(checkout, monkeypatch)
    other = checkout.clone(tmp_path / "khác")
    for turn in walk.line():
        other.git("checkout", "-q", turn.commit)
        assert walk.version(turn.commit).loaded[:2] == load(Folder(other.path / "plan"))[:2]
    first, second = (walk.version(turn.commit).loaded.plan for turn in walk.line())
    assert first.info is second.info
    assert walk.version(checkout.git("rev-parse", "HEAD~3")).source is None


def test_a_plan_that_moves_vanishes_and_returns(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout.git("mv", "plan", "old")
    checkout.commit({}, message="moved")
    checkout.git("rm", "-q", "-r", "old")
    checkout.commit({}, message="gone")
    checkout.commit({"README.md": "z"}, message="without")
    checkout.commit({"a/b/plan/plan.yaml": PLAN}, message="back, elsewhere")
    checkout.git("mv", "a/b/plan", "plan")
    checkout.commit({}, message="home")
    walk = past(checkout, monkeypatch)
    expected = ["plan", "second", "moved", "gone", "back, elsewhere", "home"]
    assert subjects(walk.line()) == subjects(walk.every()) == expected
    files = [turn.files for turn in walk.line()]
    assert files[1] == files[2]
    assert files[3] == ""
    for turn in walk.line():
        expected_version = Versions(None).of_commit(turn.commit, turn.commit[:7])
        version = walk.version(turn.commit)
        assert version.loaded[:2] == expected_version.loaded[:2]
        assert version[2:] == expected_version[2:]


def test_a_plan_at_the_top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Checkout.new(tmp_path / "kho")
    made.commit({"x": "1"}, message="before")
    made.commit({"plan.yaml": PLAN}, message="plan")
    made.commit({"bodies/a.yaml": "name: A\n"}, message="body")
    walk = past(made, monkeypatch)
    assert subjects(walk.line()) == ["plan", "body"]
    assert list(walk.version(made.git("rev-parse", "HEAD")).loaded.plan.bodies) == ["a"]


def test_of_several_folders_nobody_knows_which(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commit before the plan, with other plans in it, has no plan; what is asked for is still answered."""
    made = Checkout.new(checkout.path.parent / "kho2")
    made.commit({"tests/a/plan.yaml": PLAN, "tests/b/plan.yaml": PLAN}, message="cases")
    made.commit({".hidden/plan.yaml": PLAN}, message="hidden")
    made.commit({"plan/plan.yaml": PLAN}, message="plan")
    assert subjects(past(made, monkeypatch).line()) == ["plan"]


@pytest.mark.parametrize("name", ["kế hoạch", "a b", "a:b", "*", "-x", "x\ty", "x\ny", 'q"t'])
def test_any_name_of_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    made = Checkout.new(tmp_path / "kho")
    made.commit({f"{name}/plan.yaml": PLAN}, message="plan")
    made.commit({f"{name}/bodies/a.yaml": "name: A\n"}, message="body")
    monkeypatch.chdir(made.path)
    walk = Past(Versions(name), made.git("rev-parse", "HEAD"))
    assert subjects(walk.line()) == ["plan", "body"]


# --- merges ---------------------------------------------------------------------------------------------------------


def test_merges(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line has a merge for what it brought, every commit has those of whoever did it."""
    checkout.git("checkout", "-q", "-b", "branch")
    checkout.commit({"plan/bodies/ban-hai.yaml": "name: Hai\n"}, message="on the branch")
    checkout.git("checkout", "-q", "main")
    checkout.commit({"README.md": "main"}, message="on main")
    checkout.git("merge", "-q", "--no-ff", "-m", "merge one", "branch")
    checkout.git("checkout", "-q", "branch")
    checkout.commit({"plan/bodies/ban-hai.yaml": "name: Hai hai\n"}, message="on the branch again")
    checkout.git("checkout", "-q", "main")
    checkout.commit({"plan/bodies/ban-mot.yaml": body("ba")}, message="on main again")
    checkout.git("merge", "-q", "--no-ff", "-m", "merge two", "branch")
    walk = past(checkout, monkeypatch)
    assert subjects(walk.line()) == ["plan", "second", "merge one", "on main again", "merge two"]
    every = subjects(walk.every())
    assert every[:3] == ["plan", "second", "on the branch"]
    assert set(every[3:5]) == {"on the branch again", "on main again"}
    assert every[5:] == ["merge two"]  # what both sides changed is together only there


def test_times_that_go_backwards(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout.commit({"plan/bodies/ban-mot.yaml": body("ba")}, "2001-01-01T00:00:00+07:00", "long ago")
    checkout.commit({"plan/bodies/ban-mot.yaml": body("bốn")}, "2030-01-01T00:00:00+07:00", "later")
    turns = past(checkout, monkeypatch).every()
    assert subjects(turns) == ["plan", "second", "long ago", "later"]
    assert turns[2].committed.utcoffset() == timedelta(hours=7)


def test_a_shallow_clone_says_how_far_it_goes_back(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = checkout.clone(tmp_path / "nông", "--depth=2")
    walk = past(other, monkeypatch)
    assert subjects(walk.line()) == ["readme again", "second"]
    assert walk.line()[0].parents == ()
    assert walk.notes == ["This clone does not go back before 2024-01-01."]


def test_the_plan_of_an_older_commit(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    assert subjects(past(checkout, monkeypatch, "HEAD~1").line()) == ["plan"]
    assert past(checkout, monkeypatch, "HEAD~3").line() == []


def test_a_plan_that_is_no_more_on_the_disk(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout.git("rm", "-q", "-r", "plan")
    checkout.commit({}, message="gone")
    monkeypatch.chdir(checkout.path)
    walk = Past(Versions("plan"), checkout.git("rev-parse", "HEAD~1"))
    assert subjects(walk.line()) == ["plan", "second"]


# --- what commits say -----------------------------------------------------------------------------------------------


def test_authors(tmp_path: Path) -> None:
    made = Checkout.new(tmp_path / "kho")
    env = {"GIT_AUTHOR_NAME": "Nguyễn Thị <Ánh>", "GIT_COMMITTER_NAME": "Khác"}
    made.git("commit", "-q", "--allow-empty", "-m", "một", env=env, when="2024-05-06T07:08:09-03:30")
    repository = Repository.around(made.path)
    head = made.git("rev-parse", "HEAD")
    commit = repository.commits([head])[0]
    assert commit.author == "Nguyễn Thị Ánh"  # git itself drops < and >
    assert (commit.parents, commit.authored.isoformat()) == ((), "2024-05-06T07:08:09-03:30")


@pytest.mark.parametrize(
    ("line", "author"),
    [
        (b"author A <a@b> 1704110400 +0000", "A"),
        (b"author  <a@b> 1704110400 +0000", ""),
        (b"author <a@b> 1704110400 +0000", ""),
        (b"author \xc3\xa1 <> 1704110400 +0000", "á"),
        (b"author \xff <a@b> x", "\ufffd"),
        (b"author", ""),
    ],
)
def test_an_author_as_the_object_has_it(line: bytes, author: str) -> None:
    from plancli.source.objects import Object, read_commit

    data = b"tree " + b"a" * 40 + b"\nparent " + b"b" * 40 + b"\n" + line + b"\ncommitter B <b> 1704110400 +0700\n\nm"
    commit = read_commit(Object("c" * 40, "commit", len(data), data))
    assert (commit.author, commit.parents, commit.text) == (author, ("b" * 40,), "m")


def test_an_encoding_is_the_authors_too() -> None:
    from plancli.source.objects import Object, read_commit

    data = b"author \xe9 <> 1 +0000\nencoding ISO-8859-1\n\n\xe9"
    commit = read_commit(Object("c" * 40, "commit", len(data), data))
    assert (commit.author, commit.text) == ("é", "é")


def test_many_objects_at_once(tmp_path: Path) -> None:
    """More than one question's worth, with missing and very large ones among them, in the order of the names."""
    made = Checkout.new(tmp_path / "kho")
    for name in range(700):
        made.write({f"f{name}": f"{name}\n" * (1 + name * 3)})
    made.commit({})
    repository = Repository.around(made.path)
    tree = made.git("rev-parse", "HEAD^{tree}")
    names = [f"{tree}:f{name}" if name % 7 else f"{tree}:no" for name in range(700)]
    objects = repository.objects(names)
    assert [one and one.data for one in objects] == [
        f"{name}\n".encode() * (1 + name * 3) if name % 7 else None for name in range(700)
    ]
    cut = repository._objects.several(names, 1000)
    assert [one and one.size for one in cut] == [one and one.size for one in objects]
    assert {one.size <= 1000 for one in cut if one and one.data is None} == {False}


def test_it_starts_two_processes_at_most(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    from plancli.source.program import Git

    walk = past(checkout, monkeypatch)
    started: list[str] = []
    run, start = Git.run, Git.start

    def running(git: Git, *words: str) -> Any:
        started.append(words[0])
        return run(git, *words)

    def starting(git: Git, *words: str) -> Any:
        started.append(words[0])
        return start(git, *words)

    monkeypatch.setattr(Git, "run", running)
    monkeypatch.setattr(Git, "start", starting)
    for turn in walk.every():
        walk.version(turn.commit)
    assert started == ["rev-list", "cat-file"]


# --- progress -------------------------------------------------------------------------------------------------------


class Screen:
    """Standard error that says whether it is a terminal."""

    def __init__(self, *, terminal: bool = True) -> None:
        self.text = ""
        self.terminal = terminal

    def fileno(self) -> int:
        raise OSError

    def isatty(self) -> bool:
        return self.terminal

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None:
        pass


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    for name in ("CI", "GITHUB_ACTIONS", "TF_BUILD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(waiting, "PATIENCE", 0)
    monkeypatch.setattr(waiting, "BETWEEN", 0)
    return Screen()


def walked(screen: Screen | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", screen)  # not in the fixture: pytest puts its own there before the test
    with waiting.progress(3) as step:
        for _one in range(2):
            step()


def test_progress_is_said_and_erased(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    walked(screen, monkeypatch)
    assert screen.text == "\r\x1b[K1 of 3\r\x1b[K2 of 3\r\x1b[K"


def test_nothing_is_said_of_what_is_quick(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "PATIENCE", 60)
    walked(screen, monkeypatch)
    assert screen.text == ""


def test_nothing_is_said_where_nobody_watches(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    screen.terminal = False
    walked(screen, monkeypatch)
    screen.terminal = True
    monkeypatch.setenv("CI", "true")
    walked(screen, monkeypatch)
    monkeypatch.delenv("CI")
    monkeypatch.setenv("TERM", "dumb")
    walked(screen, monkeypatch)
    walked(None, monkeypatch)
    assert screen.text == ""


def test_an_interrupt_leaves_a_clean_line(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", screen)

    def interrupted() -> None:
        with waiting.progress(3) as step:
            step()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert screen.text.endswith("\r\x1b[K")
