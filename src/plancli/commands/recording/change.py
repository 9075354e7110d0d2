"""What a command that records does to a place: in words, as steps on the plan's files, and what it must not lead to."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from plancli.deadline import Recurring, Span
from plancli.errors import PlanError
from plancli.formatting.places import FACT_ORDER
from plancli.i18n import _, ngettext
from plancli.report.words import number
from plancli.state import Item, Standing

if TYPE_CHECKING:
    from plancli.commands.recording.desk import Desk
    from plancli.commands.recording.draft import Draft

MOST_NAMED = 3

Value = str | list[str] | dict[str, Any]
"""What stands in a file: a text, a list of texts, a map of values."""


def _nothing_wrong(item: Item, after: Standing) -> Iterator[str]:
    yield from ()


class Change(NamedTuple):
    """One change for any number of places.

    `message` (marked with `N_`) says what happens to `{tasks}`, with `values()` in the language that is set then.
    `apply` puts it into a draft for one place; PlanError where it cannot be recorded there. `wrong` yields what else is
    wrong of a place afterwards, beside what validate finds. `date` is that of the fact, None for what has none.
    """

    message: str
    values: Callable[[], Mapping[str, str]]
    apply: Callable[["Draft", Item], None]
    date: Span | None = None
    wrong: Callable[[Item, Standing], Iterator[str]] = _nothing_wrong

    def words(self, items: list[Item]) -> str:
        """Return what happens to some places, in the language that is set."""
        return _(self.message).format(tasks=named(items), **self.values())


Making = Callable[["Desk"], Change]
"""What was typed, to be resolved against a plan."""


def named(items: list[Item]) -> str:
    """Return the addresses of some places, or how many they are."""
    if len(items) > MOST_NAMED:
        return ngettext("{n} task", "{n} tasks", len(items)).format(n=number(len(items)))
    return ", ".join(item.key for item in items)


def fact(date: Span, **values: "Value | None") -> Value:
    """Return a fact as files hold it: in the order of its fields, the bare date where it has nothing else."""
    return entry(date, **values) if any(values.values()) else date.text


def entry(date: Span, **values: "Value | None") -> dict[str, Any]:
    """Return a fact as a map, also where it has only a date; a field named as a word of Python has `_` behind it."""
    given = {name.rstrip("_"): value for name, value in values.items() if value}
    given["date"] = date.text
    return {name: given[name] for name in FACT_ORDER if name in given}


def refuse(item: Item, message: str, hint: str = "", **values: str) -> PlanError:
    """Return the error that something cannot be recorded at a place; the message has its `{address}`."""
    return PlanError(message.format(address=item.key, **values), hint)


def is_one(item: Item) -> bool:
    """Whether a place is open and has one deadline, not a series of them."""
    return item.open and not recurs(item)


def recurs(item: Item) -> bool:
    """Whether a place is a task that stands for many deadlines."""
    return item.kind == "task" and isinstance(item.in_force, Recurring)


def check_recurring(desk: "Desk", item: Item, command: str) -> None:
    """PlanError for a whole series while one of its deadlines is open: that one is meant."""
    open_ones = [one.key for one in desk.standing.occurrences(item) if one.open] if recurs(item) else []
    if open_ones:
        hint = _("Such as: {command}").format(command=command.format(address=open_ones[0]))
        raise refuse(item, _("{address} recurs: say which of its deadlines."), hint)
