import pandas as pd
import pytest

from workbench.errors import OptionError
from workbench.evidence import RowsBasis, value
from workbench.report import show_table

FRAME = pd.DataFrame({"code": ["PL", "CO"], "n": [1200, 7], "alpha": [0.8125, None], "p": [0.0001, 0.02]})


def cells(table, lang="zh"):
    return table.cells[lang]


def test_numbers_are_printed_and_what_is_missing_is_a_dash():
    table = show_table(FRAME, label="tbl-a", caption="A", formats={"p": "p", "n": ",d"})
    assert cells(table).rows == (("PL", "1,200", "0.81", "<0.001"), ("CO", "7", "—", "0.020"))
    assert table.align == ("left", "right", "right", "right")


def test_columns_and_cells_have_two_languages():
    table = show_table(
        FRAME,
        label="tbl-a",
        caption="A",
        columns={"code": {"zh": "编码", "en": "Code"}, "n": "n"},
        values={"code": {"PL": {"zh": "地方认同", "en": "Place attachment"}}},
    )
    assert (cells(table, "zh").header, cells(table, "en").header) == (("编码", "n"), ("Code", "n"))
    assert [cells(table, lang).rows[0][0] for lang in ("zh", "en")] == ["地方认同", "Place attachment"]


def test_a_value_in_a_cell_is_linked():
    b = value("b", 0.5, of=RowsBasis(3))
    table = show_table(pd.DataFrame({"x": ["", b]}), label="tbl-a", caption="A")
    assert table.links == ((1, 0, "b"),)
    assert cells(table).rows == (("",), ("0.50",))


def test_a_hostile_cell_stays_text_in_the_notebook():
    table = show_table(pd.DataFrame({"x": ["<script>alert(1)</script>"]}), label="tbl-a", caption="<i>")
    html = table._repr_mimebundle_()[0]["text/html"]
    assert "<script" not in html
    assert "<i>" not in html


def test_the_frame_is_left_as_it_was():
    before = FRAME.copy(deep=True)
    show_table(FRAME, label="tbl-a", caption="A")
    pd.testing.assert_frame_equal(FRAME, before)


def test_a_missing_column_is_named():
    with pytest.raises(OptionError, match="tbl-a has no column beta; its columns are code, n"):
        show_table(FRAME, label="tbl-a", caption="A", columns={"beta": "β"})


def test_an_empty_table_is_a_table():
    assert cells(show_table(FRAME.head(0), label="tbl-a", caption="A")).rows == ()


def test_a_simulated_table_says_so_in_the_notebook() -> None:
    shown = show_table(pd.DataFrame({"n": [1]}), label="tbl-n", caption="计数", simulated=True)
    html = shown._repr_mimebundle_()[0]["text/html"]
    assert "模拟数据 · Simulated data" in str(html)
