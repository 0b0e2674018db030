"""Codes that occur together."""

from workbench.coding import make_codings
from workbench.corpus import Segment
from workbench.text import cooccurrence

UNITS = [Segment(doc, 10 * i, 10 * i + 10, "sentence") for doc in "ab" for i in range(3)]


def coded(*places: tuple[str, int, str], coder_id: str = "H") -> object:
    return make_codings(
        {"doc_id": doc, "start": start, "end": start + 2, "code_id": code, "coder_id": coder_id}
        for doc, start, code in places
    )


def test_pairs_are_counted_once_per_unit():
    codings = coded(("a", 0, "y"), ("a", 5, "x"), ("a", 6, "x"), ("a", 12, "x"), ("b", 0, "x"), ("b", 1, "y"))
    edges = cooccurrence(codings, UNITS)
    assert edges.values.tolist() == [["x", "y", 2, 2, 3, 2, 2 / 3]]


def test_most_frequent_pair_first_and_rare_pairs_on_request():
    codings = coded(*[("a", 10 * i, code) for i in range(3) for code in "pq"], ("a", 0, "r"))
    edges = cooccurrence(codings, UNITS)
    assert edges[["code_a", "code_b", "n_units"]].values.tolist() == [
        ["p", "q", 3],
        ["p", "r", 1],
        ["q", "r", 1],
    ]
    assert len(cooccurrence(codings, UNITS, min_units=2)) == 1


def test_no_pair_gives_an_empty_table():
    edges = cooccurrence(coded(("a", 0, "x")), UNITS)
    assert len(edges) == 0
    assert list(edges.columns) == ["code_a", "code_b", "n_units", "n_documents", "n_a", "n_b", "jaccard"]
    assert len(cooccurrence(make_codings([]), UNITS)) == 0
