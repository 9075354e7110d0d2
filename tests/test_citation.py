"""Citations pasted from official texts: what they say of a document, and what of them says nothing of one."""

import unicodedata

import pytest

from plancli.citation import KINDS, SIGNS, Citation, parse_citation

PARTY = Citation("86-KL/TW", "2014-01-24", "Kết luận", "Bộ Chính trị", "Thu hút, tạo nguồn cán bộ")
STATE = Citation("30/2020/NĐ-CP", "2020-03-05", "Nghị định", "Chính phủ", "Công tác văn thư")
TABLE: list[tuple[str, Citation]] = [
    # the Party's way, with its comma, and the State's, without
    ("Kết luận số 86-KL/TW, ngày 24/01/2014 của Bộ Chính trị về thu hút, tạo nguồn cán bộ", PARTY),
    ("Kết luận số: 86-KL/TW ngày 24-01-2014 của Bộ Chính trị về việc thu hút, tạo nguồn cán bộ.", PARTY),
    ("kết luận 86 - KL / TW, ngày 24.1.2014, của Bộ Chính trị, về thu hút, tạo nguồn cán bộ;", PARTY),
    ("Kết  luận số86-KL/TW,\nngày 24 tháng 01 năm 2014\tcủa Bộ Chính trị về thu hút, tạo nguồn cán bộ", PARTY),
    ("KL 86-KL/TW (24/01/2014) của Bộ Chính trị về “thu hút, tạo nguồn cán bộ”", PARTY),
    ("**Kết luận số 86-KL/TW** ngày 24/01/2014", PARTY._replace(issuer=None, title=None)),
    ("Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư", STATE),
    ("Nghị định của Chính phủ số 30/2020/NĐ-CP ngày 5/3/2020 về công tác văn thư", STATE),
    ("NĐ 30/2020/NĐ-CP ngày 5/3/2020 của Chính phủ V/v công tác văn thư", STATE),
    # numbers alone, however blanks stand in them
    ("28-NQ/TW", Citation("28-NQ/TW")),
    (" 57/2002/NĐ - CP ", Citation("57/2002/NĐ-CP")),
    ("08-QÐi/TW", Citation("08-QĐi/TW")),
    ("Số: 1234/QĐ-TTg", Citation("1234/QĐ-TTg")),
    ("31-QD", Citation("31-QD")),
    ("A/RES/70/1", Citation("A/RES/70/1")),
    ("EO 14028", Citation("EO 14028")),
    # numbers of all kinds
    ("Công văn số 8011-CV/BTCTW", Citation("8011-CV/BTCTW", type="Công văn")),
    ("Chương trình hành động số 17-CTr/TU", Citation("17-CTr/TU", type="Chương trình hành động")),
    ("Chương trình số 28/CTr-UBND", Citation("28/CTr-UBND", type="Chương trình")),
    ("Nghị quyết số 725/2009/UBTVQH12", Citation("725/2009/UBTVQH12", type="Nghị quyết")),
    ("Nghị quyết số 30c/NQ-CP", Citation("30c/NQ-CP", type="Nghị quyết")),
    ("Thông tư liên tịch số 28/2003/TTLT/BTC-BGD&ĐT", Citation("28/2003/TTLT/BTC-BGD&ĐT", type="Thông tư liên tịch")),
    ("Quyết định 1480/2003/QĐ.UB", Citation("1480/2003/QĐ.UB", type="Quyết định")),
    ("Quyết định số 50/CP", Citation("50/CP", type="Quyết định")),
    ("Quyết định số 244-HĐBT", Citation("244-HĐBT", type="Quyết định")),
    ("Nghị quyết số 11 của Tỉnh uỷ", Citation("11", type="Nghị quyết", issuer="Tỉnh uỷ")),
    ("Văn bản hợp nhất số 01/VBHN-VPQH", Citation("01/VBHN-VPQH", type="Văn bản hợp nhất")),
    # the kind comes from the word: the Party's QĐ is a decision's sign, and a rule's
    ("Quy định số 132-QĐ/TW", Citation("132-QĐ/TW", type="Quy định")),
    ("Quyết định số 158-QĐ/TW", Citation("158-QĐ/TW", type="Quyết định")),
    ("QĐ 132-QĐ/TW", Citation("132-QĐ/TW")),
    ("QĐ 334/QĐ-TTg", Citation("334/QĐ-TTg", type="Quyết định")),
    ("QyĐ số 04-QyĐ/ĐU", Citation("04-QyĐ/ĐU", type="Quy định")),
    # laws have names
    (
        "Luật Ban hành văn bản quy phạm pháp luật số 63/2025/QH15 ngày 19/02/2025 của Quốc hội",
        Citation("63/2025/QH15", "2025-02-19", "Luật", "Quốc hội", "Luật Ban hành văn bản quy phạm pháp luật"),
    ),
    (
        "Luật Phòng, chống tham nhũng số 36/2018/QH14",
        Citation("36/2018/QH14", type="Luật", title="Luật Phòng, chống tham nhũng"),
    ),
    ("Bộ luật Dân sự số 91/2015/QH13", Citation("91/2015/QH13", type="Bộ luật", title="Bộ luật Dân sự")),
    (
        "Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015",
        Citation(None, "2015-06-19", "Luật", None, "Luật Tổ chức Chính phủ"),
    ),
    # who issued it ends where the subject, or something else, begins
    (
        "Quy định số 1-QĐ/TW của Ban Tổ chức Trung ương về x",
        Citation("1-QĐ/TW", None, "Quy định", "Ban Tổ chức Trung ương", "X"),
    ),
    (
        "Thông tư số 1/2020/TT-BVHTTDL của Bộ Văn hóa, Thể thao và Du lịch quy định về x",
        Citation("1/2020/TT-BVHTTDL", None, "Thông tư", "Bộ Văn hóa, Thể thao và Du lịch", "Quy định về x"),
    ),
    (
        "Quyết định số 218-QĐ/TW của Bộ Chính trị khoá XI ban hành Quy định về góp ý",
        Citation("218-QĐ/TW", None, "Quyết định", "Bộ Chính trị khoá XI", "Ban hành Quy định về góp ý"),
    ),
    (
        'Nghị quyết số 1-NQ/TW của Bộ Chính trị về "Dân vận khéo" trong giai đoạn mới',
        Citation("1-NQ/TW", None, "Nghị quyết", "Bộ Chính trị", '"Dân vận khéo" trong giai đoạn mới'),
    ),
    # what is none of this
    (
        "Chủ trì tổng kết Kết luận số 86-KL/TW, ngày 24/01/2014 của Bộ Chính trị về x (*hoàn thành trong năm 2024*)",
        PARTY._replace(title="X", rest=("Chủ trì tổng kết", "hoàn thành trong năm 2024")),
    ),
    (
        "Quyết định số 200-QĐ/TW, ngày 02/10/2013, Quy định số 42-QĐ/TW, ngày 03/10/2016 của Ban Bí thư",
        Citation(
            "200-QĐ/TW", "2013-10-02", "Quyết định", rest=("Quy định số 42-QĐ/TW, ngày 03/10/2016 của Ban Bí thư",)
        ),
    ),
    (
        'Quy định số 1-QĐ/TW về "x" và Quy định số 2-QĐ/TW',
        Citation("1-QĐ/TW", None, "Quy định", None, "X", ("và Quy định số 2-QĐ/TW",)),
    ),
    ("Quy định số 1-QĐ/TW, ngày 31/02/2014", Citation("1-QĐ/TW", type="Quy định", rest=("ngày 31/02/2014",))),
    ("Nghị quyết Trung ương số 28-NQ/TW", Citation("28-NQ/TW", type="Nghị quyết", rest=("Trung ương",))),
]


@pytest.mark.parametrize(("text", "found"), TABLE, ids=[case[0][:60] for case in TABLE])
def test_what_a_citation_says(text: str, found: Citation) -> None:
    assert parse_citation(text) == found
    assert parse_citation(unicodedata.normalize("NFD", text)) == found
    assert parse_citation(text.replace(" ", "\N{NO-BREAK SPACE}")) == found


@pytest.mark.parametrize(
    "text", ["", " ", "-", "TW", "không có gì", "Bộ Chính trị", "việc này, 5 điều; và thế thôi nữa nhé"]
)
def test_what_is_no_citation(text: str) -> None:
    assert parse_citation(text) is None


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_known_by_its_word(kind: str) -> None:
    for word in (kind, kind.lower(), kind.upper()):
        found = parse_citation(f"{word} số 1-XX/TW, ngày 01/02/2003 của Ban Một về x")
        assert found == Citation("1-XX/TW", "2003-02-01", kind, "Ban Một", "X")


@pytest.mark.parametrize(("sign", "kind"), SIGNS.items())
def test_every_sign_stands_for_a_kind(sign: str, kind: str) -> None:
    assert kind in KINDS
    assert parse_citation(f"{sign} 5/{sign}-UBND") == Citation(f"5/{sign}-UBND", type=kind)


def test_long_words_are_read_in_no_time() -> None:
    for text in ("của Ban, A" * 5000, "Luật " * 5000, "1-A" * 5000 + "/", "Kết luận số 1-KL/TW của " + "A, B " * 5000):
        parse_citation(text)
