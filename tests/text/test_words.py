"""Word segmentation as a value, and counts of words."""

import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.corpus import Corpus, Document, Segment
from workbench.errors import OptionError
from workbench.text import Tokenizer, count_words, tokenize
from workbench.text.stop_words import STOP_WORDS

PLAIN = Tokenizer(stop_words=())


def words_of(text: str, tokenizer: Tokenizer) -> list[str]:
    return list(tokenize(Corpus((Document("d", text),)), tokenizer)["word"])


def test_project_words_stay_whole(tokenizer):
    text = "社区推进五社联动，支部建在网格上。"
    assert words_of(text, tokenizer) == ["社区", "推进", "五社联动", "支部建在网格上"]
    assert "五社联动" not in words_of(text, PLAIN)


def test_words_of_one_tokenizer_never_reach_another_nor_jieba_itself(tokenizer):
    import jieba

    assert PLAIN.cut("五社联动") != tokenizer.cut("五社联动")
    assert "五社联动" not in jieba.dt.FREQ


def test_no_cache_file_and_no_log(tmp_path, monkeypatch, caplog, capfd):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with caplog.at_level(logging.DEBUG):
        Tokenizer().cut("社区治理")
    assert list(tmp_path.iterdir()) == []
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")


def test_tokenizers_of_the_same_words_are_equal():
    assert Tokenizer(stop_words=()) == PLAIN
    assert Tokenizer(words=("楼门长",)) != PLAIN


@pytest.mark.parametrize("word", ["", " ", "两 委", "甲\n"])
def test_what_is_no_word_is_refused(word):
    with pytest.raises(OptionError, match="no word for the tokenizer"):
        Tokenizer(words=(word,))


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("社区治理的。，, a1-%+#&._\r\n\t\u3000𠮷😀é"), max_size=40))
def test_pieces_make_up_the_text_and_words_stand_where_they_say(text):
    assert "".join(PLAIN.cut(text)) == text
    tokens = tokenize(Corpus((Document("d", text),)), PLAIN)
    for start, end, word in tokens[["start", "end", "word"]].itertuples(index=False):
        assert text[start:end] == word
        assert any(character.isalnum() for character in word)


def test_stop_words_and_numbers_are_marked_not_dropped(tokenizer):
    tokens = tokenize(Corpus((Document("d", "我们的楼门长在2021年来了"),)), tokenizer)
    assert list(tokens.loc[~tokens["is_stop"], "word"]) == ["楼门长"]
    assert {"我们", "的", "2021"} <= set(tokens["word"])


def test_only_the_segments_wanted(tokenizer):
    corpus = Corpus((Document("d", "问：社区？答：楼门长。"), Document("e", "社区")))
    answer = Segment("d", 7, 10, "turn"), Segment("absent", 0, 2, "turn")
    tokens = tokenize(corpus, tokenizer, within=answer)
    assert tokens[["doc_id", "start", "end", "word"]].values.tolist() == [["d", 7, 10, "楼门长"]]


def test_nothing_to_cut_gives_typed_columns(tokenizer):
    some, none = (tokenize(Corpus((Document("d", text),)), tokenizer) for text in ("社区", "。"))
    assert len(none) == 0
    assert none.dtypes.equals(some.dtypes)


def test_counts_by_group(tokenizer):
    texts = {"i1": "邻居邻居的", "i2": "邻居楼门长", "p": "机制机制"}
    tokens = tokenize(Corpus(tuple(Document(doc_id, text) for doc_id, text in texts.items())), tokenizer)
    counts = count_words(tokens, groups={"i1": "interview", "i2": "interview"})
    assert counts[["group", "word", "n", "n_documents"]].values.tolist() == [
        ["(other)", "机制", 2, 1],
        ["interview", "邻居", 3, 2],
        ["interview", "楼门长", 1, 1],
    ]
    assert counts.loc[1, "per_10k"] == 3 / 5 * 10_000
    assert list(count_words(tokens, top=1)["word"]) == ["邻居"]


def test_stop_words_are_single_words():
    assert len(STOP_WORDS) == len(set(STOP_WORDS)) > 200
    assert all(word.strip() == word and word for word in STOP_WORDS)
