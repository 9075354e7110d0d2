"""What a check finds at the tasks of one file, it finds whichever others are checked: `plan validate` relies on it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from building import plan as build
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import BODIES, DOCUMENTS, IDS, PlanData, model, plans

from plancli import checks
from plancli.load import load
from plancli.model import Located, Plan, Task
from plancli.problem import Problem
from plancli.source import Folder
from plancli.state import Standing

FAST = settings(derandomize=True, deadline=None, database=None, max_examples=80)
CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/*/plan.yaml"))
DAY = date(2024, 6, 30)
EACH = tuple(name for name in checks.NAMES if name not in checks.WHOLE)


def found(plan: Plan, day: date, name: str, checked: Sequence[Task] | None = None) -> Counter[str]:
    """Return what one check finds, each as often as it does."""
    problems: Iterable[Problem] = checks.get(name).check(Standing(plan, day, checked))
    return Counter(repr((one.place, one.variant, dict(one.values))) for one in problems)


def by_file(plan: Plan) -> dict[str, list[Task]]:
    """Return the tasks of each file."""
    files: dict[str, list[Task]] = {}
    for task in plan.tasks:
        files.setdefault(task.file, []).append(task)
    return files


def bared(plan: Plan, file: str) -> Plan:
    """Return a plan that knows of tasks in other files no more than ids, clauses, and what deadlines may hang on."""
    nothing: dict[str, Any] = {
        "title": "",
        "text": None,
        "co_leads": (),
        "supporting": (),
        "supporting_note": None,
        "due_words": None,
    }
    nothing |= {"cites": (), "output": (), "depends": (), "tags": (), "note": None, "milestones": (), "members": ()}
    return plan._replace(tasks=tuple(one if one.file == file else one._replace(**nothing) for one in plan.tasks))


def hold_together(plan: Plan, day: date) -> None:
    """Assert that each check finds at all tasks what it finds at those of each file, and beside tasks the same."""
    for name in EACH:
        beside = found(plan, day, name, ())
        if name != "invalid-view":  # a view may name a tag that only tasks have
            assert beside == found(plan._replace(tasks=()), day, name), name
        parts = {file: found(plan, day, name, tasks) - beside for file, tasks in by_file(plan).items()}
        assert found(plan, day, name) == sum(parts.values(), beside), name
        for file, part in parts.items():
            there = bared(plan, file)
            tasks = [one for one in there.tasks if one.file == file]
            assert found(there, day, name, tasks) - beside == part, name
    for name in checks.WHOLE:
        assert found(plan, day, name) == found(plan, day, name, ()), name


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_each_case_file_by_file(folder: Path) -> None:
    hold_together(load(Folder(folder)).plan, DAY)


NAMES = (*IDS, *BODIES, *DOCUMENTS, "ban-x", "9-XX/YY", "132-QĐ/TW@2020")
LISTS = st.lists(st.sampled_from(NAMES).map(lambda name: Located.at(name, 1, 1)), max_size=3).map(tuple)
WORDS = st.sampled_from(("năm 2021", "trước 31/12/2021", "thường xuyên", "từ quý IV/2024"))


@FAST
@given(plans(most=6), st.data())
def test_any_plan_file_by_file(data: PlanData, more: st.DataObject) -> None:
    made = model(data)
    fields = ("supporting", "cites", "output", "depends", "source", "co_leads")
    tasks = []
    for task in made.tasks:
        changed: dict[str, Any] = {more.draw(st.sampled_from(fields)): more.draw(LISTS)}
        changed |= {"due_words": Located.at(more.draw(WORDS), 2, 2), "file": f"bodies/{task.body}.yaml"}
        tasks.append(task._replace(**changed))
    hold_together(made._replace(tasks=tuple(tasks)), more.draw(st.sampled_from((DAY, date(2025, 1, 1), date.max))))


def test_of_names_equally_near_the_first_is_suggested() -> None:
    bodies: dict[str, dict[str, object]] = {f"co-quan-000{number}": {} for number in range(1, 8)}
    standing = Standing(build({"id": "1", "supporting": ["co-quan-0009"]}, bodies=bodies), DAY)
    (problem,) = checks.get("unknown-body").check(standing)
    assert problem.values["nearest"] == "co-quan-0001"
