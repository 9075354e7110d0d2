"""Tasks moved from one body's file to another's, as they are written, comments and all."""

from collections.abc import Mapping, Sequence

from plancli.commands.recording.desk import Desk
from plancli.commands.recording.draft import data_of
from plancli.edit import cut, paste
from plancli.edit.find import path_of, value_at
from plancli.source import Entry
from plancli.state import Item

TASKS = ("tasks",)


def moved(desk: Desk, moves: Sequence[tuple[Item, str]], files: Mapping[Entry, bytes]) -> dict[Entry, bytes]:
    """Return what files hold once tasks were moved to the end of other bodies' tasks; `files` are those drafted so far.

    The files that tasks move to come first: written in this order, no reader in between misses a task.
    """
    found = dict(files)

    def data(entry: Entry) -> bytes:
        return found[entry] if entry in found else data_of(desk, entry)

    for item, body in moves:
        origin, target = desk.entry(item), desk.body_entry(body)
        found[origin], piece = cut(data(origin), origin, path_of(data(origin), origin, str(item.task.id)))
        there = value_at(data(target), target, TASKS)
        found[target] = paste(data(target), target, TASKS, len(there) if isinstance(there, list) else 0, piece)
    targets = {entry: found[entry] for entry in (desk.body_entry(body) for _item, body in moves)}
    return {**targets, **found}
