"""The programs that are compared: `plan`, and its peers in the order of the tables."""

from typing import Final

from benchmarks.programs.backlog import BACKLOG
from benchmarks.programs.beancount import BEAN_CHECK, BEAN_QUERY
from benchmarks.programs.hledger import HLEDGER
from benchmarks.programs.plan import PLAN
from benchmarks.programs.program import Program
from benchmarks.programs.taskwarrior import TASKWARRIOR
from benchmarks.programs.todoman import TODOMAN
from benchmarks.programs.yaml_checkers import CHECK_JSONSCHEMA, YAMLLINT

PEERS: Final[tuple[Program, ...]] = (
    TASKWARRIOR,
    HLEDGER,
    BEAN_QUERY,
    BEAN_CHECK,
    TODOMAN,
    BACKLOG,
    YAMLLINT,
    CHECK_JSONSCHEMA,
)

__all__ = ["PEERS", "PLAN", "Program"]
