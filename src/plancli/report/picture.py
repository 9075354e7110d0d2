"""Lines of a picture in a terminal, made of characters put at columns, each in a style."""

from itertools import groupby

from plancli.report.table import Cell, Picture

__all__ = ["Picture", "Strip"]


class Strip:
    """One line of so many columns, blank at first. What is put later covers what stood there.

    Only characters that take one column may be put on it.
    """

    def __init__(self, columns: int) -> None:
        self._places: list[tuple[str, str]] = [("", " ")] * columns

    def put(self, column: int, text: str, style: str = "") -> None:
        """Write a text from a column on; what would stand before the first column or past the last is left out."""
        for place, character in enumerate(text, column):
            if 0 <= place < len(self._places):
                self._places[place] = (style, character)

    def at(self, column: int) -> str:
        """Return the character at a column; a blank outside the line."""
        return self._places[column][1] if 0 <= column < len(self._places) else " "

    def cells(self) -> list[Cell]:
        """Return the line in pieces, each as long as its style goes on."""
        runs = groupby(self._places, lambda place: place[0])
        return [Cell("".join(character for _, character in run), style) for style, run in runs]
