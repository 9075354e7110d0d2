"""A plan opened for a question: found, read as it is or was, judged on a day; the answer given; the exit status."""

import os
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from plancli import clock
from plancli.commands.output import emit, stdout_look, tell_findings
from plancli.deadline import DeadlineError, Span
from plancli.errors import PlanError
from plancli.i18n import _, date_words, ngettext
from plancli.index import ALL, Asked
from plancli.load import Loaded, Memory, load
from plancli.query.names import meant
from plancli.render import DRAWN, FORMATS, Context, render
from plancli.report.table import Report
from plancli.report.words import number
from plancli.source import Folder, Source, find_plan
from plancli.state import Standing

if TYPE_CHECKING:
    from plancli.report.problems import Finding

TOLD = 20


class Session:
    """One plan and one day; everything a command needs."""

    def __init__(
        self,
        plan_dir: str | None,
        as_of: str | None,
        at: str | None = None,
        *,
        tell: bool = True,
        memory: Memory | None = None,
        asked: Asked = ALL,
    ) -> None:
        """Open a plan as its files are, or as they were `at` a revision. It is judged on a day, whatever the revision.

        Unless not to `tell`, it is said first what could not be read: it may be what is asked for. `memory` is shared
        with whoever reads other versions of the plan. Only the tasks that are `asked` for need be there.
        """
        self.commit: str | None = None
        self._committed: date | None = None
        if at is None:
            self.folder = find_plan(plan_dir, os.environ, working_folder())
            self.source: Source = Folder(self.folder)
            self.loaded: Loaded = load(self.source, memory, asked)
            self.prefix = prefix_of(self.folder)
        else:
            self._open_at(plan_dir, at, memory)
        zone = self.loaded.plan.info.timezone
        self.day = typed_day(as_of) if as_of is not None else clock.today(zone)
        self._zone_is_lost = as_of is None and zone is not None and clock.zone(zone) is None
        self.standing = Standing(self.loaded.plan, self.day)
        if asked != ALL and (self._given_later or self.standing.met_by_unread):  # then others count too
            self.loaded = load(self.source, memory)
            self.standing = Standing(self.loaded.plan, self.day)
        if tell and self.told:
            self._tell()

    def _open_at(self, plan_dir: str | None, at: str, memory: Memory | None) -> None:
        """Open the plan at a revision."""
        from plancli.commands.versions import Versions
        from plancli.source.git import short

        versions = Versions(plan_dir, memory)
        version = versions.at(at, "--at")
        assert version.commit
        if version.source is None:
            raise PlanError(_("--at: {commit} has no plan.").format(commit=short(version.commit)))
        self.folder, self.loaded, self.commit = versions.folder_of(version), version.loaded, version.commit
        self.source, self.prefix = version.source, version.prefix
        self._committed = clock.today(self.loaded.plan.info.timezone, versions.repository.committed(self.commit))

    @property
    def _given_later(self) -> bool:
        """Whether the tasks that say nothing else were given after the day: how many is told, so all must be there."""
        given = self.loaded.plan.info.date
        return given is not None and given.end > self.day

    @cached_property
    def told(self) -> "list[Finding]":
        """What a question says of the files: errors of text and shape, duplicate ids, files that nothing reads.

        A fault that loses what a file says is told whatever the plan's `checks` say of it.
        """
        lost = self._zone_is_lost
        if not (lost or self.loaded.problems):
            return []
        from plancli import checks
        from plancli.report.problems import unread

        problems = [*self.loaded.problems, *(checks.get("unknown-timezone").check(self.standing) if lost else ())]
        return unread(problems, self.loaded.plan.info.checks)

    @property
    def status(self) -> int:
        """The exit status of an answer: 1 where something could not be read."""
        return 1 if any(finding.severity == "error" for finding in self.told) else 0

    def title(self, subject: str, view: str = "") -> str:
        """Return an answer's first line: the plan, and the view where it is asked by one, the subject, the day."""
        info = self.loaded.plan.info
        plan = info.id or info.title or self.folder.name
        values = {"plan": f"{plan} {view}" if view else plan, "subject": subject, "day": date_words(self.day)}
        if self.commit is None or self._committed is None:
            return _("{plan}: {subject} (as of {day})").format(**values)
        from plancli.source.git import short

        words = _("{plan}: {subject} (as of {day}, at {commit} of {committed})")
        return words.format(**values, commit=short(self.commit), committed=date_words(self._committed))

    def answer(self, report: Report, form: str) -> int:
        """Print a report and return the exit status."""
        context = Context(self.loaded.plan.info.id, self.day, self.commit, lambda: self.standing.incomplete)
        if self.standing.unassigned:
            report = report._replace(notes=[*report.notes, self._unassigned()])
        emit(render(form, report, context, stdout_look()))
        return self.status

    def _tell(self) -> None:
        """Say on standard error what could not be read; the first ones, where they are many."""
        left = len(self.told) - TOLD
        more = ngettext("{n} more problem: plan validate tells it", "{n} more problems: plan validate tells them", left)
        tell_findings(self.told[:TOLD], self.prefix, more.format(n=number(left)) if left > 0 else "")

    def _unassigned(self) -> str:
        count = self.standing.unassigned
        words = ngettext("{n} task was assigned later", "{n} tasks were assigned later", count)
        return words.format(n=number(count))


def prefix_of(folder: Path) -> str:
    """Return what leads from the working folder to the plan's, before the name of a file."""
    shown = os.path.relpath(folder)
    return "" if shown == "." else shown + os.sep


def working_folder() -> Path:
    """Return the folder this runs in; PlanError where it was removed meanwhile."""
    try:
        return Path.cwd()
    except OSError as error:
        message = _("The folder that this runs in cannot be read: {reason}.").format(reason=error.strerror)
        raise PlanError(message, _("Change to another folder.")) from None


def typed_day(text: str) -> date:
    """Return a day as typed: of a month or year its last. PlanError if it is none."""
    from plancli.remedy import typed_span

    try:
        span = typed_span(text)
    except DeadlineError as error:
        raise PlanError(_("{value} is no day.").format(value=text), day_hint(error)) from None
    if span.last is None:
        raise PlanError(_("{value} has no last day.").format(value=text), day_hint(DeadlineError(text)))
    return span.last


def typed_period(text: str, option: str) -> Span:
    """Return a day or period as typed for an option; PlanError if it is none."""
    from plancli.remedy import typed_span

    try:
        return typed_span(text)
    except DeadlineError as error:
        message = _("{option}: {value} is no day or period.").format(option=option, value=text)
        raise PlanError(message, day_hint(error)) from None


def no_day_between(first: date, last: date) -> PlanError:
    """Return the error that what is asked for ends before it begins."""
    message = _("--from {first} is after --to {last}: no day lies between them.")
    return PlanError(message.format(first=date_words(first), last=date_words(last)))


def nothing_yet(first: date, day: date) -> PlanError:
    """Return the error that what is asked for begins after the day judged at."""
    message = _("--from {first} is after {day}, the day judged at: nothing can be counted yet.")
    hint = _("Name a later day to judge at: --as-of DAY.")
    return PlanError(message.format(first=date_words(first), day=date_words(day)), hint)


def day_hint(error: DeadlineError) -> str:
    """Return how days are typed, or what was probably meant."""
    if error.remedy:
        return _("Did you mean {names}?").format(names=error.remedy)
    return _("Type it as 2024-12-31, 31/12/2024, 12/2024, 2024-Q4 or 2024.")


def choice(typed: str, known: Sequence[str], option: str) -> str:
    """Return one of the values an option takes; PlanError with the nearest for another."""
    if typed in known:
        return typed
    message = _("{option}: {value} is not one of: {names}").format(option=option, value=typed, names=", ".join(known))
    raise PlanError(message, meant(typed, known))


def check_format(typed: str) -> str:
    """Return one of the formats. Markdown may be called by its whole name too, as by `plan diff`."""
    return typed if typed == "markdown" else choice(typed, FORMATS, "--format")


def drawn_format(typed: str) -> str:
    """Return one of the formats of an answer that is a picture too; the short name of one called by its whole name."""
    return choice("md" if typed == "markdown" else typed, DRAWN, "--format")
