from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import TableError, UnreadableFileError
from workbench.sources.cells import (
    UTF8,
    check_columns,
    check_unique,
    check_values,
    read_cells,
    read_csv_text,
    read_numbers,
    read_whole_numbers,
)


def test_empty_rows_are_passed_over_and_the_others_keep_their_number(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,a\nr1,1\n\n,\nr2,2\n", encoding="utf-8")
    assert read_cells(tmp_path / "a.csv").frame.index.tolist() == [2, 5]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id,a\nr1,1\nr2,2,3\n", "row 3: 3 cells where the header has 2"),
        ("id,a,a\nr1,1,2\n", "column a occurs twice"),
        ("", "is empty"),
    ],
)
def test_a_broken_table_is_named(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=words):
        read_cells(tmp_path / "a.csv")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"\xff\xfe\x81", "neither UTF-8 nor GB18030"),
        ("a.csv", b'id,a\nr1,"1', "not valid CSV"),
        ("a.xlsx", b"id,a\n", "not an xlsx workbook"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFileError, match=words):
        read_cells(tmp_path / name)
    with pytest.raises(UnreadableFileError, match="absent"):
        read_cells(tmp_path / "absent.csv")


def frame_of(*values: str) -> pd.DataFrame:
    return pd.DataFrame({"x": values}, index=range(2, 2 + len(values)), dtype=str)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_in_either_encoding_and_na_stay_text(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.csv").write_text("id,标题\nNA, 网格 \n007,null\n", encoding=encoding)
    frame = read_cells(tmp_path / "a.csv").frame
    assert (frame["id"].tolist(), frame["标题"].tolist()) == (["NA", "007"], ["网格", "null"])


def test_a_file_that_must_be_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("id\nx\n社区\n".encode("gb18030"))
    with pytest.raises(UnreadableFileError, match=r"^mine, line 3 is not UTF-8; save it as CSV UTF-8$"):
        read_cells(tmp_path / "a.csv", name="mine", encodings=UTF8)


def test_cells_as_they_are_written(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('id,a\n x ," 1\n2 "\ny\n', encoding="utf-8")
    kept = read_cells(tmp_path / "a.csv", strip=False).frame
    assert kept.loc[2].tolist() == [" x ", " 1\n2 "]
    assert kept.loc[3].tolist() == ["y", ""]
    assert read_cells(tmp_path / "a.csv").frame.loc[2].tolist() == ["x", "1\n2"]


def test_the_first_sheet_of_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["id", "n"], [None, None], ["r1", 3.0], ["r2", 2.5], ["NA", None]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    frame = read_cells(tmp_path / "a.xlsx").frame
    assert frame["n"].to_dict() == {3: "3", 4: "2.5", 5: ""}
    assert frame.loc[5, "id"] == "NA"


def test_a_frame_is_numbered_as_if_it_stood_in_a_spreadsheet() -> None:
    cells = read_cells(pd.DataFrame({"a": ["x", None], "b": [1.0, 2.0]}, index=[7, 7]), name="answers")
    assert (cells.source, len(cells.source_hash)) == ("answers", 16)
    assert cells.frame.to_dict("index") == {2: {"a": "x", "b": "1"}, 3: {"a": "", "b": "2"}}


@given(st.lists(st.tuples(st.text(), st.text()), max_size=4))
def test_what_a_csv_file_holds_is_read_back(rows: list[tuple[str, str]]) -> None:
    table = pd.DataFrame(rows, columns=["a", "b"], dtype=object).map(str.strip)
    filled = table[(table != "").any(axis=1)].to_numpy().tolist()
    frame = read_csv_text(table.to_csv(index=False, quoting=1), name="t")
    assert frame.to_numpy().tolist() == filled


def test_a_missing_column_is_named_with_those_that_are_there() -> None:
    with pytest.raises(TableError, match=r"^t has no column y, z; its columns are x$"):
        check_columns(frame_of("1"), ["x", "y", "z"], name="t")


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        (("a", "", "a"), r"^t, row 3: x is empty; every row needs one$"),
        (("b", "a", "b", "a"), r"^t, row 4: x b is there already in row 2; every row needs its own"),
    ],
)
def test_ids_must_be_there_once(ids: tuple[str, ...], words: str) -> None:
    with pytest.raises(TableError, match=words):
        check_unique(frame_of(*ids), "x", name="t")
    check_unique(frame_of("a", "b"), "x", name="t")


def test_values_must_be_allowed() -> None:
    with pytest.raises(TableError, match=r"^t, row 3: x is 'village'; it must be one of city, street$"):
        check_values(frame_of("city", "village"), "x", ["city", "street"], name="t")


def test_numbers_are_missing_where_a_cell_is_empty() -> None:
    numbers = read_numbers(frame_of("1", " 2.5 ", "", "-1e-3", ".5"), "x", name="t")
    assert numbers.fillna(99).to_dict() == {2: 1.0, 3: 2.5, 4: 99.0, 5: -0.001, 6: 0.5}
    assert read_whole_numbers(frame_of("007", " 3"), "x", name="t").tolist() == [7, 3]


@pytest.mark.parametrize("value", ["drei", "nan", "inf", "1_000", "1,5", "0x1", "１"])
def test_what_is_no_number_is_named_with_its_row(value: str) -> None:
    with pytest.raises(TableError, match=r"^t, row 3: x is .*, which is not a number; correct it$"):
        read_numbers(frame_of("1", value), "x", name="t")


@pytest.mark.parametrize("value", ["", "-1", "1.5", "1" * 16])
def test_what_is_no_whole_number_is_named(value: str) -> None:
    with pytest.raises(TableError, match=r"row 2: x is .*, which is not a whole number from 0; correct it"):
        read_whole_numbers(frame_of(value), "x", name="t")


def test_a_number_below_the_lowest_is_refused() -> None:
    with pytest.raises(TableError, match=r"row 3: x is '-0.1', which is not a number from 0"):
        read_numbers(frame_of("0", "-0.1"), "x", name="t", low=0)


@pytest.mark.parametrize("words", ["我家在三楼", "I live upstairs", "upstairs-with-my-mother"])
def test_a_message_never_holds_what_somebody_said(words: str) -> None:
    with pytest.raises(TableError, match=f"a text of {len(words)} characters") as caught:
        read_numbers(frame_of(words), "x", name="t")
    assert words not in str(caught.value)


def test_a_damaged_workbook_is_refused_in_one_line(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(UnreadableFileError, match=r"a\.xlsx is not an xlsx workbook \(BadZipFile\)"):
        read_cells(tmp_path / "a.xlsx")
