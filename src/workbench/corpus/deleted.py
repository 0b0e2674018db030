"""Put back characters that a filter took out, and punctuation that a font map turned into characters."""

from __future__ import annotations

from workbench.corpus.changes import Change
from workbench.corpus.glyphs import find_font_glyphs
from workbench.corpus.missing import find_missing_characters, remnants_by_character, usual_rate
from workbench.corpus.remnants import Remnant, find_remnants
from workbench.corpus.wordlist import word_counts

__all__ = ["find_deleted_characters", "find_font_glyphs"]

_REASON = "this frequent character never occurs in the text and would complete a word here"


def find_deleted_characters(text: str) -> list[Change]:
    """Propose to put a character that is missing from the whole text back where it completes a word.

    Examples
    --------
    >>> find_deleted_characters("基层群众性自治组织")
    []
    """
    missing = {m.character for m in find_missing_characters(text)}
    wanted = {remnant for c in missing for remnant in remnants_by_character(c)}
    if not wanted:
        return []
    found = []
    for place in find_remnants(text, wanted.__contains__):
        likeliest = max(missing, key=lambda c: remnants_by_character(c).get(place.text, 0.0))
        if remnants_by_character(likeliest)[place.text] > usual_rate(place.text):
            found.append(_put_back(text, place, likeliest))
    return sorted(found, key=lambda change: change.start)


def _put_back(text: str, place: Remnant, character: str) -> Change:
    """Insert the character where it completes the longest, then the most frequent word."""
    at = max(
        range(place.start, place.start + len(place.text) + 1), key=lambda i: _best_word(text, i, character)
    )
    return Change(at, at, character, "deleted-character", automatic=False, reason=_REASON)


def _best_word(text: str, at: int, character: str) -> tuple[int, int]:
    counts = word_counts()
    before, after = text[max(0, at - 3) : at], text[at : at + 3]
    words = (
        before[len(before) - i :] + character + after[:j]
        for i in range(len(before) + 1)
        for j in range(min(4 - i, len(after) + 1))
        if i + j
    )
    return max(((len(word), counts[word]) for word in words if word in counts), default=(0, 0))
