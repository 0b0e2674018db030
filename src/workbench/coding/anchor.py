"""Where a coding is anchored: its quote with 32 characters on each side, by which it is found again.

When the repair of a document changes, its codings are placed anew by quote and context. What cannot be
placed in exactly one way is orphaned and listed; nothing is moved by guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from workbench.corpus import Document

#: Characters kept before and after a quote.
CONTEXT = 32
#: A quote of so many characters is found by itself; a shorter one needs at least some of its context.
LONG_QUOTE = 12

State = Literal["unmoved", "moved", "orphaned"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A quote and the characters around it."""

    quote: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a coding stands in today's text, or why it stands nowhere."""

    state: State
    start: int = -1
    end: int = -1
    reason: str = ""


def anchor(text: str, start: int, end: int) -> Anchor:
    """Return quote and context of a passage.

    >>> anchor("居民在群里喊了一声", 2, 5)
    Anchor(quote='在群里', prefix='居民', suffix='喊了一声')
    """
    return Anchor(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def place(text: str, old: Anchor, *, near: int) -> Placement:
    """Find a passage again in a text that may have changed.

    The quote must stand there letter by letter. If it stands in several places, the one whose context
    agrees best is taken, provided that it agrees better than any other.

    Parameters
    ----------
    text : str
        The text as it is now.
    old : Anchor
        Quote and context as they were.
    near : int
        Where the quote stood; the same place in an unchanged surrounding is not looked at further.
    """
    end = near + len(old.quote)
    if old.quote and anchor(text, near, end) == old:
        return Placement("unmoved", near, end)
    starts = _occurrences(text, old.quote)
    if not starts:
        return Placement("orphaned", reason="the quote does not occur in the text any more")
    scores = [_agreement(text, start, old) for start in starts]
    best = max(scores)
    chosen = [start for start, score in zip(starts, scores, strict=True) if score == best]
    if len(chosen) > 1:
        return Placement("orphaned", reason=f"the quote occurs {len(chosen)} times with equal context")
    if best == 0 and (len(starts) > 1 or len(old.quote) < LONG_QUOTE):
        return Placement("orphaned", reason="the quote occurs, but nothing around it agrees")
    return Placement("moved", chosen[0], chosen[0] + len(old.quote))


def place_coding(coding: Mapping[str, Any], document: Document) -> Placement:
    """Place one coding in the document's text of today."""
    start, end = int(coding["start"]), int(coding["end"])
    if coding["text_hash"] == document.text_hash:
        return Placement("unmoved", start, end)
    if not coding["quote"]:
        return Placement("orphaned", reason="the coding has no quote by which it could be found")
    old = Anchor(coding["quote"], coding.get("prefix") or "", coding.get("suffix") or "")
    return place(document.text, old, near=start)


def _occurrences(text: str, quote: str) -> list[int]:
    starts, at = [], text.find(quote) if quote else -1
    while at >= 0:
        starts.append(at)
        at = text.find(quote, at + 1)
    return starts


def _agreement(text: str, start: int, old: Anchor) -> int:
    """Characters of the context that agree, counted outwards from the quote until the first that does not."""
    end = start + len(old.quote)
    before = zip(reversed(text[max(0, start - CONTEXT) : start]), reversed(old.prefix), strict=False)
    after = zip(text[end : end + CONTEXT], old.suffix, strict=False)
    return _run(before) + _run(after)


def _run(pairs: Any) -> int:
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count
