"""What both databases keep, and what is refused in one line before either of them sees it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from workbench.corpus import Document
from workbench.errors import ConflictError, InputError, OptionError
from workbench.store import Store, open_store
from workbench.store.changes import Change

TEXT = Document("d", "居民在群里喊了一声，物业来得很快。")
CODING = {"start": 0, "end": 2, "code_id": "x", "coder_kind": "human", "codebook_version": "1"}
HOSTILE = [
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x")',
    "a\r\nb\tc",
    "𠮷\u200b\ufeff",
    "'; --",
    "忆" * 350_000,
]


def add(store: Store, **columns: object) -> str:
    [saved] = store.apply([Change("add", CODING | columns)], actor="li", document=TEXT)
    assert saved.coding is not None
    return str(saved.coding["coding_id"])


@pytest.mark.parametrize("memo", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(store: Store, memo: str) -> None:
    add(store, memo=memo, attributes={"valence": memo[:200]})
    assert list(store.codings()["memo"]) == [memo]


@pytest.mark.parametrize("memo", ["a\x00b", "\ud800", "忆\udfff"])
def test_what_no_database_keeps_is_refused_without_its_words(store: Store, memo: str) -> None:
    with pytest.raises(InputError, match=r"^memo of a coding holds a NUL or half a character") as caught:
        add(store, memo=memo)
    assert "忆" not in str(caught.value)
    assert len(store.events()) == 0


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"start": 2, "end": 2}, "no passage"),
        ({"start": -1, "end": 2}, "no passage"),
        ({"start": 1.5, "end": 2}, "start of a coding is not a whole number"),
        ({"start": None}, "start of a coding is not a whole number"),
        ({"end": 99}, "no passage of its 17 characters"),
        ({"code_id": ""}, "has no code_id"),
        ({"code_id": "x" * 201}, "201 characters; it may have 200"),
        ({"coder_kind": "k" * 17}, "17 characters; it may have 16"),
        ({"text_hash": "0123456789abcdef"}, "made on text 0123456789abcdef"),
        ({"doc_id": "e"}, "document e was given with the text of d"),
        ({"confidence": "much"}, "confidence of a coding is not a number"),
        ({"confidence": float("inf")}, "confidence of a coding is not a number"),
        ({"attributes": "[1]"}, "must be a JSON object"),
        ({"attributes": '{"a": NaN}'}, "must be a JSON object"),
        ({"attributes": "[" * 100_000}, "must be a JSON object"),
    ],
)
def test_a_coding_that_cannot_be_is_refused(store: Store, columns: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        add(store, **columns)
    assert len(store.events()) == 0


def test_an_action_that_is_none_is_refused(store: Store) -> None:
    coding_id = add(store)
    with pytest.raises(OptionError, match="choose one of 'add', 'change', 'retract'"):
        store.apply([Change("update", {"coding_id": coding_id})], actor="li")  # type: ignore[arg-type]
    assert len(store.codings()) == 1


@pytest.mark.parametrize("columns", [{"coder_id": "wang"}, {"doc_id": "e"}, {"coder_kind": "machine"}])
def test_whose_coding_it_is_cannot_be_changed(store: Store, columns: dict[str, str]) -> None:
    coding_id = add(store)
    with pytest.raises(InputError, match="cannot be changed; retract it"):
        store.apply([Change("change", {"coding_id": coding_id, **columns})], actor="li", document=TEXT)


def test_a_coding_cannot_be_moved_without_its_text(store: Store) -> None:
    coding_id = add(store)
    with pytest.raises(InputError, match="give its document"):
        store.apply([Change("change", {"coding_id": coding_id, "end": 3})], actor="li")


def test_no_coding_is_there_twice(store: Store) -> None:
    add(store)
    other = add(store, code_id="y")
    with pytest.raises(ConflictError, match="has code x already"):
        add(store)
    with pytest.raises(ConflictError, match="has code x already"):
        store.apply([Change("change", {"coding_id": other, "code_id": "x"})], actor="li", document=TEXT)


def test_an_action_is_done_whole_or_not_at_all(store: Store) -> None:
    with pytest.raises(ConflictError):
        store.apply([Change("add", CODING), Change("add", CODING)], actor="li", document=TEXT)
    assert len(store.events()) == 0


@pytest.mark.parametrize("statement", ["UPDATE coding_events SET memo = ''", "DELETE FROM coding_events"])
def test_the_database_itself_keeps_events(store: Store, statement: str) -> None:
    add(store, memo="看一下")
    with pytest.raises(DBAPIError, match="never changed"), store.engine.begin() as connection:
        connection.execute(text(statement))
    assert list(store.codings()["memo"]) == ["看一下"]


def test_an_old_file_takes_nothing_back(store: Store) -> None:
    coding_id = add(store)
    old = store.codings()
    store.apply([Change("change", {"coding_id": coding_id, "memo": "neu"})], actor="li", document=TEXT)
    assert store.add(old) == 0
    assert list(store.codings()["memo"]) == ["neu"]


def test_two_rows_with_one_id_are_two_codings(store: Store, new_store: Callable[[], Store]) -> None:
    add(store)
    frame = store.codings().loc[[0, 0]].reset_index(drop=True)
    frame.loc[1, "code_id"] = "copied"
    other = new_store()
    assert other.add(frame) == 2
    assert sorted(other.codings()["code_id"]) == ["copied", "x"]


def test_a_full_disk_loses_nothing_and_room_helps(tmp_path: Path) -> None:
    store = open_store(tmp_path / "s.db")
    add(store)
    pages = [60]

    @event.listens_for(store.engine, "connect")
    def limit(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages[0]}")

    with pytest.raises(InputError, match=r"took nothing of this action \(database or disk is full\)"):
        add(store, start=2, end=5, memo="忆" * 400_000)
    assert len(store.codings()) == len(store.events()) == 1
    pages[0] = 100_000
    add(store, start=2, end=5, memo="忆" * 400_000)
    assert len(store.codings()) == 2


def test_a_file_system_that_takes_no_more_loses_nothing(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    store = open_store(tmp_path / "s.db")
    add(store)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        with pytest.raises(InputError, match="took nothing of this action"):
            add(store, start=2, end=5, memo="忆" * 400_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert len(store.codings()) == 1
    add(store, start=2, end=5, memo="忆" * 400_000)
    with sqlite3.connect(tmp_path / "s.db") as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    file.close()


def test_a_server_that_is_not_there_is_one_line_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened") as caught:
        open_store(f"postgresql://li:geheim@/study?host={tmp_path}")
    assert "geheim" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_notebook_never_shows_a_password() -> None:
    store = Store("postgresql+psycopg://li:geheim@server/study", open_store("sqlite://").engine)
    assert repr(store) == "Store('postgresql+psycopg://li:***@server/study')"


def test_a_file_that_is_no_database_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "s.db").write_bytes(b"not a database " * 1000)
    with pytest.raises(InputError, match="file is not a database"):
        open_store(tmp_path / "s.db")
