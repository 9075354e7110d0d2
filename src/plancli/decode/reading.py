"""What every reader of a field is given: the file, where to put what is wrong, and how a fault is handed on."""

from typing import Any, Final

from plancli.model import At
from plancli.syntax import Damaged, Findings, Mapping, Node, Null, Placed, Scalar, Sequence

LONGEST: Final = 60
REPLACEMENT: Final = "\ufffd"


class Unread:
    """The value of a field of which something could not be read; `kept` is what could."""

    __slots__ = ("kept",)

    def __init__(self, kept: Any) -> None:
        self.kept = kept


UNREAD: Final = Unread(None)


class Reading:
    """The reading of one file. `stem` is its body's id; `replaced` says that hidden characters were reported in it.

    `lost` becomes true with the first list of names or texts that could not all be read: what such a list does not
    name is from then on not proved to be named nowhere.
    """

    __slots__ = ("file", "findings", "lost", "replaced", "stem")

    def __init__(self, file: str, stem: str = "", *, replaced: bool = False) -> None:
        self.file = file
        self.stem = stem
        self.replaced = replaced
        self.lost = False
        self.findings = Findings(file)

    def report(self, name: str, where: Placed, variant: str = "", /, **values: str) -> None:
        """Add a problem where something stands."""
        self.findings.add(name, where.line, where.column, variant, **values)

    def wrong(self, field: str, node: Node, wanted: str, **values: str) -> Unread:
        """Report that a node is not what the field wants; what is already reported is not reported again."""
        if type(node) is Null:
            self.report("wrong-type", node, "null", field=field, value=node.value)
        elif type(node) is not Damaged:
            self.report("wrong-type", node, wanted, field=field, value=excerpt(node), **values)
        return UNREAD

    def reported(self, value: str) -> bool:
        """Whether a value holds what was already reported as a hidden character."""
        return self.replaced and REPLACEMENT in value


def at(node: Placed) -> At:
    """Return where something stands, as the model says it."""
    return tuple.__new__(At, (node.line, node.column))  # At's own constructor takes three times as long


def is_absent(node: Node) -> bool:
    """Whether nothing stands here: an empty value counts as none."""
    return type(node) is Scalar and not node.value


def excerpt(node: Node) -> str:
    """Return a node as the file might show it, in a few words."""
    return shortened(_outline(node))


def shortened(text: str) -> str:
    """Return a text, or its beginning if it is long."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _outline(node: Node) -> str:
    """Return a text as it is, of a list the first item, of a map the first key."""
    if type(node) is Scalar or type(node) is Null:
        return node.value[: LONGEST + 1]
    if type(node) is Mapping:
        return "{" + ", ".join(f"{key[:LONGEST]}: …" for key in list(node.entries)[:1]) + "}"
    if type(node) is Sequence and node.items:
        first = node.items[0]
        inner = first.value[:LONGEST] if type(first) is Scalar else "…"
        return f"[{inner}, …]" if len(node.items) > 1 else f"[{inner}]"
    return "[]"
