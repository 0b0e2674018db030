from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from workbench.errors import InputError, TableError
from workbench.schemas import CODINGS
from workbench.store import open_store


def codings(*codes: str, coder: str = "a") -> pd.DataFrame:
    rows = [
        ("d1", 3 * i, 3 * i + 2, code, coder, "human", "0.1.0", "hash", None, "社区")
        for i, code in enumerate(codes)
    ]
    return pd.DataFrame(rows, columns=CODINGS.names)


def test_what_is_added_is_read_back_by_another_store(tmp_path: Path) -> None:
    assert open_store(tmp_path / "s.db").add(codings("x", "y")) == 2
    found = open_store(tmp_path / "s.db").codings(coder_kind="human")
    assert list(found["code_id"]) == ["x", "y"]
    assert list(found)[: len(CODINGS.names)] == CODINGS.names


def test_adding_twice_changes_nothing(tmp_path: Path) -> None:
    store = open_store(tmp_path / "s.db")
    store.add(codings("x"))
    before = (tmp_path / "s.db").read_bytes()
    assert store.add(codings("x")) == 0
    assert (tmp_path / "s.db").read_bytes() == before


def test_a_retraction_is_one_more_event_and_can_be_undone(tmp_path: Path) -> None:
    store = open_store(tmp_path / "s.db")
    store.add(codings("x", "y"))
    assert store.retract(codings("x")) == 1
    assert list(store.codings()["code_id"]) == ["y"]
    store.add(codings("x"))
    assert list(store.codings()["code_id"]) == ["x", "y"]


def test_coders_are_told_apart(tmp_path: Path) -> None:
    store = open_store(tmp_path / "s.db")
    store.add(pd.concat([codings("x"), codings("x", coder="b")]))
    assert list(store.codings(coder_id="b")["coder_id"]) == ["b"]


def test_a_table_without_a_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no column code_id"):
        open_store(tmp_path / "s.db").add(codings("x").drop(columns="code_id"))


def test_a_store_that_cannot_be_opened_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        open_store(tmp_path / "no" / "folder" / "s.db")
