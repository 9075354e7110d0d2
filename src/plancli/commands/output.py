"""Where text leaves the program: standard output and standard error, and what happens when they take no more."""

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from plancli.columns import wrap
from plancli.errors import PlanError
from plancli.i18n import _
from plancli.render.look import Look, look_of
from plancli.stopwatch import is_on, phase
from plancli.text import safe

if TYPE_CHECKING:
    from plancli.report.problems import Finding


def stdout_look() -> Look:
    """Return how standard output is to be drawn for."""
    return look_of(sys.stdout, os.environ) if sys.stdout else Look()


def emit(text: str) -> None:
    """Write an answer to standard output. A reader that left is nobody's problem: the program ends quietly with 0.

    PlanError where the answer cannot be written: the disk is full, or there is no standard output.
    """
    if sys.stdout is None:
        raise PlanError(_("The answer could not be written: {reason}").format(reason=_("output is closed")))
    try:
        with phase("drawing"):
            sys.stdout.write(text)
            sys.stdout.flush()
    except OSError as error:
        _let_go()
        if error.errno == errno.EPIPE:
            _leave()
        raise PlanError(_("The answer could not be written: {reason}").format(reason=error.strerror)) from None


def _leave() -> NoReturn:
    """End quietly; where it was asked, not without saying where the time went."""
    if is_on():
        from plancli.commands.profile import tell_time

        tell_time()
    os._exit(0)


def _let_go() -> None:
    """Turn standard output away, so that the interpreter does not try again to write what is left."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(error: PlanError) -> None:
    """Say on standard error why the command could not run, and what to do."""
    look = look_of(sys.stderr, os.environ) if sys.stderr else Look()
    text = _("Error: {message}").format(message=error.message)
    told = f"{text}\n{error.hint}" if error.hint else text
    lines = [part for line in told.splitlines() for part in _fitted(safe(line.strip(), ci=look.ci), line, look.width)]
    to_stderr("\n".join(lines) + "\n")


def _fitted(text: str, line: str, columns: int) -> list[str]:
    """Return a line in a width, indented as it was; what goes on of an indented one stands deeper."""
    margin = line[: len(line) - len(line.lstrip())]
    first, *rest = wrap(text, columns - 2 * len(margin))
    return [margin + first, *(margin * 2 + part for part in rest)]


def tell_findings(findings: "Sequence[Finding]", prefix: str, more: str = "") -> None:
    """Say on standard error what could not be read; `more` is a last line."""
    if not findings or sys.stderr is None:
        return
    from plancli.render.findings import text

    told = text(findings, prefix, look_of(sys.stderr, os.environ))
    to_stderr(f"{told}{more}\n" if more else told)


def mention(notes: Sequence[str]) -> None:
    """Say on standard error what stands beside an answer that has no place for it."""
    look = look_of(sys.stderr, os.environ) if sys.stderr else Look()
    lines = [line for note in notes for line in wrap(safe(note, ci=look.ci), max(look.width, 40))]
    if lines:
        to_stderr("\n".join(lines) + "\n")


def to_stderr(text: str) -> None:
    """Write to standard error, if there is one that takes it."""
    if sys.stderr is None:
        return
    with suppress(OSError):
        sys.stderr.write(text)
        sys.stderr.flush()
