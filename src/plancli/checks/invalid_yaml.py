"""A file is not YAML.

Nothing of such a file can be read, so its tasks are missing from every answer until it is repaired. Most often a value
holds a sign that YAML reads as its own: a colon followed by a blank, or one of `[ { > | * & ! % @` and the backtick at
its beginning. A value in quotes may hold them all. Git's marks of an unresolved conflict are found here too.

Fails:

    tasks:
      - id: IV.4.3
        title: Nghị định: hướng dẫn về nêu gương

Write instead:

    tasks:
      - id: IV.4.3
        title: 'Nghị định: hướng dẫn về nêu gương'
"""

from typing import Final

from plancli.checks.reading import found_in_reading as check
from plancli.i18n import N_
from plancli.problem import Severity

__all__ = ["MESSAGES", "NAME", "SEVERITY", "SUMMARY", "check"]

NAME: Final = "invalid-yaml"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A file is not YAML")
MESSAGES: Final = {
    "": N_("this is not YAML: {detail}"),
    "after-quote": N_(
        "{key}: something stands behind the closing quote: put the whole value in one pair of quotes, "
        "and write a quote inside it twice"
    ),
    "bracket": N_(
        "the value begins with {sign}, which YAML reads as a list or map up to {close}: put the value "
        "in quotes, or close it at its end"
    ),
    "colon": N_(
        "{key}: the value has a colon followed by a blank, which YAML reads as another key: put the value in quotes"
    ),
    "colon-blank": N_("a blank is missing after the colon: {text}"),
    "conflict": N_(
        "git left an unresolved conflict here ({line}): keep what is right of both sides and delete the "
        "lines with <<<<<<<, ======= and >>>>>>>"
    ),
    "dash": N_("a blank is missing after the dash of a list item"),
    "escape": N_("{text} means nothing inside double quotes, where a backslash has a meaning: use single quotes"),
    "hash": N_(
        "what follows a blank and # is a comment, so the text ends here and the next line does not fit: "
        "put the value in quotes"
    ),
    "indentation": N_(
        "the indentation of this line fits no line above it: a value that goes on over several lines needs quotes"
    ),
    "key": N_("a key must be a plain text, but a list or map stands here: if it is meant as text, put it in quotes"),
    "no-colon": N_("a colon is missing: {text}"),
    "quote": N_("the quote {quote} that opens here is not closed"),
    "sign": N_("the value begins with {sign}, which has a meaning of its own in YAML: put the value in quotes"),
    "tab": N_("a tab stands in the indentation: YAML takes only blanks there"),
    "unclosed": N_("a bracket is opened above and never closed"),
    "more": N_("{count} more of these in this file are not listed"),
}
