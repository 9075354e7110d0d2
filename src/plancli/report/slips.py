"""Deadlines that moved, as a report: each move with what allows it, and a league of those that moved most."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from plancli.columns import clip
from plancli.deadline import Due, Period
from plancli.history.slips import RECORDED, Group, Move, Slip, summed
from plancli.i18n import N_, _, date_words, ngettext
from plancli.model import Plan
from plancli.query.names import body_label
from plancli.report.change_values import LONGEST
from plancli.report.items import due_text
from plancli.report.table import NOTHING, Block, Cell, Column, Lazy, Report, Table, Value
from plancli.report.words import due_words, number, rate, span_words

FIELDS: Final = (
    "address", "id", "title", "answers_to", "day", "how", "from", "to", "from_last", "to_last", "days", "document",
    "reason", "commit", "author",
)  # fmt: skip
HOW: Final = {
    "document": N_("by {document}"),
    "provisional": N_("provisional: no registered document"),
    "due-edited": N_("no record: `due` was edited"),
    "entry-rewritten": N_("no record: a rescheduling was rewritten"),
    "entry-erased": N_("no record: a rescheduling was erased"),
}
"""What allows a move, or why nothing does."""


class Slips(NamedTuple):
    """What is told: the moves in their order, all tasks that were asked for, and the league by body."""

    slips: Sequence[Slip]
    tasks: int
    league: Mapping[str | None, Group]
    plan: Plan
    git: bool


def slips_report(
    title: str, told: Slips, shown: Sequence[Slip], envelope: Mapping[str, Any], notes: Sequence[str]
) -> Report:
    """Return slips as a report, of which those that are `shown` are listed; the sums are of all."""
    whole = summed(told.tasks, told.slips)
    return Report(
        "slips",
        title,
        Lazy(lambda: list(_blocks(told, shown, whole))),
        Lazy(lambda: [_dict(slip) for slip in shown]),
        FIELDS,
        Lazy(lambda: [_record(slip, move) for slip in shown for move in slip.moves]),
        {**envelope, "git": told.git, "totals": _group(whole), "bodies": _league(told)},
        notes,
        _summary(whole),
    )


def _summary(whole: Group) -> str:
    """Return how many tasks and moves there are, each of how many."""
    if not whole.moves:
        return _("No deadline moved.")
    return _("Tasks whose deadline moved: {tasks}. Moves that no registered document orders: {moves}.").format(
        tasks=rate(whole.moved, whole.tasks), moves=rate(whole.unauthorized, whole.moves)
    )


def _blocks(told: Slips, shown: Sequence[Slip], whole: Group) -> Iterator[Block]:
    """Yield the moves, task by task, then the league."""
    if shown:
        yield _moves(shown, told.plan)
    if whole.moves:
        yield _bodies(told, whole)


def _moves(slips: Sequence[Slip], plan: Plan) -> Table:
    """Return the moves as a table: whose deadline it is stands above them, and below several what they sum up to."""
    columns = [
        Column("address", _("Task")),
        Column("from", _("From"), wraps=True),
        Column("to", _("To"), wraps=True),
        Column("days", _("Days"), numeric=True),
        Column("how", _("By what"), wraps=True, weight=2),
    ]
    rows: list[Sequence[Value]] = []
    for slip in slips:
        body = body_label(plan, slip.item.answers_to)
        rows.append([Cell(slip.address, "key"), Cell(clip(f"{slip.title} ({body})", LONGEST), "heading")])
        for move in slip.moves:
            style = "" if move.how == "document" else "due-soon" if move.how == "provisional" else "overdue"
            ends = [_due(move.old, move.before), _due(move.new, move.last)]
            how = clip(_how(move), LONGEST)
            rows.append([Cell(date_words(move.day), "dim"), *map(Cell, ends), Cell(_days(move)), Cell(how, style)])
        if len(slip.moves) > 1 or slip.days != slip.moves[0].days:
            ends = [_due(slip.old, slip.before), _due(slip.new, slip.last)]
            count = ngettext("{n} move", "{n} moves", len(slip.moves)).format(n=number(len(slip.moves)))
            rows.append([Cell(_("in all"), "dim"), *map(Cell, ends), Cell(_days(slip)), Cell(count)])
    return Table(columns, rows)


def _due(due: Due | None, last: date | None) -> str:
    """Return a deadline in a few words, a plain span alone; of one that is only known by its last day, that."""
    if due is None and last is not None:
        return date_words(last)
    return span_words(due.span) if isinstance(due, Period) and due.bound == "within" else due_words(due)


def _days(moved: Move | Slip) -> str:
    """Return by how many days a deadline moved, with its sign; or in a word what happened where that is no number."""
    if moved.days is not None:
        return f"+{number(moved.days)}" if moved.days > 0 else _signed(moved.days)
    if moved.before is None and moved.last is not None:
        return _("given")
    return _("dropped") if moved.last is None and moved.before is not None else _("changed")


def _signed(count: int) -> str:
    return number(count).replace("-", "−")


def _how(move: Move) -> str:
    """Return what allows a move, with the reason; of an edit, who made it and in which commit."""
    fact, edit = move.fact, move.edit
    words = _(HOW[move.how]).format(document=fact.document if fact else "")
    if edit is None:
        parts = [words, fact.document if fact and move.how == "provisional" else None, fact.reason if fact else None]
        return "; ".join(part for part in parts if part)
    if edit.commit is None:
        return f"{words}; {_('not committed')}"
    who = f"{words}; {edit.commit[:7]} {edit.author}".rstrip()
    return f"{who} {_('(merge)')}" if edit.merge else who


def _bodies(told: Slips, whole: Group) -> Table:
    """Return the league: how much the deadlines of each body's tasks moved."""
    columns = [
        Column("body", _("Body"), wraps=True),
        Column("tasks", _("Tasks"), numeric=True),
        Column("moved", _("Moved"), numeric=True),
        Column("moves", _("Moves"), numeric=True),
        Column("days", _("Days"), numeric=True),
        Column("unauthorized", _("No document"), numeric=True),
        Column("unrecorded", _("No record"), numeric=True),
    ]
    rows = [[Cell(body_label(told.plan, body)), *_counts(group)] for body, group in told.league.items() if group.moves]
    rows.append([Cell(_("all")), *_counts(whole)])
    return Table(columns, rows, total=True, heading=_("By the body that answers"))


def _counts(group: Group) -> Iterator[Cell]:
    """Yield the numbers of a group; zero is set back."""
    for value in group:
        yield Cell(_signed(value) if value else NOTHING, "" if value else "dim")


def _league(told: Slips) -> list[dict[str, Any]]:
    """Return the league as data, the bodies of which nothing moved too."""
    return [{"body": body, **_group(group)} for body, group in told.league.items()]


def _group(group: Group) -> dict[str, Any]:
    """Return the numbers of a group as data, the rates with numerator and denominator."""
    return {
        **group._asdict(),
        "rate": {"part": group.moved, "whole": group.tasks},
        "unauthorized_rate": {"part": group.unauthorized, "whole": group.moves},
    }


def _dict(slip: Slip) -> dict[str, Any]:
    """Return a slip as data."""
    return {
        "address": slip.address,
        "id": str(slip.item.task.id),
        "title": slip.title,
        "answers_to": slip.item.answers_to,
        "state": slip.item.state,
        "from": _text(slip.old),
        "to": _text(slip.new),
        "from_last": _iso(slip.before),
        "to_last": _iso(slip.last),
        "days": slip.days,
        "moves": [_move(move) for move in slip.moves],
    }


def _move(move: Move) -> dict[str, Any]:
    """Return a move as data."""
    fact, edit = move.fact, move.edit
    return {
        "day": move.day.isoformat(),
        "how": move.how,
        "recorded": move.how in RECORDED,
        "from": _text(move.old),
        "to": _text(move.new),
        "from_last": _iso(move.before),
        "to_last": _iso(move.last),
        "days": move.days,
        "document": str(fact.document) if fact and fact.document else None,
        "reason": fact.reason if fact else None,
        "commit": edit.commit if edit else None,
        "author": (edit.author or None) if edit else None,
    }


def _record(slip: Slip, move: Move) -> list[Any]:
    """Return a move as a flat row of CSV."""
    whole = _dict(slip) | _move(move)
    return [whole[name] for name in FIELDS]


def _text(due: Due | None) -> Any:
    return None if due is None else due_text(due)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
