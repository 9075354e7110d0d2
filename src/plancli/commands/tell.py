"""Findings told: in the format that is asked for or fits where they are read, on the terminal and in a file."""

import os
from collections.abc import Callable, Mapping
from io import StringIO
from typing import Annotated, Any, Final

import typer

from plancli.commands.file import write_file
from plancli.commands.output import emit, mention, stdout_look
from plancli.commands.session import choice
from plancli.errors import PlanError
from plancli.i18n import _
from plancli.render.look import Look, look_of
from plancli.render.problems import FORMATS, WITH_NOTES, render
from plancli.report.problems import Told
from plancli.source import Source, entry_of
from plancli.state import Standing
from plancli.stopwatch import phase

STEP_SUMMARY: Final = "GITHUB_STEP_SUMMARY"
STEP_SUMMARY_ROOM: Final = 1024 * 1024


def check_form(typed: str | None) -> str | None:
    """Return one of the formats, or None where none is asked for."""
    return choice(typed, FORMATS, "--format") if typed else None


Form = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="|".join(FORMATS),
        autocompletion=lambda: list(FORMATS),
        callback=check_form,
        help=_("How the problems are told (else text; in GitHub Actions github)."),
    ),
]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help=_("Write them to this file, and text to the terminal.")),
]


def tell(told: Told, form: str | None, output: str | None, *, quiet: bool) -> None:
    """Tell findings in a format on standard output, or in a file with the usual format on standard output.

    PlanError where the file cannot be written; they are told on standard output all the same. A summary that GitHub
    Actions asks for and that cannot be written is nobody's failure: it is said on standard error.
    """
    usual = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    to_file = output is not None and output != "-"
    failure: PlanError | None = None
    if output is not None and to_file:
        try:
            write_file(output, _drawn(form or "text", told, _file_look(), quiet=quiet))
        except PlanError as error:
            failure = error
    shown = usual if to_file else form or usual
    if shown == "github":
        _write_summary(told)
    if shown not in WITH_NOTES:
        mention(told.notes)
    emit(_drawn(shown, told, stdout_look(), quiet=quiet))
    if failure:
        raise failure


def _drawn(form: str, told: Told, look: Look, *, quiet: bool) -> str:
    """Return what is told in a format; when `quiet`, without its last line."""
    with phase("drawing"):
        return render(form, told._replace(summary="") if quiet else told, look)


def _file_look() -> Look:
    """Return how a file is drawn for: no terminal, never in colour."""
    return look_of(StringIO(), os.environ)._replace(colour=False)


def _write_summary(told: Told) -> None:
    """Add the whole to the summary of the job, as far as it has room."""
    path = os.environ.get(STEP_SUMMARY)
    if not path:
        return
    from plancli.render.problems import summary

    try:
        with open(path, "ab") as stream:
            text = summary.render(told, STEP_SUMMARY_ROOM - stream.tell())
            stream.write(text.encode("utf-8", "backslashreplace"))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        mention([_("the summary of the job could not be written: {reason}").format(reason=reason)])
        return
    if not text:
        mention([_("the summary of the job is full: nothing is added to it")])


def text_of(source: Source | None) -> Callable[[str], str | None]:
    """Return what reads the text of a file below a plan's folder; None where it is not to be had or is no UTF-8."""

    def text(file: str) -> str | None:
        entry = entry_of(file)
        data = source.read(entry) if source and entry else None
        if not isinstance(data, bytes) or 0 in data[:2] or data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return None
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")

    return text


def about(standing: Standing, at: str | None) -> Callable[[], Mapping[str, Any]]:
    """Return what says in JSON of which plan, day and revision the findings are."""
    plan = standing.plan
    read = {"tasks": len(plan.tasks), "bodies": len(plan.bodies), "documents": len(plan.documents)}
    return lambda: {
        "plan": plan.info.id,
        "as_of": standing.day.isoformat(),
        "at": at,
        "incomplete": list(standing.incomplete),
        "read": {**read, "unread": list(plan.unread)},
    }
