"""Repair of width and layout: each rule finds changes in the text the rule before left."""

from collections.abc import Callable

from workbench.corpus.changes import Change
from workbench.corpus.layout.footnotes import find_footnotes
from workbench.corpus.layout.hard_wraps import find_hard_wraps
from workbench.corpus.layout.misplaced import find_misplaced_blocks
from workbench.corpus.layout.quotes import find_doubled_quotes
from workbench.corpus.layout.running_heads import find_running_heads
from workbench.corpus.layout.width import find_width

#: In the order in which they run, each on the text that the one before left.
LAYOUT_STEPS: tuple[Callable[[str], list[Change]], ...] = (
    find_width,
    find_doubled_quotes,
    find_footnotes,
    find_running_heads,
    find_hard_wraps,
)

__all__ = [
    "LAYOUT_STEPS",
    "find_doubled_quotes",
    "find_footnotes",
    "find_hard_wraps",
    "find_misplaced_blocks",
    "find_running_heads",
    "find_width",
]
