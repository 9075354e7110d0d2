"""Items as data: the fields of docs/json.md, absent ones null, dates ISO, lists always lists."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from plancli.deadline import Due, Recurring, Span
from plancli.model import Completion, Fact, Facts
from plancli.state import Item, Standing

Json = dict[str, Any]


def due_text(due: Due | None) -> str | list[str] | None:
    """Return a deadline as the grammar writes it; a list of several series as a list."""
    if isinstance(due, Recurring) and len(due.series) > 1:
        return [one.text for one in due.series]
    return due.text if due else None


def _iso(span: Span | None) -> str | None:
    return span.text if span else None


def _fact(fact: Fact | None, **more: Any) -> Json | None:
    if fact is None:
        return None
    return {
        "date": _iso(fact.date),
        "reported": _iso(fact.reported),
        "by": fact.by,
        "document": fact.document,
        "evidence": list(fact.evidence),
        "note": fact.note,
        "reason": fact.reason,
        **more,
    }


def _completion(entry: Completion) -> Json | None:
    return _fact(entry.fact, output=list(entry.output), verified=_fact(entry.verified), returned=_fact(entry.returned))


def facts_dict(facts: Facts) -> Json:
    """Return the facts of a place as data."""
    gone = facts.withdrawn
    return {
        "started": _fact(facts.started),
        "progress": [_fact(one.fact, percent=one.percent) for one in facts.progress],
        "submitted": [_completion(one) for one in facts.submitted],
        "completed": [_completion(one) for one in facts.completed],
        "rescheduled": [_fact(one.fact, to=due_text(one.to)) for one in facts.rescheduled],
        "suspended": [_fact(one.fact, resumed=_iso(one.resumed)) for one in facts.suspended],
        "transferred": [_fact(one.fact, **{"from": one.source}) for one in facts.transferred],
        "withdrawn": _fact(gone.fact, into=list(gone.into)) if gone else None,
    }


def _assigned(item: Item, standing: Standing) -> Json | None:
    """Return when and by which document a task was given; None where neither is known."""
    given = standing.given(item.task)
    return {"date": _iso(given.date), "document": given.document} if any(given) else None


FIELDS: Final[dict[str, Callable[[Item, Standing], Any]]] = {
    "key": lambda item, _: item.key,
    "id": lambda item, _: item.task.id,
    "title": lambda item, _: item.title,
    "body": lambda item, _: item.task.body,
    "answers_to": lambda item, _: item.answers_to,
    "leads": lambda item, _: [item.task.body, *item.task.co_leads],
    "co_leads": lambda item, _: list(item.task.co_leads),
    "supporting": lambda item, _: list(item.task.supporting),
    "supporting_note": lambda item, _: item.task.supporting_note,
    "text": lambda item, _: item.task.text,
    "source": lambda item, _: list(item.task.source),
    "due": lambda item, _: due_text(item.due),
    "due_in_force": lambda item, _: due_text(item.in_force),
    "due_first": lambda item, _: item.first.isoformat() if item.first else None,
    "due_last": lambda item, _: item.last.isoformat() if item.last else None,
    "due_words": lambda item, _: item.part.due_words if item.kind == "milestone" and item.part else item.task.due_words,
    "state": lambda item, _: item.state,
    "days_left": lambda item, _: item.days_left,
    "due_soon": lambda item, _: item.due_soon,
    "report_overdue": lambda item, _: item.report_overdue,
    "no_report": lambda item, _: item.no_report,
    "unverified": lambda item, _: item.unverified,
    "provisional": lambda item, _: item.provisional,
    "missed": lambda item, _: item.missed,
    "occurrence": lambda item, _: item.occurrence,
    "milestone": lambda item, _: item.milestone,
    "member": lambda item, _: item.member,
    "cites": lambda item, _: list(item.task.cites),
    "output": lambda item, _: list(item.task.output),
    "depends": lambda item, _: list(item.task.depends),
    "tags": lambda item, _: list(item.task.tags),
    "report_every": lambda item, _: str(item.task.report_every) if item.task.report_every else None,
    "assigned": _assigned,
    "note": lambda item, _: item.part.note if item.part else item.task.note,
    "file": lambda item, _: item.task.file,
    "line": lambda item, _: item.part.key.line if item.part and hasattr(item.part.key, "line") else item.task.at.line,
}
FACT_FIELDS: Final = (
    "started",
    "progress",
    "submitted",
    "completed",
    "rescheduled",
    "suspended",
    "transferred",
    "withdrawn",
)
PART_FIELDS: Final = ("milestones", "members")
ALL_FIELDS: Final = (*FIELDS, *FACT_FIELDS, *PART_FIELDS)


def item_dict(item: Item, standing: Standing, *, occurrences: bool = False) -> Json:
    """Return an item as data; `occurrences` adds those of a series, for one task shown whole."""
    made = {name: value(item, standing) for name, value in FIELDS.items()}
    made.update(facts_dict(item.facts))
    made["milestones"] = parts(standing.milestones(item), standing) if item.kind == "task" else []
    made["members"] = parts(members_of(item, standing), standing)
    if occurrences and item.kind == "task":
        made["occurrences"] = parts(standing.occurrences(item), standing)
    return made


def members_of(item: Item, standing: Standing) -> list[Item]:
    """Return the members at a place; at a task with a series only those written there, for it is met by periods."""
    if item.kind == "task" and isinstance(item.in_force, Recurring) and not item.task.members:
        return []
    return standing.members(item) if item.kind in ("task", "occurrence") else []


def parts(items: Iterable[Item], standing: Standing) -> list[Json]:
    """Return the places within a task as data: what is theirs, not what they share with the task."""
    own = ("key", "title", "due", "due_in_force", "due_first", "due_last", "state", "days_left", "no_report",
           "unverified", "provisional", "occurrence", "milestone", "member", "note", "line")  # fmt: skip
    found = []
    for item in items:
        made = {name: FIELDS[name](item, standing) for name in own} | facts_dict(item.facts)
        if item.kind == "occurrence":
            made["members"] = parts(standing.members(item), standing)
        found.append(made)
    return found


def field(item: Item, name: str, standing: Standing) -> Any:
    """Return one field of an item."""
    if name in FIELDS:
        return FIELDS[name](item, standing)
    return facts_dict(item.facts)[name] if name in FACT_FIELDS else item_dict(item, standing)[name]
