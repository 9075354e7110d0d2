"""Results as Markdown, ready to stand in a page."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.contest import Outcome
from benchmarks.limits import Verdict
from benchmarks.pairs import quotient
from benchmarks.programs.plan import COLD, WARM
from benchmarks.programs.program import QUESTIONS
from benchmarks.results import Results

DASH: Final = "–"
HEAD: Final = (
    "program",
    "tasks",
    "ms",
    "x bare",
    "x bare, cpu",
    "`plan`, no cache ÷ it",
    "`plan`, index warm ÷ it",
    "peak MB",
    "rows",
    "runs",
)


def table(head: Sequence[str], rows: Sequence[Sequence[str]], words: int = 1) -> list[str]:
    """Return a table whose first columns, `words` of them, are words and whose others are numbers."""
    marks = ["---"] * words + ["--:"] * (len(head) - words)
    return [f"| {' | '.join(head)} |", f"|{'|'.join(marks)}|", *(f"| {' | '.join(row)} |" for row in rows), ""]


def figure(number: float | None) -> str:
    """Return a ratio with as many digits as it is worth."""
    if number is None:
        return DASH
    return f"{number:,.0f}" if number >= 100 else f"{number:.1f}" if number >= 1 else f"{number:#.2g}"


def row(outcome: Outcome, results: Results) -> list[str]:
    """Return one row: what a program's answer cost, and what `plan`'s costs beside it."""
    head = [f"{outcome.program}, {outcome.how}{' *' if outcome.short else ''}", f"{outcome.tasks:,}"]
    if not outcome.pairs:
        return [*head, outcome.fault, *[DASH] * 7]
    own = [results.find(outcome.question, "plan", how, outcome.tasks) for how in (COLD, WARM)]
    ratios = [one and one.how != outcome.how and quotient(one.pairs, outcome.pairs) for one in own]
    if outcome.program != "plan":
        ratios = [one and quotient(one.pairs, outcome.pairs) for one in own]
    return [
        *head,
        f"{outcome.pairs.wall * 1000:,.0f}",
        figure(outcome.pairs.ratio),
        figure(outcome.pairs.cpu_ratio),
        *(figure(ratio or None) for ratio in ratios),
        f"{outcome.pairs.peak:,.0f}",
        f"{outcome.rows:,}" if outcome.rows is not None else DASH,
        f"{outcome.pairs.runs}",
    ]


def kept(verdict: Verdict) -> list[str]:
    """Return one row about a limit."""
    limit = verdict.limit
    return [
        f"{limit.question}, {limit.how} ÷ {limit.peer}, {limit.peer_how}",
        f"{limit.tasks:,}",
        f"{limit.most:g}",
        figure(verdict.ratio),
        figure(verdict.cpu_ratio),
        "kept" if verdict.holds else "**over**",
    ]


def notes(results: Results) -> list[str]:
    """Return what else must be known: machine, versions, what is absent, what the peers hold, what imports cost."""
    versions = ", ".join(f"{name} {version}" for name, version in results.versions.items())
    lines = [f"{results.machine}; {versions}."]
    lines += [f"{name} was not installed (`{line}`)." for name, line in results.absent.items()]
    lines += [
        f"{one.tasks:,} tasks are {one.records:,} records, {one.asked:,} of them due in the year, {one.undated:,} "
        "without a last day."
        for one in results.holdings
    ]
    for told in results.imports:
        cost = told.fault or f"{told.wall:,.1f} s, {told.peak / 1e6:,.0f} MB"
        lines.append(f"Filling {told.program}'s own store with {told.tasks:,} tasks: {cost}.")
    for outcome in results.wrong():
        lines.append(
            f"**{outcome.program}, {outcome.how}, {outcome.tasks:,} tasks: {outcome.rows} rows, which is wrong.**"
        )
    return ["\n".join(f"- {line}" for line in lines), ""]


def put(text: str, name: str, path: Path) -> None:
    """Write a text into a page, between its lines `<!-- NAME: begin -->` and `end`; else it becomes the whole file."""
    begin, end = (f"<!-- {name}: {side} -->\n" for side in ("begin", "end"))
    page = path.read_text(encoding="utf-8") if path.is_file() else ""
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    whole = f"{before}{begin}\n{text.strip()}\n\n{end}{after}" if found and closed else text
    path.write_text(whole, encoding="utf-8")


def markdown(results: Results, verdicts: Sequence[Verdict]) -> str:
    """Return the tables of all questions, the limits, and the notes."""
    lines: list[str] = []
    for question, words in QUESTIONS.items():
        outcomes = [outcome for outcome in results.outcomes if outcome.question == question]
        sizes = sorted({outcome.tasks for outcome in outcomes})
        ordered = [outcome for size in sizes for outcome in outcomes if outcome.tasks == size]
        lines += [f"### {words}", "", *table(HEAD, [row(outcome, results) for outcome in ordered])]
        shorts = dict.fromkeys(f"- \\* {one.program} {one.short}" for one in ordered if one.short)
        lines += [*shorts, *([""] if shorts else [])]
    if verdicts:
        head = ("`plan` beside another program", "tasks", "limit", "measured", "cpu", "")
        lines += ["### Limits beside other programs", "", *table(head, [kept(verdict) for verdict in verdicts])]
    return "\n".join([*lines, "### The run", "", *notes(results)])
