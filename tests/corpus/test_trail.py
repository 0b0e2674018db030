"""Positions lead from any text of a trail to the original and back, whatever was changed in between."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.corpus import Change, Decisions
from workbench.corpus.changes import settle
from workbench.corpus.repair import take_step
from workbench.corpus.trail import Place, Trail, apply
from workbench.errors import InputError

texts = st.text(alphabet="社区𠮷a(é)\r\n。 ", max_size=40)


@st.composite
def changes(draw, length: int) -> list[Change]:
    spans = draw(st.lists(st.tuples(st.integers(0, length), st.integers(0, 4)), max_size=5))
    after = st.text(alphabet="区𠮷b", max_size=3)
    found = [Change(s, min(length, s + n), draw(after), "rule", draw(st.booleans())) for s, n in spans]
    return [c for c in found if c.start < c.end or c.after]


@st.composite
def trails(draw) -> Trail:
    trail = Trail(draw(texts))
    for _ in range(draw(st.integers(0, 4))):
        trail = take_step(trail, draw(changes(len(trail.text))))
    return trail


@given(trails())
def test_undoing_every_step_gives_the_original(trail: Trail) -> None:
    text = trail.text
    for step in reversed(trail.steps):
        pieces, at = [], 0
        for i in range(len(step.starts)):
            pieces += (text[at : step.new_starts[i]], step.before[step.starts[i] : step.ends[i]])
            at = step.new_ends[i]
        text = "".join((*pieces, text[at:]))
    assert text == trail.original


@given(trails(), st.data())
def test_unchanged_characters_lead_back_to_themselves(trail: Trail, data) -> None:
    start = data.draw(st.integers(0, len(trail.text)))
    end = data.draw(st.integers(start, len(trail.text)))
    span = trail.original_span(start, end)
    assert 0 <= span.start <= span.end <= len(trail.original)
    touched = [
        (n, a, b) for n, s in enumerate(trail.steps) for a, b in zip(s.new_starts, s.new_ends, strict=True)
    ]
    if not touched:
        assert span.text == trail.text[start:end]


@given(texts, st.data())
def test_one_step_keeps_what_lies_between_its_changes(text: str, data) -> None:
    step = apply(text, settle(data.draw(changes(len(text)))))
    borders = [0, *np.column_stack((step.new_starts, step.new_ends)).ravel().tolist(), len(step.after)]
    for start, end in zip(borders[0::2], borders[1::2], strict=True):
        first, last = step.back(np.array([start]), np.array([end]))
        if start < end:
            assert step.before[first[0] : last[0]] == step.after[start:end]
            again = step.forth(first, last)
            assert (again[0][0], again[1][0]) == (start, end)


@given(trails())
def test_the_whole_text_and_the_whole_original_hold_each_other(trail: Trail) -> None:
    whole = trail.original_span(0, len(trail.text))
    assert 0 <= whole.start <= whole.end <= len(trail.original)
    ends = trail.to_text(np.array([0]), np.array([len(trail.original)]))
    assert 0 <= ends[0][0] <= ends[1][0] <= len(trail.text)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_bytes_lead_into_the_file(encoding: str) -> None:
    trail = take_step(Trail("社區(qū)與網(wǎng)站", encoding=encoding), [Change(2, 6, "", "note")])
    trail = take_step(trail, [Change(3, 4, "网", "script")])
    data = "社區(qū)與網(wǎng)站".encode(encoding)
    span = trail.original_span(3, 4)
    assert span.text == "網"
    assert data[span.byte_start : span.byte_end].decode(encoding) == "網"


def test_places_and_lines_are_those_of_the_original() -> None:
    trail = Trail("一\n二\n三", places=(Place(0, "page 1"), Place(4, "page 2")), is_decoded_file=False)
    trail = take_step(trail, [Change(0, 2, "", "cut")])
    span = trail.original_span(2, 3)
    assert (span.text, span.line, span.place, span.byte_start) == ("三", 3, "page 2", None)


def test_positions_outside_the_text_are_refused() -> None:
    for start, end in ((-1, 2), (1, 0), (0, 3)):
        with pytest.raises(InputError, match="not in the text; it has 2 characters"):
            Trail("社区").original_span(start, end)


def test_of_two_changes_that_overlap_the_certain_one_is_made() -> None:
    guess, certain = Change(0, 3, "x", "guess", automatic=False), Change(2, 4, "y", "certain")
    assert list(settle([guess, certain])) == [certain]
    assert list(settle([certain, guess])) == [certain]


def test_a_person_can_refuse_what_is_certain_and_accept_a_guess() -> None:
    def run(**decided: frozenset[str]) -> Trail:
        trail = Trail("甲乙丙", decisions=Decisions(**decided))
        return take_step(trail, [Change(0, 1, "A", "sure"), Change(2, 3, "C", "guess", automatic=False)])

    first = run()
    assert first.text == "A乙丙"
    [name] = first.edits["edit_id"]
    [guess] = first.proposals["edit_id"]
    assert run(refused=frozenset({name})).text == "甲乙丙"
    assert run(accepted=frozenset({guess})).text == "A乙C"
    assert run(accepted=frozenset({"guess"}), refused=frozenset({"sure"})).text == "甲乙C"
    assert list(run(accepted=frozenset({guess})).edits["state"]) == ["applied", "accepted"]
    assert list(run(refused=frozenset({name})).proposals["state"]) == ["refused", "proposed"]
