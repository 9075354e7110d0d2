"""Tasks, milestones and occurrences as a table: which columns, under which headings."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from plancli.errors import PlanError
from plancli.i18n import N_, _, ngettext
from plancli.model import Body, Plan
from plancli.query.due import Undated
from plancli.query.names import body_label, meant
from plancli.report.cells import column_cells
from plancli.report.items import ALL_FIELDS, FACT_FIELDS, PART_FIELDS, field, item_dict
from plancli.report.table import Cell, Column, Lazy, Report, Table
from plancli.report.words import number, span_words
from plancli.state import FLAGS, Item, Standing
from plancli.state.words import flag_words
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
    table = Table([column(name) for name in columns], Lazy(lambda: task_rows(items, columns, standing)))
    return Report(
        "tasks",
        title,
        [table] if items else [],
        Lazy(lambda: [item_dict(item, standing) for item in items]),
        fields,
        Lazy(lambda: [[field(item, name, standing) for name in fields] for item in items]),
        envelope or {},
        notes,
    )


def task_rows(items: Sequence[Item], columns: Sequence[str], standing: Standing) -> list[Sequence[Cell]]:
    """Return the rows of a table of tasks."""
    return list(zip(*(column_cells(name, items, standing) for name in columns), strict=True))


def column(name: str) -> Column:
    """Return a column of a table of tasks: its heading, and whether it gives way."""
    heading = flag_words(name) if name in FLAGS else _(HEADINGS[name])
    weight = 3 if name in ("title", "text") else 1
    return Column(name, heading, name in WRAPPED, name in ("days_left", "missed", "line"), weight)


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
