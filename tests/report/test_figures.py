import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt

from workbench.report import (
    chinese_style,
    plot_agreement,
    plot_code_counts,
    plot_estimates,
    plot_keyness,
    plot_scale_by_case,
    plot_topics,
    plot_words,
)
from workbench.schemas import CODINGS

LABELS = {"PL": {"zh": "地方认同", "en": "Place attachment"}, "a": {"zh": "访谈", "en": "Interviews"}}
AGREEMENT = pd.DataFrame(
    {"code_id": ["PL", "CO"], "krippendorffs_alpha": [0.8, np.nan], "conf_low": 0.6, "conf_high": 0.9}
)
CODING_ROWS = [{"code_id": "PL", "coder_kind": kind} for kind in ("human", "human", "dictionary")]
CODED = pd.DataFrame(CODING_ROWS).reindex(columns=CODINGS.names)
ESTIMATED = pd.DataFrame({"term": ["Intercept", "PL"], "estimate": [1.0, 0.3], "model": "a"}).assign(
    std_error=0.1, statistic=3.0, p_value=0.01, conf_low=0.1, conf_high=0.5
)
RESIDENTS = pd.DataFrame(
    {"respondent_id": list("wxyz"), "case_id": ["a", "a", "b", "c"], "PL": [1, 3, 5, np.nan]}
)
KEYS = pd.DataFrame({"word": ["邻居", "机制"], "log_ratio": [2.0, -3.0], "g2": [9.0, 8.0]})
WORDS = pd.DataFrame({"group": ["a", "b"], "word": ["邻居", "机制"], "per_10k": [50.0, 20.0]})
TOPICS = pd.DataFrame({"topic": [0, 0, 1], "word": ["邻居", "物业", "机制"], "weight": [0.2, 0.1, 0.3]})
PLOTS = {
    "agreement": (lambda lang: plot_agreement(AGREEMENT, lang=lang, labels=LABELS), "地方认同"),
    "counts": (lambda lang: plot_code_counts(CODED, lang=lang, labels=LABELS), "地方认同"),
    "estimates": (
        lambda lang: plot_estimates(ESTIMATED, lang=lang, labels=LABELS, model="model"),
        "地方认同",
    ),
    "scale": (lambda lang: plot_scale_by_case(RESIDENTS, "PL", lang=lang, labels=LABELS), "地方认同"),
    "keyness": (lambda lang: plot_keyness(KEYS, lang=lang, names=("A", "B")), "邻居"),
    "words": (lambda lang: plot_words(WORDS, lang=lang, labels=LABELS), "访谈"),
    "topics": (lambda lang: plot_topics(TOPICS, lang=lang), "主题 1"),
}


def texts(figure):
    return {text.get_text(): text for text in figure.findobj(plt.Text) if text.get_text()}


@pytest.mark.parametrize("name", PLOTS)
def test_a_plot_speaks_the_language_and_fits_the_page(name):
    draw, word = PLOTS[name]
    with chinese_style():
        figure = draw("zh")
        figure.canvas.draw()
        shown = texts(figure)
        english = texts(draw("en"))
    plt.close("all")
    assert word in shown
    assert set(shown) != set(english)
    assert figure.get_size_inches()[0] <= 6
    assert min(text.get_fontsize() for text in shown.values()) >= 8


def test_what_is_missing_is_not_drawn():
    with chinese_style():
        axes = plot_agreement(AGREEMENT, lang="en").axes[0]
    plt.close("all")
    assert [text.get_text() for text in axes.get_yticklabels()] == ["PL"]


def test_a_community_without_answers_is_not_drawn():
    with chinese_style():
        axes = plot_scale_by_case(RESIDENTS, "PL", lang="en").axes[0]
    plt.close("all")
    assert [text.get_text() for text in axes.get_yticklabels()] == ["a (n=2)", "b (n=1)"]
