"""Convert a plan for other programs: `python convert.py PLAN FOLDER NAME…`; each gets a folder of its number in FOLDER.

A process of its own, because whoever measures must hold little memory. Prints how many records there are, how many of
them are due in the year asked for, and how many have no last day.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.programs import PEERS
from benchmarks.records import read


def main() -> int:
    """Convert what the command line asks for."""
    parser = argparse.ArgumentParser(description="Convert a plan for the programs it is compared with.")
    parser.add_argument("plan", type=Path, help="the plan's folder")
    parser.add_argument("folder", type=Path, help="the folder that each program gets a folder in")
    parser.add_argument("names", metavar="NAME", nargs="*", help="names of programs")
    parser.add_argument("--once", action="store_true", help="each task is one record, a series too")
    options = parser.parse_args()
    records = read(options.plan, once=options.once)
    for program in PEERS:
        if program.name in options.names:
            held = options.folder / folder_name(program.name)
            held.mkdir(parents=True)
            if program.convert:
                program.convert(records, held)
    print(len(records), sum(record.asked for record in records), sum(record.last is None for record in records))
    return 0


def folder_name(program: str) -> str:
    """Return the name of a program's folder."""
    return "".join(letter for letter in program.lower() if letter.isalnum())


if __name__ == "__main__":
    sys.exit(main())
