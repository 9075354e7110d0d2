"""Questions that an index answers in part: what comes due, a plan as it was, and what changed are as read in full."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from folders import write_plan
from histories import Chance, written
from hypothesis import given, settings
from hypothesis import strategies as st
from indexing import begin_anew, index, unindexed, whole
from repositories import Checkout
from strategies import BODIES, CODES, MONTHS, RANGES, PlanData, files, plans
from support import run

from plancli.decode import Decoded
from plancli.index import Asked
from plancli.load import load
from plancli.source import Entry, Folder
from plancli.state import FLAGS, STATES


def check(folder: Path, *args: str, cwd: Path | None = None) -> str:
    """Check that a question is answered the same without an index, by a new one, and by one that is there."""
    asked = args if cwd else (*args, "--plan", str(folder))
    plain = run(*asked, cwd=cwd or folder, env={"PLAN_CACHE": "off"})
    for _time in range(2):
        begin_anew()
        assert run(*asked, cwd=cwd or folder) == plain, args
    return plain.stdout


# Whatever the plan and the question.

ZONE = "timezone: Nowhere/At_All\n"
EDITS = ("twice", "drop", "cut", "swap", "case", "twin", "zone", "met-by", "prefix", "later", "no-plan")


@st.composite
def broken(draw: st.DrawFn, data: PlanData) -> dict[str, str]:
    """Draw a plan's files as people may have hurt them."""
    found = files(data)
    for edit in draw(st.lists(st.sampled_from(EDITS), max_size=3)):
        name = draw(st.sampled_from(sorted(found)))
        text, plan = found[name], found["plan.yaml"]
        lines = text.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        if edit == "twice":
            lines.insert(at, lines[at])
        elif edit == "drop":
            del lines[at]
        elif edit == "cut":
            lines[at] = lines[at][: len(lines[at]) // 2]
        elif edit == "swap":
            lines[at : at + 2] = lines[at : at + 2][::-1]
        found[name] = "\n".join(lines)
        if edit == "case":
            found[name] = text.replace("I.1.a", "i.1.A").replace("III", "iii")
        elif edit == "twin":
            found[name] = text.replace("id: I.2\n", "id: I.1.a\n").replace("id: II.1\n", "id: i.2\n")
        elif edit == "prefix":
            found[name] = text.replace("source: I", "source: goc:I").replace("after I", "after goc:I")
        elif edit == "zone":
            found["plan.yaml"] = plan + ZONE
        elif edit == "met-by":
            found["plan.yaml"] = f"met_by: sometimes\n{plan.replace('met_by:', 'tags:')}"
        elif edit == "later":
            found["plan.yaml"] = plan.replace("\ndate: 2", "\ndate: 2025-01-01 #")
        elif edit == "no-plan":
            found["plan.yaml"] = "- no map\n"
    return found


SPANS = {
    "--year": ("2023", "2024", "2025", "2026"),
    "--quarter": ("2023-Q4", "2024-Q1", "2024-Q4"),
    "--month": tuple(MONTHS),
    "--before": ("2023-07-01", "2024-01-01", "2024", "2025-06-20"),
    "--after": ("2023-12-31", "2024", "2024-06-19", "2026"),
}
PERIODS: st.SearchStrategy[tuple[str, ...]] = st.one_of(
    *(st.tuples(st.just(option), st.sampled_from(values)) for option, values in SPANS.items()),
    st.tuples(st.sampled_from((*CODES, *RANGES, "2024/..", "2024-01-14", "2024-12-31"))),
)
FILTERS = st.one_of(
    st.sampled_from(BODIES).map(lambda body: ("--body", body)),
    st.sampled_from(STATES).map(lambda state: ("--state", state)),
    st.sampled_from(FLAGS).map(lambda flag: ("--flag", flag)),
    st.sampled_from((("--overdue",), ("--sort", "title"), ("--columns", "id,state,report_overdue"), ("--limit", "2"))),
)
QUESTIONS = st.tuples(
    st.lists(PERIODS, min_size=1, max_size=2, unique_by=lambda period: period[0] if len(period) > 1 else ""),
    st.lists(FILTERS, max_size=2, unique_by=lambda filter: filter[0]),
    st.sampled_from(("2023-01-01", "2023-12-31", "2024-01-01", "2024-06-30", "2024-12-31", "2025-03-01", "2026-01-01")),
    st.sampled_from(("table", "json", "csv", "md")),
)


@settings(max_examples=30, deadline=None)
@given(plans(6).flatmap(broken), st.lists(QUESTIONS, min_size=3, max_size=3))
def test_what_comes_due_and_how_any_plan_stands_is_the_same(
    made: dict[str, str], questions: list[tuple[list[tuple[str, ...]], list[tuple[str, ...]], str, str]]
) -> None:
    with TemporaryDirectory() as at, index(Path(at) / "cache"):
        folder = write_plan(Path(at), made)
        for periods, filters, day, form in questions:
            options = [word for one in (*periods, *filters) for word in one]
            check(folder, "due", *options, "--as-of", day, "--format", form)
            check(folder, "status", "--as-of", day, "--format", form)


# What hangs together across files.

HEAD = "format: 1\nid: p\ntitle: P\ntimezone: Asia/Ho_Chi_Minh\n"
OUTLINES = "sources: {goc: {outline: [{id: I}, {id: I.1}, {id: II}]}, sau: {outline: [{id: I}]}}\n"
HANGING = "{id: b, title: T, due: "
CASES: dict[str, tuple[str, str, str, str]] = {
    # name: plan.yaml's more, the tasks of one body, the tasks of another, a word of the answer about 2024
    "a task that ended elsewhere": ("", "{id: a, title: A, due: 2020, completed: 2024-03-01}",
                                    HANGING + "2 months after a}", "2024-05-01"),
    "by a task": ("", "{id: a, title: A, due: 2020, completed: 2024-03-01}", HANGING + "by a}", "2024-03-01"),
    "before a task": ("", "{id: a, title: A, due: 2030, completed: 2024-03-01}", HANGING + "before a}", "2024-02-29"),
    "a task that is not done": ("", "{id: a, title: A, due: 2020}", HANGING + "1 year after a}", "awaits an event"),
    "a task of another case": ("", "{id: a, title: A, due: 2020, completed: 2024-03-01}",
                               HANGING + "1 month after A}", "awaits an event"),
    "a clause": (OUTLINES, "{id: a, title: A, due: 2020, completed: 2024-03-01, source: I.1}",
                 HANGING + "1 month after I}", "2024-04-01"),
    "a clause with its source": (OUTLINES, "{id: a, title: A, due: 2020, completed: 2024-03-01, source: I.1.c}",
                                 HANGING + "1 month after goc:I}", "2024-04-01"),
    "tasks with the source": (OUTLINES, "{id: a, title: A, due: 2020, completed: 2024-03-01, source: goc:I.1}",
                              HANGING + "1 month after I.1}", "2024-04-01"),
    "another source": (OUTLINES, "{id: a, title: A, due: 2020, completed: 2024-03-01, source: sau:I}",
                       HANGING + "1 month after sau:I}", "2024-04-01"),
    "a clause in part": (
        OUTLINES,
        "{id: a, title: A, due: 2020, completed: 2024-03-01, source: I.1}, {id: c, title: C, due: 2029, source: I.2}",
        HANGING + "1 month after I}", "awaits an event"),
    "a clause of a like name": (
        OUTLINES,
        "{id: a, title: A, due: 2020, completed: 2024-03-01, source: I}, {id: c, title: C, due: 2029, source: I-2}",
        HANGING + "1 month after I}", "2024-04-01"),
    "a clause with blanks": (OUTLINES, "{id: a, title: A, due: 2020, completed: 2024-03-01, source: 'I.1 đoạn 2'}",
                             HANGING + "1 month after I}", "2024-04-01"),
    "one after another": (
        "", "{id: a, title: A, due: 2020, completed: 2022-03-01}, {id: c, title: C, due: 1 year after a}",
        HANGING + "1 year after c}, {id: d, title: D, due: 2019, completed: 2024-01-01}, "
        "{id: e, title: E, due: 2023, rescheduled: [{date: 2023-01-01, to: 1 day after d}]}", "2024-01-02"),
    "a milestone that hangs": (
        "", "{id: a, title: A, due: 2020, completed: 2024-03-01}",
        "{id: b, title: T, due: 2030, milestones: {m: {title: M, due: 1 month after a}}}", "2024-04-01"),
    "moved into": ("", "{id: a, title: A, due: 2020}", "{id: b, title: T, due: 2022, rescheduled: [{date: 2022-05-01, "
                   "to: 2024-06}]}", "2024-06-30"),
    "moved out of": ("", "{id: a, title: A, due: 2024-02}", "{id: b, title: T, due: 2024, rescheduled: "
                     "[{date: 2023-05-01, to: 2025-06}]}", "2024-02-29"),
    "moved later": ("", "{id: a, title: A, due: 2020}", "{id: b, title: T, due: 2024, rescheduled: "
                    "[{date: 2029-05-01, to: 2030-06}]}", "0 due"),
    "moved from none": ("", "{id: a, title: A}", "{id: b, title: T, rescheduled: [{date: 2023-05-01, to: 2024-06}]}",
                        "2024-06-30"),
    "a milestone of a task outside": ("", "{id: a, title: A, due: 2020}", "{id: b, title: T, due: 2029, milestones: "
                                      "{m: {title: M, due: 2024-06}}}", "2024-06-30"),
    "a series": ("date: 2022-01-01\n", "{id: a, title: A, due: every quarter by 20}",
                 "{id: b, title: T, due: every year}", "2024-03-20"),
    "what stopped": ("", "{id: a, title: A, due: 2024, withdrawn: {date: 2023-01-01}}",
                     "{id: b, title: T, due: 2024-05, suspended: [{date: 2023-01-01}]}", "2024-05-31"),
    "what was late": ("", "{id: a, title: A, due: 2024, completed: 2025-06-01}",
                      "{id: b, title: T, due: 2023, completed: 2024-06-01}", "2024-12-31"),
    "twins": ("", "{id: a, title: A, due: 2024}", "{id: a, title: B, due: 2029}", "2024-12-31"),
    "twins but for case": ("", "{id: Straße, title: A, due: 2024}", "{id: STRASSE, title: B, due: 2029}", "2024-12-31"),
    "twins outside": ("", "{id: a, title: A, due: 2019}", "{id: a, title: B, due: 2029}", "0 due"),
    "a plan of later": ("date: 2026-01-01\n", "{id: a, title: A, due: 2024, assigned: {date: 2023-01-01}}",
                        "{id: b, title: T, due: 2029}", "2024-12-31"),
    "met by submission": ("met_by: submitted\n", "{id: a, title: A, due: 2024, submitted: 2024-06-01}",
                          "{id: b, title: T, due: 2024, rescheduled: [{date: 2024-03-01, to: 2029}], "
                          "submitted: 2024-02-01}", "2024-12-31"),
    "met by nobody knows what": ("met_by: sometimes\n", "{id: a, title: A, due: 2029, submitted: 2024-06-01}",
                                 "{id: b, title: T, due: 2024, submitted: 2024-06-01}", "2 could not be judged"),
    "no zone": ("timezone: Nowhere/At_All\n", "{id: a, title: A, due: 2019}", "{id: b, title: T, due: 2024}",
                "2024-12-31"),
    "broken": ("x: [\n", "{id: a, title: A, due: 2029, submitted: 2024-06-01}",
               "{id: b, title: T, due: 2024, submitted: 2024-06-01}", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_hangs_together_is_seen(case: str, tmp_path: Path) -> None:
    more, one, other, word = CASES[case]
    bodies = {
        f"bodies/{name}.yaml": f"name: N\ntasks: [{tasks}]\n" for name, tasks in (("ban-a", one), ("ban-b", other))
    }
    plan = (HEAD.replace("timezone: Asia/Ho_Chi_Minh\n", "") if "timezone" in more else HEAD) + more
    with index(tmp_path / "cache"):
        folder = write_plan(tmp_path, {"plan.yaml": plan, **bodies})
        for day in ("2023-06-01", "2024-04-15", "2025-06-01", "2030-01-01"):
            told = check(folder, "due", "--year", "2024", "--as-of", day)
        assert word in told
        for options in (("--before", "2020"), ("--after", "2025"), ("--after", "2023", "--before", "2024-05"),
                        ("--year", "2024", "--state", "overdue"), ("2024-Q2", "--flag", "no_report")):  # fmt: skip
            check(folder, "due", *options, "--as-of", "2025-06-01", "--format", "json")
        for question in (("list",), ("status",), ("validate",), ("list", "--format", "json")):
            check(folder, *question, "--as-of", "2025-06-01")


def test_what_was_read_in_part_is_not_remembered_as_all(tmp_path: Path) -> None:
    with index(tmp_path / "cache"):
        body = "name: N\ntasks: [{id: a, title: A, due: 2020}, {id: b, title: B, due: 2024}]\n"
        folder = write_plan(tmp_path, {"bodies/ban-a.yaml": body})
        load(Folder(folder))
        for asked in (Asked(date(2024, 1, 1)), Asked(names=True)):
            memory: dict[tuple[Entry, bytes], Decoded] = {}
            begin_anew()
            load(Folder(folder), memory, asked)
            assert whole(load(Folder(folder), memory)) == whole(unindexed(folder))


# A plan as it was.


def commands(checkout: Checkout) -> list[tuple[str, ...]]:
    """Return questions about commits of a history."""
    commits = checkout.git("rev-list", "HEAD").splitlines()
    first, middle, last = commits[-1], commits[len(commits) // 2], commits[0]
    as_of = ("--as-of", "2025-06-01")
    return [
        *(("due", "--year", "2025", "--at", at, *as_of) for at in (first, middle, last)),
        ("list", "--format", "json", "--at", middle, *as_of),
        ("status", "--at", middle, *as_of),
        ("diff", first, last),
        ("diff", f"{first}..{middle}", "--format", "json"),
        ("diff", f"{middle}..{last}"),
        ("review", "--base", middle),
        ("trend", "--every", "month", "--format", "csv"),
    ]


@pytest.mark.parametrize("seed", range(3))
def test_a_plan_as_it_was_is_the_same(seed: int, tmp_path: Path) -> None:
    history = Chance(seed).history(10, merges=seed != 1, breaks=seed == 2)
    checkout = written(tmp_path / "repository", history)
    with index(tmp_path / "cache") as made:
        for args in commands(checkout):
            check(checkout.path / "plan", *args, cwd=checkout.path)
        assert any(made.glob("*.sqlite"))


def test_the_same_content_under_another_name_is_another_file(tmp_path: Path) -> None:
    """Git knows both by one hash, but a body has its id from its name."""
    text = "name: N\ntasks: [{id: a, title: A, due: 2024, milestones: {m: {title: M, due: 2023}}}]\n"
    checkout = Checkout.new(tmp_path / "repository")
    files: Mapping[str, str | None] = {"plan/plan.yaml": HEAD, "plan/bodies/ban-a.yaml": text}
    checkout.commit(files)
    checkout.commit({"plan/bodies/ban-a.yaml": None, "plan/bodies/ban-b.yaml": text})
    checkout.commit({"plan/bodies/ban-c.yaml": text})
    with index(tmp_path / "cache"):
        for at in ("HEAD~2", "HEAD~1", "HEAD", "HEAD~1"):
            told = check(checkout.path, "list", "--format", "json", "--at", at, "--as-of", "2024-01-01",
                         cwd=checkout.path)  # fmt: skip
            assert ("ban-a" in told) == (at == "HEAD~2")
        check(checkout.path / "plan", "list", "--format", "json", "--as-of", "2024-01-01")
