"""`plan review`: its rules by example, what each page promises, and which versions are compared.

Each folder of tests/review_cases/<rule>/<case>/ holds the plan where a branch begins (`base`; without one there was
none), as the branch has it (`branch`), and, where that is another, as the base has it by now (`tip`); beside them the
exact output of `plan review main`. `waivers.txt` is the last paragraph of the branch's commit message, `args` are other
arguments than the usual day. A new case is a dropped folder; `pytest --update` writes its expected.txt.
"""

import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from repositories import Checkout
from strategies import PlanData, files, plans
from support import run
from test_diff import Texts

from plancli import review
from plancli.load import Loaded, load
from plancli.problem import Problem
from plancli.report.problems import findings
from plancli.review.branch import Branch
from plancli.source import Folder

CASES = Path(__file__).parent / "review_cases"
DAY = ["--as-of", "2025-03-01"]
FOLDERS = sorted(path.parent for path in CASES.glob("*/*/branch"))
EACH = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")


def arguments(folder: Path) -> list[str]:
    """Return the arguments of a case."""
    given = folder / "args"
    return given.read_text("utf-8").split() if given.exists() else DAY


def repository(folder: Path, path: Path) -> Path:
    """Make the repository of a case, with its commits written at once, and the branch's files on the disk."""
    made = Checkout.new(path, "--template=")
    waivers = folder / "waivers.txt"
    message = f"branch\n\n{waivers.read_text('utf-8')}" if waivers.exists() else "branch\n"
    stream = written("main", "base\n", folder / "base")
    stream += written("branch", message, folder / "branch", "from refs/heads/main\n")
    if (folder / "tip").exists():
        stream += written("main", "newer\n", folder / "tip")
    made.git("fast-import", "--quiet", stdin=stream)
    made.git("symbolic-ref", "HEAD", "refs/heads/branch")
    shutil.copytree(folder / "branch", path / "plan")
    return path


def written(name: str, message: str, plan: Path, parent: str = "") -> str:
    """Return a commit of a plan as `git fast-import` reads it."""
    people = "".join(f"{who} A <a@example.org> 1704110400 +0000\n" for who in ("author", "committer"))
    files = {"README": "x\n"}
    for file in sorted(plan.rglob("*.yaml")):
        files[f"plan/{file.relative_to(plan).as_posix()}"] = file.read_text("utf-8")
    blobs = "".join(f"M 100644 inline {file}\n{data(text)}" for file, text in files.items())
    return f"commit refs/heads/{name}\n{people}{data(message)}{parent}deleteall\n{blobs}\n"


def data(text: str) -> str:
    """Return a text as `git fast-import` reads it."""
    return f"data {len(text.encode())}\n{text}\n"


@EACH
def test_case(folder: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    args = ["review", "main", *arguments(folder)]
    result = run(*args, cwd=repository(folder, tmp_path / "repo"))
    expected = folder / "expected.txt"
    if request.config.getoption("update"):
        expected.write_text(result.snapshot(args), "utf-8")
    assert result.snapshot(args) == expected.read_text("utf-8")
    assert (f": {folder.parent.name}\n" in result.stdout) is folder.name.startswith("fails")


def branch(folder: Path, day: date = date(2025, 3, 1)) -> Branch:
    """Return the branch of a case, read without git."""
    old, new = read(folder / "base"), read(folder / "branch")
    tip = read(folder / "tip") or old
    assert new is not None
    return Branch(old, new, tip, day, "main")


def read(plan: Path) -> Loaded | None:
    """Return a plan, None where there is none."""
    return load(Folder(plan)) if plan.exists() else None


def found(of: Branch) -> list[Problem]:
    """Return what all rules find."""
    return [problem for name in review.NAMES for problem in review.get(name).check(of)]


# --- every rule is documented, and its page is true -----------------------------------------------------------------


@pytest.mark.parametrize("name", review.NAMES)
def test_a_rule_is_documented(name: str) -> None:
    rule = review.get(name)
    page = (rule.__doc__ or "").rstrip()
    summary, *paragraphs = page.split("\n\n")
    assert name == rule.NAME
    assert re.fullmatch(r"[A-Z][^\n]+\.", summary), "the first line says what is found"
    assert re.search(r"\S\.$", paragraphs[0], re.MULTILINE), "then why it matters"
    assert re.search(
        r"\n\nIn the base:\n\n    \S.*\n\nFails[^\n]*:\n\n    \S.*\n\nWrite instead:\n\n    \S", page, re.DOTALL
    )
    assert max(map(len, page.splitlines())) <= 120


@pytest.mark.parametrize("name", review.NAMES)
def test_a_rule_says_what_it_needs(name: str) -> None:
    rule = review.get(name)
    assert rule.SEVERITY in ("error", "warning")
    assert 10 < len(rule.SUMMARY) <= 72
    assert rule.SUMMARY[-1] != "."
    for message in rule.MESSAGES.values():
        assert "{id}" in message
        assert "'" not in message
        assert not message.endswith(".")


@pytest.mark.parametrize("name", review.NAMES)
def test_a_rule_has_cases(name: str) -> None:
    cases = [path.name for path in (CASES / name).iterdir()]
    assert any(case.startswith("fails") for case in cases)
    assert any(case.startswith("passes") for case in cases)
    assert all(case.startswith(("fails", "passes")) for case in cases)


def test_only_rules_have_cases() -> None:
    assert {path.name for path in CASES.iterdir()} == set(review.NAMES)


def test_every_message_is_shown_by_a_case() -> None:
    shown: set[tuple[str, str]] = set()
    for folder in FOLDERS:
        for problem in found(branch(folder)):
            assert problem.values["id"]
            assert findings([problem], {}, review.get)[0].message
            shown.add((problem.name, problem.variant))
    assert shown == {(name, variant) for name in review.NAMES for variant in review.get(name).MESSAGES}


@EACH
def test_a_rule_finds_nothing_where_nothing_changed(folder: Path) -> None:
    of = branch(folder)
    assert found(Branch(of.new, of.new, of.newest, of.day, "main")) == []


HEADINGS = r"^(In the base|In the base now|Fails|Write instead)(?:, on ([0-9-]+))?:$"


def examples(name: str) -> tuple[dict[str, str], date]:
    """Return the examples of a rule's page by their headings, and the day to judge at."""
    parts = re.split(HEADINGS, review.get(name).__doc__ or "", flags=re.MULTILINE)
    days = [day for day in parts[2::3] if day]
    texts = {
        heading: re.sub(r"^    ", "", text, flags=re.MULTILINE).strip()
        for heading, text in zip(parts[1::3], parts[3::3], strict=True)
    }
    return texts, date.fromisoformat(days[0] if days else "2026-06-30")


def plan_of(example: str, folder: Path) -> Loaded:
    """Return the plan that an example stands for: its files, or the tasks of one body."""
    files = {"plan.yaml": "format: 1\ntitle: Kế hoạch\n"}
    if example.startswith("# "):
        for part in re.split(r"^# ", example, flags=re.MULTILINE)[1:]:
            file, _, text = part.partition("\n")
            files[file] = text
    else:
        tasks = re.sub(r"^", "  ", example, flags=re.MULTILINE)
        files["bodies/ban-mau.yaml"] = f"name: Ban mẫu\ntasks:\n{tasks}\n"
    for file, text in files.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text, "utf-8")
    loaded = load(Folder(folder))
    assert not loaded.problems
    return loaded


@pytest.mark.parametrize("name", review.NAMES)
def test_the_examples_of_a_page_are_true(name: str, tmp_path: Path) -> None:
    texts, day = examples(name)
    plans = {heading: plan_of(text, tmp_path / heading) for heading, text in texts.items()}
    old = plans["In the base"]
    tip = plans.get("In the base now", old)
    for heading, expected in (("Fails", True), ("Write instead", False)):
        problems = list(review.get(name).check(Branch(old, plans[heading], tip, day, "main")))
        assert bool(problems) is expected, problems


# --- which versions are compared ------------------------------------------------------------------------------------

PLAN = "format: 1\nid: p\ntitle: A plan\ntimezone: Asia/Ho_Chi_Minh\n"
ONE = "name: Ban A\ntasks:\n  - id: '1'\n    title: One\n    due: 2030\n"
TWO = ONE + "  - id: '2'\n    title: Two\n    due: 2030\n"
A = "plan/bodies/a.yaml"


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """Return a repository whose branch takes a task out of the plan that main has."""
    made = Checkout.new(tmp_path / "repo")
    made.commit({"plan/plan.yaml": PLAN, A: TWO}, message="base")
    made.git("checkout", "-q", "-b", "branch")
    made.commit({A: ONE}, message="branch")
    return made


def reviewed(checkout: Checkout, *args: str, below: str = "") -> tuple[int, list[str]]:
    """Return the exit status and the rules that found something."""
    result = run("review", *args, "--format", "concise", "--as-of", "2025-03-01", cwd=checkout.path / below)
    return result.status, [line.split()[2] for line in result.stdout.splitlines()]


def told(checkout: Checkout, *args: str) -> str:
    """Return what a review says, in one line."""
    return " ".join(run("review", *args, "--as-of", "2025-03-01", cwd=checkout.path).stdout.split())


def refused(checkout: Checkout, *args: str) -> str:
    """Return why a review could not be made."""
    result = run("review", *args, cwd=checkout.path)
    assert (result.status, result.stdout) == (2, "")
    return result.stderr


REMOVED = (1, ["task-removed"])


def test_the_base_is_main_where_none_is_named(checkout: Checkout) -> None:
    assert reviewed(checkout) == REMOVED
    assert " of main: 1 error" in told(checkout)
    assert reviewed(checkout) == reviewed(checkout, "main") == reviewed(checkout, below="plan/bodies")


def test_the_base_is_the_default_branch_of_the_remote_before_main(checkout: Checkout, tmp_path: Path) -> None:
    checkout.git("checkout", "-q", "main")
    clone = checkout.clone(tmp_path / "clone")
    clone.git("checkout", "-q", "-b", "mine")
    clone.commit({A: ONE})
    clone.git("branch", "-f", "main", "HEAD")
    assert reviewed(clone) == REMOVED
    assert " of origin/HEAD: " in told(clone)
    clone.git("remote", "set-head", "origin", "-d")
    assert reviewed(clone) == (0, [])
    clone.git("branch", "-D", "-q", "main")
    assert " of origin/main: " in told(clone)


def test_a_base_is_told_in_short(checkout: Checkout) -> None:
    whole = checkout.git("rev-parse", "main").strip()
    words = told(checkout, whole)
    assert whole not in words
    assert f" in {whole[:7]}: put it back" in words
    assert words.endswith(f" 1 change since {whole[:7]}: 1 error")
    assert told(checkout, "refs/heads/main") == told(checkout, "main")


def test_the_base_may_be_master(checkout: Checkout) -> None:
    checkout.git("branch", "-m", "main", "master")
    assert reviewed(checkout) == REMOVED


def test_a_base_must_be_named_where_no_branch_has_its_name(checkout: Checkout) -> None:
    checkout.git("branch", "-m", "main", "trunk")
    assert "shallow" not in refused(checkout)
    assert "BASE: this repository has none of the branches origin/HEAD, main" in refused(checkout)
    assert reviewed(checkout, "trunk") == REMOVED
    assert reviewed(checkout, "HEAD~1") == REMOVED
    assert reviewed(checkout, "HEAD") == (0, [])


def test_a_base_is_never_an_option(checkout: Checkout) -> None:
    assert "--output=x" in refused(checkout, "--", "--output=x")
    assert not (checkout.path / "x").exists()
    assert "Did you mean main?" in refused(checkout, "mian")


def test_newer_work_on_the_base_is_nobodys_fault(checkout: Checkout) -> None:
    checkout.git("checkout", "-q", "main")
    third = "  - id: '3'\n    title: Three\n    due: 2031\n"
    checkout.commit({A: TWO.replace("due: 2030", "due: 2031") + third}, message="newer")
    checkout.git("checkout", "-q", "branch")
    assert reviewed(checkout) == REMOVED
    checkout.git("checkout", "-q", "main~1")
    assert reviewed(checkout) == (0, [])


def test_files_that_are_not_committed_count(checkout: Checkout) -> None:
    checkout.write({A: TWO})
    assert reviewed(checkout) == (0, [])
    checkout.write({A: ONE.replace("2030", "2029")})
    assert reviewed(checkout) == (1, ["task-removed", "deadline-rewritten"])


def test_a_waiver_stands_in_any_commit_of_the_branch(checkout: Checkout) -> None:
    checkout.commit({}, message="x\n\nPlan-Waive: task-removed 2 - given up")
    checkout.commit({"README": "x"}, message="later")
    assert reviewed(checkout)[0] == 0
    assert told(checkout).endswith(": 1 waived")
    assert reviewed(checkout, "--strict")[0] == 0
    checkout.git("branch", "-f", "main", "HEAD~1")
    assert reviewed(checkout) == (0, []), "what main has is not reviewed again"


def test_a_waiver_on_the_base_counts_for_nothing(checkout: Checkout) -> None:
    checkout.git("checkout", "-q", "main")
    checkout.commit({}, message="x\n\nPlan-Waive: task-removed 2 - given up")
    checkout.git("checkout", "-q", "branch")
    assert reviewed(checkout) == REMOVED


def test_hidden_characters_of_a_waiver_are_never_shown(checkout: Checkout) -> None:
    checkout.commit({}, message="x\n\nPlan-Waive: task-removed 2 - \x1b[31mred\u202e ::error::x")
    checkout.commit({}, message="x\n\nPlan-Waive: \x1b[31m 2 - \u202e")
    for form in ("text", "concise", "github", "json", "junit", "gitlab", "sarif"):
        result = run("review", "--format", form, cwd=checkout.path, env={"CI": "true"})
        assert result.status == 0, result
        for text in (result.stdout, result.stderr):
            assert not {"\x1b", "\u202e"} & set(text)
            assert "\n::error" not in text


def test_strict_makes_warnings_fail(checkout: Checkout) -> None:
    checkout.write({A: TWO.replace("due: 2030", "due: 2030\n    source: I")})
    assert reviewed(checkout) == (0, ["source-changed"] * 2)
    assert reviewed(checkout, "--strict")[0] == 1


def test_rules_can_be_chosen(checkout: Checkout) -> None:
    checkout.write({A: ONE.replace("2030", "2031")})
    assert reviewed(checkout, "--select", "deadline-rewritten")[1] == ["deadline-rewritten"]
    assert reviewed(checkout, "--ignore", "deadline-rewritten,task_removed")[1] == ["deadline-later-without-document"]
    assert "There is no rule x." in refused(checkout, "--select", "x")
    assert "--ignore names nothing." in refused(checkout, "--ignore", ",")


def test_a_shallow_clone_says_what_to_fetch(checkout: Checkout, tmp_path: Path) -> None:
    clone = checkout.clone(tmp_path / "clone", "--depth=1", "--no-single-branch")
    clone.git("checkout", "-q", "branch")
    why = refused(clone, "origin/main")
    assert "no commit in common" in why
    assert "git fetch --unshallow" in " ".join(why.split())
    assert "fetch-depth: 0" in why
    clone.git("fetch", "-q", "--unshallow")
    assert reviewed(clone, "origin/main") == REMOVED


def test_histories_that_never_met_are_told(checkout: Checkout) -> None:
    checkout.git("checkout", "-q", "--orphan", "other")
    checkout.commit({})
    why = refused(checkout)
    assert "no commit in common" in why
    assert "unshallow" not in why


def test_a_repository_without_a_commit_is_told(tmp_path: Path) -> None:
    empty = Checkout.new(tmp_path / "empty")
    empty.write({"plan/plan.yaml": PLAN})
    assert "none of the branches" in refused(empty)


def test_a_plan_outside_of_git_is_told(tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "plan.yaml").write_text(PLAN)
    assert "is in no git repository" in " ".join(refused(Checkout(tmp_path)).split())


def test_a_first_plan_is_all_new(tmp_path: Path) -> None:
    made = Checkout.new(tmp_path / "repo")
    made.commit({"README": "x"})
    made.git("checkout", "-q", "-b", "branch")
    made.commit({"plan/plan.yaml": PLAN + "policy: {task-removed: off}\n", A: TWO.replace("2030", "2020")})
    assert reviewed(made) == (0, [])
    assert "main has no plan where this branch left it: all of it is new" in told(made)


def test_a_plan_that_moved_is_the_same(checkout: Checkout) -> None:
    checkout.git("mv", "plan", "ke-hoach")
    checkout.git("commit", "-q", "-m", "moved")
    assert reviewed(checkout, "--plan", "ke-hoach") == REMOVED


def test_what_cannot_be_read_is_told_and_fails(checkout: Checkout) -> None:
    checkout.write({A: "name: [\n", "plan/bodies/b.yaml": "name: B\n"})
    result = run("review", "--ignore", "task-removed", cwd=checkout.path)
    assert result.status == 1
    assert f"{A}:1:8: error: invalid-yaml" in result.stderr
    assert "not compared, as bodies/a.yaml cannot wholly be read: 1, 2\n" in result.stdout
    assert "not all of it compared: no problems" in " ".join(result.stdout.split())
    checkout.commit({A: "name: [\n"})
    checkout.git("branch", "-f", "main", "HEAD")
    checkout.write({A: ONE})
    result = run("review", cwd=checkout.path)
    assert result.status == 1
    assert "cannot wholly be read in main" in result.stdout


def test_a_policy_that_cannot_be_read_is_told_and_fails(checkout: Checkout) -> None:
    checkout.git("checkout", "-q", "main")
    checkout.commit({"plan/plan.yaml": PLAN + "policy: {task-removed: fatal, id-changed: off}\n"}, message="newer")
    checkout.git("checkout", "-q", "branch")
    checkout.write({A: TWO})
    assert reviewed(checkout) == (1, [])
    assert "plan.yaml cannot wholly be read in main: its policy may be another" in told(checkout)


def failing(checkout: Checkout, form: str) -> str:
    """Return what a review that fails tells in a format."""
    result = run("review", "main", "--format", form, "--as-of", "2025-03-01", cwd=checkout.path)
    assert result.status == 1
    return result.stdout


FAILING = [
    ({"plan/plan.yaml": PLAN + "policy: {task-removed: fatal}\n"}, {A: TWO}, "plan/plan.yaml", "policy may be another"),
    ({}, {A: TWO + "  - id: '3'\n    title: [x\n"}, A, "as bodies/a.yaml cannot wholly be read"),
    ({}, {A: TWO, "plan/bodies/b.yaml": "name: Ban B\nnmae: x\n"}, "plan/bodies/b.yaml", "plan validate tells them"),
]


@pytest.mark.parametrize(("newer", "work", "file", "words"), FAILING, ids=[words for *_, words in FAILING])
def test_what_fails_a_review_is_an_error_for_every_build_server(
    checkout: Checkout, newer: dict[str, str], work: dict[str, str], file: str, words: str
) -> None:
    checkout.git("checkout", "-q", "main")
    checkout.commit(newer, message="newer")
    checkout.git("checkout", "-q", "branch")
    checkout.write(work)
    assert words in told(checkout)
    (suite,) = Xml.fromstring(failing(checkout, "junit"))
    assert (suite.get("name"), suite.get("failures")) == (file, "1")
    assert words in (suite[0][0].get("message") or "")
    (command,) = [line for line in failing(checkout, "github").splitlines() if line.startswith("::")]
    assert command.startswith(f"::error title=plan review%3A incomplete,file={file},line=1,col=1::")
    (entry,) = json.loads(failing(checkout, "gitlab"))
    assert (entry["check_name"], entry["location"]["path"]) == ("incomplete", file)
    (invocation,) = json.loads(failing(checkout, "sarif"))["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert words in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_what_cannot_be_read_in_the_base_alone_is_told_where_the_plan_begins(checkout: Checkout) -> None:
    checkout.git("checkout", "-q", "main")
    checkout.commit({"plan/bodies/b.yaml": "name: [\n"}, message="broken")
    checkout.git("checkout", "-q", "-B", "branch", "main")
    checkout.write({"plan/bodies/b.yaml": None})
    (entry,) = json.loads(failing(checkout, "gitlab"))
    assert (entry["check_name"], entry["location"]["path"]) == ("incomplete", "plan/plan.yaml")


def test_json_says_with_what_the_files_are_compared(checkout: Checkout) -> None:
    commit = checkout.git("rev-parse", "main")
    checkout.git("update-ref", "refs/remotes/origin/main", "main")
    for base, name in (("main", "main"), ("refs/remotes/origin/main", "origin/main"), (commit, commit[:7])):
        result = run("review", base, "--format", "json", cwd=checkout.path)
        assert json.loads(result.stdout)["base"] == {"name": name, "commit": commit}
    assert json.loads(run("validate", "--format", "json", cwd=checkout.path).stdout)["base"] is None


def test_the_day_decides_what_is_overdue(checkout: Checkout) -> None:
    checkout.write({A: TWO.replace("title: Two", "title: Two\n    tags: [x]")})
    for day, expected in (("2030-12-31", []), ("2031-01-01", ["overdue-without-word"])):
        result = run("review", "-f", "concise", "--as-of", day, cwd=checkout.path)
        assert [line.split()[2] for line in result.stdout.splitlines()] == expected


# --- what a checkout must not do ------------------------------------------------------------------------------------


def test_a_review_runs_nothing_that_a_checkout_names(checkout: Checkout, tmp_path: Path) -> None:
    checkout.commit({".gitattributes": "* diff=evil filter=evil merge=evil\n"}, message="attributes")
    marker, evil, hooks = tmp_path / "it-ran", tmp_path / "evil", tmp_path / "hooks"
    evil.write_text(f"#!/bin/sh\necho \"$0 $@\" >> '{marker}'\nexit 1\n")
    evil.chmod(0o755)
    hooks.mkdir()
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc"):
        shutil.copy(evil, hooks / hook)
        shutil.copy(evil, checkout.path / ".git" / "hooks" / hook)
    planted = {
        "core.fsmonitor": evil,
        "core.hooksPath": hooks,
        "core.pager": evil,
        "diff.external": evil,
        "diff.evil.textconv": evil,
        "diff.evil.command": evil,
        "filter.evil.clean": evil,
        "filter.evil.smudge": evil,
        "filter.evil.process": evil,
        "merge.evil.driver": evil,
        "gpg.program": evil,
        "log.showSignature": "true",
        **{f"alias.{name}": f"!{evil}" for name in ("cat-file", "merge-base", "rev-list", "rev-parse", "for-each-ref")},
        **{f"pager.{name}": evil for name in ("cat-file", "merge-base", "rev-list", "rev-parse", "for-each-ref")},
    }
    for name, value in planted.items():
        checkout.git("config", name, str(value))
    checkout.write({A: ONE + "# edited\n"})
    assert reviewed(checkout) == REMOVED
    assert reviewed(checkout, "origin/none")[0] == 2
    assert not marker.exists(), marker.read_text()
    done = subprocess.run(["git", "status"], cwd=checkout.path, capture_output=True, check=False)
    assert marker.exists(), f"the trap must be one: {done!r}"


# --- whatever is edited ---------------------------------------------------------------------------------------------

PIECES = ("\n", "  ", "- ", ":", "#", "'", "[", "]", "{", "due", "2026", "IV", "\t", "é", "completed: 2024-01-01\n")
Edits = list[tuple[int, int, str]]
EDITS = st.lists(
    st.tuples(st.integers(0, 2000), st.integers(0, 40), st.sampled_from((*PIECES, "", ""))), min_size=1, max_size=4
)


def edited(text: str, edits: Edits) -> str:
    """Return a text in which pieces are taken out and put in."""
    for start, length, piece in edits:
        start %= len(text) + 1
        text = text[:start] + piece + text[start + length :]
    return text


@settings(derandomize=True, deadline=None, database=None, max_examples=30, suppress_health_check=list(HealthCheck))
@given(plans(), plans(), st.integers(0, 10), EDITS)
def test_no_edit_makes_a_review_fail(data: PlanData, newer: PlanData, which: int, edits: Edits) -> None:
    old, tip = files(data), files(newer)
    name = sorted(old)[which % len(old)]
    new = {**old, name: edited(old[name], edits)}
    for one, other in ((old, new), (new, old), (old, tip), (tip, new)):
        of = Branch(load(Texts(one)), load(Texts(other)), load(Texts(tip)), date(2024, 6, 30), "main")
        assert len(findings(found(of), {}, review.get)) == len(found(of))
