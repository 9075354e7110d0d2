"""Reading a git repository: found from anywhere in it, asked by name and by day, never made to run anything."""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from repositories import Checkout

from plancli.errors import PlanError
from plancli.source import objects, program
from plancli.source.git import Blob, Message, NoRepository, Repository
from plancli.source.objects import Object, read_commit, read_tree

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
UNKNOWN = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """Return a repository with three commits on main, and a branch and a tag of the first."""
    made = Checkout.new(tmp_path / "kho")
    made.commit({"plan/plan.yaml": "title: Một\n"}, "2024-01-01T10:00:00+07:00", "Một")
    made.git("branch", "nhanh")
    made.git("tag", "-a", "-m", "v1", "v1")
    made.commit({"plan/plan.yaml": "title: Hai\n", "plan/bodies/bộ-y-tế.yaml": "name: Bộ Y tế\n"}, message="Hai\n\nx")
    made.commit({"README": "x\n"}, "2024-03-01T00:00:00+07:00", "Ba")
    return made


def opened(checkout: Checkout, below: str = "") -> Repository:
    return Repository.around(checkout.path / below)


def refused(repository: Repository, typed: str) -> PlanError:
    """Return why a revision is refused."""
    with pytest.raises(PlanError) as caught:
        repository.commit(typed, "--at")
    return caught.value


# --- where it is ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("below", ["", "plan", "plan/bodies", ".git", ".git/refs/heads"])
def test_a_repository_is_found_from_anywhere_in_it(checkout: Checkout, below: str) -> None:
    repository = opened(checkout, below)
    assert (repository.top, repository.root, repository.shallow) == (checkout.path, checkout.path, False)
    assert repository.path_of(checkout.path / "plan" / ".." / "plan/") == "plan"
    assert repository.path_of(checkout.path) == ""
    assert repository.path_of(checkout.path / "không/còn") == "không/còn"


def test_a_folder_reached_through_a_link(checkout: Checkout, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(checkout.path / "plan")
    assert Repository.around(tmp_path / "link").path_of(tmp_path / "link") == "plan"


def test_a_folder_outside(checkout: Checkout, tmp_path: Path) -> None:
    (tmp_path / "kho2").mkdir()
    for outside in (tmp_path, tmp_path / "kho2"):
        with pytest.raises(PlanError, match="is not inside the git repository"):
            opened(checkout).path_of(outside)
    with pytest.raises(NoRepository, match="is in no git repository"):
        Repository.around(tmp_path)


def test_a_linked_worktree(checkout: Checkout, tmp_path: Path) -> None:
    checkout.git("worktree", "add", "-q", str(tmp_path / "cây"), "nhanh")
    repository = Repository.around(tmp_path / "cây" / "plan")
    assert repository.top == tmp_path / "cây"
    assert repository.commit("HEAD", "A") == opened(checkout).commit("nhanh", "A")
    assert repository.commit("main", "A") == opened(checkout).commit("HEAD", "A")


def test_a_submodule_is_a_repository_of_its_own(checkout: Checkout, tmp_path: Path) -> None:
    outer = Checkout.new(tmp_path / "outer")
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(checkout.path), "sub")
    repository = opened(outer, "sub/plan")
    assert repository.path_of(outer.path / "sub" / "plan") == "plan"
    assert repository.find("HEAD") == opened(checkout).find("HEAD")


@pytest.mark.parametrize("below", ["", "refs/heads"])
def test_a_bare_repository(checkout: Checkout, tmp_path: Path, below: str) -> None:
    bare = checkout.clone(tmp_path / "trần.git", "--bare")
    repository = opened(bare, below)
    assert (repository.top, repository.root) == (None, bare.path)
    assert repository.commit("main~2", "A") == repository.commit("v1", "A")
    assert repository.path_of(bare.path / "ke-hoach") == "ke-hoach"


def test_a_bare_repository_with_worktrees_beside_it(checkout: Checkout, tmp_path: Path) -> None:
    bare = checkout.clone(tmp_path / "w" / ".git", "--bare")
    bare.git("worktree", "add", "-q", str(tmp_path / "w" / "main"), "main")
    assert Repository.around(tmp_path / "w").top is None
    assert Repository.around(tmp_path / "w" / "main").top == tmp_path / "w" / "main"


@pytest.mark.parametrize("below", ["", "hooks"])
def test_a_bare_repository_inside_another_is_refused(checkout: Checkout, tmp_path: Path, below: str) -> None:
    """Whoever clones the outer one would run what the inner one's configuration says."""
    inner = checkout.clone(checkout.path / "plan" / "sub", "--bare")
    (inner.path / "hooks").mkdir(exist_ok=True)
    with pytest.raises(PlanError, match="bare git repository inside another one") as caught:
        opened(inner, below)
    assert str(checkout.path) in caught.value.message
    assert "Clone it to another place" in caught.value.hint


def test_whose_repository_it_is(checkout: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = checkout.clone(tmp_path / "trần.git", "--bare")
    for name, value in (("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1"), ("GIT_CONFIG_GLOBAL", os.devnull)):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for path in (checkout.path / "plan", bare.path):
        with pytest.raises(PlanError, match="belongs to another user") as caught:
            Repository.around(path)
        assert "git config --global --add safe.directory" in caught.value.hint


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_a_repository_of_another_user(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUDO_UID", raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for path in (checkout.path, checkout.path / ".git"):
        os.chown(path, 12345, 12345)
    with pytest.raises(PlanError, match="belongs to another user"):
        opened(checkout)


@pytest.mark.parametrize("path", ["", ".", "bin", os.devnull])
def test_without_git(checkout: Checkout, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """What is called git in the working folder is not the git that was meant."""
    (checkout.path / "bin").mkdir()
    for planted in (checkout.path / "git", checkout.path / "bin" / "git"):
        planted.write_text("#!/bin/sh\ntouch planted\n")
        planted.chmod(0o755)
    monkeypatch.chdir(checkout.path)
    monkeypatch.setenv("PATH", path)
    with pytest.raises(PlanError, match="git is not found") as caught:
        opened(checkout)
    assert "Install git" in caught.value.hint
    assert not (checkout.path / "planted").exists()


def test_a_git_that_does_not_run(checkout: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "git").write_bytes(b"\x7fELF nothing")
    (tmp_path / "bin" / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with pytest.raises(PlanError, match="git cannot be run"):
        opened(checkout)


def test_a_broken_repository(checkout: Checkout) -> None:
    (checkout.path / ".git" / "config").write_text("[core\n")
    with pytest.raises(PlanError, match=r"git failed: .*config"):
        opened(checkout)


# --- what is typed --------------------------------------------------------------------------------------------------


def test_revisions(checkout: Checkout) -> None:
    repository = opened(checkout)
    third, second, first = (repository.commit(typed, "A") for typed in ("HEAD", "HEAD~1", "HEAD~2"))
    assert len({first, second, third}) == 3
    for typed, expected in (
        ("main", third),
        ("@", third),
        ("refs/heads/main", third),
        ("main^", second),
        ("HEAD^{/Hai}", second),
        (second, second),
        (second[:8], second),
        ("v1", first),
        ("v1^{}", first),
        ("nhanh", first),
        ("heads/nhanh", first),
    ):
        assert repository.commit(typed, "A") == repository.find(typed) == expected


HOSTILE = [
    ("", "names nothing"),
    ("  ", "names nothing"),
    ("--output=planted", "like an option|as an option does"),
    ("-Oplanted", "as an option does"),
    ("--", "as an option does"),
    ("main..HEAD", "is a range"),
    ("main...HEAD", "is a range"),
    ("HEAD:../../etc/passwd", "names a file"),
    ("HEAD:plan/plan.yaml", "names a file"),
    (":/Hai", "names a file"),
    ("HEAD\nHEAD", "control characters"),
    ("HEAD\0", "control characters"),
    ("HEAD\x1b[2J", "control characters"),
    ("\ud800", "control characters"),
    ("main@{1}", "once was"),
    ("@{-1}", "once was"),
    ("HEAD@{yesterday}", "once was"),
    ("main@{upstream}", "once was"),
    ("HEAD^{tree}", "names no commit"),
    ("HEAD^{blob}~1", "names no commit"),
    ("HEAD^!", "means several commits"),
    ("HEAD^@", "means several commits"),
    ("HEAD~1^@", "means several commits"),
    ("HEAD^-", "means several commits"),
    ("HEAD^-1", "means several commits"),
    ("^HEAD", "means several commits"),
    ("HEAD~-1", "is no revision"),
    ("HEAD~1x", "is no revision"),
    ("HEAD^x", "is no revision"),
    ("HEAD^{commit}~x", "is no revision"),
    ("HEAD main", "names no commit"),
    ("HEAD commit 5", "names no commit"),
    (f"{UNKNOWN} commit 5", "names no commit"),
    ("x missing", "names no commit"),
    (UNKNOWN, "names no commit"),
    ("HEAD~30", "names no commit"),
    ("HEAD~99999999999999999999", "names no commit"),
    ("bad\udcff", "names no commit"),
    ("$(touch planted)", "names no commit"),
    ("x" * 100_000, "names no commit"),
]


@pytest.mark.parametrize(("typed", "said"), HOSTILE, ids=[repr(typed)[:30] for typed, _said in HOSTILE])
def test_what_is_no_revision(checkout: Checkout, typed: str, said: str) -> None:
    repository = opened(checkout)
    error = refused(repository, typed)
    assert error.message.startswith("--at")
    assert any(part in error.message for part in said.split("|"))
    assert repository.find(typed) is None
    assert repository.find("HEAD"), "the next question is answered"
    assert not list(checkout.path.rglob("planted"))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    made = Checkout.new(tmp_path_factory.mktemp("kho"))
    made.commit({"a": "1"})
    return Repository.around(made.path)


@given(st.text() | st.text(alphabet="HEAD@^~{}:.-/0123ab \0\n\udcff"))
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_is_answered(plain: Repository, typed: str) -> None:
    head, said = plain.find("HEAD"), "--at"
    try:
        assert plain.commit(typed, "--at") == plain.find(typed) == head
    except PlanError as error:
        said = error.message
    assert said.startswith("--at")
    assert plain.find("HEAD") == head


def test_the_reflog_is_refused_for_a_day(checkout: Checkout) -> None:
    assert "--at 2024-06-30" in refused(opened(checkout), "HEAD@{2.days.ago}").hint


def test_the_nearest_names_are_told(checkout: Checkout, tmp_path: Path) -> None:
    assert refused(opened(checkout), "nhan").hint == "Did you mean nhanh?"
    assert refused(opened(checkout), "nhan~1").hint == "Did you mean nhanh?"
    assert refused(opened(checkout), "nhanh~99").hint == "nhanh has no such ancestor."
    assert refused(opened(checkout), "nhanh^9").hint == "nhanh has no such ancestor."
    for rest in ("^{tree}", "^{blob}", "^{/không}", "~1^{tree}"):
        assert (
            refused(opened(checkout), f"nhanh{rest}").hint == f"nhanh is there, but {rest} leads from it to no commit."
        )
    for typed in ("nhanh~-1", "nhanh^@", "^nhanh"):
        assert refused(opened(checkout), typed).hint.startswith("Type a branch, a tag, a commit, HEAD~3")
    assert refused(opened(checkout), "99999999").hint.startswith("List the branches with git branch -a")
    clone = checkout.clone(tmp_path / "bản-sao", "--single-branch")
    clone.git("fetch", "-q", "origin", "nhanh:refs/remotes/origin/nhanh")
    assert "origin/nhanh" in refused(opened(clone), "nhanh").hint


def test_a_name_of_a_branch_and_of_a_tag(checkout: Checkout) -> None:
    checkout.git("tag", "main", "v1")
    repository = opened(checkout)
    error = refused(repository, "main~1")
    assert error.message == "--at: main is a branch and a tag."
    assert error.hint == "Type refs/heads/main or refs/tags/main."
    assert repository.commit("refs/heads/main", "A") == repository.commit("HEAD", "A")
    assert repository.commit("refs/tags/main", "A") == repository.commit("v1", "A")


def test_no_commit_yet(tmp_path: Path) -> None:
    repository = opened(Checkout.new(tmp_path))
    error = refused(repository, "HEAD")
    assert error.message == "--at: the repository has no commit yet."
    assert error.hint == "Commit the plan first: git add . && git commit"
    with pytest.raises(PlanError, match="no commit yet"):
        repository.commit_on(date(2024, 1, 1), UTC, "--at")


def test_no_commit_yet_on_this_branch(checkout: Checkout) -> None:
    checkout.git("checkout", "-q", "--orphan", "mới")
    error = refused(opened(checkout), "HEAD")
    assert error.message == "--at: HEAD names no commit of this repository."
    assert "Did you mean" not in error.hint


def test_a_shallow_clone(checkout: Checkout, tmp_path: Path) -> None:
    shallow = opened(checkout.clone(tmp_path / "nông", "--depth", "1"))
    assert shallow.shallow
    assert shallow.commit("HEAD", "A")
    error = refused(shallow, "HEAD~1")
    assert "names no commit" in error.message
    assert "git fetch --unshallow" in error.hint
    assert "fetch-depth: 0" in error.hint
    with pytest.raises(PlanError, match="does not go back to 2024-02-28: its first commit is of 2024-03-01") as caught:
        shallow.commit_on(date(2024, 2, 28), HANOI, "--at")
    assert "git fetch --unshallow" in caught.value.hint


def test_a_partial_clone(checkout: Checkout, tmp_path: Path) -> None:
    checkout.git("config", "uploadpack.allowFilter", "true")
    partial = opened(checkout.clone(tmp_path / "phần", "--no-checkout", "--filter=blob:none"))
    files = partial.files(partial.commit("HEAD", "A"))
    with pytest.raises(PlanError, match="has only a part of the repository") as caught:
        partial.read(files[-1].oid)
    assert "git fetch --refetch --no-filter" in caught.value.hint
    assert partial.find("HEAD"), "the next question is answered"


def test_names_of_branches_and_tags(checkout: Checkout) -> None:
    checkout.git("branch", "nhánh/con")
    assert opened(checkout).names() == ["main", "nhanh", "nhánh/con", "v1"]


# --- days -----------------------------------------------------------------------------------------------------------

DAYS = [
    (date(2024, 2, 29), UTC, "Ba"),  # midnight in Vietnam is the day before elsewhere
    (date(2024, 2, 28), UTC, "Hai"),
    (date(2024, 3, 1), HANOI, "Ba"),
    (date(2024, 2, 29), HANOI, "Hai"),
    (date(2024, 1, 1), UTC, "Hai"),
    (date(2030, 1, 1), UTC, "Ba"),
    (date(2100, 1, 1), UTC, "Ba"),
    (date(9999, 12, 31), UTC, "Ba"),
    (date(9999, 12, 31), HANOI, "Ba"),
]


@pytest.mark.parametrize(("day", "zone", "expected"), DAYS)
def test_the_last_commit_of_a_day(checkout: Checkout, day: date, zone: tzinfo, expected: str) -> None:
    repository = opened(checkout)
    commit = repository.commit_on(day, zone, "--at")
    assert checkout.git("log", "-1", "--format=%s", commit) == expected


def test_both_sides_of_midnight(tmp_path: Path) -> None:
    checkout = Checkout.new(tmp_path)
    last = checkout.commit({}, "2024-06-30T23:59:59+07:00")
    first = checkout.commit({}, "2024-07-01T00:00:00+07:00")
    repository = opened(checkout)
    assert repository.commit_on(date(2024, 6, 30), HANOI, "A") == last
    assert repository.commit_on(date(2024, 7, 1), HANOI, "A") == first
    assert repository.commit_on(date(2024, 6, 30), UTC, "A") == first
    assert repository.committed(last) == datetime(2024, 6, 30, 16, 59, 59, tzinfo=UTC)


def test_the_day_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    checkout = Checkout.new(tmp_path)
    last = checkout.commit({}, "2024-06-30T23:59:59+07:00")
    first = checkout.commit({}, "2024-07-01T00:00:00+07:00")
    request.addfinalizer(time.tzset)
    for zone, expected in (("Asia/Ho_Chi_Minh", last), ("UTC", first)):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert opened(checkout).commit_on(date(2024, 6, 30), None, "A") == expected
    monkeypatch.undo()


@pytest.mark.parametrize("day", [date(2023, 12, 31), date(1969, 12, 31), date(1, 1, 1)])
def test_before_the_first_commit(checkout: Checkout, day: date) -> None:
    with pytest.raises(PlanError, match="there was no commit yet: the first is of 2024-01-01") as caught:
        opened(checkout).commit_on(day, HANOI, "--at")
    assert str(day) in caught.value.message
    assert caught.value.hint == ""


def test_only_first_parents_count(tmp_path: Path) -> None:
    """What was merged on 1 March was not the plan on 1 February."""
    checkout = Checkout.new(tmp_path)
    base = checkout.commit({"a": "1"}, "2024-01-01T12:00:00Z")
    checkout.git("checkout", "-q", "-b", "nhanh")
    checkout.commit({"b": "1"}, "2024-02-01T12:00:00Z")
    checkout.git("checkout", "-q", "main")
    checkout.git("merge", "-q", "--no-ff", "-m", "merge", "nhanh", when="2024-03-01T12:00:00Z")
    assert opened(checkout).commit_on(date(2024, 2, 15), UTC, "A") == base


# --- what is in it --------------------------------------------------------------------------------------------------


def test_files(checkout: Checkout) -> None:
    (checkout.path / "link").symlink_to("README")
    checkout.commit({"a-b": "", "a/b": "", "bad\udcff": b"\xff"})
    repository = opened(checkout)
    files = repository.files(repository.commit("HEAD", "A"))
    listed = checkout.git("ls-tree", "-r", "-z", "--full-tree", "HEAD").rstrip("\0").split("\0")
    parted = [line.replace("\t", " ", 1).split(" ", 3) for line in listed]
    assert files == sorted(Blob(path, mode, oid) for mode, _kind, oid, path in parted)
    assert [blob.mode for blob in files if blob.path == "link"] == ["120000"]
    held = {blob.path: repository.read(blob.oid) for blob in files}
    assert held["plan/bodies/bộ-y-tế.yaml"] == "name: Bộ Y tế\n".encode()
    assert held["bad\udcff"] == b"\xff"
    assert held["a/b"] == b""


def test_folders(checkout: Checkout) -> None:
    repository = opened(checkout)
    head = repository.commit("HEAD", "A")
    assert set(repository.tree(head, "") or ()) == {"README", "plan"}
    assert set(repository.tree(head, "plan/") or ()) == {"plan.yaml", "bodies"}
    for missing in ("plan/plan.yaml", "README", "không", "plan/../plan", "."):
        assert repository.tree(head, missing) is None


def test_a_repository_of_sha256(tmp_path: Path) -> None:
    checkout = Checkout.new(tmp_path, "--object-format=sha256")
    commit = checkout.commit({"plan/plan.yaml": "title: Một\n"})
    repository = opened(checkout)
    assert repository.commit("HEAD", "A") == commit
    assert len(commit) == 64
    (blob,) = repository.files(commit)
    assert repository.read(blob.oid) == "title: Một\n".encode()


def test_messages(checkout: Checkout) -> None:
    repository = opened(checkout)
    third, second, first = (repository.commit(typed, "A") for typed in ("HEAD", "HEAD~1", "HEAD~2"))
    assert repository.messages(first, third) == [Message(third, "Ba\n"), Message(second, "Hai\n\nx\n")]
    assert repository.messages(third, first) == []


def test_what_two_branches_come_from(checkout: Checkout) -> None:
    checkout.git("checkout", "-q", "-b", "khác", "main~1")
    other = checkout.commit({"b": "1"})
    checkout.git("checkout", "-q", "--orphan", "riêng")
    alone = checkout.commit({"c": "1"})
    repository = opened(checkout)
    main = repository.commit("main", "A")
    assert repository.merge_base(main, other) == repository.commit("main~1", "A")
    assert repository.merge_base(main, alone) is None
    with pytest.raises(PlanError, match="git failed"):
        repository.merge_base(main, UNKNOWN)


def test_a_large_file_is_not_read(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plancli.source.git.LARGEST", 1000)
    commit = checkout.commit({"to": "x" * 1001, "vừa": "x" * 1000})
    repository = opened(checkout)
    large, fits = [blob for blob in repository.files(commit) if blob.path in ("to", "vừa")]
    assert repository.object(large.oid)[1:] == ("blob", 1001, None)
    with pytest.raises(PlanError, match="too large"):
        repository.read(large.oid)
    assert repository.read(fits.oid) == b"x" * 1000


def test_a_tree_that_grows_without_end(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few trees that hold each other ten times over stand for more files than any disk has."""
    monkeypatch.setattr("plancli.source.git.MOST_FILES", 10_000)
    inner = checkout.git("rev-parse", "HEAD^{tree}")
    for _level in range(12):
        inner = checkout.mktree(dict.fromkeys("abcdefghij", inner))
    commit = checkout.git("commit-tree", "-m", "bomb", inner)
    with pytest.raises(PlanError, match="has too many files"):
        opened(checkout).files(commit)


COMMITTERS = [
    (b"A <a> 1719766799 +0700", datetime(2024, 6, 30, 16, 59, 59, tzinfo=UTC)),
    (b"A <a> 1719766799 -0330", datetime(2024, 6, 30, 16, 59, 59, tzinfo=UTC)),
    (b"A 1 +0000 <a> 0 +0000", datetime(1970, 1, 1, tzinfo=UTC)),
    (b"A <a> 1719766799 +9999", datetime(1970, 1, 1, tzinfo=UTC)),
    (b"A <a> 999999999999999999 +0000", datetime(9999, 1, 1, tzinfo=UTC)),
    (b"A <a> 9999999999999999999999 +0000", datetime(1970, 1, 1, tzinfo=UTC)),
    (b"A <a>", datetime(1970, 1, 1, tzinfo=UTC)),
    (b"", datetime(1970, 1, 1, tzinfo=UTC)),
]


@pytest.mark.parametrize(("committer", "expected"), COMMITTERS)
def test_when_a_commit_was_committed(committer: bytes, expected: datetime) -> None:
    found = read_commit(Object("0" * 40, "commit", 1, b"tree " + b"1" * 40 + b"\ncommitter " + committer + b"\n\nx\n"))
    assert (found.committed, found.tree, found.text) == (expected, "1" * 40, "x\n")
    assert found.committed.astimezone(HANOI).date() >= date(1970, 1, 1)


def test_what_a_commit_says_of_its_tree_is_an_id() -> None:
    """Else it might be an option, or whatever a revision may be."""
    for line in (b"tree --output=planted", b"tree HEAD", b"tree", b"", b"tree " + b"1" * 41):
        assert read_commit(Object("0" * 40, "commit", 1, line + b"\nparent x\n\nx\n")).tree == ""


def test_what_a_commit_says_in_its_encoding() -> None:
    for encoding, data, text in (
        (b"utf-16-le", "Tổ".encode("utf-16-le"), "Tổ"),
        (b"latin-1", b"\xe9", "é"),
        (b"no-such-thing", "Tổ".encode(), "Tổ"),
        (b"hex", "Tổ".encode(), "Tổ"),
        (b"\0", "Tổ".encode(), "Tổ"),
    ):
        found = read_commit(Object("0" * 40, "commit", 1, b"encoding " + encoding + b"\n\n" + data))
        assert found.text == text


def test_trees_that_git_would_not_make() -> None:
    oid = b"\x11" * 20
    assert read_tree(b"", 20) == {}
    assert read_tree(b"100644 a", 20) == {}
    assert read_tree(b"40000 a\0" + oid + b"100644 a\0" + b"\x22" * 20, 20) == {"a": Blob("a", "040000", oid.hex())}
    assert list(read_tree(b"100644 x/y\0" + oid + b"100644 \xff\0" + oid, 20)) == ["x/y", "\udcff"]


# --- what runs ------------------------------------------------------------------------------------------------------


def alive() -> list[str]:
    """Return the processes of this one's that read objects."""
    listed = subprocess.run(
        ["ps", "-ww", "-o", "args", "--ppid", str(os.getpid())], capture_output=True, encoding="utf-8"
    )
    return [line for line in listed.stdout.splitlines() if "cat-file" in line]


def test_one_process_reads_everything_and_ends(checkout: Checkout) -> None:
    repository = opened(checkout)
    others = alive()
    for blob in repository.files(repository.commit("HEAD", "A")):
        repository.read(blob.oid)
    assert len(alive()) == len(others) + 1
    del repository
    assert alive() == others


def test_a_process_that_ends_is_told(checkout: Checkout) -> None:
    repository = opened(checkout)
    head = repository.commit("HEAD", "A")
    process = repository._objects._process
    assert process
    process.kill()
    process.wait()
    with pytest.raises(PlanError, match="git ended without an answer"):
        repository.files(head)
    assert repository.files(head), "the next question is answered"


def test_what_does_not_answer_is_not_waited_for(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = opened(checkout)
    monkeypatch.setattr(objects, "TIMEOUT", 0.05)
    monkeypatch.setattr(program, "TIMEOUT", 0.05)
    repository.find("HEAD")
    process = repository._objects._process
    assert process
    process.send_signal(signal.SIGSTOP)
    with pytest.raises(PlanError, match="git has not answered"):
        repository.find("v1")
    assert process.poll() is not None


EVIL_SETTINGS = {
    "core.fsmonitor": "{evil}",
    "core.hooksPath": "{hooks}",
    "core.pager": "{evil}",
    "core.sshCommand": "{evil}",
    "core.gitProxy": "{evil}",
    "core.editor": "{evil}",
    "core.askPass": "{evil}",
    "core.alternateRefsCommand": "{evil}",
    "credential.helper": "!{evil}",
    "diff.external": "{evil}",
    "diff.evil.textconv": "{evil}",
    "diff.evil.command": "{evil}",
    "filter.evil.clean": "{evil}",
    "filter.evil.smudge": "{evil}",
    "filter.evil.process": "{evil}",
    "gpg.program": "{evil}",
    "log.showSignature": "true",
    "alias.rev-parse": "!{evil}",
    "alias.cat-file": "!{evil}",
    "alias.rev-list": "!{evil}",
    "pager.rev-list": "{evil}",
    "pager.cat-file": "{evil}",
    "uploadpack.packObjectsHook": "{evil}",
    "protocol.allow": "always",
    "protocol.ext.allow": "always",
    "core.repositoryFormatVersion": "1",
    "extensions.partialClone": "xa",
    "remote.xa.url": "ext::{evil} %S",
    "remote.xa.promisor": "true",
    "remote.xa.uploadpack": "{evil}",
}


@pytest.fixture
def trap(checkout: Checkout, tmp_path: Path) -> Path:
    """Make the repository one that runs a program wherever git lets it; return the file that this program makes."""
    marker, evil, hooks = tmp_path / "it-ran", tmp_path / "evil", tmp_path / "hooks"
    evil.write_text(f"#!/bin/sh\necho \"$0 $@\" >> '{marker}'\nexit 1\n")
    evil.chmod(0o755)
    checkout.commit({".gitattributes": "* diff=evil filter=evil\n", "plan/plan.yaml": "title: Bốn\n"})
    hooks.mkdir()
    for hook in ("post-checkout", "pre-auto-gc", "reference-transaction", "post-index-change", "read-object"):
        shutil.copy(evil, hooks / hook)
        shutil.copy(evil, checkout.path / ".git" / "hooks" / hook)
    for name, value in EVIL_SETTINGS.items():
        checkout.git("config", name, value.format(evil=evil, hooks=hooks))
    checkout.write({"plan/plan.yaml": "title: Năm\n"})
    return marker


def ask_everything(checkout: Checkout) -> None:
    """Ask a repository all that can be asked, also for what is not there."""
    repository = opened(checkout, "plan")
    head = repository.commit("HEAD", "A")
    first = repository.commit("v1", "A")
    for blob in repository.files(head):
        repository.read(blob.oid)
    assert repository.messages(first, head)
    assert repository.merge_base(first, head) == first
    assert repository.commit_on(date(2024, 2, 15), UTC, "A")
    assert repository.names()
    for typed, _said in HOSTILE:
        refused(repository, typed)
    for asked in (
        lambda: repository.read(UNKNOWN),
        lambda: repository.files(UNKNOWN),
        lambda: repository.merge_base(head, UNKNOWN),
        lambda: repository.messages(UNKNOWN, head),
    ):
        with suppress(PlanError):
            asked()


def test_nothing_runs_that_a_repository_names(checkout: Checkout, trap: Path) -> None:
    ask_everything(checkout)
    assert not trap.exists(), trap.read_text()


def test_nothing_runs_with_a_git_that_does_not_know_to_fetch_nothing(
    checkout: Checkout, trap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = {name: value for name, value in program.SET.items() if name != "GIT_NO_LAZY_FETCH"}
    monkeypatch.setattr(program, "SET", settings)
    ask_everything(checkout)
    assert not trap.exists(), trap.read_text()


def test_the_trap_works(checkout: Checkout, trap: Path) -> None:
    """Else the tests above would show nothing."""
    for arguments in (["status"], ["diff", "HEAD"], ["cat-file", "-e", UNKNOWN]):
        subprocess.run(["git", *arguments], cwd=checkout.path, capture_output=True, check=False, timeout=60)
        assert trap.exists(), arguments
        trap.unlink()


def test_what_a_hook_is_told_is_no_matter(checkout: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Checkout.new(tmp_path / "khác")
    other.commit({"x": "1"})
    for name, value in {
        "GIT_DIR": str(other.path / ".git"),
        "GIT_INDEX_FILE": str(other.path / ".git" / "index.lock"),
        "GIT_WORK_TREE": str(other.path),
        "GIT_PREFIX": "x/",
        "GIT_COMMON_DIR": str(other.path / ".git"),
        "GIT_NAMESPACE": "x",
        "GIT_GLOB_PATHSPECS": "1",
    }.items():
        monkeypatch.setenv(name, value)
    repository = opened(checkout)
    assert repository.top == checkout.path
    assert {blob.path for blob in repository.files(repository.commit("HEAD", "A"))} >= {"plan/plan.yaml"}


def test_an_interrupt_leaves_no_process(checkout: Checkout, tmp_path: Path) -> None:
    """git that hangs is ended, and the program with the status of an interrupt."""
    started = tmp_path / "started"
    (tmp_path / "bin").mkdir()
    slow = tmp_path / "bin" / "git"
    slow.write_text(
        "#!/bin/sh\n"
        f'case "$*" in *cat-file*) echo $$ > "{started}"; exec sleep 60;; esac\n'
        f'exec {shutil.which("git")} "$@"\n'
    )
    slow.chmod(0o755)
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    asked = subprocess.Popen(
        [sys.executable, "-m", "plancli", "list", "--at", "HEAD"],
        cwd=checkout.path,
        env={"PATH": path, "PYTHONPATH": os.environ.get("PYTHONPATH", "")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    for _tenth in range(200):
        if started.exists() and started.read_text().strip():
            break
        time.sleep(0.05)
    asked.send_signal(signal.SIGINT)
    out, err = asked.communicate(timeout=20)
    assert (asked.returncode, out, err) == (130, b"", b"")
    child = int(started.read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
