from hypothesis import given
from hypothesis import strategies as st

from workbench.report.display.table import Cells
from workbench.report.render.table_tree import _shares


def widths(header, *rows, align):
    return [width["c"] for width in _shares(Cells(tuple(header), tuple(map(tuple, rows))), align)]


def test_long_text_yields_to_numbers():
    text, number = widths(["说明", "n"], ["很长的说明" * 30, "−0.123"], align=["left", "right"])
    assert number * 98 >= len("−0.123")
    assert text > number


@given(st.lists(st.text(max_size=80), min_size=2, max_size=2), st.sampled_from(["left", "right"]))
def test_the_shares_fill_the_width(cells, side):
    shares = widths(["a", "b"], cells, align=[side, "left"])
    assert abs(sum(shares) - 1) < 0.001
    assert min(shares) > 0


def test_a_table_without_rows_has_widths():
    assert widths(["a", "b"], align=["left", "left"]) == [0.5, 0.5]
