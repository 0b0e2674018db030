"""Spans as ratings of characters."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.agreement import (
    bootstrap_interval,
    cohens_kappa,
    krippendorffs_alpha,
    percent_agreement,
    tabulate_characters,
)

PLACES = st.lists(st.tuples(st.integers(0, 28), st.integers(1, 9)), max_size=5)


def frame(*coders, doc_id="d"):
    rows = [(doc_id, a, min(a + n, 30), f"c{i}", "k") for i, spans in enumerate(coders) for a, n in spans]
    return pd.DataFrame(rows, columns=["doc_id", "start", "end", "coder_id", "code_id"])


def test_the_pair_that_qualcoder_scores_wrongly():
    spans = pd.DataFrame({"start": [0, 20], "end": [40, 60], "coder_id": ["A", "B"], "code_id": "A"})
    ratings, _ = tabulate_characters(spans, 100)
    assert percent_agreement(ratings).value == 0.6
    assert cohens_kappa(ratings).value == pytest.approx(1 / 6, abs=1e-12)
    assert cohens_kappa(ratings).n_units == 100


@settings(deadline=None)
@given(PLACES, PLACES)
def test_stretches_give_what_single_characters_give(a, b):
    ratings, _ = tabulate_characters(frame(a, b), 30, coders=["c0", "c1"], code_id="k")
    single = np.zeros((30, 2))
    for i, spans in enumerate((a, b)):
        for start, n in spans:
            single[start : start + n, i] = 1
    for coefficient in (percent_agreement, cohens_kappa, krippendorffs_alpha):
        found, expected = coefficient(ratings), coefficient(single)
        assert found.value == pytest.approx(expected.value, abs=1e-12, nan_ok=True)
        assert found.std_error == pytest.approx(expected.std_error, abs=1e-12, nan_ok=True)
        assert found.n_units == 30


def test_characters_are_drawn_with_their_documents():
    parts = [frame([(d, 8)], [(d + d % 3, 8)], doc_id=f"d{d}") for d in range(8)]
    ratings, doc_ids = tabulate_characters(pd.concat(parts), {f"d{d}": 30 for d in range(8)})
    found = bootstrap_interval(ratings, "cohens_kappa", blocks=doc_ids, n_resamples=200, seed=1)
    assert found.n_blocks == 8
    assert found.conf_low < cohens_kappa(ratings).value < found.conf_high


def test_a_code_that_nobody_used_is_absent_everywhere():
    ratings, _ = tabulate_characters(frame([(0, 3)], [(1, 3)]), 30, code_id="other")
    assert percent_agreement(ratings).value == 1
    assert "one and the same category" in cohens_kappa(ratings).reason
