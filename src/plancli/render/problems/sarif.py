"""Findings as SARIF 2.1.0, the OASIS standard that code scanning reads, within the limits that GitHub sets."""

import gzip
import inspect
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from plancli import __version__
from plancli.i18n import _, language, ngettext
from plancli.problem import Described
from plancli.render.findings import kind
from plancli.render.json import dumps
from plancli.render.look import Look
from plancli.render.problems.paths import repository_prefix
from plancli.report.fingerprints import fingerprints
from plancli.report.problems import Finding, Told
from plancli.report.words import number
from plancli.text import safe

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
BASE: Final = "%SRCROOT%"
MOST: Final = 25_000
LARGEST: Final = 10_000_000
"""Bytes, compressed, and results of a run: what GitHub takes; more is refused as a whole."""

Data = dict[str, Any]


def render(told: Told, look: Look) -> str:
    """Return a log with one run. Where not all findings fit, errors are kept first, and it is said how many are not."""
    prints = fingerprints(told.findings)
    results = [(finding, known) for finding, known in zip(told.findings, prints, strict=True)]
    kept = _most_severe(results, MOST)
    while True:
        text = dumps(_log(told, kept, len(results) - len(kept)), ci=look.ci, indent=2) + "\n"
        if len(text) <= LARGEST or len(gzip.compress(text.encode("utf-8", "replace"))) <= LARGEST:
            return text
        kept = _most_severe(kept, len(kept) // 2)


def _most_severe(results: Sequence[tuple[Finding, str]], most: int) -> list[tuple[Finding, str]]:
    """Return so many results at most, in their order: errors are kept before warnings, those before what is waived."""
    if len(results) <= most:
        return [*results]
    ranks = {"error": 0, "warning": 1, "waived": 2}
    order = sorted(range(len(results)), key=lambda n: ranks[kind(results[n][0])])
    return [results[n] for n in sorted(order[:most])]


def _log(told: Told, results: Sequence[tuple[Finding, str]], left_out: int) -> Data:
    """Return the whole log."""
    names = list(dict.fromkeys([*told.names, *(finding.name for finding in told.findings)]))
    indexes = {name: index for index, name in enumerate(names)}
    prefix = repository_prefix(told.folder)
    run = {
        "tool": {"driver": _driver(told, names)},
        "automationDetails": {"id": f"plan-{told.command}/"},
        "originalUriBaseIds": {BASE: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not told.failures,
                "toolExecutionNotifications": _notifications(told, left_out, prefix),
            }
        ],
        "results": [_result(finding, known, indexes, prefix) for finding, known in results],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _driver(told: Told, names: Sequence[str]) -> Data:
    """Return what the program says of itself and of its checks."""
    links = _links()
    home = {"informationUri": links["homepage"]} if "homepage" in links else {}
    return {
        "name": "plan",
        "version": __version__,
        "semanticVersion": __version__,
        **home,
        "language": language(),
        "rules": [_rule(told.get(name), links.get("documentation", "")) for name in names],
    }


def _links() -> Mapping[str, str]:
    """Return the URLs that the installed program declares, by their labels in small letters."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        declared = metadata("plancli").get_all("Project-URL") or []
    except PackageNotFoundError:
        return {}
    pairs = (entry.partition(",") for entry in declared)
    return {label.strip().lower(): url.strip() for label, _comma, url in pairs}


def _rule(check: Described, documentation: str) -> Data:
    """Return a check with its manual page."""
    page = inspect.cleandoc(check.__doc__ or "")
    about = page.partition("\n\nFails")[0].partition("\n\nIn the base")[0]
    full = " ".join(about.split())
    link = {"helpUri": f"{documentation}#{check.NAME}"} if documentation else {}
    return {
        "id": check.NAME,
        "name": "".join(part.capitalize() for part in check.NAME.split("-")),
        "shortDescription": {"text": f"{_(check.SUMMARY)}."},
        "fullDescription": {"text": full},
        **link,
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": check.SEVERITY},
        "properties": {"problem.severity": check.SEVERITY, "tags": ["plan"]},
    }


def _result(finding: Finding, fingerprint: str, indexes: Mapping[str, int], prefix: str) -> Data:
    """Return one finding. GitHub knows an alert again by the second fingerprint and by no other."""
    result: Data = {
        "ruleId": finding.name,
        "ruleIndex": indexes[finding.name],
        "level": finding.severity,
        "message": {"text": message(finding.message)},
        "locations": [_location(finding, prefix)],
        "partialFingerprints": {
            "planFindingHash/v1": fingerprint,
            "primaryLocationLineHash": f"{fingerprint}:1",
        },
    }
    if finding.waived:
        justification = safe(finding.waived)
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": justification}]
    return result


def _location(finding: Finding, prefix: str) -> Data:
    """Return where a finding is."""
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri(prefix + finding.place.file), "uriBaseId": BASE},
            "region": {"startLine": finding.place.line, "startColumn": finding.place.column},
        }
    }


def message(text: str) -> str:
    """Return a message that a viewer shows as it is: `[text](target)` would be a link, `{0}` a place to fill in."""
    text = safe(text)
    if "](" in text:
        text = re.sub(r"([\\\[\]])", r"\\\1", text)
    return re.sub(r"\{(?=[0-9]+\})", "{{", re.sub(r"(?<=\{)([0-9]+)\}", r"\1}}", text))


def uri(file: str) -> str:
    """Return a path as a relative URI; a colon in its first part would be taken for a scheme."""
    return quote(file.encode("utf-8", "surrogatepass"), safe="/-._~")


def _notifications(told: Told, left_out: int, prefix: str) -> list[Data]:
    """Return what stands beside the findings: the notes, of which some are errors, and that the log holds not all."""
    failed = {one.message for one in told.failures}
    errors = [
        {"level": "error", "message": {"text": message(one.message)}, "locations": [_location(one, prefix)]}
        for one in told.failures
    ]
    texts = [note for note in told.notes if note not in failed]
    if left_out:
        words = ngettext(
            "{n} more problem is left out: GitHub takes no more in one log",
            "{n} more problems are left out: GitHub takes no more in one log",
            left_out,
        )
        texts.append(words.format(n=number(left_out)))
    return [*errors, *({"level": "warning", "message": {"text": message(text)}} for text in texts)]
