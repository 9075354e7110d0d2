"""Findings as JUnit's XML, as build servers show the results of tests.

A file is a test suite, a check that found something in it is a test case. It fails where there is an error. JUnit has
no warnings, and a failure would fail a build that passes: warnings stand in the output of a case that passes.
"""

from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from plancli.i18n import _, ngettext
from plancli.render.findings import SEVERITY_WORDS, kind
from plancli.render.look import Look
from plancli.render.problems.paths import repository_prefix
from plancli.report.problems import Finding, Told
from plancli.report.words import number
from plancli.text import safe

Suites = dict[str, dict[str, list[Finding]]]


def render(told: Told, look: Look) -> str:
    """Return the document. A plan without problems is one case that passes."""
    prefix = repository_prefix(told.folder)
    files: Suites = {}
    for finding in (*told.failures, *told.findings):
        files.setdefault(prefix + finding.place.file, {}).setdefault(finding.name, []).append(finding)
    root = Xml.Element("testsuites", {"name": f"plan {told.command}"})
    for file, names in files.items():
        root.append(_suite(safe(file, ci=look.ci), [_case(name, file, names[name], look) for name in names]))
    if not files:
        case = Xml.Element("testcase", {"name": _("no problems"), "classname": f"plan {told.command}"})
        root.append(_suite(f"plan {told.command}", [case]))
    for key in ("tests", "failures", "errors"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    Xml.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(root, "unicode")}\n'


def _suite(name: str, cases: Sequence[Xml.Element]) -> Xml.Element:
    """Return a test suite with its counts."""
    counts = {
        "tests": len(cases),
        "failures": sum(case.find("failure") is not None for case in cases),
        "errors": 0,
        "skipped": sum(case.find("skipped") is not None for case in cases),
    }
    suite = Xml.Element("testsuite", {"name": name, **{key: str(count) for key, count in counts.items()}})
    suite.extend(cases)
    return suite


def _case(name: str, file: str, found: Sequence[Finding], look: Look) -> Xml.Element:
    """Return what a check found in a file: failed by an error, skipped where all is waived, else passed."""
    case = Xml.Element("testcase", {"name": name, "classname": safe(file, ci=look.ci)})
    failing = [finding for finding in found if kind(finding) == "error"]
    others = [finding for finding in found if kind(finding) != "error"]
    if failing:
        child = Xml.SubElement(case, "failure", {"type": "error", "message": _head(failing, look)})
        child.text = _text(failing, file, look)
    elif all(finding.waived for finding in found):
        Xml.SubElement(case, "skipped", {"type": "waived", "message": _head(found, look)})
    if others:
        Xml.SubElement(case, "system-out").text = _text(others, file, look)
    return case


def _head(found: Sequence[Finding], look: Look) -> str:
    """Return the first message, and how many more there are."""
    first, more = safe(found[0].message, ci=look.ci), len(found) - 1
    if not more:
        return first
    words = ngettext("{message} (and {n} more)", "{message} (and {n} more)", more)
    return words.format(message=first, n=number(more))


def _text(found: Sequence[Finding], file: str, look: Look) -> str:
    """Return findings one a line."""
    lines = []
    for finding in found:
        where = f"{file}:{finding.place.line}:{finding.place.column}"
        lines.append(safe(f"{where}: {_(SEVERITY_WORDS[kind(finding)])}: {finding.message}", ci=look.ci))
    return "\n".join(lines)
