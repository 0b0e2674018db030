from __future__ import annotations

from workbench.corpus import Corpus, Document, Edit, corpus_alarms, corpus_edits, corpus_table

CORPUS = Corpus(
    (
        Document(
            "a", "社区", edits=(Edit(0, 1, "區", "区", "traditional-script"),), alarms=("lost-byte: 1",)
        ),
        Document("b", "治理"),
    )
)


def test_every_document_has_a_row() -> None:
    table = corpus_table(CORPUS)
    assert list(table["doc_id"]) == ["a", "b"]
    assert list(table["n_edits"]) == [1, 0]
    assert list(table["n_chars"]) == [2, 2]


def test_edits_and_alarms_name_their_document() -> None:
    assert list(corpus_edits(CORPUS)["doc_id"]) == ["a"]
    assert list(corpus_alarms(CORPUS)["doc_id"]) == ["a"]
    assert len(corpus_edits(Corpus((Document("b", "x"),)))) == 0
