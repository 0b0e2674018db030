"""Characters that a font shows as punctuation: text copied from a pdf with a Founder font map."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from workbench.corpus.changes import Change
from workbench.corpus.remnants import in_word

# The font places the marks of GB 2312 rows A1 and A3 at D2 and D4, so that ” (A1B1) is copied as 冶 (D2B1).
_PAIRS = {
    "野": ("“", "冶", "”"),
    "叶": ("《", "曳", "》"),
    "渊": ("（", "冤", "）"),
    "咱": ("［", "暂", "］"),
}
_OPENING = {glyph: (mark, closing) for glyph, (mark, _, closing) in _PAIRS.items()}
_CLOSING = {glyph: (mark, opening) for opening, glyph, mark in _PAIRS.values()}
_MARKS = {"袁": "，", "遥": "。", "尧": "、", "院": "：", "曰": "；", "浴": "！", "钥": "？"}
_NARROW = dict(zip("，。、：；！？", ",.､:;!?", strict=True))
_ANY = re.compile("[冶曳冤暂野叶渊咱袁遥尧曰钥浴院]")
_AFTER_CLOSING = re.compile(r"[\s,，.。;；:：!！?？、)）\]\[［【〔①-⑳“”《》（(—…的等和与及]|$")
_PARAGRAPH_END = re.compile(r"\n\s*\n|[。！？!?”：:]\s*\n")
#: So many marks of two kinds, or else a glyph may be a rare name.
_MIN_MARKS = 5
_REASON = "a font map shows this character for "


def find_font_glyphs(text: str) -> list[Change]:
    """Turn characters back into the punctuation that a font showed for them.

    A quotation mark or bracket is certain when its partner stands alone in the paragraph, the character
    belongs to no word there, stands there once and, if it closes, what follows fits. The rest is proposed.

    Examples
    --------
    >>> [(c.start, c.after, c.automatic) for c in find_font_glyphs("他说“同舟共济冶[2]。")]
    [(7, '”', True)]
    """
    if _ANY.search(text) is None:
        return []
    places = [m.start() for m in _ANY.finditer(text) if not in_word(text, m.start())]
    return sorted((*_brackets(text, places), *_points(text, places)), key=lambda change: change.start)


def _brackets(text: str, places: list[int]) -> Iterator[Change]:
    for at in places:
        glyph = text[at]
        if glyph in _CLOSING:
            mark, partner = _CLOSING[glyph]
            fits = _AFTER_CLOSING.match(text, at + 1) is not None and _is_open(text, at, partner, mark)
        elif glyph in _OPENING:
            mark, partner = _OPENING[glyph]
            fits = _is_closed_later(text, at, mark, partner)
        else:
            continue
        if fits:
            yield _change(at, mark, automatic=_stands_once(text, at))
        elif _has_glyph(text, places, at, partner):
            yield _change(at, mark, automatic=False)


def _stands_once(text: str, at: int) -> bool:
    """Whether the paragraph has the glyph once, so that it is clear which one is the mark."""
    before, after = _paragraph(text, at)
    return text[at] not in before + after


def _points(text: str, places: list[int]) -> Iterator[Change]:
    """Marks that the text lacks: glyphs of two kinds or more, each more frequent than its mark."""
    counts = Counter(text[at] for at in places)
    lacking = {g for g, mark in _MARKS.items() if counts[g] > text.count(mark) + text.count(_NARROW[mark])}
    points = [at for at in places if text[at] in lacking and not _at_edge(text, at)]
    if len(points) >= _MIN_MARKS and len({text[at] for at in points}) > 1:
        for at in points:
            yield _change(at, _MARKS[text[at]], automatic=False)


def _at_edge(text: str, at: int) -> bool:
    """Whether a line begins here, where no mark can stand."""
    return at == 0 or text[at - 1] == "\n"


def _change(at: int, mark: str, *, automatic: bool) -> Change:
    return Change(at, at + 1, mark, "font-glyph", automatic=automatic, reason=_REASON + mark)


def _is_open(text: str, at: int, opening: str, closing: str) -> bool:
    """Whether the last mark of the pair before is an opening one, and none closes it afterwards."""
    before, after = _paragraph(text, at)
    next_mark = re.search(f"[{opening}{closing}]", after)
    return before.rfind(opening) > before.rfind(closing) and (
        next_mark is None or next_mark.group() == opening
    )


def _is_closed_later(text: str, at: int, opening: str, closing: str) -> bool:
    before, after = _paragraph(text, at)
    next_mark = re.search(f"[{opening}{closing}]", after)
    return before.rfind(opening) <= before.rfind(closing) and (
        next_mark is not None and next_mark.group() == closing
    )


def _has_glyph(text: str, places: list[int], at: int, partner: str) -> bool:
    """Whether the other half of the pair is a glyph of the same paragraph as well."""
    glyph = next(g for g, (mark, _) in {**_OPENING, **_CLOSING}.items() if mark == partner)
    before, after = _paragraph(text, at)
    return any(text[p] == glyph and at - len(before) <= p <= at + len(after) for p in places)


def _paragraph(text: str, at: int) -> tuple[str, str]:
    """What stands before and after the place in its paragraph; a line cut in mid-sentence goes on."""
    start = max((m.end() for m in _PARAGRAPH_END.finditer(text, max(0, at - 2000), at)), default=0)
    end = _PARAGRAPH_END.search(text, at + 1)
    return text[max(start, at - 2000) : at], text[at + 1 : end.end() if end else len(text)]
