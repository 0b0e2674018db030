"""Documents that are copies or versions of one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from workbench.corpus.document import Document
from workbench.corpus.reuse.letters import Letters, Whole, distinct

COLUMNS = ["doc_a", "doc_b", "containment", "jaccard", "same_title"]
_GRAM = 5
_MIN_GRAMS = 20  # a shorter text is a line that may stand anywhere
_NO_TITLE = re.compile(
    r"[（(〔\[][^（()）〔〕\[\]]*[)）〕\]]|\d{4}年?|(?:修订|修正|试行|草案|征求意见)[版稿本]?|[^\w]"
)
_MAX_TITLE = 60


def copies_table(
    documents: Sequence[Document], letters: Letters, *, min_containment: float, min_with_title: float
) -> pd.DataFrame:
    """Pairs of documents that are linked: see `find_reuse`."""
    grams, n_grams = _gram_matrix(letters, len(documents))
    shared = (grams @ grams.T).tocoo()
    once = (shared.row < shared.col) & (np.minimum(n_grams[shared.row], n_grams[shared.col]) >= _MIN_GRAMS)
    a, b, n_shared = shared.row[once], shared.col[once], shared.data[once]
    titles = np.array([_title(document) for document in documents], dtype=object)
    same_title = (titles[a] == titles[b]) & (titles[a] != "")
    containment = n_shared / np.minimum(n_grams[a], n_grams[b])
    kept = containment >= np.where(same_title, min_with_title, min_containment)
    doc_ids = np.array([document.doc_id for document in documents], dtype=object)
    frame = pd.DataFrame(
        {
            "doc_a": doc_ids[a[kept]],
            "doc_b": doc_ids[b[kept]],
            "containment": containment[kept],
            "jaccard": (n_shared / (n_grams[a] + n_grams[b] - n_shared))[kept],
            "same_title": same_title[kept],
        },
        columns=COLUMNS,
    )
    return frame.sort_values(
        ["containment", "doc_a", "doc_b"], ascending=[False, True, True], ignore_index=True
    )


def works_of(doc_ids: Sequence[str], copies: pd.DataFrame) -> dict[str, str]:
    """Which work each document belongs to: the first document of those that links join, directly or not."""
    work = {doc_id: doc_id for doc_id in doc_ids}
    order = {doc_id: number for number, doc_id in enumerate(doc_ids)}
    for a, b in zip(copies["doc_a"], copies["doc_b"], strict=True):
        first, second = sorted((work[a], work[b]), key=order.__getitem__)
        work = {doc_id: first if of == second else of for doc_id, of in work.items()}
    return work


def _gram_matrix(letters: Letters, n_documents: int) -> tuple[Any, Whole]:
    """Documents by distinct runs of five letters, 1 where the document has the run; and how many each has."""
    from scipy import sparse

    at, sums = letters.windows(_GRAM)
    _, gram = np.unique(sums, return_inverse=True)
    n_kinds = int(gram.max()) + 1 if len(gram) else 0
    pairs = distinct(letters.document_of(at) * max(n_kinds, 1) + gram)
    document, gram = pairs // max(n_kinds, 1), pairs % max(n_kinds, 1)
    matrix = sparse.csr_array((np.ones(len(pairs), np.int32), (document, gram)), shape=(n_documents, n_kinds))
    return matrix, np.bincount(document, minlength=n_documents)


def _title(document: Document) -> str:
    """Title, else the first line if it is short, without dates, notes in brackets and punctuation."""
    first = next((line for line in document.text[:500].splitlines() if line.strip()), "")
    title = document.title or (first if len(first) <= _MAX_TITLE else "")
    return _NO_TITLE.sub("", title)
