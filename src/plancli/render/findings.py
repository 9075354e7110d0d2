"""Findings as text: where, how severe and which, then what is wrong and what to write, two lines and no more colour."""

from collections.abc import Sequence
from typing import Final, Literal

from plancli.columns import wrap
from plancli.i18n import N_, _
from plancli.render.look import Look
from plancli.report.problems import Finding
from plancli.text import safe

Kind = Literal["error", "warning", "waived"]

SEVERITY_WORDS: Final[dict[Kind, str]] = {"error": N_("error"), "warning": N_("warning"), "waived": N_("waived")}
COLOURS: Final[dict[Kind, str]] = {"error": "\x1b[1;31m", "warning": "\x1b[33m", "waived": "\x1b[2m"}
PLAIN: Final = "\x1b[0m"


def kind(finding: Finding) -> Kind:
    """Return what a finding counts as: its severity, unless a commit waives it."""
    return "waived" if finding.waived else finding.severity


def text(findings: Sequence[Finding], prefix: str, look: Look) -> str:
    """Return the findings; `prefix` leads from the working folder to the plan's."""
    lines = [line for finding in findings for line in finding_lines(finding, prefix, look)]
    return "\n".join(lines) + "\n" if lines else ""


def finding_lines(finding: Finding, prefix: str, look: Look) -> list[str]:
    """Return the lines of one finding."""
    word = coloured(_(SEVERITY_WORDS[kind(finding)]), finding, look)
    message = wrap(safe(finding.message, ci=look.ci), max(look.width, 40) - 2)
    head = f"{safe(prefix + str(finding.place), ci=look.ci)}: {word}: {finding.name}"
    return [head, *(f"  {line}" for line in message)]


def coloured(word: str, finding: Finding, look: Look) -> str:
    """Return a word in the colour of a finding."""
    return f"{COLOURS[kind(finding)]}{word}{PLAIN}" if look.colour else word
