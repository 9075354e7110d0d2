"""`python -m plancli` is `plan`."""

from plancli.cli import main

if __name__ == "__main__":
    main()
