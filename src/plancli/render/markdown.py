"""Reports as Markdown: tables for a page, a pull request or a letter; no text of a file becomes markup."""

import re
from collections.abc import Iterator

from plancli.render import Context
from plancli.render.layout import text_of
from plancli.render.look import Look
from plancli.render.plain import picture_lines
from plancli.report.table import Bar, Block, Fields, Picture, Report, Table
from plancli.text import safe

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$@]|[!%](?=[0-9\[]))")
REFERENCE = re.compile(r"((?<![A-Za-z0-9])\\@|(?:\\#|\bGH-)(?=[0-9]))", re.IGNORECASE)
APART = "<!-- -->"
"""What keeps a sign from the name or number behind it. GitHub looks for mentions and references in what was rendered,
where a backslash or an entity (`&#64;`) is gone again; an empty comment parts the text, and nobody copies it. Behind a
letter or digit, as in `28-NQ/TW@2022-11-17`, an @ mentions nobody."""
LINK = re.compile(r":+//|::+|www\.", re.IGNORECASE)
BAR_WIDTH = 10


def render(report: Report, context: Context, look: Look) -> str:
    """Return a report with its title as a heading."""
    parts = [[f"## {escape(report.title)}"]] if report.title else []
    parts += [[escape(report.summary)]] if report.summary else []
    parts += [list(block_markdown(block, look)) for block in report.blocks]
    parts += [[escape(note)] for note in report.notes]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def escape(text: str) -> str:
    """Return text whose signs are taken literally, in one line; mentions, links and workflow commands reach nobody."""
    text = REFERENCE.sub(rf"\1{APART}", SPECIAL.sub(r"\\\1", safe(text)))
    return LINK.sub(lambda found: re.sub(r"([:/.])", r"\\\1", found[0]), text)


def block_markdown(block: Block, look: Look) -> Iterator[str]:
    """Yield the lines of one block."""
    if isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Fields):
        yield f"### {escape(block.heading.text)}"
        yield ""
        for label, cells in block.fields:
            texts = [escape(cell.text) for cell in cells if cell.text]
            yield f"- **{escape(label)}**: {texts[0]}" if len(texts) == 1 else f"- **{escape(label)}**:"
            yield from (f"  - {text}" for text in texts if len(texts) > 1)
    elif isinstance(block, Picture):
        yield from _fenced(list(picture_lines(block, look)))
    else:
        if block.heading:
            yield f"### {escape(block.heading)}"
            yield ""
        yield from (f"- {escape(line.text)}" for line in block.lines)


def _fenced(lines: list[str]) -> Iterator[str]:
    """Yield lines as they stand: in a fence that none of them ends."""
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    yield from (f"{fence}text", *lines, fence)


def _table(table: Table) -> Iterator[str]:
    """Yield a table, below its heading if it has one; numbers stand to the right."""
    yield from table_head(table)
    yield from table_rows(table)


def table_head(table: Table) -> Iterator[str]:
    """Yield what stands above the rows of a table."""
    yield from [f"### {escape(table.heading)}", ""] if table.heading else []
    yield "| " + " | ".join(escape(column.heading) for column in table.columns) + " |"
    yield "| " + " | ".join("---:" if column.numeric else "---" for column in table.columns) + " |"


def table_rows(table: Table) -> Iterator[str]:
    """Yield the rows of a table, each in one line."""
    for row in table.rows:
        texts = [text_of(value, BAR_WIDTH, ci=False) if isinstance(value, Bar) else escape(value.text) for value in row]
        yield "| " + " | ".join(texts + [""] * (len(table.columns) - len(texts))) + " |"
