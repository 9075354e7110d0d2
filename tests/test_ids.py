"""What an id may be, the parts of an address, and the natural order of ids."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancli.ids import id_key, split_address, valid_id

steady = settings(deadline=None)
ANY_ID = st.text("IVXLCDMivxlcdmaA019٣đĐ.-_:Ⅳ", max_size=8) | st.text(st.characters(), max_size=8)

ONE_TO_NINE = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
ROMAN = [tens + ones for tens in ("", "X", "XX", "XXX", "XL") for ones in ("", *ONE_TO_NINE)][1:]

IN_ORDER = [
    ROMAN,
    [numeral.lower() for numeral in ROMAN],
    [f"II.{numeral}" for numeral in ROMAN],
    [f"3.b.{numeral.lower()}" for numeral in ROMAN],
    ["XLIX", "LI", "LX", "XC", "CI", "CD", "DC", "MM"],
    ["A", "B", "C", "D", "Đ", "E", "K", "L", "M", "N"],
    ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"],
    ["II.1.c", "II.1.d", "II.1.đ", "II.1.e"],
    ["IV.1", "IV.2", "IV.9", "IV.10", "IV.11.1", "V.1"],
    ["IV.2", "IV.2.2", "IV.2.3", "IV.2.3.1", "IV.2.3a", "IV.2.3b", "IV.2.4", "IV.3"],
    ["I.1", "IV", "V", "IX.2", "PL1", "PL2.I.4", "PL2.I.10", "PL10"],
    ["III", "IIIa", "IIIb", "IIIđ", "IV"],
    ["3.a", "3.b", "3.b.i", "3.b.ii", "3.c"],
    ["V.7", "V.7:2026-Q1", "V.7:2026-Q1:chi-bo-1", "V.7:2026-Q1:chi-bo-2", "V.7:2026-Q1:chi-bo-10", "V.7:2026-Q2"],
    ["V.7", "V.7:2026-Q1", "V.7.1", "V.8"],
    ["1", "2", "10", "a", "ab"],
    ["ban-bi-thu", "ban-to-chuc", "bo-chinh-tri", "đảng-đoàn", "tinh-uy"],
    ["T1", "T1-2", "T1_3", "T2", "T10"],
    ["a_b", "a-c", "a_d"],
    ["", "a", "a..b", "a.b"],
    ["9" * 17, "9" * 18, "9" * 18 + "0"],
]


@pytest.mark.parametrize("ids", IN_ORDER)
def test_id_key_orders(ids: list[str]) -> None:
    for one, next_one in pairwise(ids):
        assert id_key(one) < id_key(next_one), (one, next_one)


@pytest.mark.parametrize(("one", "other"), [("1", "01"), ("1", "I"), ("a-b", "a.b"), ("é", "e\u0301"), ("ix", "viiii")])
def test_different_ids_of_one_place_are_still_ordered(one: str, other: str) -> None:
    assert id_key(one) != id_key(other)


def test_ids_of_thousands_of_digits_are_compared_too() -> None:
    assert id_key("9" * 10_000) != id_key("9" * 9_999)


@steady
@given(ANY_ID, ANY_ID, ANY_ID)
def test_id_key_is_a_total_order_without_ties(one: str, other: str, third: str) -> None:
    assert (id_key(one) == id_key(other)) == (one == other)
    assert (id_key(one) < id_key(other)) + (id_key(other) < id_key(one)) == (one != other)
    low, middle, high = sorted((one, other, third), key=id_key)
    assert id_key(low) <= id_key(middle) <= id_key(high)


@steady
@given(st.integers(0, 10**20), st.integers(0, 10**20))
def test_numbers_compare_as_numbers(one: int, other: int) -> None:
    small, large = sorted((one % 10**18, other % 10**18))
    assert id_key(f"IV.{small}") <= id_key(f"IV.{large}")


VALID = [
    "IV.2.3a",
    "PL2.I.4",
    "3.b.ii",
    "II.1.đ",
    "chi-bo-1",
    "2026-Q1",
    "a",
    "1",
    "a_b",
    "ủy-ban",
    "委员会",
    "٣",
    "a.",
]
INVALID = [
    "",
    ".a",
    "-a",
    "_a",
    "a b",
    "a:b",
    "a/b",
    "a\n",
    "a,b",
    "II.1.d\u0323",
    "e\u0301",
    "đ\u200b",
    "\u3164",
    "½",
    "Ⅳ",
    "a²",
    "\u212b",
    "##[x]",
    "\ud800",
]


@pytest.mark.parametrize("text", VALID)
def test_valid_id(text: str) -> None:
    assert valid_id(text)


@pytest.mark.parametrize("text", INVALID)
def test_invalid_id(text: str) -> None:
    assert not valid_id(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("V.7", ("V.7",)),
        ("IV.3.1:khao-sat", ("IV.3.1", "khao-sat")),
        ("V.7:2026-Q1:chi-bo-1", ("V.7", "2026-Q1", "chi-bo-1")),
        ("V.7:", ("V.7", "")),
        ("", ("",)),
    ],
)
def test_split_address(text: str, parts: tuple[str, ...]) -> None:
    assert split_address(text) == parts
