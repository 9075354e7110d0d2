"""Letters are not in Unicode's composed form (NFC).

`ế` can be one character, or an `e` with two marks behind it; they look alike. Here they compare as equal, but to git,
to search in other programs and to the eye of an editor they differ. Texts from macOS or from PDF files are often of
the second kind.

Fails:

    name: Ban Tuyên giáo, with the circumflex of the e as a character of its own

Write instead:

    name: Ban Tuyên giáo, typed anew or converted: uconv -x nfc
"""

from typing import Final

from plancli.checks.reading import found_in_reading as check
from plancli.i18n import N_
from plancli.problem import Severity

__all__ = ["MESSAGES", "NAME", "SEVERITY", "SUMMARY", "check"]

NAME: Final = "not-nfc"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("Letters are not in Unicode's composed form (NFC)")
MESSAGES: Final = {
    "": N_(
        "{lines} lines from here on have letters that are not in composed form (NFC): convert the file, "
        "as with uconv -x nfc"
    ),
    "one": N_(
        "this line has letters that are not in composed form (NFC): type it anew, or convert it, as with uconv -x nfc"
    ),
}
