r"""The grammars of dates, deadlines, lengths and ids as regular expressions of JSON Schema (ECMA 262, no flags).

They are those of `deadline` and `ids`, with the days that each month has. What no such expression can say is left to
the program: that a period must not end before it begins (`2025/2024`), that nothing is before the first day there is
(`before 0001`), and which signs outside BLOCKS are letters: there, all count as such.
"""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from plancli.deadline import ANCHORED, EDTF_CODES, INTERVAL, LOOKS_DATED, MONTHS_IN, NAME
from plancli.ids import valid_id

BLOCKS: Final = (range(0x250), range(0x300, 0x370), range(0x2000, 0x2070), range(0x2190, 0x2C00))
"""Latin, accents by themselves, general punctuation, arrows and signs: Unicode adds no more letters to these."""


def _class(belongs: Callable[[str], bool]) -> str:
    """Return the class of the characters that belong, told by those in BLOCKS that do not."""
    outside = [code for block in BLOCKS for code in block if not belongs(chr(code))]
    gaps = [(before, after) for before, after in pairwise(outside) if after != before + 1]
    firsts = [outside[0], *(after for _, after in gaps)]
    lasts = [*(before for before, _ in gaps), outside[-1]]
    ranges = [f"\\u{a:04x}" if a == b else f"\\u{a:04x}-\\u{b:04x}" for a, b in zip(firsts, lasts, strict=True)]
    return f"[^{''.join(ranges)}]"


def _portable(pattern: str) -> str:
    r"""Return an expression of Python as one that means the same elsewhere, where `\w` is ASCII alone."""
    for written in (r"[^\W_]", r"[\w.\-]"):
        pattern = pattern.replace(written, _class(lambda one: re.match(written, one) is not None))  # noqa: B023
    return pattern


def _spaced(pattern: str) -> str:
    """Return an expression that takes any blanks for one, and blanks around it."""
    between = pattern.replace(" ", r"\s+")
    return rf"\s*(?:{between})\s*"


def _any(*patterns: str) -> str:
    """Return the expression for any of these."""
    return f"(?:{'|'.join(patterns)})"


def whole(*patterns: str) -> str:
    """Return the expression for a text that is one of these and nothing else."""
    return f"^{_any(*patterns)}$" if len(patterns) > 1 or "|" in patterns[0] else f"^{patterns[0]}$"


BLANK: Final = r"\s*"
"""What counts as if nothing stood there."""
SOMETHING: Final = r"\S"

ID: Final = f"{_class(valid_id)}{_class(lambda one: valid_id(f'a{one}'))}*"

_YEAR: Final = "(?!0000)[0-9]{4}"
_LEAP_YEAR: Final = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
_MONTH: Final = "(?:0[1-9]|1[0-2])"
_TO_28TH: Final = f"{_MONTH}-(?:0[1-9]|1[0-9]|2[0-8])"
_PAST_28TH: Final = "(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31"
_DAY: Final = _any(f"{_YEAR}-{_any(_TO_28TH, _PAST_28TH)}", f"{_LEAP_YEAR}-02-29")
_SIMPLE: Final = _any(f"{_YEAR}(?:-{_any(*dict.fromkeys(EDTF_CODES.values()), *EDTF_CODES, _MONTH)})?", _DAY)
_CLOSED: Final = f"{_SIMPLE}(?:/{_SIMPLE})?"

DATE: Final = _any(f"{_YEAR}(?:-{_MONTH})?", _DAY)
SPAN: Final = rf"{_SIMPLE}(?:/(?:{_SIMPLE}|\.\.))?"
LENGTH: Final = _spaced(f"(?!0+ ){INTERVAL}")

_NAME: Final = rf"(?!(?:{LOOKS_DATED})\s*$)(?:{NAME})"
_ANCHORED: Final = _portable(ANCHORED.replace(NAME, _NAME))


def _every(unit: str, day: str) -> str:
    """Return the expression for the periods of a series with their days."""
    return f"{unit}(?: (?:before|by) {day}(?: and {day})*)?"


_SERIES: Final = "every {periods}(?: from {begin})?(?: until {end})?".format(
    periods=_any(
        _every("year", _any(_TO_28TH, _PAST_28TH, "02-29")),
        _every(_any(*(unit for unit in MONTHS_IN if unit != "year")), "(?:0?[1-9]|[12][0-9]|3[01])"),
    ),
    begin=SPAN,
    end=_CLOSED,
)
SERIES: Final = _spaced(_SERIES)
SINGLE_DUE: Final = _spaced(_any("ongoing", "periodic", SPAN, f"(?:before|by) {_CLOSED}", _ANCHORED))
DUE: Final = _any(SINGLE_DUE, SERIES)
