"""What a change is told of: a task or a place in it, a body, a document, the plan; with its file on either side."""

from collections.abc import Collection
from typing import Any, NamedTuple

from plancli.diff.change import Change, Subject
from plancli.diff.meaning import same
from plancli.model import Assigned, At, Located, Member
from plancli.problem import Place

Home = Located | At | None


class Spot(NamedTuple):
    """Where changes are told: its address, the body and title that they are shown under, its file on either side."""

    subject: Subject
    address: str
    body: str
    title: str
    old_file: str
    new_file: str

    def within(self, key: str) -> "Spot":
        """Return the spot of a part."""
        return self._replace(address=f"{self.address}:{key}")

    def change(self, kind: str, field: str, old: Any, new: Any, old_home: Home = None, new_home: Home = None) -> Change:
        """Return a change with the places where it stands on either side; none is there if it stands nowhere."""
        old_place = Place(self.old_file, old_home.line, old_home.column) if old_home is not None else None
        new_place = Place(self.new_file, new_home.line, new_home.column) if new_home is not None else None
        return Change(kind, self.subject, self.address, self.body, field, old, new, old_place, new_place, self.title)

    def field(self, kind: str, field: str, old: Any, new: Any, old_home: Home, new_home: Home) -> list[Change]:
        """Return the change of a field, if it is one; the homes are the places of what it is a field of."""
        if same(old, new):
            return []
        return [self.change(kind, field, old, new, _home(old, new, old_home), _home(new, old, new_home))]


def _home(value: Any, other: Any, home: Home) -> Home:
    """Return where a value stands: of a list, its first item that the other side has not."""
    if value is None or value == ():
        return None
    if isinstance(value, Assigned):
        return value.document or home
    if isinstance(value, Member):
        return value.id
    if type(value) is tuple:
        others: Collection[Any] = other if type(other) is tuple else ()
        return _home(next((one for one in value if one not in others), value[0]), None, home)
    return value if isinstance(value, Located) else home
