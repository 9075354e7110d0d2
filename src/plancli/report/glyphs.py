"""The signs that stand for states where a bar is made of characters: what a colour tells, its sign tells too."""

from typing import Final

GLYPHS: Final = {
    "completed-on-time": "█",
    "completed-late": "▓",
    "completed": "■",
    "withdrawn": "×",
    "suspended": "=",
    "awaiting-event": "?",
    "ongoing": "~",
    "no-deadline": "·",
    "overdue": "!",
    "not-yet-due": "░",
    "not-judged": "#",
    "": " ",
}
