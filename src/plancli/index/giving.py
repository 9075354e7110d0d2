"""What a file says, made again from what was kept of it: of its tasks as many, and as much, as are asked for."""

import json
from collections.abc import Callable, Container, Iterable, Iterator
from typing import Any, NamedTuple

from plancli.decode import Decoded
from plancli.index import Asked, records
from plancli.index.fields import new
from plancli.index.records import APART, DOCUMENTS, EVER, NEVER, WHOLE
from plancli.index.rows import Head
from plancli.model import Info, Located, Task
from plancli.source import Entry
from plancli.state.deferred import COLUMN, HIGH, ID, LINE, LOW, TITLE, Deferred, Recounted, Shelved, ShelvedId


class Shelf:
    """The tasks of one file that are still to be unpacked; `rest` fetches their text."""

    def __init__(self, rest: Callable[[], bytes]) -> None:
        self._rest = rest
        self._texts: list[bytes] | None = None

    def task(self, number: int) -> Task:
        """Return one of the tasks, whole."""
        if self._texts is None:
            self._texts = self._rest().split(b"\n")
        made: Task = records.TASK.unpack(json.loads(self._texts[number]))
        return made


class Wanted(NamedTuple):
    """Which tasks of a file are to be made: those that may end from one day to another, and those of these numbers.

    Those that never have a last day are wanted where `undated`, those with milestones or a series where `within`.
    """

    first: int
    last: int
    undated: bool
    within: bool
    needed: Container[int]

    @classmethod
    def of(cls, asked: Asked, needed: Container[int] = ()) -> "Wanted":
        """Return what is wanted by a question; days as ordinals."""
        first, last, *_more = asked
        low, high = first.toordinal() if first else EVER[0], last.toordinal() if last else EVER[1]
        return cls(low, high, undated=not asked.counts, within=asked.within, needed=needed)

    def has(self, one: list[Any]) -> bool:
        """Return whether a task of a part is wanted."""
        if len(one) == APART:
            return self.within or one[0] in self.needed
        if len(one) == WHOLE or one[LOW] is None or one[0] in self.needed:
            return True
        return bool(one[LOW] <= self.last and one[HIGH] >= self.first) or (self.undated and one[HIGH] == NEVER)


def given(entry: Entry, head: Head, parts: Iterable[bytes], shelf: Shelf, wanted: Wanted) -> Decoded:
    """Return what a file says, with the tasks of its parts that are wanted."""
    heads = [one for part in parts for one in json.loads(part) if wanted.has(one)]
    heads.sort(key=_number)
    tasks = tuple([_task(one, entry, shelf, wanted) for one in heads])
    return _beside_tasks(entry, head)._replace(tasks=tasks, ids=head.ids)


def named(entry: Entry, head: Head, shelf: Shelf) -> Decoded:
    """Return what a file says, of most of its tasks only the ids."""
    return _beside_tasks(entry, head)._replace(tasks=tuple(_shelved(entry, head, shelf)), ids=head.ids)


def _shelved(entry: Entry, head: Head, shelf: Shelf) -> Iterator[Task]:
    """Yield the tasks of a file; only those that say when they were assigned are unpacked."""
    dated = set(map(int, head.given.split()))
    for number, one in enumerate(head.ids.split()):
        if number in dated:
            yield shelf.task(number)
            continue
        name = ShelvedId(one)
        name.shelf, name.number = shelf, number
        task: Shelved = new(Shelved, (name, None, entry.stem, entry.file))
        task.shelf, task.number = shelf, number
        yield task


def info_of(head: Head) -> Info:
    """Return what plan.yaml says."""
    made: Info = records.INFO.unpack(json.loads(head.head))
    return made


def _beside_tasks(entry: Entry, head: Head) -> Decoded:
    """Return what a file says beside its tasks."""
    if entry.kind == "plan":
        return Decoded([], complete=True, info=info_of(head))
    loaded = json.loads(head.head)
    if entry.kind == "documents":
        return Decoded([], complete=True, documents=DOCUMENTS.unpack(loaded))
    return Decoded([], complete=True, body=records.BODY.unpack(loaded))


def _number(one: list[Any]) -> Any:
    return one[0]


def _task(one: list[Any], entry: Entry, shelf: Shelf, wanted: Wanted) -> Task:
    """Return a task of a part, deferred where it stands alone."""
    if len(one) <= APART:
        whole: Task = records.TASK.unpack(one[1])
        return whole if wanted.within or len(one) == WHOLE else new(Recounted, whole)
    name = Located(one[ID])
    name.line, name.column = one[LINE], one[COLUMN]
    task: Deferred = new(Deferred, (name, one[TITLE], entry.stem, entry.file))
    task.head, task.shelf = one, shelf
    return task
