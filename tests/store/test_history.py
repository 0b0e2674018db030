"""Nothing is overwritten: every state can be rebuilt, every action undone, every message answered once."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from workbench.corpus import Document
from workbench.errors import ConflictError, InputError
from workbench.schemas import CODINGS
from workbench.store import Store, open_store
from workbench.store.changes import Change

TEXT = Document("d", "居民在群里喊了一声，物业来得很快。居民说好。")


def add(store: Store, start: int, end: int, code: str = "x", *, actor: str = "li", op: str = "") -> str:
    coding = {"start": start, "end": end, "code_id": code, "coder_kind": "human", "codebook_version": "1"}
    whole = {"doc_id": "d", "text_hash": TEXT.text_hash, **coding}
    [saved] = store.apply([Change("add", whole, op_id=op)], actor=actor, document=TEXT)
    assert saved.coding is not None
    return str(saved.coding["coding_id"])


def change(store: Store, coding_id: str, *, base: int | None = None, **columns: object) -> None:
    asked = Change("change", {"coding_id": coding_id, **columns}, base_event=base)
    store.apply([asked], actor="li", document=TEXT)


def test_a_coding_keeps_its_words_and_those_around_it(store: Store) -> None:
    add(store, 2, 5)
    [row] = store.codings().to_dict("records")
    assert (row["quote"], row["prefix"], row["suffix"][:3]) == ("在群里", "居民", "喊了一")


def test_undo_and_redo_go_through_the_actions_of_one_coder(store: Store) -> None:
    one = add(store, 0, 2)
    add(store, 0, 2, actor="wang")
    change(store, one, memo="看一下")
    assert store.can_undo(actor="li") == (2, 0)
    assert store.undo(actor="li") == 1
    assert set(store.codings()["memo"]) == {""}
    assert store.undo(actor="li") == 1
    assert list(store.codings()["coder_id"]) == ["wang"]
    assert store.undo(actor="li") == 0
    assert (store.redo(actor="li"), store.redo(actor="li"), store.redo(actor="li")) == (1, 1, 0)
    assert list(store.codings(coder_id="li")["memo"]) == ["看一下"]


def test_a_new_action_ends_what_could_be_redone(store: Store) -> None:
    add(store, 0, 2)
    store.undo(actor="li")
    add(store, 2, 5)
    assert store.can_undo(actor="li") == (1, 0)


def test_every_state_can_be_rebuilt(store: Store) -> None:
    one = add(store, 0, 2)
    first = store.last_event
    change(store, one, code_id="y")
    store.apply([Change("retract", {"coding_id": one})], actor="li")
    assert len(store.codings()) == 0
    assert list(store.codings(at_event=first)["code_id"]) == ["x"]
    assert list(store.codings(at_event=first + 1)["code_id"]) == ["y"]
    assert list(store.events()["action"]) == ["add", "change", "retract"]


def test_a_message_sent_twice_is_one_event(store: Store) -> None:
    assert add(store, 0, 2, op="m1") == add(store, 0, 2, op="m1")
    assert len(store.events()) == 1


def test_a_coding_changed_by_somebody_else_is_not_overwritten(store: Store) -> None:
    one = add(store, 0, 2)
    known = store.last_event
    change(store, one, memo="a")
    with pytest.raises(ConflictError, match="changed meanwhile by li"):
        change(store, one, memo="b", base=known)
    with pytest.raises(ConflictError, match="does not stand"):
        change(store, "nothing", memo="b")


def test_a_quote_that_is_not_there_is_refused_and_nothing_is_saved(store: Store) -> None:
    good = {
        "doc_id": "d",
        "start": 0,
        "end": 2,
        "code_id": "x",
        "coder_kind": "human",
        "codebook_version": "1",
    }
    bad = good | {"quote": "别的"}
    with pytest.raises(InputError, match="not what stands at 0 to 2"):
        store.apply([Change("add", good), Change("add", bad)], actor="li", document=TEXT)
    assert len(store.events()) == 0


def test_resizing_takes_the_new_words(store: Store) -> None:
    one = add(store, 0, 2)
    change(store, one, end=5)
    assert list(store.codings()["quote"]) == ["居民在群里"]


def test_a_store_of_the_first_release_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    names = ("event_id", "action", "coding_key", *CODINGS.names)
    columns = ", ".join(map('"{}"'.format, names))
    with sqlite3.connect(path) as old:
        old.execute(f"CREATE TABLE coding_events ({columns})")
        row = ("d", 0, 2, "x", "li", "human", "1", "h", None, "居民")
        marks = ", ".join("?" * len(names))
        old.executemany(
            f"INSERT INTO coding_events VALUES ({marks})",
            [
                (1, "add", "k" * 64, *row),
                (2, "add", "m" * 64, *row[:3], "y", *row[4:]),
                (3, "retract", "k" * 64, *row),
            ],
        )
    old.close()
    store = open_store(path)
    assert list(store.codings()["code_id"]) == ["y"]
    assert list(store.events()["action"]) == ["add", "add", "retract"]
    assert store.add(store.codings()) == 0


def test_an_interrupted_upgrade_leaves_the_old_store(tmp_path: Path) -> None:
    path = tmp_path / "later.db"
    with sqlite3.connect(path) as later:
        later.execute("CREATE TABLE alembic_version (version_num TEXT)")
        later.execute("INSERT INTO alembic_version VALUES ('9999')")
    later.close()
    with pytest.raises(InputError, match="later release"):
        open_store(path)


def test_frames_of_the_store_can_be_added_to_another(store: Store, new_store: Callable[[], Store]) -> None:
    add(store, 0, 2)
    other = new_store()
    assert other.add(store.codings()) == 1
    pd.testing.assert_frame_equal(other.codings(), store.codings())
