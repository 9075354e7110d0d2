"""Where the time of a run went, as a table."""

from typing import Final

from plancli.i18n import N_, _, language, ngettext
from plancli.report.table import Cell, Column, Report, Table
from plancli.report.words import number
from plancli.stopwatch import PHASES, Phase, Taken

WORDS: Final[dict[Phase, str]] = {
    "starting": N_("Starting"),
    "reading": N_("Reading files"),
    "decoding": N_("Understanding them"),
    "checking": N_("Checking"),
    "asking": N_("Judging and asking"),
    "drawing": N_("Drawing and writing"),
    "rest": N_("The rest"),
}


def timing_report(taken: Taken) -> Report:
    """Return where the time went: each phase in milliseconds and in per cent of the whole."""
    columns = [Column("phase", _("Phase")), Column("ms", _("ms"), numeric=True), Column("share", "%", numeric=True)]
    rows = [_row(_(WORDS[name]), taken.seconds[name], taken.total) for name in PHASES]
    rows.append(_row(_("Total"), taken.total, taken.total))
    return Report("timing", _("Where the time went"), [Table(columns, rows, total=True)], [], (), [], {}, _notes(taken))


def _row(name: str, seconds: float, total: float) -> list[Cell]:
    """Return a line of the table."""
    return [Cell(name), Cell(_decimal(1000 * seconds)), Cell(_decimal(100 * seconds / total if total else 0))]


def _notes(taken: Taken) -> list[str]:
    """Return what was read, how much of it an index answered, and how much memory it took."""
    counts = taken.counts
    told = []
    if "files" in counts:
        files = ngettext("{n} file", "{n} files", counts["files"]).format(n=number(counts["files"]))
        tasks = ngettext("{n} task", "{n} tasks", counts.get("tasks", 0)).format(n=number(counts.get("tasks", 0)))
        told.append(_("Read: {files}, {tasks}").format(files=files, tasks=tasks))
    if "answered" in counts:
        words = ngettext("Index: {n} of {all} file answered", "Index: {n} of {all} files answered", counts["files"])
        told.append(words.format(n=number(counts["answered"]), all=number(counts["files"])))
    if taken.memory is not None:
        told.append(_("Peak memory: {amount} MB").format(amount=_decimal(taken.memory / 1_000_000)))
    return told


def _decimal(value: float) -> str:
    """Return a number with one decimal: 1,234.5 (1.234,5 in Vietnamese)."""
    whole, _point, tenth = f"{value:.1f}".partition(".")
    return f"{number(int(whole))}{',' if language() == 'vi' else '.'}{tenth}"
