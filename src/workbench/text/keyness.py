"""Which words mark one set of texts against another."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from workbench.errors import OptionError, TableError
from workbench.schemas import check
from workbench.text.words import TOKENS

Cells = Literal[2, 4]
Floats = NDArray[np.float64]


def log_likelihood(a: ArrayLike, b: ArrayLike, n1: float, n2: float, *, cells: Cells = 2) -> Floats:
    r"""Log-likelihood ratio of a word's frequencies in two corpora.

    Parameters
    ----------
    a, b
        Occurrences of the word in the first and the second corpus.
    n1, n2
        Words in the first and the second corpus.
    cells
        2: the word's occurrences only, as linguists use it; 4: also those of all other words.

    Returns
    -------
    ndarray
        :math:`G^2`, zero or more; a word used at one rate in both has 0.

    Notes
    -----
    .. math:: G^2 = 2 \sum_i O_i \ln \frac{O_i}{E_i}, \qquad
              E_1 = n_1 \frac{a + b}{n_1 + n_2}, \quad E_2 = n_2 \frac{a + b}{n_1 + n_2}

    over *a* and *b* (two cells), or also over :math:`n_1 - a` and :math:`n_2 - b` (four cells).
    The two conventions differ; say which one is reported.

    References
    ----------
    Rayson, P., & Garside, R. (2000). Comparing corpora using frequency profiling. *Proceedings of the
    Workshop on Comparing Corpora*, 1–6.

    Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence.
    *Computational Linguistics*, 19(1), 61–74.

    Examples
    --------
    >>> round(float(log_likelihood(30, 10, 1000, 2000)), 4)
    29.0392
    >>> round(float(log_likelihood(30, 10, 1000, 2000, cells=4)), 4)
    29.4627
    """
    if cells not in (2, 4):
        raise OptionError(f"cells={cells!r} is not possible; choose 2 or 4")
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    rate = (a + b) / (n1 + n2)
    total = _term(a, n1 * rate) + _term(b, n2 * rate)
    if cells == 4:
        total = total + _term(n1 - a, n1 * (1 - rate)) + _term(n2 - b, n2 * (1 - rate))
    return np.maximum(2 * total, 0.0)


def _term(observed: Floats, expected: Floats) -> Floats:
    """O ln(O / E), which is 0 where nothing was observed."""
    ratio = np.divide(observed, expected, out=np.ones_like(observed), where=observed > 0)
    return np.asarray(observed * np.log(ratio))


def keyness(
    tokens_a: pd.DataFrame,
    tokens_b: pd.DataFrame,
    *,
    cells: Cells = 2,
    min_count: int = 3,
    min_length: int = 2,
) -> pd.DataFrame:
    r"""Compare the words of two sets of documents.

    Parameters
    ----------
    tokens_a, tokens_b
        Tokens of the two sets (see `tokenize`); a document must not be in both.
    cells
        Form of the log-likelihood ratio: 2 (Rayson & Garside) or 4 cells; see `log_likelihood`.
    min_count
        Words that occur less often in both sets together are not listed.
    min_length
        Shorter words are not listed, nor are stop words; both count in the totals.

    Returns
    -------
    DataFrame
        ``word, n_a, n_b, n_documents_a, n_documents_b, per_10k_a, per_10k_b, log_ratio, g2, p_value``,
        the highest :math:`G^2` first. ``log_ratio`` is above 0 for words of the first set; ``p_value``
        is for one word chosen beforehand, not for the top of this list.

    Notes
    -----
    :math:`\text{log ratio} = \log_2 \frac{a / n_1}{b / n_2}`, with 0.5 in place of a count of 0.

    References
    ----------
    Rayson, P., & Garside, R. (2000). Comparing corpora using frequency profiling. *Proceedings of the
    Workshop on Comparing Corpora*, 1–6.

    Hardie, A. (2014). *Log Ratio: an informal introduction*. ESRC CASS, Lancaster University.

    Examples
    --------
    >>> from workbench.corpus import Corpus, Document
    >>> from workbench.text import Tokenizer, tokenize
    >>> tokenizer = Tokenizer()
    >>> talk = tokenize(Corpus((Document("i", "邻居帮忙，邻居送水，邻居守夜"),)), tokenizer)
    >>> policy = tokenize(Corpus((Document("p", "完善机制，健全机制，创新机制"),)), tokenizer)
    >>> keyness(talk, policy)[["word", "n_a", "n_b"]]
      word  n_a  n_b
    0   机制    0    3
    1   邻居    3    0
    """
    from scipy.stats import chi2

    check(tokens_a, TOKENS, name="tokens_a")
    check(tokens_b, TOKENS, name="tokens_b")
    _check_apart(tokens_a, tokens_b)
    frame = _counts(tokens_a, "a", min_length).join(_counts(tokens_b, "b", min_length), how="outer")
    frame = frame.fillna(0).astype("int64").rename_axis("word").reset_index()
    frame = frame[frame["n_a"] + frame["n_b"] >= min_count]
    n1, n2 = len(tokens_a), len(tokens_b)
    a, b = frame["n_a"].to_numpy(float), frame["n_b"].to_numpy(float)
    g2 = log_likelihood(a, b, n1, n2, cells=cells)
    frame = frame.assign(
        per_10k_a=a / n1 * 10_000,
        per_10k_b=b / n2 * 10_000,
        log_ratio=np.log2(np.where(a, a, 0.5) / n1) - np.log2(np.where(b, b, 0.5) / n2),
        g2=g2,
        p_value=chi2.sf(g2, 1),
    )
    return frame[COLUMNS].sort_values(["g2", "word"], ascending=[False, True], ignore_index=True)


COLUMNS = [
    "word", "n_a", "n_b", "n_documents_a", "n_documents_b", "per_10k_a", "per_10k_b",
    "log_ratio", "g2", "p_value",
]  # fmt: skip


def _check_apart(tokens_a: pd.DataFrame, tokens_b: pd.DataFrame) -> None:
    both = sorted(set(tokens_a["doc_id"]) & set(tokens_b["doc_id"]))
    if both:
        raise TableError(
            f"documents {', '.join(both)} are in both sets; keyness compares sets that share none"
        )
    for name, tokens in (("tokens_a", tokens_a), ("tokens_b", tokens_b)):
        if tokens.empty:
            raise TableError(f"{name} has no words; give the tokens of one document or more")


def _counts(tokens: pd.DataFrame, name: str, min_length: int) -> pd.DataFrame:
    listed = tokens[~tokens["is_stop"] & (tokens["word"].str.len() >= min_length)]
    grouped = listed.groupby("word")["doc_id"]
    return pd.DataFrame({f"n_{name}": grouped.size(), f"n_documents_{name}": grouped.nunique()})
