"""Findings as text: where, how severe and which, then what is wrong and what to write, two lines and no more colour."""

from collections.abc import Sequence

from plancli.columns import wrap
from plancli.i18n import N_, _
from plancli.render.look import Look
from plancli.report.problems import Finding
from plancli.text import safe

SEVERITY_WORDS = {"error": N_("error"), "warning": N_("warning")}
COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[33m"}


def text(findings: Sequence[Finding], prefix: str, look: Look) -> str:
    """Return the findings; `prefix` leads from the working folder to the plan's."""
    lines = []
    for finding in findings:
        word = _(SEVERITY_WORDS[finding.severity])
        if look.colour:
            word = f"{COLOURS[finding.severity]}{word}\x1b[0m"
        lines.append(f"{safe(prefix + str(finding.place), ci=look.ci)}: {word}: {finding.name}")
        lines += [f"  {line}" for line in wrap(safe(finding.message, ci=look.ci), max(look.width, 40) - 2)]
    return "\n".join(lines) + "\n" if lines else ""
