"""A plan's files to one `Plan` and everything that is wrong in them; never an exception for what stands in a file."""

import gc
from collections.abc import Collection, Iterable
from typing import NamedTuple

from plancli.deadline import Recurring
from plancli.decode import Decoded, decode_body, decode_documents, decode_plan
from plancli.decode.tasks import UNKNOWN_ID
from plancli.model import Body, Clause, Document, Info, Plan, Task
from plancli.problem import Place, Problem
from plancli.source import Entry, Source
from plancli.syntax import parse


class Loaded(NamedTuple):
    """A plan as far as it could be read, and the problems met in reading, in order of their places."""

    plan: Plan
    problems: tuple[Problem, ...]


Memory = dict[tuple[Entry, bytes], Decoded]
"""What files that were already read say, by their names and what they hold: two versions of a plan share most."""


def load(source: Source, memory: Memory | None = None) -> Loaded:
    """Read a plan; of a file that is in `memory` as it is, nothing is parsed again.

    What a plan holds lives as long as the command, so the garbage collector need not look through it.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _load(source, memory)
    finally:
        if collecting:
            gc.freeze()
            gc.enable()


def _load(source: Source, memory: Memory | None) -> Loaded:
    """Read every file of a plan, each by itself."""
    listing = source.listing()
    problems = list(listing.problems)
    unread = list(listing.unread)
    info = Info()
    documents: tuple[Document, ...] = ()
    bodies: dict[str, Body] = {}
    tasks: list[Task] = []
    for entry in listing.entries:
        decoded = _read(source, entry, memory)
        problems += decoded.problems
        if not decoded.complete:
            unread.append(entry.file)
        info = decoded.info or info
        documents += decoded.documents
        tasks += decoded.tasks
        if decoded.body:
            bodies.setdefault(decoded.body.id, decoded.body)
    problems += _twin_bodies(listing.entries)
    problems += _twin_tasks(tasks)
    problems += _twin_clauses(info)
    if info.date is None and info.file not in unread:
        problems += _series_without_start(tasks)
    problems.sort(key=Problem.sort_key)
    return Loaded(Plan(info, bodies, documents, tuple(tasks), tuple(sorted(unread))), tuple(problems))


def _read(source: Source, entry: Entry, memory: Memory | None) -> Decoded:
    """Read one file, unless it was read before."""
    data = source.read(entry)
    if isinstance(data, Problem):
        return Decoded([data], complete=False)
    if memory is None:
        return _decoded(entry, data)
    from hashlib import blake2b

    key = entry, blake2b(data, digest_size=32).digest()
    if key not in memory:
        memory[key] = _decoded(entry, data)
    return memory[key]


def _decoded(entry: Entry, data: bytes) -> Decoded:
    """Return what one file says."""
    parsed = parse(data, entry.file)
    if entry.kind == "plan":
        decoded = decode_plan(parsed, entry.file)
    elif entry.kind == "documents":
        decoded = decode_documents(parsed, entry.file)
    else:
        decoded = decode_body(parsed, entry.file, entry.stem)
    return decoded._replace(problems=parsed.problems + decoded.problems, complete=decoded.complete and parsed.readable)


def _twin_tasks(tasks: Collection[Task]) -> list[Problem]:
    """Return the tasks whose id an earlier one has, or has but for the case of its letters."""
    if len({task.id.casefold() for task in tasks}) == len(tasks):
        return []
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
