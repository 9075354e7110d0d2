"""Findings for a person: each with its message and the source line, a caret below the column; then the summary."""

from collections.abc import Iterator

from plancli.columns import wrap
from plancli.render.findings import coloured, finding_lines
from plancli.render.look import Look
from plancli.render.problems.excerpt import Excerpts, caret
from plancli.report.problems import Finding, Told
from plancli.text import safe

NARROWEST = 40
AS_WRITTEN = ("not-nfc", "control-character")
"""Found before a file's letters are composed: their columns count the characters as they stand in it."""


def render(told: Told, look: Look) -> str:
    """Return the findings, the notes and the summary."""
    excerpts = Excerpts(told.text)
    lines = []
    for finding in told.findings:
        lines += finding_lines(finding, told.prefix, look)
        if not _is_gone(finding, told):
            lines += _excerpt(finding, excerpts, look)
    lines += note_lines(told, look)
    return "\n".join(lines) + "\n" if lines else ""


def note_lines(told: Told, look: Look) -> Iterator[str]:
    """Yield what stands below the findings, wrapped."""
    for note in (*told.notes, told.summary):
        if note:
            yield from wrap(safe(note, ci=look.ci), max(look.width, NARROWEST))


def _is_gone(finding: Finding, told: Told) -> bool:
    """Return whether a finding is about lines that are not there: its place is the file's beginning for want of one."""
    return told.command == "review" and finding.place[1:] == (1, 1)


def _excerpt(finding: Finding, excerpts: Excerpts, look: Look) -> list[str]:
    """Return the source line with its number, and below it the caret."""
    line = excerpts.line(finding.place, as_written=finding.name in AS_WRITTEN)
    if not line.strip():
        return []
    number = str(finding.place.line)
    room = max(look.width, NARROWEST) - len(number) - 5
    shown, offset = caret(line, finding.place.column, room, ci=look.ci)
    return [
        f"  {number} | {shown}".rstrip(),
        f"  {' ' * len(number)} | {' ' * offset}{coloured('^', finding, look)}",
    ]
