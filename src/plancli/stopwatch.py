"""Where the time of one run goes: phases that can lie in one another, each counted without those inside it.

Off, a phase costs a look at one variable. It is for a whole step of a command (reading a file, drawing an answer),
never for each of its tasks.
"""

import os
from time import perf_counter, process_time
from typing import Final, Literal, NamedTuple

Phase = Literal["starting", "reading", "decoding", "checking", "asking", "drawing", "rest"]
"""What a run does: up to the command's own code; files listed and their bytes fetched, from disk, git or an index;
bytes to text, nodes and values; checks and rules; all that the command itself does, judging first; the answer drawn and
written; and what lies outside of all these."""
PHASES: Final[tuple[Phase, ...]] = ("starting", "reading", "decoding", "checking", "asking", "drawing", "rest")
Counted = Literal["files", "tasks", "answered"]
"""What is counted: files of plans that were asked for, the tasks in them, and the files that an index answered."""


class Taken(NamedTuple):
    """Where the time went: seconds by phase, that add up to `total`; what was counted; peak memory in bytes or None."""

    seconds: dict[Phase, float]
    counts: dict[Counted, int]
    memory: int | None

    @property
    def total(self) -> float:
        """The seconds from the start of the process on."""
        return sum(self.seconds.values())


class _Watch:
    """The phases that are open, outermost first, and the time that each has taken."""

    def __init__(self, before: float) -> None:
        self.seconds: dict[Phase, float] = dict.fromkeys(PHASES, 0.0)
        self.seconds["starting"] = before
        self.counts: dict[Counted, int] = {}
        self.open: list[Phase] = ["starting"]
        self.since = perf_counter()

    def charge(self) -> None:
        """Give the time since the last change to the phase that is open."""
        now = perf_counter()
        self.seconds[self.open[-1]] += now - self.since
        self.since = now


class _Measured:
    """One phase of a run that is measured."""

    __slots__ = ("_name", "_watch")

    def __init__(self, watch: _Watch, name: Phase) -> None:
        self._watch = watch
        self._name = name

    def __enter__(self) -> None:
        self._watch.charge()
        self._watch.open.append(self._name)

    def __exit__(self, *_error: object) -> None:
        self._watch.charge()
        self._watch.open.pop()


class _Off:
    """A phase of a run that is not measured."""

    __slots__ = ()

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_error: object) -> None:
        return None


_OFF: Final = _Off()
_watch: _Watch | None = None


def phase(name: Phase) -> _Measured | _Off:
    """Return what measures a step of the run: `with phase("reading"):`; a phase inside it counts for itself alone."""
    return _OFF if _watch is None else _Measured(_watch, name)


def count(name: Counted, number: int) -> None:
    """Add to what is counted."""
    if _watch is not None:
        _watch.counts[name] = _watch.counts.get(name, 0) + number


def is_on() -> bool:
    """Whether this run is measured."""
    return _watch is not None


def start() -> None:
    """Measure from here on; the time since the process began counts as starting."""
    global _watch
    _watch = _Watch(_before())


def begin() -> None:
    """End the start: from here on, what lies outside of every phase is the rest."""
    if _watch is not None and _watch.open == ["starting"]:
        _watch.charge()
        _watch.open[0] = "rest"


def stop() -> Taken | None:
    """Return where the time went, and measure no more; None where nothing was measured."""
    global _watch
    watch, _watch = _watch, None
    if watch is None:
        return None
    watch.charge()
    return Taken(watch.seconds, watch.counts, _memory())


def _before() -> float:
    """Return the seconds since the process began.

    Linux tells that moment to a tick of a hundredth of a second, too coarse for a start of five; the time that the
    processor worked for it is exact, but leaves out what it waited for. The true time is no less than either.
    """
    worked = process_time()
    try:
        with open("/proc/self/stat", "rb") as stream:
            began = int(stream.read().rpartition(b")")[2].split()[19])
        from time import CLOCK_BOOTTIME, clock_gettime

        tick = 1 / os.sysconf("SC_CLK_TCK")
        waited = clock_gettime(CLOCK_BOOTTIME) - (began + 1) * tick
    except (OSError, ValueError, IndexError, ImportError, AttributeError):
        return worked
    return max(worked, waited) if waited < worked + 60 else worked


def _memory() -> int | None:
    """Return the most memory that the process had, in bytes; None where the system does not tell."""
    import sys

    try:
        from resource import RUSAGE_SELF, getrusage
    except ImportError:
        return None
    return getrusage(RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
