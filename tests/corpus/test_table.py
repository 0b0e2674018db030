"""A corpus as tables."""

from workbench.corpus import (
    Corpus,
    Document,
    corpus_alarms,
    corpus_edits,
    corpus_proposals,
    corpus_table,
    repair,
)
from workbench.schemas import EDITS

REPAIRED = repair("社區與關係，行（xíng）走")
CORPUS = Corpus(
    (
        Document("a", REPAIRED.text, alarms=("lost-byte: 1",), repaired_by=REPAIRED.trail),
        Document("b", "社区"),
    )
)


def test_one_row_a_document() -> None:
    table = corpus_table(CORPUS)
    assert list(table["n_edits"]) == [len(REPAIRED.edits), 0]
    assert list(table["n_proposals"]) == [1, 0]
    assert list(table["n_alarms"]) == [1, 0]


def test_edits_proposals_and_alarms_name_their_document() -> None:
    assert set(corpus_edits(CORPUS)["doc_id"]) == {"a"}
    assert list(corpus_proposals(CORPUS)["rule"]) == ["inserted-pinyin"]
    assert list(corpus_alarms(CORPUS)["doc_id"]) == ["a"]


def test_a_sound_corpus_has_empty_tables_with_all_columns() -> None:
    assert list(corpus_edits(Corpus((Document("b", "x"),)))) == ["doc_id", *EDITS.names]
