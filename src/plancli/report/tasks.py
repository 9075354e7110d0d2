"""Tasks, milestones and occurrences as a table: which columns, and what stands in each."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from plancli.deadline import Due, Period
from plancli.errors import PlanError
from plancli.i18n import N_, _, date_words, ngettext
from plancli.model import Body, Plan
from plancli.query.due import Undated
from plancli.query.names import body_label, meant
from plancli.report.items import ALL_FIELDS, field, item_dict
from plancli.report.table import Cell, Column, Report, Table
from plancli.report.words import due_words, number, span_words
from plancli.state import FLAGS, Item, Standing
from plancli.state.words import flag_words, state_words

LIST_COLUMNS: Final = ("key", "due_in_force", "state", "answers_to", "title")
DUE_COLUMNS: Final = ("key", "due_last", "days_left", "state", "answers_to", "title")
CSV_FIELDS: Final = (
    "key", "id", "title", "answers_to", "leads", "supporting", "supporting_note", "source", "due", "due_in_force",
    "due_first", "due_last", "due_words", "state", "days_left", "missed", *FLAGS, "cites", "output", "tags", "note",
    "file", "line",
)  # fmt: skip

HEADINGS: Final = {
    "key": N_("Task"),
    "id": N_("Task"),
    "title": N_("Title"),
    "body": N_("File"),
    "answers_to": N_("Body"),
    "leads": N_("Leads"),
    "co_leads": N_("Joint leads"),
    "supporting": N_("Supporting"),
    "supporting_note": N_("Supporting (note)"),
    "source": N_("Source"),
    "due": N_("Deadline as stated"),
    "due_in_force": N_("Deadline"),
    "due_first": N_("First day"),
    "due_last": N_("Last day"),
    "due_words": N_("In its words"),
    "state": N_("State"),
    "days_left": N_("Days left"),
    "missed": N_("Missed"),
    "cites": N_("Cites"),
    "output": N_("Output"),
    "tags": N_("Tags"),
    "note": N_("Note"),
    "line": N_("Line"),
    "file": N_("File"),
}
WRAPPED: Final = frozenset({"title", "text", "note", "due_words", "supporting_note", "output", "answers_to", "leads",
                            "co_leads", "supporting", "cites", "state", "due_in_force", "due", "tags"})  # fmt: skip


def chosen_columns(typed: Sequence[str], default: Sequence[str]) -> Sequence[str]:
    """Return the columns asked for, names divided by commas; PlanError for one that is not a field."""
    names = [name.strip().replace("-", "_") for text in typed for name in text.split(",") if name.strip()]
    for name in names:
        if name not in ALL_FIELDS:
            hint = meant(name, ALL_FIELDS) or _("Columns: {names}").format(names=", ".join(ALL_FIELDS))
            raise PlanError(_("There is no column {name}.").format(name=name), hint)
    return names or default


def task_report(
    title: str,
    items: Sequence[Item],
    standing: Standing,
    columns: Sequence[str],
    *,
    chosen: bool = False,
    notes: Sequence[str] = (),
    envelope: Mapping[str, Any] | None = None,
) -> Report:
    """Return tasks as a report. `chosen` columns are also those of CSV; else CSV has every plain field."""
    fields = tuple(columns) if chosen else CSV_FIELDS
    table = Table([_column(name) for name in columns], _Lazy(items, lambda item: _row(item, columns, standing)))
    return Report(
        "tasks",
        title,
        [table] if items else [],
        _Lazy(items, lambda item: item_dict(item, standing)),
        fields,
        _Lazy(items, lambda item: [field(item, name, standing) for name in fields]),
        envelope or {},
        notes,
    )


class _Lazy(Sequence[Any]):
    """Rows made when a format asks for them, once: only one of the three forms of a report is ever drawn."""

    def __init__(self, items: Sequence[Item], make: Callable[[Item], Any]) -> None:
        self._items = items
        self._make = make

    @cached_property
    def _made(self) -> list[Any]:
        return [self._make(item) for item in self._items]

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: Any) -> Any:
        return self._made[index]


def _column(name: str) -> Column:
    heading = _(HEADINGS[name]) if name in HEADINGS else flag_words(name) if name in FLAGS else name
    weight = 3 if name in ("title", "text") else 1
    return Column(name, heading, name in WRAPPED, name in ("days_left", "missed", "line"), weight)


def _row(item: Item, columns: Sequence[str], standing: Standing) -> list[Cell]:
    return [show(item, name, standing) for name in columns]


def show(item: Item, name: str, standing: Standing) -> Cell:
    """Return what stands in a column for people."""
    style = item_style(item)
    if name == "state":
        words = state_words(item.state)
        if item.missed > 1:
            missed = ngettext("{n} missed", "{n} missed", item.missed).format(n=number(item.missed))
            words = f"{words} ({missed})"
        return Cell(words, style)
    if name in ("due", "due_in_force"):
        due = item.due if name == "due" or item.state is None else item.in_force
        return Cell(_short_due(item, due), "dim" if item.last is None else "")
    if name in ("due_first", "due_last"):
        day = item.first if name == "due_first" else item.last
        return Cell(date_words(day) if day else "")
    if name == "days_left":
        return Cell("" if item.days_left is None else number(item.days_left), style)
    if name in ("answers_to", "body"):
        return Cell(body_label(standing.plan, field(item, name, standing)))
    if name in ("leads", "co_leads", "supporting"):
        return Cell(", ".join(body_label(standing.plan, body) for body in field(item, name, standing)))
    return Cell(_plain(field(item, name, standing)), "key" if name in ("key", "id") else "")


def _short_due(item: Item, due: Due | None) -> str:
    """Return a deadline in words, a plain span alone (2024, not within 2024); an occurrence by its name."""
    if "due" in item.task.faults and item.kind == "task":
        return _("not readable")
    if item.kind == "occurrence":
        return item.occurrence or ""
    return span_words(due.span) if isinstance(due, Period) and due.bound == "within" else due_words(due)


def _plain(value: Any) -> str:
    """Return any field in one line."""
    if value is None or value is False:
        return ""
    if value is True:
        return _("yes")
    if isinstance(value, list):
        return ", ".join(_plain(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(_plain(one) for key, one in value.items() if one and key in ("date", "note", "to", "document"))
    return str(value)


def item_style(item: Item) -> str:
    """Return the style of an item: its state, but `due-soon` where that is near."""
    return "due-soon" if item.due_soon else item.state or "not-judged"


def ended_notes(ended: Sequence[tuple[Body, str]], plan: Plan) -> list[str]:
    """Return a line for each body that was asked for and has ended: whose its tasks are now."""
    words = _("{body} ended on {day}: {successor} answers for its tasks")
    return [
        words.format(
            body=body.name,
            day=span_words(body.until),
            successor=body_label(plan, successor, whole=True),
        )
        for body, successor in ended
    ]


def undated_note(undated: Undated) -> str:
    """Return the line that counts what has no last day, so that it is never silently dropped; empty for nothing."""
    parts = []
    if undated.no_deadline:
        parts.append(
            ngettext("{n} task states no deadline", "{n} tasks state no deadline", undated.no_deadline).format(
                n=number(undated.no_deadline)
            )
        )
    if undated.ongoing:
        parts.append(ngettext("{n} is ongoing", "{n} are ongoing", undated.ongoing).format(n=number(undated.ongoing)))
    if undated.awaiting_event:
        waiting = ngettext("{n} awaits an event", "{n} await an event", undated.awaiting_event)
        parts.append(waiting.format(n=number(undated.awaiting_event)))
    if undated.not_judged:
        unread = ngettext("{n} could not be judged", "{n} could not be judged", undated.not_judged)
        parts.append(unread.format(n=number(undated.not_judged)))
    return _("{counts}: --undated lists them").format(counts=", ".join(parts)) if parts else ""
