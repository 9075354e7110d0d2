"""Finding a plan's folder, listing what is in it, and reading its files, whatever they turn out to be."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from plancli import checks
from plancli.errors import PlanError
from plancli.problem import Problem
from plancli.source import LARGEST, Entry, Folder, Listing, entry_of, find_plan

ROOT_USER = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Return a folder with a plan of one body."""
    folder = tmp_path / "plan"
    (folder / "bodies").mkdir(parents=True)
    (folder / "plan.yaml").write_text("title: Kế hoạch\n", "utf-8")
    (folder / "bodies" / "ban-mau.yaml").write_text("name: Ban Mẫu\n", "utf-8")
    return folder


def brief(listing: Listing) -> list[tuple[str, str, str]]:
    """Return the problems of a listing; each has words."""
    for problem in listing.problems:
        assert checks.get(problem.name).MESSAGES[problem.variant].format(**problem.values)
    return sorted((one.place.file, one.name, one.variant) for one in listing.problems)


# --- finding --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("below", ["", "src/deep", "plan", "plan/bodies"])
def test_the_plan_is_found_upward(plan: Path, below: str) -> None:
    here = plan.parent / below
    here.mkdir(parents=True, exist_ok=True)
    assert find_plan(None, {}, here) == plan
    assert find_plan(None, {"PLAN_DIR": ""}, here) == plan


def test_a_plan_folder_of_another_name_is_found_from_within(plan: Path) -> None:
    other = plan.rename(plan.with_name("ke-hoach"))
    assert find_plan(None, {}, other / "bodies") == other
    with pytest.raises(PlanError):
        find_plan(None, {}, other.parent)


def test_the_nearest_plan_is_taken(plan: Path) -> None:
    inner = plan.parent / "con" / "plan"
    inner.mkdir(parents=True)
    (inner / "plan.yaml").touch()
    assert find_plan(None, {}, inner.parent) == inner


@pytest.mark.parametrize("given", ["plan", ".", "plan/", "plan/../plan"])
def test_a_plan_is_named_by_its_folder_or_the_one_around_it(plan: Path, given: str) -> None:
    assert find_plan(given, {"PLAN_DIR": "elsewhere"}, plan.parent).resolve() == plan
    assert find_plan(None, {"PLAN_DIR": given}, plan.parent).resolve() == plan
    assert find_plan(str(plan), {}, Path("/")) == plan


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("khong-co", "no folder khong-co"),
        ("plan/plan.yaml", "is a file, not a folder"),
        ("plan/bodies", "has no plan.yaml"),
        ("a\0b", "cannot be read"),
        ("plan/plan.yaml/x", "cannot be read"),
    ],
)
def test_a_folder_that_is_no_plan(plan: Path, given: str, said: str) -> None:
    for option, environ in ((given, {}), (None, {"PLAN_DIR": given})):
        with pytest.raises(PlanError) as caught:
            find_plan(option, environ, plan.parent)
        assert said in caught.value.message
        assert caught.value.message.startswith("--plan:" if option else "PLAN_DIR:")


def test_no_plan_anywhere(tmp_path: Path) -> None:
    with pytest.raises(PlanError) as caught:
        find_plan(None, {}, tmp_path)
    assert str(tmp_path) in caught.value.message
    assert "--plan" in caught.value.hint


@pytest.mark.skipif(ROOT_USER, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_read(plan: Path) -> None:
    plan.chmod(0)
    try:
        with pytest.raises(PlanError, match="cannot be read"):
            find_plan(str(plan), {}, plan.parent)
        with pytest.raises(PlanError, match="cannot be read"):
            Folder(plan).listing()
    finally:
        plan.chmod(0o700)


# --- listing --------------------------------------------------------------------------------------------------------


def test_the_files_come_in_order(plan: Path) -> None:
    for name in ("b.yaml", "a.yaml", "B.yaml", "bộ-y-tế.yaml"):
        (plan / "bodies" / name).touch()
    (plan / "documents.yaml").touch()
    listing = Folder(plan).listing()
    assert [entry.file for entry in listing.entries] == [
        "plan.yaml",
        "documents.yaml",
        *("bodies/B.yaml", "bodies/a.yaml", "bodies/b.yaml", "bodies/ban-mau.yaml", "bodies/bộ-y-tế.yaml"),
    ]
    assert [entry.stem for entry in listing.entries[-2:]] == ["ban-mau", "bộ-y-tế"]
    assert not listing.problems
    assert not listing.unread


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("plan.yaml", ("plan", "")),
        ("documents.yaml", ("documents", "")),
        ("bodies/a.yaml", ("body", "a")),
        ("bodies/a.b.yaml", ("body", "a.b")),
        ("bodies/ê.yaml", ("body", "ê")),
        ("bodies/a/b.yaml", None),
        ("a.yaml", None),
        ("bodies/a.yml", None),
        ("bodies/a.YAML", None),
        ("x/plan.yaml", None),
    ],
)
def test_what_a_path_is_read_as(path: str, expected: tuple[str, str] | None) -> None:
    entry = entry_of(path)
    assert (entry and (entry.kind, entry.stem)) == expected


@pytest.mark.parametrize(
    ("path", "variant"),
    [
        ("documents.yml", "rename"),
        ("bodies/x.yml", "rename"),
        ("bodies/x.YAML", "rename"),
        ("tasks.yaml", ""),
        ("bodies/cu/x.yaml", ""),
        ("Bodies/x.yaml", ""),
        ("a/b/c/x.yml", ""),
    ],
)
def test_yaml_that_is_not_read_is_told(plan: Path, path: str, variant: str) -> None:
    (plan / path).parent.mkdir(parents=True, exist_ok=True)
    (plan / path).touch()
    listing = Folder(plan).listing()
    assert brief(listing) == [(path, "unread-file", variant)]
    assert not listing.unread


@pytest.mark.parametrize("path", [".x.yaml", "x.yaml~", "README.md", "bodies/.x.yaml", ".git/x.yaml", "a/b/c/d/x.yaml"])
def test_other_files_are_nobodys_business(plan: Path, path: str) -> None:
    (plan / path).parent.mkdir(parents=True, exist_ok=True)
    (plan / path).touch()
    assert not Folder(plan).listing().problems


def listen(path: Path) -> None:
    """Make a socket, by its short name: the whole path may be longer than a socket's may be."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


@pytest.mark.parametrize(
    ("make", "variant"),
    [
        (lambda path: path.symlink_to("/etc/passwd"), "outside"),
        (lambda path: path.symlink_to(Path(*[".."] * 20) / "etc" / "passwd"), "outside"),
        (lambda path: path.symlink_to("/dev/zero"), "outside"),
        (lambda path: path.symlink_to("nowhere.yaml"), "dangling"),
        (lambda path: path.symlink_to(path.name), "unreadable"),
        (lambda path: path.symlink_to("."), "folder"),
        (lambda path: path.mkdir(), "folder"),
        (lambda path: os.mkfifo(path), "special"),
        (listen, "special"),
    ],
)
@pytest.mark.parametrize("file", ["bodies/x.yaml", "documents.yaml"])
def test_what_is_not_a_file_is_told_and_never_opened(
    plan: Path, make: Callable[[Path], None], variant: str, file: str
) -> None:
    path = plan / file
    make(path)
    listing = Folder(plan).listing()
    assert brief(listing) == [(file, "not-a-file", variant)]
    assert listing.unread == (file,)
    assert all(entry.file != file for entry in listing.entries)
    entry = entry_of(file)
    assert entry is not None
    assert isinstance(Folder(plan).read(entry), Problem)


def test_a_link_inside_the_plan_is_followed(plan: Path) -> None:
    (plan / "bodies" / "x.yaml").symlink_to("ban-mau.yaml")
    listing = Folder(plan).listing()
    assert not listing.problems
    assert [Folder(plan).read(entry) for entry in listing.entries[1:]] == ["name: Ban Mẫu\n".encode()] * 2


def test_a_link_to_a_folder_is_not_followed(plan: Path) -> None:
    (plan / "up").symlink_to("..")
    (plan / "bodies" / "up").symlink_to("..")
    listing = Folder(plan).listing()
    assert [entry.file for entry in listing.entries] == ["plan.yaml", "bodies/ban-mau.yaml"]
    assert not listing.problems


@pytest.mark.parametrize("link", [False, True])
def test_bodies_must_be_a_folder(plan: Path, link: bool) -> None:
    (plan / "bodies").rename(plan / "others")
    if link:
        (plan / "bodies").symlink_to("others")
    else:
        (plan / "bodies").touch()
    listing = Folder(plan).listing()
    assert ("bodies", "not-a-file", "not-a-folder") in brief(listing)
    assert listing.unread == ("bodies/",)


def test_the_plan_folder_itself_may_be_a_link(plan: Path) -> None:
    link = plan.with_name("link")
    link.symlink_to(plan)
    listing = Folder(link).listing()
    assert len(listing.entries) == 2
    assert not listing.problems


@pytest.mark.skipif(os.name != "posix", reason="names are Unicode elsewhere")
def test_a_name_that_is_not_unicode_can_be_shown(plan: Path) -> None:
    try:
        with open(os.fsencode(plan) + b"/bodies/x\xff.yaml", "wb") as file:
            file.write(b"name: X\n")
    except OSError:
        pytest.skip("this disk takes only Unicode")
    entry = Folder(plan).listing().entries[-1]
    assert (entry.file, entry.stem) == ("bodies/x\ufffd.yaml", "x\ufffd")
    assert Folder(plan).read(entry) == b"name: X\n"


def test_a_folder_that_is_gone_stops_the_command(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="cannot be read"):
        Folder(tmp_path / "gone").listing()


# --- reading --------------------------------------------------------------------------------------------------------


def test_a_large_file_is_not_read(plan: Path) -> None:
    with (plan / "bodies" / "x.yaml").open("wb") as file:
        file.truncate(LARGEST + 1)
    folder = Folder(plan)
    problem = folder.read(folder.listing().entries[-1])
    assert isinstance(problem, Problem)
    assert (problem.name, problem.values) == ("too-large", {"size": "64.0", "most": "64"})


def test_a_file_that_is_gone_is_a_problem(plan: Path) -> None:
    problem = Folder(plan).read(Entry("bodies/x.yaml", "body", "x", "bodies/x.yaml"))
    assert isinstance(problem, Problem)
    assert (problem.name, problem.variant) == ("not-a-file", "unreadable")


def test_a_link_that_changed_after_the_listing_is_not_followed(plan: Path) -> None:
    folder = Folder(plan)
    entry = folder.listing().entries[-1]
    (plan / entry.file).unlink()
    (plan / entry.file).symlink_to("/etc/passwd")
    problem = folder.read(entry)
    assert isinstance(problem, Problem)
    assert problem.variant == "outside"


@pytest.mark.skipif(ROOT_USER, reason="nothing is forbidden to root")
def test_a_file_that_may_not_be_read(plan: Path) -> None:
    (plan / "plan.yaml").chmod(0)
    folder = Folder(plan)
    problem = folder.read(folder.listing().entries[0])
    assert isinstance(problem, Problem)
    assert problem.variant == "unreadable"
