"""Random histories of a plan in real git: what each commit did is known, and each is checked out to be read plainly."""

import random
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import run
from typing import Any, NamedTuple

from folders import PLAN
from repositories import Checkout

from plancli.load import Loaded, load
from plancli.source import Folder

Bodies = dict[str, list[dict[str, Any]]]
BEGIN = datetime(2024, 1, 1, 5, tzinfo=UTC)
REGISTER = "documents:\n  - {number: 1-QD}\n"


class Commit(NamedTuple):
    """One commit: its number, its parents, and the plan that it has."""

    number: int
    parents: tuple[int, ...]
    bodies: Bodies
    broken: str = ""


def yaml_of(value: Any) -> str:
    """Return a value as YAML flows."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {yaml_of(one)}" for name, one in value.items()) + "}"
    return "[" + ", ".join(map(yaml_of, value)) + "]" if isinstance(value, list) else str(value)


def files_of(commit: Commit) -> dict[str, str]:
    """Return the files of a commit."""
    found = {"plan/plan.yaml": PLAN, "plan/documents.yaml": REGISTER, "README.md": f"{commit.number}\n"}
    for body, tasks in commit.bodies.items():
        rest = "tasks:\n" + "".join(f"  - {yaml_of(task)}\n" for task in tasks) if tasks else ""
        broken = "x: [\n" if body == commit.broken else ""
        found[f"plan/bodies/{body}.yaml"] = f"name: Body {body}\n{rest}{broken}"
    return found


def written(path: Path, commits: list[Commit]) -> Checkout:
    """Write commits into a new repository, a day from one to the next, and check the last one out."""
    checkout = Checkout.new(path)
    stream: list[str] = []
    for one in commits:
        day = int((BEGIN + timedelta(days=one.number)).timestamp())
        who = f"P{one.number} <p@example.org> {day} +0700"
        stream += [f"commit refs/heads/main\nmark :{one.number + 1}\nauthor {who}\ncommitter {who}\ndata 1\n{'c'}\n"]
        for word, parent in zip(["from", "merge", "merge"], one.parents, strict=False):
            stream.append(f"{word} :{parent + 1}\n")
        stream.append("deleteall\n")
        for name, text in files_of(one).items():
            stream.append(f"M 644 inline {name}\ndata {len(text.encode())}\n{text}\n")
    checkout.git("fast-import", "--quiet", "--force", stdin="".join(stream))
    checkout.git("reset", "-q", "--hard", "main")
    return checkout


class Plain(NamedTuple):
    """One commit, read from its checkout with nothing remembered."""

    commit: str
    parents: tuple[str, ...]
    loaded: Loaded


def checked_out(checkout: Checkout, folder: Path, *options: str) -> Iterator[Plain]:
    """Yield all commits, parents before children, each checked out into a folder and read there."""
    folder.mkdir()
    for line in checkout.git("rev-list", "--topo-order", "--reverse", "--parents", *options, "HEAD").splitlines():
        commit, *parents = line.split()
        target = folder / commit
        target.mkdir()
        run(["git", "--work-tree", target, "checkout", "-q", "-f", commit, "--", "."], cwd=checkout.path, check=True)
        yield Plain(commit, tuple(parents), load(Folder(target / "plan")))
    checkout.git("reset", "-q", "--hard", "main")


class Chance:
    """Makes random changes of a plan."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.made = 0

    def first(self) -> Bodies:
        """Return a plan to begin with."""
        return {body: [self.task() for _one in range(2)] for body in ("a", "b", "c")}

    def task(self) -> dict[str, Any]:
        """Return a task with an id and title of its own."""
        self.made += 1
        return {"id": f"I.{self.made}", "title": f"T{self.made}", "source": f"S{self.made}", "due": 2024}

    def changed(self, bodies: Bodies) -> Bodies:
        """Return a plan with one to three changes."""
        new = deepcopy(bodies)
        for _one in range(self.random.randint(1, 3)):
            self.change(new)
        return new

    def change(self, bodies: Bodies) -> None:
        """Change something in a plan."""
        chance = self.random
        body = chance.choice(list(bodies))
        tasks = bodies[body]
        kind = chance.choice(
            [
                *("title", "due", "due", "move", "copy", "id", "add", "remove", "rename", "fact", "part", "nothing"),
                *("swap", "insert"),
            ]
        )
        if kind == "add":
            tasks.append(self.task())
        elif kind == "rename":
            self.made += 1
            bodies[f"x{self.made}"] = bodies.pop(body)
        elif kind in ("swap", "insert"):
            every = [task for tasks in bodies.values() for task in tasks]
            ids = [task["id"] for task in every]
            every = [task for task in every if ids.count(task["id"]) == 1]  # what stands twice is not told apart
            some = chance.sample(every, min(len(every), chance.randint(2, 3)))
            ids = [task["id"] for task in some]
            if kind == "insert" and some:
                tasks.append({**self.task(), "id": ids[0]})
                ids = [*ids[1:], f"J.{self.made}"]
            for task, id in zip(some, ids if kind == "insert" else [*ids[1:], *ids[:1]], strict=True):
                task["id"] = id
        elif tasks and kind != "nothing":
            task = chance.choice(tasks)
            self.made += 1
            if kind == "title":
                task["title"] = f"U{self.made}"
            elif kind == "due":
                task["due"] = chance.choice([2024, 2025, 2026, "2025-06", "2026-03"])
            elif kind == "id":
                task["id"] = f"J.{self.made}"
            elif kind == "fact":
                entries = task.setdefault("rescheduled", [])
                if entries and chance.random() < 0.4:
                    entries.pop()
                else:
                    entries.append(
                        {"date": f"2024-0{chance.randint(1, 9)}-11", "to": chance.choice([2025, 2026, 2027])}
                    )
            elif kind == "part":
                task.setdefault("milestones", {})[f"m{chance.randint(1, 2)}"] = {"title": "M", "due": self.made + 2000}
            elif kind == "copy":
                bodies[chance.choice(list(bodies))].append(deepcopy(task))
            else:
                tasks.remove(task)
                if kind == "move":
                    bodies[chance.choice(list(bodies))].append(task)

    def history(self, length: int, *, merges: bool = True, breaks: bool = False) -> list[Commit]:
        """Return commits, the last of which leads to all others."""
        chance = self.random
        commits = [Commit(0, (), self.first())]
        heads = [0]
        for number in range(1, length):
            ending = number >= length - len(heads)
            if merges and len(heads) > 1 and (ending or chance.random() < 0.3):
                one, other = chance.sample(heads, 2)
                heads = [head for head in heads if head not in (one, other)]
                bodies = self.merged(commits[one].bodies, commits[other].bodies)
                parents: tuple[int, ...] = (one, other)
            else:
                parents = (chance.choice(heads),)
                bodies = self.changed(commits[parents[0]].bodies)
                if not (merges and not ending and len(heads) < 3 and chance.random() < 0.3):
                    heads.remove(parents[0])
            broken = chance.choice(list(bodies)) if breaks and number < length - 1 and chance.random() < 0.3 else ""
            commits.append(Commit(number, parents, bodies, broken))
            heads.append(number)
        while len(heads) > 1:
            one, other = heads[:2]
            number = len(commits)
            merged = self.merged(commits[one].bodies, commits[other].bodies)
            commits.append(Commit(number, (one, other), merged))
            heads = [*heads[2:], number]
        return commits

    def merged(self, one: Bodies, other: Bodies) -> Bodies:
        """Return what a merge has: of each body either side, sometimes with a change that is in neither."""
        found = {body: deepcopy(self.random.choice([side for side in (one, other) if body in side])[body])
                 for body in {**one, **other}}  # fmt: skip
        seen: set[str] = set()
        for body, tasks in found.items():
            found[body] = [task for task in tasks if task["id"] not in seen]
            seen |= {task["id"] for task in tasks}
        return self.changed(found) if self.random.random() < 0.3 else found
