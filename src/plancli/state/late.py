"""A value of which only some is at hand: whatever takes it as a tuple is given all of it."""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any


class Late:
    """What such values have in common; `whole` is the value with everything."""

    whole: Any

    def __eq__(self, other: object) -> bool:
        return bool(self.whole == (other.whole if isinstance(other, Late) else other))

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.whole)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.whole)

    def __len__(self) -> int:
        return len(self.whole._fields)

    def __getitem__(self, index: Any) -> Any:
        return self.whole[index]

    def __repr__(self) -> str:
        return repr(self.whole)

    def _replace(self, **values: Any) -> Any:
        return self.whole._replace(**values)

    def _asdict(self) -> dict[str, Any]:
        made: dict[str, Any] = self.whole._asdict()
        return made


def answer_later(made: type[Late], names: Iterable[str]) -> None:
    """Make some fields be read from the whole value."""
    for name in names:
        setattr(made, name, property(attrgetter(f"whole.{name}")))
