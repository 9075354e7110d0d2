"""Asking whoever sits at the terminal for words, one question at a time, again until the answer can be used."""

from collections.abc import Callable
from typing import Final, TypeVar

from plancli.commands.output import complain
from plancli.commands.recording.asking import answered
from plancli.errors import PlanError

LEFT: Final = 1
"""The exit status where the input ended before all was answered."""

Answer = TypeVar("Answer")


class Left(Exception):
    """Whoever was asked ended the input instead of answering."""


def ask(question: str, reading: Callable[[str], Answer]) -> Answer:
    """Ask, and return what an answer is read as; what PlanError says of it is told, and it is asked again.

    Answers are UTF-8 in any locale. Left at the end of the input, also behind words that no line end follows.
    """
    while True:
        line = answered(f"{question} ")
        if not line.endswith("\n"):
            raise Left
        try:
            return reading(line.strip())
        except PlanError as error:
            complain(error)
