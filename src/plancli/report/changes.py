"""What changed between two versions of a plan: the changes, how many there are, and what was not compared."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final, NamedTuple

from plancli.columns import clip
from plancli.diff.change import Change, Difference, Uncompared
from plancli.i18n import _, ngettext
from plancli.model import Plan
from plancli.report.change_counts import summary
from plancli.report.change_data import FIELDS, change_dict, record, uncompared_dict
from plancli.report.change_tables import Titles, change_tables, group_of
from plancli.report.change_values import LONGEST, Sides
from plancli.report.table import Lazy, Report
from plancli.report.words import number

TOLD: Final = 12
"""How many files that were not compared are told, and how many tasks of each; JSON has them all."""


class Version(NamedTuple):
    """One of the two versions: what it is called, its commit (None: the working folder), and whether it has a plan."""

    label: str
    commit: str | None
    plan: Plan
    present: bool = True

    @property
    def words(self) -> str:
        """What it is called, with the short hash of its commit."""
        if self.commit is None:
            return self.label
        if self.commit.startswith(self.label):
            return min(self.label, self.commit[:7], key=len)
        return _("{label} ({commit})").format(label=self.label, commit=self.commit[:7])


def changes_report(
    difference: Difference, changes: Sequence[Change], old: Version, new: Version, *, titles: Titles
) -> Report:
    """Return the `changes` that are shown of a difference."""
    changes = in_order(changes)
    plans = Sides(old.plan, new.plan, difference.changes)
    info = new.plan.info if new.present else old.plan.info
    title = _("{plan}: changes from {old} to {new}").format(
        plan=clip(info.id or info.title or "plan", LONGEST), old=old.words, new=new.words
    )
    envelope = {
        "from": _version_dict(old),
        "to": _version_dict(new),
        "uncompared": [uncompared_dict(one) for one in difference.uncompared],
    }
    return Report(
        "changes",
        title,
        Lazy(lambda: list(change_tables(changes, plans, titles))),
        Lazy(lambda: [change_dict(change) for change in changes]),
        FIELDS,
        Lazy(lambda: [record(change) for change in changes]),
        envelope,
        list(_notes(difference, len(changes), old, new)),
        summary(changes) or _nothing(difference),
    )


def _nothing(difference: Difference) -> str:
    """Return that there are no changes, as far as that is known."""
    return _("No changes in what could be compared.") if difference.uncompared else _("No changes.")


def in_order(changes: Sequence[Change]) -> list[Change]:
    """Return changes with those of one place together: of a task itself first, then of each place within it."""
    found: list[Change] = []
    for (_subject, whole, _is_gone), group in groupby(changes, group_of):
        together = list(group)
        places = list(dict.fromkeys([whole, *(str(change.address) for change in together)]))
        found += sorted(together, key=lambda change: places.index(str(change.address)))
    return found


def _version_dict(version: Version) -> dict[str, Any]:
    return {"label": version.label, "commit": version.commit, "present": version.present}


def _notes(difference: Difference, shown: int, old: Version, new: Version) -> Iterator[str]:
    """Yield what must not be missed: a version without a plan, what was not compared, what was not asked for."""
    if not old.present:
        yield _("There was no plan in {version}: all of it counts as added.").format(version=old.words)
    if not new.present:
        yield _("There is no plan in {version}: all of it counts as removed.").format(version=new.words)
    yield from _uncompared_words(difference.uncompared, old, new)
    if left := len(difference.changes) - shown:
        words = ngettext("{n} more change was not asked for.", "{n} more changes were not asked for.", left)
        yield words.format(n=number(left))


def _uncompared_words(uncompared: Sequence[Uncompared], old: Version, new: Version) -> Iterator[str]:
    """Yield a line for each file that was not wholly compared, the first ones where they are many."""
    files: dict[tuple[str, str], list[str]] = {}
    for one in uncompared:
        files.setdefault((one.side, one.file), []).extend([one.address] if one.address else [])
    for (side, file), addresses in list(files.items())[:TOLD]:
        version = (old if side == "old" else new).words
        if addresses:
            words = _("Not compared, as {file} cannot wholly be read in {version}: {addresses}.")
            yield words.format(addresses=_listed(addresses), file=file, version=version)
        else:
            words = _("Not wholly compared, as {file} cannot wholly be read in {version}.")
            yield words.format(file=file, version=version)
    if (left := len(files) - TOLD) > 0:
        words = ngettext("{n} more file was not compared.", "{n} more files were not compared.", left)
        yield words.format(n=number(left))


def _listed(addresses: Sequence[str]) -> str:
    """Return addresses divided by commas; of many the first, and how many more there are."""
    names = clip(", ".join(addresses[:TOLD]), LONGEST)
    if (left := len(addresses) - TOLD) <= 0:
        return names
    return ngettext("{names} and {n} more", "{names} and {n} more", left).format(names=names, n=number(left))
