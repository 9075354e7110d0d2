"""Any value of a plan in words: texts, deadlines, facts, and what tells a task, body or document from others."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from plancli.deadline import Anchored, Interval, Period, Recurring, Span, Undated
from plancli.i18n import _, ngettext
from plancli.model import (
    NO_FACTS,
    Assigned,
    Body,
    Clause,
    Completion,
    Document,
    Event,
    Fact,
    Facts,
    Member,
    Part,
    Plan,
    Progress,
    Rescheduling,
    Ruling,
    Source,
    Suspension,
    Task,
    Transfer,
    View,
    Withdrawal,
)
from plancli.report.facts import assigned_words, fact_words, said
from plancli.report.words import due_words, interval_words, number, span_words

FACT_TYPES: Final = (Fact, Progress, Completion, Rescheduling, Suspension, Transfer, Withdrawal)
THINGS: Final = (Task, Part, Facts, Body, Member, Document, Event, Clause, Source, Assigned, Ruling, View)


def words(value: Any, plan: Plan) -> str:
    """Return any value of the model in words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {words(one, plan)}" for key, one in value.items())
    if isinstance(value, FACT_TYPES):
        return _fact(value, plan)
    if isinstance(value, Undated | Period | Anchored | Recurring):
        return due_words(value)
    if isinstance(value, THINGS):
        return _thing(value, plan)
    if isinstance(value, Span):
        return span_words(value)
    if isinstance(value, Interval):
        return interval_words(value)
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(words(one, plan) for one in value)
    return str(value)


def facts_of(value: Any) -> tuple[str, Facts]:
    """Return a dated fact as the only one of a place, with the field it may stand in."""
    if isinstance(value, Progress):
        return "progress", NO_FACTS._replace(progress=(value,))
    if isinstance(value, Completion):
        return "completed", NO_FACTS._replace(completed=(value,))
    if isinstance(value, Rescheduling):
        return "rescheduled", NO_FACTS._replace(rescheduled=(value,))
    if isinstance(value, Suspension):
        return "suspended", NO_FACTS._replace(suspended=(value,))
    if isinstance(value, Transfer):
        return "transferred", NO_FACTS._replace(transferred=(value,))
    if isinstance(value, Withdrawal):
        return "withdrawn", NO_FACTS._replace(withdrawn=value)
    return "started", NO_FACTS._replace(started=value)


def asked_words(view: View) -> str:
    """Return what a view asks, as its file says it."""
    return "; ".join(f"{name}: {value}" for name, value in _asked(view))


def _asked(view: View) -> Iterator[tuple[str, str]]:
    """Yield the fields of a view that say something, with their values."""
    for name, value in view._asdict().items():
        if name in ("id", "about", "faults") or value is None or value is False or value == ():
            continue
        if isinstance(value, Span):
            yield name, value.text
        elif isinstance(value, tuple) and not isinstance(value, Interval):
            yield name, ", ".join(value)
        else:
            yield name, "true" if value is True else str(value)


def _fact(value: Any, plan: Plan) -> str:
    """Return a dated fact in one line; a verification and a return are changes of their own."""
    field, facts = facts_of(value)
    return "; ".join(fact_words(fact, plan, more) for fact, more in said(facts, field, plan))


def _thing(value: Any, plan: Plan) -> str:
    """Return a task, body, document or other thing that has a name: what tells it from others."""
    if isinstance(value, Task):
        return _task(value)
    if isinstance(value, Part):
        parts = [value.title, due_words(value.due) if value.due else "", value.note]
        return "; ".join(part for part in parts if part)
    if isinstance(value, Body):
        return f"{value.name} ({value.short})" if value.short else value.name
    if isinstance(value, Document):
        parts = [value.type, span_words(value.date), value.issuer, value.title]
        return ", ".join(part for part in parts if part)
    if isinstance(value, Member):
        until = _("until {day}").format(day=span_words(value.until)) if value.until else ""
        return f"{value.name} ({until})" if until else value.name
    if isinstance(value, Event):
        return " ".join(part for part in (value.name, span_words(value.date)) if part) or str(value.id)
    if isinstance(value, Clause):
        heading = value.heading or str(value.id)
        return heading if value.tasks else _("{clause} (asks for no task)").format(clause=heading)
    if isinstance(value, Source):
        count = len(value.outline)
        clauses = ngettext("{n} clause", "{n} clauses", count).format(n=number(count))
        return ", ".join(part for part in (value.document, clauses) if part)
    if isinstance(value, Assigned):
        return assigned_words(value)
    if isinstance(value, View):
        return "; ".join(part for part in (value.about, asked_words(value)) if part)
    if isinstance(value, Ruling):
        return ", ".join(part for part in (value.severity, "" if value.waivable else _("not to be waived")) if part)
    return ""


def _task(task: Task) -> str:
    """Return a task that is added or gone: its deadline, and how many facts it has."""
    parts = [*task.milestones, *task.occurrences, *task.members]
    parts += [member for one in task.occurrences for member in one.members]
    count = _count(task.facts) + sum(_count(part.facts) for part in parts)
    told = [due_words(task.due)]
    if count:
        told.append(ngettext("with {n} fact", "with {n} facts", count).format(n=number(count)))
    return "; ".join(told)


def _count(facts: Facts) -> int:
    """Return how many facts stand at a place."""
    return sum(len(value) if type(value) is tuple else 1 for value in facts if value)
