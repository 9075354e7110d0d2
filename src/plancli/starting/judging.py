"""Whether the files of a new plan are what they are meant to be: read in memory, as `plan validate` reads them."""

from collections.abc import Mapping
from datetime import date

from plancli import checks
from plancli.errors import PlanError
from plancli.i18n import _
from plancli.load import load
from plancli.report.problems import Finding, findings, summary
from plancli.source import Entry, Listing
from plancli.source.entry import gathered
from plancli.starting.files import entries_of
from plancli.state import Standing


class Unwritten:
    """Files of a plan that are written nowhere yet."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = entries_of(files)

    def listing(self) -> Listing:
        """Return the files in order."""
        return gathered(self._files)

    def read(self, entry: Entry) -> bytes:
        """Return what a file will hold."""
        return self._files[entry]


def judged(files: Mapping[str, bytes], day: date) -> str:
    """Return how many tasks, bodies, documents and problems the files have; PlanError where there is an error."""
    loaded = load(Unwritten(files))
    standing = Standing(loaded.plan, day)
    problems = list(loaded.problems)
    for name in checks.NAMES:
        problems += checks.get(name).check(standing)
    found = findings(problems, loaded.plan.info.checks)
    if wrong := [finding for finding in found if finding.severity == "error"]:
        raise _fault(wrong[0])
    return summary(found, loaded.plan)


def _fault(finding: Finding) -> PlanError:
    """Return the error of files that have an error: nobody's but the program's."""
    message = _("{place}: {problem}. Nothing is written.")
    return PlanError(
        message.format(place=finding.place, problem=finding.message),
        _("This is a fault of plan init itself: report it with what it was given."),
    )
