"""How a text is written as a scalar: plain where it means itself to every reader of YAML, else in quotes.

YAML 1.1 (PyYAML) and 1.2 (editors) take some plain texts for something else than text, not the same ones. A text that
either takes so is quoted where a text is meant.
"""

import re
from typing import Final

_WORDS: Final = frozenset(
    form
    for word in ("y", "n", "yes", "no", "on", "off", "true", "false", "null")
    for form in (word, word.capitalize(), word.upper())
) | {"", "~", "=", "<<"}
_NUMBER: Final = re.compile(
    r"[-+]?(?:0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+"
    r"|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?"
    r"|\.(?:inf|Inf|INF))"
    r"|\.(?:nan|NaN|NAN)|\._+"
)
_TIME: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9].*")
_SIGNS: Final = frozenset("-?:,[]{}#&*!|>'\"%@`")
_NOT_PLAIN: Final = re.compile(r":(?:\s|$)|\s#|[\t\n]")
_NOT_IN_FLOW: Final = re.compile(r"[,\[\]{}?]")  # older readers stop at a question mark too
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})


def retyped(text: str) -> bool:
    """Whether YAML 1.1 or 1.2 takes a plain text for something else: a number, a date, a boolean, nothing."""
    return text in _WORDS or _NUMBER.fullmatch(text) is not None or _TIME.fullmatch(text) is not None


def fits_plain(text: str, *, flow: bool = False) -> bool:
    """Whether a text may stand without quotes (`flow`: between brackets), as far as its signs go."""
    return (
        bool(text)
        and text[0] not in _SIGNS
        and text.strip() == text
        and not _NOT_PLAIN.search(text)
        and not (flow and _NOT_IN_FLOW.search(text))
    )


def quoted(text: str) -> str:
    """Return a text in single quotes; in double ones where something in it has to be escaped."""
    if "\n" in text or "\t" in text:
        return f'"{text.translate(_ESCAPES)}"'
    return "'" + text.replace("'", "''") + "'"
