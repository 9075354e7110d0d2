"""What holds for any two versions of a plan: nothing is told of what did not change, and all of what did."""

import random
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from building import FACTS
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from strategies import PlanData, files, model, plans
from test_diff import MIRROR, Texts, told

from plancli.deadline import parse_span
from plancli.diff import KINDS, Change, Difference, compare
from plancli.diff.facts import DECIDING
from plancli.load import Loaded, Memory, load
from plancli.model import Task

FAST = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=40,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow],
)
SEEDS = st.integers(0, 10_000)
NAMES = ("co_leads", "supporting", "cites", "tags", "source", "evidence", "output", "into", "succeeded_by", "due")
LISTS = (*NAMES, *FACTS, "outline", "documents", "tasks")


def sound(data: Any) -> Any:
    """Return a plan's data in which all can be read."""
    if isinstance(data, dict):
        return {name: sound(one) for name, one in data.items() if name != "faults"}
    return [sound(one) for one in data] if isinstance(data, list) else data


SOUND = plans().map(sound)


def from_model(data: PlanData) -> Loaded:
    """Return a plan's data as loaded, from the model."""
    return Loaded(model(data), ())


def from_files(data: PlanData, memory: Memory | None = None) -> Loaded:
    """Return a plan's data as loaded from its files."""
    return load(Texts(files(data)), memory)


def tasks_of(data: PlanData) -> list[tuple[list[PlanData], PlanData]]:
    """Return all tasks, each with the list that it stands in."""
    lists = [body["tasks"] for body in data["bodies"].values() if body.get("tasks")]
    return [(tasks, task) for tasks in lists for task in tasks]


# --- nothing changed ------------------------------------------------------------------------------------------------


@FAST
@given(plans())
def test_a_plan_does_not_differ_from_itself(data: PlanData) -> None:
    memory: Memory = {}
    old = from_files(data, memory)
    assert compare(old, old) == Difference(())
    assert compare(old, from_files(data, memory)) == Difference(())
    again = compare(old, from_files(data))
    assert again.changes == ()
    faulty = {str(task["id"]) for _tasks, task in tasks_of(data) if "faults" in repr(task)}
    assert {one.address for one in again.uncompared} == faulty


@FAST
@given(SOUND)
def test_the_model_and_the_files_of_a_plan_do_not_differ(data: PlanData) -> None:
    assert compare(from_model(data), from_files(data)) == Difference(())


def _same_day(entries: list[Any]) -> bool:
    """Whether two entries have the same last day, so that their order says which one counts."""
    ends = [parse_span(str(one["date"] if isinstance(one, dict) else one)).end for one in entries]
    return len(set(ends)) < len(ends)


def shuffled(data: Any, chance: random.Random, name: str = "") -> Any:
    """Return data whose maps and lists stand in another order."""
    if isinstance(data, dict):
        keys = list(data)
        chance.shuffle(keys)
        return {key: shuffled(data[key], chance, key) for key in keys}
    if isinstance(data, list):
        turned = [shuffled(one, chance) for one in data]
        if name in LISTS and not (name in DECIDING and _same_day(data)):
            chance.shuffle(turned)
        return turned
    return data


@FAST
@given(SOUND, SEEDS)
def test_order_and_comments_are_no_change(data: PlanData, seed: int) -> None:
    turned = shuffled(data, random.Random(seed))
    texts = {name: f"# lời đầu\n\n{text}\n# lời cuối\n" for name, text in files(turned).items()}
    old, new = from_files(data), load(Texts(texts))
    assert compare(old, new) == Difference(())
    assert compare(new, old) == Difference(())


# --- what changed, and nothing else ---------------------------------------------------------------------------------

Mutation = Callable[[PlanData, list[PlanData], PlanData], list[str] | None]


def set_field(name: str, value: Any, kind: str) -> Mutation:
    """Return what gives a task's field a value that nothing has yet."""

    def mutate(data: PlanData, tasks: list[PlanData], task: PlanData) -> list[str]:
        task[name] = value
        return [kind]

    return mutate


def drop_field(name: str, kind: str) -> Mutation:
    """Return what takes a task's field away, where it is."""

    def mutate(data: PlanData, tasks: list[PlanData], task: PlanData) -> list[str] | None:
        return [kind] if task.pop(name, None) is not None else None

    return mutate


def state_due(data: PlanData, tasks: list[PlanData], task: PlanData) -> list[str]:
    """Give a task a deadline that no other is like."""
    kind = "deadline-changed" if "due" in task else "deadline-stated"
    task["due"] = "3 weeks after so-ket" if "so-ket" not in str(task.get("due")) else "3 weeks after dai-hoi"
    return [kind]


def record(name: str, fact: Any) -> Mutation:
    """Return what records a fact beside those that are there."""

    def mutate(data: PlanData, tasks: list[PlanData], task: PlanData) -> list[str]:
        known = task.get(name, [])
        task[name] = [fact, *(known if isinstance(known, list) else [known])]
        return ["fact-recorded"]

    return mutate


def start(data: PlanData, tasks: list[PlanData], task: PlanData) -> list[str]:
    """Record a start, or change it."""
    kind = "fact-changed" if "started" in task else "fact-recorded"
    task["started"] = "2019-01-01"
    return [kind]


def withdraw(data: PlanData, tasks: list[PlanData], task: PlanData) -> list[str]:
    """Split a task."""
    kind = "fact-changed" if "withdrawn" in task else "task-split"
    task["withdrawn"] = {"date": "2019", "into": ["I.1.a", "X.1"]}
    return [kind]


def erase(data: PlanData, tasks: list[PlanData], task: PlanData) -> list[str] | None:
    """Erase all facts of a kind that has no others inside."""
    name = next(
        (name for name in ("started", "progress", "rescheduled", "suspended", "withdrawn") if name in task), None
    )
    if name is None:
        return None
    gone = task.pop(name)
    return ["fact-erased"] * (len(gone) if isinstance(gone, list) else 1)


def verify(data: PlanData, tasks: list[PlanData], task: PlanData) -> list[str] | None:
    """Verify a completion, or take that back."""
    entry = task.get("completed")
    entry = entry[-1] if isinstance(entry, list) else entry
    if not isinstance(entry, dict):
        return None
    if entry.pop("verified", None):
        return ["fact-erased"]
    entry["verified"] = {"date": "2019"}
    return ["fact-recorded"]


def remove(data: PlanData, tasks: list[PlanData], task: PlanData) -> list[str]:
    """Remove a task."""
    tasks.remove(task)
    return ["task-removed"]


def transfer(data: PlanData, tasks: list[PlanData], task: PlanData) -> list[str]:
    """Move a task to another body's file, with the record."""
    here = next(id for id, body in data["bodies"].items() if body.get("tasks") is tasks)
    there = next(id for id in data["bodies"] if id != here)
    record("transferred", {"date": "2019", "from": here})(data, tasks, task)
    tasks.remove(task)
    data["bodies"][there].setdefault("tasks", []).append(task)
    return ["task-transferred"]


def add_milestone(data: PlanData, tasks: list[PlanData], task: PlanData) -> list[str]:
    """Add a milestone."""
    task.setdefault("milestones", {})["moi"] = {"due": "2024"}
    return ["part-added"]


def complete_occurrence(data: PlanData, tasks: list[PlanData], task: PlanData) -> list[str]:
    """Record a fact at a place of which nothing was written."""
    task.setdefault("occurrences", {})["2031"] = {"completed": "2031", "members": {"m": {"started": "2031"}}}
    return ["fact-recorded", "fact-recorded"]


MUTATIONS: dict[str, Mutation] = {
    "title": set_field("title", "Tên khác hẳn", "title-changed"),
    "text": set_field("text", "Lời văn", "text-changed"),
    "note": set_field("note", "Ghi thêm", "note-changed"),
    "co_leads": set_field("co_leads", ["ban-x"], "co-leads-changed"),
    "supporting": set_field("supporting", ["ban-d", "ban-x"], "supporting-changed"),
    "supporting_note": set_field("supporting_note", "các bên", "supporting-changed"),
    "cites": set_field("cites", ["9-A"], "citation-changed"),
    "source": set_field("source", "I.9", "source-changed"),
    "output": set_field("output", ["Đề án"], "output-changed"),
    "depends": set_field("depends", ["III"], "depends-changed"),
    "tags": set_field("tags", ["x"], "tags-changed"),
    "report_every": set_field("report_every", "7 months", "report-every-changed"),
    "due_words": set_field("due_words", "khi xong", "due-words-changed"),
    "assigned": set_field("assigned", {"date": "2019"}, "assigned-changed"),
    "due stated": state_due,
    "due dropped": drop_field("due", "deadline-dropped"),
    "progress": record("progress", {"date": "2019-02-03", "note": "chưa ai nói"}),
    "completed": record("completed", "2019-02-03"),
    "rescheduled": record("rescheduled", {"date": "2019", "to": "2 weeks after so-ket"}),
    "suspended": record("suspended", {"date": "2019"}),
    "started": start,
    "withdrawn": withdraw,
    "erased": erase,
    "verified": verify,
    "removed": remove,
    "transferred": transfer,
    "milestone": add_milestone,
    "occurrence": complete_occurrence,
}


ALONE = ("removed", "transferred", "erased")
"""What is done to a task to which nothing else is done: its changes are no sum of two."""


def mutated(data: PlanData, seed: int) -> tuple[PlanData, dict[str, list[str]]]:
    """Return a plan some of whose tasks are changed, and the kinds of change by task."""
    chance = random.Random(seed)
    data = deepcopy(data)
    expected: dict[str, list[str]] = {}
    for tasks, task in tasks_of(data):
        names = chance.sample(list(MUTATIONS), chance.randrange(4))
        names = next(([name] for name in names if name in ALONE), names)
        if {"due stated", "due dropped"} <= {*names}:
            names.remove("due dropped")
        kinds = [kind for name in names for kind in MUTATIONS[name](data, tasks, task) or ()]
        if kinds:
            expected[task["id"]] = sorted(kinds)
    if chance.random() < 0.5:
        data["bodies"]["ban-c"].setdefault("tasks", []).append({"id": "X.1", "title": "Mới"})
        expected["X.1"] = ["task-added"]
    return data, expected


def kinds_by_task(found: Difference) -> dict[str, list[str]]:
    """Return the kinds of change of each task, and of what is none."""
    kinds: dict[str, list[str]] = {}
    for one in found.changes:
        kinds.setdefault(one.address.partition(":")[0], []).append(one.kind)
    return {id: sorted(found) for id, found in kinds.items()}


@settings(FAST, max_examples=150)
@given(SOUND, SEEDS)
def test_every_changed_task_is_told_and_nothing_else(data: PlanData, seed: int) -> None:
    changed, expected = mutated(data, seed)
    found = compare(from_model(data), from_model(changed))
    assert kinds_by_task(found) == expected
    assert not found.uncompared


@FAST
@given(SOUND, SEEDS)
def test_of_tasks_that_are_numbered_anew_only_their_ids_changed(data: PlanData, seed: int) -> None:
    """However their ids are dealt out among them, and to one that is new: nothing else is told of any."""
    chance = random.Random(seed)
    data = deepcopy(data)
    for number, (_tasks, task) in enumerate(tasks_of(data)):
        task["title"] = f"Việc {number}"
    changed = deepcopy(data)
    every = [task for _tasks, task in tasks_of(changed)]
    ids = [task["id"] for task in every]
    dealt = [*ids, "X.1"] if chance.random() < 0.5 else [*ids]
    chance.shuffle(dealt)
    for task, id in zip(every, dealt, strict=False):
        task["id"] = id
    expected = {new: ["id-changed"] for old, new in zip(ids, dealt, strict=False) if old != new}
    if (left := [*dealt, ""][len(ids)]) in ids:  # one task has the new id, and its own goes to a new task
        changed["bodies"]["ban-c"].setdefault("tasks", []).append({"id": left, "title": "Mới"})
        expected[left] = ["task-added"]
    for there, back in ((data, changed), (changed, data)):
        found = compare(from_model(there), from_model(back))
        assert not found.uncompared
        if there is data:
            assert kinds_by_task(found) == expected
        else:
            assert {one.kind for one in found.changes} <= {"id-changed", "task-removed"}


@FAST
@given(SOUND, SEEDS)
def test_the_files_tell_what_the_model_tells(data: PlanData, seed: int) -> None:
    changed, _expected = mutated(data, seed)
    memory: Memory = {}
    found = told(compare(from_model(data), from_model(changed)))
    assert told(compare(from_files(data), from_files(changed))) == found
    assert told(compare(from_files(data, memory), from_files(changed, memory))) == found
    turned = shuffled(changed, random.Random(seed))
    assert sorted(told(compare(from_files(data), from_files(turned)))) == sorted(found)


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_mutation_is_made(name: str) -> None:
    task: PlanData = {
        "id": "I",
        "title": "Việc",
        "due": "2024",
        "completed": {"date": "2024"},
        "progress": [{"date": "2024"}],
    }
    data: PlanData = {"info": {"title": "T"}, "documents": [], "bodies": {"a": {"name": "A", "tasks": [task]}, "b": {}}}
    changed = deepcopy(data)
    tasks = changed["bodies"]["a"]["tasks"]
    expected = MUTATIONS[name](changed, tasks, tasks[0])
    assert expected
    assert kinds_by_task(compare(from_model(data), from_model(changed))) == {"I": sorted(expected)}


# --- the other way round --------------------------------------------------------------------------------------------

OPPOSITE = {f"deadline-{one}": f"deadline-{other}" for one, other in MIRROR.items()} | {
    "task-added": "task-removed",
    "task-removed": "task-added",
    "part-added": "part-removed",
    "part-removed": "part-added",
    "fact-recorded": "fact-erased",
    "fact-erased": "fact-recorded",
    "event-added": "event-removed",
    "event-removed": "event-added",
    "document-added": "document-removed",
    "document-removed": "document-added",
}
PLAIN = {"body-ended": "body-changed", "body-succeeded": "body-changed"}


def facts_only(change: Change) -> list[tuple[Any, ...]]:
    """Return a change as it is told without regard to what the other way round has no word for."""
    kind, field = PLAIN.get(change.kind, change.kind), change.field
    if change.kind in ("task-split", "task-merged"):
        return [("fact-recorded", change.address, field)]
    if change.kind == "task-transferred":
        moved = [(change.kind, change.address, "")]
        return [*moved, ("fact-recorded", change.address, field)] if field else moved
    return [(kind, change.address, {"removed": "added"}.get(field, field))]


def seen(found: Difference) -> Counter[tuple[Any, ...]]:
    return Counter(line for one in found.changes for line in facts_only(one))


@settings(FAST, max_examples=100)
@given(SOUND, SOUND)
def test_the_other_way_round_tells_the_opposite(first: PlanData, second: PlanData) -> None:
    there = compare(from_model(first), from_model(second))
    back = compare(from_model(second), from_model(first))
    assert bool(there.changes) == bool(back.changes)
    if not any(one.kind == "id-changed" for one in there.changes):
        turned = Counter({(OPPOSITE.get(kind, kind), *rest): count for (kind, *rest), count in seen(there).items()})
        assert seen(back) == turned
    same = ("title-changed", "deadline-later", "deadline-changed", "fact-changed", "source-changed", "part-added")
    values = [(one.address, one.field, one.old, one.new) for one in there.changes if one.kind in same]
    mirrored = [(one.address, one.field, one.new, one.old) for one in back.changes]
    assert all(one in mirrored for one in values) or any(one.kind == "id-changed" for one in there.changes)


@FAST
@given(SOUND, SOUND)
def test_changes_come_in_order_with_their_places(first: PlanData, second: PlanData) -> None:
    old, new = from_files(first), from_files(second)
    found = compare(old, new)
    assert found == compare(old, new)
    lines = {name: text.split("\n") for name, text in files(second).items()}
    order = {str(task.id): place for place, task in enumerate(new.plan.tasks)}
    for one in found.changes:
        assert one.kind in KINDS
        assert one.old_place is not None or one.new_place is not None
        if one.new_place:
            assert len(lines[one.new_place.file][one.new_place.line - 1]) >= one.new_place.column - 1
        if one.kind == "task-added":
            assert isinstance(one.new, Task)
    for body in new.plan.bodies:
        there = [one for one in found.changes if one.body == body and one.subject == "task"]
        ids = [
            one.address.partition(":")[0] for one in there if one.kind != "task-removed"
        ]  # whose id may be another's
        kept = [id for id in ids if id in order]
        assert kept == sorted(kept, key=order.__getitem__)


# --- what cannot be read --------------------------------------------------------------------------------------------

LOSSY = (
    "text", "source", "assigned", "co_leads", "supporting", "supporting_note", "due", "due_words", "report_every",
    "cites", "output", "depends", "tags", "note", *FACTS, "milestones", "occurrences", "members",
)  # fmt: skip


@settings(FAST, max_examples=80)
@given(SOUND, st.sampled_from(LOSSY), SEEDS)
def test_a_task_of_which_a_field_is_lost_is_not_compared(data: PlanData, field: str, seed: int) -> None:
    chance = random.Random(seed)
    broken = deepcopy(data)
    _tasks, task = chance.choice(tasks_of(broken))
    task[field] = {"zz": ["x"]}
    for there, back in ((data, broken), (broken, data)):
        found = compare(from_files(there), from_files(back))
        assert found.changes == ()
        addresses = {one.address for one in found.uncompared}
        assert task["id"] in addresses
        assert addresses <= {task["id"], ""}


@settings(FAST, max_examples=100)
@given(plans(), SEEDS)
def test_random_edits_are_compared_all_the_same(data: PlanData, seed: int) -> None:
    chance = random.Random(seed)
    texts: dict[str, str | bytes] = {name: text.encode() for name, text in files(data).items()}
    name = chance.choice(list(texts))
    edited = bytearray(texts[name])  # type: ignore[arg-type]
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(edited) + 1)
        edited[start : start + chance.randrange(8)] = chance.choice(
            (
                b"",
                b":",
                b"- ",
                b"\n",
                b"\xff",
                b"{",
                b"]",
                b"&a ",
                b"*a",
                b"?",
                b"'",
                b"due: x\n",
                b"  id: I.2\n",
                b"\t",
            )
        )
    memory: Memory = {}
    old, new = load(Texts(texts), memory), load(Texts({**texts, name: bytes(edited)}), memory)
    there, back = compare(old, new), compare(new, old)
    assert told(there) == told(compare(load(Texts(texts)), new)) or old.problems
    surely_gone = [
        one for found in (there, back) for one in found.changes if one.kind in ("task-removed", "task-added")
    ]
    unread = [one for loaded in (old, new) for one in loaded.plan.unread if one == name and one.startswith("bodies/")]
    if unread and name in new.plan.unread:
        assert not [one for one in surely_gone if one.kind == "task-removed" and one in there.changes]
    assert bool(there.changes) == bool(back.changes)
