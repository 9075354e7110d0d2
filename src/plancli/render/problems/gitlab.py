"""Findings as GitLab's Code Quality report: a JSON array, shown at a merge request."""

from plancli.render.findings import Kind, kind
from plancli.render.json import dumps
from plancli.render.look import Look
from plancli.render.problems.paths import repository_prefix
from plancli.report.fingerprints import fingerprints
from plancli.report.problems import Told
from plancli.text import safe

SEVERITIES: dict[Kind, str] = {"error": "major", "warning": "minor", "waived": "info"}


def render(told: Told, look: Look) -> str:
    """Return the array; paths lead from the repository's root."""
    prefix = repository_prefix(told.folder)
    told_of = (*told.failures, *told.findings)
    prints = fingerprints(told_of)
    found = [
        {
            "description": safe(f"{finding.name}: {finding.message}"),
            "check_name": finding.name,
            "fingerprint": fingerprint,
            "severity": SEVERITIES[kind(finding)],
            "location": {"path": prefix + finding.place.file, "lines": {"begin": finding.place.line}},
        }
        for finding, fingerprint in zip(told_of, prints, strict=True)
    ]
    return dumps(found, ci=look.ci, indent=2) + "\n"
