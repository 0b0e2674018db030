"""The codings table: combine, select, check, read, write."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.coding import (
    check_codings,
    combine_codings,
    make_codings,
    read_codings,
    select_codings,
    write_codings,
)
from workbench.corpus import Corpus, Document
from workbench.errors import TableError, UnreadableFileError
from workbench.schemas import CODINGS

CORPUS = Corpus((Document("a", "社区𠮷党员"), Document("b", "网格")))


def coding(doc_id: str = "a", start: int = 3, end: int = 5, **more: object) -> dict[str, object]:
    row = {
        "doc_id": doc_id, "start": start, "end": end, "code_id": "member", "coder_id": "H1",
        "coder_kind": "human", "codebook_version": "1", "text_hash": CORPUS[doc_id].text_hash,
        "confidence": float("nan"),
    }  # fmt: skip
    return row | more


def test_codings_have_declared_columns_then_others():
    frame = make_codings([coding(memo="?", code_id="x")])
    assert list(frame.columns) == [*CODINGS.names, "memo"]
    assert list(make_codings([]).columns) == CODINGS.names


def test_combining_loses_no_row():
    one, two = make_codings([coding()]), make_codings([coding(), coding("b", 0, 1)])
    frame = combine_codings(one, make_codings([]), two)
    assert list(frame["doc_id"]) == ["a", "a", "b"]
    assert len(combine_codings()) == 0
    with pytest.raises(TableError, match="codings 2 has no column text_hash"):
        combine_codings(one, one.drop(columns="text_hash"))


def test_selecting_by_one_value_or_several():
    frame = make_codings([coding(), coding(coder_id="H2"), coding("b", 0, 1, code_id="grid")])
    assert len(select_codings(frame, coder_id="H1")) == 2
    assert len(select_codings(frame, coder_id=["H1", "H2"], doc_id="a")) == 2
    assert list(select_codings(frame, code_id={"grid"})["doc_id"]) == ["b"]
    assert len(select_codings(frame, coder_kind="machine")) == 0


def test_codings_that_fit_their_texts_pass():
    frame = make_codings([coding(quote="党员"), coding("b", 0, 2)])
    assert check_codings(frame, CORPUS) is frame


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            coding(text_hash="0123"),
            f"1 codings of document a were made on text 0123.*{CORPUS['a'].text_hash}",
        ),
        (coding(end=6), r"1 codings of document a lie outside its 5 characters, the first at \[3, 6\)"),
        (coding(start=-1), r"outside"),
        (coding(start=5), r"outside"),
        (coding(quote="社区"), r"the quote of a coding of document a is not the text at \[3, 5\)"),
        (coding() | {"doc_id": "c"}, "1 codings are of document c, which the corpus does not have"),
    ],
)
def test_codings_that_do_not_fit_are_refused(row, words):
    with pytest.raises(TableError, match=words) as caught:
        check_codings(make_codings([coding(), row]), CORPUS)
    assert "党员" not in str(caught.value)


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)
ROWS = st.builds(
    lambda start, n, code, confidence, quote: coding(
        start=start, end=start + n, code_id=code, confidence=confidence, quote=quote
    ),
    st.integers(0, 10**6),
    st.integers(1, 100),
    st.sampled_from(["a", "NA", "null", "b-1"]),
    st.one_of(st.just(float("nan")), st.floats(0, 1)),
    TEXTS,
)


@settings(deadline=None)
@given(rows=st.lists(ROWS, max_size=5))
def test_written_codings_are_read_back(tmp_path_factory, rows):
    path = tmp_path_factory.getbasetemp() / "codings.csv"
    write_codings(make_codings(rows), path)
    again = read_codings(path)
    first = path.read_bytes()
    write_codings(again.sample(frac=1, random_state=1), path)
    assert path.read_bytes() == first
    assert sorted(again["quote"]) == sorted(row["quote"] for row in rows)


def test_file_is_sorted_by_position(tmp_path):
    path = write_codings(
        make_codings([coding(start=4), coding("b", 0, 1), coding(start=1)]), tmp_path / "c.csv"
    )
    assert list(read_codings(path)["start"]) == [1, 4, 0]


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [("start", "x", "row 2: start is 'x'"), ("confidence", "high", "row 2: confidence is 'high'")],
)
def test_values_that_are_no_numbers_are_named(tmp_path, column, value, words):
    frame = make_codings([coding()]).astype(object)
    frame.loc[0, column] = value
    frame.to_csv(tmp_path / "c.csv", index=False)
    with pytest.raises(TableError, match=words):
        read_codings(tmp_path / "c.csv")


@pytest.mark.parametrize("content", [None, b"", "编码".encode("gb18030"), b'a,b\n"1,2\n3'])
def test_unreadable_files(tmp_path, content):
    path = tmp_path / "c.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises((UnreadableFileError, TableError), match=str(path)):
        read_codings(path)


def test_inputs_stay_as_they_are():
    frame = make_codings([coding(), coding("b", 0, 1)])
    before = frame.copy(deep=True)
    combine_codings(frame, frame)
    select_codings(frame, doc_id="a")
    check_codings(frame, CORPUS)
    pd.testing.assert_frame_equal(frame, before)
