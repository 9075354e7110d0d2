"""What is kept of one file: its head, its tasks in parts by the years they may end in, and all of them whole for later.

All is JSON. The head of a body's file is the body. A part is a list of tasks: of one that stands alone there is what
`Deferred` has at hand, [number, id, line, column, title, deadline, report every, first end, last end, steps, those
where submission meets deadlines]; of any other [number, all of it].
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from typing import Any, Final

from plancli.decode import Decoded
from plancli.index import records
from plancli.index.apart import codes_of, counts_alone, places_of, texts_of
from plancli.index.counting import Counted, changes, codes
from plancli.index.records import APART, APART_END, DOCUMENTS, EVER, NEVER
from plancli.index.rows import Row
from plancli.index.steps import ends_of, hangs_on, stands_alone, steps_of
from plancli.index.surface import Surface, inner, outer
from plancli.model import Task
from plancli.state.deferred import STEPS

Entry = tuple[int, int, list[Any]]
"""A task in a part: the first and last day on which it may end, and what stands of it there."""


def kept(decoded: Decoded, digest: bytes, name: str) -> Row | None:
    """Return what is kept of a file of this name with this content.

    None where anything in it is wrong, for then it is read anew each time.
    """
    if decoded.problems or not decoded.complete:
        return None
    if decoded.info:
        return _without_tasks(digest, name, records.INFO.pack(decoded.info))
    if decoded.body is None:
        return _without_tasks(digest, name, DOCUMENTS.pack(decoded.documents))
    tasks = decoded.tasks
    packed = [records.TASK.pack(task) for task in tasks]
    whole = [_json(one) for one in packed]
    head = _json(records.BODY.pack(decoded.body))
    years: dict[tuple[int, int], list[Entry]] = {}
    places: list[int] = []
    for number, task in enumerate(tasks):
        entry = _entry(number, task, packed[number])
        span = (_year(entry[0]), _year(entry[1]))
        years.setdefault(span, []).append(entry)
        places.append(list(years).index(span))
    hangs = " ".join(sorted({one for task in tasks for one in hangs_on(task)}))
    return Row(
        digest,
        name,
        Surface(digest, outer(decoded, head), inner(decoded, whole), hangs),
        ids=" ".join(task.id for task in tasks),
        places=" ".join(map(str, places)),
        given=" ".join(str(number) for number, task in enumerate(tasks) if task.assigned),
        head=head,
        rest=b"\n".join(whole),
        changes=_counted(tasks, chain.from_iterable(years.values())),
        parts=[_part(entries) for entries in years.values()],
    )


def _counted(tasks: Sequence[Task], entries: Iterable[Entry]) -> bytes:
    """Return what is counted of a file's tasks: as completion, and in a second line as submission meets deadlines."""
    alone = [entry[STEPS:] for *_ends, entry in entries if len(entry) > APART]
    apart = [(number, task) for number, task in enumerate(tasks) if counts_alone(task)]
    due = [(number, texts_of(task)) for number, task in apart]
    by_completion = Counted(
        changes(codes(steps) for steps, _submitted in alone),
        changes(codes_of(task, "completed") for _number, task in apart),
        due,
    )
    places = (facts for _number, task in apart for facts in places_of(task))
    if not any(submitted for _steps, submitted in alone) and not any(facts.submitted for facts in places):
        return _json(by_completion)
    by_submission = Counted(
        changes(codes(submitted or steps) for steps, submitted in alone),
        changes(codes_of(task, "submitted") for _number, task in apart),
        due,
    )
    return _json(by_completion) + b"\n" + _json(by_submission)


def _year(ordinal: int) -> int:
    """Return the year of a day; of what stands for one another number."""
    return date.fromordinal(ordinal).year if EVER[0] <= ordinal <= EVER[1] else -ordinal


def _without_tasks(digest: bytes, name: str, packed: Any) -> Row:
    """Return what is kept of plan.yaml or documents.yaml, all of which others may look at."""
    return Row(
        digest,
        name,
        Surface(digest, digest, digest, ""),
        "",
        "",
        "",
        _json(packed),
        b"",
        _json(Counted([], [], [])),
        [],
    )


def _part(entries: list[Entry]) -> tuple[int, int, bytes]:
    """Return tasks that may end in the same years."""
    lows, highs, tasks = zip(*entries, strict=True)
    return min(lows), max(highs), _json(tasks)


def _entry(number: int, task: Task, packed: Any) -> Entry:
    """Return a task as it stands in a part."""
    if not stands_alone(task):
        return (EVER[0], APART_END, [number, packed, True]) if counts_alone(task) else (*EVER, [number, packed])
    steps = steps_of(task, "completed")
    by_submission = steps_of(task, "submitted") if task.facts.submitted else None
    lasts = [end for each in (steps, by_submission) if each for end in ends_of(each)]
    ends = [end for end in lasts if end is not None]
    bounds = (min(ends, default=NEVER), max(ends, default=NEVER))
    low, high = bounds if len(ends) in (0, len(lasts)) else (None, None)
    due = task.due.text if task.due else None
    every = str(task.report_every) if task.report_every else None
    place = (task.id.line, task.id.column)
    head = [number, str(task.id), *place, task.title, due, every, low, high, steps, by_submission]
    return (*EVER, head) if low is None or high is None else (low, high, head)


ENCODE: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def _json(value: Any) -> bytes:
    return ENCODE(value).encode()
