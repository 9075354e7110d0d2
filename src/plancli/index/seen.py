"""What was found without fault before is not checked again, as long as nothing changed that the finding hangs on."""

from collections.abc import Iterable, Mapping
from typing import Any

from plancli import __version__
from plancli.index.store import Store
from plancli.index.surface import Surface, digest
from plancli.state import Standing


class Seen:
    """The files of one reading, and which of them, in which circumstances, were found without fault."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._surfaces: dict[str, Surface] = {}
        self._given_up = False

    def add(self, file: str, surface: Surface) -> None:
        """Note what a file holds and shows."""
        self._surfaces[file] = surface

    def give_up(self) -> None:
        """Remember nothing: what a file holds is not known."""
        self._given_up = True

    def files(self, names: Iterable[str], standing: Standing) -> Mapping[str, bytes]:
        """Return what tells each file apart from one in which checks of single tasks may find something else.

        Empty where that cannot be told.
        """
        if self._given_up:
            return {}
        outer = [part for file, one in sorted(self._surfaces.items()) for part in (file.encode(), one.outer)]
        around = self._circumstances(names, standing, outer)
        return {file: digest(around, file.encode(), one.content) for file, one in self._surfaces.items()}

    def whole(self, names: Iterable[str], standing: Standing) -> bytes:
        """Return what tells the plan apart from one in which checks of all tasks together may find something else."""
        shown = [part for file, one in sorted(self._surfaces.items()) for part in (file.encode(), one.outer, one.inner)]
        return b"" if self._given_up else self._circumstances(names, standing, shown)

    def clean(self, digests: Iterable[bytes]) -> set[bytes]:
        """Return which of these were found without fault before."""
        return self._store.clean(digests)

    def mark(self, digests: Iterable[bytes]) -> None:
        """Remember that nothing was found in these."""
        self._store.mark(digests)

    def _circumstances(self, names: Iterable[str], standing: Standing, shown: Iterable[bytes]) -> bytes:
        """Return the digest of what findings hang on: the program, the checks, the day, what files show, anchors."""
        hangs = sorted({name for one in self._surfaces.values() for name in one.hangs.split()})
        anchors: list[Any] = [(name, standing.anchors(name), standing.anchors.doubtful(name)) for name in hangs]
        said = (__version__, self._store.path.name, standing.day, tuple(names), anchors, standing.plan.unread)
        return digest(repr(said).encode(), *shown)
