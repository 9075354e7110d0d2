"""States and flags on a day: both sides of every boundary, what deadlines hang on, series, and who answers."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from building import Data, day, item, judged, plan, task

from plancli.model import Plan
from plancli.state import COMPLETED, FLAGS, STATES, Item, Standing
from plancli.state.anchors import bare


def one(due: str | list[str] | None, on: str, *, facts: Data | None = None, **info: Any) -> Item:
    """Return a task with this deadline and these facts as it stands on a day."""
    fields: dict[str, Any] = {"id": "A", **(facts or {})}
    if due is not None:
        fields["due"] = due
    return item(plan(fields, **info), "A", on)


def test_the_design_s_states_and_flags() -> None:
    assert (
        *("completed-on-time", "completed-late", "completed", "withdrawn", "suspended"),
        *("awaiting-event", "ongoing", "no-deadline", "overdue", "not-yet-due"),
    ) == STATES
    assert {"completed-on-time", "completed-late", "completed"} == COMPLETED
    assert FLAGS == ("due_soon", "report_overdue", "no_report", "unverified", "provisional")


LAST_DAYS = [
    ("2024", "2024-12-31"),
    ("2024-H1", "2024-06-30"),
    ("2024-H2", "2024-12-31"),
    ("2024-Q1", "2024-03-31"),
    ("2024-Q3", "2024-09-30"),
    ("2024-02", "2024-02-29"),
    ("2023-02", "2023-02-28"),
    ("2024-12", "2024-12-31"),
    ("2024-06-30", "2024-06-30"),
    ("2024-33", "2024-03-31"),
    ("2023/2025", "2025-12-31"),
    ("2024-Q2/2024-Q3", "2024-09-30"),
    ("2024-06-11/2024-06-20", "2024-06-20"),
    ("by 2024", "2024-12-31"),
    ("by 2024-H1", "2024-06-30"),
    ("by 2024-Q3", "2024-09-30"),
    ("by 2024-02", "2024-02-29"),
    ("by 2024-06-30", "2024-06-30"),
    ("by 2023/2025", "2025-12-31"),
    ("before 2024", "2023-12-31"),
    ("before 2024-H2", "2024-06-30"),
    ("before 2024-Q2", "2024-03-31"),
    ("before 2024-03", "2024-02-29"),
    ("before 2024-06-30", "2024-06-29"),
    ("before 2024-01-01", "2023-12-31"),
    ("before 2023/2025", "2022-12-31"),
    ("100 days after issued", "2021-06-04"),
    ("1 day after issued", "2021-02-25"),
    ("2 weeks after issued", "2021-03-10"),
    ("1 month after issued", "2021-03-24"),
    ("1 year after issued", "2022-02-24"),
    ("by issued", "2021-02-24"),
    ("before issued", "2021-02-23"),
    ("10 days before issued", "2021-02-14"),
]


@pytest.mark.parametrize(("due", "last"), LAST_DAYS)
def test_a_period_is_met_on_its_last_day(due: str, last: str) -> None:
    after = (day(last) + timedelta(days=1)).isoformat()
    info = {"date": "2021-02-24", "due_soon": "5 days"}
    given: Data = {"assigned": {"date": "2020-01-01"}}
    found = one(due, last, facts=given, **info)
    assert (found.last, found.state, found.days_left, found.due_soon) == (day(last), "not-yet-due", 0, True)
    found = one(due, after, facts=given, **info)
    assert (found.last, found.state, found.days_left, found.due_soon) == (day(last), "overdue", -1, False)
    assert one(due, after, facts={**given, "completed": last}, **info).state == "completed-on-time"
    assert one(due, after, facts={**given, "completed": after}, **info).state == "completed-late"
    assert one(due, last, facts={**given, "completed": after}, **info).state == "not-yet-due"


@pytest.mark.parametrize(
    ("due", "first"),
    [
        ("2024-Q2", "2024-04-01"),
        ("2024-06-15", "2024-06-15"),
        ("2024/..", "2024-01-01"),
        ("by 2024", None),
        ("before 2024", None),
        ("after issued", "2021-02-25"),
        ("30 days after issued", "2021-02-25"),
        ("0 days after issued", "2021-02-24"),
        ("by issued", None),
        ("ongoing", None),
        (None, None),
    ],
)
def test_the_first_day(due: str | None, first: str | None) -> None:
    assert one(due, "2024-01-01", date="2021-02-24").first == (day(first) if first else None)


@pytest.mark.parametrize(
    ("due", "state"),
    [
        (None, "no-deadline"),
        ("ongoing", "ongoing"),
        ("periodic", "ongoing"),
        ("2024/..", "ongoing"),
        ("2024-06-30/..", "ongoing"),
        ("after issued", "no-deadline"),
        ("after khai-mac", "no-deadline"),
        ("after chua-ro", "awaiting-event"),
        ("before chua-ro", "awaiting-event"),
        ("by chua-ro", "awaiting-event"),
        ("30 days after chua-ro", "awaiting-event"),
        ("30 days after khong-co", "awaiting-event"),
        ("after mo", "awaiting-event"),
        ("by mo", "awaiting-event"),
    ],
)
def test_without_a_last_day_nothing_is_ever_late(due: str | None, state: str) -> None:
    info: dict[str, Any] = {
        "date": "2021-02-24",
        "events": {"khai-mac": {"date": "2021-05"}, "chua-ro": {}, "mo": {"date": "2022/.."}},
    }
    for on in ("2021-02-24", "2024-12-31", "9999-12-31"):
        found = one(due, on, **info)
        assert (found.state, found.last, found.days_left, found.due_soon) == (state, None, None, False)
        assert one(due, on, facts={"completed": on}, **info).state == "completed"
        assert one(due, on, facts={"withdrawn": on}, **info).state == "withdrawn"
        assert one(due, on, facts={"suspended": on}, **info).state == "suspended"


def test_the_first_state_that_applies() -> None:
    everything: dict[str, Any] = {"completed": "2024-06-01", "withdrawn": "2024-06-01", "suspended": "2024-06-01"}
    states = []
    for gone in ("", "completed", "withdrawn", "suspended"):
        everything.pop(gone, None)
        states.append(one("2024", "2024-07-01", facts=everything).state)
    assert states == ["completed-on-time", "withdrawn", "suspended", "not-yet-due"]


# --- flags ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due_soon", "before", "on"),
    [
        ("30 days", "2024-11-30", "2024-12-01"),
        ("1 day", "2024-12-29", "2024-12-30"),
        ("2 weeks", "2024-12-16", "2024-12-17"),
        ("1 month", "2024-11-29", "2024-12-01"),
        ("1 year", "2023-12-30", "2023-12-31"),
    ],
)
def test_due_soon(due_soon: str, before: str, on: str) -> None:
    assert not one("2024", before, due_soon=due_soon).due_soon
    assert one("2024", on, due_soon=due_soon).due_soon
    assert one("2024", "2024-12-31", due_soon=due_soon).due_soon
    assert not one("2024", "2025-01-01", due_soon=due_soon).due_soon
    for facts in ({"completed": on}, {"withdrawn": on}, {"suspended": on}):
        assert not one("2024", on, facts=facts, due_soon=due_soon).due_soon


def test_due_soon_is_thirty_days_where_the_plan_says_nothing() -> None:
    assert [one("2024", on).due_soon for on in ("2024-11-30", "2024-12-01")] == [False, True]


REPORTS = [
    # every, facts, due, the day up to which the next report is in time
    ({"report_every": "3 months"}, {}, "ongoing", "2024-04-10"),
    ({"report_every": "3 months"}, {}, "periodic", "2024-04-10"),
    ({"report_every": "3 months"}, {}, "2023/..", "2024-04-10"),
    ({"report_every": "3 months"}, {"started": "2024-01-31"}, "ongoing", "2024-04-30"),
    ({"report_every": "1 month"}, {"progress": ["2024-01-31", "2024-01-20"]}, "ongoing", "2024-02-29"),
    ({"report_every": "1 month"}, {"progress": "2024-02"}, "ongoing", "2024-03-29"),
    ({"report_every": "1 month"}, {"submitted": "2024-02-10"}, "ongoing", "2024-03-10"),
    ({"report_every": "1 month"}, {"completed": {"date": "2024-03-01", "returned": "2024-03-02"}}, "ongoing",
     "2024-04-01"),
    ({"report_every": "1 month"}, {"milestones": {"x": {"started": "2024-03-01"}}}, "ongoing", "2024-04-01"),
    ({"report_every": "1 month"}, {"members": {"x": {"progress": "2024-03-01"}}}, "ongoing", "2024-04-01"),
    ({"report_every": "1 year"}, {"report_every": "10 days"}, "ongoing", "2024-01-20"),
    ({}, {"report_every": "10 days"}, "2030", "2024-01-20"),
    ({}, {"report_every": "10 days"}, "every year from 2024", "2024-01-20"),
    ({}, {"report_every": "10 days", "assigned": {"date": "2024-01-20"}}, "ongoing", "2024-01-30"),
]  # fmt: skip


@pytest.mark.parametrize(("info", "facts", "due", "last"), REPORTS)
def test_report_overdue(info: Data, facts: Data, due: str, last: str) -> None:
    after = (day(last) + timedelta(days=1)).isoformat()
    assert not one(due, last, facts=facts, date="2024-01-10", **info).report_overdue
    assert one(due, after, facts=facts, date="2024-01-10", **info).report_overdue


@pytest.mark.parametrize(
    ("due", "facts", "info"),
    [
        ("2030", {}, {"date": "2024-01-10", "report_every": "1 month"}),
        (None, {}, {"date": "2024-01-10", "report_every": "1 month"}),
        ("ongoing", {}, {"date": "2024-01-10"}),
        ("ongoing", {}, {"report_every": "1 month"}),
        ("ongoing", {"completed": "2024-02-01"}, {"date": "2024-01-10", "report_every": "1 month"}),
        ("ongoing", {"withdrawn": "2024-02-01"}, {"date": "2024-01-10", "report_every": "1 month"}),
        ("ongoing", {"suspended": "2024-02-01"}, {"date": "2024-01-10", "report_every": "1 month"}),
        ("2030", {"completed": "2024-02-01", "report_every": "1 month"}, {"date": "2024-01-10"}),
        ("2030", {"withdrawn": "2024-02-01", "report_every": "1 month"}, {"date": "2024-01-10"}),
        ("2030", {"suspended": "2024-02-01", "report_every": "1 month"}, {"date": "2024-01-10"}),
    ],
)
def test_where_no_report_is_asked_for_none_is_overdue(due: str | None, facts: Data, info: Data) -> None:
    assert not one(due, "2029-01-01", facts=facts, **info).report_overdue


def test_a_later_report_does_not_count_yet() -> None:
    facts = {"progress": ["2024-01-20", "2024-06-01"]}
    info = {"date": "2024-01-10", "report_every": "1 month"}
    assert one("ongoing", "2024-02-21", facts=facts, **info).report_overdue
    assert not one("ongoing", "2024-06-01", facts=facts, **info).report_overdue


@pytest.mark.parametrize(
    "told",
    [
        {"started": "2024-03-01"},
        {"progress": "2024-03-01"},
        {"submitted": "2024-03-01"},
        {"completed": "2024-03-01"},
        {"completed": {"date": "2024-03-01", "returned": "2024-03-01"}},
        {"milestones": {"x": {"progress": "2024-03-01"}}},
        {"members": {"x": {"started": "2024-03-01"}}},
        {"due": "every year from 2024", "occurrences": {"2024": {"submitted": "2024-03-01"}}},
        {"due": "every year from 2024", "occurrences": {"2024": {"members": {"x": {"completed": "2024-03-01"}}}}},
    ],
)
def test_nothing_reported_until_something_is_at_any_place(told: Data) -> None:
    assert one("2024", "2024-02-29", facts=told).no_report
    assert not one("2024", "2024-03-01", facts=told).no_report


@pytest.mark.parametrize(
    "silent",
    [
        {},
        {"withdrawn": "2024-01-01"},
        {"suspended": "2024-01-01"},
        {"rescheduled": [{"date": "2024-01-01", "to": "2025"}]},
        {"transferred": {"date": "2024-01-01", "from": "b"}},
        {"milestones": {"x": {"due": "2024"}}},
    ],
)
def test_what_others_decided_is_no_report(silent: Data) -> None:
    assert one("2024", "2024-06-01", facts=silent).no_report


def test_unverified_until_the_day_of_verification() -> None:
    facts = {"completed": {"date": "2024-03-01", "verified": {"date": "2024-04", "by": "b"}}}
    on = ("2024-02-29", "2024-03-01", "2024-04-29", "2024-04-30")
    assert [one("2024", one_day, facts=facts).unverified for one_day in on] == [False, True, True, False]


def test_a_submission_that_meets_deadlines_awaits_verification_too() -> None:
    facts = {"submitted": {"date": "2024-03-01", "verified": "2024-03-05"}}
    found = [one("2024", on, facts=facts, met_by="submitted") for on in ("2024-03-01", "2024-03-05")]
    assert [judged(one_day) for one_day in found] == ["completed-on-time unverified", "completed-on-time"]


# --- submission -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "completed", "submitted"),
    [
        ({"submitted": "2024-12-31"}, "overdue", "completed-on-time"),
        ({"submitted": "2025-01-01"}, "overdue", "completed-late"),
        ({"submitted": "2024-12-31", "completed": "2025-02-01"}, "completed-late", "completed-on-time"),
        ({"submitted": "2025-02-01", "completed": "2024-12-31"}, "completed-on-time", "completed-on-time"),
        ({"completed": "2024-12-31"}, "completed-on-time", "completed-on-time"),
        ({"submitted": {"date": "2024-11-01", "returned": "2024-11-20"}}, "overdue", "overdue"),
        ({"submitted": [{"date": "2024-11-01", "returned": "2024-11-20"}, "2024-12-01"]}, "overdue",
         "completed-on-time"),
        ({"submitted": ["2024-11-01", "2025-02-01"]}, "overdue", "completed-late"),
        ({"submitted": "2024-11-01", "withdrawn": "2024-12-01"}, "withdrawn", "completed-on-time"),
    ],
)  # fmt: skip
def test_submission_meets_deadlines_where_the_plan_says_so(facts: Data, completed: str, submitted: str) -> None:
    assert one("2024", "2025-06-01", facts=facts).state == completed
    assert one("2024", "2025-06-01", facts=facts, met_by="submitted").state == submitted


# --- rescheduling ---------------------------------------------------------------------------------------------------


def test_due_never_changes_and_the_last_rescheduling_is_in_force() -> None:
    facts = {
        "rescheduled": [
            {"date": "2024-03-01", "to": "2025", "document": "1-KL"},
            {"date": "2024-09-01", "to": "before 2025-07-01"},
        ]
    }
    seen = []
    for on in ("2024-02-29", "2024-03-01", "2024-08-31", "2024-09-01"):
        found = one("2024", on, facts=facts)
        assert found.due is not None
        assert found.in_force is not None
        seen.append((found.due.text, found.in_force.text, str(found.last), found.provisional))
    assert seen == [
        ("2024", "2024", "2024-12-31", False),
        ("2024", "2025", "2025-12-31", False),
        ("2024", "2025", "2025-12-31", False),
        ("2024", "before 2025-07-01", "2025-06-30", True),
    ]


def test_two_reschedulings_of_one_day_hold_as_they_stand() -> None:
    facts = {"rescheduled": [{"date": "2024-03-01", "to": "2025"}, {"date": "2024-03-01", "to": "2026"}]}
    assert one("2024", "2024-03-01", facts=facts).last == day("2026-12-31")


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2024-02-28", "no-deadline"),
        ("2024-02-29", "not-yet-due"),
        ("2024-06-30", "not-yet-due"),
        ("2024-07-01", "overdue"),
    ],
)
def test_a_rescheduling_may_state_the_first_deadline(on: str, state: str) -> None:
    facts = {"rescheduled": [{"date": "2024-02", "to": "2024-H1", "document": "1-KL"}]}
    assert one(None, on, facts=facts).state == state


def test_a_completion_before_the_first_deadline_was_stated_had_none_to_meet() -> None:
    facts = {"completed": "2024-02-01", "rescheduled": [{"date": "2024-03-01", "to": "2024-01"}]}
    assert one(None, "2025-01-01", facts=facts).state == "completed"


def test_rescheduled_to_what_is_unknown() -> None:
    facts = {"rescheduled": [{"date": "2024-03-01", "to": "30 days after luat-moi"}]}
    assert one("2024", "2025-06-01", facts=facts, events={"luat-moi": {}}).state == "awaiting-event"
    known = {"luat-moi": {"date": "2025-05-01"}}
    assert one("2024", "2025-05-31", facts=facts, events=known).state == "not-yet-due"
    assert one("2024", "2025-06-01", facts=facts, events=known).state == "overdue"


# --- what deadlines hang on -----------------------------------------------------------------------------------------

EVENTS: dict[str, Any] = {
    "dai-hoi": {"date": "2025-01-14/2025-01-20"},
    "so-ket": {"date": "2024-Q2"},
    "ngay-31": {"date": "2024-01-31"},
}


@pytest.mark.parametrize(
    ("due", "last"),
    [
        ("30 days after dai-hoi", "2025-02-19"),
        ("by dai-hoi", "2025-01-20"),
        ("before dai-hoi", "2025-01-13"),
        ("1 week before dai-hoi", "2025-01-07"),
        ("1 month after ngay-31", "2024-02-29"),
        ("1 month before ngay-31", "2023-12-31"),
        ("13 months after ngay-31", "2025-02-28"),
        ("1 day after so-ket", "2024-07-01"),
        ("1 day before so-ket", "2024-03-31"),
        ("before so-ket", "2024-03-31"),
        ("by so-ket", "2024-06-30"),
        ("after so-ket", None),
    ],
)
def test_events(due: str, last: str | None) -> None:
    assert one(due, "2024-01-01", events=EVENTS).last == (day(last) if last else None)


def test_an_event_always_shows_however_late_it_is() -> None:
    assert one("by dai-hoi", "2021-01-01", events=EVENTS).last == day("2025-01-20")
    assert one("by issued", "2021-01-01", facts={"assigned": {"date": "2020"}}, date="2024").last == day("2024-12-31")


def test_a_task_counts_from_its_completion_as_known_on_the_day() -> None:
    made = plan(
        {"id": "A", "due": "30 days after B"},
        {"id": "B", "due": "2024", "completed": [{"date": "2024-03-01", "returned": "2024-03-20"}, "2024-05"]},
        {"id": "C", "due": "before B"},
        {"id": "D", "due": "by B"},
    )
    seen = {
        on: [item(made, id, on).last for id in "ACD"] for on in ("2024-02-29", "2024-03-01", "2024-03-20", "2024-06-01")
    }
    assert seen == {
        "2024-02-29": [None, None, None],
        "2024-03-01": [day("2024-03-31"), day("2024-02-29"), day("2024-03-01")],
        "2024-03-20": [None, None, None],
        "2024-06-01": [day("2024-06-30"), day("2024-04-30"), day("2024-05-31")],
    }  # fmt: skip


def test_submission_is_not_the_completion_that_others_wait_for() -> None:
    series: Data = {"due": "every year from 2024 until 2024"}
    told: Data = {"submitted": "2024-03-01"}
    for b in ({"due": "2024", **told}, {**series, **told}, {**series, "occurrences": {"2024": told}}):
        made = plan({"id": "A", "due": "30 days after B"}, {"id": "B", **b}, met_by="submitted")
        assert item(made, "B", "2024-06-01").state == "completed-on-time"
        assert item(made, "A", "2024-06-01").state == "awaiting-event"


SIX = ["2024-03-01", "2024-03-10", "2024-02-01", "2024-05-31", "2024-04-01", "2024-03-31"]


def clause(facts: Sequence[Data], due: str = "30 days after 4.a", prefix: str = "", **info: Any) -> Plan:
    """Return a plan whose task X hangs on clause 4.a, of which these are the tasks."""
    places = ["4.a", "4.a.i", "4.a", "4.a.ii", "4.a", "4.a.ii.1"]
    tasks = [{"id": f"T{n}", "source": prefix + places[n], **one_task} for n, one_task in enumerate(facts)]
    others: list[Data] = [
        {"id": "Y", "source": "4.b"},
        {"id": "Z", "source": "4"},
        {"id": "W", "source": ["14.a", "4.a-1"]},
    ]
    return plan({"id": "X", "due": due, "source": "5"}, *tasks, *others, **info)


def test_a_clause_waits_for_all_its_tasks() -> None:
    made = clause([{"completed": one_day} for one_day in SIX])
    assert item(made, "X", "2024-05-30").state == "awaiting-event"
    assert item(made, "X", "2024-05-31").last == day("2024-06-30")
    assert item(made, "X", "2024-06-30").state == "not-yet-due"
    assert item(made, "X", "2024-07-01").state == "overdue"
    after = clause([{"completed": one_day} for one_day in SIX], "after 4.a")
    assert [item(after, "X", on).state for on in ("2024-05-30", "2024-05-31")] == ["awaiting-event", "no-deadline"]


def test_of_completions_that_end_alike_the_latest_to_begin_counts() -> None:
    for dates in (["2024-05", "2024-05-31"], ["2024-05-31", "2024-05"]):
        made = clause([{"completed": one_day} for one_day in dates], "before 4.a")
        assert item(made, "X", "2024-06-01").last == day("2024-05-30")


def test_each_task_of_a_clause_is_waited_for() -> None:
    for missing in range(6):
        facts: list[Data] = [{"completed": one_day} for one_day in SIX]
        facts[missing] = {"started": "2024-01-01"}
        assert item(clause(facts), "X", "2025-01-01").state == "awaiting-event"


def test_nobody_waits_for_a_withdrawn_task_of_a_clause() -> None:
    facts: list[Data] = [{"completed": one_day} for one_day in SIX]
    facts[3] = {"withdrawn": "2024-06-15"}
    assert item(clause(facts), "X", "2024-06-14").state == "awaiting-event"
    assert item(clause(facts), "X", "2024-06-15").last == day("2024-05-01")
    assert item(clause([{"withdrawn": "2024-01-01"}] * 6), "X", "2025-01-01").state == "awaiting-event"


def test_a_clause_of_the_first_source_needs_no_prefix_and_may_have_one() -> None:
    sources: dict[str, Data] = {"goc": {}, "phu-luc": {}}
    facts: list[Data] = [{"completed": one_day} for one_day in SIX]
    for prefix in ("", "goc:"):
        for due in ("30 days after 4.a", "30 days after goc:4.a"):
            assert item(clause(facts, due, prefix, sources=sources), "X", "2024-06-01").last == day("2024-06-30")
    other = clause(facts, "30 days after phu-luc:4.a", "phu-luc:", sources=sources)
    assert item(other, "X", "2024-06-01").last == day("2024-06-30")
    for due, prefix in (("30 days after 4.a", "phu-luc:"), ("30 days after phu-luc:4.a", "")):
        made = clause(facts, due, prefix, sources=sources)
        assert item(made, "X", "2024-06-01").state == "awaiting-event"


def test_a_name_means_an_event_before_a_task_and_a_task_before_a_clause() -> None:
    tasks: list[Data] = [
        {"id": "X", "due": "by N"},
        {"id": "N", "completed": "2024-02-01"},
        {"id": "M", "source": "N", "completed": "2024-03-01"},
    ]
    assert item(plan(*tasks, events={"N": {"date": "2024-01-01"}}), "X", "2024-06-01").last == day("2024-01-01")
    assert item(plan(*tasks), "X", "2024-06-01").last == day("2024-02-01")
    assert item(plan(tasks[0], tasks[2]), "X", "2024-06-01").last == day("2024-03-01")


@pytest.mark.parametrize(
    "tasks",
    [
        [{"id": "A", "due": "30 days after A"}],
        [{"id": "A", "due": "30 days after B"}, {"id": "B", "due": "30 days after A"}],
        [{"id": "A", "due": "by 4", "source": "4.a"}, {"id": "B", "due": "after A", "source": "4.b"}],
        [
            {
                "id": "A",
                "due": "every year from 2024",
                "occurrences": {"2024": {"rescheduled": [{"date": "2024-02-01", "to": "1 month after A"}]}},
            }
        ],
        [
            {
                "id": "A",
                "due": "every year from 2024 until 2024",
                "occurrences": {"2024": {"rescheduled": [{"date": "2024-02-01", "to": "1 month after B"}]}},
            },
            {
                "id": "B",
                "due": "every year from 2024 until 2024",
                "occurrences": {"2024": {"rescheduled": [{"date": "2024-02-01", "to": "1 month after A"}]}},
            },
        ],
    ],
)
def test_what_hangs_on_itself_is_judged_all_the_same(tasks: list[Data]) -> None:
    for on in ("2024-01-01", "2024-06-01", "2025-06-01"):
        standing = Standing(plan(*tasks), day(on))
        assert all(found.state in STATES for found in standing.items)


@pytest.mark.parametrize(
    ("occurrences", "info", "last"),
    [
        ({"2024": "2024-12-01", "2025": "2025-11-15"}, {}, "2025-12-15"),
        ({"2024": "2025-03-01", "2025": "2025-02-01"}, {}, "2025-03-31"),
        ({"2024": "2024-12-01"}, {}, None),
        ({"2024": "2024-12-01"}, {"completed": "2025-02-01"}, "2025-03-03"),
    ],
)
def test_a_series_counts_from_what_was_completed_last(
    occurrences: dict[str, str], info: Data, last: str | None
) -> None:
    told = {key: {"completed": on} for key, on in occurrences.items()}
    made = plan(
        {"id": "A", "due": "30 days after B"},
        {"id": "B", "due": "every year from 2024 until 2025", "occurrences": told, **info},
    )
    assert item(made, "A", "2026-06-01").last == (day(last) if last else None)


def test_nobody_waits_for_a_series_of_which_all_is_withdrawn() -> None:
    told = {key: {"withdrawn": "2024-02-01"} for key in ("2024", "2025")}
    made = plan(
        {"id": "A", "due": "30 days after 4"},
        {"id": "B", "due": "every year from 2024 until 2025", "source": "4", "occurrences": told},
        {"id": "C", "source": "4", "completed": "2024-03-01"},
    )
    assert item(made, "A", "2024-02-01").state == "awaiting-event"
    assert item(made, "A", "2024-03-01").last == day("2024-03-31")


def test_a_series_of_which_something_is_only_submitted_is_waited_for() -> None:
    told = {"2024": {"completed": "2024-02-01"}, "2025": {"submitted": "2024-03-01"}}
    made = plan(
        {"id": "A", "due": "30 days after B"},
        {"id": "B", "due": "every year from 2024 until 2025", "occurrences": told},
        met_by="submitted",
    )
    assert item(made, "B", "2024-03-01").state == "completed-on-time"
    assert item(made, "A", "2024-03-01").state == "awaiting-event"


def test_a_series_met_and_then_withdrawn_was_completed() -> None:
    told = {"2024": {"completed": "2024-12-01"}}
    made = plan(
        {"id": "A", "due": "30 days after B"},
        {"id": "B", "due": "every year from 2024 until 2024", "occurrences": told, "withdrawn": "2025-02-01"},
    )
    assert item(made, "B", "2025-03-01").state == "completed-on-time"
    assert item(made, "A", "2025-03-01").last == day("2024-12-31")


# --- series ---------------------------------------------------------------------------------------------------------


def recurring(
    due: str | list[str], on: str, occurrences: Data | None = None, facts: Data | None = None, **info: Any
) -> str:
    """Return the state of a task with a series, the last day towards which it runs, and how many were missed."""
    found = one(due, on, facts={"occurrences": occurrences or {}, **(facts or {})}, **info)
    return f"{found.state} {found.last} {found.missed}"


TWICE = "every year before 06-15 and 12-01 from 2024"


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2024-06-13", "not-yet-due 2024-06-14 0"),
        ("2024-06-14", "not-yet-due 2024-11-30 0"),
        ("2024-11-30", "not-yet-due 2024-11-30 0"),
        ("2024-12-01", "overdue 2024-11-30 1"),
        ("2025-06-14", "overdue 2024-11-30 1"),
        ("2025-06-15", "overdue 2024-11-30 2"),
    ],
)
def test_twice_a_year_with_only_the_first_met(on: str, expected: str) -> None:
    assert recurring(TWICE, on, {"2024-06-15": {"completed": "2024-06-14"}}) == expected


def test_twice_a_year_in_rows() -> None:
    made = plan({"id": "A", "due": TWICE, "occurrences": {"2024-06-15": {"completed": "2024-06-14"}}})
    standing = Standing(made, day("2024-12-01"))
    rows = standing.occurrences(standing.items[0], day("2024-12-31"))
    assert [(row.key, row.occurrence, str(row.last), row.state) for row in rows] == [
        ("A:2024-06-15", "2024-06-15", "2024-06-14", "completed-on-time"),
        ("A:2024-12-01", "2024-12-01", "2024-11-30", "overdue"),
    ]


EVERY = "every quarter by 20 from 2024"
Q1 = {"2024-Q1": {"completed": "2024-03-20"}}


@pytest.mark.parametrize(
    ("due", "occurrences", "on", "expected"),
    [
        (EVERY, {}, "2024-03-20", "not-yet-due 2024-03-20 0"),
        (EVERY, {}, "2024-03-21", "overdue 2024-03-20 1"),
        (EVERY, {}, "2024-12-21", "overdue 2024-03-20 4"),
        (EVERY, Q1, "2024-03-20", "not-yet-due 2024-06-20 0"),
        (EVERY, {"2024-Q1": {"completed": "2024-04-02"}}, "2024-04-01", "overdue 2024-03-20 1"),
        (EVERY, {"2024-Q1": {"completed": "2024-04-02"}}, "2024-04-02", "not-yet-due 2024-06-20 0"),
        # Withdrawn by itself: no longer missed, from that day on.
        (EVERY, {**Q1, "2024-Q2": {"withdrawn": "2024-07-15"}}, "2024-07-14", "overdue 2024-06-20 1"),
        (EVERY, {**Q1, "2024-Q2": {"withdrawn": "2024-07-15"}}, "2024-07-15", "not-yet-due 2024-09-20 0"),
        (EVERY, {**Q1, "2024-Q2": {"withdrawn": "2024-05-01"}}, "2024-05-01", "not-yet-due 2024-09-20 0"),
        # Suspended by itself: neither missed nor the next.
        (EVERY, {**Q1, "2024-Q2": {"suspended": "2024-05-01"}}, "2024-05-01", "not-yet-due 2024-09-20 0"),
        (EVERY, {**Q1, "2024-Q2": {"suspended": "2024-05-01"}}, "2024-09-20", "not-yet-due 2024-09-20 0"),
        (EVERY, {**Q1, "2024-Q2": {"suspended": "2024-05-01"}}, "2024-09-21", "overdue 2024-09-20 1"),
        (EVERY, {**Q1, "2024-Q2": {"suspended": {"date": "2024-05-01", "resumed": "2024-07-01"}}}, "2024-07-01",
         "overdue 2024-06-20 1"),
        # Moved later, by itself: what follows it is still asked for in its time.
        (EVERY, {**Q1, "2024-Q2": {"rescheduled": [{"date": "2024-06-01", "to": "2024-12-31"}]}}, "2024-05-31",
         "not-yet-due 2024-06-20 0"),
        (EVERY, {**Q1, "2024-Q2": {"rescheduled": [{"date": "2024-06-01", "to": "2024-12-31"}]}}, "2024-06-21",
         "not-yet-due 2024-09-20 0"),
        (EVERY, {**Q1, "2024-Q2": {"rescheduled": [{"date": "2024-06-01", "to": "2024-12-31"}]}}, "2024-09-21",
         "overdue 2024-09-20 1"),
        (EVERY, {**Q1, "2024-Q2": {"rescheduled": [{"date": "2024-06-01", "to": "2024-07-31"}]}}, "2024-07-31",
         "not-yet-due 2024-07-31 0"),
        (EVERY, {**Q1, "2024-Q2": {"rescheduled": [{"date": "2024-06-01", "to": "2024-07-31"}]}}, "2024-08-01",
         "overdue 2024-07-31 1"),
        (EVERY, {**Q1, "2024-Q2": {"rescheduled": [{"date": "2024-06-01", "to": "by x"}]}}, "2024-07-01",
         "not-yet-due 2024-09-20 0"),
        # The earliest missed decides, by the deadline in force.
        (EVERY, {"2024-Q1": {"rescheduled": [{"date": "2024-03-01", "to": "2024-07-31"}]}}, "2024-08-01",
         "overdue 2024-06-20 2"),
        # Moved earlier, even before those that stand in between.
        (EVERY, {**Q1, "2024-Q4": {"rescheduled": [{"date": "2024-04-01", "to": "2024-05-15"}]}}, "2024-05-15",
         "not-yet-due 2024-05-15 0"),
        (EVERY, {**Q1, "2024-Q4": {"rescheduled": [{"date": "2024-04-01", "to": "2024-05-15"}]}}, "2024-05-16",
         "overdue 2024-05-15 1"),
        (EVERY, {**Q1, "2027-Q4": {"rescheduled": [{"date": "2024-04-01", "to": "2024-05-15"}]}}, "2024-05-16",
         "overdue 2024-05-15 1"),
        # Done ahead of time.
        (EVERY, {**Q1, "2024-Q2": {"completed": "2024-03-25"}}, "2024-03-25", "not-yet-due 2024-09-20 0"),
        # The end of a series.
        (f"{EVERY} until 2024-06", Q1, "2024-06-20", "not-yet-due 2024-06-20 0"),
        (f"{EVERY} until 2024-06", Q1, "2030-01-01", "overdue 2024-06-20 1"),
        (f"{EVERY} until 2024-06", {**Q1, "2024-Q2": {"completed": "2024-06-20"}}, "2024-06-19",
         "not-yet-due 2024-06-20 0"),
        (f"{EVERY} until 2024-06", {**Q1, "2024-Q2": {"completed": "2024-06-20"}}, "2024-06-20",
         "completed-on-time 2024-06-20 0"),
        (f"{EVERY} until 2024-06", {**Q1, "2024-Q2": {"completed": "2024-06-21"}}, "2024-06-21",
         "completed-late 2024-06-20 0"),
        (f"{EVERY} until 2024-06", {**Q1, "2024-Q2": {"withdrawn": "2024-06-21"}}, "2024-06-21",
         "completed-on-time 2024-03-20 0"),
        (f"{EVERY} until 2024-06", {key: {"withdrawn": "2024-02-01"} for key in ("2024-Q1", "2024-Q2")}, "2024-06-21",
         "withdrawn None 0"),
        (f"{EVERY} until 2024-06", {**Q1, "2024-Q2": {"suspended": "2024-05-01"}}, "2024-07-01",
         "suspended 2024-06-20 0"),
        ("every year from 2024 until 2030", {str(year): {"completed": "2024-02-01"} for year in range(2024, 2028)},
         "2024-06-01", "not-yet-due 2028-12-31 0"),
        ("every year from 2024 until 2030", {str(year): {"completed": "2024-02-01"} for year in range(2024, 2031)},
         "2024-06-01", "completed-on-time 2030-12-31 0"),
        ("every year from 2024", {str(year): {"withdrawn": "2024-02-01"} for year in range(2024, 2040)},
         "2024-06-01", "not-yet-due 2040-12-31 0"),
        ("every year by 06-15 from 2024-07 until 2025-05", {}, "2024-08-01", "no-deadline None 0"),
        # Not begun.
        ("every year from 2030", {}, "2024-06-01", "not-yet-due 2030-12-31 0"),
        # The other forms.
        ("every month from 2024", {}, "2024-02-01", "overdue 2024-01-31 1"),
        ("every month before 05 from 2024", {}, "2024-01-04", "not-yet-due 2024-01-04 0"),
        ("every month before 05 from 2024", {}, "2024-01-05", "overdue 2024-01-04 1"),
        ("every half from 2024", {"2024-H1": {"completed": "2024-06-30"}}, "2024-12-31", "not-yet-due 2024-12-31 0"),
        ("every half from 2024", {"2024-H1": {"completed": "2024-06-30"}}, "2025-01-01", "overdue 2024-12-31 1"),
        (["every half by 20 from 2024", "every year by 12-15 from 2024"], {"2024-H1": {"completed": "2024-06-01"}},
         "2024-12-15", "not-yet-due 2024-12-15 0"),
        (["every half by 20 from 2024", "every year by 12-15 from 2024"], {"2024-H1": {"completed": "2024-06-01"}},
         "2024-12-21", "overdue 2024-12-15 2"),
        (["every half by 20 from 2024", "every year by 12-15 from 2024"],
         {"2024-H1": {"completed": "2024-06-01"}, "2024": {"completed": "2024-12-15"}}, "2024-12-21",
         "overdue 2024-12-20 1"),
    ],
)  # fmt: skip
def test_a_series(due: str | list[str], occurrences: Data, on: str, expected: str) -> None:
    assert recurring(due, on, occurrences) == expected


def test_a_series_without_from_begins_with_the_task_else_with_the_plan() -> None:
    due = "every quarter by 20"
    assert recurring(due, "2024-06-21", date="2024-03-21") == "overdue 2024-06-20 1"
    assert recurring(due, "2024-06-21", date="2024-03-20") == "overdue 2024-03-20 2"
    given = {"assigned": {"date": "2024-06-21"}}
    assert recurring(due, "2024-06-21", facts=given, date="2024-01-01") == "not-yet-due 2024-09-20 0"
    assert recurring(due, "2024-06-21", facts={"assigned": {"document": "1-QĐ"}}, date="2024-06-01") == (
        "overdue 2024-06-20 1"
    )


def test_a_series_that_nobody_knows_to_begin_is_not_judged() -> None:
    made = plan({"id": "A", "due": "every quarter", "occurrences": {"2024-Q1": {"completed": "2024-03-01"}}})
    standing = Standing(made, day("2024-06-01"))
    assert standing.items[0].state is None
    assert standing.incomplete == ["A"]


MOVED = "every quarter by 20 from 2024"


@pytest.mark.parametrize(
    ("to", "on", "keys"),
    [
        # From the day of the rescheduling, where the new series does not say.
        ("every half by 10", "2024-05-09", ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]),
        ("every half by 10", "2024-05-10", ["2024-Q1", "2024-H1", "2024-H2"]),
        ("every quarter by 10", "2024-07-01", ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]),
        # From a later day: until then what was asked before.
        ("every half by 10 from 2024-H2", "2024-07-01", ["2024-Q1", "2024-Q2", "2024-H2"]),
        # From an earlier day: all of it.
        ("every half by 10 from 2024", "2024-07-01", ["2024-H1", "2024-H2"]),
        ("every year from 2025", "2024-07-01", ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]),
    ],
)
def test_a_rescheduled_series_keeps_what_it_asked_before(to: str, on: str, keys: list[str]) -> None:
    made = plan({"id": "A", "due": MOVED, "rescheduled": [{"date": "2024-05-10", "to": to, "document": "1-KL"}]})
    standing = Standing(made, day(on))
    rows = standing.occurrences(standing.items[0], day("2024-12-31"))
    assert [row.occurrence for row in rows] == keys


def test_a_rescheduled_series_does_not_forgive_what_was_missed() -> None:
    moved = {"rescheduled": [{"date": "2024-07-10", "to": "every half by 10", "document": "1-KL"}]}
    assert recurring(MOVED, "2024-07-10", Q1, moved) == "overdue 2024-06-20 1"
    assert recurring(MOVED, "2024-07-10", {**Q1, "2024-Q2": {"completed": "2024-07-01"}}, moved) == (
        "not-yet-due 2024-12-10 0"
    )


def test_an_occurrence_is_judged_by_the_series_in_force_on_the_day_it_was_met() -> None:
    moved = {"rescheduled": [{"date": "2024-07-10", "to": "every quarter by 10 from 2024", "document": "1-KL"}]}
    told = {"2024-Q1": {"completed": "2024-03-15"}, "2024-Q2": {"completed": "2024-07-20"}}
    made = plan({"id": "A", "due": MOVED, "occurrences": told, **moved})
    seen = {key: item(made, f"A:{key}", "2024-08-01") for key in told}
    assert [(one_row.state, str(one_row.last)) for one_row in seen.values()] == [
        ("completed-on-time", "2024-03-20"),
        ("completed-late", "2024-06-10"),
    ]


def test_a_series_rescheduled_to_one_deadline_is_one() -> None:
    moved = {"rescheduled": [{"date": "2024-05-10", "to": "2025", "document": "1-KL"}]}
    assert recurring(MOVED, "2024-05-09", {}, moved) == "overdue 2024-03-20 1"
    assert recurring(MOVED, "2024-05-10", {}, moved) == "not-yet-due 2025-12-31 0"


def test_one_deadline_rescheduled_to_a_series_is_a_series_from_that_day() -> None:
    moved = {"rescheduled": [{"date": "2024-05-10", "to": "every quarter by 20"}]}
    assert recurring("2024-04", "2024-05-09", {}, moved) == "overdue 2024-04-30 0"
    assert recurring("2024-04", "2024-05-10", {}, moved) == "not-yet-due 2024-06-20 0"
    assert recurring("2024-04", "2024-06-21", {}, moved) == "overdue 2024-06-20 1"
    assert one("2024-04", "2024-06-21", facts=moved).provisional


@pytest.mark.parametrize(
    ("due", "facts", "occurrences", "on", "expected"),
    [
        # A completion of the task as a whole ends the series and closes what was not met by itself.
        (EVERY, {"completed": "2024-05-01"}, Q1, "2024-04-30", "not-yet-due 2024-06-20 0"),
        (EVERY, {"completed": "2024-05-01"}, Q1, "2024-05-01", "completed None 0"),
        (EVERY, {"completed": "2024-05-01"}, Q1, "2030-01-01", "completed None 0"),
        (EVERY, {"completed": "2024-05-01"}, {}, "2030-01-01", "completed-late 2024-03-20 0"),
        (f"{EVERY} until 2025", {"completed": "2024-05-01"}, Q1, "2030-01-01", "completed-on-time 2025-12-20 0"),
        (f"{EVERY} until 2025", {"completed": "2025-12-20"}, Q1, "2026-01-01", "completed-late 2024-06-20 0"),
        (f"{EVERY} until 2024-06", {"completed": "2024-06-21"}, Q1, "2026-01-01", "completed-late 2024-06-20 0"),
        (EVERY, {"completed": {"date": "2024-05-01", "returned": "2024-05-20"}}, Q1, "2024-05-20",
         "not-yet-due 2024-06-20 0"),
        (EVERY, {"withdrawn": "2024-05-01"}, {}, "2024-04-30", "overdue 2024-03-20 1"),
        (EVERY, {"withdrawn": "2024-05-01"}, {}, "2024-05-01", "withdrawn None 0"),
        (EVERY, {"suspended": {"date": "2024-05-01", "resumed": "2024-07-01"}}, Q1, "2024-06-30",
         "suspended 2024-06-20 0"),
        (EVERY, {"suspended": {"date": "2024-05-01", "resumed": "2024-07-01"}}, Q1, "2024-07-01",
         "overdue 2024-06-20 1"),
        (f"{EVERY} until 2024-03", {"withdrawn": "2024-05-01"}, Q1, "2024-06-01", "completed-on-time 2024-03-20 0"),
        (f"{EVERY} until 2024-06", {"withdrawn": "2024-05-01"}, Q1, "2024-06-01", "withdrawn None 0"),
        (f"{EVERY} until 2024-06", {"withdrawn": "2024-05-01"}, {**Q1, "2024-Q2": {"withdrawn": "2024-04-01"}},
         "2024-06-01", "completed-on-time 2024-03-20 0"),
    ],
)  # fmt: skip
def test_facts_on_a_task_with_a_series(due: str, facts: Data, occurrences: Data, on: str, expected: str) -> None:
    assert recurring(due, on, occurrences, facts) == expected


def test_what_comes_after_the_whole_was_completed_is_not_asked_for() -> None:
    made = plan({"id": "A", "due": EVERY, "completed": "2024-05-01", "occurrences": Q1})
    standing = Standing(made, day("2030-01-01"))
    assert [row.occurrence for row in standing.occurrences(standing.items[0], day("2030-01-01"))] == ["2024-Q1"]


WHOLE: Data = {
    "id": "A",
    "due": f"{EVERY} until 2024",
    "completed": "2024-09-20",
    "occurrences": {
        "2024-Q1": {"completed": "2024-03-01"},
        "2024-Q2": {"withdrawn": "2024-04-01"},
        "2024-Q4": {"started": "2024-09-01", "suspended": "2024-09-02"},
    },
}
CLOSED = [
    ({}, "completed-on-time", {"2024-Q1": "completed-on-time unverified", "2024-Q2": "withdrawn no_report",
                               "2024-Q3": "completed-on-time unverified", "2024-Q4": "completed-on-time unverified"}),
    ({"completed": "2024-09-21"}, "completed-late", {"2024-Q3": "completed-late unverified"}),
    ({"completed": {"date": "2024-09-20", "verified": "2024-09-25"}}, "completed-on-time",
     {"2024-Q3": "completed-on-time"}),
    # Late by itself, though the whole was completed in time.
    ({"occurrences": {"2024-Q1": {"completed": "2024-03-21"}, "2024-Q2": {"completed": "2024-06-20"}}},
     "completed-late", {"2024-Q1": "completed-late unverified", "2024-Q3": "completed-on-time unverified"}),
    # Judged by the deadline in force on the day of completion, not by one it was given later.
    ({"occurrences": {"2024-Q1": {"rescheduled": {"date": "2024-10-01", "to": "2024-12-31"}}}},
     "completed-late", {"2024-Q1": "completed-late unverified"}),
    # Without an end there is no last day that all was to be met by.
    ({"due": "every quarter by 20 from 2024-Q3", "occurrences": {}}, "completed",
     {"2024-Q3": "completed-on-time unverified"}),
    # Nobody knows whether what cannot be read was late.
    ({"occurrences": {**WHOLE["occurrences"], "2024-Q3": {"faults": ["completed"]}}}, "not-judged",
     {"2024-Q3": "not-judged no_report"}),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "state", "occurrences"), CLOSED)
def test_a_completion_of_the_whole_closes_what_was_not_met(fields: Data, state: str, occurrences: Data) -> None:
    made = plan({**WHOLE, **fields})
    standing = Standing(made, day("2025-02-01"))
    (whole,) = standing.items
    assert (whole.state or "not-judged", whole.missed) == (state, 0)
    found = {one.occurrence: judged(one) for one in standing.occurrences(whole)}
    assert {key: found.get(key) for key in occurrences} == occurrences
    assert not any(one.startswith("overdue") for one in found.values())


def test_a_series_is_unverified_while_any_of_it_is() -> None:
    told = {
        "2024-Q1": {"completed": {"date": "2024-03-01", "verified": "2024-03-10"}},
        "2024-Q2": {"completed": "2024-06-01"},
    }
    seen = [one(EVERY, on, facts={"occurrences": told}).unverified for on in ("2024-03-01", "2024-03-10", "2024-06-01")]
    assert seen == [True, False, True]


def test_occurrences_are_listed_up_to_the_next_that_waits_and_those_of_which_something_is_written() -> None:
    told = {"2024-Q1": {"completed": "2024-03-01"}, "2025-Q4": {"started": "2024-02-01"}}
    made = plan({"id": "A", "due": EVERY, "occurrences": told})

    def keys(on: str) -> list[str | None]:
        standing = Standing(made, day(on))
        return [row.occurrence for row in standing.occurrences(standing.items[0])]

    assert keys("2024-01-31") == ["2024-Q1"]
    assert keys("2024-02-01") == ["2024-Q1", "2025-Q4"]
    assert keys("2024-03-01") == ["2024-Q1", "2024-Q2", "2025-Q4"]
    assert keys("2024-09-21") == ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2025-Q4"]


def test_a_horizon_shows_what_was_moved_into_it() -> None:
    told = {"2025-Q1": {"rescheduled": [{"date": "2024-02-01", "to": "2024-12-31"}]}}
    standing = Standing(plan({"id": "A", "due": EVERY, "occurrences": told}), day("2024-03-01"))
    rows = standing.occurrences(standing.items[0], day("2024-12-31"))
    assert [row.occurrence for row in rows] == ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1"]


def test_a_horizon_shows_nothing_beyond_it() -> None:
    moved = {"rescheduled": [{"date": "2024-02-01", "to": "2025-01-01"}]}
    told = {"2024-Q2": moved, "2025-Q1": {"started": "2024-02-01"}}
    standing = Standing(plan({"id": "A", "due": EVERY, "occurrences": told}), day("2024-03-01"))
    rows = standing.occurrences(standing.items[0], day("2024-12-31"))
    assert [row.occurrence for row in rows] == ["2024-Q1", "2024-Q3", "2024-Q4"]


def test_what_names_no_occurrence_is_no_occurrence() -> None:
    told = {"2024-Q5": {"completed": "2024-03-01"}, "2024-H1": {"completed": "2024-03-01"}, "x": {"started": "2024"}}
    assert recurring(EVERY, "2024-03-21", told) == "overdue 2024-03-20 1"


@pytest.mark.parametrize(
    "form", ["year", "half by 31", "quarter before 20", "month by 31", "year before 01-01 and 12-31"]
)
@pytest.mark.parametrize("on", ["0001-01-01", "0001-12-31", "9999-01-01", "9999-12-31"])
def test_the_calendar_s_ends(form: str, on: str) -> None:
    start = "0001" if on < "1000" else "9998"
    for text in (f"every {form} from {start}", f"every {form} from {start} until 9999"):
        assert one(text, on).state in STATES
    for due in ("0001", "9999", "by 9999-12-31", "before 9999", "9999 years after x", "9999 years before x", "after x"):
        assert one(due, on, events={"x": {"date": on}}).state in STATES


# --- milestones and members -----------------------------------------------------------------------------------------


def test_milestones_have_deadlines_of_their_own() -> None:
    made = plan(
        {
            "id": "A",
            "due": "2024",
            "milestones": {
                "khao-sat": {"due": "2024-03", "completed": "2024-04-01"},
                "du-thao": {"due": "before 2024-06-30"},
                "hop": {},
            },
        }
    )
    standing = Standing(made, day("2024-06-30"))
    rows = standing.milestones(standing.items[0])
    assert [(row.key, row.milestone, row.kind, row.state) for row in rows] == [
        ("A:khao-sat", "khao-sat", "milestone", "completed-late"),
        ("A:du-thao", "du-thao", "milestone", "overdue"),
        ("A:hop", "hop", "milestone", "no-deadline"),
    ]
    assert standing.items[0].state == "not-yet-due"


def test_what_holds_the_task_holds_what_is_open_in_it() -> None:
    inside: Data = {"x": {"due": "2024-01"}, "y": {"due": "2024-01", "completed": "2024-01-15"}}
    for held in ("withdrawn", "suspended"):
        made = plan({"id": "A", "due": "2024-01", "milestones": inside, "members": inside, held: "2024-06-01"})
        for on, x in (("2024-05-31", "overdue"), ("2024-06-01", held)):
            standing = Standing(made, day(on))
            for rows in (standing.milestones(standing.items[0]), standing.members(standing.items[0])):
                assert [row.state for row in rows] == [x, "completed-on-time"]


def test_what_holds_an_occurrence_or_its_task_holds_the_members_in_it() -> None:
    for where in ("task", "occurrence"):
        held = {"suspended": "2024-06-01"}
        occurrence = {"members": {"x": {}}, **(held if where == "occurrence" else {})}
        fields = held if where == "task" else {}
        made = plan({"id": "A", "due": "every year from 2024", "occurrences": {"2024": occurrence}, **fields})
        assert item(made, "A:2024:x", "2024-05-31").state == "not-yet-due"
        assert item(made, "A:2024:x", "2024-06-01").state == "suspended"


def test_members_share_the_deadline_in_force_when_they_met_it() -> None:
    made = plan(
        {
            "id": "A",
            "due": "2024",
            "rescheduled": [{"date": "2024-07-01", "to": "2024-05", "document": "1-KL"}],
            "members": {
                "truoc": {"completed": "2024-06-15"},
                "sau": {"completed": "2024-07-15"},
                "chua": {},
                "rieng": {"rescheduled": [{"date": "2024-07-02", "to": "2025"}]},
            },
        }
    )
    states = {key: item(made, f"A:{key}", "2024-08-01").state for key in ("truoc", "sau", "chua", "rieng")}
    assert states == {"truoc": "completed-on-time", "sau": "completed-late", "chua": "overdue", "rieng": "not-yet-due"}


def test_members_of_a_series_share_the_occurrence_that_decides() -> None:
    fields = {"id": "A", "due": EVERY, "members": {"x": {"started": "2024-01-05"}}}
    for on, state, last in (("2024-03-20", "not-yet-due", "2024-03-20"), ("2024-03-21", "overdue", "2024-03-20")):
        found = item(plan(fields), "A:x", on)
        assert (found.state, str(found.last)) == (state, last)


COLLECTIVE: dict[str, Any] = {
    "a": {
        "collective": True,
        "members": {"chi-bo-1": {"name": "Chi bộ 1"}, "chi-bo-2": {"name": "Chi bộ 2", "until": "2024-06"}},
    },
    "b": {"collective": True, "members": {"chi-bo-9": {"name": "Chi bộ 9"}}},
}


def members(made: Plan, on: str) -> list[str]:
    standing = Standing(made, day(on))
    return [row.key for row in standing.members(standing.items[0])]


def test_every_member_of_a_collective_lead_is_counted() -> None:
    made = plan({"id": "A", "due": "2024", "members": {"chi-bo-2": {"completed": "2024-05-01"}}}, bodies=COLLECTIVE)
    assert members(made, "2024-06-30") == ["A:chi-bo-2", "A:chi-bo-1"]
    assert members(made, "2024-07-01") == ["A:chi-bo-2", "A:chi-bo-1"]
    silent = plan({"id": "A", "due": "2024", "co_leads": ["b"]}, bodies=COLLECTIVE)
    assert members(silent, "2024-06-30") == ["A:chi-bo-1", "A:chi-bo-2", "A:chi-bo-9"]
    assert members(silent, "2024-07-01") == ["A:chi-bo-1", "A:chi-bo-9"]
    rows = Standing(silent, day("2024-07-01"))
    assert [row.title for row in rows.members(rows.items[0])] == ["Chi bộ 1", "Chi bộ 9"]


def test_the_members_of_a_successor_count_after_it_took_over() -> None:
    bodies = {**COLLECTIVE, "c": {"until": "2024-03", "succeeded_by": ["b"]}}
    for fields in ({"body": "c"}, {"body": "x", "co_leads": ["c"]}):
        made = plan({"id": "A", "due": "2024", **fields}, bodies=bodies)
        assert [members(made, on) for on in ("2024-03-31", "2024-04-01")] == [[], ["A:chi-bo-9"]]


def test_before_a_transfer_the_former_lead_s_members_count() -> None:
    made = plan({"id": "A", "due": "2024", "transferred": {"date": "2024-03-01", "from": "b"}}, bodies=COLLECTIVE)
    assert members(made, "2024-02-29") == ["A:chi-bo-9"]
    assert members(made, "2024-03-01") == ["A:chi-bo-1", "A:chi-bo-2"]


def test_members_inside_an_occurrence() -> None:
    told = {"2026-Q1": {"members": {"chi-bo-1": {"completed": "2026-03-20"}}}}
    made = plan({"id": "V.7", "due": "every quarter by 20 from 2026", "occurrences": told}, bodies=COLLECTIVE)
    found = item(made, "V.7:2026-Q1:chi-bo-1", "2026-03-20")
    assert (found.kind, found.occurrence, found.member, found.state) == (
        *("member", "2026-Q1", "chi-bo-1"),
        "completed-on-time",
    )
    assert item(made, "V.7:2026-Q1", "2026-03-21").state == "overdue"
    assert not item(made, "V.7:2026-Q1", "2026-03-21").no_report
    standing = Standing(made, day("2026-03-21"))
    keys = [part.key for part in standing.parts(standing.items[0])]
    assert keys == ["V.7:2026-Q1", "V.7:2026-Q1:chi-bo-1", "V.7:2026-Q2", "V.7:chi-bo-1"]


# --- what cannot be read, what is not there yet ---------------------------------------------------------------------


def test_what_cannot_be_read_is_shown_and_not_judged() -> None:
    unread = {"x": {"faults": ["started"]}}
    made = plan(
        {"id": "A", "faults": ["due"], "members": {"x": {"started": "2024-01-01"}}},
        {"id": "B", "due": "2024", "completed": "2024-02-01", "faults": ["completed"]},
        {"id": "C", "due": EVERY, "occurrences": {"2024-Q1": {"faults": ["completed"]}}},
        {"id": "D", "due": "2024", "milestones": {"m": {"faults": ["due"]}}, "members": unread},
        {"id": "E", "due": EVERY, "occurrences": {"2024-Q1": {"completed": "2024-01-05", "members": unread}}},
        {"id": "F", "due": "2024"},
    )  # fmt: skip
    standing = Standing(made, day("2024-01-10"))
    assert [found.state for found in standing.items] == [None, None, None, "not-yet-due", "not-yet-due", "not-yet-due"]
    assert standing.incomplete == ["A", "A:x", "B", "C", "C:2024-Q1", "D:m", "D:x", "E:2024-Q1:x"]
    first = standing.items[0]
    assert judged(first) == "not-judged"
    assert (first.last, first.days_left, first.open) == (None, None, False)
    assert item(made, "A:x", "2024-01-10").state is None
    assert [item(made, key, "2024-01-10").state for key in ("D:m", "D:x", "C:2024-Q1", "E:2024-Q1")] == [
        *(None, None, None),
        "completed-on-time",
    ]


def test_an_unreadable_fact_of_a_later_occurrence_leaves_its_series_unjudged() -> None:
    made = plan({"id": "A", "due": EVERY, "occurrences": {"2027-Q4": {"faults": ["rescheduled"]}}})
    standing = Standing(made, day("2024-01-10"))
    assert (standing.items[0].state, standing.incomplete) == (None, ["A", "A:2027-Q4"])


@pytest.mark.parametrize("due", ["30 days after B", "after B", "before 4", "by 4"])
@pytest.mark.parametrize(
    "fields",
    [
        {"faults": ["completed"]},
        {"completed": "2024-01-05", "faults": ["completed"]},
        {"due": "every year from 2024 until 2024", "occurrences": {"2024": {"faults": ["completed"]}}},
    ],
)
def test_what_hangs_on_something_unreadable_is_not_judged(due: str, fields: Data) -> None:
    waiting: Data = {"id": "A", "due": due}
    other: Data = {"id": "C", "source": "4.b", "completed": "2024-01-01"}
    unread: Data = {"id": "B", "source": "4.a", **fields}
    assert item(plan(waiting, unread, other), "A", "2024-02-01").state is None
    assert item(plan({**waiting, "completed": "2024-02-01"}, unread, other), "A", "2024-02-01").state is None
    assert item(plan({**waiting, "withdrawn": "2024-02-01"}, unread, other), "A", "2024-02-01").state == "withdrawn"
    assert item(plan({**waiting, "suspended": "2024-02-01"}, unread, other), "A", "2024-02-01").state == "suspended"
    read: Data = {"id": "B", "source": "4.a"}
    assert item(plan(waiting, read, other), "A", "2024-02-01").state == "awaiting-event"
    inside: Data = {"id": "A", "due": "2024", "milestones": {"m": {"due": due}}}
    assert item(plan(inside, unread, other), "A:m", "2024-02-01").state is None


@pytest.mark.parametrize(
    ("due", "file", "state"),
    [
        ("by 4", "bodies/x.yaml", None),
        ("by khong-co", "bodies/x.yaml", None),
        ("by B", "bodies/x.yaml", "overdue"),
        ("by chua-ro", "bodies/x.yaml", "awaiting-event"),
        ("by issued", "bodies/x.yaml", "awaiting-event"),
        ("by chua-ro", "plan.yaml", None),
        ("by issued", "plan.yaml", None),
        ("by da-ro", "plan.yaml", "overdue"),
        ("by 4", "plan.yaml", "overdue"),
        ("by 4", "documents.yaml", "overdue"),
        ("by chua-ro", "documents.yaml", "awaiting-event"),
    ],
)
def test_an_unread_file_proves_nothing(due: str, file: str, state: str | None) -> None:
    events: dict[str, Data] = {"chua-ro": {}, "da-ro": {"date": "2024-01-01"}}
    tasks: list[Data] = [{"id": "A", "due": due}, {"id": "B", "source": "4.a", "completed": "2024-01-05"}]
    assert item(plan(*tasks, events=events)._replace(unread=(file,)), "A", "2024-02-01").state == state


HANGING = [
    {"id": "B", "due": "2024", "faults": ["due"]},
    {"id": "B", "due": "every quarter by 20"},
    {"id": "B", "due": "every quarter by 20", "members": {"x": {"completed": "2024-01-05"}}},
    {"id": "B", "due": "every quarter from 2024", "occurrences": {"2024-Q1": {"faults": ["completed"]}}},
]


@pytest.mark.parametrize("unjudged", HANGING)
def test_what_hangs_on_a_task_that_is_not_judged_is_named(unjudged: Data) -> None:
    """Tasks, milestones and moved deadlines; not what hangs on nothing, nor on what was completed all the same."""
    moved = {"rescheduled": {"date": "2024-01-10", "to": "30 days after B"}}
    made = plan(
        {"id": "A", "due": "30 days after B"},
        unjudged,
        {"id": "C", "due": "2024", "milestones": {"m": {"due": "by B"}, "n": {"due": "2024"}}},
        {"id": "D", "due": "2024", **moved},
        {"id": "E", "due": "2024", "members": {"x": {"started": "2024-01-01"}}},
        {"id": "F", "due": EVERY, "occurrences": {"2024-Q1": moved}},
        {"id": "G", "due": "30 days after E"},
    )  # fmt: skip
    standing = Standing(made, day("2024-02-01"))
    parts = [part for one in standing.items for part in standing.parts(one)]
    expected = [one.key for one in (*standing.items, *parts) if one.state is None]
    assert sorted(standing.incomplete) == sorted(expected)
    assert {"A", "B", "C:m", "D", "F", "F:2024-Q1"} <= set(standing.incomplete)
    assert not {"C", "C:n", "E", "E:x", "G"} & set(standing.incomplete)


def test_a_task_s_own_completion_is_known_whatever_its_deadline_is() -> None:
    made = plan(
        {"id": "A", "due": "30 days after B"},
        {"id": "B", "due": "30 days after C", "completed": "2024-01-05"},
        {"id": "C", "faults": ["completed"]},
    )
    standing = Standing(made, day("2024-01-10"))
    assert [(found.state, found.last) for found in standing.items] == [
        *(("not-yet-due", day("2024-02-04")), (None, None), (None, None)),
    ]
    assert standing.incomplete == ["B", "C"]


def test_nothing_is_judged_to_find_that_nothing_is_doubtful(monkeypatch: pytest.MonkeyPatch) -> None:
    made = plan({"id": "A", "due": "2024"}, {"id": "B", "due": "by C"}, {"id": "C", "completed": "2024-01-01"})
    standing = Standing(made, day("2024-02-01"))
    monkeypatch.setattr(Standing, "item", lambda *_: pytest.fail("judged"))
    assert standing.incomplete == []


SUBMITTED = [
    ({"due": "2024", "submitted": "2024-01-05"}, None),
    ({"due": "2024", "submitted": "2024-01-05", "withdrawn": "2024-01-06"}, None),
    ({"due": "2024-01", "submitted": "2024-01-05", "completed": "2024-02-01"}, None),
    ({"due": "2024", "submitted": "2024-01-05", "completed": "2024-02-01"}, "completed-on-time"),
    ({"due": "2024", "submitted": {"date": "2024-01-05", "returned": "2024-01-06"}}, "not-yet-due"),
    ({"due": "2024", "submitted": "2024-03-01"}, "not-yet-due"),
    ({"due": "2024", "started": "2024-01-05"}, "not-yet-due"),
    ({"due": EVERY, "submitted": "2024-01-05"}, None),
    ({"due": EVERY, "occurrences": {"2024-Q1": {"submitted": "2024-01-05"}}}, None),
    ({"due": "2024", "milestones": {"m": {"due": "2024", "submitted": "2024-01-05"}}}, "not-yet-due"),
    ({"due": "2024", "members": {"x": {"submitted": "2024-01-05"}}}, "not-yet-due"),
]


@pytest.mark.parametrize(("fields", "state"), SUBMITTED)
def test_what_was_submitted_is_not_judged_without_knowing_what_meets_deadlines(fields: Data, state: str | None) -> None:
    standing = Standing(plan({"id": "A", **fields}, unread=["met_by"]), day("2024-02-01"))
    (found,) = standing.items
    assert found.state == state
    everything = [found, *standing.parts(found)]
    assert standing.incomplete == [one.key for one in everything if one.state is None]
    submitted = [one for one in everything if one.facts.submitted and not one.facts.completed and one is not found]
    assert [one.state for one in submitted] == [None] * len(submitted)
    assert not [one for one in everything if one.state is None and (one.met or one.unverified or one.due_soon)]


@pytest.mark.parametrize("held", [{}, {"withdrawn": "2024-01-06"}, {"suspended": "2024-01-06"}])
def test_nor_is_what_that_would_have_closed(held: Data) -> None:
    told = {"2024-Q1": {"completed": "2024-03-01"}, "2024-Q2": {"withdrawn": "2024-02-01"}}
    fields = {"id": "A", "due": "every quarter from 2024 until 2024", "occurrences": told, "submitted": "2024-10-01"}
    standing = Standing(plan({**fields, **held}, unread=["met_by"]), day("2024-10-02"))
    found = {one.occurrence: one.state for one in standing.occurrences(standing.items[0])}
    assert found == {"2024-Q1": "completed-on-time", "2024-Q2": "withdrawn", "2024-Q3": None, "2024-Q4": None}


def test_a_setting_that_cannot_be_read_raises_no_flag() -> None:
    tasks: list[Data] = [{"id": "A", "due": "2024-02-10"}, {"id": "B", "due": "ongoing", "started": "2023-01-01"}]
    for unread, flags_of_a in (([], "not-yet-due due_soon no_report"), (["due_soon"], "not-yet-due no_report")):
        standing = Standing(plan(*tasks, date="2022-01-01", unread=unread), day("2024-02-01"))
        assert [judged(found) for found in standing.items] == [flags_of_a, "ongoing"]


def test_nothing_of_plan_yaml_read_leaves_its_settings_unread() -> None:
    tasks: list[Data] = [{"id": "A", "due": "2024-02-10"}, {"id": "B", "due": "2024", "submitted": "2024-01-05"}]
    made = plan(*tasks)
    assert [judged(found) for found in Standing(made, day("2024-02-01")).items] == [
        "not-yet-due due_soon no_report",
        "not-yet-due",
    ]
    unread = Standing(made._replace(unread=("plan.yaml",)), day("2024-02-01"))
    assert [judged(found) for found in unread.items] == ["not-yet-due no_report", "not-judged"]


def test_the_plan_s_own_date_is_looked_up_before_events() -> None:
    events: dict[str, Data] = {"issued": {"date": "2020-01-01"}}
    made = plan({"id": "A", "due": "1 day after issued"}, date="2024-01-01", events=events)
    assert item(made, "A", "2024-01-01").last == day("2024-01-02")


def test_an_event_is_meant_before_a_task_and_a_task_before_a_clause() -> None:
    others: list[Data] = [{"id": "B", "completed": "2024-01-05"}, {"id": "C", "source": "B", "completed": "2024-01-09"}]
    first: Data = {"id": "A", "due": "by B"}
    assert item(plan(first, *others, events={"B": {"date": "2024-01-01"}}), "A", "2024-02-01").last == day("2024-01-01")
    assert item(plan(first, *others), "A", "2024-02-01").last == day("2024-01-05")
    assert item(plan(first, others[1]), "A", "2024-02-01").last == day("2024-01-09")


def test_a_clause_of_the_first_source_needs_no_prefix() -> None:
    sources: Data = {"plan": {}, "changes": {}}
    made = plan(sources=sources).info
    assert [bare(clause, made) for clause in ("IV.1", "plan:IV.1", "changes:1")] == ["IV.1", "IV.1", "changes:1"]
    assert bare("plan:IV.1", plan().info) == "plan:IV.1"


def test_a_part_that_is_to_recur_is_not_judged() -> None:
    moved = {"rescheduled": [{"date": "2024-02-01", "to": "every year from 2024"}]}
    parts: dict[str, Any] = {
        "milestones": {"m": {"due": "2024", **moved}, "n": {"due": "every year from 2024"}},
        "members": {"x": moved},
    }
    made = plan({"id": "A", "due": "2024", **parts}, {"id": "B", "due": EVERY, "occurrences": {"2024-Q2": moved}})
    standing = Standing(made, day("2024-02-01"))
    assert [found.state for found in standing.items] == ["not-yet-due", None]
    assert [item(made, key, "2024-02-01").state for key in ("A:m", "A:n", "A:x", "B:2024-Q2")] == [None] * 4


@pytest.mark.parametrize(
    ("assigned", "date", "before", "on"),
    [
        ({"date": "2024-05-01", "document": "1-QĐ"}, "2022-12-01", "2024-04-30", "2024-05-01"),
        ({"date": "2024-05"}, "2022-12-01", "2024-05-30", "2024-05-31"),
        (None, "2022-12-01", "2022-11-30", "2022-12-01"),
        (None, "2022-12", "2022-12-30", "2022-12-31"),
        ({"document": "1-QĐ"}, "2022-12-01", "2022-11-30", "2022-12-01"),
        ({"date": "2021-01-01"}, "2022-12-01", "2020-12-31", "2021-01-01"),
    ],
)
def test_a_task_is_there_from_its_assignment(assigned: Data | None, date: str, before: str, on: str) -> None:
    fields = {"id": "A", "due": "2024", **({"assigned": assigned} if assigned else {})}
    made = plan(fields, date=date)
    assert (
        [one_task.key for one_task in Standing(made, day(before)).items],
        Standing(made, day(before)).unassigned,
    ) == (
        [],
        1,
    )
    assert ([one_task.key for one_task in Standing(made, day(on)).items], Standing(made, day(on)).unassigned) == (
        ["A"],
        0,
    )


def test_without_any_date_a_task_is_there_always() -> None:
    assert len(Standing(plan({"id": "A"}), day("0001-01-01")).items) == 1


def test_a_task_that_is_not_there_yet_is_waited_for_as_if_unknown() -> None:
    made = plan({"id": "A", "due": "by B"}, {"id": "B", "completed": "2024-02-01", "assigned": {"date": "2024-05-01"}})
    assert item(made, "A", "2024-04-30").state == "awaiting-event"
    assert item(made, "A", "2024-05-01").last == day("2024-02-01")


# --- who answers ----------------------------------------------------------------------------------------------------


def answers(made: Plan, on: str) -> str | None:
    return Standing(made, day(on)).items[0].answers_to


def ends(until: str, *successors: str) -> Data:
    return {"until": until, "succeeded_by": list(successors)}


@pytest.mark.parametrize(
    ("bodies", "on", "expected"),
    [
        ({}, "2024-01-01", "a"),
        ({"a": {}}, "2024-01-01", "a"),
        ({"a": ends("2025-02-28", "b"), "b": {}}, "2025-02-28", "a"),
        ({"a": ends("2025-02-28", "b"), "b": {}}, "2025-03-01", "b"),
        ({"a": ends("2025-02", "b"), "b": {}}, "2025-02-28", "a"),
        ({"a": ends("2025-02", "b"), "b": {}}, "2025-03-01", "b"),
        ({"a": ends("2025", "b")}, "2026-01-01", "b"),
        ({"a": ends("2025")}, "2026-01-01", None),
        ({"a": {"succeeded_by": ["b"]}, "b": {}}, "2026-01-01", "a"),
        ({"a": ends("2025", "b", "c"), "b": {}, "c": {}}, "2026-01-01", None),
        ({"a": ends("2024", "b"), "b": ends("2025", "c"), "c": {}}, "2025-06-01", "b"),
        ({"a": ends("2024", "b"), "b": ends("2025", "c"), "c": {}}, "2026-01-01", "c"),
        ({"a": ends("2024", "b"), "b": ends("2025")}, "2026-01-01", None),
        ({"a": ends("2024", "b"), "b": ends("2024", "a")}, "2026-01-01", None),
        ({"a": ends("2024", "a")}, "2026-01-01", None),
        ({"a": ends("2024", "b"), "b": ends("2023", "c"), "c": {}}, "2025-01-01", "c"),
    ],
)
def test_a_body_s_one_successor_answers_after_it(bodies: dict[str, Data], on: str, expected: str | None) -> None:
    assert answers(plan({"id": "A", "due": "2024"}, bodies=bodies), on) == expected


def test_before_a_transfer_the_body_it_came_from_answers_or_its_successor() -> None:
    moves = [{"date": "2025-03-01", "from": "b"}, {"date": "2024-06-01", "from": "c"}]
    bodies: dict[str, Data] = {"a": {}, "b": {"until": "2025-01", "succeeded_by": ["d"]}, "c": {}, "d": {}}
    made = plan({"id": "A", "due": "2026", "transferred": moves}, bodies=bodies)
    days = ("2024-05-31", "2024-06-01", "2025-01-31", "2025-02-01", "2025-03-01")
    assert [answers(made, on) for on in days] == ["c", "b", "b", "d", "a"]


def test_one_of_several_successors_answers_for_what_was_transferred_to_it() -> None:
    bodies: dict[str, Data] = {"old": {"until": "2025-02", "succeeded_by": ["a", "b"]}, "a": {}, "b": {}}
    made = plan(
        {"id": "A", "due": "2026", "transferred": {"date": "2025-03-01", "from": "old"}},
        {"id": "B", "due": "2026", "body": "old"},
        bodies=bodies,
    )
    seen = {on: [found.answers_to for found in Standing(made, day(on)).items] for on in ("2025-02-28", "2025-03-01")}
    assert seen == {"2025-02-28": ["old", "old"], "2025-03-01": ["a", None]}


# --- the office's cells ---------------------------------------------------------------------------------------------

KINDS: dict[str, Data] = {
    "completed-on-time": {"due": "2024-06", "completed": "2024-06-30"},
    "completed-late": {"due": "2024-06", "completed": "2024-07-01"},
    "not-yet-due": {"due": "2024-12"},
    "overdue": {"due": "before 2024-12-31"},
    "ongoing": {"due": "ongoing"},
    "no-deadline": {},
    "withdrawn": {"due": "2024-06", "withdrawn": "2024-02-01"},
}
REPORTED = [
    {"completed-on-time": 14_068, "completed-late": 1_983, "not-yet-due": 5_640, "overdue": 223},
    {"completed-on-time": 1_310, "completed-late": 429, "not-yet-due": 1_812, "overdue": 175},
]


def reported(counts: dict[str, int]) -> Plan:
    """Return a plan with as many tasks in each state, shuffled in a fixed way over five bodies."""
    kinds = [state for state, count in counts.items() for _ in range(count)]
    order = sorted(range(len(kinds)), key=lambda number: number * 7_919 % len(kinds))
    made = {state: task({"id": "A", **KINDS[state]}) for state in counts}
    tasks = tuple(
        made[kinds[number]]._replace(id=type(made[kinds[number]].id)(f"T{number}"), body=f"b{number % 5}")
        for number in order
    )
    return plan()._replace(tasks=tasks)


@pytest.mark.parametrize(("counts", "total"), [(REPORTED[0], 21_914), (REPORTED[1], 3_726)])
def test_the_four_cells_of_public_reports_add_up(counts: dict[str, int], total: int) -> None:
    items = Standing(reported(counts), day("2024-12-31")).items
    assert len(items) == total
    assert Counter(found.state for found in items) == counts
    bodies = Counter(found.answers_to for found in items)
    assert bodies == Counter(f"b{number % 5}" for number in range(total))


def test_the_government_s_own_rate() -> None:
    states = Counter(found.state for found in Standing(reported(REPORTED[0]), day("2024-12-31")).items)
    completed = sum(count for state, count in states.items() if state in COMPLETED)
    assert (completed, completed + states["overdue"]) == (16_051, 16_274)
    assert f"{completed / (completed + states['overdue']):.2%}" == "98.63%"
