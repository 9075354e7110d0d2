"""Tables of fields: what may stand at one place of a plan's files, declared once, and read in one pass."""

from collections.abc import Callable, Iterable
from collections.abc import Mapping as Map
from typing import Any, NamedTuple

from plancli.decode.kinds import Kind, Read, check_id
from plancli.decode.reading import Reading, Unread, is_absent
from plancli.decode.unknown import report_unknown
from plancli.model import Located
from plancli.syntax import DAMAGED, Mapping, Node


class Field(NamedTuple):
    """One field: its name, the kind of its value, what it means (in English, translated when shown).

    `judged` says that states follow from it, so that what it belongs to is not judged if it cannot be read. `slot` is
    the model's name for it, where that differs.
    """

    name: str
    kind: Kind
    about: str
    required: bool = False
    judged: bool = False
    slot: str = ""


class Table:
    """The fields of one place (`home` says which), read into a list with one value for each of `slots`."""

    def __init__(
        self, home: str, slots: Iterable[str], fields: tuple[Field, ...], defaults: Map[str, Any] | None = None
    ) -> None:
        self.home = home
        self.slots = tuple(slots)
        self.fields = fields
        self._empty = [(defaults or {}).get(slot) for slot in self.slots]
        for field in fields:
            if field.required:
                self._empty[self.slots.index(field.slot or field.name)] = None
        self._known: dict[str, tuple[int, Read]] = {
            field.name: (self.slots.index(field.slot or field.name), field.kind.read) for field in fields
        }
        self._required = [(self._known[field.name][0], field.name) for field in fields if field.required]
        self._judged = frozenset([field.name for field in fields if field.judged] + [DAMAGED])

    def empty(self) -> list[Any]:
        """Return the values of a place where nothing stands."""
        return self._empty.copy()

    def fill(self, reading: Reading, mapping: Mapping) -> tuple[list[Any], tuple[str, ...]]:
        """Return the values of a map's fields, and the names of judged fields that could not (all) be read."""
        values = self._empty.copy()
        unread: list[str] | None = None
        known = self._known
        for name, node in mapping.entries.items():
            try:
                slot, read = known[name]
            except KeyError:
                unread = self._unknown(reading, mapping, name, unread)
                continue
            value = read(reading, name, node)
            if value is not None:
                if type(value) is Unread:
                    unread = [*(unread or ()), name]
                    value = values[slot] if value.kept is None else value.kept
                values[slot] = value
        for slot, name in self._required:
            if values[slot] is None and DAMAGED not in mapping.doubts and not (unread and name in unread):
                _report_missing(reading, mapping, name)
                unread = [*(unread or ()), name]
        if mapping.doubts:
            unread = [*(unread or ()), *sorted(mapping.doubts)]
        return values, tuple([name for name in dict.fromkeys(unread) if name in self._judged]) if unread else ()

    def _unknown(self, reading: Reading, mapping: Mapping, name: str, unread: list[str] | None) -> list[str] | None:
        """Report a field that is not known here; the one that was probably meant counts as not read."""
        meant = report_unknown(reading, name, mapping.place_of(name), self._known)
        return [*(unread or ()), meant] if meant and meant not in mapping.entries else unread


def _report_missing(reading: Reading, mapping: Mapping, name: str) -> None:
    """Report a field that must stand here: at its key if that is there without a value, else where the map begins."""
    if name in mapping.entries:
        reading.report("missing-field", mapping.place_of(name), "empty", field=name)
    else:
        reading.report("missing-field", mapping, field=name)


Build = Callable[[Reading, list[Any], tuple[str, ...], Mapping], Any]
"""Makes a value from what `fill` returned and the map it was read from."""
BuildEntry = Callable[[Located, list[Any], tuple[str, ...], Mapping], Any]


def record(table: Table, build: Build, *, item: bool = False) -> Kind:
    """Return the kind of maps with a table's fields (`item`: in a list); `build` makes the value, or `Unread`."""
    wanted = "item-map" if item else "map"

    def read(reading: Reading, field: str, node: Node) -> Any:
        if type(node) is Mapping:
            return build(reading, *table.fill(reading, node), node)
        return None if is_absent(node) else reading.wrong(field, node, wanted)

    return Kind("record", read, table)


def map_of(table: Table, build: BuildEntry, *, ids: bool = True) -> Kind:
    """Return the kind of maps from names (ids, where `ids`) to maps with a table's fields, read in the file's order.

    What stands under a name may be empty. What cannot be read there is built all the same, as is what stands under a
    name that is no id or stands twice: that name is then among its faults.
    """

    def read(reading: Reading, field: str, node: Node) -> Any:
        if type(node) is not Mapping:
            return None if is_absent(node) else reading.wrong(field, node, "map")
        found = []
        complete = DAMAGED not in node.doubts
        for name, value in node.entries.items():
            key = Located.at(name, *node.place_of(name))
            inner = value if type(value) is Mapping else _no_mapping(reading, name, value)
            values, unread = table.fill(reading, inner)
            doubted = name in node.doubts
            if doubted or (ids and not check_id(reading, name, key)):
                unread = (*unread, name)
            complete = complete and not doubted
            one = build(key, values, unread, inner)
            if type(one) is Unread:
                complete = False
                one = one.kept
            found.append(one)
        return tuple(found) if complete else Unread(tuple(found))

    return Kind("map", read, table)


def _no_mapping(reading: Reading, name: str, node: Node) -> Mapping:
    """Return an empty map in place of a node that is none: a sound one if nothing stands there, else a damaged one."""
    mapping = Mapping({}, {}, node.line, node.column, set())
    if not is_absent(node):
        reading.wrong(name, node, "map")
        mapping.doubts.add(DAMAGED)
    return mapping
