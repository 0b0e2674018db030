"""Two copies of a study come together: nothing twice, nothing lost, what both changed is asked about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.corpus import Document
from workbench.errors import ConflictError
from workbench.store import Store, open_store
from workbench.store.backup import restore
from workbench.store.changes import Change
from workbench.store.files import export_codings, import_codings
from workbench.store.merge import merge_stores
from workbench.store.rows import KEY

TEXT = Document("d", "居民在群里喊了一声，物业来得很快。" * 10)
Two = tuple[Store, Store]


def add(store: Store, start: int, *, actor: str = "li", memo: str = "") -> str:
    coding = {"start": start, "end": start + 2, "code_id": "x", "coder_kind": "human", "memo": memo}
    [saved] = store.apply([Change("add", coding)], actor=actor, document=TEXT)
    assert saved.coding is not None
    return str(saved.coding["coding_id"])


def change(store: Store, coding_id: str, *, actor: str = "li", **columns: object) -> None:
    store.apply([Change("change", {"coding_id": coding_id, **columns})], actor=actor, document=TEXT)


@pytest.fixture
def two(store: Store, new_url: Callable[[], str], open_at: Callable[[str], Store], tmp_path: Path) -> Two:
    """A store with one coding, and a copy of it that another person works on."""
    add(store, 0)
    url = new_url()
    restore(store.backup(tmp_path / "copy.db"), url)
    return store, open_at(url)


def only(store: Store) -> str:
    return str(store.codings()["coding_id"].iloc[0])


def test_a_dry_run_lists_and_does_nothing(two: Two) -> None:
    target, source = two
    add(source, 5, actor="wang")
    merge = merge_stores(target, source)
    assert (list(merge.add["what"]), merge.n_events, merge.done) == (["new"], 1, False)
    assert len(merge.leave) == len(target.events()) == 1


def test_what_both_have_done_is_there_once_with_who_and_when(two: Two) -> None:
    target, source = two
    add(target, 4)
    add(source, 5, actor="wang")
    change(source, only(source), memo="wang says", actor="wang")
    merge = merge_stores(target, source, dry_run=False)
    assert sorted(merge.add["what"]) == ["changed", "new"]
    assert list(target.codings()["memo"]) == ["wang says", "", ""]
    names = ["op_id", "actor", "at", "batch_id", "action"]
    there = target.events().merge(source.events(), on=names)
    assert len(there) == len(source.events()) == 3


def test_merging_twice_adds_nothing(two: Two) -> None:
    target, source = two
    add(source, 5)
    source.undo(actor="li")
    source.redo(actor="li")
    merge_stores(target, source, dry_run=False)
    again = merge_stores(target, source, dry_run=False)
    assert (again.n_events, len(again.add), len(again.conflicts)) == (0, 0, 0)
    assert merge_stores(source, target, dry_run=False).n_events == 0
    pd.testing.assert_frame_equal(target.codings(), source.codings())


def test_a_coding_changed_on_both_sides_is_left_and_named(two: Two) -> None:
    target, source = two
    change(target, only(target), memo="mine")
    change(source, only(source), memo="yours", actor="wang")
    merge = merge_stores(target, source, dry_run=False)
    [conflict] = merge.conflicts.to_dict("records")
    assert (conflict["difference"], conflict["changed_there"], conflict["changed_here"]) == (
        "memo",
        "wang",
        "li",
    )
    assert list(target.codings()["memo"]) == ["mine"]
    assert merge.n_events == 0


def test_a_retraction_is_taken_over_unless_the_coding_was_changed(two: Two) -> None:
    target, source = two
    source.retract(source.codings())
    assert list(merge_stores(target, source).add["what"]) == ["retracted"]
    change(target, only(target), memo="but look")
    assert len(merge_stores(target, source, dry_run=False).conflicts) == 1
    assert len(target.codings()) == 1


def test_what_the_target_has_gone_on_with_is_left(two: Two) -> None:
    target, source = two
    change(target, only(target), memo="newer")
    merge = merge_stores(target, source, dry_run=False)
    assert (len(merge.leave), merge.n_events, list(target.codings()["memo"])) == (1, 0, ["newer"])


def test_stores_that_imported_one_file_agree_on_its_codings(
    store: Store, new_store: Callable[[], Store], tmp_path: Path
) -> None:
    add(store, 0)
    paths = export_codings(store, tmp_path)
    one, two = new_store(), new_store()
    import_codings(one, paths)
    import_codings(two, paths)
    assert merge_stores(one, two, dry_run=False).n_events == 0
    change(two, only(two), memo="later")
    assert merge_stores(one, two, dry_run=False).n_events == 1
    assert list(one.codings()["memo"]) == ["later"]


def test_the_same_passage_coded_on_both_sides_is_there_once(two: Two) -> None:
    target, source = two
    for each in two:
        add(each, 5)
    assert merge_stores(target, source, dry_run=False).n_events == 0
    for each, memo in zip(two, ("a", "b"), strict=True):
        add(each, 9, memo=memo)
    merge = merge_stores(target, source, dry_run=False)
    assert list(merge.conflicts["difference"]) == ["coding_id, memo"]
    assert len(target.codings()) == 3


STEPS = st.tuples(st.booleans(), st.sampled_from(["add", "memo", "retract", "undo"]), st.integers(0, 4))


def do(store: Store, kind: str, number: int, actor: str) -> None:
    ids = sorted(store.codings()["coding_id"])
    try:
        if kind == "add":
            add(store, number, actor="li")
        elif kind == "undo":
            store.undo(actor=actor)
        elif ids and kind == "memo":
            change(store, ids[number % len(ids)], memo=f"{actor}{number}", actor=actor)
        elif ids:
            store.apply([Change("retract", {"coding_id": ids[number % len(ids)]})], actor=actor)
    except ConflictError:
        pass


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(before=st.lists(STEPS, max_size=4), after=st.lists(STEPS, max_size=8))
def test_merging_both_ways_agrees_on_all_but_conflicts(
    tmp_path_factory: pytest.TempPathFactory,
    before: list[tuple[bool, str, int]],
    after: list[tuple[bool, str, int]],
) -> None:
    folder = tmp_path_factory.mktemp("m")
    one = open_store(folder / "1.db")
    for _, kind, number in before:
        do(one, kind, number, "li")
    two = open_store(one.backup(folder / "2.db"))
    for first, kind, number in after:
        do(one if first else two, kind, number, "li" if first else "wang")
    history = one.events()
    merge = merge_stores(one, two, dry_run=False)
    merge_stores(two, one, dry_run=False)
    pd.testing.assert_frame_equal(one.events().head(len(history)), history, check_dtype=False)
    assert not one.codings().duplicated(list(KEY)).any()
    if not len(merge.conflicts) + len(merge_stores(two, one).conflicts):
        states = [each.codings().drop(columns="coding_id") for each in (one, two)]
        pd.testing.assert_frame_equal(*states)
    assert merge_stores(one, two, dry_run=False).n_events == 0
    assert merge_stores(two, one, dry_run=False).n_events == 0
