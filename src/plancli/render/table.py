"""Reports for people: drawn with Rich in a terminal, as aligned text in a pipe and for long tables."""

from plancli.render import Context, plain
from plancli.render.look import Look
from plancli.report.table import Report, Table

DRAWN_ROWS = 300
"""Rich draws some 1,900 rows a second, aligned text is thirty times faster: past this many rows the wait shows."""


def render(report: Report, context: Context, look: Look) -> str:
    """Return a report as people read it."""
    rows = sum(len(block.rows) for block in report.blocks if isinstance(block, Table))
    if look.colour and rows <= DRAWN_ROWS:
        from plancli.render import drawn

        return drawn.render(report, look)
    return plain.render(report, look)
