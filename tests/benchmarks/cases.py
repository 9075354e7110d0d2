"""What `measure.py` times, with the limits that each case must keep to."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from benchmarks.process import NO_CACHE

SHIPPED: Final = 40
"""The size that stands for the repository's own plan."""
SMALL, LARGE = 10_000, 100_000
COLD: Final = "no cache"
WARM: Final = "index warm"
CHANGED: Final = "index warm, one file changed"
DRAWN: Final = {"FORCE_COLOR": "1", "COLUMNS": "100"}
GROWTH: Final = 12
"""How many times as much ten times as many tasks may cost."""


class Case(NamedTuple):
    """One command on one plan; `ratio` limits its wall time as a multiple of what it stands beside, `memory` its MB.

    `cache` is COLD, WARM or CHANGED: with the last, a fact is added to one task before each run. `against` is another
    command of `plan`, without a cache, that it stands beside instead of bare Python. With `commits` the plan has a
    history of so many in git, an hour apart or spread over so many `days`.
    """

    arguments: str
    tasks: int
    cache: str
    how: str = ""
    ratio: float | None = None
    memory: float | None = None
    extra: Mapping[str, str] = {}
    commits: int = 0
    days: int = 0
    against: str = ""

    @property
    def title(self) -> str:
        """What was run, as it is written in the table."""
        return f"`plan {self.arguments}`, {self.cache}{self.how and ', '}{self.how}"

    @property
    def variables(self) -> Mapping[str, str]:
        """What it is run with beside the environment of all."""
        return {**(NO_CACHE if self.cache == COLD else {}), **self.extra}

    @property
    def limits(self) -> str:
        """What it must keep to, in words."""
        ratio = f"{self.ratio:g} x {self.against or 'bare'}" if self.ratio else ""
        memory = f"{self.memory:g} MB" if self.memory else ""
        return ", ".join(filter(None, (ratio, memory)))


DUE: Final = "due --year 2024"
HISTORY: Final = 1000
YEARS: Final = 4 * 365

CASES: Final = (
    Case("--version", SHIPPED, COLD),
    Case("--help", SHIPPED, COLD),
    Case(DUE, SHIPPED, COLD, "piped", ratio=10),
    Case(DUE, SHIPPED, WARM, "piped", ratio=7.5),
    Case(DUE, SHIPPED, COLD, "drawn with Rich", ratio=15, extra=DRAWN),
    Case("status", SHIPPED, COLD),
    Case("status", SHIPPED, WARM, ratio=9),
    Case("validate", SHIPPED, COLD, ratio=12),
    Case("validate", SHIPPED, WARM),
    Case(DUE, SMALL, COLD, ratio=45),
    Case(DUE, SMALL, WARM, ratio=9),
    Case("status", SMALL, COLD),
    Case("status", SMALL, WARM, ratio=15),
    Case("validate", SMALL, COLD, ratio=60),
    Case("validate", SMALL, WARM),
    Case("validate", SMALL, CHANGED, ratio=0.25, against="validate"),
    Case("diff HEAD~1", SMALL, COLD, "500 commits", ratio=2, commits=500, against="validate"),
    Case("trend", SMALL, COLD, "1,000 commits", ratio=3, commits=HISTORY, days=YEARS, against="validate"),
    Case("trend", SMALL, WARM, "1,000 commits", ratio=3, commits=HISTORY, days=YEARS, against="validate"),
    Case(DUE, LARGE, COLD),
    Case(DUE, LARGE, WARM, ratio=16, memory=80),
    Case("status", LARGE, COLD),
    Case("status", LARGE, WARM, ratio=60),
    Case("validate", LARGE, COLD, memory=400),
    Case("validate", LARGE, WARM, memory=400),
    Case("validate", LARGE, CHANGED, ratio=0.15, against="validate"),
)


def cases_for(size: int) -> Sequence[Case]:
    """Return the cases on plans of this size, in their order; on a size of one's own choice they have no limits.

    Those with a history come last, fewer commits first: a plan's history only ever grows.
    """
    listed = [case for case in CASES if case.tasks == size]
    own = [Case(command, size, cache) for command in (DUE, "status", "validate") for cache in (COLD, WARM)]
    return sorted(listed or own, key=lambda case: case.commits)
