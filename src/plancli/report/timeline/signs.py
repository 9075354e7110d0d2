"""The signs of a timeline in a terminal beside those of the states, and the lines that tell what they mean."""

from collections.abc import Container, Iterator, Sequence
from datetime import date

from plancli.columns import width, wrap
from plancli.i18n import _, date_words
from plancli.report.glyphs import GLYPHS
from plancli.report.table import Cell
from plancli.state import STATES
from plancli.state.words import state_words

TODAY, DONE, LATE, STATED, GIVEN, OPEN, BEFORE, AFTER, LAST = "│", "◆", "▲", "╌", "·", "►", "‹", "›", "]"

Line = Sequence[Cell]


def legend(day: date, used: Container[str], columns: int) -> Iterator[Line]:
    """Yield what the signs that were used mean, as many in a line as fit."""
    meanings: list[tuple[str, str, str]] = [
        (GLYPHS[state], state, state_words(state)) for state in STATES if state != "no-deadline"
    ]
    meanings += [
        (DONE, "completed-on-time", _("day of completion")),
        (LATE, "completed-late", _("day of late completion")),
        (STATED, "dim", _("deadline as first stated")),
        (GIVEN, "dim", _("from when it was given")),
        (OPEN, "ongoing", _("without an end")),
        (LAST, "dim", _("last day of one of several")),
        (BEFORE, "dim", _("earlier")),
        (AFTER, "dim", _("later")),
        (TODAY, "today", date_words(day)),
    ]
    line: list[Cell] = []
    taken = 0
    for glyph, style, words in meanings:
        if glyph not in used:
            continue
        needed = 2 + width(words)
        if line and taken + 3 + needed > columns:
            yield line
            line, taken = [], 0
        line += [Cell("   ")] if line else []
        taken += needed + (3 if taken else 0)
        first, *rest = wrap(words, columns - 2)
        line += [Cell(glyph, style), Cell(f" {first}")]
        for more in rest:
            yield line
            line, taken = [Cell(f"  {more}")], 2 + width(more)
    if line:
        yield line
