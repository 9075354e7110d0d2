"""Which of many commits was the last up to a moment."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate


class Moments:
    """The moments of commits in their order, which need not be that of the moments: clocks go wrong."""

    def __init__(self, moments: Sequence[int]) -> None:
        earliest = list(accumulate(reversed(moments), min))
        self._from_here_on = earliest[::-1]

    def last_until(self, moment: int) -> int | None:
        """Return the place of the last commit, in their order, of a moment up to this one; None where there is none."""
        found = bisect_right(self._from_here_on, moment) - 1
        return found if found >= 0 else None
