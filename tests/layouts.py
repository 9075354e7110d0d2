"""Data to YAML text in any layout that people and programs write, for tests that the layout does not matter.

What a scalar may look like is tried on libyaml first, so that nearly all that is written is sound. Comments are
numbered, so that each can be known again.
"""

from random import Random
from typing import Any, Final

import yaml

SPECIAL: Final = (
    "no", "Off", "y", "010", "08", "0o10", "0b11", "0x1F", "1e3", "12e03", "1_000", "1.10", ".5", "1.", "12:30",
    "1:30:00", "~", "null", "Null", "true", "=", "<<", "2024-01-31", "2024-1-5", "2024", "-1", "+5", ".inf", ".NaN",
    "2024-01-31 10:00:00", "- x", "-x", "? x", "a: b", "a:", "a #b", "a#b", "#a", "[a]", "{a: b}", "a, b", "a]", "&a",
    "*a", "!a", "|", ">", "'a'", '"a"', "it's", 'say "so"', "%a", "@a", "`a`", "a\tb", "\ta", " a", "a ", "a  b",
    "\u00a0a", "a\u00a0", "...", "---", "a:?b", "a::b", "http://x.y/z?q=1#f", "a\\b", "Đề án số 1", "uỷ ban", "🙂 ok",
    "x" * 130, "từ " * 60 + "cuối", "một\nhai", "một\n\nhai\n", "một\n  hai\n", "\nmột", "một\n\n", "  một\nhai",
    "a \nb", "# a\nb", "a\n# b\n", "\n", "a\n\n\n", "một: hai\nba - bốn\n", "gạch \u2014", "…", ":a", "?a", ",a", "",
)  # fmt: skip
"""Texts that are something else to a reader of YAML, or that can be written in few ways."""

DEEP: Final = " " * 12
COMMENTS: Final = ("# <{n}>", "#<{n}>", "# <{n}>: [a, 'b", "# - <{n}>", "# uỷ <{n}>", "## <{n}> #", "# title: <{n}>")


def means(text: str, value: str, *, flow: bool = False) -> bool:
    """Return whether libyaml reads a scalar, written at an indentation of 12, as this value and nothing more."""
    whole = f"k: [\n{DEEP}{text}\n{DEEP}]\n" if flow else f"k:\n{DEEP}{text}\n"
    try:
        events = list(yaml.parse(whole, Loader=yaml.CLoader))
    except yaml.YAMLError:
        return False
    scalars = [event for event in events if isinstance(event, yaml.ScalarEvent)]
    return len(scalars) == 2 and len(events) == (10 if flow else 8) and bool(scalars[1].value == value)


class Scribe:
    """Writes data in a layout of its own making; `comments` are those that it put in."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.comments: list[str] = []
        self.step = random.choice((1, 2, 2, 3, 4))
        self.noise = random.choice((0.0, 0.05, 0.3))
        self.in_flow = random.choice((0.0, 0.2, 0.6))
        self.odd = random.choice((0.0, 0.1, 0.5))

    def write(self, data: dict[str, Any]) -> str:
        """Return the text of a file."""
        lines = self._between(0)
        if self._chance(0.1):
            lines += ["---" + self._trailing(), *self._between(0)]
        lines += self._map(data, self.step if self._chance(0.05) else 0)
        lines += self._between(0)
        if self._chance(0.1):
            lines += ["..." + self._trailing(), *self._between(0)]
        text = "\n".join(lines)
        if any("+" in line for line in lines[-12:]):  # it may be the end of a block scalar that keeps its end
            return text + "\n"
        return text + "\n" * self.random.choice((0, 1, 1, 1, 2, 4))

    def _chance(self, share: float) -> bool:
        """Return whether something happens that does so in this share of the cases."""
        return self.random.random() < share

    # --- what stands between

    def _comment(self) -> str:
        """Return a comment that is none of the others."""
        self.comments.append(self.random.choice(COMMENTS).format(n=len(self.comments)))
        return self.comments[-1]

    def _between(self, indent: int) -> list[str]:
        """Return blank lines and comments, at this indentation or any other."""
        lines: list[str] = []
        while self._chance(self.noise):
            if self._chance(0.4):
                lines.append(self.random.choice(("", "", "   ")))
            else:
                column = indent if self._chance(0.6) else self.random.randrange(12)
                lines.append(" " * column + self._comment() + self.random.choice(("", "  ")))
        return lines

    def _trailing(self) -> str:
        """Return a comment behind something, or nothing."""
        if self._chance(self.noise):
            return self.random.choice((" ", "   ")) + self._comment()
        return self.random.choice(("", "", " "))

    # --- lines

    def _map(self, data: dict[str, Any], indent: int) -> list[str]:
        """Return the lines of a map, each key on one of its own."""
        lines: list[str] = []
        for number, (key, value) in enumerate(self._shuffled(data)):
            if number:
                lines += self._between(indent)
            name = self._key(key)
            if self._chance(self.odd * 0.1):
                lines += [" " * indent + f"? {name}{self._trailing()}", *self._between(indent)]
                name = ""
            lines += self._entry(" " * indent + f"{name}:", value, indent, listed=False)
        return lines

    def _list(self, data: list[Any], indent: int) -> list[str]:
        """Return the lines of a list, each item on one of its own."""
        lines: list[str] = []
        for number, item in enumerate(data):
            if number:
                lines += self._between(indent)
            lines += self._entry(" " * indent + "-", item, indent, listed=True)
        return lines

    def _lines(self, value: Any, indent: int) -> list[str]:
        return self._map(value, indent) if isinstance(value, dict) else self._list(value, indent)

    def _shuffled(self, data: dict[str, Any]) -> list[tuple[str, Any]]:
        """Return the entries of a map, now and then in another order."""
        entries = list(data.items())
        if self._chance(0.4):
            self.random.shuffle(entries)
        return entries

    def _entry(self, head: str, value: Any, indent: int, *, listed: bool) -> list[str]:
        """Return the lines of a key or a dash with its value."""
        if isinstance(value, str):
            return self._scalar(head, value, indent)
        if (not value or self._chance(self.in_flow)) and (flow := self._whole_flow(value, indent + self.step)):
            return f"{head}{self.random.choice((' ', ' ', '  '))}{flow}{self._trailing()}".split("\n")
        if listed and self._chance(0.8):
            first, *others = self._lines(value, indent + self.random.choice((2, 2, 4)))
            joined = first.lstrip(" ")[:1] not in ("#", "")
            return [head + first[len(head) :], *others] if joined else [head, first, *others]
        inner = indent + self.random.choice((self.step, self.step, 2, 5))
        if isinstance(value, list) and not listed and self._chance(0.3):
            inner = indent
        return [head + self._trailing(), *self._between(inner), *self._lines(value, inner)]

    # --- texts

    def _key(self, key: str) -> str:
        """Return a key, in quotes now and then."""
        return self.random.choice((*[key] * 6, f"'{key}'", f'"{key}"'))

    def _scalar(self, head: str, value: str, indent: int) -> list[str]:
        """Return the lines of a text behind a key or dash."""
        if ("\n" in value or self._chance(self.odd * 0.3)) and (lines := self._block(head, value, indent)):
            return lines
        forms = self._forms(value)
        text = self.random.choice(forms[:1] * 3 + forms) if self.odd else forms[0]
        if self._chance(self.odd * 0.3):
            text = self._broken(text, value, indent + 1)
        elif self._chance(self.odd * 0.1):
            return [head + self._trailing(), *self._between(indent + 1), " " * (indent + 2) + text + self._trailing()]
        return f"{head} {text}{self._trailing()}".split("\n")

    @staticmethod
    def _forms(value: str, *, flow: bool = False) -> list[str]:
        """Return the ways to write a text on one line, the plainest first."""
        double = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        bare = [value] if value not in ("~", "null", "Null", "NULL", "<<") else []
        forms = [*bare, "'" + value.replace("'", "''") + "'", f'"{double}"', '"' + double.replace("\t", "\\t") + '"']
        return [one for one in forms if one and "\n" not in one and means(one, value, flow=flow)]

    def _broken(self, text: str, value: str, indent: int) -> str:
        """Return a text broken into two lines at a blank, if it then means the same."""
        places = [number for number, sign in enumerate(text) if sign == " "]
        if not places:
            return text
        at = self.random.choice(places)
        first, second = text[:at], text[at + 1 :]
        if second.lstrip().startswith("#") or not means(f"{first}\n{DEEP}{second}", value):
            return text
        return f"{first}\n{' ' * (indent + self.random.randrange(3))}{second}"

    def _block(self, head: str, value: str, indent: int) -> list[str]:
        """Return a text as a block scalar; nothing where it is hard to write as one."""
        body = value.rstrip("\n")
        if not body.strip() or "\t" in value or body.startswith(("\n", " ")):
            return []
        ends = len(value) - len(body)
        end = "-" if ends == 0 else "" if ends == 1 and self._chance(0.8) else "+"
        style = "|"
        if "\n" not in body and "  " not in body and body == body.strip() and self._chance(0.5):
            style = ">"
            body = body.replace(" ", "\n", self.random.randrange(9))
        inner = " " * (indent + self.random.choice((1, 2, 4)))
        lines = [inner + line if line else "" for line in body.split("\n")]
        return [f"{head} {style}{end}{self._trailing()}", *lines, *[""] * (ends - 1 if end == "+" else 0)]

    # --- brackets

    def _whole_flow(self, data: Any, indent: int) -> str:
        """Return data between brackets; nothing, and no comment, where it cannot be written so."""
        made = len(self.comments)
        flow = self._flow(data, indent)
        if not flow:
            del self.comments[made:]
        return flow

    def _flow(self, data: Any, indent: int) -> str:
        """Return data between brackets, or a text there; nothing where it cannot be written so."""
        if isinstance(data, str):
            return self.random.choice(forms) if (forms := self._forms(data, flow=True)) else ""
        parts: list[str] = []
        for one in self._shuffled(data) if isinstance(data, dict) else data:
            text = self._flow(one[1] if isinstance(data, dict) else one, indent + self.step)
            if not text:
                return ""
            text = f"{self._key(one[0])}: {text}" if isinstance(data, dict) else text
            parts.append(self._gap(indent) + text + (self._gap(indent) if self._chance(0.3) else ""))
        if parts and self._chance(self.odd * 0.2):
            parts.append("")
        inner = ",".join(parts) + self._gap(indent)
        return f"[{inner}]" if isinstance(data, list) else f"{{{inner}}}"

    def _gap(self, indent: int) -> str:
        """Return what stands between two parts in brackets: a blank, a new line, a comment."""
        if not self._chance(self.noise):
            return " "
        comment = f" {self._comment()}" if self._chance(0.5) else ""
        return f"{comment}\n" + "".join(f"{line}\n" for line in self._between(indent)) + " " * (indent + 1)
