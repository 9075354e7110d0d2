"""Keep, check and follow an implementation plan as plain text in git."""

__version__ = "0.1.0"
