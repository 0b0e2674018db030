"""Passages that two documents share, with their places in the texts."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.corpus.document import Document
from workbench.corpus.reuse.letters import Letters, Whole
from workbench.corpus.reuse.phrases import phrase_letters, spread
from workbench.corpus.reuse.runs import common_windows, find_runs


def passages_table(
    documents: Sequence[Document],
    letters: Letters,
    work_of: Whole,
    *,
    min_chars: int,
    max_works: int,
    phrases: tuple[str, ...],
) -> pd.DataFrame:
    """Longest passages that two documents share: see `find_reuse`."""
    is_common = common_windows(letters, min_chars, work_of, max_works)
    runs = find_runs(letters, min_chars, is_common)
    runs = runs[letters.n_units[runs[:, 0] + runs[:, 2]] - letters.n_units[runs[:, 0]] >= min_chars]
    is_phrase = phrase_letters(letters, phrases) | spread(is_common, min_chars)
    frame = _placed(documents, letters, runs)
    doc_a, doc_b = (letters.document_of(runs[:, side]) for side in (0, 1))
    return frame.assign(
        same_work=work_of[doc_a] == work_of[doc_b], is_fixed_phrase=_is_fixed(runs, is_phrase, min_chars)
    )


def _placed(documents: Sequence[Document], letters: Letters, runs: Whole) -> pd.DataFrame:
    """Where the runs stand in the texts; a mark that both texts have after a run belongs to it."""
    last = runs[:, :2] + runs[:, 2:] - 1
    document, end = letters.document_of(runs[:, :2]), letters.places[last] + 1
    texts = [d.text for d in documents]
    ends = zip(document.tolist(), end.tolist(), strict=True)
    with_mark = np.array(
        [_same_mark(texts[a][i : i + 1], texts[b][j : j + 1]) for (a, b), (i, j) in ends], int
    )
    doc_ids = np.array([d.doc_id for d in documents], dtype=object)
    columns: dict[str, NDArray[Any]] = {}
    for side, name in enumerate("ab"):
        columns[f"doc_{name}"] = doc_ids[document[:, side]]
        columns[f"start_{name}"] = letters.places[runs[:, side]]
        columns[f"end_{name}"] = end[:, side] + with_mark
    n_chars = letters.n_chars[last[:, 0]] + 1 - letters.n_chars[runs[:, 0]] + with_mark
    return pd.DataFrame({**columns, "n_chars": n_chars})


def _is_fixed(runs: NDArray[np.int64], is_phrase: NDArray[np.bool_], min_chars: int) -> NDArray[np.bool_]:
    """Whether a run is mostly phrases and what is left of it would be too short to be listed."""
    n_before = np.concatenate([[0], np.cumsum(is_phrase)])
    n_phrase = n_before[runs[:, 0] + runs[:, 2]] - n_before[runs[:, 0]]
    n_left = runs[:, 2] - n_phrase
    is_fixed: NDArray[np.bool_] = (n_left < min_chars) & (2 * n_phrase >= runs[:, 2])
    return is_fixed


def _same_mark(a: str, b: str) -> bool:
    """Whether both texts go on with the same punctuation mark, whatever its width."""
    if not a or not b or a in "\"'":
        return False
    folded = unicodedata.normalize("NFKC", a)
    return folded == unicodedata.normalize("NFKC", b) and unicodedata.category(folded[0]) == "Po"
