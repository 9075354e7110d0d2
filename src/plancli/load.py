"""A plan's files to one `Plan` and everything that is wrong in them; never an exception for what stands in a file."""

import gc
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from plancli.deadline import Recurring
from plancli.decode import Decoded
from plancli.index import ALL, Asked, index_of
from plancli.model import UNKNOWN_ID, Body, Clause, Document, Info, Plan, Tally, Task
from plancli.problem import Place, Problem
from plancli.source import Entry, Source
from plancli.stopwatch import count, phase

if TYPE_CHECKING:
    from plancli.index.seen import Seen


class Loaded(NamedTuple):
    """A plan as far as it could be read, and the problems met in reading, in order of their places.

    `seen` is what an index knows of findings in it.
    """

    plan: Plan
    problems: tuple[Problem, ...]
    seen: "Seen | None" = None


Memory = dict[tuple[Entry, bytes], Decoded]
"""What files that were already read say, by their names and what they hold: two versions of a plan share most."""


def load(source: Source, memory: Memory | None = None, asked: Asked = ALL) -> Loaded:
    """Read a plan; of a file that is in `memory` as it is, or was read by an earlier command, nothing is parsed again.

    The plan holds at least the tasks that are asked for.
    What a plan holds lives as long as the command, so the garbage collector need not look through it.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _load(source, memory, asked)
    finally:
        if collecting:
            gc.freeze()
            gc.enable()


def _load(source: Source, memory: Memory | None, asked: Asked) -> Loaded:
    """Read every file of a plan, each by itself."""
    with phase("reading"):
        listing = source.listing()
    problems = list(listing.problems)
    unread = list(listing.unread)
    info = Info()
    documents: tuple[Document, ...] = ()
    bodies: dict[str, Body] = {}
    tasks: list[Task] = []
    tallies: list[Tally] = []
    ids: list[str] = []
    index = index_of(source, listing.entries, asked)
    each = index.files(listing.entries, memory) if index else _files(source, listing.entries, memory)
    for entry, decoded in each:
        problems += decoded.problems
        if not decoded.complete:
            unread.append(entry.file)
        info = decoded.info or info
        documents += decoded.documents
        tasks += decoded.tasks
        ids.append(decoded.ids or " ".join([task.id for task in decoded.tasks]))
        if decoded.tally:
            tallies.append(decoded.tally)
        if decoded.body:
            bodies.setdefault(decoded.body.id, decoded.body)
    count("files", len(listing.entries))
    count("tasks", len(tasks))
    folded = " ".join(ids).casefold().split()
    twins = len(set(folded)) < len(folded)
    if twins and asked != ALL:
        return _load(source, memory, ALL)  # both of them must be seen
    problems += _twin_bodies(listing.entries)
    problems += _twin_tasks(tasks) if twins else []
    problems += _twin_clauses(info)
    if info.date is None and info.file not in unread:
        problems += _series_without_start(tasks)
    problems.sort(key=Problem.sort_key)
    plan = Plan(info, bodies, documents, tuple(tasks), tuple(sorted(unread)), tuple(tallies))
    return Loaded(plan, tuple(problems), index.seen if index else None)


def _files(source: Source, entries: Iterable[Entry], memory: Memory | None) -> Iterator[tuple[Entry, Decoded]]:
    """Yield what each file says: from memory, or read."""
    for entry in entries:
        yield entry, _read(source, entry, memory)


def _read(source: Source, entry: Entry, memory: Memory | None) -> Decoded:
    """Read one file, unless it was read before."""
    with phase("reading"):
        data = source.read(entry)
    if isinstance(data, Problem):
        return Decoded([data], complete=False)
    from plancli.decode.file import decode_file

    with phase("decoding"):
        if memory is None:
            return decode_file(entry, data)
        from plancli.index.content import digest_of

        key = entry, digest_of(data)
        if key not in memory:
            memory[key] = decode_file(entry, data)
        return memory[key]


def _twin_tasks(tasks: Collection[Task]) -> list[Problem]:
    """Return the tasks whose id an earlier one has, or has but for the case of its letters."""
    problems: list[Problem] = []
    exact: dict[str, Task] = {}
    folded: dict[str, Task] = {}
    for task in tasks:
        if task.id == UNKNOWN_ID:
            continue
        first = exact.setdefault(task.id, task)
        twin = folded.setdefault(task.id.casefold(), task)
        if first is not task:
            problems.append(_twin(task, first, ""))
        elif twin is not task:
            problems.append(_twin(task, twin, "case"))
    return problems


def _twin(task: Task, other: Task, variant: str) -> Problem:
    """Return the problem of a task that has another's id."""
    other_place = Place(other.file, other.id.line, other.id.column)
    values = {"id": str(task.id), "twin": str(other.id), "other": str(other_place)}
    return Problem("duplicate-id", Place(task.file, task.id.line, task.id.column), variant, values)


def _twin_clauses(info: Info) -> list[Problem]:
    """Return the clauses whose id an earlier one of the same outline has."""
    problems: list[Problem] = []
    for source in info.sources:
        seen: dict[str, Clause] = {}
        for clause in source.outline:
            if (first := seen.setdefault(clause.id, clause)) is not clause:
                values = {"id": str(clause.id), "other": str(Place(info.file, first.id.line, first.id.column))}
                place = Place(info.file, clause.id.line, clause.id.column)
                problems.append(Problem("duplicate-id", place, "clause", values))
    return problems


def _series_without_start(tasks: Iterable[Task]) -> list[Problem]:
    """Return the series of which nobody knows when they begin: neither they nor the task say, and the plan does not.

    One that a task was rescheduled to begins then.
    """
    problems: list[Problem] = []
    for task in tasks:
        if isinstance(task.due, Recurring) and not task.due.begins and not (task.assigned and task.assigned.date):
            where = Place(task.file, *(task.due_at or task.at))
            problems.append(Problem("invalid-due", where, "no-start", {"value": task.due.text}))
    return problems


def _twin_bodies(entries: Iterable[Entry]) -> list[Problem]:
    """Return the body files whose names are one id, or would be one file on a disk that ignores case."""
    problems: list[Problem] = []
    seen: dict[str, Entry] = {}
    for entry in entries:
        if entry.kind == "body" and (first := seen.setdefault(entry.stem.casefold(), entry)) is not entry:
            values = {"id": entry.stem, "twin": first.stem, "other": first.file}
            problems.append(
                Problem("duplicate-id", Place(entry.file), "" if first.stem == entry.stem else "case", values)
            )
    return problems
