"""`--at`: every question asked of the files as git had them, judged on the same day."""

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from folders import PLAN
from repositories import SETTINGS, Checkout
from support import Result, process, run

from plancli import clock
from plancli.commands.session import Session
from plancli.commands.versions import Versions, typed_commit
from plancli.errors import PlanError
from plancli.source.git import Repository
from plancli.source.revision import Revision

OLD = "name: Ban Một\ntasks:\n  - {id: I.1, title: Việc cũ, due: 2024}\n"
NEW = "name: Ban Một\ntasks:\n  - {id: I.1, title: Việc mới, due: 2025}\n  - {id: I.2, title: Việc hai}\n"
DAY = "2025-06-30"
QUESTIONS = [
    ["status"],
    ["list"],
    ["due", "--undated"],
    ["due", "2024"],
    ["show", "I.1"],
    ["bodies"],
    ["documents"],
    ["timeline"],
]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """Return a repository whose plan was changed once, at midnight of 30 June in Vietnam, and not committed after."""
    made = Checkout.new(tmp_path / "kho")
    made.commit({"plan/plan.yaml": PLAN, "plan/bodies/ban-mot.yaml": OLD}, "2024-06-30T23:59:59+07:00")
    made.git("tag", "v1")
    made.commit({"plan/bodies/ban-mot.yaml": NEW}, "2024-07-01T00:00:00+07:00")
    made.write({"plan/bodies/ban-mot.yaml": "name: Ban Một\n"})
    return made


def at(checkout: Checkout, revision: str, *args: str, below: str = "") -> Result:
    """Return what `plan list` says at a revision."""
    return run("list", "--at", revision, "--as-of", DAY, *args, cwd=checkout.path / below)


def titles(result: Result) -> list[str]:
    """Return the titles of tasks in an answer as JSON."""
    assert result.status == 0, result.stderr
    return [item["title"] for item in json.loads(result.stdout)["items"]]


def refused(result: Result) -> str:
    """Return why a command did not run, in one line."""
    assert (result.status, result.stdout) == (2, "")
    return " ".join(result.stderr.split())


# --- the answer -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_every_question_is_asked_of_the_files_as_they_were(
    checkout: Checkout, tmp_path: Path, question: list[str]
) -> None:
    """The answer is that of a checkout of the revision, but for the first line and the names of files."""
    other = checkout.clone(tmp_path / "khác")
    for revision in ("v1", "main"):
        other.git("checkout", "-q", revision)
        commit = other.git("rev-parse", "HEAD")
        plain = run(*question, "--as-of", DAY, cwd=other.path)
        asked = run(*question, "--as-of", DAY, "--at", revision, cwd=checkout.path)
        day = "2024-06-30" if revision == "v1" else "2024-07-01"
        said = plain.stdout.replace(f"(as of {DAY})", f"(as of {DAY}, at {commit[:7]} of {day})", 1)
        assert asked == plain._replace(stdout=said.replace("  plan/", f"  {commit[:7]}:plan/"))
        for form in ("csv", "json", "md"):
            one, two = (
                run(*question, "--as-of", DAY, "-f", form, *more, cwd=folder)
                for more, folder in ((["--at", revision], checkout.path), ([], other.path))
            )
            if form == "csv":
                assert one == two
            elif form == "json":
                assert json.loads(one.stdout) == json.loads(two.stdout) | {"at": commit}


def test_the_day_is_not_moved(checkout: Checkout) -> None:
    """What was due in 2024 is overdue today, whatever the revision; --as-of alone moves the day."""
    today = clock.today("Asia/Ho_Chi_Minh").isoformat()
    envelope = json.loads(run("list", "--at", "v1", "-f", "json", cwd=checkout.path).stdout)
    assert envelope["as_of"] == today
    assert [item["state"] for item in envelope["items"]] == ["overdue"]
    envelope = json.loads(run("list", "--at", "v1", "--as-of", "2024-06", "-f", "json", cwd=checkout.path).stdout)
    assert (envelope["as_of"], envelope["at"]) == ("2024-06-30", checkout.git("rev-parse", "v1"))
    assert [item["state"] for item in envelope["items"]] == ["not-yet-due"]


def test_the_first_line_in_vietnamese(checkout: Checkout) -> None:
    assert "30/06/2024" in at(checkout, "v1", "--lang", "vi").stdout.splitlines()[0]


def test_problems_are_named_as_git_names_files(checkout: Checkout) -> None:
    commit = checkout.commit({"plan/bodies/ban-hai.yaml": "name: Hai\ntasks:\n  - id: I.9\n    due: 12/2024\n"})
    checkout.write({"plan/bodies/ban-hai.yaml": None})
    result = at(checkout, "HEAD")
    assert result.status == 1
    assert f"{commit[:7]}:plan/bodies/ban-hai.yaml:4:10: error: invalid-due\n" in result.stderr
    assert run("list", cwd=checkout.path).status == 0


def test_a_session_says_what_it_reads(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(checkout.path / "plan")
    session = Session(None, DAY, "v1", tell=False)
    assert session.commit == checkout.git("rev-parse", "v1")
    assert session.folder == checkout.path / "plan"
    assert session.prefix == f"{session.commit[:7]}:plan/"
    assert isinstance(session.source, Revision)
    plain = Session(None, DAY)
    assert (plain.commit, plain.prefix) == (None, "")
    assert plain.source.listing().entries == session.source.listing().entries


# --- what is typed --------------------------------------------------------------------------------------------------

TYPED = [
    ("HEAD", "mới"),
    ("HEAD~1", "cũ"),
    ("main", "mới"),
    ("v1", "cũ"),
    ("2024-06-30", "cũ"),
    ("30/06/2024", "cũ"),
    ("30.6.2024", "cũ"),
    ("2024-06", "cũ"),
    ("6/2024", "cũ"),
    ("2024-Q2", "cũ"),
    ("quý II/2024", "cũ"),
    ("2024-H1", "cũ"),
    ("2024-07-01", "mới"),
    ("2024-07", "mới"),
    ("2024", "mới"),
    ("2099", "mới"),
]


@pytest.mark.parametrize(("typed", "expected"), TYPED)
def test_revisions_and_days(checkout: Checkout, typed: str, expected: str) -> None:
    """A day is that of the plan's time zone: in that of UTC both commits are of 30 June."""
    assert titles(at(checkout, typed, "-f", "json"))[0] == f"Việc {expected}"


def test_the_time_zone_is_that_of_the_plan_as_it_is(checkout: Checkout) -> None:
    checkout.write({"plan/plan.yaml": PLAN.replace("Asia/Ho_Chi_Minh", "UTC")})
    assert titles(at(checkout, "2024-06-30", "-f", "json"))[0] == "Việc mới"
    checkout.write({"plan/plan.yaml": "title: [\n"})  # which cannot be read: the machine's own
    assert at(checkout, "2024-06-30").status == 0


def test_a_day_that_is_the_name_of_a_branch(checkout: Checkout) -> None:
    for kind, name in (("branch", "2024-06-30"), ("tag", "2024")):
        checkout.git(kind, name)
        assert re.search(f"--at: {name} is a day, and a branch or tag.*type refs/", refused(at(checkout, name)))
    assert titles(at(checkout, "refs/heads/2024-06-30", "-f", "json"))[0] == "Việc mới"
    assert titles(at(checkout, "30/6/2024", "-f", "json"))[0] == "Việc cũ"


REFUSED = [
    ("2024-02-30", "is neither a day nor a revision. Type it as 2024-12-31"),
    ("32/12/2024", "is neither a day nor a revision"),
    ("2023", "--at: on 2023-12-31 there was no commit yet: the first is of 2024-06-30."),
    ("", "--at names nothing"),
    ("mian", "names no commit of this repository. Did you mean main?"),
    ("main@{1}", "For the plan as it was on a day, type the day, as in --at 2024-06-30."),
    ("--output=planted", "as an option does"),
    ("-Oplanted", "as an option does"),
    ("HEAD:../../etc/passwd", "names a file in a revision"),
    ("main..HEAD", "is a range"),
    ("2024/..", "is a range"),
    ("HEAD\n--output=planted", "control characters"),
    ("0123456789abcdef0123456789abcdef01234567", "names no commit"),
]


@pytest.mark.parametrize(("typed", "said"), REFUSED, ids=[repr(typed) for typed, _said in REFUSED])
def test_what_is_no_revision(checkout: Checkout, typed: str, said: str) -> None:
    assert said in refused(at(checkout, typed))
    assert said in refused(run("list", f"--at={typed}", cwd=checkout.path))
    assert not list(checkout.path.rglob("planted"))


# --- where the plan is ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("below", ["", "plan", "plan/bodies", "src/deep"])
def test_from_any_folder(checkout: Checkout, below: str) -> None:
    (checkout.path / below).mkdir(parents=True, exist_ok=True)
    assert titles(at(checkout, "v1", "-f", "json", below=below)) == ["Việc cũ"]


def test_a_plan_that_has_moved(checkout: Checkout) -> None:
    (checkout.path / "văn phòng").mkdir()
    checkout.git("mv", "-k", "plan", "văn phòng/kế hoạch")
    commit = checkout.commit({"văn phòng/kế hoạch/bodies/ban-mot.yaml": NEW})
    below = "văn phòng/kế hoạch"
    assert titles(at(checkout, "v1", "-f", "json", below=below)) == ["Việc cũ"]
    assert titles(at(checkout, "HEAD", "-f", "json", "--plan", below)) == ["Việc mới", "Việc hai"]
    shown = run("show", "I.1", "--at", "HEAD", "--plan", below, cwd=checkout.path).stdout
    assert f"{commit[:7]}:văn phòng/kế hoạch/bodies/ban-mot.yaml:3" in " ".join(shown.split())


def test_a_plan_that_is_no_longer_on_the_disk(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout.git("rm", "-q", "-r", "-f", "plan")
    checkout.commit({"README": "x\n", "src/x": ""}, "2024-08-01T12:00:00Z")
    for below in ("", "src"):
        assert titles(at(checkout, "v1", "-f", "json", below=below)) == ["Việc cũ"]
        assert titles(at(checkout, "2024-07", "-f", "json", below=below)) == ["Việc mới", "Việc hai"]
        assert refused(at(checkout, "HEAD", below=below)) == (
            f"Error: --at: {checkout.git('rev-parse', 'HEAD')[:7]} has no plan."
        )
    for named in ("plan", ".", str(checkout.path / "plan"), "src/../plan"):
        assert titles(at(checkout, "v1", "-f", "json", "--plan", named)) == ["Việc cũ"]
        assert titles(run("list", "--at", "v1", "-f", "json", cwd=checkout.path, env={"PLAN_DIR": named}))
    assert titles(at(checkout, "v1", "-f", "json", "--plan", "../plan", below="src")) == ["Việc cũ"]
    monkeypatch.chdir(checkout.path / "src")
    assert Session(None, DAY, "v1").folder == checkout.path / "plan"


def test_a_folder_that_is_nowhere(checkout: Checkout, tmp_path: Path) -> None:
    said = refused(at(checkout, "v1", "--plan", "plam"))
    assert re.match(
        "Error: [0-9a-f]{7} has no plan in plam, but in: plan Name the one that is meant: --plan DIR.", said
    )
    assert "there is no folder" in refused(at(checkout, "v1", "--plan", str(tmp_path / "x")))
    assert "cannot be read" in refused(at(checkout, "v1", "--plan", "a\0b"))
    assert "has no plan in aaa" in refused(at(checkout, "v1", "--plan", "a" * 300))


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("id: p2\ntitle: T\n", "id: p\ntitle: T\n"),
        ("title: Two\n", "title: One\n"),
        ("id: p\ntitle: Two\n", "title: One\n"),
    ],
)
def test_a_second_plan_is_not_the_first_one_moved(tmp_path: Path, own: str, other: str) -> None:
    checkout = Checkout.new(tmp_path / "kho")
    checkout.commit({"plan/plan.yaml": f"{other}timezone: UTC\n", "plan/bodies/a.yaml": OLD.replace("2024", "2023")})
    checkout.write({"hai/plan/plan.yaml": f"{own}timezone: UTC\n", "hai/plan/bodies/a.yaml": OLD})
    for below in ("hai/plan", "hai"):
        assert "has no plan." in refused(at(checkout, "HEAD", "--plan", below))
    reviewed = run("review", "HEAD", "--as-of", DAY, "--plan", "hai/plan", cwd=checkout.path)
    assert "HEAD has no plan where this branch left it: all of it is new" in " ".join(reviewed.stdout.split())
    assert (reviewed.status, "deadline" in reviewed.stdout) == (0, False)
    changed = json.loads(run("diff", "--plan", "hai/plan", "-f", "json", cwd=checkout.path).stdout)
    assert changed["from"]["present"] is False
    assert {change["kind"] for change in changed["items"] if change["subject"] == "task"} == {"task-added"}
    checkout.write({"ba/plan/plan.yaml": "id: p3\ntitle: Three\n"})
    checkout.commit({})
    checkout.write({"bon/plan/plan.yaml": "id: p4\ntitle: Four\n"})
    assert "has no plan." in refused(at(checkout, "HEAD", "--plan", "bon/plan")), "and beside several none is another"


def test_a_plan_that_moved_is_found_though_its_place_is_taken(checkout: Checkout) -> None:
    """It is the same plan by its id; what stands in its place now is another."""
    (checkout.path / "cũ").mkdir()
    checkout.git("mv", "-k", "plan", "cũ/plan")
    checkout.write({"plan/plan.yaml": "id: moi\ntitle: Mới\n"})
    assert titles(at(checkout, "v1", "-f", "json", "--plan", "cũ/plan")) == ["Việc cũ"]
    checkout.write({"plan/plan.yaml": "title: [\n"})  # which plan that is cannot be read
    assert titles(at(checkout, "v1", "-f", "json", "--plan", "cũ/plan")) == ["Việc cũ"]
    checkout.write({"plan/plan.yaml": PLAN})  # copied, not moved
    assert titles(at(checkout, "v1", "-f", "json", "--plan", "cũ/plan")) == ["Việc cũ"]


def test_several_plans_in_one_repository(checkout: Checkout) -> None:
    checkout.commit({"a/plan.yaml": "title: A\n", "b/plan.yaml": "title: B\n", "plan/bodies/ban-mot.yaml": NEW})
    checkout.git("mv", "b", "c")
    for name, below in (("A", "a"), ("B", "b"), ("B", "c")):
        result = run("status", "--at", "HEAD", "--plan", below, cwd=checkout.path)
        assert result.stdout.startswith(f"{name}: "), "c was b: a and the plan have stayed"
    checkout.git("mv", "a", "d")
    assert "has no plan in c, but in: a b" in refused(at(checkout, "HEAD", below="c"))


def test_a_repository_without_any_plan(tmp_path: Path) -> None:
    checkout = Checkout.new(tmp_path / "kho")
    checkout.commit({"README": "x\n"})
    assert "has no plan." in refused(at(checkout, "HEAD"))
    checkout.write({"plan/plan.yaml": PLAN})
    assert "has no plan." in refused(at(checkout, "HEAD"))
    assert titles(run("list", "-f", "json", cwd=checkout.path)) == []


def test_a_plan_that_is_in_no_repository(tmp_path: Path) -> None:
    assert "No plan is found here" in refused(run("list", "--at", "HEAD", cwd=tmp_path))
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "plan.yaml").write_text(PLAN)
    assert "plan is in no git repository. Earlier versions are read from git" in refused(
        run("list", "--at", "HEAD", cwd=tmp_path)
    )


def test_no_commit_yet(tmp_path: Path) -> None:
    checkout = Checkout.new(tmp_path)
    checkout.write({"plan/plan.yaml": PLAN})
    for typed in ("HEAD", "main", "2024"):
        told = refused(at(checkout, typed))
        assert told.startswith("Error: --at: the repository has no commit yet. Commit the plan first")


def test_a_shallow_clone(checkout: Checkout, tmp_path: Path) -> None:
    shallow = checkout.clone(tmp_path / "nông", "--depth", "1")
    assert titles(at(shallow, "HEAD", "-f", "json"))[0] == "Việc mới"
    assert "git fetch --unshallow" in refused(at(shallow, "HEAD~1"))
    assert "does not go back to 2024-06-30" in refused(at(shallow, "2024-06-30"))


def test_a_bare_repository(checkout: Checkout, tmp_path: Path) -> None:
    bare = checkout.clone(tmp_path / "trần.git", "--bare")
    for arguments in ([], ["--plan", "plan"], ["--plan", "."], ["--plan", str(bare.path / "plan")]):
        assert titles(at(bare, "v1", "-f", "json", *arguments)) == ["Việc cũ"]
    assert titles(at(bare, "2024-06-30", "-f", "json")) == ["Việc cũ"]
    assert titles(run("list", "--at", "v1", "-f", "json", "--plan", str(bare.path), cwd=tmp_path)) == ["Việc cũ"]
    assert "No plan is found here" in refused(run("list", cwd=bare.path))


def test_a_bare_repository_inside_a_checkout(checkout: Checkout) -> None:
    inner = checkout.clone(checkout.path / "sub", "--bare")
    inner.git("config", "core.fsmonitor", "touch planted")
    assert "is a bare git repository inside another one" in refused(at(checkout, "HEAD", "--plan", "sub"))
    (inner.path / "plan.yaml").write_text(PLAN)
    assert "is a bare git repository inside another one" in refused(at(inner, "HEAD"))


# --- hooks, and what must not run -----------------------------------------------------------------------------------

HOOK = '#!/bin/sh\nPYTHONPATH="{path}" exec "{python}" -m plancli {arguments} > "{out}" 2>&1\n'


def hooked(checkout: Checkout, folder: str, hook: str, arguments: str, out: Path) -> None:
    """Have a hook ask the plan something; what it is told stands in `out`."""
    file = checkout.path / folder / hook
    path = os.pathsep.join(filter(None, sys.path))
    file.write_text(HOOK.format(path=path, python=sys.executable, arguments=arguments, out=out))
    file.chmod(0o755)


def test_in_a_hook_of_a_commit(checkout: Checkout, tmp_path: Path) -> None:
    """git tells a hook where its index is, and, with `commit -a`, of one that is locked."""
    out = tmp_path / "out"
    hooked(checkout, ".git/hooks", "pre-commit", "list --at HEAD~1 -f json", out)
    checkout.git("commit", "-q", "-a", "-m", "x")
    assert [item["title"] for item in json.loads(out.read_text())["items"]] == ["Việc cũ"]


def test_in_a_hook_of_a_server(checkout: Checkout, tmp_path: Path) -> None:
    """What is pushed is read before it is taken in: git keeps it apart until then."""
    out = tmp_path / "out"
    server = Checkout.new(tmp_path / "máy-chủ.git", "--bare")
    hooked(server, "hooks", "pre-receive", 'list -f json --at "$(cut -d " " -f 2)"', out)
    checkout.git("push", "-q", str(server.path), "main")
    assert [item["title"] for item in json.loads(out.read_text())["items"]] == ["Việc mới", "Việc hai"]


def test_in_a_hook_of_a_server_that_is_worked_in(checkout: Checkout, tmp_path: Path) -> None:
    """Such a hook runs in `.git`."""
    out = tmp_path / "out"
    server = checkout.clone(tmp_path / "máy-chủ")
    server.git("config", "receive.denyCurrentBranch", "ignore")
    hooked(server, ".git/hooks", "post-receive", "list -f json --at v1", out)
    checkout.git("commit", "-q", "-a", "-m", "x")
    checkout.git("push", "-q", str(server.path), "main")
    assert [item["title"] for item in json.loads(out.read_text())["items"]] == ["Việc cũ"]


def test_nothing_runs_that_a_checkout_names(checkout: Checkout, tmp_path: Path) -> None:
    evil, marker = tmp_path / "evil", tmp_path / "it-ran"
    evil.write_text(f"#!/bin/sh\necho \"$@\" >> '{marker}'\n")
    evil.chmod(0o755)
    checkout.commit({".gitattributes": "* diff=evil filter=evil\n"})
    names = (
        "core.fsmonitor core.pager core.sshCommand diff.external diff.evil.textconv filter.evil.clean alias.cat-file"
    )
    for name in (*names.split(), "filter.evil.smudge", "pager.rev-list"):
        checkout.git("config", name, f"!{evil}" if name.startswith("alias") else str(evil))
    for name, value in (
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "xa"),
        ("protocol.ext.allow", "always"),
        ("remote.xa.promisor", "true"),
        ("remote.xa.url", f"ext::{evil}"),
    ):
        checkout.git("config", name, value)
    checkout.write({"plan/plan.yaml": PLAN + "number: 1\n"})
    for question in QUESTIONS:
        for typed in ("HEAD", "v1", "2024-06-30", *(typed for typed, _said in REFUSED)):
            run(*question, f"--at={typed}", cwd=checkout.path)
    for typed in ("HEAD", "v1", "2024-06-30", *(typed for typed, _said in REFUSED)):
        run("validate", f"--at={typed}", cwd=checkout.path)
        for command in ("diff", "review"):
            run(command, "--", typed, cwd=checkout.path)
    assert not marker.exists(), marker.read_text()
    subprocess.run(["git", "diff"], cwd=checkout.path, capture_output=True, check=False, timeout=60)
    assert marker.exists(), "the trap works"


def test_without_git(checkout: Checkout) -> None:
    for question in QUESTIONS:
        assert "git is not found" in refused(run(*question, "--at", "HEAD", cwd=checkout.path, env={"PATH": ""}))
        assert run(*question, cwd=checkout.path, env={"PATH": ""}).status in (0, 2)


def test_a_repository_of_somebody_else(checkout: Checkout) -> None:
    env = {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1", **SETTINGS}
    said = refused(run("list", "--at", "HEAD", cwd=checkout.path, env=env))
    assert "belongs to another user" in said
    assert "git config --global --add safe.directory" in said
    assert run("list", cwd=checkout.path, env=env).status == 0


# --- what it costs --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "most"), [("HEAD", 2), ("v1", 2), ("2024-06-30", 3)])
def test_few_processes(checkout: Checkout, tmp_path: Path, typed: str, most: int) -> None:
    trace = tmp_path / "trace"
    assert run("due", "--at", typed, cwd=checkout.path, env={"GIT_TRACE": str(trace)}).status == 0
    assert len(re.findall("trace: built-in: ", trace.read_text())) == most


def test_a_question_of_the_files_as_they_are_pays_nothing(checkout: Checkout) -> None:
    program = (
        "import sys; from plancli import cli; cli.run(['list'])\n"
        "print(*(name for name in sys.modules if name.startswith('plancli.')), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=checkout.path, capture_output=True, encoding="utf-8", check=True
    )
    loaded = set(done.stderr.split())
    assert {"plancli.commands.session", "plancli.source", "plancli.source.folder"} < loaded
    assert not {"plancli.commands.versions", "plancli.source.git", "plancli.source.program"} & loaded


# --- versions -------------------------------------------------------------------------------------------------------


@pytest.fixture
def versions(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> Versions:
    monkeypatch.chdir(checkout.path)
    return Versions(None)


def test_versions_of_a_plan(checkout: Checkout, versions: Versions) -> None:
    working, old, new = versions.working(), versions.at("2024-06-30", "A"), versions.at("HEAD", "B")
    assert [len(one.loaded.plan.tasks) for one in (working, old, new)] == [0, 1, 2]
    assert [one.label for one in (working, old, new)] == ["the working folder", "2024-06-30", "HEAD"]
    assert [one.commit for one in (working, old, new)] == [None, *checkout.git("rev-parse", "v1", "HEAD").split()]
    assert [one.prefix for one in (working, old)] == ["plan/", f"{str(old.commit)[:7]}:plan/"]
    assert (versions.folder, versions.repository.top) == (checkout.path / "plan", checkout.path)
    assert str(versions.zone) == "Asia/Ho_Chi_Minh"
    with pytest.raises(PlanError, match=r"^B: nope names no commit"):
        versions.at("nope", "B")


def test_what_several_versions_have_is_parsed_once(checkout: Checkout, versions: Versions) -> None:
    checkout.commit({"README": "x\n"})
    first, second = versions.at("HEAD", "A").loaded.plan, versions.working().loaded.plan
    assert first.bodies["ban-mot"] is second.bodies["ban-mot"]
    assert first.info is second.info
    old, new = versions.at("v1", "A").loaded.plan, versions.at("HEAD~1", "B").loaded.plan
    assert old.info is new.info
    assert old.bodies["ban-mot"] is not new.bodies["ban-mot"]


def test_a_commit_without_a_plan_is_an_empty_one(checkout: Checkout, versions: Versions) -> None:
    tree = checkout.git("mktree")
    commit = checkout.git("commit-tree", "-m", "nothing", tree)
    version = versions.of_commit(commit, "empty")
    assert version.source is None
    assert (version.loaded.plan.tasks, version.loaded.problems) == ((), ())
    assert (version.prefix, version.label) == (f"{commit[:7]}:plan/", "empty")


def test_the_time_zone_where_there_is_no_plan_on_the_disk(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout.git("checkout", "-q", "-f", "main")
    (checkout.path / "plan" / "plan.yaml").unlink()
    monkeypatch.chdir(checkout.path)
    versions = Versions(None)
    assert str(versions.zone) == "Asia/Ho_Chi_Minh"
    assert versions.at("2024-06-30", "A").commit == checkout.git("rev-parse", "v1")
    with pytest.raises(PlanError, match="No plan is found here"):
        versions.working()


def test_a_typed_day_of_any_zone(checkout: Checkout) -> None:
    repository = Repository.around(checkout.path)
    old, new = checkout.git("rev-parse", "v1", "HEAD").split()
    for zone, expected in (("Asia/Ho_Chi_Minh", old), ("UTC", new), ("America/Lima", new)):
        assert typed_commit(repository, "2024-06-30", "A", clock.zone(zone)) == expected
    assert repository.committed(old).astimezone(clock.zone("Asia/Ho_Chi_Minh")).date() == date(2024, 6, 30)


# --- completion -----------------------------------------------------------------------------------------------------


def completed(line: str, cwd: Path, **env: str) -> list[str]:
    words = line.split(" ")
    asked: dict[str, Any] = {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    done = process(cwd=cwd, env={"_PLAN_COMPLETE": "complete_bash"} | asked | env)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()


def test_branches_and_tags_are_completed(checkout: Checkout, tmp_path: Path) -> None:
    checkout.git("branch", "m/một")
    assert completed("plan list --at ", checkout.path) == ["m/một", "main", "v1"]
    assert completed("plan due --at m", checkout.path / "plan") == ["m/một", "main"]
    assert completed("plan list --at x", checkout.path) == []
    assert completed("plan list --plan kho --at v", tmp_path) == ["v1"]
    assert completed("plan list --at v", tmp_path, PLAN_DIR="kho/plan") == ["v1"]
    assert completed("plan list --at ", tmp_path) == []
    assert completed("plan list --at ", checkout.path, PATH="/nonexistent") == []
