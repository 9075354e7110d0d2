"""Waivers: which lines of a commit message are trailers, what a waiver says, and which ones count."""

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from repositories import SETTINGS

from plancli.model import Ruling
from plancli.problem import Place, Problem
from plancli.review.trailers import strays, trailers
from plancli.review.waivers import Judged, Waiver, covers, judge, read

COMMIT = "1a2b3c4d5e6f"


def by_git(message: str, folder: Path) -> list[str]:
    """Return the trailers of a message as git tells them."""
    done = subprocess.run(
        ["git", "interpret-trailers", "--parse", "--no-divider"],
        cwd=folder,
        env={**SETTINGS, "PATH": os.environ["PATH"]},
        input=message,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.splitlines()


MESSAGES = [
    "",
    "Key: value",
    "title\nKey: value",
    "title\n\nKey: value",
    "title\n\nKey: value\n\n\n",
    "title\n\ntext\n\nKey: value\nOther-Key : more",
    "title\n\ntext\nKey: value",
    "title\n\nKey: value\ntext",
    "title\n\nKey: one\n two\n\tthree\nOther: x",
    "title\n\n two\nKey: one",
    "title\n\nKey: value\n\ntext",
    "title\n\nKey: value\n\nOther: value",
    "title\n\ntext\nSigned-off-by: A <a@example.org>\nKey: value",
    "title\n\none\ntwo\nthree\nSigned-off-by: A <a@example.org>",
    "title\n\none\ntwo\nthree\nfour\nSigned-off-by: A <a@example.org>",
    "title\n\n(cherry picked from commit 1a2b3c4)\nKey: value",
    "title\n\nKey:\nOther: x",
    "title\n\nKey value: x",
    "title\n\nKéy: x",
    "title\n\nhttps://example.org/x",
    "title\n\nKey: value\n---\nOther: x",
    "title\r\n\r\nKey: value\r\n",
    "\n\nKey: value",
]


@pytest.mark.parametrize("message", MESSAGES)
def test_trailers_are_those_that_git_finds(message: str, tmp_path: Path) -> None:
    known = [line.rstrip() for line in by_git(message, tmp_path)]
    assert [f"{one.key}: {one.value}".rstrip() for one in trailers(message)] == [
        line for line in known if not line.startswith("(cherry")
    ]


LINES = st.sampled_from(["title", "Key: value", "text", "", " more", "Signed-off-by: A", "K-1:x", "a b: c", "\t", "x:"])


@settings(derandomize=True, deadline=None, database=None, max_examples=60)
@given(st.lists(LINES, max_size=8))
def test_any_message_has_the_trailers_that_git_finds(lines: list[str]) -> None:
    message = "\n".join(["title", *lines])
    known = [line.rstrip() for line in by_git(message, Path.cwd())]
    assert [f"{one.key}: {one.value}".rstrip() for one in trailers(message)] == known


def test_strays_are_lines_that_begin_with_the_key_elsewhere() -> None:
    message = "Plan-Waive: a\n\nplan-waive: b\n more\n\n  Plan-Waive: quoted\n\nKey: x\nPlan-Waive: c"
    assert [one.value for one in strays(message, "Plan-Waive")] == ["a", "b more"]
    assert [one.value for one in trailers(message)] == ["x", "c"]


# --- what a waiver says ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rule", "addresses", "reason"),
    [
        ("task-removed IV.5.1 — Bộ có công văn", "task-removed", ["IV.5.1"], "Bộ có công văn"),
        ("task-removed IV.5.1 – vì", "task-removed", ["IV.5.1"], "vì"),
        ("task-removed IV.5.1 - vì", "task-removed", ["IV.5.1"], "vì"),
        ("task-removed IV.5.1 -- vì", "task-removed", ["IV.5.1"], "vì"),
        ("task-removed IV.5.1: vì", "task-removed", ["IV.5.1"], "vì"),
        ("task-removed IV.5.1 : vì", "task-removed", ["IV.5.1"], "vì"),
        ("task-removed IV.5.1—vì", "task-removed", ["IV.5.1"], "vì"),
        ("task-removed IV.5.1 -vì", "task-removed", ["IV.5.1"], "vì"),
        (
            "task-removed IV.5.1, IV.5.2,IV.6 — vì: một - hai",
            "task-removed",
            ["IV.5.1", "IV.5.2", "IV.6"],
            "vì: một - hai",
        ),
        ("fact-erased IV.3.1:khao-sat — vì", "fact-erased", ["IV.3.1:khao-sat"], "vì"),
        ("fact-erased V.7:2026-Q1:chi-bo-1: vì", "fact-erased", ["V.7:2026-Q1:chi-bo-1"], "vì"),
        ("document-removed 28-NQ/TW@2022-11-17 - vì", "document-removed", ["28-NQ/TW@2022-11-17"], "vì"),
        ("task-removed: IV.5.1 — vì", "task-removed", ["IV.5.1"], "vì"),
        ("Task-Removed   IV.5.1   —   vì", "task-removed", ["IV.5.1"], "vì"),
        ("task-removed II.1.đ — vi\u0300", "task-removed", ["II.1.đ"], "vì"),
        ("task-removed IV.5.1", "task-removed", ["IV.5.1"], ""),
        ("task-removed IV.5.1 —", "task-removed", ["IV.5.1"], ""),
        ("task-removed IV.5.1 — …", "task-removed", ["IV.5.1"], ""),
        ("task-removed IV.5.1 — \u3164", "task-removed", ["IV.5.1"], ""),  # a letter that nobody sees
        ("task-removed — vì", "task-removed", [], "vì"),
        ("task-removed", "task-removed", [], ""),
        ("", "", [], ""),
        ("— vì", "", [], ""),
    ],
)
def test_a_waiver_is_read_as_people_type_it(text: str, rule: str, addresses: list[str], reason: str) -> None:
    (waiver,), idle = read(COMMIT, f"title\n\nPLAN-waive: {text}")
    assert (waiver.rule, list(waiver.addresses), waiver.reason, waiver.commit) == (rule, addresses, reason, "1a2b3c4")
    assert not idle


def test_a_waiver_may_go_on_in_the_next_line() -> None:
    (waiver,), _idle = read(COMMIT, "title\n\nPlan-Waive: task-removed IV.5.1 —\n Bộ có\n\tcông văn\nKey: x")
    assert waiver.reason == "Bộ có công văn"


@pytest.mark.parametrize(
    "message",
    [
        "Plan-Waive: task-removed IV.5.1 — vì",
        "title\n\nPlan-Waive: task-removed IV.5.1 — vì\n\nThat is all.",
        "title\n\nPlan-Waive: task-removed IV.5.1 — vì\nThat is all.",
    ],
)
def test_a_waiver_that_is_no_trailer_counts_for_nothing(message: str) -> None:
    waivers, idle = read(COMMIT, message)
    assert not waivers
    assert [(one.cause, one.waiver.addresses) for one in idle] == [("stray", ("IV.5.1",))]


def test_a_waiver_that_is_quoted_is_none() -> None:
    assert read(COMMIT, "title\n\n    Plan-Waive: task-removed IV.5.1 — vì\n\ntext") == ([], [])


# --- which ones count -----------------------------------------------------------------------------------------------

RULES = ("task-removed", "id-changed", "fact-erased")


def problem(rule: str, address: str, other: str = "") -> Problem:
    return Problem(rule, Place("bodies/a.yaml"), "", {"id": address, **({"other": other} if other else {})})


PROBLEMS = [
    problem("task-removed", "IV.5.1"),
    problem("task-removed", "IV.5.10"),
    problem("fact-erased", "IV.5.1:khao-sat"),
    problem("fact-erased", "IV.5.1:2024-Q1:chi-bo-1"),
    problem("id-changed", "IV.6", "IV.7"),
]


def judged(text: str, *, asked: tuple[str, ...] = RULES, waivable: bool = True) -> Judged:
    waivers, _idle = read(COMMIT, f"title\n\nPlan-Waive: {text}")
    policy = {"task-removed": Ruling("error", waivable=waivable)}
    return judge(PROBLEMS, waivers, RULES, asked, policy)


@pytest.mark.parametrize(
    ("text", "waived"),
    [
        ("task-removed IV.5.1 — vì", [0]),
        ("task-removed iv.5.1 — vì", [0]),
        ("task-removed IV.5.1, IV.5.10 — vì", [0, 1]),
        ("fact-erased IV.5.1 — vì", [2, 3]),
        ("fact-erased IV.5.1:khao-sat — vì", [2]),
        ("fact-erased IV.5.1:2024-Q1 — vì", [3]),
        ("id-changed IV.6 — vì", [4]),
        ("id-changed IV.7 — vì", [4]),
    ],
)
def test_what_a_waiver_covers(text: str, waived: list[int]) -> None:
    assert judged(text) == Judged(dict.fromkeys(waived, judged(text).waived[waived[0]]), ())


@pytest.mark.parametrize(
    ("text", "cause", "addresses"),
    [
        ("task-removed IV.5 — vì", "nothing", ("IV.5",)),
        ("task-removed IV.5.1:khao-sat — vì", "nothing", ("IV.5.1:khao-sat",)),
        ("task-removed IV.5.1 IV.5.10 — vì", "nothing", ("IV.5.1 IV.5.10",)),
        ("id-changed IV.5.1 — vì", "nothing", ("IV.5.1",)),
        ("task-removed IV.5.1", "reason", ()),
        ("task-removed — vì", "address", ()),
        ("task-gone IV.5.1 — vì", "unknown", ()),
        ("", "form", ()),
    ],
)
def test_a_waiver_that_counts_for_nothing_is_told(text: str, cause: str, addresses: tuple[str, ...]) -> None:
    found = judged(text)
    assert not found.waived
    assert [(one.cause, one.addresses) for one in found.idle] == [(cause, addresses)]


def test_only_the_addresses_that_waive_nothing_are_told() -> None:
    found = judged("task-removed IV.5.1, IV.9 — vì")
    assert list(found.waived) == [0]
    assert [one.addresses for one in found.idle] == [("IV.9",)]


def test_policy_may_let_nobody_waive() -> None:
    found = judged("task-removed IV.5.1 — vì", waivable=False)
    assert not found.waived
    assert [one.cause for one in found.idle] == ["fixed"]


def test_a_waiver_of_a_rule_that_was_not_asked_for_is_not_told() -> None:
    assert judged("task-removed IV.9 — vì", asked=("id-changed",)) == Judged({}, ())


def test_the_newest_of_several_waivers_is_shown_and_the_others_are_not_idle() -> None:
    waivers = [Waiver("task-removed", ("IV.5.1",), reason, reason, "") for reason in ("mới", "cũ")]
    found = judge(PROBLEMS, waivers, RULES, RULES, {})
    assert found == Judged({0: waivers[0]}, ())


@pytest.mark.parametrize(
    ("address", "other", "expected"),
    [
        ("IV.5.1", "IV.5.1", True),
        ("IV.5.1", "IV.5.1:x", True),
        ("IV.5", "IV.5.1", False),
        ("II.1.d", "II.1.đ", False),
        ("kl", "KL", True),
    ],
)
def test_covers(address: str, other: str, *, expected: bool) -> None:
    assert covers(address, other) is expected
