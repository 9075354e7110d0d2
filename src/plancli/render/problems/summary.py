"""Findings as the summary of a job: Markdown in which no text of a file becomes markup, cut to whole rows."""

from collections.abc import Iterator
from typing import Final

from plancli.columns import clip
from plancli.i18n import _, ngettext
from plancli.render.findings import SEVERITY_WORDS, kind
from plancli.render.markdown import escape
from plancli.render.problems.paths import repository_prefix
from plancli.report.problems import Finding, Told
from plancli.report.words import number

LONGEST: Final = 1000
"""Characters of one message: no finding may crowd out the others."""


def render(told: Told, room: int) -> str:
    """Return the summary in at most `room` bytes: errors first, and how many rows did not fit; empty if none would."""
    lines = [f"## plan {told.command}", ""]
    lines += [line for note in (told.summary, *told.notes) for line in (escape(note), "")]
    if told.findings:
        lines += [_cells(_("Severity"), _("Place"), _("Check"), _("Problem")), "| --- | --- | --- | --- |"]
        rows = list(_rows(told, room - _bytes(*lines, "", _left_out(len(told.findings)))))
        lines += rows
        if len(rows) < len(told.findings):
            lines += ["", _left_out(len(told.findings) - len(rows))]
    return "\n".join([*lines, ""]) if _bytes(*lines) <= room else ""


def _rows(told: Told, room: int) -> Iterator[str]:
    """Yield the first rows, as many as fit into so many bytes."""
    prefix = repository_prefix(told.folder)
    kinds = [*SEVERITY_WORDS]
    for finding in sorted(told.findings, key=lambda one: kinds.index(kind(one))):
        row = _row(finding, prefix)
        room -= _bytes(row)
        if room < 0:
            return
        yield row


def _bytes(*lines: str) -> int:
    """Return how many bytes lines take, each with its end."""
    return sum(len(line.encode("utf-8", "replace")) + 1 for line in lines)


def _row(finding: Finding, prefix: str) -> str:
    """Return one finding as a row."""
    message = clip(finding.message, LONGEST)
    severity = _(SEVERITY_WORDS[kind(finding)])
    return _cells(severity, escape(f"{prefix}{finding.place}"), escape(finding.name), escape(message))


def _cells(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _left_out(count: int) -> str:
    """Return how many rows a summary has no room for."""
    words = ngettext(
        "{n} more problem is left out: the summary of a step holds no more.",
        "{n} more problems are left out: the summary of a step holds no more.",
        count,
    )
    return escape(words.format(n=number(count)))
