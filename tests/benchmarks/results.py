"""What one or several runs of `peers.py` found, kept in a file of JSON so that tables and charts can be made again."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.contest import Outcome
from benchmarks.pairs import Pairs
from benchmarks.programs.program import DUE

VERSION: Final = 1


class Holding(NamedTuple):
    """A plan of `tasks` tasks as the peers hold it: its records, those due in the year, those without a last day.

    With `once` a series is one record, so that `plan`'s own answer has more rows.
    """

    tasks: int
    records: int
    asked: int
    undated: int
    once: bool = False


class Imported(NamedTuple):
    """What filling a program's own store cost, in seconds and bytes; `fault` says why it could not be filled."""

    tasks: int
    program: str
    wall: float
    peak: int
    fault: str = ""


class Results(NamedTuple):
    """Everything that was found; versions by program, and the line that installs each one that was absent."""

    machine: str
    versions: dict[str, str]
    absent: dict[str, str]
    holdings: tuple[Holding, ...] = ()
    imports: tuple[Imported, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    def added(self, holding: Holding, imports: Sequence[Imported], outcomes: Sequence[Outcome]) -> "Results":
        """Return the results with those of one more size."""
        return self._replace(
            holdings=(*self.holdings, holding),
            imports=(*self.imports, *imports),
            outcomes=(*self.outcomes, *outcomes),
        )

    def find(self, question: str, program: str, how: str, tasks: int) -> Outcome | None:
        """Return an outcome that has figures; None where there is none."""
        wanted = (question, program, how, tasks)
        for outcome in self.outcomes:
            if (outcome.question, outcome.program, outcome.how, outcome.tasks) == wanted and outcome.pairs:
                return outcome
        return None

    def wrong(self) -> list[Outcome]:
        """Return what gave another number of rows than there are records due in the year."""
        asked = {holding.tasks: holding for holding in self.holdings}
        counted = [outcome for outcome in self.outcomes if outcome.question == DUE and outcome.rows is not None]
        comparable = [one for one in counted if one.program != "plan" or not asked[one.tasks].once]
        return [one for one in comparable if one.pairs and one.rows != asked[one.tasks].asked]


def save(results: Results, path: Path) -> None:
    """Write results as JSON."""
    data = {
        "version": VERSION,
        **results._asdict(),
        "holdings": [holding._asdict() for holding in results.holdings],
        "imports": [imported._asdict() for imported in results.imports],
        "outcomes": [{**outcome._asdict(), "pairs": outcome.pairs.data()} for outcome in results.outcomes],
    }
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load(path: Path) -> Results:
    """Read results that `save` wrote."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Results(
        data["machine"],
        data["versions"],
        data["absent"],
        tuple(Holding(**holding) for holding in data["holdings"]),
        tuple(Imported(**imported) for imported in data["imports"]),
        tuple(Outcome(**{**outcome, "pairs": Pairs.of(outcome["pairs"])}) for outcome in data["outcomes"]),
    )
