"""`plan review`: what a branch changes, judged by the plan's own policy."""

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Final, NamedTuple

import typer

from plancli import clock, review
from plancli.commands import options as o
from plancli.commands.chosen import chosen
from plancli.commands.complete import revisions
from plancli.commands.output import tell_findings
from plancli.commands.session import TOLD, typed_day
from plancli.commands.tell import Form, Output, about, tell, text_of
from plancli.commands.versions import Version, Versions
from plancli.errors import PlanError
from plancli.i18n import N_, _, ngettext
from plancli.load import Loaded
from plancli.problem import Problem
from plancli.report.problems import Finding, Told, findings, incomplete, unread
from plancli.report.reviewed import idle_words, not_compared, summary, waived
from plancli.report.words import number
from plancli.review.branch import Branch
from plancli.review.waivers import Idle, judge, read
from plancli.source import PLAN_FILE
from plancli.source.git import Repository, short
from plancli.stopwatch import phase
from plancli.text import safe

HELP = N_(
    "Check what a branch changes by the plan's own policy: from where it left BASE to the files as they are. "
    "Exit 1 when there are errors. A commit may waive a finding, in the last paragraph of its message: "
    "Plan-Waive: RULE ADDRESS - REASON."
)
BASES: Final = ("origin/HEAD", "main", "origin/main", "master", "origin/master")
"""What is taken for BASE where none is named, the first there is."""
WHOLE_HASH: Final = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


class Opened(NamedTuple):
    """A branch with the names of its base: the commit that it left the base at, the base's tip, and its own commits."""

    branch: Branch
    work: Version
    tip: Version
    since: str
    head: str
    repository: Repository


def run(
    base: Annotated[
        str | None,
        typer.Argument(
            metavar="[BASE]",
            autocompletion=revisions,
            help=_("The branch or revision to merge into (else origin/HEAD, else main)."),
        ),
    ] = None,
    form: Form = None,
    output: Output = None,
    strict: Annotated[bool, typer.Option("--strict", help=_("Warnings count as errors."))] = False,
    select: Annotated[
        list[str] | None, typer.Option(metavar="NAMES", help=_("Only these rules, divided by commas."))
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="NAMES", help=_("Not these rules."))] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=_("Print problems only."))] = False,
    as_of: o.AsOf = None,
    plan: o.PlanDir = None,
    lang: o.Lang = "",
) -> int:
    """Review a branch."""
    wanted = chosen(review.NAMES, select, ignore, _("There is no rule {typed}."))
    versions = Versions(plan)
    opened = _open(versions, base, as_of)
    errors = _tell_unread(opened.work)
    found, idle = _judged(opened, wanted)
    if strict:
        found = [one if one.waived else one._replace(severity="error") for one in found]
    told = _told(versions, opened, wanted, found, idle, list(_failures(opened, errors)))
    tell(told, form, output, quiet=quiet)
    return 1 if told.failures or any(one.severity == "error" for one in found) else 0


def _open(versions: Versions, base: str | None, as_of: str | None) -> Opened:
    """Return the branch that is checked out; PlanError where it and its base have nothing in common."""
    repository = versions.repository
    work = versions.working()
    name = base if base is not None else _usual_base(repository)
    tip = versions.at(name, "BASE")
    head = repository.commit("HEAD", "HEAD")
    since = repository.merge_base(tip.commit or "", head)
    if since is None:
        raise _no_merge_base(name, repository)
    start = versions.of_commit(since, name)
    day = typed_day(as_of) if as_of is not None else clock.today(work.loaded.plan.info.timezone)
    files = [entry.file for entry in work.source.listing().entries] if work.source else []
    branch = Branch(_plan(start), work.loaded, _plan(tip), day, _shown(name), files)
    return Opened(branch, work, tip, since, head, repository)


def _shown(base: str) -> str:
    """Return a base as people are told of it: CI names it by a whole hash, or by the whole path of a reference."""
    if WHOLE_HASH.fullmatch(base):
        return short(base)
    return base.removeprefix("refs/remotes/").removeprefix("refs/heads/")


def _plan(version: Version) -> Loaded | None:
    """Return the plan of a version, None where it had none."""
    return version.loaded if version.source else None


def _usual_base(repository: Repository) -> str:
    """Return the branch that others are merged into, by its usual names."""
    for name in BASES:
        if repository.find(name) is not None:
            return name
    message = _("BASE: this repository has none of the branches {names}.").format(names=", ".join(BASES))
    hint = _("Name the branch that this one is to be merged into: {command}").format(command="plan review BASE")
    raise PlanError(message, "\n".join([hint, *_deepen(repository)]))


def _no_merge_base(name: str, repository: Repository) -> PlanError:
    """Return the error that nobody knows where a branch left its base."""
    message = _("BASE: {base} and HEAD have no commit in common here.").format(base=name)
    hint = _("Name the branch that this one came from: {command}").format(command="plan review BASE")
    return PlanError(message, "".join(_deepen(repository)) or hint)


def _deepen(repository: Repository) -> list[str]:
    """Return what to fetch where a clone has not all commits."""
    if not repository.shallow:
        return []
    hint = _(
        "This clone is shallow: the commit that the branches both come from may be missing. Fetch it: {command} "
        "(in CI: fetch-depth: 0)."
    )
    return [hint.format(command="git fetch --unshallow")]


def _tell_unread(work: Version) -> list[Finding]:
    """Say on standard error what could not be read in the working folder; return the errors among it."""
    found = unread(work.loaded.problems, work.loaded.plan.info.checks)
    left = len(found) - TOLD
    more = ngettext("{n} more problem: plan validate tells it", "{n} more problems: plan validate tells them", left)
    tell_findings(found[:TOLD], work.prefix, more.format(n=number(left)) if left > 0 else "")
    return [one for one in found if one.severity == "error"]


def _judged(opened: Opened, wanted: Sequence[str]) -> tuple[list[Finding], list[Idle]]:
    """Return what the wanted rules find by the base's policy, with what is waived; and the waivers that do nothing."""
    policy = opened.tip.loaded.plan.info.policy
    settings = {name: ruling.severity for name, ruling in policy.items() if ruling.severity}

    def severity(name: str) -> str:
        return settings.get(name) or review.get(name).SEVERITY

    every = (one for name in wanted if severity(name) != "off" for one in review.get(name).check(opened.branch))
    with phase("checking"):
        problems = review.uncovered(sorted(every, key=Problem.sort_key), severity)
    found = findings(problems, settings, review.get)
    waivers, idle = [], []
    for message in opened.repository.messages(opened.since, opened.head):
        meant, stray = read(message.commit, message.text)
        waivers += meant
        idle += stray
    judged = judge(problems, waivers, review.NAMES, wanted, policy)
    let = [waived(one, judged.waived[n]) if n in judged.waived else one for n, one in enumerate(found)]
    return let, [*idle, *judged.idle]


def _told(
    versions: Versions,
    opened: Opened,
    wanted: Sequence[str],
    found: Sequence[Finding],
    idle: Sequence[Idle],
    failures: Sequence[Finding],
) -> Told:
    """Return all that is told."""
    branch, work = opened.branch, opened.work
    said = about(branch.work, None)
    base = {"name": branch.name, "commit": opened.since}
    last = summary(found, branch.difference, branch.name, short(opened.since))
    return Told(
        "review",
        found,
        last,
        wanted,
        review.get,
        work.prefix,
        versions.folder,
        text_of(work.source),
        list(_notes(branch, idle, failures)),
        lambda: {**said(), "base": base},
        failures,
    )


def _failures(opened: Opened, errors: Sequence[Finding]) -> Iterator[Finding]:
    """Yield what fails beside the findings: a policy that is not known, what was not compared, files with errors."""
    branch = opened.branch
    if _is_policy_lost(opened.tip):
        words = _("plan.yaml cannot wholly be read in {base}: its policy may be another")
        yield incomplete(PLAN_FILE, words.format(base=branch.name))
    told = set()
    for one in not_compared(branch.difference.uncompared, branch.name):
        told.add(one.place.file)
        is_file = one.place.file in branch.files and not one.place.file.endswith("/")
        yield one if is_file else incomplete(PLAN_FILE, one.message)
    for file in dict.fromkeys(error.place.file for error in errors):
        if file not in told:
            yield incomplete(file, _("{file} has errors: plan validate tells them").format(file=safe(file)))


def _notes(branch: Branch, idle: Sequence[Idle], failures: Sequence[Finding]) -> Iterator[str]:
    """Yield what nobody must miss: a base without a plan, what fails beside the findings, waivers that do nothing."""
    if branch.is_first:
        yield _("{base} has no plan where this branch left it: all of it is new").format(base=branch.name)
    yield from (one.message for one in failures)
    for waiver in idle:
        yield idle_words(waiver, branch.name, review.NAMES)


def _is_policy_lost(tip: Version) -> bool:
    """Return whether the base's policy may be another than what was read of it."""
    found = unread(tip.loaded.problems, {}) if tip.loaded.problems else []
    return any(one.place.file == PLAN_FILE and one.severity == "error" for one in found)
