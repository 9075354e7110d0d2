"""Findings one a line, `file:line:column: severity name message`, for editors, grep and problem matchers.

Nothing is cut and nothing stands beside them; the severity is English in every language.
"""

from plancli.render.findings import kind
from plancli.render.look import Look
from plancli.report.problems import Finding, Told
from plancli.text import safe


def render(told: Told, look: Look) -> str:
    """Return the lines."""
    return "".join(f"{line(finding, told.prefix, ci=look.ci)}\n" for finding in told.findings)


def line(finding: Finding, prefix: str, *, ci: bool) -> str:
    """Return one finding in one line."""
    return safe(f"{prefix}{finding.place}: {kind(finding)} {finding.name} {finding.message}", ci=ci)
