"""What a review tells beside its findings: the summary, what was waived and by whom, and waivers that do nothing."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from plancli.diff import Difference, Uncompared
from plancli.i18n import N_, _, ngettext
from plancli.report.problems import Finding, incomplete
from plancli.report.words import number
from plancli.review.waivers import KEY, Cause, Idle, Waiver
from plancli.text import nearest, safe

CAUSES: Final[dict[Cause, str]] = {
    "stray": N_("it does not stand in the last paragraph of the message, among the trailers"),
    "form": N_("it names no rule: write {form}"),
    "unknown": N_("there is no rule {rule}: `plan explain` lists them"),
    "address": N_("it does not say what it waives: write {form}"),
    "reason": N_("it gives no reason: write {form}"),
    "fixed": N_("the policy of {base} lets nobody waive {rule}"),
    "nothing": N_("{rule} finds nothing at {addresses}"),
}
NEAR: Final = N_("there is no rule {rule}: did you mean {nearest}?")
FORM: Final = N_("rule address — reason")
MOST: Final = 8


def waived(finding: Finding, waiver: Waiver) -> Finding:
    """Return a finding that a commit lets pass: it is still shown, with who says so and why, and fails nothing."""
    words = _("waived by {commit}: {reason}").format(commit=waiver.commit, reason=safe(waiver.reason))
    message = _("{message} ({waived})").format(message=finding.message, waived=words)
    return finding._replace(severity="warning", waived=words, message=message)


def idle_words(idle: Idle, base: str, rules: Sequence[str]) -> str:
    """Return that a waiver counts for nothing, and why."""
    waiver = idle.waiver
    close = nearest(waiver.rule, rules, 1) if idle.cause == "unknown" else []
    cause = NEAR if close else CAUSES[idle.cause]
    why = _(cause).format(
        form=f"`{KEY}: {_(FORM)}`",
        rule=safe(waiver.rule),
        nearest="".join(close),
        base=base,
        addresses=safe(", ".join(idle.addresses)),
    )
    words = _("the waiver in {commit} ({text}) counts for nothing: {why}")
    return words.format(commit=waiver.commit, text=safe(f"{KEY}: {waiver.text}"), why=why)


def not_compared(uncompared: Iterable[Uncompared], base: str) -> Iterator[Finding]:
    """Yield for each file what in it was not compared, and on which side it cannot be read."""
    by_file: dict[tuple[str, str], list[str]] = {}
    for one in uncompared:
        by_file.setdefault((one.side, one.file), []).extend([one.address] if one.address else [])
    for (side, file), addresses in by_file.items():
        if side == "old":
            words = _("not compared, as {file} cannot wholly be read in {base}: {addresses}")
            whole = _("not wholly compared, as {file} cannot wholly be read in {base}")
        else:
            words = _("not compared, as {file} cannot wholly be read: {addresses}")
            whole = _("not wholly compared, as {file} cannot wholly be read")
        message = (words if addresses else whole).format(file=safe(file), base=base, addresses=_some(addresses))
        yield incomplete(file, message)


def _some(addresses: list[str]) -> str:
    """Return the first addresses, and that there are more."""
    return safe(", ".join(addresses[:MOST] + ["…"] * (len(addresses) > MOST)))


def summary(found: Sequence[Finding], difference: Difference, base: str, commit: str) -> str:
    """Return the last line: how many changes were looked at, since when, and what was found."""
    changes = len(difference.changes)
    if base == commit:
        counted = ngettext("{n} change since {commit}", "{n} changes since {commit}", changes)
    else:
        counted = ngettext("{n} change since {commit} of {base}", "{n} changes since {commit} of {base}", changes)
    since = counted.format(n=number(changes), commit=commit, base=base)
    if difference.uncompared:
        since = _("{counted}, not all of it compared").format(counted=since)
    return _("{counted}: {result}").format(counted=since, result=_result(found))


def _result(found: Sequence[Finding]) -> str:
    """Return how many findings there are of each kind."""
    let = sum(bool(finding.waived) for finding in found)
    errors = sum(finding.severity == "error" and not finding.waived for finding in found)
    warnings = len(found) - errors - let
    words = []
    if errors:
        words.append(ngettext("{n} error", "{n} errors", errors).format(n=number(errors)))
    if warnings:
        words.append(ngettext("{n} warning", "{n} warnings", warnings).format(n=number(warnings)))
    if let:
        words.append(ngettext("{n} waived", "{n} waived", let).format(n=number(let)))
    return ", ".join(words) or _("no problems")
