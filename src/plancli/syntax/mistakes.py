"""What was probably meant where a text is not YAML: the common mistakes, in words of their own, with the remedy."""

import re
from typing import Any, Final, NamedTuple

from plancli.syntax.characters import LINE_BREAK, place

LONGEST: Final = 60
CONFLICT: Final = re.compile(r"^(?:<{7}|>{7})(?: .*)?\r?$", re.MULTILINE)
ENTRY: Final = re.compile(r"[ \t]*(?:- +)*(?P<key>[^\s:#'\"\[{][^:]*|\"[^\"]*\"|'[^']*'):[ \t]+(?P<value>\S.*)")
NO_BLANK: Final = re.compile(r"[ ]*(?:- +)*[\w.\-]+:[^\s/]")
LIST_WITHOUT_BLANK: Final = re.compile(r" *-[^\s\-]")
COMMENT_IN_TEXT: Final = re.compile(r"[^\s#][ \t]+(#)[^\W_]")
TOO_DEEP: Final = "exceeded maximum nesting depth"
BRACKETS: Final = {"[": "]", "{": "}"}
SIGNS: Final = frozenset("@`%>|*&!-?,]}")
SIGN_FAULTS: Final = (
    "found character that cannot start any token",
    "did not find expected alphabetic or numeric character",
    "did not find expected comment or line break",
    "did not find expected whitespace or line break",
    "did not find expected node content",
    "entries are not allowed in this context",
    "keys are not allowed in this context",
    "did not find the expected '>'",
    "did not find expected tag URI",
)
INDENT_FAULTS: Final = (
    "did not find expected key",
    "did not find expected '-' indicator",
    "did not find expected <document start>",
    "found a tab character that violates indentation",
)


class Mistake(NamedTuple):
    """A place, from 1, with the variant of `invalid-yaml` and the values of its words."""

    line: int
    column: int
    variant: str
    values: dict[str, str]


class Spot(NamedTuple):
    """A mark of the parser with the text of its line; counted from 0."""

    line: int
    column: int
    text: str

    @property
    def sign(self) -> str:
        """The character that stands there; empty at the line's end."""
        return self.text[self.column : self.column + 1]

    @property
    def before(self) -> str:
        """What stands before it on its line."""
        return self.text[: self.column]

    def mistake(self, variant: str, column: int | None = None, /, **values: str) -> Mistake:
        """Return a mistake at this place, or at another column of its line."""
        return Mistake(self.line + 1, (self.column if column is None else column) + 1, variant, values)


def conflict(text: str) -> Mistake | None:
    """Return the first line that git left of an unresolved conflict."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return None
    found = CONFLICT.search(text)
    return Mistake(*place(text, found.start()), "conflict", {"line": found[0].strip()}) if found else None


def too_deep(error: Exception) -> tuple[int, int] | None:
    """Return where, from 1, libyaml gave up on levels in levels; None for another error.

    From 0.2.6 on it does so at a thousand, and looks so far ahead that this may come before the fiftieth is told.
    """
    mark = getattr(error, "problem_mark", None)
    if mark is None or TOO_DEEP not in (getattr(error, "problem", None) or ""):
        return None
    return mark.line + 1, mark.column + 1


def explain(error: Exception, text: str) -> Mistake:
    """Return what is wrong and where, in the words of a common mistake if it is one, else in the parser's."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    if mark is None:
        return Mistake(1, 1, "", {"detail": problem})
    lines = LINE_BREAK.split(text)
    spot = _spot(lines, mark)
    context = getattr(error, "context", None) or ""
    beginning = getattr(error, "context_mark", None)
    start = _spot(lines, beginning) if beginning else spot
    for guess in (_tab, _quoted, _flow, _colon, _sign, _indentation):
        mistake = guess(problem, context, spot, start, lines)
        if mistake is not None:
            return mistake
    detail = f"{problem}, {context}" if context else problem
    return spot.mistake("", detail=detail)


def _spot(lines: list[str], mark: Any) -> Spot:
    """Return a mark with its line; the end of the text counts as the end of its last line that is not empty."""
    line, column = mark.line, mark.column
    if line >= len(lines) or (not lines[line].strip() and not any(one.strip() for one in lines[line:])):
        line = max((number for number, one in enumerate(lines) if one.strip()), default=0)
        column = len(lines[line].rstrip())
    return Spot(line, column, lines[line])


def _previous(lines: list[str], line: int) -> Spot | None:
    """Return the end of the last line before `line` that is more than a comment."""
    for number in range(line - 1, -1, -1):
        if lines[number].strip() and not lines[number].lstrip().startswith("#"):
            return Spot(number, len(lines[number].rstrip()), lines[number])
    return None


def _excerpt(text: str) -> str:
    """Return the beginning of a line, without what surrounds it."""
    text = text.strip()
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _tab(problem: str, context: str, spot: Spot, start: Spot, lines: list[str]) -> Mistake | None:
    """A tab where only blanks indent."""
    indent = spot.text[: len(spot.text) - len(spot.text.lstrip())]
    if "\t" in indent and ("tab" in problem or spot.sign == "\t" or spot.column <= len(indent)):
        return spot.mistake("tab", indent.index("\t"))
    return None


def _quoted(problem: str, context: str, spot: Spot, start: Spot, lines: list[str]) -> Mistake | None:
    """A quote that is not closed, text behind one, a backslash in one."""
    if context.endswith("quoted scalar"):
        if "escape" in problem:
            sign = spot.text.rfind("\\", 0, spot.column + 1)
            return spot.mistake("escape", sign, text=spot.text[sign : sign + 2])
        return start.mistake("quote", quote=start.sign)
    if problem == "did not find expected key" and (found := ENTRY.match(spot.text)):
        value = found.start("value")
        if value < spot.column and spot.text[value] in "'\"":
            return spot.mistake("after-quote", value, key=_excerpt(found["key"]))
    return None


def _flow(problem: str, context: str, spot: Spot, start: Spot, lines: list[str]) -> Mistake | None:
    """A bracket that opens a list or map nobody meant, or one that is not closed."""
    if context in ("while parsing a flow sequence", "while parsing a flow mapping"):
        if spot.sign == ":" and spot.line == start.line:
            return spot.mistake("colon", key=_excerpt(spot.before.rpartition(",")[2].partition(":")[0].strip(" {[")))
        if spot.line > start.line and (comment := COMMENT_IN_TEXT.search(start.text, start.column)):
            return start.mistake("hash", comment.start(1))
        return start.mistake("bracket", sign=start.sign, close=BRACKETS.get(start.sign, ""))
    if problem == "did not find expected key" and (found := ENTRY.match(spot.text)):
        value = found.start("value")
        if value < spot.column and spot.text[value] in BRACKETS:
            return spot.mistake("bracket", value, sign=spot.text[value], close=BRACKETS[spot.text[value]])
    if context == "while parsing a flow node" and not spot.sign:
        return spot.mistake("unclosed")
    return None


def _colon(problem: str, context: str, spot: Spot, start: Spot, lines: list[str]) -> Mistake | None:
    """A colon too many, too few, or without its blank."""
    if problem == "could not find expected ':'":
        variant = "colon-blank" if NO_BLANK.match(start.text) else "no-colon"
        return start.mistake(variant, text=_excerpt(start.text))
    if not problem.startswith("mapping values are not allowed"):
        return None
    if (found := ENTRY.match(spot.text)) and found.start("value") <= spot.column:
        if found["value"][0] in BRACKETS:
            sign = found["value"][0]
            return spot.mistake("bracket", found.start("value"), sign=sign, close=BRACKETS[sign])
        return spot.mistake("colon", key=_excerpt(found["key"]))
    previous = _previous(lines, spot.line)
    if previous is None or len(spot.before) > 1000:
        return None
    if LIST_WITHOUT_BLANK.match(previous.text):
        return previous.mistake("dash", previous.text.index("-"))
    if NO_BLANK.match(previous.text):
        return previous.mistake("colon-blank", _indent(previous.text), text=_excerpt(previous.text))
    if ":" not in previous.text:
        return previous.mistake("no-colon", _indent(previous.text), text=_excerpt(previous.text))
    return spot.mistake("indentation", _indent(spot.text))


def _sign(problem: str, context: str, spot: Spot, start: Spot, lines: list[str]) -> Mistake | None:
    """A value that begins with a sign of YAML's own."""
    if not any(fault in problem for fault in SIGN_FAULTS) and context != "while scanning a directive":
        return None
    at = start if context.startswith("while scanning") else spot
    return at.mistake("sign", sign=at.sign) if at.sign in SIGNS else None


def _indentation(problem: str, context: str, spot: Spot, start: Spot, lines: list[str]) -> Mistake | None:
    """A line whose indentation fits nothing above, or that continues a text which a comment ended."""
    if problem not in INDENT_FAULTS or spot.before.strip():
        return None
    previous = _previous(lines, spot.line)
    if previous and (comment := COMMENT_IN_TEXT.search(previous.text)):
        return previous.mistake("hash", comment.start(1))
    return spot.mistake("indentation")


def _indent(text: str) -> int:
    """Return how many blanks a line begins with."""
    return len(text) - len(text.lstrip(" "))
