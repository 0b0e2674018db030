from __future__ import annotations

from pathlib import Path

import pytest

from workbench.errors import TableError, UnreadableFileError
from workbench.survey.cells import read_cells


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
