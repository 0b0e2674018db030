"""Coding by dictionary: the rules one by one, and all of them against a slow reading of the rules."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.coding import Dictionary, Pattern, code_with_dictionary
from workbench.coding.dictionary import _fold
from workbench.corpus import Corpus, Document
from workbench.errors import DefinitionError


def single(term: str, code_id: str, family: str = "actor") -> Pattern:
    return Pattern(term, (code_id,), (family,))


def compound(term: str, **codes: str) -> Pattern:
    return Pattern(term, tuple(codes), tuple(codes.values()), is_compound=True)


def found(text: str, *patterns: Pattern, stops: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    corpus = Corpus((Document("d", text),))
    codings = code_with_dictionary(corpus, Dictionary(patterns, stops, "1"))
    assert [text[s:e] for s, e in zip(codings["start"], codings["end"], strict=True)] == list(
        codings["quote"]
    )
    return list(zip(codings["quote"], codings["code_id"], strict=True))


def test_longest_term_wins_in_its_family():
    patterns = single("党员", "member"), single("在职党员", "employed"), single("党员干部", "cadre")
    assert found("在职党员干部", *patterns) == [("在职党员", "employed")]


def test_families_may_overlap():
    patterns = single("党员", "member"), single("党员活动室", "room", "space")
    assert sorted(found("党员活动室", *patterns)) == [("党员", "member"), ("党员活动室", "room")]


def test_compound_goes_first_even_from_the_right_and_gives_all_its_codes():
    patterns = single("社区居民", "resident"), compound("居民志愿者", resident="actor", volunteer="actor")
    assert found("社区居民志愿者", *patterns) == [("居民志愿者", "resident"), ("居民志愿者", "volunteer")]


def test_compound_takes_its_place_in_the_families_of_its_codes_only():
    patterns = single("物业", "estate"), single("红色", "colour", "dim"), compound("红色物业", estate="actor")
    assert sorted(found("红色物业", *patterns)) == [("红色", "colour"), ("红色物业", "estate")]


@pytest.mark.parametrize(
    ("text", "n"),
    [("发展空间", 0), ("活动空间", 1), ("发展空间规划", 1), ("大发展空间", 0), ("发展空间，活动空间", 1)],
)
def test_stop_context_cancels_what_it_touches_but_not_a_longer_term(text, n):
    patterns = single("空间", "space"), single("大发展", "growth"), single("发展空间规划", "plan")
    assert len(found(text, *patterns, stops=("发展空间",))) == n


def test_shorter_term_counts_where_the_longer_one_is_cancelled():
    patterns = single("组织", "body"), single("组织学习", "study")
    assert found("组织学习贯彻", *patterns, stops=("学习贯彻",)) == [("组织", "body")]


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("many NGOs", 0),
        ("an Ngo.", 1),
        ("这个NGO的", 1),
        ("2NGO", 0),
        ("NGO", 1),
        ("İNGO", 1),
        ("non-NGO", 0),
    ],
)
def test_english_terms_are_whole_words_in_any_capitals(text, n):
    assert len(found(text, single("NGO", "social-org"))) == n


@pytest.mark.parametrize("before", ["𠮷", "😀", "👨‍👩‍👧", "é", "\u3000", "İ"])
def test_positions_count_code_points(before):
    assert found(f"{before}志愿者{before}", single("志愿者", "volunteer")) == [("志愿者", "volunteer")]


def test_codings_name_dictionary_version_and_text():
    corpus = Corpus((Document("a", "党员"), Document("b", "无")))
    codings = code_with_dictionary(
        corpus, Dictionary((single("党员", "member"),), version="0.1"), coder_id="w"
    )
    assert codings.drop(columns="confidence").to_dict("records") == [
        {
            "doc_id": "a", "start": 0, "end": 2, "code_id": "member", "coder_id": "w",
            "coder_kind": "dictionary", "codebook_version": "0.1",
            "text_hash": corpus["a"].text_hash, "quote": "党员",
        }
    ]  # fmt: skip


def test_nothing_to_find_gives_an_empty_table_of_the_same_columns():
    corpus = Corpus((Document("a", "党员"),))
    some = code_with_dictionary(corpus, Dictionary((single("党员", "member"),)))
    none = code_with_dictionary(corpus, Dictionary(()))
    assert len(none) == 0
    assert none.dtypes.equals(some.dtypes)


def test_impossible_entries_are_refused():
    with pytest.raises(DefinitionError, match="must have codes"):
        Pattern("党员", (), ())
    with pytest.raises(DefinitionError, match="empty"):
        Dictionary((), ("",))


def test_only_one_capital_needs_care():
    assert [c for c in map(chr, range(0x110000)) if len(_fold(c)) != 1] == []


def hits_by_the_rules(text: str, dictionary: Dictionary) -> list[tuple[int, int, str]]:
    """The rules of `code_with_dictionary`, read aloud: every place, every term, nothing clever."""

    def places(term: str) -> list[tuple[int, int]]:
        n = len(term)
        return [(i, i + n) for i in range(len(text) - n + 1) if text[i : i + n].lower() == term.lower()]

    def whole(start: int, end: int) -> bool:
        latin = set(string.ascii_letters + string.digits + "-_")
        cut = [text[i - 1] in latin and text[i] in latin for i in (start, end) if 0 < i < len(text)]
        return not any(cut)

    stops = {place for stop in dictionary.stop_contexts for place in places(stop)}
    taken: set[tuple[str, int]] = set()
    result = []
    for is_compound in (True, False):
        for start in range(len(text)):
            for end in range(len(text), start, -1):
                for pattern in dictionary.patterns:
                    if pattern.is_compound != is_compound or (start, end) not in places(pattern.term):
                        continue
                    touched = [(s, e) for s, e in stops if s < end and start < e]
                    cancelled = any(
                        not (start <= s and e <= end and (s, e) != (start, end)) for s, e in touched
                    )
                    wanted = {(family, i) for family in pattern.families for i in range(start, end)}
                    if whole(start, end) and not cancelled and not wanted & taken:
                        taken |= wanted
                        result += [(start, end, code_id) for code_id in pattern.code_ids]
    return result


WORDS = st.text("社区党员ab𠮷", min_size=1, max_size=4)
PATTERNS = st.builds(
    lambda term, codes, is_compound: Pattern(term, tuple(codes), tuple(c[0] for c in codes), is_compound),
    WORDS,
    st.lists(st.sampled_from(["x1", "x2", "y1", "z1"]), min_size=1, max_size=2, unique=True),
    st.booleans(),
)


@settings(deadline=None)
@given(st.text("社区党员abA-𠮷", max_size=30), st.lists(PATTERNS, max_size=8), st.lists(WORDS, max_size=3))
def test_same_hits_as_the_rules_read_aloud(text, patterns, stops):
    dictionary = Dictionary(tuple(patterns), tuple(stops))
    codings = code_with_dictionary(Corpus((Document("d", text),)), dictionary)
    hits = list(zip(codings["start"], codings["end"], codings["code_id"], strict=True))
    assert hits == sorted(hits_by_the_rules(text, dictionary))
