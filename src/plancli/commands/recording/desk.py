"""The plan as it lies before who changes it: read once, judged today, with what was typed resolved against it."""

from collections.abc import Iterable
from pathlib import Path

from plancli import clock
from plancli.commands.recording import typed
from plancli.commands.session import prefix_of
from plancli.deadline import Span
from plancli.errors import PlanError
from plancli.i18n import _
from plancli.ids import id_key
from plancli.load import Loaded, Memory, load
from plancli.model import NO_FACTS, Facts, Plan
from plancli.query.address import find
from plancli.source import Entry, Folder, Source
from plancli.source.overlay import Kept, Overlay
from plancli.state import Item, Standing


class Desk:
    """One plan on the disk, and today in its time zone. It knows nothing later than when it was opened."""

    def __init__(self, folder: Path, memory: Memory) -> None:
        """Open the plan in a folder; of a file that is in `memory` as it is, nothing is parsed again."""
        self.memory = memory
        self.folder = folder
        self.prefix = prefix_of(folder)
        self.source: Source = Kept(Folder(folder))
        self.loaded: Loaded = load(self.source, memory)
        self.today = clock.today(self.plan.info.timezone)
        self.standing = Standing(self.plan, self.today)

    @property
    def plan(self) -> Plan:
        """The plan as far as it could be read."""
        return self.loaded.plan

    def items(self, addresses: Iterable[str]) -> list[Item]:
        """Return the places at some addresses, each once, in the order of their ids."""
        found: dict[str, Item] = {}
        for address in addresses:
            items = find(self.standing, address)
            if len(items) > 1:
                places = ", ".join(f"{self.prefix}{item.task.file}:{item.task.at.line}" for item in items)
                message = _("{address} stands at several places: {places}").format(address=address, places=places)
                raise PlanError(message, _("Give each an id of its own first."))
            found[items[0].key] = items[0]
        return sorted(found.values(), key=lambda item: id_key(item.key))

    def entry(self, item: Item) -> Entry:
        """Return the file that a place stands in."""
        return next(entry for entry in self.source.listing().entries if entry.file == item.task.file)

    def body_entry(self, body: str) -> Entry:
        """Return the file of a body."""
        return next(one for one in self.source.listing().entries if one.kind == "body" and one.stem == body)

    def with_files(self, files: dict[Entry, bytes]) -> tuple[Loaded, Standing]:
        """Return the plan with other bytes in some files, and how it would stand today."""
        loaded = load(Overlay(self.source, files), self.memory)
        return loaded, Standing(loaded.plan, self.today)

    def day(self, typed_day: str | None, option: str = "--on") -> Span:
        """Return the date of a fact as typed, else today."""
        return typed.day_of_fact(typed_day, self.today, option)

    def body(self, name: str | None, option: str = "--by") -> str | None:
        """Return the id of a body as typed, if any was."""
        return typed.body(self.plan, name, option) if name is not None else None

    def document(self, name: str | None, option: str = "--document") -> str | None:
        """Return the citation of a registered document as typed, if any was."""
        return typed.document(self.plan, name, option) if name is not None else None

    def documents(self, names: Iterable[str] | None, option: str) -> list[str]:
        """Return the citations of registered documents as typed, each once."""
        return list(dict.fromkeys(typed.document(self.plan, name, option) for name in names or ()))


def facts_of(item: Item) -> Facts:
    """Return all facts that a place has, also those dated after today."""
    if item.kind == "task":
        return item.task.facts
    return item.part.facts if item.part else NO_FACTS
