"""Several programs timed in turn: A B C A B C …, each beside a bare start of Python."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.pairs import Pair, Pairs, Terms
from benchmarks.process import BARE, Failed, TimedOut, run
from benchmarks.programs.program import Asked, count


class Entry(NamedTuple):
    """A program asked a question: its name, the whole command, its environment, and what is asked."""

    program: str
    arguments: Sequence[str]
    variables: Mapping[str, str]
    asked: Asked


class Outcome(NamedTuple):
    """What one entry's runs on a plan of `tasks` tasks cost.

    `rows` is how many the answer had, None where it is not counted. `fault` says why there is no figure.
    """

    question: str
    program: str
    how: str
    tasks: int
    pairs: Pairs
    rows: int | None = None
    short: str = ""
    fault: str = ""


class Contest:
    """The entries of one question on one plan, run in turn; `tell` is given a line about each entry's first run."""

    def __init__(self, entries: Sequence[Entry], terms: Terms, folder: Path, tell: Callable[[str], None]) -> None:
        self.entries = entries
        self.terms = terms
        self.answer = folder / "answer.out"
        self.tell = tell

    def outcomes(self, tasks: int) -> list[Outcome]:
        """Run all rounds: the first counts each answer's rows, and tells how many more each entry can have."""
        begun = [self.first(entry, tasks) for entry in self.entries]
        rounds = [0 if outcome.fault else self.terms.rounds(outcome.pairs.rounds[0].full.wall) for outcome in begun]
        for number in range(1, max(rounds, default=0) + 1):
            for place, (entry, outcome) in enumerate(zip(self.entries, begun, strict=True)):
                if number > rounds[place]:
                    continue
                try:
                    outcome.pairs.rounds[number] = self.pair(entry, None)
                except (Failed, TimedOut) as fault:
                    self.tell(f"{entry.program}, {entry.asked.how}: {fault}; it is left out of later rounds")
                    rounds[place] = 0
        return begun

    def first(self, entry: Entry, tasks: int) -> Outcome:
        """Run an entry once, and count its answer; a failure is a fault of the outcome."""
        asked = entry.asked
        outcome = Outcome(asked.question, entry.program, asked.how, tasks, Pairs(), short=asked.short)
        try:
            pair = self.pair(entry, self.answer)
        except (Failed, TimedOut) as fault:
            self.tell(f"{entry.program}, {asked.how}: {fault}")
            return outcome._replace(fault=str(fault) if isinstance(fault, TimedOut) else "failed")
        self.tell(f"{entry.program}, {asked.how}: {pair.full.wall:.3f} s")
        return outcome._replace(pairs=Pairs({0: pair}), rows=count(asked.row, self.answer) if asked.row else None)

    def pair(self, entry: Entry, output: Path | None) -> Pair:
        """Run bare Python, then the entry."""
        beside = run(BARE, entry.variables)
        return Pair(beside, run(entry.arguments, entry.variables, self.terms.limit, output))
