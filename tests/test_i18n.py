"""Choosing and speaking a language, and catalogues that are complete and in step with the code."""

import datetime
import runpy
import struct
import subprocess
import sys
from collections.abc import Mapping
from gettext import GNUTranslations
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from plancli import i18n

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "plancli"
catalogue: Any = SimpleNamespace(**runpy.run_path(str(ROOT / ".ci" / "catalogue")))

# --- the catalogues ---------------------------------------------------------------------------------------------------


def test_every_word_is_translated() -> None:
    """To mend it: `.ci/catalogue update`, translate in the .po what is empty, `.ci/catalogue compile`."""
    assert catalogue.problems(PACKAGE) == []


def test_every_language_but_the_source_has_a_catalogue() -> None:
    assert ("en", *catalogue.TRANSLATED) == i18n.LANGUAGES


GOOD_CODE = """
from plancli.i18n import N_, _, ngettext
from plancli import i18n
WORDS = {"late": N_("overdue")}
def say(n: int, word: str, thing: Shape) -> str:
    return _("see {id}, or --all\\n").format(id=n) + _(WORDS["late"]) + _(word) + _(thing.name)
def count(n: int) -> str:
    return ngettext("one task", "{n} tasks", n) + i18n._("two " "halves")
"""
GOOD_PO = """
msgid "overdue"
msgstr "quá hạn"

msgid "see {id}, or --all\\n"
msgstr "--all, hoặc xem {id}\\n"

msgid "one task"
msgid_plural "{n} tasks"
msgstr[0] "{n} nhiệm vụ"

msgid "two halves"
msgstr "hai nửa"
"""


def package(folder: Path, *, code: str = GOOD_CODE, po: str = GOOD_PO) -> Path:
    """A package of one module with a compiled catalogue."""
    made = folder / "src" / "shop"
    path: Path = catalogue.po_path(made, "vi")
    path.parent.mkdir(parents=True)
    (made / "words.py").write_text(code, "utf-8")
    path.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n' + po, "utf-8")
    path.with_suffix(".mo").write_bytes(catalogue.compiled(made, "vi"))
    return made


def test_a_complete_catalogue_has_no_problems(tmp_path: Path) -> None:
    assert catalogue.problems(package(tmp_path)) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('msgid "overdue"\nmsgstr "quá hạn"', "", "vi: missing: 'overdue'"),
        ('msgstr "quá hạn"', 'msgstr ""', "vi: not translated: 'overdue'"),
        ('msgid "overdue"', '#, fuzzy\nmsgid "overdue"', "vi: fuzzy: 'overdue'"),
        ('msgid "overdue"', 'msgid "gone"\nmsgstr "mất"\n\nmsgid "overdue"', "vi: no longer in the code: 'gone'"),
        (
            "xem {id}",
            "xem {ma}",
            "vi: placeholders or options differ in '--all, hoặc xem {ma}\\n': 'see {id}, or --all\\n'",
        ),
        (
            "--all, ho",
            "--het, ho",
            "vi: placeholders or options differ in '--het, hoặc xem {id}\\n': 'see {id}, or --all\\n'",
        ),
        (
            'xem {id}\\n"',
            'xem {id}"',
            "vi: blanks at its ends differ in '--all, hoặc xem {id}': 'see {id}, or --all\\n'",
        ),
        ('"{n} nhiệm vụ"', '"nhiệm vụ"', "vi: placeholders or options differ in 'nhiệm vụ': 'one task'"),
        ('"{n} nhiệm vụ"', '""', "vi: not translated: 'one task'"),
        (
            'msgid_plural "{n} tasks"',
            'msgid_plural "all {n} tasks"',
            "vi: the plural is 'all {n} tasks', in the code '{n} tasks': 'one task'",
        ),
        ("quá hạn", "qua\u0301 hạn", "vi: not in NFC: 'qua\u0301 hạn': 'overdue'"),
    ],
)
def test_a_faulty_catalogue_is_told(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert GOOD_PO.count(old) == 1
    assert catalogue.problems(package(tmp_path, po=GOOD_PO.replace(old, new))) == [problem]


@pytest.mark.parametrize(
    "call",
    [
        '_(f"see {n}")',
        '_("see %s" % n)',
        '_("see {id}".format(id=n))',
        '_("a" if n else "b")',
        '_("")',
        "_()",
        "N_(word)",
        'ngettext("one", word, n)',
        'i18n._(f"{n}")',
    ],
)
def test_a_message_that_is_no_literal_is_told(tmp_path: Path, call: str) -> None:
    code = GOOD_CODE + f"def more(n: int, word: str) -> str:\n    return {call}\n"
    line = code.count("\n")
    assert catalogue.problems(package(tmp_path, code=code)) == [
        f"src/shop/words.py:{line}: a message must be one literal string, its values named in braces"
    ]


def test_one_message_with_two_plurals_is_told(tmp_path: Path) -> None:
    made = package(tmp_path, code=GOOD_CODE + 'ngettext("one task", "{n} jobs", 2)\n')
    assert any("has two plurals" in fault for fault in catalogue.problems(made))


@pytest.mark.parametrize("mo", [None, "another"])
def test_a_compiled_catalogue_out_of_step_is_told(tmp_path: Path, mo: str | None) -> None:
    made = package(tmp_path)
    path = catalogue.po_path(made, "vi")
    if mo is None:
        path.with_suffix(".mo").unlink()
    else:
        path.write_text(path.read_text("utf-8").replace("hai nửa", "hai phần"), "utf-8")
    assert catalogue.problems(made) == ["vi: the .mo is not the one that the .po gives"]


def test_update_keeps_translations_and_comments_adds_what_is_new_and_drops_what_is_gone(tmp_path: Path) -> None:
    code = GOOD_CODE.replace('"two " "halves"', '"three parts"')
    made = package(tmp_path, code=code, po=GOOD_PO.replace('msgid "overdue"', '# said of a task\nmsgid "overdue"'))
    text = catalogue.updated(made, "vi").decode("utf-8")
    assert '# said of a task\n#: src/shop/words.py\nmsgid "overdue"\nmsgstr "quá hạn"\n' in text
    assert 'msgid "three parts"\nmsgstr ""\n' in text
    assert 'msgid_plural "{n} tasks"\nmsgstr[0] "{n} nhiệm vụ"\n' in text
    assert "halves" not in text
    catalogue.po_path(made, "vi").write_text(text, "utf-8")
    assert catalogue.updated(made, "vi").decode("utf-8") == text
    assert catalogue.problems(made) == [
        "vi: not translated: 'three parts'",
        "vi: the .mo is not the one that the .po gives",
    ]


def test_what_is_written_holds_no_date_and_no_version(tmp_path: Path) -> None:
    made = package(tmp_path)
    for written in (catalogue.updated(made, "vi"), catalogue.compiled(made, "vi")):
        assert b"Date" not in written
        assert b"Babel" not in written
        assert b"charset=utf-8" in written


def test_what_is_not_translated_is_left_out_of_the_mo(tmp_path: Path) -> None:
    made = package(tmp_path, po=GOOD_PO.replace("{n} nhiệm vụ", "").replace("quá hạn", ""))
    written = catalogue.compiled(made, "vi")
    assert b"two halves" in written
    assert b"one task" not in written
    assert b"overdue" not in written


# --- speaking ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with a Vietnamese catalogue, in the place of the program's own."""
    made = package(tmp_path)
    monkeypatch.setattr(i18n, "__file__", str(made / "i18n.py"))
    monkeypatch.setattr(i18n, "_catalogue", i18n._catalogue.__wrapped__)
    return made


@pytest.mark.usefixtures("shop")
def test_words_follow_the_language() -> None:
    assert i18n.language() == "en"
    assert (i18n._("overdue"), i18n.N_("overdue")) == ("overdue", "overdue")
    assert [i18n.ngettext("one task", "{n} tasks", n) for n in (0, 1, 2)] == ["{n} tasks", "one task", "{n} tasks"]
    i18n.set_language("vi")
    assert i18n.language() == "vi"
    assert (i18n._("overdue"), i18n.N_("overdue")) == ("quá hạn", "overdue")
    assert [i18n.ngettext("one task", "{n} tasks", n) for n in (0, 1, 2)] == ["{n} nhiệm vụ"] * 3
    assert (i18n._("never heard of"), i18n._("")) == ("never heard of", "")
    i18n.set_language("en")
    assert i18n._("overdue") == "overdue"


def test_the_catalogue_says_what_gettext_reads_in_it() -> None:
    with (PACKAGE / "locale" / "vi" / "LC_MESSAGES" / "plancli.mo").open("rb") as file:
        read = GNUTranslations(file)
    assert (read.info()["plural-forms"], read.charset()) == ("nplurals=1; plural=0;", "utf-8")
    i18n.set_language("vi")
    for message in read._catalog:  # type: ignore[attr-defined]
        if isinstance(message, tuple):
            assert [i18n.ngettext(message[0], "", n) for n in (0, 1, 2)] == [read.ngettext(message[0], "", 2)] * 3
            message = message[0]
        assert i18n._(message) == (read.gettext(message) if message else "")


def test_a_catalogue_of_another_byte_order_is_read(shop: Path) -> None:
    path = catalogue.po_path(shop, "vi").with_suffix(".mo")
    data = path.read_bytes()
    count, _messages, texts = struct.unpack_from("<3I", data, 8)
    words = (texts + 8 * count) // 4  # the numbers all stand before the words
    path.write_bytes(struct.pack(f">{words}I", *struct.unpack_from(f"<{words}I", data)) + data[4 * words :])
    i18n.set_language("vi")
    assert i18n._("overdue") == "quá hạn"


def test_without_a_catalogue_english_is_spoken(shop: Path) -> None:
    catalogue.po_path(shop, "vi").with_suffix(".mo").unlink()
    i18n.set_language("vi")
    assert i18n._("overdue") == "overdue"
    assert i18n.ngettext("one task", "{n} tasks", 1) == "one task"


def test_a_damaged_catalogue_is_not_passed_over(shop: Path) -> None:
    catalogue.po_path(shop, "vi").with_suffix(".mo").write_bytes(b"damaged")
    i18n.set_language("vi")
    with pytest.raises(OSError, match="Bad magic number"):
        i18n._("overdue")


def test_the_programs_own_catalogue_is_found() -> None:
    assert b"overdue" in i18n._catalogue("vi")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="'fr' is not one of en, vi"):
        i18n.set_language("fr")


def test_english_costs_no_gettext() -> None:
    code = (
        "import sys; from plancli import i18n; i18n._('a'); i18n.ngettext('a', 'b', 2); print('gettext' in sys.modules)"
    )
    environment = {"PYTHONPATH": str(PACKAGE.parent)}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"


@pytest.mark.parametrize(
    ("argv", "environ", "chosen"),
    [
        ([], {}, "en"),
        (["due", "--lang", "vi"], {}, "vi"),
        (["due", "--lang=vi"], {"PLAN_LANG": "en"}, "vi"),
        (["--lang", "en", "due"], {"PLAN_LANG": "vi", "LC_ALL": "vi_VN.UTF-8"}, "en"),
        (["--lang", "vi", "--lang", "en"], {}, "vi"),
        (["due", "--", "--lang", "vi"], {}, "en"),
        (["due", "--", "--lang=en"], {"LANG": "vi_VN"}, "vi"),
        (["--lang", "fr"], {"LANG": "vi_VN"}, "en"),
        (["--lang="], {"LANG": "vi_VN"}, "en"),
        (["--lang"], {"LANG": "vi_VN"}, "vi"),
        (["--language", "vi"], {}, "en"),
        ([], {"PLAN_LANG": "vi", "LC_ALL": "C"}, "vi"),
        ([], {"PLAN_LANG": "klingon", "LANG": "vi_VN"}, "en"),
        ([], {"PLAN_LANG": "", "LANG": "vi_VN.UTF-8"}, "vi"),
        ([], {"LANG": "vi"}, "vi"),
        ([], {"LANG": "en_US.UTF-8", "LC_MESSAGES": "vi_VN.UTF-8"}, "vi"),
        ([], {"LANG": "vi_VN", "LC_MESSAGES": "en_US"}, "en"),
        ([], {"LANG": "vi_VN", "LC_MESSAGES": "vi_VN", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "vi_VN", "LC_ALL": "POSIX"}, "en"),
        ([], {"LANG": "vi_VN", "LC_ALL": ""}, "vi"),
        ([], {"LANG": "C.UTF-8"}, "en"),
        ([], {"LANG": "fr_FR.UTF-8", "LC_CTYPE": "vi_VN"}, "en"),
    ],
)
def test_choose_language(argv: list[str], environ: Mapping[str, str], chosen: str) -> None:
    assert i18n.choose_language(argv, environ) == chosen


@pytest.mark.parametrize(
    ("day", "english", "vietnamese"),
    [
        (datetime.date(2024, 12, 31), "2024-12-31", "31/12/2024"),
        (datetime.date(2024, 6, 5), "2024-06-05", "05/06/2024"),
        (datetime.date(987, 1, 2), "0987-01-02", "02/01/0987"),
    ],
)
def test_date_words(day: datetime.date, english: str, vietnamese: str) -> None:
    assert i18n.date_words(day) == english
    i18n.set_language("vi")
    assert i18n.date_words(day) == vietnamese


def test_a_message_in_every_language_does_not_change_the_one_set() -> None:
    i18n.set_language("vi")
    assert i18n.in_every_language("overdue") == ["overdue", "chưa hoàn thành, quá hạn"]
    assert i18n.language() == "vi"
