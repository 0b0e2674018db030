import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import ReportError
from workbench.evidence import ModelBasis, Quote, QuotesBasis, RowsBasis, basis_from, is_simulated, record_of

MODEL = ModelBasis(
    "RES ~ PL", "ols", 198, 2, term="PL", vcov="HC1", data_file="surveys/r.csv", data_hash="ab"
)
QUOTES = QuotesBasis((Quote("d01", 3, 9, "电梯一直坏着", before="他说", simulated=True),), 7, 2)
ROWS = RowsBasis(3, "a.csv", "cd", ("r1", "r2", "r3"), {"zh": "名居民", "en": "residents"})


@pytest.mark.parametrize("basis", [MODEL, QUOTES, ROWS])
def test_a_basis_survives_the_notebook(basis):
    assert basis_from(record_of(basis)) == basis


@given(st.text(), st.integers(0), st.lists(st.text(), max_size=3))
def test_rows_survive_the_notebook_whatever_they_are_called(name, n, ids):
    basis = RowsBasis(n, name, row_ids=tuple(ids))
    assert basis_from(record_of(basis)) == basis


def test_a_model_says_formula_term_and_rows_in_both_languages():
    assert MODEL.describe("zh") == (
        "模型 RES ~ PL（ols，标准误 HC1）；项 PL；使用 198 行，因缺失未用 2 行；"
        "数据 surveys/r.csv (SHA-256 ab)。"
    )
    assert MODEL.describe("en").startswith(
        "Model RES ~ PL (ols, standard errors HC1); term PL; 198 rows used"
    )


def test_quotes_say_how_many_are_not_shown():
    assert QUOTES.describe("zh") == "编码片段 7 处，来自 2 份文档，此处列出 1 处。"
    assert QUOTES.describe("en") == "7 coded passages from 2 documents, 1 of them shown."


def test_rows_name_their_unit_and_ids():
    assert ROWS.describe("en") == "3 residents; data a.csv (SHA-256 cd); ids r1, r2, r3."


def test_only_invented_evidence_is_simulated():
    assert is_simulated(QUOTES)
    assert not is_simulated(ROWS)


def test_unknown_evidence_is_an_error():
    with pytest.raises(ReportError, match="run the notebook again"):
        basis_from({"kind": "rumour"})
