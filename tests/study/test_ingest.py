from __future__ import annotations

from pathlib import Path

from workbench.readers import read_corpus, read_register
from workbench.study import Study, ingest


def source(tmp_path: Path, name: str, text: str) -> Path:
    folder = tmp_path / "from"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_files_are_copied_and_registered(small_study: Study, tmp_path: Path) -> None:
    file = source(tmp_path, "政策 (2024).txt", "第一条")
    result = ingest(small_study, [file], kind="policy", status="published")
    assert [entry.doc_id for entry in result.entries] == ["政策-2024"]
    assert read_corpus(small_study.corpus_path)["政策-2024"].text == "第一条"
    assert file.read_text(encoding="utf-8") == "第一条"


def test_the_same_content_is_refused_even_under_another_name(small_study: Study, tmp_path: Path) -> None:
    ingest(small_study, [source(tmp_path, "a.txt", "一")])
    result = ingest(small_study, [source(tmp_path, "b.txt", "一"), source(tmp_path, "c.txt", "二")])
    assert [entry.doc_id for entry in result.entries] == ["c"]
    assert "registered already as a" in result.refused[0]


def test_equal_names_get_their_own_ids(small_study: Study, tmp_path: Path) -> None:
    ingest(small_study, [source(tmp_path, "a.txt", "一")])
    ingest(small_study, [source(tmp_path, "a.txt", "二")])
    assert [entry.doc_id for entry in read_register(small_study.corpus_path)] == ["a", "a-2"]


def test_a_folder_stands_for_its_files(small_study: Study, tmp_path: Path) -> None:
    source(tmp_path, "a.txt", "一")
    source(tmp_path, "b.md", "二")
    source(tmp_path, "c.exe", "no")
    assert len(ingest(small_study, [tmp_path / "from"]).entries) == 2


def test_an_unreadable_file_is_refused_and_the_others_come_in(small_study: Study, tmp_path: Path) -> None:
    bad, good = source(tmp_path, "bad.docx", "no zip"), source(tmp_path, "good.txt", "一")
    result = ingest(small_study, [bad, tmp_path / "gone.txt", good])
    assert [entry.doc_id for entry in result.entries] == ["good"]
    assert "bad.docx" in result.refused[0]
    assert "no such file" in result.refused[1]


def test_a_file_in_the_corpus_stays_where_it_is(small_study: Study) -> None:
    ingest(small_study, [small_study.corpus_path / "a.txt"])
    assert read_register(small_study.corpus_path)[0].file == "a.txt"
