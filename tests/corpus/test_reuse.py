from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.corpus import Corpus, Document
from workbench.corpus.repair import repair
from workbench.corpus.reuse import Reuse, count_works, find_reuse, read_fixed_phrases
from workbench.errors import OptionError

SHARED = Path(__file__).parents[2] / "../shared"
TEXT = st.text(alphabet="社区治，。 \n“𠮷", max_size=18)
RULE = "楼道里不许停放电动车，违者由物业登记，三次以上的报街道处理"


def corpus(*texts: str) -> Corpus:
    return Corpus(tuple(Document(f"d{i}", text) for i, text in enumerate(texts)))


def letters(text: str) -> list[int]:
    return [i for i, character in enumerate(text) if character.isalnum()]


def same_letters(text: str) -> str:
    return unicodedata.normalize("NFKC", "".join(text[i] for i in letters(text))).lower()


def longest_runs(a: str, b: str, shortest: int) -> set[tuple[int, int, int]]:
    """Every stretch of letters that both have and that cannot be made longer, by trying all."""
    x, y = ([text[i] for i in letters(text)] for text in (a, b))
    found = set()
    for i in range(len(x)):
        for j in range(len(y)):
            if i and j and x[i - 1] == y[j - 1]:
                continue
            n = 0
            while i + n < len(x) and j + n < len(y) and x[i + n] == y[j + n]:
                n += 1
            if n >= shortest:
                found.add((letters(a)[i], letters(b)[j], n))
    return found


@given(st.lists(TEXT, min_size=2, max_size=3))
def test_passages_are_those_found_by_trying_all(texts: list[str]) -> None:
    passages = find_reuse(corpus(*texts), min_chars=5, max_works=9, phrases=()).passages
    found = {
        (
            p.doc_a,
            p.doc_b,
            p.start_a,
            p.start_b,
            sum(map(str.isalnum, texts[int(p.doc_a[1])][p.start_a : p.end_a])),
        )
        for p in passages.itertuples()
    }
    expected = {
        (f"d{i}", f"d{j}", *run)
        for i in range(len(texts))
        for j in range(i + 1, len(texts))
        for run in longest_runs(texts[i], texts[j], 5)
    }
    assert found == expected


@given(st.lists(st.text(max_size=30) | TEXT, max_size=4))
def test_passages_hold_the_same_letters_in_both_texts(texts: list[str]) -> None:
    for p in find_reuse(corpus(*texts), min_chars=5).passages.itertuples():
        a, b = texts[int(p.doc_a[1])][p.start_a : p.end_a], texts[int(p.doc_b[1])][p.start_b : p.end_b]
        assert same_letters(a) == same_letters(b)


def test_width_spaces_and_punctuation_do_not_hide_a_passage() -> None:
    other = RULE.replace("，", ",\n　").replace("电动车", "“电动车”")
    [passage] = find_reuse(corpus("前文。" + RULE + "。", "别的：" + other + "!")).passages.itertuples()
    assert (passage.start_a, passage.end_a, passage.n_chars) == (3, 3 + len(RULE), len(RULE))
    assert (passage.start_b, passage.end_b) == (3, 3 + len(other))


def test_words_of_latin_script_count_as_one() -> None:
    shared = "the construction of resilient communities in old towns"
    assert find_reuse(corpus("甲" + shared, "乙" + shared)).passages.empty


def test_phrases_of_the_list_are_marked_and_not_dropped() -> None:
    phrase = "打造共建共治共享的社会治理格局"
    passages = find_reuse(corpus(f"要{phrase}，甲。{RULE}", f"应当{phrase}。{RULE}！")).passages
    assert sorted(passages["is_fixed_phrase"]) == [False, True]
    assert phrase in read_fixed_phrases()


def test_what_stands_in_many_works_is_marked() -> None:
    texts = ["".join(chr(0x5000 + 99 * i + k) for k in range(90)) + RULE for i in range(8)]
    passages = find_reuse(corpus(*texts)).passages
    assert passages["is_fixed_phrase"].all()
    assert set(passages["doc_b"]) == {f"d{i}" for i in range(1, 8)}


def test_copies_are_one_work_and_counted_once() -> None:
    body = "".join(chr(0x4E00 + i) for i in range(300))
    reuse = find_reuse(corpus(body, body[:280] + "别的字", "另一篇" * 30))
    assert reuse.copies[["doc_a", "doc_b"]].values.tolist() == [["d0", "d1"]]
    assert reuse.works["work_id"].tolist() == ["d0", "d0", "d2"]
    assert count_works(["d0", "d1", "d2", "unknown"], reuse) == 3


def test_the_same_title_links_versions_that_differ_more() -> None:
    old, new = ("".join(chr(0x4E00 + i) for i in range(first, first + 300)) for first in (0, 120))
    by_title = corpus(
        f"# 社区条例（2007年）\n{old}", f"社区条例(2024-06-28)\n{new}", f"乡村条例\n{new[::-1]}"
    )
    assert find_reuse(by_title).copies["same_title"].tolist() == [True]
    assert find_reuse(corpus(f"甲条例\n{old}", f"乙办法\n{new}")).copies.empty


def test_nothing_to_compare_gives_empty_tables() -> None:
    for texts in ((), ("",), ("", "。"), ("甲",)):
        reuse = find_reuse(corpus(*texts))
        assert reuse.copies.empty
        assert reuse.passages.empty
        assert len(reuse.works) == len(texts)
    with pytest.raises(OptionError, match="min_chars=2"):
        find_reuse(corpus("甲"), min_chars=2)


@pytest.fixture(scope="module")
def papers() -> tuple[Corpus, Reuse]:
    files = sorted((SHARED / "seeds").glob("*.txt"))
    if not files:
        pytest.skip("no ../shared")
    texts = (repair(path.read_text(encoding="utf-8")).text for path in files)
    read = Corpus(tuple(Document(path.name[:3], text) for path, text in zip(files, texts, strict=True)))
    return read, find_reuse(read)


@pytest.mark.shared
def test_two_scans_of_a_paper_are_one_work(papers: tuple[Corpus, Reuse]) -> None:
    _, reuse = papers
    assert reuse.copies[["doc_a", "doc_b"]].values.tolist() == [["000", "001"]]
    assert reuse.copies["containment"].item() == pytest.approx(0.94, abs=0.02)  # varies with the repair
    assert count_works(["000", "001", "004"], reuse) == 2


@pytest.mark.shared
def test_passages_taken_over_from_a_paper_are_listed(papers: tuple[Corpus, Reuse]) -> None:
    _, reuse = papers
    of_both = reuse.passages.query("doc_a == '001' and doc_b == '004'")
    assert sorted(of_both.loc[~of_both["is_fixed_phrase"], "n_chars"]) == [20, 21, 34]
    assert of_both["is_fixed_phrase"].sum() >= 2


@pytest.mark.shared
def test_versions_of_statutes_are_linked_and_regulations_of_cities_are_not() -> None:
    files = [p for p in sorted((SHARED / "real/cn_community_regs").rglob("*.md")) if p.name != "SOURCE.md"]
    if not files:
        pytest.skip("no ../shared")
    statutes = Corpus(tuple(Document(p.stem, p.read_text(encoding="utf-8")) for p in files))
    reuse = find_reuse(statutes)
    linked = {tuple(name.split("(")[0] for name in pair) for pair in reuse.copies[["doc_a", "doc_b"]].values}
    assert {a for a, b in linked if a == b} == {
        "突发事件应对法",
        "上海市住宅物业管理规定",
        "上海市社会救助条例",
    }
    assert [pair for pair in linked if pair[0] != pair[1]] == [
        ("上海市区县和乡镇人民代表大会代表直接选举实施细则", "上海市区和乡镇人民代表大会代表直接选举实施细则")
    ]
    between = reuse.passages[~reuse.passages["same_work"] & reuse.passages["doc_a"].str.contains("文明行为")]
    assert len(between) > 100
