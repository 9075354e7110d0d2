"""What holds of any step in any layout: only its lines change, the data by what was meant, and no comment goes."""

import re
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any, Final

import yaml
from hypothesis import HealthCheck, Phase, given, settings
from strategies import plans
from test_fmt_properties import SEEDS, written

from plancli.edit import Add, EditError, Insert, Put, Remove, Step, cut, paste, revise
from plancli.edit.draft import Draft
from plancli.edit.tree import Collection
from plancli.formatting import formatted
from plancli.formatting.same import decoded, same_meaning
from plancli.problem import Problem
from plancli.source import Entry, entry_of
from plancli.syntax import Mapping, Node, Scalar, Sequence, parse

SLOW: Final = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=60,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
TEXTS: Final = (
    "Đã gửi: x",
    "no",
    "2024",
    "a, b",
    "x # y",
    "plain",
    "hai\ndòng",
    "- z",
    "it's",
    "[a]",
    "~",
    "{x",
    "1.10",
)
DATES: Final = ("2024-05-01", "2024", "2024-06")
FACTS: Final = ("started", "progress", "submitted", "completed", "rescheduled", "suspended", "withdrawn")
LISTS: Final = ("progress", "submitted", "completed", "rescheduled", "suspended")
PARTS: Final = {"milestones": "moi", "occurrences": "2024-Q3", "members": "chi-bo-1"}


def data_of(node: Node | None) -> Any:
    """Return a node as texts, lists and maps; anything else is something no step is taken at."""
    if type(node) is Mapping:
        return {key: data_of(value) for key, value in node.entries.items()}
    if type(node) is Sequence:
        return [data_of(item) for item in node.items]
    return node.value if type(node) is Scalar else None if node is None else (node,)


def at(data: Any, path: tuple[Any, ...]) -> Any:
    """Return what stands at a path; None if nothing does."""
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def fact(random: Random, kind: str) -> dict[str, Any]:
    """Return a fact as a command would write it."""
    found: dict[str, Any] = {"date": random.choice(DATES)}
    if kind == "rescheduled":
        found["to"] = random.choice(("2026", "before 2026-07-01", "ongoing"))
    if random.random() < 0.5:
        found["note"] = random.choice(TEXTS)
    if random.random() < 0.3:
        found["evidence"] = [random.choice(TEXTS), "12-CV"]
    if kind == "progress" and random.random() < 0.3:
        found["percent"] = "40"
    return found


def task_steps(random: Random, data: Any, base: tuple[Any, ...]) -> Iterator[Step]:
    """Yield steps that make sense at a task or a part of one."""
    here = at(data, base)
    kind = random.choice(FACTS)
    if kind in LISTS:
        yield Add((*base, kind), fact(random, kind))
        yield Put((*base, kind), [fact(random, kind), fact(random, kind)])
    yield Put((*base, kind), fact(random, kind))
    yield Put((*base, "started"), random.choice(DATES))
    yield Put((*base, "note"), random.choice(TEXTS))
    if not isinstance(here, dict):
        return
    for field in ("completed", "submitted"):
        if at(here, (field,)) and not isinstance(here[field], list):
            yield Put((*base, field, "verified"), fact(random, ""))
        if isinstance(at(here, (field, 0)), dict | str):
            yield Put((*base, field, 0, "note"), random.choice(TEXTS))
    for key, value in here.items():
        if key not in ("id", "title", "name"):
            yield Remove((*base, key))
        if isinstance(value, list) and value and key not in ("due", "unknown"):
            yield Remove((*base, key, random.randrange(len(value))))
            yield Insert((*base, key), random.randrange(len(value) + 1), value[0])
            yield Add((*base, key), value[-1])
        if isinstance(value, dict) and value and key in FACTS:
            yield Put((*base, key), {**value, "note": random.choice(TEXTS)})


def body_steps(random: Random, data: Any) -> Iterator[Step]:
    """Yield steps that make sense in a body's file."""
    yield Add(("tasks",), {"id": "Z.1", "due": "2024", "title": random.choice(TEXTS), "tags": ["a", "no"]})
    yield Put(("contact",), random.choice(TEXTS))
    yield Put(("members", "m-x"), {"name": random.choice(TEXTS)})
    tasks = at(data, ("tasks",))
    if not isinstance(tasks, list) or not tasks:
        return
    number = random.randrange(len(tasks))
    base: tuple[Any, ...] = ("tasks", number)
    yield Remove(base)
    yield Insert(("tasks",), number, {"id": "Z.1", "title": random.choice(TEXTS)})
    for field, value in {"due": "2027", "text": "một\nhai\n", "tags": ["a, b", "b"], "title": "Mới: a"}.items():
        yield Put((*base, field), value)
    yield Add((*base, "supporting"), "ban-c")
    yield from task_steps(random, data, base)
    for parts, new in PARTS.items():
        known = at(data, (*base, parts))
        for key in [new, *(known if isinstance(known, dict) else ())]:
            yield from task_steps(random, data, (*base, parts, key))


def steps_for(random: Random, data: Any, entry: Entry) -> list[Step]:
    """Return a few steps that make sense in a file."""
    if entry.kind == "body":
        found = list(body_steps(random, data))
        return random.sample(found, min(len(found), 4))
    text = random.choice(TEXTS)
    if entry.kind == "documents":
        return [Add(("documents",), {"number": "9-X", "title": text}), Put(("documents", 0, "title"), text)]
    return [
        Put(("events", "moi"), {"name": text, "date": "2025"}),
        Put(("events", "dai-hoi", "date"), "2025-03"),
        Put(("issuer",), text),
        Add(("sources", "goc", "outline"), {"id": "IX", "heading": text}),
        Remove(("events", "so-ket")),
    ]


def changed(data: Any, step: Step) -> Any:
    """Return data after a step, by the plainest means; ValueError where the step makes no sense there."""
    *way, last = step.path if isinstance(step, Put | Remove) else (*step.path, None)
    root = here = _copy(data)
    for number, part in enumerate(way):
        if isinstance(part, str) and here.get(part, "") in ("", [], {}) and not isinstance(step, Remove):
            ahead = (*way, last)[number + 1]
            here[part] = [] if ahead is None else {}
        elif isinstance(here[part], str) and isinstance((*way, last)[number + 1], str):
            here[part] = {"date": here[part]}
        elif last is None and number == len(way) - 1 and not isinstance(here[part], list):
            here[part] = [here[part]]
        here = here[part]
    if isinstance(step, Remove):
        del here[last]
    elif isinstance(step, Put):
        here[last] = step.value
    else:
        here.insert(step.index if isinstance(step, Insert) else len(here), step.value)
    return root


def _copy(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _copy(value) for key, value in data.items()}
    return [_copy(value) for value in data] if isinstance(data, list) else data


def dumped(data: Any) -> bytes:
    """Return data as YAML, as another writer has it."""
    return yaml.dump(_numbers(data), allow_unicode=True, sort_keys=False, width=10**6).encode()


def _numbers(data: Any) -> Any:
    """Return data in which what must be a number or a boolean, not a text, is one."""
    if isinstance(data, dict):
        return {
            key: int(value) if key == "percent" and str(value).isdecimal()
            else value == "true" if key in ("collective",) and value in ("true", "false")
            else _numbers(value)
            for key, value in data.items()
        }  # fmt: skip
    return [_numbers(value) for value in data] if isinstance(data, list) else data


def touched(old: bytes, new: bytes) -> int:
    """Return over how many of the old lines the change reaches; all before and behind are there, byte for byte."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if before and not before[-1].endswith(b"\n"):
        # What was the last line gets an end; a block text that was the last gets a sign that this end is none of it.
        sign = re.compile(rb"((?::|-) [|>]\d*)[+-]?")
        before, after = ([sign.sub(rb"\1", one.rstrip(b"\r\n")) for one in lines] for lines in (before, after))
    first = 0
    while first < min(len(before), len(after)) and before[first] == after[first]:
        first += 1
    rest = 0
    while rest < min(len(before), len(after)) - first and before[-1 - rest] == after[-1 - rest]:
        rest += 1
    return len(before) - first - rest


def extent(data: bytes, path: tuple[Any, ...]) -> int:
    """Return over how many lines that reaches which stands at a path, or is made a map for it, and comments below."""
    entry = entry_of("bodies/x.yaml")
    assert entry
    draft = Draft(data, entry)
    spot = draft.find(path)
    filled = not spot.rest or not isinstance(spot.node, Collection) or not spot.node.elements
    if spot.element is None or not filled:
        return 0
    end = draft.sheet.below(spot.element.end, -1)
    return draft.sheet.line_of(end) - draft.sheet.line_of(spot.element.start) + 1


COUNTS: Counter[str] = Counter()


def attempt(data: bytes, entry: Entry, step: Step) -> bytes | None:
    """Return a file after a step; None if that is refused, which is counted unless the step or the task is at fault."""
    try:
        return revise(data, entry, [step])
    except EditError as error:
        told = error
    COUNTS["refused"] += not told.problems
    assert told.message.startswith(entry.file)
    return None


def check(data: bytes, entry: Entry, step: Step, comments: list[str], *, tidy: bool) -> None:
    """Take a step in a file, and hold what comes out against all that must be so."""
    COUNTS["all"] += 1
    new = attempt(data, entry, step)
    if new is None:
        return
    before, after = parse(data, entry.file), parse(new, entry.file)
    wanted = changed(data_of(before.root), step)
    assert data_of(after.root) == wanted
    if not _odd(wanted) and entry.kind == "body":
        other = parse(dumped(wanted), entry.file)
        assert same_meaning(decoded(after, entry), decoded(other, entry)) or _unreadable(decoded(after, entry).problems)
    if not isinstance(step, Remove):
        texts = re.findall("<[0-9]+>", str(data_of(before.root)))  # that came out as none, but as part of a block text
        wanted_numbers = Counter(re.findall("<[0-9]+>", " ".join(comments))) - Counter(texts)
        assert Counter(re.findall("<[0-9]+>", new.decode())) - Counter(texts) == wanted_numbers
    assert new.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")
    if tidy:
        assert formatted(new, entry).data == new
    room = 0 if isinstance(step, Insert) else extent(data, step.path[: -1 if isinstance(step, Remove) else None])
    assert touched(data, new) <= room + 1, (step, new.decode())


def _odd(data: Any) -> bool:
    """Whether there is something in data that the other writer would write otherwise."""
    return "~" in str(data) or "ull" in str(data)


def _unreadable(problems: list[Problem]) -> bool:
    return any(problem.name in ("wrong-type", "invalid-date", "invalid-due", "unknown-field") for problem in problems)


@SLOW
@given(plans(), SEEDS)
def test_a_step_changes_its_lines_and_what_they_say(data: Any, seed: int) -> None:
    random = Random(seed)
    files, comments = written(data, random)
    for name, content in files.items():
        entry = entry_of(name)
        assert entry
        for step in steps_for(random, data_of(parse(content, name).root), entry):
            check(content, entry, step, comments[name], tidy=False)


@SLOW
@given(plans(), SEEDS)
def test_a_file_that_is_laid_out_stays_so(data: Any, seed: int) -> None:
    random = Random(seed)
    files, comments = written(data, random)
    for name, content in files.items():
        entry = entry_of(name)
        assert entry
        tidy = formatted(content, entry).data
        for step in steps_for(random, data_of(parse(tidy, name).root), entry):
            check(tidy, entry, step, comments[name], tidy=formatted(tidy, entry).data == tidy)


@SLOW
@given(plans(), SEEDS)
def test_a_task_moves_with_its_lines_and_comments(data: Any, seed: int) -> None:
    random = Random(seed)
    files, comments = written(data, random)
    bodies = [name for name in files if name.startswith("bodies/")]
    for name in bodies:
        tasks = at(data_of(parse(files[name], name).root), ("tasks",))
        other = random.choice(bodies)
        if isinstance(tasks, list) and tasks and other != name:
            move(files, comments, name, other, random.randrange(len(tasks)))


def move(files: dict[str, bytes], comments: dict[str, list[str]], name: str, other: str, number: int) -> None:
    """Move a task from one file to another, and hold both against what they should be."""
    source, target = entry_of(name), entry_of(other)
    assert source
    assert target
    before = [data_of(parse(files[one], one).root) for one in (name, other)]
    there = at(before[1], ("tasks",))
    end = len(there) if isinstance(there, list) else 0
    COUNTS["moved"] += 1
    try:
        rest, piece = cut(files[name], source, ("tasks", number))
        new = paste(files[other], target, ("tasks",), end, piece)
    except EditError as error:
        COUNTS["not moved"] += not error.problems
        return
    after = [data_of(parse(one, name).root) for one in (rest, new)]
    assert after[0] == changed(before[0], Remove(("tasks", number)))
    assert after[1] == changed(before[1], Insert(("tasks",), end, before[0]["tasks"][number]))
    found = Counter(re.findall("<[0-9]+>", (rest + new).decode()))
    assert found == Counter(re.findall("<[0-9]+>", " ".join(comments[name] + comments[other])))
    assert touched(files[other], new) <= 1
    assert touched(files[name], rest) <= extent(files[name], ("tasks", number)) + 12


def test_few_steps_are_refused() -> None:
    """A refusal is safe, and no use: of what could be done, nearly all is."""
    assert COUNTS["refused"] <= COUNTS["all"] * 0.01, COUNTS
    assert COUNTS["not moved"] <= COUNTS["moved"] * 0.3, COUNTS
