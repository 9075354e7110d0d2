"""`plan diff` from outside: real repositories, every format, hostile text, what cannot be read, what is documented."""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from folders import check_golden
from pages import DOCS, blocks, example_files, names, rows, sections
from repositories import Checkout
from support import Result, run

from plancli.columns import width
from plancli.diff.change import KINDS
from plancli.render.comment import LARGEST
from plancli.text import HIDDEN

PAGE = DOCS / "changes.md"
README = DOCS.parent / "README.md"
PLAN = "format: 1\nid: p\ntitle: A plan\ndate: 2024-01-15\ntimezone: Asia/Ho_Chi_Minh\n"
HASH = re.compile(r"\b[0-9a-f]{7,40}\b")


def diff(checkout: Checkout, *args: str, columns: int = 80, lang: str = "en", **env: str) -> Result:
    """Run `plan diff` in a checkout."""
    return run("diff", *args, cwd=checkout.path, env={"COLUMNS": str(columns), "PLAN_LANG": lang, **env})


def same_hash(text: str) -> str:
    """Return text with every hash of a commit made one: those of git hang on its version."""
    return HASH.sub(lambda found: ("1a2b3c4" * 6)[: len(found[0])], text)


def items(result: Result) -> list[dict[str, Any]]:
    """Return the items of an answer in JSON."""
    found: list[dict[str, Any]] = json.loads(result.stdout)["items"]
    return found


def told(result: Result) -> list[str]:
    """Return the kind and address of each change of an answer in JSON."""
    return [f"{one['kind']} {one['address']}" for one in items(result)]


def body(name: str, *tasks: str) -> str:
    """Return a body's file with tasks that are given as flow maps."""
    return "\n".join([f"name: {name}", *(["tasks:"] if tasks else []), *(f"  - {one}" for one in tasks)]) + "\n"


@pytest.fixture(scope="module")
def documented(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """Return the example of docs/changes.md: its plan committed, what changes written."""
    made = Checkout.new(tmp_path_factory.mktemp("documented"))
    made.commit(example_files(PAGE), "2024-03-01T12:00:00+07:00")
    made.write(example_files(PAGE, "changed"))
    return made


BEFORE: Mapping[str, str] = {
    "plan/plan.yaml": PLAN
    + """due_soon: 30 days
events:
  congress: {name: Congress, date: 2026-01}
sources:
  s: {outline: [{id: I, heading: Aims}, {id: II}]}
""",
    "plan/documents.yaml": "documents:\n  - {number: 1-X, title: A rule}\n  - {number: 2-X}\n",
    "plan/bodies/a.yaml": "short: BA\ncontact: Mr A\n"
    + body(
        "Ban A",
        "{id: I.1, title: Review the rule on how the many reports of every body are written, due: 2024, source: I, "
        "cites: [1-X], milestones: {m: {title: Survey, due: 2024-06}}}",
        "{id: I.2, title: Publish, due: 2024, source: I, started: 2024-02-01}",
        "{id: I.3, title: Old duty, source: I}",
        "{id: I.4, title: Merged, source: II}",
        "{id: I.5, title: Handed on, due: 2025, source: II}",
    ),
    "plan/bodies/b.yaml": body("Ban B"),
    "plan/bodies/c.yaml": body("Ban C"),
}
AFTER: Mapping[str, str] = {
    "plan/plan.yaml": BEFORE["plan/plan.yaml"].replace("30 days", "45 days").replace("Aims", "Purpose"),
    "plan/documents.yaml": "documents:\n  - {number: 1-X, title: A rule, date: 2024-01-01}\n  - {number: 3-X}\n",
    "plan/bodies/a.yaml": "short: BA\n# a remark\n"
    + body(
        "Ban A",
        "{id: I.2, title: Publish, due: 2024-06, source: I}",
        "{id: I.1, title: Review the rule on how the many reports and letters of every body are written, due: 2025, "
        "source: I, supporting: [b], milestones: {m: {title: Survey, due: 2024-06, "
        "completed: {date: 2024-06-30, verified: {date: 2024-07-15, by: b}}}}, "
        "rescheduled: {date: 2024-12-01, to: 2026, document: 1-X, reason: It takes longer}}",
        "{id: I.4, title: Merged, source: II, withdrawn: {date: 2024-05-01, into: [I.1]}}",
        "{id: I.6, title: New duty, source: II, due: every quarter by 15}",
    ),
    "plan/bodies/b.yaml": body("Ban B", "{id: I.5, title: Handed on, due: 2025, source: II}"),
    "plan/bodies/c.yaml": body("Ban C") + "until: 2024-12-31\nsucceeded_by: [b]\n",
}


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """Return a repository in which nearly everything changes from its first commit to its second, of a later day."""
    made = Checkout.new(tmp_path_factory.mktemp("changed"))
    made.commit(BEFORE, "2024-03-01T23:30:00+07:00")
    made.git("tag", "v1")
    made.commit(AFTER, "2024-03-02T00:30:00+07:00")
    return made


# --- what is compared -------------------------------------------------------------------------------------------------


def test_the_last_commit_and_the_files_as_they_are(documented: Checkout) -> None:
    result = diff(documented, "--format", "json")
    assert (result.status, result.stderr) == (0, "")
    envelope = json.loads(result.stdout)
    assert envelope["from"] == {"label": "HEAD", "commit": documented.git("rev-parse", "HEAD"), "present": True}
    assert (envelope["to"]["commit"], envelope["to"]["present"]) == (None, True)
    assert (envelope["plan"], envelope["as_of"], envelope["uncompared"]) == ("demo", None, [])
    assert told(result) == [
        "task-transferred II.3",
        "title-changed II.1",
        "supporting-changed II.1",
        "fact-recorded II.1",
        "fact-recorded II.1",
    ]


def test_two_versions_by_revision_and_by_day(changed: Checkout) -> None:
    whole = told(diff(changed, "v1", "HEAD", "-f", "json"))
    assert len(whole) > 20
    assert told(diff(changed, "HEAD~1", "-f", "json")) == whole
    assert told(diff(changed, "2024-03-01", "2/3/2024", "-f", "json")) == whole
    assert told(diff(changed, "-f", "json")) == []
    backwards = told(diff(changed, "HEAD", "v1", "-f", "json"))
    assert "task-added I.3" in backwards
    assert "task-removed I.6" in backwards


def test_every_change_is_told_in_the_order_of_the_table(changed: Checkout) -> None:
    assert told(diff(changed, "v1", "HEAD", "-f", "json")) == [
        "body-changed a",
        "deadline-more-precise I.2",
        "fact-erased I.2",
        "title-changed I.1",
        "deadline-later I.1",
        "supporting-changed I.1",
        "citation-changed I.1",
        "fact-recorded I.1",
        "fact-recorded I.1:m",
        "fact-recorded I.1:m",
        "task-merged I.4",
        "task-added I.6",
        "task-removed I.3",
        "task-transferred I.5",
        "body-ended c",
        "body-succeeded c",
        "document-changed 1-X",
        "document-added 3-X",
        "document-removed 2-X",
        "outline-changed I",
        "settings-changed due_soon",
    ]


@pytest.mark.parametrize("arguments", [("HEDA",), ("HEAD", "no-such-tag"), ("2024-13-01",), ("2020-01-01",)])
def test_a_version_that_is_none_is_told(arguments: tuple[str, ...], changed: Checkout) -> None:
    result = diff(changed, *arguments)
    assert (result.status, result.stdout) == (2, "")
    assert arguments[-1] in result.stderr


def test_a_hash_is_told_in_short(changed: Checkout) -> None:
    whole = changed.git("rev-parse", "v1").strip()
    assert f": changes from {whole[:7]} to " in diff(changed, whole).stdout
    assert f": changes from {whole[:5]} to " in diff(changed, whole[:5]).stdout


def test_outside_of_a_repository_there_is_nothing_to_compare(tmp_path: Path) -> None:
    folder = Checkout(tmp_path)
    folder.write(BEFORE)
    result = diff(folder)
    assert (result.status, result.stdout) == (2, "")


def test_from_a_folder_below_and_by_its_name(changed: Checkout, tmp_path: Path) -> None:
    below = run("diff", "v1", "-f", "json", cwd=changed.path / "plan" / "bodies")
    named = run("diff", "v1", "-f", "json", "--plan", str(changed.path / "plan"), cwd=tmp_path)
    assert told(below) == told(named) == told(diff(changed, "v1", "-f", "json"))


def test_a_version_without_a_plan(tmp_path: Path) -> None:
    made = Checkout.new(tmp_path / "r")
    made.commit({"README": "x"})
    made.git("tag", "empty")
    made.commit(BEFORE)
    result = diff(made, "empty")
    assert (result.status, result.stderr) == (0, "")
    assert "There was no plan in empty (" in result.stdout
    assert "5 tasks added" in result.stdout
    assert {one.split("-")[1].split(" ")[0] for one in told(diff(made, "empty", "-f", "json"))} <= {"added", "changed"}
    gone = diff(made, "HEAD", "empty", "-f", "json")
    assert json.loads(gone.stdout)["to"]["present"] is False
    assert "task-removed I.1" in told(gone)
    assert "There is no plan in empty (" in diff(made, "HEAD", "empty").stdout


# --- what is asked for ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("only", "kinds"),
    [
        (["deadline-later"], {"deadline-later"}),
        (["deadline"], {"deadline-later", "deadline-more-precise"}),
        (["fact-erased, task-added"], {"fact-erased", "task-added"}),
        (["fact-erased", "task-added"], {"fact-erased", "task-added"}),
        (["document"], {"document-added", "document-changed", "document-removed"}),
        (["plan"], {"outline-changed", "settings-changed"}),
        (["event"], set()),
        (["body"], {"body-changed", "body-ended", "body-succeeded"}),
        (["Deadline Later"], {"deadline-later"}),
    ],
)
def test_only_some_kinds(only: list[str], kinds: set[str], changed: Checkout) -> None:
    options = [word for name in only for word in ("--only", name)]
    assert {one["kind"] for one in items(diff(changed, "v1", *options, "-f", "json"))} == kinds


def test_only_tasks_is_all_of_them(changed: Checkout) -> None:
    found = items(diff(changed, "v1", "--only", "task", "-f", "json"))
    assert {one["subject"] for one in found} == {"task"}
    assert "fact-recorded" in {one["kind"] for one in found}


@pytest.mark.parametrize(
    ("only", "hint"), [("dedline-later", "deadline-later"), ("xyz", "fact-erased"), (",", "Kinds")]
)
def test_a_kind_that_is_none_gets_the_nearest(only: str, hint: str, changed: Checkout) -> None:
    result = diff(changed, "v1", "--only", only)
    assert (result.status, result.stdout) == (2, "")
    assert hint in result.stderr


@pytest.mark.parametrize(
    ("name", "addresses"),
    [
        ("b", {"I.5"}),
        ("ban b", {"I.5"}),
        ("c", {"c"}),
        ("BA", {"a", "I.1", "I.1:m", "I.2", "I.3", "I.4", "I.5", "I.6"}),
    ],
)
def test_only_a_body_and_what_it_has_or_had(name: str, addresses: set[str], changed: Checkout) -> None:
    assert {one["address"] for one in items(diff(changed, "v1", "--body", name, "-f", "json"))} == addresses


def test_a_body_is_found_by_what_it_was_called(tmp_path: Path) -> None:
    made = Checkout.new(tmp_path / "r")
    files = {"plan/plan.yaml": PLAN, "plan/bodies/a.yaml": body("Former"), "plan/bodies/gone.yaml": body("Gone")}
    made.commit(files)
    made.write({"plan/bodies/a.yaml": body("Latter"), "plan/bodies/gone.yaml": None})
    assert told(diff(made, "--body", "former", "-f", "json")) == ["body-changed a"]
    assert told(diff(made, "--body", "latter", "-f", "json")) == ["body-changed a"]
    assert told(diff(made, "--body", "gone", "-f", "json")) == ["body-removed gone"]
    wrong = diff(made, "--body", "lattr")
    assert wrong.status == 2
    assert "Did you mean Latter?" in wrong.stderr


def test_what_was_not_asked_for_is_counted(changed: Checkout) -> None:
    assert "\n\n20 more changes were not asked for.\n" in diff(changed, "v1", "--only", "fact-erased").stdout


@pytest.mark.parametrize(
    ("args", "status"),
    [(("v1",), 0), (("v1", "--exit-code"), 1), (("--exit-code",), 0), (("v1", "--only", "event", "--exit-code"), 0)],
)
def test_exit_code(args: tuple[str, ...], status: int, changed: Checkout) -> None:
    assert diff(changed, *args).status == status


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown", "md"])
def test_no_changes_is_an_answer(form: str, changed: Checkout) -> None:
    result = diff(changed, "-f", form)
    assert (result.status, result.stderr) == (0, "")
    assert ("No changes." in result.stdout) == (form in ("table", "markdown", "md"))


# --- how it is drawn --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "columns", "args"),
    [
        ("80", 80, ()),
        ("140", 140, ()),
        ("40", 40, ()),
        ("markdown", 80, ("-f", "markdown")),
        ("csv", 80, ("-f", "csv")),
        ("json", 80, ("-f", "json")),
    ],
)
def test_goldens(
    name: str, columns: int, args: tuple[str, ...], changed: Checkout, request: pytest.FixtureRequest
) -> None:
    result = diff(changed, "v1", "HEAD", *args, columns=columns)
    shown = result.snapshot(["diff", "v1", "HEAD", *args])
    check_golden(f"diff/{name}.txt", same_hash(shown), request)


ANSI = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("columns", [20, 40, 60, 80, 100, 119, 120, 140, 200])
def test_it_fits(columns: int, lang: str, changed: Checkout) -> None:
    """And in colour it says the same."""
    plain = diff(changed, "v1", columns=columns, lang=lang).stdout
    coloured = ANSI.sub("", diff(changed, "v1", columns=columns, lang=lang, FORCE_COLOR="1").stdout)
    for text in (plain, coloured):
        widest = max(text.splitlines(), key=width)
        assert width(widest) <= columns, widest
    squeezed = [[line.rstrip() for line in text.splitlines() if line.strip(" ─")] for text in (plain, coloured)]
    assert squeezed[0] == squeezed[1]


def test_a_title_stands_above_where_there_is_little_room(changed: Checkout) -> None:
    narrow, wide = diff(changed, "v1").stdout, diff(changed, "v1", columns=140).stdout
    assert re.search(r"^I\.2 +Publish$", narrow, re.MULTILINE)
    assert re.search(r"^:m +completion recorded", narrow, re.MULTILINE)
    assert re.search(r"^I\.2 +deadline more precise +within 2024 +within 2024-06 +Publish$", wide, re.MULTILINE)
    assert re.search(r"^I\.1:m +completion recorded", wide, re.MULTILINE)


def test_a_rescheduling_is_told_with_the_deadline_before_it(changed: Checkout) -> None:
    found = " ".join(diff(changed, "v1", "--only", "fact", columns=200).stdout.split())
    assert "rescheduling recorded within 2024 2024-12-01 to: within 2026; It takes longer; 1-X" in found


NUMBERED_ANEW = """\
p: changes from HEAD ({0}) to the working folder
1 task changed, 1 task removed, 1 id changed; 1 deadline rescheduled

A
Task  Change                 Before       After
────  ─────────────────────  ───────────  ───────────────────────────
I.1   Send
      id changed             I.2          I.1
      rescheduling recorded  within 2025  2024-05-01  to: within 2026
I.1   Draft
      task removed           within 2024
"""


def test_a_task_with_the_id_of_one_that_is_gone_is_told_by_itself(tmp_path: Path) -> None:
    """Its rescheduling has its own deadline before it; the title of what is gone stands above that."""
    made = Checkout.new(tmp_path / "kho")
    first, second = "{id: I.1, title: Draft, due: 2024}", "{id: I.2, title: Send, due: 2025}"
    made.commit({"plan/plan.yaml": PLAN, "plan/bodies/a.yaml": body("A", first, second)}, "2024-03-01T00:00:00Z")
    moved = second.replace("I.2", "I.1").replace("}", ", rescheduled: {date: 2024-05-01, to: 2026}}")
    made.write({"plan/bodies/a.yaml": body("A", moved)})
    commit = made.git("rev-parse", "--short=7", "HEAD")
    assert diff(made) == Result(0, NUMBERED_ANEW.format(commit), "")


def test_what_became_of_a_task_is_told_with_its_record(documented: Checkout, changed: Checkout) -> None:
    moved = diff(documented, "--only", "task-transferred", columns=200).stdout
    assert "task transferred  CO      Board of Review; 2024-05-02  12-CT/X" in moved
    assert re.search(r"task merged +I\.4 +I\.1; 2024-05-01 ", diff(changed, "v1", columns=200).stdout)


def test_csv_has_a_row_a_change(changed: Checkout) -> None:
    found = list(csv.DictReader(diff(changed, "v1", "-f", "csv").stdout.splitlines()))
    assert [f"{one['kind']} {one['address']}" for one in found] == told(diff(changed, "v1", "-f", "json"))
    later = next(one for one in found if one["kind"] == "deadline-later")
    assert (later["old"], later["new"], later["new_file"]) == ("2024", "2025", "bodies/a.yaml")


def test_places_are_those_of_the_field_on_both_sides(changed: Checkout) -> None:
    found = next(one for one in items(diff(changed, "v1", "-f", "json")) if one["kind"] == "settings-changed")
    assert (found["old_place"]["file"], found["new_place"]["file"]) == ("plan.yaml", "plan.yaml")
    moved = next(one for one in items(diff(changed, "v1", "-f", "json")) if one["kind"] == "task-transferred")
    assert (moved["old_place"]["file"], moved["new_place"]["file"]) == ("bodies/a.yaml", "bodies/b.yaml")


# --- hostile text -----------------------------------------------------------------------------------------------------

HOSTILE = [
    "a | b \\| c",
    "line\nbreak\r\nand\ttab",
    "<script>alert(1)</script>",
    "<!-- open",
    "--> close <!-- plan-diff -->",
    "@someone and a@example.org (@team/x)",
    "fixes #123, x/y#4, GH-5, !6, %7, ~8",
    "![i](https://x.example/p.png) [a](javascript:alert(1)) https://x.example www.x.example",
    "##[error]boo ##vso[task.setvariable]b",
    "::error file=x::boo",
    "%0A::error::x",
    "\x1b[31mred\x1b[0m",
    "abc\u202edcba \u2066x",
    "[bold red]x[/bold red] :smile:",
    "`code` *a* _b_ ~~c~~ $x$ {{ y }}",
    "=1+1",
    "x" * 40_000,
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """Return a repository in which hostile titles, notes and names are written, one task after another."""
    made = Checkout.new(tmp_path_factory.mktemp("hostile"))
    made.commit({"plan/plan.yaml": PLAN, "plan/bodies/a.yaml": body("Ban A"), "plan/bodies/b.yaml": body("Ban B")})
    tasks = [f"{{id: A.{n}, title: {json.dumps(text)}, note: {json.dumps(text)}}}" for n, text in enumerate(HOSTILE)]
    names = {f"plan/bodies/n{n}.yaml": body(json.dumps(text)) for n, text in enumerate(HOSTILE)}
    made.write({"plan/bodies/a.yaml": body("Ban A", *tasks), **names})
    made.write({"plan/bodies/b.yaml": body("Ban B") + f"contact: {json.dumps(HOSTILE[0])}\n"})
    return made


@pytest.mark.parametrize("ci", ["", "true"])
@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_hostile_text_is_shown_and_does_nothing(form: str, ci: str, hostile: Checkout) -> None:
    made = diff(hostile, "-f", form, GITHUB_ACTIONS=ci).stdout
    assert not HIDDEN.search(made)
    assert "\r" not in made
    if ci or form == "markdown":
        assert not re.search(r"##[A-Za-z]*\[", made)
        assert not any(line.lstrip().startswith("::") for line in made.splitlines())
    if form == "table":
        assert max(map(width, made.splitlines())) <= 80
    if form == "json":
        titles = [one["title"] for one in json.loads(made)["items"] if one["kind"] == "task-added"]
        pairs = zip(titles, HOSTILE, strict=True)
        assert all(title.split() == text.split() for title, text in pairs if not HIDDEN.search(text))
    if form == "csv":
        assert not any(cell[:1] in ("=", "+", "-", "@") for row in csv.reader(made.splitlines()) for cell in row)


def test_markdown_makes_nothing_of_a_title(hostile: Checkout) -> None:
    made = diff(hostile, "-f", "markdown").stdout
    lines = made.splitlines()
    assert lines[0] == "<!-- plan-diff -->"
    assert len(re.findall("task added", made)) == len(re.findall("body added", made)) == len(HOSTILE)
    assert "do not fit" not in made
    bare = made.replace("<!-- -->", "").removeprefix(lines[0])
    for sign in "`*_<>[]{}#@&~$":
        if sign == "#":
            bare = re.sub(r"^#+ ", "", bare, flags=re.MULTILINE)
        assert not re.search(rf"(?<!\\)(?:\\\\)*{re.escape(sign)}", bare), sign
    assert "://" not in made
    assert not re.search(r"(?<![A-Za-z0-9]\\)@(?!<!-- -->)", made)
    assert not re.search(r"(?i)(\\#|GH-)[0-9]", made)
    for table in re.findall(r"(?:^\|.*\n)+", made, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) for row in table.splitlines()}) == 1


def test_a_comment_holds_as_many_rows_as_fit(tmp_path: Path) -> None:
    made = Checkout.new(tmp_path / "r")
    made.commit({"plan/plan.yaml": PLAN, "plan/bodies/a.yaml": body("Ban A")})
    tasks = [f"{{id: A.{n}, title: '{'@' * 350} {n}', due: 2024}}" for n in range(300)]
    made.write({"plan/bodies/a.yaml": body("Ban A", *tasks), "plan/bodies/b.yaml": body("Ban B")})
    text = diff(made, "-f", "md").stdout
    rows_left = len(re.findall(r"^\| A\.", text, re.MULTILINE))
    assert LARGEST - 8_000 < len(text) <= LARGEST
    assert 10 < rows_left < 300
    assert text.endswith(f"\n\n{301 - rows_left} more rows do not fit here: plan diff shows them.\n")
    assert "300 tasks added; 1 body added\n" in text
    assert all(line.startswith("| A.") for line in text.splitlines()[10 : 8 + rows_left])


# --- what cannot be read ----------------------------------------------------------------------------------------------


BROKEN = "name: Ban A\ntasks:\n  - id: I.1\n    title: [x\n"


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """Return a repository whose second commit breaks a file, and changes another; the tag `broken` is that commit."""
    made = Checkout.new(tmp_path_factory.mktemp("broken"))
    made.commit(BEFORE)
    made.git("tag", "v1")
    made.commit({"plan/bodies/a.yaml": BROKEN, "plan/bodies/b.yaml": body("Ban B", "{id: B.1, title: T}")})
    made.git("tag", "broken")
    made.commit(BEFORE)
    return made


@pytest.mark.parametrize(
    ("old", "new", "side"), [("v1", "broken", "new"), ("broken", "v1", "old"), ("broken", None, "old")]
)
def test_a_file_that_cannot_be_read_is_not_compared(old: str, new: str | None, side: str, broken: Checkout) -> None:
    result = diff(broken, old, *([new] if new else []), "-f", "json")
    assert result.status == 1
    commit = broken.git("rev-parse", "broken")[:7]
    assert f"{commit}:plan/bodies/a.yaml:" in result.stderr
    assert ": error: " in result.stderr
    envelope = json.loads(result.stdout)
    assert {"side": side, "file": "bodies/a.yaml", "address": None} in envelope["uncompared"]
    assert not any(one["body"] == "a" for one in envelope["items"])
    text = diff(broken, old, *([new] if new else []))
    assert text.status == 1
    told_there = " ".join(text.stdout.split())
    assert re.search(r"Not compared, as bodies/a\.yaml cannot wholly be read in broken \(\w+\): [I.1-5, ]+", told_there)


def test_what_is_not_compared_is_told_a_line_a_file(broken: Checkout) -> None:
    text = " ".join(diff(broken, "v1", "broken").stdout.split())
    assert text.endswith(": I.1, I.2, I.3, I.4, I.5.")
    assert text.count("Not compared, as bodies/a.yaml") == 1


def test_what_is_broken_on_both_sides_is_told_once(broken: Checkout) -> None:
    result = diff(broken, "broken", "broken")
    assert result.status == 1
    assert result.stderr.count("bodies/a.yaml:") == 1
    assert "\nNo changes in what could be compared.\n\nNot wholly compared, as bodies/a.yaml" in result.stdout


def test_a_task_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    made = Checkout.new(tmp_path / "r")
    made.commit({"plan/plan.yaml": PLAN, "plan/bodies/a.yaml": body("Ban A", "{id: I.1, title: T, due: 2024}")})
    made.write({"plan/bodies/a.yaml": body("Ban A", "{id: I.1, title: T, due: 12/2024}", "{id: I.2, title: U}")})
    result = diff(made)
    assert result.status == 1
    assert "plan/bodies/a.yaml:3:30: error: invalid-due" in result.stderr
    assert "Not compared, as bodies/a.yaml cannot wholly be read in the working folder: I.1.\n" in result.stdout
    assert told(diff(made, "-f", "json")) == ["task-added I.2"]


# --- what is documented -----------------------------------------------------------------------------------------------


def test_the_page_shows_what_is_printed(documented: Checkout, request: pytest.FixtureRequest) -> None:
    shown = next(block for block in blocks(PAGE) if block.language == "text")
    printed = same_hash("$ plan diff\n" + diff(documented).stdout)
    if request.config.getoption("update"):
        for path in (PAGE, README):
            text = path.read_text("utf-8")
            path.write_text(text.replace("\n".join(shown.text) + "\n", printed), "utf-8")
        return
    assert "\n".join(shown.text) + "\n" == printed
    assert printed in README.read_text("utf-8")


def fields(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield every name in data with its value, but for what stands in `old` and `new`."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            for name, inner in one.items():
                yield name, inner
                if name not in ("old", "new"):
                    yield from fields(inner)


def test_json_has_the_fields_told_and_their_types(changed: Checkout, broken: Checkout) -> None:
    types = {bool: "boolean", int: "number", str: "text", list: "list", dict: "object", type(None): "null"}
    page = sections(DOCS / "json.md")
    common = {name for row in rows(page["The envelope"], "Field") for name in names(row[0])}
    told_types: dict[str, str] = {}
    for row in rows(page["Changes"], "Field"):
        for name in names(row[0]):
            told_types[name] = f"{told_types.get(name, '')} {row[1]}"
    found: dict[str, list[Any]] = {}
    for result in (diff(changed, "v1", "-f", "json"), diff(broken, "broken", "-f", "json")):
        envelope = json.loads(result.stdout)
        assert common <= set(envelope)
        for name, value in fields(envelope):
            found.setdefault(name, []).append(value)
    assert set(found) - set(told_types) <= common
    assert set(told_types) <= set(found)
    for name, values in found.items():
        if name in told_types and told_types[name] != " any":
            assert all(types[type(value)] in told_types[name] for value in values), name
    assert set(found["kind"]) - {"changes"} <= set(KINDS)
