"""When a text changes, each coding goes with its words or is listed as orphaned."""

from __future__ import annotations

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.coding import check_codings
from workbench.corpus import Corpus, Document
from workbench.store import Store
from workbench.store.changes import Change
from workbench.store.reanchor import reanchor

OLD = Document(
    "d", "访谈开始。居民在群里喊了一声，物业来得很快。后来大家都说这个办法好，老人也学会了用手机。"
)


def code(store: Store, words: str, *, document: Document = OLD, coder: str = "li") -> str:
    start = document.text.index(words)
    coding = {"start": start, "end": start + len(words), "code_id": "x", "coder_kind": "human"}
    [saved] = store.apply([Change("add", coding)], actor=coder, document=document)
    assert saved.coding is not None
    return str(saved.coding["coding_id"])


def test_codings_go_with_their_words_in_one_action(store: Store) -> None:
    code(store, "在群里")
    code(store, "物业来得很快")
    new = Document("d", OLD.text.replace("访谈开始。", "【访谈】访谈现在开始。"))
    done = reanchor(store, Corpus((new,)), actor="repair")
    assert list(done.moved["new_start"] - done.moved["start"]) == [6, 6]
    assert [new.text[a:b] for a, b in zip(*(store.codings()[n] for n in ("start", "end")), strict=True)] == [
        "在群里",
        "物业来得很快",
    ]
    check_codings(store.codings(), Corpus((new,)))
    last = store.events().tail(2)
    assert set(last["action"]) == {"reanchor"}
    assert last["batch_id"].nunique() == 1
    assert list(last["actor"]) == ["repair", "repair"]


def test_what_cannot_be_placed_stays_as_it_was_and_is_listed(store: Store) -> None:
    code(store, "在群里")
    code(store, "物业来得很快")
    before = store.codings()
    new = Document("d", OLD.text.replace("物业", "管家"))
    done = reanchor(store, Corpus((new,)), actor="repair")
    assert list(done.orphaned["reason"]) == ["the quote does not occur in the text any more"]
    assert (len(done.moved), done.n_unmoved, done.done) == (1, 0, True)
    after = store.codings()
    orphan = after["text_hash"] == OLD.text_hash
    pd.testing.assert_frame_equal(after[orphan], before[orphan])


def test_a_dry_run_changes_nothing_and_a_second_run_finds_nothing(store: Store) -> None:
    code(store, "在群里")
    new = Corpus((Document("d", "前言。" + OLD.text),))
    assert len(reanchor(store, new, actor="repair", dry_run=True).moved) == 1
    assert len(store.events()) == 1
    reanchor(store, new, actor="repair")
    again = reanchor(store, new, actor="repair")
    assert (len(again.moved), len(again.orphaned), again.n_unmoved) == (0, 0, 1)
    assert len(store.events()) == 2


def test_a_document_that_is_gone_orphans_its_codings(store: Store) -> None:
    code(store, "在群里")
    assert list(reanchor(store, Corpus(()), actor="repair").orphaned["reason"]) == [
        "the corpus has no such document"
    ]


def test_a_passage_that_was_coded_anew_is_not_coded_twice(store: Store) -> None:
    code(store, "在群里")
    new = Document("d", "前言。" + OLD.text)
    code(store, "在群里", document=new)
    done = reanchor(store, Corpus((new,)), actor="repair")
    assert list(done.orphaned["reason"]) == ["the passage has this code of this coder already"]
    assert len(store.codings()) == 2


def test_undo_after_a_change_of_text_takes_back_what_was_done_and_no_more(store: Store) -> None:
    coding_id = code(store, "在群里")
    store.apply([Change("change", {"coding_id": coding_id, "memo": "看"})], actor="li")
    new = Document("d", "前言。" + OLD.text)
    reanchor(store, Corpus((new,)), actor="repair")
    assert store.undo(actor="li") == 1
    [row] = store.codings().to_dict("records")
    assert (row["memo"], row["text_hash"]) == ("", new.text_hash)
    assert new.text[row["start"] : row["end"]] == "在群里"
    assert store.undo(actor="repair") == 0


WORDS = st.text("居民社区。", min_size=0, max_size=50)


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(before=WORDS, between=WORDS, after=WORDS, put_in=WORDS)
def test_words_put_in_anywhere_else_move_codings_by_their_length(
    store: Store, before: str, between: str, after: str, put_in: str
) -> None:
    doc_id = f"d{store.last_event}"
    old = Document(doc_id, f"{before}物业甲{between}物业乙{after}")
    ids = [code(store, words, document=old) for words in ("物业甲", "物业乙")]
    new = Document(doc_id, put_in + old.text)
    reanchor(store, Corpus((new,)), actor="repair")
    found = store.codings(doc_id=doc_id).set_index("coding_id").loc[ids]
    assert list(found["text_hash"]) == [new.text_hash] * 2
    assert [new.text[a:b] for a, b in zip(found["start"], found["end"], strict=True)] == ["物业甲", "物业乙"]
