"""Findings as workflow commands of GitHub Actions, which shows them at the lines of a pull request.

    ::error title=...,file=...,line=...,col=...::message

The runner obeys a line that begins with `::`, and `##[` anywhere in one; a command has one line and no text of a file
may begin another. It shows ten errors, ten warnings and ten notices a step: the first of each become commands, the
rest follows as plain lines.
"""

import os
from typing import Final

from plancli.columns import clip
from plancli.i18n import ngettext
from plancli.render.findings import Kind, kind
from plancli.render.look import Look
from plancli.render.problems import concise
from plancli.render.problems.paths import repository_prefix
from plancli.render.problems.text import note_lines
from plancli.report.problems import Finding, Told
from plancli.report.words import number
from plancli.text import safe

COMMANDS: Final[dict[Kind, str]] = {"error": "error", "warning": "warning", "waived": "notice"}
SHOWN: Final = 10
LONGEST: Final = 4000
"""Characters of a message: the runner keeps 4,096."""
SUMMARY: Final = "GITHUB_STEP_SUMMARY"


def render(told: Told, look: Look) -> str:
    """Return the commands, errors first, then what the log says to people."""
    prefix = repository_prefix(told.folder)
    commands, rest = [], []
    for one in COMMANDS:
        found = [finding for finding in (*told.failures, *told.findings) if kind(finding) == one]
        commands += [_command(finding, prefix, told) for finding in found[:SHOWN]]
        rest += found[SHOWN:]
    lines = [*commands, *([_more(len(rest))] if rest else [])]
    lines += [concise.line(finding, prefix, ci=True) for finding in rest]
    lines += note_lines(told, look._replace(ci=True))
    return "\n".join(lines) + "\n" if lines else ""


def _command(finding: Finding, prefix: str, told: Told) -> str:
    """Return one annotation. The log shows nothing of it but the message, so that repeats the place."""
    properties = {
        "title": f"plan {told.command}: {finding.name}",
        "file": prefix + finding.place.file,
        "line": str(finding.place.line),
        "col": str(finding.place.column),
    }
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = clip(safe(f"{prefix}{finding.place}: {finding.message}", ci=True), LONGEST)
    return f"::{COMMANDS[kind(finding)]} {given}::{_data(message)}"


def _more(count: int) -> str:
    """Return that there are more findings than are shown at the lines, and where they are."""
    if os.environ.get(SUMMARY):
        words = ngettext(
            "{n} more problem is shown at no line, it follows here: all are in the summary of the job",
            "{n} more problems are shown at no line, they follow here: all are in the summary of the job",
            count,
        )
    else:
        words = ngettext(
            "{n} more problem is shown at no line, it follows here",
            "{n} more problems are shown at no line, they follow here",
            count,
        )
    return words.format(n=number(count))


def _data(text: str) -> str:
    """Return a message as the runner reads it back."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    """Return a property as the runner reads it back."""
    return _data(safe(value, ci=True)).replace(":", "%3A").replace(",", "%2C")
