import io
import re
import zipfile

import docx
import pytest

from workbench.report import render

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(params=["zh", "en"])
def data(request, notebook, references):
    return render(notebook, lang=request.param, format="docx", references=references)


@pytest.fixture
def xml(data):
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def test_word_opens_it_with_its_title_page(data):
    document = docx.Document(io.BytesIO(data))
    assert document.paragraphs[0].style.name == "Title"
    assert document.core_properties.created.year == 2026
    assert "模拟数据 · Simulated data" in document.sections[0].header.paragraphs[0].text


def test_every_number_has_a_comment_with_its_evidence(data):
    document = docx.Document(io.BytesIO(data))
    comments = [comment.text for comment in document.comments]
    assert sum("alpha_RES" in comment for comment in comments) == 2
    assert any("【楼道里的灯坏了，大家凑钱修好】" in comment for comment in comments)
    assert any("RES ~ PL + CO" in comment for comment in comments)


def test_word_numbers_captions_and_follows_references(xml):
    assert re.search(r" SEQ (图|Figure) \\\* ARABIC ", xml)
    bookmarks = re.findall(r'bookmarkStart w:id="\d+" w:name="(wb_\w+)"', xml)
    fields = re.findall(r" REF (wb_\w+) ", xml)
    assert set(fields) == {"wb_fig_kappa", "wb_tbl_cases", "wb_sec_method", "wb_eq_icc"}
    assert set(fields) <= set(bookmarks)
    assert len(bookmarks) == len(set(bookmarks))


def test_the_table_holds_the_printed_numbers(data):
    table = docx.Document(io.BytesIO(data)).tables[0]
    assert table.style.name == "Table"
    assert [cell.text for cell in table.rows[2].cells][:4][2:] == ["−0.50", "7"]
    assert table.rows[3].cells[0].text == '=cmd|"/C calc"!A0'


def test_prose_cannot_write_markup_of_word(data, xml):
    assert "<w:p/>" in "\n".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs)
    links = zipfile.ZipFile(io.BytesIO(data)).read("word/_rels/document.xml.rels").decode()
    assert "file:" not in links
    assert 'Target="javascript' not in links


def test_a_short_table_stays_on_one_page(data):
    table = docx.Document(io.BytesIO(data)).tables[0]
    styles = [row.cells[0].paragraphs[0].style.name for row in table.rows]
    assert set(styles[:-1]) == {"Kept Table Text"}
    assert styles[-1] == "Compact"
