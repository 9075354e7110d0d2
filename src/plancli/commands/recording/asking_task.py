"""The questions of `plan add`: what a new task is, one thing after the other."""

from collections.abc import Sequence

from plancli.commands.recording.desk import Desk
from plancli.commands.recording.new_task import Given, new_id, proposed
from plancli.commands.recording.questions import ask
from plancli.commands.recording.task_fields import Reading, body, clauses, due, title
from plancli.errors import PlanError
from plancli.i18n import _
from plancli.text import safe


def asked(desk: Desk, given: Given, wanted: Sequence[str]) -> Given:
    """Return a task with what was answered for the options that are wanted; Left where the input ends."""
    if "--body" in wanted:
        given = given._replace(body=ask(_("Body that leads it:"), lambda words: _read(body, desk, words)))
    if "--title" in wanted:
        given = given._replace(title=ask(_("What is to be done, in short:"), lambda words: _read(title, desk, words)))
    if "--source" in wanted:
        given = given._replace(source=ask(_("Clause it comes from (empty: none):"), lambda words: _source(desk, words)))
    if given.id is None:
        given = given._replace(id=_id(desk, given))
    if "--due" in wanted:
        given = given._replace(
            due=ask(_("Deadline, such as 2025 or 06/2025 (empty: none):"), lambda words: _due(desk, words))
        )
    return given


def _read(reading: Reading, desk: Desk, words: str) -> str:
    """Return words once they can be read."""
    if not words:
        raise PlanError(_("This cannot be left out."), _("Ctrl-C ends, and nothing is written."))
    reading(desk, words)
    return words


def _source(desk: Desk, words: str) -> list[str]:
    return clauses(desk, [words])


def _due(desk: Desk, words: str) -> str:
    due(desk, words)
    return words


def _id(desk: Desk, given: Given) -> str | None:
    """Return an id; None where the proposed one is taken, which is found anew when the task is written."""
    free = proposed(desk, given.source)
    if free is None:
        return ask(_("Id:"), lambda words: new_id(desk, words))
    question = _("Id (empty: {id}):").format(id=safe(free))
    return ask(question, lambda words: new_id(desk, words) if words else "") or None
