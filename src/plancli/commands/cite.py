"""`plan cite`: a document is registered, so that tasks and facts can cite it."""

from collections.abc import Sequence
from typing import Annotated, Final

import typer

from plancli.citation import Citation, parse_citation
from plancli.commands import options as o
from plancli.commands.output import mention, stdout_look
from plancli.commands.recording import Manner, typed
from plancli.commands.recording.desk import Desk
from plancli.commands.recording.draft import data_of
from plancli.commands.recording.entering import Entered, Making, enter
from plancli.documents import Register
from plancli.edit import Add, revise
from plancli.errors import PlanError
from plancli.i18n import N_, _
from plancli.ids import valid_id
from plancli.model import Document
from plancli.source import DOCUMENTS_FILE, Entry, entry_of
from plancli.text import fold, safe

HELP = N_("Register a document: its number, or a citation as it stands in a text, such as Decision 12-QC/TW of ...")
EXAMPLE: Final = "plan cite 12-QC/TW --date 2023-11-20"
FIELDS: Final = ("number", "date", "type", "issuer", "title", "url", "id")


def run(
    number: Annotated[
        str | None,
        typer.Argument(metavar="[NUMBER]", help=_("Its number, or, in quotes, a citation pasted from a text.")),
    ] = None,
    date: Annotated[str | None, typer.Option("--date", metavar="DAY", help=_("Its date."))] = None,
    kind: Annotated[
        str | None, typer.Option("--type", metavar="TEXT", help=_("What it is: a resolution, a rule."))
    ] = None,
    issuer: Annotated[str | None, typer.Option("--issuer", metavar="TEXT", help=_("Who issued it."))] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help=_("What it is about."))] = None,
    url: Annotated[str | None, typer.Option("--url", metavar="TEXT", help=_("Where it can be read."))] = None,
    id: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help=_("A name to cite it by, where number and date are not enough.")),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Change nothing, show what would change."))] = False,
    commit: Annotated[
        bool, typer.Option("--commit", help=_("Commit the files that are changed, and only these."))
    ] = False,
    plan: o.PlanDir = None,
    lang: o.Lang = "",
) -> int:
    """Register a document."""
    options = {"type": kind, "issuer": issuer, "title": title, "url": url, "id": id}
    given = {name: typed.text(value, f"--{name}") for name, value in options.items() if value is not None}
    found = _understood(number, given)
    return enter(_making(found, date, given), Manner(plan, dry_run, False, commit))


def _understood(number: str | None, given: dict[str, str]) -> Citation:
    """Return what a number or citation says; PlanError where no document is in it, or none is named."""
    if number is None:
        if "id" not in given:
            raise PlanError(_("Say which document: its number."), _("Such as: {command}").format(command=EXAMPLE))
        return Citation()
    words = typed.text(number, "NUMBER")
    found = parse_citation(words)
    if found is None:
        raise PlanError(
            _("No number of a document is found in this: {text}").format(text=words),
            _("Give the number alone, and the rest by --date, --type, --issuer and --title."),
        )
    return found


def _making(found: Citation, date: str | None, given: dict[str, str]) -> Making:
    """Return what registers a document in a plan."""

    def make(desk: Desk) -> Entered | list[str]:
        values = {name: value for name in FIELDS if (value := given.get(name) or getattr(found, name, None))}
        if date is not None:
            values["date"] = desk.day(date, "--date").text
        _check_id(values)
        alike = _alike(desk.plan.documents, values)
        same = [one for one in alike if _is_same(one, values)]
        if same:
            return _known(desk, same)
        _check_undated(desk, alike, values)
        mention([_("Not understood, and left out: {text}").format(text=text) for text in found.rest])
        return _entered(desk, {name: values[name] for name in FIELDS if name in values}, alike)

    return make


def _check_id(values: dict[str, str]) -> None:
    """PlanError where a document has neither number nor id, or an id that can be none."""
    if "id" in values and not valid_id(values["id"]):
        message = _("{option}: {value} is no id: letters, digits, . - and _ only.")
        raise PlanError(message.format(option="--id", value=values["id"]))
    if "number" not in values and "id" not in values:
        id = "-".join(fold(values.get("title", "")).split()) or "ID"
        raise PlanError(
            _("It has no number: it needs an id to be cited by."),
            _("Such as: {command}").format(command=f"--id {id}"),
        )


def _alike(documents: Sequence[Document], values: dict[str, str]) -> list[Document]:
    """Return the registered documents with the same number, but for case, accents and blanks; or with the same id."""
    number, id = values.get("number"), values.get("id")
    return [
        one
        for one in documents
        if (number and one.number and fold(one.number) == fold(number)) or (id and one.id and one.id == id)
    ]


def _is_same(document: Document, values: dict[str, str]) -> bool:
    """Whether a document of the same number or id is the one that is given; without a date, or an id, any is."""
    if "id" in values and document.id == values["id"]:
        return True
    if "id" in values and document.number:
        return False  # an id tells documents apart that have one number and date
    return "date" not in values or (document.date is not None and document.date.text == values["date"])


def _known(desk: Desk, documents: Sequence[Document]) -> list[str]:
    """Return what is said of documents that are registered already."""
    register = Register(desk.plan.documents)
    told = []
    for one in documents:
        citation = register.citation(one) or one.key
        place = f"{desk.prefix}{one.file}:{one.at.line}:{one.at.column}"
        words = _("{document} is registered already: {place}")
        told.append(safe(words.format(document=citation, place=place), ci=stdout_look().ci))
    return told


def _check_undated(desk: Desk, alike: Sequence[Document], values: dict[str, str]) -> None:
    """PlanError where the number is registered without a date: nobody can tell whether it is that document."""
    for one in alike:
        if one.date is None and "id" not in values:
            place = f"{desk.prefix}{one.file}:{one.at.line}:{one.at.column}"
            raise PlanError(
                _("{number} is registered already, without a date: {place}").format(number=one.number, place=place),
                _("If it is this document, write its date there. If it is another, give this one an --id."),
            )


def _entered(desk: Desk, values: dict[str, str], alike: Sequence[Document]) -> Entered:
    """Return what is written to the register, and what is said of it."""
    entry, before = _register(desk)
    after = revise(before or b"", entry, [Add(("documents",), values)])
    name = values.get("number") or values["id"]

    def subject() -> str:
        return _("{document}: registered").format(document=name)

    def told(standing: object) -> list[str]:
        return [safe(line, ci=stdout_look().ci) for line in _new_lines(before or b"", after)]

    notes = _by_date_from_now(values, alike)
    return Entered(entry, before, after, subject, told, ("ambiguous-citation",), ("unused-document",), notes)


def _by_date_from_now(values: dict[str, str], alike: Sequence[Document]) -> list[str]:
    """Return how documents are cited whose number was that of one, and is no more."""
    dates = {one.date.text for one in alike if one.date and one.number == values.get("number")}
    if not dates or "id" in values or "date" not in values:
        return []
    number = values["number"]
    cited = ", ".join(f"{number}@{date}" for date in sorted({*dates, values["date"]}))
    return [_("{number} is now several documents. Cite it with its date: {cited}").format(number=number, cited=cited)]


def _register(desk: Desk) -> tuple[Entry, bytes | None]:
    """Return the register's file, and what it holds if it is there."""
    entry = entry_of(DOCUMENTS_FILE)
    assert entry is not None
    listing = desk.source.listing()
    if entry in listing.entries:
        return entry, data_of(desk, entry)
    if entry.file in listing.unread:
        raise PlanError(_("{file} cannot be read: nothing is written.").format(file=entry.file))
    return entry, None


def _new_lines(before: bytes, after: bytes) -> list[str]:
    """Return the lines that a text has more than another, as they are written."""
    old, new = before.decode("utf-8-sig").splitlines(), after.decode("utf-8-sig").splitlines()
    head = _alike_at_start(old, new)
    tail = _alike_at_start(old[head:][::-1], new[head:][::-1])
    return [line for line in new[head : len(new) - tail] if line.strip()]


def _alike_at_start(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many lines two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (left, right) in pairs if left != right), min(len(one), len(other)))
