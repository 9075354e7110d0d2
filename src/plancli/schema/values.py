"""What may stand as a single value, in JSON Schema, by the kind that a field has.

A plan's files hold texts alone, of which an editor takes some for numbers or booleans: to it `due: 2024` is a number
and `title: true` a boolean. What a text may be, it may be taken for. Where nothing need stand, null and blanks may.
"""

from typing import Any, Final, NamedTuple

from plancli.decode.kinds import Kind
from plancli.i18n import _
from plancli.schema.patterns import BLANK, DATE, DUE, ID, LENGTH, SERIES, SINGLE_DUE, SOMETHING, SPAN, whole
from plancli.schema.words import EXAMPLES, MESSAGES

Schema = dict[str, Any]

YEARS: Final = (1000, 9999)


class Scalar(NamedTuple):
    """A kind of single values: the types it may be taken for, the expression for its texts (None: any), bounds."""

    types: tuple[str, ...]
    pattern: str | None = None
    bounds: tuple[int, int | None] | None = None


SCALARS: Final = {
    "text": Scalar(("string", "number", "boolean")),
    "name": Scalar(("string", "number", "boolean")),
    "id": Scalar(("string", "number", "boolean"), ID, (0, None)),
    "date": Scalar(("string", "integer"), DATE, YEARS),
    "span": Scalar(("string", "integer"), SPAN, YEARS),
    "due": Scalar(("string", "integer"), DUE, YEARS),
    "single-due": Scalar(("string", "integer"), SINGLE_DUE, YEARS),
    "series": Scalar(("string",), SERIES),
    "interval": Scalar(("string",), LENGTH),
    "boolean": Scalar(("boolean",)),
}
"""By the names of the kinds; a `single-due` is what places inside a task have, a `series` an item of a list."""


def scalar(name: str, *, required: bool) -> Schema:
    """Return what may stand where a field has a kind of SCALARS."""
    types, pattern, bounds = SCALARS[name]
    made = _typed(types, pattern, bounds, required=required)
    if name in MESSAGES:
        made["errorMessage"] = _(MESSAGES[name])
    if name in EXAMPLES:
        made["examples"] = EXAMPLES[name]
    return made


def number(kind: Kind, *, required: bool) -> Schema:
    """Return what may stand for a whole number in bounds."""
    low, high = kind.of
    message = _("A whole number from {low} to {high}").format(low=low, high=high)
    return {**_typed(("integer",), None, (low, high), required=required), "errorMessage": message}


def _typed(
    types: tuple[str, ...], pattern: str | None, bounds: tuple[int, int | None] | None, *, required: bool
) -> Schema:
    """Return types with the texts and numbers among them that may stand."""
    made: Schema = {"type": [*types]}
    if "string" in types:
        if pattern is not None:
            made["pattern"] = whole(pattern) if required else whole(BLANK, pattern)
        elif required:
            made["pattern"] = SOMETHING
    elif not required:
        made = {"type": [*types, "string"], "pattern": whole(BLANK)}
    if not required:
        made["type"].append("null")
    if bounds:
        made["minimum"] = bounds[0]
        if bounds[1] is not None:
            made["maximum"] = bounds[1]
    return made


def choice(choices: tuple[str, ...], *, required: bool) -> Schema:
    """Return what may stand for one of a few words."""
    words: list[Any] = [int(one) for one in choices if one.isdecimal()]
    words += choices
    return {"enum": words} if required else {"anyOf": [{"enum": words}, blank()]}


def blank() -> Schema:
    """Return what counts as nothing."""
    return {"type": ["string", "null"], "pattern": whole(BLANK)}
