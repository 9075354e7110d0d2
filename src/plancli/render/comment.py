"""Reports as a comment on a pull request: Markdown that fits in one, below a mark by which it is found again."""

from collections.abc import Iterator, Sequence
from typing import Final

from plancli.i18n import ngettext
from plancli.render import Context
from plancli.render.look import Look
from plancli.render.markdown import block_markdown, escape, table_head, table_rows
from plancli.report.table import Block, Report, Table
from plancli.report.words import number

LARGEST: Final = 60_000
"""Characters. GitHub takes 65,536; the rest is for what whoever posts it may write around."""
MARK: Final = "<!-- plan-{kind} -->"


def render(report: Report, context: Context, look: Look) -> str:
    """Return a report whose rows are left out from where the comment would become too long; that is said."""
    head = [MARK.format(kind=MARKS.get(report.kind, report.kind)), f"## {escape(report.title)}", escape(report.summary)]
    notes = [escape(note) for note in report.notes]
    room = LARGEST - sum(len(part) + 2 for part in (*head, *notes))
    blocks, left = _fitted(report.blocks, room, look)
    if left:
        words = ngettext(
            "{n} more row does not fit here: plan {command} shows it.",
            "{n} more rows do not fit here: plan {command} shows them.",
            left,
        )
        notes.append(escape(words.format(n=number(left), command=MARKS.get(report.kind, report.kind))))
    return "\n\n".join(part for part in (*head, *blocks, *notes) if part) + "\n"


MARKS: Final = {"changes": "diff"}
"""What made a report of a kind."""


def _fitted(blocks: Sequence[Block], room: int, look: Look) -> tuple[list[str], int]:
    """Return blocks in so many characters, and how many rows are left out: all from the first that does not fit."""
    made: list[str] = []
    left = 0
    for block in blocks:
        lines: list[str] = []
        for line, is_row in _lines(block, look):
            if left or len(line) + 2 > room:
                room = 0
                left += is_row
            else:
                lines.append(line)
                room -= len(line) + 1
        if lines:
            made.append("\n".join(lines))
    return made, left


def _lines(block: Block, look: Look) -> Iterator[tuple[str, bool]]:
    """Yield the lines of a block, and whether each is a row. The head of a table is one with its first row."""
    if not isinstance(block, Table):
        yield "\n".join(block_markdown(block, look)), True
        return
    head = "\n".join(table_head(block))
    for index, row in enumerate(table_rows(block)):
        yield (f"{head}\n{row}" if index == 0 else row), True
