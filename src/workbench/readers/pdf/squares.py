"""Characters set in a full square, as Chinese ones are: lines break beside them without a space."""

from __future__ import annotations

import re

#: Marks that are wide in Chinese and narrow in English.
QUOTES = "“”‘’"
_WIDE = re.compile("[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff—…]")


def is_square(before: str, after: str) -> bool:
    """Whether two texts that follow each other do so without a space; a quotation mark is like its neighbour.

    >>> is_square("他说", "“好”"), is_square("said", "‘yes’"), is_square("社区。”", "2021")
    (True, False, True)
    """
    last, first = before.rstrip(QUOTES)[-1:], after.lstrip(QUOTES)[:1]
    return bool(_WIDE.match(last) or _WIDE.match(first))


def is_wide(char: str) -> bool:
    """Whether a character is set in a full square and lines break beside it without a space.

    >>> [is_wide(c) for c in "社。A—"]
    [True, True, False, True]
    """
    return bool(_WIDE.match(char))


def first_word(text: str) -> str:
    """What would have to fit on the line before: a word, or one Chinese character with the stops after it."""
    opening = len(text) - len(text.lstrip(QUOTES + "（《「『"))
    if is_wide(text[opening : opening + 1] or " "):
        end = opening + 1
        while end < len(text) and text[end] in "，。；：！？、）》”’」』】%…—":
            end += 1
        return text[:end]
    return next((text[:i] for i, c in enumerate(text) if c.isspace() or is_wide(c)), text)
