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
from plancli.report.facts import assigned_words, latest_words
from plancli.report.items import ALL_FIELDS, FACT_FIELDS, PART_FIELDS, field, item_dict, members_of
from plancli.report.table import Cell, Column, Report, Table
from plancli.report.words import due_words, interval_words, number, span_words
from plancli.state import COMPLETED, FLAGS, Item, Standing
from plancli.state.words import flag_words, state_words
from plancli.text import comma_list

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
    "body": N_("File of"),
    "answers_to": N_("Body"),
    "leads": N_("Leads"),
    "co_leads": N_("Joint leads"),
    "supporting": N_("Supporting"),
    "supporting_note": N_("Supporting (note)"),
    "text": N_("Text"),
    "source": N_("Source"),
    "due": N_("Deadline as stated"),
    "due_in_force": N_("Deadline"),
    "due_first": N_("First day"),
    "due_last": N_("Last day"),
    "due_words": N_("In its words"),
    "state": N_("State"),
    "days_left": N_("Days left"),
    "missed": N_("Missed"),
    "occurrence": N_("Occurrence"),
    "milestone": N_("Milestone"),
    "member": N_("Member"),
    "cites": N_("Cites"),
    "output": N_("Output"),
    "depends": N_("Depends on"),
    "tags": N_("Tags"),
    "report_every": N_("Reports every"),
    "assigned": N_("Assigned"),
    "note": N_("Note"),
    "line": N_("Line"),
    "file": N_("File"),
    "started": N_("Started"),
    "progress": N_("Progress"),
    "submitted": N_("Submitted"),
    "completed": N_("Completed"),
    "rescheduled": N_("Rescheduled"),
    "suspended": N_("Suspended"),
    "transferred": N_("Transferred"),
    "withdrawn": N_("Withdrawn"),
    "milestones": N_("Milestones"),
    "members": N_("Members"),
}
WRAPPED: Final = frozenset({"title", "text", "note", "due_words", "supporting_note", "output", "answers_to", "leads",
                            "co_leads", "supporting", "cites", "state", "due_in_force", "due", "tags", "depends",
                            "assigned", *FACT_FIELDS, *PART_FIELDS})  # fmt: skip


def chosen_columns(typed: Sequence[str], default: Sequence[str]) -> Sequence[str]:
    """Return the columns asked for, names divided by commas; PlanError for one that is not a field, or for none."""
    listed = _("Columns: {names}").format(names=", ".join(ALL_FIELDS))
    chosen = []
    for text in typed:
        names = [name.replace("-", "_") for name in comma_list(text)]
        if not names:
            raise PlanError(_("{option} names nothing.").format(option="--columns"), listed)
        for name in names:
            if name not in ALL_FIELDS:
                raise PlanError(_("There is no column {name}.").format(name=name), meant(name, ALL_FIELDS) or listed)
        chosen += names
    return chosen or default


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
    heading = flag_words(name) if name in FLAGS else _(HEADINGS[name])
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
    if name == "report_every":
        return Cell(interval_words(item.task.report_every) if item.task.report_every else "")
    if name == "assigned":
        return Cell(assigned_words(standing.given(item.task)))
    if name in FACT_FIELDS:
        return Cell(latest_words(item.facts, name, standing.plan))
    if name in PART_FIELDS:
        return Cell(_done(members_of(item, standing) if name == "members" else _milestones(item, standing)))
    return Cell(_plain(field(item, name, standing)), "key" if name in ("key", "id") else "")


def _milestones(item: Item, standing: Standing) -> list[Item]:
    return standing.milestones(item) if item.kind == "task" else []


def _done(items: Sequence[Item]) -> str:
    """Return how many of some places within a task are completed; nothing where there are none."""
    done = sum(item.state in COMPLETED for item in items)
    return _("{done} of {all} completed").format(done=number(done), all=number(len(items))) if items else ""


def _short_due(item: Item, due: Due | None) -> str:
    """Return a deadline in words, a plain span alone (2024, not within 2024); an occurrence by its name."""
    if "due" in item.task.faults and item.kind == "task":
        return _("not readable")
    if item.kind == "occurrence":
        return item.occurrence or ""
    return span_words(due.span) if isinstance(due, Period) and due.bound == "within" else due_words(due)


def _plain(value: Any) -> str:
    """Return a text, a number, a flag or a list of texts in one line."""
    if value is None or value is False:
        return ""
    if value is True:
        return _("yes")
    return ", ".join(value) if isinstance(value, list) else str(value)


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
    if undated.milestones:
        without = ngettext("{n} milestone has no last day", "{n} milestones have no last day", undated.milestones)
        parts.append(without.format(n=number(undated.milestones)))
    return _("{counts}: --undated lists them").format(counts=", ".join(parts)) if parts else ""
