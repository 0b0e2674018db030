"""Full and half width, spaces of unusual kinds, characters that cannot be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.corpus.changes import Change
from workbench.corpus.letters import HAN

_WIDE = "０-９Ａ-Ｚａ-ｚ"
#: Full-width letters and figures with the marks that belong to them: ３．５％, １，０００, Ａ＋Ｂ.
_FULL = re.compile(
    rf"[{_WIDE}％](?:[{_WIDE}％]|(?<=[０-９])．|[－／＋＝＆＠＿．](?=[{_WIDE}])"
    r"|(?<=[０-９])(?<![０-９]{4})，(?=[０-９]{3}(?![０-９])))*"
)
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}

_ODD = "\u00a0\u1680\u2000-\u200a\u202f\u205f"
_UNSEEN = "\u180e\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_ANY = re.compile(f"[{_WIDE}％{_ODD}\u00ad{_UNSEEN}]")
_ODD_SPACE = re.compile(f"[{_ODD}]")
#: Zero width, direction, and the soft hyphen, which may stand before a line end inside a word.
_INVISIBLE = re.compile(f"\u00ad(?:\n[ \t]*(?=[a-z]))?|[{_UNSEEN}]")
#: Joiners shape these scripts and pictures, direction marks order them: there they are not waste.
_NEEDS_JOINERS = re.compile(
    "[\u0590-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\u2600-\u27bf\ufb1d-\ufdff\ufe0f\ufe70-\ufefc"
    "\U0001f000-\U0001faff]"
)

_CJK = f"{HAN}「」『』《》〈〉【】（），。、；：？！"
_CURLY = "“”‘’…—"  # other scripts have these too
# the mark first and what stands before it after: so the search jumps from mark to mark
_MARK = re.compile(
    rf"[,:;?!](?:(?<=[{_CJK}{_CURLY}].)(?=[{_CJK}])|(?<=[{_CJK}].)(?=[{_CURLY}]|[ \t]*\n|[ \t]*\Z))"
)
_CJK_CHAR = re.compile(rf"[{_CJK}]")
_BRACKETS = re.compile(rf"\((?=[^()\n]{{0,200}}[{HAN}])[^()\n]{{1,200}}\)")
_WIDER = str.maketrans(",:;?!()", "，：；？！（）")

_BARE_PAIR = re.compile(rf"(?<=[{HAN}A-Za-z0-9）)])\"\"(?=[{HAN}A-Za-z0-9（(])")


def find_width(text: str) -> list[Change]:
    """Find letters, figures, marks and spaces whose width is not the one meant, and invisible characters.

    Automatic: full-width letters and figures to half width ("full-width"), unusual spaces to plain ones
    ("odd-space"), zero-width characters out ("invisible"). Proposed: ASCII marks between Chinese characters
    to full width ("half-width"), ``""`` that stands where an ideographic space stood ("lost-space").

    Examples
    --------
    >>> [(c.after, c.rule, c.automatic) for c in find_width("１９９５年,增长３．５％")]
    [('1995', 'full-width', True), ('，', 'half-width', False), ('3.5%', 'full-width', True)]
    """
    found = [*_half_width(text), *_lost_spaces(text)]
    if _ANY.search(text):
        found += [*_full_width(text), *_odd_spaces(text), *_invisible(text)]
    return sorted(found, key=lambda change: (change.start, change.end))


def _full_width(text: str) -> Iterator[Change]:
    for match in _FULL.finditer(text):
        yield Change(match.start(), match.end(), match.group().translate(_HALF), "full-width")


def _odd_spaces(text: str) -> Iterator[Change]:
    for match in _ODD_SPACE.finditer(text):
        yield Change(match.start(), match.end(), " ", "odd-space")


def _invisible(text: str) -> Iterator[Change]:
    for match in _INVISIBLE.finditer(text):
        around = text[max(0, match.start() - 1) : match.end() + 1]
        if not _NEEDS_JOINERS.search(around):
            yield Change(match.start(), match.end(), "", "invisible")


def _half_width(text: str) -> Iterator[Change]:
    """Marks between Chinese characters; 1,000, 10:30, addresses and [1,2] have none beside them."""
    reason = ""
    if any(mark in text for mark in ",:;?!"):
        for match in _MARK.finditer(text):
            reason = reason or _custom(text)
            yield _wider(text, match.start(), reason)
    if "(" in text:
        for match in _BRACKETS.finditer(text):
            if not _CJK_CHAR.search(
                text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
            ):
                continue  # Chinese in brackets inside other writing
            reason = reason or _custom(text)
            yield _wider(text, match.start(), reason)
            yield _wider(text, match.end() - 1, reason)


def _wider(text: str, at: int, reason: str) -> Change:
    return Change(at, at + 1, text[at].translate(_WIDER), "half-width", automatic=False, reason=reason)


def _custom(text: str) -> str:
    if text.count("，") > text.count(","):
        return "ASCII mark in Chinese, while most marks of this text are full width"
    return "ASCII mark in Chinese, as nearly everywhere in this text"


def _lost_spaces(text: str) -> Iterator[Change]:
    if '""' not in text:
        return
    for match in _BARE_PAIR.finditer(text):
        reason = "two quotation marks between words, where nothing is quoted"
        yield Change(match.start(), match.end(), "\u3000", "lost-space", automatic=False, reason=reason)
