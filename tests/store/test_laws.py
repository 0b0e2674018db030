"""Whatever two coders do in whatever order: nothing is lost, every state comes back, undo is exact."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.corpus import Document
from workbench.errors import ConflictError
from workbench.store import Store
from workbench.store.changes import Change
from workbench.store.rows import KEY

TEXT = Document("d", "居民在群里喊了一声")
CODERS = st.sampled_from(["li", "wang"])
CODES = st.sampled_from(["x", "y"])
STARTS = st.integers(0, 3)
WHICH = st.integers(0, 5)
STEPS = st.one_of(
    st.tuples(st.just("add"), CODERS, STARTS, CODES),
    st.tuples(st.just("memo"), CODERS, WHICH, st.text("ab", max_size=2)),
    st.tuples(st.just("move"), CODERS, WHICH, STARTS),
    st.tuples(st.just("recode"), CODERS, WHICH, CODES),
    st.tuples(st.just("retract"), CODERS, WHICH),
    st.tuples(st.just("undo"), CODERS),
    st.tuples(st.just("redo"), CODERS),
)
few = settings(max_examples=25, suppress_health_check=list(HealthCheck))


def do(store: Store, step: tuple[object, ...]) -> None:
    """One step of a coder; what the store refuses is not done."""
    kind, coder, *rest = step
    try:
        if kind in ("undo", "redo"):
            getattr(store, str(kind))(actor=coder)
        else:
            store.apply([asked(store, str(kind), *rest)], actor=str(coder), document=TEXT)
    except ConflictError:
        pass


def asked(store: Store, kind: str, *rest: object) -> Change:
    if kind == "add":
        start, code = int(str(rest[0])), rest[1]
        place = {"start": start, "end": start + 2, "code_id": code}
        return Change("add", place | {"coder_kind": "human", "codebook_version": "1"})
    ids = sorted(store.codings()["coding_id"]) or ["none"]
    coding = {"coding_id": ids[int(str(rest[0])) % len(ids)]}
    if kind == "retract":
        return Change("retract", coding)
    value = rest[1]
    columns = {"memo": {"memo": value}, "recode": {"code_id": value}, "move": {"start": value}}[kind]
    if kind == "move":
        columns |= {"end": int(str(value)) + 2}
    return Change("change", coding | columns)


@few
@given(steps=st.lists(STEPS, max_size=14))
def test_every_state_comes_back_and_no_event_goes(
    new_store: Callable[[], Store], steps: list[tuple[object, ...]]
) -> None:
    store = new_store()
    states, history = {0: store.codings()}, store.events()
    for step in steps:
        do(store, step)
        events = store.events()
        pd.testing.assert_frame_equal(events.head(len(history)), history, check_dtype=False)
        history, states[store.last_event] = events, store.codings()
        assert not store.codings().duplicated(list(KEY)).any()
    for event, state in states.items():
        pd.testing.assert_frame_equal(store.codings(at_event=event), state)


@few
@given(steps=st.lists(STEPS, min_size=1, max_size=10), coder=CODERS)
def test_undo_then_redo_is_as_if_nothing_had_been_done(
    new_store: Callable[[], Store], steps: list[tuple[object, ...]], coder: str
) -> None:
    store = new_store()
    for step in steps:
        do(store, step)
    before, counts = store.codings(), store.can_undo(actor=coder)
    try:
        undone = store.undo(actor=coder)
    except ConflictError:
        assert len(store.codings()) == len(before)
        return
    assert bool(undone) == bool(counts[0])
    if undone:
        assert store.can_undo(actor=coder) == (counts[0] - 1, counts[1] + 1)
        assert store.redo(actor=coder) == undone
        pd.testing.assert_frame_equal(store.codings(), before)
        assert store.can_undo(actor=coder) == counts


@few
@given(steps=st.lists(STEPS, max_size=10))
def test_one_coder_undoing_everything_is_where_the_coder_began(
    new_store: Callable[[], Store], steps: list[tuple[object, ...]]
) -> None:
    store = new_store()
    for kind, _, *rest in steps:
        do(store, (kind, "li", *rest))
    end, n_steps = store.codings(), store.can_undo(actor="li")[0]
    for _ in range(n_steps):
        store.undo(actor="li")
    assert len(store.codings()) == 0
    assert store.can_undo(actor="li")[0] == 0
    for _ in range(n_steps):
        store.redo(actor="li")
    pd.testing.assert_frame_equal(store.codings(), end)


def test_what_somebody_else_has_changed_since_is_not_undone(store: Store) -> None:
    do(store, ("add", "li", 0, "x"))
    do(store, ("memo", "wang", 0, "wang's"))
    with pytest.raises(ConflictError, match="changed meanwhile by wang"):
        store.undo(actor="li")
    assert list(store.codings()["memo"]) == ["wang's"]
    store.undo(actor="wang")
    assert store.undo(actor="li") == 1


def test_a_change_of_the_codebook_is_nobodys_step(store: Store) -> None:
    do(store, ("add", "li", 0, "x"))
    do(store, ("memo", "li", 0, "m"))
    [coding_id] = store.codings()["coding_id"]
    renamed = Change("change", {"coding_id": coding_id, "code_id": "y", "codebook_version": "2"})
    store.apply([renamed], actor="supervisor", reason="x is y now", action="remap")
    assert store.can_undo(actor="supervisor") == (0, 0)
    assert store.undo(actor="li") == 1
    assert store.codings()[["code_id", "memo"]].to_numpy().tolist() == [["y", ""]]
    assert store.undo(actor="li") == 1
    store.redo(actor="li")
    assert list(store.codings()["code_id"]) == ["y"]


def test_undo_in_one_document_does_not_mix_up_another(store: Store) -> None:
    other = Document("e", TEXT.text)
    for document in (TEXT, other):
        coding = {"start": 0, "end": 2, "code_id": "x", "coder_kind": "human"}
        store.apply([Change("add", coding)], actor="li", document=document)
    store.undo(actor="li", doc_id="d")
    assert list(store.codings()["doc_id"]) == ["e"]
    assert store.undo(actor="li") == 1
    assert len(store.codings()) == 0


def test_an_undo_sent_twice_undoes_one_action(store: Store) -> None:
    do(store, ("add", "li", 0, "x"))
    do(store, ("add", "li", 1, "x"))
    assert [store.undo(actor="li", op_id="m") for _ in range(2)] == [1, 1]
    assert len(store.codings()) == 1
    assert [store.redo(actor="li", op_id="n") for _ in range(2)] == [1, 1]
    assert len(store.codings()) == 2
