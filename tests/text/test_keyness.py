"""Keyness against published values and its laws."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from workbench.errors import OptionError, TableError
from workbench.text import keyness, log_likelihood


def tokens(doc_id: str, *words: str, stop: tuple[str, ...] = ()) -> pd.DataFrame:
    rows = [(doc_id, 2 * i, 2 * i + 2, word, word in stop) for i, word in enumerate(words)]
    return pd.DataFrame(rows, columns=["doc_id", "start", "end", "word", "is_stop"])


# a=30, b=10 in 1000 and 2000 words: worked example of the two conventions, four decimals
@pytest.mark.parametrize(("cells", "g2"), [(2, 29.0392), (4, 29.4627)])
def test_both_conventions(cells, g2):
    assert float(log_likelihood(30, 10, 1000, 2000, cells=cells)) == pytest.approx(g2, abs=5e-5)


COUNTS = st.integers(0, 500)


@settings(deadline=None)
@given(COUNTS, COUNTS, st.integers(500, 5000), st.integers(500, 5000), st.sampled_from([2, 4]))
def test_symmetric_never_negative_and_zero_at_equal_rates(a, b, n1, n2, cells):
    g2 = float(log_likelihood(a, b, n1, n2, cells=cells))
    assert g2 >= 0
    assert math.isfinite(g2)
    assert g2 == pytest.approx(float(log_likelihood(b, a, n2, n1, cells=cells)), abs=1e-9)
    assert float(log_likelihood(a, 3 * a, n1, 3 * n1, cells=cells)) == pytest.approx(0, abs=1e-9)


@settings(deadline=None)
@given(COUNTS, COUNTS, st.integers(500, 5000), st.integers(500, 5000))
def test_four_cells_are_the_likelihood_ratio_test_of_scipy(a, b, n1, n2):
    if 0 < a + b < n1 + n2:
        table = [[a, b], [n1 - a, n2 - b]]
        expected = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
        assert float(log_likelihood(a, b, n1, n2, cells=4)) == pytest.approx(expected, rel=1e-6, abs=1e-6)


def test_table_counts_words_documents_and_rates():
    first = pd.concat([tokens("a", "邻居", "邻居", "的", stop=("的",)), tokens("b", "邻居", "门")])
    second = tokens("c", "机制", "机制", "机制", "邻居")
    table = keyness(first, second).set_index("word")
    row = table.loc["邻居"]
    assert list(table.index) == ["机制", "邻居"]
    assert (row["n_a"], row["n_b"], row["n_documents_a"], row["n_documents_b"]) == (3, 1, 2, 1)
    assert (row["per_10k_a"], row["per_10k_b"]) == (6000, 2500)
    assert row["log_ratio"] == pytest.approx(np.log2((3 / 5) / (1 / 4)))
    assert table.loc["机制", "log_ratio"] == pytest.approx(np.log2((0.5 / 5) / (3 / 4)))
    assert row["g2"] == pytest.approx(float(log_likelihood(3, 1, 5, 4)))


def test_rare_and_short_words_are_listed_on_request():
    first, second = tokens("a", "门", "邻居"), tokens("b", "灯", "机制")
    assert len(keyness(first, second)) == 0
    assert len(keyness(first, second, min_count=1, min_length=1)) == 4


def test_wrong_sets_are_refused():
    with pytest.raises(TableError, match="documents a are in both sets"):
        keyness(tokens("a", "门"), tokens("a", "灯"))
    with pytest.raises(TableError, match="tokens_b has no words"):
        keyness(tokens("a", "门"), tokens("b"))
    with pytest.raises(OptionError, match="choose 2 or 4"):
        log_likelihood(1, 1, 2, 2, cells=3)  # type: ignore[arg-type]
