"""What differs between two texts, of which one may be the wording of a whole clause."""

from collections.abc import Sequence
from typing import Final

WHOLE: Final = 60
KEPT_WORDS: Final = 4


def differing(old: str, new: str) -> tuple[str, str]:
    """Return two texts; of long ones only what differs, with a few words before and behind it."""
    if max(len(old), len(new)) <= WHOLE:
        return old, new
    before, after = old.split(), new.split()
    head = _alike(before, after)
    tail = min(_alike(before[::-1], after[::-1]), min(len(before), len(after)) - head)
    start = head - KEPT_WORDS if head > KEPT_WORDS + 1 else 0
    behind = tail - KEPT_WORDS if tail > KEPT_WORDS + 1 else 0
    return _cut(before, start, behind), _cut(after, start, behind)


def _alike(first: Sequence[str], second: Sequence[str]) -> int:
    """Return how many words at the beginning are the same."""
    pairs = zip(first, second, strict=False)
    return next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(first), len(second)))


def _cut(parts: Sequence[str], start: int, behind: int) -> str:
    """Return words without the first and the last ones, with an ellipsis in their place."""
    kept = " ".join(parts[start : len(parts) - behind])
    return f"{'… ' if start else ''}{kept}{' …' if behind else ''}"
