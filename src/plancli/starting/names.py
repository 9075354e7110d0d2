"""Names of bodies: when two are one name, which id is made of one, and how a short name is typed beside it."""

import re
import unicodedata
from collections.abc import Container
from functools import lru_cache
from typing import Final

from plancli.ids import valid_id
from plancli.text import fold

LONGEST: Final = 60
"""Characters of an id that is made of a name."""
OTHERWISE: Final = "body"
TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
RESERVED: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
)
"""Names that no file may have on Windows."""


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """Return what is equal for spellings of one name: case, blanks, signs and where a tone is put do not matter.

    Accents do: names that differ in them are two, however alike they look.
    """
    words = []
    for word in re.findall(r"[\w\u0300-\u036f]+", unicodedata.normalize("NFD", name).casefold()):
        letters = "".join(character for character in word if character not in TONES)
        words.append(letters + "".join(sorted(character for character in word if character in TONES)))
    return " ".join(words) or name


def slug(name: str, taken: Container[str]) -> str:
    """Return an id made of a name, by which no other body's file goes."""
    base = _cut(unicodedata.normalize("NFC", fold(name)))
    if base in RESERVED:
        base = f"{base}-1"
    found, number = base, 2
    while found in taken:
        found, number = f"{base}-{number}", number + 1
    return found


def _cut(folded: str) -> str:
    """Return the words of a search key as an id, as many as fit."""
    kept = "".join(character for character in folded[: 4 * LONGEST] if character == " " or valid_id(character))
    words = kept.split()
    found = ""
    for word in words:
        longer = f"{found}-{word}" if found else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        found = longer
    return found or OTHERWISE


def name_and_short(typed: str) -> tuple[str, str | None]:
    """Return the name and, from the brackets behind it, the short name: `Central Office (CO)`."""
    found = re.fullmatch(r"(.*\S)\s*\(\s*([^()]*[^()\s])\s*\)", typed, re.DOTALL)
    return (found[1], found[2]) if found else (typed, None)
