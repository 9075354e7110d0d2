"""Asking whoever sits at the terminal for one thing after another; nothing is done with it before all is answered."""

from collections.abc import Callable

from plancli.commands.output import complain, mention
from plancli.commands.recording.asking import answered
from plancli.commands.recording.typed import text
from plancli.errors import PlanError
from plancli.i18n import _

Check = Callable[[str], str]
"""Returns an answer as it is kept; PlanError, which is told before it is asked again, where it cannot be."""


def ask(question: str, proposed: str | None, check: Check, *, needed: bool = False) -> str | None:
    """Ask until there is a good answer, and return it; an empty one is what was proposed, if anything."""
    shown = f"{question} [{proposed}]: " if proposed else f"{question}: "
    while True:
        answer = _answer(shown)
        if not answer and proposed:
            return proposed
        if not answer and not needed:
            return None
        kept = _kept(answer, check)
        if kept is not None:
            return kept


def ask_several(question: str, check: Check) -> list[str]:
    """Ask for one answer a line until an empty one, and return them."""
    mention([question])
    answers: list[str] = []
    while answer := _answer("> "):
        kept = _kept(answer, check)
        if kept is not None:
            answers.append(kept)
    return answers


def _kept(answer: str, check: Check) -> str | None:
    """Return an answer as it is kept; None where it cannot be, which is told."""
    try:
        return check(text(answer, _("The answer")))
    except PlanError as error:
        complain(error)
        return None


def _answer(shown: str) -> str:
    """Return one line that is typed, without blanks around it. The end of input ends it all."""
    line = answered(shown)
    if not line.endswith("\n"):
        raise PlanError(_("The input ended before all was answered: nothing is written."))
    return line.strip()
