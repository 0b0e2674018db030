from __future__ import annotations

import csv
import datetime
import io
import json
import time
import warnings
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import UnreadableFileError
from workbench.readers.raw import RawText
from workbench.readers.tables import read_csv_documents, read_jsonl_documents, read_xlsx_documents

LONG = "社区居民与物业一起商量停车位的安排，" * 4


def read_csv(folder: Path, text: str | bytes, *, encoding: str = "utf-8") -> tuple[RawText, ...]:
    content = text if isinstance(text, bytes) else text.encode(encoding)
    (folder / "a.csv").write_bytes(content)
    return read_csv_documents(folder / "a.csv")


def read_lines(folder: Path, *lines: object) -> tuple[RawText, ...]:
    texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    (folder / "a.jsonl").write_text("\n".join(texts), encoding="utf-8")
    return read_jsonl_documents(folder / "a.jsonl")


def read_book(folder: Path, **sheets: list[list[object]]) -> tuple[RawText, ...]:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(folder / "a.xlsx")
    return read_xlsx_documents(folder / "a.xlsx")


def test_a_row_is_a_document_with_its_variables(tmp_path: Path) -> None:
    [a, b] = read_csv(tmp_path, "编号,标题,正文,年份,街道\nx,题,甲,2003,东\ny,,乙,,\n")
    assert (a.row_id, a.text, a.reader, a.encoding) == ("x", "甲", "csv", "utf-8")
    assert a.variables == (("title", "题"), ("date", "2003"), ("街道", "东"))
    assert b.variables == (("title", ""), ("date", ""), ("街道", ""))
    assert [place.label for raw in (a, b) for place in raw.places] == ["row 2", "row 3"]
    assert (a.alarms, a.is_decoded_file) == ((), False)


@pytest.mark.parametrize("name", ["text", "Text", "CONTENT", "正文", "内容", "全文", "文本", " text "])
def test_the_text_column_is_found_by_its_name(tmp_path: Path, name: str) -> None:
    assert read_csv(tmp_path, f"a,{name}\n1,甲\n")[0].text == "甲"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_delimiters_and_encodings_are_found(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = [["doc_id", "text"], ["x", LONG], ["y", f"甲{delimiter}乙\n丙“丁”"]]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    read = read_csv(tmp_path, out.getvalue(), encoding=encoding)
    assert [(raw.row_id, raw.text) for raw in read] == [("x", LONG), ("y", f"甲{delimiter}乙\n丙“丁”")]


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]) | st.sampled_from('\n\t,;"'))


@given(st.lists(CELLS, min_size=1))
def test_a_written_table_is_read_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["text", "n"], *([text, "1"] for text in texts)])
    read = read_csv(tmp_path_factory.mktemp("t"), "\ufeff" + out.getvalue())
    assert [raw.text for raw in read] == [text for text in texts if text.strip()]


def test_the_line_that_names_the_delimiter_is_read(tmp_path: Path) -> None:
    assert read_csv(tmp_path, "sep=;\ntext;b\n甲,乙;1\n")[0].text == "甲,乙"


def test_a_column_of_long_texts_is_taken_and_said(tmp_path: Path) -> None:
    [raw] = read_csv(tmp_path, f"地点,访谈\n东,{LONG}\n")
    assert (raw.text, raw.variables) == (LONG, (("地点", "东"),))
    assert raw.alarms == ("text-column: column 2 taken as the text, the only one with long cells",)


@pytest.mark.parametrize(
    "rows",
    ["a,b\n1,2\n", f"a,b\n{LONG},{LONG}\n", f"{LONG},b\n{LONG},2\n{LONG},3\n", ""],
    ids=["short", "two long", "no header", "empty"],
)
def test_without_a_plain_text_column_the_remedy_is_named(tmp_path: Path, rows: str) -> None:
    with pytest.raises(UnreadableFileError, match=r"needs a column named 'text' \(or content") as caught:
        read_csv(tmp_path, rows + " ")
    assert "物业" not in str(caught.value)


def test_rows_without_text_are_counted(tmp_path: Path) -> None:
    read = read_csv(tmp_path, "text,b\n甲,1\n ,2\n\n乙,3\n")
    assert [(raw.row_id, raw.text, raw.places[0].label) for raw in read] == [
        ("001", "甲", "row 2"),
        ("003", "乙", "row 5"),
    ]
    assert {raw.alarms for raw in read} == {("rows-without-text: 1 of 3 rows have no text and are left out",)}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,text\nx,甲\ny,乙\nx,丙\n", "row 4: its id is there already in row 2"),
        ("id,text\nx,甲\n,乙\n", "row 3: the id is empty"),
        ('text,b\n甲,1\n"乙,2\n丙,3\n', "row 3: quotation marks do not balance"),
        ('text,b\n"甲"x,1\n', "row 2: quotation marks do not balance"),
        ("text\n今天,开会\n", "row 2: 2 cells where there are 1 columns"),
    ],
)
def test_a_wrong_row_is_named_without_its_words(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UnreadableFileError, match=message) as caught:
        read_csv(tmp_path, text)
    assert not set("甲乙丙今天开会") & set(str(caught.value))
    assert "\n" not in str(caught.value)


def test_short_rows_and_zero_bytes_are_said(tmp_path: Path) -> None:
    [raw] = read_csv(tmp_path, "text,b\n甲\0乙\n")
    assert raw.text == "甲乙"
    assert [alarm.split(":")[0] for alarm in raw.alarms] == ["nul-bytes", "short-rows"]


def test_cells_may_be_huge_and_the_limit_of_the_csv_module_stays(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    assert len(read_csv(tmp_path, "text\n" + "社" * 3_000_000)[0].text) == 3_000_000
    assert csv.field_size_limit() == before


def test_a_line_of_nothing_but_delimiters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="is larger than a table of documents can be"):
        read_csv(tmp_path, b"text" + b"," * 21_000_000)


def test_line_ends_inside_cells_are_plain(tmp_path: Path) -> None:
    assert read_csv(tmp_path, b'text,b\r\n"a\r\nb",1\r\n')[0].text == "a\nb"


def test_every_sheet_with_texts_is_read(tmp_path: Path) -> None:
    texts, others = [["text"], ["甲"], ["乙"]], [["a"], [1]]
    read = read_book(tmp_path, 一=texts, 二=others, 三=texts, 空=[])
    assert [(raw.row_id, raw.places[0].label) for raw in read] == [
        ("001", "sheet 一 row 2"),
        ("002", "sheet 一 row 3"),
        ("三-001", "sheet 三 row 2"),
        ("三-002", "sheet 三 row 3"),
    ]
    assert read[0].alarms == ("sheets: 1 without a column of texts are not read",)


def test_cells_of_a_workbook_come_as_text(tmp_path: Path) -> None:
    values = [2003.0, 1234567, 0.5, True, datetime.date(2020, 1, 31), datetime.datetime(2020, 1, 31, 9, 5)]
    header = ["text", "整", "大", "小", "真", "日期", "时"]
    [raw] = read_book(tmp_path, S=[header, ["行_x000D_\n尾", *values]])
    assert raw.text == "行\n尾"
    assert [value for _, value in raw.variables] == [
        "2003",
        "1234567",
        "0.5",
        "TRUE",
        "2020-01-31",
        "2020-01-31 09:05:00",
    ]
    assert dict(raw.variables)["date"] == "2020-01-31"


def test_a_heading_above_the_names_of_the_columns_is_passed_over(tmp_path: Path) -> None:
    [raw] = read_book(tmp_path, S=[["某区访谈汇总"], [None], ["编号", "正文"], ["x", "甲"]])
    assert (raw.row_id, raw.places[0].label) == ("x", "sheet S row 4")
    assert raw.alarms == ("heading: 1 rows above the names of the columns are left out",)


def test_formulas_without_value_and_comments_are_counted(tmp_path: Path) -> None:
    from openpyxl.comments import Comment

    book = openpyxl.Workbook()
    for row in (["text", "n"], ["甲", "=1+1"], ["乙", "=A2"]):
        book.active.append(row)
    book.active["A2"].comment = Comment("看", "某")
    book.save(tmp_path / "a.xlsx")
    alarms = read_xlsx_documents(tmp_path / "a.xlsx")[0].alarms
    assert [alarm[:11] for alarm in alarms] == ["comments: 1", "formulas: 2"]


def test_a_stray_cell_in_the_last_corner_costs_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["text"])
    book.active.append(["甲"])
    book.active.cell(2**20, 2**14).value = "x"
    book.save(tmp_path / "a.xlsx")
    started = time.monotonic()
    assert [raw.text for raw in read_xlsx_documents(tmp_path / "a.xlsx")] == ["甲"]
    assert time.monotonic() - started < 10


def change_part(path: Path, name: str, old: str, new: str) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part).decode() for part in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content.replace(old, new) if part == name else content)


def test_more_rows_than_excel_holds_are_refused(tmp_path: Path) -> None:
    read_book(tmp_path, S=[["text"], ["甲"]])
    change_part(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", 'r="2"', 'r="999999999999"')
    with pytest.raises(UnreadableFileError, match="is larger than a table of documents can be"):
        read_xlsx_documents(tmp_path / "a.xlsx")


def test_a_workbook_with_an_odd_look_is_read_without_warning(tmp_path: Path) -> None:
    read_book(tmp_path, S=[["text"], ["甲"]])
    odd = "<extLst><ext uri='{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}'/></extLst></worksheet>"
    change_part(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", "</worksheet>", odd)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read_xlsx_documents(tmp_path / "a.xlsx")[0].text == "甲"


def test_json_lines_keep_every_key(tmp_path: Path) -> None:
    first = {"title": "题", "content": LONG * 3, "year": None, "tags": ["a", "社"], "n": 3}
    [a, b, c] = read_lines(tmp_path, first, "", first, {"content": "短", "source": "网"})
    assert a.variables == (("title", "题"), ("date", ""), ("tags", '["a", "社"]'), ("n", "3"), ("source", ""))
    assert (a.text, a.row_id, a.reader) == (b.text, "001", "jsonl")
    assert [raw.places[0].label for raw in (a, b, c)] == ["row 1", "row 3", "row 4"]
    assert c.alarms == ("short-text: 1 characters, where half of the texts have 216 or more",)


@pytest.mark.parametrize("line", ["{", "[1]", "甲", '{"text": "甲"', "[" * 100_000, '{"n": 1e}'])
def test_a_line_that_is_no_object_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(UnreadableFileError, match="line 2 is no JSON") as caught:
        read_lines(tmp_path, {"text": "甲"}, line)
    assert "甲" not in str(caught.value)


def test_halves_of_characters_become_a_mark(tmp_path: Path) -> None:
    assert read_lines(tmp_path, '{"text": "甲\\ud800乙"}')[0].text == "甲\ufffd乙"


def test_more_keys_than_a_table_has_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="2,001 different keys"):
        read_lines(tmp_path, {"text": "甲", **{str(n): n for n in range(2000)}})


@pytest.mark.shared
def test_the_government_reports_import_whole(shared: Path) -> None:
    folder = shared / "real" / "cn_gov_reports"
    for path in sorted(folder.glob("*.jsonl")):
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
        read = read_jsonl_documents(path)
        assert [raw.text for raw in read] == [record["content"] for record in records]
        assert [dict(raw.variables)["title"] for raw in read] == [record["title"] for record in records]
    broken = read_jsonl_documents(folder / "cpc_congress_reports_1_17.jsonl")
    assert [raw.row_id for raw in broken if any(a.startswith("short-text: 76") for a in raw.alarms)] == [
        "004"
    ]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("password_protected.xlsx", "password"),
        ("49273.xlsx", "none of its 27 columns"),
        ("chinese-provinces.xls", "none of its 2 columns"),
        ("stress020.xlsx", "needs a column named 'text'"),
        ("unicodeSheetName.xlsx", "needs a column named 'text'"),
        ("SimpleWithComments.xlsx", "needs a column named 'text'"),
        ("xlsx-corrupted.xlsx", "needs a column named 'text'"),
    ],
)
def test_real_workbooks_without_texts_say_why(shared: Path, name: str, message: str) -> None:
    with pytest.raises(UnreadableFileError, match=message) as caught:
        read_xlsx_documents(shared / "real" / "messy_docs" / "xlsx" / name)
    assert "\n" not in str(caught.value)


@pytest.mark.shared
def test_an_old_workbook_is_read(shared: Path, tmp_path: Path) -> None:
    """The real .xls has no column of texts, so one of its names is changed, at the same length."""
    data = (shared / "real" / "messy_docs" / "xlsx" / "chinese-provinces.xls").read_bytes()
    name = b"Chinese Name"
    assert data.count(name) == 1
    (tmp_path / "a.xls").write_bytes(data.replace(name, b"text".ljust(len(name))))
    read = read_xlsx_documents(tmp_path / "a.xls")
    assert [raw.text for raw in read] == ["安徽省", "北京市", "重庆市"]
    assert read[0].places[0].label == "sheet provinces row 2"
