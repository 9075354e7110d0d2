"""A plan's files as a commit has them: the same as on the disk, wherever in the commit the plan is."""

import os
from pathlib import Path

import pytest
from repositories import Checkout

from plancli import checks
from plancli.errors import PlanError
from plancli.load import load
from plancli.problem import Problem
from plancli.source import Entry, Folder, Listing, entry_of
from plancli.source.git import Repository
from plancli.source.revision import Revision, plan_above, plan_at

PLAN = {"plan/plan.yaml": "title: Kế hoạch\n", "plan/bodies/ban-mau.yaml": "name: Ban Mẫu\n"}


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """Return a repository with a plan of one body, not committed yet."""
    made = Checkout.new(tmp_path / "kho")
    made.write(PLAN)
    return made


def committed(checkout: Checkout, folder: str = "plan") -> Revision:
    """Commit what is there and return a folder of that commit."""
    commit = checkout.commit({})
    return Revision(Repository.around(checkout.path), commit, folder)


def entry(path: str) -> Entry:
    found = entry_of(path)
    assert found
    return found


def brief(listing: Listing) -> tuple[list[str], list[tuple[str, str, str]], tuple[str, ...]]:
    """Return the files, problems and unread files of a listing; each problem has words."""
    for problem in listing.problems:
        assert checks.get(problem.name).MESSAGES[problem.variant].format(**problem.values)
    problems = sorted((one.place.file, one.name, one.variant) for one in listing.problems)
    return [one.path for one in listing.entries], problems, listing.unread


def same_as_on_the_disk(checkout: Checkout) -> Revision:
    """Check that a commit is read as its files on the disk are; return it."""
    revision = committed(checkout)
    disk = Folder(checkout.path / "plan")
    assert brief(revision.listing()) == brief(disk.listing())
    for one in disk.listing().entries:
        assert revision.read(one) == disk.read(one)
    assert load(revision)[:2] == load(disk)[:2]
    return revision


def test_files_are_read_as_on_the_disk(checkout: Checkout) -> None:
    names = ("b.yaml", "B.yaml", "bộ-y-tế.yaml", "bad\udcff.yaml", "a b\n.yaml", ".ẩn.yaml", "c.yml", "d.YAML", "e.txt")
    checkout.write({f"plan/bodies/{name}": f"name: {number}\n" for number, name in enumerate(names)})
    deep = {
        "documents.yaml": "",
        "plan.yml": "",
        "x/y/z.yaml": "",
        "x/y/z/a.yaml": "",
        "x/y/z/u/v.yaml": "",
        "x.yml": "",
    }
    checkout.write({f"plan/{name}": text for name, text in deep.items()})
    revision = same_as_on_the_disk(checkout)
    assert len(revision.listing().entries) == 8
    assert len(revision.listing().problems) == 6


def test_what_is_no_plain_file(checkout: Checkout) -> None:
    bodies = checkout.path / "plan" / "bodies"
    links = {
        "within.yaml": "ban-mau.yaml",
        "beside.yaml": "../shared/chung.txt",
        "twice.yaml": "within.yaml",
        "round.yaml": "../bodies/./ban-mau.yaml",
        "outside.yaml": "../../README",
        "absolute.yaml": "/etc/passwd",
        "to-a-folder.yaml": "../shared",
        "lost.yaml": "không-có.yaml",
        "loop.yaml": "loop.yaml",
        "unread.yml": "ban-mau.yaml",
    }
    checkout.write({"README": "x\n", "plan/shared/chung.txt": "name: Chung\n", "plan/bodies/folder.yaml/x": ""})
    for name, target in links.items():
        (bodies / name).symlink_to(target)
    (checkout.path / "plan" / "linked").symlink_to("bodies")
    revision = same_as_on_the_disk(checkout)
    found = {one.place.file.removeprefix("bodies/"): one.variant for one in revision.listing().problems}
    assert found == {
        **{"outside.yaml": "outside", "absolute.yaml": "outside", "lost.yaml": "dangling", "loop.yaml": "unreadable"},
        **{"to-a-folder.yaml": "folder", "folder.yaml": "folder", "unread.yml": "rename"},
    }
    assert revision.read(entry("bodies/twice.yaml")) == b"name: Ban M\xe1\xba\xabu\n"


@pytest.mark.parametrize("kind", ["file", "link"])
def test_bodies_that_are_no_folder(checkout: Checkout, kind: str) -> None:
    (checkout.path / "plan" / "bodies" / "ban-mau.yaml").rename(checkout.path / "plan" / "x")
    (checkout.path / "plan" / "bodies").rmdir()
    bodies = checkout.path / "plan" / "bodies"
    bodies.write_text("x") if kind == "file" else bodies.symlink_to("..")
    same_as_on_the_disk(checkout)


def test_a_submodule_is_another_repository(checkout: Checkout, tmp_path: Path) -> None:
    other = Checkout.new(tmp_path / "khác")
    other.commit({"ban-khac.yaml": "name: Ban Khác\n"})
    checkout.write({"plan/bodies/ban-mau.yaml": None})
    (checkout.path / "plan" / "bodies").rmdir()
    for path in ("plan/bodies", "plan/documents.yaml", "plan/x.yaml"):
        checkout.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other.path), path)
    listing = committed(checkout).listing()
    assert brief(listing) == (
        ["plan.yaml"],
        [("bodies", "not-a-file", "unreadable"), ("documents.yaml", "not-a-file", "folder")],
        ("bodies/", "documents.yaml"),
    )
    assert load(committed(checkout)).plan.bodies_unread


def test_a_file_that_is_too_large(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("git", "folder", "entry"):
        monkeypatch.setattr(f"plancli.source.{module}.LARGEST", 1024 * 1024)
    checkout.write({"plan/bodies/to.yaml": b"#" * (1024 * 1024 + 1), "plan/bodies/vua.yaml": b"#" * 1024 * 1024})
    revision = same_as_on_the_disk(checkout)
    problem = revision.read(entry("bodies/to.yaml"))
    assert isinstance(problem, Problem)
    assert (problem.name, dict(problem.values)) == ("too-large", {"size": "1.0", "most": "1"})
    assert len(revision.read(entry("bodies/vua.yaml"))) == 1024 * 1024


def test_folders_that_grow_without_end(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of trees that hold each other a hundred times over, three levels are a million folders."""
    monkeypatch.setattr("plancli.source.revision.MOST_FILES", 10_000)
    revision = committed(checkout)
    inner = checkout.git("rev-parse", "HEAD:plan/bodies")
    for _level in range(3):
        inner = checkout.mktree({f"x{number}": inner for number in range(100)})
    top = checkout.mktree({"plan": checkout.mktree({"x": inner})})
    commit = checkout.git("commit-tree", "-m", "bomb", top)
    with pytest.raises(PlanError, match="has too many files"):
        Revision(revision.repository, commit, "plan").listing()


def test_a_file_that_is_not_there(checkout: Checkout) -> None:
    for name in ("documents.yaml", "bodies/x.yaml"):
        problem = committed(checkout).read(entry(name))
        assert isinstance(problem, Problem)
        assert problem.variant == "dangling"


def test_only_the_commit_is_read(checkout: Checkout) -> None:
    """Not the working folder, nor what is staged."""
    revision = committed(checkout)
    checkout.write({"plan/plan.yaml": "title: Khác\n", "plan/bodies/ban-hai.yaml": "name: Hai\n"})
    checkout.git("add", "-A")
    assert [one.path for one in revision.listing().entries] == ["plan.yaml", "bodies/ban-mau.yaml"]
    assert revision.read(entry("plan.yaml")) == PLAN["plan/plan.yaml"].encode()


def test_a_plan_that_is_the_repository(tmp_path: Path) -> None:
    checkout = Checkout.new(tmp_path)
    checkout.write({"plan.yaml": "title: x\n", "bodies/a.yaml": "name: A\n"})
    assert [one.path for one in committed(checkout, "").listing().entries] == ["plan.yaml", "bodies/a.yaml"]


# --- where the plan is ----------------------------------------------------------------------------------------------

PLACES = [
    (["plan/plan.yaml"], "plan", "plan"),
    (["plan/plan.yaml"], "", "plan"),
    (["plan.yaml"], "", ""),
    (["plan.yaml", "plan/plan.yaml"], "", ""),
    (["plan.yaml", "plan/plan.yaml"], "plan", "plan"),
    (["a/plan/plan.yaml", "plan/plan.yaml"], "a/plan", "a/plan"),
    (["a/plan/plan.yaml", "plan/plan.yaml"], "a", "a/plan"),
    (["plan/plan.yaml"], "a/plan", "plan"),  # moved
    (["kế hoạch/plan.yaml"], "plan", "kế hoạch"),  # renamed
    (["plan.yaml"], "plan", ""),
    (["old/ke-hoach/plan.yaml", "x/plan.yaml"], "new/ke-hoach", "old/ke-hoach"),  # of several, that of the same name
    (["plan/plan.yaml", ".github/plan.yaml", ".x/y/plan.yaml"], "a/plan", "plan"),
    (["plan/plan.yml", "plan/bodies/a.yaml"], "plan", None),
    (["README"], "plan", None),
    ([], "plan", None),
]


@pytest.mark.parametrize(("files", "folder", "expected"), PLACES)
def test_where_a_commit_has_the_plan(tmp_path: Path, files: list[str], folder: str, expected: str | None) -> None:
    checkout = Checkout.new(tmp_path)
    commit = checkout.commit(dict.fromkeys(files, "title: x\n"))
    found = plan_at(Repository.around(tmp_path), commit, folder)
    assert (found and found.folder) == expected


def test_a_commit_with_several_plans(tmp_path: Path) -> None:
    checkout = Checkout.new(tmp_path)
    commit = checkout.commit({f"{name}/plan.yaml": "" for name in ("a", "bộ", "c/d")} | {"plan.yaml": ""})
    with pytest.raises(PlanError) as caught:
        plan_at(Repository.around(tmp_path), commit, "plan/x")
    assert caught.value.message == f"{commit[:7]} has no plan in plan/x, but in:\n  .\n  a\n  bộ\n  c/d"
    assert "--plan DIR" in caught.value.hint


def test_a_commit_with_very_many_plans(tmp_path: Path) -> None:
    checkout = Checkout.new(tmp_path)
    commit = checkout.commit({f"{number}/plan.yaml": "" for number in range(50)})
    with pytest.raises(PlanError) as caught:
        plan_at(Repository.around(tmp_path), commit, "plan")
    assert len(caught.value.message.splitlines()) == 12


ABOVE = [
    (["plan/plan.yaml"], "", "plan"),
    (["plan/plan.yaml"], "src/deep", "plan"),
    (["plan/plan.yaml", "plan.yaml"], "src", "plan"),
    (["plan/plan.yaml", "a/plan/plan.yaml"], "a/b", "a/plan"),
    (["ke-hoach/plan.yaml", "plan/plan.yaml"], "ke-hoach/bodies", "ke-hoach"),
    (["ke-hoach/plan.yaml"], "", "ke-hoach"),
    (["a/plan/plan.yaml", "b/plan.yaml"], "", "a/plan"),
    (["README"], "a/b", None),
]


@pytest.mark.parametrize(("files", "folder", "expected"), ABOVE)
def test_a_plan_is_found_upward(tmp_path: Path, files: list[str], folder: str, expected: str | None) -> None:
    checkout = Checkout.new(tmp_path)
    commit = checkout.commit(dict.fromkeys(files, "title: x\n"))
    found = plan_above(Repository.around(tmp_path), commit, folder)
    assert (found and found.folder) == expected


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_folder_whose_name_is_not_unicode(tmp_path: Path) -> None:
    checkout = Checkout.new(tmp_path)
    commit = checkout.commit({"bad\udcff/plan.yaml": "title: x\n"})
    found = plan_at(Repository.around(tmp_path), commit, "plan")
    assert found
    assert found.read(entry("plan.yaml")) == b"title: x\n"
