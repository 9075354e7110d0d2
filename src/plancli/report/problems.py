"""Findings put into words, with the severity that the plan gives them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from plancli import checks
from plancli.deadline import parse_span
from plancli.i18n import _, ngettext
from plancli.model import Plan
from plancli.problem import Dates, Place, Problem, Severity
from plancli.report.words import number, span_words


class Finding(NamedTuple):
    """A problem with its severity and its words in the user's language."""

    name: str
    severity: Severity
    place: Place
    message: str


def severity(name: str, settings: Mapping[str, str]) -> str:
    """Return `off`, `warning` or `error`: the plan's own setting, else the check's."""
    return settings.get(name) or checks.get(name).SEVERITY


def findings(problems: Iterable[Problem], settings: Mapping[str, str]) -> list[Finding]:
    """Return the problems that are not switched off, in order of file and place, in words."""
    found = []
    for problem in sorted(problems, key=Problem.sort_key):
        level = severity(problem.name, settings)
        if level != "off":
            values = {name: _shown(value) for name, value in problem.values.items()}
            words = _(checks.get(problem.name).MESSAGES[problem.variant]).format(**values)
            found.append(Finding(problem.name, "error" if level == "error" else "warning", problem.place, words))
    return found


def _shown(value: str) -> str:
    """Return a value of a message as people read it."""
    if not isinstance(value, Dates):
        return value
    return ", ".join(span_words(parse_span(text)) for text in value.split(", ") if text)


def finding_dict(finding: Finding) -> dict[str, Any]:
    """Return a finding as data."""
    return {
        "name": finding.name,
        "severity": finding.severity,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "message": finding.message,
    }


def summary(found: Sequence[Finding], plan: Plan) -> str:
    """Return the last line: what was read, and how many problems it has."""
    counted = [
        ngettext("{n} task", "{n} tasks", len(plan.tasks)).format(n=number(len(plan.tasks))),
        ngettext("{n} body", "{n} bodies", len(plan.bodies)).format(n=number(len(plan.bodies))),
        ngettext("{n} document", "{n} documents", len(plan.documents)).format(n=number(len(plan.documents))),
    ]
    if plan.unread:
        unread = ngettext("{n} file not wholly read", "{n} files not wholly read", len(plan.unread))
        counted.append(unread.format(n=number(len(plan.unread))))
    return _("{counted}: {result}").format(counted=", ".join(counted), result=_result(found))


def _result(found: Sequence[Finding]) -> str:
    errors = sum(finding.severity == "error" for finding in found)
    warnings = len(found) - errors
    words = []
    if errors:
        words.append(ngettext("{n} error", "{n} errors", errors).format(n=number(errors)))
    if warnings:
        words.append(ngettext("{n} warning", "{n} warnings", warnings).format(n=number(warnings)))
    return ", ".join(words) or _("no problems")
