"""What several checks need to know of one standing, worked out once."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from plancli.state import Standing

T = TypeVar("T")


def once(make: Callable[["Standing"], T]) -> Callable[["Standing"], T]:
    """Make a function of a standing answer from memory the second time; it forgets when the standing is gone."""
    made: WeakKeyDictionary[Standing, T] = WeakKeyDictionary()

    def remembered(standing: "Standing") -> T:
        if standing not in made:
            made[standing] = make(standing)
        return made[standing]

    remembered.__doc__ = make.__doc__
    return remembered
