import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib import pyplot as plt

from workbench.errors import OptionError
from workbench.report import chinese_style, show_figure
from workbench.report.display.figure import png_size

CAPTION = {"zh": "图", "en": "Figure"}


def draw(lang):
    figure, axes = plt.subplots()
    axes.plot([1, 2], [3.0, 4.5])
    axes.set_ylabel({"zh": "韧性 −1 ²", "en": "Resilience"}[lang])
    return figure


def test_a_figure_is_drawn_once_for_each_language_and_closed():
    shown = show_figure(draw, label="fig-a", caption=CAPTION)
    assert shown.png["zh"] != shown.png["en"]
    assert png_size(shown.png["zh"])[0] > 1000
    assert plt.get_fignums() == []


def test_the_text_says_what_is_plotted():
    data, metadata = show_figure(draw, label="fig-a", caption=CAPTION)._repr_mimebundle_()
    assert data["text/plain"].startswith("fig-a\npanel 1 line: n 2, values 3 4.5, digest ")
    assert "png_en" in metadata["workbench"]


def test_a_table_can_stand_for_the_plotted_numbers():
    shown = show_figure(draw, label="fig-a", caption=CAPTION, summary=pd.DataFrame({"x": [0.123456]}))
    assert "0.1235" in shown.summary


def test_the_same_drawing_gives_the_same_bytes():
    assert (
        show_figure(draw, label="fig-a", caption="A").png == show_figure(draw, label="fig-a", caption="A").png
    )


def test_the_style_ends_with_its_block():
    before = mpl.rcParams["font.size"]
    with chinese_style():
        assert mpl.rcParams["font.family"][0] == "Noto Sans SC"
    assert mpl.rcParams["font.size"] == before


@pytest.mark.parametrize("label", ["kappa", "tbl-a", "fig-", "fig-a b", "fig-a-", 'fig-"'])
def test_a_label_can_be_cited(label):
    with pytest.raises(OptionError, match="cannot be cited"):
        show_figure(draw, label=label, caption="A")


def test_a_simulated_picture_carries_its_mark_without_its_caption() -> None:
    plain = show_figure(draw, label="fig-a", caption="线")
    marked = show_figure(draw, label="fig-a", caption="线", simulated=True)
    assert png_size(marked.png["zh"])[1] > png_size(plain.png["zh"])[1]
