"""Pairing what stands on both sides: by one key after another, what is left of each going on to the next."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

One = TypeVar("One")
Key = Callable[[One], Hashable]
Pairs = list[tuple[One | None, One | None]]


def pair(old: Sequence[One], new: Sequence[One], keys: Iterable[Key[One]]) -> Pairs[One]:
    """Return what belongs together, in the order of the new side, then what only the old one has.

    Things of one key are paired in their order; a key of None pairs nothing.
    """
    partners: dict[int, int] = {}
    old_left, new_left = list(range(len(old))), list(range(len(new)))
    for key in keys:
        if not (old_left and new_left):
            break
        waiting: dict[Hashable, list[int]] = {}
        for place in reversed(old_left):
            if (name := key(old[place])) is not None:
                waiting.setdefault(name, []).append(place)
        for place in new_left:
            if (name := key(new[place])) is not None and (found := waiting.get(name)):
                partners[place] = found.pop()
        taken = set(partners.values())
        old_left = [place for place in old_left if place not in taken]
        new_left = [place for place in new_left if place not in partners]
    paired = [(old[partners[place]] if place in partners else None, one) for place, one in enumerate(new)]
    return [*paired, *[(old[place], None) for place in old_left]]


def alone(key: Key[One], *sides: Iterable[One]) -> Key[One]:
    """Return a key that pairs only what is alone with it on each side."""
    several: set[Hashable] = set()
    for side in sides:
        seen: set[Hashable] = set()
        for one in side:
            name = key(one)
            (several if name in seen else seen).add(name)
    return lambda one: None if (name := key(one)) in several else name
