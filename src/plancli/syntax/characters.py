"""From a file's bytes to text that compares right: UTF-8, nothing hidden in it, NFC."""

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from itertools import islice
from typing import Final

from plancli.syntax.findings import MOST_OF, Findings
from plancli.text import HIDDEN

NOT_TEXT: Final = 10_000  # hidden characters: so many are no slip of a keyboard
REPLACEMENT: Final = "\ufffd"
LINE_BREAK: Final = re.compile(r"\r\n|\r|\n")
BYTE_ORDER_MARKS: Final = (
    (BOM_UTF32_LE, "UTF-32"),  # before UTF-16, whose mark it begins with
    (BOM_UTF32_BE, "UTF-32"),
    (BOM_UTF16_LE, "UTF-16"),
    (BOM_UTF16_BE, "UTF-16"),
)


def place(text: str, index: int) -> tuple[int, int]:
    """Return the line and column, from 1, of the character at `index`."""
    before = text[:index]
    line = before.count("\n") + before.count("\r") - before.count("\r\n") + 1
    return line, index - max(before.rfind("\n"), before.rfind("\r"))


def decode(data: bytes, findings: Findings) -> str | None:
    """Return the text of UTF-8 bytes without their byte order mark; None if they are something else (`not-utf8`)."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            findings.add("not-utf8", 1, 1, "encoding", encoding=encoding)
            return None
    if data[:2].count(0) == 1:  # a first character of ASCII, in two bytes
        findings.add("not-utf8", 1, 1, "encoding", encoding="UTF-16")
        return None
    data = data.removeprefix(BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        good = data[: error.start].decode()
        cut = error.reason == "unexpected end of data"
        findings.add("not-utf8", *place(good, len(good)), "cut" if cut else "", byte=f"{data[error.start]:02X}")
        return None


def clean(text: str, findings: Findings) -> str | None:
    """Return the text with hidden characters replaced and in NFC, both reported; None if it is no text at all."""
    if HIDDEN.search(text):
        hidden = list(islice(HIDDEN.finditer(text), NOT_TEXT + 1))
        if len(hidden) > NOT_TEXT:
            findings.add("control-character", *place(text, hidden[0].start()), "binary", most=str(NOT_TEXT))
            return None
        for count, found in enumerate(hidden):
            at = place(text, found.start()) if count <= MOST_OF["control-character"] else (1, 1)
            findings.add("control-character", *at, code=code(found[0]))
        text = HIDDEN.sub(REPLACEMENT, text)
    if not unicodedata.is_normalized("NFC", text):
        _report_not_nfc(text, findings)
        text = unicodedata.normalize("NFC", text)
    return text


def code(character: str) -> str:
    """Return a character's code as Unicode writes it: U+202E."""
    return f"U+{ord(character):04X}"


def cuts(text: str) -> dict[int, int]:
    """Return where a comment sign follows blanks and touches a letter or digit: end of what is before -> its own index.

    Whether a value ends there is the parser's to say.
    """
    found: dict[int, int] = {}
    for sign in re.finditer(r"(?<=[ \t])#(?=[^\W_])", text):
        end = sign.start()
        while end and text[end - 1] in " \t":
            end -= 1
        found[end] = sign.start()
    return found


def _report_not_nfc(text: str, findings: Findings) -> None:
    """Report the first character that is not in NFC, with the number of lines that have such."""
    lines = [
        (number, line)
        for number, line in enumerate(LINE_BREAK.split(text), 1)
        if not unicodedata.is_normalized("NFC", line)
    ]
    number, line = lines[0] if lines else (1, "")
    findings.add("not-nfc", number, _first_not_nfc(line), "one" if len(lines) == 1 else "", lines=str(len(lines)))


def _first_not_nfc(line: str) -> int:
    """Return the column, from 1, of a line's first letter that is not in NFC."""
    low, high = 0, len(line)
    while low < high:
        middle = (low + high) // 2
        if unicodedata.is_normalized("NFC", line[: middle + 1]):
            low = middle + 1
        else:
            high = middle
    while low and low < len(line) and unicodedata.combining(line[low]):
        low -= 1
    return low + 1
