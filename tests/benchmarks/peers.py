"""Compare `plan` with other programs on the same generated plan, in one run: `python peers.py`.

Every run of a program stands beside a bare start of Python, and the programs take turns (A B C A B C …). Whatever is
written stands in a temporary folder, which also stands in for the user's home. Programs that are absent are named with
the line that installs them. Standard library only; Linux and macOS.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.chart import draw
from benchmarks.contest import Contest, Entry, Outcome
from benchmarks.convert import folder_name
from benchmarks.limits import verdicts
from benchmarks.machine import describe
from benchmarks.pairs import Terms
from benchmarks.process import Failed, TimedOut, command, environment, run
from benchmarks.programs import PEERS, PLAN, Program
from benchmarks.programs.plan import WARM
from benchmarks.programs.program import QUESTIONS
from benchmarks.results import Holding, Imported, Results, load, save
from benchmarks.tables import markdown, put

HERE: Final = Path(__file__).resolve().parent


class Present(NamedTuple):
    """A program that is here: how it is started, and its version."""

    program: Program
    start: Sequence[str]
    version: str


class Arena:
    """The temporary folder of one size: the plan, a home, and each program's folder."""

    def __init__(self, folder: Path, tasks: int, path: str, *, once: bool) -> None:
        self.folder = folder
        self.tasks = tasks
        self.path = path
        self.once = once
        self.plan = folder / "plan"
        self.home = folder / "home"

    def held(self, program: Program) -> Path:
        """Return a program's folder."""
        return self.folder / "held" / folder_name(program.name)

    def variables(self, program: Program, extra: Mapping[str, str]) -> dict[str, str]:
        """Return a program's environment."""
        return environment(self.home, {"PATH": self.path, **program.environment(self.held(program)), **extra})

    def prepare(self, programs: Sequence[Program]) -> Holding:
        """Generate the plan and convert it for every program; return how much there is."""
        self.home.mkdir()
        subprocess.run([sys.executable, HERE / "generate.py", str(self.tasks), self.plan], check=True)
        names = [program.name for program in programs]
        once = ["--once"] if self.once else []
        convert = [sys.executable, str(HERE / "convert.py"), str(self.plan), str(self.folder / "held"), *names, *once]
        told = subprocess.run(convert, check=True, stdout=subprocess.PIPE, text=True).stdout
        records, asked, undated = map(int, told.split())
        return Holding(self.tasks, records, asked, undated, self.once)

    def entries(self, present: Present) -> Iterator[Entry]:
        """Yield the questions to a program."""
        program = present.program
        for asked in program.ask(self.held(program), self.plan):
            variables = self.variables(program, asked.environment)
            yield Entry(program.name, (*present.start, *asked.arguments), variables, asked)

    def fill(self, present: Present, terms: Terms) -> Imported | None:
        """Import into a program's own store, where it has one, and tell what that cost."""
        imports = present.program.imports(self.held(present.program))
        if not imports:
            return None
        variables = self.variables(present.program, {})
        try:
            runs = [
                run((*present.start, *arguments), variables, terms.limit, self.folder / "import.out")
                for arguments in imports
            ]
        except (Failed, TimedOut) as fault:
            return Imported(self.tasks, present.program.name, 0, 0, str(fault))
        return Imported(self.tasks, present.program.name, sum(one.wall for one in runs), max(one.peak for one in runs))


def search_path(folders: Sequence[Path]) -> str:
    """Return where programs are looked for: the folders given, then PATH."""
    return os.pathsep.join([*(str(folder.resolve()) for folder in folders), os.environ.get("PATH", os.defpath)])


def version(start: Sequence[str], program: Program, path: str) -> str:
    """Return the first number in what a program says of its version, asked in an empty home."""
    with tempfile.TemporaryDirectory() as home:
        variables = environment(Path(home), {"PATH": path, "TASKRC": os.devnull})
        told = subprocess.run(
            [*start, *program.version], env=variables, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
    words = (told.stdout + told.stderr).replace(",", " ").split()
    return next((word for word in words if word[0].isdigit()), "?")


def find(programs: Sequence[Program], path: str) -> tuple[list[Present], list[Program]]:
    """Return the programs that are here and those that are not."""
    here, absent = [], []
    for program in programs:
        place = shutil.which(program.command, path=path)
        start = command() if program is PLAN else (place,) if place else ()
        if start:
            here.append(Present(program, start, version(start, program, path)))
        else:
            absent.append(program)
    return here, absent


def tell(line: str) -> None:
    """Say on standard error how far it is."""
    print(f"  {line}", file=sys.stderr, flush=True)


def compete(present: Sequence[Present], arena: Arena, terms: Terms, results: Results) -> Results:
    """Measure every question on a plan of one size, and add what came out."""
    programs = [one.program for one in present]
    print(f"{arena.tasks:,} tasks: converting", file=sys.stderr, flush=True)
    holding = arena.prepare([program for program in programs if program is not PLAN])
    imported = [told for one in present if (told := arena.fill(one, terms))]
    faulty = {told.program for told in imported if told.fault}
    entries = [entry for one in present if one.program.name not in faulty for entry in arena.entries(one)]
    os.sync()  # nothing that was converted is still being written while others are timed
    outcomes: list[Outcome] = []
    for question in QUESTIONS:
        asked = [entry for entry in entries if entry.asked.question == question]
        for entry in asked:
            if entry.asked.how == WARM:
                run(entry.arguments, entry.variables)
        outcomes += Contest(asked, terms, arena.folder, tell).outcomes(arena.tasks)
    return results.added(holding, imported, outcomes)


def measure(options: argparse.Namespace) -> Results:
    """Measure what the options ask for."""
    path = search_path(options.peer_path)
    chosen = [PLAN, *(program for program in PEERS if not options.only or matches(program, options.only))]
    present, absent = find(chosen, path)
    for program in absent:
        print(f"{program.name} is not installed, and is left out: {program.install}", file=sys.stderr, flush=True)
    results = Results(
        describe(),
        {one.program.name: one.version for one in present},
        {program.name: program.install for program in absent},
    )
    terms = Terms(options.runs, options.budget, options.limit)
    for tasks in options.tasks:
        with tempfile.TemporaryDirectory(prefix="plan-peers-") as folder:
            arena = Arena(Path(folder), tasks, path, once=options.once)
            results = compete(present, arena, terms, results)
    return results


def matches(program: Program, names: Sequence[str]) -> bool:
    """Return whether a program is among the names, by its name, its command or the first word of its name."""
    wanted = {name.casefold() for name in names}
    return bool(wanted & {program.name.casefold(), program.command, program.name.casefold().split()[0]})


def arguments() -> argparse.ArgumentParser:
    """Return the options."""
    parser = argparse.ArgumentParser(description="Compare `plan` with other programs on the same generated plan.")
    parser.add_argument("--tasks", type=int, nargs="+", default=[50, 10_000, 100_000], help="sizes of plans")
    parser.add_argument("--runs", type=int, default=9, help="rounds after a first one; fewer where a run takes long")
    parser.add_argument("--budget", type=float, default=60, metavar="S", help="seconds for all rounds of one entry")
    parser.add_argument("--limit", type=float, default=600, metavar="S", help="seconds after which a run is stopped")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="these programs beside plan only")
    parser.add_argument("--once", action="store_true", help="peers hold a series as one record, not one a deadline")
    parser.add_argument("--peer-path", type=Path, nargs="+", default=[], metavar="DIR", help="look there, then on PATH")
    parser.add_argument("--from", dest="source", type=Path, metavar="FILE", help="measure nothing: results of --json")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every run")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the tables, or put them into a page")
    parser.add_argument("--chart", type=Path, metavar="FILE", help="write a chart of cost over tasks, as SVG")
    return parser


def main(given: Sequence[str] | None = None) -> int:
    """Measure, tell, and return 1 where a limit is not kept or an answer is not the one that `plan` gives."""
    parser = arguments()
    options = parser.parse_args(given)
    for name in options.only:
        if not any(matches(program, [name]) for program in PEERS):
            parser.error(f"--only {name}: no such program; there are {', '.join(program.name for program in PEERS)}")
    results = load(options.source) if options.source else measure(options)
    if options.json:
        save(results, options.json)
    judged = verdicts(results)
    text = markdown(results, judged)
    print(text, end="")
    if options.markdown:
        put(text, "peers", options.markdown)
    if options.chart:
        options.chart.write_text(draw(results.outcomes), encoding="utf-8")
    return 0 if all(verdict.holds for verdict in judged) and not results.wrong() else 1


if __name__ == "__main__":
    sys.exit(main())
