"""Where paragraphs end."""

from __future__ import annotations

import re

_PARAGRAPH = re.compile(r"[^\n]*\n\s*|[^\n]+\Z")


def paragraph_ends(text: str) -> list[int]:
    """Where the paragraphs of a text end: at line ends, white space after them included."""
    return [match.end() for match in _PARAGRAPH.finditer(text)]
