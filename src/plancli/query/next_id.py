"""Which id a new task gets: the next one under its clause, and never one that any task had.

Of a clause with one task that is the clause's own, IV.4.3; of one with several they are told apart by letters or
numbers behind it, IV.4.2a and IV.4.2b, and the next is IV.4.2c, also where b was given up.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from plancli.ids import valid_id
from plancli.model import Plan
from plancli.state.anchors import bare

VIETNAMESE: Final = "abcdđeghiklmnopqrstuvxy"
"""The letters of official lists, in which đ is one, and f, j, w, z are none."""
LATIN: Final = "abcdefghijklmnopqrstuvwxyz"

MOST: Final = 1000

_LETTERED: Final = re.compile(r"(?:.*[^A-Za-zĐđ])?([A-Za-zĐđ])")
_TAIL: Final = re.compile(r"([.\-_]?)([A-Za-zĐđ]|[0-9]{1,9})")


def used_ids(plan: Plan) -> set[str]:
    """Return the ids that tasks have, withdrawn ones too, and those that other tasks name."""
    found: set[str] = set()
    for task in plan.tasks:
        found.update(str(one) for one in (task.id, *task.depends))
        if task.facts.withdrawn:
            found.update(str(one) for one in task.facts.withdrawn.into)
    return found


def list_letters(plan: Plan) -> str:
    """Return the letters that the plan's lists go by: those in use decide, else the plan's language."""
    names = [str(task.id) for task in plan.tasks]
    names += [str(clause.id) for source in plan.info.sources for clause in source.outline]
    lists: dict[str, set[str]] = {}
    for name in names:
        if found := _LETTERED.fullmatch(name):
            lists.setdefault(name[:-1], set()).add(found[1].lower())
    used = set().union(*lists.values()) if lists else set()
    if "đ" in used:
        return VIETNAMESE
    if used & set("fjwz"):
        return LATIN
    vietnamese = VIETNAMESE if plan.info.language == "vi" else LATIN
    return vietnamese.replace("đ", "") if any({"d", "e"} <= letters for letters in lists.values()) else vietnamese


def next_id(plan: Plan, clause: str, used: Collection[str]) -> str | None:
    """Return the next id under a clause, where it can be told, none of those `used`."""
    base = bare(clause, plan.info).replace(":", ".")
    own = {str(task.id) for task in plan.tasks if clause in task.source}
    places = {bare(f"{source.id}:{one.id}", plan.info) for source in plan.info.sources for one in source.outline}
    taken = {one.casefold() for one in [*used, *(places - {base})]}
    tails = [tail for one in used if (one in own or one not in places) and (tail := _tail(base, one))]
    lettered = [tail for tail in tails if not tail[2].isdecimal()]
    numbered = [tail for tail in tails if tail[2].isdecimal() and base + tail[0] in own]
    if lettered:
        found = _free(_behind_letter(base, lettered, list_letters(plan)), taken)
    elif numbered:
        last = max(numbered, key=lambda tail: int(tail[2]))
        found = _free((f"{base}{last[1]}{int(last[2]) + more}" for more in range(1, MOST)), taken)
    else:
        found = _free([base, *(base + letter for letter in list_letters(plan))], taken)
    return found if found and valid_id(found) else None


def _tail(base: str, id: str) -> re.Match[str] | None:
    """Return what an id has behind a clause, if that counts its tasks: II is none of I, nor IV.10 of IV.1."""
    found = _TAIL.fullmatch(id[len(base) :]) if base and id.startswith(base) else None
    if found is None or found[1]:
        return found
    apart = base[-1].isdecimal() or (base[-1].isupper() and found[2].islower())
    return found if apart and not found[2].isdecimal() else None


def _behind_letter(base: str, tails: Sequence[re.Match[str]], letters: str) -> list[str]:
    """Return the ids behind that with the last of the letters that are used."""
    ranks = {letter: rank for rank, letter in enumerate(letters)}
    known = [tail for tail in tails if tail[2].lower() in ranks]
    if not known:
        return []
    last = max(known, key=lambda tail: ranks[tail[2].lower()])
    left = letters[ranks[last[2].lower()] + 1 :]
    return [f"{base}{last[1]}{letter.upper() if last[2].isupper() else letter}" for letter in left]


def _free(candidates: Iterable[str], taken: Collection[str]) -> str | None:
    """Return the first id that none has, or has but for the case of its letters."""
    return next((one for one in candidates if one.casefold() not in taken), None)
