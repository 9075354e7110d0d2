"""Search keys, the order of names, columns and what is safe to show."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancli import columns as columns_module
from plancli.columns import clip, is_narrow, width, wrap, wrap_narrow
from plancli.text import HIDDEN, fold, is_plain, nearest, safe, sort_key

ANY_TEXT = st.text(st.characters(), max_size=60)
WORDS = st.lists(st.text("abê委\u0301\ufe0f👍🏽", max_size=9), max_size=9).map(" ".join)
VIETNAMESE = st.text("aăâàáảãạấẫđĐeêiíoôơừứuưyỷ ", max_size=60)
steady = settings(deadline=None)

FOLDED = [
    ("", ""),
    (" \t?! ", ""),
    ("Ủy ban Kiểm tra", "uy ban kiem tra"),
    ("Uỷ ban Kiểm tra", "uy ban kiem tra"),
    (unicodedata.normalize("NFD", "Ủy ban Kiểm tra"), "uy ban kiem tra"),
    (unicodedata.normalize("NFD", "UỶ BAN KIỂM TRA"), "uy ban kiem tra"),
    ("hằng năm", "hang nam"),
    ("hàng  năm", "hang nam"),
    ("Đảng uỷ, đảng đoàn", "dang uy dang doan"),
    ("Ðảng", "dang"),  # eth, from old web pages
    ("132-QĐ/TW", "132 qd tw"),
    ("BTCTW_2024", "btctw 2024"),
    ("[dự thảo] Nghị định – “kết luận”…", "du thao nghi dinh ket luan"),
    ("Straße ÉTÉ", "strasse ete"),
    ("ﬁ Ⅳ ２０２４ x²", "fi iv 2024 x2"),
    ("Комитет №5", "комитет no5"),
    ("हिन्दी", "हिनदी"),
    ("委员会", "委员会"),
    ("uỷ\u200bban\xad nhân", "uyban nhan"),
    ("a\x07b\u2028c", "a b c"),
    ("❤\ufe0f", ""),
    ("\u3164x\u200d", "x"),
    ("\ud800", ""),
]


@pytest.mark.parametrize(("text", "key"), FOLDED)
def test_fold(text: str, key: str) -> None:
    assert fold(text) == key


def test_fold_of_every_character_is_stable_and_the_same_in_nfc_and_nfd() -> None:
    for character in map(chr, range(0x30000)):
        key = fold(character)
        assert fold(key) == key, hex(ord(character))
        assert fold(unicodedata.normalize("NFC", character)) == key, hex(ord(character))
        assert fold(unicodedata.normalize("NFD", character)) == key, hex(ord(character))


@steady
@given(ANY_TEXT | VIETNAMESE)
def test_fold_is_idempotent_and_blind_to_normal_form(text: str) -> None:
    key = fold(text)
    assert fold(key) == key == key.strip()
    assert "  " not in key
    assert fold(unicodedata.normalize("NFC", text)) == key
    assert fold(unicodedata.normalize("NFD", text)) == key


@steady
@given(VIETNAMESE)
def test_fold_of_vietnamese_is_ascii_and_finds_each_word_in_the_whole(text: str) -> None:
    assert fold(text).isascii()
    assert fold(text).split() == [fold(word) for word in text.split()]


# Each list is in order, as Perl's Unicode::Collate has it for `vi`; only the last is our own.
IN_ORDER = [
    ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "f", "g", "h", "i", "o", "ô", "ơ", "u", "ư", "v", "x", "y"],
    ["ma", "mà", "mả", "mã", "má", "mạ", "mă", "mằ", "mâ", "mầ"],
    ["a", "A", "à", "À", "ab"],
    ["Ban Bí thư", "Ban Dân vận", "Ban Kinh tế", "Ban Tổ chức", "Ban Tuyên giáo", "Bộ Chính trị"],
    ["Đà Nẵng", "Đảng uỷ", "Em"],
    ["dung", "dùng", "dũng", "Dũng", "dụng", "dưng", "đa"],
    ["tỉnh", "tỉnh uỷ", "tỉnh-", "tỉnh, thành", "tỉnhx"],
    ["", " ", "_", "-", ",", "(", "1", "2", "9", "a", "z", "я"],
    ["e", "é", "ê"],
    ["z", "я", "委"],
    ["“b”", "1", "b"],
    ["dung", "Ðảng", "em"],  # eth stands for đ
]


@pytest.mark.parametrize("words", IN_ORDER)
def test_sort_key_orders(words: list[str]) -> None:
    for one, next_one in pairwise(words):
        assert sort_key(one) < sort_key(next_one)


@steady
@given(ANY_TEXT, ANY_TEXT)
def test_sort_key_is_total_and_blind_to_normal_form(one: str, other: str) -> None:
    assert (sort_key(one) < sort_key(other)) != (sort_key(one) >= sort_key(other))
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    assert (sort_key(one) == sort_key(other)) == same
    assert sort_key(unicodedata.normalize("NFD", one)) == sort_key(one)


WIDTHS = [
    ("", 0),
    ("Uỷ ban Kiểm tra", 15),
    (unicodedata.normalize("NFD", "Uỷ ban Kiểm tra"), 15),
    ("“Kế hoạch” – …", 14),
    ("a\xa0b", 3),
    ("委员会", 6),
    ("ＡＢ", 4),
    ("한글", 4),
    (unicodedata.normalize("NFD", "한글"), 4),
    ("😀", 2),
    ("👍🏽", 2),
    ("🇻🇳", 2),
    ("❤", 1),
    ("❤\ufe0f", 2),
    ("हिन्दी", 5),
    ("\u0301", 0),
    ("\ufe0f", 0),
    (" \ufe0f", 1),
    ("Привет", 6),
]


@pytest.mark.parametrize(("text", "columns"), WIDTHS)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


WRAPPED = [
    ("", 10, [""]),
    ("kết luận", 10, ["kết luận"]),
    ("kết luận", 8, ["kết luận"]),
    ("kết luận", 7, ["kết", "luận"]),
    ("một hai ba bốn", 7, ["một hai", "ba bốn"]),
    ("một  hai", 6, ["một", "hai"]),
    ("một  hai", 8, ["một  hai"]),
    ("  một hai", 5, ["  một", "hai"]),
    ("một hai  ", 4, ["một", "hai"]),
    ("      ", 3, [""]),
    ("a 123456789 b", 4, ["a", "1234", "5678", "9 b"]),
    ("12345 678", 4, ["1234", "5", "678"]),
    ("abc", 1, ["a", "b", "c"]),
    ("abc", 0, ["a", "b", "c"]),
    ("", -1, [""]),
    ("委员会", 5, ["委员", "会"]),
    ("委员", 1, ["委", "员"]),
    ("e\u0301e\u0301", 1, ["e\u0301", "e\u0301"]),
    ("a\xa0b c", 3, ["a\xa0b", "c"]),
]


@pytest.mark.parametrize(("text", "columns", "lines"), WRAPPED)
def test_wrap(text: str, columns: int, lines: list[str]) -> None:
    assert wrap(text, columns) == lines


@steady
@given(ANY_TEXT | WORDS, st.integers(-1, 12))
def test_wrap_fits_and_joins_back(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    rest = text
    for line in lines:
        rest = rest if rest.startswith(line) else rest.lstrip(" ")  # only the blanks at a break are lost
        assert rest.startswith(line)
        rest = rest.removeprefix(line)
        assert width(line) <= columns or (columns < 2 and width(line) <= 2)
    assert rest.strip(" ") == ""
    assert not any(line.startswith(" ") for line in lines[1:])


NARROW = st.text("aêđỹ…–(. " + "  ", max_size=60)


@steady
@given(NARROW, st.integers(-1, 20))
def test_narrow_text_is_broken_as_any_text_is(text: str, columns: int) -> None:
    assert is_narrow(text)
    assert wrap(text, columns) == wrap_narrow(text, columns) == columns_module._wrap_any(text, max(columns, 1))


def test_narrow_characters_are_seen_safe_and_take_one_column() -> None:
    for character in filter(is_narrow, map(chr, range(0x110000))):
        assert character.isprintable(), hex(ord(character))
        assert not HIDDEN.search(character), hex(ord(character))
        assert columns_module._columns(character) == 1, hex(ord(character))
        assert character == " " or not character.isspace(), hex(ord(character))


CLIPPED = [
    ("", 5, ""),
    ("kết luận", 8, "kết luận"),
    ("kết luận", 7, "kết lu…"),
    ("kết luận", 5, "kết…"),
    ("kết luận", 1, "…"),
    ("kết luận", 0, ""),
    ("kết luận", -3, ""),
    ("委员会", 6, "委员会"),
    ("委员会", 5, "委员…"),
    ("委员会", 4, "委…"),
    ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
]


@pytest.mark.parametrize(("text", "columns", "clipped"), CLIPPED)
def test_clip(text: str, columns: int, clipped: str) -> None:
    assert clip(text, columns) == clipped


@steady
@given(ANY_TEXT | st.text("ab 委\u0301", max_size=20), st.integers(0, 20))
def test_clip_fits(text: str, columns: int) -> None:
    clipped = clip(text, columns)
    assert width(clipped) <= columns
    assert clipped == text or columns == 0 or clipped.endswith("…")


SAFE = [
    ("", ""),
    ("[dự thảo] Nghị định", "[dự thảo] Nghị định"),
    ("[/nope] :smile:", "[/nope] :smile:"),
    ("hai\ndòng", "hai dòng"),
    ("hai \r\n\n dòng\tnữa", "hai dòng nữa"),
    ("a  b\xa0c", "a  b\xa0c"),
    ("\x1b[31mđỏ\x1b[0m", r"\x1b[31mđỏ\x1b[0m"),
    ("\x1b]8;;http://x\x07", r"\x1b]8;;http://x\x07"),
    ("\x00\x0b\x0c\x7f", r"\x00\x0b\x0c\x7f"),
    ("\x85\x9b31m", r"\x85\x9b31m"),
    ("abc\u202edef\u2066", r"abc\u202edef\u2066"),
    ("\u061c\u200e\u200f", r"\u061c\u200e\u200f"),
    ("a\u200bb\u200d\u2060\ufeff", r"a\u200bb\u200d\u2060\ufeff"),
    ("mềm\xad", r"mềm\xad"),
    ("\u2028\u2029", r"\u2028\u2029"),
    ("\ud800x\udcff", r"\ud800x\udcff"),
    ("\ufffe\U0001ffff", r"\ufffe\U0001ffff"),
    ("\U000e0041", r"\U000e0041"),
    ("\u3164\u115f", r"\u3164\u115f"),
    (r"C:\x1b", r"C:\x1b"),
    ("❤\ufe0f 👍🏽", "❤\ufe0f 👍🏽"),
    ("e\u0301", "e\u0301"),
    ("##[error]x ::set-output::", "##[error]x ::set-output::"),
]


@pytest.mark.parametrize(("text", "shown"), SAFE)
def test_safe(text: str, shown: str) -> None:
    assert safe(text) == shown


SAFE_IN_CI = [
    ("Nghị định: sửa đổi #5", "Nghị định: sửa đổi #5"),
    ("##[add-mask]a", "## [add-mask]a"),
    ("x ###[error]", "x ### [error]"),
    ("##vso[task.setvariable]", "## vso[task.setvariable]"),
    ("::stop-commands::t", ": :stop-commands: :t"),
    (":::", ": : :"),
    ("\n::error::x", " : :error: :x"),
    ("#\n#[a]:\n:", "# #[a]: :"),
    ("\x1b##[group]", r"\x1b## [group]"),
]


@pytest.mark.parametrize(("text", "shown"), SAFE_IN_CI)
def test_safe_in_ci(text: str, shown: str) -> None:
    assert safe(text, ci=True) == shown


@steady
@given(ANY_TEXT | st.text("#[: \n\tv\x1b\u202e", max_size=20))
def test_safe_text_hides_nothing_and_commands_nobody(text: str) -> None:
    assert not HIDDEN.search(safe(text))
    assert not any(character in safe(text) for character in "\t\n\r")
    assert safe(safe(text)) == safe(text)
    for_ci = safe(text, ci=True)
    assert "##[" not in for_ci
    assert "::" not in for_ci


@steady
@given(st.lists(ANY_TEXT | NARROW | st.text("#[: a", max_size=9), max_size=5), st.booleans())
def test_of_plain_text_every_part_is_safe_as_it_is_and_as_wide_as_it_is_long(texts: list[str], ci: bool) -> None:
    if is_plain("".join(texts), ci=ci):
        assert [safe(text, ci=ci) for text in texts] == texts
        assert list(map(width, texts)) == list(map(len, texts))


VISIBLE_FORMATS = frozenset(
    map(chr, [*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0x13430, 0x13456)])
)
FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")


def test_hidden_characters_are_those_that_unicode_calls_controls_or_invisible() -> None:
    for character in map(chr, range(0x110000)):
        kind = unicodedata.category(character)
        noncharacter = ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef"
        if kind == "Cn" and not noncharacter:
            continue  # some of those not assigned are reserved for what will draw nothing
        invisible = kind in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in VISIBLE_FORMATS | set("\t\n\r")
        hidden = noncharacter or invisible or character in FILLERS
        assert (HIDDEN.fullmatch(character) is not None) is hidden, hex(ord(character))


@pytest.mark.parametrize(
    ("word", "known", "found"),
    [
        ("compelted", ["started", "completed", "withdrawn"], ["completed"]),
        ("due_word", ["title", "due", "due_words"], ["due_words"]),
        ("uy ban kiem tra tw", ["Uỷ ban Kiểm tra TW", "Bộ Chính trị"], ["Uỷ ban Kiểm tra TW"]),
        ("IV.2.3", ["IV.2.3a", "IV.2.3b", "V.1", "IV.2.2", "IV.2.1"], ["IV.2.3a", "IV.2.3b", "IV.2.2"]),
        ("zzz", ["started", "completed"], []),
        ("", ["", "a"], []),
        ("??", ["!!", "a"], []),
        ("tittle", [], []),
        ("title", ["titles", "title"], ["title", "titles"]),
        ("title", iter(["title", "title", "titles"]), ["title", "titles"]),
    ],
)
def test_nearest(word: str, known: list[str], found: list[str]) -> None:
    assert nearest(word, known) == found


def test_nearest_gives_no_more_than_asked_for() -> None:
    assert nearest("ab1", ["ab2", "ab3", "ab4"], limit=1) == ["ab2"]
