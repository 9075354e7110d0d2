"""Text as people type and see it: the search key, the order of names, and what is safe to show.

Nothing here changes what a file holds: these are keys to compare by and lines to draw. Vietnamese is handled by rule
(tones, the letter d with a stroke, two spellings of one syllable); other scripts get what Unicode says of them.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from plancli.columns import is_narrow

_NONCHARACTERS = "".join(f"{chr(plane + 0xFFFE)}-{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
_HIDDEN_BASIC = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029"  # controls but tab, line feed, carriage return; line separators
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # surrogates, noncharacters
)
_HIDDEN_BEYOND = "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff" + _NONCHARACTERS

# One class of all these ranges would be searched ten times slower: the first is cheap, behind it the second decides.
HIDDEN = re.compile(f"[{_HIDDEN_BASIC}\U00010000-\U0010ffff](?<=[{_HIDDEN_BEYOND}]|[^\U00010000-\U0010ffff])")
"""Characters that a plan file must not hold raw, and that nobody is ever shown raw.

C0 and C1 controls except tab, line feed and carriage return; DEL; line and paragraph separators; lone surrogates;
noncharacters; and what Unicode calls default-ignorable: bidi controls, zero-width characters, the byte order mark,
tags, blank "letters". The soft hyphen is one of them: no terminal draws it, so two ids that look alike would differ.
Variation selectors are left alone, they choose how an emoji or a Japanese name is drawn.
"""

# What is seldom needed is compiled when it is: `re` keeps it.
_BLANKS = " *[\t\n\r][\t\n\r ]*"
_CI_COMMAND = r"(##)(?=[A-Za-z]*\[)|(:)(?=:)"


def safe(text: str, *, ci: bool = False) -> str:
    r"""Text from a file, made safe for a person's eyes: hidden characters become visible escapes such as ``\x1b``.

    A line break or tab, with the blanks around it, becomes one blank, so the result is a single line. A backslash that
    stands in the text is left as it is. With `ci`, what a build server would obey is broken too: ``##[`` and
    ``##vso[`` anywhere, and ``::``. Rich markup is not this function's business: hand the result to Rich as a `Text`,
    never inside a markup string.
    """
    if is_narrow(text):
        return _broken(text) if ci else text  # nothing of what is hidden is narrow
    if not text.isprintable():
        text = re.sub(_BLANKS, " ", text)
    if HIDDEN.search(text):
        text = HIDDEN.sub(_escape, text)
    return _broken(text) if ci else text


def _broken(text: str) -> str:
    """Text in which a build server finds no command."""
    return re.sub(_CI_COMMAND, r"\1\2 ", text) if "##" in text or "::" in text else text


def is_plain(text: str, *, ci: bool = False) -> bool:
    """Whether text is surely safe as it is, and every character takes one column. So is then each part of it."""
    return is_narrow(text) and not (ci and _broken(text) != text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def comma_list(text: str) -> list[str]:
    """The names in a text that divides them by commas; none of them empty."""
    return [name.strip() for name in text.split(",") if name.strip()]


# --- the search key -------------------------------------------------------------------------------------------------

_ASCII_KEY = bytes(ord(chr(code).lower()) if chr(code).isalnum() else 0x20 for code in range(128)) + bytes(128)
_NOT_LATIN = re.compile("[^\x00-\x7f\u0300-\u036f]")
_D_WITH_STROKE = str.maketrans("đð", "dd")  # neither decomposes; eth stands for it in old web pages
_VARIATION_SELECTOR = "[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"


def fold(text: str) -> str:
    """The key under which text is found: no accents, no tones, no case, words of letters and digits between blanks.

    It makes NFC and NFD equal, both placements of a tone (uỷ, ủy), hằng and hàng, đ and d. Full-width and other
    compatibility forms are read as plain ones. Folding twice changes nothing.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
        if _NOT_LATIN.search(text):
            return " ".join(text.translate(_KEYS).split())
    return b" ".join(text.encode("ascii", "ignore").translate(_ASCII_KEY).split()).decode("ascii")


class _Keys(dict[int, str]):
    """What each character of decomposed text adds to the search key, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        key = "".join(_key_part(character) for character in _compatible(chr(code)))
        self[code] = key
        return key


_KEYS = _Keys()


def _compatible(character: str) -> str:
    """Decomposed, compatible and without case, until nothing changes (Unicode's NFKC_Casefold takes as many steps)."""
    text = character
    while (further := unicodedata.normalize("NFKD", text.casefold()).translate(_D_WITH_STROKE)) != text:
        text = further
    return text


def _key_part(character: str) -> str:
    kind = unicodedata.category(character)
    if HIDDEN.match(character) and kind not in ("Cc", "Zl", "Zp"):
        return ""  # what the eye does not see, the search does not either
    if unicodedata.combining(character) or re.match(_VARIATION_SELECTOR, character):
        return ""
    return character if character.isalnum() or kind[0] == "M" else " "  # vowel signs are part of a word


# --- the order of names ---------------------------------------------------------------------------------------------

# The order of CLDR's root for signs, of its `vi` for letters and tones.
_SIGNS = "_-–—,;:!¡?¿.…·'‘’‚‹›\"“”„«»()[]{}§¶@*/\\&#%‰†‡•`´˜^¨°©®+±÷×<=>|¦~¤¢$£¥€"
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_LETTER_MARKS = frozenset("\u0302\u0306\u031b")

_Weight = tuple[int, tuple[int, ...], bool]


def sort_key(text: str) -> tuple[object, ...]:
    """The key of Vietnamese alphabetical order, as CLDR `vi` has it: letters first, then tones, then case.

    Blanks come before signs, signs before digits, digits before letters. Keys of NFC and NFD text are equal; otherwise
    different texts have different keys.
    """
    text = unicodedata.normalize("NFC", text)
    weights = [_weight(character) for character in text]
    letters = tuple([letter for letter, _, _ in weights if letter])
    return letters, tuple([tones for _, tones, _ in weights]), tuple([upper for _, _, upper in weights]), text


@cache
def _weight(character: str) -> _Weight:
    """Letter, tones and case of one NFC character; a mark that stands alone has no letter (0)."""
    lower = character.lower()
    base, *marks = list(unicodedata.normalize("NFD", lower))
    if unicodedata.combining(base):
        return 0, _tone_order([base, *marks]), False
    letter = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark in _LETTER_MARKS))
    if letter in _LETTERS:
        marks = [mark for mark in marks if mark not in _LETTER_MARKS]
        return _letter_order(letter), _tone_order(marks), character != lower
    return _letter_order(base), _tone_order(marks), character != lower


def _tone_order(marks: Iterable[str]) -> tuple[int, ...]:
    return tuple(_TONES.find(mark) + 1 or ord(mark) for mark in marks)


def _letter_order(letter: str) -> int:
    if letter in _LETTERS or letter == "ð":
        return 0x600000 + _LETTERS.index("đ" if letter == "ð" else letter)
    if letter.isspace():
        return 1
    if letter in _SIGNS:
        return 2 + _SIGNS.index(letter)
    if letter.isdecimal():
        return 0x400000 + unicodedata.decimal(letter)
    return (0x800000 if letter.isalpha() else 0x200000) + ord(letter)


# --- did you mean ---------------------------------------------------------------------------------------------------

_ALIKE = 0.6  # as in difflib.get_close_matches


def nearest(word: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The known words that `word` may be a slip of, nearest first, compared by their search keys; often none."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(b=fold(word), autojunk=False)
    likeness: dict[str, float] = {}
    for candidate in known:
        key = fold(candidate)
        matcher.set_seq1(key)
        if key and matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE:
            likeness[candidate] = matcher.ratio()
    likely = [candidate for candidate, ratio in likeness.items() if ratio >= _ALIKE]
    return sorted(likely, key=lambda candidate: -likeness[candidate])[:limit]
