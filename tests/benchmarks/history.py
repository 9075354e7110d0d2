"""Give a plan a history in git: `python history.py N DIR`, or `python history.py --days DAYS N DIR`.

N commits on one branch, each of which changes the title of one task, in one body's file after another: an hour apart,
or spread evenly over so many days. The repository is made in DIR, the folder that has `plan` in it. Needs git.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

WHO: Final = "committer benchmark <benchmark@example.org>"
FIRST: Final = 1_640_995_200  # 2022-01-01
HOUR: Final = 3600
DAY: Final = 24 * HOUR


def stream(folder: Path, count: int, apart: int) -> Iterator[bytes]:
    """Yield what `git fast-import` is given: the plan as it is, then commit after commit, so many seconds apart."""
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}
    bodies = [name for name in files if "/bodies/" in name and b"\ntasks:\n" in files[name]]
    yield from commit(0, FIRST, files)
    for number in range(1, count):
        name = bodies[number % len(bodies)]
        before, key, after = files[name].partition(b"    title: ")
        files[name] = b"%s%s%d, %s" % (before, key, number, after)
        yield from commit(number, FIRST + number * apart, {name: files[name]})


def commit(number: int, moment: int, files: dict[str, bytes]) -> Iterator[bytes]:
    """Yield one commit that writes these files, made at a moment in seconds."""
    message = b"commit %d" % number
    yield b"commit refs/heads/main\n%s %d +0000\n" % (WHO.encode(), moment)
    yield b"data %d\n%s\n" % (len(message), message)
    for name, content in files.items():
        yield b'M 100644 inline "%s"\ndata %d\n%s\n' % (name.encode(), len(content), content)


def write(folder: Path, count: int, apart: int = HOUR) -> None:
    """Make the repository, its work tree the last commit; commits are so many seconds apart."""
    git = ("git", "-C", str(folder))
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
    subprocess.run([*git, "fast-import", "--quiet"], input=b"".join(stream(folder, count, apart)), check=True)
    subprocess.run([*git, "reset", "-q", "--hard", "main"], check=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description="Give the plan below DIR a history of N commits.")
    parser.add_argument("count", metavar="N", type=int, help="how many commits")
    parser.add_argument("folder", metavar="DIR", type=Path, help="the folder that has the plan in it")
    parser.add_argument("--days", type=int, help="spread the commits over so many days (else they are an hour apart)")
    options = parser.parse_args(arguments)
    apart = options.days * DAY // max(options.count - 1, 1) if options.days is not None else HOUR
    write(options.folder, options.count, apart)
    return 0


if __name__ == "__main__":
    sys.exit(main())
