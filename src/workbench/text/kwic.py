"""A term and the characters around it, wherever it occurs."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from workbench.corpus import Corpus
from workbench.errors import OptionError


def kwic(corpus: Corpus, term: str, *, width: int = 20) -> pd.DataFrame:
    """List every occurrence of a term with its context (keyword in context).

    Parameters
    ----------
    corpus
        Texts to search.
    term
        Characters sought as they are; no word segmentation is needed.
    width
        Characters of context on each side.

    Returns
    -------
    DataFrame
        ``doc_id, start, end, left, match, right`` in the order of the texts; the three pieces are the
        text as it stands, line breaks included. Occurrences do not overlap.

    Examples
    --------
    >>> from workbench.corpus import Corpus, Document
    >>> kwic(Corpus((Document("d", "大雨那天，邻居先敲门。"),)), "邻居", width=3)
      doc_id  start  end left match right
    0      d      5    7  那天，    邻居   先敲门
    """
    if not term:
        raise OptionError("term is empty; give the characters to look for")
    if width < 0:
        raise OptionError(f"width={width} is not possible; it must be 0 or more")
    rows = [
        (
            d.doc_id,
            start,
            start + len(term),
            d.text[max(start - width, 0) : start],
            term,
            _right(d.text, start, term, width),
        )
        for d in corpus
        for start in _find(d.text, term)
    ]
    return pd.DataFrame(rows, columns=["doc_id", "start", "end", "left", "match", "right"])


def _right(text: str, start: int, term: str, width: int) -> str:
    end = start + len(term)
    return text[end : end + width]


def _find(text: str, term: str) -> Iterator[int]:
    start = text.find(term)
    while start >= 0:
        yield start
        start = text.find(term, start + len(term))
