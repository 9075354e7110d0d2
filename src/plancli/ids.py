"""Ids are the document's own places, `IV.2.3a` or `PL2.I.4`: what one may be, and the order that readers expect."""

import re
import unicodedata
from functools import cache

from plancli.text import HIDDEN, sort_key

_PART_ENDS = str.maketrans("-_", "..")
_TOKENS = re.compile(r"\d{1,18}|\D+|\d")  # a run of digits no longer than a machine word: no number is too large
_ROMAN = re.compile(r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_AND_LETTER = re.compile(r"([IVXLCDM]+)([a-zđ])")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_SMALL_ROMAN = re.compile(r"(x{0,3}|xl)(ix|iv|v?i{0,3})")

_Token = tuple[int, int, tuple[object, ...]]
_Key = tuple[tuple[tuple[tuple[_Token, ...], ...], ...], str]


def valid_id(text: str) -> bool:
    """Whether text may be an id: letters and digits of any language in NFC, `.` `-` `_`, a letter or digit first."""
    if not text or not _letter_or_digit(text[0]):
        return False
    return unicodedata.is_normalized("NFC", text) and all(_letter_or_digit(c) or c in ".-_" for c in text)


def _letter_or_digit(character: str) -> bool:
    return (character.isalpha() or character.isdecimal()) and not HIDDEN.match(character)


def split_address(text: str) -> tuple[str, ...]:
    """The parts of an address: `V.7:2026-Q1:chi-bo-1` is a task, its occurrence, its member; a bare id is one part."""
    return tuple(text.split(":"))


def id_key(id: str) -> _Key:
    """The key of the natural order of ids and addresses, in which IV.10 comes after IV.9; no two ids share a key.

    Parts end at `.`, `-` or `_`. Digits compare as numbers and come before words. Upper-case Roman numerals are
    numbers, also with one small letter behind (IIa), but C, D, L and M alone are letters: lists reach them, headings
    do not reach L. Words compare as Vietnamese does (d, đ, e), and small Roman numerals below 50 in their own order,
    which agrees with the letters i, v and x. An address follows its task and comes before the task's next part.
    """
    return tuple([_place_key(place) for place in id.split(":")]), id


def _place_key(place: str) -> tuple[tuple[_Token, ...], ...]:
    return tuple([_part_key(part) for part in place.translate(_PART_ENDS).split(".")])


@cache
def _part_key(part: str) -> tuple[_Token, ...]:
    tokens: list[_Token] = []
    for token in _TOKENS.findall(part):
        if token[0].isdecimal():
            tokens.append(_number(int(token)))
        elif with_letter := _ROMAN_AND_LETTER.fullmatch(token):
            numeral, letter = with_letter.groups()
            tokens += [_word_or_roman(numeral), _word(letter)] if _ROMAN.fullmatch(numeral) else [_word(token)]
        else:
            tokens.append(_word_or_roman(token))
    return tuple(tokens)


def _word_or_roman(token: str) -> _Token:
    if token in ("C", "D", "L", "M") or not _ROMAN.fullmatch(token):
        return _word(token)
    digits = [_ROMAN_DIGITS[digit] for digit in token]
    return _number(sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True)))


def _number(value: int) -> _Token:
    return 0, value, ()


def _word(word: str) -> _Token:
    if _SMALL_ROMAN.fullmatch(word):
        word = word.replace("ix", "viiii").replace("xl", "xxxx")  # so that ix follows viii, and xl follows xxxix
    return 1, 0, sort_key(word)
