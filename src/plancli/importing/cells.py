"""A cell's text as files may hold it: composed (NFC), plain blanks, nothing that the eye does not see."""

import re
import unicodedata
from typing import Final

from plancli.text import HIDDEN

BLANKS: Final = re.compile(r"[^\S\n]+")


def cleaned(cell: str) -> tuple[str, bool]:
    """Return a cell's text, its lines kept, and whether characters that nobody sees were taken out of it."""
    text = unicodedata.normalize("NFC", cell)
    if text.isprintable():
        return (" ".join(text.split()) if "  " in text else text.strip()), False
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    seen = HIDDEN.sub("", text)
    lines = [BLANKS.sub(" ", line).strip() for line in seen.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), seen != text


def one_line(text: str) -> str:
    """Return a text without its line breaks: what a cell breaks is one text all the same."""
    return " ".join(text.split()) if "\n" in text else text
