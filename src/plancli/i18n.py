"""The program's own words in the user's language: English is the source, the rest comes from gettext catalogues."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime

LANGUAGES = ("en", "vi")

_language = "en"


def _(message: str) -> str:
    """The message in the language that is set."""
    if _language == "en" or not message:  # a catalogue's empty message is its header
        return message
    return _found(_language, message) or message


def N_(message: str) -> str:
    """The message itself: marks a constant for the catalogues that is translated with `_` where it is shown."""
    return message


def in_every_language(message: str) -> list[str]:
    """The message in each of LANGUAGES: what people may type, whichever language is set."""
    return [message if lang == "en" else _found(lang, message) or message for lang in LANGUAGES]


def ngettext(one: str, many: str, n: int) -> str:
    """The message for n things in the language that is set, its placeholders still to be filled."""
    if _language == "en" or not (found := _found(_language, one)):
        return one if n == 1 else many
    return found


def set_language(lang: str) -> None:
    """Speak this language, one of LANGUAGES, from now on."""
    global _language
    if lang not in LANGUAGES:
        raise ValueError(f"{lang!r} is not one of {', '.join(LANGUAGES)}")
    _language = lang


@contextmanager
def speaking(lang: str | None) -> Iterator[None]:
    """Speak another language for a while, such as a plan's own; English where there is no catalogue of it."""
    spoken = _language
    plain = (lang or "").partition("-")[0].lower()
    set_language(plain if plain in LANGUAGES else "en")
    try:
        yield
    finally:
        set_language(spoken)


def language() -> str:
    """The language that is set."""
    return _language


def choose_language(argv: Sequence[str], environ: Mapping[str, str]) -> str:
    """The language to speak before any option is parsed: `--lang`, else PLAN_LANG, else the locale as POSIX orders it.

    What names no language here gives English: the C locale, a language without a catalogue, a wrong `--lang` or
    PLAN_LANG (whose own complaint comes later).
    """
    chosen = _language_option(argv)
    if chosen is None:
        chosen = environ.get("PLAN_LANG") or None  # an empty variable is an unset one
    if chosen is not None:
        return chosen if chosen in LANGUAGES else "en"
    locale = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return "vi" if locale.lower().startswith("vi") else "en"


def _language_option(argv: Sequence[str]) -> str | None:
    for position, argument in enumerate(argv):
        if argument == "--":
            break
        if argument == "--lang":
            return argv[position + 1] if position + 1 < len(argv) else None
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return None


def date_words(day: datetime.date) -> str:
    """A day as people read it: 31/12/2024 in Vietnamese, ISO 8601 in English."""
    return f"{day:%d/%m}/{day.year:04}" if _language == "vi" else day.isoformat()


def _found(lang: str, message: str) -> str | None:
    """The message in a language, if its catalogue has it."""
    found = _catalogue(lang).get(message.encode())
    return found.decode() if found else None


@cache
def _catalogue(lang: str) -> dict[bytes, bytes]:
    """The compiled catalogue beside the package, still in bytes: gettext would take apart all that is never said.

    Vietnamese has one form for any number of things; a language with several would need gettext's rules.
    """
    from struct import unpack_from

    path = os.path.join(os.path.dirname(__file__), "locale", lang, "LC_MESSAGES", "plancli.mo")
    try:
        with open(path, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        return {}
    order = {b"\xde\x12\x04\x95": "<", b"\x95\x04\x12\xde": ">"}.get(data[:4])
    if order is None:
        raise OSError(0, "Bad magic number", path)
    count, messages, texts = unpack_from(f"{order}3I", data, 8)
    tables = (unpack_from(f"{order}{2 * count}I", data, table) for table in (messages, texts))
    ids, found = (
        [data[start : start + size] for size, start in zip(table[::2], table[1::2], strict=True)] for table in tables
    )
    return {one.partition(b"\0")[0]: text for one, text in zip(ids, found, strict=True)}  # behind it is its plural
