"""What a file holds, and what that is known by."""

from typing import NamedTuple

from plancli.source import Entry

try:
    from _blake2 import blake2b  # hashlib loads OpenSSL for it, which takes longer than all that is hashed here
except ImportError:
    from hashlib import blake2b

__all__ = ["Content", "blake2b", "digest_of"]


class Content(NamedTuple):
    """A file that was read: which it is, the digest of what it holds, and that."""

    entry: Entry
    digest: bytes
    data: bytes


def digest_of(data: bytes) -> bytes:
    """Return what a content is known by."""
    return blake2b(data, digest_size=32).digest()
