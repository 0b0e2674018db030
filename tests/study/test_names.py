"""Every name here is invented."""

import io
import json
import zipfile

import pytest

from workbench.corpus.pseudonyms import Key, KeyEntry
from workbench.errors import ReportError
from workbench.readers.key import write_key
from workbench.study.names import check_names, key_for, refuse_names

KEY = Key((KeyEntry("person", "谢晓东", "【人01】", "replace"), KeyEntry("person", "吕阿姨", "【人02】阿姨")))


def docx(xml):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("word/document.xml", xml)
    return data.getvalue()


LEAKS = {
    "r.html": "<p>据<b>谢</b>晓东说</p>".encode(),
    "s.html": "<img alt='' title=\"&#x8c22;晓东\">".encode(),
    "r.docx": docx("<w:p><w:r><w:t>谢</w:t></w:r><w:r><w:t>晓东</w:t></w:r></w:p>"),
    "r.ipynb": json.dumps({"cells": [{"source": ["# 谢", "晓东"], "outputs": []}]}).encode(),
    "manifest.json": json.dumps({"inputs": {"corpus/谢晓东.txt": "ab"}}).encode(),
    "r.csv": "doc_id,quote\ni1,谢 晓 东\n".encode("gb18030"),
    "r.md": "謝曉東".encode(),
}


@pytest.mark.parametrize("name", LEAKS)
def test_a_name_is_refused_in_every_form_and_never_repeated(name):
    with pytest.raises(ReportError, match=r"\(person 1\)") as caught:
        refuse_names(KEY, name, LEAKS[name])
    assert "谢晓东" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_pdf_is_read(tmp_path):
    typst = pytest.importorskip("typst")
    pytest.importorskip("pypdfium2")
    key = Key((KeyEntry("person", "Mary Ngu", "【人01】", "replace"),))
    (tmp_path / "a.typ").write_text("Here Mary Ngu speaks.", encoding="utf-8")
    with pytest.raises(ReportError, match="person 1"):
        refuse_names(key, "r.pdf", typst.compile(str(tmp_path / "a.typ")))


@pytest.mark.parametrize("text", ["【人01】说", "吕阿姨说", "谢谢，晓东来"])
def test_what_is_replaced_or_undecided_passes(text):
    refuse_names(KEY, "r.html", f"<p>{text}</p>".encode())


def test_check_says_where_and_never_who(small_study):
    write_key(small_study.corpus_path, KEY)
    (small_study.corpus_path / "a.txt").write_text("一\n二谢晓东\n谢晓东\n", encoding="utf-8")
    (small_study.corpus_path / "private" / "b.txt").write_text("谢晓东", encoding="utf-8")
    (small_study.surveys_path / "谢晓东.csv").write_text("a\n", encoding="utf-8")
    lines = list(check_names(small_study))
    assert any("1 names or numbers" in line and "undecided" in line for line in lines)
    assert any("corpus/a.txt" in line and "(person 2), line 2, line 3" in line for line in lines)
    assert any("a file in surveys/" in line for line in lines)
    assert len(lines) == 3
    assert not any("谢晓东" in line or "\n" in line for line in lines)


def test_check_looks_into_the_cells_of_notebooks(small_study, write_notebook):
    write_key(small_study.corpus_path, KEY)
    write_notebook(small_study.notebooks_path / "03_more.ipynb", "1", "print('谢晓东')")
    assert any("03_more.ipynb" in line and "cell 2" in line for line in check_names(small_study))


def test_no_key_no_look(small_study):
    assert list(check_names(small_study)) == []


def test_the_key_of_a_file_is_its_studys(small_study, tmp_path_factory):
    write_key(small_study.corpus_path, KEY)
    assert key_for(small_study.notebooks_path / "01_text.ipynb") == KEY
    assert key_for(tmp_path_factory.mktemp("elsewhere") / "a.ipynb") == Key()
