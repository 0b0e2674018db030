from dataclasses import dataclass

import pandas as pd
import pytest

from workbench.corpus import Corpus, Document
from workbench.errors import OptionError, TableError
from workbench.evidence import (
    ModelBasis,
    QuotesBasis,
    RowsBasis,
    basis_of,
    model_basis,
    quotes_basis,
    rows_basis,
)

CORPUS = Corpus(
    (
        Document("d1", "第一行\n电梯坏了三年，没人修。", title="甲", status="simulated"),
        Document("d2", "广场很好"),
    )
)


@dataclass(frozen=True)
class SmallFit:
    formula: str = "y ~ x"
    estimator: str = "ols"
    nobs: int = 3
    n_dropped: int = 1
    vcov: str = "HC1"
    row_ids: tuple[int, ...] = (1, 2, 4)


def codings(*places):
    rows = [
        {"doc_id": d, "start": s, "end": e, "code_id": "PL", "coder_id": "a", "coder_kind": "human",
         "codebook_version": "1", "text_hash": "x", "confidence": None}
        for d, s, e in places
    ]  # fmt: skip
    return pd.DataFrame(rows)


def test_quotes_come_from_the_corpus_with_their_surroundings():
    quote = quotes_basis(codings(("d1", 4, 8)), corpus=CORPUS).quotes[0]
    assert (quote.text, quote.before, quote.after) == ("电梯坏了", "", "三年，没人修。")
    assert (quote.title, quote.simulated) == ("甲", True)


def test_each_document_is_quoted_before_any_twice():
    table = codings(("d1", 0, 1), ("d1", 1, 2), ("d2", 0, 2))
    basis = quotes_basis(table, corpus=CORPUS, limit=2)
    assert [quote.doc_id for quote in basis.quotes] == ["d1", "d2"]
    assert (basis.n_total, basis.n_documents) == (3, 2)


def test_codings_without_words_need_the_corpus():
    with pytest.raises(OptionError, match="corpus=corpus"):
        quotes_basis(codings(("d1", 0, 1)))
    with pytest.raises(TableError, match="no column"):
        quotes_basis(pd.DataFrame({"quote": ["x"]}), corpus=CORPUS)


def test_a_fit_keeps_its_rows_and_the_state_of_its_file(tmp_path):
    file = tmp_path / "surveys" / "r.csv"
    file.parent.mkdir()
    file.write_text("y,x\n1,2\n")
    (tmp_path / "study.toml").write_text("")
    basis = model_basis(SmallFit(), term="x", file=file)
    assert (basis.data_file, len(basis.data_hash), basis.row_ids) == ("surveys/r.csv", 16, ("1", "2", "4"))


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (SmallFit(), ModelBasis),
        (pd.DataFrame({"respondent_id": ["r1"]}), RowsBasis),
        (codings(("d1", 0, 2)).assign(quote="第一"), QuotesBasis),
        (rows_basis(4), RowsBasis),
    ],
)
def test_what_an_analysis_makes_is_evidence(source, kind):
    assert [type(basis) for basis in basis_of((source,))] == [kind]


def test_a_table_keeps_the_ids_of_its_rows():
    assert rows_basis(pd.DataFrame({"case_id": ["c1", "c1", "c2"]})).row_ids == ("c1", "c2")


def test_a_string_is_no_evidence():
    with pytest.raises(OptionError, match="no evidence"):
        basis_of("trust me")
