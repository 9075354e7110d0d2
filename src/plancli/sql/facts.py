"""The tables of dated facts: each fact at any place, and each move of a deadline."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from plancli.deadline import Due, Span
from plancli.i18n import N_
from plancli.model import NO_FACTS, Completion, Fact, Facts
from plancli.query.timeline import stated_days
from plancli.report.items import due_text
from plancli.sql.table import Column, Filling, Stored, Table, plain
from plancli.state import Item
from plancli.state.facts import in_order


class Dated(NamedTuple):
    """A fact at a place: what it is called, what stands in every fact, and what this kind has besides."""

    item: Item
    name: str
    fact: Fact
    more: Mapping[str, Any]


class Move(NamedTuple):
    """A deadline moved: the one before and the one after."""

    item: Item
    fact: Fact
    before: Due | None
    to: Due


def _places(filling: Filling) -> Iterator[Item]:
    """Yield every place at which facts stand, tasks first followed by what lies within them."""
    for item in filling.standing.items:
        places: tuple[Item, ...] = (item,)
        if item.task.milestones or item.task.occurrences or item.task.members:
            places = (item, *filling.standing.parts(item))
        yield from (place for place in places if place.facts is not NO_FACTS)


def _facts(filling: Filling) -> Iterator[Dated]:
    """Yield every fact that is known on the day."""
    for item in _places(filling):
        yield from (Dated(item, *one) for one in _named(item.facts))


def _named(facts: Facts) -> Iterator[tuple[str, Fact, dict[str, Any]]]:
    """Yield the facts of a place with their names; a confirmation and a return are facts of their own."""
    if facts.started:
        yield "started", facts.started, {}
    for progress in facts.progress:
        yield "progress", progress.fact, {"percent": progress.percent}
    for name, entries in (("submitted", facts.submitted), ("completed", facts.completed)):
        for entry in entries:
            yield from _completion(name, entry)
    for moved in facts.rescheduled:
        yield "rescheduled", moved.fact, {"to": due_text(moved.to)}
    for held in facts.suspended:
        yield "suspended", held.fact, {"resumed": held.resumed and held.resumed.text}
    for transfer in facts.transferred:
        yield "transferred", transfer.fact, {"from": str(transfer.source)}
    if facts.withdrawn:
        yield "withdrawn", facts.withdrawn.fact, {"into": facts.withdrawn.into}


def _completion(name: str, entry: Completion) -> Iterator[tuple[str, Fact, dict[str, Any]]]:
    """Yield a completion or submission, and what became of it."""
    yield name, entry.fact, {"output": entry.output}
    if entry.verified:
        yield "verified", entry.verified, {}
    if entry.returned:
        yield "returned", entry.returned, {}


def _moves(filling: Filling) -> Iterator[Move]:
    """Yield every move of a deadline in the order of its day."""
    for item in _places(filling):
        before = item.due
        for moved in in_order(item.facts.rescheduled):
            yield Move(item, moved.fact, before, moved.to)
            before = moved.to


def _column(name: str, meaning: str, value: Callable[[Any], Stored]) -> Column:
    return Column(name, "TEXT", meaning, lambda row, _filling: value(row))


def _text(span: Span | None) -> str | None:
    return span.text if span else None


def _own(name: str, meaning: str) -> Column:
    """Return the column of what may stand in every fact."""
    return _column(name, meaning, lambda row: plain(getattr(row.fact, name)))


def _besides(name: str, meaning: str) -> Column:
    """Return the column of what one kind of fact has."""
    return _column(name, meaning, lambda row: plain(row.more.get(name)))


DATE: Final = (
    _column("date", N_("when it happened, as written: 2024-11-02, 2024-11 or 2024"), lambda row: row.fact.date.text),
    _column("date_first", N_("the first day of that date"), lambda row: row.fact.date.first.isoformat()),
    _column("date_last", N_("its last day, by which it is judged"), lambda row: row.fact.date.end.isoformat()),
)
WHERE: Final = (
    _column("key", N_("the address of the place: IV.5.1 or V.3b:2024-H1"), lambda row: row.item.key),
    _column("task", N_("the task's id"), lambda row: str(row.item.task.id)),
    _column("place", N_("task, milestone, occurrence or member"), lambda row: row.item.kind),
)
SAID: Final = (
    _column("reported", N_("when the office was told"), lambda row: _text(row.fact.reported)),
    _own("by", N_("the body that did it")),
    _own("document", N_("the document that says so")),
    _own("evidence", N_("what shows it")),
    _own("note", N_("its note")),
    _own("reason", N_("why")),
)
STANDS: Final = (
    _column("file", N_("where it stands, below the plan's folder"), lambda row: row.item.task.file),
    Column("line", "INTEGER", N_("the line there, counted from 1"), lambda row, _filling: row.fact.at.line),
)

FACTS: Final = Table(
    "facts",
    N_("a dated fact at any place, up to the day"),
    (
        *WHERE,
        _column("fact", N_("what happened: started, progress, submitted, completed and so on"), lambda row: row.name),
        *DATE,
        *SAID,
        _besides("percent", N_("of progress: how much is done, in percent"))._replace(type="INTEGER"),
        _besides("output", N_("of a submission or completion: what came out")),
        _besides("to", N_("of a rescheduling: the deadline from then on")),
        _besides("resumed", N_("of a suspension: when work went on")),
        _besides("from", N_("of a transfer: the body that had it before")),
        _besides("into", N_("of a withdrawal: the tasks it was split or merged into")),
        *STANDS,
    ),
    _facts,
    ("task", "key"),
)


def _end(move: Move, due: Due | None, filling: Filling) -> date | None:
    """Return the last day of a deadline that was moved, or of the one it was moved to."""
    days = stated_days(filling.standing, move.item, due)
    return days.last if days else None


def _last(move: Move, due: Due | None, filling: Filling) -> str | None:
    last = _end(move, due, filling)
    return last.isoformat() if last else None


def _moved(move: Move, filling: Filling) -> int | None:
    """Return by how many days a deadline was moved."""
    before, after = (_end(move, due, filling) for due in (move.before, move.to))
    return (after - before).days if after and before else None


RESCHEDULED: Final = Table(
    "rescheduled",
    N_("a move of a deadline, up to the day"),
    (
        *WHERE,
        *DATE,
        _column("old", N_("the deadline before"), lambda row: plain(due_text(row.before))),
        Column("old_last", "TEXT", N_("its last day"), lambda row, filling: _last(row, row.before, filling)),
        _column("to", N_("the deadline from then on"), lambda row: plain(due_text(row.to))),
        Column("to_last", "TEXT", N_("its last day"), lambda row, filling: _last(row, row.to, filling)),
        Column("days", "INTEGER", N_("by how many days it moved; negative if it came earlier"), _moved),
        Column(
            "provisional",
            "INTEGER",
            N_("1 if no document says so"),
            lambda row, _filling: int(row.fact.document is None),
        ),
        *SAID,
        *STANDS,
    ),
    _moves,
    ("task", "key"),
)
