"""What of one file others depend on: as long as that stays, what was found in the others stays too."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from plancli.decode import Decoded
from plancli.index.content import blake2b
from plancli.model import Task

SIZE: Final = 16
PLACED: Final = re.compile(rb'\["((?:[^"\\]|\\.)*)",[0-9]+,[0-9]+\]')
"""A text that knows its place, in a task as JSON: a name of something."""


class Surface(NamedTuple):
    """Digests of what a file holds and shows.

    `content` is of all its bytes. `outer` is what the checks of another task may look at: who the body is, which tasks
    there are, and which clauses they come from. `inner` is what the checks of the whole plan look at beside that: every
    name that stands in a task, and its deadlines. `hangs` are the names that deadlines in it hang on.
    """

    content: bytes
    outer: bytes
    inner: bytes
    hangs: str


def outer(decoded: Decoded, head: bytes) -> bytes:
    """Return the digest of what other tasks' checks may look at."""
    return digest(head, *(f"{task.id} {' '.join(task.source)}".encode() for task in decoded.tasks))


def inner(decoded: Decoded, packed: Sequence[bytes]) -> bytes:
    """Return the digest of what the checks of the whole plan look at; `packed` are the tasks as JSON."""
    dues = (f"{task.due.text if task.due else ''}|{','.join(task.tags)}|{_moved(task)}" for task in decoded.tasks)
    return digest(*(name for one in packed for name in PLACED.findall(one)), *(due.encode() for due in dues))


def _moved(task: Task) -> str:
    """Return the deadlines that replaced others, with the days from which on they hold."""
    return ",".join(f"{one.fact.date.text} {one.to.text}" for one in task.facts.rescheduled)


def digest(*parts: bytes) -> bytes:
    """Return the digest of some values, in order."""
    made = blake2b(digest_size=SIZE)
    for part in parts:
        made.update(len(part).to_bytes(8, "little"))
        made.update(part)
    return made.digest()
