"""Findings put into words, with the severity that the plan gives them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

from plancli import checks
from plancli.deadline import parse_span
from plancli.i18n import _, ngettext
from plancli.model import Plan
from plancli.problem import Dates, Described, Place, Problem, Severity
from plancli.report.words import number, span_words


class Finding(NamedTuple):
    """A problem with its severity and its words in the user's language.

    `variant` and `values` are those of the problem, from which what it is can be known again when its line has moved.
    `waived` says by which commit and why it is let pass, in words; the message says so too. It fails nothing then.
    """

    name: str
    severity: Severity
    place: Place
    message: str
    variant: str = ""
    values: Mapping[str, str] = MappingProxyType({})
    waived: str = ""


INCOMPLETE: Final = "incomplete"
"""The name of what is no finding of a check, and fails for what could not be read."""


def incomplete(file: str, message: str) -> Finding:
    """Return that something is not known for want of a file, told where that begins."""
    return Finding(INCOMPLETE, "error", Place(file), message)


class Told(NamedTuple):
    """What a check of a plan tells, for every format: the findings, and all that an output says beside them.

    `names` are all the checks that were asked for, `get` returns one's module; `prefix` leads from the working folder
    to the plan's files in words for people (`plan/`, `v1:plan/`), `folder` is theirs on the disk; `text` returns what
    a file below the plan folder holds, None if it cannot be read; `notes` are lines that nobody must miss; `about`
    returns what JSON says of the plan beside the findings; `failures` are those of the notes that fail as errors do,
    each at the file that it is about.
    """

    command: Literal["validate", "review"]
    findings: Sequence[Finding]
    summary: str
    names: Sequence[str]
    get: Callable[[str], Described]
    prefix: str
    folder: Path
    text: Callable[[str], str | None]
    notes: Sequence[str] = ()
    about: Callable[[], Mapping[str, Any]] = dict
    failures: Sequence[Finding] = ()


def severity(name: str, settings: Mapping[str, str]) -> str:
    """Return `off`, `warning` or `error`: the plan's own setting, else the check's."""
    return settings.get(name) or checks.get(name).SEVERITY


def findings(
    problems: Iterable[Problem], settings: Mapping[str, str], get: Callable[[str], Described] = checks.get
) -> list[Finding]:
    """Return the problems that are not switched off, in order of file and place, in words."""
    found = []
    for problem in sorted(problems, key=Problem.sort_key):
        level = settings.get(problem.name) or get(problem.name).SEVERITY
        if level != "off":
            values = {name: _shown(value) for name, value in problem.values.items()}
            words = _(get(problem.name).MESSAGES[problem.variant]).format(**values)
            kind: Severity = "error" if level == "error" else "warning"
            found.append(Finding(problem.name, kind, problem.place, words, problem.variant, problem.values))
    return found


def unread(problems: Sequence[Problem], settings: Mapping[str, str]) -> list[Finding]:
    """Return what a question says of the files: errors of text and shape, duplicate ids, files that nothing reads.

    A fault that loses what a file says is told whatever the plan's `checks` say of it.
    """
    if not problems:
        return []
    losing = {name: checks.get(name).SEVERITY for name in checks.LOSING}
    found = findings(problems, {**settings, **losing})
    return [finding for finding in found if finding.severity == "error" or finding.name == "unread-file"]


def _shown(value: str) -> str:
    """Return a value of a message as people read it."""
    if not isinstance(value, Dates):
        return value
    return ", ".join(span_words(parse_span(text)) for text in value.split(", ") if text)


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
