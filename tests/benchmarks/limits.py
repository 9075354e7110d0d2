"""What `plan` must keep to beside other programs, and whether it does."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from benchmarks.pairs import quotient
from benchmarks.programs.plan import COLD, WARM
from benchmarks.programs.program import DUE, VALIDATE
from benchmarks.results import Results


class Limit(NamedTuple):
    """`plan`'s answer to a question, cold or warm, costs at most `most` times a peer's on a plan of `tasks` tasks."""

    tasks: int
    question: str
    how: str
    peer: str
    peer_how: str
    most: float


class Verdict(NamedTuple):
    """A limit and what was measured: the ratios of time and of processor time."""

    limit: Limit
    ratio: float
    cpu_ratio: float

    @property
    def holds(self) -> bool:
        """Whether it is kept."""
        return self.ratio <= self.limit.most


TABLE, EXPORT, CHECK = ("Taskwarrior", "table"), ("Taskwarrior", "export"), ("hledger", "check")

LIMITS: Final = (
    Limit(10_000, DUE, WARM, *TABLE, 0.3),
    Limit(10_000, DUE, WARM, *EXPORT, 0.3),
    Limit(100_000, DUE, WARM, *TABLE, 0.08),
    Limit(100_000, DUE, WARM, *EXPORT, 0.08),
    Limit(10_000, DUE, COLD, *TABLE, 1.2),
    Limit(10_000, DUE, COLD, *EXPORT, 1.2),
    Limit(100_000, DUE, COLD, *TABLE, 1.2),
    Limit(100_000, DUE, COLD, *EXPORT, 1.2),
    Limit(10_000, VALIDATE, COLD, *CHECK, 1),
    Limit(100_000, VALIDATE, COLD, *CHECK, 1),
    Limit(10_000, VALIDATE, COLD, "yamllint", "relaxed", 0.05),
)


def verdicts(results: Results) -> Sequence[Verdict]:
    """Return what is known about each limit that was measured."""
    known = []
    for limit in LIMITS:
        own = results.find(limit.question, "plan", limit.how, limit.tasks)
        peer = results.find(limit.question, limit.peer, limit.peer_how, limit.tasks)
        ratio = own and peer and quotient(own.pairs, peer.pairs)
        if own and peer and ratio:
            known.append(Verdict(limit, ratio, quotient(own.pairs, peer.pairs, cpu=True) or 0))
    return known
