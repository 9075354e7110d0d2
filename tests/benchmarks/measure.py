"""Time `plan` as whole processes, as ratios to a bare start of the same Python: `python measure.py`.

Each run of a case stands next to a run of `python -c pass` (A B A B), and the ratio told is the median of the ratios
pair by pair, so that a machine which is busy or slow for a while slows both. Standard library only.
"""

import argparse
import importlib.metadata
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[2]
GENERATE: Final = Path(__file__).with_name("generate.py")
HISTORY: Final = Path(__file__).with_name("history.py")
SHIPPED: Final = 40
ONCE_FROM: Final = 100_000
BARE: Final = (sys.executable, "-c", "pass")
DRAWN: Final = {"FORCE_COLOR": "1", "COLUMNS": "100"}
KEPT: Final = ("PATH", "HOME", "PYTHONPATH", "VIRTUAL_ENV", "SYSTEMROOT", "TMPDIR")


class Case(NamedTuple):
    """One command on one plan; `ratio` limits its wall time as a multiple of bare Python, `memory` its peak in MB.

    With `commits` the plan has a history of so many in git. `against` is another command of `plan` that it is timed
    next to instead of bare Python.
    """

    arguments: str
    tasks: int
    how: str = ""
    ratio: float | None = None
    memory: float | None = None
    environment: dict[str, str] = {}  # noqa: RUF012 - never changed
    commits: int = 0
    against: str = ""

    @property
    def title(self) -> str:
        """What was run, as it is written in the table."""
        return f"`plan {self.arguments}`{self.how and ', '}{self.how}"

    @property
    def limit(self) -> str:
        """What it must keep to, in words."""
        ratio = f"{self.ratio:g} x {self.against or 'bare'}" if self.ratio else ""
        return ratio or (f"{self.memory:g} MB" if self.memory else "")


class Run(NamedTuple):
    """What one process cost: wall and processor seconds, peak resident bytes."""

    wall: float
    cpu: float
    peak: int


class Result(NamedTuple):
    """The medians of one case, and of bare Python or the command beside it."""

    case: Case
    runs: int
    ratio: float
    cpu_ratio: float
    wall: float
    bare: float
    peak: float

    @property
    def holds(self) -> bool:
        """Whether it keeps its limits."""
        case = self.case
        return (case.ratio is None or self.ratio <= case.ratio) and (case.memory is None or self.peak <= case.memory)


CASES: Final = (
    Case("--version", SHIPPED),
    Case("--help", SHIPPED),
    Case("due --year 2024", SHIPPED, "piped", ratio=10),
    Case("due --year 2024", SHIPPED, "drawn with Rich", ratio=15, environment=DRAWN),
    Case("status", SHIPPED),
    Case("validate", SHIPPED),
    Case("due --year 2024", 10_000, ratio=45),
    Case("validate", 10_000, ratio=60),
    Case("diff HEAD~1", 10_000, "500 commits", ratio=2, commits=500, against="validate"),
    Case("validate", 100_000, memory=400),
)


def command() -> tuple[str, ...]:
    """Return how `plan` is started: the console script beside this Python, else the module."""
    script = Path(sys.executable).with_name("plan")
    return (str(script),) if script.is_file() else (sys.executable, "-m", "plancli")


def environment(plan: Path, extra: dict[str, str]) -> dict[str, str]:
    """Return an environment in which nothing of this terminal or user changes what `plan` does."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", "PLAN_LANG": "en", "PLAN_DIR": str(plan), **extra}


def run(arguments: tuple[str, ...], variables: dict[str, str]) -> Run:
    """Run a process to its end, its output going nowhere; SystemExit if it fails.

    Linux counts into the peak what this script itself holds (some 20 MB), so it must never hold much.
    """
    nowhere = (
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
    )
    start = time.perf_counter()
    process = os.posix_spawn(arguments[0], arguments, variables, file_actions=nowhere)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - start
    if status:
        raise SystemExit(f"exit status {os.waitstatus_to_exitcode(status)}: {' '.join(arguments)}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def measure(case: Case, plan: Path, runs: int) -> Result:
    """Run a case and what it is timed against in turn, `runs` times after one that warms the caches."""
    variables = environment(plan, case.environment)
    arguments = (*command(), *case.arguments.split())
    beside = (*command(), *case.against.split()) if case.against else BARE
    if runs > 1:
        run(arguments, variables)
    pairs = [(run(beside, variables), run(arguments, variables)) for _ in range(runs)]
    return Result(
        case,
        runs,
        ratio=median(full.wall / bare.wall for bare, full in pairs),
        cpu_ratio=median(full.cpu / bare.cpu for bare, full in pairs),
        wall=median(full.wall for _, full in pairs),
        bare=median(bare.wall for bare, _ in pairs),
        peak=max(full.peak for _, full in pairs) / 1e6,
    )


def cases_for(size: int) -> Sequence[Case]:
    """Return the cases on plans of this size; on a size of one's own choice they have no limits."""
    listed = [case for case in CASES if case.tasks == size]
    return listed or [Case("due --year 2024", size), Case("validate", size)]


def results(sizes: Sequence[int], runs: int) -> Iterator[Result]:
    """Measure every case on plans of these sizes: the repository's own, or one generated for the occasion."""
    os.chdir(ROOT)
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            plan = ROOT / "plan"
            if size != SHIPPED:
                plan = Path(folder, "plan")
                subprocess.run([sys.executable, GENERATE, str(size), plan], check=True)
            for case in cases_for(size):
                if case.commits:
                    subprocess.run([sys.executable, HISTORY, str(case.commits), folder], check=True)
                yield measure(case, plan, 1 if size >= ONCE_FROM else runs)


def machine() -> str:
    """Return what the figures were taken on, without naming it."""
    processor = platform.processor() or platform.machine()
    if (info := Path("/proc/cpuinfo")).is_file():
        models = [
            line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        processor = models[0] if models else processor
    libraries = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("Typer", "PyYAML", "Rich"))
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{os.cpu_count()} cores, {processor}, {platform.system()}, {python}, {libraries}"


def row(result: Result) -> str:
    """Return one row of the table."""
    against = f" x `{result.case.against}`" if result.case.against else ""
    cells = (
        result.case.title,
        f"{result.case.tasks:,}",
        f"{result.ratio:.1f}{against}",
        f"{result.cpu_ratio:.1f}{against}",
        result.case.limit + ("" if result.holds else " **over**"),
        f"{result.wall * 1000:,.0f}",
        f"{result.bare * 1000:,.1f}",
        f"{result.peak:,.0f}",
        f"{result.runs}",
    )
    return f"| {' | '.join(cells)} |"


HEAD: Final = (
    "| command | tasks | x bare | x bare, cpu | limit | wall ms | bare ms | peak MB | runs |",
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
)


def main() -> int:
    """Measure what the command line asks for, print the table, and tell whether every limit is kept."""
    parser = argparse.ArgumentParser(description="Time `plan` as ratios to a bare start of the same Python.")
    parser.add_argument("--tasks", default="40,10000,100000", help="sizes of plans; 40 is the repository's own")
    parser.add_argument("--runs", type=int, default=9, help="pairs a case, once from 100,000 tasks on")
    parser.add_argument("--markdown", metavar="FILE", type=Path, help="write the table here too")
    options = parser.parse_args()
    sizes = [int(size) for size in options.tasks.split(",")]
    lines = [machine(), "", *HEAD]
    print(*lines, sep="\n", flush=True)
    kept = True
    for result in results(sizes, options.runs):
        lines.append(row(result))
        print(lines[-1], flush=True)
        kept = kept and result.holds
    if options.markdown:
        options.markdown.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
