"""The ready parts for GitHub, GitLab and pre-commit: well-formed, shown whole, and doing what they are for."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
import typer
import yaml
from pages import DOCS, rows
from support import ROOT

from plancli import cli

HOOKS, ACTION, GITLAB, WORKFLOW = ".pre-commit-hooks.yaml", "action.yml", ".ci/gitlab.yml", ".github/workflows/ci.yml"
PARTS: Final = (ACTION, GITLAB, HOOKS, WORKFLOW)
PAGE: Final = DOCS / "ci.md"
COMMAND: Final = r"^(?:.*[( ])?(plan (?:validate|review|diff|fmt)\b[^|;>)\n]*)"
EXPRESSION: Final = r"\$\{\{\s*(.*?)\s*\}\}"


def part(name: str) -> Any:
    """Return a part as data."""
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def steps() -> list[dict[str, Any]]:
    """Return the steps of the action."""
    found: list[dict[str, Any]] = part(ACTION)["runs"]["steps"]
    return found


def scripts() -> Iterator[tuple[str, str]]:
    """Yield every piece of shell in the parts, with where it stands."""
    for step in steps():
        if "run" in step:
            yield f"{ACTION}: {step['name']}", step["run"]
    for name, job in part(GITLAB).items():
        for line in job.get("script", ()):
            yield f"{GITLAB}: {name}", line
    for hook in part(HOOKS):
        yield f"{HOOKS}: {hook['id']}", hook["entry"]
    for name, job in part(WORKFLOW)["jobs"].items():
        for step in job["steps"]:
            if "run" in step:
                yield f"{WORKFLOW}: {name}", step["run"]


def test_the_action_has_what_an_action_needs() -> None:
    action = part(ACTION)
    assert {"name", "description", "inputs", "outputs", "runs"} <= set(action)
    assert action["runs"]["using"] == "composite"
    assert set(action["outputs"]) == {"status", "comment", "comment-file"}
    assert all(step.get("shell") == "bash" for step in steps() if "run" in step)
    assert all("description" in one for one in [*action["inputs"].values(), *action["outputs"].values()])


def test_what_the_action_refers_to_is_there() -> None:
    action = part(ACTION)
    written = {
        step["id"]: set(re.findall(r'"?(\w+)(?:=|<<)\$', step["run"]))
        for step in steps()
        if "run" in step and "id" in step
    }
    written["python"] = {"python-path"}
    texts = [one["value"] for one in action["outputs"].values()]
    texts += [text for step in steps() for text in [*step.get("env", {}).values(), *step.get("with", {}).values()]]
    said = [expression for text in texts for expression in re.findall(EXPRESSION, str(text))]
    said += [step["if"] for step in steps() if "if" in step]
    assert said
    for expression in said:
        for name in re.findall(r"\binputs\.([\w-]+)", expression):
            assert name in action["inputs"], expression
        for step, name in re.findall(r"\bsteps\.([\w-]+)\.outputs\.([\w-]+)", expression):
            assert name in written[step], expression


@pytest.mark.parametrize(("where", "script"), list(scripts()))
def test_nothing_is_put_into_a_script(where: str, script: str) -> None:
    assert "${{" not in script, where


def test_each_variable_of_a_step_is_given() -> None:
    given = {"RUNNER_TEMP", "GITHUB_PATH", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_ACTION_PATH"}
    for step in steps():
        if "run" in step:
            assert set(re.findall(r"\$\{?([A-Z_]+)", step["run"])) <= given | set(step.get("env", {})), step["name"]


def test_hooks_say_what_pre_commit_needs() -> None:
    hooks = {hook["id"]: hook for hook in part(HOOKS)}
    assert list(hooks) == ["plan-validate", "plan-fmt"]
    assert all(hook["language"] == "python" and hook["name"] and hook["entry"] for hook in hooks.values())
    assert hooks["plan-validate"]["pass_filenames"] is False


@pytest.mark.parametrize(
    ("path", "validated", "laid_out"),
    [
        *(("plan/plan.yaml", True, True), ("plan/bodies/a.yaml", True, True), ("plan/bodies/ban-á.yaml", True, True)),
        *(("plan/bodies/a.yml", True, False), ("plan/bodies/x/a.yaml", True, False), ("plan/other.yaml", True, False)),
        *(("plan/.schema/body.json", False, False), ("docs/plan/plan.yaml", False, False), ("plan.yaml", False, False)),
    ],
)
def test_hooks_look_at_a_plans_files(path: str, validated: bool, laid_out: bool) -> None:
    validate, fmt = (hook["files"] for hook in part(HOOKS))
    assert (bool(re.search(validate, path)), bool(re.search(fmt, path))) == (validated, laid_out)


COMMANDS: Final = [(where, found) for where, script in scripts() for found in re.findall(COMMAND, script, re.MULTILINE)]


def test_commands_are_found() -> None:
    assert {command.split()[1] for _, command in COMMANDS} == {"validate", "review", "diff", "fmt"}
    assert len(COMMANDS) == 10


@pytest.mark.parametrize(("where", "command"), COMMANDS)
def test_commands_are_called_as_they_can_be(where: str, command: str) -> None:
    words = shlex.split(command.replace('"${options[@]}"', "--strict"))
    context: typer.Context = cli._built(words[1]).make_context(words[1], words[2:])
    assert context.params, where


@pytest.mark.parametrize("name", PARTS)
def test_the_page_shows_each_part_whole(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert f"`{name}`:\n\n```yml\n{text}```\n" in PAGE.read_text("utf-8")


def test_the_page_has_the_inputs_and_outputs() -> None:
    page, action = PAGE.read_text("utf-8"), part(ACTION)
    assert [row[0].strip("`") for row in rows(page, "Input", "Meaning")] == list(action["inputs"])
    assert [row[0].strip("`") for row in rows(page, "Output", "Meaning")] == list(action["outputs"])
    for name, told in rows(page, "Input", "Meaning"):
        assert told.startswith(action["inputs"][name.strip("`")]["description"])


def test_the_repositorys_own_workflow_uses_the_action() -> None:
    used = [step for job in part(WORKFLOW)["jobs"].values() for step in job["steps"]]
    (own,) = [step for step in used if step.get("uses") == "./"]
    assert set(own.get("with", {})) <= set(part(ACTION)["inputs"])
    assert any(step.get("run") == ".ci/run" for step in used)
    assert part(WORKFLOW)["permissions"] == {"contents": "read"}


# --- run --------------------------------------------------------------------------------------------------------------

GIT: Final = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    **{f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (
        ("NAME", "Office"), ("EMAIL", "office@example.org"), ("DATE", "2024-06-30T12:00:00+07:00"))},
}  # fmt: skip
TASK: Final = "  - id: {id}\n    title: {title}\n    due: {due}\n"


class Checkout(NamedTuple):
    """A branch that is checked out, and the environment in which commands run there."""

    folder: Path
    env: dict[str, str]

    def bash(self, script: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a script as GitHub and GitLab do."""
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.folder, env={**self.env, **more}, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip


def written(folder: Path, *tasks: str) -> None:
    """Write a plan of one body."""
    bodies = folder / "plan" / "bodies"
    bodies.mkdir(parents=True, exist_ok=True)
    (bodies.parent / "plan.yaml").write_text("format: 1\nid: demo\ntitle: Plan\ndate: 2024-01-01\n", "utf-8")
    (bodies / "office.yaml").write_text("name: Office\ntasks:\n" + "".join(tasks), "utf-8")


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """Make a clone in which a branch moves a deadline and takes a task away, with a program called `plan`."""
    programs, folder, temporary = (tmp_path / name for name in ("programs", "work", "temporary"))
    for one in (programs, folder, temporary):
        one.mkdir()
    program = programs / "plan"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m plancli "$@"\n', "utf-8")
    program.chmod(0o755)
    env = {
        **GIT,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHON": sys.executable,
        "RUNNER_TEMP": str(temporary),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
    }
    made = Checkout(folder, env)
    written(folder, TASK.format(id="I.1", title="One", due=2024), TASK.format(id="I.2", title="Two", due=2024))
    assert not made.bash("git init -q -b main && git add . && git commit -qm 'plan: Begin'").returncode
    written(folder, TASK.format(id="I.1", title="'<!-- EOF\n\n      ::error::x'", due=2025))
    assert not made.bash("git checkout -qb branch && git commit -qam 'plan: Change'").returncode
    return made


def run_action(checkout: Checkout, **inputs: str) -> tuple[int, dict[str, str], str]:
    """Run the action's steps behind the installation; return the last one's status, all outputs, and what was said."""
    outputs: dict[str, dict[str, str]] = {}
    said = ""
    status = 0
    for step in steps():
        if "run" not in step or "GITHUB_ACTION_PATH" in step["run"]:
            continue
        if not _wanted(step, outputs, inputs):
            continue
        env = {name: _evaluated(text, outputs, inputs) for name, text in step["env"].items() if name != "PYTHON"}
        Path(checkout.env["GITHUB_OUTPUT"]).write_text("", "utf-8")
        result = checkout.bash(step["run"], GITHUB_ACTIONS="true", **env)
        said += result.stdout + result.stderr
        outputs[step["id"]] = _outputs(Path(checkout.env["GITHUB_OUTPUT"]).read_text("utf-8"))
        status = result.returncode
    values = {name: _evaluated(one["value"], outputs, inputs) for name, one in part(ACTION)["outputs"].items()}
    return status, values, said


def _wanted(step: dict[str, Any], outputs: dict[str, dict[str, str]], inputs: dict[str, str]) -> bool:
    """Judge the two conditions that the action has."""
    if step.get("id") == "review":
        return "base" in inputs
    return step.get("id") != "diff" or outputs.get("review", {}).get("status") in ("0", "1")


def _evaluated(text: str, outputs: dict[str, dict[str, str]], inputs: dict[str, str]) -> str:
    """Return a text with its expressions evaluated, of which the first of several alternatives counts."""

    def value(found: re.Match[str]) -> str:
        kind, _, rest = found[1].split(" ")[0].partition(".")
        if kind == "inputs":
            return inputs.get(rest, str(part(ACTION)["inputs"][rest]["default"]))
        step, _, name = rest.partition(".outputs.")
        return outputs.get(step, {}).get(name, "")

    return re.sub(EXPRESSION, value, text)


def _outputs(text: str) -> dict[str, str]:
    """Return what a step wrote to GITHUB_OUTPUT."""
    found: dict[str, str] = {}
    lines = iter(text.splitlines())
    for line in lines:
        name, mark, end = re.split(r"(<<|=)", line, maxsplit=1)
        found[name] = end if mark == "=" else "\n".join(iter(lambda end=end: next(lines), end))
    return found


def test_the_action_reviews_a_branch(checkout: Checkout) -> None:
    status, outputs, said = run_action(checkout, base="main")
    assert status == 1
    assert outputs["status"] == "1"
    assert re.search(r"^::error title=[^,]*task-removed,file=plan/bodies/office.yaml", said, re.MULTILINE)
    assert "\n::error::x" not in said
    assert outputs["comment"].startswith("<!-- plan-diff -->")
    assert "I.2" in outputs["comment"]
    assert Path(outputs["comment-file"]).read_text("utf-8").rstrip("\n") == outputs["comment"].rstrip("\n")
    summary = Path(checkout.env["GITHUB_STEP_SUMMARY"]).read_text("utf-8")
    assert outputs["comment"].splitlines()[-1] in summary
    assert "task-removed" in summary


def test_the_action_only_validates_a_push(checkout: Checkout) -> None:
    status, outputs, said = run_action(checkout)
    assert (status, outputs) == (0, {"status": "0", "comment": "", "comment-file": ""})
    assert "::error" not in said


def test_the_action_takes_warnings_for_errors_if_asked(checkout: Checkout) -> None:
    (checkout.folder / "plan" / "documents.yaml").write_text("documents:\n  - number: 1-QD\n", "utf-8")
    assert run_action(checkout)[0] == 0
    assert run_action(checkout, strict="true")[0] == 1


def test_the_action_says_in_which_folder_there_is_no_plan(checkout: Checkout) -> None:
    status, outputs, said = run_action(checkout, plan="nowhere", base="main")
    assert (status, outputs["status"], outputs["comment"]) == (2, "2", "")
    assert "nowhere" in said


@pytest.mark.parametrize("base", ["no-such-branch", "--output=made", ""])
def test_the_action_ends_with_2_without_a_base(checkout: Checkout, base: str) -> None:
    status, outputs, _said = run_action(checkout, base=base)
    assert (status, outputs["comment"]) == (2, "")
    assert not (checkout.folder / "made").exists()


def test_the_gitlab_jobs_leave_their_reports(checkout: Checkout) -> None:
    assert not checkout.bash("git remote add origin . && rm -rf made").returncode
    jobs = {name: job for name, job in part(GITLAB).items() if "script" in job}
    target = "refs/remotes/origin/main"
    assert jobs["plan-review"]["variables"]["TARGET"] == "refs/remotes/origin/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"
    statuses = {}
    for name, job in jobs.items():
        script = "\n".join(job["script"])
        result = checkout.bash(script, CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main", TARGET=target)
        statuses[name] = result.returncode
        reports = job["artifacts"]["reports"]
        assert (checkout.folder / reports["junit"]).read_text("utf-8").startswith("<?xml")
        assert (checkout.folder / reports["codequality"]).read_text("utf-8").startswith("[")
        for path in job["artifacts"].get("paths", ()):
            assert "I.2" in (checkout.folder / path).read_text("utf-8")
    assert statuses == {"plan-validate": 0, "plan-review": 1}
