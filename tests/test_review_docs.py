"""The page of the documentation on rules is that of the rules themselves."""

import inspect
from pathlib import Path

import pytest
from pages import DOCS, blocks, names, prose, rows
from support import run

from plancli import checks, review
from plancli.review.waivers import read

PAGE = DOCS / "review.md"
CASES = Path(__file__).parent / "review_cases"
HEAD = """
# Review

`plan review` looks at what a branch changes in the plan, and says what must not be done so: a task that vanished, a
deadline that moved without a decision, a completion with nothing to show. `plan explain` lists the rules,
`plan explain NAME` prints the page of one. This page is written from the rules themselves, by `pytest --update`.

```sh
plan review                     # against origin/HEAD, else main
plan review release             # against another branch, tag or commit
plan review --format github     # in a pull request; see ci.md
```

## What is compared

The files as they are now with those of the commit at which the branch left its base (`git merge-base BASE HEAD`). So
what is not committed yet is reviewed too, and newer work on the base is nobody's fault. Without `BASE` it is the first
there is of `origin/HEAD`, `main`, `origin/main`, `master` and `origin/master`. A plan that the base does not have yet
is all new; there only what is new in it is looked at, such as a completion with nothing to show.

[The changes](changes.md) are those of `plan diff`: comments, order and layout are none. What cannot be read on either
side is not compared, and never counts as removed. That is said, and the exit status is 1.

A finding stands at the new line. For what is gone it stands at the line of its task, or where its file begins, and
names the place where it stood in the base. A last line counts the changes. Errors make the exit status 1, with
`--strict` warnings do too. The [formats](formats.md) are those of `plan validate`.

In a shallow clone the commit that both sides come from may be missing: then the exit status is 2 and it says what to
fetch (`git fetch --unshallow`, in CI `fetch-depth: 0`).

## The policy

A plan says under `policy` how severe each rule is, and which of them nobody may waive:

```yaml
# plan/plan.yaml
format: 1
id: demo
title: A plan for a demonstration
policy:
  citation-removed: error
  overdue-without-word: off
  task-removed: {severity: error, waivable: false}
```

What is not named there is as severe as the table below says, and may be waived. The policy that judges is that of the
base as it is by now, not the branch's own: a branch cannot loosen the rule that it breaks. That it does so for those
after it is a finding too, `policy-loosened`. A name that no rule has is told by `plan validate`, as `unknown-check`.

## Waivers

Where a rule is broken with good reason, a commit of the branch says so, in the last paragraph of its message:

```text
Give up the survey

The ministry's letter of 3 May ends the work on it.

Plan-Waive: task-removed IV.5.1 — letter 45-CV of 3 May 2024
Plan-Waive: fact-erased IV.3.1:khao-sat, IV.3.2: recorded at the wrong tasks
```

First comes the rule, then the address of the task, or of a place in it; several are divided by commas. The address of a
task covers all places in it. A body, a document, a clause, an event and a setting have their names: `ban-dan-van`,
`45-KL/TW`, `IV.5`, `dai-hoi`, `policy.task-removed`. Behind a dash or a colon comes the reason.

What is waived is still shown, as waived, with the commit and its reason, and fails nothing. A waiver counts for nothing
if it gives no reason, if it names another task or rule, if the policy lets nobody waive the rule, or if it does not
stand among the trailers of the message. Those are, as git has it (`git interpret-trailers`), the lines `Key: value` of
a last paragraph that has no others; further lines of one begin with a blank. A waiver that counts for nothing is told,
with why. What is not committed has no message, and so cannot be waived yet: `git commit --amend` adds a trailer later.
"""
GROUPS = (
    ("Tasks", "What was given to whom.", review.TASKS),
    ("Deadlines", "What is due when.", review.DEADLINES),
    ("Facts", "What was recorded.", review.FACTS),
    ("Links", "What tasks refer to.", review.LINKS),
    ("Settings", "What plan.yaml says for all.", review.SETTINGS),
)


def written() -> str:
    """Return docs/review.md, made from the modules of the rules."""
    parts = [HEAD.strip(), "## Rules"]
    for heading, about, group in GROUPS:
        table = ["| Rule | Severity | Finds |", "| --- | --- | --- |"]
        for name in group:
            rule = review.get(name)
            table.append(f"| [`{name}`](#{name}) | {rule.SEVERITY} | {rule.SUMMARY} |")
        parts += [f"### {heading}", about, "\n".join(table)]
    parts += ["## Pages", "What `plan explain` prints, rule by rule."]
    for name in review.NAMES:
        rule = review.get(name)
        parts += [f"### {name}", f"{rule.SEVERITY.capitalize()}. {inspect.cleandoc(rule.__doc__ or '')}"]
    return "\n\n".join(parts) + "\n"


def test_the_page_of_rules_is_that_of_the_modules(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("update"):
        PAGE.write_text(written(), "utf-8")
    assert PAGE.read_text("utf-8") == written()


def test_every_rule_is_told() -> None:
    told = {names(row[0])[0]: row[1:] for row in rows(prose(PAGE), "Rule")}
    assert told == {name: [review.get(name).SEVERITY, review.get(name).SUMMARY] for name in review.NAMES}


def test_the_waivers_that_are_shown_are_waivers() -> None:
    message = next(block.text for block in blocks(PAGE) if block.language == "text")
    waivers, idle = read("1a2b3c4", "\n".join(message))
    assert [(one.rule, len(one.addresses), bool(one.reason)) for one in waivers] == [
        ("task-removed", 1, True),
        ("fact-erased", 2, True),
    ]
    assert not idle


def test_a_rule_is_explained_and_listed() -> None:
    assert run("explain", "task-removed").stdout.startswith(
        "task-removed (error)\n\nA task is taken out of the plan.\n"
    )
    assert run("explain", "task_removed").stdout == run("explain", "task-removed").stdout
    listed = run("explain").stdout
    for name in review.NAMES:
        assert f"\n{name} " in listed


def test_a_name_of_a_check_and_a_rule_has_both_pages() -> None:
    shared = set(review.NAMES) & set(checks.NAMES)
    assert shared == {"verified-by-lead"}
    for name in shared:
        page = run("explain", name).stdout
        assert page.startswith(f"plan validate: {name} (warning)\n")
        assert f"\nplan review: {name} (error)\n" in page


def test_the_readme_shows_what_is_printed() -> None:
    case = CASES / "deadline-later-without-document" / "fails-rescheduled" / "expected.txt"
    command, _status, _heading, *printed = case.read_text("utf-8").splitlines()
    readme = (DOCS.parent / "README.md").read_text("utf-8")
    assert "\n".join(["```text", command, *printed, "```"]) in readme
