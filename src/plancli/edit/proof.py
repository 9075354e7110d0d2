"""Whether an edited text says what it should: what it said, changed by the steps and nothing else, no comment lost."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from plancli.edit.data import Misfit, applied, plain
from plancli.edit.step import Step
from plancli.formatting.places import ROOTS
from plancli.formatting.same import decoded
from plancli.problem import Problem
from plancli.source import Entry
from plancli.syntax import Parsed


def problems_of(parsed: Parsed, entry: Entry) -> list[Problem]:
    """Return all that is wrong in a file by itself."""
    return [*parsed.problems, *decoded(parsed, entry).problems]


class Texts(NamedTuple):
    """The two texts of a file as nodes, and the comments of each."""

    before: Parsed
    after: Parsed
    old: Sequence[str]
    new: Sequence[str]


def new_problems(texts: Texts, entry: Entry, mended: Sequence[Problem] = ()) -> list[Problem]:
    """Return what is wrong in the edited text and was not before, or should be no more; places do not matter."""
    if not texts.after.readable:
        return texts.after.problems
    known = Counter(map(_name, problems_of(texts.before, entry)))
    known.subtract(map(_name, mended))
    found = []
    for problem in problems_of(texts.after, entry):
        known[_name(problem)] -= 1
        if known[_name(problem)] < 0:
            found.append(problem)
    return found


def says_what_it_should(texts: Texts, entry: Entry, steps: Sequence[Step]) -> bool:
    """Whether the edited text says exactly what the steps make of the other."""
    wanted: Any = plain(texts.before.root)
    try:
        for step in steps:
            wanted = applied(wanted, step, ROOTS[entry.kind])
    except Misfit:
        return False
    return bool(wanted == plain(texts.after.root))


def keeps_comments(texts: Texts, lost: Sequence[str], gained: Sequence[str]) -> bool:
    """Whether the edited text has all comments of the other but the lost ones, and none but the gained ones."""
    wanted = Counter(texts.old)
    wanted.update(gained)
    wanted.subtract(lost)
    return +wanted == Counter(texts.new)


def _name(problem: Problem) -> tuple[str, str]:
    """Return what a problem is; how many lines are not in NFC makes it no other one."""
    return problem.name, problem.variant if problem.name != "not-nfc" else ""
