"""Finding a place by its address: matched exactly first, folded after; a typed slip gets the nearest addresses."""

from collections.abc import Iterable
from typing import TypeVar

from plancli.deadline import Recurring
from plancli.errors import PlanError
from plancli.i18n import _, date_words
from plancli.ids import id_key, split_address
from plancli.model import Plan
from plancli.query.names import meant
from plancli.state import Item, Standing
from plancli.text import fold

MOST = 8
Named = TypeVar("Named")


def find(standing: Standing, typed: str) -> list[Item]:
    """Return the items at an address: one, or all tasks that share an id by mistake. PlanError where there is none."""
    task_id, *rest = split_address(typed.strip())
    tasks = _matching(task_id, [(str(task.id), task) for task in standing.assigned])
    if not tasks:
        if any(str(task.id) == task_id for task in standing.plan.tasks):
            raise PlanError(_("{id} was assigned only after {day}.").format(id=task_id, day=date_words(standing.day)))
        raise no_task(task_id, (str(task.id) for task in standing.assigned))
    items = [standing.item(task) for task in tasks]
    for key in rest:
        items = [part for item in items for part in _within(standing, item, key, typed)]
    return items


def task_called(plan: Plan, typed: str) -> str | None:
    """Return the id of the task that is meant, whenever it was assigned; None where there is none."""
    found = _matching(typed, [(str(task.id), str(task.id)) for task in plan.tasks])
    return found[0] if found else None


def no_task(typed: str, ids: Iterable[str]) -> PlanError:
    """Return the error that there is no task of an id, with those that may be meant."""
    known = sorted(set(ids), key=id_key)
    below = [one for one in known if one.startswith(typed)] if typed else []
    return PlanError(_("There is no task {id}.").format(id=typed), _listed(below) or meant(typed, known, "plan list"))


def _within(standing: Standing, item: Item, key: str, typed: str) -> list[Item]:
    """Return the milestone, occurrence or member of a task that is meant."""
    parts = [*standing.members(item)]
    if item.kind == "task":
        parts += standing.milestones(item) + standing.occurrences(item)
    found = _called(key, parts) or _called(key, _later(standing, item, key))
    if not found:
        known = [part.key for part in parts]
        message = _("{address}: {task} has nothing called {key}.").format(address=typed, task=item.key, key=key)
        raise PlanError(message, meant(typed, known) or _listed(known))
    return found


def _listed(known: list[str]) -> str:
    """Return the addresses there are, where they are few."""
    return _("It has: {names}").format(names=", ".join(known)) if 0 < len(known) <= MOST else ""


def _later(standing: Standing, item: Item, key: str) -> list[Item]:
    """Return a task's occurrences, far enough for one that is named by a later period."""
    year = int(key[:4]) if key[:4].isdecimal() else 0
    if item.kind != "task" or not isinstance(item.in_force, Recurring) or not standing.day.year <= year <= 9998:
        return []
    return standing.occurrences(item, standing.day.replace(year=year, month=12, day=31))


def _called(key: str, parts: Iterable[Item]) -> list[Item]:
    """Return the places whose own name is meant."""
    return _matching(key, [(part.key.rpartition(":")[2], part) for part in parts])


def _matching(typed: str, named: Iterable[tuple[str, Named]]) -> list[Named]:
    """Return what has exactly this name, else what has it but for case and accents, if that is one name."""
    pairs = list(named)
    exact = [one for name, one in pairs if name == typed]
    if exact:
        return exact
    loose = [(name, one) for name, one in pairs if name.casefold() == typed.casefold()]
    loose = loose or [(name, one) for name, one in pairs if fold(name) == fold(typed) and fold(typed)]
    names = ", ".join(dict.fromkeys(name for name, _one in loose))
    if len({name for name, _one in loose}) > 1:
        raise PlanError(_("{typed} may be any of: {names}").format(typed=typed, names=names))
    return [one for _name, one in loose]
