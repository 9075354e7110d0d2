"""Plans on disk for tests that run the program: written from a few words, or those that the goldens are drawn from."""

from collections.abc import Mapping
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
RICH = GOLDEN / "plans" / "rich"
"""A plan with every kind of task, place and fact in it; goldens ask it as of RICH_DAY."""
RICH_DAY = "2024-11-21"

PLAN = "format: 1\nid: p\ntitle: A plan\ntimezone: Asia/Ho_Chi_Minh\n"


def write_plan(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a plan's files into `folder`/plan, with a plan.yaml where none is given; return that folder."""
    plan = folder / "plan"
    for name, content in {"plan.yaml": PLAN, **files}.items():
        path = plan / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return plan


def one_body(folder: Path, tasks: str, plan: str = PLAN) -> Path:
    """Write a plan with one body, `ban-mot`, that leads these tasks (YAML list items without indent)."""
    lines = "".join(f"  {line}\n" for line in tasks.splitlines())
    return write_plan(folder, {"plan.yaml": plan, "bodies/ban-mot.yaml": f"name: Ban Một\ntasks:\n{lines}"})


def check_golden(path: str, text: str, request: pytest.FixtureRequest) -> None:
    """Compare a text with a file of golden/; with `--update`, write it there instead."""
    golden = GOLDEN / path
    if request.config.getoption("update"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")
