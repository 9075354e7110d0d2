"""Lives: what one fact, or a few, make of a place from day to day, the same at each of the four places.

Each place has the deadline 2024, whose last day is 31/12/2024. The states stand with their flags; `@b` is the body that
answers, where it is not `a`.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import pytest
from building import Data, day, item, judged, plan

from plancli.model import Plan
from plancli.state import Standing

BODIES: Final[Mapping[str, Data]] = {"a": {}, "b": {}, "c": {}}
OPEN, DONE, LATE, OVERDUE = "not-yet-due no_report", "completed-on-time", "completed-late", "overdue"


class Life(NamedTuple):
    """The facts at a place, and what is expected of it on some days."""

    name: str
    facts: Data
    days: Mapping[str, str]


LIVES: Final = [
    Life(
        "nothing",
        {},
        {
            "2024-01-01": OPEN,
            "2024-12-20": OPEN,
            "2024-12-21": "not-yet-due due_soon no_report",
            "2024-12-31": "not-yet-due due_soon no_report",
            "2025-01-01": "overdue no_report",
        },
    ),
    Life(
        "started",
        {"started": "2024-03-10"},
        {
            "2024-03-09": OPEN,
            "2024-03-10": "not-yet-due",
            "2024-12-31": "not-yet-due due_soon",
            "2025-01-01": OVERDUE,
        },
    ),
    Life(
        "progress, in a month and then on a day",
        {"progress": [{"date": "2024-03", "note": "Đã gửi lấy ý kiến"}, {"date": "2024-05-20", "percent": "40"}]},
        {"2024-03-30": OPEN, "2024-03-31": "not-yet-due", "2025-01-01": OVERDUE},
    ),
    Life(
        "submitted, which is not completed",
        {"submitted": "2024-11-20"},
        {"2024-11-19": OPEN, "2024-11-20": "not-yet-due", "2025-01-01": OVERDUE},
    ),
    Life(
        "completed on the last day",
        {"completed": "2024-12-31"},
        {
            "2024-12-30": "not-yet-due due_soon no_report",
            "2024-12-31": f"{DONE} unverified",
            "2025-06-01": f"{DONE} unverified",
        },
    ),
    Life(
        "completed the day after",
        {"completed": {"date": "2025-01-01", "reported": "2024-12-30"}},
        {
            "2024-12-31": "not-yet-due due_soon no_report",
            "2025-01-01": f"{LATE} unverified",
        },
    ),
    Life(
        "completed in a month of which the last day counts",
        {"completed": "2024-12"},
        {"2024-12-30": "not-yet-due due_soon no_report", "2024-12-31": f"{DONE} unverified"},
    ),
    Life(
        "completed in a year of which the last day counts",
        {"completed": "2025"},
        {"2025-12-30": "overdue no_report", "2025-12-31": f"{LATE} unverified"},
    ),
    Life(
        "completed and verified",
        {"completed": {"date": "2024-10-01", "verified": {"date": "2024-10-15", "by": "b"}}},
        {
            "2024-09-30": OPEN,
            "2024-10-01": f"{DONE} unverified",
            "2024-10-14": f"{DONE} unverified",
            "2024-10-15": DONE,
        },
    ),
    Life(
        "returned, and never given again",
        {"completed": {"date": "2024-10-10", "returned": {"date": "2024-10-20", "by": "b", "reason": "Thiếu hồ sơ"}}},
        {
            "2024-10-09": OPEN,
            "2024-10-19": f"{DONE} unverified",
            "2024-10-20": "not-yet-due",
            "2024-12-31": "not-yet-due due_soon",
            "2025-01-01": OVERDUE,
        },
    ),
    Life(
        "returned on 20/10 and given again on 30/11",
        {"completed": [{"date": "2024-10-10", "returned": "2024-10-20"}, "2024-11-30"]},
        {
            "2024-10-15": f"{DONE} unverified",
            "2024-10-25": "not-yet-due",
            "2024-11-29": "not-yet-due",
            "2024-12-01": f"{DONE} unverified",
        },
    ),
    Life(
        "returned and given again too late, then verified",
        {
            "completed": [
                {"date": "2024-12-20", "returned": "2025-01-10"},
                {"date": "2025-02-01", "verified": {"date": "2025-02-10", "by": "b"}},
            ]
        },
        {
            "2024-12-31": f"{DONE} unverified",
            "2025-01-09": f"{DONE} unverified",
            "2025-01-10": OVERDUE,
            "2025-01-31": OVERDUE,
            "2025-02-01": f"{LATE} unverified",
            "2025-02-10": LATE,
        },
    ),
    Life(
        "completed twice, of which the last decides, wherever it stands",
        {"completed": ["2025-01-15", "2024-12-15"]},
        {"2024-12-15": f"{DONE} unverified", "2025-01-14": f"{DONE} unverified", "2025-01-15": f"{LATE} unverified"},
    ),
    Life(
        "a verified first completion, and a second that was returned",
        {
            "completed": [
                {"date": "2024-10-01", "verified": {"date": "2024-10-05", "by": "b"}},
                {"date": "2024-11-01", "returned": "2024-11-10"},
            ]
        },
        {"2024-10-05": DONE, "2024-11-05": f"{DONE} unverified", "2024-11-10": DONE},
    ),
    Life(
        "rescheduled later by a document",
        {"rescheduled": [{"date": "2024-12-20", "to": "2025", "document": "123-KL/TW"}]},
        {
            "2024-12-19": OPEN,
            "2024-12-20": OPEN,
            "2024-12-31": OPEN,
            "2025-01-01": OPEN,
            "2025-12-31": "not-yet-due due_soon no_report",
            "2026-01-01": "overdue no_report",
        },
    ),
    Life(
        "rescheduled after it was overdue, without a document",
        {"rescheduled": [{"date": "2025-02-10", "to": "2025-03"}]},
        {
            "2025-01-01": "overdue no_report",
            "2025-02-09": "overdue no_report",
            "2025-02-10": "not-yet-due no_report provisional",
            "2025-03-31": "not-yet-due due_soon no_report provisional",
            "2025-04-01": "overdue no_report provisional",
        },
    ),
    Life(
        "rescheduled earlier",
        {"rescheduled": [{"date": "2024-05-01", "to": "before 2024-06-30", "document": "5-CV"}]},
        {
            "2024-04-30": OPEN,
            "2024-05-01": OPEN,
            "2024-06-29": "not-yet-due due_soon no_report",
            "2024-06-30": "overdue no_report",
        },
    ),
    Life(
        "rescheduled twice, the later fact standing first, and made final",
        {
            "rescheduled": [
                {"date": "2025-06-01", "to": "2026", "document": "2-KL"},
                {"date": "2024-12-01", "to": "2025"},
            ]
        },
        {
            "2024-11-30": OPEN,
            "2024-12-01": "not-yet-due no_report provisional",
            "2025-05-31": "not-yet-due no_report provisional",
            "2025-06-01": OPEN,
            "2026-12-31": "not-yet-due due_soon no_report",
            "2027-01-01": "overdue no_report",
        },
    ),
    Life(
        "rescheduled on a day and in its month, which is the later fact",
        {"rescheduled": [{"date": "2024-11", "to": "2026"}, {"date": "2024-11-15", "to": "2025", "document": "1-KL"}]},
        {
            "2024-11-14": OPEN,
            "2024-11-15": OPEN,
            "2024-11-29": OPEN,
            "2024-11-30": "not-yet-due no_report provisional",
            "2026-01-01": "not-yet-due no_report provisional",
            "2027-01-01": "overdue no_report provisional",
        },
    ),
    Life(
        "rescheduled to no end",
        {"rescheduled": [{"date": "2024-06-01", "to": "ongoing", "document": "1-KL"}]},
        {"2024-05-31": OPEN, "2024-06-01": "ongoing no_report", "2030-01-01": "ongoing no_report"},
    ),
    Life(
        "completed late, and rescheduled only afterwards",
        {"completed": "2025-01-20", "rescheduled": [{"date": "2025-02-01", "to": "2025", "document": "1-KL"}]},
        {"2025-01-19": "overdue no_report", "2025-01-20": f"{LATE} unverified", "2025-03-01": f"{LATE} unverified"},
    ),
    Life(
        "completed on the day it was rescheduled",
        {"completed": "2025-02-01", "rescheduled": [{"date": "2025-02-01", "to": "2025", "document": "1-KL"}]},
        {"2025-01-31": "overdue no_report", "2025-02-01": f"{DONE} unverified"},
    ),
    Life(
        "completed after it was rescheduled earlier",
        {"completed": "2024-08-01", "rescheduled": [{"date": "2024-05-01", "to": "2024-06", "document": "1-KL"}]},
        {"2024-07-31": "overdue no_report", "2024-08-01": f"{LATE} unverified"},
    ),
    Life(
        "completed before it was rescheduled earlier",
        {"completed": "2024-08-01", "rescheduled": [{"date": "2024-09-01", "to": "2024-06", "document": "1-KL"}]},
        {"2024-08-01": f"{DONE} unverified", "2024-09-01": f"{DONE} unverified"},
    ),
    Life(
        "returned, rescheduled, and given again in the new time",
        {
            "completed": [{"date": "2024-12-20", "returned": "2025-01-10"}, "2025-06-01"],
            "rescheduled": [{"date": "2025-02-01", "to": "2025"}],
        },
        {
            "2024-12-20": f"{DONE} unverified",
            "2025-01-10": OVERDUE,
            "2025-02-01": "not-yet-due provisional",
            "2025-06-01": f"{DONE} provisional unverified",
        },
    ),
    Life(
        "suspended and resumed",
        {"suspended": [{"date": "2024-06-01", "document": "1-CV", "resumed": "2024-08-01"}]},
        {
            "2024-05-31": OPEN,
            "2024-06-01": "suspended no_report",
            "2024-07-31": "suspended no_report",
            "2024-08-01": OPEN,
            "2025-01-01": "overdue no_report",
        },
    ),
    Life(
        "suspended past its deadline, and resumed",
        {"suspended": {"date": "2024-06", "resumed": "2025-02"}},
        {
            "2024-06-29": OPEN,
            "2024-06-30": "suspended no_report",
            "2025-02-27": "suspended no_report",
            "2025-02-28": "overdue no_report",
        },
    ),
    Life(
        "suspended twice",
        {"suspended": [{"date": "2024-02-01", "resumed": "2024-03-01"}, "2024-05-01"]},
        {
            "2024-02-01": "suspended no_report",
            "2024-03-01": OPEN,
            "2024-05-01": "suspended no_report",
            "2026-01-01": "suspended no_report",
        },
    ),
    Life(
        "completed while suspended",
        {"suspended": "2024-05-01", "completed": "2024-07-01"},
        {"2024-06-30": "suspended no_report", "2024-07-01": f"{DONE} unverified"},
    ),
    Life(
        "withdrawn",
        {"withdrawn": {"date": "2024-06-15", "document": "1-QĐ", "reason": "Sáp nhập", "into": ["B"]}},
        {"2024-06-14": OPEN, "2024-06-15": "withdrawn no_report", "2025-01-01": "withdrawn no_report"},
    ),
    Life(
        "withdrawn once it was overdue",
        {"started": "2024-02-01", "withdrawn": "2025-01-15"},
        {"2025-01-14": OVERDUE, "2025-01-15": "withdrawn"},
    ),
    Life(
        "withdrawn while suspended",
        {"suspended": "2024-03-01", "withdrawn": "2024-06-01"},
        {"2024-05-31": "suspended no_report", "2024-06-01": "withdrawn no_report"},
    ),
    Life(
        "withdrawn after its completion",
        {"completed": "2024-05-01", "withdrawn": "2024-06-01"},
        {"2024-05-01": f"{DONE} unverified", "2024-06-01": f"{DONE} unverified"},
    ),
    Life(
        "withdrawn, and completed all the same",
        {"withdrawn": "2024-06-01", "completed": "2025-02-01"},
        {"2024-06-01": "withdrawn no_report", "2025-01-31": "withdrawn no_report", "2025-02-01": f"{LATE} unverified"},
    ),
    Life(
        "withdrawn after a completion that was returned",
        {"completed": {"date": "2024-05-01", "returned": "2024-05-20"}, "withdrawn": "2024-06-01"},
        {"2024-05-19": f"{DONE} unverified", "2024-05-20": "not-yet-due", "2024-06-01": "withdrawn"},
    ),
    Life(
        "transferred",
        {"transferred": {"date": "2024-06-15", "from": "b", "document": "1-QĐ"}},
        {"2024-06-14": f"{OPEN} @b", "2024-06-15": OPEN, "2025-01-01": "overdue no_report"},
    ),
    Life(
        "transferred twice, the later fact standing first",
        {"transferred": [{"date": "2024-09", "from": "c"}, {"date": "2024-03-01", "from": "b"}]},
        {
            "2024-02-29": f"{OPEN} @b",
            "2024-03-01": f"{OPEN} @c",
            "2024-09-29": f"{OPEN} @c",
            "2024-09-30": OPEN,
        },
    ),
]

PLACES: Final[Mapping[str, tuple[str, Any]]] = {
    "task": ("A", lambda facts: {"due": "2024", **facts}),
    "milestone": ("A:ho-so", lambda facts: {"due": "ongoing", "milestones": {"ho-so": {"due": "2024", **facts}}}),
    "occurrence": ("A:2024", lambda facts: {"due": "every year from 2024", "occurrences": {"2024": facts}}),
    "member": ("A:chi-bo-1", lambda facts: {"due": "2024", "members": {"chi-bo-1": facts}}),
    "member of an occurrence": (
        "A:2024:chi-bo-1",
        lambda facts: {"due": "every year from 2024", "occurrences": {"2024": {"members": {"chi-bo-1": facts}}}},
    ),
}
TABLE: Final = [(life, place, on) for life in LIVES for place in PLACES for on in life.days]


def placed(life: Life, place: str) -> Plan:
    """Return a plan with the life's facts at a place."""
    _, fields = PLACES[place]
    return plan({"id": "A", **fields(life.facts)}, bodies=BODIES, due_soon="10 days")


@pytest.mark.parametrize(("life", "place", "on"), TABLE, ids=[f"{one.name}-{place}-{on}" for one, place, on in TABLE])
def test_a_life(life: Life, place: str, on: str) -> None:
    found = item(placed(life, place), PLACES[place][0], on)
    answering = "" if found.answers_to == "a" else f" @{found.answers_to}"
    assert judged(found) + answering == life.days[on]


@pytest.mark.parametrize("life", LIVES, ids=[life.name for life in LIVES])
def test_milestones_and_members_never_change_the_task(life: Life) -> None:
    for on in life.days:
        told = judged(item(placed(life, "member"), "A", on)).replace(" no_report", "")
        silent = judged(item(placed(LIVES[0], "member"), "A", on)).replace(" no_report", "")
        assert told == silent
        assert item(placed(life, "milestone"), "A", on).state == "ongoing"


@pytest.mark.parametrize("life", LIVES, ids=[life.name for life in LIVES])
def test_what_is_told_anywhere_is_told_of_the_task(life: Life) -> None:
    for on in life.days:
        for place, (address, _) in PLACES.items():
            made = placed(life, place)
            assert item(made, "A", on).no_report == item(made, address, on).no_report


def test_the_occurrence_decides_the_task_with_a_series() -> None:
    for life in LIVES:
        for on in life.days:
            made = placed(life, "occurrence")
            one, task = item(made, "A:2024", on), item(made, "A", on)
            missed = [o.key for o in Standing(made, day(on)).occurrences(task) if o.state == "overdue"]
            assert task.missed == len(missed)
            assert ("A:2024" in missed) == (one.state == "overdue")
            assert task.state == ("overdue" if missed else "not-yet-due")
