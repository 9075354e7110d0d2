"""Rings in what leads to what: paths that come back to where they began."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

SHOWN: Final = 8


def rings(graph: Mapping[str, Collection[str]]) -> Iterator[list[str]]:
    """Yield one ring for each edge that closes one, in the order of the graph, each from its first node in that order.

    A node that is no key of the graph leads nowhere. Every tangle of rings yields at least one.
    """
    order = {node: number for number, node in enumerate(graph)}
    done: set[str] = set()
    for root in graph:
        if root in done:
            continue
        path, on_path, ahead = [root], {root: 0}, [iter(graph[root])]
        while path:
            node = next(ahead[-1], None)
            if node is None:
                ahead.pop()
                left = path.pop()
                del on_path[left]
                done.add(left)
            elif node in on_path:
                yield _from_first(path[on_path[node] :], order)
            elif node in graph and node not in done:
                on_path[node] = len(path)
                path.append(node)
                ahead.append(iter(graph[node]))


def ring_words(ring: list[str]) -> str:
    """Return a ring as people read it: `A -> B -> A`, a long one without its middle."""
    shown = ring if len(ring) <= SHOWN else [*ring[: SHOWN - 2], "…", ring[-1]]
    return " -> ".join([*shown, ring[0]])


def _from_first(ring: list[str], order: Mapping[str, int]) -> list[str]:
    """Return the same ring, turned so that its first node in the order comes first."""
    first = min(range(len(ring)), key=lambda number: order[ring[number]])
    return ring[first:] + ring[:first]
