"""Quotation marks written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.corpus.changes import Change
from workbench.corpus.letters import HAN

_PAIRS = ("“”", "‘’", "「」", "『』", "《》")
_CURLY = {
    pair: re.compile(
        rf"(?P<open>{pair[0]}{{2,}})(?P<inside>[^{pair}\n]{{0,1000}})(?P<close>{pair[1]}+)"
        rf"|(?P<lone_open>{pair[0]}{{2,}})|(?P<lone_close>{pair[1]}{{2,}})"
    )
    for pair in _PAIRS
}

#: ASCII marks say neither open nor close; what stands around them does.
_BEFORE = r"(?<![\"\\])(?<![A-Za-z0-9=,])"
_STRAIGHT = re.compile(rf"{_BEFORE}\"\"(?P<inside>[^\"\n]{{1,500}})\"\"(?![\"=A-Za-z0-9])")
_QUOTED = re.compile(rf"[{HAN}A-Za-z0-9“‘《（(](?:.*[{HAN}A-Za-z0-9。，！？；…”’》）).,!?])?")
_OUTSIDE = re.compile(r"[\s，。、；：！？,;:.!?（(）)“”]|$")
_FOUR = re.compile(r'(?<!")"{4}(?!")')
#: So far a paragraph is looked through on either side.
_FAR = 2000


def find_doubled_quotes(text: str) -> list[Change]:
    """Find quotation marks written twice, as tables and careless copying leave them.

    Automatic where both sides are doubled and nothing inside is quoted the same way; proposed where only
    one side is, or where a quotation may begin or end with another one.

    Examples
    --------
    >>> [(c.start, c.end, c.after, c.automatic) for c in find_doubled_quotes("要““共建””社区")]
    [(1, 3, '“', True), (5, 7, '”', True)]
    """
    found: list[Change] = []
    for pair in _PAIRS:
        if any(mark in text and mark * 2 in text for mark in pair):
            found += _paired(text, pair)
    if '"' in text and '""' in text:
        found += _straight(text)
    return sorted(found, key=lambda change: change.start)


def _paired(text: str, pair: str) -> Iterator[Change]:
    for match in _CURLY[pair].finditer(text):
        if match["open"] and len(match["close"]) == len(match["open"]) and match["inside"]:
            yield _once(match, "open", pair[0])
            yield _once(match, "close", pair[1])
            continue
        for side, mark in (
            ("open", pair[0]),
            ("close", pair[1]),
            ("lone_open", pair[0]),
            ("lone_close", pair[1]),
        ):
            if match[side] and len(match[side]) > 1 and not _is_balanced(text, match.start(side), pair):
                yield _once(match, side, mark, "doubled on one side only")


def _is_balanced(text: str, at: int, pair: str) -> bool:
    """Whether the paragraph closes as many quotations as it opens, so that one may begin with another."""
    start, end = text.rfind("\n", max(0, at - _FAR), at), text.find("\n", at, at + _FAR)
    paragraph = text[start + 1 if start >= 0 else max(0, at - _FAR) : end if end >= 0 else at + _FAR]
    return paragraph.count(pair[0]) == paragraph.count(pair[1])


def _once(match: re.Match[str], side: str, mark: str, reason: str = "") -> Change:
    return Change(match.start(side), match.end(side), mark, "doubled-quote", not reason, reason)


def _straight(text: str) -> Iterator[Change]:
    for match in _FOUR.finditer(text):
        yield Change(match.start(), match.end(), '"', "doubled-quote", False, "four marks, nothing inside")
    for match in _STRAIGHT.finditer(text):
        if not _QUOTED.fullmatch(match["inside"]):
            continue
        stands_free = match.start() == 0 or bool(_OUTSIDE.match(text[match.start() - 1]))
        ends_free = bool(_OUTSIDE.match(text, match.end()))
        reason = "" if stands_free and ends_free else "whether something is quoted is not plain"
        if not reason or stands_free or ends_free:
            yield Change(match.start(), match.start() + 2, '"', "doubled-quote", not reason, reason)
            yield Change(match.end() - 2, match.end(), '"', "doubled-quote", not reason, reason)
