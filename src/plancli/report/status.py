"""The dashboard: how many tasks are in each state, by group and in all, the rates, and what is due next."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from plancli.history.counts import Counts, named, of_all, of_due
from plancli.i18n import N_, _, ngettext
from plancli.ids import id_key
from plancli.model import Info, Task
from plancli.query.names import body_label, body_order
from plancli.report.table import NOTHING, Bar, Block, Cell, Column, Lines, Report, Table
from plancli.report.tasks import DUE_COLUMNS, column, task_rows
from plancli.report.words import number, rate
from plancli.state import STATES, Item, Standing, State
from plancli.state.anchors import bare, headings
from plancli.state.words import state_heading, state_words
from plancli.text import sort_key

GROUPS: Final = ("body", "part", "year", "tag")
GROUP_WORDS: Final = {"body": N_("Body"), "part": N_("Part"), "year": N_("Year"), "tag": N_("Tag")}
NEXT: Final = 5


class Group(NamedTuple):
    """Some of the tasks, under one heading."""

    key: str | None
    label: str
    items: Sequence[Item]


class Share(NamedTuple):
    """How many tasks under one heading are in each state; None counts those that could not be judged."""

    key: str | None
    label: str
    counts: Counter[State | None]


def counts(items: Iterable[Item]) -> dict[str, int]:
    """Return how many items are in each state; `not_judged` are those that could not be read."""
    return named(Counter(item.state for item in items))


def rates(counts: Counts) -> dict[str, dict[str, int]]:
    """Return the two rates in use, each as numerator and denominator."""
    return {"of_due": _rate(*of_due(counts)), "of_all": _rate(*of_all(counts))}


def _rate(part: int, whole: int) -> dict[str, int]:
    return {"part": part, "whole": whole}


def grouped(standing: Standing, by: str, items: Iterable[Item] | None = None) -> list[Group]:
    """Return tasks by answerable body, part of the source, year of the last day, or tag, in natural order.

    All tasks, unless some are given.
    """
    groups: dict[str | None, list[Item]] = {}
    for item in standing.items if items is None else items:
        for key in _keys(item, by, standing.plan.info):
            groups.setdefault(key, []).append(item)
    return [Group(key, _label(standing, by, key), groups[key]) for key in _in_order(groups, standing, by)]


def shares(standing: Standing, by: str) -> list[Share]:
    """Return how many tasks of each group are in which state, in the same order."""
    found: dict[str | None, Counter[State | None]] = {}
    for item in standing.apart(standing.items):
        for key in _keys(item, by, standing.plan.info):
            _of(found, key)[item.state] += 1
    for (body, sort), count in standing.counted.items():
        key = body if by == "body" else f"{sort.year:04d}" if sort.year else None
        _of(found, key)[sort.state] += count
    return [Share(key, _label(standing, by, key), found[key]) for key in _in_order(found, standing, by)]


def _of(found: dict[str | None, Counter[State | None]], key: str | None) -> Counter[State | None]:
    """Return the counts under a key, new ones where there are none."""
    if key not in found:
        found[key] = Counter()
    return found[key]


def _in_order(keys: Iterable[str | None], standing: Standing, by: str) -> list[str | None]:
    """Return the keys of groups in natural order."""
    if by == "body":
        return sorted(keys, key=lambda key: (body_order(standing.plan, key), key or ""))
    order = sort_key if by == "tag" else id_key
    return sorted(keys, key=lambda key: (key is None, order(key or "")))


def _keys(item: Item, by: str, info: Info) -> list[str | None]:
    """Return the groups of a task; only by tag may they be several."""
    if by == "body":
        return [item.answers_to]
    if by == "tag":
        return list(dict.fromkeys(item.task.tags)) or [None]
    if by == "year":
        return [f"{item.last.year:04d}" if item.last else None]
    return [next(_parts(item.task, info), None)]


def _parts(task: Task, info: Info) -> Iterator[str]:
    """Yield the part of the outline that each source of a task lies in: `IV`, in another document `changes:1`."""
    for clause in task.source:
        yield bare(clause, info).split(".")[0]


def _label(standing: Standing, by: str, key: str | None) -> str:
    """Return the heading of a group."""
    if by == "body":
        return body_label(standing.plan, key, whole=True)
    if key is None:
        return {"tag": _("no tag"), "year": _("no last day"), "part": _("no source")}[by]
    if by == "part":
        return f"{key}  {headings(standing.plan.info).get(key, '')}".rstrip()
    return key


def status_report(standing: Standing, by: str, title: str, coming: Sequence[Item] = ()) -> Report:
    """Return the dashboard; `coming` are the next deadlines."""
    groups = shares(standing, by)
    whole = Counter(item.state for item in standing.apart(standing.items))
    for (_body, sort), count in standing.counted.items():
        whole[sort.state] += count
    blocks: list[Block] = [
        _group_table(groups, by, whole),
        _total_table(whole),
        Lines(_rate_lines(whole), _("Rates")),
    ]
    if coming:
        rows = task_rows(coming, DUE_COLUMNS, standing)
        blocks.append(Table([column(name) for name in DUE_COLUMNS], rows, heading=_("Due next")))
    records = [[group.key, group.label, group.counts.total(), *named(group.counts).values()] for group in groups]
    envelope: Mapping[str, Any] = {
        "by": by,
        "total": {"total": whole.total(), **named(whole)},
        "rates": rates(whole),
        "next": [{"key": item.key, "title": item.title, "due_last": str(item.last)} for item in coming],
    }
    items = [{"key": g.key, "label": g.label, "total": g.counts.total(), **named(g.counts)} for g in groups]
    fields = ["key", "label", "total", *named({})]
    return Report("status", title, blocks, items, fields, records, envelope, _notes(standing, by, whole))


def _group_table(groups: Sequence[Share], by: str, whole: Counter[State | None]) -> Table:
    """Return the counts by group, with a column for each state that occurs."""
    columns = [Column("label", _(GROUP_WORDS[by]), wraps=True), Column("total", _("Total"), numeric=True)]
    columns += [Column(state, state_heading(state), numeric=True) for state in STATES if whole[state]]
    if whole[None]:
        columns.append(Column("not-judged", state_words(None), numeric=True))
    rows = [_count_row(group.label, group.counts, columns) for group in groups]
    if by != "tag":
        rows.append(_count_row(_("Total"), whole, columns))
    return Table(columns, rows, total=by != "tag")


def _count_row(label: str, counts: Counter[State | None], columns: Sequence[Column]) -> list[Cell]:
    found: dict[str, int] = {state or "not-judged": count for state, count in counts.items()}
    numbers = [(column.name, found.get(column.name, 0)) for column in columns[2:]]
    cells = [Cell(number(n), name) if n else Cell(NOTHING, "dim") for name, n in numbers]
    return [Cell(label), Cell(number(counts.total())), *cells]


def _total_table(found: Counter[State | None]) -> Table:
    """Return every state with its count and its share as a bar."""
    columns = [Column("state", _("State"), wraps=True), Column("count", _("Tasks"), numeric=True)]
    columns.append(Column("share", _("Share")))
    total = found.total()
    rows: list[list[Cell | Bar]] = []
    states: list[State | None] = [*STATES, None] if found[None] else [*STATES]
    for state in states:
        style = state or "not-judged"
        bar = Bar(((style, found[state]), ("", total - found[state])))
        rows.append([Cell(state_words(state), style), Cell(number(found[state]), "" if found[state] else "dim"), bar])
    rows.append([Cell(_("Total")), Cell(number(total)), Bar(tuple((s or "not-judged", found[s]) for s in states))])
    return Table(columns, rows, total=True)


def _rate_lines(counts: Counts) -> list[Cell]:
    """Return the rates in words, each with its numerator and denominator."""
    found = rates(counts)
    return [
        Cell(_("Completed, of completed and overdue: {rate}").format(rate=rate(**found["of_due"]))),
        Cell(_("Completed, of all not withdrawn: {rate}").format(rate=rate(**found["of_all"]))),
    ]


def _notes(standing: Standing, by: str, whole: Counter[State | None]) -> list[str]:
    """Return what must not be missed: overdue tasks, tasks counted twice, tasks not yet assigned."""
    notes = []
    if late := whole["overdue"]:
        notes.append(
            ngettext(
                "{n} task is overdue: plan due --overdue", "{n} tasks are overdue: plan due --overdue", late
            ).format(n=number(late))
        )
    if by == "tag" and any(len(set(item.task.tags)) > 1 for item in standing.items):
        notes.append(_("A task with several tags counts under each of them."))
    if by == "part" and any(len(set(_parts(item.task, standing.plan.info))) > 1 for item in standing.items):
        notes.append(_("A task from several parts counts under the first of them."))
    return notes
