"""Model values from plain data shaped like the plan's files, for tests that state a plan in a few words."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from plancli.deadline import Due, Span, parse_due, parse_dues, parse_interval, parse_span
from plancli.model import (
    NO_FACTS,
    Assigned,
    At,
    Body,
    Clause,
    Completion,
    Document,
    Event,
    Fact,
    Facts,
    Info,
    Located,
    Member,
    Part,
    Plan,
    Progress,
    Rescheduling,
    Source,
    Suspension,
    Task,
    Transfer,
    Withdrawal,
)
from plancli.state import FLAGS, Item, Standing

Data = Mapping[str, Any]

PartKind = Literal["milestone", "occurrence", "member"]
HERE = At(1, 1)
FACTS = tuple(Facts._fields)


def located(text: str) -> Located:
    """Return a name as it stands in a file, at no particular place."""
    return Located.at(text, 1, 1)


def names(texts: str | Iterable[str]) -> tuple[Located, ...]:
    """Return one name or several."""
    return tuple(located(text) for text in ([texts] if isinstance(texts, str) else texts))


def _name(text: str | None) -> Located | None:
    return located(text) if text is not None else None


def _span(text: str | None) -> Span | None:
    return parse_span(text) if text is not None else None


def due(data: str | list[str] | None) -> Due | None:
    """Return a deadline; a list is several series."""
    if data is None:
        return None
    return parse_due(data) if isinstance(data, str) else parse_dues(data)


def many(data: Any) -> list[Any]:
    """Return what may stand alone or in a list as a list."""
    return data if isinstance(data, list) else [] if data is None else [data]


def fact(data: Any) -> Fact:
    """Return a fact from its bare date or from its fields."""
    if isinstance(data, str):
        return Fact(parse_span(data), HERE)
    return Fact(
        parse_span(data["date"]),
        HERE,
        _span(data.get("reported")),
        _name(data.get("by")),
        _name(data.get("document")),
        tuple(many(data.get("evidence"))),
        data.get("note"),
        data.get("reason"),
    )


def _more(data: Any) -> Data:
    return {} if isinstance(data, str) else data


def _completion(data: Any) -> Completion:
    more = _more(data)
    verified, returned = more.get("verified"), more.get("returned")
    return Completion(
        fact(data),
        names(more.get("output", ())),
        fact(verified) if verified else None,
        fact(returned) if returned else None,
    )


def _rescheduling(data: Data) -> Rescheduling:
    to = due(data["to"])
    assert to is not None
    return Rescheduling(fact(data), to)


def facts(data: Data) -> Facts:
    """Return the facts among the fields of a place."""
    started, withdrawn = data.get("started"), data.get("withdrawn")
    found = Facts(
        fact(started) if started else None,
        tuple(
            Progress(fact(one), int(percent) if (percent := _more(one).get("percent")) is not None else None)
            for one in many(data.get("progress"))
        ),
        tuple(_completion(one) for one in many(data.get("submitted"))),
        tuple(_completion(one) for one in many(data.get("completed"))),
        tuple(_rescheduling(one) for one in many(data.get("rescheduled"))),
        tuple(Suspension(fact(one), _span(_more(one).get("resumed"))) for one in many(data.get("suspended"))),
        tuple(Transfer(fact(one), located(one["from"])) for one in many(data.get("transferred"))),
        Withdrawal(fact(withdrawn), names(_more(withdrawn).get("into", ()))) if withdrawn else None,
    )
    return found if found != Facts() else NO_FACTS


def part(kind: PartKind, key: str, data: Data) -> Part:
    """Return a milestone, an occurrence or a member."""
    return Part(
        kind,
        located(key),
        data.get("title"),
        due(data.get("due")),
        HERE if "due" in data else None,
        data.get("due_words"),
        data.get("note"),
        facts(data),
        parts("member", data),
        tuple(data.get("faults", ())),
    )


def parts(kind: PartKind, data: Data) -> tuple[Part, ...]:
    """Return the parts of one kind among the fields of a place."""
    return tuple(part(kind, key, fields) for key, fields in data.get(f"{kind}s", {}).items())


def task(data: Data) -> Task:
    """Return a task. `body` names the file it stands in (else `a`), `faults` the fields that could not be read."""
    body, assigned = data.get("body", "a"), data.get("assigned")
    every = data.get("report_every")
    return Task(
        located(data["id"]),
        data.get("title", "Task"),
        body,
        f"bodies/{body}.yaml",
        HERE,
        data.get("text"),
        names(data.get("source", ())),
        Assigned(_span(assigned.get("date")), _name(assigned.get("document"))) if assigned else None,
        names(data.get("co_leads", ())),
        names(data.get("supporting", ())),
        data.get("supporting_note"),
        due(data.get("due")),
        HERE if "due" in data else None,
        _name(data.get("due_words")),
        parse_interval(every) if every else None,
        names(data.get("cites", ())),
        names(data.get("output", ())),
        names(data.get("depends", ())),
        tuple(data.get("tags", ())),
        data.get("note"),
        facts(data),
        parts("milestone", data),
        parts("occurrence", data),
        parts("member", data),
        tuple(data.get("faults", ())),
    )


def body(id: str, data: Data) -> Body:
    """Return a body."""
    return Body(
        id,
        data.get("name", id),
        f"bodies/{id}.yaml",
        HERE,
        data.get("short"),
        tuple(data.get("aliases", ())),
        data.get("contact"),
        data.get("collective") in (True, "true"),
        tuple(
            Member(located(key), one.get("name", key), _span(one.get("until")), names(one.get("succeeded_by", ())))
            for key, one in data.get("members", {}).items()
        ),
        _span(data.get("until")),
        names(data.get("succeeded_by", ())),
    )


def info(data: Data) -> Info:
    """Return what plan.yaml says; `outline` of a source is a list of clauses, each an id or a map."""
    every = data.get("report_every")
    return Info(
        format=data.get("format"),
        id=data.get("id"),
        title=data.get("title", ""),
        number=data.get("number"),
        date=_span(data.get("date")),
        due_soon=parse_interval(data.get("due_soon", "30 days")),
        report_every=parse_interval(every) if every else None,
        met_by=data.get("met_by", "completed"),
        events=tuple(
            Event(located(id), one.get("name"), _span(one.get("date"))) for id, one in data.get("events", {}).items()
        ),
        sources=tuple(
            Source(
                located(id),
                _name(one.get("document")),
                None,
                tuple(
                    Clause(located(item["id"]), item.get("heading"), item.get("tasks") not in (False, "false"))
                    for item in one.get("outline", ())
                ),
            )
            for id, one in data.get("sources", {}).items()
        ),
        unread=tuple(data.get("unread", ())),
    )


def plan(*tasks: Data, bodies: Mapping[str, Data] | None = None, documents: Iterable[Data] = (), **fields: Any) -> Plan:
    """Return a plan of tasks, with the fields of plan.yaml as further arguments."""
    return Plan(
        info(fields),
        {id: body(id, data) for id, data in (bodies or {}).items()},
        tuple(Document(one["number"], "documents.yaml", HERE, _span(one.get("date"))) for one in documents),
        tuple(task(one) for one in tasks),
    )


def day(text: str) -> date:
    """Return a day."""
    return date.fromisoformat(text)


def item(made: Plan, address: str, on: str) -> Item:
    """Return the place at an address as it stands on a day."""
    standing = Standing(made, day(on))
    for one in standing.items:
        if one.key == address:
            return one
        if address.startswith(f"{one.key}:"):
            return next(place for place in standing.parts(one) if place.key == address)
    raise LookupError(address)


def flags(of: Item) -> set[str]:
    """Return the flags that an item bears."""
    return {flag for flag in FLAGS if getattr(of, flag)}


def judged(of: Item) -> str:
    """Return the state of an item and its flags, in one line: `overdue no_report`."""
    return " ".join([of.state or "not-judged", *sorted(flags(of))])
