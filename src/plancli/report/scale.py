"""The scale of a chart of numbers: round steps from zero to what holds the largest."""

from typing import NamedTuple

MOST_STEPS = 5


class Scale(NamedTuple):
    """The distance between two numbers on the axis, and how many such steps it has."""

    step: int
    steps: int

    @property
    def top(self) -> int:
        """The number at the upper end."""
        return self.step * self.steps

    @property
    def numbers(self) -> list[int]:
        """The numbers on the axis, from zero up."""
        return [self.step * count for count in range(self.steps + 1)]


def scale(largest: int) -> Scale:
    """Return the scale with the smallest step of 1, 2 or 5 times a power of ten that needs few enough steps."""
    power = 1
    while True:
        for digit in (1, 2, 5):
            steps = -(-max(largest, 1) // (digit * power))
            if steps <= MOST_STEPS:
                return Scale(digit * power, steps)
        power *= 10
