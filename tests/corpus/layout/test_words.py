import pytest

from workbench.corpus.layout.words import MIN_GAIN, word_gain


@pytest.mark.parametrize(
    ("before", "after"), [("提升基层社", "区应对"), ("由物业公", "司负责"), ("这很重", "要。")]
)
def test_word_across_a_break_is_found(before, after):
    assert word_gain(before, after) >= MIN_GAIN


@pytest.mark.parametrize(
    ("before", "after"),
    [("完善社区治理", "推动建设"), ("只有真正", "的居民"), ("制度", "Abc"), ("", "社区"), ("12", "年")],
)
def test_break_between_words_gains_nothing(before, after):
    assert word_gain(before, after) < MIN_GAIN
