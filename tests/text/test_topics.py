"""Topics: planted ones are found, and the same seed gives the same result."""

import math

import numpy as np
import pandas as pd
import pytest

from workbench.errors import OptionError
from workbench.text import fit_topics

FLOOD = ["暴雨", "积水", "水泵", "沙袋", "转移"]
TALK = ["议事", "协商", "表决", "票数", "楼道"]


def planted(n_documents: int = 12) -> pd.DataFrame:
    """Half the documents speak of the flood, half of deliberation; one has nothing to say."""
    rng = np.random.default_rng(0)
    rows = [
        (f"d{d:02}", i, i + 2, str(word), False)
        for d in range(n_documents)
        for i, word in enumerate(rng.choice(FLOOD if d % 2 else TALK, 40))
    ]
    rows += [("silent", 0, 1, "嗯", True), ("d00", 99, 101, "唯一", False)]
    return pd.DataFrame(rows, columns=["doc_id", "start", "end", "word", "is_stop"])


@pytest.mark.parametrize("coherence", ["c_v", "u_mass"])
def test_planted_topics_are_found(coherence):
    topics = fit_topics(planted(), k=2, seed=1, n_words=5, coherence=coherence)
    groups = {frozenset(words) for _, words in topics.words.groupby("topic")["word"]}
    assert groups == {frozenset(FLOOD), frozenset(TALK)}
    main = topics.shares.loc[topics.shares.groupby("doc_id")["share"].idxmax()].set_index("doc_id")["topic"]
    assert main["d01"] == main["d03"] != main["d00"]
    assert math.isfinite(topics.coherence)


def test_shares_add_up_and_counts_are_told():
    topics = fit_topics(planted(), k=3, seed=1, n_passes=2, coherence="u_mass")
    assert np.allclose(topics.shares.groupby("doc_id")["share"].sum(), 1)
    assert len(topics.shares) == 12 * 3
    assert (topics.n_words, topics.n_words_dropped, topics.unused) == (10, 2, ("silent",))
    assert (len(topics.doc_ids), topics.n_passes, topics.seed) == (12, 2, 1)


def test_same_seed_same_numbers():
    one, two, other = (
        fit_topics(planted(), k=2, seed=seed, n_passes=3, coherence="u_mass") for seed in (4, 4, 5)
    )
    pd.testing.assert_frame_equal(one.words, two.words, check_exact=True)
    pd.testing.assert_frame_equal(one.shares, two.shares, check_exact=True)
    assert not one.shares.equals(other.shares)


def test_impossible_requests_are_refused():
    with pytest.raises(OptionError, match="2 topics or more"):
        fit_topics(planted(), k=1, seed=1)
    with pytest.raises(OptionError, match="0 documents have words left"):
        fit_topics(planted(), k=2, seed=1, min_documents=50)
    with pytest.raises(OptionError, match="c_v"):
        fit_topics(planted(), k=2, seed=1, coherence="c_npmi")  # type: ignore[arg-type]
