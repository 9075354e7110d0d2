"""What a changed fact no longer says: filling in and wording are corrections, the rest is lost."""

from typing import Any, Final

from plancli.deadline import Span
from plancli.diff.facts import fact_of
from plancli.diff.meaning import same
from plancli.model import Fact
from plancli.review.references import References

WORDS: Final = ("note", "reason")
BODIES: Final = ("by", "source")
NOT_TOLD: Final = ("at", "fact", "verified", "returned")
WRITTEN: Final = {"source": "from"}
"""The fields whose name in the files is another than in the model."""


def lost(old: Any, new: Any, references: References) -> list[str]:
    """Return the fields of an entry that are gone or say something else, by their names in the files.

    A date may become more precise, a list longer, words may be put otherwise, and a body or document may be called by
    another of its names. A verification and a return are facts of their own.
    """
    pairs = list(zip(Fact._fields, fact_of(old), fact_of(new), strict=True))
    if type(old) is not Fact:
        pairs += zip(old._fields, old, new, strict=True)
    told = [(name, before, after) for name, before, after in pairs if name not in NOT_TOLD]
    return [WRITTEN.get(name, name) for name, before, after in told if _is_lost(name, before, after, references)]


def _is_lost(name: str, before: Any, after: Any, references: References) -> bool:
    """Return whether a value is not there any more as it was."""
    if before is None or same(before, after):
        return False
    if after is None:
        return True
    if isinstance(before, Span):
        return not is_within(after, before)
    if name == "output":
        return any(not any(references.is_same_document(one, other) for other in after) for one in before)
    if type(before) is tuple:
        return not set(before) <= set(after)
    if name in BODIES:
        return not references.is_same_body(before, after)
    if name == "document":
        return not references.is_same_document(before, after)
    return name not in WORDS


def is_within(span: Span, other: Span) -> bool:
    """Return whether all days of a span are days of the other."""
    return other.first <= span.first and span.end <= other.end
