"""Changing the codebook of a study: file, dictionary and codings together or not at all."""

from pathlib import Path

import pytest

from workbench.codebook import (
    Code,
    add_code,
    change_code,
    merge_codes,
    read_codebook,
    rename_code,
    retire_code,
    split_code,
)
from workbench.coding import make_codings, read_dictionary
from workbench.errors import DefinitionError, InputError, OptionError
from workbench.store import Store, open_store
from workbench.study import open_study
from workbench.study.codebook import change_codebook, recode, remap_store, undecided_codings
from workbench.study.settings import Study

WHY = {"by": "li", "reason": "pilot"}
CODEBOOK = """\
# by hand
codebook: {version: 1.0.0}
families:
  - {id: actor, zh: 主体, en: Actor}
codes:
  - {id: helper, family: actor, label: {zh: 热心人, en: Helper}}
  - {id: volunteer, family: actor, label: {zh: 志愿者, en: Volunteer}}
  - {id: resident, family: actor, label: {zh: 居民, en: Resident}}
"""
DICTIONARY = "# spoken forms\nterms:\n  helper: [搭把手]   # often\n  volunteer: [夜巡队]\n"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    (tmp_path / "study.toml").write_text('title = "试"\nseed = 1\n', encoding="utf-8")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    (tmp_path / "corpus" / "dictionary.yaml").write_text(DICTIONARY, encoding="utf-8")
    return open_study(tmp_path)


@pytest.fixture
def store(study: Study) -> Store:
    store = open_store(study.store_url)
    marks = [("helper", 0, "li"), ("volunteer", 0, "li"), ("volunteer", 5, "wang"), ("resident", 9, "li")]
    store.add(
        make_codings(
            {
                "doc_id": "d",
                "start": start,
                "end": start + 3,
                "code_id": code_id,
                "coder_id": coder,
                "coder_kind": "human",
                "codebook_version": "1.0.0",
                "text_hash": "h",
                "memo": f"{coder}-{code_id}",
            }
            for code_id, start, coder in marks
        )
    )
    return store


def said(store: Store) -> list[list[object]]:
    columns = ["start", "code_id", "coder_id", "codebook_version", "memo"]
    return store.codings()[columns].values.tolist()


def test_a_rename_is_in_file_dictionary_and_store(study, store):
    done = change_codebook(study, rename_code, "volunteer", "helping", **WHY)
    assert len(done.remapped.changed) == 2
    assert read_codebook(study.corpus_path / "codebook.yaml") == done.codebook
    assert done.codebook.history[0].at
    assert (study.corpus_path / "dictionary.yaml").read_text(encoding="utf-8") == DICTIONARY.replace(
        "  volunteer: [夜巡队]\n", "  helping: [夜巡队]\n"
    )
    assert [5, "helping", "wang", "1.0.1", "wang-volunteer"] in said(store)
    assert [9, "resident", "li", "1.0.0", "li-resident"] in said(store)


def test_the_events_keep_version_coder_and_reason(study, store):
    before, last = store.codings(), store.last_event
    change_codebook(study, rename_code, "volunteer", "helping", **WHY)
    new = store.events(since=last)
    assert (set(new["actor"]), set(new["coder_id"])) == ({"li"}, {"li", "wang"})
    assert new["reason"].str.startswith("pilot").all()
    assert new["batch_id"].nunique() == 1
    assert store.codings(at_event=last).equals(before)


def test_a_rename_and_back_restores_the_codes(study, store):
    before = store.codings()[["start", "code_id", "coder_id", "memo"]]
    change_codebook(study, rename_code, "volunteer", "helping", **WHY)
    change_codebook(study, rename_code, "helping", "volunteer", **WHY)
    assert store.codings()[["start", "code_id", "coder_id", "memo"]].equals(before)


def test_a_merge_loses_no_memo(study, store):
    change_codebook(study, merge_codes, ["volunteer"], "helper", **WHY)
    assert said(store)[0] == [0, "helper", "li", "1.0.1", "li-helper\nli-volunteer"]
    assert len(said(store)) == 3
    codebook = read_codebook(study.corpus_path / "codebook.yaml")
    dictionary = read_dictionary(study.corpus_path / "dictionary.yaml", codebook)
    assert [p.term for p in dictionary.patterns] == ["搭把手", "夜巡队"]


def test_after_a_split_a_person_decides(study, store):
    parts = [Code(name, "actor", name, name) for name in ("resident", "tenant")]
    done = change_codebook(study, split_code, "resident", parts, **WHY)
    assert done.remapped.undecided["candidates"].tolist() == ["resident, tenant"]
    [coding_id] = undecided_codings(study)["coding_id"]
    assert recode(study, {coding_id: "resident"}, **WHY) == 1
    assert undecided_codings(study).empty
    with pytest.raises(OptionError, match="no code nobody"):
        recode(study, {coding_id: "nobody"}, **WHY)


def test_a_split_that_would_leave_terms_without_a_code_is_refused(study, store):
    parts = [Code(name, "actor", name, name) for name in ("x", "y")]
    with pytest.raises(OptionError, match="gives terms to helper"):
        change_codebook(study, split_code, "helper", parts, **WHY)
    assert (study.corpus_path / "codebook.yaml").read_text(encoding="utf-8") == CODEBOOK


def test_if_the_store_fails_everything_is_put_back(study, store):
    before = said(store)
    with pytest.raises(InputError):  # no store keeps an id of so many characters as this actor has
        change_codebook(study, rename_code, "volunteer", "helping", by="li" * 200, reason="pilot")
    assert (study.corpus_path / "codebook.yaml").read_text(encoding="utf-8") == CODEBOOK
    assert (study.corpus_path / "dictionary.yaml").read_text(encoding="utf-8") == DICTIONARY
    assert said(store) == before


def test_if_the_dictionary_contradicts_everything_is_put_back(study, store):
    with pytest.raises(DefinitionError, match="夜巡队"):
        change_codebook(study, change_code, "helper", {"terms_zh": ("夜巡队",)}, **WHY)
    assert (study.corpus_path / "codebook.yaml").read_text(encoding="utf-8") == CODEBOOK


def test_what_was_interrupted_is_finished_later(study, store):
    path = study.corpus_path / "codebook.yaml"
    from workbench.codebook import write_codebook

    write_codebook(merge_codes(read_codebook(path), ["volunteer"], "helper", **WHY), path)
    (study.corpus_path / "dictionary.yaml").unlink()
    assert len(remap_store(study, **WHY).changed) == 2
    assert set(store.codings()["code_id"]) == {"helper", "resident"}
    assert remap_store(study, **WHY).changed.empty


def test_retired_codes_leave_their_codings(study, store):
    done = change_codebook(study, retire_code, "volunteer", **WHY)
    assert len(done.remapped.retired) == 2
    assert set(store.codings()["codebook_version"]) == {"1.0.0"}


def test_a_study_without_codings_gets_no_store(study):
    change_codebook(study, add_code, Code("new", "actor", "<script>", "=1+1"), **WHY)
    assert not (study.path / "study.db").exists()
    assert read_codebook(study.corpus_path / "codebook.yaml")["new"].label_zh == "<script>"
