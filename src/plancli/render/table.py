"""Reports for people: drawn with Rich in a terminal, as aligned text in a pipe and for long tables."""

from plancli.render import Context, plain
from plancli.render.look import Look
from plancli.report.table import Block, Picture, Report, Table

DRAWN_ROWS = 300
"""Rich draws some 1,900 rows a second, aligned text is thirty times faster: past this many rows the wait shows."""


def render(report: Report, context: Context, look: Look) -> str:
    """Return a report as people read it."""
    rows = sum(_rows(block, look) for block in report.blocks) if look.colour else 0
    if look.colour and rows <= DRAWN_ROWS:
        from plancli.render import drawn

        return drawn.render(report, look)
    return plain.render(report, look)


def _rows(block: Block, look: Look) -> int:
    """Return how many rows of a block are drawn."""
    if isinstance(block, Picture):
        return len(block.draw(look.width))
    return len(block.rows) if isinstance(block, Table) else 0
