"""What holds for any plan on any day, of judging and of reading."""

import os
import time
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import yaml
from building import FACTS
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from strategies import PlanData, files, model, plans

from plancli.deadline import Recurring
from plancli.load import load
from plancli.model import At, Info, Located, Plan, Task
from plancli.problem import Problem
from plancli.source import Entry, Listing, entry_of
from plancli.state import COMPLETED, FLAGS, STATES, Item, Standing, State

FAST = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=60,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow],
)
DAYS = st.one_of(
    st.dates(date(2023, 1, 1), date(2026, 2, 1)),
    st.sampled_from(
        [date(year, month, monthrange(year, month)[1]) for year in (2023, 2024, 2025) for month in (6, 12)]
    ),
    st.sampled_from([date(2024, 1, 1), date(2025, 1, 1), date.min, date.max]),
)


def seen(item: Item) -> dict[str, Any]:
    """Return all that an item says, but for the objects that it was made from."""
    said = item._asdict()
    del said["task"], said["part"]
    return said


def everything(standing: Standing) -> dict[str, dict[str, Any]]:
    """Return what is said of every task and of every part, by address."""
    items = [*standing.items, *[part for item in standing.items for part in standing.parts(item)]]
    return {item.key: seen(item) for item in items}


# --- one state each, and the cells add up ---------------------------------------------------------------------------


def begins(task: Task, plan: Plan) -> bool:
    """Return whether it is known when each series of a task begins."""
    given = task.assigned.date if task.assigned and task.assigned.date else plan.info.date
    return given is not None or not isinstance(task.due, Recurring) or task.due.begins


@FAST
@given(plans(), DAYS)
def test_every_task_is_in_exactly_one_state(data: PlanData, day: date) -> None:
    made = model(data)
    standing = Standing(made, day)
    assert len(standing.items) + standing.unassigned == len(made.tasks)
    for item in standing.items:
        judged = not item.task.faults and begins(item.task, made)
        assert item.state in STATES if judged and "faults" not in repr(data) else item.state in (*STATES, None)
        assert item.state is None or not item.task.faults
        assert (item.key in standing.incomplete) == (item.state is None)
        for part in standing.parts(item):
            assert (part.key in standing.incomplete) == (part.state is None)
            assert part.state in STATES or (part.state is None and ("faults" in repr(data) or not judged))


@FAST
@given(plans(), DAYS)
def test_by_body_and_in_total_the_cells_add_up(data: PlanData, day: date) -> None:
    items = Standing(model(data), day).items
    cells = Counter((item.answers_to, item.state) for item in items)
    total = Counter(item.state for item in items)
    assert sum(cells.values()) == sum(total.values()) == len(items)
    for state in (*STATES, None):
        assert sum(count for (_, one), count in cells.items() if one == state) == total[state]
    assert {item.answers_to for item in items} <= {*data["bodies"], None}


@FAST
@given(plans(), DAYS)
def test_what_an_item_says_agrees_with_itself(data: PlanData, day: date) -> None:
    standing = Standing(model(data), day)
    for item in (*standing.items, *(part for one in standing.items for part in standing.parts(one))):
        late, waiting = item.state == "overdue", item.state == "not-yet-due"
        if late:
            assert item.last is not None
            assert item.last < day
        if waiting and item.last:
            assert item.last >= day
        if waiting and item.kind != "task":
            assert item.last
        if item.days_left is not None:
            assert item.last
            assert item.days_left == (item.last - day).days
        assert standing.soon
        assert item.due_soon == (waiting and item.last is not None and item.last <= standing.soon)
        assert (item.missed > 0) <= isinstance(item.in_force, Recurring)
        if item.state in COMPLETED and item.kind != "task":
            assert item.met
            assert item.met.returned is None
            assert not item.no_report
        if item.state == "completed":
            assert item.last is None or isinstance(item.in_force, Recurring)
        if item.state is None:
            assert not item.due_soon
            assert item.days_left is None
        assert {flag for flag in FLAGS if getattr(item, flag)} <= set(FLAGS)


@FAST
@given(plans(), DAYS)
def test_what_is_judged_without_met_by_is_so_by_either(data: PlanData, day: date) -> None:
    """And what hangs on it is not judged, and is named."""
    made = model(data)

    def states(**info: Any) -> dict[str, State | None]:
        standing = Standing(made._replace(info=made.info._replace(**info)), day)
        items = [*standing.items, *[part for item in standing.items for part in standing.parts(item)]]
        assert {item.key for item in items if item.state is None} == set(standing.incomplete)
        return {item.key: item.state for item in items}

    unread = states(met_by="completed", unread=("met_by",))
    for met_by in ("completed", "submitted"):
        known = states(met_by=met_by)
        assert {key: known.get(key, state) for key, state in unread.items() if state} == {
            key: state for key, state in unread.items() if state
        }


# --- hiding the future equals deleting it ---------------------------------------------------------------------------


def last_day(text: str) -> date:
    """Return the last day of a day, a month or a year as a file writes it."""
    numbers = [int(part) for part in text.split("-")]
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else 12
    return date(year, month, numbers[2] if len(numbers) > 2 else monthrange(year, month)[1])


def when(fact: Any) -> date:
    return last_day(fact if isinstance(fact, str) else fact["date"])


def past(fact: Any, day: date) -> Any:
    """Return a fact without what was added to it later."""
    if isinstance(fact, str):
        return fact
    kept = {name: one for name, one in fact.items() if name not in ("verified", "returned") or when(one) <= day}
    if "resumed" in kept and last_day(kept["resumed"]) > day:
        del kept["resumed"]
    return kept


def place(data: PlanData, day: date) -> PlanData:
    """Return a task or a part without its later facts."""
    kept: PlanData = {}
    for name, one in data.items():
        if name in ("milestones", "occurrences", "members"):
            kept[name] = {key: place(part, day) for key, part in one.items()}
        elif name not in FACTS:
            kept[name] = one
        elif isinstance(one, list):
            kept[name] = [past(fact, day) for fact in one if when(fact) <= day]
        elif when(one) <= day:
            kept[name] = past(one, day)
    return kept


def until(data: PlanData, day: date) -> PlanData:
    """Return a body or member that does not end, where its end is not reached yet."""
    if "until" in data and last_day(data["until"]) >= day:
        data = {name: one for name, one in data.items() if name not in ("until", "succeeded_by")}
    members = {id: until(member, day) for id, member in data.get("members", {}).items()}
    return {**data, "members": members} if members else data


def without_later(data: PlanData, day: date) -> PlanData:
    """Return a plan from whose files all is deleted that came after a day."""
    issued = data["info"].get("date")
    bodies = {id: {**until(body, day), "tasks": []} for id, body in data["bodies"].items()}
    for id, body in data["bodies"].items():
        for task in body.get("tasks", ()):
            given = task.get("assigned", {}).get("date", issued)
            if given and last_day(given) > day:
                continue
            moves = task.get("transferred", [])
            later = sorted(
                (move for move in (moves if isinstance(moves, list) else [moves]) if when(move) > day), key=when
            )
            bodies[later[0]["from"] if later else id]["tasks"].append(place(task, day))
    return {**data, "bodies": bodies}


@FAST
@given(plans(), DAYS)
def test_hiding_the_future_equals_deleting_it(data: PlanData, day: date) -> None:
    hidden, deleted = model(data), model(without_later(data, day))
    assert everything(Standing(hidden, day)) == everything(Standing(deleted, day))


# --- judging is pure ------------------------------------------------------------------------------------------------


@FAST
@given(plans(), DAYS)
def test_judging_twice_or_in_another_order_says_the_same(data: PlanData, day: date) -> None:
    made = model(data)
    before = repr(made)
    standing, other, late = Standing(made, day), Standing(made, day), Standing(made, day)
    for item in reversed(other.items):
        for part in other.parts(item):
            assert part.key
    for task in reversed(made.tasks):
        assert late.anchors(str(task.id)) == standing.anchors(str(task.id))
    found = everything(standing)
    assert found == everything(standing) == everything(other) == everything(late)
    assert repr(made) == before


@FAST
@given(plans(), DAYS)
def test_the_order_of_tasks_does_not_matter(data: PlanData, day: date) -> None:
    made = model(data)
    turned = made._replace(tasks=tuple(reversed(made.tasks)))
    assert everything(Standing(made, day)) == everything(Standing(turned, day))


@contextmanager
def zone(name: str) -> Iterator[None]:
    """Set this process's time zone."""
    saved = os.environ.get("TZ")
    os.environ["TZ"] = name
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ")
        if saved is not None:
            os.environ["TZ"] = saved
        time.tzset()


@settings(FAST, max_examples=20)
@given(plans(), DAYS)
def test_the_time_zone_plays_no_role(data: PlanData, day: date) -> None:
    found = []
    for name in ("UTC", "Asia/Ho_Chi_Minh", "Pacific/Kiritimati", "Etc/GMT+12"):
        with zone(name):
            found.append(everything(Standing(model(data), day)))
    assert found[1:] == found[:-1]


# --- files and model values -----------------------------------------------------------------------------------------


class Texts:
    """A plan's files that are nowhere but here."""

    def __init__(self, texts: dict[str, str]) -> None:
        self._texts = texts

    def listing(self) -> Listing:
        """Return all of them, in the order in which a folder lists them."""
        order = {"plan": 0, "documents": 1, "body": 2}
        entries = [entry for name in self._texts if (entry := entry_of(name))]
        return Listing(tuple(sorted(entries, key=lambda entry: (order[entry.kind], entry.stem))))

    def read(self, entry: Entry) -> bytes | Problem:
        """Return the bytes of one."""
        return self._texts[entry.file].encode()


def unplaced(value: Any) -> Any:
    """Return a model value as plain tuples and texts, without the places in files."""
    if isinstance(value, At):
        return "somewhere"
    if isinstance(value, Located):
        return str(value)
    if isinstance(value, Info):
        value = value._replace(places={})
    if isinstance(value, tuple):
        return tuple(unplaced(one) for one in value)
    return {name: unplaced(one) for name, one in value.items()} if isinstance(value, dict) else value


@settings(FAST, max_examples=50)
@given(plans())
def test_the_text_says_what_the_data_says(data: PlanData) -> None:
    written = files(data)
    assert yaml.load(written["plan.yaml"], Loader=yaml.BaseLoader) == data["info"]
    for id, body in data["bodies"].items():
        if "faults" not in repr(body):
            assert yaml.load(written[f"bodies/{id}.yaml"], Loader=yaml.BaseLoader) == body


@settings(FAST, max_examples=50)
@given(plans())
def test_files_are_read_as_what_they_say(data: PlanData) -> None:
    assert unplaced(load(Texts(files(data))).plan)[:4] == unplaced(model(data))[:4]


@settings(FAST, max_examples=50)
@given(plans(), DAYS)
def test_hiding_the_future_equals_deleting_it_from_the_files(data: PlanData, day: date) -> None:
    hidden = load(Texts(files(data))).plan
    deleted = load(Texts(files(without_later(data, day)))).plan
    found = [everything(Standing(plan, day)) for plan in (hidden, deleted)]
    assert unplaced_facts(found[0]) == unplaced_facts(found[1])


def unplaced_facts(found: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {key: {name: unplaced(one) for name, one in said.items()} for key, said in found.items()}
