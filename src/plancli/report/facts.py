"""The facts of a place in words: what each kind says, and the latest in a few words for a column of a table."""

from collections.abc import Callable
from typing import Final

from plancli.i18n import _
from plancli.model import Assigned, Completion, Fact, Facts, Plan, Withdrawal
from plancli.query.names import body_label
from plancli.report.words import due_words, span_words
from plancli.state.standing import Given

Said = list[tuple[Fact, str]]


def _completions(entries: tuple[Completion, ...]) -> Said:
    """Return what came out."""
    return [(one.fact, ", ".join(one.output)) for one in entries]


def _withdrawal(gone: Withdrawal | None) -> Said:
    """Return where the work went."""
    if gone is None:
        return []
    return [(gone.fact, _("into: {tasks}").format(tasks=", ".join(gone.into)) if gone.into else "")]


ENTRIES: Final[dict[str, Callable[[Facts, Plan], Said]]] = {
    "started": lambda facts, _plan: [(facts.started, "")] if facts.started else [],
    "progress": lambda facts, _plan: [
        (one.fact, f"{one.percent} %" if one.percent is not None else "") for one in facts.progress
    ],
    "submitted": lambda facts, _plan: _completions(facts.submitted),
    "completed": lambda facts, _plan: _completions(facts.completed),
    "rescheduled": lambda facts, _plan: [
        (one.fact, _("to: {due}").format(due=due_words(one.to))) for one in facts.rescheduled
    ],
    "suspended": lambda facts, _plan: [
        (one.fact, _("resumed {day}").format(day=span_words(one.resumed)) if one.resumed else "")
        for one in facts.suspended
    ],
    "transferred": lambda facts, plan: [
        (one.fact, _("from: {body}").format(body=body_label(plan, one.source))) for one in facts.transferred
    ],
    "withdrawn": lambda facts, _plan: _withdrawal(facts.withdrawn),
}


def said(facts: Facts, name: str, plan: Plan) -> Said:
    """Return the facts of one kind, each with what it says beyond what every fact may."""
    return ENTRIES[name](facts, plan)


def latest_words(facts: Facts, name: str, plan: Plan) -> str:
    """Return the latest fact of one kind: its day, then what it says, else its note or reason; nothing for none.

    Of a completion that was returned nothing came out: that is said instead.
    """
    returned = {id(entry.fact) for entry in facts.submitted + facts.completed if entry.returned}
    entries = [(fact, _("returned") if id(fact) in returned else words) for fact, words in said(facts, name, plan)]
    if not entries:
        return ""
    _place, (fact, words) = max(enumerate(entries), key=lambda one: (one[1][0].date.end, one[0]))
    told = "; ".join(part for part in (words, fact.note or fact.reason) if part)
    day = span_words(fact.date)
    return f"{day}  {told}" if told else day


def assigned_words(given: Given | Assigned | None) -> str:
    """Return when and by which document a task was given."""
    return " ".join(part for part in (span_words(given.date), given.document) if part) if given else ""


def fact_words(fact: Fact, plan: Plan, more: str = "") -> str:
    """Return a fact in one line: its day, `more` that it says, then whatever stands with it."""
    parts = [more, fact.note, fact.reason, fact.document, ", ".join(fact.evidence)]
    if fact.by:
        parts.append(_("by {body}").format(body=body_label(plan, fact.by)))
    if fact.reported:
        parts.append(_("reported {day}").format(day=span_words(fact.reported)))
    said = "; ".join(part for part in parts if part)
    return f"{span_words(fact.date)}  {said}".rstrip()
