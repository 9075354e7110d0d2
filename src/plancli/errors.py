"""The one exception that stops a command; everything else that escapes is a bug and shows its traceback."""


class PlanError(Exception):
    """The command cannot run, or was called wrongly: `message` says why, `hint` what to do. Exit status 2."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
