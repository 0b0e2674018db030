from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from workbench.errors import TableError, UnreadableFileError
from workbench.readers import KNOWN_ENDINGS, Entry, read_corpus, read_file, read_register, write_register

TEXT = "第一段说网格员。\n第二段说物业。\n"


def register(folder: Path, *files: str) -> None:
    write_register(folder, [Entry(f"D{i}", f, status="simulated") for i, f in enumerate(files)])


def test_txt_and_docx_give_the_same_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode("gb18030"))
    word = docx.Document()
    for line in TEXT.splitlines():
        word.add_paragraph(line)
    word.save(str(tmp_path / "b.docx"))
    register(tmp_path, "a.txt", "b.docx")
    assert [d.text for d in read_corpus(tmp_path)] == [TEXT, TEXT]
    assert [d.encoding for d in read_corpus(tmp_path)] == ["gb18030", "utf-8"]


def test_a_table_in_word_keeps_its_cells(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("前")
    cells = word.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "社区", "队伍"
    word.add_paragraph("后")
    word.save(str(tmp_path / "t.docx"))
    assert read_file(tmp_path / "t.docx")[0].text == "前\n社区\t队伍\n后\n"


def test_tables_of_documents_are_one_document_a_row(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("doc_id,text\nx,一\ny,二\n", encoding="utf-8")
    book = openpyxl.Workbook()
    for row in (["text"], ["三"], ["四"]):
        book.active.append(row)
    book.save(tmp_path / "b.xlsx")
    register(tmp_path, "a.csv", "b.xlsx")
    assert [(d.doc_id, d.text) for d in read_corpus(tmp_path)] == [
        ("D0-x", "一"),
        ("D0-y", "二"),
        ("D1-001", "三"),
        ("D1-002", "四"),
    ]


def test_a_table_without_a_text_column_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name\nx\n", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="needs a column named 'text'"):
        read_file(tmp_path / "a.csv")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.docx", b"not a zip", "is not a Word file"),
        ("a.xlsx", b"PK\x03\x04broken", "cannot be read as .xlsx"),
        ("a.xlsx", b"\x00\x01no workbook at all", "cannot be read as .xlsx"),
        ("a.txt", b"", "holds no text"),
        ("a.xyz", b"x", "no reader for .xyz"),
        ("a.txt", bytes(range(256)) * 9, "no text encoding"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableFileError, match=message):
        read_file(tmp_path / name)


@pytest.mark.shared
def test_real_messy_files_are_read_or_refused_with_a_reason(shared: Path) -> None:
    refused = {}
    for path in sorted(p for p in (shared / "real" / "messy_docs").rglob("*") if p.suffix in KNOWN_ENDINGS):
        try:
            assert read_file(path)
        except UnreadableFileError as error:
            refused[path.name] = str(error)
    assert {"password_protected.xlsx", "testWORD_protected_passtika.docx"} <= set(refused)
    assert [name for name, said in refused.items() if name not in said or "\n" in said] == []


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    register(tmp_path, "gone.txt")
    with pytest.raises(UnreadableFileError, match=r"gone\.txt: there is no such file"):
        read_corpus(tmp_path)


HEADER = "doc_id,file,kind,status\n"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("a,f.txt,text,simulated\na,g.txt,text,simulated\n", "row 3: doc_id a is there already in row 2"),
        ("a,f.txt,text,simulated\nb,f.txt,text,simulated\n", r"row 3: file f\.txt is there already in row 2"),
        ("a,f.txt,text,real\n", "status 'real' is unknown"),
        ("a,../f.txt,text,simulated\n", "inside the corpus folder"),
        (",f.txt,text,simulated\n", "row 2: doc_id is empty"),
    ],
)
def test_a_wrong_register_names_row_and_remedy(tmp_path: Path, rows: str, message: str) -> None:
    (tmp_path / "documents.csv").write_text(HEADER + rows, encoding="utf-8")
    with pytest.raises(TableError, match=message):
        read_register(tmp_path)


def test_a_register_without_a_column_is_refused(tmp_path: Path) -> None:
    (tmp_path / "documents.csv").write_text("doc_id,kind\na,text\n", encoding="utf-8")
    with pytest.raises(TableError, match="no column file, status"):
        read_register(tmp_path)


def test_the_example_corpus_is_repaired(root: Path) -> None:
    corpus = read_corpus(root / "corpus")
    assert len(corpus.select(kind="interview", status="simulated")) >= 24
    assert len({d.case_id for d in corpus.select(kind="interview")}) == 24
    rules = set(corpus["POL-09"].edits["rule"])
    assert rules == {"inserted-pinyin", "traditional-script"}
