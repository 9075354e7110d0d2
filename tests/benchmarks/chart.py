"""A chart of cost over tasks as SVG: both axes logarithmic, one panel a question, each line named at its end."""

import math
from collections.abc import Iterable, Sequence
from html import escape
from typing import Final, NamedTuple

from benchmarks.contest import Outcome
from benchmarks.programs.program import QUESTIONS

WIDTH: Final = 840
LEFT, RIGHT, TOP, HEIGHT, GAP = 64, 270, 64, 330, 96
LABEL: Final = 16
"""How far apart names stand at least."""
OWN: Final = "plan"
OWN_COLOUR: Final = "#b3261e"
COLOURS: Final = ("#0072b2", "#00795c", "#8a5a00", "#7b3f98", "#4d4d4d", "#a3457f", "#2f6f9f", "#5c6b00")
STYLE: Final = (
    "text{font:13px system-ui,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;fill:#222}"
    ".h{font-size:16px;font-weight:600}.t{font-size:18px;font-weight:600}.a{fill:#555;font-size:12px}.own{font-weight:600}"
)


class Line(NamedTuple):
    """A program's cost: points of (tasks, times bare Python)."""

    name: str
    program: str
    points: tuple[tuple[int, float], ...]


class Scale(NamedTuple):
    """A logarithmic axis from `low` to `high` on the pixels from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return where a value stands."""
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return round(self.start + share * (self.end - self.start), 1)


def lines_of(outcomes: Iterable[Outcome], question: str) -> list[Line]:
    """Return a line for each program and way of asking that has figures."""
    points: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for outcome in outcomes:
        if outcome.question == question and outcome.pairs:
            points.setdefault((outcome.program, outcome.how), []).append((outcome.tasks, outcome.pairs.ratio))
    return [Line(f"{name}, {how}", name, tuple(sorted(held))) for (name, how), held in points.items()]


def text(x: float, y: float, words: str, kind: str = "", anchor: str = "start", fill: str = "") -> str:
    """Return a text element."""
    marks = f' class="{kind}"' if kind else ""
    marks += f' text-anchor="{anchor}"' if anchor != "start" else ""
    marks += f' style="fill:{fill}"' if fill else ""
    return f'<text x="{x:g}" y="{y:g}"{marks}>{escape(words)}</text>'


def rule(x1: float, y1: float, x2: float, y2: float, colour: str = "#ddd", opacity: float = 1) -> str:
    """Return a thin straight line."""
    faint = f' stroke-opacity="{opacity:g}"' if opacity != 1 else ""
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{colour}"{faint}/>'


def spread(places: Sequence[float], low: float, high: float) -> list[float]:
    """Return places moved so that neighbours stand a label apart, as near to where they were as may be.

    They are sorted, and stay so; the last stands at `high` at most, and only then may the first leave `low`.
    """
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + LABEL if moved else low))
    limit = high
    for index in range(len(moved) - 1, -1, -1):
        moved[index] = min(moved[index], limit)
        limit = moved[index] - LABEL
    return moved


def colours(lines: Iterable[Line]) -> dict[str, str]:
    """Return a colour for each program; the ways of asking one program share it."""
    peers = dict.fromkeys(line.program for line in lines if line.program != OWN)
    return {OWN: OWN_COLOUR, **{name: COLOURS[place % len(COLOURS)] for place, name in enumerate(peers)}}


def path(line: Line, across: Scale, up: Scale, colour: str, dash: str) -> list[str]:
    """Return a line's strokes and points."""
    where = [(across.at(tasks), up.at(ratio)) for tasks, ratio in line.points]
    width = 3 if line.program == OWN else 1.5
    drawn = " ".join(f"{x:g},{y:g}" for x, y in where)
    marks = [f'<circle cx="{x:g}" cy="{y:g}" r="{width + 0.5:g}" fill="{colour}"/>' for x, y in where]
    stroke = f'stroke="{colour}" stroke-width="{width:g}"{dash}'
    return [f'<polyline points="{drawn}" fill="none" {stroke}/>', *marks]


def axes(sizes: Sequence[int], across: Scale, up: Scale) -> list[str]:
    """Return the grid with what its lines stand for."""
    drawn = []
    for size in sizes:
        x = across.at(size)
        drawn += [rule(x, up.start, x, up.end), text(x, up.start + 18, f"{size:,}", "a", "middle")]
    power = math.ceil(math.log10(up.low) - 1e-9)
    while 10**power <= up.high * 1.0001:
        y = up.at(10**power)
        drawn += [rule(across.start, y, across.end, y), text(across.start - 8, y + 4, f"{10**power:,g}", "a", "end")]
        power += 1
    middle = (across.start + across.end) / 2
    return [*drawn, text(middle, up.start + 36, "tasks", "a", "middle")]


def panel(question: str, lines: Sequence[Line], shades: dict[str, str], top: float) -> list[str]:
    """Return one question's plot."""
    sizes = sorted({tasks for line in lines for tasks, _ in line.points})
    values = [ratio for line in lines for _, ratio in line.points]
    low, high = 10 ** math.floor(math.log10(min(values))), 10 ** math.ceil(math.log10(max(values)) + 1e-9)
    across = Scale(sizes[0] * 0.8, sizes[-1] * 1.25, LEFT, WIDTH - RIGHT)
    up = Scale(low, max(high, low * 10), top + HEIGHT, top)
    drawn = [text(LEFT, top - 14, QUESTIONS[question], "h"), *axes(sizes, across, up)]
    ordered = sorted(lines, key=lambda line: up.at(line.points[-1][1]))
    names = spread([up.at(line.points[-1][1]) for line in ordered], top, top + HEIGHT)
    seen: set[str] = set()
    styles = {}
    for line in lines:
        styles[line] = ' stroke-dasharray="6 4"' if line.program in seen else ""
        seen.add(line.program)
    for line, y in zip(ordered, names, strict=True):
        colour = shades[line.program]
        x, end = across.at(line.points[-1][0]), up.at(line.points[-1][1])
        edge = WIDTH - RIGHT + 22
        drawn.append(rule(x, end, edge - 4, y, colour, 0.35))
        drawn += path(line, across, up, colour, styles[line])
        drawn.append(text(edge, y + 4, line.name, "own" if line.program == OWN else "", fill=colour))
    return drawn


def described(question: str, lines: Sequence[Line]) -> str:
    """Return a panel in words."""
    told = (f"{line.name}: {', '.join(f'{ratio:.3g} at {tasks:,}' for tasks, ratio in line.points)}" for line in lines)
    return f"{QUESTIONS[question]} {'; '.join(told)}."


def draw(outcomes: Sequence[Outcome]) -> str:
    """Return the chart of all questions that have figures."""
    panels = [(question, lines) for question in QUESTIONS if (lines := lines_of(outcomes, question))]
    shades = colours(line for _, lines in panels for line in lines)
    height = TOP + len(panels) * (HEIGHT + GAP)
    title = "What a question costs, by the number of tasks"
    told = "Times a bare start of Python, both scales logarithmic. " + " ".join(described(*one) for one in panels)
    body = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'role="img" aria-labelledby="title desc">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(told)}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        text(LEFT, 24, title, "t"),
        text(LEFT, 42, "times a bare start of Python; dashed: the second way to ask the same program", "a"),
    ]
    for place, (question, lines) in enumerate(panels):
        body += panel(question, lines, shades, TOP + 36 + place * (HEIGHT + GAP))
    return "\n".join([*body, "</svg>", ""])
