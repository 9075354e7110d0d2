"""One layout for a plan's files: keys in order, quotes where they are needed, every comment kept, no meaning lost.

`docs/fmt.md` states the layout rule by rule. Data flows one way: bytes → `reading` → the nodes of `nodes` → `order` →
`lines` → bytes, which are given out only if `same` finds that they say what the file said.
"""

from plancli.formatting.files import Formatted, formatted

__all__ = ["Formatted", "formatted"]
