"""Which known name an unknown one may be a slip of."""

from collections.abc import Iterable
from typing import Final

from plancli.text import fold, nearest

BUDGET: Final = 100_000
"""How many names one check compares at most, about half a second: in a plan of unknown names the first are enough."""


class Suggestions:
    """Suggests the nearest known name; `aliases` are other names that people may have written for them."""

    def __init__(self, known: Iterable[str], aliases: Iterable[tuple[str, str]] = ()) -> None:
        self._names: dict[str, str] = {name: name for name in known}
        for alias, name in aliases:
            self._names.setdefault(alias, name)
        self._by_key: dict[str, str] | None = None
        self._answers: dict[str, str] = {}
        self._left = BUDGET

    def __call__(self, name: str) -> str:
        """Return the nearest known name; empty where none is near."""
        if name not in self._answers:
            self._answers[name] = self._nearest(name)
        return self._answers[name]

    def _nearest(self, name: str) -> str:
        """Return the name that differs only in case, accents or signs, else the one that looks most alike."""
        if self._by_key is None:
            self._by_key = {fold(one): meant for one, meant in reversed(self._names.items())}
        same = self._by_key.get(fold(name))
        if same is not None:
            return same
        if self._left < len(self._names):
            return ""
        self._left -= len(self._names)
        close = nearest(name, self._names, 1)
        return self._names[close[0]] if close else ""
