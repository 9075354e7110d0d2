"""Something with a plan file's name is no file that can be read.

A link that leads out of the plan's folder would show files of whoever runs the check; a pipe would make it wait for
ever. Links within the folder are followed.

Fails:

    bodies/ban-bi-thu.yaml -> /etc/passwd

Write instead:

    bodies/ban-bi-thu.yaml, a file
"""

from typing import Final

from plancli.checks.reading import found_in_reading as check
from plancli.i18n import N_
from plancli.problem import Severity

__all__ = ["MESSAGES", "NAME", "SEVERITY", "SUMMARY", "check"]

NAME: Final = "not-a-file"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("Something with a plan file's name is no file that can be read")
MESSAGES: Final = {
    "outside": N_("this link leads out of the folder of the plan and is not followed: put the file itself here"),
    "dangling": N_("this link leads to nothing: put the file itself here"),
    "folder": N_("this is a folder with the name of a file: rename it"),
    "special": N_("this is neither a file nor a link to one, but a pipe, socket or device: delete it"),
    "not-a-folder": N_("bodies must be a folder, not a file or a link: no body is read"),
    "unreadable": N_("this cannot be read: {reason}"),
}
