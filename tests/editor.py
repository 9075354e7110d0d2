"""What an editor makes of a plan's file: its values by the core schema of YAML 1.2, judged by a JSON Schema."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import yaml
from jsonschema import Draft7Validator, ValidationError
from jsonschema.validators import extend

CORE: Final[tuple[tuple[str, Callable[[str], Any]], ...]] = (
    (r"|~|null|Null|NULL", lambda text: None),
    (r"true|True|TRUE|false|False|FALSE", lambda text: text.lower() == "true"),
    (r"[-+]?[0-9]+", int),
    (r"0o[0-7]+", lambda text: int(text[2:], 8)),
    (r"0x[0-9a-fA-F]+", lambda text: int(text[2:], 16)),
    (r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", float),
    (r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)", lambda text: float(text.replace(".", "").lower())),
)
"""Texts without quotes and what they are; all others are texts."""


def value_of(text: str) -> Any:
    """Return what a text without quotes is."""
    return next((made(text) for pattern, made in CORE if re.fullmatch(pattern, text)), text)


def read(text: str) -> Any:
    """Return the value of a file, which is one document without anchors and tags."""
    for event in (events := yaml.parse(text, Loader=yaml.CSafeLoader)):
        if isinstance(event, yaml.DocumentStartEvent):
            return _value(next(events), events)
    return None


def _value(event: yaml.Event, events: Iterator[yaml.Event]) -> Any:
    """Return the value that begins with an event."""
    if isinstance(event, yaml.ScalarEvent):
        return event.value if event.style else value_of(event.value)
    if isinstance(event, yaml.SequenceStartEvent):
        return [_value(one, events) for one in _until(yaml.SequenceEndEvent, events)]
    assert isinstance(event, yaml.MappingStartEvent), event
    return {_key(one): _value(next(events), events) for one in _until(yaml.MappingEndEvent, events)}


def _until(end: type[yaml.Event], events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    while not isinstance(event := next(events), end):
        yield event


def _key(event: yaml.Event) -> str:
    """Return a key, which JSON has as a text whatever it is."""
    assert isinstance(event, yaml.ScalarEvent), event
    return event.value


def unclear(text: str) -> bool:
    """Whether a file says what its values do not show: a null by a word, or a number or boolean not as JSON has it.

    A plan's file has texts alone: `1.10` is not `1.1`, `010` not `10`, `+1` not `1`, `True` not `true`, and `~` is
    refused where nothing at all may stand. An editor sees no difference.
    """
    plain = [event.value for event in _scalars(text) if not event.style]
    values = [(one, value_of(one)) for one in plain if one]
    return any(value is None or (not isinstance(value, str) and _as_json(value) != one) for one, value in values)


def _as_json(value: float | bool) -> str:
    """Return a number or boolean as JSON has it; a whole number has no point."""
    return json.dumps(int(value) if isinstance(value, float) and value.is_integer() else value)


def _scalars(text: str) -> Iterator[yaml.ScalarEvent]:
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.ScalarEvent):
            yield event


def _pattern(validator: Any, pattern: str, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """Judge a text as ECMA 262 does, where `$` is the end of it and not also before a last line break."""
    if isinstance(instance, str) and not re.search(pattern.replace("$", r"\Z"), instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


Validator: Final[Any] = extend(Draft7Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]
