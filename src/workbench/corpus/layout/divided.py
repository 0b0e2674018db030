"""Words, dashes and ellipses divided by a line end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.corpus.changes import Change
from workbench.corpus.layout.lines import Lines

_DASH_BROKEN = re.compile(r"(?P<dash>—{1,3})[ \t]*\n[ \t\u3000]*—{1,2}(?!—)|…{1,2}[ \t]*\n[ \t\u3000]*…(?!…)")
_HEAD = re.compile(r"(?<![A-Za-z])([A-Za-z]{2,})-\Z")
_TAIL = re.compile(r"([a-z]{2,})(?![A-Za-z])")
_LATIN = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_LONG_WORD = 40


def divided_dashes(text: str, lines: Lines) -> Iterator[Change]:
    """Find dashes and ellipses of which a line end left one half on either side."""
    if "—" not in lines.lasts and "…" not in lines.lasts:
        return
    for match in _DASH_BROKEN.finditer(text):
        n_dashes = match.group().count("—")
        if match["dash"] and n_dashes in (2, 3) and len(match["dash"]) != 3:
            yield Change(*match.span(), "——", "hard-wrap")
        elif not match["dash"] and match.group().count("…") == 2:
            yield Change(*match.span(), "……", "hard-wrap")


def divided_words(text: str, lines: Lines) -> Iterator[Change]:
    """Find Latin words divided at a hyphen; whether the hyphen stays, the rest of the text tells."""
    if "-" not in lines.lasts:
        return
    known = {word.lower() for word in _LATIN.findall(text)}
    for i in (i for i, last in enumerate(lines.lasts[:-1]) if last == "-"):
        head, tail = _HEAD.search(lines.words(i)[-_LONG_WORD:]), _TAIL.match(lines.words(i + 1)[:_LONG_WORD])
        if head and tail:
            start, end = lines.span(i)[1] - 1, lines.span(i + 1)[0]
            yield _undivided(start, end, head[1].lower(), tail[1].lower(), known)


def _undivided(start: int, end: int, head: str, tail: str, known: set[str]) -> Change:
    is_word, is_compound = head + tail in known, f"{head}-{tail}" in known
    if is_word == is_compound:
        reason = "a divided word, or a compound: the text does not tell"
        return Change(start, end, "", "hyphen", automatic=False, reason=reason)
    return Change(start, end, "-" if is_compound else "", "hyphen")
