"""Places, organisations and postal addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.corpus.identifiers.cities import CITIES, PLACE_ENDINGS
from workbench.corpus.identifiers.mention import Kind, Mention
from workbench.corpus.identifiers.words import Word, Words

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_NUMBER = "[0-9０-９一二三四五六七八九十百零〇]{1,5}"
_ROAD = "路|街|大街|大道|巷|弄堂|胡同|里弄|马路|道|线"
_ESTATE = (
    "小区|花园|家园|花苑|佳苑|嘉苑|苑|新村|公寓|大厦|公馆|大院|宿舍|新城|名邸|广场|山庄|庄园"
    "|府|庭|院|坊|里|村"
)
_HOUSE = (
    rf"(?:{_NUMBER}[甲乙丙丁A-Za-z]?(?:号楼|号院|栋|幢|座|号)"
    rf"|{_NUMBER}(?:弄|支弄|胡同)|[A-Za-z](?:栋|座|幢|区))"
)
_ROOM = rf"(?:{_NUMBER}(?:单元|门洞|门|梯|层|楼|室|号|房|户)|[-－—][0-9０-９]{{1,4}}|[0-9０-９]{{3,4}})"
_DOORS = rf"{_HOUSE}(?:[ -]?(?:{_HOUSE}|{_ROOM})){{0,5}}"
_STREET = re.compile(rf"(?P<name>[{_HAN}]{{1,12}}(?:{_ROAD}))(?P<rest>{_DOORS})")
_COMPOUND = re.compile(rf"(?P<name>[{_HAN}]{{1,12}}(?:{_ESTATE}))(?P<rest>[ ]?{_DOORS})")
_DOOR = re.compile(
    rf"(?:{_NUMBER}(?:弄|支弄){_NUMBER}号[ -]?|{_NUMBER}(?:号楼|栋|幢|座))"
    rf"(?:[ -]?{_NUMBER}(?:单元|门洞|门))?[ -]?{_NUMBER}(?:室|号房|号|房|户)?(?![0-9层楼栋户个人])"
)
_GROUP = re.compile(
    rf"(?P<name>[{_HAN}]{{1,6}}村)(?P<rest>[{_HAN}]{{0,4}}?{_NUMBER}(?:组|社|队)(?:{_NUMBER}号)?)"
)
_BARE = re.compile(
    r"(?:住在?|住址|门牌号?|家在|地址)[是为：: ]{0,2}"
    r"(?P<value>[0-9]{1,3}(?:[-－—][0-9]{1,3})?[-－—][0-9]{2,4})(?![0-9])"
)
_FIELD = re.compile(
    r"(?P<head>社区|小区|街道|村庄|地点|住址|地址|单位|工作单位|城市|访谈地点|所在地)[：:][ \t\u3000]*"
    rf"(?P<value>[{_HAN}A-Za-z0-9]{{2,25}})"
)
_PROPER = ("ns", "nr", "nz", "nt")
_UNITS = """
社区 街道 小区 村 镇 乡 新村 花园 家园 苑 公寓 里弄 胡同 路 街 巷 大道 广场 大厦 院子 大院 新城 小镇
"""
_UNIT = frozenset(_UNITS.split())
_BODIES = """
物业 公司 物业公司 集团 中心 协会 基金会 事务所 服务社 合作社 医院 学校 小学 中学 大学 幼儿园 学院 银行 超市
酒店 饭店 餐馆 宾馆 工厂 厂 派出所 居委会 村委会 业委会 街道办 办事处 养老院 工作室 商会 联盟 书店 药店 支行
分行 车站 火车站 地铁站
"""
_BODY = frozenset(_BODIES.split())
# Whole countries, by which nobody is recognised, and words the dictionary wrongly calls places.
_WIDE = """
中国 我国 全国 中华 中华人民共和国 美国 日本 英国 法国 德国 俄罗斯 印度 韩国
亚洲 欧洲 非洲 美洲 西方 东方 国内 城市 锦旗 红旗 国旗
"""
_TOO_WIDE = frozenset(_WIDE.split())
_STOP_FLAGS = "pvudcxyert"


def find_places(text: str, words: Words) -> Iterator[Mention]:
    """Mentions of places and organisations, and addresses down to the door; none is certain."""
    yield from _addresses(text, words)
    yield from _fields(text)
    yield from _tagged(words)


def _addresses(text: str, words: Words) -> Iterator[Mention]:
    for pattern in (_STREET, _COMPOUND, _GROUP):
        for m in pattern.finditer(text):
            start = name_start(words, m.start("name"), m.end("name"))
            if start is not None:
                yield Mention(start, m.end(), "address", "address")
    for m in _DOOR.finditer(text):
        yield Mention(m.start(), m.end(), "address", "door")
    for m in _BARE.finditer(text):
        yield Mention(*m.span("value"), "address", "door")


def name_start(words: Words, first: int, end: int) -> int | None:
    """First code point of the name that ends at `end`: back over nouns, stopped by any other word."""
    start: int | None = None
    for word in reversed(words.between(first, end)):
        name = word.is_name or word.flag.startswith("n") or word.flag == "zg" or not word.known
        if not name and (word.flag[0] in _STOP_FLAGS or start is None):
            break
        start = word.start
    return start


def _fields(text: str) -> Iterator[Mention]:
    """What a heading of the transcript says: 社区：…, 地点：…."""
    for m in _FIELD.finditer(text):
        kind: Kind = "organisation" if "单位" in m["head"] else "place"
        yield Mention(*m.span("value"), kind, "field")


def _tagged(words: Words) -> Iterator[Mention]:
    """Proper names by their tag, joined with the unit or body they name: 榆荫 + 路, 北苑 + 物业."""
    items, i = words.items, 0
    while i < len(items):
        j = i
        while j < len(items) and _is_proper(items[j]):
            j += 1
        if j == i:
            i += 1
            continue
        yield from _named(words, i, j)
        i = j


def _is_proper(word: Word) -> bool:
    return word.flag[:2] in _PROPER and word.end - word.start >= 2


def _named(words: Words, first: int, after: int) -> Iterator[Mention]:
    items = words.items
    start, last = items[first].start, items[after - 1]
    head = items[after] if after < len(items) else None
    if head and words.text(head) in _BODY:
        yield Mention(start, head.end, "organisation", "named-body")
    elif head and words.text(head) in _UNIT:
        yield Mention(start, head.end, "place", "named-unit")
    elif any(w.flag == "nt" for w in items[first:after]) and last.end - start >= 4:
        yield Mention(start, last.end, "organisation", "part-of-speech")
    elif all(_is_place(words, w) for w in items[first:after]):
        yield Mention(start, last.end, "place", "part-of-speech")


def _is_place(words: Words, word: Word) -> bool:
    """Whether a word tagged as a place is one: the dictionary calls many common words so (东西, 台风)."""
    name = words.text(word)
    is_place = name in CITIES or name[-1] in PLACE_ENDINGS
    return word.flag == "ns" and is_place and name not in _TOO_WIDE
