from __future__ import annotations

import pytest

from workbench.corpus import Corpus, Document
from workbench.errors import InputError

ONE, TWO = Document("a", "社区", kind="policy"), Document("b", "治理", status="simulated", case_id="c1")


def test_ids_are_unique() -> None:
    with pytest.raises(InputError, match="a occurs twice"):
        Corpus((ONE, ONE))


def test_a_document_is_found_by_id() -> None:
    assert Corpus((ONE, TWO))["b"] is TWO
    with pytest.raises(InputError, match="no document x"):
        Corpus((ONE,))["x"]


def test_selection_agrees_with_every_argument() -> None:
    corpus = Corpus((ONE, TWO))
    assert [d.doc_id for d in corpus.select(status="simulated", case_id="c1")] == ["b"]
    assert len(corpus.select(kind="policy", status="simulated")) == 0


def test_another_text_has_another_hash() -> None:
    assert ONE.text_hash != TWO.text_hash
    assert Document("z", "社区").text_hash == ONE.text_hash


def test_a_document_needs_an_id() -> None:
    with pytest.raises(InputError, match="no doc_id"):
        Document("", "x")
