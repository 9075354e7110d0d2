"""`plan` itself: each question without a cache, and after one run with the index on."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.process import NO_CACHE
from benchmarks.programs.program import DUE, VALIDATE, Asked, Program
from benchmarks.records import YEAR

COLD: Final = "no cache"
WARM: Final = "index warm"


def ask(folder: Path, plan: Path) -> Sequence[Asked]:
    """Return both questions, each cold and warm; the answer to the first is counted by its rows' last days."""
    due = ("due", "--year", str(YEAR), "--plan", str(plan))
    validate = ("validate", "--plan", str(plan))
    row = rf" {YEAR}-\d\d-\d\d "
    return (
        Asked(DUE, COLD, due, row, NO_CACHE),
        Asked(DUE, WARM, due, row),
        Asked(VALIDATE, COLD, validate, environment=NO_CACHE),
        Asked(VALIDATE, WARM, validate),
    )


PLAN: Final = Program("plan", "plan", ("--version",), "pip install plancli", ask)
