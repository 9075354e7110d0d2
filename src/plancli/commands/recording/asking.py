"""Asking whoever sits at the terminal for a yes; where nobody does, saying so instead of waiting."""

import sys
from typing import Final

from plancli.commands.output import to_stderr
from plancli.text import fold

YES: Final = frozenset({"y", "yes", "c", "co"})
"""What is a yes, in every language: có, too, with or without its accent. All else is a no."""


def at_terminal() -> bool:
    """Whether somebody can be asked: both what is asked and what is answered go through a terminal."""
    try:
        return bool(sys.stdin and sys.stderr and sys.stdin.isatty() and sys.stderr.isatty())
    except ValueError:
        return False


def answered(shown: str) -> str:
    """Show what is asked, and return the line that is typed; at the end of input what no line end follows.

    It is UTF-8 in any locale; what is not becomes what no text may have.
    """
    to_stderr(shown)
    try:
        line = sys.stdin.buffer.readline().decode("utf-8", "surrogateescape")
    except KeyboardInterrupt:
        to_stderr("\n")
        raise
    if not line.endswith("\n"):
        to_stderr("\n")
    return line


def agreed(question: str) -> bool:
    """Ask, and return whether the answer is a yes; nothing, the end of input and anything else is a no."""
    return fold(answered(f"{question} ")) in YES
