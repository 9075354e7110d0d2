"""Values as people type them, made what a plan's file holds: dates, deadlines, bodies, documents, tasks, free text."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

from plancli.deadline import DeadlineError, Span, parse_due
from plancli.documents import Register
from plancli.errors import PlanError
from plancli.i18n import _
from plancli.model import Document, Plan
from plancli.query.address import find
from plancli.query.names import find_body, meant
from plancli.report.words import span_words
from plancli.state import Standing
from plancli.text import HIDDEN, comma_list, fold

MOST_LISTED = 8


def day_of_fact(typed: str | None, today: date, option: str) -> Span:
    """Return the date of a fact: a day, or a month or year where no more is known; today where none is typed."""
    from plancli.commands.session import day_hint
    from plancli.decode.dates import parse_date
    from plancli.remedy import typed_span

    try:
        return parse_date(typed_span(typed).text if typed is not None else today.isoformat())
    except DeadlineError as error:
        message = _("{option}: {value} is no day, month or year.").format(option=option, value=typed)
        raise PlanError(message, day_hint(error)) from None


def deadline(typed: str, option: str) -> str:
    """Return a deadline in the grammar's own form, from that form or from words such as `trong năm 2025`."""
    from plancli.commands.session import day_hint
    from plancli.remedy import suggest, typed_span

    words = text(typed, option)
    try:
        return parse_due(words).text
    except DeadlineError as error:
        try:
            return typed_span(words).text
        except DeadlineError:
            pass
        if meaning := suggest(words):
            return meaning
        message = _("{option}: {value} is no deadline.").format(option=option, value=words)
        hint = day_hint(error) if error.remedy else _("Type it as 2025, 2025-06-30, before 2025-06-30 or ongoing.")
        raise PlanError(message, hint) from None


def body(plan: Plan, typed: str, option: str) -> str:
    """Return the id of a body by any of its names."""
    return find_body(plan, text(typed, option))


def document(plan: Plan, typed: str, option: str) -> str:
    """Return the citation of a registered document, from its number, id or title as people type them."""
    register = Register(plan.documents)
    words = text(typed, option)
    found = _meant_documents(register, words)
    if len(found) == 1 and (citation := register.citation(found[0])):
        return citation
    if found:
        values = {"option": option, "typed": words, "names": ", ".join(_cited(register, found))}
        message = _("{option}: {typed} may be any of: {names}").format(**values)
        raise PlanError(message, _("Type one of them whole."))
    message = _("{option}: {typed} is not registered in documents.yaml.").format(option=option, typed=words)
    hints = [meant(words, register.citations), _("Register it first, with its number and date: {command}")]
    command = f"plan cite '{words}'" if "'" not in words else "plan cite"
    raise PlanError(message, "\n".join(hint.format(command=command) for hint in hints if hint))


def _meant_documents(register: Register, words: str) -> list[Document]:
    """Return the documents that are meant; a bare number is the whole number, so that 3 is not 31-QD."""
    found = register.match(words)
    if not words.isdecimal():
        return found
    return [one for one in found if words in (one.id, one.number) or fold(one.number or "").split()[:1] == [words]]


def _cited(register: Register, found: Sequence[Document]) -> list[str]:
    """Return how each of several documents is told from the others."""
    names = []
    for one in register.documents:
        if any(one is other for other in found):
            day = f"@{one.date.text}" if one.date else ""
            names.append(register.citation(one) or f"{one.number or '?'}{day}")
    listed = names[:MOST_LISTED]
    return [*listed, "..."] if len(names) > MOST_LISTED else listed


def tasks(standing: Standing, typed: Iterable[str]) -> list[str]:
    """Return the ids of tasks, given one by one or divided by commas."""
    ids = []
    for words in typed:
        for name in comma_list(words):
            for item in find(standing, name):
                if item.kind != "task":
                    raise PlanError(_("{address} is no task, but a place within one.").format(address=item.key))
                ids.append(str(item.task.id))
    return list(dict.fromkeys(ids))


def percent(typed: str | None) -> str | None:
    """Return how much is done, 0 to 100, typed with or without its sign."""
    if typed is None:
        return None
    number = typed.strip().removesuffix("%").rstrip()
    if not (number.isascii() and number.isdecimal() and int(number) <= 100):
        message = _("{option}: {value} is no whole number from 0 to 100.").format(option="--percent", value=typed)
        raise PlanError(message)
    return str(int(number))


def text(typed: str, option: str) -> str:
    """Return free text as files hold it: composed (NFC), without blanks around it; PlanError where nothing is left."""
    words = unicodedata.normalize("NFC", typed).strip()
    if not words:
        raise PlanError(_("{option} is empty.").format(option=option), _("Leave it out, or say something."))
    if HIDDEN.search(words):
        message = _("{option} has a character in it that nobody sees: {value}")
        raise PlanError(message.format(option=option, value=words), _("Type it anew, without it."))
    return words


def some_text(typed: str | None, option: str) -> str | None:
    """Return free text where any was given."""
    return text(typed, option) if typed is not None else None


def texts(typed: Iterable[str] | None, option: str) -> list[str]:
    """Return several free texts, each once."""
    return list(dict.fromkeys(text(one, option) for one in typed or ()))


def said(span: Span) -> str:
    """Return a day, month or year within a sentence, in the language that is set."""
    return span_words(span, said=True)
