"""Counting from day to day is the same as judging all again on each day, whatever changed between."""

from collections import Counter
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest
from building import day, plan
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from strategies import PlanData, files, model, plans
from test_diff import Texts

from plancli.history.counting import Counting
from plancli.history.counts import Counted, Counts, named, of_all, of_due, total
from plancli.history.turning import Turning
from plancli.load import Memory, load
from plancli.model import Plan
from plancli.query.filters import Wanted
from plancli.state import STATES, Standing

THOROUGH = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=40,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow],
)
FIRST, LAST = date(2023, 5, 1), date(2026, 6, 30)
DAYS = st.lists(st.dates(FIRST, LAST), min_size=1, max_size=12, unique=True).map(sorted)
EVERY = Wanted()


def plainly(of: Plan, on: date) -> Counted:
    """Return the counts of a plan on a day, all judged anew."""
    items = Standing(of, on).items
    bodies: dict[str | None, Counter[Any]] = {}
    for item in items:
        bodies.setdefault(item.answers_to, Counter())[item.state] += 1
    return Counted(Counter(item.state for item in items), bodies)


@THOROUGH
@given(plans(most=6), DAYS)
def test_one_plan_from_day_to_day(data: PlanData, days: list[date]) -> None:
    made, counting = model(data), Counting(EVERY, by_body=True)
    for on in days:
        assert counting.at(made, on) == plainly(made, on)


@settings(THOROUGH, max_examples=10)
@given(plans(most=6))
def test_what_was_judged_holds_until_it_turns(data: PlanData) -> None:
    """From each day to the next, over all the years in which anything happens."""
    made = model(data)
    until: dict[str, date] = {}
    states: dict[str, Any] = {}
    for number in range((LAST - FIRST).days):
        standing = Standing(made, FIRST + timedelta(days=number))
        turning = Turning(standing)
        for task in standing.assigned:
            state = standing.item(task).state
            if until.get(str(task.id), date.min) > standing.day:
                assert states[str(task.id)] == state, (task.id, standing.day)
            states[str(task.id)], until[str(task.id)] = state, turning.after(task)


@THOROUGH
@given(st.lists(plans(most=6), min_size=2, max_size=4), DAYS, st.data())
def test_versions_of_files_that_share_some(versions: list[PlanData], days: list[date], data: st.DataObject) -> None:
    memory: Memory = {}
    counting = Counting(EVERY, by_body=True)
    current = deepcopy(versions[0])
    for on in days:
        other = data.draw(st.sampled_from(versions))
        for body in data.draw(st.sets(st.sampled_from(sorted(other["bodies"])))):
            current["bodies"][body] = other["bodies"][body]
        if data.draw(st.integers(0, 5)) == 0:
            current["info"] = other["info"]
        made = load(Texts(files(current)), memory).plan
        assert counting.at(made, on) == plainly(made, on)


TURNS = [
    ({"due": "2024"}, "2024-12-30", "2025-01-01"),
    ({"due": "2024"}, "2024-12-31", "2025-01-01"),
    ({"due": "2024"}, "2025-01-01", "9999-12-31"),
    ({"due": "before 2024-06-30"}, "2024-01-01", "2024-06-30"),
    ({"due": "ongoing"}, "2024-01-01", "9999-12-31"),
    ({}, "2024-01-01", "9999-12-31"),
    ({"due": "9999-12-31"}, "2024-01-01", "9999-12-31"),
    ({"due": "2024", "completed": "2024-03"}, "2024-03-01", "2024-03-31"),
    ({"due": "2024", "completed": "2024-03"}, "2024-03-31", "2025-01-01"),
    ({"due": "2024", "completed": {"date": "2024-03-01", "returned": "2024-05-02"}}, "2024-03-01", "2024-05-02"),
    ({"due": "2024", "suspended": {"date": "2024-03-01", "resumed": "2024-04-01"}}, "2024-03-01", "2024-04-01"),
    ({"due": "2024", "withdrawn": "2024-03-01"}, "2024-02-29", "2024-03-01"),
    ({"due": "2024", "rescheduled": {"date": "2024-11-01", "to": "2025-06"}}, "2024-10-01", "2024-11-01"),
    ({"due": "2024", "rescheduled": {"date": "2024-11-01", "to": "2025-06"}}, "2025-01-01", "2025-07-01"),
    ({"due": "by so-ket"}, "2024-01-01", "2024-09-02"),
    ({"due": "by issued"}, "2024-01-01", "9999-12-31"),
    ({"due": "30 days after II"}, "2024-01-01", "2024-01-01"),
    ({"due": "2024", "rescheduled": {"date": "2024-11-01", "to": "by II"}}, "2024-01-01", "2024-01-01"),
    ({"due": "every quarter from 2024"}, "2024-03-31", "2024-04-01"),
    ({"due": "every quarter from 2024"}, "2024-04-01", "2024-07-01"),
    ({"due": "every quarter until 2024"}, "2024-12-31", "2025-01-01"),
    ({"due": "every quarter until 2024"}, "2025-01-01", "9999-12-31"),
    ({"due": "every quarter", "occurrences": {"2024-Q1": {"started": "2024-02-02"}}}, "2024-02-01", "2024-02-02"),
    ({"due": "2024", "faults": ["due"]}, "2024-01-01", "9999-12-31"),
]


@pytest.mark.parametrize(("task", "on", "turns"), TURNS)
def test_the_day_on_which_a_state_may_turn(task: dict[str, Any], on: str, turns: str) -> None:
    made = plan({"id": "I", **task}, {"id": "II"}, date="2023-01-01", events={"so-ket": {"date": "2024-09-01"}})
    assert Turning(Standing(made, day(on))).after(made.tasks[0]) == day(turns)


def test_a_rate_has_its_parts() -> None:
    counts: Counts = {
        "completed-on-time": 3,
        "completed-late": 2,
        "completed": 1,
        "overdue": 4,
        "withdrawn": 5,
        None: 6,
    }
    assert (total(counts), of_due(counts), of_all(counts)) == (21, (6, 10), (6, 16))
    assert list(named(counts).items())[-3:] == [("overdue", 4), ("not_yet_due", 0), ("not_judged", 6)]
    assert len(named({})) == len(STATES) + 1


def test_days_that_go_back_are_judged_anew() -> None:
    made, counting = plan({"id": "I", "due": "2024", "completed": "2024-05-01"}), Counting(EVERY)
    days = [day("2025-01-01"), day("2024-04-30"), day("2024-05-01")]
    assert [dict(counting.at(made, on).counts) for on in days] == [
        {"completed-on-time": 1},
        {"not-yet-due": 1},
        {"completed-on-time": 1},
    ]


def test_another_setting_judges_all_anew() -> None:
    task = {"id": "I", "due": "2024", "submitted": "2024-05-01"}
    counting, on = Counting(EVERY), day("2024-06-01")
    assert dict(counting.at(plan(task), on).counts) == {"not-yet-due": 1}
    assert dict(counting.at(plan(task, met_by="submitted"), on).counts) == {"completed-on-time": 1}


CHANGED = [
    ({"due": "2024"}, {"due": "2023"}),
    ({"due": "2024"}, {"due": "2024", "completed": "2024-05-01"}),
    ({"due": "2024"}, {"due": "2024", "assigned": {"date": "2026"}}),
    ({"due": "every quarter"}, {"due": "every quarter", "occurrences": {"2024-Q1": {"completed": "2024-03-01"}}}),
    ({"due": "every quarter"}, {"due": "every quarter", "assigned": {"date": "2024-04-01"}}),
    ({"due": "2024"}, {"due": "2024", "faults": ["completed"]}),
]


@pytest.mark.parametrize(("before", "after"), CHANGED)
def test_what_changed_of_a_task_is_judged(before: dict[str, Any], after: dict[str, Any]) -> None:
    counting, on = Counting(EVERY), day("2024-06-01")
    old, new = (plan({"id": "I", **task}, date="2024-01-01") for task in (before, after))
    assert plainly(old, on) != plainly(new, on)
    for made in (old, new, old):
        assert counting.at(made, on).counts == plainly(made, on).counts


def test_an_event_that_moved_moves_what_hangs_on_it() -> None:
    counting, on = Counting(EVERY), day("2024-06-01")
    states = []
    for held in ("2024-05-01", "2024-09-01", "2024-05-31"):
        made = plan({"id": "I", "due": "by so-ket"}, events={"so-ket": {"date": held}})
        states += list(counting.at(made, on).counts)
    assert states == ["overdue", "not-yet-due", "overdue"]
