from __future__ import annotations

from pathlib import Path

import pytest

from workbench.errors import ConflictError, InputError
from workbench.readers import read_corpus
from workbench.store import open_store
from workbench.store.changes import Change
from workbench.study import Study, open_study
from workbench.study.codings import (
    backup_codings,
    export_codings,
    import_codings,
    merge_codings,
    reanchor,
    restore_codings,
)

TEXT = "访谈一\n\n居民在群里喊了一声，物业来得很快。后来大家都说这个办法好。\n"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """One document with one coding."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "study.toml").write_text('title = "小研究"\nseed = 1\n', encoding="utf-8")
    (tmp_path / "corpus" / "documents.csv").write_text(
        "doc_id,file,kind,status\ni1,i1.txt,interview,simulated\n", encoding="utf-8"
    )
    (tmp_path / "corpus" / "i1.txt").write_text(TEXT, encoding="utf-8")
    study = open_study(tmp_path)
    code(study, "物业来得很快")
    return study


def code(study: Study, words: str, *, coder: str = "li") -> None:
    [document] = read_corpus(study.corpus_path)
    start = document.text.index(words)
    coding = {"start": start, "end": start + len(words), "code_id": "x", "coder_kind": "human"}
    open_store(study.store_url).apply([Change("add", coding)], actor=coder, document=document)


def test_codings_follow_a_text_that_was_corrected(study: Study) -> None:
    (study.corpus_path / "i1.txt").write_text("补记：天气晴。\n" + TEXT, encoding="utf-8")
    assert len(reanchor(study, dry_run=True).moved) == 1
    done = reanchor(study, actor="li")
    [document] = read_corpus(study.corpus_path)
    [row] = open_store(study.store_url).codings().to_dict("records")
    assert (len(done.moved), row["text_hash"]) == (1, document.text_hash)
    assert document.text[row["start"] : row["end"]] == row["quote"] == "物业来得很快"


def test_orphans_stay_readable(study: Study) -> None:
    before = open_store(study.store_url).codings()
    (study.corpus_path / "i1.txt").write_text(TEXT.replace("物业", "管家"), encoding="utf-8")
    assert list(reanchor(study).orphaned["doc_id"]) == ["i1"]
    assert open_store(study.store_url).codings().equals(before)


def test_codings_go_into_the_corpus_folder_and_back(study: Study, tmp_path: Path) -> None:
    assert [path.name for path in export_codings(study)] == ["li.csv"]
    before = open_store(study.store_url).codings()
    (tmp_path / "study.db").unlink()
    assert import_codings(study, [study.corpus_path / "codings"]).n_new == 1
    assert open_store(study.store_url).codings().equals(before)


def test_codings_without_context_get_it_from_the_text(study: Study, tmp_path: Path) -> None:
    [path] = export_codings(study, to=tmp_path / "out")
    before = open_store(study.store_url).codings()
    before.drop(columns=["prefix", "suffix", "quote", "coding_id"]).to_csv(path, index=False)
    (tmp_path / "study.db").unlink()
    import_codings(study, [path])
    [row] = open_store(study.store_url).codings().to_dict("records")
    assert (row["quote"], row["suffix"][:3]) == ("物业来得很快", "。后来")


def test_a_quote_that_is_not_there_is_refused_by_row(study: Study, tmp_path: Path) -> None:
    [path] = export_codings(study, to=tmp_path / "out")
    path.write_text(
        path.read_text(encoding="utf-8").replace("物业来得很快", "物业来得很慢"), encoding="utf-8"
    )
    with pytest.raises(InputError, match=r"li\.csv, row 2: the quote is not what stands at") as caught:
        import_codings(study, [path])
    assert "物业" not in str(caught.value)


def test_a_backup_lies_in_the_study_and_is_restored(study: Study) -> None:
    path = backup_codings(study)
    assert path.parent == study.path / "backups"
    code(study, "后来大家")
    with pytest.raises(ConflictError, match="lacks"):
        restore_codings(study, path)
    assert restore_codings(study, path, overwrite=True).n_gone == 1
    assert len(open_store(study.store_url).codings()) == 1


def test_a_colleagues_copy_is_merged(study: Study, tmp_path: Path) -> None:
    copy = backup_codings(study, to=tmp_path / "copy.db")
    [document] = read_corpus(study.corpus_path)
    coding = {"start": 0, "end": 3, "code_id": "y", "coder_kind": "human"}
    open_store(copy).apply([Change("add", coding)], actor="wang", document=document)
    assert merge_codings(study, copy).n_events == 1
    assert len(open_store(study.store_url).codings()) == 1
    merge_codings(study, copy, dry_run=False)
    assert list(open_store(study.store_url).codings()["coder_id"]) == ["wang", "li"]
    with pytest.raises(InputError, match="is not there"):
        merge_codings(study, tmp_path / "nothing.db")
    assert not (tmp_path / "nothing.db").exists()
