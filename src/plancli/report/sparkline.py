"""A row of small bars, one character each: how a share grew."""

from collections.abc import Sequence
from typing import Final

BARS: Final = "▁▂▃▄▅▆▇█"
"""From nothing to all; the full one stands for all alone, the lowest for nothing alone."""
NO_WHOLE: Final = "·"


def sparkline(shares: Sequence[tuple[int, int]], room: int) -> str:
    """Return shares, each a part of a whole, as bars in at most so many columns: of more the last in each column."""
    count = min(len(shares), max(room, 1))
    chosen = [shares[(index + 1) * len(shares) // count - 1] for index in range(count)]
    return "".join(_bar(part, whole) for part, whole in chosen)


def _bar(part: int, whole: int) -> str:
    """Return the bar of one share."""
    if not whole:
        return NO_WHOLE
    if not part:
        return BARS[0]
    return BARS[-1] if part >= whole else BARS[1 + part * (len(BARS) - 2) // whole]
