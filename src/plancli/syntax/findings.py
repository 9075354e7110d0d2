"""The problems of one file while it is read, with an end to how many of one kind are told."""

from typing import Final

from plancli.problem import Place, Problem

MOST: Final = 1000
MOST_OF: Final = {"control-character": 20}


class Findings:
    """Collects the problems of one file; past `MOST` of one name only their number is told (variant `more`)."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._problems: list[Problem] = []
        self._counts: dict[str, int] = {}
        self._first_left_out: dict[str, Place] = {}

    def add(self, name: str, line: int, column: int, variant: str = "", /, **values: str) -> None:
        """Add a problem at a line and column, both counted from 1."""
        count = self._counts[name] = self._counts.get(name, 0) + 1
        if count <= MOST_OF.get(name, MOST):
            self._problems.append(Problem(name, Place(self.file, line, column), variant, values))
        elif name not in self._first_left_out:
            self._first_left_out[name] = Place(self.file, line, column)

    def forget(self, name: str, line: int, column: int) -> None:
        """Take back a problem of this name at this place."""
        place = Place(self.file, line, column)
        self._problems = [one for one in self._problems if one.name != name or one.place != place]

    def count(self, name: str) -> int:
        """Return how many of one name were added."""
        return self._counts.get(name, 0)

    def told(self) -> list[Problem]:
        """Return the problems, with one last word on those of each name that are too many to list."""
        left_out = [
            Problem(name, place, "more", {"count": str(self._counts[name] - MOST_OF.get(name, MOST))})
            for name, place in self._first_left_out.items()
        ]
        return self._problems + left_out
