"""Where a coding is anchored: its quote with 32 characters on each side, by which it is found again.

When the repair of a document changes, its codings are placed anew by quote and context. What cannot be
placed in exactly one way is orphaned and listed; nothing is moved by guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from workbench.corpus import Document

#: Characters kept before and after a quote.
CONTEXT = 32
#: A quote of so many characters that occurs once needs little of its context, a shorter one `SOME_CONTEXT`.
LONG_QUOTE = 12
SOME_CONTEXT = 8
#: A quote that occurs more often than this is not looked for by parts of its context.
MOST_PLACES = 1_000

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

    The quote must stand there letter by letter. With the context it had on both sides it must stand there
    once; else one place must agree with its context better than every other, and by enough.

    Parameters
    ----------
    text : str
        The text as it is now.
    old : Anchor
        Quote and context as they were.
    near : int
        Where the quote stood; it is only said whether the passage is there still.
    """
    if not old.quote:
        return Placement("orphaned", reason="the coding has no quote by which it could be found")
    if old.prefix or old.suffix:
        whole = old.prefix + old.quote + old.suffix
        first = text.find(whole)
        if first >= 0:
            if text.find(whole, first + 1) >= 0:
                return Placement("orphaned", reason="the quote occurs several times with equal context")
            return _placed(first + len(old.prefix), old, near)
    return _best(text, old, near)


def place_coding(coding: Mapping[str, Any], document: Document) -> Placement:
    """Place one coding in the document's text of today."""
    start, end = int(coding["start"]), int(coding["end"])
    if coding["text_hash"] == document.text_hash:
        return Placement("unmoved", start, end)
    old = Anchor(coding["quote"], coding.get("prefix") or "", coding.get("suffix") or "")
    return place(document.text, old, near=start)


def _best(text: str, old: Anchor, near: int) -> Placement:
    """The one place whose context agrees in part, the text around the quote having changed."""
    starts = _occurrences(text, old.quote)
    if not starts:
        return Placement("orphaned", reason="the quote does not occur in the text any more")
    if len(starts) > MOST_PLACES:
        return Placement(
            "orphaned", reason=f"the quote occurs {len(starts)} times or more; its context is gone"
        )
    sides = {start: _agreement(text, start, old) for start in starts}
    if len(starts) == 1:
        [start] = starts
        if sum(sides[start]) < _needed(old):
            return Placement("orphaned", reason="the quote occurs, but nothing or little around it agrees")
        return _placed(start, old, near)
    whole = [start for start, (before, after) in sides.items() if _has_whole_side(before, after, old)]
    if len(whole) != 1:
        return Placement(
            "orphaned", reason=f"the quote occurs {len(starts)} times, none or several with its context"
        )
    return _placed(whole[0], old, near)


def _placed(start: int, old: Anchor, near: int) -> Placement:
    return Placement("unmoved" if start == near else "moved", start, start + len(old.quote))


def _needed(old: Anchor) -> int:
    """Characters of the context that must agree for a quote that occurs once."""
    if len(old.quote) < LONG_QUOTE:
        return SOME_CONTEXT
    return 1 if old.prefix or old.suffix else 0


def _has_whole_side(before: int, after: int, old: Anchor) -> bool:
    sides = ((before, old.prefix), (after, old.suffix))
    return any(len(side) >= SOME_CONTEXT and agreed == len(side) for agreed, side in sides)


def _occurrences(text: str, quote: str) -> list[int]:
    starts: list[int] = []
    at = text.find(quote)
    while at >= 0 and len(starts) <= MOST_PLACES:
        starts.append(at)
        at = text.find(quote, at + 1)
    return starts


def _agreement(text: str, start: int, old: Anchor) -> tuple[int, int]:
    """Characters before and after that agree, counted outwards from the quote until one does not."""
    end = start + len(old.quote)
    before = zip(reversed(text[max(0, start - CONTEXT) : start]), reversed(old.prefix), strict=False)
    after = zip(text[end : end + CONTEXT], old.suffix, strict=False)
    return _run(before), _run(after)


def _run(pairs: Iterable[tuple[str, str]]) -> int:
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count
