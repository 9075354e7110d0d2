"""libyaml's events and the comments between them to the nodes of a file's layout.

A comment belongs to what follows it, unless it stands on the line of what precedes it, or deeper than what follows:
then it belongs to what it is indented with.
"""

import unicodedata
from typing import Any, Final

from plancli.formatting.blocks import read_block
from plancli.formatting.comments import Found, crossed, find_comments, has_blank_line
from plancli.formatting.nodes import Collection, Comment, Element, File, Node, Text
from plancli.syntax import parser

BLOCK_STYLES: Final = ("|", ">")


class Frame:
    """A collection that is being read: in which column it stands, and its element whose value is still to come."""

    __slots__ = ("collection", "column", "element")

    def __init__(self, collection: Collection, column: int) -> None:
        self.collection = collection
        self.column = column
        self.element: Element | None = None


def read(text: str) -> File:
    """Return the layout of a text that is one sound YAML document, with `\\n` at the end of its lines."""
    events = _events(text)
    return _Reader(text, find_comments(text, _spans(text, events))).read(events)


def _events(text: str) -> list[Any]:
    """Return all events of a text."""
    get_event = parser(text).get_event
    events = []
    while (event := get_event()) is not None:
        events.append(event)
    return events


def _spans(text: str, events: list[Any]) -> list[tuple[int, int]]:
    """Return where scalars begin and end."""
    from yaml.events import ScalarEvent

    scalars: list[Any] = [event for event in events if type(event) is ScalarEvent]
    spans = [(_text_start(text, event), event.end_mark.index) for event in scalars]
    return [(start, end) for start, end in spans if end > start]


def _text_start(text: str, event: Any) -> int:
    """Return where a scalar begins in which no comment can be: of a block behind its header, which may have one."""
    start: int = event.start_mark.index
    if event.style in BLOCK_STYLES:
        line_end = text.find("\n", start, event.end_mark.index)
        return event.end_mark.index if line_end < 0 else line_end
    return start


class _Reader:
    """Takes events and comments in the order of the text."""

    def __init__(self, text: str, comments: list[Found]) -> None:
        self.text = text
        self.comments = comments
        self.next = 0  # the first comment that is not taken
        self.file = File()
        self.at = self.before = 0  # the end of what was read last, and of what was before the comments taken last
        self.frames: list[Frame] = []
        self.last: Element | None = None  # the element whose value ended last
        self.last_line = -1
        self.closed: list[tuple[int, list[Comment]]] = []  # what has ended since, deepest first: columns and comments

    def read(self, events: list[Any]) -> File:
        """Take all events."""
        from yaml.events import (
            DocumentEndEvent,
            DocumentStartEvent,
            MappingEndEvent,
            MappingStartEvent,
            ScalarEvent,
            SequenceEndEvent,
            SequenceStartEvent,
        )

        for event in events:
            kind = type(event)
            if kind is ScalarEvent:
                self._scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._open(event, kind is MappingStartEvent)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._close(event)
            elif kind is DocumentStartEvent:
                self.file.start = bool(event.explicit)
                if event.explicit:
                    self.file.prologue += self._plain_comments(event.start_mark.index)
                    self.at = event.end_mark.index
            elif kind is DocumentEndEvent:
                self._end(event)
        self.file.tail += self._plain_comments(len(self.text))
        return self.file

    # --- events

    def _scalar(self, event: Any) -> None:
        frame = self.frames[-1] if self.frames else None
        if frame is not None and frame.collection.is_map and frame.element is None:
            frame.element = self._begin(frame, event, unicodedata.normalize("NFC", event.value), bool(event.style))
            self.at = event.end_mark.index
            return
        element = self._valued(frame, event, in_lines=False)
        node = Text(unicodedata.normalize("NFC", event.value), event.style or "")
        self._put(frame, element, node)
        if node.style in BLOCK_STYLES:
            self._block(event, node, element)
            return
        self.at = event.end_mark.index
        self._ended(frame, element, event.end_mark.line)

    def _block(self, event: Any, node: Text, element: Element | None) -> None:
        """Take the lines of a block scalar. A comment below it never belongs to it: it would be taken for text."""
        start, stop = event.start_mark.index, event.end_mark.index
        block = read_block(self.text, start, stop, event.value)
        node.lines = block.lines
        if block.comment:
            self.next += 1
            if element is not None:
                element.trailing = block.comment
        self.at, self.last = block.end, None

    def _open(self, event: Any, is_map: bool) -> None:
        frame = self.frames[-1] if self.frames else None
        element = self._valued(frame, event, in_lines=not event.flow_style)
        node = Collection(is_map, bool(event.flow_style))
        self._put(frame, element, node)
        self.frames.append(Frame(node, event.start_mark.column))
        self.at = event.end_mark.index if node.flow else event.start_mark.index
        self.last = None

    def _close(self, event: Any) -> None:
        frame = self.frames.pop()
        outer = self.frames[-1] if self.frames else None
        if not frame.collection.flow:
            if self.closed and self.closed[-1][0] == frame.column:
                self.closed.pop()  # of a list below its key, in the key's column, the map's own comments
            self.closed.append((frame.column, frame.collection.end))
            if outer is not None:
                outer.element = None
            return
        for found, blank in self._take(event.start_mark.index):
            if not self._trails(found):
                frame.collection.end.append(Comment(found.text, blank))
        self.at = event.end_mark.index
        element = None
        if outer is not None:
            element = outer.element if outer.collection.is_map else outer.collection.elements[-1]
        self._ended(outer, element, event.end_mark.line)

    def _end(self, event: Any) -> None:
        """Take the comments below everything, up to where the document ends."""
        stop = event.start_mark.index if event.explicit else len(self.text)
        root = self.file.root
        rest = root.end if isinstance(root, Collection) else self.file.end
        self._share(self._take(stop), -1, rest)
        self.file.stop = bool(event.explicit)
        self.at = event.end_mark.index

    # --- elements

    def _begin(self, frame: Frame, event: Any, key: str | None, quoted: bool = False) -> Element:
        """Return the next element of a collection, with the comments that stand before it."""
        element = Element(key, quoted)
        start = event.start_mark.index
        taken = self._take(start)
        if frame.collection.flow:
            for found, blank in taken:
                if not self._trails(found):
                    element.above.append(Comment(found.text, blank))
        else:
            begun = self._begun(taken)
            self._share(taken[:begun], frame.column, element.above)
            element.above += [Comment(found.text, blank) for found, blank in taken[begun:]]
        element.blank = has_blank_line(self.text, self.at, start)
        self.closed = []
        frame.collection.elements.append(element)
        return element

    def _begun(self, taken: list[tuple[Found, bool]]) -> int:
        """Return how many of the comments stand before the sign that begins the element (`-` or `?`)."""
        at = self.before
        for number, (found, _blank) in enumerate(taken):
            if crossed(self.text, at, found.start, "-?"):
                return number
            at = found.end
        return len(taken)

    def _valued(self, frame: Frame | None, event: Any, *, in_lines: bool) -> Element | None:
        """Return the element whose value begins here, None for the root; `in_lines`: a collection without brackets."""
        start = event.start_mark.index
        if frame is None:
            self.file.head += self._plain_comments(start)
            self.file.gap = has_blank_line(self.text, self.at, start)
            return None
        if not frame.collection.is_map:
            return self._begin(frame, event, None)
        element = frame.element
        assert element is not None
        if in_lines:
            upcoming = self.comments[self.next : self.next + 1]
            if upcoming and upcoming[0].start < start and "\n" not in self.text[self.at : upcoming[0].start]:
                element.trailing = upcoming[0].text
                self.next += 1
                self.at = upcoming[0].end
        else:
            element.above += [Comment(found.text, blank) for found, blank in self._take(start)]
        return element

    def _put(self, frame: Frame | None, element: Element | None, node: Node) -> None:
        """Put a value where it belongs."""
        if element is None:
            self.file.root = node
        else:
            element.node = node
        if frame is not None and isinstance(node, Text):
            frame.element = None

    def _ended(self, frame: Frame | None, element: Element | None, line: int) -> None:
        """Note that the value of an element, which nothing stands below, ends on a line."""
        self.last, self.last_line = element, line
        if frame is not None:
            frame.element = None
            if not frame.collection.flow and element is not None:
                self.closed = [(frame.column + 1, element.after)]

    # --- comments

    def _take(self, stop: int) -> list[tuple[Found, bool]]:
        """Return the comments up to a place, each with whether a blank line stands before it."""
        self.before = self.at
        taken = []
        while self.next < len(self.comments) and self.comments[self.next].start < stop:
            found = self.comments[self.next]
            taken.append((found, has_blank_line(self.text, self.at, found.start)))
            self.at = found.end
            self.next += 1
        return taken

    def _plain_comments(self, stop: int) -> list[Comment]:
        return [Comment(found.text, blank) for found, blank in self._take(stop)]

    def _trails(self, found: Found) -> bool:
        """Put a comment behind the last element if it stands on its line; say whether it does."""
        if self.last is None or found.line != self.last_line:
            return False
        self.last.trailing = found.text
        return True

    def _share(self, taken: list[tuple[Found, bool]], column: int, following: list[Comment]) -> None:
        """Give comments to what they are indented with, of all that ended before them; else to what follows."""
        level = 0
        for found, blank in taken:
            if self._trails(found):
                continue
            while level < len(self.closed) and self.closed[level][0] > found.column:
                level += 1
            if found.column <= column:
                level = len(self.closed)
            holder = self.closed[level][1] if level < len(self.closed) else following
            holder.append(Comment(found.text, blank))
