"""A file as it is laid out: texts, collections, and the comments and blank lines that belong to each piece.

Unlike the nodes of `syntax` these know how a thing is written, and are rearranged before they are written again.
"""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Comment:
    """A comment with its sign; `blank` says that a blank line stands before it."""

    text: str
    blank: bool = False


@dataclass(slots=True)
class Text:
    """A text; `style` is its quote or block sign, empty for a plain one. `lines` are a block's own, without indent."""

    value: str
    style: str = ""
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Element:
    """What stands under a key of a map, or as an item of a list (`key` is None then).

    Comments stand `above` it, behind it on its line (`trailing`), or deeper than it below it (`after`).
    """

    key: str | None
    quoted: bool = False
    blank: bool = False
    node: "Node" = field(default_factory=lambda: Text(""))
    trailing: str = ""
    above: list[Comment] = field(default_factory=list)
    after: list[Comment] = field(default_factory=list)

    @property
    def commented(self) -> bool:
        """Whether any comment belongs to this element itself."""
        return bool(self.trailing or self.above or self.after)


@dataclass(slots=True)
class Collection:
    """A map or a list; `flow` says that it was written in brackets. `end` are the comments below its last element."""

    is_map: bool
    flow: bool
    elements: list[Element] = field(default_factory=list)
    end: list[Comment] = field(default_factory=list)


Node = Text | Collection


@dataclass(slots=True)
class File:
    """A whole file: comments before its first key, the root, and what stands around them.

    `head` stands before the first key, behind `---` if there is one (`start`), which then `prologue` precedes; `gap`
    says that a blank line follows the head. `end` are the comments of a file without a root, `tail` those behind `...`
    (`stop`).
    """

    root: Node | None = None
    start: bool = False
    stop: bool = False
    gap: bool = False
    prologue: list[Comment] = field(default_factory=list)
    head: list[Comment] = field(default_factory=list)
    end: list[Comment] = field(default_factory=list)
    tail: list[Comment] = field(default_factory=list)
