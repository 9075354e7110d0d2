"""A YAML file in the plan's folder is not read.

A plan is `plan.yaml`, `documents.yaml` and the files `bodies/*.yaml`; tasks in any other file are not part of it. A
file that ends in `.yml`, or stands in another folder, was probably meant to be.

Fails:

    bodies/ban-bi-thu.yml

Write instead:

    bodies/ban-bi-thu.yaml
"""

from typing import Final

from plancli.checks.reading import found_in_reading as check
from plancli.i18n import N_
from plancli.problem import Severity

__all__ = ["MESSAGES", "NAME", "SEVERITY", "SUMMARY", "check"]

NAME: Final = "unread-file"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("A YAML file in the plan's folder is not read")
MESSAGES: Final = {
    "": N_("this file is not read: a plan is plan.yaml, documents.yaml and bodies/*.yaml"),
    "rename": N_("this file is not read: name it {name}"),
}
