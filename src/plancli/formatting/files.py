"""A file's bytes to its bytes in the one layout, or why it is left as it is."""

import unicodedata
from codecs import BOM_UTF8
from typing import Final, NamedTuple

from plancli.formatting.lines import lines_of
from plancli.formatting.order import arrange
from plancli.formatting.places import ROOTS
from plancli.formatting.reading import read
from plancli.formatting.same import comments_of, decoded, same_meaning, same_nodes
from plancli.problem import Problem
from plancli.source import Entry
from plancli.syntax import Mapping, Parsed, Scalar, parse

HARMLESS: Final = ("not-nfc", "cut-by-comment")
"""The faults of text with which a file can still be laid out anew: the first is mended by it."""


class Formatted(NamedTuple):
    """What became of a file: its new bytes, or the problems for which it is left as it is.

    `fault` says that the new text would not have said the same, which is never the file's fault; it is left as it is.
    """

    data: bytes
    problems: tuple[Problem, ...] = ()
    fault: str = ""


def formatted(data: bytes, entry: Entry) -> Formatted:
    """Return a file's bytes laid out anew."""
    parsed = parse(data, entry.file)
    if problems := _problems(parsed, entry):
        return Formatted(data, tuple(problems))
    text = unicodedata.normalize("NFC", data.removeprefix(BOM_UTF8).decode())
    end = _line_end(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    place = ROOTS[entry.kind]
    file = read(text)
    arrange(file, place)
    new = "".join(f"{line}\n" for line in lines_of(file, place)).replace("\n", end).encode()
    if new == data:
        return Formatted(data)
    after = parse(new, entry.file)
    if _problems(after, entry) or not same_nodes(parsed.root, after.root, place):
        return Formatted(data, fault="text")
    if not same_meaning(decoded(parsed, entry), decoded(after, entry)):
        return Formatted(data, fault="meaning")
    again = read(new.decode().replace("\r\n", "\n"))
    arrange(again, place)
    if comments_of(file) != comments_of(again):
        return Formatted(data, fault="comments")
    return Formatted(new)


def _problems(parsed: Parsed, entry: Entry) -> list[Problem]:
    """Return the problems with which a file cannot be laid out: it is not read as it stands, or is no map."""
    found = [problem for problem in parsed.problems if problem.name not in HARMLESS]
    root = parsed.root
    if not found and not (root is None or type(root) is Mapping or (type(root) is Scalar and not root.value)):
        return decoded(parsed, entry).problems
    return found


def _line_end(text: str) -> str:
    """Return what ends most lines of a text."""
    windows = text.count("\r\n")
    return "\r\n" if windows > text.count("\n") - windows + text.count("\r") - windows else "\n"
