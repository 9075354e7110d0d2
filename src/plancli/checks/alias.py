"""An anchor, alias, merge key, tag or directive of YAML.

They make a file say what does not stand where it is read, can blow a small file up without end, and mean different
things to different programs. A plan's files say everything in full. Often none was meant: a text that begins with `&`,
`*` or `!` needs quotes.

Fails:

    tasks:
      - id: IV.4.3
        title: Sơ kết quy định về nêu gương
        supporting: &peers [ban-bi-thu]
      - id: IV.4.5
        title: Tổng kết quy định về bầu cử
        supporting: *peers

Write instead:

    tasks:
      - id: IV.4.3
        title: Sơ kết quy định về nêu gương
        supporting: [ban-bi-thu]
      - id: IV.4.5
        title: Tổng kết quy định về bầu cử
        supporting: [ban-bi-thu]
"""

from typing import Final

from plancli.checks.reading import found_in_reading as check
from plancli.i18n import N_
from plancli.problem import Severity

__all__ = ["MESSAGES", "NAME", "SEVERITY", "SUMMARY", "check"]

NAME: Final = "alias"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("An anchor, alias, merge key, tag or directive of YAML")
MESSAGES: Final = {
    "alias": N_("*{name} is an alias of YAML: write here what it stands for, or put it in quotes if it is text"),
    "anchor": N_("&{name} is an anchor of YAML: delete it, or put the value in quotes if it is text"),
    "tag": N_("{tag} is a tag of YAML: delete it, or put the value in quotes if it is text"),
    "merge": N_("<< merges another map into this one: write its fields here"),
    "directive": N_("a line that begins with % speaks to YAML, not of the plan: delete it"),
    "more": N_("{count} more of these in this file are not listed"),
}
