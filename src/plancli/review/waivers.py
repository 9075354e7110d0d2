"""Waivers: what a branch's commits say of the rules that it breaks knowingly, and which of them count.

    Plan-Waive: task-removed IV.5.1, IV.5.2 — the ministry's letter of 3 May gives both up

A rule, the addresses it is waived for (divided by commas; one covers the places within it), a dash or a colon, and the
reason. It stands among the trailers of a commit message, in any commit of the branch.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from plancli.model import Ruling
from plancli.problem import Problem
from plancli.review.trailers import Trailer, strays, trailers
from plancli.text import HIDDEN, comma_list

KEY: Final = "Plan-Waive"
RULE: Final = r"([^\W_][\w-]*)[:,]?(?:\s+(.*))?"
SEPARATOR: Final = r"(?:^|\s+)(?:[—–]|--?-?|:)(?:\s+|$|(?=\w))|(?:[—–]|--?-?|:)(?:\s+|$)"
BARE_DASH: Final = r"\s*[—–]\s*"
SHORT: Final = 7

Cause = Literal["stray", "form", "unknown", "address", "reason", "fixed", "nothing"]


class Waiver(NamedTuple):
    """What one trailer waives; `commit` is the short hash of the commit that says it."""

    rule: str
    addresses: tuple[str, ...]
    reason: str
    commit: str
    text: str


class Idle(NamedTuple):
    """A waiver, or its addresses, that counts for nothing, and why.

    `stray`: it does not stand among the trailers; `form`: it names no rule; `unknown`: there is no such rule;
    `address`: it names nothing that it waives; `reason`: it gives none; `fixed`: policy lets nobody waive the rule;
    `nothing`: the branch does not break the rule there.
    """

    waiver: Waiver
    cause: Cause
    addresses: tuple[str, ...] = ()


class Judged(NamedTuple):
    """Which problems are waived, by their position, and the waivers that count for nothing."""

    waived: Mapping[int, Waiver]
    idle: tuple[Idle, ...]


def read(commit: str, message: str) -> tuple[list[Waiver], list[Idle]]:
    """Return the waivers of a commit message, and those that stand where they do not count."""
    short = commit[:SHORT]
    meant = [_waiver(one.value, short) for one in trailers(message) if one.key.casefold() == KEY.casefold()]
    return meant, [Idle(_waiver(one.value, short), "stray") for one in _strays(message)]


def _strays(message: str) -> list[Trailer]:
    """Return what looks like a waiver but is no trailer."""
    return strays(message, KEY)


def _waiver(value: str, commit: str) -> Waiver:
    """Return what the text of a trailer says."""
    text = unicodedata.normalize("NFC", value)
    found = re.fullmatch(RULE, text, re.DOTALL)
    if not found:
        return Waiver("", (), "", commit, text)
    addresses, reason = _parted(found[2] or "")
    reason = reason if any(character.isalnum() for character in HIDDEN.sub("", reason)) else ""
    return Waiver(found[1].lower(), tuple(comma_list(addresses)), reason, commit, text)


def _parted(text: str) -> tuple[str, str]:
    """Return the addresses and the reason, divided by the first dash or colon that has a blank beside it."""
    cut = re.search(SEPARATOR, text) or re.search(BARE_DASH, text)
    return (text[: cut.start()], text[cut.end() :].strip()) if cut else (text, "")


def judge(
    problems: Sequence[Problem],
    said: Iterable[Waiver],
    rules: Collection[str],
    asked: Collection[str],
    policy: Mapping[str, Ruling],
) -> Judged:
    """Return what is waived of problems: `rules` are all there are, `asked` those that were looked for."""
    waived: dict[int, Waiver] = {}
    idle: list[Idle] = []
    for waiver in said:
        if cause := _flaw(waiver, rules, policy):
            idle.append(Idle(waiver, cause))
        elif waiver.rule in asked:
            missed = tuple(one for one in waiver.addresses if not _applied(waiver, one, problems, waived))
            if missed:
                idle.append(Idle(waiver, "nothing", missed))
    return Judged(waived, tuple(idle))


def _flaw(waiver: Waiver, rules: Collection[str], policy: Mapping[str, Ruling]) -> Cause | None:
    """Return why a waiver counts for nothing whatever the branch does."""
    if not waiver.rule:
        return "form"
    if waiver.rule not in rules:
        return "unknown"
    if not policy.get(waiver.rule, Ruling()).waivable:
        return "fixed"
    if not waiver.reason:
        return "reason"
    return None if waiver.addresses else "address"


def _applied(waiver: Waiver, address: str, problems: Sequence[Problem], waived: dict[int, Waiver]) -> bool:
    """Waive each problem of the rule at an address or within it; return whether there was one."""
    found = False
    for number, problem in enumerate(problems):
        if problem.name == waiver.rule and any(covers(address, one) for one in addresses_of(problem)):
            waived.setdefault(number, waiver)
            found = True
    return found


def addresses_of(problem: Problem) -> list[str]:
    """Return the addresses under which a problem may be waived: its own, and the former or new one of what moved."""
    return [problem.values[name] for name in ("id", "other") if name in problem.values]


def covers(address: str, other: str) -> bool:
    """Return whether an address is this one or the one of a task or occurrence that it stands in; case is no matter."""
    wanted, found = address.casefold(), unicodedata.normalize("NFC", other).casefold()
    return found == wanted or found.startswith(f"{wanted}:")
