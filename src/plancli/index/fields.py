"""How the values of fields are packed into what JSON can hold, and made again; nothing that is read is executed."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from plancli.deadline import Interval, parse_due, parse_dues, parse_span
from plancli.model import At, Located

new: Final[Any] = tuple.__new__  # the constructors of named tuples take three times as long


class Packing(NamedTuple):
    """One kind of value: to JSON, and back. Neither is asked for what is absent."""

    pack: Callable[[Any], Any]
    unpack: Callable[[Any], Any]


def located(raw: list[Any]) -> Located:
    """Return a text that knows its place."""
    made = Located(raw[0])
    made.line, made.column = raw[1], raw[2]
    return made


def place(value: Located) -> list[Any]:
    """Return a text with its place as a list."""
    return [str(value), value.line, value.column]


def _locateds(raw: list[Any]) -> tuple[Located, ...]:
    return tuple([located(one) for one in raw])


def _due(raw: Any) -> Any:
    return parse_dues(raw) if type(raw) is list else parse_due(raw)


def _pack_due(due: Any) -> Any:
    """Return a deadline's text; of several series that of each."""
    series = getattr(due, "series", ())
    return [one.text for one in series] if len(series) > 1 else due.text


SAME: Final = Packing(lambda value: value, lambda raw: raw)
TEXTS: Final = Packing(list, tuple)
LOCATED: Final = Packing(place, located)
LOCATEDS: Final = Packing(lambda value: [place(one) for one in value], _locateds)
AT: Final = Packing(list, lambda raw: new(At, raw))
SPAN: Final = Packing(lambda value: value.text, parse_span)
DUE: Final = Packing(_pack_due, _due)
INTERVAL: Final = Packing(list, lambda raw: Interval(*raw))


def named(inner: Packing) -> Packing:
    """Return the packing of a mapping whose names know their places."""

    def pack(value: Mapping[Located, Any]) -> Any:
        return [[place(name), inner.pack(one)] for name, one in value.items()]

    def unpack(raw: list[Any]) -> Any:
        return {located(name): inner.unpack(one) for name, one in raw}

    return Packing(pack, unpack)


def plainly_named(inner: Packing) -> Packing:
    """Return the packing of a mapping whose names are mere texts."""
    return Packing(
        lambda value: {str(name): inner.pack(one) for name, one in value.items()},
        lambda raw: {name: inner.unpack(one) for name, one in raw.items()},
    )


def several(inner: Packing) -> Packing:
    """Return the packing of a tuple of values."""
    pack, unpack = inner
    return Packing(lambda value: [pack(one) for one in value], lambda raw: tuple([unpack(one) for one in raw]))
