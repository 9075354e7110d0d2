"""The colours, patterns and dashes of a drawing in SVG, in light and in dark."""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Colours(NamedTuple):
    """The colours of a sheet: its ground, its text and its lines; the ink and the tint of each state."""

    page: str
    text: str
    dim: str
    grid: str
    year: str
    band: str
    today: str
    states: Mapping[str, tuple[str, str]]


STATES: Final = {
    "completed-on-time": ("#1b6e37", "#1b6e37", "#6ecf8c", "#6ecf8c"),
    "completed-late": ("#8e2c86", "#ecd3ea", "#e29adb", "#4a2546"),
    "completed": ("#1b6e37", "#cfe8d6", "#6ecf8c", "#1f4029"),
    "withdrawn": ("#5c5c5c", "#ffffff", "#a9a9a9", "#16181b"),
    "suspended": ("#2f55b5", "#dbe3f7", "#9db6f5", "#26325a"),
    "awaiting-event": ("#2f55b5", "#ffffff", "#9db6f5", "#16181b"),
    "ongoing": ("#0c6a75", "#d3ecef", "#6fcbd6", "#163f45"),
    "no-deadline": ("#5c5c5c", "#f0f0f0", "#a9a9a9", "#2a2d31"),
    "overdue": ("#b3161b", "#fbe0df", "#ff8a86", "#3a1a1b"),
    "not-yet-due": ("#1a5fa8", "#cfe2f6", "#86bdf5", "#1b3a5c"),
    "not-judged": ("#8e2c86", "#ecd3ea", "#e29adb", "#4a2546"),
}
"""The ink and the tint of each state, in light and in dark."""
LIGHT: Final = Colours(
    page="#ffffff",
    text="#1a1a1a",
    dim="#595959",
    grid="#e2e2e2",
    year="#a8a8a8",
    band="#f4f4f4",
    today="#8a4b00",
    states={state: (ink, tint) for state, (ink, tint, _, _) in STATES.items()},
)
DARK: Final = Colours(
    page="#16181b",
    text="#e8e8e8",
    dim="#a9a9a9",
    grid="#303338",
    year="#62666d",
    band="#1e2125",
    today="#f0b45a",
    states={state: (ink, tint) for state, (_, _, ink, tint) in STATES.items()},
)
STROKES: Final = {
    "completed-late": "M0,6 L6,0 M-1,1 L1,-1 M5,7 L7,5",
    "completed": "M0,3 H6",
    "withdrawn": "M0,0 L6,6 M6,0 L0,6",
    "suspended": "M2,0 V6 M5,0 V6",
    "ongoing": "M0,0 L6,6 M-1,5 L1,7 M5,-1 L7,1",
    "no-deadline": "M1,3 H2 M4,0 H5",
    "overdue": "M0,6 L6,0 M-1,1 L1,-1 M5,7 L7,5",
    "not-judged": "M0,3 H6 M3,0 V6",
}
"""What is drawn over and over within the shapes of a state, on tiles of six pixels; the others are plain."""
DASHES: Final = {
    "completed-late": "8 3",
    "completed": "12 2",
    "withdrawn": "1 3",
    "suspended": "2 4",
    "awaiting-event": "4 4",
    "ongoing": "10 3 2 3",
    "no-deadline": "1 5",
    "not-yet-due": "6 2",
    "not-judged": "3 1",
}
"""The dashes of a line through points, by its state; the others are whole."""


def _rules(colours: Colours) -> str:
    """Return the rules that hold the colours."""
    lines = [
        f".page{{fill:{colours.page}}}",
        f".band{{fill:{colours.band}}}",
        f"text{{fill:{colours.text}}}",
        f"text.dim{{fill:{colours.dim}}}",
        f"text.today{{fill:{colours.today}}}",
        f"line,polyline{{stroke:{colours.dim}}}",
        f"line.grid{{stroke:{colours.grid}}}",
        f"line.year{{stroke:{colours.year}}}",
        f"line.today{{stroke:{colours.today}}}",
        f"text.heading{{stroke:{colours.band}}}",
        f".stated{{stroke:{colours.dim};fill:{colours.page}}}",
    ]
    for state, (ink, tint) in colours.states.items():
        shapes = ",".join(f"{name}.{state}" for name in ("rect", "polygon", "path", "line", "polyline"))
        lines += [
            f"{shapes}{{stroke:{ink}}}",
            f"text.{state}{{fill:{ink}}}",
            f"path.{state}{{fill:{ink}}}",
        ]
        if state in STROKES:
            lines += [f".tint-{state}{{fill:{tint}}}", f"path.ink-{state}{{stroke:{ink}}}"]
        else:
            lines.append(f"rect.{state},polygon.{state}{{fill:{tint}}}")
    lines += [
        f"text.halo,path.done{{stroke:{colours.page}}}",
        f"path.late{{fill:{colours.page};stroke:{colours.states['completed-late'][0]};stroke-width:1.5}}",
    ]
    return "\n".join(lines) + "\n"


def _shapes() -> str:
    """Return the rules that hold everything but colours."""
    lines = [
        "text{font:12px sans-serif}",
        "text.heading{font-weight:bold}",
        "text.title{font-size:15px;font-weight:bold}",
        "text.small{font-size:11px}",
        "polyline{fill:none;stroke-width:2}",
        "line.today{stroke-width:1.5;stroke-dasharray:5 3}",
        "path{stroke-width:1}",
        "path.ink-overdue{stroke-width:3}",
        "polyline.overdue{stroke-width:3}",
    ]
    lines += [f"rect.{state},polygon.{state}{{fill:url(#fill-{state})}}" for state in STROKES]
    lines += [f"polyline.{state},line.{state}{{stroke-dasharray:{dashes}}}" for state, dashes in DASHES.items()]
    return "\n".join(lines) + "\n"


def _pattern(state: str, stroke: str) -> str:
    """Return what fills the shapes of a state."""
    return (
        f'<pattern id="fill-{state}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect class="tint-{state}" width="6" height="6"/><path class="ink-{state}" d="{stroke}"/></pattern>\n'
    )


LAST_RULES: Final = """\
rect.row{fill-opacity:0}
text.heading,text.halo,path.done:not(.late){paint-order:stroke;stroke-width:3;stroke-linejoin:round}
rect.hollow,polygon.hollow,path.hollow{fill:none}
rect.hollow,polygon.hollow{stroke-dasharray:4 3}
rect.lead{fill-opacity:.25;stroke-opacity:.5}
rect.open,line.open{stroke-dasharray:none}
rect.tip{fill:#888;fill-opacity:0}
rect.tip:hover{fill-opacity:.2}
"""
"""What holds for any state: `hollow` is no longer in force, `lead` comes before a last day that has no first one."""
STYLE: Final = f"{_shapes()}{_rules(LIGHT)}@media (prefers-color-scheme:dark){{\n{_rules(DARK)}}}\n{LAST_RULES}"
PATTERNS: Final = "".join(_pattern(state, stroke) for state, stroke in STROKES.items())
