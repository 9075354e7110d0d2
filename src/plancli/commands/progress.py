"""How far a long walk has come, said on a terminal while it lasts and erased when it ends."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Final

from plancli.commands.output import to_stderr
from plancli.i18n import _
from plancli.render.look import look_of
from plancli.report.words import number

PATIENCE: Final = 0.5  # seconds until anything is said
BETWEEN: Final = 0.1  # seconds from one line to the next
ERASED: Final = "\r\x1b[K"


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """Give what is to be called after each of `total` steps; it says "n of total" where somebody may be waiting.

    Nothing is said unless standard error is a terminal, nor in CI, nor of what is done in half a second.
    """
    if not _is_watched():
        yield _nothing
        return
    done, due, said = 0, monotonic() + PATIENCE, False

    def step() -> None:
        nonlocal done, due, said
        done += 1
        now = monotonic()
        if now >= due:
            due, said = now + BETWEEN, True
            to_stderr(ERASED + _("{n} of {all}").format(n=number(done), all=number(total)))

    try:
        yield step
    finally:
        if said:
            to_stderr(ERASED)


def _nothing() -> None:
    """Say nothing."""


def _is_watched() -> bool:
    """Whether a person sees what is written to standard error."""
    if sys.stderr is None or os.environ.get("TERM") == "dumb" or look_of(sys.stderr, os.environ).ci:
        return False
    try:
        return sys.stderr.isatty()
    except ValueError:
        return False
