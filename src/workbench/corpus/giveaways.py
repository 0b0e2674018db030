"""Give-aways: a case called by a letter, and beside it a name by which everybody knows which it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from workbench.corpus.document import Corpus, Document
from workbench.corpus.identifiers.people import find_people, name_at
from workbench.corpus.identifiers.words import Words, tag_words
from workbench.schemas import Column, Table

if TYPE_CHECKING:
    import pandas as pd

GiveawayKind = Literal["landmark", "brand", "person", "place"]

GIVEAWAYS = Table(
    "giveaways",
    "one expression that gives away a case named by a letter",
    (
        Column("doc_id", "document"),
        Column("case", "the case as the text calls it, such as A社区"),
        Column("start", "first code point of the expression in the document's text"),
        Column("end", "first code point after it"),
        Column("text", "the expression"),
        Column("kind", "landmark, brand, person or place"),
        Column("reason", "why it gives the case away"),
    ),
)

_HAN = "\u4e00-\u9fff"
_UNIT = "社区|小区|街道|村|镇|乡|县|区|市|学校|中学|小学|大学|医院|公司|企业|机构|单位|院落|园区|厂"
_LABEL = re.compile(rf"(?<![A-Za-z0-9])(?P<letter>[A-ZＡ-Ｚ])[0-9]?(?P<unit>{_UNIT})")
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?[”’」』）)]*")
_REFERENCE = re.compile(r"\[(?:J|M|C|D|N|R|S|P|Z|EB/OL|J/OL|N/OL)\]|［[JMCDN]］")
_QUOTED = re.compile(rf"[“「『\"‘](?P<value>[{_HAN}A-Za-z0-9·]{{2,20}})[”」』\"’]")
_LANDMARK = (
    "湾|塔|大桥|立交桥|广场|公园|景区|古镇|古城|老街|步行街|寺|庙|教堂|博物馆|纪念馆|图书馆|美术馆|体育馆|体育场|体育中心|火车站|"
    "高铁站|机场|码头|大厦|商城|百货|购物中心|大学|学院|科技园|产业园|软件园|工业园|开发区|功能区|示范区|新区|度假区|湿地|水库|湖|"
    "山|江|河|岛|电视台|体育城|大学城|航天城|古巷|胡同"
)
_LANDMARK_END = re.compile(rf"(?:{_LANDMARK})$")
_STREET_END = re.compile(r"(?:街道|镇|乡|路|大道|巷|弄|里弄)$")
_BRAND_END = re.compile(
    r"(?:工作室|工作站|工作坊|工作法|调解室|议事厅|会客厅|客厅|驿站|书院|书屋|学堂|讲堂|食堂|茶馆|公社|合作社|联盟|基金|艺术团|"
    r"合唱团|宣讲团|志愿队|互助队|服务队|巡逻队|劝导队|先锋队|突击队|小分队|分队|小队|品牌|花园|农场|集市|文化节|邻里节|之家|益家|e家)$"
)
_COMMON = """
志愿服务队 党员先锋队 党员突击队 志愿者服务队 社区食堂 老年食堂 社区书院 农家书屋 职工书屋 道德讲堂 社区基金
青年之家 党员之家 社工站 红色驿站 党群驿站 文化广场 中心广场 市民公园 大学 学院
"""
_GENERIC = frozenset(_COMMON.split())
_NOT_PEOPLE = re.compile(
    r"(?:等)?(?:\[|［|〔|（[12]|\([12]|认为|指出|提出|主编|译|著|同志|总书记|主席|总理|（[^）]{0,12}大学)"
)


@dataclass(frozen=True, slots=True)
class _Found:
    case: str
    start: int
    end: int
    kind: GiveawayKind


def find_giveaways(texts: Corpus | Document) -> pd.DataFrame:
    """Find landmarks, brands, persons and streets beside a case that is named by a letter only.

    A passage is about a letter case from the sentence that names it to the end of the paragraph or to
    the next letter. What stands with several letters, or elsewhere in the corpus without one, gives
    nothing away and is left out, as are entries of the literature.

    Returns
    -------
    DataFrame
        ``doc_id, case, start, end, text, kind, reason``. Whether it does give the case away, a person
        decides: change the letter, or the expression.

    Examples
    --------
    >>> note = Document("n", "A社区毗邻“小月湾”，居民常去散步。别处的社区没有湾。")
    >>> find_giveaways(note)[["case", "text", "kind"]].values.tolist()
    [['A社区', '小月湾', 'landmark']]
    """
    documents = (texts,) if isinstance(texts, Document) else tuple(texts)
    found = {d.doc_id: _in_document(d.text) for d in documents}
    cases = _cases_of(documents, found)
    rows = [
        (d.doc_id, f.case, f.start, f.end, d.text[f.start : f.end], f.kind, _REASONS[f.kind])
        for d in documents
        for f in found[d.doc_id]
        if len(cases[d.text[f.start : f.end]]) == 1 and not _is_common(documents, found, d, f)
    ]
    return _frame(rows)


_REASONS: dict[GiveawayKind, str] = {
    "landmark": "a landmark beside a case named by a letter",
    "brand": "a name that only this case bears",
    "person": "a person's name beside a case named by a letter",
    "place": "a street or town beside a case named by a letter",
}


def _frame(rows: list[tuple[str, str, int, int, str, GiveawayKind, str]]) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame(rows, columns=GIVEAWAYS.names)
    return frame.astype({"start": "int64", "end": "int64"})


def _cases_of(documents: Iterable[Document], found: dict[str, list[_Found]]) -> dict[str, set[str]]:
    """With which letter cases each expression stands."""
    cases: dict[str, set[str]] = {}
    for document in documents:
        for f in found[document.doc_id]:
            cases.setdefault(document.text[f.start : f.end], set()).add(f.case)
    return cases


def _is_common(
    documents: tuple[Document, ...], found: dict[str, list[_Found]], here: Document, f: _Found
) -> bool:
    """Whether the expression stands in more places apart from the case than with it."""
    text = here.text[f.start : f.end]
    everywhere = sum(d.text.count(text) for d in documents)
    with_case = sum(d.text[g.start : g.end] == text for d in documents for g in found[d.doc_id])
    return everywhere > 2 * with_case


def _in_document(text: str) -> list[_Found]:
    passages = list(_passages(text))
    if not passages:
        return []
    found: list[_Found] = []
    for case, start, end in passages:
        words = tag_words(text[start:end])
        for kind, a, b in _candidates(text[start:end], words):
            here = _Found(case, a + start, b + start, kind)
            if not any(f.case == case and here.start < f.end and f.start < here.end for f in found):
                found.append(here)
    return sorted(found, key=lambda f: f.start)


def _passages(text: str) -> Iterator[tuple[str, int, int]]:
    """Stretches about one letter case: from the sentence that names it to the next letter or paragraph."""
    case, first, last = "", 0, 0
    for m in _SENTENCE.finditer(text):
        is_reference = _REFERENCE.search(m.group()) is not None
        labels = set() if is_reference else {_name(label) for label in _LABEL.finditer(m.group())}
        if case and (is_reference or labels - {case} or "\n" in text[last : m.start()]):
            yield case, first, last
            case = ""
        if len(labels) > 1:
            yield from ((label, m.start(), m.end()) for label in sorted(labels))
        elif labels and not case:
            case, first = labels.pop(), m.start()
        last = m.end()
    if case:
        yield case, first, last


def _name(label: re.Match[str]) -> str:
    letter = label["letter"]
    return (chr(ord(letter) - 0xFEE0) if letter > "Z" else letter) + label["unit"]


def _candidates(text: str, words: Words) -> Iterator[tuple[GiveawayKind, int, int]]:
    yield from _quoted(text, words)
    yield from _people(text, words)
    yield from _proper(words)


def _quoted(text: str, words: Words) -> Iterator[tuple[GiveawayKind, int, int]]:
    for m in _QUOTED.finditer(text):
        value, (start, end) = m["value"], m.span("value")
        if value in _GENERIC:
            continue
        if _LANDMARK_END.search(value) and len(value) >= 3:
            yield "landmark", start, end
        elif _BRAND_END.search(value) or _holds_name(words, start, end):
            yield "brand", start, end


def _holds_name(words: Words, start: int, end: int) -> bool:
    """Whether a quoted expression begins with a person's name."""
    return end - start > 3 and name_at(words.source, words, start) is not None


def _people(text: str, words: Words) -> Iterator[tuple[GiveawayKind, int, int]]:
    for mention in find_people(text, words):
        is_author = _NOT_PEOPLE.match(text, mention.end) is not None
        is_guess = mention.rule == "part-of-speech" and mention.end - mention.start != 3
        if mention.rule != "speaker" and not is_author and not is_guess:
            yield "person", mention.start, mention.end


def _proper(words: Words) -> Iterator[tuple[GiveawayKind, int, int]]:
    """Proper names that end like a landmark or a street: 明珠 + 塔, 榆荫 + 街道."""
    for i, word in enumerate(words.items):
        if word.flag[:2] not in ("ns", "nz", "nt", "nr") or word.end - word.start < 2:
            continue
        after = words.items[i + 1] if i + 1 < len(words.items) else word
        joined = words.source[word.start : after.end]
        for end, name in ((after.end, joined), (word.end, words.text(word))):
            if len(name) >= 3 and name not in _GENERIC and _LANDMARK_END.search(name):
                yield "landmark", word.start, end
                break
            if len(name) >= 3 and _STREET_END.search(name) and not name.endswith("社区"):
                yield "place", word.start, end
                break
