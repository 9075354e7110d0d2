"""YAML text to located nodes. The one place that knows the YAML library; what the nodes mean is `decode`'s to say.

libyaml is right about all of YAML and takes 2 microseconds a line; most plans need so little of it that `plain` reads
them without loading the library at all.
"""

from typing import TYPE_CHECKING, Any

from plancli.errors import PlanError
from plancli.i18n import _
from plancli.syntax.characters import clean, decode
from plancli.syntax.findings import Findings
from plancli.syntax.nodes import DAMAGED, Damaged, Mapping, Node, Null, Parsed, Placed, Scalar, Sequence
from plancli.syntax.plain import NOT_PLAIN, read_plain

if TYPE_CHECKING:
    from plancli.syntax.mistakes import Mistake

__all__ = [
    "DAMAGED",
    "Damaged",
    "Findings",
    "Mapping",
    "Node",
    "Null",
    "Parsed",
    "Placed",
    "Scalar",
    "Sequence",
    "parse",
    "parser",
]


def parse(data: bytes, file: str) -> Parsed:
    """Read one file's YAML into nodes. What is wrong in it is in `problems`; never an exception, however bad it is."""
    findings = Findings(file)
    text = decode(data, findings)
    if text is not None:
        text = clean(text, findings)
    if text is None:
        return Parsed(None, findings.told(), readable=False)
    if (root := read_plain(text)) is not NOT_PLAIN:
        return Parsed(root, findings.told(), readable=True, replaced=findings.count("control-character") > 0)
    return parse_events(text, findings)


def parse_events(text: str, findings: Findings) -> Parsed:
    """Read text into nodes by libyaml, whatever it is."""
    from yaml import YAMLError

    from plancli.syntax.events import DEEPEST, Tree
    from plancli.syntax.mistakes import conflict, explain, too_deep

    if mistake := conflict(text):
        return _unreadable(findings, mistake)
    tree = Tree(text, findings)
    try:
        tree.build(parser(text))
    except (YAMLError, ValueError) as error:
        if place := too_deep(error):
            findings.add("too-deep", *place, most=str(DEEPEST))
            return Parsed(None, findings.told(), readable=False)
        return _unreadable(findings, explain(error, text))
    replaced = tree.replaced or findings.count("control-character") > 0
    return Parsed(tree.root, findings.told(), tree.readable, replaced)


def _unreadable(findings: Findings, mistake: "Mistake") -> Parsed:
    """Return a file that is not YAML."""
    if mistake.variant == "hash":  # the warning of the same place would say the same
        findings.forget("cut-by-comment", mistake.line, mistake.column)
    findings.add("invalid-yaml", mistake.line, mistake.column, mistake.variant, **mistake.values)
    return Parsed(None, findings.told(), readable=False)


def parser(text: str) -> Any:
    """Return libyaml's parser. The one in Python takes minutes where this takes a second, so it never stands in."""
    try:
        from yaml._yaml import CParser
    except ImportError:
        raise PlanError(
            _("PyYAML is installed without libyaml, and plan cannot read files without it."),
            _("Install PyYAML from a wheel: python -m pip install --force-reinstall --only-binary=:all: pyyaml"),
        ) from None
    return CParser(text)
