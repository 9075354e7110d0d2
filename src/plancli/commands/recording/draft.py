"""New contents of files, made step by step in memory: where a place stands in its file, and what is put there."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from plancli.commands.recording.desk import facts_of
from plancli.deadline import parse_span
from plancli.decode.kinds import is_blank
from plancli.edit import Add, Put, Remove, revise
from plancli.errors import PlanError
from plancli.formatting.places import canonical
from plancli.i18n import _
from plancli.problem import Problem
from plancli.source import Entry
from plancli.state import Item
from plancli.syntax import Mapping, Node, Scalar, parse
from plancli.syntax import Sequence as List

if TYPE_CHECKING:
    from plancli.commands.recording.change import Value
    from plancli.commands.recording.desk import Desk

Path = tuple[str | int, ...]
HOMES = {"milestone": "milestones", "occurrence": "occurrences", "member": "members"}


class Draft:
    """Steps on the files of a plan, gathered, and made when all are known."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._steps: dict[Entry, list[Any]] = {}
        self._moves: list[tuple[Item, str]] = []
        self._roots: dict[Entry, Node | None] = {}

    def put(self, item: Item, *names: str, value: "Value") -> None:
        """Set a field of a place."""
        self._step(item, Put((*self._path(item), *names), value))

    def remove(self, item: Item, name: str) -> None:
        """Take a field of a place out, if it is there."""
        node = self._node(item)
        if isinstance(node, Mapping) and name in node.entries:
            self._step(item, Remove((*self._path(item), name)))

    def add(self, item: Item, name: str, value: "Value") -> None:
        """Add an entry to a list of facts, which is made where there is none."""
        self._step(item, Add((*self._path(item), name), value))

    def add_fact(self, item: Item, name: str, value: "Value") -> None:
        """Add a fact to those of its kind; the first stands by itself, several in a list."""
        if getattr(facts_of(item), name):
            self.add(item, name, value)
        else:
            self.put(item, name, value=value)

    def put_inside(self, item: Item, name: str, number: int, inner: str, value: "Value") -> None:
        """Set a field of the entry with a number, from 0, of those of its kind that a place has."""
        node = self._node(item)
        facts = node.entries[name] if isinstance(node, Mapping) else None
        index: Path = ()
        if isinstance(facts, List):
            index = ([place for place, one in enumerate(facts.items) if not _says_nothing(one)][number],)
        self._step(item, Put((*self._path(item), name, *index, inner), value))

    def move(self, item: Item, body: str) -> None:
        """Move a task, as it will be after all other steps, to the end of another body's tasks."""
        self._moves.append((item, body))

    def files(self) -> tuple[dict[Entry, bytes], dict[Entry, bytes]]:
        """Return what the files that change hold now, and what they would hold; EditError where that cannot be made."""
        after = {entry: revise(self._data(entry), entry, steps) for entry, steps in self._steps.items()}
        if self._moves:
            from plancli.commands.recording.moving import moved

            after = moved(self._desk, self._moves, after)
        before = {entry: self._data(entry) for entry in after}
        changed = {entry: data for entry, data in after.items() if data != before[entry]}
        return {entry: before[entry] for entry in changed}, changed

    def _step(self, item: Item, step: Any) -> None:
        self._steps.setdefault(self._desk.entry(item), []).append(step)

    def _data(self, entry: Entry) -> bytes:
        return data_of(self._desk, entry)

    def _path(self, item: Item) -> Path:
        """Return where a place stands in its file, or would."""
        found, task = task_path(self._root(item), item)
        node: Node | None = task
        for kind, key in steps_within(item):
            node = node.entries.get(HOMES[kind]) if isinstance(node, Mapping) else None
            name = name_in(node, key, periods=kind == "occurrence")
            found = (*found, HOMES[kind], name)
            node = node.entries.get(name) if isinstance(node, Mapping) else None
        return found

    def _node(self, item: Item) -> Node | None:
        """Return what stands at a place; None where nothing does."""
        node: Node | None = self._root(item)
        for name in self._path(item):
            if isinstance(name, int):
                node = node.items[name] if isinstance(node, List) else None
            else:
                node = node.entries.get(name) if isinstance(node, Mapping) else None
        return node

    def _root(self, item: Item) -> Node | None:
        entry = self._desk.entry(item)
        if entry not in self._roots:
            self._roots[entry] = parse(self._data(entry), entry.file).root
        return self._roots[entry]


def data_of(desk: "Desk", entry: Entry) -> bytes:
    """Return what a file holds; PlanError where it cannot be read."""
    data = desk.source.read(entry)
    if isinstance(data, Problem):
        raise PlanError(_("{file} cannot be read: nothing is written.").format(file=entry.file))
    return data


def task_path(root: Node | None, item: Item) -> tuple[Path, Node]:
    """Return where a task stands in its file, and the node there."""
    tasks = root.entries.get("tasks") if isinstance(root, Mapping) else None
    for index, node in enumerate(tasks.items if isinstance(tasks, List) else ()):
        if (node.line, node.column) == item.task.at:
            return ("tasks", index), node
    raise PlanError(_("{address} is not found in its file: nothing is written.").format(address=item.key))


def steps_within(item: Item) -> Sequence[tuple[str, str]]:
    """Return the kinds and names that lead from a task to a place in it."""
    names = {"milestone": item.milestone, "occurrence": item.occurrence, "member": item.member}
    return [(kind, name) for kind, name in names.items() if name is not None]


def name_in(node: Node | None, key: str, *, periods: bool) -> str:
    """Return how a map writes a name; one of `periods` may be written in another form than the grammar's own."""
    for name in node.entries if isinstance(node, Mapping) else ():
        if name == key or (periods and canonical(name, parse_span) == key):
            return name
    return str(key)


def _says_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and is_blank(node.value)
