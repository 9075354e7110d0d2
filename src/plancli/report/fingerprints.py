"""What a finding is known by again when its line has moved, so that a forge sees an old one and not a new one."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from plancli.report.problems import Finding

PLACE: Final = re.compile(r"(?<=\.yaml)(:[0-9]+){1,2}\b|\bline [0-9]+(, column [0-9]+)?")
PASSING: Final = ("base", "count", "day", "line", "lines", "size")
SUGGESTED: Final = ("choices", "close", "examples", "known", "near", "nearest")
"""Values that say when, from where or how often something was found, or what else the plan has that may be meant: they
are not what was found, and the next run may have others."""


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """Return the fingerprint of each finding: 32 hexadecimal digits, each once in a run.

    It is made of the check, the file below the plan's folder, which of the check's messages it is, and its values
    without the places in them; findings that are equal in all these are counted, in the order they are given in.
    """
    from hashlib import sha256

    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        parts = [finding.name, finding.place.file, finding.variant, *_identity(finding.values)]
        text = "\0".join(parts)
        seen[text] += 1
        data = f"{text}\0\0{seen[text]}".encode("utf-8", "surrogatepass")
        found.append(sha256(data).hexdigest()[:32])
    return found


def _identity(values: Mapping[str, str]) -> list[str]:
    """Return the values that stay the same while a finding is there."""
    return [f"{name}={PLACE.sub('', values[name])}" for name in sorted(values) if name not in PASSING + SUGGESTED]
