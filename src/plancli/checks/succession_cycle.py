"""Bodies, or members of one, succeed each other in a ring.

When a body ends, its tasks pass to the one that `succeeded_by` names, and so on until one that still stands. A ring
never gets there: nobody answers for the tasks.

Fails:

    # bodies/ban-kinh-te.yaml
    name: Ban Kinh tế
    until: 2025-02-01
    succeeded_by: [ban-chinh-sach]

    # bodies/ban-chinh-sach.yaml
    name: Ban Chính sách, chiến lược
    succeeded_by: [ban-kinh-te]

Write instead:

    # bodies/ban-kinh-te.yaml
    name: Ban Kinh tế
    until: 2025-02-01
    succeeded_by: [ban-chinh-sach]

    # bodies/ban-chinh-sach.yaml
    name: Ban Chính sách, chiến lược
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from plancli.checks.places import at
from plancli.checks.rings import ring_words, rings
from plancli.i18n import N_
from plancli.model import Located
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "succession-cycle"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("Bodies succeed each other in a ring")
MESSAGES: Final = {
    "": N_("{ring}: each is succeeded by the next, so nobody answers; correct one `succeeded_by`"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each ring of bodies, and each ring of members within a body."""
    bodies = standing.plan.bodies.values()
    files = {body.id: body.file for body in bodies}
    yield from _found([(body.id, body.succeeded_by) for body in bodies], files)
    for body in bodies:
        members = [(str(member.id), member.succeeded_by) for member in body.members]
        yield from _found(members, {id: body.file for id, _ in members})


def _found(successions: Iterable[tuple[str, tuple[Located, ...]]], files: dict[str, str]) -> Iterator[Problem]:
    """Yield each ring, at the first name in it."""
    graph = {id: {str(name): name for name in names} for id, names in successions if names}
    for ring in rings(graph):
        first = graph[ring[0]][ring[1] if len(ring) > 1 else ring[0]]
        yield Problem(NAME, at(files[ring[0]], first), "", {"ring": ring_words(ring)})
