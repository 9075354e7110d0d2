"""What changes in a text, line by line, as a unified diff: in colour on a terminal, and safe for one."""

from difflib import unified_diff
from typing import Final

from plancli.render.look import Look
from plancli.text import safe

COLOURS: Final = {"-": "\x1b[31m", "+": "\x1b[32m", "@": "\x1b[36m"}
NO_LINE_END: Final = "\\ No newline at end of file"


def patch(before: str, after: str, name: str, look: Look) -> str:
    """Return what changes between two texts of a file; line ends other than those of the new text are shown."""
    end = "\r\n" if "\r\n" in after else "\n"
    shown = [_shown(line, look) for line in unified_diff(_lines(before, end), _lines(after, end), n=3, lineterm="")]
    heads = [_coloured(f"{sign * 3} {safe(name, ci=look.ci)}", "", look) for sign in "-+"]
    return "".join(f"{line}\n" for line in [*heads, *shown[2:]]) if shown else ""


def _lines(text: str, end: str) -> list[str]:
    """Return the lines of a text, each with a sign of where it has no end."""
    lines = text.split(end)
    last = lines.pop()
    return [*lines, f"{last}\n{NO_LINE_END}"] if last else lines


def _shown(line: str, look: Look) -> str:
    """Return a line of a diff; a tab is kept, every other sign that is not seen is shown."""
    text, _end, note = line.rpartition("\n")
    if note != NO_LINE_END:
        text, note = line, ""
    visible = text.replace("\r", "\\r").replace("\n", "\\n")
    told = _coloured("\t".join(safe(part, ci=look.ci) for part in visible.split("\t")), line[:1], look)
    return f"{told}\n{note}" if note else told


def _coloured(text: str, sign: str, look: Look) -> str:
    """Return a line in the colour of what it tells."""
    colour = COLOURS.get(sign, "") if sign else "\x1b[1m"
    return f"{colour}{text}\x1b[0m" if look.colour and colour else text
