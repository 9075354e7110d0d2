"""Runs beside what they are compared with, and the medians that follow from them."""

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Any, NamedTuple

from benchmarks.process import Run


class Pair(NamedTuple):
    """A run, and the run it stands beside: mostly a bare start of Python."""

    beside: Run
    full: Run


class Terms(NamedTuple):
    """How long may be measured: `runs` rounds, `budget` seconds for all rounds of one thing, `limit` a process."""

    runs: int
    budget: float
    limit: float = 0

    def rounds(self, first: float) -> int:
        """Return how many rounds follow a first one of so many seconds; none where it alone is over the budget."""
        return 0 if first > self.budget else max(1, min(self.runs, int(self.budget / max(first, 1e-9))))


class Pairs:
    """Pairs by the number of their round; round 0 warms what the system keeps of files, and counts only alone."""

    def __init__(self, rounds: Mapping[int, Pair] | None = None) -> None:
        self.rounds = dict(rounds or {})

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.rounds)

    @property
    def counted(self) -> Sequence[int]:
        """The rounds that count: all but the first, or the first where there is no other."""
        return [number for number in self.rounds if number] or list(self.rounds)

    @property
    def runs(self) -> int:
        """How many rounds count."""
        return len(self.counted)

    def middle(self, value: Callable[[Pair], float]) -> float:
        """Return the median of a value of the pairs that count."""
        return median(value(self.rounds[number]) for number in self.counted)

    @property
    def wall(self) -> float:
        """Median seconds."""
        return self.middle(lambda pair: pair.full.wall)

    @property
    def beside(self) -> float:
        """Median seconds of what stands beside."""
        return self.middle(lambda pair: pair.beside.wall)

    @property
    def ratio(self) -> float:
        """Median of the ratios pair by pair."""
        return self.middle(lambda pair: pair.full.wall / pair.beside.wall)

    @property
    def cpu_ratio(self) -> float:
        """The same of processor time."""
        return self.middle(lambda pair: pair.full.cpu / pair.beside.cpu)

    @property
    def peak(self) -> float:
        """The most memory, in MB."""
        return max(pair.full.peak for pair in self.rounds.values()) / 1e6

    def data(self) -> dict[str, Any]:
        """Return them as JSON holds them."""
        return {str(number): [list(pair.beside), list(pair.full)] for number, pair in self.rounds.items()}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Pairs":
        """Return what `data` made."""
        return cls({int(number): Pair(Run(*beside), Run(*full)) for number, (beside, full) in data.items()})


def quotient(one: Pairs, other: Pairs, *, cpu: bool = False) -> float | None:
    """Return how many times `other` `one` costs: the median over the rounds that count of the one with fewer.

    Ratios are of runs of the same round; None where no round has both.
    """
    few = one if one.runs < other.runs else other
    shared = [number for number in few.counted if number in one.rounds and number in other.rounds]
    both = [(one.rounds[number].full, other.rounds[number].full) for number in shared]
    ratios = [own.cpu / peer.cpu if cpu else own.wall / peer.wall for own, peer in both]
    return median(ratios) if ratios else None
