from __future__ import annotations

import json
import re
from pathlib import Path

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.corpus import Change
from workbench.corpus.frame_slip import count_unrepaired_slips, find_frame_slips
from workbench.corpus.frame_slip.find import find_slips
from workbench.corpus.pinyin import find_pinyin
from workbench.corpus.script import to_simplified

#: Share of damaged lines of clean papers that must come back exactly; measured 0.93.
MIN_EXACT = 0.85
#: Characters that the tests annotate, with their readings.
NOTES = dict(
    re.findall(
        r"(.)([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+)",
        "網wǎng區qū現xiàn驅qū發fā優yōu聯lián驗yàn實shí範fàn側cè會huì機jī構gòu經jīng態tài務wù統tǒng質zhì學xué業yè護hù"
        "關guān點diǎn環huán轉zhuǎn導dǎo內nèi動dòng職zhí術shù進jìn設shè調diào規guī認rèn際jì門mén費fèi應yīng項xiàng團tuán災zāi",
    )
)
SENTENCES = (
    "社區能夠實現自我調節。“居民自治”並不是一句口號",
    "志願者參加了活動。可見，居民的積極性很高",
    "這一做法得到肯定。基層幹部應當總結經驗",
    "居民注意到氣候災害越來越多",
    "因為老人需要照顧，鄰里之間互相幫助",
    "轉變為多方參與的治理格局",
    "學校和物業公司共同出資。活動室每天開放",
    "水質處於靜止狀態，需要換水",
    "疫情防控進入新的階段。回應居民的問題仍是重點",
    "居民代表大會通過了決議。“有事好商量”成為共識",
    "他們能夠組織起來。回顧過去的三年，變化很大",
)


def damage(text: str) -> str:
    """What a program leaves that works on the bytes of GBK: marks and notes, wherever the bytes fit."""
    changed = text.encode("gbk")
    for mark in "；！？。":
        changed = changed.replace(mark.encode("gbk"), b"\x01" + mark.encode("gbk"))
    for character, note in NOTES.items():
        changed = changed.replace(character.encode("gbk"), f"{character}({note})".encode("gbk"))
    pairs = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]|[\x81-\xfe][^\x40-\xfe]?|.", re.DOTALL)
    decoded = "".join(_decode(m[0]) for m in pairs.finditer(changed))
    return decoded.translate({0xFF01 + i: 0x21 + i for i in range(94)})


def _decode(piece: bytes) -> str:
    if len(piece) == 2 and piece[1] >= 0x40:
        return piece.decode("gb18030")
    if piece[0] > 0x80:
        return "?"
    return "€" if piece == b"\x80" else piece.decode("ascii").strip("\x01")


def mend(text: str, *, only_certain: bool = True) -> str:
    """Make the changes, remove the notes, and bring the text to the form in which it is compared."""
    for find in (find_frame_slips, _all_notes):
        pieces, at = [], 0
        for change in find(text):
            if change.automatic or not only_certain:
                pieces += [text[at : change.start], change.after]
                at = change.end
        text = "".join((*pieces, text[at:]))
    return compared(text)


def _all_notes(text: str) -> list[Change]:
    return [Change(c.start, c.end, "", c.rule) for c in find_pinyin(text)]


def compared(text: str) -> str:
    return to_simplified(text.translate({0xFF01 + i: 0x21 + i for i in range(94)}))


@pytest.mark.shared
@pytest.mark.parametrize(("seed", "n_slips", "terms"), [("002", 7, 0), ("004", 19, 64)])
def test_every_slip_of_the_damaged_papers_is_read(shared: Path, seed: str, n_slips: int, terms: int) -> None:
    text = read_seed(shared, seed)
    assert len(find_slips(text)) == n_slips
    certain, all_read = mend(text), mend(text, only_certain=False)
    gold = [g for g in gold_slips(shared) if g["seed"] == seed]
    assert [g["id"] for g in gold if compared(g["correct"]) not in all_read] == []
    assert [g["id"] for g in gold if compared(g["correct"]) not in certain] in ([], ["g08"])
    assert certain.count("五社联动") == terms


@pytest.mark.shared
@pytest.mark.parametrize("seed", ["000", "001", "003"])
def test_undamaged_papers_stay(shared: Path, seed: str) -> None:
    text = read_seed(shared, seed)
    assert find_frame_slips(text) == []
    assert count_unrepaired_slips(text) == 0


@pytest.mark.shared
def test_statutes_reports_and_minutes_stay(shared: Path) -> None:
    files = [
        f
        for name in ("cn_community_regs", "opengov_transcripts")
        for f in (shared / "real" / name).rglob("*.md")
    ]
    reports = (shared / "real" / "cn_gov_reports").glob("*.jsonl")
    texts = [f.read_text(encoding="utf-8") for f in files]
    texts += [json.loads(line)["content"] for f in reports for line in f.read_text("utf-8").splitlines()]
    assert len(texts) > 200
    assert not any(find_frame_slips(text) for text in texts)


@pytest.mark.shared
@pytest.mark.slow
def test_clean_papers_damaged_the_same_way_come_back(shared: Path) -> None:
    converter = opencc.OpenCC("s2tw")
    n_damaged = n_exact = 0
    for seed in ("000", "001", "003"):
        lines = [in_gbk(converter.convert(line)) for line in read_seed(shared, seed).split("\n")]
        damaged = [damage(line) for line in lines]
        mended = mend("\n".join(damaged), only_certain=False).split("\n")
        for line, bad, good in zip(lines, damaged, mended, strict=True):
            if compared(line) != compared(without_notes(bad)):
                n_damaged, n_exact = n_damaged + 1, n_exact + (compared(line) == good)
    assert n_damaged > 10
    assert n_exact / n_damaged >= MIN_EXACT


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_was_damaged_comes_back(sentence: str) -> None:
    text = f"{sentence}，這是大家的看法"
    assert find_slips(damage(text))
    assert mend(damage(text)) == compared(text)


@settings(max_examples=25, deadline=None)
@given(st.permutations(SENTENCES), st.integers(2, 5))
def test_any_order_of_damaged_sentences_comes_back(order: list[str], n: int) -> None:
    text = "\n".join(f"{sentence}，這是大家的看法" for sentence in order[:n])
    assert mend("\n".join(map(damage, text.split("\n")))) == compared(text)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="這裡的居民說什么你我?!;。？！；，“”(ā)áb A1\n", max_size=40))
def test_changes_are_in_order_and_inside_the_text(text: str) -> None:
    changes = find_frame_slips(text)
    ends = [0, *(c.end for c in changes)]
    assert all(end <= c.start < c.end <= len(text) for end, c in zip(ends, changes, strict=False))
    assert count_unrepaired_slips(text) >= 0


@pytest.mark.parametrize(
    "text",
    [
        "什么?你怎么来了",
        "什么?!你怎么来了A座",
        "真的嗎?;那就這樣吧",
        "你去不去??我去。",
        "去嗎?！當然去K歌",
        "这个字读什么?(xíng)还是(háng)",
        "是這樣嗎?。對B",
        "page.htm?sid=1;中文?a=2",
        "???? ?????",
        "“为什么?”他问。“谁知道?!”",
    ],
)
def test_question_marks_that_people_write_stay(text: str) -> None:
    assert find_frame_slips(text) == []
    assert count_unrepaired_slips(text) == 0


def test_a_doubtful_reading_is_only_proposed() -> None:
    damaged = damage("他叫黃維俊：大家好，請看會議記錄")
    [change, *_] = find_frame_slips(damaged)
    assert not change.automatic
    assert change.reason
    assert count_unrepaired_slips(damaged) == 1


def test_a_stretch_without_an_end_counts_as_unrepaired() -> None:
    text = damage("我們組織起來。基于此本文的做法是")[:12]
    assert find_frame_slips(text) == []
    assert count_unrepaired_slips(text) == 1


def test_the_digit_of_a_reference_comes_back_if_only_one_keeps_the_order() -> None:
    around = damage("居民彼此熟悉[21]，情況不斷加劇［22]，提升居民的認識[23]。")
    assert "?。?2]" in around
    assert "加剧[22],提升" in mend(around)
    assert "加剧[22],提升" not in mend(around.replace("[23]", "[40]"))


def read_seed(shared: Path, seed: str) -> str:
    [file] = (shared / "seeds").glob(f"{seed}_*.txt")
    return file.read_text(encoding="utf-8")


def gold_slips(shared: Path) -> list[dict[str, str]]:
    gold = json.loads((shared / "reference" / "gold_repair.json").read_text(encoding="utf-8"))
    return [g for g in gold if g["kind"] == "gbk_slip"]


def in_gbk(text: str) -> str:
    return text.encode("gbk", "ignore").decode("gbk")


def without_notes(text: str) -> str:
    pieces, at = [], 0
    for note in find_pinyin(text):
        pieces.append(text[at : note.start])
        at = note.end
    return "".join((*pieces, text[at:]))
