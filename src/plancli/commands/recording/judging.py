"""A change judged before it is written: what would be wrong in the plan that is not wrong now."""

from collections.abc import Collection, Sequence
from typing import Final

from plancli import checks
from plancli.errors import PlanError
from plancli.i18n import _, ngettext
from plancli.load import Loaded
from plancli.problem import Place, Problem
from plancli.report.fingerprints import fingerprints
from plancli.report.problems import Finding, findings, severity
from plancli.report.words import number
from plancli.state import Standing

NEVER_WRITTEN: Final = {"future-fact": "error", "facts-out-of-order": "error"}
"""What no command writes, whatever the plan's own `checks` say of it: a fact that cannot have happened."""


def new_findings(before: Loaded, after: Loaded, was: Standing, will: Standing) -> list[Finding]:
    """Return what a change makes wrong: the findings of the plan after it that the plan before it does not have.

    A finding is known again by what it says, not by its file and line: tasks move.
    """
    settings = {**will.plan.info.checks, **NEVER_WRITTEN}
    names = [name for name in checks.NAMES if severity(name, settings) != "off"]
    found = _found(after, will, names, settings)
    if not found:
        return []
    old = _found(before, was, {finding.name for finding in found}, settings)
    known = set(fingerprints([_anywhere(finding) for finding in old]))
    marks = fingerprints([_anywhere(finding) for finding in found])
    return [finding for finding, mark in zip(found, marks, strict=True) if mark not in known]


def _found(loaded: Loaded, standing: Standing, names: Collection[str], settings: dict[str, str]) -> list[Finding]:
    """Return what some checks find in a plan, in the order of its files."""
    problems: list[Problem] = [problem for problem in loaded.problems if problem.name in names]
    for name in names:
        problems += checks.get(name).check(standing)
    return findings(problems, settings)


def _anywhere(finding: Finding) -> Finding:
    return finding._replace(place=Place(""))


def refused(found: Sequence[Finding]) -> list[Finding]:
    """Return the findings that keep a change from being written."""
    return [finding for finding in found if finding.severity == "error"]


def refusal(reasons: Sequence[str]) -> PlanError:
    """Return the error that a change is not written, with each reason."""
    if len(reasons) == 1:
        return PlanError(_("Nothing is written: {reason}").format(reason=reasons[0]))
    words = ngettext("Nothing is written, for {n} reason:", "Nothing is written, for {n} reasons:", len(reasons))
    return PlanError("\n".join([words.format(n=number(len(reasons))), *(f"  {reason}" for reason in reasons)]))
