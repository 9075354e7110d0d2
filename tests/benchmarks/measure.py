"""Time `plan` as whole processes, as ratios to a bare start of the same Python: `python measure.py`.

Each run of a case stands next to a run of `python -c pass` (A B A B), and the ratio told is the median of the ratios
pair by pair, so that a machine which is busy or slow for a while slows both. Standard library only; Linux and macOS.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.cases import CHANGED, COLD, GROWTH, LARGE, SHIPPED, SMALL, WARM, Case, cases_for
from benchmarks.changes import changes
from benchmarks.machine import describe
from benchmarks.pairs import Pair, Pairs, Terms
from benchmarks.process import BARE, NO_CACHE, Failed, command, environment, run
from benchmarks.tables import figure, put

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[1]
UNKNOWN: Final = "no such command"
HEAD: Final = (
    "| command | tasks | ratio | cpu | limit | kept | ms | beside ms | peak MB | runs |",
    "|---|--:|--:|--:|---|---|--:|--:|--:|--:|",
)


class Result(NamedTuple):
    """A case with its runs; where there are none, `fault` says why."""

    case: Case
    pairs: Pairs
    fault: str = ""

    @property
    def holds(self) -> bool:
        """Whether it keeps its limits."""
        case, pairs = self.case, self.pairs
        return (case.ratio is None or pairs.ratio <= case.ratio) and (case.memory is None or pairs.peak <= case.memory)


class Growth(NamedTuple):
    """How many times as much a command costs on ten times as many tasks."""

    arguments: str
    cache: str
    wall: float

    @property
    def holds(self) -> bool:
        """Whether it is linear, near enough."""
        return self.wall <= GROWTH


class Stand:
    """One plan with a home of its own, on which cases are run."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder = folder
        self.plan = ROOT / "plan" if size == SHIPPED else folder / "plan"
        self.home = folder / "home"
        self.home.mkdir()
        self.commits = 0
        if size != SHIPPED:
            subprocess.run([sys.executable, HERE / "generate.py", str(size), self.plan], check=True)

    def knows(self, name: str) -> bool:
        """Return whether `plan` has this command."""
        try:
            run((*command(), name, "--help"), environment(self.home, {}))
        except Failed:
            return name.startswith("-")
        return True

    def commit(self, case: Case) -> None:
        """Give the plan the history that a case asks for, unless it has that or none is asked for."""
        if case.commits and case.commits != self.commits:
            shutil.rmtree(self.folder / ".git", ignore_errors=True)
            spread = ["--days", str(case.days)] if case.days else []
            history = [sys.executable, str(HERE / "history.py"), *spread, str(case.commits), str(self.folder)]
            subprocess.run(history, check=True)
            self.commits = case.commits

    def measure(self, case: Case, terms: Terms) -> Result:
        """Run a case and what it stands beside in turn, after one run that warms the index and the system's caches."""
        if not self.knows(case.arguments.partition(" ")[0]):
            return Result(case, Pairs(), UNKNOWN)
        self.commit(case)
        own = environment(self.home, {"PLAN_DIR": str(self.plan), **case.variables})
        beside = (*command(), *case.against.split()) if case.against else BARE
        cold = {**own, **(NO_CACHE if case.against else {})}
        arguments = (*command(), *case.arguments.split())
        run(arguments, own)
        changed = changes(self.plan) if case.cache == CHANGED else iter(())

        def pair() -> Pair:
            next(changed, None)
            return Pair(run(beside, cold), run(arguments, own))

        first = pair()
        rest = range(1, terms.rounds(first.full.wall) + 1)
        return Result(case, Pairs({0: first, **{number: pair() for number in rest}}))


def results(sizes: Sequence[int], terms: Terms) -> Iterator[Result]:
    """Measure every case on plans of these sizes: the repository's own, or one generated for the occasion."""
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="plan-measure-") as folder:
            stand = Stand(Path(folder), size)
            for case in cases_for(size):
                try:
                    yield stand.measure(case, terms)
                except Failed as fault:
                    print(fault, file=sys.stderr)
                    yield Result(case, Pairs(), "failed")


def growths(measured: Sequence[Result]) -> Iterator[Growth]:
    """Yield how each command that was measured on 10,000 and on 100,000 tasks grows."""
    walls = {
        (one.case.arguments, one.case.cache, one.case.tasks): one.pairs.wall
        for one in measured
        if one.pairs and one.case.cache in (COLD, WARM) and not one.case.commits
    }
    for (arguments, cache, size), wall in walls.items():
        if size == LARGE and (small := walls.get((arguments, cache, SMALL))):
            yield Growth(arguments, cache, wall / small)


def row(result: Result) -> str:
    """Return one row of the table."""
    case, pairs = result.case, result.pairs
    head = [case.title, f"{case.tasks:,}"]
    if not pairs:
        return f"| {' | '.join([*head, *['–'] * 2, case.limits, result.fault, *['–'] * 4])} |"
    unit = f" x `{case.against}`" if case.against else ""
    cells = (
        *head,
        figure(pairs.ratio) + unit,
        figure(pairs.cpu_ratio) + unit,
        case.limits,
        ("yes" if result.holds else "**no**") if case.limits else "",
        f"{pairs.wall * 1000:,.0f}",
        f"{pairs.beside * 1000:,.1f}",
        f"{pairs.peak:,.0f}",
        f"{pairs.runs}",
    )
    return f"| {' | '.join(cells)} |"


def growth_line(growth: Growth) -> str:
    """Return what is said of how a command grows."""
    kept = "kept" if growth.holds else "**over**"
    return (
        f"- `plan {growth.arguments}`, {growth.cache}: ten times as many tasks cost {growth.wall:.1f} times as much "
        f"(limit {GROWTH}, {kept})."
    )


def over(measured: Sequence[Result], grown: Sequence[Growth]) -> list[str]:
    """Return what is over its limit or failed, in words."""
    broken = [one for one in measured if (not one.holds if one.pairs else one.fault != UNKNOWN)]
    cases = [f"{one.case.title}, {one.case.tasks:,} tasks" for one in broken]
    return [*cases, *(f"growth of `plan {one.arguments}`, {one.cache}" for one in grown if not one.holds)]


def main() -> int:
    """Measure what the command line asks for, print the table, and tell whether every limit is kept."""
    parser = argparse.ArgumentParser(description="Time `plan` as ratios to a bare start of the same Python.")
    parser.add_argument("--tasks", type=int, nargs="+", default=[SHIPPED, SMALL, LARGE], help="40 is plan/")
    parser.add_argument(
        "--runs", type=int, default=9, help="pairs a case, after a first one; fewer where one takes long"
    )
    parser.add_argument("--budget", type=float, default=30, metavar="S", help="seconds for all runs of one case")
    parser.add_argument("--markdown", metavar="FILE", type=Path, help="write the table here too")
    options = parser.parse_args()
    lines = [*HEAD]
    print(*lines, sep="\n", flush=True)
    measured = []
    for result in results(options.tasks, Terms(options.runs, options.budget)):
        measured.append(result)
        lines.append(row(result))
        print(lines[-1], flush=True)
    grown = list(growths(measured))
    broken = over(measured, grown)
    verdict = f"Over its limit: {'; '.join(broken)}." if broken else "Every limit that was measured is kept."
    said = ["", *map(growth_line, grown), *([""] if grown else []), verdict, "", f"One run: {describe()}."]
    print(*said, sep="\n")
    if options.markdown:
        put("\n".join([*lines, *said]) + "\n", "measure", options.markdown)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
