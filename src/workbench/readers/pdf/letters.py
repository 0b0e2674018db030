"""Letters that a font names by their shape: ligatures, soft hyphens, radicals in place of characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from workbench.corpus.changes import Change

#: Radicals of the supplement block that Unicode does not decompose, and the characters they look like
#: (those of Unicode's EquivalentUnifiedIdeograph.txt that are whole characters of modern Chinese).
_RADICALS = dict(
    zip(
        "⺝⺟⺠⺩⺪⺫⺬⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰",
        "月母民王疋目示虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙",
        strict=True,
    )
)
_RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_SHAPES = re.compile("[\u2e80-\u2fd5\ufb00-\ufb06]|\u00ad(?!\n)")


def find_letters(text: str) -> Iterator[Change]:
    """Changes of letters named by their shape into the letters that are meant.

    >>> [(c.after, c.rule) for c in find_letters("ﬁnal ⽤")]
    [('fi', 'ligature'), ('用', 'radical')]
    """
    for found in _SHAPES.finditer(text):
        sign = found[0]
        if sign == "\u00ad":
            yield Change(found.start(), found.end(), "", "soft-hyphen")
            continue
        plain = _RADICALS.get(sign) or unicodedata.normalize("NFKC", sign)
        if plain != sign:
            yield Change(found.start(), found.end(), plain, "radical" if sign < "\u3000" else "ligature")


def raise_figures(text: str, places: Iterable[int]) -> Iterator[Change]:
    """Changes of figures that stand small and raised on the page, so that 10³ does not become 103.

    >>> [(c.start, c.after) for c in raise_figures("水泵1，", (2,))]
    [(2, '¹')]
    """
    for place in places:
        plain = text[place]
        if plain.translate(_RAISED) != plain:
            yield Change(place, place + 1, plain.translate(_RAISED), "raised-figure")
