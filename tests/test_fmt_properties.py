"""What holds of `plan fmt` for any plan in any layout: it is done once, keeps every comment, and changes no meaning."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any, Final

import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from layouts import SPECIAL, Scribe
from strategies import _written, plans

from plancli.formatting import formatted
from plancli.load import load
from plancli.problem import Problem
from plancli.source import Entry, Listing, entry_of
from plancli.syntax import Mapping, Node, Null, Scalar, Sequence, parse

FAST: Final = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=50,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
SEEDS: Final = st.integers(0, 1 << 32)
TEXTS: Final = (
    *("id", "title", "text", "source", "co_leads", "supporting", "supporting_note", "due_words", "cites", "output"),
    *("depends", "tags", "note", "name", "short", "aliases", "contact", "by", "document", "evidence", "reason", "from"),
    *("into", "number", "type", "issuer", "heading", "succeeded_by"),
)
"""The fields whose plain texts no reader may take for something else."""


class Files:
    """A plan's files, by their names, as a source to read them from."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files

    def listing(self) -> Listing:
        """Return the entries of the files."""
        return Listing(tuple(entry for name in self.files if (entry := entry_of(name))))

    def read(self, entry: Entry) -> bytes | Problem:
        """Return a file."""
        return self.files[entry.path]


def disturbed(data: Any, random: Random, key: str = "") -> Any:
    """Return data with some texts made odd, and with fields that nobody knows."""
    if isinstance(data, dict):
        found = {name: disturbed(value, random, name) for name, value in data.items()}
        if random.random() < 0.05:
            odd = [random.choice(SPECIAL) for _ in range(3)]
            found["unknown"] = random.choice((odd, {"b": odd, "a": odd[0]}, odd[1], {"no": [{"x": odd[2], "y": odd}]}))
        return found
    if isinstance(data, list):
        return [disturbed(value, random, key) for value in data]
    return random.choice(SPECIAL) if key in TEXTS and key != "id" and random.random() < 0.3 else data


def written(data: Any, random: Random) -> tuple[dict[str, bytes], dict[str, list[str]]]:
    """Return a plan's files in layouts of all kinds, and the comments of each."""
    contents = {"plan.yaml": data["info"], "documents.yaml": {"documents": data["documents"]}}
    contents |= {f"bodies/{id}.yaml": body for id, body in data["bodies"].items()}
    files: dict[str, bytes] = {}
    comments: dict[str, list[str]] = {}
    for name, made in contents.items():
        scribe = Scribe(random)
        text = scribe.write(disturbed(_written(made), random))
        if random.random() < 0.3:
            text = text.replace("\n", "\r\n")
        if random.random() < 0.2:
            text = unicodedata.normalize("NFD", text)
        content = (b"\xef\xbb\xbf" if random.random() < 0.1 else b"") + text.encode()
        if sound(content, name):
            files[name], comments[name] = content, scribe.comments
    return files, comments


def sound(data: bytes, name: str) -> bool:
    """Return whether the layout came out well: rarely, texts and brackets do not fit together."""
    return {problem.name for problem in parse(data, name).problems} <= {"not-nfc", "cut-by-comment"}


def laid_out(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files formatted, of which each can be."""
    found = {}
    for name, data in files.items():
        entry = entry_of(name)
        assert entry
        result = formatted(data, entry)
        assert (result.problems, result.fault) == ((), ""), data.decode()
        found[name] = result.data
    return found


def meaning(files: dict[str, bytes]) -> tuple[str, list[str]]:
    """Return all that files say, without places, and the names of what is wrong in them."""
    plan, problems = load(Files(files))[:2]
    text = re.sub(r"At\(line=\d+, column=\d+\)", "At", repr(plan))
    text = re.sub(r"places=(mappingproxy\()?\{[^}]*\}", "", text)
    text = re.sub(r"(faults|unread)=\(([^()]*)\)", lambda found: repr(sorted(found[2].split(", "))), text)
    return text, sorted(one.name for one in problems if one.name not in ("not-nfc", "cut-by-comment"))


def scalars(node: Node | None, key: str = "") -> Iterator[tuple[str, Scalar]]:
    """Yield the texts of a file with the field that each stands in."""
    if type(node) is Mapping:
        for name, value in node.entries.items():
            if name != "unknown":
                yield from scalars(value, name)
    elif type(node) is Sequence:
        for value in node.items:
            yield from scalars(value, key)
    elif type(node) is Scalar:
        yield key, node


CORE: Final = re.compile(
    r"null|Null|NULL|~|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
"""What the core schema of YAML 1.2 (10.3.2) resolves to something else than text."""


def resolved(text: str) -> set[str]:
    """Return what the two versions of YAML take a plain text for."""
    loader: Any = yaml.SafeLoader("")
    old = loader.resolve(yaml.ScalarNode, text, (True, False))
    if re.fullmatch("[yYnN]", text):  # in the specification of 1.1, not in PyYAML
        old = "tag:yaml.org,2002:bool"
    return {old.removeprefix("tag:yaml.org,2002:"), "other" if CORE.fullmatch(text) else "str"}


@FAST
@given(plans(), SEEDS)
def test_laid_out_anew_a_plan_says_the_same_and_stays_as_it_is(data: Any, seed: int) -> None:
    files, comments = written(data, Random(seed))
    once = laid_out(files)
    assert laid_out(once) == once
    assert meaning(once) == meaning(files)
    for name, found in comments.items():
        text = once[name].decode()
        numbers = Counter(re.findall("<[0-9]+>", text))
        assert numbers == Counter(re.findall("<[0-9]+>", " ".join(found)))
        assert all(unicodedata.normalize("NFC", comment) in text for comment in found)


@FAST
@given(plans(), SEEDS)
def test_every_reader_of_yaml_reads_the_same(data: Any, seed: int) -> None:
    files = laid_out(written(data, Random(seed))[0])
    for name, content in files.items():
        text = content.decode()
        events = [
            [(type(event), getattr(event, "value", None)) for event in yaml.parse(text, Loader=loader)]
            for loader in (yaml.CLoader, yaml.Loader)
        ]
        assert events[0] == events[1]
        for field, scalar in scalars(parse(content, name).root):
            if field in TEXTS and not scalar.style and scalar.value:
                assert resolved(scalar.value) == {"str"}, (field, scalar.value)


@FAST
@given(plans(), SEEDS)
def test_the_text_is_tidy(data: Any, seed: int) -> None:
    files = written(data, Random(seed))[0]
    for content in laid_out(files).values():
        text = content.decode()
        windows = text.count("\r\n")
        assert windows in (0, text.count("\n"))
        text = text.replace("\r\n", "\n")
        assert "\r" not in text
        assert text == "" or text.endswith("\n")
        assert unicodedata.is_normalized("NFC", text)
        if not re.search(r"[|>][0-9]?\+?-?(  #.*)?$", text, re.MULTILINE):
            assert not re.search(r"[ \t]$", text, re.MULTILINE)
            assert "\n\n\n" not in text
            assert not text.endswith("\n\n")


def without_typed(data: Any) -> Any:
    """Return what a file has, without the values for which quotes make a difference."""
    if isinstance(data, dict):
        kept = {name: one for name, one in _written(data).items() if name not in ("collective", "percent")}
        return {name: without_typed(one) for name, one in kept.items()}
    return [without_typed(one) for one in data] if isinstance(data, list) else data


@FAST
@given(plans(), SEEDS)
def test_the_layout_before_does_not_matter(data: Any, seed: int) -> None:
    """Of data with nothing in brackets, no comments, no odd texts, every layout becomes the same."""

    def plain(seed: int) -> dict[str, bytes]:
        scribe = Scribe(Random(seed))
        scribe.noise = scribe.in_flow = 0.0
        scribe._shuffled = lambda data: list(data.items())  # type: ignore[method-assign]
        scribe._block = lambda *args: []  # type: ignore[method-assign]
        return {
            f"bodies/{name}.yaml": re.sub(r"(?m)^(---|\.\.\.) *\n?", "", scribe.write(without_typed(body))).encode()
            for name, body in data["bodies"].items()
        }

    first, second = plain(seed), plain(seed + 1)
    both = [name for name in first if sound(first[name], name) and sound(second[name], name)]
    assert laid_out({name: first[name] for name in both}) == laid_out({name: second[name] for name in both})


def test_nulls_are_never_made_texts() -> None:
    entry = entry_of("bodies/a.yaml")
    assert entry
    for word in ("~", "null", "Null", "NULL"):
        root = parse(formatted(f"short: {word}\nname: '{word}'\n".encode(), entry).data, "a").root
        assert type(root) is Mapping
        assert type(root.entries["short"]) is Null
        assert type(root.entries["name"]) is Scalar
