"""Findings as JSON: the versioned envelope of docs/json.md."""

from typing import Any

from plancli.render.json import VERSION, dumps
from plancli.render.look import Look
from plancli.report.fingerprints import fingerprints
from plancli.report.problems import Finding, Told


def render(told: Told, look: Look) -> str:
    """Return the envelope with the findings as its items."""
    prints = fingerprints(told.findings)
    envelope = {
        "kind": "problems",
        "version": VERSION,
        "plan": None,
        "as_of": None,
        "at": None,
        "incomplete": [],
        "read": None,
        "base": None,
        **told.about(),
        "command": told.command,
        "notes": list(told.notes),
        "items": [_item(finding, known) for finding, known in zip(told.findings, prints, strict=True)],
    }
    return dumps(envelope, ci=look.ci, indent=2) + "\n"


def _item(finding: Finding, fingerprint: str) -> dict[str, Any]:
    """Return a finding as data."""
    return {
        "name": finding.name,
        "severity": finding.severity,
        "waived": finding.waived or None,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "message": finding.message,
        "fingerprint": fingerprint,
    }
