"""What stands in each column of a table of tasks, for people."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from itertools import repeat
from operator import attrgetter
from typing import Any

from plancli.deadline import Due, Period
from plancli.i18n import _, date_words, ngettext
from plancli.query.names import body_label
from plancli.report.facts import assigned_words, latest_words
from plancli.report.items import FACT_FIELDS, FIELDS, PART_FIELDS, field, members_of
from plancli.report.table import Cell
from plancli.report.words import due_words, interval_words, number, span_words
from plancli.state import COMPLETED, Item, Standing, State
from plancli.state.words import state_words


def column_cells(name: str, items: Sequence[Item], standing: Standing) -> Iterable[Cell]:
    """Return the cells of one column, in the language that is set; what many items say alike is one cell."""
    if name == "state":
        return map(cache(_state), map(attrgetter("state", "due_soon", "missed"), items))
    if name == "days_left":
        return map(cache(_days), map(attrgetter("days_left", "due_soon", "state"), items))
    if name in ("due_first", "due_last"):
        return map(cache(_day), map(attrgetter(name.removeprefix("due_")), items))
    if name in ("answers_to", "body"):
        bodies = map(attrgetter("answers_to" if name == "answers_to" else "task.body"), items)
        return map(cache(lambda body: Cell(body_label(standing.plan, body))), bodies)
    if name in ("due", "due_in_force"):
        return [_due(item, item.due if name == "due" or item.state is None else item.in_force) for item in items]
    if name in SELDOM:
        return [_seldom(name, item, standing) for item in items]
    get, style = FIELDS[name], "key" if name in ("key", "id") else ""
    return map(Cell, map(_plain, map(get, items, repeat(standing))), repeat(style))


def item_style(item: Item) -> str:
    """Return the style of an item: its state, but `due-soon` where that is near."""
    return _style(item.state, due_soon=item.due_soon)


def _style(state: State | None, *, due_soon: bool) -> str:
    return "due-soon" if due_soon else state or "not-judged"


def _state(of: tuple[State | None, bool, int]) -> Cell:
    state, due_soon, missed = of
    words = state_words(state)
    if missed > 1:
        words = f"{words} ({ngettext('{n} missed', '{n} missed', missed).format(n=number(missed))})"
    return Cell(words, _style(state, due_soon=due_soon))


def _day(day: date | None) -> Cell:
    return Cell(date_words(day) if day else "")


def _days(of: tuple[int | None, bool, State | None]) -> Cell:
    days, due_soon, state = of
    return Cell("" if days is None else number(days), _style(state, due_soon=due_soon))


def _due(item: Item, due: Due | None) -> Cell:
    return Cell(_short_due(item, due), "dim" if item.last is None else "")


def _short_due(item: Item, due: Due | None) -> str:
    """Return a deadline in words, a plain span alone (2024, not within 2024); an occurrence by its name."""
    if "due" in item.task.faults and item.kind == "task":
        return _("not readable")
    if item.kind == "occurrence":
        return item.occurrence or ""
    return span_words(due.span) if isinstance(due, Period) and due.bound == "within" else due_words(due)


SELDOM = frozenset({"leads", "co_leads", "supporting", "report_every", "assigned", *FACT_FIELDS, *PART_FIELDS})


def _seldom(name: str, item: Item, standing: Standing) -> Cell:
    """Return the cell of a column that is shown when it is asked for."""
    if name == "report_every":
        return Cell(interval_words(item.task.report_every) if item.task.report_every else "")
    if name == "assigned":
        return Cell(assigned_words(standing.given(item.task)))
    if name in FACT_FIELDS:
        return Cell(latest_words(item.facts, name, standing.plan))
    if name == "members":
        return Cell(_done(members_of(item, standing)))
    if name == "milestones":
        return Cell(_done(standing.milestones(item) if item.kind == "task" else []))
    return Cell(", ".join(body_label(standing.plan, body) for body in field(item, name, standing)))


def _done(items: Sequence[Item]) -> str:
    """Return how many of some places within a task are completed; nothing where there are none."""
    done = sum(item.state in COMPLETED for item in items)
    return _("{done} of {all} completed").format(done=number(done), all=number(len(items))) if items else ""


def _plain(value: Any) -> str:
    """Return a text, a number, a flag or a list of texts in one line."""
    if isinstance(value, str):
        return value
    if value is None or value is False:
        return ""
    if value is True:
        return _("yes")
    return ", ".join(value) if isinstance(value, list) else str(value)
