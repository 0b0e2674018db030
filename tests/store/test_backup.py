"""A backup holds every event; restoring loses none without being told to, and none even then."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from workbench.corpus import Document
from workbench.errors import ConflictError, InputError
from workbench.store import Store, open_store
from workbench.store.backup import restore
from workbench.store.changes import Change

TEXT = Document("d", "居民在群里喊了一声，物业来得很快。" * 100)


def add(store: Store, start: int, *, actor: str = "li") -> None:
    coding = {
        "start": start,
        "end": start + 2,
        "code_id": "x",
        "coder_kind": "human",
        "codebook_version": "1",
    }
    store.apply([Change("add", coding)], actor=actor, document=TEXT)


def same(one: Store, other: Store) -> None:
    pd.testing.assert_frame_equal(one.events(), other.events())
    pd.testing.assert_frame_equal(one.codings(), other.codings())


def test_a_backup_is_a_store_in_one_file(store: Store, tmp_path: Path) -> None:
    for start in range(3):
        add(store, start)
    store.undo(actor="li")
    path = store.backup(tmp_path / "backups" / "b.db")
    assert sorted(file.name for file in path.parent.iterdir()) == ["b.db"]
    same(open_store(path), store)


def test_a_backup_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    (tmp_path / "b.db").write_text("mine")
    with pytest.raises(InputError, match="choose another name"):
        store.backup(tmp_path / "b.db")
    assert (tmp_path / "b.db").read_text() == "mine"


def test_a_backup_made_while_somebody_writes_is_one_state(store: Store, tmp_path: Path) -> None:
    writer = threading.Thread(target=lambda: [add(store, start) for start in range(60)])
    writer.start()
    copies = [open_store(store.backup(tmp_path / f"{n}.db")) for n in range(4)]
    writer.join()
    whole = store.events()
    for copy in copies:
        events = copy.events()
        pd.testing.assert_frame_equal(events, whole.head(len(events)), check_dtype=len(events) > 0)


def test_a_backup_that_fails_leaves_nothing(store: Store, tmp_path: Path) -> None:
    (tmp_path / "no-folder").write_text("a file")
    with pytest.raises(InputError, match="cannot be written"):
        store.backup(tmp_path / "no-folder" / "b.db")
    assert not list(tmp_path.glob("*.part"))


def test_what_was_lost_comes_back(
    store: Store, new_url: Callable[[], str], open_at: Callable[[str], Store], tmp_path: Path
) -> None:
    add(store, 0)
    path = store.backup(tmp_path / "b.db")
    before, url = path.read_bytes(), new_url()
    assert restore(path, url).n_events == 1
    other = open_at(url)
    same(other, store)
    add(other, 4)
    assert other.last_event == 2
    assert path.read_bytes() == before


def test_newer_events_are_not_overwritten_unless_told_and_are_kept_then(store: Store, tmp_path: Path) -> None:
    add(store, 0)
    path = store.backup(tmp_path / "b.db")
    add(store, 4)
    url = store.engine.url.render_as_string(hide_password=False)
    with pytest.raises(ConflictError, match=r"1 events that the backup b\.db lacks"):
        restore(path, url)
    assert len(store.codings()) == 2
    done = restore(path, url, overwrite=True)
    assert (done.n_events, done.n_gone, len(store.codings())) == (1, 1, 1)
    assert done.kept is not None
    assert len(open_store(done.kept).codings()) == 2
    add(store, 8)
    assert store.last_event == 2


def test_an_older_store_takes_the_rest_of_a_backup(store: Store, tmp_path: Path) -> None:
    add(store, 0)
    old = store.backup(tmp_path / "old.db")
    add(store, 4)
    restore(store.backup(tmp_path / "new.db"), old)
    same(open_store(old), store)


def test_a_restored_store_still_refuses_to_change_events(store: Store, tmp_path: Path) -> None:
    add(store, 0)
    url = f"sqlite:///{tmp_path / 'r.db'}"
    restore(store.backup(tmp_path / "b.db"), url)
    with (
        sqlite3.connect(tmp_path / "r.db") as file,
        pytest.raises(sqlite3.IntegrityError, match="never changed"),
    ):
        file.execute("DELETE FROM coding_events")
    file.close()


def test_a_damaged_store_is_set_aside_when_told(tmp_path: Path) -> None:
    store = open_store(tmp_path / "s.db")
    add(store, 0)
    path = store.backup(tmp_path / "b.db")
    (tmp_path / "s.db").write_bytes(b"lost" * 5000)
    with pytest.raises(InputError, match="not a database"):
        restore(path, tmp_path / "s.db")
    restore(path, tmp_path / "s.db", overwrite=True)
    assert len(open_store(tmp_path / "s.db").codings()) == 1
    assert [file.read_bytes()[:4] for file in tmp_path.glob("s-damaged-*.db")] == [b"lost"]


@pytest.mark.parametrize("damage", ["none", "text", "other", "cut"])
def test_what_is_no_backup_is_one_line(store: Store, tmp_path: Path, damage: str) -> None:
    add(store, 0)
    path = tmp_path / "b.db"
    if damage == "text":
        path.write_text("居民说好" * 1000, encoding="utf-8")
    elif damage == "other":
        sqlite3.connect(path).execute("CREATE TABLE t (a)").connection.close()
    elif damage == "cut":
        whole = store.backup(tmp_path / "whole.db").read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match=r"b\.db (is not there|is no backup|is damaged)"):
        restore(path, tmp_path / "new.db")
    assert not (tmp_path / "new.db").exists()
