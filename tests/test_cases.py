"""The findings by example: each folder of tests/cases/<finding>/<case>/ beside the exact output of `plan validate`.

A new case is a dropped folder; `pytest --update` writes its expected.txt. `args` holds other arguments than the usual
day; `build.py` (with `build(folder)`) makes on a copy what git cannot hold.
"""

import importlib.util
import shutil
from pathlib import Path

import pytest
from support import run

CASES = Path(__file__).parent / "cases"
DAY = ["--as-of", "2024-06-30"]
FOLDERS = sorted(path.parent for path in CASES.glob("*/*/plan.yaml")) + sorted(
    path.parent for path in CASES.glob("*/*/build.py") if not (path.parent / "plan.yaml").exists()
)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_case(folder: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    copy = tmp_path / "plan"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("expected.txt", "args", "build.py"))
    if (folder / "build.py").exists():
        _build(folder / "build.py", copy)
    given = folder / "args"
    args = ["validate", *(given.read_text("utf-8").split() if given.exists() else DAY)]
    result = run(*args, cwd=copy)
    expected = folder / "expected.txt"
    if request.config.getoption("update"):
        expected.write_text(result.snapshot(args), "utf-8")
    assert result.snapshot(args) == expected.read_text("utf-8")
    name = folder.parent.name
    if folder.name.startswith("passes"):
        assert f": {name}" not in result.stdout
    else:
        assert f": {name}" in result.stdout


def _build(script: Path, folder: Path) -> None:
    spec = importlib.util.spec_from_file_location("build", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.build(folder)
