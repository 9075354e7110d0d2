"""`plan`, which `python -m plancli` is too."""

import gc
from typing import NoReturn


def main() -> NoReturn:
    """Run the program with the arguments of this process, and end it.

    The collector is off before anything else is imported: of what is made from here on nothing goes round in circles,
    and looking through what Typer brings took a fifteenth of a start.
    """
    gc.disable()
    from plancli import cli

    cli.main()


if __name__ == "__main__":
    main()
