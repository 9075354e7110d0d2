"""The one writer: a change becomes spans of text replaced in a file, and every other byte stays as it is.

Data flows one way: steps (`step`) → the nodes they are about (`tree`) → replacements of text (`draft`, by `block` and
`flow`) → the new text, given out only if it says what it should (`proof`) → the disk, whole or not at all (`writing`).
"""

from plancli.edit.refusal import EditError
from plancli.edit.revise import cut, paste, revise
from plancli.edit.step import Add, Insert, Path, Piece, Put, Remove, Step, Value

__all__ = ["Add", "EditError", "Insert", "Path", "Piece", "Put", "Remove", "Step", "Value", "cut", "paste", "revise"]
