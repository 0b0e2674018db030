from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from workbench.errors import InputError, TableError
from workbench.schemas import CODINGS
from workbench.store import Store, open_store


def codings(*codes: str, coder: str = "a") -> pd.DataFrame:
    rows = [
        ("d1", 3 * i, 3 * i + 2, code, coder, "human", "0.1.0", "hash", None, "社区")
        for i, code in enumerate(codes)
    ]
    return pd.DataFrame(rows, columns=CODINGS.names)


def test_what_is_added_is_read_back_by_another_store(
    new_url: Callable[[], str], open_at: Callable[[str], Store]
) -> None:
    url = new_url()
    assert open_at(url).add(codings("x", "y")) == 2
    found = open_at(url).codings(coder_kind="human")
    assert list(found["code_id"]) == ["x", "y"]
    assert list(found)[: len(CODINGS.names)] == CODINGS.names


def test_adding_twice_changes_nothing(store: Store) -> None:
    store.add(codings("x"))
    before = store.events()
    assert store.add(codings("x")) == 0
    pd.testing.assert_frame_equal(store.events(), before)


def test_a_retraction_is_one_more_event_and_can_be_undone(store: Store) -> None:
    store.add(codings("x", "y"))
    assert store.retract(codings("x")) == 1
    assert list(store.codings()["code_id"]) == ["y"]
    store.add(codings("x"))
    assert list(store.codings()["code_id"]) == ["x", "y"]


def test_coders_are_told_apart(store: Store) -> None:
    store.add(pd.concat([codings("x"), codings("x", coder="b")]))
    assert list(store.codings(coder_id="b")["coder_id"]) == ["b"]


def test_a_table_without_a_column_is_refused(store: Store) -> None:
    with pytest.raises(TableError, match="no column code_id"):
        store.add(codings("x").drop(columns="code_id"))


def test_a_store_that_cannot_be_opened_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        open_store(tmp_path / "no" / "folder" / "s.db")
